/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/portal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "app/readers.h"
#include "base/budget.h"
#include "base/date.h"
#include "base/json.h"
#include "base/limits.h"
#include "http/drawing.h"
#include "http/layout.h"
#include "http/request.h"
#include "http/session.h"

/* The key of sessions; and without any account, the token of the link that makes the first. */
static int prepare_accounts(struct sv_portal *portal, struct sv_app *app, struct sv_error *err)
{
	unsigned char token[16];
	size_t count;
	int r = sv_app_account_key(app, portal->session_key, err);

	if (r >= 0)
		r = sv_app_account_count(app, &count, err);
	if (r < 0 || count)
		return r;
	randombytes_buf(token, sizeof(token));
	sodium_bin2hex(portal->first_token, sizeof(portal->first_token), token, sizeof(token));
	return 0;
}

int sv_portal_open(struct sv_portal *portal, const struct sv_serve_options *options,
		   struct sv_error *err)
{
	struct sv_app app;
	int r;

	*portal = (struct sv_portal){.where = options->where,
				     .witness = options->witness,
				     .secure_cookies = !options->insecure_cookies,
				     .trust_proxy = options->trust_proxy};
	portal->metrics.started_ms = sv_clock_now_ms();
	portal->metrics.quiet = options->quiet;
	portal->snapshots = sv_snapshots_new();
	sv_pool_init(&portal->pool, portal->where);
	r = sv_cases_open(&portal->cases, options->pack, err);
	sv_throttle_init(&portal->throttle);
	pthread_mutex_init(&portal->hashing, NULL);
	/* A store that cannot be opened is said at the start, not to the first reader. */
	if (r >= 0)
		r = sv_pool_take(&portal->pool, &app, err);
	if (r >= 0) {
		r = prepare_accounts(portal, &app, err);
		sv_pool_give(&portal->pool, &app);
	}
	if (r < 0)
		sv_portal_close(portal);
	return r;
}

void sv_portal_close(struct sv_portal *portal)
{
	sv_pool_free(&portal->pool);
	sv_cases_close(&portal->cases);
	sv_snapshots_free(portal->snapshots);
}

int sv_portal_size(struct sv_portal *portal, int64_t *ret, struct sv_error *err)
{
	int64_t now = sv_monotonic_us() / 1000;
	struct sv_moment moment;
	struct sv_app app;
	int r;

	if (portal->size_checked_ms && now - portal->size_checked_ms < SV_SIZE_AGE_MS) {
		*ret = portal->record_size;
		return 0;
	}
	r = sv_pool_take(&portal->pool, &app, err);
	if (r < 0)
		return r;
	r = sv_app_moment(&app, "", "", &moment, err);
	sv_pool_give(&portal->pool, &app);
	if (r < 0)
		return r;
	portal->record_size = moment.known_size;
	portal->size_checked_ms = now;
	*ret = moment.known_size;
	return 0;
}

static const char *status_title(int status)
{
	switch (status) {
	case SV_HTTP_BAD_REQUEST: return "The request cannot be understood";
	case SV_HTTP_FORBIDDEN: return "Not for this reader";
	case SV_HTTP_NOT_FOUND: return "Not found";
	case SV_HTTP_NO_METHOD: return "Not by this method";
	case SV_HTTP_NO_TWIN: return "Not in this format";
	case SV_HTTP_CONFLICT: return "Not as things stand";
	case SV_HTTP_TOO_LARGE: return "Too large";
	case SV_HTTP_TARGET_TOO_LONG: return "The address is too long";
	case SV_HTTP_TOO_MANY: return "Too many attempts";
	case SV_HTTP_BUSY: return "Busy, try again";
	default: return "Something failed here";
	}
}

static void problem_json(struct sv_buf *out, int status, const struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(out);

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "type", "about:blank");
	sv_json_key_text(&json, "title", status_title(status));
	sv_json_key_int(&json, "status", status);
	sv_json_key_text(&json, "detail", err->message[0] ? err->message : NULL);
	if (err->where[0])
		sv_json_key_text(&json, "parameter", err->where);
	sv_json_end_object(&json);
	sv_buf_char(out, '\n');
}

static void problem_page(struct sv_arena *arena, struct sv_buf *out, int status,
			 const struct sv_error *err)
{
	struct sv_request request = {.arena = arena, .target = "/", .query = ""};

	sv_layout_begin(&request, status_title(status), "");
	sv_htmlf(&request,
		 "<header class=\"title\"><p class=\"over\">%d</p><h1>%s</h1></header>\n"
		 "<p class=\"lead\">",
		 status, status_title(status));
	sv_text(&request, err->message);
	sv_html(&request, err->message[0] ? ".</p>\n<p><a href=\"/\">To the overview</a></p>\n"
					  : "</p>\n<p><a href=\"/\">To the overview</a></p>\n");
	sv_layout_end(&request);
	*out = request.out;
}

void sv_problem(struct sv_arena *arena, int status, const struct sv_error *err, bool as_page,
		struct sv_answer *ret)
{
	struct sv_buf body = SV_BUF_INIT;
	struct sv_error shown = *err;

	/* What failed inside is for the log of the machine, not for the reader. */
	if (status == SV_HTTP_FAILED)
		shown = (struct sv_error)SV_ERROR_INIT;
	if (as_page)
		problem_page(arena, &body, status, &shown);
	else
		problem_json(&body, status, &shown);
	ret->status = status;
	ret->content_type = as_page ? "text/html; charset=utf-8" : "application/problem+json";
	ret->body = sv_arena_str(arena, sv_buf_view(&body));
	ret->may_keep = ret->is_asset = false;
	sv_buf_free(&body);
}

static int status_of(const struct sv_error *err)
{
	switch (err->code) {
	case SV_EINVALID:
	case SV_EUSAGE: return SV_HTTP_BAD_REQUEST;
	case SV_ENOTFOUND: return SV_HTTP_NOT_FOUND;
	case SV_EREFUSED: return SV_HTTP_FORBIDDEN;
	case SV_ELIMIT: return SV_HTTP_TOO_LARGE;
	case SV_EBUSY: return SV_HTTP_BUSY;
	default: return SV_HTTP_FAILED;
	}
}

/* What of the moment stood in the address goes on to every link. */
static const char *moment_query(struct sv_request *request)
{
	static const char *const names[] = {"on", "known", "year", "confidence"};
	const char *query = "";

	for (size_t i = 0; i < SV_ARRAY_LEN(names); i++) {
		bool has_year = request->call.route->flags & SV_ROUTE_YEAR;
		const char *value;

		if (strcmp(names[i], "year") == 0 && !has_year)
			continue;
		value = sv_request_value(request, names[i]);
		if (value)
			query = sv_arena_printf(request->arena, "%s%s%s=%s", query,
						query[0] ? "&" : "?", names[i], value);
	}
	return query;
}

static int settle_moment(struct sv_portal *portal, struct sv_request *request, struct sv_error *err)
{
	const char *on = sv_request_value(request, "on");
	const char *known = sv_request_value(request, "known");
	const char *confidence = sv_request_value(request, "confidence");
	int r =
	    sv_app_moment(request->app, on ? on : "", known ? known : "", &request->moment, err);

	if (r < 0)
		return r;
	if (request->call.route->flags & SV_ROUTE_YEAR) {
		const char *year = sv_request_value(request, "year");

		request->year = year ? atoi(year) : 0;
	}
	request->reading.public_only = !sv_app_reads_restricted(&request->reader.actor);
	request->reading.seen_only = confidence && strcmp(confidence, "seen") == 0;
	request->query = moment_query(request);
	return sv_snapshot_take(portal->snapshots, request->app, &request->moment,
				&request->reading, &request->snapshot, err);
}

/* A form comes from one of our own pages: browsers say where it was sent from. */
static bool is_own_form(const struct sv_incoming *incoming)
{
	const char *origin = incoming->origin, *after;

	if (!origin)
		return true;
	after = strstr(origin, "://");
	return after && incoming->host && strcmp(after + 3, incoming->host) == 0;
}

static int read_form(struct sv_request *request, const struct sv_incoming *incoming,
		     struct sv_error *err)
{
	static const char form[] = "application/x-www-form-urlencoded";
	const struct sv_route *route = request->call.route;
	int status;

	if (strcmp(route->method, "POST") != 0)
		return 0;
	if (route->flags & SV_ROUTE_RAW) {
		request->body = incoming->body;
		return 0;
	}
	if (!is_own_form(incoming))
		return sv_fail(err, SV_EREFUSED, "the form comes from another site");
	if (route->flags & SV_ROUTE_FILE)
		return sv_router_multipart(request->arena, incoming->content_type, incoming->body,
					   &request->call, &status, err);
	if (!incoming->content_type || strncasecmp(incoming->content_type, form, strlen(form)) != 0)
		return sv_fail(err, SV_EINVALID, "a form comes as '%s'", form);
	return sv_router_form(request->arena, incoming->body, &request->call, &status, err);
}

/* Whoever may not use an address does not fill memory with a file for it. */
static bool may_hand_in(struct sv_portal *portal, struct sv_arena *arena,
			const struct sv_incoming *incoming, const struct sv_route *route)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_reader reader;
	struct sv_app app;
	int r = sv_pool_take(&portal->pool, &app, &err);

	if (r < 0)
		return false;
	r = sv_session_read(portal, &app, arena, incoming, &reader, &err);
	sv_pool_give(&portal->pool, &app);
	return r >= 0 && sv_route_allows(route, reader.actor.role) && is_own_form(incoming);
}

void sv_portal_expect(struct sv_portal *portal, const struct sv_incoming *incoming,
		      struct sv_expected *ret)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_call call;
	int status;

	*ret = (struct sv_expected){.body_max = SV_FORM_BYTES_MAX};
	if (sv_router_find(&arena, sv_routes, incoming->method, incoming->target, &call, &status,
			   &err) < 0)
		return;
	ret->is_slow = call.route->flags & SV_ROUTE_SLOW || call.format == SV_FORMAT_PNG;
	if (!(call.route->flags & SV_ROUTE_FILE))
		return;
	ret->body_max = SV_UPLOAD_BYTES_MAX;
	ret->ignores_body = !may_hand_in(portal, &arena, incoming, call.route);
}

/* Who asks and whether they may, everything the route declares, then its handler. */
static int run_with_app(struct sv_portal *portal, struct sv_request *request,
			const struct sv_incoming *incoming, struct sv_error *err)
{
	int r =
	    sv_session_read(portal, request->app, request->arena, incoming, &request->reader, err);

	if (r >= 0 && !sv_route_allows(request->call.route, request->reader.actor.role))
		r = sv_fail(err, SV_EREFUSED, "this page is not for %s",
			    request->reader.account ? sv_actor_role_name(request->reader.actor.role)
						    : "readers who are not logged in");
	if (r >= 0)
		r = read_form(request, incoming, err);
	if (r >= 0 && request->call.route->flags & SV_ROUTE_MOMENT)
		r = settle_moment(portal, request, err);
	if (r >= 0)
		r = sv_drawing_is_asked(request) ? sv_drawing_answer(request, err)
						 : request->call.route->run(request, err);
	sv_snapshot_done(portal->snapshots, request->app);
	return r;
}

static int run(struct sv_portal *portal, struct sv_request *request,
	       const struct sv_incoming *incoming, struct sv_error *err)
{
	struct sv_budget budget;
	struct sv_app app;
	int r = sv_pool_take(&portal->pool, &app, err);

	if (r < 0)
		return r;
	request->app = &app;
	sv_budget_begin(&budget, request->arena, SV_WORK_BYTES_MAX, SV_WORK_SECONDS_MAX);
	sv_db_budget(app.db, &budget);
	r = run_with_app(portal, request, incoming, err);
	sv_db_budget(app.db, NULL);
	sv_pool_give(&portal->pool, &app);
	return r;
}

static const char *type_of(const struct sv_request *request)
{
	static const char *const types[SV_FORMAT_COUNT] = {
	    [SV_FORMAT_HTML] = "text/html; charset=utf-8",
	    [SV_FORMAT_JSON] = "application/json",
	    [SV_FORMAT_CSV] = "text/csv; charset=utf-8",
	    [SV_FORMAT_SVG] = "image/svg+xml",
	    [SV_FORMAT_PNG] = "image/png",
	};

	return request->content_type ? request->content_type : types[request->call.format];
}

static void finish(struct sv_request *request, struct sv_answer *ret)
{
	const struct sv_route *route = request->call.route;

	ret->status = request->status ? request->status : SV_HTTP_OK;
	ret->content_type = type_of(request);
	ret->location = request->location;
	ret->cookie = request->cookie;
	ret->filename = request->filename;
	ret->is_private = request->reader.account != 0 || request->cookie;
	ret->may_keep = !ret->is_private && !request->is_passing &&
			!(route->flags & SV_ROUTE_VOLATILE) && strcmp(route->method, "GET") == 0 &&
			ret->status == SV_HTTP_OK;
	ret->body = sv_arena_str(request->arena, sv_buf_view(&request->out));
}

bool sv_wants_problem(const char *target)
{
	return strstr(target, ".json") != NULL;
}

void sv_portal_answer(struct sv_portal *portal, struct sv_arena *arena,
		      const struct sv_incoming *incoming, struct sv_answer *ret)
{
	struct sv_request request = {.portal = portal,
				     .arena = arena,
				     .target = incoming->target,
				     .query = "",
				     .reader = {.actor = {.name = "", .state = ""}, .csrf = ""}};
	struct sv_error err = SV_ERROR_INIT;
	int status = SV_HTTP_BAD_REQUEST;
	int r = sv_router_find(arena, sv_routes, incoming->method, incoming->target, &request.call,
			       &status, &err);

	*ret = (struct sv_answer){.status = status};
	if (r < 0) {
		sv_problem(arena, status, &err, !sv_wants_problem(incoming->target), ret);
		return;
	}
	ret->route = request.call.route;
	r = run(portal, &request, incoming, &err);
	if (r < 0)
		sv_problem(arena, status_of(&err), &err,
			   request.call.format != SV_FORMAT_JSON &&
			       request.call.format != SV_FORMAT_CSV && !request.content_type,
			   ret);
	else
		finish(&request, ret);
	sv_buf_free(&request.out);
}

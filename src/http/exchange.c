/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

struct exchange {
	struct sv_job job; /* first: a job is its exchange */
	struct sv_server *server;
	struct MHD_Connection *connection;
	char *target;
	const char *method;
	bool started; /* headers are there */
	bool ignores_body, is_slow, answered;
	int64_t body_max;
	int refused; /* status, once the body is more than may be */
	struct sv_buf body;
	int64_t started_us;
	struct sv_packed packed; /* of a slow one, once it is answered */
};

void *sv_exchange_open(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct sv_server *server = context;
	struct exchange *exchange = sv_xmalloc(sizeof(*exchange));
	size_t len = strlen(uri) + 1;

	atomic_fetch_add(&server->in_flight, 1);
	*exchange = (struct exchange){
	    .server = server, .connection = connection, .target = sv_xmalloc(len)};
	memcpy(exchange->target, uri, len);
	return exchange;
}

static struct sv_line *line_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info->socket_context;
}

static void drop_body(struct exchange *exchange)
{
	atomic_fetch_sub(&exchange->server->body_bytes, (int64_t)exchange->body.len);
	sv_buf_free(&exchange->body);
}

void sv_exchange_close(void *context, struct MHD_Connection *connection, void **request,
		       enum MHD_RequestTerminationCode why)
{
	struct exchange *exchange = *request;
	struct sv_server *server = context;

	(void)why;
	if (!exchange)
		return;
	atomic_fetch_sub(&server->in_flight, 1);
	sv_line_wait(&server->deadlines, line_of(connection), server->deadlines.patience_s);
	drop_body(exchange);
	if (exchange->answered)
		sv_packed_free(&exchange->packed);
	free(exchange->target);
	free(exchange);
	*request = NULL;
}

void sv_exchange_line(void *context, struct MHD_Connection *connection, void **socket_context,
		      enum MHD_ConnectionNotificationCode code)
{
	struct sv_server *server = context;
	const union MHD_ConnectionInfo *info;

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
		*socket_context = sv_line_open(&server->deadlines, info->connect_fd);
		sv_line_wait(&server->deadlines, *socket_context, server->deadlines.patience_s);
		atomic_fetch_add(&server->portal.metrics.connections, 1);
		atomic_fetch_add(&server->portal.metrics.connections_open, 1);
	} else {
		sv_line_close(&server->deadlines, *socket_context);
		atomic_fetch_sub(&server->portal.metrics.connections_open, 1);
	}
}

/* Whether a comma-separated header names a token. */
static bool lists(const char *header, const char *token)
{
	struct sv_str rest = sv_str_from(header), one;

	while (sv_str_split(&rest, ',', &one)) {
		one = sv_str_trim(one);
		if (sv_str_is(one, token) || sv_str_is(one, "*"))
			return true;
	}
	return false;
}

static bool takes_gzip(struct MHD_Connection *connection)
{
	const char *header = MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
							 MHD_HTTP_HEADER_ACCEPT_ENCODING);
	struct sv_str rest = sv_str_from(header), one;

	while (header && sv_str_split(&rest, ',', &one)) {
		one = sv_str_trim(one);
		if (sv_str_starts(one, "gzip"))
			return !memmem(one.ptr, one.len, "q=0", 3) ||
			       memmem(one.ptr, one.len, "q=0.", 4);
	}
	return false;
}

static bool is_unchanged(struct MHD_Connection *connection, const struct sv_packed *packed)
{
	const char *known =
	    MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_NONE_MATCH);

	return known && packed->status == SV_HTTP_OK &&
	       (lists(known, packed->etag) || lists(known, packed->etag_gzip));
}

/* Methods of the table; anything else is not repeated to the log. */
static const char *known_method(const char *method)
{
	static const char *const known[] = {"GET", "HEAD", "POST"};

	for (size_t i = 0; i < SV_ARRAY_LEN(known); i++)
		if (strcmp(known[i], method) == 0)
			return known[i];
	return "-";
}

/* Gives the answer to the connection, which holds it from then on, and says what is to be
 * observed: writing that down may take as long as the log is slow. */
static enum MHD_Result queue(struct sv_server *server, const struct exchange *exchange,
			     const struct sv_packed *packed, struct sv_observed *ret)
{
	struct MHD_Connection *connection = exchange->connection;
	struct sv_observed observed = {.method = known_method(exchange->method),
				       .route = packed->route,
				       .status = packed->status,
				       .bytes = packed->plain_bytes};
	struct MHD_Response *response = packed->plain;
	enum MHD_Result result;

	if (is_unchanged(connection, packed)) {
		response = packed->unchanged;
		observed.status = SV_HTTP_NOT_MODIFIED;
		observed.bytes = 0;
	} else if (packed->gzip && takes_gzip(connection)) {
		response = packed->gzip;
		observed.bytes = packed->gzip_bytes;
	}
	sv_line_wait(&server->deadlines, line_of(connection), SV_TAKING_SECONDS_MAX);
	result = MHD_queue_response(connection, (unsigned)observed.status, response);
	observed.duration_us = sv_monotonic_us() - exchange->started_us;
	*ret = observed;
	return result;
}

static enum MHD_Result send_packed(struct sv_server *server, const struct exchange *exchange,
				   const struct sv_packed *packed)
{
	struct sv_observed observed;
	enum MHD_Result result = queue(server, exchange, packed, &observed);

	sv_observe(&server->portal.metrics, &observed);
	return result;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* Names a session, or a client that a proxy has verified: no answer for everybody. */
static bool is_personal(struct sv_server *server, struct MHD_Connection *connection)
{
	return header(connection, MHD_HTTP_HEADER_COOKIE) ||
	       (server->portal.trust_proxy && header(connection, "X-Client-Name"));
}

static struct sv_incoming incoming_of(const struct exchange *exchange)
{
	struct MHD_Connection *connection = exchange->connection;

	return (struct sv_incoming){
	    .method = exchange->method,
	    .target = exchange->target,
	    .cookie = header(connection, MHD_HTTP_HEADER_COOKIE),
	    .content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE),
	    .origin = header(connection, "Origin"),
	    .host = header(connection, MHD_HTTP_HEADER_HOST),
	    .certificate =
		exchange->server->portal.trust_proxy ? header(connection, "X-Client-Name") : NULL,
	    .body = sv_buf_view(&exchange->body),
	};
}

/* A refusal that needs no portal. */
static void refuse(struct sv_arena *arena, const struct exchange *exchange, int status,
		   struct sv_answer *ret)
{
	struct sv_error err = SV_ERROR_INIT;

	if (status == SV_HTTP_BAD_REQUEST)
		sv_fail(&err, SV_EINVALID, "the headers of the request can be read in two ways");
	else if (status == SV_HTTP_TOO_LARGE)
		sv_fail(&err, SV_ELIMIT, "a request to this address has at most %lld bytes",
			(long long)exchange->body_max);
	else
		sv_fail(&err, SV_EBUSY, "too many people want something that takes long");
	/* What follows on this connection may be anything. */
	*ret = (struct sv_answer){
	    .status = status, .is_private = true, .closes = status == SV_HTTP_BAD_REQUEST};
	sv_problem(arena, status, &err, !sv_wants_problem(exchange->target), ret);
}

static void make_packed(struct exchange *exchange, int refused, struct sv_packed *ret,
			bool *ret_may_keep)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_incoming incoming = incoming_of(exchange);
	struct sv_answer answer;

	if (refused)
		refuse(&arena, exchange, refused, &answer);
	else
		sv_portal_answer(&exchange->server->portal, &arena, &incoming, &answer);
	sv_packed_make(&answer, ret);
	*ret_may_keep = answer.may_keep && strcmp(exchange->method, "GET") == 0;
}

/* In a thread of its own; the connection sleeps until then. */
static void run_slow(struct sv_job *job, bool stopping)
{
	struct exchange *exchange = (struct exchange *)job;
	bool may_keep;

	make_packed(exchange, stopping ? SV_HTTP_BUSY : 0, &exchange->packed, &may_keep);
	exchange->answered = true;
	MHD_resume_connection(exchange->connection);
}

static bool reads(const struct exchange *exchange)
{
	return strcmp(exchange->method, "GET") == 0 || strcmp(exchange->method, "HEAD") == 0;
}

static void expect(struct exchange *exchange)
{
	const struct sv_incoming incoming = incoming_of(exchange);
	struct sv_expected expected;

	sv_portal_expect(&exchange->server->portal, &incoming, &expected);
	exchange->is_slow = expected.is_slow;
	exchange->body_max = expected.body_max;
	exchange->ignores_body = expected.ignores_body;
}

static enum MHD_Result make_answer(struct exchange *exchange, int64_t size, int32_t day)
{
	struct sv_server *server = exchange->server;
	enum MHD_Result result;
	struct sv_packed packed;
	bool may_keep;

	if (reads(exchange))
		expect(exchange);
	if (exchange->is_slow && !exchange->refused) {
		exchange->job.run = run_slow;
		MHD_suspend_connection(exchange->connection);
		if (sv_slow_put(&server->slow, &exchange->job))
			return MHD_YES;
		exchange->refused = SV_HTTP_BUSY;
		MHD_resume_connection(exchange->connection);
	}
	make_packed(exchange, exchange->refused, &packed, &may_keep);
	result = send_packed(server, exchange, &packed);
	if (may_keep && size >= 0)
		sv_cache_keep(&server->cache, exchange->target, size, day, &packed);
	else
		sv_packed_free(&packed);
	return result;
}

static enum MHD_Result answer(struct exchange *exchange)
{
	struct sv_server *server = exchange->server;
	bool for_all = !exchange->refused && !is_personal(server, exchange->connection);
	struct sv_error err = SV_ERROR_INIT;
	int32_t day = sv_clock_today();
	const struct sv_packed *packed = NULL;
	struct sv_observed observed;
	enum MHD_Result result;
	int64_t size = -1;

	exchange->started_us = sv_monotonic_us();
	sv_line_wait(&server->deadlines, line_of(exchange->connection), 0);
	/* Without a size nothing is kept; the route says what is wrong with the store. */
	if (for_all && sv_portal_size(&server->portal, &size, &err) < 0)
		size = -1;
	if (size >= 0 && reads(exchange))
		packed = sv_cache_find(&server->cache, exchange->target, size, day);
	if (!packed)
		return make_answer(exchange, size, day);
	/* Nobody waits for the cache while the log is written. */
	result = queue(server, exchange, packed, &observed);
	sv_cache_done(&server->cache);
	observed.kept = true;
	sv_observe(&server->portal.metrics, &observed);
	return result;
}

/* Headers that a proxy before us may read otherwise than we do: RFC 9112, 3.2 and 5.1. */
struct head {
	int hosts;
	bool has_odd_name; /* white space in it: "Content-Length : 5" */
};

static enum MHD_Result look_at(void *context, enum MHD_ValueKind kind, const char *name,
			       const char *value)
{
	struct head *head = context;

	(void)kind;
	(void)value;
	head->hosts += strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0;
	head->has_odd_name = head->has_odd_name || name[strcspn(name, " \t")];
	return MHD_YES;
}

static bool is_ambiguous(struct MHD_Connection *connection)
{
	struct head head = {0};

	MHD_get_connection_values(connection, MHD_HEADER_KIND, look_at, &head);
	return head.hosts > 1 || head.has_odd_name;
}

/* What the address allows, before a byte of the body is taken. */
static void begin(struct exchange *exchange, const char *method)
{
	const char *length = header(exchange->connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
	int64_t bytes;

	exchange->started = true;
	exchange->method = method;
	exchange->body_max = SV_FORM_BYTES_MAX;
	if (!reads(exchange))
		expect(exchange);
	if (length && sv_str_to_int64(sv_str_from(length), &bytes) && bytes > exchange->body_max)
		exchange->refused = SV_HTTP_TOO_LARGE;
	if (is_ambiguous(exchange->connection))
		exchange->refused = SV_HTTP_BAD_REQUEST;
}

static void take_body(struct exchange *exchange, const char *bytes, size_t len)
{
	struct sv_server *server = exchange->server;

	if (exchange->ignores_body)
		return;
	if (!exchange->refused && (int64_t)(exchange->body.len + len) > exchange->body_max)
		exchange->refused = SV_HTTP_TOO_LARGE;
	if (!exchange->refused &&
	    atomic_load(&server->body_bytes) + (int64_t)len > SV_BODIES_BYTES_MAX)
		exchange->refused = SV_HTTP_BUSY;
	if (exchange->refused) {
		drop_body(exchange);
		return;
	}
	atomic_fetch_add(&server->body_bytes, (int64_t)len);
	sv_buf_add(&exchange->body, bytes, len);
}

enum MHD_Result sv_exchange_handle(void *context, struct MHD_Connection *connection,
				   const char *url, const char *method, const char *version,
				   const char *upload, size_t *upload_size, void **request)
{
	struct exchange *exchange = *request;
	struct sv_server *server = context;

	(void)url;
	(void)version;
	if (exchange->answered)
		return send_packed(server, exchange, &exchange->packed);
	/* The body, if there is one, comes with the next calls; who answers this one closes. */
	if (!exchange->started) {
		begin(exchange, method);
		/* A client that asks before it sends is told at once. */
		if (exchange->refused && header(connection, MHD_HTTP_HEADER_EXPECT))
			return answer(exchange);
		return MHD_YES;
	}
	if (*upload_size) {
		take_body(exchange, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	return answer(exchange);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The portal without a socket: every route as every role, hostile requests, sessions, twins. */
#include "stage.h"
#include "../unit/markup.h"

#include <ctype.h>
#include <jansson.h>

#include "base/date.h"
#include "http/map.h"

/* A value that fits a parameter of the small record. */
static const char *example(const struct sv_param *param)
{
	static const char *const values[][2] = {
	    {"state", "FRA"},  {"a", "FRA"},        {"b", "FRA"},           {"project", "p1"},
	    {"document", "0"}, {"number", "1"},     {"member", "all"},      {"name", "portal.css"},
	    {"token", "none"}, {"disabled", "yes"}, {"role", "auditor"},    {"year", "2026"},
	    {"from", "0"},     {"to", "0"},         {"at", "/cover/state"}, {"until", "2026-05-01"},
	    {"do", "check"},   {"case", "shuttle"}, {"input", "0"}};

	for (size_t i = 0; i < SV_ARRAY_LEN(values); i++)
		if (strcmp(values[i][0], param->name) == 0)
			return values[i][1];
	return param->kind == SV_PARAM_CHOICE ? "" : "something";
}

/* A field of a form, as the route takes it. */
static const char *form_field(struct sv_arena *arena, const struct sv_route *route,
			      const char *form, const struct sv_param *param)
{
	if (route->flags & SV_ROUTE_FILE)
		return sv_arena_printf(
		    arena,
		    "%.*s" STAGE_BOUNDARY
		    "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
		    "%s\r\n" STAGE_BOUNDARY "--",
		    form[0] ? (int)(strlen(form) - strlen(STAGE_BOUNDARY "--")) : 0, form,
		    param->name, param->kind == SV_PARAM_FILE ? "; filename=\"f.json\"" : "",
		    example(param));
	return sv_arena_printf(arena, "%s%s%s=%s", form, form[0] ? "&" : "", param->name,
			       example(param));
}

/* The route's path, query and form with every required parameter filled in. */
static const char *target_of(struct sv_arena *arena, const struct sv_route *route,
			     const char **ret_form)
{
	const char *path = route->path, *query = "", *form = "";

	for (const struct sv_param *param = route->params; param && param->name; param++) {
		const char *hole = sv_arena_printf(arena, "{%s}", param->name);
		const char *at = strstr(path, hole);

		if (param->place == SV_IN_PATH)
			path = sv_arena_printf(arena, "%.*s%s%s", (int)(at - path), path,
					       example(param), at + strlen(hole));
		else if (param->required && param->place == SV_IN_QUERY)
			query = sv_arena_printf(arena, "%s%c%s=%s", query, query[0] ? '&' : '?',
						param->name, example(param));
		else if (param->required)
			form = form_field(arena, route, form, param);
	}
	*ret_form = form;
	return sv_arena_printf(arena, "%s%s", path, query);
}

static void every_route_lets_in_exactly_its_roles(void **state)
{
	struct stage *stage = *state;

	for (const struct sv_route *route = sv_routes; route->method; route++) {
		const char *form, *target = target_of(&stage->place->arena, route, &form);
		bool posts = strcmp(route->method, "POST") == 0;

		for (int role = 0; role < SV_ACTOR_ROLE_COUNT; role++) {
			struct sv_answer answer = ask_as(stage, route->method, target,
							 stage->cookies[role], posts ? form : NULL);
			bool barred = says(&answer, "this page is not for");

			if (answer.status >= 500)
				print_error("%s %s as %s: %d\n", route->method, target,
					    sv_actor_role_name((enum sv_actor_role)role),
					    answer.status);
			assert_true(answer.status < 500);
			if (answer.route != route)
				print_error("%s %s is answered by %s %s\n", route->method, target,
					    answer.route ? answer.route->method : "-",
					    answer.route ? answer.route->path : "-");
			assert_ptr_equal(answer.route, route);
			assert_int_equal(barred, !sv_route_allows(route, (enum sv_actor_role)role));
			if (barred)
				assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
		}
	}
}

static void no_form_is_taken_without_its_token(void **state)
{
	struct stage *stage = *state;

	for (const struct sv_route *route = sv_routes; route->method; route++) {
		const char *form, *target = target_of(&stage->place->arena, route, &form);
		struct sv_answer answer;

		if (strcmp(route->method, "POST") != 0 || sv_route_allows(route, SV_ACTOR_PUBLIC))
			continue;
		answer = ask_as(stage, "POST", target, stage->cookies[SV_ACTOR_OPERATOR], form);
		assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
		assert_true(says(&answer, "does not belong to this session"));
	}
}

static void refuses_forms_from_elsewhere(void **state)
{
	struct stage *stage = *state;
	struct sv_incoming incoming = {.method = "POST",
				       .target = "/login",
				       .origin = "https://elsewhere.example",
				       .host = "portal.example",
				       .content_type = "application/x-www-form-urlencoded",
				       .body = SV_STR("name=x&password=y")};
	struct sv_answer answer;

	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	incoming.origin = "https://portal.example";
	incoming.content_type = "text/plain";
	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	assert_int_equal(answer.status, SV_HTTP_BAD_REQUEST);
}

static void hostile_addresses_get_a_clean_refusal(void **state)
{
	static const char *const targets[] = {
	    "",
	    "*",
	    "http://elsewhere/",
	    "//",
	    "/..",
	    "/../etc/passwd",
	    "/%2e%2e/%2e%2e/etc/passwd",
	    "/assets/..%2f..%2fetc%2fpasswd",
	    "/assets/portal.css%00.png",
	    "/states/FRA/",
	    "/states//FRA",
	    "/states/FRA\\..",
	    "/states/%",
	    "/states/%4",
	    "/states/%zz",
	    "/states/%ff%fe",
	    "/states/F'A",
	    "/states/FRA?on=2020-02-30",
	    "/states/FRA?on=2020-01-01&on=2020-01-01",
	    "/states/FRA?on=%00",
	    "/states/FRA?nothing=1",
	    "/states/FRA?%3Cscript%3E=1",
	    "/?year=99999",
	    "/?year=-1",
	    "/?known=-1",
	    "/?known=99999999999999999999",
	    "/?known=1000000",
	    "/?map=%3Cscript%3Ealert(1)%3C/script%3E",
	    "/?map=1'%20OR%20'1'='1",
	    "/compare?a=FRA",
	    "/compare?a=FRA&b=%3Cb",
	    "/projects/%3Cscript%3E",
	    "/projects/nothing';DROP%20TABLE%20document;--",
	    "/record/-1",
	    "/record/999999",
	    "/record/999999999999999999999999",
	    "/record/0?row=-5",
	    "/commitments/1/FRA.csv",
	    "/first?token=guess",
	    "/login.json",
	};
	struct stage *stage = *state;

	for (size_t i = 0; i < SV_ARRAY_LEN(targets); i++) {
		struct sv_answer answer = get(stage, targets[i]);

		if (answer.status < 400 || answer.status >= 500)
			print_error("%s: %d\n", targets[i], answer.status);
		assert_in_range(answer.status, 400, 499);
		assert_false(says(&answer, "<script>"));
		assert_false(answer.may_keep);
	}
}

static void an_address_that_is_too_long_is_refused(void **state)
{
	struct stage *stage = *state;
	char *target = sv_arena_alloc(&stage->place->arena, 5000);
	struct sv_answer answer;

	memset(target, 'a', 4999);
	target[0] = '/';
	answer = get(stage, target);
	assert_int_equal(answer.status, SV_HTTP_TARGET_TOO_LONG);
}

static void a_forged_or_changed_session_is_nobodys(void **state)
{
	struct stage *stage = *state;
	const char *right = stage->cookies[SV_ACTOR_OPERATOR];
	struct sv_answer answer = ask_as(stage, "GET", "/accounts", right, NULL);

	assert_int_equal(answer.status, SV_HTTP_OK);
	for (size_t i = strlen("servanda="); right[i]; i++) {
		char *wrong = (char *)(uintptr_t)sv_arena_cstr(&stage->place->arena, right);

		wrong[i] = wrong[i] == '1' ? '2' : '1';
		answer = ask_as(stage, "GET", "/accounts", wrong, NULL);
		assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	}
	answer = ask_as(stage, "GET", "/accounts", "servanda=", NULL);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	answer = ask_as(stage, "GET", "/accounts", "servanda=1.0.0.aa.bb; servanda=x", NULL);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
}

static void a_session_ends_with_logging_out_for_copies_too(void **state)
{
	struct stage *stage = *state;
	const char *cookie = stage->cookies[SV_ACTOR_AUDITOR];
	struct sv_answer answer = ask_as(stage, "GET", "/account", cookie, NULL);
	const char *form =
	    sv_arena_printf(&stage->place->arena, "csrf=%s", token_in(stage, &answer));

	answer = ask_as(stage, "POST", "/logout", stage->cookies[SV_ACTOR_DELEGATE], form);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN); /* another's token */
	answer = ask_as(stage, "POST", "/logout", cookie, form);
	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);
	answer = ask_as(stage, "GET", "/account", cookie, NULL);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
}

static void logging_in_slows_down_after_failures(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer;

	for (int i = 0; i < SV_LOGIN_FREE; i++)
		sv_throttle_count(&stage->portal.throttle, "guessed", true, sv_clock_now_ms());
	answer = ask_as(stage, "POST", "/login", NULL, "name=guessed&password=again");
	assert_int_equal(answer.status, SV_HTTP_TOO_MANY);
	assert_null(answer.cookie);
}

/* Names that fall on the place of another, as if somebody had found them. */
static void other_names_give_a_name_no_more_attempts(void **state)
{
	static struct sv_throttle throttle;
	char name[32];

	(void)state;
	sv_throttle_init(&throttle);
	for (int i = 0; i < SV_LOGIN_FREE; i++)
		sv_throttle_count(&throttle, "anna", true, 1000);
	assert_true(sv_throttle_wait(&throttle, "anna", 1000) > 0);
	for (int i = 0; i < 20 * SV_LOGIN_PLACES; i++) {
		snprintf(name, sizeof(name), "other%d", i);
		sv_throttle_count(&throttle, name, i % 2 == 0, 1000);
	}
	assert_true(sv_throttle_wait(&throttle, "anna", 1000) > 0);
	assert_int_equal(sv_throttle_wait(&throttle, "anna", 1000 + SV_LOGIN_WAIT_MAX_MS), 0);
	sv_throttle_init(&throttle);
	sv_throttle_count(&throttle, "anna", true, 1000);
	sv_throttle_count(&throttle, "anna", false, 1000);
	for (int i = 0; i < SV_LOGIN_FREE - 1; i++)
		sv_throttle_count(&throttle, "anna", true, 1000);
	assert_int_equal(sv_throttle_wait(&throttle, "anna", 1000), 0);
}

static void a_wrong_password_and_an_unknown_name_get_one_answer(void **state)
{
	struct stage *stage = *state;
	struct sv_answer unknown, wrong, right;
	struct sv_app app;

	OK(sv_app_open(stage->portal.where, SV_DB_WRITE, &app, NULL));
	OK(sv_app_account_add(&app, &stage->place->arena, &operator_, "anna", "auditor", PASSWORD,
			      NULL));
	sv_app_close(&app);
	unknown = ask_as(stage, "POST", "/login", NULL, "name=nobody&password=something+long");
	wrong = ask_as(stage, "POST", "/login", NULL, "name=anna&password=something+long");
	right = ask_as(stage, "POST", "/login", NULL, "name=anna&password=four+words+are+fine");
	assert_int_equal(unknown.status, SV_HTTP_FORBIDDEN);
	assert_true(sv_str_equal(unknown.body, wrong.body));
	assert_int_equal(right.status, SV_HTTP_SEE_OTHER);
	assert_non_null(right.cookie);
	assert_non_null(strstr(right.cookie, "HttpOnly; SameSite=Lax"));
}

static void a_certificate_lets_in_only_behind_a_proxy_that_is_trusted(void **state)
{
	struct stage *stage = *state;
	struct sv_incoming incoming = {
	    .method = "GET", .target = "/accounts", .certificate = "operator"};
	struct sv_answer answer;

	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	stage->portal.trust_proxy = true;
	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_true(answer.is_private);
	incoming.certificate = "nobody-here";
	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	stage->portal.trust_proxy = false;
}

static void a_disabled_account_is_out_at_once(void **state)
{
	struct stage *stage = *state;
	const char *cookie = stage->cookies[SV_ACTOR_ASSESSOR];
	struct sv_app app;

	assert_int_equal(ask_as(stage, "GET", "/account", cookie, NULL).status, SV_HTTP_OK);
	OK(sv_app_open(stage->portal.where, SV_DB_WRITE, &app, NULL));
	OK(sv_app_account_disable(&app, &operator_, "assessor", true, NULL));
	sv_app_close(&app);
	assert_int_equal(ask_as(stage, "GET", "/account", cookie, NULL).status, SV_HTTP_FORBIDDEN);
}

static void an_operator_stays_in(void **state)
{
	struct stage *stage = *state;
	const char *cookie = stage->cookies[SV_ACTOR_OPERATOR];
	struct sv_answer answer = ask_as(stage, "GET", "/accounts", cookie, NULL);
	const char *form = sv_arena_printf(
	    &stage->place->arena, "csrf=%s&name=operator&disabled=yes", token_in(stage, &answer));

	answer = ask_as(stage, "POST", "/accounts/disable", cookie, form);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	assert_int_equal(ask_as(stage, "GET", "/accounts", cookie, NULL).status, SV_HTTP_OK);
}

static void nobody_has_an_account_of_the_public(void **state)
{
	struct stage *stage = *state;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_app app;

	OK(sv_app_open(stage->portal.where, SV_DB_WRITE, &app, NULL));
	assert_int_equal(sv_app_account_add(&app, &stage->place->arena, &operator_, "passer-by",
					    "public", "", &err),
			 SV_EINVALID);
	sv_app_close(&app);
}

static void a_parameter_cut_within_a_character_leaves_an_answer_in_utf8(void **state)
{
	struct sv_answer answer = get(
	    *state, "/plans.json?on=x%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"
		    "%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"
		    "%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"
		    "%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9");
	size_t bad;

	assert_int_equal(answer.status, SV_HTTP_BAD_REQUEST);
	assert_true(sv_str_is_utf8(answer.body, &bad));
	assert_true(says(&answer, "does not serve"));
}

static void only_public_answers_are_kept(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = get(stage, "/states");

	assert_true(answer.may_keep);
	answer = ask_as(stage, "GET", "/states", stage->cookies[SV_ACTOR_DELEGATE], NULL);
	assert_false(answer.may_keep);
	assert_true(answer.is_private);
	answer = get(stage, "/metrics");
	assert_false(answer.may_keep);
}

static void every_twin_is_what_its_ending_says(void **state)
{
	struct stage *stage = *state;

	for (const struct sv_route *route = sv_routes; route->method; route++) {
		const char *form, *target = target_of(&stage->place->arena, route, &form);
		struct sv_answer answer;
		json_t *content;
		size_t query;

		if (!(route->twins & SV_TWIN_JSON) || strstr(route->path, "{number}") ||
		    strcmp(route->method, "GET") != 0)
			continue;
		/* A member asks for no place: the state that does is another. */
		if (strcmp(route->path, "/requests/{state}/{project}") == 0)
			target = "/requests/CHE/p1";
		/* The small record has no equipment, procedures or votes. */
		if (strcmp(route->path, "/overlap/types") == 0 ||
		    strncmp(route->path, "/votes/", 7) == 0)
			continue;
		/* Nor a plan with drafts: test_plans.c has. */
		if (strstr(route->path, "/drafts/") || strstr(route->path, "/changes"))
			continue;
		if (strcmp(route->path, "/compare") == 0)
			target = "/compare?a=FRA&b=DNK&on=2024-01-01";
		query = strcspn(target, "?");
		answer = ask_as(stage, "GET",
				sv_arena_printf(&stage->place->arena, "%.*s.json%s", (int)query,
						target, target + query),
				sv_route_allows(route, SV_ACTOR_PUBLIC)
				    ? NULL
				    : stage->cookies[SV_ACTOR_OPERATOR],
				NULL);
		assert_int_equal(answer.status, SV_HTTP_OK);
		assert_string_equal(answer.content_type, "application/json");
		content = json_loadb(answer.body.ptr, answer.body.len, 0, NULL);
		assert_non_null(content);
		json_decref(content);
	}
}

static void a_drawing_comes_alone_in_its_own_colours(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = get(stage, "/projects/p1.svg?figure=timeline");

	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_string_equal(answer.content_type, "image/svg+xml");
	assert_true(markup_is_well_formed(answer.body));
	assert_true(says(&answer, "Who took part in First project"));
	assert_false(says(&answer, "var(--"));
	assert_false(says(&answer, "<a href"));
	assert_int_equal(get(stage, "/projects/p1.svg").status, SV_HTTP_BAD_REQUEST);
	assert_int_equal(get(stage, "/projects/p1.svg?figure=none").status, SV_HTTP_NOT_FOUND);
	assert_int_equal(get(stage, "/states.svg?figure=x").status, SV_HTTP_NO_TWIN);
}

static void a_case_is_planned_with_its_bound(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = get(stage, "/deployability/shuttle.json");
	json_t *plan = json_loadb(answer.body.ptr, answer.body.len, 0, NULL);

	assert_int_equal(json_integer_value(json_object_get(plan, "closure_step")), 58);
	assert_int_equal(json_integer_value(json_object_get(plan, "bound_step")), 58);
	json_decref(plan);
	answer = get(stage, "/deployability/shuttle");
	assert_true(says(&answer, "no schedule can be earlier: proven"));
	assert_true(says(&answer, "id=\"profile-figure\""));
	assert_true(says(&answer, "The work of airfields and ports"));
	answer = get(stage, "/deployability.csv");
	assert_true(says(&answer, "shuttle,shuttle,optimal,"));
	assert_int_equal(get(stage, "/deployability/none").status, SV_HTTP_NOT_FOUND);
	assert_int_equal(get(stage, "/deployability/..%2fcases").status, SV_HTTP_NOT_FOUND);
}

/* The list of a portal that has just started: nothing was computed yet, and a page that says so is
 * no answer to keep. */
static void a_list_of_cases_is_there_before_they_are_computed(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = get(stage, "/deployability");

	assert_true(says(&answer, "0 of 1 cases are computed by now"));
	assert_true(says(&answer, "being computed"));
	assert_false(answer.may_keep);
	answer = get(stage, "/deployability.csv");
	assert_true(says(&answer, "shuttle,shuttle,optimal,"));
	answer = get(stage, "/deployability");
	assert_false(says(&answer, "computed by now"));
	assert_true(answer.may_keep);
}

static void a_case_that_cannot_be_planned_is_said_beside_the_others(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer;

	/* Under the name by which the list already knows it. */
	stage->portal.cases.items[0].path =
	    place_write(stage->place, "cases/broken.case",
			"id,vehicles,capacity,demand,load,out,unload,back,dest_stands,trips,"
			"optimal_closure,simple_bound\nS1,none,10,100,1,2,1,2,9,10,58,58\n");
	answer = get(stage, "/deployability.json");
	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_true(says(&answer, "\"invalid\""));
	answer = get(stage, "/deployability");
	assert_true(says(&answer, "cannot be planned: "));
	assert_int_equal(get(stage, "/deployability/shuttle").status, SV_HTTP_BAD_REQUEST);
}

/* The pack of the stage has no places: which file is missing is for the operator alone. */
static void a_case_whose_pack_is_incomplete_names_no_path(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer;

	stage->portal.cases.items[0].path =
	    place_write(stage->place, "cases/lost.case", "case \"lost\"\n");
	answer = get(stage, "/deployability/shuttle");
	assert_int_equal(answer.status, SV_HTTP_FAILED);
	assert_false(says(&answer, stage->place->dir));
	answer = get(stage, "/deployability");
	assert_true(says(&answer, "cannot be read here"));
	assert_false(says(&answer, stage->place->dir));
}

static void a_proposal_is_compared_and_stays_out_of_the_address(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer =
	    ask_as(stage, "POST", "/overlap/find", NULL, "text=to+try+%3Cscript%3E%0Aagain");

	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_true(says(&answer, "of 1 projects overlap"));
	assert_true(says(&answer, "&lt;script&gt;"));
	assert_false(says(&answer, "<script>"));
	assert_false(answer.may_keep);
	answer = ask_as(stage, "POST", "/overlap/find.json", NULL, "text=to+try");
	assert_string_equal(answer.content_type, "application/json");
	assert_int_equal(get(stage, "/overlap/find?text=to+try").status, SV_HTTP_BAD_REQUEST);
}

static void a_refusal_is_problem_details_for_programs_and_a_page_for_people(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = get(stage, "/states/XYZ.json");
	json_t *problem = json_loadb(answer.body.ptr, answer.body.len, 0, NULL);

	assert_int_equal(answer.status, SV_HTTP_NOT_FOUND);
	assert_string_equal(answer.content_type, "application/problem+json");
	assert_int_equal(json_integer_value(json_object_get(problem, "status")), 404);
	json_decref(problem);
	answer = get(stage, "/states/XYZ");
	assert_int_equal(answer.status, SV_HTTP_NOT_FOUND);
	assert_true(says(&answer, "<h1>Not found</h1>"));
}

/* Every documented address of the table, and no other, stands in the document. */
static void openapi_says_what_the_table_says(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = get(stage, "/openapi.json");
	json_t *document = json_loadb(answer.body.ptr, answer.body.len, 0, NULL);
	json_t *paths = json_object_get(document, "paths");
	size_t expected = 0;

	assert_string_equal(json_string_value(json_object_get(document, "openapi")), "3.1.0");
	for (const struct sv_route *route = sv_routes; route->method; route++) {
		static const char *const endings[] = {"", ".json", ".csv", ".svg", ".png"};

		for (int format = SV_FORMAT_JSON; format < SV_FORMAT_COUNT; format++) {
			json_t *path;

			if (route->flags & SV_ROUTE_HIDDEN || !(route->twins >> format & 1))
				continue;
			expected++;
			path =
			    json_object_get(paths, sv_arena_printf(&stage->place->arena, "%s%s",
								   route->path, endings[format]));
			assert_non_null(json_object_get(path, "get"));
		}
	}
	assert_int_equal(json_object_size(paths), expected);
	json_decref(document);
}

/* The first path of a state whose "M x y l dx dy" line holds the point, by the even-odd rule. */
static bool holds_point(const struct sv_map_state *land, double px, double py)
{
	const char *c = land->path.ptr, *end = c + land->path.len;
	double x = 0, y = 0, first_x = 0, first_y = 0;
	bool inside = false;

	while (c < end) {
		double next_x = first_x, next_y = first_y;
		char command = *c++;
		char *after;

		if (command != 'z') {
			next_x = strtod(c, &after);
			next_y = strtod(after, &after);
			c = after;
			if (command == 'l') {
				next_x += x;
				next_y += y;
			}
		}
		if (command == 'M') {
			first_x = next_x;
			first_y = next_y;
		} else if ((y > py) != (next_y > py) &&
			   px < (next_x - x) * (py - y) / (next_y - y) + x) {
			inside = !inside;
		}
		x = next_x;
		y = next_y;
	}
	return inside;
}

static const struct sv_map_state *land_at(const struct sv_map *map, double x, double y)
{
	for (size_t i = 0; i < map->state_count; i++)
		if (holds_point(&map->states[i], x, y))
			return &map->states[i];
	return NULL;
}

/* Places of towns in the drawing, by the projection that tools/map.mjs names. */
static void the_map_gives_every_place_to_its_state(void **state)
{
	static const struct {
		const char *town, *code;
		double x, y;
	} places[] = {
	    {"Simferopol", "UKR", 5549, 4084},    {"Nicosia", "CYP", 5895, 5569},
	    {"Kyrenia hills", "CYP", 5916, 5533}, {"Paris", "FRA", 2183, 3865},
	    {"Berlin", "DEU", 3280, 3332},
	};
	const struct sv_map *map = sv_map_get();
	bool malta = false;

	(void)state;
	if (!map->state_count) {
		print_message("skipped: the portal was built without its map\n");
		skip();
	}
	for (size_t i = 0; i < SV_ARRAY_LEN(places); i++) {
		const struct sv_map_state *land = land_at(map, places[i].x, places[i].y);

		assert_non_null(land);
		assert_string_equal(land->code, places[i].code);
	}
	for (size_t i = 0; i < map->state_count; i++) {
		malta =
		    malta || (strcmp(map->states[i].code, "MLT") == 0 && map->states[i].area > 0);
		assert_string_not_equal(map->states[i].code, "CYN");
	}
	assert_true(malta);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_route_lets_in_exactly_its_roles),
	    cmocka_unit_test(no_form_is_taken_without_its_token),
	    cmocka_unit_test(refuses_forms_from_elsewhere),
	    cmocka_unit_test(hostile_addresses_get_a_clean_refusal),
	    cmocka_unit_test(an_address_that_is_too_long_is_refused),
	    cmocka_unit_test(a_forged_or_changed_session_is_nobodys),
	    cmocka_unit_test(a_session_ends_with_logging_out_for_copies_too),
	    cmocka_unit_test(logging_in_slows_down_after_failures),
	    cmocka_unit_test(other_names_give_a_name_no_more_attempts),
	    cmocka_unit_test(a_wrong_password_and_an_unknown_name_get_one_answer),
	    cmocka_unit_test(a_certificate_lets_in_only_behind_a_proxy_that_is_trusted),
	    cmocka_unit_test(a_disabled_account_is_out_at_once),
	    cmocka_unit_test(an_operator_stays_in),
	    cmocka_unit_test(nobody_has_an_account_of_the_public),
	    cmocka_unit_test(a_parameter_cut_within_a_character_leaves_an_answer_in_utf8),
	    cmocka_unit_test(only_public_answers_are_kept),
	    cmocka_unit_test(every_twin_is_what_its_ending_says),
	    cmocka_unit_test(a_drawing_comes_alone_in_its_own_colours),
	    cmocka_unit_test(a_case_is_planned_with_its_bound),
	    cmocka_unit_test_setup_teardown(a_list_of_cases_is_there_before_they_are_computed,
					    stage_begin_small, stage_end),
	    cmocka_unit_test_setup_teardown(a_case_that_cannot_be_planned_is_said_beside_the_others,
					    stage_begin_small, stage_end),
	    cmocka_unit_test_setup_teardown(a_case_whose_pack_is_incomplete_names_no_path,
					    stage_begin_small, stage_end),
	    cmocka_unit_test(a_proposal_is_compared_and_stays_out_of_the_address),
	    cmocka_unit_test(a_refusal_is_problem_details_for_programs_and_a_page_for_people),
	    cmocka_unit_test(openapi_says_what_the_table_says),
	    cmocka_unit_test(the_map_gives_every_place_to_its_state),
	};

	return cmocka_run_group_tests(tests, stage_begin_small, stage_end);
}

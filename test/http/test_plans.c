/* SPDX-License-Identifier: EUPL-1.2 */
/* The plan desk: a workbook on its way, and who sees what of it. */
#include "stage.h"

#include <jansson.h>
#include "../unit/zip_up.h"
#include "app/plan_exercise.h"
#include "base/limits.h"
#include "domain/plan_json.h"

#define PLAN "/plans/FRA/2026"

static const char *pack(void)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s/packs/pesco", getenv("SERVANDA_SOURCE"));
	return path;
}

static int begin(void **state)
{
	/* Plans of 2026 are due in March. */
	setenv("SERVANDA_CLOCK", "2026-02-20T10:00:00Z", 1);
	return stage_begin(state, pack());
}

/* Somebody else's account beside those of France. */
static const char *cookie_for(struct stage *stage, const char *name, const char *role)
{
	struct sv_arena *arena = &stage->place->arena;
	struct sv_account account;
	struct sv_app app;
	char *cookie;

	OK(sv_app_open(stage->portal.where, SV_DB_WRITE, &app, NULL));
	if (sv_app_account_by_name(&app, arena, name, &account, NULL) != 1) {
		OK(sv_app_account_add(&app, arena, &operator_, name, role, "", NULL));
		assert_int_equal(sv_app_account_by_name(&app, arena, name, &account, NULL), 1);
	}
	sv_app_close(&app);
	cookie = (char *)(uintptr_t)sv_session_begin(&stage->portal, arena, &account);
	*strchr(cookie, ';') = '\0';
	return cookie;
}

static const char *token_of(struct stage *stage, const char *cookie)
{
	struct sv_answer answer = ask_as(stage, "GET", "/account", cookie, NULL);

	return token_in(stage, &answer);
}

/* A plan of France that is in order, as JSON text. */
static const char *plan_text(struct stage *stage)
{
	static const struct sv_reading all = {false};
	struct sv_arena *arena = &stage->place->arena;
	struct sv_exercise_plan *plans;
	struct sv_moment moment;
	struct sv_app app;
	const char *text = NULL;
	size_t count;

	OK(sv_app_open(stage->portal.where, SV_DB_READ, &app, NULL));
	OK(sv_app_moment(&app, "", "", &moment, NULL));
	OK(sv_app_plan_exercise(&app, arena, &moment, &all, 2026, 1, &plans, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		char *dump;

		if (strcmp(plans[i].state, "FRA") != 0)
			continue;
		dump = json_dumps(plans[i].object, JSON_COMPACT);
		text = sv_arena_cstr(arena, dump);
		free(dump);
	}
	for (size_t i = 0; i < count; i++)
		json_decref(plans[i].object);
	sv_app_close(&app);
	assert_non_null(text);
	return text;
}

static struct sv_answer upload(struct stage *stage, const char *cookie, const char *what,
			       const char *name, struct sv_str bytes)
{
	_cleanup_(sv_buf_free) struct sv_buf body = SV_BUF_INIT;
	struct sv_incoming incoming = {.method = "POST",
				       .target = PLAN "/upload",
				       .cookie = cookie,
				       .content_type = "multipart/form-data; boundary=stage"};
	struct sv_answer answer;

	sv_buf_printf(
	    &body,
	    "--stage\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
	    "--stage\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\n%s\r\n"
	    "--stage\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
	    "\r\n",
	    token_of(stage, cookie), what, name);
	sv_buf_str(&body, bytes);
	sv_buf_text(&body, "\r\n--stage--\r\n");
	incoming.body = sv_buf_view(&body);
	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	return answer;
}

static struct sv_answer step(struct stage *stage, const char *cookie, const char *what,
			     const char *fields)
{
	struct sv_arena *arena = &stage->place->arena;

	return ask_as(stage, "POST", sv_arena_printf(arena, PLAN "/%s", what), cookie,
		      sv_arena_printf(arena, "csrf=%s&%s", token_of(stage, cookie), fields));
}

/* Number of the document that a step left. */
static const char *document_of(struct stage *stage, const struct sv_answer *answer)
{
	static const char before[] = PLAN "?done=";

	assert_int_equal(answer->status, SV_HTTP_SEE_OTHER);
	assert_memory_equal(answer->location, before, strlen(before));
	return sv_arena_cstr(&stage->place->arena, answer->location + strlen(before));
}

static struct sv_answer look(struct stage *stage, const char *cookie, const char *fmt,
			     const char *document)
{
	char target[256];

	snprintf(target, sizeof(target), fmt, document, document);
	return ask_as(stage, "GET", target, cookie, NULL);
}

static void a_check_says_what_is_wrong_at_its_place_and_records_nothing(void **state)
{
	struct stage *stage = *state;
	const char *author = stage->cookies[SV_ACTOR_NATIONAL_AUTHOR];
	struct sv_answer answer = upload(
	    stage, author, "check", "plan.json",
	    SV_STR("{\"format\":\"servanda-plan-1\",\"cover\":{\"state\":\"FRA\",\"year\":"
		   "\"2026\",\"currency\":\"EUR\",\"prices\":\"current\"},\"finance\":{\"rd\":{"
		   "\"2026\":\"-3\"}}}"));

	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_true(says(&answer, "<h1>Checked: plan.json</h1>"));
	assert_true(says(&answer, "/value?at=/finance/rd/2026\">Finance, Research and development, "
				  "2026</a>"));
	assert_true(says(&answer, "-3 is negative<p class=\"repair\">"));
	answer = ask_as(stage, "GET", PLAN, author, NULL);
	assert_true(says(&answer, "Nothing was recorded yet"));
	answer = upload(stage, author, "mark", "plan.json",
			SV_STR("{\"cover\":{\"state\":\"FRA\",\"year\":\"2026\"}}"));
	assert_string_equal(answer.filename, "plan-FRA-2026-marked.xlsx");
	assert_memory_equal(answer.body.ptr, "PK\3\4", 4);
}

/* The whole way, and at each of its turns who sees the draft: page, twins, workbook, document. */
static void a_draft_is_its_states_until_it_is_submitted(void **state)
{
	static const char *const places[] = {
	    PLAN "/drafts/%s",
	    PLAN "/drafts/%s.json",
	    PLAN "/drafts/%s.csv",
	    PLAN "/drafts/%s/workbook.xlsx",
	    "/record/%s",
	    "/record/%s.json",
	    PLAN "/changes?from=%s&to=%s",
	    PLAN "/changes.json?from=%s&to=%s",
	};
	struct stage *stage = *state;
	const char *author = stage->cookies[SV_ACTOR_NATIONAL_AUTHOR];
	const char *approver = stage->cookies[SV_ACTOR_NATIONAL_APPROVER];
	const char *assessor = stage->cookies[SV_ACTOR_ASSESSOR];
	const char *foreign = cookie_for(stage, "klein", "national-approver:DEU");
	struct sv_answer answer =
	    upload(stage, author, "draft", "plan.json", sv_str_from(plan_text(stage)));
	const char *draft = document_of(stage, &answer);

	for (size_t i = 0; i < SV_ARRAY_LEN(places); i++) {
		assert_int_equal(look(stage, author, places[i], draft).status, SV_HTTP_OK);
		assert_int_equal(look(stage, approver, places[i], draft).status, SV_HTTP_OK);
		assert_int_equal(
		    look(stage, stage->cookies[SV_ACTOR_AUDITOR], places[i], draft).status,
		    SV_HTTP_OK);
		assert_in_range(look(stage, assessor, places[i], draft).status, 403, 404);
		assert_in_range(look(stage, foreign, places[i], draft).status, 403, 404);
		assert_in_range(look(stage, NULL, places[i], draft).status, 403, 404);
		assert_in_range(
		    look(stage, stage->cookies[SV_ACTOR_DELEGATE], places[i], draft).status, 403,
		    404);
	}
	/* The same number under one's own state is no way around. */
	assert_int_equal(look(stage, foreign, "/plans/DEU/2026/drafts/%s.json", draft).status,
			 SV_HTTP_NOT_FOUND);
	answer = get(stage, "/record.json");
	assert_false(says(&answer, "FRA-2026"));
	/* Nor does it move the plan for those who do not see it. */
	answer = ask_as(stage, "GET", PLAN ".json", author, NULL);
	assert_true(says(&answer, "\"status\": \"checked\""));
	answer = ask_as(stage, "GET", PLAN ".json", assessor, NULL);
	assert_true(says(&answer, "\"status\": \"none\""));
	answer = ask_as(stage, "GET", PLAN, assessor, NULL);
	assert_true(says(&answer, "Nothing was recorded yet"));
	answer = ask_as(stage, "GET", "/plans.csv?cycle=2026", assessor, NULL);
	assert_false(says(&answer, "checked"));
	answer = ask_as(stage, "GET", "/plans.json", foreign, NULL);
	assert_false(says(&answer, "\"FRA\""));

	/* Nobody approves their own, and no draft but the one they saw. */
	assert_int_equal(step(stage, author, "approve", "").status, SV_HTTP_FORBIDDEN);
	assert_int_equal(step(stage, approver, "submit", "").status, SV_HTTP_CONFLICT);
	answer = step(stage, approver, "approve", "draft=4");
	assert_int_equal(answer.status, SV_HTTP_CONFLICT);
	assert_true(says(&answer, "drafted again meanwhile"));
	answer = step(stage, approver, "approve",
		      sv_arena_printf(&stage->place->arena, "draft=%s", draft));
	(void)document_of(stage, &answer);
	assert_in_range(look(stage, assessor, PLAN "/drafts/%s", draft).status, 403, 404);
	answer = ask_as(stage, "GET", PLAN ".json", assessor, NULL);
	assert_false(says(&answer, "approve"));
	/* Approved is not signed, and only who speaks for the state signs. */
	answer = step(stage, approver, "submit", "");
	assert_int_equal(answer.status, SV_HTTP_CONFLICT);
	assert_true(says(&answer, "it is approved and not signed"));
	assert_true(says(&answer, "It has to be signed."));
	assert_int_equal(step(stage, author, "sign", "").status, SV_HTTP_FORBIDDEN);
	answer =
	    step(stage, approver, "sign", sv_arena_printf(&stage->place->arena, "draft=%s", draft));
	(void)document_of(stage, &answer);
	answer = ask_as(stage, "GET", PLAN, author, NULL);
	assert_true(says(&answer, "<dt>Signed by</dt>"));
	answer = ask_as(stage, "GET", PLAN ".json", assessor, NULL);
	assert_false(says(&answer, "plan.sign"));
	answer = step(stage, approver, "submit", "");
	answer = look(stage, approver, PLAN "?done=%s", document_of(stage, &answer));
	assert_true(says(&answer, "<b>Recorded: submitted"));
	assert_true(says(&answer, "<dt>Leaf</dt>"));
	/* The same form a second time does nothing a second time. */
	assert_int_equal(step(stage, approver, "submit", "").status, SV_HTTP_CONFLICT);

	for (size_t i = 0; i < SV_ARRAY_LEN(places); i++) {
		assert_int_equal(look(stage, assessor, places[i], draft).status, SV_HTTP_OK);
		assert_in_range(look(stage, foreign, places[i], draft).status, 403, 404);
		assert_in_range(look(stage, NULL, places[i], draft).status, 403, 404);
	}
}

static void a_question_at_a_value_stands_on_its_page(void **state)
{
	struct stage *stage = *state;
	const char *assessor = stage->cookies[SV_ACTOR_ASSESSOR];
	struct sv_answer answer =
	    step(stage, assessor, "comment", "text=twice%3Cb%3E%3F&cell=/finance/rd/2026");

	(void)document_of(stage, &answer);
	answer = ask_as(stage, "GET", PLAN "/value?at=/finance/rd/2026",
			stage->cookies[SV_ACTOR_NATIONAL_AUTHOR], NULL);
	assert_true(says(&answer, "<h1>Finance, Research and development, 2026</h1>"));
	assert_true(says(&answer, "twice&lt;b&gt;?"));
	assert_int_equal(
	    ask_as(stage, "GET", PLAN "/value?at=/finance/none/2026", assessor, NULL).status,
	    SV_HTTP_NOT_FOUND);
	assert_int_equal(step(stage, assessor, "comment", "text=x&cell=/etc/passwd").status,
			 SV_HTTP_BAD_REQUEST);
	answer = step(stage, assessor, "return", "reason=see+the+question");
	(void)document_of(stage, &answer);
	answer = ask_as(stage, "GET", PLAN ".json", stage->cookies[SV_ACTOR_NATIONAL_AUTHOR], NULL);
	assert_true(says(&answer, "\"status\": \"returned\""));
	assert_true(says(&answer, "see the question"));
}

/* What an accepted plan leaves is for the members; of it the public reads what may be released. */
static void the_public_reads_of_a_plan_what_may_be_released(void **state)
{
	struct stage *stage = *state;
	struct sv_arena *arena = &stage->place->arena;
	const char *author = stage->cookies[SV_ACTOR_NATIONAL_AUTHOR];
	const char *approver = stage->cookies[SV_ACTOR_NATIONAL_APPROVER];
	struct sv_answer answer =
	    upload(stage, author, "draft", "plan.json", sv_str_from(plan_text(stage)));
	long figures;

	(void)document_of(stage, &answer);
	answer = step(stage, approver, "approve", "");
	(void)document_of(stage, &answer);
	answer = step(stage, approver, "sign", "");
	(void)document_of(stage, &answer);
	answer = step(stage, approver, "submit", "");
	(void)document_of(stage, &answer);
	answer = step(stage, stage->cookies[SV_ACTOR_ASSESSOR], "accept", "");
	figures = strtol(document_of(stage, &answer), NULL, 10) + 1;
	answer = look(stage, approver, "/record/%s.json", sv_arena_printf(arena, "%ld", figures));
	assert_true(says(&answer, "evidence/figures"));
	assert_true(says(&answer, ",plan_investment,"));
	answer = look(stage, NULL, "/record/%s.json", sv_arena_printf(arena, "%ld", figures));
	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_false(says(&answer, ",plan_investment,"));
	assert_true(says(&answer, "state,year,indicator"));
	assert_true(says(&answer, "\"salt\": null"));
	answer = look(stage, NULL, "/record/%s", sv_arena_printf(arena, "%ld", figures));
	assert_true(says(&answer, "Lines that may not be shown are empty"));
	answer = look(stage, approver, "/commitments/2/FRA.json?year=2025", "");
	assert_true(says(&answer, "plan_investment: EUR"));
	answer = look(stage, NULL, "/commitments/2/FRA.json?year=2025", "");
	assert_false(says(&answer, "plan_investment: EUR"));
}

static void what_is_no_plan_is_refused_and_leaves_nothing(void **state)
{
	static const struct {
		struct sv_str bytes;
		int status;
	} files[] = {
	    {SV_STR("no plan at all"), SV_HTTP_BAD_REQUEST},
	    {SV_STR("PK\3\4 and then nothing"), SV_HTTP_BAD_REQUEST},
	    {SV_STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted"), SV_HTTP_BAD_REQUEST},
	    {SV_STR("{\"cover\":{\"state\":\"DEU\",\"year\":\"2026\"}}"), SV_HTTP_BAD_REQUEST},
	    {SV_STR("{\"cover\":{\"state\":\"FRA\",\"year\":\"2027\"}}"), SV_HTTP_BAD_REQUEST},
	    {SV_STR(""), SV_HTTP_BAD_REQUEST},
	};
	struct stage *stage = *state;
	const char *author = stage->cookies[SV_ACTOR_NATIONAL_AUTHOR];
	struct sv_answer before = ask_as(stage, "GET", "/record.json", author, NULL), after;

	for (size_t i = 0; i < SV_ARRAY_LEN(files); i++) {
		struct sv_answer answer =
		    upload(stage, author, "draft", "<script>.xlsx", files[i].bytes);

		assert_int_equal(answer.status, files[i].status);
		assert_true(says(&answer, "role=\"alert\""));
		assert_false(says(&answer, "<script>"));
	}
	after = ask_as(stage, "GET", "/record.json", author, NULL);
	assert_true(sv_str_equal(before.body, after.body));
}

/* A hundred thousand bytes that unpack to a hundred million. */
static struct sv_str bomb(struct sv_arena *arena)
{
	const size_t size = 100 << 20;
	char *zeros = calloc(1, size);
	struct part part = {"_rels/.rels", {zeros, size}};
	struct sv_str bytes = zip_up(arena, &part, 1);

	free(zeros);
	return bytes;
}

static void a_bomb_does_not_go_off(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = upload(stage, stage->cookies[SV_ACTOR_NATIONAL_AUTHOR], "check",
					 "plan.xlsx", bomb(&stage->place->arena));

	assert_int_equal(answer.status, SV_HTTP_TOO_LARGE);
	assert_true(says(&answer, "cannot read the workbook"));
}

static void a_form_needs_its_session_and_its_own_page(void **state)
{
	struct stage *stage = *state;
	const char *author = stage->cookies[SV_ACTOR_NATIONAL_AUTHOR];
	const char *approver = stage->cookies[SV_ACTOR_NATIONAL_APPROVER];
	const char *stolen =
	    sv_arena_printf(&stage->place->arena, "csrf=%s", token_of(stage, author));
	struct sv_incoming incoming = {
	    .method = "POST",
	    .target = PLAN "/submit",
	    .cookie = approver,
	    .origin = "https://elsewhere.example",
	    .host = "portal.example",
	    .content_type = "application/x-www-form-urlencoded",
	    .body = sv_str_from(
		sv_arena_printf(&stage->place->arena, "csrf=%s", token_of(stage, approver)))};
	struct sv_answer answer = ask_as(stage, "POST", PLAN "/submit", approver, stolen);

	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	assert_true(says(&answer, "does not belong to this session"));
	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	assert_int_equal(answer.status, SV_HTTP_FORBIDDEN);
	assert_true(says(&answer, "from another site"));
}

/* A file is swallowed, not kept, for those who may not hand one in. */
static void expects_a_large_body_of_nobody_else(void **state)
{
	struct stage *stage = *state;
	struct sv_incoming incoming = {.method = "POST", .target = PLAN "/upload"};
	struct sv_expected expected;

	sv_portal_expect(&stage->portal, &incoming, &expected);
	assert_true(expected.ignores_body);
	incoming.cookie = stage->cookies[SV_ACTOR_ASSESSOR];
	sv_portal_expect(&stage->portal, &incoming, &expected);
	assert_true(expected.ignores_body);
	incoming.cookie = stage->cookies[SV_ACTOR_NATIONAL_AUTHOR];
	sv_portal_expect(&stage->portal, &incoming, &expected);
	assert_false(expected.ignores_body);
	assert_true(expected.is_slow);
	assert_int_equal(expected.body_max, SV_UPLOAD_BYTES_MAX);
	incoming.target = PLAN "/submit";
	sv_portal_expect(&stage->portal, &incoming, &expected);
	assert_int_equal(expected.body_max, SV_FORM_BYTES_MAX);
}

static void the_days_of_a_cycle_are_a_calendar(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = ask_as(stage, "GET", "/plans/deadlines.ics?cycle=2027",
					 stage->cookies[SV_ACTOR_NATIONAL_AUTHOR], NULL);

	assert_string_equal(answer.content_type, "text/calendar; charset=utf-8");
	assert_true(says(&answer, "SUMMARY:Plan of France for 2027 is due"));
	assert_false(says(&answer, "Plan of Germany"));
	assert_true(says(&answer, "END:VCALENDAR\r\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_check_says_what_is_wrong_at_its_place_and_records_nothing),
	    cmocka_unit_test(a_draft_is_its_states_until_it_is_submitted),
	    cmocka_unit_test(a_question_at_a_value_stands_on_its_page),
	    cmocka_unit_test(the_public_reads_of_a_plan_what_may_be_released),
	    cmocka_unit_test(what_is_no_plan_is_refused_and_leaves_nothing),
	    cmocka_unit_test(a_bomb_does_not_go_off),
	    cmocka_unit_test(a_form_needs_its_session_and_its_own_page),
	    cmocka_unit_test(expects_a_large_body_of_nobody_else),
	    cmocka_unit_test(the_days_of_a_cycle_are_a_calendar),
	};

	return cmocka_run_group_tests(tests, begin, stage_end);
}

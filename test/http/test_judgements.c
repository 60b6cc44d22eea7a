/* SPDX-License-Identifier: EUPL-1.2 */
/* The assessor's desk: a judgement on its way, and who sees what of it. */
#include "stage.h"

#define CELL "/judgements/FRA/2025/14"

static int begin(void **state)
{
	static char pack[512];

	snprintf(pack, sizeof(pack), "%s/packs/pesco", getenv("SERVANDA_SOURCE"));
	/* Within the consultation on 2025. */
	setenv("SERVANDA_CLOCK", "2026-05-01T10:00:00Z", 1);
	return stage_begin(state, pack);
}

static struct sv_answer step_at(struct stage *stage, const char *cell, enum sv_actor_role role,
				const char *what, const char *fields)
{
	struct sv_arena *arena = &stage->place->arena;
	struct sv_answer account = ask_as(stage, "GET", "/account", stage->cookies[role], NULL);

	return ask_as(stage, "POST", sv_arena_printf(arena, "%s/%s", cell, what),
		      stage->cookies[role],
		      sv_arena_printf(arena, "csrf=%s%s%s", token_in(stage, &account),
				      fields[0] ? "&" : "", fields));
}

static struct sv_answer step(struct stage *stage, enum sv_actor_role role, const char *what,
			     const char *fields)
{
	return step_at(stage, CELL, role, what, fields);
}

static struct sv_answer look(struct stage *stage, enum sv_actor_role role, const char *target)
{
	return ask_as(stage, "GET", target, stage->cookies[role], NULL);
}

/* Of the desk's page of the cell: the document that a form there means. */
static const char *meant(struct stage *stage, enum sv_actor_role role)
{
	static const char before[] = "name=\"judgement\" value=\"";
	struct sv_answer answer = look(stage, role, CELL);
	const char *at = memmem(answer.body.ptr, answer.body.len, before, strlen(before));

	assert_non_null(at);
	at += strlen(before);
	return sv_arena_printf(&stage->place->arena, "%.*s", (int)strcspn(at, "\""), at);
}

static void a_cell_without_rule_waits_on_the_desk(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = look(stage, SV_ACTOR_ASSESSOR, "/judgements");

	assert_true(says(&answer, "<h1>Judgements on 2025</h1>"));
	assert_true(says(&answer, "<a href=\"" CELL "\""));
	answer = look(stage, SV_ACTOR_ASSESSOR, CELL);
	assert_true(says(&answer, "Judge it"));
	answer = look(stage, SV_ACTOR_SECOND_READER, CELL);
	assert_false(says(&answer, "Judge it"));
	/* What a rule decides is not the assessor's. */
	answer = look(stage, SV_ACTOR_ASSESSOR, "/judgements/FRA/2025/17");
	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_false(says(&answer, "Judge it"));
}

/* What nobody confirmed yet is the secretariat's. */
static void assert_unseen(struct stage *stage, const char *document)
{
	static const enum sv_actor_role others[] = {SV_ACTOR_NATIONAL_AUTHOR,
						    SV_ACTOR_NATIONAL_APPROVER, SV_ACTOR_DELEGATE,
						    SV_ACTOR_PUBLIC};
	const char *page = sv_arena_printf(&stage->place->arena, "/record/%s", document);
	const char *twin = sv_arena_printf(&stage->place->arena, "/record/%s.json", document);

	for (size_t i = 0; i < SV_ARRAY_LEN(others); i++) {
		struct sv_answer cell = look(stage, others[i], CELL ".json");

		assert_int_equal(look(stage, others[i], page).status, SV_HTTP_FORBIDDEN);
		assert_int_equal(look(stage, others[i], twin).status, SV_HTTP_FORBIDDEN);
		assert_false(says(&cell, "common funding of 2025"));
	}
	assert_int_equal(look(stage, SV_ACTOR_ASSESSOR, page).status, SV_HTTP_OK);
	assert_int_equal(look(stage, SV_ACTOR_AUDITOR, twin).status, SV_HTTP_OK);
}

static void a_judgement_is_given_read_and_answered(void **state)
{
	struct stage *stage = *state;
	struct sv_arena *arena = &stage->place->arena;
	struct sv_answer answer = step(stage, SV_ACTOR_ASSESSOR, "give",
				       "rating=on_track&rationale=proposes+%3Cb%3Ecommon+funding+"
				       "of+2025&evidence=4,5");
	const char *first, *second;

	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);
	first = meant(stage, SV_ACTOR_SECOND_READER);
	assert_unseen(stage, first);
	answer = look(stage, SV_ACTOR_SECOND_READER, "/judgements");
	assert_true(says(&answer, "For a second reader"));
	assert_true(says(&answer, "proposes &lt;b&gt;common funding of 2025"));
	/* Not by whom it is not for, and not by an answer before its time. */
	assert_int_equal(step(stage, SV_ACTOR_ASSESSOR, "confirm", "").status, SV_HTTP_FORBIDDEN);
	assert_int_equal(step(stage, SV_ACTOR_NATIONAL_APPROVER, "answer", "text=early").status,
			 SV_HTTP_CONFLICT);
	answer = step(stage, SV_ACTOR_SECOND_READER, "return", "reason=which+proposal");
	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);
	answer = step(stage, SV_ACTOR_ASSESSOR, "give",
		      "rating=met&rationale=the+common+funding+of+2025+of+March&releasable=public");
	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);

	/* Nobody confirms what they have not read. */
	answer = step(stage, SV_ACTOR_SECOND_READER, "confirm",
		      sv_arena_printf(arena, "judgement=%s", first));
	assert_int_equal(answer.status, SV_HTTP_CONFLICT);
	assert_true(says(&answer, "given again meanwhile"));
	second = meant(stage, SV_ACTOR_SECOND_READER);
	answer = step(stage, SV_ACTOR_SECOND_READER, "confirm",
		      sv_arena_printf(arena, "judgement=%s", second));
	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);
	assert_int_equal(step(stage, SV_ACTOR_SECOND_READER, "confirm", "").status,
			 SV_HTTP_CONFLICT);
	answer = get(stage, sv_arena_printf(arena, "/record/%s", second));
	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_int_equal(get(stage, sv_arena_printf(arena, "/record/%s", first)).status,
			 SV_HTTP_FORBIDDEN);
	answer = get(stage, "/commitments/14/FRA.json?year=2025");
	assert_true(says(&answer, "the common funding of 2025 of March"));

	answer = step(stage, SV_ACTOR_NATIONAL_APPROVER, "answer", "text=and+of+April");
	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);
	answer = look(stage, SV_ACTOR_NATIONAL_AUTHOR, CELL);
	assert_true(says(&answer, "national-approver: and of April"));
	answer = look(stage, SV_ACTOR_NATIONAL_AUTHOR, "/judgements.json");
	assert_true(says(&answer, "\"status\": \"answered\""));
}

static void a_restricted_judgement_is_for_the_members_alone(void **state)
{
	static const char cell[] = "/judgements/FRA/2025/10";
	struct stage *stage = *state;
	struct sv_answer answer = step_at(stage, cell, SV_ACTOR_ASSESSOR, "give",
					  "rating=met&rationale=a+secret+range&evidence=4");

	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);
	answer = step_at(stage, cell, SV_ACTOR_SECOND_READER, "confirm", "");
	assert_int_equal(answer.status, SV_HTTP_SEE_OTHER);
	answer = look(stage, SV_ACTOR_DELEGATE, "/commitments/10/FRA?year=2025");
	assert_true(says(&answer, "a secret range"));
	answer = get(stage, "/commitments/10/FRA?year=2025");
	assert_int_equal(answer.status, SV_HTTP_OK);
	assert_false(says(&answer, "a secret range"));
	answer = get(stage, "/overview.json?year=2025");
	assert_false(says(&answer, "a secret range"));
	answer = get(stage, "/record.json");
	assert_false(says(&answer, "FRA-2025-10"));
}

static void a_judgement_of_others_is_not_for_a_state(void **state)
{
	struct stage *stage = *state;

	assert_int_equal(
	    look(stage, SV_ACTOR_NATIONAL_AUTHOR, "/judgements/DEU/2025/14.json").status,
	    SV_HTTP_FORBIDDEN);
	assert_int_equal(look(stage, SV_ACTOR_NATIONAL_AUTHOR, "/judgements/all/2025/14").status,
			 SV_HTTP_FORBIDDEN);
	assert_int_equal(look(stage, SV_ACTOR_DELEGATE, CELL).status, SV_HTTP_FORBIDDEN);
}

static void what_would_rate_nothing_is_refused_on_its_page(void **state)
{
	struct stage *stage = *state;
	struct sv_answer answer = step(stage, SV_ACTOR_ASSESSOR, "give", "rating=good&rationale=x");

	assert_int_equal(answer.status, SV_HTTP_BAD_REQUEST);
	assert_true(says(&answer, "role=\"alert\""));
	answer = step(stage, SV_ACTOR_ASSESSOR, "give", "rating=met&rationale=x&evidence=999999");
	assert_int_equal(answer.status, SV_HTTP_BAD_REQUEST);
	assert_true(says(&answer, "there is no document 999999"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_cell_without_rule_waits_on_the_desk),
	    cmocka_unit_test(a_judgement_is_given_read_and_answered),
	    cmocka_unit_test(a_restricted_judgement_is_for_the_members_alone),
	    cmocka_unit_test(a_judgement_of_others_is_not_for_a_state),
	    cmocka_unit_test(what_would_rate_nothing_is_refused_on_its_page),
	};

	return cmocka_run_group_tests(tests, begin, stage_end);
}

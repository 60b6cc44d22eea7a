/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include "app/documents.h"
#include "app/import.h"
#include "base/limits.h"
#include "domain/derive_store.h"

#define OK(call) assert_int_equal((call), 0)

static const struct sv_actor operator_ = SV_ACTOR_LOCAL;
static const struct sv_reading all = {false};

static int init(struct place *place, struct sv_import *ret, struct sv_error *err)
{
	return sv_app_init(place_store(place, "r.db"), place->dir, &operator_, NULL, &place->arena,
			   ret, err);
}

/* A record made from the small pack, open for writing. */
static struct sv_app begin(struct place *place)
{
	struct sv_import import;
	struct sv_app app;

	place_pack(place);
	OK(init(place, &import, NULL));
	assert_false(import.refused);
	OK(sv_app_open(place_store(place, "r.db"), SV_DB_WRITE, &app, NULL));
	return app;
}

static struct sv_import import(struct place *place, struct sv_app *app, const char *name,
			       const char *text)
{
	const char *path = place_write(place, name, text);
	struct sv_import import;

	OK(sv_app_import(app, &operator_, &path, 1, false, &place->arena, &import, NULL));
	return import;
}

static const char *dump(struct place *place, struct sv_app *app)
{
	struct sv_buf out = SV_BUF_INIT;
	struct sv_derived derived;
	const char *text;

	OK(sv_derive_dump(app->db, &out, &derived, NULL));
	text = sv_arena_cstr(&place->arena, out.ptr);
	sv_buf_free(&out);
	return text;
}

static struct sv_moment moment(struct sv_app *app, const char *on, const char *known)
{
	struct sv_moment moment;

	OK(sv_app_moment(app, on, known, &moment, NULL));
	return moment;
}

static const struct sv_register *read_register(struct place *place, struct sv_app *app,
					       const char *known, bool seen_only)
{
	struct sv_moment when = moment(app, "2024-01-01", known);
	const struct sv_reading reading = {seen_only};
	const struct sv_register *reg;

	OK(sv_app_register(app, &place->arena, &when, &reading, &reg, NULL));
	return reg;
}

static const struct sv_figure *figure(struct place *place, struct sv_app *app, const char *known,
				      const char *state, int year)
{
	struct sv_moment when = moment(app, "2024-01-01", known);
	const struct sv_register *reg;
	const struct sv_evidence *evidence;

	OK(sv_app_register(app, &place->arena, &when, &all, &reg, NULL));
	OK(sv_app_evidence(app, &place->arena, reg, &when, &all, &evidence, NULL));
	return sv_evidence_find(evidence, sv_evidence_indicator(evidence, SV_STR("investment")),
				sv_register_state(reg, sv_str_from(state)), year);
}

#define CHANGED_RULES "set \"2017, corrected\" for commitments in force from 2017-12-11\n"
#define MORE_RULES "set \"2020\" for third_state in force from 2020-11-05\n"

static void init_records_a_pack_in_the_order_of_its_list(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	struct sv_moment now = moment(&app, "", "");
	const struct sv_document *documents;
	size_t count;

	OK(sv_app_documents(&app, &place->arena, &now, &documents, &count, NULL));
	assert_int_equal(count, SV_ARRAY_LEN(small_pack));
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(documents[i].name, small_pack[i].name);
		assert_string_equal(documents[i].author, "operator");
	}
	assert_string_equal(documents[1].kind, "facts/states");
	assert_string_equal(documents[count - 1].kind, "rules");
}

static void the_register_says_who_takes_part_on_which_day(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	const struct sv_register *reg = read_register(*state, &app, "", false);
	int indexes[256], france = sv_register_state(reg, SV_STR("fra")),
			  denmark = sv_register_state(reg, SV_STR("DNK"));
	int32_t day;

	assert_true(sv_day_parse(SV_STR("2023-05-22"), &day));
	assert_int_equal(sv_register_members(reg, day, indexes), 1);
	assert_int_equal(indexes[0], france);
	assert_int_equal(sv_register_members(reg, day + 1, indexes), 2);
	assert_true(sv_register_is_member(reg, denmark, day + 1));
	assert_int_equal(sv_register_state(reg, SV_STR("FR")), -1);
	assert_int_equal(sv_register_state(reg, SV_STR("FRAU")), -1);
	assert_int_equal(sv_register_project(reg, SV_STR("fp")), 0);
	assert_int_equal(reg->participation_count, 2);
	assert_int_equal(reg->participations[0].state, denmark);
	assert_int_equal(reg->participations[1].role, SV_ROLE_COORDINATOR);
	assert_non_null(sv_register_fact(reg, france, "euro", day));
	assert_null(sv_register_fact(reg, denmark, "euro", day));
	assert_int_equal(reg->participations[1].origin.doc, 4);
	assert_int_equal(reg->participations[1].origin.row, 2);
	assert_string_equal(reg->participations[1].origin.source, "act");
}

static void recalled_rows_can_be_left_out(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	const struct sv_register *reg = read_register(*state, &app, "", true);

	assert_int_equal(reg->participation_count, 1);
	assert_int_equal(reg->participations[0].role, SV_ROLE_COORDINATOR);
	assert_int_equal(reg->state_count, 4);
	assert_int_equal(reg->membership_count, 2);
}

static void figures_and_gaps_read_exactly_with_their_origin(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	const struct sv_figure *france = figure(*state, &app, "", "FRA", 2018);
	const struct sv_figure *denmark = figure(*state, &app, "", "DNK", 2018);
	char text[SV_DECIMAL_TEXT_MAX];

	assert_int_equal(france->missing, SV_PRESENT);
	assert_string_equal(sv_decimal_text(france->value, text), "10.50");
	assert_string_equal(france->status, "final");
	assert_int_equal(france->origin.doc, 9);
	assert_int_equal(france->origin.row, 2);
	assert_int_equal(denmark->missing, SV_WITHHELD);
	assert_string_equal(denmark->status, "confidential");
	assert_null(figure(*state, &app, "", "DNK", 2019));
}

static void a_row_replaces_the_one_with_its_key_and_the_past_stays_readable(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct sv_import result =
	    import(*state, &app, "revised.csv",
		   FIGURES_HEADER "FRA,2018,investment,10.75,EUR_M,act,final\n"
				  "FRA,2020,investment,13,EUR_M,act,final\n");
	char text[SV_DECIMAL_TEXT_MAX];

	assert_int_equal(result.files[0].rows_changed, 1);
	assert_int_equal(result.files[0].rows_new, 1);
	assert_int_equal(result.files[0].doc, 12);
	assert_int_equal(result.size, 13);
	assert_string_equal(sv_decimal_text(figure(*state, &app, "", "FRA", 2018)->value, text),
			    "10.75");
	assert_string_equal(sv_decimal_text(figure(*state, &app, "12", "FRA", 2018)->value, text),
			    "10.50");
	assert_null(figure(*state, &app, "12", "FRA", 2020));
}

static void a_gap_withdraws_a_figure_and_a_figure_fills_a_gap(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);

	import(*state, &app, "gap.csv", GAPS_HEADER "FRA,2018,investment,withdrawn,act\n");
	import(*state, &app, "figure.csv",
	       FIGURES_HEADER "DNK,2018,investment,3,EUR_M,act,final\n");
	assert_int_equal(figure(*state, &app, "", "FRA", 2018)->missing, SV_NOT_REPORTED);
	assert_string_equal(figure(*state, &app, "", "FRA", 2018)->status, "withdrawn");
	assert_int_equal(figure(*state, &app, "", "DNK", 2018)->missing, SV_PRESENT);
	assert_int_equal(figure(*state, &app, "13", "DNK", 2018)->missing, SV_WITHHELD);
}

static void a_role_that_holds_on_no_day_withdraws_an_entry(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);

	import(*state, &app, "p.csv",
	       PARTICIPATION_HEADER
	       "p1,DNK,observer,2023-06-01,,2023-06-01,,seen,,act,,mistaken\n");
	assert_int_equal(read_register(*state, &app, "", false)->participation_count, 1);
	assert_int_equal(read_register(*state, &app, "12", false)->participation_count, 2);
}

static void a_state_can_leave_and_join_again(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	const struct sv_register *reg;
	int32_t day;

	import(*state, &app, "states.csv",
	       STATES_HEADER "GBR,Great Britain,third,,,2018-01-01,2020-02-01,,seen,,act,\n"
			     "GBR,Great Britain,third,,,2030-01-01,,,seen,,act,\n");
	reg = read_register(*state, &app, "", false);
	assert_int_equal(reg->state_count, 4);
	assert_int_equal(reg->membership_count, 4);
	assert_string_equal(reg->states[3].name, "Great Britain");
	assert_true(sv_day_parse(SV_STR("2019-01-01"), &day));
	assert_true(sv_register_is_member(reg, 3, day));
	assert_true(sv_day_parse(SV_STR("2025-01-01"), &day));
	assert_false(sv_register_is_member(reg, 3, day));
}

static void a_later_rule_text_replaces_the_one_of_its_name(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	struct sv_moment now, before = moment(&app, "", "");
	const struct sv_rule_text *texts;
	size_t count;

	import(place, &app, "rules.pledge", CHANGED_RULES);
	import(place, &app, "more.pledge", MORE_RULES);
	now = moment(&app, "", "");
	OK(sv_app_rules(&app, &place->arena, &now, &texts, &count, NULL));
	assert_int_equal(count, 2);
	assert_string_equal(texts[0].name, "more.pledge");
	assert_true(sv_str_is(texts[1].text, CHANGED_RULES));
	OK(sv_app_rules(&app, &place->arena, &before, &texts, &count, NULL));
	assert_int_equal(count, 1);
	assert_true(sv_str_is(texts[0].text, small_pack[11].text));
}

static void importing_the_same_again_changes_nothing_and_says_so(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);

	for (size_t i = 0; i < SV_ARRAY_LEN(small_pack); i++) {
		struct sv_import result =
		    import(*state, &app, small_pack[i].name, small_pack[i].text);

		assert_false(result.refused);
		assert_int_equal(result.files[0].doc, -1);
		assert_int_equal(result.files[0].rows_new + result.files[0].rows_changed, 0);
		assert_true(result.files[0].rows_unchanged > 0);
		assert_int_equal(result.size, SV_ARRAY_LEN(small_pack));
	}
}

static void one_error_in_one_file_keeps_all_files_out(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	const char *paths[] = {
	    place_write(place, "a.csv", STATE_FACTS_HEADER "FRA,x,,2020-01-01,,act,seen,\n"),
	    place_write(place, "b.csv", STATE_FACTS_HEADER "FRX,x,,2020-01-32,,act,seen,\n"),
	    place_write(place, "c.pledge", "\xff\n"),
	};
	const char *before = dump(place, &app);
	struct sv_import result;

	OK(sv_app_import(&app, &operator_, paths, 3, false, &place->arena, &result, NULL));
	assert_true(result.refused);
	assert_int_equal(result.findings->count, 3);
	assert_int_equal(result.size, 12);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(result.files[i].doc, -1);
	assert_string_equal(dump(place, &app), before);
}

static void files_of_one_import_may_rest_on_each_other(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	const char *paths[] = {
	    place_write(place, "p.csv",
			PARTICIPATION_HEADER "p1,SWE,member,2019-01-01,,,,seen,,,,\n"),
	    place_write(place, "s.csv", STATES_HEADER "SWE,Sweden,member,,,2017-12-11,,,seen,,,\n"),
	};
	struct sv_import result;

	OK(sv_app_import(&app, &operator_, paths, 1, false, &place->arena, &result, NULL));
	assert_true(result.refused);
	OK(sv_app_import(&app, &operator_, paths, 2, false, &place->arena, &result, NULL));
	assert_false(result.refused);
}

static void a_membership_cannot_end_under_a_role(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	struct sv_import result =
	    import(place, &app, "s.csv",
		   STATES_HEADER "FRA,France,member,,,2017-12-11,2022-01-01,,seen,,act,\n");

	assert_true(result.refused);
	assert_non_null(strstr(findings_text(&place->arena, result.findings),
			       "'FRA' leaves the cooperation on 2022-01-01 and would still be "
			       "coordinator of 'p1'; end the role on that day"));
}

static void a_dry_run_says_what_would_happen_and_records_nothing(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	const char *path =
	    place_write(place, "a.csv", STATE_FACTS_HEADER "FRA,x,,2020-01-01,,act,seen,\n");
	const char *before = dump(place, &app);
	struct sv_import result;

	OK(sv_app_import(&app, &operator_, &path, 1, true, &place->arena, &result, NULL));
	assert_true(result.dry_run);
	assert_int_equal(result.files[0].rows_new, 1);
	assert_int_equal(result.files[0].doc, -1);
	assert_string_equal(dump(place, &app), before);
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	const char *path = "/nonexistent/x.csv";
	struct sv_error err = SV_ERROR_INIT;
	struct sv_import result;

	assert_int_equal(
	    sv_app_import(&app, &operator_, &path, 1, false, &place->arena, &result, &err),
	    SV_ENOTFOUND);
	assert_string_equal(err.message,
			    "cannot open '/nonexistent/x.csv': no such file or directory");
}

static void a_reader_may_not_write(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	const struct sv_actor reader = {"visitor", SV_ACTOR_AUDITOR};
	struct place *place = *state;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_rebuild rebuild;
	struct sv_import result;

	assert_int_equal(sv_app_import(&app, &reader, NULL, 0, false, &place->arena, &result, &err),
			 SV_EREFUSED);
	assert_string_equal(err.message, "'visitor' (auditor) may not add documents to a record");
	assert_int_equal(sv_app_rebuild(&app, &reader, &rebuild, &err), SV_EREFUSED);
}

static void expect_refused(struct place *place, struct sv_app *app, const char *name,
			   const char *text, const char *message)
{
	struct sv_import result = import(place, app, name, text);

	assert_true(result.refused);
	assert_non_null(strstr(findings_text(&place->arena, result.findings), message));
}

static void a_table_cannot_take_away_what_a_standing_rule_rests_on(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);

	assert_false(import(*state, &app, "rules.pledge",
			    "set \"2017\" for commitments in force from 2017-12-11\n"
			    "quantity spending \"Spending\"\n"
			    "  unit EUR million, current prices\n"
			    "  from eda \"spending\"\n")
			 .refused);
	expect_refused(*state, &app, "indicators.csv",
		       INDICATORS_HEADER "spending,Money for defence,EUR_M_2015,eda,1;2,no\n",
		       "'spending' is in EUR million, constant 2015 prices");
}

static void two_sets_of_one_subject_cannot_begin_on_one_day(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);

	expect_refused(*state, &app, "other.pledge",
		       "set \"other\" for commitments in force from 2017-12-11\n",
		       "'rules.pledge' holds another set for commitments from the same day");
	assert_false(import(*state, &app, "later.pledge",
			    "set \"2026\" for commitments in force from 2026-01-01\n")
			 .refused);
}

static void more_states_than_are_taken_are_refused(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	_cleanup_(sv_buf_free) struct sv_buf table = SV_BUF_INIT;

	sv_buf_text(&table, STATES_HEADER);
	for (int i = 0; i <= SV_STATES_MAX; i++)
		sv_buf_printf(&table, "%c%c%c,State %d,member,,,2017-12-11,,,seen,,act,\n",
			      'A' + i / 26, 'A' + i % 26, 'Q', i);
	expect_refused(*state, &app, "states.csv", table.ptr, "256 at most are taken");
}

static void rebuild_gives_the_same_tables_byte_for_byte(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	struct sv_rebuild rebuild;
	const char *before;

	/* Three imports, each replacing rows of the one before. */
	import(place, &app, "1.csv",
	       FIGURES_HEADER "FRA,2018,investment,1,EUR_M,act,final\n"
			      "FRA,2030,investment,2,EUR_M,act,final\n");
	import(place, &app, "2.csv",
	       GAPS_HEADER "FRA,2018,investment,confidential,act\n"
			   "FRA,2030,investment,confidential,act\n");
	import(place, &app, "3.csv",
	       FIGURES_HEADER "FRA,2030,investment,4,EUR_M,act,final\n"
			      "FRA,2018,investment,3,EUR_M,act,final\n");
	import(place, &app, "rules.pledge", CHANGED_RULES);
	before = dump(place, &app);
	OK(sv_app_rebuild(&app, &operator_, &rebuild, NULL));
	assert_false(rebuild.differed);
	assert_int_equal(rebuild.documents, 16);
	assert_string_equal(dump(place, &app), before);
}

static void rebuild_mends_and_reports_tables_that_were_tampered_with(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	const char *before = dump(place, &app);
	struct sv_rebuild rebuild;

	OK(sv_db_exec(app.db, "UPDATE figure SET value = '99'", NULL));
	OK(sv_app_rebuild(&app, &operator_, &rebuild, NULL));
	assert_true(rebuild.differed);
	assert_string_equal(dump(place, &app), before);
}

static void a_moment_is_a_size_a_day_or_an_instant(void **state)
{
	struct place *place = *state;
	struct sv_app app;
	struct sv_moment when;
	struct sv_error err = SV_ERROR_INIT;

	setenv("SERVANDA_CLOCK", "2026-03-01T12:00:00Z", 1);
	app = begin(place);
	setenv("SERVANDA_CLOCK", "2026-03-02T12:00:00Z", 1);
	import(place, &app, "a.csv", STATE_FACTS_HEADER "FRA,x,,2020-01-01,,act,seen,\n");
	assert_int_equal(moment(&app, "", "").known_size, 13);
	assert_int_equal(moment(&app, "", "5").known_size, 5);
	assert_int_equal(moment(&app, "", "2026-03-01").known_size, 12);
	assert_int_equal(moment(&app, "", "2026-03-02T11:59:59.999Z").known_size, 12);
	assert_int_equal(moment(&app, "", "2026-03-02T12:00:00Z").known_size, 13);
	assert_int_equal(moment(&app, "", "2026-02-28").known_size, 0);
	assert_int_equal(moment(&app, "", "").on, moment(&app, "2026-03-02", "").on);
	assert_int_equal(sv_app_moment(&app, "", "14", &when, &err), SV_EINVALID);
	assert_string_equal(err.message, "the record has never had 14 documents; it has 13");
	assert_int_equal(sv_app_moment(&app, "2026-02-30", "", &when, &err), SV_EINVALID);
	assert_int_equal(sv_app_moment(&app, "", "yesterday", &when, &err), SV_EINVALID);
	unsetenv("SERVANDA_CLOCK");
	sv_app_close(&app);
}

static void a_second_init_is_refused_and_harms_nothing(void **state)
{
	struct place *place = *state;
	struct sv_app app = begin(place);
	struct sv_error err = SV_ERROR_INIT;
	struct sv_import result;

	sv_app_close(&app);
	assert_int_equal(init(place, &result, &err), SV_EREFUSED);
	assert_non_null(strstr(err.message, "it exists already"));
	OK(sv_app_open(place_store(place, "r.db"), SV_DB_READ, &app, NULL));
	assert_int_equal(moment(&app, "", "").known_size, 12);
	sv_app_close(&app);
}

static void an_init_that_fails_leaves_no_file(void **state)
{
	struct place *place = *state;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_import result;

	assert_int_equal(init(place, &result, &err), SV_ENOTFOUND); /* no pack.csv */
	assert_int_not_equal(access(place_path(place, "r.db"), F_OK), 0);
	place_pack(place);
	place_write(place, "pack.csv", "file,title\n../secret.csv,Not in the pack\n");
	assert_int_equal(init(place, &result, &err), SV_EINVALID);
	assert_non_null(strstr(err.message, "'../secret.csv' is no path inside the pack"));
	place_pack(place);
	place_write(place, "states.csv", STATES_HEADER "FRA,France,member,,,2017-13-11,,,,,,\n");
	OK(init(place, &result, &err));
	assert_true(result.refused);
	assert_true(result.findings->count > 0);
	assert_int_not_equal(access(place_path(place, "r.db"), F_OK), 0);
	assert_int_not_equal(access(place_path(place, "r.db-journal"), F_OK), 0);
}

static void the_record_verifies_and_has_a_root_for_each_size(void **state)
{
	_cleanup_(sv_app_close) struct sv_app app = begin(*state);
	struct place *place = *state;
	struct sv_findings findings = SV_FINDINGS_INIT(&place->arena);
	struct sv_record_head verified, head;

	OK(sv_app_verify(&app, &findings, &verified, NULL));
	assert_int_equal(findings.count, 0);
	assert_int_equal(verified.size, 12);
	OK(sv_app_head(&app, 12, &head, NULL));
	assert_true(sv_hash_equal(&head.root, &verified.root));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(init_records_a_pack_in_the_order_of_its_list),
	    TEST(the_register_says_who_takes_part_on_which_day),
	    TEST(recalled_rows_can_be_left_out),
	    TEST(figures_and_gaps_read_exactly_with_their_origin),
	    TEST(a_row_replaces_the_one_with_its_key_and_the_past_stays_readable),
	    TEST(a_gap_withdraws_a_figure_and_a_figure_fills_a_gap),
	    TEST(a_role_that_holds_on_no_day_withdraws_an_entry),
	    TEST(a_state_can_leave_and_join_again),
	    TEST(a_later_rule_text_replaces_the_one_of_its_name),
	    TEST(importing_the_same_again_changes_nothing_and_says_so),
	    TEST(one_error_in_one_file_keeps_all_files_out),
	    TEST(files_of_one_import_may_rest_on_each_other),
	    TEST(a_membership_cannot_end_under_a_role),
	    TEST(a_table_cannot_take_away_what_a_standing_rule_rests_on),
	    TEST(two_sets_of_one_subject_cannot_begin_on_one_day),
	    TEST(more_states_than_are_taken_are_refused),
	    TEST(a_dry_run_says_what_would_happen_and_records_nothing),
	    TEST(a_file_that_cannot_be_read_is_named),
	    TEST(a_reader_may_not_write),
	    TEST(rebuild_gives_the_same_tables_byte_for_byte),
	    TEST(rebuild_mends_and_reports_tables_that_were_tampered_with),
	    TEST(a_moment_is_a_size_a_day_or_an_instant),
	    TEST(a_second_init_is_refused_and_harms_nothing),
	    TEST(an_init_that_fails_leaves_no_file),
	    TEST(the_record_verifies_and_has_a_root_for_each_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

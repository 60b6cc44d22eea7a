/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include "domain/facts.h"

static void merge(struct sv_facts *facts, const char *file, const char *text,
		  struct sv_findings *findings)
{
	struct sv_fact_document document;
	struct sv_fact_changes changes;

	sv_fact_document_parse(facts->arena, file, sv_str_from(text), &document, findings);
	if (document.kind)
		sv_facts_merge(facts, &document, &changes, findings);
}

/* What is said about a table that comes after the small pack: one finding a line. */
static const char *check(struct place *place, const char *text)
{
	struct sv_findings findings = SV_FINDINGS_INIT(&place->arena);
	struct sv_facts facts;

	sv_facts_begin(&facts, &place->arena);
	for (size_t i = 0; i < SV_ARRAY_LEN(small_pack); i++)
		if (strstr(small_pack[i].name, ".csv"))
			merge(&facts, small_pack[i].name, small_pack[i].text, &findings);
	merge(&facts, "t.csv", text, &findings);
	sv_facts_check(&facts, &findings);
	sv_findings_sort(&findings);
	return findings_text(&place->arena, &findings);
}

#define EXPECT(text, findings) assert_string_equal(check(*state, text), findings)

static void a_whole_pack_is_in_order(void **state)
{
	EXPECT(SOURCES_HEADER "press-2020,A paper,,2020,,,seen,,\n", "");
}

static void the_header_names_the_kind_in_any_order(void **state)
{
	EXPECT("reason,source_id,indicator,year,state\nnot_available,act,spending,2019,DNK\n", "");
}

static void an_unknown_header_names_the_nearest_kind(void **state)
{
	EXPECT("state,year,indicator,valu,unit,source_id,status,extra\n",
	       "t.csv:1:1: the header is of no kind of table; the nearest is 'evidence/figures': "
	       "'value' is missing, 'valu' is not one of its columns, 'extra' is not one of its "
	       "columns; name exactly the columns of one kind\n");
}

static void an_unknown_state_suggests_the_nearest(void **state)
{
	EXPECT(STATE_FACTS_HEADER "FRX,euro,,2020-01-01,,act,seen,\n",
	       "t.csv:2:1: 'FRX' is no state of the record; did you mean 'FRA'?\n");
	EXPECT(STATE_FACTS_HEADER "USA,euro,,2020-01-01,,act,seen,\n",
	       "t.csv:2:1: 'USA' is no state of the record; add it with a table of kind "
	       "'facts/states' first\n");
	EXPECT(STATE_FACTS_HEADER "ZZZ,euro,,2020-01-01,,act,seen,\n",
	       "t.csv:2:1: 'ZZZ' is no state of the record; add it with a table of kind "
	       "'facts/states' first\n");
}

static void unknown_project_source_decision_and_indicator_are_found_together(void **state)
{
	EXPECT(PARTICIPATION_HEADER "p2,FRA,member,2019-01-01,,,,seen,,act;pres,d2,\n",
	       "t.csv:2:1: 'p2' is no project of the record; did you mean 'p1'?\n"
	       "t.csv:2:35: 'pres' is no source of the record; add it with a table of kind "
	       "'facts/sources' first\n"
	       "t.csv:2:44: 'd2' is no decision of the record; did you mean 'd1'?\n");
	EXPECT(FIGURES_HEADER "FRA,2020,spendin,1,EUR_M,act,final\n",
	       "t.csv:2:10: 'spendin' is no indicator of the record; did you mean 'spending'?\n");
}

static void an_impossible_date_is_found(void **state)
{
	EXPECT(STATE_FACTS_HEADER "FRA,fact,,2019-02-29,,act,seen,\n",
	       "t.csv:2:11: '2019-02-29' is not a date; write an existing day as YYYY-MM-DD\n");
	EXPECT(PARTICIPATION_HEADER "p1,FRA,member,2030-01-01,,2030-01-01,,seen,2018-13,,,\n",
	       "t.csv:2:44: '2018-13' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD\n");
}

static void an_end_before_its_beginning_or_without_one_is_found(void **state)
{
	EXPECT(STATE_FACTS_HEADER "FRA,fact,,2019-02-20,2019-02-19,act,seen,\n",
	       "t.csv:2:22: 'to' 2019-02-19 is before 'from' 2019-02-20; check the two dates\n");
	EXPECT(STATES_HEADER "SWE,Sweden,member,1995-01-01,,,2019-01-01,,,recalled,,\n",
	       "t.csv:2:32: 'member_to' is given without 'member_from'; fill in its beginning\n");
}

static void a_key_twice_in_one_import_is_found(void **state)
{
	EXPECT(GAPS_HEADER "FRA,2018,spending,confidential,act\n"
			   "DNK,2020,spending,confidential,act\n"
			   "DNK,2020,spending,confidential,act\n",
	       "t.csv:2:1: 'FRA, 2018, spending' stands already in figures.csv:3; keep one of the "
	       "two\n"
	       "t.csv:4:1: 'DNK, 2020, spending' stands already in t.csv:3; keep one of the two\n");
}

static void overlapping_roles_memberships_and_facts_are_found(void **state)
{
	EXPECT(PARTICIPATION_HEADER "p1,FRA,observer,2019-01-01,,2020-01-01,,seen,,,,\n",
	       "t.csv:2:17: a second row of 'p1', 'FRA' for the same days: the first, in "
	       "participation.csv:2, is from 2018-03-06 on; end the one before the other begins\n");
	EXPECT(
	    STATES_HEADER "FRA,France,member,,,2016-01-01,2018-01-01,,seen,,,\n",
	    "states.csv:4:31: a second row of 'FRA' for the same days: the first, in t.csv:2, is "
	    "from 2016-01-01 to 2018-01-01; end the one before the other begins\n");
	EXPECT(STATE_FACTS_HEADER "FRA,euro,,2002-01-01,,act,seen,\n",
	       "t.csv:2:11: a second row of 'FRA', 'euro' for the same days: the first, in "
	       "state_facts.csv:2, is from 1999-01-01 on; end the one before the other begins\n");
	EXPECT(GROUPS_HEADER "EDA,FRA,2004-07-11,2004-07-12,act,seen,\n", "");
}

/* A longer one could be kept in a file, but in no index of PostgreSQL. */
static void a_key_that_no_index_could_hold_is_found(void **state)
{
	struct place *place = *state;
	char key[SV_FACT_KEY_BYTES_MAX + 2];

	memset(key, 'a', sizeof(key));
	key[SV_FACT_KEY_BYTES_MAX + 1] = '\0';
	EXPECT(sv_arena_printf(&place->arena, SOURCES_HEADER "%s,A paper,,2020,,,seen,,\n", key),
	       "t.csv:2:1: 'id' is a key and longer than 400 bytes; shorten it\n");
	EXPECT(
	    sv_arena_printf(&place->arena, SOURCES_HEADER "%s,A paper,,2020,,,seen,,\n", key + 1),
	    "");
}

static void a_row_that_holds_on_no_day_overlaps_nothing(void **state)
{
	EXPECT(PARTICIPATION_HEADER "p1,FRA,observer,2019-01-01,,2019-01-01,,seen,,,,\n", "");
}

static void only_members_take_member_roles_and_only_as_long(void **state)
{
	EXPECT(PARTICIPATION_HEADER "p1,GBR,member,2019-01-01,,,,seen,,,,\n",
	       "t.csv:2:4: 'GBR' does not take part in the cooperation on 2019-01-01: it cannot be "
	       "member of 'p1'; check the state and the date\n");
	EXPECT(PARTICIPATION_HEADER "p1,DNK,member,2023-05-22,,2023-06-01,,seen,,,,\n",
	       "t.csv:2:4: 'DNK' does not take part in the cooperation on 2023-05-22: it cannot be "
	       "member of 'p1'; check the state and the date\n");
	EXPECT(STATES_HEADER "SWE,Sweden,member,1995-01-01,,2017-12-11,2020-01-01,,seen,,,\n", "");
}

static void a_member_is_no_third_state(void **state)
{
	EXPECT(PARTICIPATION_HEADER "p1,CHE,third_state,2021-01-01,,,,seen,,,,\n", "");
	EXPECT(PARTICIPATION_HEADER "p1,FRA,third_state,2017-01-01,,2018-01-01,,seen,,,,\n",
	       "t.csv:2:4: 'FRA' takes part in the cooperation: it cannot be a third state in "
	       "'p1'; give it the role of a member or observer\n");
}

static void units_and_price_bases_are_not_mixed(void **state)
{
	EXPECT(FIGURES_HEADER "FRA,2020,spending,5,USD_M,act,final\n"
			      "FRA,2021,spending,6,EUR_M_2015,act,final\n",
	       "t.csv:2:21: '5' is in USD_M, where the indicator 'spending' is in EUR_M; convert "
	       "the figure, or import it as another indicator\n"
	       "t.csv:3:21: '6' is in EUR_M_2015, where the indicator 'spending' is in EUR_M; "
	       "convert the figure, or import it as another indicator\n");
}

static void a_mixed_price_base_is_told_from_a_mixed_unit(void **state)
{
	struct place *place = *state;
	struct sv_findings findings = SV_FINDINGS_INIT(&place->arena);
	struct sv_facts facts;

	sv_facts_begin(&facts, &place->arena);
	merge(&facts, "i.csv", INDICATORS_HEADER "x,X,EUR_M,eda,,no\n", &findings);
	merge(&facts, "f.csv", FIGURES_HEADER "FRA,2021,x,6,EUR_M_2015,act,final\n", &findings);
	sv_facts_check(&facts, &findings);
	sv_findings_sort(&findings);
	assert_int_equal(findings.count, 3); /* neither the state nor the source is known */
	assert_string_equal(findings.items[0].rule, "unknown-state");
	assert_string_equal(findings.items[1].rule, "mixed-price-bases");
	assert_string_equal(findings.items[2].rule, "unknown-source");
}

static void a_number_is_exact_and_in_range(void **state)
{
	EXPECT(FIGURES_HEADER "FRA,2020,spending,1e3,EUR_M,act,final\n",
	       "t.csv:2:19: '1e3' is not an exact decimal number; write digits with at most one "
	       "point and 12 digits after it\n");
	EXPECT(VOTE_POPULATION_HEADER "2024,FRA,-1,100.01,,seen,\n2024,DNK,1.5,,,seen,\n",
	       "t.csv:2:10: '-1' is not between 0 and 9223372036854775807; check the number\n"
	       "t.csv:2:13: '100.01' is not between 0 and 100; check the number\n"
	       "t.csv:3:10: '1.5' is not a whole number; write digits only\n");
}

static void a_word_a_year_and_a_code_are_checked(void **state)
{
	EXPECT(FIGURES_HEADER "FRA,20,spending,1,EUR M,act,fnal\n",
	       "t.csv:2:5: '20' is not a year; write it with four digits\n"
	       "t.csv:2:19: '1' is in EUR M, where the indicator 'spending' is in EUR_M; convert "
	       "the figure, or import it as another indicator\n"
	       "t.csv:2:19: 'EUR M' is not a code; use letters, digits and _ - . : / only\n"
	       "t.csv:2:29: 'fnal' is not a word of this column; write final, estimate, "
	       "provisional or planned\n");
}

static void an_empty_field_that_must_not_be_is_found(void **state)
{
	EXPECT(PROJECTS_HEADER "p2,,,,2018-03-06,,,,,,,,,,,seen,\n",
	       "t.csv:2:4: 'name' is empty; fill it in\n");
}

static void a_wrong_width_and_bad_utf8_are_found_beside_the_rest(void **state)
{
	EXPECT(GAPS_HEADER "FRA,2018,spending\nFRA,2020,spending,\xff,act\n",
	       "t.csv:2: the row has 3 fields where the header has 5; check commas and quotes in "
	       "this line\n"
	       "t.csv:3:19: '\xff' is not a code; use letters, digits and _ - . : / only\n"
	       "t.csv:3:19: the text is not valid UTF-8; save the file as UTF-8\n");
}

static void kinds_that_share_a_table_have_the_same_columns_and_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < sv_fact_kind_count; i++) {
		const struct sv_fact_kind *kind = &sv_fact_kinds[i];
		const struct sv_fact_kind *first =
		    sv_fact_table_kind(sv_fact_table_index(kind->table));

		assert_true(kind->column_count <= SV_FACT_COLUMNS_MAX);
		assert_int_equal(kind->column_count, first->column_count);
		for (size_t k = 0; k < kind->column_count; k++)
			assert_string_equal(kind->columns[k].name, first->columns[k].name);
		for (size_t k = 0; kind->key[k]; k++) {
			assert_string_equal(kind->key[k], first->key[k]);
			assert_true(sv_fact_column_index(kind, kind->key[k]) >= 0);
		}
	}
}

/* Every kind and column stands in the format document, under the kind's heading. */
static void the_format_document_names_every_column(void **state)
{
	struct place *place = *state;
	const char *path =
	    sv_arena_printf(&place->arena, "%s/docs/formats/facts.md", getenv("SERVANDA_SOURCE"));
	FILE *file = fopen(path, "r");
	char *text = sv_arena_alloc(&place->arena, 1 << 16);

	assert_non_null(file);
	assert_true(fread(text, 1, (1 << 16) - 1, file) > 0);
	fclose(file);
	for (size_t i = 0; i < sv_fact_kind_count; i++) {
		const struct sv_fact_kind *kind = &sv_fact_kinds[i];
		char *start =
		    strstr(text, sv_arena_printf(&place->arena, "\n### %s\n", kind->name));
		char *end, *section;

		assert_non_null(start);
		end = strstr(start + 1, "\n##");
		section = sv_arena_alloc(&place->arena, (size_t)(end - start) + 1);
		memcpy(section, start, (size_t)(end - start));
		for (size_t k = 0; k < kind->column_count; k++) {
			const char *name = kind->columns[k].name;

			if (kind->columns[k].derived_only)
				continue;
			if (!strstr(section, sv_arena_printf(&place->arena, "| %s |", name)) &&
			    !strstr(section, sv_arena_printf(&place->arena, "| %s, ", name)) &&
			    !strstr(section, sv_arena_printf(&place->arena, ", %s |", name)))
				fail_msg("'%s' does not name '%s'", kind->name, name);
		}
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(a_whole_pack_is_in_order),
	    TEST(the_header_names_the_kind_in_any_order),
	    TEST(an_unknown_header_names_the_nearest_kind),
	    TEST(an_unknown_state_suggests_the_nearest),
	    TEST(unknown_project_source_decision_and_indicator_are_found_together),
	    TEST(an_impossible_date_is_found),
	    TEST(an_end_before_its_beginning_or_without_one_is_found),
	    TEST(a_key_twice_in_one_import_is_found),
	    TEST(overlapping_roles_memberships_and_facts_are_found),
	    TEST(a_key_that_no_index_could_hold_is_found),
	    TEST(a_row_that_holds_on_no_day_overlaps_nothing),
	    TEST(only_members_take_member_roles_and_only_as_long),
	    TEST(a_member_is_no_third_state),
	    TEST(units_and_price_bases_are_not_mixed),
	    TEST(a_mixed_price_base_is_told_from_a_mixed_unit),
	    TEST(a_number_is_exact_and_in_range),
	    TEST(a_word_a_year_and_a_code_are_checked),
	    TEST(an_empty_field_that_must_not_be_is_found),
	    TEST(a_wrong_width_and_bad_utf8_are_found_beside_the_rest),
	    TEST(kinds_that_share_a_table_have_the_same_columns_and_key),
	    TEST(the_format_document_names_every_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

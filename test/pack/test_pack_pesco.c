/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tables of packs/pesco, read with the CSV reader alone: counts that were
 * published, keys, and references; and its rules, parsed and checked.  The import has checks of its
 * own; this reads the files by another way and knows what the numbers have to be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/limits.h"
#include "rules/pledge.h"

static struct sv_arena arena;

static struct sv_csv table(const char *file)
{
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	struct sv_error err = SV_ERROR_INIT;
	struct sv_csv csv;
	struct sv_str text;
	const char *path;

	path = sv_arena_printf(&arena, "%s/packs/pesco/%s", getenv("SERVANDA_SOURCE"), file);
	if (sv_file_read(&arena, path, SV_FILE_BYTES_MAX, &text, &err) < 0)
		fail_msg("%s", err.message);
	sv_csv_parse(&arena, file, text, &csv, &findings);
	for (size_t i = 0; i < findings.count; i++)
		print_error("%s:%d: %s\n", file, findings.items[i].line, findings.items[i].message);
	assert_int_equal(findings.count, 0);
	assert_true(csv.row_count > 0);
	return csv;
}

static const char *field(const struct sv_csv *csv, size_t row, const char *column)
{
	int index = sv_csv_column(csv, column);

	if (index < 0)
		fail_msg("%s has no column '%s'", csv->file, column);
	return sv_arena_str(&arena, sv_csv_get(csv, row, index)).ptr;
}

/* ISO dates compare as text. */
static bool holds(const char *from, const char *to, const char *day)
{
	return *from && strcmp(from, day) <= 0 && (!*to || strcmp(day, to) < 0);
}

static int count_on(const struct sv_csv *csv, const char *from, const char *to, const char *day)
{
	int count = 0;

	for (size_t i = 0; i < csv->row_count; i++)
		count += holds(field(csv, i, from), field(csv, i, to), day);
	return count;
}

static void states_take_part_as_the_acts_say(void **state)
{
	struct sv_csv states = table("facts/states.csv");

	(void)state;
	assert_int_equal(count_on(&states, "member_from", "member_to", "2017-12-10"), 0);
	assert_int_equal(count_on(&states, "member_from", "member_to", "2017-12-11"), 25);
	assert_int_equal(count_on(&states, "member_from", "member_to", "2020-04-17"), 25);
	assert_int_equal(count_on(&states, "member_from", "member_to", "2023-05-22"), 25);
	assert_int_equal(count_on(&states, "member_from", "member_to", "2023-05-23"), 26);
}

static void projects_are_as_many_as_the_council_listed(void **state)
{
	struct sv_csv projects = table("facts/projects.csv");

	(void)state;
	assert_int_equal(projects.row_count, 83);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2018-03-05"), 0);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2018-03-06"), 17);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2018-11-19"), 34);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2019-11-12"), 47);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2020-12-01"), 46);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2021-11-16"), 60);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2023-05-23"), 68);
	assert_int_equal(count_on(&projects, "adopted", "closed", "2024-07-15"), 66);
}

static bool has_seen_project(const struct sv_csv *roles, const char *code, const char *day)
{
	for (size_t i = 0; i < roles->row_count; i++) {
		const char *role = field(roles, i, "role");

		if (strcmp(field(roles, i, "state"), code) == 0 &&
		    (strcmp(role, "coordinator") == 0 || strcmp(role, "member") == 0) &&
		    strcmp(field(roles, i, "confidence"), "seen") == 0 &&
		    holds(field(roles, i, "from"), field(roles, i, "to"), day))
			return true;
	}
	return false;
}

/* The README says so, and commitment 17 then holds without a recalled row. */
static void every_participant_was_seen_in_a_project_in_april_2020(void **state)
{
	struct sv_csv roles = table("facts/participation.csv");
	struct sv_csv states = table("facts/states.csv");

	(void)state;
	for (size_t i = 0; i < states.row_count; i++) {
		const char *code = field(&states, i, "code");

		if (!holds(field(&states, i, "member_from"), field(&states, i, "member_to"),
			   "2020-04-17"))
			continue;
		if (!has_seen_project(&roles, code, "2020-04-17"))
			fail_msg("%s was in no project that was seen", code);
	}
}

static int compare_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The key of each row as text, sorted. */
static const char **sorted_keys(const struct sv_csv *csv, const char *const *columns)
{
	const char **keys = SV_NEW_ARRAY(&arena, const char *, csv->row_count);

	for (size_t i = 0; i < csv->row_count; i++) {
		keys[i] = "";
		for (size_t c = 0; columns[c]; c++)
			keys[i] =
			    sv_arena_printf(&arena, "%s%s|", keys[i], field(csv, i, columns[c]));
	}
	qsort(keys, csv->row_count, sizeof(*keys), compare_text);
	return keys;
}

static void assert_keys_differ(const char *file, const char *const *columns)
{
	struct sv_csv csv = table(file);
	const char **keys = sorted_keys(&csv, columns);

	for (size_t i = 1; i < csv.row_count; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			fail_msg("%s: two rows of key '%s'", file, keys[i]);
}

#define KEY(...) ((const char *const[]){__VA_ARGS__, NULL})

static void no_table_has_two_rows_of_one_key(void **state)
{
	(void)state;
	assert_keys_differ("facts/sources.csv", KEY("id"));
	assert_keys_differ("facts/states.csv", KEY("code", "member_from"));
	assert_keys_differ("facts/decisions.csv", KEY("id"));
	assert_keys_differ("facts/projects.csv", KEY("id"));
	assert_keys_differ("facts/participation.csv", KEY("project", "state", "role", "from"));
	assert_keys_differ("facts/third_state_requests.csv", KEY("state", "project"));
	assert_keys_differ("facts/state_facts.csv", KEY("state", "fact", "from"));
	assert_keys_differ("facts/groups.csv", KEY("group", "state", "from"));
	assert_keys_differ("facts/vote_population.csv", KEY("year", "state"));
	assert_keys_differ("evidence/indicators.csv", KEY("indicator"));
	assert_keys_differ("evidence/figures.csv", KEY("state", "year", "indicator"));
	assert_keys_differ("evidence/gaps.csv", KEY("state", "year", "indicator"));
	assert_keys_differ("evidence/group_figures.csv", KEY("group", "year", "indicator"));
}

static bool has_key(const char **keys, size_t count, const char *key)
{
	return bsearch(&key, keys, count, sizeof(*keys), compare_text) != NULL;
}

static void no_cell_is_a_figure_and_a_gap(void **state)
{
	struct sv_csv figures = table("evidence/figures.csv");
	struct sv_csv gaps = table("evidence/gaps.csv");
	const char *const *columns = KEY("state", "year", "indicator");
	const char **with = sorted_keys(&figures, columns);
	const char **without = sorted_keys(&gaps, columns);

	(void)state;
	for (size_t i = 0; i < gaps.row_count; i++)
		if (has_key(with, figures.row_count, without[i]))
			fail_msg("'%s' is a figure and a gap", without[i]);
}

/* Every id in a ';'-separated column stands in the table of sources. */
static void assert_sources_exist(const char **ids, size_t id_count, const char *file,
				 const char *column)
{
	struct sv_csv csv = table(file);

	for (size_t i = 0; i < csv.row_count; i++) {
		char *list = strdup(field(&csv, i, column));
		char *rest = list;
		char *id;

		while ((id = strsep(&rest, ";")))
			if (*id && !has_key(ids, id_count, sv_arena_printf(&arena, "%s|", id)))
				fail_msg("%s:%d: no source '%s'", file, csv.rows[i].line, id);
		free(list);
	}
}

static void every_source_named_stands_in_the_table_of_sources(void **state)
{
	static const char *const facts[] = {
	    "states",      "projects",        "participation",        "groups",
	    "state_facts", "vote_population", "third_state_requests", NULL};
	static const char *const evidence[] = {"figures", "gaps", "group_figures", NULL};
	struct sv_csv sources = table("facts/sources.csv");
	const char **ids = sorted_keys(&sources, KEY("id"));

	(void)state;
	for (size_t i = 0; facts[i]; i++)
		assert_sources_exist(ids, sources.row_count,
				     sv_arena_printf(&arena, "facts/%s.csv", facts[i]), "source");
	for (size_t i = 0; evidence[i]; i++)
		assert_sources_exist(ids, sources.row_count,
				     sv_arena_printf(&arena, "evidence/%s.csv", evidence[i]),
				     "source_id");
}

/* Millionths: no figure of the pack that is summed here has more digits. */
static int64_t millionths(const char *text)
{
	struct sv_decimal value;
	int64_t result;

	assert_true(sv_decimal_parse(sv_str_from(text), &value));
	assert_true(value.scale <= 6);
	result = value.coefficient;
	for (int i = value.scale; i < 6; i++)
		result *= 10;
	return result;
}

static int64_t sum_of_states(const struct sv_csv *figures, const char *indicator, const char *year)
{
	int64_t sum = 0;

	for (size_t i = 0; i < figures->row_count; i++)
		/* The publisher's 27 states are those of the time without Denmark. */
		if (strcmp(field(figures, i, "indicator"), indicator) == 0 &&
		    strcmp(field(figures, i, "year"), year) == 0 &&
		    strcmp(field(figures, i, "state"), "DNK") != 0)
			sum += millionths(field(figures, i, "value"));
	return sum;
}

static void expenditure_of_the_states_adds_up_to_the_published_totals(void **state)
{
	struct sv_csv figures = table("evidence/figures.csv");
	struct sv_csv totals = table("evidence/group_figures.csv");
	int compared = 0;

	(void)state;
	for (size_t i = 0; i < totals.row_count; i++) {
		const char *indicator = field(&totals, i, "indicator");
		int64_t off;

		if (strcmp(indicator, "eda_defexp") != 0)
			continue;
		off = sum_of_states(&figures, indicator, field(&totals, i, "year")) -
		      millionths(field(&totals, i, "value"));
		/* Totals are published to EUR 1,000, states to a euro or less. */
		assert_true(llabs(off) <= 5000);
		compared++;
	}
	assert_int_equal(compared, 12);
}

static void pack_names_every_table_and_rule_it_holds(void **state)
{
	struct sv_csv pack = table("pack.csv");
	int rules = 0;

	(void)state;
	for (size_t i = 0; i < pack.row_count; i++) {
		const char *file = field(&pack, i, "file");
		size_t length = strlen(file);

		if (length > 7 && strcmp(file + length - 7, ".pledge") == 0)
			rules++;
		else
			table(file);
	}
	assert_int_equal(rules, 4);
	assert_int_equal(pack.row_count, 24);
}

static struct sv_csv indicators, groups;

static const char *indicator_unit(void *context, const char *name)
{
	(void)context;
	for (size_t i = 0; i < indicators.row_count; i++)
		if (strcmp(field(&indicators, i, "indicator"), name) == 0)
			return field(&indicators, i, "unit");
	return NULL;
}

static bool has_group(void *context, const char *name)
{
	(void)context;
	for (size_t i = 0; i < groups.row_count; i++)
		if (strcmp(field(&groups, i, "group"), name) == 0)
			return true;
	return false;
}

static const struct sv_pledge *pledge(const char *file)
{
	static const char *const roles[] = {"coordinator", "member", "observer", "third_state",
					    NULL};
	static const struct sv_attribute attributes[] = {{"role", roles}, {NULL, NULL}};
	static const struct sv_register_schema registers[] = {{"projects", attributes},
							      {NULL, NULL}};
	const struct sv_rules_schema schema = {
	    .indicator_unit = indicator_unit, .has_group = has_group, .registers = registers};
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_pledge *result;
	struct sv_str text;
	const char *path;

	indicators = table("evidence/indicators.csv");
	groups = table("facts/groups.csv");
	path = sv_arena_printf(&arena, "%s/packs/pesco/%s", getenv("SERVANDA_SOURCE"), file);
	if (sv_file_read(&arena, path, SV_RULE_BYTES_MAX, &text, &err) < 0)
		fail_msg("%s", err.message);
	result = sv_pledge_parse(&arena, file, text, &findings);
	if (findings.count == 0)
		sv_pledge_check(&arena, result, &schema, &findings);
	sv_findings_print(&findings, &out);
	if (findings.count > 0)
		fail_msg("%s", out.ptr);
	return result;
}

static bool has_item(const struct sv_pledge *rules, const char *number)
{
	for (size_t i = 0; i < rules->item_count; i++)
		if (strcmp(rules->items[i].number, number) == 0)
			return true;
	return false;
}

static void twenty_commitments_have_a_rule_with_text_and_basis(void **state)
{
	const struct sv_pledge *rules;

	(void)state;
	rules = pledge("rules/commitments-2017.pledge");
	for (int number = 1; number <= 20; number++)
		if (number != 12 && number != 13 &&
		    !has_item(rules, sv_arena_printf(&arena, "%d", number)))
			fail_msg("no commitment %d", number);
	for (int item = 1; item <= 6; item++)
		assert_true(has_item(rules, sv_arena_printf(&arena, "12.%d", item)));
	assert_true(has_item(rules, "13.1a") && has_item(rules, "13.1b") &&
		    has_item(rules, "13.2"));
	assert_int_equal(rules->item_count, 27);
	for (size_t i = 0; i < rules->item_count; i++) {
		assert_true(*rules->items[i].text && *rules->items[i].basis);
		assert_true(*rules->items[i].group && *rules->items[i].evidence_kind);
	}
}

/* 2 and 4 bind the participants together; 3, 12.1 and 12.4 are measured in part and rate nobody
 * alone. */
static void only_the_benchmarks_of_the_group_are_collective(void **state)
{
	static const char *const collective[] = {"2", "3", "4", "12.1", "12.4"};
	const struct sv_pledge *rules = pledge("rules/commitments-2017.pledge");
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < rules->item_count; i++) {
		if (rules->items[i].scope != SV_SCOPE_COLLECTIVE)
			continue;
		assert_true(found < 5);
		assert_string_equal(rules->items[i].number, collective[found++]);
	}
	assert_int_equal(found, 5);
}

static void conditions_for_third_states_are_those_of_article_3(void **state)
{
	static const char *const numbers[] = {"a1", "a2", "a3", "b", "c", "d", "e", "f", "g"};
	const struct sv_pledge *rules = pledge("rules/third-states-2020.pledge");

	(void)state;
	assert_int_equal(rules->item_count, 9);
	for (size_t i = 0; i < 9; i++) {
		assert_string_equal(rules->items[i].number, numbers[i]);
		assert_string_equal(rules->items[i].subject, "third_state");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(states_take_part_as_the_acts_say),
	    cmocka_unit_test(projects_are_as_many_as_the_council_listed),
	    cmocka_unit_test(every_participant_was_seen_in_a_project_in_april_2020),
	    cmocka_unit_test(no_table_has_two_rows_of_one_key),
	    cmocka_unit_test(no_cell_is_a_figure_and_a_gap),
	    cmocka_unit_test(every_source_named_stands_in_the_table_of_sources),
	    cmocka_unit_test(expenditure_of_the_states_adds_up_to_the_published_totals),
	    cmocka_unit_test(pack_names_every_table_and_rule_it_holds),
	    cmocka_unit_test(twenty_commitments_have_a_rule_with_text_and_basis),
	    cmocka_unit_test(only_the_benchmarks_of_the_group_are_collective),
	    cmocka_unit_test(conditions_for_third_states_are_those_of_article_3),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	sv_arena_free(&arena);
	return failed;
}

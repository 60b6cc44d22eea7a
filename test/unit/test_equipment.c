/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "domain/equipment.h"

#define ROW(s, type, fam, gen, n)                                                    \
	{                                                                            \
		.state = (s), .year = 2014, .category = "tank", .type_name = (type), \
		.family = (fam), .generation = (gen), .units = (n)                   \
	}

static const struct sv_equipment_row rows[] = {
    ROW(0, "Leopard 2A4", "Leopard 2", "A4", 100),
    ROW(0, "Leopard 2A6", "Leopard 2", "A6", 50),
    ROW(1, "Leopard 2A4", "Leopard 2", "A4", 50),
    ROW(1, "M60A3", "M60", "", 100),
    ROW(1, "(unspecified)", "", "", 7),
    ROW(2, "TR-85", "TR-85", "", -1),
    ROW(2, "Home made", "", "", 0),
    {.state = 2,
     .year = 2014,
     .category = "tank",
     .type_name = "T-55",
     .family = "T-54/55",
     .generation = "",
     .units = 9,
     .stored = true},
    {.state = 0,
     .year = 2013,
     .category = "tank",
     .type_name = "AMX-30",
     .family = "AMX-30",
     .generation = "",
     .units = 9},
};
static const struct sv_equipment equipment = {rows, SV_ARRAY_LEN(rows)};
static const char *const categories[] = {"tank", NULL};
static const int states[] = {0, 1, 2};

static struct sv_type_count count(struct sv_arena *arena, const char *rule)
{
	struct sv_type_question question = {
	    .categories = categories, .year = 2014, .states = states, .state_count = 3};
	struct sv_type_count result;

	assert_int_equal(sv_type_rule_parse(rule, &question.rule, NULL), 0);
	sv_types_count(arena, &equipment, &question, &result);
	return result;
}

static void the_rule_makes_the_number(void **state)
{
	static const struct {
		const char *rule;
		size_t types;
	} cases[] = {
	    {"designation", 6},       {"family", 5},
	    {"family-generation", 6}, {"family,without-storage", 4},
	    {"family,per-state", 6},  {"designation,per-state", 7},
	};
	struct sv_arena arena = SV_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(cases); i++)
		assert_int_equal(count(&arena, cases[i].rule).type_count, cases[i].types);
	sv_arena_free(&arena);
}

static void the_effective_number_is_exact(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_type_count result = count(&arena, "family,without-storage");

	(void)state;
	/* 200 and 100 of 300: 90,000 by 50,000. */
	assert_int_equal(result.units, 300);
	assert_int_equal(sv_rational_compare(result.effective, SV_RATIONAL(9, 5)), 0);
	sv_arena_free(&arena);
}

static void a_type_of_unknown_count_is_a_type_without_units(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_type_count result = count(&arena, "family");
	bool found = false;

	(void)state;
	assert_int_equal(result.unknown_counts, 1);
	for (size_t i = 0; i < result.type_count; i++) {
		const struct sv_type *type = &result.types[i];

		if (strcmp(type->name, "TR-85") != 0)
			continue;
		found = true;
		assert_int_equal(type->units, 0);
		assert_int_equal(type->unknown_counts, 1);
	}
	assert_true(found);
	sv_arena_free(&arena);
}

static void an_unspecified_row_is_no_type(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_type_count result = count(&arena, "designation");

	(void)state;
	assert_int_equal(result.unspecified, 1);
	for (size_t i = 0; i < result.type_count; i++)
		assert_string_not_equal(result.types[i].name, "(unspecified)");
	sv_arena_free(&arena);
}

static void sums_by_state_are_the_sums_by_type(void **state)
{
	static const char *const rules[] = {"designation", "family", "family-generation,per-state"};
	struct sv_arena arena = SV_ARENA_INIT;

	(void)state;
	for (size_t r = 0; r < SV_ARRAY_LEN(rules); r++) {
		struct sv_type_count result = count(&arena, rules[r]);
		int64_t units = 0;

		for (size_t i = 0; i < result.state_count; i++)
			units += result.by_state[i].units;
		assert_int_equal(units, result.units);
		assert_int_equal(result.state_count, 3);
	}
	sv_arena_free(&arena);
}

static void adopters_have_one_type_and_keep_their_units(void **state)
{
	static const int adopters[] = {0, 1};
	struct sv_type_question question = {.categories = categories,
					    .year = 2014,
					    .rule = {.unit = SV_TYPE_FAMILY},
					    .states = states,
					    .state_count = 3,
					    .adopted = "new tank",
					    .adopters = adopters,
					    .adopter_count = 2};
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_type_count result;

	(void)state;
	sv_types_count(&arena, &equipment, &question, &result);
	assert_int_equal(result.type_count, 4);
	assert_string_equal(result.types[0].name, "new tank");
	assert_int_equal(result.types[0].units, 307);
	assert_int_equal(result.types[0].state_count, 2);
	sv_arena_free(&arena);
}

/* 0 and 1 share the Leopard 2; 1 has the M60 alone, 2 three types alone. */
static void who_is_alone_could_join_what_others_share(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_type_count result = count(&arena, "family");
	struct sv_type_joins joins;

	(void)state;
	sv_types_joins(&arena, &result, &joins);
	assert_int_equal(joins.count, 4);
	for (size_t i = 0; i < joins.count; i++) {
		assert_string_equal(joins.items[i].join->name, "Leopard 2");
		assert_int_equal(joins.items[i].alone->state_count, 1);
		assert_int_equal(joins.items[i].has_it, joins.items[i].state == 1);
	}
	assert_string_equal(joins.items[0].alone->name, "M60");
	result = count(&arena, "family,per-state");
	sv_types_joins(&arena, &result, &joins);
	assert_int_equal(joins.count, 0);
	sv_arena_free(&arena);
}

static void an_unknown_rule_says_which_there_are(void **state)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_type_rule rule;

	(void)state;
	assert_int_equal(sv_type_rule_parse("brand", &rule, &err), SV_EUSAGE);
	assert_non_null(strstr(err.message, "family-generation"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_rule_makes_the_number),
	    cmocka_unit_test(the_effective_number_is_exact),
	    cmocka_unit_test(a_type_of_unknown_count_is_a_type_without_units),
	    cmocka_unit_test(an_unspecified_row_is_no_type),
	    cmocka_unit_test(sums_by_state_are_the_sums_by_type),
	    cmocka_unit_test(adopters_have_one_type_and_keep_their_units),
	    cmocka_unit_test(who_is_alone_could_join_what_others_share),
	    cmocka_unit_test(an_unknown_rule_says_which_there_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

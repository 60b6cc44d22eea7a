/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "cli/review.h"
#include "cli/show.h"
#include "cli/table.h"

static int free_arena(void **state)
{
	sv_arena_free(*state);
	return 0;
}

static int make_arena(void **state)
{
	static struct sv_arena arena = SV_ARENA_INIT;

	*state = &arena;
	return 0;
}

static struct sv_value between(struct sv_rational lower, struct sv_rational upper)
{
	return (struct sv_value){.known = true, .lower = lower, .upper = upper, .unit = "%"};
}

static struct sv_value point(struct sv_rational value)
{
	return between(value, value);
}

static void a_share_has_one_digit_after_the_point(void **state)
{
	struct sv_value value = point(SV_RATIONAL(2229, 100));

	assert_string_equal(sv_text_value(*state, &value, NULL), "22.3 %");
}

static void rounding_never_hides_the_side_of_the_target(void **state)
{
	struct sv_value below = point(SV_RATIONAL(19999, 1000)), equal = point(SV_RATIONAL(20, 1));
	struct sv_rational target = SV_RATIONAL(20, 1);

	assert_string_equal(sv_text_value(*state, &below, NULL), "20.0 %");
	assert_string_equal(sv_text_value(*state, &below, &target), "19.999 %");
	assert_string_equal(sv_text_value(*state, &equal, &target), "20.0 %");
}

static void an_interval_shows_both_ends(void **state)
{
	struct sv_value value = between(SV_RATIONAL(221, 10), SV_RATIONAL(249, 10));

	assert_string_equal(sv_text_value(*state, &value, NULL), "22.1-24.9 %");
	value.unbounded = true;
	assert_string_equal(sv_text_value(*state, &value, NULL), "at least 22.1 %");
}

static void what_is_missing_says_why(void **state)
{
	struct sv_value value = {.known = false, .missing = SV_WITHHELD, .unit = "%"};

	assert_string_equal(sv_text_value(*state, &value, NULL), sv_missing_text(SV_WITHHELD));
}

static void json_gives_a_point_its_value_and_an_interval_its_ends(void **state)
{
	struct sv_value values[] = {
	    point(SV_RATIONAL(1, 3)),
	    between(SV_RATIONAL(1, 2), SV_RATIONAL(3, 1)),
	    {.known = false, .missing = SV_NOT_REPORTED, .unit = ""},
	};
	static const char *const expected[] = {
	    "{\n  \"value\": 0.333333,\n  \"unit\": \"%\",\n  \"lower\": 0.333333,\n"
	    "  \"upper\": 0.333333,\n  \"missing\": null\n}",
	    "{\n  \"value\": null,\n  \"unit\": \"%\",\n  \"lower\": 0.5,\n  \"upper\": 3,\n"
	    "  \"missing\": \"withheld\"\n}",
	    "{\n  \"value\": null,\n  \"unit\": null,\n  \"lower\": null,\n  \"upper\": null,\n"
	    "  \"missing\": \"not_reported\"\n}",
	};

	(void)state;
	values[1].missing = SV_WITHHELD;
	for (size_t i = 0; i < SV_ARRAY_LEN(values); i++) {
		struct sv_buf buf = SV_BUF_INIT;
		struct sv_json json = SV_JSON_INIT(&buf);

		sv_json_begin_object(&json);
		sv_json_value_keys(&json, &values[i]);
		sv_json_end_object(&json);
		assert_string_equal(buf.ptr, expected[i]);
		sv_buf_free(&buf);
	}
}

static void a_number_stands_for_its_items_and_not_for_longer_numbers(void **state)
{
	struct sv_item items[] = {{.number = "1"}, {.number = "12.1"}, {.number = "13.1a"}};
	struct sv_assessment assessment = {.items = items, .item_count = SV_ARRAY_LEN(items)};
	struct sv_review review = {.assessment = &assessment, .arena = *state, .commitment = "1"};

	assert_true(sv_review_has_item(&review, 0));
	assert_false(sv_review_has_item(&review, 1));
	review.commitment = "12";
	assert_true(sv_review_has_item(&review, 1));
	review.commitment = "13.1";
	assert_true(sv_review_has_item(&review, 2));
	review.commitment = NULL;
	assert_true(sv_review_has_item(&review, -1)); /* a series is shown beside all of them */
}

static void a_table_is_aligned_by_what_is_seen_and_wraps_what_is_long(void **state)
{
	static const struct sv_text_column columns[] = {
	    {.title = "name"},
	    {.title = "text", .wraps = true},
	    {.title = "no.", .right = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(*state, columns);
	struct sv_out out = {.width = 34};

	sv_text_table_add(&table, "Türkiye");
	sv_text_table_add(&table, "a text that has to be wrapped");
	sv_text_table_add(&table, "7");
	sv_text_table_print(&table, &out);
	assert_string_equal(out.buf.ptr, "name     text                  no.\n"
					 "Türkiye  a text that has to      7\n"
					 "         be wrapped\n");
	sv_buf_free(&out.buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_share_has_one_digit_after_the_point),
	    cmocka_unit_test(rounding_never_hides_the_side_of_the_target),
	    cmocka_unit_test(an_interval_shows_both_ends),
	    cmocka_unit_test(what_is_missing_says_why),
	    cmocka_unit_test(json_gives_a_point_its_value_and_an_interval_its_ends),
	    cmocka_unit_test(a_number_stands_for_its_items_and_not_for_longer_numbers),
	    cmocka_unit_test(a_table_is_aligned_by_what_is_seen_and_wraps_what_is_long),
	};

	return cmocka_run_group_tests(tests, make_arena, free_arena);
}

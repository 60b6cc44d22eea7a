/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/json.h"
#include "base/rational.h"

static struct sv_decimal decimal(const char *text)
{
	struct sv_decimal value;

	assert_true(sv_decimal_parse(sv_str_from(text), &value));
	return value;
}

static void a_decimal_prints_as_it_was_read(void **state)
{
	static const char *const texts[] = {
	    "0", "20", "-3.50", "0.000000000001", "9223372036854775807", "10845.71", "-0.5"};
	char text[SV_DECIMAL_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(texts); i++)
		assert_string_equal(sv_decimal_text(decimal(texts[i]), text), texts[i]);
}

static void refuses_what_is_no_exact_decimal(void **state)
{
	static const char *const texts[] = {"",
					    "-",
					    ".5",
					    "5.",
					    "1e3",
					    "1,000",
					    " 1",
					    "1 ",
					    "+1",
					    "0x10",
					    "1.2.3",
					    "NaN",
					    "9223372036854775808",
					    "0.0000000000001"};
	struct sv_decimal value;

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(texts); i++)
		assert_false(sv_decimal_parse(sv_str_from(texts[i]), &value));
}

static void decimals_compare_by_value_not_by_digits(void **state)
{
	(void)state;
	assert_int_equal(sv_decimal_compare(decimal("20"), decimal("20.000")), 0);
	assert_true(sv_decimal_compare(decimal("19.999999999999"), decimal("20")) < 0);
	assert_true(sv_decimal_compare(decimal("9223372036854775807"), decimal("0.1")) > 0);
	assert_true(sv_decimal_compare(decimal("-2"), decimal("-1.5")) < 0);
}

static void a_fifth_is_exactly_twenty_percent(void **state)
{
	struct sv_rational share;

	(void)state;
	assert_true(sv_rational_divide(sv_rational_from_decimal(decimal("8434.20")),
				       sv_rational_from_decimal(decimal("42171")), &share));
	assert_int_equal(sv_rational_compare(share, SV_RATIONAL(20, 100)), 0);
	assert_true(sv_rational_divide(sv_rational_from_decimal(decimal("8434.19")),
				       sv_rational_from_decimal(decimal("42171")), &share));
	assert_true(sv_rational_compare(share, SV_RATIONAL(20, 100)) < 0);
}

static void sums_of_fractions_are_exact(void **state)
{
	struct sv_rational sum = SV_RATIONAL(0, 1);

	(void)state;
	for (int i = 1; i <= 20; i++)
		assert_true(sv_rational_add(sum, SV_RATIONAL(1, i), &sum));
	/* The 20th harmonic number. */
	assert_int_equal(sv_rational_compare(sum, SV_RATIONAL(55835135, 15519504)), 0);
	for (int i = 1; i <= 20; i++)
		assert_true(sv_rational_subtract(sum, SV_RATIONAL(1, i), &sum));
	assert_int_equal(sv_rational_compare(sum, SV_RATIONAL(0, 1)), 0);
}

static void refuses_what_does_not_fit_and_division_by_zero(void **state)
{
	struct sv_rational kept = SV_RATIONAL(7, 3);

	(void)state;
	assert_false(sv_rational_divide(SV_RATIONAL(1, 1), SV_RATIONAL(0, 5), &kept));
	assert_false(
	    sv_rational_multiply(SV_RATIONAL(INT64_MAX, 1), SV_RATIONAL(INT64_MAX, 1), &kept));
	assert_false(
	    sv_rational_add(SV_RATIONAL(1, INT64_MAX), SV_RATIONAL(1, INT64_MAX - 1), &kept));
	assert_int_equal(kept.num, 7);
	assert_int_equal(kept.den, 3);
}

static void rounds_half_away_from_zero_for_showing(void **state)
{
	char text[SV_DECIMAL_TEXT_MAX];

	(void)state;
	assert_string_equal(sv_decimal_text(sv_rational_round(SV_RATIONAL(1, 8), 2), text), "0.13");
	assert_string_equal(sv_decimal_text(sv_rational_round(SV_RATIONAL(-1, 8), 2), text),
			    "-0.13");
	assert_string_equal(sv_decimal_text(sv_rational_round(SV_RATIONAL(2, 3), 0), text), "1");
}

static int32_t day(const char *text)
{
	int32_t value;

	assert_true(sv_day_parse(sv_str_from(text), &value));
	return value;
}

static void every_day_prints_as_it_was_read(void **state)
{
	char text[SV_DATE_TEXT_MAX];

	(void)state;
	for (int32_t d = day("1900-01-01"); d <= day("2200-12-31"); d++)
		assert_int_equal(day(sv_day_text(d, text)), d);
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("2000-03-01") - day("2000-02-28"), 2);
	assert_int_equal(day("1900-03-01") - day("1900-02-28"), 1);
	assert_int_equal(sv_day_year(day("2020-12-31")), 2020);
}

static void refuses_days_that_do_not_exist(void **state)
{
	static const char *const texts[] = {
	    "",          "2020-02-30", "2019-02-29",  "2020-13-01", "2020-00-10", "2020-04-31",
	    "2020-4-01", "20-04-01",   "2020-04-01 ", "1899-12-31", "2201-01-01", "2020/04/01"};
	int32_t value;

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(texts); i++)
		assert_false(sv_day_parse(sv_str_from(texts[i]), &value));
}

static void an_open_day_has_no_text(void **state)
{
	char text[32];

	(void)state;
	assert_string_equal(sv_day_text(SV_DAY_OPEN, text), "");
	assert_string_equal(sv_day_text(SV_DAY_NONE, text), "");
	assert_string_equal(sv_day_prose(day("2020-04-17"), text), "17 April 2020");
}

static void a_date_as_an_instant_means_its_end(void **state)
{
	char text[SV_INSTANT_TEXT_MAX];
	int64_t ms;

	(void)state;
	assert_true(sv_instant_parse(SV_STR("2020-04-17"), &ms));
	assert_string_equal(sv_instant_text(ms, text), "2020-04-17T23:59:59.999Z");
	assert_true(sv_instant_parse(SV_STR("1960-01-01T12:30:15.250Z"), &ms));
	assert_string_equal(sv_instant_text(ms, text), "1960-01-01T12:30:15.250Z");
	assert_false(sv_instant_parse(SV_STR("2020-04-17T24:00:00Z"), &ms));
	assert_false(sv_instant_parse(SV_STR("2020-04-17T10:00:00"), &ms));
}

static void tests_run_under_a_fixed_clock(void **state)
{
	char text[SV_DATE_TEXT_MAX];

	(void)state;
	setenv("SERVANDA_CLOCK", "2020-04-17T10:00:00Z", 1);
	assert_string_equal(sv_day_text(sv_clock_today(), text), "2020-04-17");
	unsetenv("SERVANDA_CLOCK");
}

static void json_has_stable_keys_commas_and_escapes(void **state)
{
	struct sv_buf out = SV_BUF_INIT;
	struct sv_json json = SV_JSON_INIT(&out);

	(void)state;
	sv_json_begin_object(&json);
	sv_json_key_text(&json, "name", "a \"b\"\\\n\t\x01\xc3\xa9");
	sv_json_key(&json, "list");
	sv_json_begin_array(&json);
	sv_json_decimal(&json, decimal("10.50"));
	sv_json_bool(&json, true);
	sv_json_text(&json, NULL);
	sv_json_end_array(&json);
	sv_json_key_day(&json, "to", SV_DAY_OPEN);
	sv_json_key(&json, "none");
	sv_json_begin_object(&json);
	sv_json_end_object(&json);
	sv_json_end_object(&json);
	assert_string_equal(out.ptr, "{\n"
				     "  \"name\": \"a \\\"b\\\"\\\\\\n\\u0009\\u0001\xc3\xa9\",\n"
				     "  \"list\": [\n"
				     "    10.50,\n"
				     "    true,\n"
				     "    null\n"
				     "  ],\n"
				     "  \"to\": null,\n"
				     "  \"none\": {}\n"
				     "}");
	sv_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_decimal_prints_as_it_was_read),
	    cmocka_unit_test(refuses_what_is_no_exact_decimal),
	    cmocka_unit_test(decimals_compare_by_value_not_by_digits),
	    cmocka_unit_test(a_fifth_is_exactly_twenty_percent),
	    cmocka_unit_test(sums_of_fractions_are_exact),
	    cmocka_unit_test(refuses_what_does_not_fit_and_division_by_zero),
	    cmocka_unit_test(rounds_half_away_from_zero_for_showing),
	    cmocka_unit_test(every_day_prints_as_it_was_read),
	    cmocka_unit_test(refuses_days_that_do_not_exist),
	    cmocka_unit_test(an_open_day_has_no_text),
	    cmocka_unit_test(a_date_as_an_instant_means_its_end),
	    cmocka_unit_test(tests_run_under_a_fixed_clock),
	    cmocka_unit_test(json_has_stable_keys_commas_and_escapes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

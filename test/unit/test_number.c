/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart/number.h"

#define THIN SV_THIN_SPACE

static struct sv_value between(int64_t lower, int64_t upper, int64_t den, const char *unit)
{
	return (struct sv_value){.known = true,
				 .lower = SV_RATIONAL(lower, den),
				 .upper = SV_RATIONAL(upper, den),
				 .unit = unit};
}

static void reads(struct sv_value value, const char *expected)
{
	struct sv_buf out = SV_BUF_INIT;

	sv_number_value(&out, &value, NULL);
	assert_string_equal(out.ptr, expected);
	sv_buf_free(&out);
}

static void a_share_has_one_digit_and_a_thin_space(void **state)
{
	(void)state;
	reads(between(223, 223, 10, "%"), "22.3" THIN "%");
	reads(between(2, 2, 3, "%"), "0.7" THIN "%");
	reads(between(-1250, -1250, 1000, "%"), SV_MINUS "1.3" THIN "%");
}

static void money_names_its_currency_first(void **state)
{
	(void)state;
	reads(between(412, 412, 1, "EUR_M"), "EUR 412 million");
	reads(between(1084571, 1084571, 100, "EUR_M"), "EUR 10" THIN "846 million");
	reads(between(34, 34, 10, "USD_M_2015"), "USD 3.4 million (prices of 2015)");
}

static void counts_and_persons_are_whole(void **state)
{
	(void)state;
	reads(between(29, 29, 1, "count"), "29");
	reads(between(1500, 1500, 1, "persons"), "1" THIN "500 persons");
	reads(between(30, 30, 1, "days"), "30 days");
}

static void bounds_are_both_shown(void **state)
{
	(void)state;
	reads(between(221, 249, 10, "%"), "22.1" SV_EN_DASH "24.9" THIN "%");
	reads(between(-12, 34, 10, "%"), SV_MINUS "1.2 to 3.4" THIN "%");
}

static void bounds_that_would_read_alike_get_one_digit_more(void **state)
{
	(void)state;
	reads(between(8612, 9180, 10000, "%"), "0.86" SV_EN_DASH "0.92" THIN "%");
	/* Closer than that they are one number for a reader. */
	reads(between(89991, 89999, 100000, "%"), "0.9" THIN "%");
}

static void a_value_open_above_says_at_least(void **state)
{
	struct sv_value value = between(221, 221, 10, "%");

	(void)state;
	value.unbounded = true;
	reads(value, "at least 22.1" THIN "%");
}

static void a_missing_value_says_why(void **state)
{
	(void)state;
	reads((struct sv_value){.missing = SV_WITHHELD, .unit = "%"}, "withheld");
}

static void a_value_below_the_target_never_reads_as_the_target(void **state)
{
	struct sv_value value = between(1998, 1998, 100, "%");
	struct sv_rational target = SV_RATIONAL(20, 1);
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_number_value(&out, &value, &target);
	assert_string_equal(out.ptr, "19.98" THIN "%");
	sv_buf_clear(&out);
	value = between(20, 20, 1, "%");
	sv_number_value(&out, &value, &target);
	assert_string_equal(out.ptr, "20.0" THIN "%");
	sv_buf_free(&out);
}

static void digits_are_grouped_by_three_before_the_point_only(void **state)
{
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_number_decimal(&out, (struct sv_decimal){-1234567891, 4});
	assert_string_equal(out.ptr, SV_MINUS "123" THIN "456.7891");
	sv_buf_free(&out);
}

static void a_heading_names_the_unit_in_words(void **state)
{
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_number_unit(&out, "EUR_M_2015");
	assert_string_equal(out.ptr, "EUR million, prices of 2015");
	sv_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_share_has_one_digit_and_a_thin_space),
	    cmocka_unit_test(money_names_its_currency_first),
	    cmocka_unit_test(counts_and_persons_are_whole),
	    cmocka_unit_test(bounds_are_both_shown),
	    cmocka_unit_test(bounds_that_would_read_alike_get_one_digit_more),
	    cmocka_unit_test(a_value_open_above_says_at_least),
	    cmocka_unit_test(a_missing_value_says_why),
	    cmocka_unit_test(a_value_below_the_target_never_reads_as_the_target),
	    cmocka_unit_test(digits_are_grouped_by_three_before_the_point_only),
	    cmocka_unit_test(a_heading_names_the_unit_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

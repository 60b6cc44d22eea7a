/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cli/out.h"

static int width(const char *text)
{
	return sv_text_columns(sv_str_from(text));
}

static void width_counts_columns_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(width("Poland"), 6);
	assert_int_equal(width("Türkiye"), 7);
	assert_int_equal(width("e\xcc\x81"), 1); /* a combining accent */
	assert_int_equal(width("≥ 20 %"), 6);
	assert_int_equal(width("欧洲"), 4);
}

static void wrapped_text_keeps_within_the_width(void **state)
{
	struct sv_out out = {.width = 40};

	(void)state;
	sv_out_text(&out, "note: ");
	sv_out_wrapped(&out, 6, 2,
		       "the publisher gives no figure for this year, and says why it does not");
	assert_string_equal(out.buf.ptr, "note: the publisher gives no figure for\n"
					 "  this year, and says why it does not\n");
	sv_buf_free(&out.buf);
}

static void a_word_longer_than_the_line_is_cut(void **state)
{
	struct sv_str rest = SV_STR("abcdefghij klm");

	(void)state;
	assert_true(sv_str_is(sv_text_take_line(&rest, 4), "abcd"));
	assert_true(sv_str_is(sv_text_take_line(&rest, 4), "efgh"));
	assert_true(sv_str_is(sv_text_take_line(&rest, 4), "ij"));
	assert_true(sv_str_is(sv_text_take_line(&rest, 4), "klm"));
	assert_int_equal(rest.len, 0);
}

static void colour_is_asked_of_the_reader(void **state)
{
	struct sv_out out;

	(void)state;
	unsetenv("NO_COLOR");
	sv_out_init(&out, "always");
	assert_true(out.color);
	sv_out_init(&out, "never");
	assert_false(out.color);
	setenv("NO_COLOR", "1", 1);
	sv_out_init(&out, "auto");
	assert_false(out.color);
	sv_out_init(&out, "always"); /* asked for by name, it is given */
	assert_true(out.color);
	unsetenv("NO_COLOR");
}

static void the_width_is_taken_from_columns_when_there_is_no_terminal(void **state)
{
	struct sv_out out;

	(void)state;
	setenv("COLUMNS", "77", 1);
	sv_out_init(&out, "never");
	assert_int_equal(out.width, 77);
	setenv("COLUMNS", "3", 1);
	sv_out_init(&out, "never");
	assert_int_equal(out.width, SV_OUT_WIDTH_MIN);
	unsetenv("COLUMNS");
	sv_out_init(&out, "never");
	assert_int_equal(out.width, SV_OUT_WIDTH_DEFAULT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(width_counts_columns_not_bytes),
	    cmocka_unit_test(wrapped_text_keeps_within_the_width),
	    cmocka_unit_test(a_word_longer_than_the_line_is_cut),
	    cmocka_unit_test(colour_is_asked_of_the_reader),
	    cmocka_unit_test(the_width_is_taken_from_columns_when_there_is_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

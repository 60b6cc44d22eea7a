/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/macros.h"
#include "base/suggest.h"

static const char *const names[] = {"review", "rebuild", "member list", "FRA", "FIN"};

static const char *suggest(const char *given)
{
	struct sv_suggestion suggestion = SV_SUGGESTION_INIT(given);

	for (size_t i = 0; i < SV_ARRAY_LEN(names); i++)
		sv_suggest(&suggestion, names[i]);
	return suggestion.best;
}

static void swapped_letters_are_seen_through(void **state)
{
	(void)state;
	assert_string_equal(suggest("reveiw"), "review");
}

static void case_does_not_count(void **state)
{
	(void)state;
	assert_string_equal(suggest("Member List"), "member list");
	assert_string_equal(suggest("fra"), "FRA");
}

static void the_nearest_of_two_is_taken(void **state)
{
	(void)state;
	assert_string_equal(suggest("FRO"), "FRA");
	assert_string_equal(suggest("FIM"), "FIN");
}

static void what_is_far_from_all_is_not_guessed(void **state)
{
	(void)state;
	assert_null(suggest("deploy"));
	assert_null(suggest("XYZ"));
	assert_null(suggest(""));
}

static void a_very_long_word_is_not_compared(void **state)
{
	static const char word[] = "reviewreviewreviewreviewreviewreviewreviewreviewreviewreview"
				   "reviewreviewreview";

	(void)state;
	assert_null(suggest(word));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(swapped_letters_are_seen_through),
	    cmocka_unit_test(case_does_not_count),
	    cmocka_unit_test(the_nearest_of_two_is_taken),
	    cmocka_unit_test(what_is_far_from_all_is_not_guessed),
	    cmocka_unit_test(a_very_long_word_is_not_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "chart/palette.h"

static double channel(const char *hex)
{
	unsigned value;
	double c;

	assert_int_equal(sscanf(hex, "%2x", &value), 1);
	c = value / 255.0;
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* Relative luminance and contrast as WCAG 2.2 defines them. */
static double luminance(const char *colour)
{
	assert_int_equal(colour[0], '#');
	return 0.2126 * channel(colour + 1) + 0.7152 * channel(colour + 3) +
	       0.0722 * channel(colour + 5);
}

static double contrast(const char *a, const char *b)
{
	double la = luminance(a), lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

static void every_rating_has_a_name_and_a_meaning_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		assert_true(strlen(sv_palette_of(i)->name) > 0);
		assert_true(strlen(sv_palette_of(i)->says) > 0);
		for (int j = 0; j < i; j++) {
			assert_string_not_equal(sv_palette_of(i)->name, sv_palette_of(j)->name);
			assert_string_not_equal(sv_palette_of(i)->says, sv_palette_of(j)->says);
		}
	}
}

static void no_two_ratings_share_a_letter_or_a_mark(void **state)
{
	(void)state;
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		for (int j = 0; j < i; j++) {
			assert_string_not_equal(sv_rating_letter(i), sv_rating_letter(j));
			assert_int_not_equal(sv_palette_of(i)->mark, sv_palette_of(j)->mark);
		}
	}
}

static void letters_can_be_read_on_their_ground_in_light_and_dark(void **state)
{
	(void)state;
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		const struct sv_palette_entry *entry = sv_palette_of(i);
		const char *light =
		    strcmp(entry->light.ground, "none") ? entry->light.ground : "#fbfaf7";
		const char *dark =
		    strcmp(entry->dark.ground, "none") ? entry->dark.ground : "#14171b";

		assert_true(contrast(entry->light.ink, light) >= 5.5);
		assert_true(contrast(entry->dark.ink, dark) >= 5.5);
	}
}

static void the_stylesheet_defines_each_rating_for_both_preferences(void **state)
{
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_palette_css(&out);
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		char name[64];
		char *first;

		snprintf(name, sizeof(name), "--%s-ink:", sv_palette_of(i)->name);
		first = strstr(out.ptr, name);
		assert_non_null(first);
		assert_non_null(strstr(first + 1, name));
	}
	sv_buf_free(&out);
}

static void the_symbols_cover_every_rating_and_position(void **state)
{
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_palette_symbols(&out);
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		char id[24], text[64];

		snprintf(text, sizeof(text), "<g id=\"%s\"", sv_palette_symbol(i, id));
		assert_non_null(strstr(out.ptr, text));
	}
	for (int position = -1; position <= 1; position++)
		assert_non_null(strstr(out.ptr, sv_palette_position_symbol(position)));
	sv_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_rating_has_a_name_and_a_meaning_of_its_own),
	    cmocka_unit_test(no_two_ratings_share_a_letter_or_a_mark),
	    cmocka_unit_test(letters_can_be_read_on_their_ground_in_light_and_dark),
	    cmocka_unit_test(the_stylesheet_defines_each_rating_for_both_preferences),
	    cmocka_unit_test(the_symbols_cover_every_rating_and_position),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "solve/terms.h"

static struct sv_text_terms terms_of(const char *text, const char *language, unsigned forms)
{
	struct sv_tokeniser *tokeniser = sv_tokeniser_new(language, forms);
	struct sv_text_terms terms = SV_TERMS_INIT;

	sv_terms_add(&terms, tokeniser, sv_str_from(text), 0);
	sv_terms_settle(&terms);
	sv_tokeniser_free(&tokeniser);
	return terms;
}

static void assert_same(const char *language, const char *one, const char *other)
{
	struct sv_text_terms a = terms_of(one, language, SV_FORM_WORDS);
	struct sv_text_terms b = terms_of(other, language, SV_FORM_WORDS);

	assert_true(a.count > 0);
	assert_int_equal(a.count, b.count);
	for (size_t i = 0; i < a.count; i++)
		assert_true(a.items[i].key == b.items[i].key);
	sv_terms_free(&a);
	sv_terms_free(&b);
}

static size_t count_of(const char *text, enum sv_text_term_kind kind, unsigned forms)
{
	struct sv_text_terms terms = terms_of(text, "en", forms);
	size_t count = 0;

	for (size_t i = 0; i < terms.count; i++)
		count += sv_text_term_kind(terms.items[i].key) == kind;
	sv_terms_free(&terms);
	return count;
}

static void words_of_one_stem_are_one_term(void **state)
{
	(void)state;
	assert_same("en", "helicopter", "Helicopters");
	assert_same("de", "Hubschrauber", "Hubschraubers");
	assert_same("fr", "hélicoptère", "HÉLICOPTÈRES");
	assert_same("fi", "helikopteri", "helikopterin");
}

static void case_folds_in_every_script(void **state)
{
	(void)state;
	assert_same("el", "ΑΡΜΑ", "αρμα");
	assert_same("bg", "ТАНК", "танк");
	assert_same("pl", "ŁÓDŹ", "łódź");
	assert_same("de", "GROẞ", "groß");
}

static void a_letter_and_its_mark_are_the_letter_with_the_mark(void **state)
{
	(void)state;
	assert_same("cs", "tank\xc5\xaf", "tanku\xcc\x8a"); /* u with ring, composed and not */
}

static void designations_are_kept_whole_and_lose_their_hyphens(void **state)
{
	(void)state;
	assert_same("en", "A400M", "A-400M");
	assert_same("en", "role-2", "ROLE-2");
	assert_int_equal(count_of("A400M", SV_TERM_DESIGNATION, SV_FORM_GRAMS), 1);
	assert_int_equal(count_of("A400M", SV_TERM_GRAM, SV_FORM_GRAMS), 0);
}

static void capitals_and_their_number_are_one_designation(void **state)
{
	struct sv_text_terms apart = terms_of("4609", "en", SV_FORM_WORDS);
	struct sv_text_terms whole = terms_of("STANAG 4609", "en", SV_FORM_WORDS);

	(void)state;
	assert_int_equal(apart.count, 1);
	assert_int_equal(whole.count, 3); /* stanag, 4609 and both */
	sv_terms_free(&apart);
	sv_terms_free(&whole);
	/* An ordinary word does not take the number behind it. */
	assert_int_equal(count_of("about 3000", SV_TERM_DESIGNATION, SV_FORM_WORDS), 1);
}

static void zeros_behind_the_point_say_nothing(void **state)
{
	(void)state;
	assert_same("en", "379", "379.00");
	assert_same("en", "2.5", "2.50");
	assert_int_equal(count_of("0.0 0", SV_TERM_DESIGNATION, SV_FORM_WORDS), 1);
}

static void words_of_function_are_no_terms(void **state)
{
	(void)state;
	assert_int_equal(count_of("the of and to", SV_TERM_WORD, SV_FORM_WORDS), 0);
	assert_int_equal(count_of("The tank OF the army", SV_TERM_WORD, SV_FORM_WORDS), 2);
}

static void a_term_knows_where_it_stands_first(void **state)
{
	struct sv_text_terms terms = terms_of("a tank, tanks", "en", SV_FORM_WORDS);

	(void)state;
	assert_int_equal(terms.count, 1);
	assert_int_equal(terms.items[0].at, 2);
	assert_int_equal(terms.items[0].len, 4);
	sv_terms_free(&terms);
}

static void nothing_gives_no_terms(void **state)
{
	static const char *const texts[] = {"", " ", "...", "\xff\xfe\xfd", "\xe2\x80\x94", "-"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct sv_text_terms terms =
		    terms_of(texts[i], "en", SV_FORM_WORDS | SV_FORM_GRAMS);

		assert_int_equal(terms.count, 0);
		sv_terms_free(&terms);
	}
}

static void a_word_longer_than_the_bound_is_one_term(void **state)
{
	char text[1000];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(count_of(text, SV_TERM_WORD, SV_FORM_WORDS | SV_FORM_GRAMS), 1);
	assert_int_equal(count_of(text, SV_TERM_GRAM, SV_FORM_WORDS | SV_FORM_GRAMS), 0);
}

static void a_language_shows_in_its_words_of_function(void **state)
{
	static const struct {
		const char *code, *text;
	} cases[] = {
	    {"en", "Develop a system that detects small drones in operations and for defence."},
	    {"de", "Entwicklung eines Systems, das kleine Drohnen erkennt und für die Armee ist."},
	    {"fr",
	     "Développer un système qui détecte les petits drones dans le cadre des opérations."},
	    {"it", "Sviluppare un sistema per le operazioni della difesa che rileva i droni"},
	    {"pl",
	     "System, który jest przeznaczony do wykrywania dronów i do obrony w operacjach."},
	    {"", "STANAG 4609"},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(sv_language_guess(sv_str_from(cases[i].text)), cases[i].code);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_of_one_stem_are_one_term),
	    cmocka_unit_test(case_folds_in_every_script),
	    cmocka_unit_test(a_letter_and_its_mark_are_the_letter_with_the_mark),
	    cmocka_unit_test(designations_are_kept_whole_and_lose_their_hyphens),
	    cmocka_unit_test(capitals_and_their_number_are_one_designation),
	    cmocka_unit_test(zeros_behind_the_point_say_nothing),
	    cmocka_unit_test(words_of_function_are_no_terms),
	    cmocka_unit_test(a_term_knows_where_it_stands_first),
	    cmocka_unit_test(nothing_gives_no_terms),
	    cmocka_unit_test(a_word_longer_than_the_bound_is_one_term),
	    cmocka_unit_test(a_language_shows_in_its_words_of_function),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

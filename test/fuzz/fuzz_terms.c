/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_terms.c - any bytes as a text, in a language its first byte chooses.
 *
 * Laws beside not crashing: terms are distinct and in order, stand inside the
 * text, are the same again, and a text is like itself to exactly 1.
 */
#include <assert.h>

#include "solve/similar.h"

#include "fuzz.h"

static void check(const struct sv_text_terms *terms, size_t size)
{
	for (size_t i = 0; i < terms->count; i++) {
		const struct sv_text_term *term = &terms->items[i];

		assert(i == 0 || terms->items[i - 1].key < term->key);
		assert(term->len > 0 && (size_t)term->at + term->len <= size);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = {"", "en", "de", "fi", "el", "pl", "hu", "fr"};
	const char *language = size ? languages[data[0] % 8] : "";
	struct sv_str text = {(const char *)data, size};
	struct sv_tokeniser *tokeniser = sv_tokeniser_new(language, SV_FORM_WORDS | SV_FORM_GRAMS);
	struct sv_text_terms one = SV_TERMS_INIT, again = SV_TERMS_INIT;
	struct sv_similar *similar = sv_similar_new();

	sv_terms_add(&one, tokeniser, text, 0);
	sv_terms_settle(&one);
	sv_terms_add(&again, tokeniser, text, 0);
	sv_terms_settle(&again);
	check(&one, size);
	assert(one.count == again.count);
	sv_similar_add(similar, &one);
	sv_similar_add(similar, &again);
	sv_similar_weigh(similar);
	assert(!one.count ||
	       (sv_similar_overlap(similar, 0, 1) == 1 && sv_similar_likeness(similar, 0, 1) == 1));
	assert(sv_language_guess(text));
	sv_similar_free(&similar);
	sv_terms_free(&one);
	sv_terms_free(&again);
	sv_tokeniser_free(&tokeniser);
	return 0;
}

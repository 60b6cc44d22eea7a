/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * terms.h - the terms of a text: what two texts can have in common.
 *
 * A term is one of three things, and a key never stands for two of them:
 *   - a word, reduced to its stem where libstemmer has the language
 *     ("helicopters", "helicopter"), whole where it has not;
 *   - a 3-gram of characters of a word, which finds kin of a word in languages
 *     without a stemmer, and words that are misspelt;
 *   - a designation: anything with a digit in it, always whole, and without the
 *     hyphens that people put in or leave out: A400M, A-400M; role 2, Role-2.  A
 *     word in capitals and the number behind it are one more: STANAG 4609.
 *
 * Case is folded as Unicode says; compatibility forms are made one (NFKC).
 * Words of function ("the", "und") are no terms where the language is known.
 * Bytes that are not UTF-8 separate words.
 */
#ifndef SV_SOLVE_TERMS_H
#define SV_SOLVE_TERMS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum sv_text_term_kind {
	SV_TERM_WORD,
	SV_TERM_GRAM,
	SV_TERM_DESIGNATION,
};

/* The kind stands in the lowest two bits of a key. */
struct sv_text_term {
	uint64_t key;
	uint32_t at, len; /* bytes of the text where it stands first */
};

enum sv_text_term_kind sv_text_term_kind(uint64_t key);

/* Distinct terms of a text, by key. */
struct sv_text_terms {
	struct sv_text_term *items;
	size_t count, cap;
};

#define SV_TERMS_INIT      \
	{                  \
		NULL, 0, 0 \
	}

void sv_terms_free(struct sv_text_terms *terms); /* for _cleanup_ */

/* What becomes of a word; designations are always taken. */
enum sv_term_forms {
	SV_FORM_WORDS = 1, /* its stem, or the whole of it */
	SV_FORM_GRAMS = 2,
};

struct sv_tokeniser;

/* language: an ISO 639-1 code; "" when it is not known. */
struct sv_tokeniser *sv_tokeniser_new(const char *language, unsigned forms) SV_MUST_USE;
void sv_tokeniser_free(struct sv_tokeniser **tokeniser); /* for _cleanup_ */

/* Adds the terms of a text; `column` keeps terms of unlike columns apart (0: none).  Call
 * sv_terms_settle() after the last text. */
void sv_terms_add(struct sv_text_terms *terms, struct sv_tokeniser *tokeniser, struct sv_str text,
		  unsigned column);

/* Sort by key and keep the first place of each. */
void sv_terms_settle(struct sv_text_terms *terms);

/* Whether libstemmer has this language. */
bool sv_language_has_stems(const char *language);

/* The language of a text by its words of function: an ISO 639-1 code of an official language of
 * the Union, or "" when they do not tell. */
const char *sv_language_guess(struct sv_str text);

/* A good 64-bit hash of bytes, the same on every machine. */
uint64_t sv_hash_bytes(const void *bytes, size_t len);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * language.h - words of function of the Union's languages.
 *
 * They tell which language a text is in, and are no terms: that two texts share
 * "the" says nothing.
 */
#ifndef SV_SOLVE_LANGUAGE_H
#define SV_SOLVE_LANGUAGE_H

#include "base/str.h"

struct sv_language {
	const char *code;  /* ISO 639-1 */
	const char *words; /* in lower case, separated by spaces */
};

extern const struct sv_language sv_languages[]; /* ends with a NULL code */

const struct sv_language *sv_language_find(const char *code); /* or NULL */

#endif

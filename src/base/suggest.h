/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * suggest.h - the nearest of some names to one that is not among them.
 *
 *   struct sv_suggestion suggestion = SV_SUGGESTION_INIT("investmnt");
 *   for each name: sv_suggest(&suggestion, name);
 *   if (suggestion.best) ... "did you mean 'investment'?"
 */
#ifndef SV_BASE_SUGGEST_H
#define SV_BASE_SUGGEST_H

#include <stddef.h>

struct sv_suggestion {
	const char *wanted;
	const char *best; /* NULL while nothing is near enough */
	size_t distance;  /* of best, in edits */
};

#define SV_SUGGESTION_INIT(name) \
	{                        \
		(name), NULL, 0  \
	}

/* Considers a name.  Near enough is at most a third of the letters wrong; case does not count. */
void sv_suggest(struct sv_suggestion *suggestion, const char *name);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * similar_internal.h - the texts as sorted runs of term numbers; shared by
 * similar.c, similar_join.c and similar_match.c only.
 */
#ifndef SV_SOLVE_SIMILAR_INTERNAL_H
#define SV_SOLVE_SIMILAR_INTERNAL_H

#include "solve/similar.h"

struct sv_similar {
	/* The vocabulary: term number by key, open addressing. */
	uint64_t *keys;    /* by number */
	uint32_t *spread;  /* texts that have it, by number */
	uint32_t *weights; /* in 1/256, by number; 0 before weighing */
	size_t term_count, term_cap;
	uint32_t *slots; /* number + 1; 0: free */
	size_t slot_count;
	/* Texts: numbers of their terms, ascending, one after the other. */
	uint32_t *terms;
	size_t terms_count, terms_cap;
	size_t *starts; /* count + 1 of them */
	size_t count, starts_cap;
	uint64_t *sums;    /* of weights, by text */
	uint64_t *squares; /* of masses, by text */
};

/* The square of a term's weight, as the likeness counts it: a word has many 3-grams, so that one of
 * them counts a part. */
uint64_t sv_similar_mass(const struct sv_similar *similar, uint32_t term);

void sv_pairs_add(struct sv_pairs *pairs, uint32_t left, uint32_t right, double score);

#endif

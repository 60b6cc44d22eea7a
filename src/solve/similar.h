/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * similar.h - how alike texts are, and which of many are alike.
 *
 * A term that few texts have says more than one that all have: its weight is
 * log2(1 + texts / texts that have it), in 1/256, an integer.  Every score is a
 * quotient of sums of integers, so it does not depend on the order of texts or
 * terms, a text is like itself to exactly 1, and a term added to both never
 * lowers it:
 *   overlap (weighted Jaccard) = weight shared / weight of both together
 *   likeness (cosine)          = squares shared / root of the product of squares
 *
 * The join finds all pairs with at least some overlap.  Each term draws
 * exponential times at the rate of its weight; two texts have the same earliest
 * term with a chance equal to their overlap (weighted MinHash).  Bands of such
 * draws propose pairs, and every pair that is proposed is verified exactly, so
 * nothing false is ever found; a pair at the threshold is missed with a chance
 * of SV_SIMILAR_MISS, one above it with less.  Memory is linear in the texts.
 */
#ifndef SV_SOLVE_SIMILAR_H
#define SV_SOLVE_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/macros.h"
#include "solve/terms.h"

#define SV_SIMILAR_MISS 0.004
#define SV_SIMILAR_OVERLAP_MIN 0.1 /* below, everything is like everything */

struct sv_similar;

struct sv_similar *sv_similar_new(void) SV_MUST_USE;
void sv_similar_free(struct sv_similar **similar); /* for _cleanup_ */

/* Adds a text by its settled terms; texts are numbered from 0. */
void sv_similar_add(struct sv_similar *similar, const struct sv_text_terms *terms);

/* Weighs the terms; call once, after the last text. */
void sv_similar_weigh(struct sv_similar *similar);

size_t sv_similar_count(const struct sv_similar *similar);
double sv_similar_overlap(const struct sv_similar *similar, size_t a, size_t b);
double sv_similar_likeness(const struct sv_similar *similar, size_t a, size_t b);

/* The weight of a term, 0 when no text has it; in how many texts it stands. */
double sv_similar_weight(const struct sv_similar *similar, uint64_t key);
size_t sv_similar_spread(const struct sv_similar *similar, uint64_t key);

struct sv_pair {
	uint32_t left, right; /* left < right in a join of texts with one another */
	double score;
};

struct sv_pairs {
	struct sv_pair *items;
	size_t count, cap;
};

#define SV_PAIRS_INIT      \
	{                  \
		NULL, 0, 0 \
	}

void sv_pairs_free(struct sv_pairs *pairs); /* for _cleanup_ */

/* Called now and then with what share is done, in thousandths. */
struct sv_similar_progress {
	void (*step)(void *context, unsigned thousandths);
	void *context;
};

/* All pairs whose overlap is at least this much, by left, then right.  Texts without terms are
 * like nothing.  SV_ELIMIT, with no pairs, when there are more than SV_PAIRS_MAX. */
SV_MUST_USE int sv_similar_join(const struct sv_similar *similar, double at_least,
				const struct sv_similar_progress *progress, struct sv_pairs *ret);

/*
 * Two lists matched: texts 0 .. left_count-1 with the rest.  The likeness
 * counts.  Each is in one pair at most, and pairs are taken from the most alike
 * down.  Ties are settled by `ranks` (one a text, from what the text is and not
 * where it stands), so the order of rows does not matter.  right is numbered
 * from left_count.
 */
void sv_similar_match(const struct sv_similar *similar, size_t left_count, double at_least,
		      const uint64_t *ranks, const struct sv_similar_progress *progress,
		      struct sv_pairs *ret);

#endif

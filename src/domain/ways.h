/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ways.h - what the files of the least change share: least_change.c looks for
 * the ways, ways.c puts them into words, gap.c parts a collective gap.  Only
 * these include it.
 */
#ifndef SV_DOMAIN_WAYS_H
#define SV_DOMAIN_WAYS_H

#include "domain/change_search.h"
#include "domain/least_change.h"

struct sv_step_count {
	const struct sv_candidate *candidate;
	int direction;
	int64_t steps;
};

/* What may change of an item for the row, into candidates[]; returns how many. */
#define SV_CANDIDATES_MAX 16
size_t sv_candidates(struct sv_what_if *what_if, struct sv_candidate *candidates);

/* A change as it is told. */
struct sv_changed_input sv_way_input(struct sv_assessor *assessor, size_t row,
				     const struct sv_step_count *change);
const char *sv_way_text(struct sv_assessor *assessor, const struct sv_way *way);

/* So many steps of a candidate, as a value in its unit. */
struct sv_value sv_way_amount(struct sv_assessor *assessor, const struct sv_candidate *candidate,
			      int64_t steps);
/* gap.c: the collective gap of so many steps in a sum over the members, parted. */
void sv_gap_parts(struct sv_assessor *assessor, const struct sv_compiled_item *item, size_t row,
		  const struct sv_step_count *gap, struct sv_least_change *ret);

#endif

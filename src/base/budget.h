/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * budget.h - how much memory and time a piece of work may take.
 *
 * Asked where work grows with what comes in, a row of the store above all; what
 * is computed between two rows has bounds of its own (limits.h).
 */
#ifndef SV_BASE_BUDGET_H
#define SV_BASE_BUDGET_H

#include "base/arena.h"
#include "base/error.h"

struct sv_budget {
	const struct sv_arena *arena; /* what the work allocates from */
	size_t bytes_max;             /* of the whole arena */
	size_t bytes_own;             /* of that, of this work */
	int64_t until_us;             /* of the monotonic clock */
	unsigned asked;
};

/* From now on. */
void sv_budget_begin(struct sv_budget *budget, const struct sv_arena *arena, size_t bytes_max,
		     int seconds);

/* SV_EBUSY once there is nothing left.  The clock is looked at every SV_BUDGET_STEPS calls. */
#define SV_BUDGET_STEPS 64
SV_MUST_USE int sv_budget_check(struct sv_budget *budget, struct sv_error *err);

#endif

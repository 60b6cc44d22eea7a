/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_dispatch.h - one schedule from one set of habits.
 *
 * Step by step every lane starts what it can.  The habits say which lane comes
 * first, which cargo it prefers, how much of each cargo it may take in all, and
 * how long it waits for a fuller load.
 */
#ifndef SV_SOLVE_FLOW_DISPATCH_H
#define SV_SOLVE_FLOW_DISPATCH_H

#include "solve/flow_plan.h"

#define SV_FLOW_WINDOWS 4 /* parts of the time in which lanes may rank differently */

struct sv_flow_habits {
	float *rank;    /* by window, then lane; the least first */
	float *taste;   /* by lane, then demand; the least first */
	int64_t *share; /* by lane, then demand: units it may take in all */
	float *fill;    /* by lane: a load to wait for, as a part of the room */
	int *patience;  /* by lane: steps it waits for that at most */
};

struct sv_flow_dispatch;

struct sv_flow_dispatch *sv_flow_dispatch_new(struct sv_arena *arena,
					      const struct sv_flow *flow) SV_MUST_USE;

/* Whether a lane brings the cargo of a demand nearer, or the guidance uses it. */
bool sv_flow_dispatch_useful(const struct sv_flow_dispatch *dispatch, int lane, int demand);
void sv_flow_dispatch_allow(struct sv_flow_dispatch *dispatch, int lane, int demand);

struct sv_flow_result {
	int64_t missing; /* units not in place by the target */
	int closure;     /* when the last that came was in place */
	int64_t lateness;
	int trips;
};

/* Nothing may arrive after `target`.  With a recorder the trips are kept in its arena. */
struct sv_flow_result sv_flow_dispatch_run(struct sv_flow_dispatch *dispatch,
					   const struct sv_flow_habits *habits, int target,
					   struct sv_arena *record, struct sv_flow_schedule *ret);

#endif

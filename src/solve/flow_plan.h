/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_plan.h - a schedule of whole trips, the best that can be found in time.
 *
 * Dispatch: step by step, each lane starts what it can, in an order of lanes
 * and of cargo, under shares of cargo that each lane should take.  The shares
 * come from the linear program of the bound; a search then changes orders,
 * shares and fill by a seeded walk, always aiming one step below the best
 * closure known, and keeps what delivers more by that step.  The walk is a
 * fixed sequence for a seed: more time only makes it longer, so the result is
 * never worse, and the same seed and number of rounds give the same plan.
 */
#ifndef SV_SOLVE_FLOW_PLAN_H
#define SV_SOLVE_FLOW_PLAN_H

#include "solve/flow_bound.h"

struct sv_flow_load {
	int demand;
	int64_t amount;
};

struct sv_flow_trip {
	int lane, start;
	int vehicle; /* number within its fleet from 0, or -1 on a link */
	int load_count;
	struct sv_flow_load *loads;
};

struct sv_flow_schedule {
	int closure;      /* -1: nothing found that delivers everything within the horizon */
	int64_t lateness; /* sv_flow_lateness() of all cargo */
	struct sv_flow_trip *trips;
	size_t trip_count;
	int *arrivals; /* by demand: when its last cargo is there */
};

struct sv_flow_search {
	uint64_t seed;
	long rounds_max;                /* dispatches to try */
	int bound;                      /* stop when the plan closes here: it cannot be better */
	const struct sv_flow_way *ways; /* guidance, or none */
	size_t way_count;
	long rounds; /* out: dispatches tried */
};

SV_MUST_USE int sv_flow_plan(struct sv_arena *arena, const struct sv_flow *flow,
			     struct sv_flow_search *search, const struct sv_flow_watch *watch,
			     struct sv_flow_schedule *ret, struct sv_error *err);

#endif

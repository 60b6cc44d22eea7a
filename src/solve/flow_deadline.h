/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_deadline.h - a quick proof that a closure step is too early, without a linear program.
 *
 * A deadline is set for each kind of cargo at each place: what is there by then
 * counts as good as delivered, what comes later as not.  Only trips that leave a
 * place after its deadline and reach the next by that one's bring cargo across.
 * How many such trips a fleet, stand or slot allows at most is counted exactly,
 * cycles and all, by one pass over the steps (a vehicle that is busy for six
 * steps crosses once in six).  Cargo at its origin by the deadline, and what can
 * cross, is all that can be in place.
 *
 * This is the least cut of a flow over time, for vehicles that cycle.  It is
 * also a dual solution of the linear program of flow_bound.h, and mostly one
 * close to the best: deadlines are found by coordinate descent, and the prices
 * are checked in integers like any other's.
 */
#ifndef SV_SOLVE_FLOW_DEADLINE_H
#define SV_SOLVE_FLOW_DEADLINE_H

#include "solve/flow.h"

struct sv_flow_deadlines;

/* For closure steps up to `steps`. */
struct sv_flow_deadlines *sv_flow_deadlines_new(struct sv_arena *arena, const struct sv_flow *flow,
						int steps) SV_MUST_USE;

/* Seeks deadlines that prove `closure` too early, from those of the last call.  True when they do,
 * with their prices set in `pricing`, which must have room for the closure. */
bool sv_flow_deadlines_prove(struct sv_flow_deadlines *deadlines, int closure,
			     struct sv_flow_pricing *pricing, const struct sv_flow_watch *watch);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_tidy.h - fewer trips for the same plan.
 *
 * A search that looks for an early closure sends vehicles half empty where they
 * stand idle anyway.  Here the loads of a trip move to other trips of its lane
 * that have room, earlier where their cargo is there already, later where it is
 * not missed; a trip that is empty then does not take place.  Nothing arrives
 * after its due date that did not before, and closure is no later.
 */
#ifndef SV_SOLVE_FLOW_TIDY_H
#define SV_SOLVE_FLOW_TIDY_H

#include "solve/flow_plan.h"

/* Changes the schedule in place; what grows lives in the arena. */
void sv_flow_tidy(struct sv_arena *arena, const struct sv_flow *flow,
		  struct sv_flow_schedule *schedule);

#endif

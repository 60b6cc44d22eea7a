/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_cut.h - the exact answer where only links limit the flow.
 *
 * With one class of cargo, one destination, and lanes that need no vehicle and
 * take one unit of one resource of their own at their start, the quickest
 * transshipment is a maximum flow in the network drawn out over time; the
 * least cut proves that no flow is quicker and names the links that hold it
 * back.
 */
#ifndef SV_SOLVE_FLOW_CUT_H
#define SV_SOLVE_FLOW_CUT_H

#include "solve/flow_plan.h"

/* Whether the problem is of this kind. */
bool sv_flow_is_network(const struct sv_flow *flow);

struct sv_flow_cut {
	int step;                     /* least closure */
	bool beyond;                  /* more than the horizon */
	struct sv_flow_proof proof;   /* that step - 1 is too early */
	struct sv_flow_schedule plan; /* closing at `step` */
};

SV_MUST_USE int sv_flow_cut(struct sv_arena *arena, const struct sv_flow *flow,
			    struct sv_flow_cut *ret, struct sv_error *err);

#endif

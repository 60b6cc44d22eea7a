/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_coarse.h - the same problem in longer steps, where all its times are multiples of them.
 *
 * When every time of a problem is a multiple of g steps, a schedule of g-fold
 * steps is as good: a trip that starts at s starts at s / g, rounded down, and
 * takes a resource in a long step just when it took it in that step's last short
 * one.  So the bound of the long steps, times g, is the bound, and its prices
 * stand in the last short step of each long one.
 */
#ifndef SV_SOLVE_FLOW_COARSE_H
#define SV_SOLVE_FLOW_COARSE_H

#include "solve/flow_bound.h"

/* The largest g; 1 when there is none. */
int sv_flow_common_step(const struct sv_flow *flow);

/* The problem in steps of g; the arena holds what differs. */
struct sv_flow sv_flow_coarsen(struct sv_arena *arena, const struct sv_flow *flow,
			       int g) SV_MUST_USE;

/* A bound of the coarse problem, made one of the fine. */
void sv_flow_refine(struct sv_arena *arena, const struct sv_flow *coarse, int g,
		    struct sv_flow_bound *bound);

#endif

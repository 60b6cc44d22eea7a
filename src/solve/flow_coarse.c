/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_coarse.h"

#include <string.h>

static int common(int a, int b)
{
	while (b) {
		int rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

int sv_flow_common_step(const struct sv_flow *flow)
{
	int g = 0;

	for (int i = 0; i < flow->lane_count && g != 1; i++) {
		const struct sv_flow_lane *lane = &flow->lanes[i];

		g = common(common(common(g, lane->duration), lane->cycle), lane->first);
		for (int u = 0; u < lane->use_count; u++)
			g = common(common(g, lane->uses[u].from), lane->uses[u].to);
	}
	for (int r = 0; r < flow->resource_count && g != 1; r++) {
		const struct sv_flow_resource *resource = &flow->resources[r];

		g = common(common(g, resource->from), resource->period);
		if (resource->period)
			g = common(common(g, resource->opens), resource->closes);
		if (resource->shut_from != resource->shut_to)
			g = common(common(g, resource->shut_from), resource->shut_to);
	}
	for (int k = 0; k < flow->demand_count && g != 1; k++)
		g = common(g, flow->demands[k].ready);
	return SV_MAX(g, 1);
}

static void coarsen_lane(struct sv_arena *arena, struct sv_flow_lane *lane, int g)
{
	struct sv_flow_use *uses = SV_NEW_ARRAY(arena, struct sv_flow_use, lane->use_count);

	lane->duration /= g;
	lane->cycle /= g;
	lane->first /= g;
	lane->last /= g;
	for (int u = 0; u < lane->use_count; u++) {
		uses[u] = lane->uses[u];
		uses[u].from /= g;
		uses[u].to /= g;
	}
	lane->uses = uses;
}

/* Whether it works cargo: then a long step works as much as its short ones together. */
static bool handles(const struct sv_flow *flow, int resource)
{
	for (int i = 0; i < flow->lane_count; i++)
		for (int u = 0; u < flow->lanes[i].use_count; u++)
			if (flow->lanes[i].uses[u].resource == resource &&
			    flow->lanes[i].uses[u].per_cargo)
				return true;
	return false;
}

struct sv_flow sv_flow_coarsen(struct sv_arena *arena, const struct sv_flow *flow, int g)
{
	struct sv_flow coarse = *flow;

	coarse.horizon /= g;
	coarse.lanes = SV_NEW_ARRAY(arena, struct sv_flow_lane, flow->lane_count);
	coarse.resources = SV_NEW_ARRAY(arena, struct sv_flow_resource, flow->resource_count);
	coarse.demands = SV_NEW_ARRAY(arena, struct sv_flow_demand, flow->demand_count);
	for (int i = 0; i < flow->lane_count; i++) {
		coarse.lanes[i] = flow->lanes[i];
		coarsen_lane(arena, &coarse.lanes[i], g);
	}
	for (int r = 0; r < flow->resource_count; r++) {
		struct sv_flow_resource *resource = &coarse.resources[r];

		*resource = flow->resources[r];
		resource->from /= g;
		resource->period /= g;
		resource->opens /= g;
		resource->closes /= g;
		resource->shut_from /= g;
		resource->shut_to /= g;
		if (handles(flow, r))
			resource->capacity *= g;
	}
	for (int k = 0; k < flow->demand_count; k++) {
		coarse.demands[k] = flow->demands[k];
		coarse.demands[k].ready /= g;
	}
	return coarse;
}

void sv_flow_refine(struct sv_arena *arena, const struct sv_flow *coarse, int g,
		    struct sv_flow_bound *bound)
{
	for (size_t i = 0; i < bound->proof.price_count; i++) {
		struct sv_flow_price *price = &bound->proof.prices[i];

		if (handles(coarse, price->resource))
			price->price *= g;
		if (!coarse->resources[price->resource].total)
			price->step = price->step * g + g - 1;
	}
	bound->proof.step = (bound->proof.step + 1) * g - 1;
	bound->step *= g;
	for (size_t w = 0; w < bound->way_count; w++) {
		struct sv_flow_way *way = &bound->ways[w];
		struct sv_flow_leg *legs = SV_NEW_ARRAY(arena, struct sv_flow_leg, way->leg_count);

		for (int l = 0; l < way->leg_count; l++)
			legs[l] = (struct sv_flow_leg){way->legs[l].lane, way->legs[l].start * g};
		way->legs = legs;
	}
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow.h"

#include <string.h>

int64_t sv_flow_capacity(const struct sv_flow_resource *resource, int step)
{
	if (step < resource->from && !resource->total)
		return 0;
	if (step >= resource->shut_from && step < resource->shut_to)
		return 0;
	if (resource->period) {
		int hour = step % resource->period;

		if (hour < resource->opens || hour >= resource->closes)
			return 0;
	}
	return resource->capacity;
}

int64_t sv_flow_trip_amount(const struct sv_flow *flow, int lane, int class)
{
	const struct sv_flow_lane *l = &flow->lanes[lane];
	int64_t amount = INT64_MAX;

	if (!(l->carries >> class & 1))
		return 0;
	for (int d = 0; d < SV_FLOW_DIMENSIONS; d++) {
		int64_t takes = flow->classes[class].takes[d];

		if (takes && l->room[d] != SV_FLOW_NO_LIMIT)
			amount = SV_MIN(amount, l->room[d] / takes);
	}
	return amount;
}

/* Bellman and Ford: the graphs are small and the lanes unsorted. */
int *sv_flow_travel(struct sv_arena *arena, const struct sv_flow *flow, int class, int to)
{
	int *steps = SV_NEW_ARRAY(arena, int, flow->place_count);
	bool changed = true;

	for (int p = 0; p < flow->place_count; p++)
		steps[p] = p == to ? 0 : -1;
	while (changed) {
		changed = false;
		for (int i = 0; i < flow->lane_count; i++) {
			const struct sv_flow_lane *lane = &flow->lanes[i];
			int there = steps[lane->to];

			if (there < 0 || sv_flow_trip_amount(flow, i, class) < 1)
				continue;
			there += lane->duration;
			if (steps[lane->from] < 0 || there < steps[lane->from]) {
				steps[lane->from] = there;
				changed = true;
			}
		}
	}
	return steps;
}

bool sv_flow_could_start(const struct sv_flow *flow, const struct sv_flow_lane *lane, int start)
{
	if (start < lane->first || start > lane->last)
		return false;
	for (int u = 0; u < lane->use_count; u++) {
		const struct sv_flow_use *use = &lane->uses[u];
		const struct sv_flow_resource *resource = &flow->resources[use->resource];

		for (int t = use->from; t < use->to; t++) {
			int64_t capacity = sv_flow_capacity(resource, start + t);

			/* One unit of cargo is worked however low the rate is. */
			if (capacity < (use->per_cargo ? 1 : use->amount))
				return false;
			if (resource->total ||
			    (!resource->period && (resource->shut_from == resource->shut_to ||
						   resource->shut_to <= start)))
				break; /* the first step speaks for all */
		}
	}
	return true;
}

int sv_flow_earliest(struct sv_arena *arena, const struct sv_flow *flow, int demand)
{
	const struct sv_flow_demand *d = &flow->demands[demand];
	int *at = SV_NEW_ARRAY(arena, int, flow->place_count);
	bool changed = true;

	for (int p = 0; p < flow->place_count; p++)
		at[p] = p == d->from ? d->ready : -1;
	while (changed) {
		changed = false;
		for (int i = 0; i < flow->lane_count; i++) {
			const struct sv_flow_lane *lane = &flow->lanes[i];
			int start;

			if (at[lane->from] < 0 || sv_flow_trip_amount(flow, i, d->class) < 1)
				continue;
			start = SV_MAX(at[lane->from], lane->first);
			while (start + lane->duration <= flow->horizon &&
			       !sv_flow_could_start(flow, lane, start))
				start++;
			start += lane->duration;
			if (start > flow->horizon)
				continue;
			if (at[lane->to] < 0 || start < at[lane->to]) {
				at[lane->to] = start;
				changed = true;
			}
		}
	}
	return at[d->to];
}

int sv_flow_quick_bound(struct sv_arena *arena, const struct sv_flow *flow)
{
	int bound = 0;

	for (int k = 0; k < flow->demand_count; k++) {
		int step = flow->demands[k].amount ? sv_flow_earliest(arena, flow, k) : 0;

		if (step < 0)
			return -1;
		bound = SV_MAX(bound, step);
	}
	return bound;
}

/* How many trips of the lane one dimension would ask for, if all cargo it carries went this way. */
static double trips_by(const struct sv_flow *flow, const struct sv_flow_lane *lane, int dimension)
{
	double trips = 0;

	if (lane->room[dimension] == SV_FLOW_NO_LIMIT || lane->room[dimension] == 0)
		return 0;
	for (int k = 0; k < flow->demand_count; k++) {
		const struct sv_flow_demand *demand = &flow->demands[k];

		if (lane->carries >> demand->class & 1)
			trips += (double)demand->amount *
				 (double)flow->classes[demand->class].takes[dimension] /
				 (double)lane->room[dimension];
	}
	return trips;
}

void sv_flow_choose_dimensions(struct sv_flow *flow)
{
	for (int i = 0; i < flow->lane_count; i++) {
		struct sv_flow_lane *lane = &flow->lanes[i];
		double most = -1;

		for (int d = 0; d < SV_FLOW_DIMENSIONS; d++) {
			double trips = trips_by(flow, lane, d);

			if (trips > most) {
				most = trips;
				lane->bound_dimension = d;
			}
		}
	}
}

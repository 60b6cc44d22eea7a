/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_dispatch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct vehicle {
	int free_at, place;
};

/* Cargo under way, in a list of its step of arrival. */
struct parcel {
	int place, demand;
	int64_t amount;
	int next;
};

struct sv_flow_dispatch {
	const struct sv_flow *flow;
	struct sv_arena *arena;
	int stride;
	int longest;            /* steps after its start that a trip takes anything */
	int *travel;            /* by demand, then place; -1 no way */
	bool *useful;           /* by lane, then demand */
	struct vehicle **fleet; /* by resource, NULL when it is no fleet */
	int64_t *free;          /* by resource, then step; total resources at step 0 */
	int64_t *full;          /* what free is at the beginning */
	int64_t *stock;         /* by place, then demand */
	int64_t *seen;          /* by place, then demand: all that came so far */
	int64_t *left;          /* by lane, then demand: share not yet taken */
	int *waited;            /* by lane: steps with a load that was not enough */
	int *order;             /* lanes by rank */
	int *tastes;            /* by lane: its useful demands by taste, -1 at the end */
	struct parcel *parcels;
	size_t parcel_count, parcel_cap;
	int *due_head; /* by step: first parcel that arrives, or -1 */
	struct sv_flow_load *loads;
};

static int *travels(struct sv_arena *arena, const struct sv_flow *flow)
{
	int *all = SV_NEW_ARRAY(arena, int, (size_t)flow->demand_count * flow->place_count);

	for (int k = 0; k < flow->demand_count; k++) {
		int *steps =
		    sv_flow_travel(arena, flow, flow->demands[k].class, flow->demands[k].to);

		memcpy(all + (size_t)k * flow->place_count, steps, sizeof(int) * flow->place_count);
	}
	return all;
}

static void make_fleets(struct sv_flow_dispatch *d)
{
	const struct sv_flow *flow = d->flow;

	for (int r = 0; r < flow->resource_count; r++)
		if (flow->resources[r].fleet)
			d->fleet[r] = SV_NEW_ARRAY(d->arena, struct vehicle,
						   (size_t)flow->resources[r].capacity);
}

struct sv_flow_dispatch *sv_flow_dispatch_new(struct sv_arena *arena, const struct sv_flow *flow)
{
	struct sv_flow_dispatch *d = SV_NEW(arena, struct sv_flow_dispatch);
	size_t cargo = (size_t)flow->place_count * flow->demand_count;
	size_t tastes = (size_t)flow->lane_count * (flow->demand_count + 1);

	d->flow = flow;
	d->arena = arena;
	d->stride = flow->horizon + 1;
	for (int i = 0; i < flow->lane_count; i++)
		for (int u = 0; u < flow->lanes[i].use_count; u++)
			d->longest = SV_MAX(d->longest, flow->lanes[i].uses[u].to);
	d->travel = travels(arena, flow);
	d->useful = SV_NEW_ARRAY(arena, bool, tastes);
	d->fleet = SV_NEW_ARRAY(arena, struct vehicle *, flow->resource_count);
	d->free = SV_NEW_ARRAY(arena, int64_t, (size_t)flow->resource_count * d->stride);
	d->full = SV_NEW_ARRAY(arena, int64_t, (size_t)flow->resource_count * d->stride);
	d->stock = SV_NEW_ARRAY(arena, int64_t, cargo);
	d->seen = SV_NEW_ARRAY(arena, int64_t, cargo);
	d->left = SV_NEW_ARRAY(arena, int64_t, tastes);
	d->waited = SV_NEW_ARRAY(arena, int, flow->lane_count);
	d->order = SV_NEW_ARRAY(arena, int, flow->lane_count);
	d->tastes = SV_NEW_ARRAY(arena, int, tastes);
	d->due_head = SV_NEW_ARRAY(arena, int, d->stride);
	d->loads = SV_NEW_ARRAY(arena, struct sv_flow_load, flow->demand_count);
	make_fleets(d);
	for (int r = 0; r < flow->resource_count; r++)
		for (int t = 0; t <= flow->horizon; t++)
			d->full[(size_t)r * d->stride + t] =
			    sv_flow_capacity(&flow->resources[r], t);
	for (int i = 0; i < flow->lane_count; i++) {
		for (int k = 0; k < flow->demand_count; k++) {
			const int *travel = d->travel + (size_t)k * flow->place_count;
			int from = travel[flow->lanes[i].from], to = travel[flow->lanes[i].to];

			d->useful[(size_t)i * flow->demand_count + k] =
			    sv_flow_trip_amount(flow, i, flow->demands[k].class) > 0 && to >= 0 &&
			    to < from;
		}
	}
	return d;
}

bool sv_flow_dispatch_useful(const struct sv_flow_dispatch *d, int lane, int demand)
{
	return d->useful[(size_t)lane * d->flow->demand_count + demand];
}

void sv_flow_dispatch_allow(struct sv_flow_dispatch *d, int lane, int demand)
{
	d->useful[(size_t)lane * d->flow->demand_count + demand] = true;
}

static void arrive_later(struct sv_flow_dispatch *d, int step, int place, int demand,
			 int64_t amount)
{
	d->parcels = sv_arena_grow(d->arena, d->parcels, d->parcel_count, &d->parcel_cap,
				   sizeof(*d->parcels));
	d->parcels[d->parcel_count] = (struct parcel){place, demand, amount, d->due_head[step]};
	d->due_head[step] = (int)d->parcel_count++;
}

/* Insertion: the lists are short, or nearly sorted from the last time. */
static void sort_by(int *items, int count, const float *key)
{
	for (int i = 1; i < count; i++) {
		int item = items[i], j = i;

		for (; j > 0 && key[items[j - 1]] > key[item]; j--)
			items[j] = items[j - 1];
		items[j] = item;
	}
}

static void prepare(struct sv_flow_dispatch *d, const struct sv_flow_habits *habits, int target)
{
	const struct sv_flow *flow = d->flow;
	size_t demands = flow->demand_count;
	int end = SV_MIN(d->stride, target + d->longest + 1);

	/* Horizons are often far beyond the target: no trip takes anything after `end`. */
	for (int r = 0; r < flow->resource_count; r++)
		memcpy(d->free + (size_t)r * d->stride, d->full + (size_t)r * d->stride,
		       sizeof(int64_t) * (size_t)end);
	memset(d->stock, 0, sizeof(int64_t) * flow->place_count * demands);
	memset(d->seen, 0, sizeof(int64_t) * flow->place_count * demands);
	memcpy(d->left, habits->share, sizeof(int64_t) * flow->lane_count * demands);
	memset(d->waited, 0, sizeof(int) * flow->lane_count);
	memset(d->due_head, -1, sizeof(int) * (size_t)(target + 1));
	d->parcel_count = 0;
	for (int r = 0; r < flow->resource_count; r++)
		for (int v = 0; d->fleet[r] && v < flow->resources[r].capacity; v++)
			d->fleet[r][v] = (struct vehicle){flow->resources[r].from, -1};
	for (int k = 0; k < flow->demand_count; k++)
		if (flow->demands[k].ready <= target && flow->demands[k].amount)
			arrive_later(d, flow->demands[k].ready, flow->demands[k].from, k,
				     flow->demands[k].amount);
	for (int i = 0; i < flow->lane_count; i++) {
		int *tastes = d->tastes + i * (demands + 1), count = 0;

		for (int k = 0; k < flow->demand_count; k++)
			if (d->useful[i * demands + k])
				tastes[count++] = k;
		sort_by(tastes, count, habits->taste + i * demands);
		tastes[count] = -1;
		d->order[i] = i;
	}
}

/* A vehicle that can stand at the place at this step, the nearest first; -1 when there is none. */
static int find_vehicle(const struct sv_flow_dispatch *d, int fleet, int place, int step)
{
	const struct sv_flow *flow = d->flow;
	int best = -1, best_ferry = 0;

	for (int v = 0; v < flow->resources[fleet].capacity; v++) {
		const struct vehicle *vehicle = &d->fleet[fleet][v];
		int ferry =
		    vehicle->place < 0 ? 0 : sv_flow_ferry(flow, fleet, vehicle->place, place);

		if (vehicle->free_at + ferry > step)
			continue;
		if (best < 0 || ferry < best_ferry) {
			best = v;
			best_ferry = ferry;
		}
		if (ferry == 0)
			break;
	}
	return best;
}

/* The trip's own needs, without its cargo. */
static bool has_room(const struct sv_flow_dispatch *d, const struct sv_flow_lane *lane, int start)
{
	for (int u = 0; u < lane->use_count; u++) {
		const struct sv_flow_use *use = &lane->uses[u];
		const int64_t *free = d->free + (size_t)use->resource * d->stride;
		int last = SV_MIN(start + use->to, d->stride);

		if (use->per_cargo)
			continue;
		if (d->flow->resources[use->resource].total) {
			if (free[0] < use->amount)
				return false;
			continue;
		}
		for (int t = start + use->from; t < last; t++)
			if (free[t] < use->amount)
				return false;
	}
	return true;
}

/* How many units the handling on the way can still work. */
static int64_t can_handle(const struct sv_flow_dispatch *d, const struct sv_flow_lane *lane,
			  int start)
{
	int64_t amount = INT64_MAX;

	for (int u = 0; u < lane->use_count; u++) {
		const struct sv_flow_use *use = &lane->uses[u];
		const int64_t *free = d->free + (size_t)use->resource * d->stride;

		if (!use->per_cargo)
			continue;
		for (int t = start + use->from; t < start + use->to && t < d->stride; t++)
			amount = SV_MIN(amount, free[t] * (use->to - use->from) / use->amount);
	}
	return amount;
}

static void take(struct sv_flow_dispatch *d, const struct sv_flow_lane *lane, int start,
		 int64_t cargo)
{
	for (int u = 0; u < lane->use_count; u++) {
		const struct sv_flow_use *use = &lane->uses[u];
		int64_t *free = d->free + (size_t)use->resource * d->stride;
		int length = use->to - use->from;
		int64_t amount =
		    use->per_cargo ? (cargo * use->amount + length - 1) / length : use->amount;

		if (d->flow->resources[use->resource].total) {
			free[0] -= amount;
			continue;
		}
		for (int t = start + use->from; t < start + use->to && t < d->stride; t++)
			free[t] -= amount;
	}
}

/* Chooses a load; returns its entries and how full the trip is.  *ret_more: other cargo may still
 * come for it. */
static int choose_load(const struct sv_flow_dispatch *d, int i, int start, int target,
		       float *ret_fill, bool *ret_more)
{
	const struct sv_flow *flow = d->flow;
	const struct sv_flow_lane *lane = &flow->lanes[i];
	int64_t room[SV_FLOW_DIMENSIONS], handle = can_handle(d, lane, start);
	int count = 0;

	memcpy(room, lane->room, sizeof(room));
	*ret_fill = 0;
	*ret_more = false;
	for (const int *k = d->tastes + (size_t)i * (flow->demand_count + 1); *k >= 0; k++) {
		const int64_t *takes = flow->classes[flow->demands[*k].class].takes;
		size_t here = (size_t)lane->from * flow->demand_count + *k;
		int rest = d->travel[(size_t)*k * flow->place_count + lane->to];
		int64_t amount =
		    SV_MIN(d->stock[here], d->left[(size_t)i * flow->demand_count + *k]);

		if (start + lane->duration + rest > target)
			continue;
		*ret_more |= d->seen[here] < flow->demands[*k].amount;
		amount = SV_MIN(amount, handle);
		for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
			if (takes[m] && room[m] != SV_FLOW_NO_LIMIT)
				amount = SV_MIN(amount, room[m] / takes[m]);
		if (amount <= 0)
			continue;
		handle -= amount;
		for (int m = 0; m < SV_FLOW_DIMENSIONS; m++) {
			if (!takes[m] || room[m] == SV_FLOW_NO_LIMIT)
				continue;
			room[m] -= amount * takes[m];
			*ret_fill = SV_MAX(*ret_fill, 1 - (float)room[m] / (float)lane->room[m]);
		}
		d->loads[count++] = (struct sv_flow_load){*k, amount};
	}
	return count;
}

static void record_trip(struct sv_arena *arena, struct sv_flow_schedule *schedule, size_t *cap,
			struct sv_flow_trip trip, const struct sv_flow_load *loads)
{
	trip.loads = SV_NEW_ARRAY(arena, struct sv_flow_load, trip.load_count);
	memcpy(trip.loads, loads, sizeof(*loads) * trip.load_count);
	schedule->trips = sv_arena_grow(arena, schedule->trips, schedule->trip_count, cap,
					sizeof(*schedule->trips));
	schedule->trips[schedule->trip_count++] = trip;
}

struct run {
	const struct sv_flow_habits *habits;
	int target;
	struct sv_flow_result result;
	struct sv_arena *record;
	struct sv_flow_schedule *schedule;
	size_t cap;
};

/* Whether some cargo for the lane waits where it begins; most lanes have none at most steps. */
static bool has_cargo(const struct sv_flow_dispatch *d, int i)
{
	const int64_t *stock = d->stock + (size_t)d->flow->lanes[i].from * d->flow->demand_count;

	for (const int *k = d->tastes + (size_t)i * (d->flow->demand_count + 1); *k >= 0; k++)
		if (stock[*k] > 0)
			return true;
	return false;
}

/* Starts one trip of lane i if it can and should. */
static bool start_trip(struct sv_flow_dispatch *d, struct run *run, int i, int step)
{
	const struct sv_flow *flow = d->flow;
	const struct sv_flow_lane *lane = &flow->lanes[i];
	int vehicle = -1, count;
	int64_t cargo = 0;
	float fill;
	bool more;

	if (!has_cargo(d, i) || !has_room(d, lane, step))
		return false;
	count = choose_load(d, i, step, run->target, &fill, &more);
	if (!count)
		return false;
	if (more && fill < run->habits->fill[i] && d->waited[i] < run->habits->patience[i]) {
		d->waited[i]++;
		return false;
	}
	if (lane->fleet >= 0) {
		vehicle = find_vehicle(d, lane->fleet, lane->from, step);
		if (vehicle < 0)
			return false;
		d->fleet[lane->fleet][vehicle] = (struct vehicle){step + lane->cycle, lane->from};
	}
	d->waited[i] = 0;
	for (int n = 0; n < count; n++) {
		int k = d->loads[n].demand;

		d->stock[(size_t)lane->from * flow->demand_count + k] -= d->loads[n].amount;
		d->left[(size_t)i * flow->demand_count + k] -= d->loads[n].amount;
		arrive_later(d, step + lane->duration, lane->to, k, d->loads[n].amount);
		cargo += d->loads[n].amount;
	}
	take(d, lane, step, cargo);
	run->result.trips++;
	if (run->record)
		record_trip(run->record, run->schedule, &run->cap,
			    (struct sv_flow_trip){i, step, vehicle, count, NULL}, d->loads);
	return true;
}

/* What arrives now; cargo at its destination counts as in place. */
static void receive(struct sv_flow_dispatch *d, struct run *run, int step)
{
	const struct sv_flow *flow = d->flow;

	for (int p = d->due_head[step]; p >= 0; p = d->parcels[p].next) {
		const struct parcel *parcel = &d->parcels[p];
		const struct sv_flow_demand *demand = &flow->demands[parcel->demand];
		size_t at = (size_t)parcel->place * flow->demand_count + parcel->demand;

		d->seen[at] += parcel->amount;
		if (parcel->place != demand->to) {
			d->stock[at] += parcel->amount;
			continue;
		}
		run->result.missing -= parcel->amount;
		run->result.closure = step;
		run->result.lateness += sv_flow_lateness(demand, parcel->amount, step);
		if (run->record)
			run->schedule->arrivals[parcel->demand] = step;
	}
}

struct sv_flow_result sv_flow_dispatch_run(struct sv_flow_dispatch *d,
					   const struct sv_flow_habits *habits, int target,
					   struct sv_arena *record, struct sv_flow_schedule *ret)
{
	struct run run = {.habits = habits, .target = target, .record = record, .schedule = ret};
	int window = -1;

	assert(target <= d->flow->horizon);
	if (record) {
		*ret = (struct sv_flow_schedule){.closure = -1};
		ret->arrivals = SV_NEW_ARRAY(record, int, d->flow->demand_count);
	}
	prepare(d, habits, target);
	for (int k = 0; k < d->flow->demand_count; k++)
		run.result.missing += d->flow->demands[k].amount;
	for (int t = 0; t <= target && run.result.missing; t++) {
		int now = t * SV_FLOW_WINDOWS / (target + 1);

		receive(d, &run, t);
		if (now != window)
			sort_by(d->order, d->flow->lane_count,
				habits->rank + (size_t)now * d->flow->lane_count);
		window = now;
		for (int n = 0; n < d->flow->lane_count; n++) {
			int i = d->order[n];
			const struct sv_flow_lane *lane = &d->flow->lanes[i];

			if (t < lane->first || t > lane->last || t + lane->duration > target)
				continue;
			while (start_trip(d, &run, i, t))
				;
		}
	}
	if (record && !run.result.missing) {
		ret->closure = run.result.closure;
		ret->lateness = run.result.lateness;
	}
	return run.result;
}

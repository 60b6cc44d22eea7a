/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_price.c - the cheapest ways of all cargo at given prices, in integers.
 *
 * The same arithmetic finds new ways for the bound and proves it, so a bound
 * never rests on rounding: costs are rounded down, prices are integers, sums
 * are taken in 128 bits.
 */
#include <string.h>

#include "solve/flow.h"

/* Demands of one class and destination share their cheapest ways. */
struct tree {
	int class, to;
	int64_t *cost; /* by place, then step: one row of steps + 1 a place */
	int *lane;     /* the lane to take now, or -1: wait */
	int *arrival;  /* of equal costs, the earliest arrival */
	int *order;    /* lanes that carry the class; those that take no time first */
	int order_count;
};

struct sv_flow_pricing {
	const struct sv_flow *flow;
	int closure;
	int stride;       /* steps + 1 */
	int64_t *price;   /* by resource, then step */
	int64_t *sum;     /* of one resource's prices before a step */
	int64_t *trip;    /* by lane, then start: what a trip pays */
	int64_t *handled; /* the same for what a thousand units of cargo pay, or NULL */
	bool *runs;       /* by lane, then start: a trip may start at all */
	struct tree *trees;
	int tree_count;
	int *tree_of; /* by demand */
};

/* Lanes that take no time come first: they lead to places that no lane leaves, whose costs are
 * final before any other. */
static void order_lanes(const struct sv_flow *flow, struct tree *tree, struct sv_arena *arena)
{
	tree->order = SV_NEW_ARRAY(arena, int, flow->lane_count);
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < flow->lane_count; i++)
			if ((flow->lanes[i].duration > 0) == (pass == 1) &&
			    sv_flow_trip_amount(flow, i, tree->class) > 0)
				tree->order[tree->order_count++] = i;
}

static void plant(struct sv_flow_pricing *pricing, struct sv_arena *arena)
{
	const struct sv_flow *flow = pricing->flow;

	for (int k = 0; k < flow->demand_count; k++) {
		const struct sv_flow_demand *demand = &flow->demands[k];
		int i = 0;

		while (i < pricing->tree_count && (pricing->trees[i].class != demand->class ||
						   pricing->trees[i].to != demand->to))
			i++;
		pricing->tree_of[k] = i;
		if (i < pricing->tree_count)
			continue;
		pricing->tree_count++;
		pricing->trees[i] = (struct tree){
		    .class = demand->class,
		    .to = demand->to,
		    .cost =
			SV_NEW_ARRAY(arena, int64_t, (size_t)flow->place_count * pricing->stride),
		    .lane = SV_NEW_ARRAY(arena, int, (size_t)flow->place_count * pricing->stride),
		    .arrival =
			SV_NEW_ARRAY(arena, int, (size_t)flow->place_count * pricing->stride),
		};
		order_lanes(flow, &pricing->trees[i], arena);
	}
}

struct sv_flow_pricing *sv_flow_pricing_new(struct sv_arena *arena, const struct sv_flow *flow,
					    int steps)
{
	struct sv_flow_pricing *pricing = SV_NEW(arena, struct sv_flow_pricing);
	size_t stride = (size_t)steps + 1;

	pricing->flow = flow;
	pricing->stride = (int)stride;
	pricing->price = SV_NEW_ARRAY(arena, int64_t, flow->resource_count * stride);
	pricing->sum = SV_NEW_ARRAY(arena, int64_t, stride + 1);
	pricing->trip = SV_NEW_ARRAY(arena, int64_t, flow->lane_count * stride);
	for (int i = 0; i < flow->lane_count; i++)
		for (int u = 0; u < flow->lanes[i].use_count && !pricing->handled; u++)
			if (flow->lanes[i].uses[u].per_cargo)
				pricing->handled =
				    SV_NEW_ARRAY(arena, int64_t, flow->lane_count * stride);
	pricing->runs = SV_NEW_ARRAY(arena, bool, flow->lane_count *stride);
	for (int i = 0; i < flow->lane_count; i++)
		for (int t = 0; t <= steps; t++)
			pricing->runs[i * stride + t] =
			    sv_flow_could_start(flow, &flow->lanes[i], t);
	pricing->trees = SV_NEW_ARRAY(arena, struct tree, flow->demand_count);
	pricing->tree_of = SV_NEW_ARRAY(arena, int, flow->demand_count);
	plant(pricing, arena);
	return pricing;
}

void sv_flow_pricing_clear(struct sv_flow_pricing *pricing, int closure)
{
	pricing->closure = closure;
	memset(pricing->price, 0,
	       sizeof(int64_t) * (size_t)pricing->flow->resource_count * pricing->stride);
}

void sv_flow_pricing_set(struct sv_flow_pricing *pricing, int resource, int step, int64_t price)
{
	pricing->price[(size_t)resource * pricing->stride + step] = price;
}

/* Adds what a use costs at every start to the lane's trips. */
static void add_use(struct sv_flow_pricing *pricing, int lane, const struct sv_flow_use *use,
		    const int64_t *sum)
{
	int64_t *trip =
	    (use->per_cargo ? pricing->handled : pricing->trip) + (size_t)lane * pricing->stride;
	int end = pricing->closure + 1; /* prices beyond the closure are nil */
	bool total = pricing->flow->resources[use->resource].total;

	for (int t = 0; t <= pricing->closure; t++) {
		int64_t paid =
		    total ? sum[1]
			  : sum[SV_MIN(t + use->to, end)] - sum[SV_MIN(t + use->from, end)];

		if (use->per_cargo) /* spread over the steps; rounded down */
			trip[t] += paid * 1000 * use->amount / (use->to - use->from);
		else
			trip[t] += paid * use->amount;
	}
}

static void price_trips(struct sv_flow_pricing *pricing)
{
	const struct sv_flow *flow = pricing->flow;
	size_t bytes = sizeof(int64_t) * (size_t)flow->lane_count * pricing->stride;

	memset(pricing->trip, 0, bytes);
	if (pricing->handled)
		memset(pricing->handled, 0, bytes);
	for (int r = 0; r < flow->resource_count; r++) {
		const int64_t *price = pricing->price + (size_t)r * pricing->stride;
		bool any = false;

		for (int t = 0; t <= pricing->closure; t++) {
			pricing->sum[t + 1] = pricing->sum[t] + price[t];
			any |= price[t] != 0;
		}
		if (!any)
			continue;
		for (int i = 0; i < flow->lane_count; i++)
			for (int u = 0; u < flow->lanes[i].use_count; u++)
				if (flow->lanes[i].uses[u].resource == r)
					add_use(pricing, i, &flow->lanes[i].uses[u], pricing->sum);
	}
}

/* What one unit of a class pays for a trip of the lane, rounded down. */
static int64_t unit_cost(const struct sv_flow_pricing *pricing, int lane, int class, int start)
{
	const struct sv_flow_lane *l = &pricing->flow->lanes[lane];
	size_t at = (size_t)lane * pricing->stride + start;
	int64_t room = l->room[l->bound_dimension], cost = 0;
	int64_t takes = pricing->flow->classes[class].takes[l->bound_dimension];

	if (room != SV_FLOW_NO_LIMIT && room > 0)
		cost = (int64_t)((__int128)pricing->trip[at] * takes / room);
	if (pricing->handled)
		cost += pricing->handled[at] / 1000;
	return SV_MIN(cost, SV_FLOW_PRICE_ONE);
}

/* What a unit pays from a start on the lane to its destination. */
static int64_t cost_by_lane(const struct sv_flow_pricing *pricing, const struct tree *tree,
			    int lane, int start, int *ret_arrival)
{
	const struct sv_flow_lane *l = &pricing->flow->lanes[lane];
	size_t there = (size_t)l->to * pricing->stride + start + l->duration;

	if (start + l->duration > pricing->closure ||
	    !pricing->runs[(size_t)lane * pricing->stride + start] ||
	    tree->cost[there] >= SV_FLOW_PRICE_ONE)
		return SV_FLOW_PRICE_ONE;
	*ret_arrival = tree->arrival[there];
	return tree->cost[there] + unit_cost(pricing, lane, tree->class, start);
}

/* Backwards from the closure step. */
static void grow(const struct sv_flow_pricing *pricing, struct tree *tree)
{
	const struct sv_flow *flow = pricing->flow;
	size_t stride = (size_t)pricing->stride;

	for (int t = pricing->closure; t >= 0; t--) {
		for (int p = 0; p < flow->place_count; p++) {
			size_t at = p * stride + t;
			bool last = t == pricing->closure;

			tree->lane[at] = -1;
			tree->cost[at] = p == tree->to ? 0
					 : last        ? SV_FLOW_PRICE_ONE
						       : tree->cost[at + 1];
			tree->arrival[at] = p == tree->to ? t
					    : last        ? INT32_MAX
							  : tree->arrival[at + 1];
		}
		for (int i = 0; i < tree->order_count; i++) {
			int lane = tree->order[i], arrival = INT32_MAX;
			size_t here = (size_t)flow->lanes[lane].from * stride + t;
			int64_t cost = cost_by_lane(pricing, tree, lane, t, &arrival);

			if (cost < tree->cost[here] ||
			    (cost == tree->cost[here] && arrival <= tree->arrival[here] &&
			     cost < SV_FLOW_PRICE_ONE)) {
				tree->cost[here] = cost;
				tree->lane[here] = lane;
				tree->arrival[here] = arrival;
			}
		}
	}
}

void sv_flow_pricing_run(struct sv_flow_pricing *pricing)
{
	price_trips(pricing);
	for (int i = 0; i < pricing->tree_count; i++)
		grow(pricing, &pricing->trees[i]);
}

int64_t sv_flow_pricing_cost(const struct sv_flow_pricing *pricing, int demand)
{
	const struct sv_flow_demand *d = &pricing->flow->demands[demand];
	const struct tree *tree = &pricing->trees[pricing->tree_of[demand]];

	if (d->ready > pricing->closure)
		return SV_FLOW_PRICE_ONE;
	return tree->cost[(size_t)d->from * pricing->stride + d->ready];
}

/* The best lane to leave with exactly at a step, or -1. */
static int first_lane(const struct sv_flow_pricing *pricing, const struct tree *tree, int place,
		      int start, int64_t *ret_cost)
{
	int best = -1, best_arrival = 0;

	*ret_cost = SV_FLOW_PRICE_ONE;
	for (int i = 0; i < tree->order_count; i++) {
		int lane = tree->order[i], arrival = 0;
		int64_t cost;

		if (pricing->flow->lanes[lane].from != place)
			continue;
		cost = cost_by_lane(pricing, tree, lane, start, &arrival);
		if (cost < *ret_cost ||
		    (cost == *ret_cost && best >= 0 && arrival < best_arrival)) {
			*ret_cost = cost;
			best = lane;
			best_arrival = arrival;
		}
	}
	return best;
}

int sv_flow_pricing_way(const struct sv_flow_pricing *pricing, int demand, int start,
			int64_t *ret_cost, struct sv_flow_leg *legs)
{
	const struct sv_flow *flow = pricing->flow;
	const struct sv_flow_demand *d = &flow->demands[demand];
	const struct tree *tree = &pricing->trees[pricing->tree_of[demand]];
	int place = d->from, t = start, count = 0;
	int lane = first_lane(pricing, tree, place, start, ret_cost);

	if (lane < 0)
		return 0;
	for (;;) {
		if (count == SV_FLOW_LEGS_MAX)
			return 0;
		legs[count++] = (struct sv_flow_leg){lane, t};
		t += flow->lanes[lane].duration;
		place = flow->lanes[lane].to;
		if (place == d->to)
			return count;
		while (tree->lane[(size_t)place * pricing->stride + t] < 0)
			t++; /* the cost at the start says that a lane will come */
		lane = tree->lane[(size_t)place * pricing->stride + t];
	}
}

__int128 sv_flow_pricing_most(const struct sv_flow_pricing *pricing)
{
	const struct sv_flow *flow = pricing->flow;
	__int128 most = 0;

	for (int k = 0; k < flow->demand_count; k++)
		most += (__int128)flow->demands[k].amount *
			(SV_FLOW_PRICE_ONE - sv_flow_pricing_cost(pricing, k));
	for (int r = 0; r < flow->resource_count; r++) {
		const int64_t *price = pricing->price + (size_t)r * pricing->stride;

		for (int t = 0; t <= pricing->closure; t++)
			if (price[t])
				most +=
				    (__int128)price[t] * sv_flow_capacity(&flow->resources[r], t);
	}
	return most;
}

bool sv_flow_pricing_proves(const struct sv_flow_pricing *pricing)
{
	__int128 all = 0;

	for (int k = 0; k < pricing->flow->demand_count; k++)
		all += (__int128)pricing->flow->demands[k].amount * SV_FLOW_PRICE_ONE;
	return sv_flow_pricing_most(pricing) < all;
}

struct sv_flow_proof sv_flow_pricing_proof(const struct sv_flow_pricing *pricing,
					   struct sv_arena *arena)
{
	const struct sv_flow *flow = pricing->flow;
	struct sv_flow_proof proof = {.step = pricing->closure};
	size_t cap = 0;

	for (int r = 0; r < flow->resource_count; r++) {
		for (int t = 0; t <= pricing->closure; t++) {
			int64_t price = pricing->price[(size_t)r * pricing->stride + t];

			if (!price)
				continue;
			proof.prices = sv_arena_grow(arena, proof.prices, proof.price_count, &cap,
						     sizeof(*proof.prices));
			proof.prices[proof.price_count++] = (struct sv_flow_price){r, t, price};
		}
	}
	return proof;
}

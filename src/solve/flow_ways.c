/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_ways.c - how a program of flow_master.h begins, what joins it, and what it leaves.
 */
#include "solve/flow_master.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a way costs at the program's own duals, as a part of a unit, and a mark that ways with the
 * same loads in the same rows share. */
struct gather_cost {
	const struct sv_master *master;
	double sum;
	uint64_t mark;
};

static void add_dual(struct gather_cost *cost, int row, double load)
{
	uint64_t mix;

	memcpy(&mix, &load, sizeof(mix));
	mix ^= ((uint64_t)row + 1) * 0x9E3779B97F4A7C15ULL;
	mix = (mix ^ mix >> 29) * 0xBF58476D1CE4E5B9ULL;
	cost->mark += mix ^ mix >> 32;
	cost->sum -= load * Clp_dualRowSolution(cost->master->clp)[row];
}

static void add_duals(void *data, size_t slot, double load)
{
	struct gather_cost *cost = data;
	const struct sv_master *master = cost->master;
	int step = (int)(slot % (size_t)master->stride);

	if (master->row_of[slot] >= 0)
		add_dual(cost, master->row_of[slot], load);
	for (const struct sv_master_block *b = master->blocks[slot / (size_t)master->stride]; b;
	     b = b->next)
		if (b->from <= step && step < b->to)
			add_dual(cost, b->row, load);
}

/* Whether a mark is new in this round. */
static bool is_new(struct sv_master *master, uint64_t mark)
{
	size_t at = mark % master->seen_cap;

	for (mark |= 1; master->seen[at]; at = (at + 1) % master->seen_cap)
		if (master->seen[at] == mark)
			return false;
	master->seen[at] = mark;
	return true;
}

static bool improves(struct sv_master *master, const struct sv_flow_way *way)
{
	struct gather_cost cost = {master, 0, 0};

	sv_master_walk(master, way, add_duals, &cost);
	return cost.sum - Clp_dualRowSolution(master->clp)[way->demand] < 1 - 1e-6 &&
	       is_new(master, cost.mark);
}

bool sv_master_find_ways(struct sv_master *master)
{
	const struct sv_flow *flow = master->flow;
	struct sv_flow_pool *pool = master->pool;
	size_t before = pool->count;

	for (int k = 0; k < flow->demand_count; k++) {
		memset(master->seen, 0, sizeof(*master->seen) * master->seen_cap);
		for (int t = flow->demands[k].ready; t <= master->closure; t++) {
			struct sv_flow_leg legs[SV_FLOW_LEGS_MAX];
			int64_t cost = 0;
			int count = sv_flow_pricing_way(master->pricing, k, t, &cost, legs);
			struct sv_flow_way way = {
			    .demand = k, .leg_count = count, .legs = legs, .amount = 1};

			if (!count || cost >= SV_FLOW_PRICE_ONE || !improves(master, &way))
				continue;
			way.legs = SV_NEW_ARRAY(pool->arena, struct sv_flow_leg, count);
			memcpy(way.legs, legs, sizeof(*legs) * count);
			pool->ways = sv_arena_grow(pool->arena, pool->ways, pool->count, &pool->cap,
						   sizeof(*pool->ways));
			pool->ways[pool->count++] = way;
		}
	}
	return pool->count > before;
}

/* The ways of a solution, put one after the other into what there is. */
struct repair {
	struct sv_master *master;
	double *left; /* by resource, then step */
};

static double room_at(const struct repair *repair, int lane, int class, int start)
{
	const struct sv_master *master = repair->master;
	const struct sv_flow *flow = master->flow;
	const struct sv_flow_lane *l = &flow->lanes[lane];
	double units = INFINITY;

	if (!sv_flow_could_start(flow, l, start))
		return 0;
	for (int u = 0; u < l->use_count && units > 0; u++) {
		const struct sv_flow_use *use = &l->uses[u];
		double load = sv_master_load(flow, l, use, class);
		int last = SV_MIN(start + use->to - 1, master->closure);
		const double *left = repair->left + sv_master_slot(master, use->resource, 0);

		if (load == 0)
			continue;
		if (flow->resources[use->resource].total)
			units = SV_MIN(units, left[0] / load);
		else
			for (int t = start + use->from; t <= last && units > 0; t++)
				units = SV_MIN(units, left[t] / load);
	}
	return units;
}

struct taking {
	double *left;
	double amount;
};

static void take_slot(void *data, size_t slot, double load)
{
	const struct taking *taking = data;

	taking->left[slot] -= load * taking->amount;
}

/* Takes what `units` need on one leg; gives it back when negative. */
static void take(struct repair *repair, int demand, struct sv_flow_leg leg, double units)
{
	struct sv_flow_way way = {.demand = demand, .leg_count = 1, .legs = &leg};
	struct taking taking = {repair->left, units};

	sv_master_walk(repair->master, &way, take_slot, &taking);
}

/* Sends an amount along the way from a leg on, as early as there is room; returns what arrives in
 * time.  No deeper than the way has legs. */
static double send(struct repair *repair, const struct sv_flow_way *way, int leg, int at,
		   double amount)
{
	const struct sv_flow *flow = repair->master->flow;
	double sent = 0;
	int lane;

	if (leg == way->leg_count)
		return amount;
	lane = way->legs[leg].lane;
	for (int t = at; amount - sent > 1e-7; t++) {
		int arrival = t + flow->lanes[lane].duration;
		double units, through;

		if (arrival > repair->master->closure)
			break;
		units = SV_MIN(room_at(repair, lane, flow->demands[way->demand].class, t),
			       amount - sent);
		if (units <= 1e-9)
			continue;
		take(repair, way->demand, (struct sv_flow_leg){lane, t}, units);
		through = send(repair, way, leg + 1, arrival, units);
		sent += through;
		if (through < units - 1e-7) { /* later is no better */
			take(repair, way->demand, (struct sv_flow_leg){lane, t}, through - units);
			break;
		}
	}
	return sent;
}

static int by_first(const void *a, const void *b)
{
	const struct sv_flow_way *x = *(const struct sv_flow_way *const *)a;
	const struct sv_flow_way *y = *(const struct sv_flow_way *const *)b;

	if (x->legs[0].start != y->legs[0].start)
		return x->legs[0].start < y->legs[0].start ? -1 : 1;
	return x < y ? -1 : x > y;
}

static int by_last(const void *a, const void *b)
{
	const struct sv_flow_way *x = *(const struct sv_flow_way *const *)a;
	const struct sv_flow_way *y = *(const struct sv_flow_way *const *)b;
	int s = x->legs[x->leg_count - 1].start, t = y->legs[y->leg_count - 1].start;

	return s != t ? (s < t ? -1 : 1) : by_first(a, b);
}

static bool all_fit(struct repair *repair, const struct sv_flow_way *const *ways,
		    const double *amounts, size_t count)
{
	const struct sv_master *master = repair->master;
	const struct sv_flow *flow = master->flow;
	double sum = 0;

	for (int r = 0; r < flow->resource_count; r++)
		for (int t = 0; t <= master->closure; t++)
			repair->left[sv_master_slot(master, r, t)] =
			    (double)sv_flow_capacity(&flow->resources[r], t);
	for (size_t i = 0; i < count; i++)
		sum += send(repair, ways[i], 0, flow->demands[ways[i]->demand].ready,
			    amounts[ways[i] - master->pool->ways]);
	return sum >= master->wanted * (1 - 1e-7);
}

bool sv_master_repairs(struct sv_master *master)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	const double *x = Clp_primalColumnSolution(master->clp);
	const struct sv_flow_way **ways =
	    SV_NEW_ARRAY(&scratch, const struct sv_flow_way *, master->column_count + 1);
	double *amounts = SV_NEW_ARRAY(&scratch, double, master->pool->count + 1);
	struct repair repair = {
	    master,
	    SV_NEW_ARRAY(&scratch, double, (size_t)master->flow->resource_count * master->stride)};
	size_t count = 0;

	for (size_t c = 0; c < master->column_count; c++) {
		if (x[c] <= 1e-9)
			continue;
		ways[count++] = &master->pool->ways[master->column_way[c]];
		amounts[master->column_way[c]] = x[c];
	}
	qsort(ways, count, sizeof(*ways), by_first);
	if (all_fit(&repair, ways, amounts, count))
		return true;
	qsort(ways, count, sizeof(*ways), by_last);
	return all_fit(&repair, ways, amounts, count);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment_plan.h"

#include <stdlib.h>
#include <string.h>

#include "solve/flow_bound.h"
#include "solve/flow_cut.h"
#include "solve/flow_tidy.h"

static const char *const status_names[] = {"optimal", "gap", "infeasible", "time_limit"};

const char *sv_plan_status_name(enum sv_plan_status status)
{
	return status_names[status];
}

/* A part of the work that may take only so much of the time, so that something is left for the
 * search. */
struct part {
	const struct sv_flow_watch *whole;
	double until;
	bool quiet;
};

static bool part_is_over(void *data)
{
	const struct part *part = data;
	const struct sv_flow_watch *whole = part->whole;

	return whole && ((whole->stop && whole->stop(whole->data)) ||
			 (whole->spent && whole->spent(whole->data) >= part->until));
}

static void part_progress(void *data, int bound, int closure)
{
	const struct part *part = data;

	if (!part->quiet && part->whole && part->whole->progress)
		part->whole->progress(part->whole->data, bound, closure);
}

#define BOUND_UNTIL 0.5 /* of the time */
#define SAVINGS_UNTIL 0.6

static int by_share(const void *a, const void *b)
{
	const struct sv_bottleneck *x = a, *y = b;

	if (x->share != y->share)
		return x->share > y->share ? -1 : 1;
	return x->resource - y->resource;
}

/* What the proof says is dear: each resource's part in the worth of all. */
static void find_bottlenecks(struct sv_arena *arena, const struct sv_flow *flow,
			     struct sv_deployment_answer *answer)
{
	struct sv_bottleneck *all = SV_NEW_ARRAY(arena, struct sv_bottleneck, flow->resource_count);
	double sum = 0;

	for (int r = 0; r < flow->resource_count; r++)
		all[r] = (struct sv_bottleneck){.resource = r, .from_step = -1, .saves_steps = -1};
	for (size_t i = 0; i < answer->proof.price_count; i++) {
		const struct sv_flow_price *price = &answer->proof.prices[i];
		struct sv_bottleneck *b = &all[price->resource];
		double worth =
		    (double)price->price *
		    (double)sv_flow_capacity(&flow->resources[price->resource], price->step);

		b->share += worth;
		sum += worth;
		if (b->from_step < 0)
			b->from_step = price->step;
		b->to_step = price->step;
	}
	qsort(all, flow->resource_count, sizeof(*all), by_share);
	for (int i = 0; i < flow->resource_count && answer->bottleneck_count < SV_BOTTLENECKS_MAX;
	     i++) {
		if (sum <= 0 || all[i].share <= 0.001 * sum)
			break;
		all[i].share /= sum;
		answer->bottlenecks[answer->bottleneck_count++] = all[i];
	}
}

/* The bound with one more of a resource; -1 when stopped. */
static int bound_with_more(struct sv_arena *arena, const struct sv_flow *flow, int resource,
			   int known, struct sv_flow_pool *pool, const struct sv_flow_watch *watch)
{
	struct sv_flow more = *flow;
	struct sv_error err = SV_ERROR_INIT;

	more.resources = SV_NEW_ARRAY(arena, struct sv_flow_resource, flow->resource_count);
	memcpy(more.resources, flow->resources,
	       sizeof(*more.resources) * (size_t)flow->resource_count);
	more.resources[resource].capacity++;
	if (sv_flow_is_network(flow)) {
		struct sv_flow_cut cut;

		return sv_flow_cut(arena, &more, &cut, &err) < 0 || cut.beyond ? -1 : cut.step;
	} else {
		struct sv_flow_bound bound;

		if (sv_flow_bound(arena, &more, pool, known, watch, &bound, &err) < 0 ||
		    bound.beyond || watch->stop(watch->data))
			return -1;
		return bound.step;
	}
}

static void find_savings(struct sv_arena *arena, const struct sv_deployment *d,
			 struct sv_flow_pool *pool, const struct sv_flow_watch *whole,
			 struct sv_deployment_answer *answer)
{
	struct part part = {whole, SAVINGS_UNTIL, true};
	struct sv_flow_watch watch = {
	    .stop = part_is_over, .progress = part_progress, .data = &part};

	for (int i = 0; i < answer->bottleneck_count; i++) {
		struct sv_bottleneck *b = &answer->bottlenecks[i];
		int with_more;

		if (part_is_over(&part))
			return;
		with_more =
		    bound_with_more(arena, &d->flow, b->resource, answer->bound, pool, &watch);
		if (with_more >= 0)
			b->saves_steps = SV_MAX(answer->bound - with_more, 0);
	}
}

/* What ready dates, notice, travel and openings take, with all the lift in the world. */
static void find_travel(const struct sv_deployment *d, struct sv_deployment_answer *answer)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;

	answer->travel_demand = -1;
	for (int k = 0; !sv_flow_is_network(&d->flow) && k < d->flow.demand_count; k++) {
		int step = sv_flow_earliest(&scratch, &d->flow, k);

		if (step <= answer->travel)
			continue;
		answer->travel = step;
		answer->travel_demand = k;
	}
}

static void find_bars(struct sv_deployment_answer *answer)
{
	int first = -1;

	for (size_t i = 0; i < answer->plan.trip_count; i++)
		if (first < 0 || answer->plan.trips[i].start < first)
			first = answer->plan.trips[i].start;
	answer->preparation_steps = SV_MAX(first, 0);
	answer->movement_steps =
	    answer->plan.closure < 0 ? 0 : answer->plan.closure - answer->preparation_steps;
}

#define FIRST_ROUNDS 2000 /* dispatches before the bound is known */

static int plan_network(struct sv_arena *arena, const struct sv_deployment *d,
			struct sv_deployment_answer *answer, struct sv_error *err)
{
	struct sv_flow_cut cut;
	int r = sv_flow_cut(arena, &d->flow, &cut, err);

	if (r < 0)
		return r;
	answer->bound = cut.step;
	answer->proof = cut.proof;
	answer->plan = cut.plan;
	answer->status = cut.beyond ? SV_PLAN_INFEASIBLE : SV_PLAN_OPTIMAL;
	return 0;
}

static int plan_trips(struct sv_arena *arena, const struct sv_deployment *d,
		      const struct sv_deployment_options *options, struct sv_flow_pool *pool,
		      const struct sv_flow_watch *watch, struct sv_deployment_answer *answer,
		      struct sv_error *err)
{
	struct part part = {watch, BOUND_UNTIL, false};
	struct sv_flow_watch bound_watch = {
	    .stop = part_is_over, .progress = part_progress, .data = &part};
	struct sv_flow_schedule plan;
	struct sv_flow_bound bound;
	struct sv_flow_search search = {.seed = options->seed, .rounds_max = options->rounds_max};
	int r;

	/* A first plan, quickly made: nothing later needs a bound. */
	search.rounds_max = SV_MIN(options->rounds_max, FIRST_ROUNDS);
	r = sv_flow_plan(arena, &d->flow, &search, watch, &answer->plan, err);
	if (r < 0)
		return r;
	r = sv_flow_bound(arena, &d->flow, pool, answer->plan.closure, &bound_watch, &bound, err);
	if (r < 0)
		return r;
	answer->bound = bound.step;
	answer->proof = bound.proof;
	answer->programs = bound.programs;
	answer->columns = bound.columns;
	answer->rows = bound.rows;
	if (bound.beyond) {
		answer->status = SV_PLAN_INFEASIBLE;
		return 0;
	}
	answer->status = SV_PLAN_GAP;
	find_bottlenecks(arena, &d->flow, answer);
	if (!options->no_savings)
		find_savings(arena, d, pool, watch, answer);
	if (options->bound_only)
		return 0;
	search.rounds_max = options->rounds_max;
	search.bound = bound.step;
	search.ways = bound.ways;
	search.way_count = bound.way_count;
	r = sv_flow_plan(arena, &d->flow, &search, watch, &plan, err);
	if (r < 0)
		return r;
	if (answer->plan.closure < 0 || (plan.closure >= 0 && plan.closure <= answer->plan.closure))
		answer->plan = plan;
	answer->rounds = search.rounds;
	if (answer->plan.closure == answer->bound)
		answer->status = SV_PLAN_OPTIMAL;
	else if (search.rounds < search.rounds_max)
		answer->status = SV_PLAN_TIME_LIMIT;
	return 0;
}

int sv_deployment_plan(struct sv_arena *arena, const struct sv_deployment *d,
		       const struct sv_deployment_options *options,
		       const struct sv_flow_watch *watch, struct sv_deployment_answer *ret,
		       struct sv_error *err)
{
	struct sv_flow_pool *pool = sv_flow_pool_new(arena);
	struct sv_deployment_answer answer = {0};
	int r;

	if (sv_flow_is_network(&d->flow)) {
		r = plan_network(arena, d, &answer, err);
		if (r < 0)
			return r;
		find_bottlenecks(arena, &d->flow, &answer);
		if (!options->no_savings)
			find_savings(arena, d, pool, watch, &answer);
	} else {
		r = plan_trips(arena, d, options, pool, watch, &answer, err);
		if (r < 0)
			return r;
		sv_flow_tidy(arena, &d->flow, &answer.plan);
		if (answer.plan.closure >= 0 && answer.plan.closure == answer.bound)
			answer.status = SV_PLAN_OPTIMAL;
	}
	find_travel(d, &answer);
	find_bars(&answer);
	*ret = answer;
	return 0;
}

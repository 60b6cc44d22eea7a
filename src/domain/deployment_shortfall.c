/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment_shortfall.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "solve/flow_cut.h"

#define PLAN_ROUNDS 1000 /* dispatches to show that a number is enough */

/* All that is due by one day: what the bound is asked about. */
struct due {
	int step;
	struct sv_flow flow; /* shares the resources of `work` */
	struct sv_flow_pool *pool;
};

struct work {
	struct sv_arena *arena;
	const struct sv_deployment *d;
	const struct sv_flow_watch *watch;
	struct sv_flow_search search;
	struct sv_flow raised; /* the case with its own resources */
	struct due *dues;
	int due_count;
	bool stopped;
};

bool sv_deployment_is_late(const struct sv_deployment *d, const struct sv_flow_schedule *plan)
{
	for (int k = 0; plan->closure >= 0 && k < d->flow.demand_count; k++)
		if (d->flow.demands[k].due >= 0 && plan->arrivals[k] > d->flow.demands[k].due)
			return true;
	return plan->closure < 0;
}

static int due_of(const struct sv_flow *flow, int k)
{
	return flow->demands[k].due < 0 ? flow->horizon
					: SV_MIN(flow->demands[k].due, flow->horizon);
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void add_due(struct work *work, int step)
{
	struct due *due = &work->dues[work->due_count++];
	const struct sv_flow *flow = &work->d->flow;
	int kept = 0;

	due->step = step;
	due->flow = work->raised;
	due->pool = sv_flow_pool_new(work->arena);
	due->flow.demands = SV_NEW_ARRAY(work->arena, struct sv_flow_demand, flow->demand_count);
	for (int k = 0; k < flow->demand_count; k++)
		if (due_of(flow, k) <= step)
			due->flow.demands[kept++] = flow->demands[k];
	due->flow.demand_count = kept;
}

static bool is_over(struct work *work)
{
	work->stopped |= work->watch && work->watch->stop && work->watch->stop(work->watch->data);
	return work->stopped;
}

static bool proves_late(struct work *work, const struct due *due)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;

	return !is_over(work) &&
	       sv_flow_too_early(&scratch, &due->flow, due->pool, due->step, work->watch);
}

/* The dates that are proven not to be kept as the case stands; with more lift others need not be
 * asked about. */
static void find_dues(struct work *work)
{
	const struct sv_flow *flow = &work->d->flow;
	int *steps = SV_NEW_ARRAY(work->arena, int, flow->demand_count);

	work->dues = SV_NEW_ARRAY(work->arena, struct due, flow->demand_count);
	for (int k = 0; k < flow->demand_count; k++)
		steps[k] = due_of(flow, k);
	qsort(steps, (size_t)flow->demand_count, sizeof(*steps), by_number);
	for (int k = 0; k < flow->demand_count; k++) {
		if (k && steps[k] == steps[k - 1])
			continue;
		add_due(work, steps[k]);
		if (!proves_late(work, &work->dues[work->due_count - 1]))
			work->due_count--;
	}
}

static void raise_to(struct work *work, int resource, int more)
{
	work->raised.resources[resource].capacity =
	    work->d->flow.resources[resource].capacity + more;
}

/* Whether so many more are proven to be too few. */
static bool too_few(struct work *work, int resource, int more)
{
	raise_to(work, resource, more);
	for (int i = 0; i < work->due_count; i++)
		if (proves_late(work, &work->dues[i]))
			return true;
	return false;
}

/* The largest number proven too few, and one: a valid answer wherever the time ends. */
static int find_least(struct work *work, int resource)
{
	int low = 0, high = SV_DEPLOY_MORE_MAX, stride = 1;

	if (!work->due_count)
		return 0;
	low = 1; /* with none more the dates are proven not to be kept */
	if (too_few(work, resource, high))
		return high + 1;
	while (low < high && !work->stopped) {
		int more = SV_MIN(low + stride - 1, (low + high - 1) / 2);

		if (too_few(work, resource, more)) {
			low = more + 1;
			stride *= 2;
		} else if (!work->stopped) {
			high = more;
		}
	}
	return low;
}

static int shows_enough(struct work *work, int resource, int more, bool *ret, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct sv_flow_search search = work->search;
	struct sv_flow_schedule plan;
	int r;

	raise_to(work, resource, more);
	r = sv_flow_plan(&scratch, &work->raised, &search, work->watch, &plan, err);
	if (r < 0)
		return r;
	*ret = !sv_deployment_is_late(work->d, &plan);
	return 0;
}

/* The least number that a plan was found for: from the proven one upwards, then halved. */
static int find_enough(struct work *work, int resource, int least, int *ret, struct sv_error *err)
{
	int failed = least - 1, more = least, stride = 1, enough = -1;

	while (!is_over(work) && (enough < 0 ? failed < SV_DEPLOY_MORE_MAX : failed + 1 < enough)) {
		bool shown;
		int r;

		if (enough >= 0)
			more = (failed + enough) / 2;
		r = shows_enough(work, resource, more, &shown, err);
		if (r < 0)
			return r;
		if (shown) {
			enough = more;
			continue;
		}
		failed = more;
		more = SV_MIN(failed + stride, SV_DEPLOY_MORE_MAX);
		stride *= 2;
	}
	*ret = enough;
	return 0;
}

static int find_item(struct work *work, int resource, struct sv_shortfall_item *ret,
		     struct sv_error *err)
{
	struct sv_shortfall_item item = {.resource = resource, .enough = -1};
	int r = 0;

	item.at_least = find_least(work, resource);
	if (item.at_least <= SV_DEPLOY_MORE_MAX)
		r = find_enough(work, resource, item.at_least, &item.enough, err);
	raise_to(work, resource, 0);
	if (r < 0)
		return r;
	*ret = item;
	return 0;
}

/* Raises all items and lowers one after the other as far as a plan still keeps the dates. */
static int find_together(struct work *work, struct sv_arena *arena, struct sv_shortfall *ret,
			 struct sv_error *err)
{
	int *together = SV_NEW_ARRAY(arena, int, ret->count);
	bool shown = false;
	int r;

	for (int i = 0; i < ret->count; i++) {
		together[i] = SV_DEPLOY_MORE_MAX;
		raise_to(work, ret->items[i].resource, together[i]);
	}
	for (int i = 0; i < work->due_count; i++)
		ret->hopeless |= proves_late(work, &work->dues[i]);
	if (ret->hopeless)
		return 0;
	r = shows_enough(work, ret->items[0].resource, together[0], &shown, err);
	if (r < 0 || !shown)
		return r;
	for (int i = 0; i < ret->count; i++) {
		int low = 0;

		while (low < together[i] && !is_over(work)) {
			int more = (low + together[i]) / 2;

			r = shows_enough(work, ret->items[i].resource, more, &shown, err);
			if (r < 0)
				return r;
			if (shown)
				together[i] = more;
			else
				low = more + 1;
		}
		raise_to(work, ret->items[i].resource, together[i]);
	}
	ret->together = together;
	return 0;
}

static bool any_is_enough(const struct sv_shortfall *shortfall)
{
	for (int i = 0; i < shortfall->count; i++)
		if (shortfall->items[i].enough >= 0)
			return true;
	return shortfall->needless;
}

/* The resources are the work's own, and the search aims at the last due date. */
static void begin(struct work *work, const struct sv_deployment_options *options)
{
	const struct sv_flow *flow = &work->d->flow;
	size_t bytes = sizeof(*flow->resources) * (size_t)flow->resource_count;

	work->search.seed = options->seed;
	work->search.rounds_max = SV_MIN(options->rounds_max, PLAN_ROUNDS);
	for (int k = 0; k < flow->demand_count; k++)
		work->search.bound = SV_MAX(work->search.bound, due_of(flow, k));
	work->raised.resources =
	    SV_NEW_ARRAY(work->arena, struct sv_flow_resource, flow->resource_count);
	memcpy(work->raised.resources, flow->resources, bytes);
}

int sv_deployment_shortfall(struct sv_arena *arena, const struct sv_deployment *d,
			    const struct sv_deployment_options *options,
			    const struct sv_flow_watch *watch, struct sv_shortfall *ret,
			    struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct work work = {.arena = &scratch, .d = d, .watch = watch, .raised = d->flow};
	struct sv_shortfall shortfall = {0};
	int resources = d->flow.resource_count;

	if (sv_flow_is_network(&d->flow)) {
		*ret = shortfall;
		return 0;
	}
	begin(&work, options);
	find_dues(&work);
	if (!work.due_count) {
		int failed = shows_enough(&work, 0, 0, &shortfall.needless, err);

		if (failed < 0)
			return failed;
	}
	shortfall.items = SV_NEW_ARRAY(arena, struct sv_shortfall_item, resources);
	for (int r = 0; r < resources && !shortfall.needless && !is_over(&work); r++) {
		int failed;

		if (d->flow.resources[r].total)
			continue;
		failed = find_item(&work, r, &shortfall.items[shortfall.count], err);
		if (failed < 0)
			return failed;
		shortfall.count++;
	}
	if (shortfall.count && !any_is_enough(&shortfall) && !is_over(&work)) {
		int failed = find_together(&work, arena, &shortfall, err);

		if (failed < 0)
			return failed;
	}
	shortfall.stopped = work.stopped;
	*ret = shortfall;
	return 0;
}

static void key_number(struct sv_json *json, const char *key, int number, bool is_known)
{
	sv_json_key(json, key);
	if (is_known)
		sv_json_int(json, number);
	else
		sv_json_null(json);
}

void sv_shortfall_json(const struct sv_deployment *d, const struct sv_shortfall *shortfall,
		       struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "tried_up_to", SV_DEPLOY_MORE_MAX);
	sv_json_key_bool(json, "needless", shortfall->needless);
	sv_json_key_bool(json, "stopped", shortfall->stopped);
	sv_json_key_bool(json, "hopeless", shortfall->hopeless);
	sv_json_key(json, "resources");
	sv_json_begin_array(json);
	for (int i = 0; i < shortfall->count; i++) {
		const struct sv_shortfall_item *item = &shortfall->items[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "resource", d->resources[item->resource]);
		key_number(json, "at_least", item->at_least, item->at_least <= SV_DEPLOY_MORE_MAX);
		key_number(json, "enough", item->enough, item->enough >= 0);
		key_number(json, "together", shortfall->together ? shortfall->together[i] : 0,
			   shortfall->together != NULL);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
}

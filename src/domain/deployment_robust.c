/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment_robust.h"

#include <stdlib.h>
#include <string.h>

#include "solve/flow_cut.h"

/* splitmix64: the same numbers on every machine. */
static uint64_t draw(uint64_t *random)
{
	uint64_t mix = *random += 0x9E3779B97F4A7C15ULL;

	mix = (mix ^ mix >> 30) * 0xBF58476D1CE4E5B9ULL;
	mix = (mix ^ mix >> 27) * 0x94D049BB133111EBULL;
	return mix ^ mix >> 31;
}

static int draw_below(uint64_t *random, int limit)
{
	return limit > 0 ? (int)((draw(random) >> 33) % (uint64_t)limit) : 0;
}

static int steps_of(const struct sv_deployment *d, int days)
{
	return days * 24 / d->step_hours;
}

/* "stands ABE" and "handling ABE" shut together. */
static const char *place_of(const char *resource)
{
	const char *space = strchr(resource, ' ');

	return space ? space + 1 : resource;
}

static void delay_units(const struct sv_deployment *d, const struct sv_robust_options *options,
			struct sv_flow *flow, uint64_t *random)
{
	int delay = 0;

	for (int k = 0; k < flow->demand_count; k++) {
		/* All cargo of a unit is late together. */
		if (k == 0 || strcmp(d->units[k], d->units[k - 1]) != 0)
			delay = draw_below(random, steps_of(d, options->delay_days) + 1);
		flow->demands[k].ready += delay;
	}
}

static void shut_place(const struct sv_deployment *d, struct sv_flow *flow, int resource, int from,
		       int to)
{
	const char *place = place_of(d->resources[resource]);

	for (int r = resource; r < flow->resource_count; r++) {
		struct sv_flow_resource *other = &flow->resources[r];

		/* One that is shut in the case itself stays as it is. */
		if (other->fleet || other->total || other->shut_from != other->shut_to ||
		    strcmp(place_of(d->resources[r]), place) != 0)
			continue;
		other->shut_from = from;
		other->shut_to = to;
	}
}

static bool is_first_of_place(const struct sv_deployment *d, int resource)
{
	for (int r = 0; r < resource; r++)
		if (!d->flow.resources[r].fleet && !d->flow.resources[r].total &&
		    strcmp(place_of(d->resources[r]), place_of(d->resources[resource])) == 0)
			return false;
	return true;
}

/* The case as it turns out in one draw; closures fall before the planned closure. */
static struct sv_flow disturb(struct sv_arena *arena, const struct sv_deployment *d,
			      const struct sv_robust_options *options, int planned, uint64_t random)
{
	struct sv_flow flow = d->flow;

	flow.demands = SV_NEW_ARRAY(arena, struct sv_flow_demand, flow.demand_count);
	memcpy(flow.demands, d->flow.demands, sizeof(*flow.demands) * (size_t)flow.demand_count);
	flow.resources = SV_NEW_ARRAY(arena, struct sv_flow_resource, flow.resource_count);
	memcpy(flow.resources, d->flow.resources,
	       sizeof(*flow.resources) * (size_t)flow.resource_count);
	delay_units(d, options, &flow, &random);
	for (int r = 0; r < flow.resource_count; r++) {
		struct sv_flow_resource *resource = &flow.resources[r];
		int64_t count = resource->capacity;
		int from;

		if (resource->fleet) {
			for (int64_t v = 0; v < count; v++)
				resource->capacity -=
				    draw_below(&random, 100) < options->no_show_percent;
			continue;
		}
		if (resource->total || !is_first_of_place(d, r))
			continue;
		from = draw_below(&random, planned + 1);
		if (draw_below(&random, 100) < options->closure_percent)
			shut_place(d, &flow, r, from, from + steps_of(d, options->closure_days));
	}
	return flow;
}

/* Closure of a case, or -1; the schedule itself is of no use here. */
static int closure_of(const struct sv_flow *flow, const struct sv_robust_options *options,
		      const struct sv_flow_watch *watch, int *ret, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct sv_flow_search search = {.seed = options->seed, .rounds_max = options->rounds};
	struct sv_flow_schedule plan;
	int r = sv_flow_plan(&scratch, flow, &search, watch, &plan, err);

	if (r < 0)
		return r;
	*ret = plan.closure;
	return 0;
}

static int by_step(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int sv_robust_percentile(const struct sv_robust_answer *answer, int percent)
{
	int needed = (answer->draws * percent + 99) / 100;

	if (needed < 1 || needed > answer->closure_count)
		return -1;
	return answer->closures[needed - 1];
}

int sv_deployment_robust(struct sv_arena *arena, const struct sv_deployment *d,
			 const struct sv_robust_options *options, const struct sv_flow_watch *watch,
			 struct sv_robust_answer *ret, struct sv_error *err)
{
	struct sv_robust_answer answer = {.planned = -1};
	int r;

	if (sv_flow_is_network(&d->flow))
		return sv_fail(err, SV_EINVALID,
			       "a railway of links has no units or vehicles to draw; give a case "
			       "with fleets");
	r = closure_of(&d->flow, options, watch, &answer.planned, err);
	if (r < 0)
		return r;
	answer.closures = SV_NEW_ARRAY(arena, int, options->draws);
	for (int n = 0; n < options->draws && answer.planned >= 0; n++) {
		_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
		uint64_t random = options->seed ^ (uint64_t)(n + 1) * 0xD1342543DE82EF95ULL;
		struct sv_flow flow = disturb(&scratch, d, options, answer.planned, random);
		int closure = -1;

		if (watch && watch->stop && watch->stop(watch->data))
			break;
		r = closure_of(&flow, options, watch, &closure, err);
		if (r < 0)
			return r;
		if (closure >= 0)
			answer.closures[answer.closure_count++] = closure;
		answer.draws++;
	}
	qsort(answer.closures, (size_t)answer.closure_count, sizeof(int), by_step);
	*ret = answer;
	return 0;
}

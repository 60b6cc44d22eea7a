/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment_sustain.h"

#include <string.h>

#define SUSTAIN_ROUNDS \
	200 /* dispatches: loads of one kind in the order of their days leave little */

static const char *const status_names[] = {"sustained", "not_sustained", "undecided"};

const char *sv_sustain_status_name(enum sv_sustain_status status)
{
	return status_names[status];
}

static int steps_of(const struct sv_deployment *d, int days)
{
	return days * 24 / d->step_hours;
}

/* The class that supply counts as: named by the user, else one that says so. */
static int supply_class(const struct sv_deployment *d, const char *name, struct sv_error *err)
{
	for (int pass = 0; pass < 2; pass++) {
		const char *prefix = name ? name : pass == 0 ? "supply" : "containers";

		for (int c = 0; c < d->flow.class_count; c++)
			if (strncmp(d->classes[c], prefix, strlen(prefix)) == 0 &&
			    d->flow.classes[c].takes[SV_FLOW_TONNES] > 0)
				return c;
	}
	return sv_fail(err, SV_EINVALID,
		       "the case has no class of tonnes named '%s'; name one with --class",
		       name ? name : "supply");
}

static int64_t people_at(const struct sv_deployment *d, int place, int *ret_from)
{
	int64_t people = 0, most = -1;

	for (int k = 0; k < d->flow.demand_count; k++) {
		const struct sv_flow_demand *demand = &d->flow.demands[k];

		if (demand->to != place)
			continue;
		if (demand->amount > most &&
		    !d->flow.classes[demand->class].takes[SV_FLOW_PEOPLE]) {
			most = demand->amount; /* supply comes from where most cargo comes from */
			*ret_from = demand->from;
		}
		if (d->flow.classes[demand->class].takes[SV_FLOW_PEOPLE])
			people += demand->amount;
	}
	return people;
}

/* Loads for one place, a period each, due when the one before is used up. */
static void add_loads(struct sv_arena *arena, struct sv_deployment *supply, int place, int from,
		      int64_t people, int class, const struct sv_sustain_options *options)
{
	for (int day = options->stock_days; day < options->days; day += options->period_days) {
		int length = SV_MIN(options->period_days, options->days - day);
		int64_t grams = people * options->grams_head_day * length;

		sv_deployment_demand(arena, supply, "supply",
				     (struct sv_flow_demand){.class = class,
							     .from = from,
							     .to = place,
							     .due = steps_of(supply, day),
							     .priority = 1,
							     .amount = (grams + 999999) / 1000000});
	}
}

/* The case after closure: the same lift, ready, and supply to move. */
static int supply_case(struct sv_arena *arena, const struct sv_deployment *d,
		       const struct sv_sustain_options *options, struct sv_deployment *ret,
		       struct sv_sustain_answer *answer, struct sv_error *err)
{
	int class = supply_class(d, options->class, err);

	if (class < 0)
		return class;
	*ret = *d;
	ret->flow.demands = NULL;
	ret->units = NULL;
	ret->flow.demand_count = 0;
	ret->demand_cap = 0;
	ret->flow.horizon = SV_MIN(3 * steps_of(d, options->days), SV_DEPLOY_STEPS_MAX);
	ret->flow.lanes = SV_NEW_ARRAY(arena, struct sv_flow_lane, d->flow.lane_count);
	ret->flow.resources = SV_NEW_ARRAY(arena, struct sv_flow_resource, d->flow.resource_count);
	memcpy(ret->flow.lanes, d->flow.lanes, sizeof(*ret->flow.lanes) * d->flow.lane_count);
	memcpy(ret->flow.resources, d->flow.resources,
	       sizeof(*ret->flow.resources) * d->flow.resource_count);
	for (int i = 0; i < d->flow.lane_count; i++) {
		ret->flow.lanes[i].first = 0;
		ret->flow.lanes[i].last = INT32_MAX;
	}
	for (int r = 0; r < d->flow.resource_count; r++)
		ret->flow.resources[r].from = 0;
	for (int p = 0; p < d->flow.place_count; p++) {
		int from = -1;
		int64_t people = people_at(d, p, &from);

		if (people == 0 || from < 0)
			continue;
		answer->people += people;
		add_loads(arena, ret, p, from, people, class, options);
	}
	if (answer->people == 0)
		return sv_fail(err, SV_EINVALID, "the case moves no people who could consume");
	sv_flow_choose_dimensions(&ret->flow);
	return 0;
}

/* Proven too late: all that is due by the first late load's day cannot be there by that day. */
static bool is_proven_late(struct sv_arena *arena, const struct sv_deployment *supply, int due,
			   const struct sv_flow_watch *watch)
{
	struct sv_deployment until = *supply;
	struct sv_deployment_options options = {
	    .bound_only = true, .no_savings = true, .seed = 1, .rounds_max = SUSTAIN_ROUNDS};
	struct sv_deployment_answer answer;
	struct sv_error err = SV_ERROR_INIT;
	int kept = 0;

	until.flow.demands = SV_NEW_ARRAY(arena, struct sv_flow_demand, supply->flow.demand_count);
	for (int k = 0; k < supply->flow.demand_count; k++)
		if (supply->flow.demands[k].due <= due)
			until.flow.demands[kept++] = supply->flow.demands[k];
	until.flow.demand_count = kept;
	if (sv_deployment_plan(arena, &until, &options, watch, &answer, &err) < 0)
		return false;
	return answer.bound > due;
}

int sv_deployment_sustain(struct sv_arena *arena, const struct sv_deployment *d,
			  const struct sv_sustain_options *options,
			  const struct sv_flow_watch *watch, struct sv_sustain_answer *ret,
			  struct sv_error *err)
{
	struct sv_sustain_answer answer = {.days = options->days, .late_day = -1};
	struct sv_flow_search search = {.seed = 1, .rounds_max = SUSTAIN_ROUNDS, .bound = 0};
	struct sv_flow_schedule plan = {.closure = 0};
	struct sv_deployment supply;
	int late = -1;
	int r = supply_case(arena, d, options, &supply, &answer, err);

	if (r < 0)
		return r;
	answer.need_t =
	    (answer.people * options->grams_head_day * options->days + 999999) / 1000000;
	for (int k = 0; k < supply.flow.demand_count; k++)
		answer.moved_t += supply.flow.demands[k].amount;
	if (supply.flow.demand_count) {
		r = sv_flow_plan(arena, &supply.flow, &search, watch, &plan, err);
		if (r < 0)
			return r;
	}
	for (int k = 0; k < supply.flow.demand_count; k++)
		if ((plan.closure < 0 || plan.arrivals[k] > supply.flow.demands[k].due) &&
		    (late < 0 || supply.flow.demands[k].due < late))
			late = supply.flow.demands[k].due;
	if (late >= 0) {
		answer.late_day = late * d->step_hours / 24;
		answer.status = is_proven_late(arena, &supply, late, watch) ? SV_NOT_SUSTAINED
									    : SV_SUSTAIN_UNDECIDED;
	}
	*ret = answer;
	return 0;
}

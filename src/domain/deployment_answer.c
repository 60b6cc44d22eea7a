/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_answer.c - the answer as JSON; docs/formats/schedule.md outranks this file.
 */
#include <stdio.h>

#include "domain/deployment_schedule.h"
#include "domain/deployment_shortfall.h"

int64_t sv_deployment_millidays(const struct sv_deployment *d, int64_t steps)
{
	return (steps * d->step_hours * 1000 + 12) / 24;
}

/* Steps as days: a number such as 19.5. */
static void key_days(struct sv_json *json, const char *key, const struct sv_deployment *d,
		     int64_t steps)
{
	struct sv_decimal days = {sv_deployment_millidays(d, steps), 3};

	while (days.scale && days.coefficient % 10 == 0) {
		days.coefficient /= 10;
		days.scale--;
	}
	sv_json_key(json, key);
	sv_json_decimal(json, days);
}

static void trip_json(const struct sv_deployment *d, const struct sv_flow_trip *trip,
		      struct sv_json *json)
{
	const struct sv_flow_lane *lane = &d->flow.lanes[trip->lane];

	sv_json_begin_object(json);
	sv_json_key_int(json, "lane", trip->lane);
	sv_json_key_text(json, "fleet", d->fleets[trip->lane]);
	sv_json_key(json, "vehicle");
	if (trip->vehicle < 0)
		sv_json_null(json);
	else
		sv_json_int(json, trip->vehicle);
	sv_json_key_text(json, "from", d->places[lane->from]);
	sv_json_key_text(json, "to", d->places[lane->to]);
	sv_json_key_int(json, "start_step", trip->start);
	sv_json_key_int(json, "arrival_step", trip->start + lane->duration);
	sv_json_key(json, "load");
	sv_json_begin_array(json);
	for (int i = 0; i < trip->load_count; i++) {
		const struct sv_flow_load *load = &trip->loads[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "unit", d->units[load->demand]);
		sv_json_key_text(json, "class", d->classes[d->flow.demands[load->demand].class]);
		sv_json_key_int(json, "amount", load->amount);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
}

/* Which dimension a fleet's trips are counted in: part of the proof, since room in another
 * dimension is not counted. */
static void dimensions_json(const struct sv_deployment *d, struct sv_json *json)
{
	sv_json_key(json, "dimensions");
	sv_json_begin_array(json);
	for (int i = 0; i < d->flow.lane_count; i++)
		sv_json_text(json, sv_dimension_names[d->flow.lanes[i].bound_dimension]);
	sv_json_end_array(json);
}

static void certificate_json(const struct sv_deployment *d,
			     const struct sv_deployment_answer *answer, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "not_by_step", answer->bound - 1);
	sv_json_key_int(json, "unit_price", SV_FLOW_PRICE_ONE);
	dimensions_json(d, json);
	sv_json_key(json, "prices");
	sv_json_begin_array(json);
	for (size_t i = 0; i < answer->proof.price_count; i++) {
		const struct sv_flow_price *price = &answer->proof.prices[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "resource", d->resources[price->resource]);
		sv_json_key_int(json, "step", price->step);
		sv_json_key_int(json, "price", price->price);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
}

static void bottlenecks_json(const struct sv_deployment *d,
			     const struct sv_deployment_answer *answer, struct sv_json *json)
{
	sv_json_begin_array(json);
	for (int i = 0; i < answer->bottleneck_count; i++) {
		const struct sv_bottleneck *b = &answer->bottlenecks[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "resource", d->resources[b->resource]);
		sv_json_key_int(json, "from_step", b->from_step);
		sv_json_key_int(json, "to_step", b->to_step);
		if (b->saves_steps < 0) {
			sv_json_key(json, "saves_per_unit_days");
			sv_json_null(json);
		} else {
			key_days(json, "saves_per_unit_days", d, b->saves_steps);
		}
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void late_json(const struct sv_deployment *d, const struct sv_deployment_answer *answer,
		      struct sv_json *json)
{
	sv_json_begin_array(json);
	for (int k = 0; answer->plan.closure >= 0 && k < d->flow.demand_count; k++) {
		const struct sv_flow_demand *demand = &d->flow.demands[k];

		if (demand->due < 0 || answer->plan.arrivals[k] <= demand->due)
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "unit", d->units[k]);
		sv_json_key_text(json, "class", d->classes[demand->class]);
		sv_json_key_int(json, "due_step", demand->due);
		sv_json_key_int(json, "arrival_step", answer->plan.arrivals[k]);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void bars_json(const struct sv_deployment *d, const struct sv_deployment_answer *answer,
		      struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "decision_days", d->decision_days);
	key_days(json, "preparation_days", d, answer->preparation_steps);
	key_days(json, "movement_days", d, answer->movement_steps);
	sv_json_end_object(json);
}

void sv_deployment_answer_json(const struct sv_deployment *d,
			       const struct sv_deployment_answer *answer, struct sv_json *json)
{
	bool found = answer->plan.closure >= 0;

	sv_json_begin_object(json);
	sv_json_key_text(json, "case", d->id[0] ? d->id : NULL);
	sv_json_key_int(json, "step_hours", d->step_hours);
	sv_json_key(json, "closure_step");
	if (found)
		sv_json_int(json, answer->plan.closure);
	else
		sv_json_null(json);
	sv_json_key_int(json, "bound_step", answer->bound);
	sv_json_key(json, "gap_steps");
	if (found)
		sv_json_int(json, answer->plan.closure - answer->bound);
	else
		sv_json_null(json);
	if (found) {
		key_days(json, "closure_day", d, answer->plan.closure);
	} else {
		sv_json_key(json, "closure_day");
		sv_json_null(json);
	}
	sv_json_key_text(json, "status", sv_plan_status_name(answer->status));
	sv_json_key(json, "bars");
	bars_json(d, answer, json);
	sv_json_key(json, "travel_step");
	if (answer->travel_demand >= 0)
		sv_json_int(json, answer->travel);
	else
		sv_json_null(json);
	sv_json_key(json, "bottlenecks");
	bottlenecks_json(d, answer, json);
	sv_json_key(json, "late");
	late_json(d, answer, json);
	sv_json_key(json, "shortfall");
	if (answer->shortfall)
		sv_shortfall_json(d, answer->shortfall, json);
	else
		sv_json_null(json);
	sv_json_key(json, "workload");
	sv_workload_json(d, &answer->plan, json);
	sv_json_key(json, "trips");
	sv_json_begin_array(json);
	for (size_t i = 0; i < answer->plan.trip_count; i++)
		trip_json(d, &answer->plan.trips[i], json);
	sv_json_end_array(json);
	sv_json_key(json, "certificate");
	certificate_json(d, answer, json);
	sv_json_end_object(json);
}

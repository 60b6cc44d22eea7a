/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment_schedule.h"

#include <stdlib.h>

static int by_step(const void *a, const void *b)
{
	const struct sv_arrival *left = a, *right = b;

	return left->step < right->step ? -1 : left->step > right->step;
}

struct sv_class_profile sv_deployment_profile(struct sv_arena *arena, const struct sv_deployment *d,
					      const struct sv_flow_schedule *plan, int class)
{
	struct sv_class_profile profile = {.class = class};
	const struct sv_flow *flow = &d->flow;
	size_t count = 0;

	for (int k = 0; k < flow->demand_count; k++)
		profile.amount += flow->demands[k].class == class ? flow->demands[k].amount : 0;
	for (size_t n = 0; n < plan->trip_count; n++)
		count += (size_t)plan->trips[n].load_count;
	profile.arrivals = SV_NEW_ARRAY(arena, struct sv_arrival, count + 1);
	count = 0;
	for (size_t n = 0; n < plan->trip_count; n++) {
		const struct sv_flow_trip *trip = &plan->trips[n];
		const struct sv_flow_lane *lane = &flow->lanes[trip->lane];

		for (int l = 0; l < trip->load_count; l++) {
			const struct sv_flow_demand *demand = &flow->demands[trip->loads[l].demand];

			if (demand->class == class && demand->to == lane->to)
				profile.arrivals[count++] = (struct sv_arrival){
				    trip->start + lane->duration, trip->loads[l].amount};
		}
	}
	qsort(profile.arrivals, count, sizeof(*profile.arrivals), by_step);
	for (size_t i = 0; i < count; i++) {
		struct sv_arrival *last = &profile.arrivals[SV_MAX(profile.arrival_count, 1) - 1];
		struct sv_arrival next = profile.arrivals[i];

		next.amount += profile.arrival_count ? last->amount : 0;
		if (profile.arrival_count && last->step == next.step)
			*last = next;
		else
			profile.arrivals[profile.arrival_count++] = next;
	}
	return profile;
}

int64_t sv_profile_at(const struct sv_class_profile *profile, int step)
{
	int64_t there = 0;

	for (size_t i = 0; i < profile->arrival_count && profile->arrivals[i].step <= step; i++)
		there = profile->arrivals[i].amount;
	return there;
}

struct sv_lane_movement sv_deployment_movement(struct sv_arena *arena,
					       const struct sv_deployment *d,
					       const struct sv_flow_schedule *plan, int lane)
{
	const struct sv_flow *flow = &d->flow;
	struct sv_lane_movement movement = {
	    .carried = SV_NEW_ARRAY(arena, int64_t, (size_t)flow->class_count + 1)};

	for (size_t n = 0; n < plan->trip_count; n++) {
		const struct sv_flow_trip *trip = &plan->trips[n];

		if (trip->lane != lane)
			continue;
		movement.first = movement.trips ? SV_MIN(movement.first, trip->start) : trip->start;
		movement.last = SV_MAX(movement.last, trip->start);
		movement.trips++;
		for (int l = 0; l < trip->load_count; l++)
			movement.carried[flow->demands[trip->loads[l].demand].class] +=
			    trip->loads[l].amount;
	}
	return movement;
}

const char *sv_carried_text(struct sv_arena *arena, const struct sv_deployment *d,
			    const int64_t *carried)
{
	const char *text = "";

	for (int class = 0; class < d->flow.class_count; class ++)
		if (carried[class])
			text = sv_arena_printf(arena, "%s%s%lld %s", text, text[0] ? ", " : "",
					       (long long)carried[class], d->classes[class]);
	return text;
}

/* What the trip loads, in kilogrammes and heads. */
static void weigh(const struct sv_flow *flow, const struct sv_flow_trip *trip, int64_t *ret_kg,
		  int64_t *ret_people)
{
	int64_t thousandths = 0;

	*ret_kg = 0;
	for (int l = 0; l < trip->load_count; l++) {
		const struct sv_flow_load *load = &trip->loads[l];
		const int64_t *takes = flow->classes[flow->demands[load->demand].class].takes;

		*ret_kg += load->amount * takes[SV_FLOW_TONNES];
		thousandths += load->amount * takes[SV_FLOW_PEOPLE];
	}
	*ret_people = thousandths / 1000;
}

static void take_stands(const struct sv_flow *flow, const struct sv_flow_trip *trip,
			struct sv_workload *workload)
{
	const struct sv_flow_lane *lane = &flow->lanes[trip->lane];

	for (int u = 0; u < lane->use_count; u++) {
		const struct sv_flow_use *use = &lane->uses[u];

		if (use->resource != workload->stands || use->per_cargo)
			continue;
		for (int t = trip->start + use->from;
		     t < SV_MIN(trip->start + use->to, workload->step_count); t++)
			workload->steps[t].stands += use->amount;
	}
}

static struct sv_workload work_at(struct sv_arena *arena, const struct sv_deployment *d,
				  const struct sv_flow_schedule *plan, int place)
{
	const struct sv_flow *flow = &d->flow;
	struct sv_workload workload = {
	    .place = place,
	    .stands = sv_deployment_find_resource(
		d, sv_arena_printf(arena, "stands %s", d->places[place])),
	    .step_count = plan->closure + 1,
	    .steps = SV_NEW_ARRAY(arena, struct sv_place_step, (size_t)plan->closure + 1)};

	for (size_t n = 0; n < plan->trip_count; n++) {
		const struct sv_flow_trip *trip = &plan->trips[n];
		const struct sv_flow_lane *lane = &flow->lanes[trip->lane];
		int arrival = trip->start + lane->duration;
		int64_t kg, people;

		weigh(flow, trip, &kg, &people);
		if (lane->from == place) {
			workload.steps[trip->start].out_kg += kg;
			workload.steps[trip->start].out_people += people;
		}
		if (lane->to == place && arrival < workload.step_count) {
			workload.steps[arrival].in_kg += kg;
			workload.steps[arrival].in_people += people;
		}
		if (workload.stands >= 0)
			take_stands(flow, trip, &workload);
	}
	return workload;
}

static bool has_vehicles(const struct sv_flow *flow, int place)
{
	for (int i = 0; i < flow->lane_count; i++)
		if (flow->lanes[i].fleet >= 0 &&
		    (flow->lanes[i].from == place || flow->lanes[i].to == place))
			return true;
	return false;
}

int sv_deployment_workload(struct sv_arena *arena, const struct sv_deployment *d,
			   const struct sv_flow_schedule *plan, struct sv_workload **ret)
{
	struct sv_workload *list =
	    SV_NEW_ARRAY(arena, struct sv_workload, (size_t)d->flow.place_count + 1);
	int count = 0;

	for (int p = 0; plan->closure >= 0 && p < d->flow.place_count; p++) {
		struct sv_place_step all;

		if (!has_vehicles(&d->flow, p))
			continue;
		list[count] = work_at(arena, d, plan, p);
		all = sv_workload_fold(&list[count], 0, list[count].step_count);
		count += all.stands || all.out_kg || all.in_kg || all.out_people || all.in_people;
	}
	*ret = list;
	return count;
}

struct sv_place_step sv_workload_fold(const struct sv_workload *workload, int from, int to)
{
	struct sv_place_step all = {0};

	for (int t = SV_MAX(from, 0); t < SV_MIN(to, workload->step_count); t++) {
		const struct sv_place_step *step = &workload->steps[t];

		all.stands = SV_MAX(all.stands, step->stands);
		all.out_kg += step->out_kg;
		all.in_kg += step->in_kg;
		all.out_people += step->out_people;
		all.in_people += step->in_people;
	}
	return all;
}

static void key_tonnes(struct sv_json *json, const char *key, int64_t kg)
{
	struct sv_decimal tonnes = {kg, 3};

	while (tonnes.scale && tonnes.coefficient % 10 == 0) {
		tonnes.coefficient /= 10;
		tonnes.scale--;
	}
	sv_json_key(json, key);
	sv_json_decimal(json, tonnes);
}

static void step_json(int at, const struct sv_place_step *step, bool has_stands,
		      struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "step", at);
	if (has_stands)
		sv_json_key_int(json, "stands", step->stands);
	key_tonnes(json, "out_t", step->out_kg);
	key_tonnes(json, "in_t", step->in_kg);
	sv_json_key_int(json, "out_people", step->out_people);
	sv_json_key_int(json, "in_people", step->in_people);
	sv_json_end_object(json);
}

void sv_workload_json(const struct sv_deployment *d, const struct sv_flow_schedule *plan,
		      struct sv_json *json)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct sv_workload *list;
	int count = sv_deployment_workload(&scratch, d, plan, &list);

	sv_json_begin_array(json);
	for (int i = 0; i < count; i++) {
		bool has_stands = list[i].stands >= 0;

		sv_json_begin_object(json);
		sv_json_key_text(json, "place", d->places[list[i].place]);
		sv_json_key(json, "stands");
		if (has_stands)
			sv_json_int(json, d->flow.resources[list[i].stands].capacity);
		else
			sv_json_null(json);
		sv_json_key(json, "steps");
		sv_json_begin_array(json);
		for (int t = 0; t < list[i].step_count; t++) {
			const struct sv_place_step *step = &list[i].steps[t];

			if (step->stands || step->out_kg || step->in_kg || step->out_people ||
			    step->in_people)
				step_json(t, step, has_stands, json);
		}
		sv_json_end_array(json);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

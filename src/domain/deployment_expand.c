/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_expand.c - a case that was read, written as fleets and units.
 */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "domain/deployment_case_internal.h"

static int64_t steps(const struct sv_case_reader *r, double hours)
{
	return hours <= 0 ? 0 : (int64_t)ceil(hours / r->step_hours - 1e-9);
}

static void write_room(struct sv_json *json, const char *key, double value)
{
	if (value < 0)
		return;
	sv_json_key(json, key);
	/* Rounded down: what fits as a whole must also fit as a sum of its tonnes. */
	sv_json_decimal(json, (struct sv_decimal){(int64_t)floor(value * 1000 + 1e-6), 3});
}

static const char *class_of(const struct sv_case_reader *r, const struct sv_case_unit *unit,
			    const char *kind)
{
	return sv_arena_printf(r->arena, "%s %s", kind, unit->name);
}

/* Each unit has its own classes, since its equipment takes its own lane metres a tonne. */
static void write_classes(const struct sv_case_reader *r, struct sv_json *json)
{
	sv_json_key(json, "classes");
	sv_json_begin_object(json);
	for (int i = 0; i < r->unit_count; i++) {
		const struct sv_case_unit *unit = &r->units[i];

		sv_json_key(json, class_of(r, unit, "equipment"));
		sv_json_begin_object(json);
		write_room(json, "tonnes", 1);
		if (unit->equipment > 0)
			write_room(json, "lane_m", unit->lane_m / unit->equipment);
		sv_json_end_object(json);
		sv_json_key(json, class_of(r, unit, "supply"));
		sv_json_begin_object(json);
		write_room(json, "tonnes", 1);
		if (unit->supply > 0)
			write_room(json, "teu", unit->teu / unit->supply);
		sv_json_end_object(json);
	}
	sv_json_end_object(json);
}

static bool carries(const struct sv_case_fleet *fleet, const char *kind)
{
	return !fleet->carries || strstr(fleet->carries, kind);
}

static void write_carries(const struct sv_case_reader *r, const struct sv_case_fleet *fleet,
			  struct sv_json *json)
{
	double pax = sv_geo_number(r->geo, SV_GEO_ASSETS, fleet->asset, "pax", 0);
	double lane_m = sv_geo_number(r->geo, SV_GEO_ASSETS, fleet->asset, "lane_m", -1);
	double teu = sv_geo_number(r->geo, SV_GEO_ASSETS, fleet->asset, "teu", -1);

	sv_json_key(json, "carries");
	sv_json_begin_array(json);
	if (carries(fleet, "people") && pax > 0)
		sv_json_text(json, "people");
	for (int i = 0; i < r->unit_count; i++) {
		if (carries(fleet, "equipment") && lane_m != 0)
			sv_json_text(json, class_of(r, &r->units[i], "equipment"));
		if (carries(fleet, "supply") && teu != 0)
			sv_json_text(json, class_of(r, &r->units[i], "supply"));
	}
	sv_json_end_array(json);
}

static void write_lane(const struct sv_case_reader *r, int i, struct sv_json *json)
{
	const struct sv_case_lane *lane = &r->lanes[i];

	sv_json_begin_object(json);
	sv_json_key_text(json, "from", r->places[lane->from].name);
	sv_json_key_text(json, "to", r->places[lane->to].name);
	sv_json_key_int(json, "load", SV_MAX(steps(r, lane->load), 0));
	/* The whole way to the unloaded cargo is rounded up once, not each of its parts. */
	sv_json_key_int(json, "out",
			SV_MAX(steps(r, lane->load + lane->out + lane->unload) -
				   steps(r, lane->load) - steps(r, lane->unload),
			       0));
	sv_json_key_int(json, "unload", steps(r, lane->unload));
	sv_json_key_int(json, "back",
			SV_MAX(steps(r, lane->load + lane->out + lane->unload + lane->back) -
				   SV_MAX(steps(r, lane->load + lane->out + lane->unload),
					  steps(r, lane->load) + steps(r, lane->unload)),
			       0));
	if (lane->permission > 0)
		sv_json_key_int(json, "first_step", steps(r, lane->permission * 24));
	if (lane->slots >= 0)
		sv_json_key_text(json, "slot", sv_arena_printf(r->arena, "lane %d", i));
	sv_json_end_object(json);
}

static void write_fleet(const struct sv_case_reader *r, int n, struct sv_json *json)
{
	const struct sv_case_fleet *fleet = &r->fleets[n];
	const struct sv_geo *geo = r->geo;
	double payload = fleet->payload >= 0 ? fleet->payload
					     : sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset,
							     "payload_plan_t", -1);

	sv_json_begin_object(json);
	sv_json_key_text(json, "name", fleet->name);
	sv_json_key_int(json, "count", (int64_t)fleet->count);
	sv_json_key_int(json, "from_step", steps(r, fleet->notice * 24));
	sv_json_key(json, "capacity");
	sv_json_begin_object(json);
	write_room(json, "people", sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "pax", -1));
	write_room(json, "tonnes", payload);
	write_room(json, "lane_m", sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "lane_m", -1));
	write_room(json, "teu", sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "teu", -1));
	sv_json_end_object(json);
	write_carries(r, fleet, json);
	sv_json_key_int(json, "stand_units",
			(int64_t)sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "stand_units", 0));
	sv_json_key(json, "lanes");
	sv_json_begin_array(json);
	for (int i = 0; i < r->lane_count; i++)
		if (r->lanes[i].fleet == n)
			write_lane(r, i, json);
	sv_json_end_array(json);
	sv_json_end_object(json);
}

static void write_unit(const struct sv_case_reader *r, const struct sv_case_unit *unit,
		       struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "id", unit->name);
	sv_json_key_text(json, "origin", r->places[unit->from].name);
	sv_json_key_text(json, "destination", r->places[unit->to].name);
	sv_json_key_int(json, "ready_step", steps(r, unit->ready * 24));
	if (unit->due >= 0)
		sv_json_key_int(json, "due_step", (int64_t)(unit->due * 24 / r->step_hours));
	sv_json_key_int(json, "priority", (int64_t)SV_MAX(unit->priority, 1));
	sv_json_key_int(json, "people", (int64_t)unit->people);
	sv_json_key_int(json, class_of(r, unit, "equipment"), (int64_t)ceil(unit->equipment));
	sv_json_key_int(json, class_of(r, unit, "supply"), (int64_t)ceil(unit->supply));
	sv_json_end_object(json);
}

static void write_limits(const struct sv_case_reader *r, struct sv_json *json)
{
	sv_json_key(json, "stands");
	sv_json_begin_object(json);
	for (int i = 0; i < r->place_count; i++)
		if (r->places[i].stands >= 0)
			sv_json_key_int(json, r->places[i].name, (int64_t)r->places[i].stands);
	sv_json_end_object(json);
	sv_json_key(json, "handling");
	sv_json_begin_object(json);
	for (int i = 0; i < r->place_count; i++)
		if (r->places[i].handling >= 0)
			sv_json_key_int(json, r->places[i].name,
					(int64_t)(r->places[i].handling * r->step_hours / 24));
	sv_json_end_object(json);
	sv_json_key(json, "slots");
	sv_json_begin_object(json);
	for (int i = 0; i < r->lane_count; i++)
		if (r->lanes[i].slots >= 0)
			sv_json_key_int(json, sv_arena_printf(r->arena, "lane %d", i),
					(int64_t)r->lanes[i].slots);
	sv_json_end_object(json);
}

void sv_deployment_case_write(const struct sv_case_reader *r, struct sv_buf *out)
{
	struct sv_json json = SV_JSON_INIT(out);

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "id", r->id);
	if (r->decided)
		sv_json_key_text(&json, "decided", r->decided);
	sv_json_key_int(&json, "step_hours", (int64_t)r->step_hours);
	sv_json_key_int(&json, "decision_days", (int64_t)r->decision);
	if (r->horizon > 0)
		sv_json_key_int(&json, "horizon_steps", steps(r, r->horizon * 24));
	write_classes(r, &json);
	write_limits(r, &json);
	sv_json_key(&json, "fleets");
	sv_json_begin_array(&json);
	for (int i = 0; i < r->fleet_count; i++)
		write_fleet(r, i, &json);
	sv_json_end_array(&json);
	sv_json_key(&json, "units");
	sv_json_begin_array(&json);
	for (int i = 0; i < r->unit_count; i++)
		write_unit(r, &r->units[i], &json);
	sv_json_end_array(&json);
	sv_json_key(&json, "figures");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < r->figure_count; i++) {
		sv_json_begin_array(&json);
		sv_json_text(&json, r->figures[i].what);
		sv_json_text(&json, r->figures[i].value);
		sv_json_text(&json, r->figures[i].mark);
		sv_json_end_array(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
}

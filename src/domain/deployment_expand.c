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

/* What a unit brings of a kind of cargo other than people, in tonnes. */
static double tonnes_of(const struct sv_case_unit *unit, const char *kind)
{
	return strcmp(kind, "equipment") == 0    ? unit->equipment
	       : strcmp(kind, "outsize") == 0    ? unit->outsize
	       : strcmp(kind, "containers") == 0 ? unit->containers
						 : unit->supply;
}

/* Lane metres are the equipment's, TEU the containers' or else the supply's. */
static void write_takes(const struct sv_case_unit *unit, const char *kind, struct sv_json *json)
{
	const char *boxed = unit->containers > 0 ? "containers" : "supply";
	double tonnes = tonnes_of(unit, kind);

	write_room(json, "tonnes", 1);
	if (tonnes > 0 && strcmp(kind, "equipment") == 0)
		write_room(json, "lane_m", unit->lane_m / tonnes);
	if (tonnes > 0 && strcmp(kind, boxed) == 0)
		write_room(json, "teu", unit->teu / tonnes);
}

/* Equipment and supply are always named, so that cases of one kind look alike. */
static bool has_class(const struct sv_case_unit *unit, const char *kind)
{
	return strcmp(kind, "equipment") == 0 || strcmp(kind, "supply") == 0 ||
	       tonnes_of(unit, kind) > 0;
}

/* Each unit has its own classes, since its equipment takes its own lane metres a tonne. */
static void write_classes(const struct sv_case_reader *r, struct sv_json *json)
{
	sv_json_key(json, "classes");
	sv_json_begin_object(json);
	for (int i = 0; i < r->unit_count; i++) {
		for (int kind = 1; kind < SV_CASE_KINDS; kind++) {
			if (!has_class(&r->units[i], sv_case_kinds[kind]))
				continue;
			sv_json_key(json, class_of(r, &r->units[i], sv_case_kinds[kind]));
			sv_json_begin_object(json);
			write_takes(&r->units[i], sv_case_kinds[kind], json);
			sv_json_end_object(json);
		}
	}
	sv_json_end_object(json);
}

static bool is_named(const char *list, const char *kind)
{
	struct sv_str rest = sv_str_from(list), word;

	while (sv_str_split(&rest, ',', &word))
		if (sv_str_is(word, kind))
			return true;
	return false;
}

/* What the fleet takes: what it says, or what its asset has room for.  Outsize cargo fits in few
 * vehicles, and the tables do not say in which: it has to be named. */
static bool carries(const struct sv_case_reader *r, const struct sv_case_fleet *fleet,
		    const char *kind)
{
	double lane_m = sv_geo_number(r->geo, SV_GEO_ASSETS, fleet->asset, "lane_m", -1);
	double teu = sv_geo_number(r->geo, SV_GEO_ASSETS, fleet->asset, "teu", -1);

	if (fleet->carries ? !is_named(fleet->carries, kind) : strcmp(kind, "outsize") == 0)
		return false;
	if (strcmp(kind, "people") == 0)
		return sv_geo_number(r->geo, SV_GEO_ASSETS, fleet->asset, "pax", 0) > 0;
	if (strcmp(kind, "equipment") == 0)
		return lane_m != 0;
	return strcmp(kind, "outsize") == 0 || teu != 0;
}

static void write_carries(const struct sv_case_reader *r, const struct sv_case_fleet *fleet,
			  struct sv_json *json)
{
	sv_json_key(json, "carries");
	sv_json_begin_array(json);
	if (carries(r, fleet, "people"))
		sv_json_text(json, "people");
	for (int i = 0; i < r->unit_count; i++)
		for (int kind = 1; kind < SV_CASE_KINDS; kind++)
			if (has_class(&r->units[i], sv_case_kinds[kind]) &&
			    carries(r, fleet, sv_case_kinds[kind]))
				sv_json_text(json, class_of(r, &r->units[i], sv_case_kinds[kind]));
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
	for (int kind = 1; kind < SV_CASE_KINDS; kind++)
		if (has_class(unit, sv_case_kinds[kind]))
			sv_json_key_int(json, class_of(r, unit, sv_case_kinds[kind]),
					(int64_t)ceil(tonnes_of(unit, sv_case_kinds[kind])));
	sv_json_end_object(json);
}

/* Steps of a place, from the first up to one after the last; false where nothing is said. */
typedef bool (*sv_span_of)(const struct sv_case_reader *r, const struct sv_case_place *place,
			   int64_t *ret_from, int64_t *ret_to);

/* Open in steps that are wholly within the hours. */
static bool hours_of(const struct sv_case_reader *r, const struct sv_case_place *place,
		     int64_t *ret_from, int64_t *ret_to)
{
	*ret_from = steps(r, place->opens);
	*ret_to = (int64_t)floor(place->closes / r->step_hours);
	return place->opens >= 0;
}

/* Shut in all steps that a closure touches. */
static bool shut_of(const struct sv_case_reader *r, const struct sv_case_place *place,
		    int64_t *ret_from, int64_t *ret_to)
{
	*ret_from = (int64_t)floor(place->shut * 24 / r->step_hours);
	*ret_to = steps(r, place->until * 24);
	return place->shut >= 0;
}

static void write_spans(const struct sv_case_reader *r, const char *key, sv_span_of span_of,
			struct sv_json *json)
{
	bool begun = false;
	int64_t from, to;

	for (int i = 0; i < r->place_count; i++) {
		if (!span_of(r, &r->places[i], &from, &to))
			continue;
		if (!begun) {
			sv_json_key(json, key);
			sv_json_begin_object(json);
		}
		begun = true;
		sv_json_key(json, r->places[i].name);
		sv_json_begin_array(json);
		sv_json_int(json, from);
		sv_json_int(json, to);
		sv_json_end_array(json);
	}
	if (begun)
		sv_json_end_object(json);
}

static void write_ferry(const struct sv_case_reader *r, struct sv_json *json)
{
	if (!r->ferry_count)
		return;
	sv_json_key(json, "ferry");
	sv_json_begin_array(json);
	for (int i = 0; i < r->ferry_count; i++) {
		const struct sv_case_ferry *ferry = &r->ferries[i];

		sv_json_begin_array(json);
		sv_json_text(json, r->places[ferry->a].name);
		sv_json_text(json, r->places[ferry->b].name);
		sv_json_int(json, steps(r, ferry->hours));
		sv_json_text(json, r->fleets[ferry->fleet].name);
		sv_json_end_array(json);
	}
	sv_json_end_array(json);
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
	write_spans(r, "hours", hours_of, json);
	write_spans(r, "shut", shut_of, json);
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
	write_ferry(r, &json);
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

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_json_units.c - units, ferry times and figures of a case in JSON.
 */
#include <string.h>

#include "domain/deployment_internal.h"

/* Where a unit goes when it does not say: the case's destination, else the one place that lanes
 * lead to and none leaves. */
int sv_case_destination(struct sv_case_json *reader, const json_t *root)
{
	const struct sv_flow *flow = &reader->d->flow;
	const char *name = json_string_value(json_object_get(root, "destination"));
	int found = -1;

	if (name) {
		found = sv_deployment_find_place(reader->d, name);
		if (found < 0)
			sv_case_wrong(
			    reader, "/destination", "name a place that a lane leads to",
			    sv_arena_printf(reader->arena, "no lane leads to '%s'", name));
		return found;
	}
	for (int p = 0; p < flow->place_count; p++) {
		bool leaves = false, leads = false;

		for (int i = 0; i < flow->lane_count; i++) {
			leaves |= flow->lanes[i].from == p;
			leads |= flow->lanes[i].to == p;
		}
		if (!leads || leaves)
			continue;
		if (found >= 0)
			return -1;
		found = p;
	}
	return found;
}

static const char *const unit_keys[] = {"id",       "origin",   "ready_step",
					"due_step", "priority", "destination"};

/* `named` is a place without a lane, or NULL where the unit names none. */
static void place_missing(struct sv_case_json *reader, const char *place, const char *unit,
			  const char *named, bool is_origin)
{
	if (named)
		sv_case_wrong(
		    reader, sv_case_at(reader, place, is_origin ? "origin" : "destination"),
		    "name a place that a lane has",
		    sv_arena_printf(reader->arena, "unit '%s': '%s' has no lane", unit, named));
	else
		sv_case_wrong(
		    reader, sv_case_at(reader, place, "destination"),
		    "give it one; only where lanes lead to one place that none leaves, that is it",
		    sv_arena_printf(reader->arena, "unit '%s' has no destination", unit));
}

static bool is_named(const struct sv_deployment *d, const char *unit)
{
	for (int k = 0; k < d->flow.demand_count; k++)
		if (strcmp(d->units[k], unit) == 0)
			return true;
	return false;
}

void sv_case_unit(struct sv_case_json *reader, const json_t *value, int to, const char *place)
{
	const json_t *id = json_object_get(value, "id");
	const char *origin = sv_case_text(reader, value, "origin", place), *key;
	const char *target = json_string_value(json_object_get(value, "destination"));
	const char *name = json_is_integer(id) ? sv_arena_printf(reader->arena, "%lld",
								 (long long)json_integer_value(id))
					       : json_string_value(id);
	struct sv_flow_demand demand = {.to = to};
	json_t *amount;

	if (!origin)
		return;
	if (!name || is_named(reader->d, name)) {
		sv_case_wrong(
		    reader, sv_case_at(reader, place, "id"), "give each unit a name of its own",
		    name ? sv_arena_printf(reader->arena, "there are two units '%s'", name)
			 : "'id' is missing");
		return;
	}
	demand.from = sv_deployment_find_place(reader->d, origin);
	if (target)
		demand.to = sv_deployment_find_place(reader->d, target);
	if (demand.from < 0 || demand.to < 0) {
		place_missing(reader, place, name, demand.from < 0 ? origin : target,
			      demand.from < 0);
		return;
	}
	demand.ready = sv_case_whole(reader, value, "ready_step", place, 0);
	demand.due = sv_case_whole(reader, value, "due_step", place, -1);
	demand.priority = SV_MAX(sv_case_whole(reader, value, "priority", place, 1), 1);
	json_object_foreach((json_t *)(uintptr_t)value, key, amount)
	{
		bool known = false;

		for (size_t i = 0; i < SV_ARRAY_LEN(unit_keys); i++)
			known |= strcmp(key, unit_keys[i]) == 0;
		if (known || reader->d->flow.class_count >= 64)
			continue;
		demand.amount = sv_case_whole(reader, value, key, place, 0);
		demand.class = sv_case_class(reader, key);
		sv_deployment_demand(reader->arena, reader->d, name, demand);
	}
}

/* Only a fleet that starts from more than one place ever has to ferry. */
static bool has_origins(const struct sv_flow *flow, int fleet)
{
	int first = -1;

	for (int i = 0; i < flow->lane_count; i++) {
		if (flow->lanes[i].fleet != fleet)
			continue;
		if (first >= 0 && flow->lanes[i].from != first)
			return true;
		first = flow->lanes[i].from;
	}
	return false;
}

static bool make_ferry(struct sv_case_json *reader)
{
	struct sv_flow *flow = &reader->d->flow;
	size_t places = (size_t)flow->place_count;

	if (flow->place_count > SV_DEPLOY_FERRY_PLACES_MAX) {
		sv_case_wrong(reader, "/ferry", "leave places out",
			      sv_arena_printf(reader->arena,
					      "a case with ferry times has at most %d places",
					      SV_DEPLOY_FERRY_PLACES_MAX));
		return false;
	}
	flow->ferry = SV_NEW_ARRAY(reader->arena, int *, flow->resource_count);
	for (int r = 0; r < flow->resource_count; r++)
		if (flow->resources[r].fleet && has_origins(flow, r))
			flow->ferry[r] = SV_NEW_ARRAY(reader->arena, int, places *places);
	return true;
}

/* [place, place, steps] for all fleets; with a fleet's name behind, for that one. */
static void read_ferry(struct sv_case_json *reader, const json_t *value, const char *place)
{
	const char *a = json_string_value(json_array_get(value, 0));
	const char *b = json_string_value(json_array_get(value, 1));
	const json_t *steps = json_array_get(value, 2);
	const char *fleet = json_string_value(json_array_get(value, 3));
	struct sv_flow *flow = &reader->d->flow;
	int from = a ? sv_deployment_find_place(reader->d, a) : -1;
	int to = b ? sv_deployment_find_place(reader->d, b) : -1;
	int only = fleet ? sv_deployment_find_resource(
			       reader->d, sv_arena_printf(reader->arena, "fleet %s", fleet))
			 : -1;

	if (from < 0 || to < 0 || from == to || (json_array_size(value) > 3 && only < 0) ||
	    !json_is_integer(steps) || json_integer_value(steps) < 0 ||
	    json_integer_value(steps) > SV_DEPLOY_STEPS_MAX) {
		sv_case_wrong(reader, place,
			      "write [from, to, steps] with two places of lanes, and a fleet's "
			      "name if only it needs so long",
			      "this is no ferry time");
		return;
	}
	for (int r = 0; r < flow->resource_count; r++) {
		if (!flow->ferry[r] || (only >= 0 && r != only))
			continue;
		flow->ferry[r][from * flow->place_count + to] = (int)json_integer_value(steps);
		flow->ferry[r][to * flow->place_count + from] = (int)json_integer_value(steps);
	}
}

void sv_case_ferry(struct sv_case_json *reader, const json_t *root)
{
	const json_t *ferry = json_object_get(root, "ferry"), *item;
	size_t i;

	if (!ferry || !make_ferry(reader))
		return;
	json_array_foreach(ferry, i, item)
	    read_ferry(reader, item, sv_arena_printf(reader->arena, "/ferry/%zu", i));
}

void sv_case_figures(struct sv_case_json *reader, const json_t *root)
{
	struct sv_deployment *d = reader->d;
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(root, "figures"), i, item)
	{
		const char *part[3];

		for (int n = 0; n < 3; n++) {
			part[n] = json_string_value(json_array_get(item, n));
			part[n] = sv_arena_cstr(reader->arena, part[n] ? part[n] : "");
		}
		d->figures = sv_arena_grow(reader->arena, d->figures, d->figure_count,
					   &d->figure_cap, sizeof(*d->figures));
		d->figures[d->figure_count++] =
		    (struct sv_deployment_figure){part[0], part[1], part[2]};
	}
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_json.c - fleets and units as JSON: the expanded form of every case.
 */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/suggest.h"
#include "domain/deployment_internal.h"

#define NUMBER_MAX 1000000000

struct reader {
	struct sv_arena *arena;
	const char *file;
	struct sv_findings *findings;
	struct sv_deployment *d;
};

static void wrong(struct reader *reader, const char *place, const char *repair, const char *message)
{
	struct sv_finding finding = {.severity = SV_ERROR,
				     .rule = "case",
				     .file = reader->file,
				     .place = place,
				     .message = message,
				     .repair = repair};

	sv_findings_add(reader->findings, &finding);
}

static const char *at(struct reader *reader, const char *place, const char *key)
{
	return sv_arena_printf(reader->arena, "%s/%s", place, key);
}

/* Of what should be a whole number of 0 or more. */
static const char *what_is_wrong(const json_t *value)
{
	if (!value)
		return "missing";
	if (json_number_value(value) < 0)
		return "negative";
	return json_number_value(value) > NUMBER_MAX ? "too large" : "not a whole number";
}

/* A whole number of 0 or more; `missing` when the key is not there. */
static int whole(struct reader *reader, const json_t *object, const char *key, const char *place,
		 int missing)
{
	const json_t *value = json_object_get(object, key);

	if (!value)
		return missing;
	if (json_is_integer(value) && json_integer_value(value) >= 0 &&
	    json_integer_value(value) <= NUMBER_MAX)
		return (int)json_integer_value(value);
	wrong(reader, at(reader, place, key), "give a whole number of 0 or more",
	      sv_arena_printf(reader->arena, "'%s' is %s", key, what_is_wrong(value)));
	return missing < 0 ? 0 : missing;
}

static const char *text(struct reader *reader, const json_t *object, const char *key,
			const char *place)
{
	const char *value = json_string_value(json_object_get(object, key));

	if (value && value[0])
		return value;
	wrong(reader, at(reader, place, key), "give a name in quotes",
	      sv_arena_printf(reader->arena, "'%s' is missing", key));
	return NULL;
}

/* A number of 0 or more in thousandths, -1 when it is none. */
static int64_t thousandths(const json_t *value)
{
	double number = json_number_value(value);

	if (!json_is_number(value) || !(number >= 0) || number > NUMBER_MAX)
		return -1;
	return llround(number * 1000);
}

static int class_of(struct reader *reader, const char *name)
{
	struct sv_flow_class class = {{0}};

	class.takes[strcmp(name, "people") == 0 ? SV_FLOW_PEOPLE : SV_FLOW_TONNES] = 1000;
	return sv_deployment_class(reader->arena, reader->d, name, class);
}

static void read_dimensions(struct reader *reader, const json_t *object, const char *place,
			    int64_t *ret)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		int m = 0;

		while (m < SV_FLOW_DIMENSIONS && strcmp(key, sv_dimension_names[m]) != 0)
			m++;
		if (m == SV_FLOW_DIMENSIONS || thousandths(value) < 0) {
			wrong(reader, at(reader, place, key),
			      "give numbers for people, tonnes, lane_m or teu",
			      sv_arena_printf(reader->arena, "'%s' is no such number", key));
			continue;
		}
		ret[m] = thousandths(value);
	}
}

static void read_classes(struct reader *reader, const json_t *root)
{
	const char *name;
	json_t *value;

	json_object_foreach(json_object_get(root, "classes"), name, value)
	{
		struct sv_flow_class class = {{0}};

		read_dimensions(reader, value, at(reader, "/classes", name), class.takes);
		sv_deployment_class(reader->arena, reader->d, name, class);
	}
}

/* Opening hours and closures of a place are those of its stands and of its handling. */
static void read_hours(struct reader *reader, const json_t *root, const char *place,
		       struct sv_flow_resource *resource)
{
	const json_t *hours = json_object_get(json_object_get(root, "hours"), place);
	const json_t *shut = json_object_get(json_object_get(root, "shut"), place);

	if (hours) {
		resource->period = 24 / reader->d->step_hours;
		resource->opens = (int)json_integer_value(json_array_get(hours, 0));
		resource->closes = (int)json_integer_value(json_array_get(hours, 1));
		if (resource->opens < 0 || resource->opens >= resource->closes ||
		    resource->closes > resource->period || 24 % reader->d->step_hours)
			wrong(reader, at(reader, "/hours", place),
			      "give two steps of the day, the first before the second",
			      sv_arena_printf(reader->arena,
					      "'%s' is not open at any time of a day of %d steps",
					      place, resource->period));
	}
	if (shut) {
		resource->shut_from = (int)json_integer_value(json_array_get(shut, 0));
		resource->shut_to = (int)json_integer_value(json_array_get(shut, 1));
		if (resource->shut_from < 0 || resource->shut_from >= resource->shut_to)
			wrong(reader, at(reader, "/shut", place),
			      "give two steps, the first before the second",
			      sv_arena_printf(reader->arena, "'%s' is shut at no step", place));
	}
}

static void read_places(struct reader *reader, const json_t *root, const char *kind,
			const char *prefix)
{
	const json_t *places = json_object_get(root, kind);
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)places, name, value)
	{
		const char *place = sv_arena_printf(reader->arena, "/%s", kind);
		struct sv_flow_resource resource = {.capacity =
							whole(reader, places, name, place, 0)};

		read_hours(reader, root, name, &resource);
		sv_deployment_place(reader->arena, reader->d, name);
		sv_deployment_resource(reader->arena, reader->d,
				       sv_arena_printf(reader->arena, "%s %s", prefix, name),
				       resource);
	}
}

static void read_slots(struct reader *reader, const json_t *root)
{
	const char *name;
	json_t *value;

	json_object_foreach(json_object_get(root, "slots"), name, value)
	{
		struct sv_flow_resource resource = {
		    .capacity = whole(reader, json_object_get(root, "slots"), name, "/slots", 0)};

		sv_deployment_resource(reader->arena, reader->d,
				       sv_arena_printf(reader->arena, "slots %s", name), resource);
	}
}

struct fleet {
	const char *name;
	int resource;
	int stand_units;
	uint64_t carries;
	int64_t room[SV_FLOW_DIMENSIONS];
	int from_step;
};

/* What a trip takes at one end while it loads or unloads. */
static void use_place(struct reader *reader, const struct fleet *fleet, int lane, const char *place,
		      int from, int to)
{
	int stands = sv_deployment_find_resource(
	    reader->d, sv_arena_printf(reader->arena, "stands %s", place));
	int handling = sv_deployment_find_resource(
	    reader->d, sv_arena_printf(reader->arena, "handling %s", place));

	if (stands >= 0 && fleet->stand_units)
		sv_deployment_use(
		    reader->arena, reader->d, lane,
		    (struct sv_flow_use){stands, from, to, fleet->stand_units, false});
	if (handling >= 0)
		sv_deployment_use(reader->arena, reader->d, lane,
				  (struct sv_flow_use){handling, from, to, 1, true});
}

static void add_lane(struct reader *reader, const struct fleet *fleet, const char *from,
		     const char *to, const int *times, const json_t *extra, const char *place)
{
	int load = times[0], out = times[1], unload = times[2], back = times[3];
	const char *slot = json_string_value(json_object_get(extra, "slot"));
	struct sv_flow_lane lane = {
	    .from = sv_deployment_place(reader->arena, reader->d, from),
	    .to = sv_deployment_place(reader->arena, reader->d, to),
	    .fleet = fleet->resource,
	    .first = SV_MAX(fleet->from_step, whole(reader, extra, "first_step", place, 0)),
	    .last = whole(reader, extra, "last_step", place, INT32_MAX),
	    .duration = load + out + unload,
	    .cycle = load + out + unload + back,
	    .carries = fleet->carries,
	};
	int at_lane;

	memcpy(lane.room, fleet->room, sizeof(lane.room));
	if (lane.duration < 1 || lane.duration > SV_DEPLOY_STEPS_MAX ||
	    lane.cycle > SV_DEPLOY_STEPS_MAX) {
		wrong(reader, place, "give times that sum to at least one step",
		      "the lane takes no time, or more than any horizon");
		return;
	}
	if (lane.from == lane.to) {
		wrong(reader, place, "name two different places",
		      sv_arena_printf(reader->arena, "the lane leads from '%s' to itself", from));
		return;
	}
	at_lane = sv_deployment_lane(reader->arena, reader->d, fleet->name, lane);
	sv_deployment_use(reader->arena, reader->d, at_lane,
			  (struct sv_flow_use){fleet->resource, 0, lane.cycle, 1, false});
	use_place(reader, fleet, at_lane, from, 0, load);
	use_place(reader, fleet, at_lane, to, load + out, load + out + unload);
	if (slot) {
		int resource = sv_deployment_find_resource(
		    reader->d, sv_arena_printf(reader->arena, "slots %s", slot));

		if (resource < 0)
			wrong(reader, at(reader, place, "slot"), "name one of 'slots'",
			      sv_arena_printf(reader->arena, "there are no slots '%s'", slot));
		else
			sv_deployment_use(reader->arena, reader->d, at_lane,
					  (struct sv_flow_use){resource, 0, 1, 1, false});
	}
}

static void read_lane(struct reader *reader, const struct fleet *fleet, const json_t *value,
		      const char *place)
{
	static const char *const names[] = {"load", "out", "unload", "back"};
	const char *from, *to;
	int times[4];

	if (json_is_array(value)) {
		from = json_string_value(json_array_get(value, 0));
		to = json_string_value(json_array_get(value, 1));
		for (int i = 0; i < 4; i++) {
			const json_t *time = json_array_get(value, i + 2);

			times[i] = (int)json_integer_value(time);
			if (json_is_integer(time) && json_integer_value(time) >= 0 &&
			    json_integer_value(time) <= SV_DEPLOY_STEPS_MAX)
				continue;
			wrong(reader, sv_arena_printf(reader->arena, "%s/%d", place, i + 2),
			      "give a whole number of steps of 0 or more",
			      sv_arena_printf(reader->arena, "the time '%s' is %s", names[i],
					      json_integer_value(time) > SV_DEPLOY_STEPS_MAX
						  ? "more than any horizon"
						  : what_is_wrong(time)));
			return;
		}
	} else {
		from = text(reader, value, "from", place);
		to = text(reader, value, "to", place);
		for (int i = 0; i < 4; i++)
			times[i] = whole(reader, value, names[i], place, 0);
	}
	if (!from || !to) {
		wrong(reader, place, "write [from, to, load, out, unload, back]",
		      "the lane does not name two places");
		return;
	}
	add_lane(reader, fleet, from, to, times, json_is_object(value) ? value : NULL, place);
}

/* One number is the room for people and for tonnes, held apart; an object names each. */
static void read_capacity(struct reader *reader, const json_t *value, const char *place,
			  struct fleet *fleet)
{
	const char *where = at(reader, place, "capacity");

	for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
		fleet->room[m] = SV_FLOW_NO_LIMIT;
	if (json_is_object(value)) {
		read_dimensions(reader, value, where, fleet->room);
	} else {
		fleet->room[SV_FLOW_PEOPLE] = fleet->room[SV_FLOW_TONNES] =
		    SV_MAX(thousandths(value), 0);
	}
	if (!json_is_object(value) && fleet->room[SV_FLOW_TONNES] < 1)
		wrong(reader, where, "give what one vehicle takes",
		      sv_arena_printf(reader->arena, "fleet '%s' takes nothing, or more than %d",
				      fleet->name, NUMBER_MAX));
}

static void read_fleet(struct reader *reader, const json_t *value, const char *place)
{
	struct fleet fleet = {.name = text(reader, value, "name", place)};
	const json_t *lanes = json_object_get(value, "lanes"), *item;
	struct sv_flow_resource resource = {.fleet = true};
	size_t i;

	if (!fleet.name)
		return;
	resource.capacity = whole(reader, value, "count", place, 1);
	if (resource.capacity < 1 || resource.capacity > SV_DEPLOY_VEHICLES_MAX) {
		wrong(reader, at(reader, place, "count"), "give the fleet vehicles, or take it out",
		      sv_arena_printf(reader->arena, "fleet '%s' has %lld vehicles, not 1 to %d",
				      fleet.name, (long long)resource.capacity,
				      SV_DEPLOY_VEHICLES_MAX));
		return;
	}
	fleet.from_step = resource.from = whole(reader, value, "from_step", place, 0);
	fleet.stand_units = whole(reader, value, "stand_units", place, 0);
	read_capacity(reader, json_object_get(value, "capacity"), place, &fleet);
	json_array_foreach(json_object_get(value, "carries"), i, item)
	{
		const char *class = json_string_value(item);

		if (class && reader->d->flow.class_count < 64)
			fleet.carries |= 1ULL << class_of(reader, class);
	}
	fleet.resource = sv_deployment_resource(
	    reader->arena, reader->d, sv_arena_printf(reader->arena, "fleet %s", fleet.name),
	    resource);
	json_array_foreach(lanes, i, item) read_lane(
	    reader, &fleet, item, sv_arena_printf(reader->arena, "%s/lanes/%zu", place, i));
}

/* Where a unit goes when it does not say: the case's destination, else the one place that lanes
 * lead to and none leaves. */
static int destination(struct reader *reader, const json_t *root)
{
	const struct sv_flow *flow = &reader->d->flow;
	const char *name = json_string_value(json_object_get(root, "destination"));
	int found = -1;

	if (name) {
		found = sv_deployment_find_place(reader->d, name);
		if (found < 0)
			wrong(reader, "/destination", "name a place that a lane leads to",
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
static void place_missing(struct reader *reader, const char *place, const char *unit,
			  const char *named, bool is_origin)
{
	if (named)
		wrong(reader, at(reader, place, is_origin ? "origin" : "destination"),
		      "name a place that a lane has",
		      sv_arena_printf(reader->arena, "unit '%s': '%s' has no lane", unit, named));
	else
		wrong(
		    reader, at(reader, place, "destination"),
		    "give it one; only where lanes lead to one place that none leaves, that is it",
		    sv_arena_printf(reader->arena, "unit '%s' has no destination", unit));
}

static void read_unit(struct reader *reader, const json_t *value, int to, const char *place)
{
	const json_t *id = json_object_get(value, "id");
	const char *origin = text(reader, value, "origin", place), *key;
	const char *target = json_string_value(json_object_get(value, "destination"));
	const char *name = json_is_integer(id) ? sv_arena_printf(reader->arena, "%lld",
								 (long long)json_integer_value(id))
					       : json_string_value(id);
	struct sv_flow_demand demand = {.to = to};
	json_t *amount;

	if (!origin)
		return;
	demand.from = sv_deployment_find_place(reader->d, origin);
	if (target)
		demand.to = sv_deployment_find_place(reader->d, target);
	if (demand.from < 0 || demand.to < 0) {
		place_missing(reader, place, name ? name : "?", demand.from < 0 ? origin : target,
			      demand.from < 0);
		return;
	}
	demand.ready = whole(reader, value, "ready_step", place, 0);
	demand.due = whole(reader, value, "due_step", place, -1);
	demand.priority = SV_MAX(whole(reader, value, "priority", place, 1), 1);
	json_object_foreach((json_t *)(uintptr_t)value, key, amount)
	{
		bool known = false;

		for (size_t i = 0; i < SV_ARRAY_LEN(unit_keys); i++)
			known |= strcmp(key, unit_keys[i]) == 0;
		if (known || reader->d->flow.class_count >= 64)
			continue;
		demand.amount = whole(reader, value, key, place, 0);
		demand.class = class_of(reader, key);
		sv_deployment_demand(reader->arena, reader->d, name ? name : "unit", demand);
	}
}

static void read_ferry(struct reader *reader, const json_t *root)
{
	const json_t *ferry = json_object_get(root, "ferry"), *item;
	struct sv_flow *flow = &reader->d->flow;
	size_t i;

	if (!ferry)
		return;
	flow->ferry =
	    SV_NEW_ARRAY(reader->arena, int, (size_t)flow->place_count * flow->place_count);
	json_array_foreach(ferry, i, item)
	{
		const char *a = json_string_value(json_array_get(item, 0));
		const char *b = json_string_value(json_array_get(item, 1));
		int from = a ? sv_deployment_find_place(reader->d, a) : -1;
		int to = b ? sv_deployment_find_place(reader->d, b) : -1;
		json_int_t steps = json_integer_value(json_array_get(item, 2));

		if (from < 0 || to < 0 || steps < 0 || steps > SV_DEPLOY_STEPS_MAX) {
			wrong(reader, sv_arena_printf(reader->arena, "/ferry/%zu", i),
			      "write [from, to, steps] with two places of lanes",
			      "this is no ferry time");
			continue;
		}
		flow->ferry[from * flow->place_count + to] = (int)steps;
		flow->ferry[to * flow->place_count + from] = (int)steps;
	}
}

static void read_figures(struct reader *reader, const json_t *root)
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

static const char *const root_keys[] = {
    "id",       "step_hours", "decision_days", "decided",      "destination", "stands",
    "handling", "hours",      "shut",          "slots",        "classes",     "fleets",
    "units",    "ferry",      "figures",       "horizon_steps"};
static const char *const fleet_keys[] = {"name",    "count",       "from_step", "capacity",
					 "carries", "stand_units", "lanes"};

/* Other keys are the writer's own; one that is nearly a key is a slip of the hand. */
static void find_slips(struct reader *reader, const json_t *object, const char *const *keys,
		       size_t key_count, const char *place)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		struct sv_suggestion near = SV_SUGGESTION_INIT(key);
		bool known = false;

		for (size_t i = 0; i < key_count; i++) {
			known |= strcmp(key, keys[i]) == 0;
			sv_suggest(&near, keys[i]);
		}
		if (!known && near.best)
			wrong(reader, at(reader, place, key),
			      sv_arena_printf(reader->arena, "write '%s', or another word",
					      near.best),
			      sv_arena_printf(reader->arena, "there is no key '%s'", key));
	}
}

static void read_head(struct reader *reader, const json_t *root)
{
	const char *id = json_string_value(json_object_get(root, "id"));
	const char *decided = json_string_value(json_object_get(root, "decided"));
	struct sv_deployment *d = reader->d;

	if (id)
		d->id = sv_arena_cstr(reader->arena, id);
	d->step_hours = whole(reader, root, "step_hours", "", 6);
	if (d->step_hours < 1 || d->step_hours > 24)
		wrong(reader, "/step_hours", "give 1, 2, 6, 12 or 24",
		      "a step has between 1 and 24 hours");
	if (decided && !sv_day_parse(sv_str_from(decided), &d->decided))
		wrong(reader, "/decided", "write YYYY-MM-DD",
		      sv_arena_printf(reader->arena, "'%s' is not a date", decided));
	d->decision_days = whole(reader, root, "decision_days", "", 0);
	d->flow.horizon = whole(reader, root, "horizon_steps", "", 0);
	if (json_is_integer(json_object_get(root, "horizon_steps")) &&
	    json_integer_value(json_object_get(root, "horizon_steps")) == 0)
		wrong(reader, "/horizon_steps", "give a number of steps, or leave it out",
		      "with no step nothing can arrive");
}

static void read_all(struct reader *reader, const json_t *root)
{
	const json_t *item;
	size_t i;
	int to;

	find_slips(reader, root, root_keys, SV_ARRAY_LEN(root_keys), "");
	json_array_foreach(json_object_get(root, "fleets"), i, item)
	    find_slips(reader, item, fleet_keys, SV_ARRAY_LEN(fleet_keys),
		       sv_arena_printf(reader->arena, "/fleets/%zu", i));
	read_head(reader, root);
	read_classes(reader, root);
	read_places(reader, root, "stands", "stands");
	read_places(reader, root, "handling", "handling");
	read_slots(reader, root);
	json_array_foreach(json_object_get(root, "fleets"), i, item)
	    read_fleet(reader, item, sv_arena_printf(reader->arena, "/fleets/%zu", i));
	to = destination(reader, root);
	json_array_foreach(json_object_get(root, "units"), i, item)
	    read_unit(reader, item, to, sv_arena_printf(reader->arena, "/units/%zu", i));
	read_ferry(reader, root);
	read_figures(reader, root);
}

struct sv_deployment *sv_deployment_read_json(struct sv_arena *arena, const char *file,
					      struct sv_str content, struct sv_findings *findings)
{
	struct reader reader = {
	    .arena = arena, .file = file, .findings = findings, .d = sv_deployment_new(arena, "")};
	json_error_t problem;
	json_t *root = json_loadb(content.ptr, content.len, JSON_REJECT_DUPLICATES, &problem);

	if (!root) {
		sv_findings_error(findings, "json", file, problem.line, problem.column,
				  "write valid JSON", "this is not JSON: %s", problem.text);
		return NULL;
	}
	if (!json_is_array(json_object_get(root, "fleets")) ||
	    !json_is_array(json_object_get(root, "units")))
		wrong(&reader, "", "give the arrays 'fleets' and 'units'",
		      "this JSON holds no deployment");
	else
		read_all(&reader, root);
	json_decref(root);
	return reader.d;
}

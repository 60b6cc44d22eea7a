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

void sv_case_wrong(struct sv_case_json *reader, const char *place, const char *repair,
		   const char *message)
{
	struct sv_finding finding = {.severity = SV_ERROR,
				     .rule = "case",
				     .file = reader->file,
				     .place = place,
				     .message = message,
				     .repair = repair};

	sv_findings_add(reader->findings, &finding);
}

const char *sv_case_at(struct sv_case_json *reader, const char *place, const char *key)
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

int sv_case_whole(struct sv_case_json *reader, const json_t *object, const char *key,
		  const char *place, int missing)
{
	const json_t *value = json_object_get(object, key);

	if (!value)
		return missing;
	if (json_is_integer(value) && json_integer_value(value) >= 0 &&
	    json_integer_value(value) <= NUMBER_MAX)
		return (int)json_integer_value(value);
	sv_case_wrong(reader, sv_case_at(reader, place, key), "give a whole number of 0 or more",
		      sv_arena_printf(reader->arena, "'%s' is %s", key, what_is_wrong(value)));
	return missing < 0 ? 0 : missing;
}

const char *sv_case_text(struct sv_case_json *reader, const json_t *object, const char *key,
			 const char *place)
{
	const char *value = json_string_value(json_object_get(object, key));

	if (value && value[0])
		return value;
	sv_case_wrong(reader, sv_case_at(reader, place, key), "give a name in quotes",
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

int sv_case_class(struct sv_case_json *reader, const char *name)
{
	struct sv_flow_class class = {{0}};

	class.takes[strcmp(name, "people") == 0 ? SV_FLOW_PEOPLE : SV_FLOW_TONNES] = 1000;
	return sv_deployment_class(reader->arena, reader->d, name, class);
}

static void read_dimensions(struct sv_case_json *reader, const json_t *object, const char *place,
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
			sv_case_wrong(
			    reader, sv_case_at(reader, place, key),
			    "give numbers for people, tonnes, lane_m or teu",
			    sv_arena_printf(reader->arena, "'%s' is no such number", key));
			continue;
		}
		ret[m] = thousandths(value);
	}
}

static void read_classes(struct sv_case_json *reader, const json_t *root)
{
	const char *name;
	json_t *value;

	json_object_foreach(json_object_get(root, "classes"), name, value)
	{
		struct sv_flow_class class = {{0}};

		read_dimensions(reader, value, sv_case_at(reader, "/classes", name), class.takes);
		sv_deployment_class(reader->arena, reader->d, name, class);
	}
}

/* Two steps; false when the list holds something else, or not the first before the second. */
static bool read_span(const json_t *value, int *ret_from, int *ret_to)
{
	const json_t *from = json_array_get(value, 0), *to = json_array_get(value, 1);

	if (json_array_size(value) != 2 || !json_is_integer(from) || !json_is_integer(to) ||
	    json_integer_value(from) < 0 || json_integer_value(to) > NUMBER_MAX ||
	    json_integer_value(from) >= json_integer_value(to))
		return false;
	*ret_from = (int)json_integer_value(from);
	*ret_to = (int)json_integer_value(to);
	return true;
}

/* Opening hours and closures of a place are those of its stands and of its handling. */
static void read_hours(struct sv_case_json *reader, const json_t *root, const char *place,
		       struct sv_flow_resource *resource)
{
	const json_t *hours = json_object_get(json_object_get(root, "hours"), place);
	const json_t *shut = json_object_get(json_object_get(root, "shut"), place);

	if (hours) {
		resource->period = 24 / reader->d->step_hours;
		if (24 % reader->d->step_hours ||
		    !read_span(hours, &resource->opens, &resource->closes) ||
		    resource->closes > resource->period)
			sv_case_wrong(
			    reader, sv_case_at(reader, "/hours", place),
			    "give two steps of the day, the first before the second",
			    sv_arena_printf(reader->arena,
					    "'%s' is not open at any time of a day of %d steps",
					    place, resource->period));
	}
	if (shut && !read_span(shut, &resource->shut_from, &resource->shut_to))
		sv_case_wrong(reader, sv_case_at(reader, "/shut", place),
			      "give two steps, the first before the second",
			      sv_arena_printf(reader->arena, "'%s' is shut at no step", place));
}

/* Times of a place that has nothing to be shut would be no times at all. */
static void find_idle_times(struct sv_case_json *reader, const json_t *root, const char *kind)
{
	const char *place;
	json_t *value;

	json_object_foreach(json_object_get(root, kind), place, value)
	{
		if (!json_object_get(json_object_get(root, "stands"), place) &&
		    !json_object_get(json_object_get(root, "handling"), place))
			sv_case_wrong(
			    reader,
			    sv_case_at(reader, sv_arena_printf(reader->arena, "/%s", kind), place),
			    "give it stands or handling, which are shut then",
			    sv_arena_printf(reader->arena, "'%s' has neither stands nor handling",
					    place));
	}
}

static void read_places(struct sv_case_json *reader, const json_t *root, const char *kind,
			const char *prefix)
{
	const json_t *places = json_object_get(root, kind);
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)places, name, value)
	{
		const char *place = sv_arena_printf(reader->arena, "/%s", kind);
		struct sv_flow_resource resource = {
		    .capacity = sv_case_whole(reader, places, name, place, 0)};

		read_hours(reader, root, name, &resource);
		sv_deployment_place(reader->arena, reader->d, name);
		sv_deployment_resource(reader->arena, reader->d,
				       sv_arena_printf(reader->arena, "%s %s", prefix, name),
				       resource);
	}
}

static void read_slots(struct sv_case_json *reader, const json_t *root)
{
	const char *name;
	json_t *value;

	json_object_foreach(json_object_get(root, "slots"), name, value)
	{
		struct sv_flow_resource resource = {
		    .capacity =
			sv_case_whole(reader, json_object_get(root, "slots"), name, "/slots", 0)};

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
static void use_place(struct sv_case_json *reader, const struct fleet *fleet, int lane,
		      const char *place, int from, int to)
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

static void add_lane(struct sv_case_json *reader, const struct fleet *fleet, const char *from,
		     const char *to, const int *times, const json_t *extra, const char *place)
{
	int load = times[0], out = times[1], unload = times[2], back = times[3];
	const char *slot = json_string_value(json_object_get(extra, "slot"));
	struct sv_flow_lane lane = {
	    .from = sv_deployment_place(reader->arena, reader->d, from),
	    .to = sv_deployment_place(reader->arena, reader->d, to),
	    .fleet = fleet->resource,
	    .first = SV_MAX(fleet->from_step, sv_case_whole(reader, extra, "first_step", place, 0)),
	    .last = sv_case_whole(reader, extra, "last_step", place, INT32_MAX),
	    .duration = load + out + unload,
	    .cycle = load + out + unload + back,
	    .carries = fleet->carries,
	};
	int at_lane;

	memcpy(lane.room, fleet->room, sizeof(lane.room));
	if (lane.duration < 1 || lane.duration > SV_DEPLOY_STEPS_MAX ||
	    lane.cycle > SV_DEPLOY_STEPS_MAX) {
		sv_case_wrong(reader, place, "give times that sum to at least one step",
			      "the lane takes no time, or more than any horizon");
		return;
	}
	if (lane.from == lane.to) {
		sv_case_wrong(
		    reader, place, "name two different places",
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
			sv_case_wrong(
			    reader, sv_case_at(reader, place, "slot"), "name one of 'slots'",
			    sv_arena_printf(reader->arena, "there are no slots '%s'", slot));
		else
			sv_deployment_use(reader->arena, reader->d, at_lane,
					  (struct sv_flow_use){resource, 0, 1, 1, false});
	}
}

static void read_lane(struct sv_case_json *reader, const struct fleet *fleet, const json_t *value,
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
			sv_case_wrong(reader, sv_arena_printf(reader->arena, "%s/%d", place, i + 2),
				      "give a whole number of steps of 0 or more",
				      sv_arena_printf(reader->arena, "the time '%s' is %s",
						      names[i],
						      json_integer_value(time) > SV_DEPLOY_STEPS_MAX
							  ? "more than any horizon"
							  : what_is_wrong(time)));
			return;
		}
	} else {
		from = sv_case_text(reader, value, "from", place);
		to = sv_case_text(reader, value, "to", place);
		for (int i = 0; i < 4; i++)
			times[i] = sv_case_whole(reader, value, names[i], place, 0);
	}
	if (!from || !to) {
		sv_case_wrong(reader, place, "write [from, to, load, out, unload, back]",
			      "the lane does not name two places");
		return;
	}
	add_lane(reader, fleet, from, to, times, json_is_object(value) ? value : NULL, place);
}

/* One number is the room for people and for tonnes, held apart; an object names each. */
static void read_capacity(struct sv_case_json *reader, const json_t *value, const char *place,
			  struct fleet *fleet)
{
	const char *where = sv_case_at(reader, place, "capacity");

	for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
		fleet->room[m] = SV_FLOW_NO_LIMIT;
	if (json_is_object(value)) {
		read_dimensions(reader, value, where, fleet->room);
	} else {
		fleet->room[SV_FLOW_PEOPLE] = fleet->room[SV_FLOW_TONNES] =
		    SV_MAX(thousandths(value), 0);
	}
	if (!json_is_object(value) && fleet->room[SV_FLOW_TONNES] < 1)
		sv_case_wrong(reader, where, "give what one vehicle takes",
			      sv_arena_printf(reader->arena,
					      "fleet '%s' takes nothing, or more than %d",
					      fleet->name, NUMBER_MAX));
}

static void read_fleet(struct sv_case_json *reader, const json_t *value, const char *place)
{
	struct fleet fleet = {.name = sv_case_text(reader, value, "name", place)};
	const json_t *lanes = json_object_get(value, "lanes"), *item;
	struct sv_flow_resource resource = {.fleet = true};
	size_t i;

	if (!fleet.name)
		return;
	if (sv_deployment_find_resource(
		reader->d, sv_arena_printf(reader->arena, "fleet %s", fleet.name)) >= 0) {
		sv_case_wrong(
		    reader, sv_case_at(reader, place, "name"),
		    "put its lanes together, or give it another name",
		    sv_arena_printf(reader->arena, "there are two fleets '%s'", fleet.name));
		return;
	}
	resource.capacity = sv_case_whole(reader, value, "count", place, 1);
	if (resource.capacity < 1 || resource.capacity > SV_DEPLOY_VEHICLES_MAX) {
		sv_case_wrong(reader, sv_case_at(reader, place, "count"),
			      "give the fleet vehicles, or take it out",
			      sv_arena_printf(reader->arena,
					      "fleet '%s' has %lld vehicles, not 1 to %d",
					      fleet.name, (long long)resource.capacity,
					      SV_DEPLOY_VEHICLES_MAX));
		return;
	}
	fleet.from_step = resource.from = sv_case_whole(reader, value, "from_step", place, 0);
	fleet.stand_units = sv_case_whole(reader, value, "stand_units", place, 0);
	read_capacity(reader, json_object_get(value, "capacity"), place, &fleet);
	json_array_foreach(json_object_get(value, "carries"), i, item)
	{
		const char *class = json_string_value(item);

		if (class && reader->d->flow.class_count < 64)
			fleet.carries |= 1ULL << sv_case_class(reader, class);
	}
	fleet.resource = sv_deployment_resource(
	    reader->arena, reader->d, sv_arena_printf(reader->arena, "fleet %s", fleet.name),
	    resource);
	json_array_foreach(lanes, i, item) read_lane(
	    reader, &fleet, item, sv_arena_printf(reader->arena, "%s/lanes/%zu", place, i));
}

static const char *const root_keys[] = {
    "id",       "step_hours", "decision_days", "decided",      "destination", "stands",
    "handling", "hours",      "shut",          "slots",        "classes",     "fleets",
    "units",    "ferry",      "figures",       "horizon_steps"};
static const char *const fleet_keys[] = {"name",    "count",       "from_step", "capacity",
					 "carries", "stand_units", "lanes"};

/* Other keys are the writer's own; one that is nearly a key is a slip of the hand. */
static void find_slips(struct sv_case_json *reader, const json_t *object, const char *const *keys,
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
			sv_case_wrong(reader, sv_case_at(reader, place, key),
				      sv_arena_printf(reader->arena, "write '%s', or another word",
						      near.best),
				      sv_arena_printf(reader->arena, "there is no key '%s'", key));
	}
}

static void read_head(struct sv_case_json *reader, const json_t *root)
{
	const char *id = json_string_value(json_object_get(root, "id"));
	const char *decided = json_string_value(json_object_get(root, "decided"));
	struct sv_deployment *d = reader->d;

	if (id)
		d->id = sv_arena_cstr(reader->arena, id);
	d->step_hours = sv_case_whole(reader, root, "step_hours", "", 6);
	if (d->step_hours < 1 || d->step_hours > 24) {
		sv_case_wrong(reader, "/step_hours", "give 1, 2, 6, 12 or 24",
			      "a step has between 1 and 24 hours");
		d->step_hours = 24; /* read on, for what else is wrong */
	}
	if (decided && !sv_day_parse(sv_str_from(decided), &d->decided))
		sv_case_wrong(reader, "/decided", "write YYYY-MM-DD",
			      sv_arena_printf(reader->arena, "'%s' is not a date", decided));
	d->decision_days = sv_case_whole(reader, root, "decision_days", "", 0);
	d->flow.horizon = sv_case_whole(reader, root, "horizon_steps", "", 0);
	if (json_is_integer(json_object_get(root, "horizon_steps")) &&
	    json_integer_value(json_object_get(root, "horizon_steps")) == 0)
		sv_case_wrong(reader, "/horizon_steps", "give a number of steps, or leave it out",
			      "with no step nothing can arrive");
}

static void read_all(struct sv_case_json *reader, const json_t *root)
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
	find_idle_times(reader, root, "hours");
	find_idle_times(reader, root, "shut");
	read_slots(reader, root);
	json_array_foreach(json_object_get(root, "fleets"), i, item)
	    read_fleet(reader, item, sv_arena_printf(reader->arena, "/fleets/%zu", i));
	to = sv_case_destination(reader, root);
	json_array_foreach(json_object_get(root, "units"), i, item)
	    sv_case_unit(reader, item, to, sv_arena_printf(reader->arena, "/units/%zu", i));
	sv_case_ferry(reader, root);
	sv_case_figures(reader, root);
}

struct sv_deployment *sv_deployment_read_json(struct sv_arena *arena, const char *file,
					      struct sv_str content, struct sv_findings *findings)
{
	struct sv_case_json reader = {
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
		sv_case_wrong(&reader, "", "give the arrays 'fleets' and 'units'",
			      "this JSON holds no deployment");
	else
		read_all(&reader, root);
	json_decref(root);
	return reader.d;
}

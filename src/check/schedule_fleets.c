/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schedule_fleets.c - fleets and units (JSON), after docs/formats/case.md.
 *
 * A number that is missing where one is needed, or is none within its limits,
 * is remembered as what is wrong: one place asks for it at the end.
 */
#include "schedule_read.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct reader {
	struct instance *in;
	const json_t *root;
	const char *wrong; /* what could not be read, or NULL */
};

static void wrong(struct reader *reader, const char *what)
{
	if (!reader->wrong)
		reader->wrong = joined(what, "");
}

/* A whole number from 0 to `most`. */
static int number(struct reader *reader, const json_t *value, const char *what, int most)
{
	if (json_is_integer(value) && json_integer_value(value) >= 0 &&
	    json_integer_value(value) <= most)
		return (int)json_integer_value(value);
	wrong(reader, what);
	return 0;
}

/* The same of a key that may be left out. */
static int whole(struct reader *reader, const json_t *object, const char *key, int missing,
		 int most)
{
	const json_t *value = json_object_get(object, key);

	return value ? number(reader, value, key, most) : missing;
}

static int64_t thousandths(struct reader *reader, const json_t *value, const char *what)
{
	double read = json_number_value(value);

	if (json_is_number(value) && read >= 0 && read <= NUMBER_MAX)
		return llround(read * 1000);
	wrong(reader, what);
	return 0;
}

static void rooms(struct reader *reader, const json_t *object, int64_t *ret)
{
	static const char *const names[] = {"people", "tonnes", "lane_m", "teu"};

	for (int m = 0; m < DIMENSIONS; m++)
		if (json_object_get(object, names[m]))
			ret[m] = thousandths(reader, json_object_get(object, names[m]), names[m]);
}

static void read_times(struct reader *reader, const char *place, struct resource *resource)
{
	const json_t *hours = json_object_get(json_object_get(reader->root, "hours"), place);
	const json_t *shut = json_object_get(json_object_get(reader->root, "shut"), place);

	if (hours) {
		resource->period = 24 / reader->in->step_hours;
		resource->opens = number(reader, json_array_get(hours, 0), "hours", 24);
		resource->closes = number(reader, json_array_get(hours, 1), "hours", 24);
		if (24 % reader->in->step_hours || resource->closes > resource->period)
			wrong(reader, "hours");
	}
	if (shut) {
		resource->shut_from = number(reader, json_array_get(shut, 0), "shut", NUMBER_MAX);
		resource->shut_to = number(reader, json_array_get(shut, 1), "shut", NUMBER_MAX);
	}
}

static void read_places(struct reader *reader, const char *key, const char *kind)
{
	const char *name;
	json_t *value;

	json_object_foreach(json_object_get(reader->root, key), name, value)
	{
		struct resource *resource =
		    new_resource(reader->in, kind, name, number(reader, value, key, NUMBER_MAX));

		place_of(reader->in, name, true);
		read_times(reader, name, resource);
	}
}

static void at_end(struct instance *in, struct lane *lane, int place, int from, int to,
		   int64_t stand_units)
{
	int stands = resource_of(in, "stands ", in->places[place]);
	int handling = resource_of(in, "handling ", in->places[place]);

	if (stands >= 0)
		takes(lane, stands, from, to, stand_units, false);
	if (handling >= 0)
		takes(lane, handling, from, to, 1, true);
}

/* Loading, out, unloading and back of a lane, as a list behind its places or by name. */
static void lane_times(struct reader *reader, const json_t *value, int *ret)
{
	static const char *const keys[] = {"load", "out", "unload", "back"};

	for (size_t i = 0; i < 4; i++)
		ret[i] = json_is_array(value)
			     ? number(reader, json_array_get(value, i + 2), keys[i], STEPS_MAX)
			     : whole(reader, value, keys[i], 0, STEPS_MAX);
}

static void read_lane(struct reader *reader, const json_t *value, const struct lane *fleet,
		      int stand_units)
{
	const char *from = json_string_value(json_is_array(value) ? json_array_get(value, 0)
								  : json_object_get(value, "from"));
	const char *to = json_string_value(json_is_array(value) ? json_array_get(value, 1)
								: json_object_get(value, "to"));
	const json_t *slot = json_object_get(value, "slot");
	struct instance *in = reader->in;
	struct lane *lane;
	int t[4], first;

	lane_times(reader, value, t);
	if (!from || !to || t[0] + t[1] + t[2] < 1) {
		wrong(reader, "lanes");
		return;
	}
	lane = new_lane(in);
	*lane = *fleet;
	lane->from = place_of(in, from, true);
	lane->to = place_of(in, to, true);
	first = whole(reader, value, "first_step", 0, NUMBER_MAX);
	lane->first = first > fleet->first ? first : fleet->first;
	lane->last = whole(reader, value, "last_step", INT32_MAX, NUMBER_MAX);
	lane->duration = t[0] + t[1] + t[2];
	lane->cycle = lane->duration + t[3];
	takes(lane, lane->fleet_resource, 0, lane->cycle, 1, false);
	at_end(in, lane, lane->from, 0, t[0], stand_units);
	at_end(in, lane, lane->to, t[0] + t[1], lane->duration, stand_units);
	if (slot) {
		int slots =
		    json_is_string(slot) ? resource_of(in, "slots ", json_string_value(slot)) : -1;

		if (slots < 0)
			wrong(reader, "slot");
		else
			takes(lane, slots, 0, 1, 1, false);
	}
}

static void read_fleet(struct reader *reader, const json_t *value)
{
	struct lane fleet = {.last = INT32_MAX,
			     .room = {WITHOUT_LIMIT, WITHOUT_LIMIT, WITHOUT_LIMIT, WITHOUT_LIMIT}};
	const char *name = json_string_value(json_object_get(value, "name"));
	const json_t *capacity = json_object_get(value, "capacity");
	int stand_units = whole(reader, value, "stand_units", 0, NUMBER_MAX);
	struct instance *in = reader->in;
	json_t *item;
	size_t i;

	if (!name || resource_of(in, "fleet ", name) >= 0) {
		wrong(reader, "name");
		return;
	}
	if (json_is_object(capacity))
		rooms(reader, capacity, fleet.room);
	else
		fleet.room[PEOPLE] = fleet.room[TONNES] = thousandths(reader, capacity, "capacity");
	json_array_foreach(json_object_get(value, "carries"), i, item)
	{
		int class = json_is_string(item) ? class_named(in, json_string_value(item)) : -1;

		if (class < 0)
			wrong(reader, "carries");
		else
			fleet.carries |= 1ULL << class;
	}
	fleet.fleet = joined(name, "");
	fleet.first = whole(reader, value, "from_step", 0, NUMBER_MAX);
	fleet.fleet_resource = in->resource_count;
	new_resource(in, "fleet ", name, whole(reader, value, "count", 1, NUMBER_MAX))->from =
	    fleet.first;
	json_array_foreach(json_object_get(value, "lanes"), i, item)
	    read_lane(reader, item, &fleet, stand_units);
}

static int only_end(const struct instance *in)
{
	int found = -1;

	for (int p = 0; p < in->place_count; p++) {
		bool leads = false, leaves = false;

		for (int i = 0; i < in->lane_count; i++) {
			leads |= in->lanes[i].to == p;
			leaves |= in->lanes[i].from == p;
		}
		if (leads && !leaves) {
			if (found >= 0)
				return -1;
			found = p;
		}
	}
	return found;
}

static bool is_key(const char *key)
{
	static const char *const keys[] = {"id",       "origin",   "ready_step",
					   "due_step", "priority", "destination"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

static void read_unit(struct reader *reader, const json_t *unit, int end)
{
	const json_t *id = json_object_get(unit, "id");
	const char *origin = json_string_value(json_object_get(unit, "origin"));
	const char *to = json_string_value(json_object_get(unit, "destination")), *key;
	struct instance *in = reader->in;
	struct demand demand = {.ready = whole(reader, unit, "ready_step", 0, NUMBER_MAX),
				.due = whole(reader, unit, "due_step", -1, NUMBER_MAX),
				.from = origin ? place_of(in, origin, false) : -1,
				.to = to ? place_of(in, to, false) : end};
	char name[32];
	json_t *value;

	snprintf(name, sizeof(name), "%lld", (long long)json_integer_value(id));
	if (demand.from < 0 || demand.to < 0 || (!json_is_integer(id) && !json_is_string(id))) {
		wrong(reader, "units");
		return;
	}
	json_object_foreach((json_t *)(uintptr_t)unit, key, value)
	{
		if (is_key(key))
			continue;
		demand.class = class_named(in, key);
		demand.amount = number(reader, value, key, NUMBER_MAX);
		if (demand.class < 0)
			wrong(reader, "classes");
		else
			new_demand(in, json_is_integer(id) ? name : json_string_value(id), demand);
	}
}

/* [place, place, steps], of all fleets; with a fourth word, of that fleet. */
static void read_ferry(struct reader *reader, const json_t *value)
{
	const char *a = json_string_value(json_array_get(value, 0));
	const char *b = json_string_value(json_array_get(value, 1));
	const json_t *fleet = json_array_get(value, 3);
	struct instance *in = reader->in;
	struct ferry ferry = {
	    .fleet_resource =
		json_is_string(fleet) ? resource_of(in, "fleet ", json_string_value(fleet)) : -1,
	    .a = a ? place_of(in, a, false) : -1,
	    .b = b ? place_of(in, b, false) : -1,
	    .steps = number(reader, json_array_get(value, 2), "ferry", STEPS_MAX)};

	if (ferry.a < 0 || ferry.b < 0 || (fleet && ferry.fleet_resource < 0)) {
		wrong(reader, "ferry");
		return;
	}
	in->ferries = more(in->ferries, in->ferry_count, sizeof(*in->ferries));
	in->ferries[in->ferry_count++] = ferry;
}

static void read_classes(struct reader *reader)
{
	const char *name;
	json_t *value;

	json_object_foreach(json_object_get(reader->root, "classes"), name, value)
	{
		int class = class_named(reader->in, name);

		if (class < 0) {
			wrong(reader, "classes");
			return;
		}
		memset(reader->in->classes[class].takes, 0, sizeof(reader->in->classes[0].takes));
		rooms(reader, value, reader->in->classes[class].takes);
	}
}

static void read_all(struct reader *reader)
{
	const char *destination = json_string_value(json_object_get(reader->root, "destination"));
	struct instance *in = reader->in;
	const char *name;
	json_t *value;
	size_t i;
	int end;

	in->step_hours = whole(reader, reader->root, "step_hours", 6, 24);
	if (in->step_hours < 1) {
		wrong(reader, "step_hours");
		return;
	}
	in->horizon = whole(reader, reader->root, "horizon_steps", 0, STEPS_MAX);
	in->decision_days = whole(reader, reader->root, "decision_days", 0, NUMBER_MAX);
	read_classes(reader);
	read_places(reader, "stands", "stands ");
	read_places(reader, "handling", "handling ");
	json_object_foreach(json_object_get(reader->root, "slots"), name, value)
	    new_resource(in, "slots ", name, number(reader, value, "slots", NUMBER_MAX));
	json_array_foreach(json_object_get(reader->root, "fleets"), i, value)
	    read_fleet(reader, value);
	end = destination ? place_of(in, destination, false) : only_end(in);
	json_array_foreach(json_object_get(reader->root, "units"), i, value)
	    read_unit(reader, value, end);
	json_array_foreach(json_object_get(reader->root, "ferry"), i, value)
	    read_ferry(reader, value);
}

bool read_fleets_and_units(const json_t *root, struct instance *in, char *why, size_t why_size)
{
	struct reader reader = {.in = in, .root = root};
	const char *id = json_string_value(json_object_get(root, "id"));

	in->id = joined(id ? id : "", "");
	read_all(&reader);
	if (reader.wrong)
		snprintf(why, why_size, "what the case says of '%s' cannot be read", reader.wrong);
	return !reader.wrong;
}

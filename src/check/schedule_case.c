/* SPDX-License-Identifier: EUPL-1.2 */
#include "schedule_case.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything that is read lives until instances_done(): blocks in a ring. */
struct block {
	struct block *before, *after;
};

static struct block all = {&all, &all};

static void *more(void *items, int count, size_t size)
{
	struct block *block = items ? (struct block *)items - 1 : NULL;
	size_t kept = (size_t)count * size;

	if (block) {
		block->before->after = block->after;
		block->after->before = block->before;
	}
	block = realloc(block, sizeof(*block) + kept + size);
	if (!block) {
		fputs("servanda-check: out of memory\n", stderr);
		exit(4);
	}
	block->before = &all;
	block->after = all.after;
	all.after->before = block;
	all.after = block;
	memset((char *)(block + 1) + kept, 0, size);
	return block + 1;
}

void instances_done(void)
{
	while (all.after != &all) {
		struct block *block = all.after;

		all.after = block->after;
		free(block);
	}
	all.before = &all;
}

static char *joined(const char *a, const char *b)
{
	size_t length = strlen(a) + strlen(b) + 1;
	char *text = more(NULL, 0, length);

	snprintf(text, length, "%s%s", a, b);
	return text;
}

int64_t capacity_at(const struct resource *resource, int step)
{
	if (!resource->is_total && step < resource->from)
		return 0;
	if (resource->shut_from <= step && step < resource->shut_to)
		return 0;
	if (resource->period > 0 && (step % resource->period < resource->opens ||
				     step % resource->period >= resource->closes))
		return 0;
	return resource->capacity;
}

static int place_of(struct instance *in, const char *name, bool add)
{
	for (int i = 0; i < in->place_count; i++)
		if (strcmp(in->places[i], name) == 0)
			return i;
	if (!add)
		return -1;
	in->places = more(in->places, in->place_count, sizeof(*in->places));
	in->places[in->place_count] = joined(name, "");
	return in->place_count++;
}

static int resource_of(const struct instance *in, const char *kind, const char *name)
{
	char *whole = joined(kind, name);

	for (int i = 0; i < in->resource_count; i++)
		if (strcmp(in->resources[i].name, whole) == 0)
			return i;
	return -1;
}

static struct resource *new_resource(struct instance *in, const char *kind, const char *name,
				     int64_t capacity)
{
	in->resources = more(in->resources, in->resource_count, sizeof(*in->resources));
	in->resources[in->resource_count].name = joined(kind, name);
	in->resources[in->resource_count].capacity = capacity;
	return &in->resources[in->resource_count++];
}

static struct lane *new_lane(struct instance *in)
{
	struct lane *lane;

	in->lanes = more(in->lanes, in->lane_count, sizeof(*in->lanes));
	lane = &in->lanes[in->lane_count++];
	lane->fleet_resource = -1;
	lane->last = INT32_MAX;
	for (int m = 0; m < DIMENSIONS; m++)
		lane->room[m] = WITHOUT_LIMIT;
	return lane;
}

static void takes(struct lane *lane, int resource, int from, int to, int64_t amount, bool per_unit)
{
	if (from < to && amount)
		lane->use[lane->use_count++] = (struct use){resource, from, to, amount, per_unit};
}

static void new_demand(struct instance *in, const char *unit, int class, int from, int to,
		       int ready, int64_t amount)
{
	if (!amount)
		return;
	in->demands = more(in->demands, in->demand_count, sizeof(*in->demands));
	in->demands[in->demand_count++] =
	    (struct demand){joined(unit, ""), class, from, to, ready, amount};
}

static int class_named(struct instance *in, const char *name)
{
	int dimension = strcmp(name, "people") == 0 ? PEOPLE : TONNES;

	for (int i = 0; i < in->class_count; i++)
		if (strcmp(in->classes[i].name, name) == 0)
			return i;
	in->classes = more(in->classes, in->class_count, sizeof(*in->classes));
	in->classes[in->class_count].name = joined(name, "");
	in->classes[in->class_count].takes[dimension] = 1000;
	return in->class_count++;
}

/* nodes links sources sinks storage; u v steps capacity; node trains */
static bool read_railway(const char *text, struct instance *in)
{
	long long nodes, links, sources, sinks, storage, a, b, steps, capacity;
	int used, end, class = class_named(in, "trains");
	char name[64];

	if (sscanf(text, "%lld %lld %lld %lld %lld%n", &nodes, &links, &sources, &sinks, &storage,
		   &used) != 5 ||
	    nodes < 0 || nodes > 100000)
		return false;
	text += used;
	for (int i = 0; i < nodes; i++) {
		snprintf(name, sizeof(name), "%d", i);
		in->places = more(in->places, in->place_count, sizeof(*in->places));
		in->places[in->place_count++] = joined(name, "");
	}
	for (long long i = 0; i < 2 * links; i++) {
		struct lane *lane;

		if (i % 2 == 0) {
			if (sscanf(text, "%lld %lld %lld %lld%n", &a, &b, &steps, &capacity,
				   &used) != 4 ||
			    a < 0 || b < 0 || a >= nodes || b >= nodes)
				return false;
			text += used;
		}
		snprintf(name, sizeof(name), "%lld-%lld", i % 2 ? b : a, i % 2 ? a : b);
		new_resource(in, "link ", name, capacity);
		lane = new_lane(in);
		lane->from = (int)(i % 2 ? b : a);
		lane->to = (int)(i % 2 ? a : b);
		lane->duration = (int)(steps > 1 ? steps : 1);
		lane->carries = 1;
		lane->room[TONNES] = 1000;
		takes(lane, in->resource_count - 1, 0, 1, 1, false);
	}
	end = place_of(in, "(in place)", true);
	for (long long i = 0; i < sources + sinks; i++) {
		struct lane *lane;

		if (sscanf(text, "%lld %lld%n", &a, &capacity, &used) != 2 || a < 0 || a >= nodes)
			return false;
		text += used;
		snprintf(name, sizeof(name), "%lld", a);
		if (i < sources) {
			new_demand(in, name, class, (int)a, end, 0, capacity);
			continue;
		}
		new_resource(in, "demand ", name, capacity)->is_total = true;
		lane = new_lane(in);
		lane->from = (int)a;
		lane->to = end;
		lane->carries = 1;
		lane->room[TONNES] = 1000;
		takes(lane, in->resource_count - 1, 0, 1, 1, false);
	}
	return true;
}

/* One row of id,vehicles,capacity,demand,load,out,unload,back,dest_stands,... */
static bool read_shuttle(const char *line, struct instance *in)
{
	char id[64];
	long long vehicles, room, demand, load, out, unload, back, stands;
	struct lane *lane;

	if (sscanf(line, "%63[^,],%lld,%lld,%lld,%lld,%lld,%lld,%lld,%lld", id, &vehicles, &room,
		   &demand, &load, &out, &unload, &back, &stands) != 9)
		return false;
	in->id = joined(id, "");
	in->step_hours = 6;
	class_named(in, "cargo");
	place_of(in, "origin", true);
	place_of(in, "destination", true);
	new_resource(in, "stands ", "destination", stands);
	new_resource(in, "fleet ", "shuttle", vehicles);
	lane = new_lane(in);
	lane->fleet = joined("shuttle", "");
	lane->fleet_resource = 1;
	lane->to = 1;
	lane->carries = 1;
	lane->duration = (int)(load + out + unload);
	lane->cycle = (int)(load + out + unload + back);
	lane->room[TONNES] = room * 1000;
	takes(lane, 1, 0, lane->cycle, 1, false);
	takes(lane, 0, (int)(load + out), lane->duration, 1, false);
	new_demand(in, "cargo", 0, 0, 1, 0, demand);
	return true;
}

static int64_t whole(const json_t *object, const char *key, int64_t missing)
{
	const json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? json_integer_value(value) : missing;
}

static void rooms(const json_t *object, int64_t *ret)
{
	static const char *const names[] = {"people", "tonnes", "lane_m", "teu"};

	for (int m = 0; m < DIMENSIONS; m++)
		if (json_object_get(object, names[m]))
			ret[m] =
			    llround(json_number_value(json_object_get(object, names[m])) * 1000);
}

static void read_places(const json_t *root, const char *key, const char *kind, struct instance *in)
{
	const char *name;
	json_t *value;

	json_object_foreach(json_object_get(root, key), name, value)
	{
		const json_t *hours = json_object_get(json_object_get(root, "hours"), name);
		const json_t *shut = json_object_get(json_object_get(root, "shut"), name);
		struct resource *resource = new_resource(in, kind, name, json_integer_value(value));

		place_of(in, name, true);
		if (hours) {
			resource->period = 24 / in->step_hours;
			resource->opens = (int)json_integer_value(json_array_get(hours, 0));
			resource->closes = (int)json_integer_value(json_array_get(hours, 1));
		}
		if (shut) {
			resource->shut_from = (int)json_integer_value(json_array_get(shut, 0));
			resource->shut_to = (int)json_integer_value(json_array_get(shut, 1));
		}
	}
}

static void at_end(struct instance *in, struct lane *lane, const char *place, int from, int to,
		   int64_t stand_units)
{
	int stands = resource_of(in, "stands ", place);
	int handling = resource_of(in, "handling ", place);

	if (stands >= 0)
		takes(lane, stands, from, to, stand_units, false);
	if (handling >= 0)
		takes(lane, handling, from, to, 1, true);
}

static bool read_lane(const json_t *value, const json_t *fleet, const char *name, uint64_t carries,
		      const int64_t *room, struct instance *in)
{
	static const char *const keys[] = {"load", "out", "unload", "back"};
	const char *from = json_string_value(json_is_array(value) ? json_array_get(value, 0)
								  : json_object_get(value, "from"));
	const char *to = json_string_value(json_is_array(value) ? json_array_get(value, 1)
								: json_object_get(value, "to"));
	const char *slot = json_string_value(json_object_get(value, "slot"));
	int64_t t[4], stand_units = whole(fleet, "stand_units", 0);
	struct lane *lane;

	if (!from || !to)
		return false;
	for (int i = 0; i < 4; i++)
		t[i] = json_is_array(value) ? json_integer_value(json_array_get(value, i + 2))
					    : whole(value, keys[i], 0);
	lane = new_lane(in);
	lane->fleet = joined(name, "");
	lane->from = place_of(in, from, true);
	lane->to = place_of(in, to, true);
	lane->first = (int)whole(fleet, "from_step", 0);
	if (whole(value, "first_step", 0) > lane->first)
		lane->first = (int)whole(value, "first_step", 0);
	lane->last = (int)whole(value, "last_step", INT32_MAX);
	lane->duration = (int)(t[0] + t[1] + t[2]);
	lane->cycle = lane->duration + (int)t[3];
	lane->carries = carries;
	memcpy(lane->room, room, sizeof(lane->room));
	lane->fleet_resource = resource_of(in, "fleet ", name);
	takes(lane, lane->fleet_resource, 0, lane->cycle, 1, false);
	at_end(in, lane, from, 0, (int)t[0], stand_units);
	at_end(in, lane, to, (int)(t[0] + t[1]), lane->duration, stand_units);
	if (slot) {
		if (resource_of(in, "slots ", slot) < 0)
			return false;
		takes(lane, resource_of(in, "slots ", slot), 0, 1, 1, false);
	}
	return lane->use_count <= 5;
}

static bool read_fleet(const json_t *fleet, struct instance *in)
{
	const char *name = json_string_value(json_object_get(fleet, "name"));
	const json_t *capacity = json_object_get(fleet, "capacity");
	int64_t room[DIMENSIONS] = {WITHOUT_LIMIT, WITHOUT_LIMIT, WITHOUT_LIMIT, WITHOUT_LIMIT};
	uint64_t carries = 0;
	json_t *item;
	size_t i;

	if (!name)
		return false;
	if (json_is_object(capacity))
		rooms(capacity, room);
	else
		room[PEOPLE] = room[TONNES] = llround(json_number_value(capacity) * 1000);
	json_array_foreach(json_object_get(fleet, "carries"), i, item)
	{
		int class = class_named(in, json_string_value(item) ? json_string_value(item) : "");

		if (class >= 64)
			return false;
		carries |= 1ULL << class;
	}
	new_resource(in, "fleet ", name, whole(fleet, "count", 1))->from =
	    (int)whole(fleet, "from_step", 0);
	json_array_foreach(json_object_get(fleet, "lanes"), i, item)
	{
		if (!read_lane(item, fleet, name, carries, room, in))
			return false;
	}
	return true;
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

static bool read_unit(const json_t *unit, int end, struct instance *in)
{
	const json_t *id = json_object_get(unit, "id");
	const char *origin = json_string_value(json_object_get(unit, "origin"));
	const char *to = json_string_value(json_object_get(unit, "destination")), *key;
	char number[32];
	int from = origin ? place_of(in, origin, false) : -1;
	json_t *value;

	snprintf(number, sizeof(number), "%lld", (long long)json_integer_value(id));
	if (to)
		end = place_of(in, to, false);
	if (from < 0 || end < 0)
		return false;
	json_object_foreach((json_t *)(uintptr_t)unit, key, value)
	{
		if (!is_key(key) && json_is_number(value))
			new_demand(in,
				   json_is_integer(id)  ? number
				   : json_is_string(id) ? json_string_value(id)
							: "unit",
				   class_named(in, key), from, end,
				   (int)whole(unit, "ready_step", 0), json_integer_value(value));
	}
	return true;
}

static bool read_ferry(const json_t *root, struct instance *in)
{
	const json_t *ferry = json_object_get(root, "ferry"), *item;
	size_t i;

	if (!ferry)
		return true;
	in->ferry = more(NULL, 0, sizeof(int) * (size_t)in->place_count * (size_t)in->place_count);
	json_array_foreach(ferry, i, item)
	{
		const char *a = json_string_value(json_array_get(item, 0));
		const char *b = json_string_value(json_array_get(item, 1));
		int from = a ? place_of(in, a, false) : -1, to = b ? place_of(in, b, false) : -1;

		if (from < 0 || to < 0)
			return false;
		in->ferry[from * in->place_count + to] = in->ferry[to * in->place_count + from] =
		    (int)json_integer_value(json_array_get(item, 2));
	}
	return true;
}

static bool read_json(const json_t *root, struct instance *in)
{
	const char *destination = json_string_value(json_object_get(root, "destination")), *name;
	const char *id = json_string_value(json_object_get(root, "id"));
	json_t *value;
	size_t i;
	int end;

	in->id = joined(id ? id : "", "");
	in->step_hours = (int)whole(root, "step_hours", 6);
	if (in->step_hours < 1 || in->step_hours > 24)
		return false;
	json_object_foreach(json_object_get(root, "classes"), name, value)
	{
		int class = class_named(in, name);

		memset(in->classes[class].takes, 0, sizeof(in->classes[class].takes));
		rooms(value, in->classes[class].takes);
	}
	read_places(root, "stands", "stands ", in);
	read_places(root, "handling", "handling ", in);
	json_object_foreach(json_object_get(root, "slots"), name, value)
	    new_resource(in, "slots ", name, json_integer_value(value));
	json_array_foreach(json_object_get(root, "fleets"), i,
			   value) if (!read_fleet(value, in)) return false;
	end = destination ? place_of(in, destination, false) : only_end(in);
	json_array_foreach(json_object_get(root, "units"), i,
			   value) if (!read_unit(value, end, in)) return false;
	return read_ferry(root, in);
}

/* Whether a list such as "1-2,BG" names the unit. */
static bool is_named(const char *list, const char *unit)
{
	char *copy = joined(list, ""), *rest = NULL;

	for (char *word = strtok_r(copy, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest)) {
		long long first, last, number;
		char junk;

		if (strcmp(word, unit) == 0)
			return true;
		if (sscanf(word, "%lld-%lld%c", &first, &last, &junk) == 2 &&
		    sscanf(unit, "%lld%c", &number, &junk) == 1 && first <= number &&
		    number <= last)
			return true;
	}
	return false;
}

static void keep_units(struct instance *in, const char *units)
{
	int kept = 0;

	for (int k = 0; k < in->demand_count; k++)
		if (is_named(units, in->demands[k].unit))
			in->demands[kept++] = in->demands[k];
	in->demand_count = kept;
}

static int read_table(const char *text, struct instance **ret)
{
	char *copy = joined(text, ""), *rest = NULL;
	int count = 0;

	for (char *line = strtok_r(copy, "\r\n", &rest); line;
	     line = strtok_r(NULL, "\r\n", &rest)) {
		if (strncmp(line, "id,", 3) == 0)
			continue;
		*ret = more(*ret, count, sizeof(**ret));
		if (count == INSTANCES_MAX || !read_shuttle(line, &(*ret)[count]))
			return -1;
		count++;
	}
	return count;
}

int instances_read(const char *text, size_t length, const char *units, struct instance **ret,
		   char *why, size_t why_size)
{
	char *copy = more(NULL, 0, length + 1);
	const char *begin;
	int count = 1;
	bool good;

	memcpy(copy, text, length);
	begin = copy + strspn(copy, " \t\r\n");
	*ret = NULL;
	if (strncmp(begin, "id,", 3) == 0) {
		count = read_table(begin, ret);
		good = count >= 0;
	} else {
		*ret = more(NULL, 0, sizeof(**ret));
		if (*begin == '{') {
			json_error_t problem;
			json_t *root = json_loads(begin, JSON_REJECT_DUPLICATES, &problem);

			good = root && read_json(root, *ret);
			json_decref(root);
		} else {
			(*ret)->step_hours = 6;
			(*ret)->id = joined("rail", "");
			good = read_railway(begin, *ret);
		}
	}
	if (!good) {
		snprintf(why, why_size, "the case is in no format that docs/formats/case.md has");
		return -1;
	}
	for (int i = 0; units && i < count; i++)
		keep_units(&(*ret)[i], units);
	return count;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "schedule_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything that is read lives until instances_done(): blocks in a ring. */
struct block {
	struct block *before, *after;
};

static struct block all = {&all, &all};

void *more(void *items, int count, size_t size)
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

char *joined(const char *a, const char *b)
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

/* What is said later of the same two places replaces what was said before. */
int ferry_steps(const struct instance *in, int fleet_resource, int from, int to)
{
	for (int i = in->ferry_count - 1; i >= 0; i--) {
		const struct ferry *ferry = &in->ferries[i];

		if (ferry->fleet_resource >= 0 && ferry->fleet_resource != fleet_resource)
			continue;
		if ((ferry->a == from && ferry->b == to) || (ferry->a == to && ferry->b == from))
			return from == to ? 0 : ferry->steps;
	}
	return 0;
}

int place_of(struct instance *in, const char *name, bool add)
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

int resource_of(const struct instance *in, const char *kind, const char *name)
{
	char *whole = joined(kind, name);

	for (int i = 0; i < in->resource_count; i++)
		if (strcmp(in->resources[i].name, whole) == 0)
			return i;
	return -1;
}

struct resource *new_resource(struct instance *in, const char *kind, const char *name,
			      int64_t capacity)
{
	in->resources = more(in->resources, in->resource_count, sizeof(*in->resources));
	in->resources[in->resource_count].name = joined(kind, name);
	in->resources[in->resource_count].capacity = capacity;
	return &in->resources[in->resource_count++];
}

struct lane *new_lane(struct instance *in)
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

void takes(struct lane *lane, int resource, int from, int to, int64_t amount, bool per_unit)
{
	if (from < to && amount)
		lane->use[lane->use_count++] = (struct use){resource, from, to, amount, per_unit};
}

void new_demand(struct instance *in, const char *unit, struct demand demand)
{
	if (!demand.amount)
		return;
	demand.unit = joined(unit, "");
	in->demands = more(in->demands, in->demand_count, sizeof(*in->demands));
	in->demands[in->demand_count++] = demand;
}

int class_named(struct instance *in, const char *name)
{
	int dimension = strcmp(name, "people") == 0 ? PEOPLE : TONNES;

	for (int i = 0; i < in->class_count; i++)
		if (strcmp(in->classes[i].name, name) == 0)
			return i;
	if (in->class_count == CLASSES_MAX)
		return -1;
	in->classes = more(in->classes, in->class_count, sizeof(*in->classes));
	in->classes[in->class_count].name = joined(name, "");
	in->classes[in->class_count].takes[dimension] = 1000;
	return in->class_count++;
}

/* The next `count` numbers of a text, each from 0 to a limit. */
static bool next_numbers(const char **text, long long *ret, int count, long long most)
{
	for (int i = 0; i < count; i++) {
		char *end;

		errno = 0;
		ret[i] = strtoll(*text, &end, 10);
		if (end == *text || errno || ret[i] < 0 || ret[i] > most)
			return false;
		*text = end;
	}
	return true;
}

/* Cargo moves on a link, or out of the network, without a vehicle: one train a trip. */
static struct lane *new_link(struct instance *in, int from, int to, int duration)
{
	struct lane *lane = new_lane(in);

	lane->from = from;
	lane->to = to;
	lane->duration = duration;
	lane->carries = 1;
	lane->room[TONNES] = 1000;
	takes(lane, in->resource_count - 1, 0, 1, 1, false);
	return lane;
}

static bool read_links(const char **text, struct instance *in, long long nodes, long long links)
{
	long long n[4];
	char name[64];

	for (long long i = 0; i < links; i++) {
		if (!next_numbers(text, n, 4, NUMBER_MAX) || n[0] >= nodes || n[1] >= nodes)
			return false;
		for (int back = 0; back < 2; back++) {
			snprintf(name, sizeof(name), "%lld-%lld", n[back], n[!back]);
			new_resource(in, "link ", name, n[3]);
			new_link(in, (int)n[back], (int)n[!back], n[2] > 1 ? (int)n[2] : 1);
		}
	}
	return true;
}

/* nodes links sources sinks storage; u v steps capacity; node trains */
static bool read_railway(const char *text, struct instance *in)
{
	int end, class = class_named(in, "trains");
	long long head[5], n[2];
	char name[64];

	if (!next_numbers(&text, head, 4, 100000) || !next_numbers(&text, head + 4, 1, NUMBER_MAX))
		return false;
	for (int i = 0; i < head[0]; i++) {
		snprintf(name, sizeof(name), "%d", i);
		in->places = more(in->places, in->place_count, sizeof(*in->places));
		in->places[in->place_count++] = joined(name, "");
	}
	if (!read_links(&text, in, head[0], head[1]))
		return false;
	end = place_of(in, "(in place)", true);
	for (long long i = 0; i < head[2] + head[3]; i++) {
		if (!next_numbers(&text, n, 2, NUMBER_MAX) || n[0] >= head[0])
			return false;
		snprintf(name, sizeof(name), "%lld", n[0]);
		if (i < head[2]) {
			new_demand(in, name,
				   (struct demand){.class = class,
						   .from = (int)n[0],
						   .to = end,
						   .due = -1,
						   .amount = n[1]});
			continue;
		}
		new_resource(in, "demand ", name, n[1])->is_total = true;
		new_link(in, (int)n[0], end, 0);
	}
	return true;
}

#define SHUTTLE_HEAD "id,vehicles,capacity,demand,load,out,unload,back,dest_stands"

/* One row of a table with that head. */
static bool read_shuttle(const char *line, struct instance *in)
{
	enum { VEHICLES, ROOM, DEMAND, LOAD, OUT, UNLOAD, BACK, STANDS, NUMBERS };
	const char *comma = strchr(line, ',');
	long long n[NUMBERS];
	struct lane *lane;
	char *id;

	if (!comma)
		return false;
	id = joined(line, "");
	id[comma - line] = '\0';
	for (int i = 0; i < NUMBERS; i++) {
		if (*comma++ != ',' || !next_numbers(&comma, &n[i], 1, 1000000))
			return false;
	}
	if ((*comma && *comma != ',') || n[ROOM] == 0 || n[LOAD] + n[OUT] + n[UNLOAD] == 0)
		return false;
	in->id = id;
	in->step_hours = 6;
	class_named(in, "cargo");
	place_of(in, "origin", true);
	place_of(in, "destination", true);
	new_resource(in, "stands ", "destination", n[STANDS]);
	new_resource(in, "fleet ", "shuttle", n[VEHICLES]);
	lane = new_lane(in);
	lane->fleet = joined("shuttle", "");
	lane->fleet_resource = 1;
	lane->to = 1;
	lane->carries = 1;
	lane->duration = (int)(n[LOAD] + n[OUT] + n[UNLOAD]);
	lane->cycle = lane->duration + (int)n[BACK];
	lane->room[TONNES] = n[ROOM] * 1000;
	takes(lane, 1, 0, lane->cycle, 1, false);
	takes(lane, 0, (int)(n[LOAD] + n[OUT]), lane->duration, 1, false);
	new_demand(in, "cargo", (struct demand){.to = 1, .due = -1, .amount = n[DEMAND]});
	return true;
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
		if (strncmp(line, "id,", 3) == 0) {
			size_t head = strlen(SHUTTLE_HEAD);

			if (strncmp(line, SHUTTLE_HEAD, head) != 0 ||
			    (line[head] && line[head] != ','))
				return -1;
			continue;
		}
		*ret = more(*ret, count, sizeof(**ret));
		if (count == INSTANCES_MAX || !read_shuttle(line, &(*ret)[count]))
			return -1;
		count++;
	}
	return count;
}

/* A load is named by its unit and class, so no two may share both. */
static bool loads_are_told_apart(const struct instance *in)
{
	for (int k = 0; k < in->demand_count; k++)
		for (int j = 0; j < k; j++)
			if (in->demands[k].class == in->demands[j].class &&
			    strcmp(in->demands[k].unit, in->demands[j].unit) == 0)
				return false;
	return in->demand_count <= DEMANDS_MAX;
}

static bool read_object(const char *text, size_t length, struct instance *in, char *why,
			size_t why_size)
{
	json_error_t problem;
	json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &problem);
	bool good = root && read_fleets_and_units(root, in, why, why_size);

	if (!root)
		snprintf(why, why_size, "the case is not JSON: line %d: %s", problem.line,
			 problem.text);
	json_decref(root);
	return good;
}

int instances_read(const char *text, size_t length, const char *units, struct instance **ret,
		   char *why, size_t why_size)
{
	char *copy = more(NULL, 0, length + 1);
	const char *begin;
	int count = 1;
	bool good;

	snprintf(why, why_size, "the case is in no format that docs/formats/case.md has");
	memcpy(copy, text, length);
	begin = copy + strspn(copy, " \t\r\n");
	*ret = NULL;
	if (strncmp(begin, "id,", 3) == 0) {
		count = read_table(begin, ret);
		good = count >= 0;
	} else {
		*ret = more(NULL, 0, sizeof(**ret));
		if (*begin == '{') {
			good = read_object(copy, length, *ret, why, why_size);
		} else {
			(*ret)->step_hours = 6;
			(*ret)->id = joined("rail", "");
			good = read_railway(begin, *ret);
		}
	}
	for (int i = 0; good && i < count; i++) {
		good = loads_are_told_apart(&(*ret)[i]);
		if (!good)
			snprintf(why, why_size,
				 "the case has two loads of one unit and class, or too many");
	}
	if (!good)
		return -1;
	for (int i = 0; units && i < count; i++)
		keep_units(&(*ret)[i], units);
	return count;
}

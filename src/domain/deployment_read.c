/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_read.c - the formats that programs write: a railway, shuttles, fleets and units.
 *
 * docs/formats/case.md describes them.  A person's case is read by deployment_case.c.
 */
#include <jansson.h>
#include <string.h>

#include "base/csv.h"
#include "domain/deployment.h"
#include "domain/deployment_internal.h"

static void add(struct sv_arena *arena, struct sv_deployments *list, struct sv_deployment *d)
{
	list->items =
	    sv_arena_grow(arena, list->items, list->count, &list->cap, sizeof(*list->items));
	list->items[list->count++] = d;
}

/* The numbers of one line; -1 when there is something else or too many. */
static int numbers(struct sv_str line, int64_t *ret, int max)
{
	struct sv_str word;
	int count = 0;

	while (sv_str_split(&line, ' ', &word)) {
		word = sv_str_trim(word);
		if (word.len == 0)
			continue;
		if (count == max || !sv_str_to_int64(word, &ret[count]))
			return -1;
		count++;
	}
	return count;
}

struct rail {
	struct sv_arena *arena;
	const char *file;
	struct sv_findings *findings;
	struct sv_deployment *d;
	struct sv_str rest;
	int line;
};

/* The next line that holds numbers; false at the end or when it is wrong. */
static bool rail_line(struct rail *rail, int64_t *ret, int count, const char *what)
{
	struct sv_str line;

	while (sv_str_split(&rail->rest, '\n', &line)) {
		rail->line++;
		if (sv_str_trim(line).len == 0)
			continue;
		if (numbers(line, ret, count) == count) {
			bool good = true;

			for (int i = 0; i < count; i++)
				good &= ret[i] >= 0 && ret[i] <= 1000000000;
			if (good)
				return true;
		}
		sv_findings_error(rail->findings, "line", rail->file, rail->line, 1,
				  "write numbers of 0 or more with spaces between",
				  "'%.*s' is not %s", (int)SV_MIN(sv_str_trim(line).len, 60),
				  sv_str_trim(line).ptr, what);
		return false;
	}
	sv_findings_error(rail->findings, "line", rail->file, rail->line, 0, "complete the file",
			  "the file ends where %s is expected", what);
	return false;
}

static bool rail_node(struct rail *rail, int64_t node)
{
	if (node < rail->d->flow.place_count)
		return true;
	sv_findings_error(rail->findings, "node", rail->file, rail->line, 1, "number nodes from 0",
			  "node %lld does not exist", (long long)node);
	return false;
}

/* What a certificate could not tell apart by name. */
static bool rail_twice(struct rail *rail, const char *what, const char *where)
{
	sv_findings_error(rail->findings, "node", rail->file, rail->line, 1, "put both in one line",
			  "%s at '%s' are given twice", what, where);
	return false;
}

static bool rail_links(struct rail *rail, int64_t count, int class)
{
	struct sv_deployment *d = rail->d;
	int64_t n[4];

	for (int64_t i = 0; i < count; i++) {
		if (!rail_line(rail, n, 4, "a link 'u v steps capacity'") ||
		    !rail_node(rail, n[0]) || !rail_node(rail, n[1]))
			return false;
		for (int back = 0; back < 2; back++) {
			int from = (int)n[back], to = (int)n[!back];
			struct sv_flow_lane lane = {
			    .from = from,
			    .to = to,
			    .fleet = -1,
			    .last = INT32_MAX,
			    .duration = (int)SV_MAX(n[2], 1),
			    .carries = 1ULL << class,
			};
			const char *name = sv_arena_printf(rail->arena, "link %d-%d", from, to);
			int resource, at;

			if (sv_deployment_find_resource(d, name) >= 0)
				return rail_twice(rail, "the tracks", name + strlen("link "));
			for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
				lane.room[m] = SV_FLOW_NO_LIMIT;
			lane.room[SV_FLOW_TONNES] = 1000;
			resource = sv_deployment_resource(
			    rail->arena, d, name, (struct sv_flow_resource){.capacity = n[3]});
			at = sv_deployment_lane(rail->arena, d, NULL, lane);
			sv_deployment_use(rail->arena, d, at,
					  (struct sv_flow_use){resource, 0, 1, 1, false});
		}
	}
	return true;
}

/* A sink takes in what it wants and no more: a lane without time to the end of all ways. */
static bool rail_sink(struct rail *rail, int place, int end, int64_t wanted)
{
	struct sv_deployment *d = rail->d;
	struct sv_flow_lane lane = {
	    .from = place, .to = end, .fleet = -1, .last = INT32_MAX, .carries = 1};
	const char *name = sv_arena_printf(rail->arena, "demand %d", place);
	int resource;

	if (sv_deployment_find_resource(d, name) >= 0)
		return rail_twice(rail, "the trains that are wanted", name + strlen("demand "));
	resource = sv_deployment_resource(
	    rail->arena, d, name, (struct sv_flow_resource){.capacity = wanted, .total = true});
	for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
		lane.room[m] = SV_FLOW_NO_LIMIT;
	lane.room[SV_FLOW_TONNES] = 1000;
	sv_deployment_use(rail->arena, d, sv_deployment_lane(rail->arena, d, NULL, lane),
			  (struct sv_flow_use){resource, 0, 1, 1, false});
	return true;
}

static bool rail_ends(struct rail *rail, int64_t sources, int64_t sinks, int64_t storage, int class)
{
	struct sv_deployment *d = rail->d;
	int end = d->flow.place_count - 1;
	int64_t n[2], there = 0, wanted = 0;

	for (int64_t i = 0; i < sources + sinks; i++) {
		if (!rail_line(rail, n, 2, "'node trains'") || !rail_node(rail, n[0]))
			return false;
		if (i < sources) {
			const char *unit = sv_arena_printf(rail->arena, "%lld", (long long)n[0]);

			for (int k = 0; k < d->flow.demand_count; k++)
				if (strcmp(d->units[k], unit) == 0)
					return rail_twice(rail, "the trains that start", unit);
			there += n[1];
			sv_deployment_demand(rail->arena, d, unit,
					     (struct sv_flow_demand){.class = class,
								     .from = (int)n[0],
								     .to = end,
								     .due = -1,
								     .priority = 1,
								     .amount = n[1]});
		} else {
			wanted += n[1];
			if (!rail_sink(rail, (int)n[0], end, n[1]))
				return false;
		}
	}
	if (there != wanted)
		sv_findings_error(rail->findings, "balance", rail->file, 0, 0,
				  "make both sums equal", "%lld trains start and %lld are wanted",
				  (long long)there, (long long)wanted);
	if (storage < there)
		sv_findings_error(rail->findings, "storage", rail->file, 1, 0,
				  "give at least the number of trains",
				  "only %lld trains may wait in a node: limits on waiting are not "
				  "part of the model",
				  (long long)storage);
	return true;
}

static void read_rail(struct sv_arena *arena, const char *file, struct sv_str text,
		      struct sv_deployments *ret, struct sv_findings *findings)
{
	struct sv_deployment *d = sv_deployment_new(arena, "rail");
	struct rail rail = {
	    .arena = arena, .file = file, .findings = findings, .d = d, .rest = text};
	struct sv_flow_class class = {.takes = {[SV_FLOW_TONNES] = 1000}};
	int64_t head[5];
	int trains;

	if (!rail_line(&rail, head, 5, "'nodes links sources sinks storage'"))
		return;
	if (head[0] > SV_DEPLOY_LANES_MAX || head[1] > SV_DEPLOY_LANES_MAX / 2) {
		sv_findings_error(findings, "limit", file, 1, 1, "cut the network",
				  "%lld nodes and %lld links are more than %d and %d",
				  (long long)head[0], (long long)head[1], SV_DEPLOY_LANES_MAX,
				  SV_DEPLOY_LANES_MAX / 2);
		return;
	}
	for (int64_t i = 0; i < head[0]; i++)
		sv_deployment_place(arena, d, sv_arena_printf(arena, "%lld", (long long)i));
	trains = sv_deployment_class(arena, d, "trains", class);
	if (!rail_links(&rail, head[1], trains))
		return;
	sv_deployment_place(arena, d, "(in place)");
	if (rail_ends(&rail, head[2], head[3], head[4], trains))
		add(arena, ret, d);
}

static const char *const shuttle_columns[] = {"vehicles", "capacity", "demand", "load",
					      "out",      "unload",   "back",   "dest_stands"};

static void add_shuttle(struct sv_arena *arena, struct sv_deployments *ret, const char *id,
			const int64_t *n)
{
	struct sv_deployment *d = sv_deployment_new(arena, id);
	struct sv_flow_class class = {.takes = {[SV_FLOW_TONNES] = 1000}};
	int cargo = sv_deployment_class(arena, d, "cargo", class);
	int from = sv_deployment_place(arena, d, "origin");
	int to = sv_deployment_place(arena, d, "destination");
	int stands = sv_deployment_resource(arena, d, "stands destination",
					    (struct sv_flow_resource){.capacity = n[7]});
	int fleet = sv_deployment_resource(
	    arena, d, "fleet shuttle", (struct sv_flow_resource){.capacity = n[0], .fleet = true});
	int duration = (int)(n[3] + n[4] + n[5]), cycle = duration + (int)n[6];
	struct sv_flow_lane lane = {.from = from,
				    .to = to,
				    .fleet = fleet,
				    .last = INT32_MAX,
				    .duration = duration,
				    .cycle = cycle,
				    .carries = 1ULL << cargo};
	int at;

	for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
		lane.room[m] = SV_FLOW_NO_LIMIT;
	lane.room[SV_FLOW_TONNES] = n[1] * 1000;
	at = sv_deployment_lane(arena, d, "shuttle", lane);
	sv_deployment_use(arena, d, at, (struct sv_flow_use){fleet, 0, cycle, 1, false});
	sv_deployment_use(arena, d, at,
			  (struct sv_flow_use){stands, (int)(n[3] + n[4]), duration, 1, false});
	sv_deployment_demand(
	    arena, d, "cargo",
	    (struct sv_flow_demand){
		.class = cargo, .from = from, .to = to, .due = -1, .priority = 1, .amount = n[2]});
	add(arena, ret, d);
}

static void read_shuttles(struct sv_arena *arena, const char *file, struct sv_str text,
			  struct sv_deployments *ret, struct sv_findings *findings)
{
	struct sv_csv csv;
	int id;

	sv_csv_parse(arena, file, text, &csv, findings);
	id = sv_csv_column(&csv, "id");
	for (size_t c = 0; c < SV_ARRAY_LEN(shuttle_columns); c++)
		if (sv_csv_column(&csv, shuttle_columns[c]) != (int)c + 1) {
			sv_findings_error(findings, "column", file, 1, 1,
					  "begin with id,vehicles,capacity,demand,load,out,unload,"
					  "back,dest_stands",
					  "the columns of a table of shuttles are not in order: "
					  "'%s' is missing or elsewhere",
					  shuttle_columns[c]);
			return;
		}
	for (size_t i = 0; i < csv.row_count; i++) {
		int64_t n[SV_ARRAY_LEN(shuttle_columns)];
		bool good = true;

		for (size_t c = 0; c < SV_ARRAY_LEN(shuttle_columns); c++) {
			int column = sv_csv_column(&csv, shuttle_columns[c]);
			struct sv_str value = sv_csv_get(&csv, i, column);

			if (sv_str_to_int64(value, &n[c]) && n[c] >= (c == 1 ? 1 : 0) &&
			    n[c] <= 1000000)
				continue;
			good = false;
			sv_findings_error(findings, "number", file, csv.rows[i].line,
					  column < 0 ? 0 : csv.rows[i].fields[column].column,
					  "give a whole number from 0 to 1000000",
					  "%s '%.*s' is no number of that kind", shuttle_columns[c],
					  SV_STR_ARG(value));
		}
		if (good && n[3] + n[4] + n[5] == 0) {
			good = false;
			sv_findings_error(findings, "number", file, csv.rows[i].line, 0,
					  "give loading, out or unloading a step",
					  "the trip takes no time");
		}
		if (good)
			add_shuttle(arena, ret, sv_arena_str(arena, sv_csv_get(&csv, i, id)).ptr,
				    n);
	}
}

bool sv_deployment_is_instance(struct sv_str text)
{
	struct sv_str line, rest = text;
	int64_t head[5];

	text = sv_str_trim(text);
	if (sv_str_starts(text, "{") || sv_str_starts(text, "["))
		return true;
	if (!sv_str_split(&rest, '\n', &line))
		return false;
	return sv_str_starts(line, "id,") || numbers(line, head, 5) == 5;
}

void sv_deployment_read(struct sv_arena *arena, const char *file, struct sv_str text,
			struct sv_deployments *ret, struct sv_findings *findings)
{
	struct sv_str trimmed = sv_str_trim(text);

	if (sv_str_starts(trimmed, "{")) {
		struct sv_deployment *d = sv_deployment_read_json(arena, file, text, findings);

		if (d)
			add(arena, ret, d);
	} else if (sv_str_starts(trimmed, "id,")) {
		read_shuttles(arena, file, text, ret, findings);
	} else {
		read_rail(arena, file, text, ret, findings);
	}
	if (sv_findings_count(findings, SV_ERROR))
		return; /* what follows from a mistake is no news */
	for (size_t i = 0; i < ret->count; i++) {
		struct sv_deployment *d = ret->items[i];

		if (d->flow.horizon == 0)
			d->flow.horizon = sv_deployment_horizon(arena, d);
		sv_flow_choose_dimensions(&d->flow);
		sv_deployment_check(d, file, findings);
	}
}

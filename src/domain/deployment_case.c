/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment_case.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "domain/deployment_case_internal.h"

static void wrong(struct sv_case_reader *r, int word, const char *repair, const char *message)
{
	sv_findings_error(r->findings, "case", r->file, r->line,
			  word < r->word_count ? r->columns[word] : 1, repair, "%s", message);
}

static void note(struct sv_case_reader *r, const char *what, const char *value, const char *mark)
{
	r->figures = sv_arena_grow(r->arena, r->figures, r->figure_count, &r->figure_cap,
				   sizeof(*r->figures));
	r->figures[r->figure_count++] = (struct sv_deployment_figure){what, value, mark};
}

/* Words with spaces between; "two words" in double quotes are one; # begins a comment. */
static void split(struct sv_case_reader *r, struct sv_str line)
{
	size_t i = 0;

	r->word_count = 0;
	while (i < line.len && r->word_count < SV_CASE_WORDS_MAX) {
		size_t begin = i, end;

		if (line.ptr[i] == ' ' || line.ptr[i] == '\t' || line.ptr[i] == '\r') {
			i++;
			continue;
		}
		if (line.ptr[i] == '#')
			break;
		if (line.ptr[i] == '"') {
			begin = ++i;
			while (i < line.len && line.ptr[i] != '"')
				i++;
			end = i;
			i += i < line.len;
		} else {
			while (i < line.len && !strchr(" \t\r", line.ptr[i]))
				i++;
			end = i;
		}
		r->columns[r->word_count] = (int)begin + 1;
		r->words[r->word_count++] =
		    sv_arena_str(r->arena, (struct sv_str){line.ptr + begin, end - begin}).ptr;
	}
}

static bool is(const struct sv_case_reader *r, int word, const char *text)
{
	return word < r->word_count && strcmp(r->words[word], text) == 0;
}

/* The number after a word, with or without its unit behind; -1 with a finding when it is none. */
static double number(struct sv_case_reader *r, int word)
{
	char *end;
	double value;

	if (word >= r->word_count) {
		wrong(r, r->word_count - 1, "write a number after it",
		      sv_arena_printf(r->arena, "'%s' has no number", r->words[r->word_count - 1]));
		return -1;
	}
	value = strtod(r->words[word], &end);
	if (*end || !isfinite(value) || end == r->words[word] || value < 0 || value > 1e9) {
		wrong(r, word, "write a number of 0 or more",
		      sv_arena_printf(r->arena, "'%s' is %s", r->words[word],
				      *end || end == r->words[word] ? "not a number"
				      : value < 0                   ? "negative"
								    : "too large"));
		return -1;
	}
	return value;
}

/* Words that only say the unit of the number before. */
static bool is_unit_word(const char *word)
{
	static const char *const units[] = {"h", "hours", "day", "days", "t", "km", "%", "m"};

	for (size_t i = 0; i < SV_ARRAY_LEN(units); i++)
		if (strcmp(word, units[i]) == 0)
			return true;
	return false;
}

/* Reads "key number [unit]" pairs from a word on into the doubles that keys name. */
struct key {
	const char *name;
	double *number;
	const char **text; /* instead of a number */
};

static void read_keys(struct sv_case_reader *r, int word, const struct key *keys, size_t count)
{
	while (word < r->word_count) {
		struct sv_suggestion near = SV_SUGGESTION_INIT(r->words[word]);
		size_t k = 0;

		while (k < count && !is(r, word, keys[k].name))
			sv_suggest(&near, keys[k++].name);
		if (k == count) {
			wrong(r, word,
			      near.best ? sv_arena_printf(r->arena, "did you mean '%s'?", near.best)
					: "see docs/formats/case.md",
			      sv_arena_printf(r->arena, "'%s' is not known here", r->words[word]));
			return;
		}
		if (keys[k].text) {
			if (word + 1 < r->word_count)
				*keys[k].text = r->words[word + 1];
		} else {
			*keys[k].number = number(r, word + 1);
		}
		word += 2;
		if (word < r->word_count && is_unit_word(r->words[word]))
			word++;
	}
}

static int place_named(struct sv_case_reader *r, int word)
{
	struct sv_suggestion near = SV_SUGGESTION_INIT(word < r->word_count ? r->words[word] : "");

	for (int i = 0; i < r->place_count; i++) {
		if (is(r, word, r->places[i].name))
			return i;
		sv_suggest(&near, r->places[i].name);
	}
	wrong(r, word,
	      near.best ? sv_arena_printf(r->arena, "did you mean '%s'?", near.best)
			: "describe it before with 'place'",
	      sv_arena_printf(r->arena, "the place '%s' is not described",
			      word < r->word_count ? r->words[word] : ""));
	return -1;
}

/* A row of a table by one of two columns; says what is not there. */
static int table_row(struct sv_case_reader *r, enum sv_geo_table table, const char *text,
		     const char *a, const char *b)
{
	int row = sv_geo_row(r->geo, table, a, text);

	if (row < 0 && b)
		row = sv_geo_row(r->geo, table, b, text);
	if (row < 0)
		wrong(r, 1, sv_arena_printf(r->arena, "see the pack's geo/%s", sv_geo_files[table]),
		      sv_arena_printf(r->arena, "'%s' is not in the table %s", text,
				      sv_geo_files[table]));
	return row;
}

static void read_place(struct sv_case_reader *r)
{
	const char *airport = NULL, *port = NULL, *node = NULL;
	struct sv_case_place place = {r->words[1], -1, -1, -1, -1, -1};
	const struct key keys[] = {
	    {"airport", NULL, &airport},
	    {"port", NULL, &port},
	    {"node", NULL, &node},
	    {"stands", &place.stands, NULL},
	    {"handling", &place.handling, NULL},
	};

	read_keys(r, 2, keys, SV_ARRAY_LEN(keys));
	if (airport)
		place.airport = table_row(r, SV_GEO_AIRPORTS, airport, "ident", "iata");
	if (port)
		place.port = table_row(r, SV_GEO_PORTS, port, "name", "unlocode");
	if (node)
		place.node = table_row(r, SV_GEO_NODES, node, "id", "name");
	r->places[r->place_count++] = place;
}

static void read_fleet(struct sv_case_reader *r)
{
	const char *asset = NULL, *carries = NULL;
	struct sv_case_fleet fleet = {r->words[1], NULL, -1, 1, 0, -1};
	const struct key keys[] = {
	    {"asset", NULL, &asset},           {"carries", NULL, &carries},
	    {"count", &fleet.count, NULL},     {"notice", &fleet.notice, NULL},
	    {"payload", &fleet.payload, NULL},
	};

	read_keys(r, 2, keys, SV_ARRAY_LEN(keys));
	if (!asset)
		wrong(r, 1, "name a row of the pack's geo/lift_assets.csv with 'asset'",
		      sv_arena_printf(r->arena, "fleet '%s' has no asset", fleet.name));
	else
		fleet.asset = table_row(r, SV_GEO_ASSETS, asset, "asset", NULL);
	fleet.carries = carries;
	if (fleet.asset >= 0)
		r->fleets[r->fleet_count++] = fleet;
}

/* Kilometres of a lane by the fleet's mode; -1 when the tables know none. */
static double distance(const struct sv_case_reader *r, const struct sv_case_fleet *fleet, int from,
		       int to)
{
	struct sv_str mode = sv_geo_text(r->geo, SV_GEO_ASSETS, fleet->asset, "mode");
	const struct sv_case_place *a = &r->places[from], *b = &r->places[to];
	bool rail = sv_str_is(mode, "rail");
	double km;

	if (sv_str_is(mode, "air"))
		return a->airport < 0 || b->airport < 0
			   ? -1
			   : sv_geo_air_km(r->geo, a->airport, b->airport);
	if (sv_str_is(mode, "sea"))
		return a->port < 0 || b->port < 0 ? -1 : sv_geo_sea_km(r->geo, a->port, b->port);
	if (a->node < 0 || b->node < 0)
		return -1;
	km = sv_geo_land_km(r->geo, rail, a->node, b->node);
	return km < 0 ? -1 : km * (1 + r->margin / 100);
}

static void lane_times(struct sv_case_reader *r, struct sv_case_lane *lane,
		       const struct sv_case_fleet *fleet, double km, bool given)
{
	const struct sv_geo *geo = r->geo;
	struct sv_str mode = sv_geo_text(geo, SV_GEO_ASSETS, fleet->asset, "mode");
	double speed = sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "speed_kmh", 0);

	if (sv_str_is(mode, "road"))
		speed *= r->road_hours / 24;
	if (speed <= 0) {
		wrong(r, 1, "name another asset",
		      sv_arena_printf(r->arena, "the asset of '%s' has no speed", fleet->name));
		return;
	}
	lane->load = sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "load_h", 0);
	lane->unload = sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "unload_h", 0);
	lane->out = lane->back = km / speed;
	note(r,
	     sv_arena_printf(r->arena, "%s, %s to %s", fleet->name, r->places[lane->from].name,
			     r->places[lane->to].name),
	     sv_arena_printf(r->arena, "%.0f km, %.1f h", km, lane->out),
	     given ? "given" : "derived");
}

static void read_lane(struct sv_case_reader *r)
{
	struct sv_case_lane lane = {.slots = -1};
	double km = -1;
	const struct key keys[] = {
	    {"km", &km, NULL},
	    {"permission", &lane.permission, NULL},
	    {"slots", &lane.slots, NULL},
	};
	bool given;

	while (lane.fleet < r->fleet_count && !is(r, 1, r->fleets[lane.fleet].name))
		lane.fleet++;
	if (lane.fleet == r->fleet_count) {
		wrong(r, 1, "describe it before with 'fleet'",
		      sv_arena_printf(r->arena, "the fleet '%s' is not described",
				      r->word_count > 1 ? r->words[1] : ""));
		return;
	}
	lane.from = place_named(r, 2);
	lane.to = place_named(r, 3);
	if (lane.from < 0 || lane.to < 0)
		return;
	read_keys(r, 4, keys, SV_ARRAY_LEN(keys));
	given = km >= 0;
	if (!given)
		km = distance(r, &r->fleets[lane.fleet], lane.from, lane.to);
	if (km < 0) {
		wrong(
		    r, 2,
		    "give both places an airport, port or node as the fleet moves, or write 'km N'",
		    sv_arena_printf(r->arena, "the tables know no way of '%s' from '%s' to '%s'",
				    r->words[1], r->words[2], r->words[3]));
		return;
	}
	lane_times(r, &lane, &r->fleets[lane.fleet], km, given);
	r->lanes[r->lane_count++] = lane;
}

static void from_template(struct sv_case_reader *r, struct sv_case_unit *unit, const char *name)
{
	int row = table_row(r, SV_GEO_UNITS, name, "unit", NULL);
	struct sv_str mark;

	if (row < 0)
		return;
	unit->people = sv_geo_number(r->geo, SV_GEO_UNITS, row, "personnel", 0);
	unit->equipment = sv_geo_number(r->geo, SV_GEO_UNITS, row, "equipment_t", 0);
	unit->supply = sv_geo_number(r->geo, SV_GEO_UNITS, row, "initial_supply_t", 0);
	unit->lane_m = sv_geo_number(r->geo, SV_GEO_UNITS, row, "lane_m", 0);
	unit->teu = sv_geo_number(r->geo, SV_GEO_UNITS, row, "teu", 0);
	mark = sv_geo_text(r->geo, SV_GEO_UNITS, row, "status");
	note(r, sv_arena_printf(r->arena, "unit %s", unit->name),
	     sv_arena_printf(r->arena, "as %s: %.0f people, %.0f t, %.0f t of supply", name,
			     unit->people, unit->equipment, unit->supply),
	     sv_arena_str(r->arena, mark).ptr);
}

static void read_unit(struct sv_case_reader *r)
{
	const char *from = NULL, *to = NULL, *template = NULL, *unused = NULL;
	struct sv_case_unit unit = {.name = r->words[1], .due = -1, .priority = 1};
	struct sv_case_unit said = {.ready = 0,
				    .due = -1,
				    .priority = 1,
				    .people = -1,
				    .equipment = -1,
				    .supply = -1,
				    .lane_m = -1,
				    .teu = -1};
	const struct key keys[] = {
	    {"from", NULL, &from},          {"to", NULL, &to},
	    {"template", NULL, &template},  {"ready", &said.ready, NULL},
	    {"due", &said.due, NULL},       {"priority", &said.priority, NULL},
	    {"people", &said.people, NULL}, {"equipment", &said.equipment, NULL},
	    {"supply", &said.supply, NULL}, {"lane_m", &said.lane_m, NULL},
	    {"teu", &said.teu, NULL},       {"note", NULL, &unused},
	};

	read_keys(r, 2, keys, SV_ARRAY_LEN(keys));
	if (template)
		from_template(r, &unit, template);
	unit.people = said.people >= 0 ? said.people : unit.people;
	unit.equipment = said.equipment >= 0 ? said.equipment : unit.equipment;
	unit.supply = said.supply >= 0 ? said.supply : unit.supply;
	unit.lane_m = said.lane_m >= 0 ? said.lane_m : unit.lane_m;
	unit.teu = said.teu >= 0 ? said.teu : unit.teu;
	unit.ready = said.ready;
	unit.due = said.due;
	unit.priority = said.priority;
	unit.from = unit.to = -1;
	for (int i = 0; i < r->place_count; i++) {
		if (from && strcmp(from, r->places[i].name) == 0)
			unit.from = i;
		if (to && strcmp(to, r->places[i].name) == 0)
			unit.to = i;
	}
	if (unit.from < 0 || unit.to < 0) {
		wrong(r, 1, "write 'from PLACE to PLACE' with places described before",
		      sv_arena_printf(r->arena, "unit '%s' does not say from where to where",
				      unit.name));
		return;
	}
	r->units[r->unit_count++] = unit;
}

static void read_default(struct sv_case_reader *r, const char *key, double *ret)
{
	int row = sv_geo_row(r->geo, SV_GEO_DEFAULTS, "key", key);

	if (row < 0)
		return;
	*ret = sv_geo_number(r->geo, SV_GEO_DEFAULTS, row, "value", *ret);
}

static void read_plain(struct sv_case_reader *r, double *ret)
{
	size_t said = r->findings->count;

	*ret = number(r, 1);
	if (*ret <= 0 && r->findings->count == said &&
	    (is(r, 0, "horizon") || is(r, 0, "road_hours")))
		wrong(
		    r, 1, "write a number above 0, or leave the line out",
		    sv_arena_printf(r->arena, "with a '%s' of 0 nothing can arrive", r->words[0]));
}

static void read_line(struct sv_case_reader *r)
{
	double *plain = is(r, 0, "step")          ? &r->step_hours
			: is(r, 0, "decision")    ? &r->decision
			: is(r, 0, "horizon")     ? &r->horizon
			: is(r, 0, "road_hours")  ? &r->road_hours
			: is(r, 0, "land_margin") ? &r->margin
						  : NULL;

	if (r->place_count == SV_CASE_ITEMS_MAX || r->fleet_count == SV_CASE_ITEMS_MAX ||
	    r->lane_count == SV_CASE_ITEMS_MAX || r->unit_count == SV_CASE_ITEMS_MAX) {
		wrong(r, 0, "put like things together",
		      "a case has at most 256 places, fleets, lanes and units of each");
		return;
	}
	if (r->word_count < 2)
		wrong(r, 0, "write its value behind it",
		      sv_arena_printf(r->arena, "'%s' says nothing", r->words[0]));
	else if (is(r, 0, "case"))
		r->id = r->words[1];
	else if (is(r, 0, "decided"))
		r->decided = r->words[1];
	else if (plain)
		read_plain(r, plain);
	else if (is(r, 0, "place"))
		read_place(r);
	else if (is(r, 0, "fleet"))
		read_fleet(r);
	else if (is(r, 0, "lane"))
		read_lane(r);
	else if (is(r, 0, "unit"))
		read_unit(r);
	else
		wrong(r, 0,
		      "begin with case, decided, step, decision, horizon, road_hours, land_margin, "
		      "place, fleet, lane or unit",
		      sv_arena_printf(r->arena, "'%s' is not known", r->words[0]));
}

void sv_deployment_case_expand(struct sv_arena *arena, const struct sv_geo *geo, const char *file,
			       struct sv_str text, struct sv_buf *out, struct sv_findings *findings)
{
	struct sv_case_reader *r = SV_NEW(arena, struct sv_case_reader);
	struct sv_str line;
	size_t bad;

	r->arena = arena;
	r->geo = geo;
	r->file = file;
	r->findings = findings;
	r->id = "";
	r->step_hours = 6;
	r->road_hours = 24;
	if (!sv_str_is_utf8(text, &bad)) {
		sv_findings_error(findings, "text", file, 0, 0, "save it as UTF-8",
				  "this is no text in UTF-8: byte %zu", bad + 1);
		return;
	}
	read_default(r, "road_hours_a_day", &r->road_hours);
	read_default(r, "land_margin_percent", &r->margin);
	while (sv_str_split(&text, '\n', &line)) {
		r->line++;
		split(r, line);
		if (r->word_count)
			read_line(r);
	}
	if (r->step_hours < 1 || floor(24 / r->step_hours) * r->step_hours != 24)
		sv_findings_error(findings, "step", file, 0, 0, "write 'step 6 h', or 1, 2, 12, 24",
				  "a day is no whole number of steps of that length");
	note(r, "road: hours of driving a day", sv_arena_printf(arena, "%.0f", r->road_hours),
	     "estimate");
	note(r, "land: margin on distances", sv_arena_printf(arena, "%.0f %%", r->margin),
	     "estimate");
	if (sv_findings_count(findings, SV_ERROR) == 0)
		sv_deployment_case_write(r, out);
}

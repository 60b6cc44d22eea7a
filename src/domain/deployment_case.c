/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment_case.h"

#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "domain/deployment_case_internal.h"

/* A name that stands already on another line. */
static bool is_taken(struct sv_case_reader *r, const char *what, const char *known)
{
	if (strcmp(known, r->words[1]) != 0)
		return false;
	sv_case_line_wrong(r, 1, "give it another name",
			   sv_arena_printf(r->arena, "there are two %s '%s'", what, known));
	return true;
}

static void read_place(struct sv_case_reader *r)
{
	const char *airport = NULL, *port = NULL, *node = NULL;
	struct sv_case_place place = {r->words[1], -1, -1, -1, -1, -1, -1, -1, -1, -1};
	const struct sv_case_key keys[] = {
	    {"airport", SV_CASE_COUNT, NULL, &airport},
	    {"port", SV_CASE_COUNT, NULL, &port},
	    {"node", SV_CASE_COUNT, NULL, &node},
	    {"stands", SV_CASE_WHOLE, &place.stands, NULL},
	    {"handling", SV_CASE_TONNES, &place.handling, NULL},
	    {"opens", SV_CASE_HOURS, &place.opens, NULL},
	    {"closes", SV_CASE_HOURS, &place.closes, NULL},
	    {"shut", SV_CASE_DAYS, &place.shut, NULL},
	    {"until", SV_CASE_DAYS, &place.until, NULL},
	};

	for (int i = 0; i < r->place_count; i++)
		if (is_taken(r, "places", r->places[i].name))
			return;
	sv_case_keys(r, 2, keys, SV_ARRAY_LEN(keys));
	if (airport)
		place.airport = sv_case_table_row(r, SV_GEO_AIRPORTS, airport, "ident", "iata");
	if (port)
		place.port = sv_case_table_row(r, SV_GEO_PORTS, port, "name", "unlocode");
	if (node)
		place.node = sv_case_table_row(r, SV_GEO_NODES, node, "id", "name");
	if ((place.opens >= 0) != (place.closes >= 0) || (place.shut >= 0) != (place.until >= 0) ||
	    place.closes > 24)
		sv_case_line_wrong(
		    r, 1, "write 'opens 6 h closes 20 h', 'shut 3 days until 5 days'",
		    sv_arena_printf(r->arena, "'%s' opens or shuts at no time of a day",
				    place.name));
	r->places[r->place_count++] = place;
}

/* Which cargo a fleet may take, as its `carries` or its asset says. */
static void check_carries(struct sv_case_reader *r, const char *carries)
{
	struct sv_str rest = sv_str_from(carries), word;

	while (sv_str_split(&rest, ',', &word)) {
		size_t i = 0;

		while (i < SV_CASE_KINDS && !sv_str_is(word, sv_case_kinds[i]))
			i++;
		if (i == SV_CASE_KINDS)
			sv_case_line_wrong(
			    r, 1,
			    "write people, equipment, outsize, containers or supply, with commas",
			    sv_arena_printf(r->arena, "'%.*s' is no kind of cargo",
					    SV_STR_ARG(word)));
	}
}

/* What the pack says of the asset, each with its mark. */
static void note_asset(struct sv_case_reader *r, const struct sv_case_fleet *fleet)
{
	const struct sv_geo *geo = r->geo;
	int row = fleet->asset;
	double payload = sv_geo_number(geo, SV_GEO_ASSETS, row, "payload_plan_t", -1);

	if (fleet->payload >= 0 || payload >= 0)
		sv_case_note(r, sv_arena_printf(r->arena, "%s: payload", fleet->name),
			     sv_arena_printf(r->arena, "%g t",
					     fleet->payload >= 0 ? fleet->payload : payload),
			     fleet->payload >= 0
				 ? "given"
				 : sv_arena_str(r->arena, sv_geo_text(geo, SV_GEO_ASSETS, row,
								      "status_payload"))
				       .ptr);
	sv_case_note(
	    r, sv_arena_printf(r->arena, "%s: speed, loading, unloading", fleet->name),
	    sv_arena_printf(r->arena, "%g km/h, %g h, %g h",
			    sv_geo_number(geo, SV_GEO_ASSETS, row, "speed_kmh", 0),
			    sv_geo_number(geo, SV_GEO_ASSETS, row, "load_h", 0),
			    sv_geo_number(geo, SV_GEO_ASSETS, row, "unload_h", 0)),
	    sv_arena_str(r->arena, sv_geo_text(geo, SV_GEO_ASSETS, row, "status_other")).ptr);
}

static void read_fleet(struct sv_case_reader *r)
{
	const char *asset = NULL, *carries = NULL;
	struct sv_case_fleet fleet = {r->words[1], NULL, -1, 1, 0, -1};
	const struct sv_case_key keys[] = {
	    {"asset", SV_CASE_COUNT, NULL, &asset},
	    {"carries", SV_CASE_COUNT, NULL, &carries},
	    {"count", SV_CASE_WHOLE, &fleet.count, NULL},
	    {"notice", SV_CASE_DAYS, &fleet.notice, NULL},
	    {"payload", SV_CASE_TONNES, &fleet.payload, NULL},
	};

	for (int i = 0; i < r->fleet_count; i++)
		if (is_taken(r, "fleets", r->fleets[i].name))
			return;
	sv_case_keys(r, 2, keys, SV_ARRAY_LEN(keys));
	if (!asset)
		sv_case_line_wrong(
		    r, 1, "name a row of the pack's geo/lift_assets.csv with 'asset'",
		    sv_arena_printf(r->arena, "fleet '%s' has no asset", fleet.name));
	else
		fleet.asset = sv_case_table_row(r, SV_GEO_ASSETS, asset, "asset", NULL);
	fleet.carries = carries;
	if (carries)
		check_carries(r, carries);
	if (fleet.asset < 0)
		return;
	note_asset(r, &fleet);
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

static double speed_of(const struct sv_case_reader *r, const struct sv_case_fleet *fleet)
{
	double speed = sv_geo_number(r->geo, SV_GEO_ASSETS, fleet->asset, "speed_kmh", 0);

	return sv_str_is(sv_geo_text(r->geo, SV_GEO_ASSETS, fleet->asset, "mode"), "road")
		   ? speed * r->road_hours / 24
		   : speed;
}

static void lane_times(struct sv_case_reader *r, struct sv_case_lane *lane,
		       const struct sv_case_fleet *fleet, double km, bool given)
{
	const struct sv_geo *geo = r->geo;
	double speed = speed_of(r, fleet);

	if (speed <= 0) {
		sv_case_line_wrong(
		    r, 1, "name another asset",
		    sv_arena_printf(r->arena, "the asset of '%s' has no speed", fleet->name));
		return;
	}
	lane->load = sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "load_h", 0);
	lane->unload = sv_geo_number(geo, SV_GEO_ASSETS, fleet->asset, "unload_h", 0);
	lane->out = lane->back = km / speed;
	sv_case_note(r,
		     sv_arena_printf(r->arena, "%s, %s to %s", fleet->name,
				     r->places[lane->from].name, r->places[lane->to].name),
		     sv_arena_printf(r->arena, "%.0f km, %.1f h", km, lane->out),
		     given ? "given" : "derived");
}

static int fleet_named(struct sv_case_reader *r)
{
	for (int i = 0; i < r->fleet_count; i++)
		if (sv_case_is(r, 1, r->fleets[i].name))
			return i;
	sv_case_line_wrong(
	    r, 1, "describe it before with 'fleet'",
	    sv_arena_printf(r->arena, "the fleet '%s' is not described", r->words[1]));
	return -1;
}

static void read_lane(struct sv_case_reader *r)
{
	struct sv_case_lane lane = {.slots = -1};
	double km = -1;
	const struct sv_case_key keys[] = {
	    {"km", SV_CASE_KM, &km, NULL},
	    {"permission", SV_CASE_LEAD, &lane.permission, NULL},
	    {"slots", SV_CASE_WHOLE, &lane.slots, NULL},
	};
	bool given;

	lane.fleet = fleet_named(r);
	if (lane.fleet < 0)
		return;
	lane.from = sv_case_place_named(r, 2);
	lane.to = sv_case_place_named(r, 3);
	if (lane.from < 0 || lane.to < 0)
		return;
	sv_case_keys(r, 4, keys, SV_ARRAY_LEN(keys));
	given = km >= 0;
	if (!given)
		km = distance(r, &r->fleets[lane.fleet], lane.from, lane.to);
	if (km < 0) {
		sv_case_line_wrong(
		    r, 2,
		    "give both places an airport, port or node as the fleet moves, or write 'km N'",
		    sv_arena_printf(r->arena, "the tables know no way of '%s' from '%s' to '%s'",
				    r->words[1], r->words[2], r->words[3]));
		return;
	}
	lane_times(r, &lane, &r->fleets[lane.fleet], km, given);
	r->lanes[r->lane_count++] = lane;
}

/* Kilometres between two origins of a fleet where the tables know none. */
static void read_ferry(struct sv_case_reader *r)
{
	double km = -1;
	const struct sv_case_key keys[] = {{"km", SV_CASE_KM, &km, NULL}};
	struct sv_case_ferry ferry = {.fleet = fleet_named(r)};

	if (ferry.fleet < 0)
		return;
	ferry.a = sv_case_place_named(r, 2);
	ferry.b = sv_case_place_named(r, 3);
	sv_case_keys(r, 4, keys, SV_ARRAY_LEN(keys));
	if (ferry.a < 0 || ferry.b < 0)
		return;
	if (km < 0)
		sv_case_line_wrong(r, 0, "write 'ferry FLEET PLACE PLACE km N'",
				   "the ferry has no length");
	ferry.hours = km / speed_of(r, &r->fleets[ferry.fleet]);
	r->ferries[r->ferry_count++] = ferry;
}

static bool is_origin(const struct sv_case_reader *r, int fleet, int place)
{
	for (int i = 0; i < r->lane_count; i++)
		if (r->lanes[i].fleet == fleet && r->lanes[i].from == place)
			return true;
	return false;
}

/* A fleet that starts from two places has to get from one to the other, empty. */
static void find_ferry(struct sv_case_reader *r, int fleet, int a, int b)
{
	const char *name = r->fleets[fleet].name;
	struct sv_case_ferry ferry = {.fleet = fleet, .a = a, .b = b};
	double km;

	for (int i = 0; i < r->ferry_count; i++) {
		const struct sv_case_ferry *known = &r->ferries[i];

		if (known->fleet == fleet &&
		    ((known->a == a && known->b == b) || (known->a == b && known->b == a)))
			return;
	}
	km = distance(r, &r->fleets[fleet], a, b);
	if (km < 0 || r->ferry_count == SV_CASE_ITEMS_MAX) {
		sv_findings_error(r->findings, "case", r->file, 0, 0,
				  sv_arena_printf(r->arena, "write 'ferry %s %s %s km N'", name,
						  r->places[a].name, r->places[b].name),
				  "the fleet '%s' starts from '%s' and from '%s', and the tables "
				  "know no way between them",
				  name, r->places[a].name, r->places[b].name);
		return;
	}
	ferry.hours = km / speed_of(r, &r->fleets[fleet]);
	r->ferries[r->ferry_count++] = ferry;
	sv_case_note(r,
		     sv_arena_printf(r->arena, "%s, empty, %s to %s", name, r->places[a].name,
				     r->places[b].name),
		     sv_arena_printf(r->arena, "%.0f km, %.1f h", km, ferry.hours), "derived");
}

static void find_ferries(struct sv_case_reader *r)
{
	for (int fleet = 0; fleet < r->fleet_count; fleet++)
		for (int a = 0; a < r->place_count; a++)
			for (int b = a + 1; is_origin(r, fleet, a) && b < r->place_count; b++)
				if (is_origin(r, fleet, b))
					find_ferry(r, fleet, a, b);
}

static void from_template(struct sv_case_reader *r, struct sv_case_unit *unit, const char *name)
{
	int row = sv_case_table_row(r, SV_GEO_UNITS, name, "unit", NULL);
	struct sv_str mark;

	if (row < 0)
		return;
	unit->people = sv_geo_number(r->geo, SV_GEO_UNITS, row, "personnel", 0);
	unit->equipment = sv_geo_number(r->geo, SV_GEO_UNITS, row, "equipment_t", 0);
	unit->supply = sv_geo_number(r->geo, SV_GEO_UNITS, row, "initial_supply_t", 0);
	unit->lane_m = sv_geo_number(r->geo, SV_GEO_UNITS, row, "lane_m", 0);
	unit->teu = sv_geo_number(r->geo, SV_GEO_UNITS, row, "teu", 0);
	mark = sv_geo_text(r->geo, SV_GEO_UNITS, row, "status");
	sv_case_note(r, sv_arena_printf(r->arena, "unit %s", unit->name),
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
				    .outsize = -1,
				    .containers = -1,
				    .lane_m = -1,
				    .teu = -1};
	const struct sv_case_key keys[] = {
	    {"from", SV_CASE_COUNT, NULL, &from},
	    {"to", SV_CASE_COUNT, NULL, &to},
	    {"template", SV_CASE_COUNT, NULL, &template},
	    {"ready", SV_CASE_DAYS, &said.ready, NULL},
	    {"due", SV_CASE_DAYS, &said.due, NULL},
	    {"priority", SV_CASE_WHOLE, &said.priority, NULL},
	    {"people", SV_CASE_WHOLE, &said.people, NULL},
	    {"equipment", SV_CASE_TONNES, &said.equipment, NULL},
	    {"supply", SV_CASE_TONNES, &said.supply, NULL},
	    {"outsize", SV_CASE_TONNES, &said.outsize, NULL},
	    {"containers", SV_CASE_TONNES, &said.containers, NULL},
	    {"lane_m", SV_CASE_METRES, &said.lane_m, NULL},
	    {"teu", SV_CASE_COUNT, &said.teu, NULL},
	    {"note", SV_CASE_COUNT, NULL, &unused},
	};

	sv_case_keys(r, 2, keys, SV_ARRAY_LEN(keys));
	for (int i = 0; i < r->unit_count; i++)
		if (is_taken(r, "units", r->units[i].name))
			return;
	if (template)
		from_template(r, &unit, template);
	unit.people = said.people >= 0 ? said.people : unit.people;
	unit.equipment = said.equipment >= 0 ? said.equipment : unit.equipment;
	unit.supply = said.supply >= 0 ? said.supply : unit.supply;
	unit.outsize = said.outsize >= 0 ? said.outsize : 0;
	unit.containers = said.containers >= 0 ? said.containers : 0;
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
		sv_case_line_wrong(r, 1, "write 'from PLACE to PLACE' with places described before",
				   sv_arena_printf(r->arena,
						   "unit '%s' does not say from where to where",
						   unit.name));
		return;
	}
	r->units[r->unit_count++] = unit;
}

static void read_default(struct sv_case_reader *r, const char *key, double *ret,
			 const char **ret_mark)
{
	int row = sv_geo_row(r->geo, SV_GEO_DEFAULTS, "key", key);

	if (row < 0)
		return;
	*ret = sv_geo_number(r->geo, SV_GEO_DEFAULTS, row, "value", *ret);
	*ret_mark = sv_arena_str(r->arena, sv_geo_text(r->geo, SV_GEO_DEFAULTS, row, "status")).ptr;
}

/* A statement with one number. */
static void read_plain(struct sv_case_reader *r, double *ret, enum sv_case_unit_of of)
{
	size_t said = r->findings->count;

	*ret = of == SV_CASE_LEAD ? sv_case_lead_time(r, 1) : sv_case_number(r, 1, of);
	if (*ret <= 0 && r->findings->count == said &&
	    (sv_case_is(r, 0, "horizon") || sv_case_is(r, 0, "road_hours")))
		sv_case_line_wrong(
		    r, 1, "write a number above 0, or leave the line out",
		    sv_arena_printf(r->arena, "with a '%s' of 0 nothing can arrive", r->words[0]));
	if (ret == &r->road_hours)
		r->road_mark = "given";
	if (ret == &r->margin)
		r->margin_mark = "given";
}

static void read_line(struct sv_case_reader *r)
{
	const struct {
		const char *word;
		enum sv_case_unit_of of;
		double *number;
	} plain[] = {
	    {"step", SV_CASE_HOURS, &r->step_hours},
	    {"decision", SV_CASE_WHOLE_DAYS, &r->decision},
	    {"horizon", SV_CASE_DAYS, &r->horizon},
	    {"road_hours", SV_CASE_HOURS, &r->road_hours},
	    {"land_margin", SV_CASE_PERCENT, &r->margin},
	    {"border", SV_CASE_LEAD, &r->border},
	};
	size_t known = 0;

	while (known < SV_ARRAY_LEN(plain) && !sv_case_is(r, 0, plain[known].word))
		known++;
	if (r->place_count == SV_CASE_ITEMS_MAX || r->ferry_count == SV_CASE_ITEMS_MAX ||
	    r->fleet_count == SV_CASE_ITEMS_MAX || r->lane_count == SV_CASE_ITEMS_MAX ||
	    r->unit_count == SV_CASE_ITEMS_MAX) {
		sv_case_line_wrong(
		    r, 0, "put like things together",
		    "a case has at most 256 places, fleets, lanes and units of each");
		return;
	}
	if (r->word_count < 2)
		sv_case_line_wrong(r, 0, "write its value behind it",
				   sv_arena_printf(r->arena, "'%s' says nothing", r->words[0]));
	else if (sv_case_is(r, 0, "case"))
		r->id = r->words[1];
	else if (sv_case_is(r, 0, "decided"))
		r->decided = r->words[1];
	else if (known < SV_ARRAY_LEN(plain))
		read_plain(r, plain[known].number, plain[known].of);
	else if (sv_case_is(r, 0, "place"))
		read_place(r);
	else if (sv_case_is(r, 0, "fleet"))
		read_fleet(r);
	else if (sv_case_is(r, 0, "lane"))
		read_lane(r);
	else if (sv_case_is(r, 0, "ferry"))
		read_ferry(r);
	else if (sv_case_is(r, 0, "unit"))
		read_unit(r);
	else
		sv_case_line_wrong(
		    r, 0,
		    "begin with case, decided, step, decision, horizon, road_hours, land_margin, "
		    "border, place, fleet, lane, ferry or unit",
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
	r->border = -1;
	r->road_mark = r->margin_mark = "estimate";
	if (!sv_str_is_utf8(text, &bad)) {
		sv_findings_error(findings, "text", file, 0, 0, "save it as UTF-8",
				  "this is no text in UTF-8: byte %zu", bad + 1);
		return;
	}
	read_default(r, "road_hours_a_day", &r->road_hours, &r->road_mark);
	read_default(r, "land_margin_percent", &r->margin, &r->margin_mark);
	while (sv_str_split(&text, '\n', &line)) {
		r->line++;
		sv_case_split(r, line);
		if (r->word_count)
			read_line(r);
	}
	if (r->step_hours < 1 || r->step_hours != floor(r->step_hours) ||
	    fmod(24, r->step_hours) != 0)
		sv_findings_error(findings, "step", file, 0, 0, "write 'step 6 h', or 1, 2, 12, 24",
				  "a day is no whole number of steps of that length");
	sv_case_note(r, "road: hours of driving a day",
		     sv_arena_printf(arena, "%.0f", r->road_hours), r->road_mark);
	sv_case_note(r, "land: margin on distances", sv_arena_printf(arena, "%.0f %%", r->margin),
		     r->margin_mark);
	if (sv_findings_count(findings, SV_ERROR) == 0)
		find_ferries(r);
	if (sv_findings_count(findings, SV_ERROR) == 0)
		sv_deployment_case_write(r, out);
}

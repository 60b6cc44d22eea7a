/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_new.c - the beginning of a case: a unit, a theatre, a day, and the pack's defaults.
 */
#include "domain/deployment_case.h"

#include "base/date.h"

static const char *text_of(const struct sv_geo *geo, enum sv_geo_table table, int row,
			   const char *column)
{
	return sv_arena_str(geo->arena, sv_geo_text(geo, table, row, column)).ptr;
}

static int default_row(const struct sv_geo *geo, const char *key, struct sv_error *err)
{
	int row = sv_geo_row(geo, SV_GEO_DEFAULTS, "key", key);

	return row >= 0
		   ? row
		   : sv_fail(err, SV_ENOTFOUND, "no row '%s' in the pack's geo/defaults.csv", key);
}

static void write_place(const struct sv_geo *geo, const char *name, int airport, int stands,
			struct sv_buf *out)
{
	struct sv_str title = sv_geo_text(geo, SV_GEO_AIRPORTS, airport, "name");

	sv_buf_printf(out, "place %s airport %s", name,
		      text_of(geo, SV_GEO_AIRPORTS, airport, "ident"));
	sv_buf_printf(out, " stands %s   # %.*s; stands: %s\n",
		      text_of(geo, SV_GEO_DEFAULTS, stands, "value"), SV_STR_ARG(title),
		      text_of(geo, SV_GEO_DEFAULTS, stands, "status"));
}

/* The pack's lift: "ASSET:COUNT:LIST" with spaces between. */
static int write_lift(const struct sv_geo *geo, const char *from, const char *to, int lift,
		      struct sv_buf *out, struct sv_error *err)
{
	struct sv_str rest = sv_geo_text(geo, SV_GEO_DEFAULTS, lift, "value"), entry;
	const char *mark = text_of(geo, SV_GEO_DEFAULTS, lift, "status");

	while (sv_str_split(&rest, ' ', &entry)) {
		struct sv_str asset, count;
		int row;

		if (!sv_str_split(&entry, ':', &asset) || !sv_str_split(&entry, ':', &count))
			return sv_fail(err, SV_EINVALID,
				       "the pack's new_lift is not ASSET:COUNT:LIST");
		row = sv_geo_row(geo, SV_GEO_ASSETS, "asset", sv_arena_str(geo->arena, asset).ptr);
		if (row < 0)
			return sv_fail(err, SV_ENOTFOUND,
				       "the pack's new_lift names '%.*s', which is no row of "
				       "geo/lift_assets.csv",
				       SV_STR_ARG(asset));
		sv_buf_printf(
		    out,
		    "fleet %.*s asset %.*s count %.*s carries %.*s   # count: %s; payload: "
		    "%s\nlane %.*s %s %s\n",
		    SV_STR_ARG(asset), SV_STR_ARG(asset), SV_STR_ARG(count), SV_STR_ARG(entry),
		    mark, text_of(geo, SV_GEO_ASSETS, row, "status_payload"), SV_STR_ARG(asset),
		    from, to);
	}
	return 0;
}

/* The names of the templates, for who asks for one that is not there. */
static const char *templates(const struct sv_geo *geo)
{
	const struct sv_csv *table = &geo->tables[SV_GEO_UNITS];
	const char *list = "";

	for (size_t row = 0; row < table->row_count; row++)
		list = sv_arena_printf(geo->arena, "%s%s%s", list, row ? ", " : "",
				       text_of(geo, SV_GEO_UNITS, (int)row, "unit"));
	return list;
}

static int find_airport(const struct sv_geo *geo, const char *ident, struct sv_error *err)
{
	int row = sv_geo_row(geo, SV_GEO_AIRPORTS, "ident", ident);

	if (row < 0)
		row = sv_geo_row(geo, SV_GEO_AIRPORTS, "iata", ident);
	return row >= 0 ? row
			: sv_fail(err, SV_ENOTFOUND,
				  "no airport '%s'; write its code as in geo/airports.csv, such as "
				  "%s",
				  ident, text_of(geo, SV_GEO_AIRPORTS, 0, "ident"));
}

int sv_deployment_case_new(const struct sv_geo *geo, const struct sv_case_seed *seed,
			   struct sv_buf *out, struct sv_error *err)
{
	int unit = sv_geo_row(geo, SV_GEO_UNITS, "unit", seed->unit);
	int origin = default_row(geo, "new_origin", err);
	int stands = origin < 0 ? origin : default_row(geo, "new_stands", err);
	int lift = stands < 0 ? stands : default_row(geo, "new_lift", err);
	int from, to;
	int32_t day;

	if (lift < 0)
		return lift;
	if (unit < 0)
		return sv_fail(err, SV_ENOTFOUND, "no unit template '%s'; there are %s", seed->unit,
			       templates(geo));
	if (!sv_day_parse(sv_str_from(seed->date), &day))
		return sv_fail(err, SV_EINVALID, "'%s' is not a date; write it as 2027-03-01",
			       seed->date);
	from = find_airport(
	    geo, seed->origin ? seed->origin : text_of(geo, SV_GEO_DEFAULTS, origin, "value"), err);
	to = from < 0 ? from : find_airport(geo, seed->theatre, err);
	if (to < 0)
		return to;
	if (from == to)
		return sv_fail(err, SV_EINVALID,
			       "the unit would go from '%s' to '%s'; choose another --from",
			       text_of(geo, SV_GEO_AIRPORTS, from, "ident"), seed->theatre);
	sv_buf_printf(out,
		      "# Begun from a template; every figure is a default to be judged and "
		      "changed.\ncase     \"%s to %s\"\ndecided  %s\nstep     6 h\nhorizon  365 "
		      "days\n\n",
		      seed->unit, seed->theatre, seed->date);
	write_place(geo, "home", from, stands, out);
	write_place(geo, "theatre", to, stands, out);
	sv_buf_str(out, SV_STR("\n"));
	if (write_lift(geo, "home", "theatre", lift, out, err) < 0)
		return SV_EINVALID;
	sv_buf_printf(out, "\nunit \"%s\" template \"%s\" from home to theatre   # %s\n",
		      seed->unit, text_of(geo, SV_GEO_UNITS, unit, "unit"),
		      text_of(geo, SV_GEO_UNITS, unit, "status"));
	return 0;
}

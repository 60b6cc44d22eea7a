/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/geo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define EARTH_RADIUS_KM 6371.0

const char *const sv_geo_files[SV_GEO_TABLES] = {
    "airports.csv",          "ports.csv",      "sea_distances.csv",
    "land_nodes.csv",        "land_edges.csv", "lift_assets.csv",
    "unit_requirements.csv", "defaults.csv",   "border_permissions.csv",
};

void sv_geo_load(struct sv_geo *geo, enum sv_geo_table table, const char *file, struct sv_str text,
		 struct sv_findings *findings)
{
	sv_csv_parse(geo->arena, file, text, &geo->tables[table], findings);
}

int sv_geo_row(const struct sv_geo *geo, enum sv_geo_table table, const char *column,
	       const char *text)
{
	const struct sv_csv *csv = &geo->tables[table];
	int c = sv_csv_column(csv, column);
	size_t length = strlen(text);

	for (size_t i = 0; c >= 0 && length && i < csv->row_count; i++) {
		struct sv_str value = sv_csv_get(csv, i, c);

		if (value.len == length && strncasecmp(value.ptr, text, length) == 0)
			return (int)i;
	}
	return -1;
}

struct sv_str sv_geo_text(const struct sv_geo *geo, enum sv_geo_table table, int row,
			  const char *column)
{
	const struct sv_csv *csv = &geo->tables[table];

	return sv_csv_get(csv, (size_t)row, sv_csv_column(csv, column));
}

double sv_geo_number(const struct sv_geo *geo, enum sv_geo_table table, int row, const char *column,
		     double missing)
{
	struct sv_str value = sv_geo_text(geo, table, row, column);
	char text[40], *end;
	double number;

	if (value.len == 0 || value.len >= sizeof(text))
		return missing;
	memcpy(text, value.ptr, value.len);
	text[value.len] = '\0';
	number = strtod(text, &end);
	return *end || !isfinite(number) ? missing : number;
}

double sv_geo_air_km(const struct sv_geo *geo, int a, int b)
{
	double degree = M_PI / 180;
	double lat_a = sv_geo_number(geo, SV_GEO_AIRPORTS, a, "lat", 0) * degree;
	double lat_b = sv_geo_number(geo, SV_GEO_AIRPORTS, b, "lat", 0) * degree;
	double lon = (sv_geo_number(geo, SV_GEO_AIRPORTS, b, "lon", 0) -
		      sv_geo_number(geo, SV_GEO_AIRPORTS, a, "lon", 0)) *
		     degree;
	double h =
	    pow(sin((lat_b - lat_a) / 2), 2) + cos(lat_a) * cos(lat_b) * pow(sin(lon / 2), 2);

	return 2 * EARTH_RADIUS_KM * asin(sqrt(fmin(1, h)));
}

double sv_geo_sea_km(const struct sv_geo *geo, int a, int b)
{
	struct sv_str from = sv_geo_text(geo, SV_GEO_PORTS, a, "wpi_no");
	struct sv_str to = sv_geo_text(geo, SV_GEO_PORTS, b, "wpi_no");
	const struct sv_csv *csv = &geo->tables[SV_GEO_SEA];
	int from_column = sv_csv_column(csv, "from_wpi"), to_column = sv_csv_column(csv, "to_wpi");

	for (size_t i = 0; i < csv->row_count; i++) {
		struct sv_str x = sv_csv_get(csv, i, from_column);
		struct sv_str y = sv_csv_get(csv, i, to_column);

		if ((sv_str_equal(x, from) && sv_str_equal(y, to)) ||
		    (sv_str_equal(x, to) && sv_str_equal(y, from)))
			return sv_geo_number(geo, SV_GEO_SEA, (int)i, "km", -1);
	}
	return -1;
}

/* Bellman and Ford over the edges: 240 nodes and 403 edges, and asked once a lane. */
double sv_geo_land_km(const struct sv_geo *geo, bool rail, int a, int b)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	const struct sv_csv *nodes = &geo->tables[SV_GEO_NODES];
	const struct sv_csv *edges = &geo->tables[SV_GEO_EDGES];
	double *km = SV_NEW_ARRAY(&scratch, double, nodes->row_count);
	int *ends = SV_NEW_ARRAY(&scratch, int, 2 * edges->row_count);
	bool changed = true;

	for (size_t i = 0; i < nodes->row_count; i++)
		km[i] = (int)i == a ? 0 : INFINITY;
	for (size_t i = 0; i < edges->row_count; i++) {
		char from[16] = "", to[16] = "";
		struct sv_str x = sv_geo_text(geo, SV_GEO_EDGES, (int)i, "from");
		struct sv_str y = sv_geo_text(geo, SV_GEO_EDGES, (int)i, "to");

		memcpy(from, x.ptr, SV_MIN(x.len, sizeof(from) - 1));
		memcpy(to, y.ptr, SV_MIN(y.len, sizeof(to) - 1));
		ends[2 * i] = sv_geo_row(geo, SV_GEO_NODES, "id", from);
		ends[2 * i + 1] = sv_geo_row(geo, SV_GEO_NODES, "id", to);
	}
	while (changed) {
		changed = false;
		for (size_t i = 0; i < edges->row_count; i++) {
			double length = sv_geo_number(geo, SV_GEO_EDGES, (int)i,
						      rail ? "rail_km_est" : "road_km_est", -1);
			struct sv_str modes = sv_geo_text(geo, SV_GEO_EDGES, (int)i, "modes");
			int x = ends[2 * i], y = ends[2 * i + 1];

			if (length < 0 || x < 0 || y < 0 ||
			    !memmem(modes.ptr, modes.len, rail ? "rail" : "road", 4))
				continue;
			if (km[x] + length < km[y]) {
				km[y] = km[x] + length;
				changed = true;
			} else if (km[y] + length < km[x]) {
				km[x] = km[y] + length;
				changed = true;
			}
		}
	}
	return isfinite(km[b]) ? km[b] : -1;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * geo.h - where places are, how far apart, and what lift there is: tables of a pack.
 *
 * The tables are those of the pack's folder `geo`; every figure carries the
 * status its row has there.  Distances by air are great circles between
 * airports, by sea a row of sea_distances, by land the shortest way in the
 * graph of land_edges.
 */
#ifndef SV_DOMAIN_GEO_H
#define SV_DOMAIN_GEO_H

#include "base/csv.h"

enum sv_geo_table {
	SV_GEO_AIRPORTS,
	SV_GEO_PORTS,
	SV_GEO_SEA,
	SV_GEO_NODES,
	SV_GEO_EDGES,
	SV_GEO_ASSETS,
	SV_GEO_UNITS,
	SV_GEO_DEFAULTS,
	SV_GEO_BORDERS,
	SV_GEO_TABLES,
};

extern const char *const sv_geo_files[SV_GEO_TABLES]; /* "airports.csv" ... */

struct sv_geo {
	struct sv_arena *arena;
	struct sv_csv tables[SV_GEO_TABLES];
};

/* Parse one table; what is wrong is added to findings. */
void sv_geo_load(struct sv_geo *geo, enum sv_geo_table table, const char *file, struct sv_str text,
		 struct sv_findings *findings);

/* Row of a table where a column has this text, letter case aside; -1 when there is none. */
int sv_geo_row(const struct sv_geo *geo, enum sv_geo_table table, const char *column,
	       const char *text);

struct sv_str sv_geo_text(const struct sv_geo *geo, enum sv_geo_table table, int row,
			  const char *column);
/* A number of a row, or `missing` when the field is empty. */
double sv_geo_number(const struct sv_geo *geo, enum sv_geo_table table, int row, const char *column,
		     double missing);

/* Kilometres between two rows; -1 when the tables know no way. */
double sv_geo_air_km(const struct sv_geo *geo, int from_airport, int to_airport);
double sv_geo_sea_km(const struct sv_geo *geo, int from_port, int to_port);
double sv_geo_land_km(const struct sv_geo *geo, bool rail, int from_node, int to_node);

#endif

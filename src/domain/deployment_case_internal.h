/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_case_internal.h - a case between its reader and its writer; times still in hours and
 * days.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_CASE_INTERNAL_H
#define SV_DOMAIN_DEPLOYMENT_CASE_INTERNAL_H

#include "domain/deployment_case.h"

#define SV_CASE_WORDS_MAX 40
#define SV_CASE_ITEMS_MAX 256

struct sv_case_place {
	const char *name;
	int airport, port, node; /* rows of the tables, or -1 */
	double stands, handling; /* -1: without limit */
};

struct sv_case_fleet {
	const char *name, *carries;
	int asset; /* row of lift_assets */
	double count, notice;
	double payload; /* tonnes; -1: as in the table */
};

struct sv_case_lane {
	int fleet, from, to;
	double load, out, unload, back; /* hours */
	double permission;              /* days until it opens */
	double slots;                   /* trips a step; -1: without limit */
};

struct sv_case_unit {
	const char *name;
	int from, to;
	double ready, due, priority;
	double people, equipment, supply, lane_m, teu;
};

struct sv_case_reader {
	struct sv_arena *arena;
	const struct sv_geo *geo;
	const char *file;
	struct sv_findings *findings;
	int line;
	const char *words[SV_CASE_WORDS_MAX];
	int columns[SV_CASE_WORDS_MAX];
	int word_count;
	const char *id, *decided;
	double step_hours, decision, horizon, road_hours, margin;
	struct sv_case_place places[SV_CASE_ITEMS_MAX];
	struct sv_case_fleet fleets[SV_CASE_ITEMS_MAX];
	struct sv_case_lane lanes[SV_CASE_ITEMS_MAX];
	struct sv_case_unit units[SV_CASE_ITEMS_MAX];
	int place_count, fleet_count, lane_count, unit_count;
	struct sv_deployment_figure *figures;
	size_t figure_count, figure_cap;
};

/* The expanded case, as JSON. */
void sv_deployment_case_write(const struct sv_case_reader *reader, struct sv_buf *out);

#endif

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
	double opens, closes;    /* hours of the day; -1: always open */
	double shut, until;      /* days; -1: never shut */
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

/* The way of an empty vehicle between two origins of its fleet. */
struct sv_case_ferry {
	int fleet, a, b;
	double hours;
};

struct sv_case_unit {
	const char *name;
	int from, to;
	double ready, due, priority;
	double people, equipment, outsize, containers, supply;
	double lane_m, teu; /* of the equipment; of the containers, else of the supply */
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
	double border; /* days until a border is open; -1: not said */
	const char *road_mark, *margin_mark;
	struct sv_case_place places[SV_CASE_ITEMS_MAX];
	struct sv_case_fleet fleets[SV_CASE_ITEMS_MAX];
	struct sv_case_lane lanes[SV_CASE_ITEMS_MAX];
	struct sv_case_unit units[SV_CASE_ITEMS_MAX];
	struct sv_case_ferry ferries[SV_CASE_ITEMS_MAX];
	int place_count, fleet_count, lane_count, unit_count, ferry_count;
	struct sv_deployment_figure *figures;
	size_t figure_count, figure_cap;
};

/* What a number counts. */
enum sv_case_unit_of {
	SV_CASE_COUNT,
	SV_CASE_WHOLE,      /* of people, vehicles, stands: no parts */
	SV_CASE_DAYS,       /* hours may be written too */
	SV_CASE_WHOLE_DAYS, /* no parts */
	SV_CASE_HOURS,
	SV_CASE_TONNES,
	SV_CASE_KM,
	SV_CASE_METRES,
	SV_CASE_PERCENT,
	SV_CASE_LEAD, /* days, `border`, or a rule of border_permissions */
};

/* A word of a statement and what stands behind it: a number, or a text. */
struct sv_case_key {
	const char *name;
	enum sv_case_unit_of of;
	double *number;
	const char **text; /* instead of a number */
};

/* Kinds of cargo, as `carries` names them. */
#define SV_CASE_KINDS 5
extern const char *const sv_case_kinds[SV_CASE_KINDS];

/* A finding at a word of the line. */
void sv_case_line_wrong(struct sv_case_reader *r, int word, const char *repair,
			const char *message);
/* A figure the case rests on, with its mark. */
void sv_case_note(struct sv_case_reader *r, const char *what, const char *value, const char *mark);
/* Words with spaces between; "two words" in double quotes are one; # begins a comment. */
void sv_case_split(struct sv_case_reader *r, struct sv_str line);
bool sv_case_is(const struct sv_case_reader *r, int word, const char *text);
/* The number at a word, in the unit behind it; -1 with a finding when it is none. */
double sv_case_number(struct sv_case_reader *r, int word, enum sv_case_unit_of of);
/* Days until a border is open: a number, the case's own `border`, or a rule of the pack. */
double sv_case_lead_time(struct sv_case_reader *r, int word);
/* Reads keys and what stands behind them, from a word to the end of the line. */
void sv_case_keys(struct sv_case_reader *r, int word, const struct sv_case_key *keys, size_t count);
/* A place that was described; -1 with a finding. */
int sv_case_place_named(struct sv_case_reader *r, int word);
/* A row of a table by one of two columns; -1 with a finding. */
int sv_case_table_row(struct sv_case_reader *r, enum sv_geo_table table, const char *text,
		      const char *a, const char *b);

/* The expanded case, as JSON. */
void sv_deployment_case_write(const struct sv_case_reader *reader, struct sv_buf *out);

#endif

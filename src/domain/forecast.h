/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * forecast.h - how likely it is that a promise will be met by a year.
 *
 * Scenarios of the figures to come are drawn from the record's own history and
 * the rules are run on each of them.  What is drawn depends on the seed and the
 * number of the scenario only: the same seed gives the same answer, however the
 * work is divided.  docs/forecast.md has the method and how well it did.
 */
#ifndef SV_DOMAIN_FORECAST_H
#define SV_DOMAIN_FORECAST_H

#include "domain/assessment.h"

struct sv_assess_input;

struct sv_forecast_request {
	int base;          /* the last year whose figures are taken as known */
	int until;         /* the last year forecast */
	const char *state; /* ISO alpha-3; NULL: all, and the members together */
	const char *item;  /* number of a commitment; NULL: all that figures decide */
	bool together_only;
	int64_t scenarios;
	uint64_t seed;
	bool without_plans; /* planned figures are not looked at */
	size_t chunk; /* scenarios worked on at once, 0 for the usual; no result depends on it */
	int threads;  /* 0: as many as there are processors; no result depends on it */
	/* Called now and then; false ends the work with what is done.  May be NULL. */
	bool (*progress)(void *context, int64_t done, int64_t all);
	void *context;
};

enum { SV_BAND_10, SV_BAND_25, SV_BAND_50, SV_BAND_75, SV_BAND_90, SV_BAND_COUNT };

/* One member, or the members together, under one commitment in one year. */
struct sv_forecast_cell {
	const char *state; /* NULL: the members together */
	int item;          /* index into items */
	int year;
	bool is_position;   /* a member under a collective benchmark: at or above it, never "met" */
	bool is_direction;  /* the rule has no clause for met: on track is what it asks for */
	int64_t told;       /* scenarios in which the figures decide whether it is reached */
	int64_t told_track; /* and whether it is on track or met, unless a position */
	int64_t met;        /* met, or at or above the benchmark */
	int64_t on_track;   /* on track, or met */
	bool has_band;
	struct sv_value band[SV_BAND_COUNT]; /* of the first measure; points */
};

struct sv_forecast_item {
	const char *number, *title, *measure;
	const char *target; /* "at least 20 %", or "" */
};

struct sv_forecast {
	int base, until;
	int window_first, window_last; /* the years that were drawn from */
	int planned_members;           /* whose planned figures the scenarios lie around */
	int64_t scenarios;             /* that were run */
	uint64_t seed;
	bool interrupted;
	struct sv_forecast_item *items;
	size_t item_count;
	struct sv_forecast_cell
	    *cells; /* by item, then state, the members together first; by year */
	size_t cell_count;
};

/* SV_EINVALID when the history is too short to draw from; SV_ENOTFOUND for an unknown member or
 * commitment. */
SV_MUST_USE int sv_forecast(struct sv_arena *arena, const struct sv_assess_input *input,
			    const struct sv_forecast_request *request, struct sv_forecast **ret,
			    struct sv_error *err);

/* The scenarios of a cell that reach what is asked for: met, on track or the benchmark. */
int64_t sv_forecast_good(const struct sv_forecast_cell *cell);
const char *sv_forecast_goal(const struct sv_forecast_cell *cell); /* "met", ... as in JSON */

#endif

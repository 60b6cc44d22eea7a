/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * forecast_paths.h - figures to come, drawn from the past, for a chunk of
 * scenarios at a time.  Only forecast.c and forecast_paths.c include it.
 *
 * For each scenario and year one past year is drawn, for all states and
 * quantities alike: so what moved together then moves together again.  A figure
 * goes on with the growth it had in that year; a share is what it was in it.
 * Where an accepted plan has the figure, it goes on as planned, and only how far that
 * year was from the median of the years is drawn.
 */
#ifndef SV_DOMAIN_FORECAST_PATHS_H
#define SV_DOMAIN_FORECAST_PATHS_H

#include "domain/assessor.h"
#include "domain/forecast.h"
#include "rules/bulk.h"

#define SV_PATH_DEN 100 /* figures to come are kept in hundredths */

struct sv_path_quantity; /* a quantity in one order of sources, with its paths */

struct sv_paths {
	struct sv_assessor *assessor;
	int year_first, base, until; /* year_first: with the lags */
	int window[SV_FORECAST_WINDOW];
	int window_count;
	uint64_t seed;
	bool without_plans;
	bool is_planned[SV_STATES_MAX]; /* by state: planned figures serve */
	struct sv_path_quantity **quantities;
	size_t count, cap;
	uint8_t *drawn; /* by year and scenario: index into window */
	const int64_t *ones;
	const uint8_t *reasons[SV_MISSING_COUNT]; /* columns of one reason each */
};

void sv_paths_init(struct sv_paths *paths, struct sv_assessor *assessor,
		   const struct sv_forecast_request *request);

/* The quantity of an item, made when first asked for. */
struct sv_path_quantity *sv_paths_quantity(struct sv_paths *paths, int quantity,
					   const struct sv_names *order);

/* Choose the years to draw from, once all quantities are there; false when they are too few. */
bool sv_paths_choose_window(struct sv_paths *paths);

/* Draw scenarios first .. first + count - 1. */
void sv_paths_draw(struct sv_paths *paths, int64_t first, size_t count);

/* The figures of a state and year, one a scenario; valid for every chunk.  missing is set where
 * there is none.  Only what was asked for is drawn; least and most are those of a figure that is
 * known, and both nothing where it is drawn: then each chunk has its own. */
struct sv_bulk_column sv_paths_column(const struct sv_paths *paths,
				      struct sv_path_quantity *quantity, int state, int year);
bool sv_paths_is_drawn(const struct sv_path_quantity *quantity, int state, int year);
bool sv_paths_has(const struct sv_path_quantity *quantity, int state, int year);

/* A column of nothing but a reason. */
struct sv_bulk_column sv_paths_missing(const struct sv_paths *paths, enum sv_missing why);

#endif

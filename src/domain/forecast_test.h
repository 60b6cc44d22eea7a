/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * forecast_test.h - how good forecasts would have been.
 *
 * For every base year only figures up to it are taken, and what is forecast is
 * held against what the record says of the years after it, beside the naive
 * forecast that nothing changes.
 */
#ifndef SV_DOMAIN_FORECAST_TEST_H
#define SV_DOMAIN_FORECAST_TEST_H

#include "domain/forecast.h"

#define SV_FORECAST_TEST_AHEAD 3 /* years ahead that are tried */

/* Of one commitment, the members each or together, so many years ahead. */
struct sv_forecast_score {
	const char *number;
	bool together;
	int ahead;
	int64_t values;             /* forecasts of a value that the record knows */
	int64_t in_half, in_most;   /* of these: within the 50 % and the 80 % band */
	int64_t error, naive_error; /* sums of |median - truth| and |no change - truth|, millionths
				     * of the measure's unit */
	int64_t told;               /* forecasts of a rating or position that the record tells */
	int64_t squares, naive_squares; /* sums of (chance - outcome)^2, in millionths */
};

struct sv_forecast_scores {
	int first, last; /* years held against the record */
	struct sv_forecast_score *items;
	size_t count;
};

SV_MUST_USE int sv_forecast_test(struct sv_arena *arena, const struct sv_assess_input *input,
				 int first, int last, int64_t scenarios, uint64_t seed,
				 struct sv_forecast_scores *ret, struct sv_error *err);

#endif

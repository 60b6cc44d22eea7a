/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * forecast.h - how likely promises will be met, and how good such forecasts were.
 */
#ifndef SV_APP_FORECAST_H
#define SV_APP_FORECAST_H

#include "app/app.h"
#include "domain/forecast.h"
#include "domain/forecast_test.h"

SV_MUST_USE int sv_app_forecast(struct sv_app *app, struct sv_arena *arena,
				const struct sv_moment *moment, const struct sv_reading *reading,
				const struct sv_forecast_request *request, struct sv_forecast **ret,
				struct sv_error *err);

/* The years first..last, each forecast from one to SV_FORECAST_TEST_AHEAD years before it. */
SV_MUST_USE int sv_app_forecast_test(struct sv_app *app, struct sv_arena *arena,
				     const struct sv_moment *moment,
				     const struct sv_reading *reading, int first, int last,
				     int64_t scenarios, uint64_t seed,
				     struct sv_forecast_scores *ret, struct sv_error *err);

#endif

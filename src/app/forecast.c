/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/forecast.h"

#include "app/snapshot.h"

static int gather(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		  const struct sv_reading *reading, int year, struct sv_assess_input *ret,
		  struct sv_error *err)
{
	struct sv_snapshot snapshot;
	int r = sv_snapshot_read(app, arena, moment, reading, &snapshot, err);

	if (r < 0)
		return r;
	*ret = (struct sv_assess_input){.reg = snapshot.reg,
					.evidence = snapshot.evidence,
					.texts = snapshot.texts,
					.text_count = snapshot.text_count,
					.on = moment->on,
					.known_size = moment->known_size,
					.year_first = year,
					.year_last = year};
	return 0;
}

int sv_app_forecast(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		    const struct sv_reading *reading, const struct sv_forecast_request *request,
		    struct sv_forecast **ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	int r = gather(app, arena, moment, reading, request->base, input, err);

	if (r < 0)
		return r;
	return sv_forecast(arena, input, request, ret, err);
}

int sv_app_forecast_test(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
			 const struct sv_reading *reading, int first, int last, int64_t scenarios,
			 uint64_t seed, struct sv_forecast_scores *ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	int r = gather(app, arena, moment, reading, last, input, err);

	if (r < 0)
		return r;
	return sv_forecast_test(arena, input, first, last, scenarios, seed, ret, err);
}

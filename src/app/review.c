/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/app.h"
#include "domain/assess.h"

/* Everything an assessment rests on.  What is known at a size of the log never changes, so the
 * three readings agree without a transaction around them. */
static int gather(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		  const struct sv_reading *reading, int year_first, int year_last,
		  struct sv_assess_input *ret, struct sv_error *err)
{
	struct sv_assess_input input = {.on = moment->on,
					.known_size = moment->known_size,
					.year_first = year_first,
					.year_last = year_last};
	int r;

	if (year_last - year_first >= SV_REVIEW_YEARS_MAX || year_last < year_first)
		return sv_fail(err, SV_EUSAGE,
			       "cannot review the years %d to %d: ask for 1 to %d years",
			       year_first, year_last, SV_REVIEW_YEARS_MAX);
	r = sv_app_register(app, arena, moment, reading, &input.reg, err);
	if (r < 0)
		return r;
	r = sv_app_evidence(app, arena, input.reg, moment, reading, &input.evidence, err);
	if (r < 0)
		return r;
	r = sv_app_rules(app, arena, moment, &input.texts, &input.text_count, err);
	if (r < 0)
		return r;
	*ret = input;
	return 0;
}

int sv_app_review(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		  const struct sv_reading *reading, int year_first, int year_last,
		  struct sv_assessment **ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	int r = gather(app, arena, moment, reading, year_first, year_last, input, err);

	if (r < 0)
		return r;
	return sv_assess(arena, input, ret, err);
}

int sv_app_explain(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		   const struct sv_reading *reading, const char *state, const char *number,
		   int year, struct sv_explanation *ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	int r = gather(app, arena, moment, reading, year, year, input, err);

	if (r < 0)
		return r;
	return sv_assess_explain(arena, input, state, number, ret, err);
}

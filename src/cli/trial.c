/* SPDX-License-Identifier: EUPL-1.2 */
/* One cell with one input changed, for people. */
#include <string.h>

#include "cli/review.h"
#include "cli/show.h"

/* "+300", "-12.5": so many steps in the unit of the input. */
static const char *amount(struct sv_arena *arena, const struct sv_trial_input *input, int64_t steps)
{
	char text[SV_DECIMAL_TEXT_MAX];
	struct sv_rational by;

	if (!sv_rational_multiply(input->step.lower, SV_RATIONAL(steps, 1), &by))
		return "?";
	return sv_arena_printf(arena, "%s%s", steps > 0 ? "+" : "",
			       sv_decimal_text(sv_rational_round(by, input->digits), text));
}

static const char *standing(const struct sv_trial *trial, enum sv_rating rating, int position)
{
	const struct sv_rated *rated = trial->explanation.rated;

	if (!rated->state || strcmp(trial->explanation.item->scope, "collective") != 0)
		return sv_rating_title(rating);
	return position > 0   ? "at or above the benchmark"
	       : position < 0 ? "below the benchmark"
			      : "no statement";
}

void sv_trial_text(struct sv_trial *trial, size_t index, int64_t steps,
		   const struct sv_trial_outcome *outcome, struct sv_arena *arena,
		   struct sv_out *out)
{
	const struct sv_trial_input *input = &trial->inputs[index];
	const struct sv_rated *now = trial->explanation.rated;
	struct sv_trial_rung *rungs;
	size_t count = sv_trial_rungs(trial, index, &rungs);

	sv_out_wrapped(out, 0, 2,
		       sv_arena_printf(arena, "%s of %d%s: %s, by %s to %s", input->title,
				       input->year, input->of_all ? ", all counted together" : "",
				       sv_text_value(arena, &input->from, NULL),
				       amount(arena, input, steps),
				       sv_text_value(arena, &outcome->to, NULL)));
	sv_out_printf(out, "  now    %s, %s\n", standing(trial, now->rating, now->position),
		      sv_text_value(arena, &now->value, NULL));
	sv_out_printf(out, "  then   %s, %s\n\n",
		      standing(trial, outcome->rating, outcome->position),
		      sv_text_value(arena, &outcome->value, NULL));
	sv_out_text(out, "Along all that it may change:\n");
	for (size_t i = 0; i < count; i++)
		sv_out_printf(out, "  %14s to %14s  %s\n", amount(arena, input, rungs[i].first),
			      amount(arena, input, rungs[i].last),
			      standing(trial, rungs[i].rating, rungs[i].position));
}

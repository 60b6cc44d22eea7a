/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/trial.h"

#include "domain/ways.h"

#define PLACES 64 /* looked at for rungs */

struct sv_trial_engine {
	struct sv_assessor *assessor;
	struct sv_assessor_place place;
	struct sv_change_search search;
	struct sv_candidate candidates[SV_CANDIDATES_MAX];
};

static void describe(struct sv_trial_engine *engine, const struct sv_candidate *candidate,
		     struct sv_trial_input *ret)
{
	const struct sv_step_count one = {candidate, 1, 1};
	struct sv_changed_input input = sv_way_input(engine->assessor, engine->place.row, &one);

	*ret = (struct sv_trial_input){.name = input.name,
				       .title = input.title,
				       .year = input.year,
				       .of_all = input.of_all,
				       .is_figure = input.is_figure,
				       .from = input.from,
				       .step = input.by,
				       .most_down = candidate->replaces ? 0 : candidate->most_down,
				       .most_up = candidate->most_up,
				       .digits = input.digits};
}

int sv_trial_open(struct sv_arena *arena, const struct sv_assess_input *input, const char *state,
		  const char *number, struct sv_trial **ret, struct sv_error *err)
{
	struct sv_assessor *assessor = SV_NEW(arena, struct sv_assessor);
	struct sv_trial_engine *engine = SV_NEW(arena, struct sv_trial_engine);
	struct sv_trial *trial = SV_NEW(arena, struct sv_trial);
	int r = sv_assessor_prepare(assessor, arena, input, err);

	if (r < 0)
		return r;
	r = sv_assessor_explain(assessor, state, number, &trial->explanation, &engine->place, err);
	if (r < 0)
		return r;
	engine->assessor = assessor;
	trial->engine = engine;
	/* Where there is no least change, figures do not decide. */
	if (trial->explanation.least_change) {
		struct sv_what_if *what_if = &engine->search.what_if;

		sv_what_if_init(what_if, assessor, engine->place.item, engine->place.row);
		trial->input_count = sv_candidates(what_if, engine->candidates);
		trial->inputs = SV_NEW_ARRAY(arena, struct sv_trial_input, trial->input_count);
		for (size_t i = 0; i < trial->input_count; i++)
			describe(engine, &engine->candidates[i], &trial->inputs[i]);
	}
	*ret = trial;
	return 0;
}

int64_t sv_trial_steps(const struct sv_trial *trial, size_t input, struct sv_rational by)
{
	const struct sv_trial_input *it = &trial->inputs[input];
	struct sv_rational steps;

	if (!sv_rational_divide(by, it->step.lower, &steps))
		return 0;
	return SV_MIN(SV_MAX(sv_rational_round(steps, 0).coefficient, -it->most_down), it->most_up);
}

static void run(struct sv_trial_engine *engine, const struct sv_candidate *candidate, int64_t steps,
		struct sv_trial_outcome *ret)
{
	struct sv_what_if *what_if = &engine->search.what_if;
	const struct sv_item_results *results = &what_if->results;
	int64_t count = steps < 0 ? -steps : steps;

	engine->assessor->rows = engine->place.rows;
	sv_change_apply(&engine->search, 0, candidate, steps < 0 ? -1 : 1, count, count);
	/* One within bounds stands as it is until it is dragged. */
	if (candidate->replaces && !steps)
		sv_change_clear(&engine->search, 0);
	sv_what_if_run(what_if);
	if (engine->place.rows == SV_ROWS_MEMBERS && engine->place.item->binds_together) {
		enum sv_truth target = results->target ? *results->target : SV_TRUTH_MISSING;

		ret->rating =
		    results->measures[0]->known ? SV_RATING_NOT_APPLICABLE : SV_RATING_NOT_REPORTED;
		ret->position = target == SV_TRUE ? 1 : target == SV_FALSE ? -1 : 0;
	} else {
		ret->rating = sv_assessor_verdict(engine->place.item, results, 0);
		ret->position = 0;
	}
}

struct sv_trial_outcome sv_trial_run(struct sv_trial *trial, size_t input, int64_t steps)
{
	struct sv_trial_engine *engine = trial->engine;
	const struct sv_candidate *candidate = &engine->candidates[input];
	const struct sv_compiled_item *item = engine->place.item;
	const struct sv_step_count change = {candidate, steps < 0 ? -1 : 1,
					     steps < 0 ? -steps : steps};
	struct sv_trial_outcome outcome = {0};

	run(engine, candidate, steps, &outcome);
	if (item->item->measure_count)
		outcome.value =
		    sv_assessor_value(engine->assessor, engine->search.what_if.results.measures[0],
				      &item->measures[0]->unit);
	outcome.to = steps ? sv_way_input(engine->assessor, engine->place.row, &change).to
			   : trial->inputs[input].from;
	return outcome;
}

struct ladder {
	struct sv_trial *trial;
	size_t input;
	struct sv_trial_rung *rungs;
	size_t count, cap;
};

static void add_place(struct ladder *ladder, int64_t steps, const struct sv_trial_outcome *outcome)
{
	struct sv_trial_rung *last = ladder->count ? &ladder->rungs[ladder->count - 1] : NULL;

	if (last && last->rating == outcome->rating && last->position == outcome->position) {
		last->last = steps;
		return;
	}
	ladder->rungs = sv_arena_grow(ladder->trial->engine->assessor->arena, ladder->rungs,
				      ladder->count, &ladder->cap, sizeof(*ladder->rungs));
	ladder->rungs[ladder->count++] =
	    (struct sv_trial_rung){steps, steps, outcome->rating, outcome->position};
}

static struct sv_trial_outcome look(const struct ladder *ladder, int64_t steps)
{
	struct sv_trial_engine *engine = ladder->trial->engine;
	struct sv_trial_outcome outcome = {0};

	run(engine, &engine->candidates[ladder->input], steps, &outcome);
	return outcome;
}

/* From low up to high: every change between the two, the lowest first. */
static void climb(struct ladder *ladder, int64_t low, struct sv_trial_outcome at_low, int64_t high,
		  struct sv_trial_outcome at_high)
{
	while (at_low.rating != at_high.rating || at_low.position != at_high.position) {
		int64_t left = low, right = high;
		struct sv_trial_outcome at_right = at_high;

		/* Halve until the two stand side by side. */
		while (right - left > 1) {
			int64_t middle = left + (right - left) / 2;
			struct sv_trial_outcome outcome = look(ladder, middle);

			if (outcome.rating == at_low.rating &&
			    outcome.position == at_low.position) {
				left = middle;
			} else {
				right = middle;
				at_right = outcome;
			}
		}
		add_place(ladder, left, &at_low);
		add_place(ladder, right, &at_right);
		low = right;
		at_low = at_right;
	}
	add_place(ladder, high, &at_high);
}

size_t sv_trial_rungs(struct sv_trial *trial, size_t input, struct sv_trial_rung **ret)
{
	const struct sv_trial_input *it = &trial->inputs[input];
	struct ladder ladder = {.trial = trial, .input = input};
	int64_t low = -it->most_down, width = it->most_up + it->most_down;
	struct sv_trial_outcome at_low = look(&ladder, low);

	add_place(&ladder, low, &at_low);
	for (int64_t place = 1; place <= PLACES; place++) {
		/* Of a width below 2^52 the product fits. */
		int64_t high = -it->most_down + width * place / PLACES;
		struct sv_trial_outcome at_high;

		if (high == low)
			continue;
		at_high = look(&ladder, high);
		climb(&ladder, low, at_low, high, at_high);
		low = high;
		at_low = at_high;
	}
	*ret = ladder.rungs;
	return ladder.count;
}

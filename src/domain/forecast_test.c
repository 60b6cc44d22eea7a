/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/forecast_test.h"

#include "domain/assess.h"

#include <stdlib.h>
#include <string.h>

#define MILLION 1000000

struct tester {
	const struct sv_assessment *truth; /* of all years from the first base on */
	struct sv_forecast_scores *scores;
	size_t cap;
	struct sv_arena *arena;
};

static int find_item(const struct sv_assessment *assessment, const char *number)
{
	for (size_t i = 0; i < assessment->item_count; i++)
		if (strcmp(assessment->items[i].number, number) == 0)
			return (int)i;
	return -1;
}

static const struct sv_rated *find_rated(const struct sv_assessment *truth, int item,
					 const char *state, int year)
{
	for (size_t m = 0; state && m < truth->member_count; m++)
		if (strcmp(truth->members[m], state) == 0)
			return sv_assessment_at(truth, year, (size_t)item, m);
	for (size_t i = 0; !state && i < truth->collective_count; i++)
		if (truth->collective[i].has_rating && truth->collective[i].rated.item == item &&
		    truth->collective[i].rated.year == year)
			return &truth->collective[i].rated;
	return NULL;
}

static struct sv_forecast_score *score_of(struct tester *tester, const char *number, bool together,
					  int ahead)
{
	struct sv_forecast_scores *scores = tester->scores;

	for (size_t i = 0; i < scores->count; i++)
		if (strcmp(scores->items[i].number, number) == 0 &&
		    scores->items[i].together == together && scores->items[i].ahead == ahead)
			return &scores->items[i];
	scores->items = sv_arena_grow(tester->arena, scores->items, scores->count, &tester->cap,
				      sizeof(*scores->items));
	scores->items[scores->count] =
	    (struct sv_forecast_score){.number = number, .together = together, .ahead = ahead};
	return &scores->items[scores->count++];
}

/* A value in millionths of its unit; for the sums of errors. */
static int64_t millionths(const struct sv_value *value)
{
	struct sv_rational scaled;

	if (!sv_rational_multiply(value->lower, SV_RATIONAL(MILLION, 1), &scaled))
		return 0;
	return sv_rational_round(scaled, 0).coefficient;
}

static bool is_within(const struct sv_rated *rated, const struct sv_value *low,
		      const struct sv_value *high)
{
	return sv_rational_compare(low->lower, rated->value.lower) <= 0 &&
	       sv_rational_compare(rated->value.lower, high->lower) <= 0;
}

static void score_value(struct sv_forecast_score *score, const struct sv_forecast_cell *cell,
			const struct sv_rated *truth, const struct sv_rated *before)
{
	if (!cell->has_band || !sv_value_is_point(&truth->value) ||
	    !sv_value_is_point(&before->value))
		return;
	score->values++;
	score->in_half += is_within(truth, &cell->band[SV_BAND_25], &cell->band[SV_BAND_75]);
	score->in_most += is_within(truth, &cell->band[SV_BAND_10], &cell->band[SV_BAND_90]);
	score->error += llabs(millionths(&cell->band[SV_BAND_50]) - millionths(&truth->value));
	score->naive_error += llabs(millionths(&before->value) - millionths(&truth->value));
}

/* 1 met, or at or above the benchmark; 0 not; -1 not told. */
static int outcome(const struct sv_forecast_cell *cell, const struct sv_rated *rated)
{
	if (cell->is_position)
		return rated->position > 0 ? 1 : rated->position < 0 ? 0 : -1;
	if (rated->rating <= SV_RATING_NOT_MET)
		return rated->rating == SV_RATING_MET ||
		       (cell->is_direction && rated->rating == SV_RATING_ON_TRACK);
	return rated->rating == SV_RATING_NEEDS_JUDGEMENT ? 0 : -1;
}

static void score_outcome(struct sv_forecast_score *score, const struct sv_forecast_cell *cell,
			  const struct sv_rated *truth, const struct sv_rated *before)
{
	int is = outcome(cell, truth), was = outcome(cell, before);
	int64_t off;

	if (is < 0 || was < 0 || !cell->told)
		return;
	off = sv_forecast_good(cell) * 1000 / cell->told - is * 1000;
	score->told++;
	score->squares += off * off;
	score->naive_squares += (was != is) * (int64_t)MILLION;
}

static void score_forecast(struct tester *tester, const struct sv_forecast *forecast, int first)
{
	for (size_t i = 0; i < forecast->cell_count; i++) {
		const struct sv_forecast_cell *cell = &forecast->cells[i];
		const char *number = forecast->items[cell->item].number;
		int item = find_item(tester->truth, number);
		const struct sv_rated *truth =
		    find_rated(tester->truth, item, cell->state, cell->year);
		const struct sv_rated *before =
		    find_rated(tester->truth, item, cell->state, forecast->base);
		struct sv_forecast_score *score;

		if (cell->year < first || !truth || !before)
			continue;
		score = score_of(tester, number, !cell->state, cell->year - forecast->base);
		score_value(score, cell, truth, before);
		score_outcome(score, cell, truth, before);
	}
}

int sv_forecast_test(struct sv_arena *arena, const struct sv_assess_input *input, int first,
		     int last, int64_t scenarios, uint64_t seed, struct sv_forecast_scores *ret,
		     struct sv_error *err)
{
	struct sv_forecast_scores scores = {.first = first, .last = last};
	struct tester tester = {.scores = &scores, .arena = arena};
	struct sv_assess_input *all = SV_NEW(arena, struct sv_assess_input);
	struct sv_assessment *truth;
	int r;

	*all = *input;
	all->year_first = first - SV_FORECAST_TEST_AHEAD;
	all->year_last = last;
	all->without_words = true;
	r = sv_assess(arena, all, &truth, err);
	if (r < 0)
		return r;
	tester.truth = truth;
	for (int base = all->year_first; base < last; base++) {
		_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
		struct sv_forecast_request request = {
		    .base = base,
		    .until = SV_MIN(base + SV_FORECAST_TEST_AHEAD, last),
		    .scenarios = scenarios,
		    .seed = seed,
		    /* The record knows the latest plans, not those of that time. */
		    .without_plans = true};
		struct sv_forecast *forecast;

		r = sv_forecast(&scratch, input, &request, &forecast, err);
		if (r < 0)
			return r;
		/* The scores keep the numbers of commitments, which the rules of all bases share.
		 */
		for (size_t i = 0; i < forecast->item_count; i++)
			forecast->items[i].number = sv_arena_cstr(arena, forecast->items[i].number);
		score_forecast(&tester, forecast, first);
	}
	*ret = scores;
	return 0;
}

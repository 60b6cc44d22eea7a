/* SPDX-License-Identifier: EUPL-1.2 */
/* Dragging an input of a cell, on the pack that comes with the program. */
#include <stdio.h>
#include <time.h>

#include "pack_store.h"

static const char *const states[] = {"FRA", "BEL", "ITA", "LUX", NULL};
static const char *const numbers[] = {"1", "2", "3", "4", "17"};

static struct sv_trial *open_trial(struct pack_store *store, const char *state, const char *number)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_reading reading = {.seen_only = false};
	struct sv_moment moment;
	struct sv_trial *trial;

	if (sv_app_moment(&store->app, "2020-04-17", "", &moment, &err) < 0 ||
	    sv_app_trial(&store->app, &store->arena, &moment, &reading, state, number, 2019, &trial,
			 &err) < 0)
		fail_msg("%s", err.message);
	return trial;
}

/* Commitments 1 and 17 do not bind the members together. */
static bool has_collective(const char *number)
{
	return strcmp(number, "1") != 0 && strcmp(number, "17") != 0;
}

static void each_trial(struct pack_store *store, void (*check)(struct sv_trial *trial))
{
	for (size_t s = 0; s < SV_ARRAY_LEN(states); s++)
		for (size_t n = 0; n < SV_ARRAY_LEN(numbers); n++)
			if (states[s] || has_collective(numbers[n]))
				check(open_trial(store, states[s], numbers[n]));
}

static void check_as_it_stands(struct sv_trial *trial)
{
	const struct sv_rated *rated = trial->explanation.rated;

	for (size_t i = 0; i < trial->input_count; i++) {
		struct sv_trial_outcome outcome = sv_trial_run(trial, i, 0);

		assert_int_equal(outcome.rating, rated->rating);
		assert_int_equal(outcome.position, rated->position);
		assert_int_equal(outcome.value.known, rated->value.known);
		assert_int_equal(sv_rational_compare(outcome.value.lower, rated->value.lower), 0);
		assert_int_equal(sv_rational_compare(outcome.value.upper, rated->value.upper), 0);
	}
}

static void no_step_is_the_cell_as_it_stands(void **state)
{
	each_trial(*state, check_as_it_stands);
}

static bool is_reached(enum sv_goal goal, const struct sv_trial_outcome *outcome)
{
	switch (goal) {
	case SV_GOAL_MET: return outcome->rating == SV_RATING_MET;
	case SV_GOAL_ON_TRACK:
		return outcome->rating == SV_RATING_ON_TRACK || outcome->rating == SV_RATING_MET;
	case SV_GOAL_TARGET: return outcome->position == 1;
	case SV_GOAL_BELOW: return outcome->position == -1;
	case SV_GOAL_LOST: return outcome->rating != SV_RATING_MET;
	default: return false;
	}
}

static size_t ways_seen;

/* A rung ends just before the change, in the way's direction, and another begins with it. */
static void check_rung(struct sv_trial *trial, size_t input, int64_t steps)
{
	struct sv_trial_rung *rungs;
	size_t count = sv_trial_rungs(trial, input, &rungs);
	int64_t low = steps > 0 ? steps - 1 : steps;
	bool found = false;

	assert_int_equal(rungs[0].first, -trial->inputs[input].most_down);
	assert_int_equal(rungs[count - 1].last, trial->inputs[input].most_up);
	for (size_t i = 0; i + 1 < count; i++) {
		assert_int_equal(rungs[i].last + 1, rungs[i + 1].first);
		found |= rungs[i].last == low;
	}
	assert_true(found);
}

static void check_ways(struct sv_trial *trial)
{
	const struct sv_least_change *least = trial->explanation.least_change;

	for (size_t w = 0; least && w < least->way_count; w++) {
		const struct sv_way *way = &least->ways[w];
		const struct sv_changed_input *changed = &way->inputs[0];
		struct sv_trial_outcome at, before;
		size_t input = 0;
		int64_t steps;

		if (way->input_count != 1 || changed->is_figure || way->goal == SV_GOAL_NOT_BELOW)
			continue;
		while (strcmp(trial->inputs[input].name, changed->name) != 0)
			input++;
		steps = sv_trial_steps(trial, input, changed->by.lower);
		at = sv_trial_run(trial, input, steps);
		before = sv_trial_run(trial, input, steps > 0 ? steps - 1 : steps + 1);
		assert_true(is_reached(way->goal, &at));
		assert_false(is_reached(way->goal, &before));
		assert_int_equal(sv_rational_compare(at.to.lower, changed->to.lower), 0);
		check_rung(trial, input, steps);
		ways_seen++;
	}
}

static void dragging_crosses_where_the_least_change_says(void **state)
{
	ways_seen = 0;
	each_trial(*state, check_ways);
	assert_true(ways_seen > 10);
}

static void a_change_is_cut_to_what_may_change(void **state)
{
	struct sv_trial *trial = open_trial(*state, "FRA", "2");

	for (size_t i = 0; i < trial->input_count; i++) {
		assert_int_equal(sv_trial_steps(trial, i, SV_RATIONAL(1000000000000, 1)),
				 trial->inputs[i].most_up);
		assert_int_equal(sv_trial_steps(trial, i, SV_RATIONAL(-1000000000000, 1)),
				 -trial->inputs[i].most_down);
	}
	assert_true(trial->input_count > 0);
}

static void a_run_takes_far_less_than_a_millisecond(void **state)
{
	struct sv_trial *trial = open_trial(*state, NULL, "2");
	clock_t start = clock();

	for (int64_t i = 0; i < 1000; i++)
		sv_trial_run(trial, 0, i);
	/* A bound that holds under valgrind and sanitizers too: 1 ms each. */
	assert_in_range((clock() - start) * 1000 / CLOCKS_PER_SEC, 0, 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_step_is_the_cell_as_it_stands),
	    cmocka_unit_test(dragging_crosses_where_the_least_change_says),
	    cmocka_unit_test(a_change_is_cut_to_what_may_change),
	    cmocka_unit_test(a_run_takes_far_less_than_a_millisecond),
	};

	return cmocka_run_group_tests(tests, pack_store_open, pack_store_close);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/change_search.h"

#include "base/limits.h"

/* Wide enough: a figure is at most 2^63 steps, and each halving leaves one range behind. */
#define RANGES_MAX 130

/* direction x steps x step, or out of range. */
static bool amount(const struct sv_candidate *candidate, int direction, int64_t steps,
		   struct sv_rational *ret)
{
	return sv_rational_multiply(candidate->step, SV_RATIONAL(direction * steps, 1), ret) &&
	       (!candidate->replaces || sv_rational_add(candidate->base.lower, *ret, ret));
}

void sv_change_apply(struct sv_change_search *search, int slot,
		     const struct sv_candidate *candidate, int direction, int64_t first,
		     int64_t last)
{
	struct sv_what_if_change *change = &search->what_if.changes[slot];
	struct sv_rational low, high;

	*change =
	    (struct sv_what_if_change){.input = candidate->input, .replaces = candidate->replaces};
	if (!amount(candidate, direction, direction > 0 ? first : last, &low) ||
	    !amount(candidate, direction, direction > 0 ? last : first, &high))
		change->cell = sv_cell_missing(SV_OUT_OF_RANGE);
	else if (first == last)
		change->cell = sv_cell_point(low);
	else
		change->cell = sv_cell_interval(low, high, SV_NOT_REPORTED);
}

void sv_change_clear(struct sv_change_search *search, int slot)
{
	search->what_if.changes[slot] = (struct sv_what_if_change){0};
}

static bool is_wanted(enum sv_goal goal, enum sv_rating rating)
{
	if (goal == SV_GOAL_LOST)
		return rating != SV_RATING_MET;
	return rating == SV_RATING_MET ||
	       (goal == SV_GOAL_ON_TRACK && rating == SV_RATING_ON_TRACK);
}

static bool is_about_target(enum sv_goal goal)
{
	return goal == SV_GOAL_TARGET || goal == SV_GOAL_NOT_BELOW || goal == SV_GOAL_BELOW;
}

static bool target_reached(const struct sv_change_search *search)
{
	enum sv_truth target = *search->what_if.results.target;

	if (search->goal == SV_GOAL_TARGET)
		return target == SV_TRUE;
	return search->goal == SV_GOAL_BELOW ? target == SV_FALSE
					     : target == SV_TRUE || target == SV_UNKNOWN;
}

bool sv_change_reaches(struct sv_change_search *search)
{
	sv_what_if_run(&search->what_if);
	if (is_about_target(search->goal))
		return target_reached(search);
	return is_wanted(search->goal,
			 sv_assessor_verdict(search->what_if.item, &search->what_if.results, 0));
}

/* After a run over a range: whether some point of it might reach the goal.  A clause of `open`
 * is passed over as it stands and might be tried elsewhere: it settles nothing. */
static bool may_reach(const struct sv_change_search *search, uint64_t open)
{
	const struct sv_pledge_item *rule = search->what_if.item->item;

	if (is_about_target(search->goal)) {
		enum sv_truth target = *search->what_if.results.target;

		return target != (search->goal == SV_GOAL_BELOW ? SV_TRUE : SV_FALSE);
	}
	for (size_t i = 0; i < rule->clause_count; i++) {
		enum sv_truth truth = *search->what_if.results.clauses[i];
		bool wanted =
		    is_wanted(search->goal, sv_assessor_outcome_rating(rule->clauses[i].outcome));

		if (i < 64 && open >> i & 1)
			truth = SV_TRUTH_MISSING;
		if (truth == SV_TRUE)
			return wanted;
		/* One that cannot be told for the range may hold, or leave the rating open. */
		if (truth != SV_FALSE && (wanted || search->goal == SV_GOAL_LOST))
			return true;
	}
	return is_wanted(search->goal, sv_assessor_outcome_rating(sv_assessor_otherwise(rule)));
}

/* The clauses that the last run passed over for want of a figure; of the first 64. */
static uint64_t passed_over(const struct sv_change_search *search)
{
	size_t count = search->what_if.item->item->clause_count;
	uint64_t open = 0;

	for (size_t i = 0; i < count && i < 64; i++)
		if (*search->what_if.results.clauses[i] == SV_TRUTH_MISSING)
			open |= (uint64_t)1 << i;
	return open;
}

/* Whether the goal means certainty: then it is reached at every choice of ends. */
static bool is_certainty(enum sv_goal goal)
{
	return goal != SV_GOAL_LOST && goal != SV_GOAL_NOT_BELOW;
}

/* Whether some change of the range that is applied might reach the goal. */
static bool range_may_reach(struct sv_change_search *search)
{
	struct sv_what_if *what_if = &search->what_if;
	bool may = true;
	uint64_t open;

	sv_what_if_run(what_if);
	open = passed_over(search);
	if (!may_reach(search, 0))
		return false;
	if (!what_if->has_bounds || !is_certainty(search->goal))
		return true;
	for (unsigned i = 0; may && i < SV_WHAT_IF_COMPLETIONS; i++) {
		unsigned pattern = (search->pattern + i) % SV_WHAT_IF_COMPLETIONS;

		sv_what_if_complete(what_if, pattern);
		sv_what_if_run(what_if);
		may = may_reach(search, open);
		if (!may)
			search->pattern = pattern;
	}
	sv_what_if_complete(what_if, SV_WHAT_IF_AS_IT_STANDS);
	return may;
}

struct range {
	int64_t first, last;
};

int64_t sv_change_least(struct sv_change_search *search, int slot,
			const struct sv_candidate *candidate, int direction, int64_t first,
			int64_t last)
{
	struct range ranges[RANGES_MAX] = {{first, last}};
	size_t count = first <= last, runs = search->what_if.runs;
	int64_t found = SV_CHANGE_NONE;

	while (count && found == SV_CHANGE_NONE) {
		struct range range = ranges[--count];
		int64_t middle = range.first + (range.last - range.first) / 2;

		if (search->what_if.runs - runs > SV_LEAST_CHANGE_RUNS_MAX) {
			found = SV_CHANGE_TOO_LONG;
			break;
		}
		sv_change_apply(search, slot, candidate, direction, range.first, range.last);
		if (range.first == range.last) {
			if (sv_change_reaches(search))
				found = range.first;
			continue;
		}
		if (!range_may_reach(search))
			continue;
		ranges[count++] = (struct range){middle + 1, range.last};
		ranges[count++] = (struct range){range.first, middle};
	}
	sv_change_clear(search, slot);
	return found;
}

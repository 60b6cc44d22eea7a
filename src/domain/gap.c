/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A collective gap, parted among the members.
 *
 * Only members that the sum counts by a figure take a part: what is withheld
 * bears none, and is in the gap as far as its bounds leave it certain.  A
 * member is counted once, and a part never exceeds the figure it is part of.
 */
#include "base/limits.h"
#include "domain/ways.h"

struct share_out {
	size_t count;
	int states[SV_STATES_MAX];
	struct sv_cell figures[SV_STATES_MAX]; /* own */
	int64_t figure_steps[SV_STATES_MAX], own_gaps[SV_STATES_MAX];
};

/* What a member alone is below the benchmark, in steps of the candidate, however far that is; 0
 * when it is not, or when no change of this figure brings it there. */
static int64_t own_gap(struct sv_assessor *assessor, const struct sv_compiled_item *item,
		       size_t row, const struct sv_step_count *gap, struct sv_cell *ret_figure)
{
	struct sv_change_search search = {.goal = SV_GOAL_TARGET};
	struct sv_candidate candidates[SV_CANDIDATES_MAX];
	size_t count;
	int64_t steps;

	*ret_figure = sv_cell_missing(SV_NOT_REPORTED);
	sv_what_if_init(&search.what_if, assessor, item, row);
	if (!search.what_if.results.target)
		return 0;
	sv_what_if_run(&search.what_if);
	count = sv_candidates(&search.what_if, candidates);
	for (size_t i = 0; i < count; i++) {
		if (candidates[i].rule != gap->candidate->rule || candidates[i].replaces)
			continue;
		*ret_figure = candidates[i].base;
		if (sv_change_reaches(&search))
			return 0;
		steps = sv_change_least(&search, 0, &candidates[i], 1, 1, SV_CHANGE_STEPS_MAX);
		return SV_MAX(steps, 0);
	}
	return 0;
}

static int64_t steps_of(const struct sv_cell *cell, struct sv_rational step)
{
	struct sv_rational ratio;

	if (!sv_cell_is_point(cell) || !sv_rational_divide(cell->lower, step, &ratio))
		return 0;
	return SV_MAX(ratio.num / ratio.den, 0);
}

/* total in proportion to the weights, in whole steps that add up: what rounding leaves goes one by
 * one to those in front. */
static void part_out(int64_t total, const int64_t *weights, size_t count, int64_t *parts)
{
	__int128 sum = 0;
	int64_t left = total;

	for (size_t i = 0; i < count; i++)
		sum += weights[i];
	for (size_t i = 0; i < count; i++) {
		parts[i] = sum ? (int64_t)((__int128)total * weights[i] / sum) : 0;
		left -= parts[i];
	}
	for (size_t i = 0; sum && left > 0; i = (i + 1) % count) {
		if (!weights[i])
			continue;
		parts[i]++;
		left--;
	}
}

static void find_own_gaps(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			  size_t year_index, const struct sv_step_count *gap,
			  struct share_out *shares)
{
	int year = assessor->input->year_first + (int)year_index;
	enum sv_missing why;

	for (size_t m = 0; m < assessor->member_count; m++) {
		size_t i = shares->count;
		enum sv_part part;

		assessor->rows = SV_ROWS_COLLECTIVE; /* whom the sum counts */
		part =
		    sv_assessor_part(assessor, item->measures[0], assessor->members[m], year, &why);
		assessor->rows = SV_ROWS_MEMBERS;
		if (part != SV_PART_FIGURE)
			continue;
		shares->states[i] = assessor->members[m];
		shares->own_gaps[i] =
		    own_gap(assessor, item, year_index * assessor->member_count + m, gap,
			    &shares->figures[i]);
		shares->figure_steps[i] = steps_of(&shares->figures[i], gap->candidate->step);
		shares->count++;
	}
	assessor->rows = SV_ROWS_COLLECTIVE;
}

void sv_gap_parts(struct sv_assessor *assessor, const struct sv_compiled_item *item, size_t row,
		  const struct sv_step_count *gap, struct sv_least_change *ret)
{
	const struct sv_candidate *candidate = gap->candidate;
	struct share_out *shares = SV_NEW(assessor->arena, struct share_out);
	int64_t of_gap[SV_STATES_MAX], effort[SV_STATES_MAX];

	if (!item->item->measure_count)
		return;
	find_own_gaps(assessor, item, row, gap, shares);
	part_out(gap->steps, shares->own_gaps, shares->count, of_gap);
	part_out(gap->steps, shares->figure_steps, shares->count, effort);
	ret->gap_quantity = candidate->title;
	ret->gap = sv_way_amount(assessor, candidate, gap->steps);
	ret->parts = SV_NEW_ARRAY(assessor->arena, struct sv_gap_part, shares->count);
	for (size_t i = 0; i < shares->count; i++) {
		const struct sv_state *state = &assessor->input->reg->states[shares->states[i]];

		ret->parts[ret->part_count++] = (struct sv_gap_part){
		    .state = state->code,
		    .name = state->name,
		    .figure = sv_assessor_value(assessor, &shares->figures[i], &candidate->unit),
		    .of_gap = sv_way_amount(assessor, candidate, of_gap[i]),
		    .equal_effort = sv_way_amount(assessor, candidate, effort[i]),
		    .to_benchmark = sv_way_amount(assessor, candidate, shares->own_gaps[i]),
		};
	}
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The ways out of a rating: which goals, which changes, alone and in pairs. */
#include "domain/least_change.h"

#include <stdlib.h>
#include <string.h>

#include "domain/ways.h"

static const char *const goal_names[SV_GOAL_COUNT] = {
    [SV_GOAL_MET] = "met",
    [SV_GOAL_ON_TRACK] = "on_track",
    [SV_GOAL_TARGET] = "at_benchmark",
    [SV_GOAL_NOT_BELOW] = "not_certainly_below",
    [SV_GOAL_LOST] = "no_longer_met",
    [SV_GOAL_BELOW] = "below_benchmark",
};

const char *sv_goal_name(enum sv_goal goal)
{
	return goal_names[goal];
}

/* How many whole steps an amount holds. */
static int64_t steps_in(struct sv_rational whole, struct sv_rational step)
{
	struct sv_rational ratio;

	if (!sv_rational_divide(whole, step, &ratio) || ratio.num < 0)
		return 0;
	return SV_MIN(ratio.num / ratio.den, SV_CHANGE_STEPS_MAX);
}

static bool is_sum(const struct sv_assessor *assessor, const struct sv_input *input)
{
	return input->kind == SV_INPUT_SUM ||
	       (input->kind == SV_INPUT_QUANTITY && assessor->rows == SV_ROWS_COLLECTIVE);
}

/* Another quantity of the year, read as the candidate is. */
static struct sv_cell cell_beside(struct sv_what_if *what_if, const struct sv_candidate *candidate,
				  int quantity)
{
	struct sv_assessor *assessor = what_if->assessor;
	struct sv_input beside = *candidate->input;
	int member, year;

	beside.index = quantity;
	if (is_sum(assessor, candidate->input))
		return sv_what_if_base(what_if, &beside);
	sv_assessor_row(assessor, what_if->row, &member, &year);
	return sv_figures_at(
		   sv_figures_get(&assessor->book, quantity, &what_if->item->item->evidence),
		   assessor->members[member], year)
	    ->own;
}

/* A part never grows beyond its whole, where that is known. */
static int64_t room_below_whole(struct sv_what_if *what_if, const struct sv_candidate *candidate)
{
	const struct sv_pledge *pledge = what_if->assessor->pledge;
	int whole = pledge->quantities[candidate->input->index].part_of_index;
	struct sv_rational room;
	struct sv_cell cell;

	if (whole < 0)
		return SV_CHANGE_STEPS_MAX;
	cell = cell_beside(what_if, candidate, whole);
	if (!sv_cell_is_point(&cell) ||
	    !sv_rational_subtract(cell.lower, candidate->base.lower, &room))
		return SV_CHANGE_STEPS_MAX;
	return steps_in(room, candidate->step);
}

/* Nor does a whole fall below a part. */
static int64_t room_above_parts(struct sv_what_if *what_if, const struct sv_candidate *candidate)
{
	const struct sv_pledge *pledge = what_if->assessor->pledge;
	int64_t least = SV_CHANGE_STEPS_MAX;

	for (size_t q = 0; q < pledge->quantity_count; q++) {
		struct sv_rational room;
		struct sv_cell cell;

		if (pledge->quantities[q].part_of_index != candidate->input->index)
			continue;
		cell = cell_beside(what_if, candidate, (int)q);
		if (cell.known && sv_rational_subtract(candidate->base.lower, cell.lower, &room))
			least = SV_MIN(least, steps_in(room, candidate->step));
	}
	return least;
}

static bool fill_figure(struct sv_what_if *what_if, struct sv_candidate *candidate)
{
	const struct sv_quantity *quantity =
	    &what_if->assessor->pledge->quantities[candidate->input->index];
	const struct sv_cell *base = &candidate->base;
	struct sv_rational most = candidate->rule->most, range;

	candidate->title = quantity->title;
	candidate->unit = quantity->unit;
	if (!base->known ||
	    !sv_unit_normalise(&quantity->unit, candidate->rule->step, &candidate->step))
		return false;
	if (!is_sum(what_if->assessor, candidate->input) && !sv_cell_is_point(base)) {
		candidate->replaces = true;
		if (base->unbounded || !sv_rational_subtract(base->upper, base->lower, &range))
			return false;
		candidate->most_up = steps_in(range, candidate->step);
		return candidate->rule->upwards;
	}
	if (candidate->rule->of_itself ? !sv_rational_multiply(base->lower, most, &most)
				       : !sv_unit_normalise(&quantity->unit, most, &most))
		return false;
	candidate->most_up = candidate->most_down = steps_in(most, candidate->step);
	candidate->most_up = SV_MIN(candidate->most_up, room_below_whole(what_if, candidate));
	if (quantity->unit.dimension != SV_DIMENSION_SHARE && base->lower.num >= 0)
		candidate->most_down =
		    SV_MIN(candidate->most_down, steps_in(base->lower, candidate->step));
	candidate->most_down = SV_MIN(candidate->most_down, room_above_parts(what_if, candidate));
	return true;
}

/* The projects that a member could join so that the count of a rule sees it. */
static void list_joinable(struct sv_assessor *assessor, struct sv_candidate *candidate, int state,
			  int32_t day)
{
	static const enum sv_role roles[] = {SV_ROLE_MEMBER, SV_ROLE_COORDINATOR, SV_ROLE_OBSERVER};
	const struct sv_register *reg = assessor->input->reg;
	const struct sv_entries *held = sv_assessor_entries(assessor, candidate->input->count);
	bool *joined = SV_NEW_ARRAY(assessor->arena, bool, reg->project_count + 1);

	candidate->projects = SV_NEW_ARRAY(assessor->arena, const char *, reg->project_count);
	for (size_t i = held->first[state]; i < held->first[state + 1]; i++)
		joined[held->items[i]->project] |= sv_entry_holds(reg, held->items[i], day);
	for (size_t p = 0; p < reg->project_count; p++) {
		for (size_t k = 0; !joined[p] && k < SV_ARRAY_LEN(roles); k++) {
			struct sv_participation would = {.project = (int)p,
							 .state = state,
							 .role = roles[k],
							 .from = day,
							 .to = SV_DAY_OPEN};

			if (!sv_entry_passes(reg, candidate->input->count, &would) ||
			    !sv_entry_holds(reg, &would, day))
				continue;
			candidate->projects[candidate->project_count++] =
			    *reg->projects[p].acronym ? reg->projects[p].acronym
						      : reg->projects[p].id;
			break;
		}
	}
}

static bool fill_count(struct sv_what_if *what_if, struct sv_candidate *candidate)
{
	struct sv_assessor *assessor = what_if->assessor;
	int64_t most = steps_in(candidate->rule->most, SV_RATIONAL(1, 1));
	int member, year;

	sv_assessor_row(assessor, what_if->row, &member, &year);
	if (member < 0 || !sv_cell_is_point(&candidate->base))
		return false;
	candidate->title = candidate->rule->name;
	candidate->step = SV_RATIONAL(1, 1);
	list_joinable(assessor, candidate, assessor->members[member],
		      sv_assessor_day(assessor, year));
	candidate->most_up = SV_MIN(most, (int64_t)candidate->project_count);
	candidate->most_down = candidate->base.lower.num;
	return true;
}

static bool is_listed(const struct sv_candidate *candidates, size_t count,
		      const struct sv_input *input)
{
	for (size_t i = 0; i < count; i++)
		if (sv_input_same(candidates[i].input, input))
			return true;
	return false;
}

/* Earlier years are closed, and what others decide is not this rule's to change. */
static const struct sv_change_rule *rule_for(const struct sv_pledge *pledge,
					     const struct sv_input *input)
{
	if (input->lag || input->group || input->kind == SV_INPUT_FACT)
		return NULL;
	return input->kind == SV_INPUT_COUNT ? sv_change_of_register(pledge, input->count->name)
					     : sv_change_of_quantity(pledge, input->index);
}

/* A whole that bounds what the rule reads is left alone: nobody can say how the part would grow. */
static bool bounds_a_part(const struct sv_what_if *what_if, const struct sv_input *whole)
{
	const struct sv_pledge *pledge = what_if->assessor->pledge;
	const struct sv_program *program;

	/* What measures alone read rates nothing. */
	for (size_t i = what_if->item->item->measure_count;
	     (program = sv_what_if_program(what_if->item, i)); i++) {
		for (size_t k = 0; k < program->input_count; k++) {
			const struct sv_input *input = &program->inputs[k];
			struct sv_cell cell;
			int part = input->index;

			if (input->kind == SV_INPUT_FACT || input->kind == SV_INPUT_COUNT ||
			    input->lag != whole->lag)
				continue;
			cell = sv_what_if_base(what_if, input);
			while (part >= 0 && pledge->quantities[part].part_of_index != whole->index)
				part = pledge->quantities[part].part_of_index;
			if (part >= 0 && cell.known && !sv_cell_is_point(&cell))
				return true;
		}
	}
	return false;
}

size_t sv_candidates(struct sv_what_if *what_if, struct sv_candidate *candidates)
{
	const struct sv_program *program;
	size_t count = 0;

	for (size_t i = 0; (program = sv_what_if_program(what_if->item, i)); i++) {
		for (size_t k = 0; k < program->input_count; k++) {
			const struct sv_input *input = &program->inputs[k];
			struct sv_candidate candidate = {.input = input,
							 .rule = rule_for(program->pledge, input)};

			if (!candidate.rule || count == SV_CANDIDATES_MAX ||
			    is_listed(candidates, count, input) ||
			    (input->index >= 0 && bounds_a_part(what_if, input)))
				continue;
			candidate.base = sv_what_if_base(what_if, input);
			if (input->kind == SV_INPUT_COUNT ? fill_count(what_if, &candidate)
							  : fill_figure(what_if, &candidate))
				candidates[count++] = candidate;
		}
	}
	return count;
}

/* Changes that reach a goal, with what each costs: the share of what may change at most. */
struct found {
	struct sv_step_count changes[2];
	int count;
	struct sv_rational cost;
};

struct hunt {
	struct sv_assessor *assessor;
	struct sv_change_search search;
	struct sv_candidate *candidates;
	size_t candidate_count;
	struct found *found;
	size_t found_count;
	bool too_long;
	struct sv_least_change *ret;
	size_t way_cap, none_cap;
};

static int64_t most(const struct sv_step_count *change)
{
	int64_t steps =
	    change->direction > 0 ? change->candidate->most_up : change->candidate->most_down;

	return SV_MAX(steps, 1);
}

/* False where the cost does not fit: then it is not told apart from dearer ones. */
static bool cost_of(struct found *found)
{
	struct sv_rational other;

	found->cost = SV_RATIONAL(found->changes[0].steps, most(&found->changes[0]));
	other =
	    SV_RATIONAL(found->changes[1].steps, found->count > 1 ? most(&found->changes[1]) : 1);
	return found->count == 1 || sv_rational_add(found->cost, other, &found->cost);
}

static bool is_adverse(enum sv_goal goal)
{
	return goal == SV_GOAL_LOST || goal == SV_GOAL_BELOW;
}

/* A way out goes where the rule lets it; what would undo a kept promise, the other way. */
static bool may_go(const struct sv_candidate *candidate, enum sv_goal goal, int direction)
{
	bool up = candidate->rule->upwards, down = candidate->rule->downwards;

	if (candidate->replaces)
		return direction > 0 && !is_adverse(goal);
	if (is_adverse(goal))
		return direction > 0 ? down : up;
	return direction > 0 ? up : down;
}

static void hunt_singles(struct hunt *hunt)
{
	for (size_t i = 0; i < hunt->candidate_count; i++) {
		for (int direction = 1; direction >= -1; direction -= 2) {
			const struct sv_candidate *candidate = &hunt->candidates[i];
			struct found found = {{{candidate, direction, 0}}, 1, {0, 1}};
			int64_t steps;

			if (!may_go(candidate, hunt->search.goal, direction))
				continue;
			steps = sv_change_least(
			    &hunt->search, 0, candidate, direction, candidate->replaces ? 0 : 1,
			    direction > 0 ? candidate->most_up : candidate->most_down);
			hunt->too_long |= steps == SV_CHANGE_TOO_LONG;
			if (steps < 0)
				continue;
			found.changes[0].steps = steps;
			if (cost_of(&found))
				hunt->found[hunt->found_count++] = found;
		}
	}
}

/* The corner where the second changes as far as it may and the first as little as then does; then
 * the second is taken back as far as that allows. */
static bool corner(struct hunt *hunt, struct sv_step_count first, struct sv_step_count second,
		   struct found *ret)
{
	struct found found = {{first, second}, 2, {0, 1}};

	sv_change_apply(&hunt->search, 1, second.candidate, second.direction, most(&second),
			most(&second));
	found.changes[0].steps =
	    sv_change_least(&hunt->search, 0, first.candidate, first.direction, 1, most(&first));
	sv_change_clear(&hunt->search, 1);
	if (found.changes[0].steps < 1)
		return false;
	sv_change_apply(&hunt->search, 0, first.candidate, first.direction, found.changes[0].steps,
			found.changes[0].steps);
	found.changes[1].steps =
	    sv_change_least(&hunt->search, 1, second.candidate, second.direction, 0, most(&second));
	sv_change_clear(&hunt->search, 0);
	*ret = found;
	return found.changes[1].steps > 0 && cost_of(ret);
}

static bool is_cheaper(const struct found *a, const struct found *b)
{
	return sv_rational_compare(a->cost, b->cost) < 0;
}

/* The cheapest pair, kept where no single change is as cheap. */
static void hunt_pairs(struct hunt *hunt)
{
	size_t count = hunt->candidate_count * 2, singles = hunt->found_count;
	struct found best = {.count = 0}, found;

	for (size_t i = 0; i < count * count; i++) {
		const struct sv_candidate *a = &hunt->candidates[i / count / 2];
		const struct sv_candidate *b = &hunt->candidates[i % count / 2];
		struct sv_step_count first = {a, i / count % 2 ? -1 : 1, 0};
		struct sv_step_count second = {b, i % count % 2 ? -1 : 1, 0};

		if (a == b || a->replaces || b->replaces ||
		    !may_go(a, hunt->search.goal, first.direction) ||
		    !may_go(b, hunt->search.goal, second.direction) ||
		    !corner(hunt, first, second, &found))
			continue;
		if (!best.count || is_cheaper(&found, &best))
			best = found;
	}
	for (size_t i = 0; i < singles; i++)
		if (!best.count || !is_cheaper(&best, &hunt->found[i]))
			return;
	if (best.count)
		hunt->found[hunt->found_count++] = best;
}

static int compare_found(const void *a, const void *b)
{
	return sv_rational_compare(((const struct found *)a)->cost,
				   ((const struct found *)b)->cost);
}

static void tell_none(struct hunt *hunt)
{
	static const char *const reached[SV_GOAL_COUNT] = {
	    [SV_GOAL_MET] = "make it met",
	    [SV_GOAL_ON_TRACK] = "bring it on track",
	    [SV_GOAL_TARGET] = "bring it to the benchmark by itself",
	    [SV_GOAL_NOT_BELOW] = "leave it open whether it is below the target",
	    [SV_GOAL_LOST] = "make it fail",
	    [SV_GOAL_BELOW] = "bring it below the benchmark",
	};
	const char *why = "nothing that the rule reads of this year may change";
	struct sv_least_change *ret = hunt->ret;

	if (hunt->too_long)
		why = "the search was given up as too long";
	else if (hunt->candidate_count)
		why = "the rest is settled by figures of closed years or by what may not change";
	ret->none = sv_arena_grow(hunt->assessor->arena, ret->none, ret->none_count,
				  &hunt->none_cap, sizeof(*ret->none));
	ret->none[ret->none_count++] = (struct sv_no_way){
	    hunt->search.goal,
	    sv_arena_printf(hunt->assessor->arena,
			    "No change of one or two figures within their bounds would %s: %s.",
			    reached[hunt->search.goal], why)};
}

static void tell_found(struct hunt *hunt, const struct found *found)
{
	struct sv_least_change *ret = hunt->ret;
	struct sv_way way = {.goal = hunt->search.goal, .input_count = found->count};

	for (int i = 0; i < found->count; i++)
		way.inputs[i] =
		    sv_way_input(hunt->assessor, hunt->search.what_if.row, &found->changes[i]);
	way.text = sv_way_text(hunt->assessor, &way);
	ret->ways = sv_arena_grow(hunt->assessor->arena, ret->ways, ret->way_count, &hunt->way_cap,
				  sizeof(way));
	ret->ways[ret->way_count++] = way;
}

static void hunt_goal(struct hunt *hunt, enum sv_goal goal)
{
	const struct sv_step_count *first;
	struct sv_assessor *assessor = hunt->assessor;

	hunt->search.goal = goal;
	hunt->found_count = 0;
	hunt->too_long = false;
	hunt_singles(hunt);
	if (!is_adverse(goal) && goal != SV_GOAL_NOT_BELOW)
		hunt_pairs(hunt);
	if (!hunt->found_count) {
		if (goal != SV_GOAL_NOT_BELOW)
			tell_none(hunt);
		return;
	}
	qsort(hunt->found, hunt->found_count, sizeof(*hunt->found), compare_found);
	for (size_t i = 0; i < hunt->found_count; i++)
		tell_found(hunt, &hunt->found[i]);
	first = &hunt->found[0].changes[0];
	if (goal == SV_GOAL_MET && hunt->found[0].count == 1 &&
	    assessor->rows == SV_ROWS_COLLECTIVE && first->direction > 0)
		sv_gap_parts(assessor, hunt->search.what_if.item, hunt->search.what_if.row, first,
			     hunt->ret);
}

static bool has_outcome(const struct sv_pledge_item *rule, enum sv_outcome outcome)
{
	for (size_t i = 0; i < rule->clause_count; i++)
		if (rule->clauses[i].outcome == outcome)
			return true;
	return false;
}

static void hunt_position(struct hunt *hunt)
{
	const uint8_t *target = hunt->search.what_if.results.target;

	if (!target || *target == SV_TRUTH_MISSING)
		return;
	hunt_goal(hunt, *target == SV_TRUE ? SV_GOAL_BELOW : SV_GOAL_TARGET);
}

static void hunt_rating(struct hunt *hunt, enum sv_rating rating)
{
	const struct sv_what_if *what_if = &hunt->search.what_if;
	const struct sv_pledge_item *rule = what_if->item->item;
	const struct sv_item_results *results = &what_if->results;
	/* Runs change the results: look before. */
	bool is_open = results->target && *results->target == SV_FALSE && rule->measure_count &&
		       !sv_cell_is_point(results->measures[0]);

	if (rating == SV_RATING_MET) {
		hunt_goal(hunt, SV_GOAL_LOST);
		return;
	}
	if (is_open)
		hunt_goal(hunt, SV_GOAL_NOT_BELOW);
	if (has_outcome(rule, SV_OUTCOME_MET))
		hunt_goal(hunt, SV_GOAL_MET);
	if (rating != SV_RATING_ON_TRACK && has_outcome(rule, SV_OUTCOME_ON_TRACK))
		hunt_goal(hunt, SV_GOAL_ON_TRACK);
}

const struct sv_least_change *sv_assessor_least_change(struct sv_assessor *assessor,
						       const struct sv_compiled_item *item,
						       enum sv_rows rows, size_t row,
						       const struct sv_rated *rated)
{
	bool is_position = rows == SV_ROWS_MEMBERS && item->binds_together;
	struct hunt hunt = {.assessor = assessor};

	if (!sv_item_is_measured(item) || rated->basis != SV_BASIS_RULE ||
	    !sv_assessor_is_due(assessor, item->item, rated->year) ||
	    (!is_position && (rated->rating == SV_RATING_NOT_APPLICABLE ||
			      rated->rating == SV_RATING_NOT_REPORTED)) ||
	    (is_position && !item->item->measure_count))
		return NULL;
	assessor->rows = rows;
	hunt.ret = SV_NEW(assessor->arena, struct sv_least_change);
	hunt.candidates = SV_NEW_ARRAY(assessor->arena, struct sv_candidate, SV_CANDIDATES_MAX);
	hunt.found = SV_NEW_ARRAY(assessor->arena, struct found, SV_CANDIDATES_MAX * 2 + 1);
	sv_what_if_init(&hunt.search.what_if, assessor, item, row);
	sv_what_if_run(&hunt.search.what_if);
	hunt.candidate_count = sv_candidates(&hunt.search.what_if, hunt.candidates);
	if (is_position)
		hunt_position(&hunt);
	else
		hunt_rating(&hunt, rated->rating);
	assessor->rows = rows;
	hunt.ret->runs = hunt.search.what_if.runs;
	return hunt.ret->way_count || hunt.ret->none_count ? hunt.ret : NULL;
}

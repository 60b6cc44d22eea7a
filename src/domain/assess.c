/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/assess.h"

#include <string.h>

#include "domain/assessor.h"

enum sv_rating sv_assessor_outcome_rating(enum sv_outcome outcome)
{
	switch (outcome) {
	case SV_OUTCOME_MET: return SV_RATING_MET;
	case SV_OUTCOME_ON_TRACK: return SV_RATING_ON_TRACK;
	case SV_OUTCOME_NO_PROGRESS: return SV_RATING_NO_PROGRESS;
	case SV_OUTCOME_REGRESSED: return SV_RATING_REGRESSED;
	case SV_OUTCOME_NOT_MET: return SV_RATING_NOT_MET;
	case SV_OUTCOME_NOT_APPLICABLE: return SV_RATING_NOT_APPLICABLE;
	case SV_OUTCOME_JUDGED: return SV_RATING_NEEDS_JUDGEMENT;
	}
	__builtin_unreachable();
}

/* What stands when no clause was true. */
enum sv_outcome sv_assessor_otherwise(const struct sv_pledge_item *item)
{
	if (item->has_otherwise)
		return item->otherwise;
	for (size_t i = 0; i < item->clause_count; i++)
		if (item->clauses[i].outcome == SV_OUTCOME_ON_TRACK ||
		    item->clauses[i].outcome == SV_OUTCOME_REGRESSED)
			return SV_OUTCOME_NO_PROGRESS;
	return SV_OUTCOME_NOT_MET;
}

#define NO_CLAUSE -1

struct verdict {
	enum sv_rating rating;
	int clause;         /* the one that decided, or NO_CLAUSE */
	size_t passed_over; /* clauses whose figures are missing, when none decided */
};

bool sv_assessor_is_due(const struct sv_assessor *assessor, const struct sv_pledge_item *item,
			int year)
{
	return item->due_from == SV_DAY_NONE || sv_assessor_day(assessor, year) >= item->due_from;
}

/* Nothing to rate: no measure has a value, or no clause that rates could be tried. */
static bool is_unrated(const struct sv_compiled_item *item, const struct sv_item_results *results,
		       size_t row)
{
	const struct sv_pledge_item *rule = item->item;
	bool any_value = !rule->measure_count, any_tried = false;

	for (size_t i = 0; i < rule->measure_count; i++)
		any_value |= results->measures[i][row].known;
	for (size_t i = 0; i < rule->clause_count; i++)
		any_tried |= rule->clauses[i].outcome != SV_OUTCOME_NOT_APPLICABLE &&
			     results->clauses[i][row] != SV_TRUTH_MISSING;
	return !any_value || !any_tried;
}

static enum sv_rating rating_unrated(const struct sv_compiled_item *item,
				     const struct sv_item_results *results, size_t row)
{
	const struct sv_cell *measure;

	if (!item->item->measure_count)
		return SV_RATING_NOT_REPORTED;
	measure = &results->measures[0][row];
	if (!measure->known &&
	    (measure->missing == SV_NOT_APPLICABLE || measure->missing == SV_NOT_DUE))
		return SV_RATING_NOT_APPLICABLE;
	return SV_RATING_NOT_REPORTED;
}

/* docs/formats/rules.md, "The rating clauses are tried in the order written". */
static struct verdict verdict_of(const struct sv_compiled_item *item,
				 const struct sv_item_results *results, size_t row)
{
	struct verdict verdict = {.clause = NO_CLAUSE};

	for (size_t i = 0; i < item->item->clause_count; i++) {
		enum sv_truth truth = results->clauses[i][row];

		if (truth == SV_TRUE)
			return (struct verdict){
			    sv_assessor_outcome_rating(item->item->clauses[i].outcome), (int)i, 0};
		if (truth == SV_UNKNOWN)
			return (struct verdict){SV_RATING_UNDECIDED, (int)i, 0};
		verdict.passed_over += truth == SV_TRUTH_MISSING;
	}
	if (is_unrated(item, results, row))
		verdict.rating = rating_unrated(item, results, row);
	else if (verdict.passed_over && sv_assessor_otherwise(item->item) != SV_OUTCOME_JUDGED)
		verdict.rating = SV_RATING_UNDECIDED; /* one of them might have held */
	else
		verdict.rating = sv_assessor_outcome_rating(sv_assessor_otherwise(item->item));
	return verdict;
}

enum sv_rating sv_assessor_verdict(const struct sv_compiled_item *item,
				   const struct sv_item_results *results, size_t row)
{
	return verdict_of(item, results, row).rating;
}

static const char *reason_unmeasured(struct sv_assessor *assessor,
				     const struct sv_pledge_item *item)
{
	if (item->judges.count)
		return sv_arena_printf(assessor->arena,
				       "No public figure decides this; it is for %s to judge.",
				       sv_reason_names(assessor, &item->judges));
	return sv_arena_printf(assessor->arena,
			       "To be declared in the %s; none stands in the record.",
			       item->declared_in);
}

static const char *state_name(const struct sv_assessor *assessor, int member)
{
	if (member < 0)
		return "The participating states together";
	return assessor->input->reg->states[assessor->members[member]].name;
}

static const char *reason_not_due(struct sv_assessor *assessor, const struct sv_pledge_item *item)
{
	if (!*item->due_reason)
		return "Not yet due.";
	return sv_arena_printf(assessor->arena, "Not yet due: %s.", item->due_reason);
}

/* " (25 of 25 members counted, 17 of them by bounds only)". */
const char *sv_reason_counted(struct sv_assessor *assessor, const struct sv_program *program,
			      int year)
{
	int states[SV_STATES_MAX];
	size_t candidates = sv_assessor_candidates(assessor, program, year, states);
	size_t counted = 0, by_bounds = 0;
	const char *without = "";

	for (size_t i = 0; i < candidates; i++) {
		enum sv_missing why;
		enum sv_part part = sv_assessor_part(assessor, program, states[i], year, &why);

		counted += part != SV_PART_NONE;
		by_bounds += part == SV_PART_BOUNDS;
		if (part == SV_PART_NONE)
			without = sv_arena_printf(assessor->arena, "%s%s%s", without,
						  *without ? ", " : "; like for like without ",
						  assessor->input->reg->states[states[i]].name);
	}
	if (by_bounds)
		without = sv_arena_printf(assessor->arena, ", %zu of them by bounds only%s",
					  by_bounds, without);
	return sv_arena_printf(assessor->arena, " (%zu of %zu %s counted%s)", counted, candidates,
			       sv_program_reads_own(program) ? "members" : "states", without);
}

/* The figure that a condition such as `share >= 20 %` compares the first measure of its own year
 * with; NULL when it is another kind of condition. */
static const struct sv_expr *benchmark_of(const struct sv_expr *condition)
{
	if (!condition || condition->kind != SV_EXPR_COMPARE ||
	    condition->args[0]->kind != SV_EXPR_MEASURE || condition->args[0]->index != 0 ||
	    condition->args[1]->kind != SV_EXPR_NUMBER)
		return NULL;
	return condition->args[1];
}

/* "France: Investment / defence expenditure was 22.3 % in 2019".  With a condition that compares
 * the measure, as many digits as show on which side it lies. */
static const char *reason_measure(struct sv_assessor *assessor, const struct sv_compiled_item *item,
				  const struct sv_value *value, int member, int year,
				  const struct sv_expr *condition)
{
	const struct sv_measure *measure = &item->item->measures[0];
	const char *who = state_name(assessor, member);
	int32_t day = sv_assessor_day(assessor, year);
	char prose[32];

	if (!value->known)
		return sv_arena_printf(assessor->arena, "%s: %s is %s for %d", who, measure->title,
				       sv_missing_text(value->missing), year);
	if (measure->expr->kind == SV_EXPR_COUNT && member >= 0)
		return sv_arena_printf(
		    assessor->arena, "%s, on %s: %s", who, sv_day_prose(day, prose),
		    sv_reason_projects(assessor, measure->expr, assessor->members[member], day));
	return sv_arena_printf(assessor->arena, "%s: %s was %s in %d", who, measure->title,
			       sv_reason_value_beside(assessor, value, benchmark_of(condition)),
			       year);
}

/* Whether a condition compares with the number of the target. */
static bool is_target(const struct sv_compiled_item *item, const struct sv_expr *condition)
{
	const struct sv_expr *number = benchmark_of(condition);
	const struct sv_expr *target = benchmark_of(item->item->target);

	return target && target->unit.dimension == number->unit.dimension &&
	       sv_rational_compare(target->number, number->number) == 0;
}

/* "the 20 % benchmark", "the 20 % asked for", "0 %". */
static const char *reason_benchmark(struct sv_assessor *assessor,
				    const struct sv_compiled_item *item,
				    const struct sv_expr *condition)
{
	const char *number = sv_reason_constant(assessor, benchmark_of(condition));

	if (!is_target(item, condition))
		return number;
	return sv_arena_printf(assessor->arena, "the %s %s", number,
			       item->binds_together ? "benchmark" : "asked for");
}

/* ", at least the 20 % benchmark", ", below 0 %", "; at least 1 is asked for". */
static const char *reason_place(struct sv_assessor *assessor, const struct sv_compiled_item *item,
				const struct sv_expr *condition, bool holds)
{
	/* A list of projects ends the sentence before it. */
	if (is_target(item, condition) && item->item->measures[0].expr->kind == SV_EXPR_COUNT)
		return sv_arena_printf(assessor->arena, "; %s %s is asked for",
				       sv_compare_text(condition->compare),
				       sv_reason_constant(assessor, benchmark_of(condition)));
	return sv_arena_printf(assessor->arena, ", %s %s",
			       holds ? sv_compare_text(condition->compare)
				     : sv_compare_not_text(condition->compare),
			       reason_benchmark(assessor, item, condition));
}

/* ", below the 2 % benchmark", when that much is certain although the rating is not. */
static const char *reason_side(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			       const struct sv_item_results *results, size_t row)
{
	const struct sv_expr *target = item->item->target;

	if (!benchmark_of(target) || results->target[row] != SV_FALSE)
		return "";
	return reason_place(assessor, item, target, false);
}

/* What stands behind the measure when no clause decided. */
static const char *reason_none(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			       const struct sv_item_results *results, struct verdict verdict,
			       size_t row)
{
	const char *place = reason_side(assessor, item, results, row), *passed = "";
	const char *none =
	    *place ? "no other condition of the rule holds" : "no condition of the rule holds";

	if (verdict.rating == SV_RATING_NEEDS_JUDGEMENT)
		none = sv_arena_printf(assessor->arena, "no figure decides; it is for %s to judge",
				       sv_reason_names(assessor, &item->item->judges));
	if (verdict.passed_over == item->item->clause_count)
		none = "its conditions could not be tried, for want of figures";
	else if (verdict.passed_over)
		passed = sv_arena_printf(assessor->arena,
					 "; %zu of its %zu conditions could not be tried, for want "
					 "of figures",
					 verdict.passed_over, item->item->clause_count);
	if (*place && item->item->clause_count == 1)
		return place;
	return sv_arena_printf(assessor->arena, "%s; %s%s", place, none, passed);
}

/* What stands behind the measure: ", at least the 20 % benchmark". */
static const char *reason_clause(struct sv_assessor *assessor, const struct sv_compiled_item *item,
				 const struct sv_item_results *results, struct verdict verdict,
				 size_t row, int year)
{
	const struct sv_compiled_clause *clause;
	const char *words;

	if (verdict.clause == NO_CLAUSE)
		return reason_none(assessor, item, results, verdict, row);
	clause = &item->clauses[verdict.clause];
	if (verdict.rating == SV_RATING_NOT_APPLICABLE && *clause->clause->text)
		return sv_arena_printf(assessor->arena, "; %s", clause->clause->text);
	if (benchmark_of(clause->clause->when) && verdict.rating == SV_RATING_UNDECIDED)
		return sv_arena_printf(
		    assessor->arena,
		    "; within these bounds it cannot be told whether that is %s %s",
		    sv_compare_text(clause->clause->when->compare),
		    reason_benchmark(assessor, item, clause->clause->when));
	if (benchmark_of(clause->clause->when))
		return reason_place(assessor, item, clause->clause->when, true);
	words =
	    sv_reason_condition(assessor, item->item,
				sv_trace_run(assessor->arena, clause->program, clause->clause->when,
					     row, sv_assessor_load, assessor),
				year, item->item->measure_count > 0);
	if (verdict.rating == SV_RATING_UNDECIDED)
		return sv_arena_printf(assessor->arena,
				       "%s; within the bounds of the figures it cannot be told: %s",
				       reason_side(assessor, item, results, row), words);
	return sv_arena_printf(assessor->arena, "; %s", words);
}

static void add_refs(struct sv_assessor *assessor, const struct sv_program *program,
		     const struct sv_expr *expr, size_t row, struct sv_rated *rated)
{
	const struct sv_trace *trace =
	    sv_trace_run(assessor->arena, program, expr, row, sv_assessor_load, assessor);

	sv_assessor_refs(assessor, program, trace, row, &rated->refs, &rated->ref_count);
}

/* The rows behind the value, and those that only the deciding clause looks at. */
static void fill_refs(struct sv_assessor *assessor, const struct sv_compiled_item *item, int clause,
		      size_t row, struct sv_rated *rated)
{
	if (item->item->measure_count)
		add_refs(assessor, item->measures[0], item->item->measures[0].expr, row, rated);
	if (clause != NO_CLAUSE)
		add_refs(assessor, item->clauses[clause].program,
			 item->clauses[clause].clause->when, row, rated);
}

/* "France: Real growth was 2.1 % in 2019, above the 0 % asked for." */
static const char *reason_rated(struct sv_assessor *assessor, const struct sv_compiled_item *item,
				const struct sv_item_results *results, struct verdict verdict,
				size_t row, const struct sv_value *value)
{
	const struct sv_expr *condition = item->item->target;
	const char *clause = "", *counted = "";
	int member, year;

	sv_assessor_row(assessor, row, &member, &year);
	if (verdict.clause != NO_CLAUSE)
		condition = item->clauses[verdict.clause].clause->when;
	if (!item->item->measure_count)
		return sv_arena_printf(assessor->arena, "%s, %d%s.", state_name(assessor, member),
				       year,
				       reason_clause(assessor, item, results, verdict, row, year));
	if (value->known || verdict.clause != NO_CLAUSE)
		clause = reason_clause(assessor, item, results, verdict, row, year);
	if (member < 0 && value->known)
		counted = sv_reason_counted(assessor, item->measures[0], year);
	return sv_arena_printf(assessor->arena, "%s%s%s.",
			       reason_measure(assessor, item, value, member, year, condition),
			       clause, counted);
}

bool sv_assessor_reads_register(const struct sv_compiled_item *item)
{
	bool reads_register = false;

	for (size_t i = 0; item->item->measure_count && i < item->measures[0]->input_count; i++)
		reads_register |= item->measures[0]->inputs[i].kind == SV_INPUT_COUNT;
	return reads_register;
}

bool sv_assessor_took_part(const struct sv_assessor *assessor, const struct sv_compiled_item *item,
			   int member, int year)
{
	return member < 0 || !sv_assessor_reads_register(item) ||
	       sv_register_is_member(assessor->input->reg, assessor->members[member],
				     sv_assessor_day(assessor, year));
}

static const char *reason_no_part(struct sv_assessor *assessor, int member, int year)
{
	char day[32];

	return sv_arena_printf(assessor->arena, "%s did not take part on %s.",
			       state_name(assessor, member),
			       sv_day_prose(sv_assessor_day(assessor, year), day));
}

/* A measured cell of a member-scope item, or of the collective. */
void sv_assessor_rate_row(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			  const struct sv_item_results *results, size_t row, struct sv_rated *rated)
{
	struct verdict verdict = verdict_of(item, results, row);
	bool is_due, is_bound;
	int member, year;

	sv_assessor_row(assessor, row, &member, &year);
	rated->rating = verdict.rating;
	rated->value = sv_assessor_no_value();
	if (item->item->measure_count) {
		rated->value = sv_assessor_value(assessor, &results->measures[0][row],
						 &item->measures[0]->unit);
	}
	is_due = sv_assessor_is_due(assessor, item->item, year);
	is_bound = sv_assessor_took_part(assessor, item, member, year);
	if (!is_due || !is_bound)
		rated->rating = SV_RATING_NOT_APPLICABLE;
	rated->reason = "";
	if (!sv_assessor_tells(assessor, item))
		return;
	fill_refs(assessor, item, verdict.clause, row, rated);
	if (!is_due)
		rated->reason = reason_not_due(assessor, item->item);
	else if (!is_bound)
		rated->reason = reason_no_part(assessor, member, year);
	else
		rated->reason = reason_rated(assessor, item, results, verdict, row, &rated->value);
}

/* The ground on which a commitment does not apply to a member, or NULL. */
static const char *member_caveat(const struct sv_compiled_item *item,
				 const struct sv_item_results *results, size_t row)
{
	for (size_t i = 0; i < item->item->clause_count; i++) {
		const struct sv_clause *clause = &item->item->clauses[i];

		if (clause->outcome == SV_OUTCOME_NOT_APPLICABLE &&
		    results->clauses[i][row] == SV_TRUE)
			return *clause->text ? clause->text : "the commitment does not apply";
	}
	return NULL;
}

static const char *reason_position(struct sv_assessor *assessor,
				   const struct sv_compiled_item *item,
				   const struct sv_rated *rated, int member)
{
	const char *where = "";

	if (rated->position)
		where = rated->position > 0 ? ", at or above the collective benchmark"
					    : ", below the collective benchmark";
	return sv_arena_printf(
	    assessor->arena, "%s%s; the commitment binds the members together.",
	    reason_measure(assessor, item, &rated->value, member, rated->year, item->item->target),
	    where);
}

/* A member under a commitment that binds the members together: a position, never a failure. */
static void rate_position(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			  const struct sv_item_results *results, size_t row, struct sv_rated *rated)
{
	enum sv_truth target = results->target ? results->target[row] : SV_TRUTH_MISSING;
	const char *caveat = member_caveat(item, results, row);
	int member, year;
	bool is_due;

	sv_assessor_row(assessor, row, &member, &year);
	rated->value =
	    sv_assessor_value(assessor, &results->measures[0][row], &item->measures[0]->unit);
	is_due = sv_assessor_is_due(assessor, item->item, year);
	rated->rating = !is_due || caveat || rated->value.known ? SV_RATING_NOT_APPLICABLE
								: SV_RATING_NOT_REPORTED;
	if (is_due && !caveat)
		rated->position = target == SV_TRUE ? 1 : target == SV_FALSE ? -1 : 0;
	fill_refs(assessor, item, NO_CLAUSE, row, rated);
	if (!is_due)
		rated->reason = reason_not_due(assessor, item->item);
	else if (caveat)
		rated->reason = sv_arena_printf(assessor->arena, "%s: %s.",
						state_name(assessor, member), caveat);
	else
		rated->reason = reason_position(assessor, item, rated, member);
}

/* Commitments that no figure decides: people do, or a plan declares. */
static void rate_unmeasured(struct sv_assessor *assessor, const struct sv_pledge_item *item,
			    const char *reason, struct sv_rated *rated)
{
	rated->rating = item->judges.count ? SV_RATING_NEEDS_JUDGEMENT : SV_RATING_NOT_REPORTED;
	rated->reason = reason;
	if (sv_assessor_is_due(assessor, item, rated->year))
		return;
	rated->rating = SV_RATING_NOT_APPLICABLE;
	rated->reason = reason_not_due(assessor, item);
}

void sv_assessor_rate_members(struct sv_assessor *assessor, struct sv_assessment *assessment,
			      size_t index)
{
	const struct sv_compiled_item *item = &assessor->items[index];
	bool measured = sv_item_is_measured(item);
	const char *reason = measured ? NULL : reason_unmeasured(assessor, item->item);
	struct sv_item_results results = {0};

	if (measured)
		results = sv_assessor_run(assessor, item, SV_ROWS_MEMBERS);
	for (size_t row = 0; row < assessor->year_count * assessor->member_count; row++) {
		struct sv_rated *rated = sv_assessor_open_cell(assessor, assessment, index, row);

		if (!measured)
			rate_unmeasured(assessor, item->item, reason, rated);
		else if (item->binds_together && item->item->measure_count)
			rate_position(assessor, item, &results, row, rated);
		else
			sv_assessor_rate_row(assessor, item, &results, row, rated);
		sv_assessor_people(assessor, item, (int)(row % assessor->member_count), rated);
	}
}

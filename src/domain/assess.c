/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/assess.h"

#include <string.h>

#include "domain/assessor.h"

static enum sv_rating rating_of(enum sv_outcome outcome)
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
static enum sv_outcome outcome_otherwise(const struct sv_pledge_item *item)
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

static bool is_due(const struct sv_assessor *assessor, const struct sv_pledge_item *item, int year)
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
			return (struct verdict){rating_of(item->item->clauses[i].outcome), (int)i,
						0};
		if (truth == SV_UNKNOWN)
			return (struct verdict){SV_RATING_UNDECIDED, (int)i, 0};
		verdict.passed_over += truth == SV_TRUTH_MISSING;
	}
	verdict.rating = is_unrated(item, results, row) ? rating_unrated(item, results, row)
							: rating_of(outcome_otherwise(item->item));
	return verdict;
}

static bool is_measured(const struct sv_compiled_item *item)
{
	return item->item->measure_count > 0 || item->item->clause_count > 0;
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

/* " (24 of 25 members counted)". */
static const char *reason_counted(struct sv_assessor *assessor, const struct sv_program *program,
				  int year)
{
	size_t counted = 0;
	enum sv_missing why;

	for (size_t i = 0; i < assessor->member_count; i++)
		counted += sv_assessor_counts(assessor, program, assessor->members[i], year, &why);
	return sv_arena_printf(assessor->arena, " (%zu of %zu members counted)", counted,
			       assessor->member_count);
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

/* What stands behind the measure when no clause decided. */
static const char *reason_none(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			       const struct sv_item_results *results, struct verdict verdict,
			       size_t row)
{
	const struct sv_expr *target = item->item->target;
	const char *place = "", *none = "no other condition of the rule holds", *passed = "";

	if (benchmark_of(target) && results->target[row] == SV_FALSE)
		place = reason_place(assessor, item, target, false);
	else
		none = "no condition of the rule holds";
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
				       "; within the bounds of the figures it cannot be told: %s",
				       words);
	return sv_arena_printf(assessor->arena, "; %s", words);
}

static void fill_refs(struct sv_assessor *assessor, const struct sv_compiled_item *item, size_t row,
		      struct sv_rated *rated)
{
	const struct sv_trace *trace =
	    sv_trace_run(assessor->arena, item->measures[0], item->item->measures[0].expr, row,
			 sv_assessor_load, assessor);

	sv_assessor_refs(assessor, item->measures[0], trace, row, &rated->refs, &rated->ref_count);
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
		counted = reason_counted(assessor, item->measures[0], year);
	return sv_arena_printf(assessor->arena, "%s%s%s.",
			       reason_measure(assessor, item, value, member, year, condition),
			       clause, counted);
}

/* A measured cell of a member-scope item, or of the collective. */
static void rate_measured(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			  const struct sv_item_results *results, size_t row, struct sv_rated *rated)
{
	struct verdict verdict = verdict_of(item, results, row);
	int member, year;

	sv_assessor_row(assessor, row, &member, &year);
	rated->rating = verdict.rating;
	rated->value = (struct sv_value){
	    .missing = SV_NOT_REPORTED, .lower = {0, 1}, .upper = {0, 1}, .unit = ""};
	if (item->item->measure_count) {
		rated->value = sv_assessor_value(assessor, &results->measures[0][row],
						 &item->measures[0]->unit);
		fill_refs(assessor, item, row, rated);
	}
	if (!is_due(assessor, item->item, year)) {
		rated->rating = SV_RATING_NOT_APPLICABLE;
		rated->reason = reason_not_due(assessor, item->item);
		return;
	}
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

/* A member under a commitment that binds the members together: a position, never a failure. */
static void rate_position(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			  const struct sv_item_results *results, size_t row, struct sv_rated *rated)
{
	enum sv_truth target = results->target ? results->target[row] : SV_TRUTH_MISSING;
	const char *where = "", *caveat = member_caveat(item, results, row);
	int member, year;

	sv_assessor_row(assessor, row, &member, &year);
	rated->value =
	    sv_assessor_value(assessor, &results->measures[0][row], &item->measures[0]->unit);
	fill_refs(assessor, item, row, rated);
	rated->position = target == SV_TRUE ? 1 : target == SV_FALSE ? -1 : 0;
	rated->rating = rated->value.known ? SV_RATING_NOT_APPLICABLE : SV_RATING_NOT_REPORTED;
	if (!is_due(assessor, item->item, year)) {
		rated->rating = SV_RATING_NOT_APPLICABLE;
		rated->position = 0;
		rated->reason = reason_not_due(assessor, item->item);
		return;
	}
	if (caveat) {
		rated->rating = SV_RATING_NOT_APPLICABLE;
		rated->position = 0;
		rated->reason = sv_arena_printf(assessor->arena, "%s: %s.",
						state_name(assessor, member), caveat);
		return;
	}
	if (rated->position)
		where = rated->position > 0 ? ", at or above the collective benchmark"
					    : ", below the collective benchmark";
	rated->reason = sv_arena_printf(
	    assessor->arena, "%s%s; the commitment binds the members together.",
	    reason_measure(assessor, item, &rated->value, member, year, item->item->target), where);
}

/* Commitments that no figure decides: people do, or a plan declares. */
static void rate_unmeasured(struct sv_assessor *assessor, const struct sv_pledge_item *item,
			    const char *reason, struct sv_rated *rated)
{
	rated->value = (struct sv_value){
	    .missing = SV_NOT_REPORTED, .lower = {0, 1}, .upper = {0, 1}, .unit = ""};
	rated->rating = item->judges.count ? SV_RATING_NEEDS_JUDGEMENT : SV_RATING_NOT_REPORTED;
	rated->reason = reason;
	if (is_due(assessor, item, rated->year))
		return;
	rated->rating = SV_RATING_NOT_APPLICABLE;
	rated->reason = reason_not_due(assessor, item);
}

static struct sv_rated *cell_at(struct sv_assessment *assessment, size_t year_index, size_t item,
				size_t member)
{
	return &assessment->ratings[(year_index * assessment->item_count + item) *
					assessment->member_count +
				    member];
}

const struct sv_rated *sv_assessment_at(const struct sv_assessment *assessment, int year,
					size_t item, size_t member)
{
	return cell_at((struct sv_assessment *)(uintptr_t)assessment,
		       (size_t)(year - assessment->year_first), item, member);
}

static void rate_members(struct sv_assessor *assessor, struct sv_assessment *assessment,
			 size_t index)
{
	const struct sv_compiled_item *item = &assessor->items[index];
	bool measured = is_measured(item);
	const char *reason = measured ? NULL : reason_unmeasured(assessor, item->item);
	struct sv_item_results results = {0};

	if (measured)
		results = sv_assessor_run(assessor, item, SV_ROWS_MEMBERS);
	for (size_t row = 0; row < assessor->year_count * assessor->member_count; row++) {
		size_t year_index = row / assessor->member_count;
		size_t member = row % assessor->member_count;
		struct sv_rated *rated = cell_at(assessment, year_index, index, member);

		rated->state = assessment->members[member];
		rated->item = (int)index;
		rated->year = assessment->year_first + (int)year_index;
		if (!measured) {
			rate_unmeasured(assessor, item->item, reason, rated);
		} else if (item->binds_together && item->item->measure_count) {
			rate_position(assessor, item, &results, row, rated);
		} else {
			rate_measured(assessor, item, &results, row, rated);
		}
	}
}

static void list_missing(struct sv_assessor *assessor, const struct sv_program *program, int year,
			 struct sv_collective *collective)
{
	size_t cap = 0;

	for (size_t i = 0; i < assessor->member_count; i++) {
		enum sv_missing why;
		bool counts =
		    sv_assessor_counts(assessor, program, assessor->members[i], year, &why);

		collective->members_counted += counts;
		if (counts && why == SV_PRESENT)
			continue;
		collective->missing =
		    sv_arena_grow(assessor->arena, collective->missing, collective->missing_count,
				  &cap, sizeof(*collective->missing));
		collective->missing[collective->missing_count++] = (struct sv_missing_member){
		    .state = assessor->input->reg->states[assessor->members[i]].code,
		    .why = why == SV_PRESENT ? SV_NOT_REPORTED : why,
		    .counted = counts};
	}
}

/* The figure that a target such as `share >= 20 %` compares the first measure with. */
static void fill_target(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			struct sv_collective *collective)
{
	const struct sv_expr *target = item->item->target;
	struct sv_value value;
	struct sv_cell number;

	if (!target || target->kind != SV_EXPR_COMPARE || target->args[1]->kind != SV_EXPR_NUMBER)
		return;
	number = sv_cell_point(target->args[1]->number);
	value = sv_assessor_value(assessor, &number, &target->args[1]->unit);
	collective->has_target = true;
	collective->target = value.lower;
	collective->target_text =
	    sv_arena_printf(assessor->arena, "%s %s", sv_compare_text(target->compare),
			    sv_reason_constant(assessor, target->args[1]));
}

static void collect_one(struct sv_assessor *assessor, struct sv_assessment *assessment,
			const struct sv_compiled_item *item, const struct sv_item_results *results,
			size_t measure, size_t row)
{
	struct sv_collective *collective = &assessment->collective[assessment->collective_count++];
	const struct sv_measure *shown = &item->item->measures[measure];
	struct sv_rated *rated = &collective->rated;
	size_t index = (size_t)(item - assessor->items);

	*collective = (struct sv_collective){.measure = shown->name, .title = shown->title};
	rated->item = index < assessor->commitment_count ? (int)index : -1;
	rated->year = assessor->input->year_first + (int)row;
	if (measure == 0 && item->item->clause_count) {
		rate_measured(assessor, item, results, row, rated);
		fill_target(assessor, item, collective);
	} else {
		rated->rating = SV_RATING_NOT_APPLICABLE;
		rated->value = sv_assessor_value(assessor, &results->measures[measure][row],
						 &item->measures[measure]->unit);
		rated->reason =
		    rated->value.known
			? sv_arena_printf(assessor->arena, "%s was %s in %d.", shown->title,
					  sv_reason_value(assessor, &rated->value), rated->year)
			: sv_arena_printf(assessor->arena, "%s is %s for %d.", shown->title,
					  sv_missing_text(rated->value.missing), rated->year);
	}
	list_missing(assessor, item->measures[measure], rated->year, collective);
}

/* Whether a measure says something of the members together. */
static bool is_collective_measure(const struct sv_compiled_item *item, size_t measure)
{
	return item->binds_together || !sv_program_reads_own(item->measures[measure]);
}

static size_t count_collective(const struct sv_assessor *assessor)
{
	size_t count = 0;

	for (size_t i = 0; i < assessor->item_count; i++)
		for (size_t k = 0; k < assessor->items[i].item->measure_count; k++)
			count += is_collective_measure(&assessor->items[i], k);
	return count;
}

static void rate_collective(struct sv_assessor *assessor, struct sv_assessment *assessment)
{
	struct sv_item_results *results =
	    SV_NEW_ARRAY(assessor->arena, struct sv_item_results, assessor->item_count);

	assessment->collective = SV_NEW_ARRAY(assessor->arena, struct sv_collective,
					      count_collective(assessor) * assessor->year_count);
	for (size_t i = 0; i < assessor->item_count; i++)
		if (assessor->items[i].item->measure_count)
			results[i] =
			    sv_assessor_run(assessor, &assessor->items[i], SV_ROWS_COLLECTIVE);
	assessor->rows = SV_ROWS_COLLECTIVE;
	for (size_t row = 0; row < assessor->year_count; row++)
		for (size_t i = 0; i < assessor->item_count; i++)
			for (size_t k = 0; k < assessor->items[i].item->measure_count; k++)
				if (is_collective_measure(&assessor->items[i], k))
					collect_one(assessor, assessment, &assessor->items[i],
						    &results[i], k, row);
}

static bool has_figures(const struct sv_evidence *evidence, const struct sv_figures *figures)
{
	for (size_t k = 0; k < figures->quantity->source_count; k++) {
		int indicator = sv_evidence_indicator(
		    evidence, sv_str_from(figures->quantity->sources[k].indicator));

		for (size_t f = 0; f < evidence->figure_count; f++)
			if (evidence->figures[f].indicator == indicator &&
			    evidence->figures[f].missing == SV_PRESENT)
				return true;
	}
	return false;
}

/* A public figure of the record decides it: some quantity it reads holds something, or it reads
 * registers alone. */
static bool has_evidence(struct sv_assessor *assessor, const struct sv_compiled_item *item)
{
	const struct sv_program *program =
	    item->item->measure_count ? item->measures[0] : item->clauses[0].program;

	bool any_quantity = false;

	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];

		if (input->kind == SV_INPUT_COUNT || input->kind == SV_INPUT_FACT)
			continue;
		any_quantity = true;
		if (has_figures(
			assessor->input->evidence,
			sv_figures_get(&assessor->book, input->index, &item->item->evidence)))
			return true;
	}
	return !any_quantity;
}

static void describe_item(struct sv_assessor *assessor, const struct sv_compiled_item *compiled,
			  struct sv_item *ret)
{
	const struct sv_pledge_item *item = compiled->item;

	*ret = (struct sv_item){
	    .number = item->number,
	    .title = item->title,
	    .text = item->text,
	    .group = item->group,
	    .basis = item->basis,
	    .kind = item->evidence_kind,
	    .scope = sv_scope_name(item->scope),
	    .rule_text = sv_arena_str(assessor->arena, item->source).ptr,
	    .judges = item->judges.count ? sv_reason_names(assessor, &item->judges) : "",
	    .from = SV_MAX(item->from, assessor->pledge->from),
	    .to = SV_MIN(item->to, assessor->pledge->to),
	    .measurable = is_measured(compiled) && has_evidence(assessor, compiled),
	};
	ret->rule_ref = (struct sv_fact_ref){
	    .origin = {.doc = assessor->rules_doc, .row = item->place.line, .source = ""},
	    .text = sv_arena_printf(assessor->arena, "%s, line %d", assessor->pledge->file,
				    item->place.line)};
}

static void name_members(struct sv_assessor *assessor, struct sv_assessment *assessment)
{
	assessment->member_count = assessor->member_count;
	assessment->members = SV_NEW_ARRAY(assessor->arena, const char *, assessor->member_count);
	assessment->member_names =
	    SV_NEW_ARRAY(assessor->arena, const char *, assessor->member_count);
	for (size_t i = 0; i < assessor->member_count; i++) {
		const struct sv_state *state = &assessor->input->reg->states[assessor->members[i]];

		assessment->members[i] = state->code;
		assessment->member_names[i] = state->name;
	}
}

static void name_groups(struct sv_assessor *assessor, struct sv_assessment *assessment)
{
	const struct sv_pledge *pledge = assessor->pledge;

	assessment->group_count = pledge->group_count;
	assessment->groups =
	    SV_NEW_ARRAY(assessor->arena, struct sv_item_group, pledge->group_count);
	for (size_t i = 0; i < pledge->group_count; i++)
		assessment->groups[i] = (struct sv_item_group){
		    pledge->groups[i].name, pledge->groups[i].title, pledge->groups[i].basis};
}

struct sv_assessment *sv_assessor_rate(struct sv_assessor *assessor)
{
	const struct sv_assess_input *input = assessor->input;
	struct sv_assessment *assessment = SV_NEW(assessor->arena, struct sv_assessment);

	*assessment = (struct sv_assessment){
	    .on = input->on,
	    .known_size = input->known_size,
	    .year_first = input->year_first,
	    .year_last = input->year_last,
	    .set = assessor->pledge ? assessor->pledge->name : "",
	    .set_title = assessor->pledge ? assessor->pledge->title : "",
	    .set_basis = assessor->pledge ? assessor->pledge->basis : "",
	    .item_count = assessor->commitment_count,
	    .findings = SV_NEW(assessor->arena, struct sv_findings),
	};
	*assessment->findings = (struct sv_findings)SV_FINDINGS_INIT(assessor->arena);
	name_members(assessor, assessment);
	if (!assessor->pledge)
		return assessment;
	name_groups(assessor, assessment);
	assessment->items = SV_NEW_ARRAY(assessor->arena, struct sv_item, assessment->item_count);
	for (size_t i = 0; i < assessment->item_count; i++)
		describe_item(assessor, &assessor->items[i], &assessment->items[i]);
	assessment->ratings =
	    SV_NEW_ARRAY(assessor->arena, struct sv_rated,
			 assessor->year_count * assessment->item_count * assessment->member_count);
	for (size_t i = 0; i < assessment->item_count; i++)
		rate_members(assessor, assessment, i);
	rate_collective(assessor, assessment);
	sv_assessor_conflicts(assessor, assessment->findings);
	return assessment;
}

int sv_assess(struct sv_arena *arena, const struct sv_assess_input *input,
	      struct sv_assessment **ret, struct sv_error *err)
{
	struct sv_assessor assessor;
	int r = sv_assessor_prepare(&assessor, arena, input, err);

	if (r < 0)
		return r;
	*ret = sv_assessor_rate(&assessor);
	return 0;
}

static const struct {
	const char *name, *title, *letter;
} ratings[SV_RATING_COUNT] = {
    [SV_RATING_MET] = {"met", "met", "M"},
    [SV_RATING_ON_TRACK] = {"on_track", "on track", "T"},
    [SV_RATING_NO_PROGRESS] = {"no_progress", "no progress", "N"},
    [SV_RATING_REGRESSED] = {"regressed", "regressed", "R"},
    [SV_RATING_NOT_MET] = {"not_met", "not met", "X"},
    [SV_RATING_UNDECIDED] = {"undecided", "undecided", "U"},
    [SV_RATING_NEEDS_JUDGEMENT] = {"needs_judgement", "needs judgement", "J"},
    [SV_RATING_NOT_REPORTED] = {"not_reported", "not reported", "."},
    [SV_RATING_NOT_APPLICABLE] = {"not_applicable", "not applicable", "-"},
};

const char *sv_rating_name(enum sv_rating rating)
{
	return ratings[rating].name;
}

const char *sv_rating_title(enum sv_rating rating)
{
	return ratings[rating].title;
}

const char *sv_rating_letter(enum sv_rating rating)
{
	return ratings[rating].letter;
}

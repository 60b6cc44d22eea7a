/* SPDX-License-Identifier: EUPL-1.2 */
/* The members together: what binds them, beside its target, and who is counted. */
#include "domain/assessor.h"

/* Who is left out of a measure, and who is counted by bounds only. */
static void list_missing(struct sv_assessor *assessor, const struct sv_program *program, int year,
			 struct sv_collective *collective)
{
	int states[SV_STATES_MAX];
	size_t candidates = sv_assessor_candidates(assessor, program, year, states), cap = 0;

	for (size_t i = 0; i < candidates; i++) {
		enum sv_missing why;
		enum sv_part part = sv_assessor_part(assessor, program, states[i], year, &why);

		collective->members_counted += part != SV_PART_NONE;
		collective->by_bounds += part == SV_PART_BOUNDS;
		if (part == SV_PART_FIGURE)
			continue;
		collective->missing =
		    sv_arena_grow(assessor->arena, collective->missing, collective->missing_count,
				  &cap, sizeof(*collective->missing));
		collective->missing[collective->missing_count++] = (struct sv_missing_member){
		    .state = assessor->input->reg->states[states[i]].code,
		    .why = why,
		    .counted = part == SV_PART_BOUNDS};
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

/* A measure that no clause rates: its value, and the rows behind it. */
static void show_unrated(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			 const struct sv_item_results *results, size_t measure, size_t row,
			 struct sv_rated *rated)
{
	const struct sv_program *program = item->measures[measure];
	const struct sv_measure *shown = &item->item->measures[measure];
	const struct sv_trace *trace;

	rated->rating = SV_RATING_NOT_APPLICABLE;
	rated->value =
	    sv_assessor_value(assessor, &results->measures[measure][row], &program->unit);
	rated->reason = "";
	if (!sv_assessor_tells(assessor, item))
		return;
	trace =
	    sv_trace_run(assessor->arena, program, shown->expr, row, sv_assessor_load, assessor);
	sv_assessor_refs(assessor, program, trace, row, &rated->refs, &rated->ref_count);
	if (rated->value.known)
		rated->reason =
		    sv_arena_printf(assessor->arena, "%s was %s in %d%s.", shown->title,
				    sv_reason_value(assessor, &rated->value), rated->year,
				    sv_reason_counted(assessor, program, rated->year));
	else
		rated->reason = sv_arena_printf(assessor->arena, "%s is %s for %d.", shown->title,
						sv_missing_text(rated->value.missing), rated->year);
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
	collective->has_rating = measure == 0 && sv_assessor_is_rated_together(item);
	if (collective->has_rating) {
		sv_assessor_rate_row(assessor, item, results, row, rated);
		sv_assessor_people(assessor, item, -1, rated);
		fill_target(assessor, item, collective);
	} else {
		show_unrated(assessor, item, results, measure, row, rated);
	}
	list_missing(assessor, item->measures[measure], rated->year, collective);
}

bool sv_assessor_is_collective(const struct sv_compiled_item *item, size_t measure)
{
	return item->binds_together || !sv_program_reads_own(item->measures[measure]);
}

bool sv_assessor_is_rated_together(const struct sv_compiled_item *item)
{
	return item->item->measure_count && item->item->clause_count &&
	       sv_assessor_is_collective(item, 0);
}

static size_t count_collective(const struct sv_assessor *assessor)
{
	size_t count = 0;

	for (size_t i = 0; i < assessor->item_count; i++)
		for (size_t k = 0; k < assessor->items[i].item->measure_count; k++)
			count += sv_assessor_is_collective(&assessor->items[i], k);
	return count;
}

void sv_assessor_rate_collective(struct sv_assessor *assessor, struct sv_assessment *assessment)
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
				if (sv_assessor_is_collective(&assessor->items[i], k))
					collect_one(assessor, assessment, &assessor->items[i],
						    &results[i], k, row);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the record contradicts itself: two sources of one quantity, a measure
 * and the figure it is checked against, a published total and the sum of its
 * parts.  Conflicts are shown, never silently resolved.
 */
#include <string.h>

#include "domain/assessor.h"

static void add_conflict(struct sv_findings *findings, const char *rule, const char *place,
			 const char *message, const char *repair)
{
	sv_findings_add(findings, &(struct sv_finding){.severity = SV_WARNING,
						       .rule = rule,
						       .place = place,
						       .message = message,
						       .repair = repair});
}

static const char *figure_text(struct sv_assessor *assessor, const struct sv_figure *figure)
{
	const struct sv_indicator *indicator =
	    &assessor->input->evidence->indicators[figure->indicator];
	char number[SV_DECIMAL_TEXT_MAX];

	return sv_arena_printf(assessor->arena, "'%s' says %s", indicator->name,
			       sv_unit_amount(assessor->arena,
					      sv_decimal_text(figure->value, number),
					      indicator->unit));
}

/* Of a figure, once: items that rank the same sources in other orders each find it again. */
static void add_figure_conflict(struct sv_findings *findings, const char *rule, const char *place,
				const char *message, const char *repair)
{
	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].place, place) == 0 &&
		    strcmp(findings->items[i].rule, rule) == 0)
			return;
	add_conflict(findings, rule, place, message, repair);
}

static void quantity_conflicts(struct sv_assessor *assessor, const struct sv_figures *figures,
			       struct sv_findings *findings)
{
	for (size_t m = 0; m < assessor->member_count; m++) {
		const struct sv_state *state = &assessor->input->reg->states[assessor->members[m]];

		for (int year = assessor->input->year_first; year <= assessor->input->year_last;
		     year++) {
			const struct sv_figure_cell *cell =
			    sv_figures_at(figures, assessor->members[m], year);

			if (!cell->other)
				continue;
			add_figure_conflict(findings, "sources-disagree",
					    sv_arena_printf(assessor->arena, "%s %d %s",
							    state->code, year,
							    figures->quantity->name),
					    sv_arena_printf(assessor->arena, "%s, %s",
							    figure_text(assessor, cell->figure),
							    figure_text(assessor, cell->other)),
					    "the first was used; ask the desk which one stands");
		}
	}
}

/* A published part that is more than its published whole. */
static void part_conflicts(struct sv_assessor *assessor, const struct sv_figures *figures,
			   struct sv_findings *findings)
{
	const struct sv_figures *whole;

	if (figures->quantity->part_of_index < 0)
		return;
	whole = sv_figures_get(&assessor->book, figures->quantity->part_of_index, figures->order);
	for (size_t m = 0; m < assessor->member_count; m++) {
		const struct sv_state *state = &assessor->input->reg->states[assessor->members[m]];

		for (int year = assessor->input->year_first; year <= assessor->input->year_last;
		     year++) {
			const struct sv_figure_cell *part =
			    sv_figures_at(figures, assessor->members[m], year);
			const struct sv_figure_cell *all =
			    sv_figures_at(whole, assessor->members[m], year);

			if (!sv_cell_is_point(&part->own) || !sv_cell_is_point(&all->own) ||
			    sv_cell_compare(&part->own, SV_COMPARE_GT, &all->own) != SV_TRUE)
				continue;
			add_figure_conflict(
			    findings, "part-exceeds-whole",
			    sv_arena_printf(assessor->arena, "%s %d %s", state->code, year,
					    figures->quantity->name),
			    sv_arena_printf(assessor->arena, "%s, more than its whole: %s",
					    figure_text(assessor, part->figure),
					    figure_text(assessor, all->figure)),
			    "one of the two is wrong; ask the desk which");
		}
	}
}

/* |left - right| > beyond x |left|, for two points. */
static bool beyond(const struct sv_cross_check *check, const struct sv_cell *left,
		   const struct sv_cell *right)
{
	struct sv_cell difference, allowed, share = sv_cell_point(check->beyond);

	if (!sv_cell_is_point(left) || !sv_cell_is_point(right))
		return false;
	difference = sv_cell_subtract(left, right);
	difference = sv_cell_abs(&difference);
	allowed = sv_cell_abs(left);
	allowed = sv_cell_multiply(&allowed, &share);
	return sv_cell_compare(&difference, SV_COMPARE_GT, &allowed) == SV_TRUE;
}

static void cross_check(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			const struct sv_cross_check *check, struct sv_findings *findings)
{
	const struct sv_expr *sides[2] = {check->left, check->right};
	struct sv_findings ignored = SV_FINDINGS_INIT(assessor->arena);
	const struct sv_program *programs[2];

	for (int i = 0; i < 2; i++)
		programs[i] = sv_program_compile(assessor->arena, assessor->pledge, item->item,
						 sides[i], &ignored);
	assessor->rows = SV_ROWS_MEMBERS;
	for (size_t row = 0; row < assessor->year_count * assessor->member_count; row++) {
		struct sv_cell cells[2];
		struct sv_value values[2];
		int member, year;

		for (int i = 0; i < 2; i++) {
			cells[i] =
			    sv_vm_run(assessor->vm, programs[i], row, 1, sv_assessor_load, assessor)
				->cells[0];
			values[i] = sv_assessor_value(assessor, &cells[i], &programs[i]->unit);
		}
		if (!beyond(check, &cells[0], &cells[1]))
			continue;
		sv_assessor_row(assessor, row, &member, &year);
		add_conflict(
		    findings, "cross-check",
		    sv_arena_printf(assessor->arena, "%s %d commitment %s",
				    assessor->input->reg->states[assessor->members[member]].code,
				    year, item->item->number),
		    sv_arena_printf(assessor->arena, "'%s' is %s, '%s' is %s", check->measure,
				    sv_reason_value(assessor, &values[0]), check->against,
				    sv_reason_value(assessor, &values[1])),
		    "the definitions differ; see whether that explains it");
	}
}

/* The sum of a group's figures, when every state of the group in that year has one. */
static bool group_sum(struct sv_assessor *assessor, const struct sv_group_figure *total,
		      struct sv_rational *ret_sum)
{
	const struct sv_register *reg = assessor->input->reg;
	int32_t day = sv_day_from_civil(total->year, 12, 31);
	struct sv_rational sum = {0, 1};

	for (size_t i = 0; i < reg->group_member_count; i++) {
		const struct sv_group_member *member = &reg->group_members[i];
		const struct sv_figure *figure;

		if (strcmp(member->group, total->group) != 0 || day < member->from ||
		    day >= member->to)
			continue;
		figure = sv_evidence_find(assessor->input->evidence, total->indicator,
					  member->state, total->year);
		if (!figure || figure->missing != SV_PRESENT ||
		    !sv_rational_add(sum, sv_rational_from_decimal(figure->value), &sum))
			return false;
	}
	*ret_sum = sum;
	return true;
}

static const struct sv_quantity *quantity_of(const struct sv_assessor *assessor, int indicator)
{
	const char *name = assessor->input->evidence->indicators[indicator].name;

	for (size_t i = 0; i < assessor->pledge->quantity_count; i++)
		for (size_t k = 0; k < assessor->pledge->quantities[i].source_count; k++)
			if (strcmp(assessor->pledge->quantities[i].sources[k].indicator, name) == 0)
				return &assessor->pledge->quantities[i];
	return NULL;
}

static void total_conflicts(struct sv_assessor *assessor, struct sv_findings *findings)
{
	const struct sv_evidence *evidence = assessor->input->evidence;

	for (size_t i = 0; i < evidence->group_figure_count; i++) {
		const struct sv_group_figure *total = &evidence->group_figures[i];
		const struct sv_quantity *quantity = quantity_of(assessor, total->indicator);
		struct sv_rational published = sv_rational_from_decimal(total->value), sum;
		struct sv_cross_check check = {0};
		struct sv_cell cells[2];
		char left[SV_DECIMAL_TEXT_MAX], right[SV_DECIMAL_TEXT_MAX];

		if (!quantity || !quantity->has_tolerance ||
		    total->year < assessor->input->year_first ||
		    total->year > assessor->input->year_last || !group_sum(assessor, total, &sum))
			continue;
		check.beyond = quantity->tolerance;
		cells[0] = sv_cell_point(published);
		cells[1] = sv_cell_point(sum);
		if (!beyond(&check, &cells[0], &cells[1]))
			continue;
		add_conflict(findings, "total-differs",
			     sv_arena_printf(assessor->arena, "%s %d %s", total->group, total->year,
					     quantity->name),
			     sv_arena_printf(assessor->arena,
					     "the published total is %s, the states add up to %s",
					     sv_decimal_text(total->value, left),
					     sv_decimal_text(sv_rational_round(sum, 3), right)),
			     "the total may have been revised without its parts");
	}
}

void sv_assessor_conflicts(struct sv_assessor *assessor, struct sv_findings *findings)
{
	/* Checks may resolve further quantities: take what the rating has used. */
	size_t used = assessor->book.count;

	for (size_t i = 0; i < used; i++) {
		quantity_conflicts(assessor, assessor->book.entries[i], findings);
		part_conflicts(assessor, assessor->book.entries[i], findings);
	}
	for (size_t i = 0; i < assessor->item_count; i++)
		for (size_t k = 0; k < assessor->items[i].item->cross_check_count; k++)
			cross_check(assessor, &assessor->items[i],
				    &assessor->items[i].item->cross_checks[k], findings);
	total_conflicts(assessor, findings);
}

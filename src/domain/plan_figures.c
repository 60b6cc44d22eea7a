/* SPDX-License-Identifier: EUPL-1.2 */
/* From the money of a plan to the figures of the record, and from its answers to declarations. */
#include <stdlib.h>
#include <string.h>

#include "base/rational.h"
#include "domain/plan_check.h"

#define EURO_DIGITS 3 /* of millions, after converting: thousands of euro */

/* Units of the plan's currency for one euro in a year; false when it is not known. */
static bool rate_of(const struct sv_plan *plan, int year, struct sv_rational *ret)
{
	const struct sv_plan_cell *rate;

	if (sv_str_is(sv_plan_text(plan, "cover", "currency", -1), "EUR")) {
		*ret = SV_RATIONAL(1, 1);
		return true;
	}
	rate = sv_plan_get(plan, "finance", "exchange_rate", -1, year);
	if (!rate || rate->is != SV_PLAN_IS_NUMBER || rate->number.coefficient <= 0)
		return false;
	*ret = sv_rational_from_decimal(rate->number);
	return true;
}

/* Constant prices are current ones in their own year only. */
static bool at_current_prices(const struct sv_plan *plan, int year)
{
	const struct sv_plan_cell *base = sv_plan_get(plan, "cover", "price_year", -1, 0);

	if (!sv_str_is(sv_plan_text(plan, "cover", "prices", -1), "constant"))
		return true;
	return base && base->is == SV_PLAN_IS_NUMBER && base->number.coefficient == year;
}

static bool to_euro(const struct sv_plan *plan, const struct sv_plan_cell *cell,
		    struct sv_decimal *ret)
{
	struct sv_rational rate, value;

	if (!at_current_prices(plan, cell->year) || !rate_of(plan, cell->year, &rate))
		return false;
	if (rate.num == 1 && rate.den == 1) {
		*ret = cell->number;
		return true;
	}
	if (!sv_rational_divide(sv_rational_from_decimal(cell->number), rate, &value))
		return false;
	*ret = sv_rational_round(value, EURO_DIGITS);
	return true;
}

static const char *status_of(const struct sv_plan *plan, int year)
{
	return year < plan->year ? "final" : year == plan->year ? "estimate" : "planned";
}

static bool figure_of(const struct sv_plan *plan, const struct sv_plan_cell *cell, int state,
		      struct sv_figure *ret)
{
	const struct sv_plan_context *context = plan->context;
	const struct sv_plan_field *field =
	    &context->template->sheets[cell->sheet].fields[cell->field];
	struct sv_figure figure = {.state = state,
				   .year = cell->year,
				   .status = status_of(plan, cell->year),
				   .origin = {-1, 0, "plans", SV_CONFIDENCE_SEEN}};

	if (!*field->indicator || !cell->year || !sv_plan_field_has_year(plan, field, cell->year))
		return false;
	figure.indicator = sv_evidence_indicator(context->evidence, sv_str_from(field->indicator));
	if (figure.indicator < 0)
		return false;
	if (cell->is == SV_PLAN_IS_GAP) {
		figure.missing = cell->gap;
		figure.status = cell->gap == SV_WITHHELD         ? "confidential"
				: cell->gap == SV_NOT_APPLICABLE ? "not_applicable"
								 : "not_available";
		*ret = figure;
		return true;
	}
	if (cell->is != SV_PLAN_IS_NUMBER || !to_euro(plan, cell, &figure.value))
		return false;
	*ret = figure;
	return true;
}

bool sv_plan_is_forecast(const struct sv_figure *figure)
{
	return (strcmp(figure->origin.source, SV_PLAN_SOURCE) == 0 ||
		strcmp(figure->origin.source, SV_PLAN_EXERCISE_SOURCE) == 0) &&
	       (strcmp(figure->status, "planned") == 0 || strcmp(figure->status, "estimate") == 0);
}

static int compare(const void *a, const void *b)
{
	return sv_figure_compare(a, b);
}

void sv_plan_figures(struct sv_arena *arena, const struct sv_plan *plan,
		     const struct sv_figure **ret_figures, size_t *ret_count)
{
	int state = sv_register_state(plan->context->reg, sv_str_from(plan->state));
	struct sv_figure *figures = SV_NEW_ARRAY(arena, struct sv_figure, plan->cell_count);
	size_t count = 0;

	for (size_t i = 0; state >= 0 && i < plan->cell_count; i++)
		count += figure_of(plan, &plan->cells[i], state, &figures[count]);
	if (count)
		qsort(figures, count, sizeof(*figures), compare);
	*ret_figures = figures;
	*ret_count = count;
}

const struct sv_evidence *sv_plan_evidence(struct sv_arena *arena, const struct sv_plan *plan)
{
	const struct sv_evidence *before = plan->context->evidence;
	struct sv_evidence *after = SV_NEW(arena, struct sv_evidence);
	const struct sv_figure *own;
	struct sv_figure *figures;
	size_t own_count, a = 0, b = 0, count = 0;

	sv_plan_figures(arena, plan, &own, &own_count);
	figures = SV_NEW_ARRAY(arena, struct sv_figure, before->figure_count + own_count);
	while (a < before->figure_count || b < own_count) {
		int order = a == before->figure_count ? 1
			    : b == own_count          ? -1
					     : sv_figure_compare(&before->figures[a], &own[b]);

		figures[count++] = order < 0 ? before->figures[a] : own[b];
		a += order <= 0;
		b += order >= 0;
	}
	*after = *before;
	after->figures = figures;
	after->figure_count = count;
	return after;
}

void sv_plan_declared(struct sv_arena *arena, const struct sv_plan *plan,
		      const struct sv_declaration **ret, size_t *ret_count)
{
	const struct sv_plan_context *context = plan->context;
	int state = sv_register_state(context->reg, sv_str_from(plan->state));
	struct sv_declaration *rows =
	    SV_NEW_ARRAY(arena, struct sv_declaration, context->item_count);
	size_t count = 0;

	for (size_t i = 0; state >= 0 && i < context->item_count; i++) {
		struct sv_str word = sv_plan_text(plan, "answers", "declared", (int)i);
		struct sv_declaration *one = &rows[count];

		*one = (struct sv_declaration){
		    .state = state,
		    .year = plan->year - 1,
		    .item = context->items[i].number,
		    .caveat =
			sv_arena_str(arena, sv_plan_text(plan, "answers", "caveat", (int)i)).ptr,
		    .where = sv_arena_printf(arena, "the %splan for %d",
					     plan->exercise ? "EXERCISE " : "", plan->year),
		    .origin = {-1, 0, "plans", SV_CONFIDENCE_SEEN}};
		count += sv_rating_find(word, &one->rating);
	}
	*ret = rows;
	*ret_count = count;
}

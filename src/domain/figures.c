/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/figures.h"

#include <string.h>

static const struct sv_figure_cell no_figure = {
    .own = {.lower = {0, 1}, .upper = {0, 1}, .missing = SV_NOT_REPORTED},
    .part = {.lower = {0, 1}, .upper = {0, 1}, .missing = SV_NOT_REPORTED},
};

const struct sv_figure_cell *sv_figures_at(const struct sv_figures *figures, int state, int year)
{
	size_t years = (size_t)(figures->year_last - figures->year_first + 1);

	if (year < figures->year_first || year > figures->year_last)
		return &no_figure;
	return &figures->cells[(size_t)state * years + (size_t)(year - figures->year_first)];
}

static struct sv_figure_cell *cell_of(struct sv_figures *figures, int state, int year)
{
	return (struct sv_figure_cell *)(uintptr_t)sv_figures_at(figures, state, year);
}

/* First and one past the last figure of an indicator. */
static void figure_range(const struct sv_evidence *evidence, int indicator, size_t *ret_first,
			 size_t *ret_end)
{
	size_t bounds[2];

	for (int i = 0; i < 2; i++) {
		size_t low = 0, high = evidence->figure_count;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (evidence->figures[middle].indicator < indicator + i)
				low = middle + 1;
			else
				high = middle;
		}
		bounds[i] = low;
	}
	*ret_first = bounds[0];
	*ret_end = bounds[1];
}

static struct sv_cell cell_from(const struct sv_evidence *evidence, const struct sv_figure *figure)
{
	struct sv_rational value = sv_rational_from_decimal(figure->value);
	struct sv_unit unit;

	if (figure->missing != SV_PRESENT)
		return sv_cell_missing(figure->missing);
	if (!sv_unit_parse_code(sv_str_from(evidence->indicators[figure->indicator].unit), &unit) ||
	    !sv_unit_normalise(&unit, value, &value))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	return sv_cell_point(value);
}

/* Whether two published values differ by more than the quantity tolerates. */
static bool disagree(const struct sv_quantity *quantity, const struct sv_cell *a,
		     const struct sv_cell *b)
{
	struct sv_rational difference, allowed;

	if (!quantity->has_tolerance || !a->known || !b->known)
		return false;
	if (!sv_rational_subtract(a->lower, b->lower, &difference) ||
	    !sv_rational_multiply(a->lower, quantity->tolerance, &allowed))
		return false;
	if (difference.num < 0)
		difference.num = -difference.num;
	if (allowed.num < 0)
		allowed.num = -allowed.num;
	return sv_rational_compare(difference, allowed) > 0;
}

static bool is_ambiguous_zero(const struct sv_figure_book *book, const struct sv_figure_cell *cell)
{
	return cell->own.known && cell->own.lower.num == 0 && cell->figure &&
	       book->evidence->indicators[cell->figure->indicator].zero_ambiguous;
}

/* Lay the figures of one source under those of better ones. */
static void lay_source(struct sv_figure_book *book, struct sv_figures *figures,
		       const struct sv_quantity_source *source)
{
	int indicator = sv_evidence_indicator(book->evidence, sv_str_from(source->indicator));
	size_t first, end;

	if (indicator < 0)
		return;
	figure_range(book->evidence, indicator, &first, &end);
	for (size_t i = first; i < end; i++) {
		const struct sv_figure *figure = &book->evidence->figures[i];
		struct sv_figure_cell *cell;
		struct sv_cell value;

		if (figure->year < figures->year_first || figure->year > figures->year_last)
			continue;
		cell = cell_of(figures, figure->state, figure->year);
		value = cell_from(book->evidence, figure);
		/* A zero that may mean "not counted" yields to a figure. */
		if (cell->own.known && !(is_ambiguous_zero(book, cell) && value.known)) {
			if (!cell->other && disagree(figures->quantity, &cell->own, &value))
				cell->other = figure;
			continue;
		}
		/* The first source that says why it gives no figure is kept, unless a later one
		 * has the figure. */
		if (value.known || !cell->figure) {
			cell->own = value;
			cell->figure = figure;
		}
	}
}

/* What lies between nothing and the whole. */
static struct sv_cell bounded(const struct sv_cell *whole, enum sv_missing why)
{
	const struct sv_rational nothing = {0, 1};

	if (!whole || !whole->known)
		return sv_cell_missing(why);
	if (whole->unbounded)
		return sv_cell_open(nothing, why);
	if (whole->upper.num <= 0)
		return sv_cell_point(nothing);
	return sv_cell_interval(nothing, whole->upper, why);
}

/*
 * A withheld figure exists: it lies within its whole, or is open above.  A zero that may stand
 * for "not counted" lies there too.  A figure that is not reported is missing for the state, and
 * bounded for a sum.
 */
static void bound_cell(const struct sv_figure_book *book, struct sv_figure_cell *cell,
		       const struct sv_cell *whole)
{
	cell->part = cell->own;
	if (is_ambiguous_zero(book, cell)) {
		cell->own = bounded(whole, SV_NOT_REPORTED);
		cell->part =
		    cell->own.known ? cell->own : sv_cell_open(SV_RATIONAL(0, 1), SV_NOT_REPORTED);
		if (sv_cell_is_point(&cell->own))
			cell->own.missing = cell->part.missing = SV_PRESENT;
		return;
	}
	if (cell->own.known)
		return;
	if (cell->own.missing == SV_WITHHELD) {
		struct sv_cell within = bounded(whole, SV_WITHHELD);

		cell->part = within.known ? within : sv_cell_open(SV_RATIONAL(0, 1), SV_WITHHELD);
		cell->own = within;
	} else if (cell->own.missing == SV_NOT_REPORTED) {
		cell->part = bounded(whole, SV_NOT_REPORTED);
	}
}

static void lay_sources(struct sv_figure_book *book, struct sv_figures *figures)
{
	const struct sv_quantity *quantity = figures->quantity;

	for (size_t i = 0; i < figures->order->count; i++)
		for (size_t k = 0; k < quantity->source_count; k++)
			if (strcmp(quantity->sources[k].class, figures->order->items[i]) == 0)
				lay_source(book, figures, &quantity->sources[k]);
	for (size_t k = 0; figures->order->count == 0 && k < quantity->source_count; k++)
		lay_source(book, figures, &quantity->sources[k]);
}

static bool same_order(const struct sv_names *a, const struct sv_names *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

const struct sv_figures *sv_figures_get(struct sv_figure_book *book, int quantity,
					const struct sv_names *order)
{
	const struct sv_quantity *wanted = &book->pledge->quantities[quantity];
	const struct sv_figures *whole = NULL;
	struct sv_figures *figures;
	size_t count;

	for (size_t i = 0; i < book->count; i++)
		if (book->entries[i]->quantity == wanted &&
		    same_order(book->entries[i]->order, order))
			return book->entries[i];
	/* The checker has made sure that this ends. */
	if (wanted->part_of_index >= 0)
		whole = sv_figures_get(book, wanted->part_of_index, order);

	figures = SV_NEW(book->arena, struct sv_figures);
	*figures = (struct sv_figures){.quantity = wanted,
				       .order = order,
				       .year_first = book->year_first,
				       .year_last = book->year_last,
				       .state_count = book->reg->state_count};
	count = figures->state_count * (size_t)(book->year_last - book->year_first + 1);
	figures->cells = SV_NEW_ARRAY(book->arena, struct sv_figure_cell, count);
	for (size_t i = 0; i < count; i++)
		figures->cells[i] = no_figure;
	lay_sources(book, figures);
	for (size_t i = 0; i < count; i++)
		bound_cell(book, &figures->cells[i], whole ? &whole->cells[i].part : NULL);

	book->entries = sv_arena_grow(book->arena, (void *)book->entries, book->count, &book->cap,
				      sizeof(*book->entries));
	book->entries[book->count++] = figures;
	return figures;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* What a program reads as columns, so that it runs on all rows at once (rules/bulk.h). */
#include "domain/assessor.h"
#include "rules/bulk.h"

/* The smallest common multiple, if a numerator over it stays small enough to be worked with. */
static bool common_den(int64_t a, int64_t b, int64_t *ret)
{
	int64_t left = a, right = b, scaled;

	while (right) {
		int64_t rest = left % right;

		left = right;
		right = rest;
	}
	if (__builtin_mul_overflow(a / left, b, &scaled) || scaled > SV_COLUMN_DEN_MAX)
		return false;
	*ret = scaled;
	return true;
}

/* One denominator for all points, or 0. */
static int64_t find_den(const struct sv_cell *cells, size_t count)
{
	int64_t den = 1, num;

	for (size_t i = 0; i < count; i++)
		if (sv_cell_is_point(&cells[i]) && !common_den(den, cells[i].lower.den, &den))
			return 0;
	for (size_t i = 0; i < count; i++)
		if (sv_cell_is_point(&cells[i]) &&
		    __builtin_mul_overflow(cells[i].lower.num, den / cells[i].lower.den, &num))
			return 0;
	return den;
}

static void make_figures(struct sv_arena *arena, const struct sv_cell *cells, size_t count,
			 struct sv_bulk_column *ret)
{
	int64_t den = find_den(cells, count);
	int64_t *num = SV_NEW_ARRAY(arena, int64_t, count);
	int64_t *dens = den ? NULL : SV_NEW_ARRAY(arena, int64_t, count);
	uint8_t *missing = SV_NEW_ARRAY(arena, uint8_t, count);
	bool any_missing = false;

	*ret = (struct sv_bulk_column){.num = num, .den = den ? den : 1, .dens = dens};
	for (size_t i = 0; i < count; i++) {
		const struct sv_cell *cell = &cells[i];
		bool is_point = sv_cell_is_point(cell);

		num[i] = !is_point ? 1
			 : den     ? cell->lower.num * (den / cell->lower.den)
				   : cell->lower.num;
		if (dens)
			dens[i] = is_point ? cell->lower.den : 1;
		if (is_point)
			continue;
		any_missing = true;
		missing[i] = cell->known ? SV_BULK_BOUNDS : cell->missing;
		if (cell->known)
			ret->bounds = cells;
	}
	if (any_missing)
		ret->missing = missing;
	sv_bulk_column_measure(ret, count);
}

static void make_column(struct sv_assessor *assessor, const struct sv_program *program,
			const struct sv_input *input, struct sv_bulk_column *ret)
{
	size_t rows = sv_assessor_row_count(assessor);
	bool is_fact = input->kind == SV_INPUT_FACT;
	struct sv_cell *cells = SV_NEW_ARRAY(assessor->arena, struct sv_cell, is_fact ? 1 : rows);
	uint8_t *truths = SV_NEW_ARRAY(assessor->arena, uint8_t, is_fact ? rows : 1);
	union sv_column *block = assessor->block;

	for (size_t first = 0; first < rows; first += SV_BLOCK_ROWS) {
		size_t count = SV_MIN(rows - first, (size_t)SV_BLOCK_ROWS);

		sv_assessor_load(assessor, program, input, first, count, block);
		for (size_t i = 0; i < count; i++) {
			if (is_fact)
				truths[first + i] = (uint8_t)block->truths[i];
			else
				cells[first + i] = block->cells[i];
		}
	}
	if (is_fact)
		*ret = (struct sv_bulk_column){.truths = truths};
	else
		make_figures(assessor->arena, cells, rows, ret);
}

const struct sv_bulk_column *sv_assessor_columns(struct sv_assessor *assessor,
						 const struct sv_program *program)
{
	struct sv_feed *feed = sv_assessor_feed(assessor, program);

	if (feed->columns)
		return feed->columns;
	feed->columns =
	    SV_NEW_ARRAY(assessor->arena, struct sv_bulk_column, program->input_count + 1);
	for (size_t i = 0; i < program->input_count; i++)
		make_column(assessor, program, &program->inputs[i], &feed->columns[i]);
	return feed->columns;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The results of an item by the machine of rules/vm.h, reading row by row: what the columns of an
 * assessment have to agree with, and the measure of their speed. */
#ifndef TEST_SCALAR_RUN_H
#define TEST_SCALAR_RUN_H

#include "domain/assessor.h"

static inline void scalar_cells(struct sv_assessor *assessor, const struct sv_program *program,
				size_t first, size_t count, struct sv_cell *cells)
{
	const union sv_column *column =
	    sv_vm_run(assessor->vm, program, first, count, sv_assessor_load, assessor);

	for (size_t i = 0; i < count; i++)
		cells[i] = column->cells[i];
}

static inline void scalar_truths(struct sv_assessor *assessor, const struct sv_program *program,
				 size_t first, size_t count, uint8_t *truths)
{
	const union sv_column *column =
	    sv_vm_run(assessor->vm, program, first, count, sv_assessor_load, assessor);

	for (size_t i = 0; i < count; i++)
		truths[i] = (uint8_t)column->truths[i];
}

/* Rows first .. first + count - 1, at most SV_BLOCK_ROWS, into results of as many rows. */
static inline void scalar_run(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			      size_t first, size_t count, struct sv_item_results *results)
{
	for (size_t i = 0; i < item->item->measure_count; i++)
		scalar_cells(assessor, item->measures[i], first, count, results->measures[i]);
	if (item->target)
		scalar_truths(assessor, item->target, first, count, results->target);
	for (size_t i = 0; i < item->item->clause_count; i++)
		scalar_truths(assessor, item->clauses[i].program, first, count,
			      results->clauses[i]);
}

static inline struct sv_item_results
scalar_results(struct sv_arena *arena, const struct sv_compiled_item *item, size_t count)
{
	const struct sv_pledge_item *rule = item->item;
	struct sv_item_results results = {
	    .measures = SV_NEW_ARRAY(arena, struct sv_cell *, rule->measure_count),
	    .target = item->target ? SV_NEW_ARRAY(arena, uint8_t, count) : NULL,
	    .clauses = SV_NEW_ARRAY(arena, uint8_t *, rule->clause_count)};

	for (size_t i = 0; i < rule->measure_count; i++)
		results.measures[i] = SV_NEW_ARRAY(arena, struct sv_cell, count);
	for (size_t i = 0; i < rule->clause_count; i++)
		results.clauses[i] = SV_NEW_ARRAY(arena, uint8_t, count);
	return results;
}

#endif

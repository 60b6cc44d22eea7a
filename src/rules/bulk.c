/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/bulk.h"

#include <assert.h>
#include <string.h>

#include "rules/lane.h"
#include "rules/loops.h"

struct sv_bulk {
	struct sv_arena *arena;
	struct sv_vm *vm;
	struct sv_lane *lanes;
	int made;
	size_t count; /* rows of the block now running */
	struct sv_bulk_result result;
	uint8_t *patched_truths, *patched_missing;
	struct sv_cell *cells;
	size_t general_blocks, general_rows;
};

struct sv_bulk *sv_bulk_new(struct sv_arena *arena)
{
	struct sv_bulk *bulk = SV_NEW(arena, struct sv_bulk);

	bulk->arena = arena;
	bulk->vm = sv_vm_new(arena);
	bulk->lanes = SV_NEW_ARRAY(arena, struct sv_lane, SV_RULE_STACK_MAX);
	bulk->patched_truths = SV_NEW_ARRAY(arena, uint8_t, SV_BLOCK_ROWS);
	bulk->patched_missing = SV_NEW_ARRAY(arena, uint8_t, SV_BLOCK_ROWS);
	bulk->cells = SV_NEW_ARRAY(arena, struct sv_cell, SV_BLOCK_ROWS);
	return bulk;
}

size_t sv_bulk_general_blocks(const struct sv_bulk *bulk)
{
	return bulk->general_blocks;
}

size_t sv_bulk_general_rows(const struct sv_bulk *bulk)
{
	return bulk->general_rows;
}

void sv_bulk_column_measure(struct sv_bulk_column *column, size_t rows)
{
	int64_t least;

	sv_loop_range(column->num, rows, &column->least, &column->most);
	if (column->dens)
		sv_loop_range(column->dens, rows, &least, &column->den_most);
}

static void push_input(const struct sv_bulk_column *column, size_t first, struct sv_lane *lane)
{
	lane->is_constant = false;
	lane->is_truth = column->truths != NULL;
	if (lane->is_truth) {
		lane->truths = column->truths + first;
		return;
	}
	lane->num = column->num + first;
	lane->dens = column->dens ? column->dens + first : NULL;
	lane->den = column->den;
	lane->den_most = column->dens ? column->den_most : column->den;
	lane->least = column->least;
	lane->most = column->most;
	lane->missing = column->missing ? column->missing + first : NULL;
}

static void push_constant(struct sv_lane *lane, struct sv_rational value)
{
	lane->is_truth = false;
	lane->is_constant = true;
	lane->value = value.num;
	lane->den = lane->den_most = value.den;
	lane->dens = NULL;
	lane->missing = NULL;
}

static void push_nothing(struct sv_bulk *bulk, struct sv_lane *lane)
{
	uint8_t *missing = lane->places->missing[0];

	push_constant(lane, SV_RATIONAL(1, 1));
	memset(missing, SV_NOT_APPLICABLE, bulk->count);
	lane->missing = missing;
}

static void make_lanes(struct sv_bulk *bulk, int count)
{
	assert(count <= SV_RULE_STACK_MAX);
	for (; bulk->made < count; bulk->made++)
		bulk->lanes[bulk->made].places = SV_NEW(bulk->arena, struct sv_lane_places);
}

/* False where something does not fit: nothing was changed then but the lanes. */
static bool run_points(struct sv_bulk *bulk, const struct sv_program *program,
		       const struct sv_bulk_column *columns, size_t first)
{
	struct sv_lane *top = bulk->lanes; /* the first free one */
	bool good = true;

	make_lanes(bulk, program->stack_max);
	for (size_t pc = 0; good && pc < program->code_count; pc++) {
		enum sv_opcode opcode = program->code[pc].opcode;
		size_t operand = program->code[pc].operand;

		switch (opcode) {
		case SV_OP_INPUT:
		case SV_OP_FACT: push_input(&columns[operand], first, top++); break;
		case SV_OP_CONST: push_constant(top++, program->constants[operand]); break;
		case SV_OP_NOTHING: push_nothing(bulk, top++); break;
		case SV_OP_NEGATE:
		case SV_OP_ABS:
		case SV_OP_NOT:
		case SV_OP_IS_KNOWN: sv_lane_unary(bulk->count, opcode, top - 1); break;
		case SV_OP_REAL_GROWTH:
			top -= 2;
			good = sv_lane_real_growth(bulk->count, top - 1, top, top + 1);
			break;
		case SV_OP_SELECT:
			top -= 2;
			good = sv_lane_select(bulk->count, top - 1, top, top + 1);
			break;
		default: top--; sv_lane_binary(bulk->count, opcode, top - 1, top);
		}
	}
	if (good && !bulk->lanes[0].is_truth)
		sv_lane_spread(bulk->count, &bulk->lanes[0]);
	return good;
}

/* The rows that the general machine runs, and where their figures are. */
struct general {
	const struct sv_bulk_column *columns;
	const size_t *rows; /* of the columns; NULL: first, first + 1, ... */
};

static void load_general(void *context, const struct sv_program *program,
			 const struct sv_input *input, size_t first, size_t count,
			 union sv_column *ret)
{
	const struct general *general = context;
	const struct sv_bulk_column *column = &general->columns[input - program->inputs];

	for (size_t i = 0; i < count; i++) {
		size_t row = general->rows ? general->rows[i] : first + i;
		uint8_t missing = column->missing ? column->missing[row] : 0;

		if (column->truths)
			ret->truths[i] = (enum sv_truth)column->truths[row];
		else if (missing == SV_BULK_BOUNDS)
			ret->cells[i] = column->bounds[row];
		else if (missing)
			ret->cells[i] = sv_cell_missing((enum sv_missing)missing);
		else
			ret->cells[i] = sv_cell_point(SV_RATIONAL(
			    column->num[row], column->dens ? column->dens[row] : column->den));
	}
}

static void run_general(struct sv_bulk *bulk, const struct sv_program *program,
			const struct sv_bulk_column *columns, size_t first)
{
	struct general general = {columns, NULL};
	struct sv_bulk_result *result = &bulk->result;
	const union sv_column *column =
	    sv_vm_run(bulk->vm, program, first, bulk->count, load_general, &general);

	*result = (struct sv_bulk_result){.is_truth = program->unit.dimension == SV_DIMENSION_TRUTH,
					  .truths = bulk->patched_truths,
					  .den = 1,
					  .missing = bulk->patched_missing,
					  .bounds = column->cells};
	memset(bulk->patched_missing, SV_BULK_BOUNDS, bulk->count);
	for (size_t i = 0; result->is_truth && i < bulk->count; i++)
		bulk->patched_truths[i] = (uint8_t)column->truths[i];
	bulk->general_blocks++;
}

/* Rows of the block in which some figure is within bounds; returns how many. */
static size_t rows_with_bounds(const struct sv_bulk *bulk, const struct sv_program *program,
			       const struct sv_bulk_column *columns, size_t first, size_t *rows)
{
	uint8_t marked[SV_BLOCK_ROWS];
	size_t count = 0;
	bool any = false;

	for (size_t i = 0; i < program->input_count; i++) {
		if (!columns[i].bounds || !columns[i].missing)
			continue;
		if (!any)
			memset(marked, 0, bulk->count);
		any = true;
		for (size_t row = 0; row < bulk->count; row++)
			marked[row] |= columns[i].missing[first + row] == SV_BULK_BOUNDS;
	}
	for (size_t row = 0; any && row < bulk->count; row++)
		if (marked[row])
			rows[count++] = first + row;
	return count;
}

/* Run these rows alone on the general machine, and put them in place of what the points gave. */
static void patch_rows(struct sv_bulk *bulk, const struct sv_program *program,
		       const struct sv_bulk_column *columns, size_t first, const size_t *rows,
		       size_t count)
{
	struct general general = {columns, rows};
	struct sv_bulk_result *result = &bulk->result;
	const union sv_column *column =
	    sv_vm_run(bulk->vm, program, 0, count, load_general, &general);

	if (result->is_truth) {
		memcpy(bulk->patched_truths, result->truths, bulk->count);
		for (size_t i = 0; i < count; i++)
			bulk->patched_truths[rows[i] - first] = (uint8_t)column->truths[i];
		result->truths = bulk->patched_truths;
	} else {
		if (result->missing)
			memcpy(bulk->patched_missing, result->missing, bulk->count);
		else
			memset(bulk->patched_missing, 0, bulk->count);
		for (size_t i = 0; i < count; i++) {
			bulk->patched_missing[rows[i] - first] = SV_BULK_BOUNDS;
			bulk->cells[rows[i] - first] = column->cells[i];
		}
		result->missing = bulk->patched_missing;
		result->bounds = bulk->cells;
	}
	bulk->general_rows += count;
}

const struct sv_bulk_result *sv_bulk_run(struct sv_bulk *bulk, const struct sv_program *program,
					 const struct sv_bulk_column *columns, size_t first,
					 size_t count)
{
	const struct sv_lane *lane = &bulk->lanes[0];
	size_t rows[SV_BLOCK_ROWS], marked;

	assert(count <= SV_BLOCK_ROWS);
	bulk->count = count;
	if (!run_points(bulk, program, columns, first)) {
		run_general(bulk, program, columns, first);
		return &bulk->result;
	}
	bulk->result = (struct sv_bulk_result){.is_truth = lane->is_truth,
					       .truths = lane->truths,
					       .num = lane->num,
					       .dens = lane->dens,
					       .den = lane->den,
					       .missing = lane->missing};
	marked = rows_with_bounds(bulk, program, columns, first, rows);
	if (marked)
		patch_rows(bulk, program, columns, first, rows, marked);
	return &bulk->result;
}

struct sv_cell sv_bulk_cell(const struct sv_bulk_result *result, size_t row)
{
	uint8_t missing = result->missing ? result->missing[row] : 0;

	if (missing == SV_BULK_BOUNDS)
		return result->bounds[row];
	if (missing)
		return sv_cell_missing((enum sv_missing)missing);
	return sv_cell_point(
	    SV_RATIONAL(result->num[row], result->dens ? result->dens[row] : result->den));
}

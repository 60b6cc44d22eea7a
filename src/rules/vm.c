/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/vm.h"

#include <assert.h>

struct sv_vm *sv_vm_new(struct sv_arena *arena)
{
	struct sv_vm *vm = SV_NEW(arena, struct sv_vm);

	vm->arena = arena;
	vm->stack = SV_NEW_ARRAY(arena, union sv_column *, SV_RULE_STACK_MAX);
	return vm;
}

static void make_columns(struct sv_vm *vm, int count)
{
	assert(count <= SV_RULE_STACK_MAX);
	for (; vm->made < count; vm->made++)
		vm->stack[vm->made] = SV_NEW(vm->arena, union sv_column);
}

#define FOR_ROWS for (size_t i = 0; i < count; i++)

/* Column a is where the result goes; b and c are the arguments above it. */
static void run_figures(enum sv_opcode opcode, union sv_column *a, const union sv_column *b,
			const union sv_column *c, size_t count)
{
	switch (opcode) {
	case SV_OP_ADD: FOR_ROWS a->cells[i] = sv_cell_add(&a->cells[i], &b->cells[i]); break;
	case SV_OP_SUBTRACT:
		FOR_ROWS a->cells[i] = sv_cell_subtract(&a->cells[i], &b->cells[i]);
		break;
	case SV_OP_MULTIPLY:
		FOR_ROWS a->cells[i] = sv_cell_multiply(&a->cells[i], &b->cells[i]);
		break;
	case SV_OP_DIVIDE: FOR_ROWS a->cells[i] = sv_cell_divide(&a->cells[i], &b->cells[i]); break;
	case SV_OP_SHARE_OF:
		FOR_ROWS a->cells[i] = sv_cell_share_of(&a->cells[i], &b->cells[i]);
		break;
	case SV_OP_NEGATE: FOR_ROWS a->cells[i] = sv_cell_negate(&a->cells[i]); break;
	case SV_OP_ABS: FOR_ROWS a->cells[i] = sv_cell_abs(&a->cells[i]); break;
	case SV_OP_GROWTH: FOR_ROWS a->cells[i] = sv_cell_growth(&a->cells[i], &b->cells[i]); break;
	case SV_OP_REAL_GROWTH:
		FOR_ROWS a->cells[i] =
		    sv_cell_real_growth(&a->cells[i], &b->cells[i], &c->cells[i]);
		break;
	case SV_OP_MIN: FOR_ROWS a->cells[i] = sv_cell_min(&a->cells[i], &b->cells[i]); break;
	case SV_OP_MAX: FOR_ROWS a->cells[i] = sv_cell_max(&a->cells[i], &b->cells[i]); break;
	case SV_OP_FIRST_KNOWN:
		FOR_ROWS a->cells[i] = sv_cell_first_known(&a->cells[i], &b->cells[i]);
		break;
	default: assert(!"an opcode of figures");
	}
}

static void run_truths(enum sv_opcode opcode, union sv_column *a, const union sv_column *b,
		       size_t count)
{
	switch (opcode) {
	case SV_OP_AND: FOR_ROWS a->truths[i] = sv_truth_and(a->truths[i], b->truths[i]); break;
	case SV_OP_OR: FOR_ROWS a->truths[i] = sv_truth_or(a->truths[i], b->truths[i]); break;
	case SV_OP_NOT: FOR_ROWS a->truths[i] = sv_truth_not(a->truths[i]); break;
	default: assert(!"an opcode of truths");
	}
}

/* Figures in, truths out: a truth is smaller than a figure, so that going upwards no truth is
 * written over a figure not yet read. */
static void run_compare(enum sv_opcode opcode, union sv_column *a, const union sv_column *b,
			size_t count)
{
	enum sv_compare compare = (enum sv_compare)(opcode - SV_OP_GE);

	FOR_ROWS
	{
		struct sv_cell left = a->cells[i];

		a->truths[i] = sv_cell_compare(&left, compare, &b->cells[i]);
	}
}

/* Truths and figures in, figures out: going downwards for the same reason. */
static void run_select(union sv_column *a, const union sv_column *b, const union sv_column *c,
		       size_t count)
{
	for (size_t i = count; i-- > 0;) {
		enum sv_truth condition = a->truths[i];

		a->cells[i] = sv_cell_select(condition, &b->cells[i], &c->cells[i]);
	}
}

static void fill(union sv_column *column, struct sv_cell cell, size_t count)
{
	FOR_ROWS column->cells[i] = cell;
}

const union sv_column *sv_vm_run(struct sv_vm *vm, const struct sv_program *program, size_t first,
				 size_t count, sv_input_load load, void *context)
{
	union sv_column **top; /* the first free column */

	assert(count <= SV_BLOCK_ROWS);
	make_columns(vm, program->stack_max);
	top = vm->stack;
	for (size_t pc = 0; pc < program->code_count; pc++) {
		enum sv_opcode opcode = program->code[pc].opcode;
		size_t operand = program->code[pc].operand;

		switch (opcode) {
		case SV_OP_CONST:
			fill(*top++, sv_cell_point(program->constants[operand]), count);
			break;
		case SV_OP_NOTHING: fill(*top++, sv_cell_missing(SV_NOT_APPLICABLE), count); break;
		case SV_OP_INPUT:
		case SV_OP_FACT:
			load(context, program, &program->inputs[operand], first, count, *top++);
			break;
		case SV_OP_NEGATE:
		case SV_OP_ABS: run_figures(opcode, top[-1], NULL, NULL, count); break;
		case SV_OP_REAL_GROWTH:
			top -= 2;
			run_figures(opcode, top[-1], top[0], top[1], count);
			break;
		case SV_OP_SELECT:
			top -= 2;
			run_select(top[-1], top[0], top[1], count);
			break;
		case SV_OP_GE:
		case SV_OP_LE:
		case SV_OP_GT:
		case SV_OP_LT:
		case SV_OP_EQ:
		case SV_OP_NE:
			top--;
			run_compare(opcode, top[-1], top[0], count);
			break;
		case SV_OP_IS_KNOWN:
			FOR_ROWS
			{
				bool known = top[-1]->cells[i].known;

				top[-1]->truths[i] = known ? SV_TRUE : SV_FALSE;
			}
			break;
		case SV_OP_NOT: run_truths(opcode, top[-1], NULL, count); break;
		case SV_OP_AND:
		case SV_OP_OR:
			top--;
			run_truths(opcode, top[-1], top[0], count);
			break;
		default: top--; run_figures(opcode, top[-1], top[0], NULL, count);
		}
	}
	assert(top == vm->stack + 1);
	return vm->stack[0];
}

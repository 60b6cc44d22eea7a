/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vm.h - runs a program on columns, a block of rows at a time.
 *
 * One instruction works on a whole block (SV_BLOCK_ROWS rows) before the next
 * begins, so that its cost is the cost of its loop.
 */
#ifndef SV_RULES_VM_H
#define SV_RULES_VM_H

#include "base/limits.h"
#include "rules/program.h"

/* One column of a block: figures or truths. */
union sv_column {
	struct sv_cell cells[SV_BLOCK_ROWS];
	enum sv_truth truths[SV_BLOCK_ROWS];
};

/* Fill rows first .. first+count-1 of an input: cells, or truths for a fact. */
typedef void (*sv_input_load)(void *context, const struct sv_program *program,
			      const struct sv_input *input, size_t first, size_t count,
			      union sv_column *ret);

struct sv_vm {
	struct sv_arena *arena;
	union sv_column **stack; /* columns are made as they are first needed */
	int made;
};

struct sv_vm *sv_vm_new(struct sv_arena *arena);

/* The result for rows first .. first+count-1, at most SV_BLOCK_ROWS of them; valid until the
 * next run. */
const union sv_column *sv_vm_run(struct sv_vm *vm, const struct sv_program *program, size_t first,
				 size_t count, sv_input_load load, void *context);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trace.h - the value of every term of an expression, for one row.
 *
 * The walk goes down the tree as written, with nothing compiled: it is what an
 * explanation is built from, and the oracle of the virtual machine.
 */
#ifndef SV_RULES_TRACE_H
#define SV_RULES_TRACE_H

#include "rules/vm.h"

struct sv_trace {
	const struct sv_expr *expr;
	int lag;
	struct sv_cell cell; /* of a figure */
	enum sv_truth truth; /* of a condition */
	bool is_input;       /* then `input` names what was read */
	struct sv_input input;
	struct sv_trace *args; /* as the expression's; one a year for a trend or `in each` */
	size_t arg_count;
};

/* program gives the inputs' context to load(); it is the expression's own, or one that reads
 * at least the same inputs. */
struct sv_trace *sv_trace_run(struct sv_arena *arena, const struct sv_program *program,
			      const struct sv_expr *expr, size_t row, sv_input_load load,
			      void *context);

/* Calls visit for each input that the result rests on, in order: not for the alternatives that
 * were not taken. */
void sv_trace_inputs(const struct sv_trace *trace,
		     void (*visit)(const struct sv_trace *input, void *context), void *context);

#endif

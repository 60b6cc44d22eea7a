/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/trace.h"

struct tracer {
	struct sv_arena *arena;
	const struct sv_program *program;
	size_t row;
	sv_input_load load;
	void *context;
	union sv_column *column; /* room for what load() fills */
};

static void walk(struct tracer *tracer, const struct sv_expr *expr, int lag,
		 struct sv_trace *trace);

static void read_input(struct tracer *tracer, struct sv_trace *trace, struct sv_input input)
{
	tracer->load(tracer->context, tracer->program, &input, tracer->row, 1, tracer->column);
	trace->is_input = true;
	trace->input = input;
	if (input.kind == SV_INPUT_FACT)
		trace->truth = tracer->column->truths[0];
	else
		trace->cell = tracer->column->cells[0];
}

static void make_args(struct tracer *tracer, struct sv_trace *trace, size_t count)
{
	trace->args = SV_NEW_ARRAY(tracer->arena, struct sv_trace, count);
	trace->arg_count = count;
}

static void walk_args(struct tracer *tracer, struct sv_trace *trace)
{
	make_args(tracer, trace, trace->expr->arg_count);
	for (size_t i = 0; i < trace->arg_count; i++)
		walk(tracer, trace->expr->args[i], trace->lag, &trace->args[i]);
}

/* The first argument now and `years` before, and a second argument now. */
static void walk_pair(struct tracer *tracer, struct sv_trace *trace, int years)
{
	const struct sv_expr *expr = trace->expr;

	make_args(tracer, trace, 1 + expr->arg_count);
	walk(tracer, expr->args[0], trace->lag, &trace->args[0]);
	walk(tracer, expr->args[0], trace->lag + years, &trace->args[1]);
	if (expr->arg_count > 1)
		walk(tracer, expr->args[1], trace->lag, &trace->args[2]);
}

static void walk_in_each(struct tracer *tracer, struct sv_trace *trace)
{
	make_args(tracer, trace, (size_t)trace->expr->years);
	trace->truth = SV_TRUE;
	for (size_t i = 0; i < trace->arg_count; i++) {
		walk(tracer, trace->expr->args[0], trace->lag + (int)i, &trace->args[i]);
		trace->truth = sv_truth_and(trace->truth, trace->args[i].truth);
	}
}

typedef struct sv_cell (*binary_fn)(const struct sv_cell *a, const struct sv_cell *b);

static void walk_chain(struct tracer *tracer, struct sv_trace *trace, binary_fn fn)
{
	walk_args(tracer, trace);
	/* From the right, as a stack machine folds what it pushed. */
	trace->cell = trace->args[trace->arg_count - 1].cell;
	for (size_t i = trace->arg_count - 1; i-- > 0;)
		trace->cell = fn(&trace->args[i].cell, &trace->cell);
}

static void walk_truths(struct tracer *tracer, struct sv_trace *trace)
{
	walk_args(tracer, trace);
	trace->truth = trace->args[0].truth;
	if (trace->expr->kind == SV_EXPR_NOT)
		trace->truth = sv_truth_not(trace->truth);
	else if (trace->expr->kind == SV_EXPR_AND)
		trace->truth = sv_truth_and(trace->truth, trace->args[1].truth);
	else
		trace->truth = sv_truth_or(trace->truth, trace->args[1].truth);
}

static void walk_if(struct tracer *tracer, struct sv_trace *trace)
{
	struct sv_cell nothing = sv_cell_missing(SV_NOT_APPLICABLE);

	walk_args(tracer, trace);
	trace->cell = sv_cell_select(trace->args[0].truth, &trace->args[1].cell,
				     trace->arg_count > 2 ? &trace->args[2].cell : &nothing);
}

static void walk_trend(struct tracer *tracer, struct sv_trace *trace)
{
	walk_pair(tracer, trace, trace->expr->years);
	trace->truth =
	    sv_cell_compare(&trace->args[0].cell,
			    trace->expr->kind == SV_EXPR_RISES ? SV_COMPARE_GT : SV_COMPARE_LT,
			    &trace->args[1].cell);
}

static void walk_through(struct tracer *tracer, struct sv_trace *trace, const struct sv_expr *inner,
			 int lag)
{
	make_args(tracer, trace, 1);
	walk(tracer, inner, lag, &trace->args[0]);
	trace->cell = trace->args[0].cell;
	trace->truth = trace->args[0].truth;
}

static void walk(struct tracer *tracer, const struct sv_expr *expr, int lag, struct sv_trace *trace)
{
	trace->expr = expr;
	trace->lag = lag;
	switch (expr->kind) {
	case SV_EXPR_NUMBER: trace->cell = sv_cell_point(expr->number); return;
	case SV_EXPR_QUANTITY:
		read_input(tracer, trace,
			   (struct sv_input){SV_INPUT_QUANTITY, expr->index, lag, NULL, NULL});
		return;
	case SV_EXPR_FACT:
		read_input(tracer, trace,
			   (struct sv_input){SV_INPUT_FACT, expr->index, lag, NULL, NULL});
		return;
	case SV_EXPR_SUM:
		read_input(
		    tracer, trace,
		    (struct sv_input){SV_INPUT_SUM, expr->args[0]->index, lag, expr->name, NULL});
		return;
	case SV_EXPR_COUNT:
		read_input(tracer, trace, (struct sv_input){SV_INPUT_COUNT, -1, lag, NULL, expr});
		return;
	case SV_EXPR_MEASURE:
		walk_through(tracer, trace, tracer->program->item->measures[expr->index].expr, lag);
		return;
	case SV_EXPR_PREVIOUS:
		walk_through(tracer, trace, expr->args[0], lag + expr->years);
		return;
	case SV_EXPR_ADD: walk_chain(tracer, trace, sv_cell_add); return;
	case SV_EXPR_SUBTRACT: walk_chain(tracer, trace, sv_cell_subtract); return;
	case SV_EXPR_MULTIPLY: walk_chain(tracer, trace, sv_cell_multiply); return;
	case SV_EXPR_DIVIDE:
		walk_chain(tracer, trace, expr->of_whole ? sv_cell_share_of : sv_cell_divide);
		return;
	case SV_EXPR_MIN: walk_chain(tracer, trace, sv_cell_min); return;
	case SV_EXPR_MAX: walk_chain(tracer, trace, sv_cell_max); return;
	case SV_EXPR_FIRST_KNOWN: walk_chain(tracer, trace, sv_cell_first_known); return;
	case SV_EXPR_NEGATE:
		walk_args(tracer, trace);
		trace->cell = sv_cell_negate(&trace->args[0].cell);
		return;
	case SV_EXPR_ABS:
		walk_args(tracer, trace);
		trace->cell = sv_cell_abs(&trace->args[0].cell);
		return;
	case SV_EXPR_GROWTH:
		walk_pair(tracer, trace, 1);
		trace->cell = sv_cell_growth(&trace->args[0].cell, &trace->args[1].cell);
		return;
	case SV_EXPR_REAL_GROWTH:
		walk_pair(tracer, trace, 1);
		trace->cell = sv_cell_real_growth(&trace->args[0].cell, &trace->args[1].cell,
						  &trace->args[2].cell);
		return;
	case SV_EXPR_IF: walk_if(tracer, trace); return;
	case SV_EXPR_COMPARE:
		walk_args(tracer, trace);
		trace->truth =
		    sv_cell_compare(&trace->args[0].cell, expr->compare, &trace->args[1].cell);
		return;
	case SV_EXPR_RISES:
	case SV_EXPR_FALLS: walk_trend(tracer, trace); return;
	case SV_EXPR_IS_KNOWN:
		walk_args(tracer, trace);
		trace->truth = trace->args[0].cell.known ? SV_TRUE : SV_FALSE;
		return;
	case SV_EXPR_IN_EACH: walk_in_each(tracer, trace); return;
	case SV_EXPR_AND:
	case SV_EXPR_OR:
	case SV_EXPR_NOT: walk_truths(tracer, trace); return;
	}
}

struct sv_trace *sv_trace_run(struct sv_arena *arena, const struct sv_program *program,
			      const struct sv_expr *expr, size_t row, sv_input_load load,
			      void *context)
{
	union sv_column column;
	struct tracer tracer = {arena, program, row, load, context, &column};
	struct sv_trace *trace = SV_NEW(arena, struct sv_trace);

	walk(&tracer, expr, 0, trace);
	return trace;
}

/* Whether argument i took part in the result: of alternatives, only the one that was taken. */
static bool took_part(const struct sv_trace *trace, size_t i)
{
	if (trace->expr->kind == SV_EXPR_FIRST_KNOWN) {
		for (size_t k = 0; k < i; k++)
			if (trace->args[k].cell.known)
				return false;
		return true;
	}
	if (trace->expr->kind == SV_EXPR_IF && i > 0)
		return trace->args[0].truth != (i == 1 ? SV_FALSE : SV_TRUE);
	return true;
}

void sv_trace_inputs(const struct sv_trace *trace,
		     void (*visit)(const struct sv_trace *input, void *context), void *context)
{
	if (trace->is_input)
		visit(trace, context);
	for (size_t i = 0; i < trace->arg_count; i++)
		if (took_part(trace, i))
			sv_trace_inputs(&trace->args[i], visit, context);
}

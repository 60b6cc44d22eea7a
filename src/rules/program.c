/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/program.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"

struct compiler {
	struct sv_arena *arena;
	struct sv_program *program;
	int depth; /* of the stack now */
	bool too_large, too_far;
};

static const struct {
	const char *name;
	enum { NONE, CONST, INPUT } operand;
	int pops, pushes;
	const char *effect;
} opcodes[] = {
#define OP(name, operand, pops, pushes, effect) {#name, operand, pops, pushes, effect},
#include "rules/opcodes.def"
#undef OP
};

static void emit(struct compiler *compiler, enum sv_opcode opcode, size_t operand)
{
	struct sv_program *program = compiler->program;

	if (program->code_count == SV_RULE_PROGRAM_MAX) {
		compiler->too_large = true;
		return;
	}
	program->code = sv_arena_grow(compiler->arena, program->code, program->code_count,
				      &program->code_cap, sizeof(*program->code));
	program->code[program->code_count++] =
	    (struct sv_instruction){(uint16_t)opcode, (uint16_t)operand};
	compiler->depth += opcodes[opcode].pushes - opcodes[opcode].pops;
	if (compiler->depth > program->stack_max)
		program->stack_max = compiler->depth;
	if (program->stack_max > SV_RULE_STACK_MAX)
		compiler->too_large = true;
}

static void emit_constant(struct compiler *compiler, struct sv_rational value)
{
	struct sv_program *program = compiler->program;

	program->constants =
	    sv_arena_grow(compiler->arena, program->constants, program->constant_count,
			  &program->constant_cap, sizeof(*program->constants));
	program->constants[program->constant_count] = value;
	emit(compiler, SV_OP_CONST, program->constant_count++);
}

static bool same_group(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Every count of one expression is parsed once and shared by its measure. */
bool sv_input_same(const struct sv_input *a, const struct sv_input *b)
{
	return a->kind == b->kind && a->index == b->index && a->lag == b->lag &&
	       a->count == b->count && same_group(a->group, b->group);
}

static void emit_input(struct compiler *compiler, struct sv_input input)
{
	struct sv_program *program = compiler->program;
	enum sv_opcode opcode = input.kind == SV_INPUT_FACT ? SV_OP_FACT : SV_OP_INPUT;

	for (size_t i = 0; i < program->input_count; i++) {
		if (sv_input_same(&program->inputs[i], &input)) {
			emit(compiler, opcode, i);
			return;
		}
	}
	if (program->input_count == SV_RULE_INPUTS_MAX) {
		compiler->too_large = true;
		return;
	}
	program->inputs = sv_arena_grow(compiler->arena, program->inputs, program->input_count,
					&program->input_cap, sizeof(*program->inputs));
	program->inputs[program->input_count] = input;
	emit(compiler, opcode, program->input_count++);
}

static void compile(struct compiler *compiler, const struct sv_expr *expr, int lag);

static void compile_args(struct compiler *compiler, const struct sv_expr *expr, int lag)
{
	for (size_t i = 0; i < expr->arg_count; i++)
		compile(compiler, expr->args[i], lag);
}

/* a b c with one operation between each two. */
static void compile_chain(struct compiler *compiler, const struct sv_expr *expr,
			  enum sv_opcode opcode, int lag)
{
	compile_args(compiler, expr, lag);
	for (size_t i = 1; i < expr->arg_count; i++)
		emit(compiler, opcode, 0);
}

/* The figure now and so many years before. */
static void compile_pair(struct compiler *compiler, const struct sv_expr *arg, int lag, int years)
{
	compile(compiler, arg, lag);
	compile(compiler, arg, lag + years);
}

static void compile_in_each(struct compiler *compiler, const struct sv_expr *expr, int lag)
{
	for (int i = 0; i < expr->years; i++) {
		compile(compiler, expr->args[0], lag + i);
		if (i)
			emit(compiler, SV_OP_AND, 0);
	}
}

static void compile_if(struct compiler *compiler, const struct sv_expr *expr, int lag)
{
	compile_args(compiler, expr, lag);
	if (expr->arg_count < 3)
		emit(compiler, SV_OP_NOTHING, 0);
	emit(compiler, SV_OP_SELECT, 0);
}

static void compile(struct compiler *compiler, const struct sv_expr *expr, int lag)
{
	const struct sv_pledge_item *item = compiler->program->item;

	if (lag > SV_RULE_YEARS_MAX)
		compiler->too_far = true;
	if (compiler->too_large || compiler->too_far)
		return;
	switch (expr->kind) {
	case SV_EXPR_NUMBER: emit_constant(compiler, expr->number); return;
	case SV_EXPR_QUANTITY:
		emit_input(compiler,
			   (struct sv_input){SV_INPUT_QUANTITY, expr->index, lag, NULL, NULL});
		return;
	case SV_EXPR_MEASURE: compile(compiler, item->measures[expr->index].expr, lag); return;
	case SV_EXPR_FACT:
		emit_input(compiler,
			   (struct sv_input){SV_INPUT_FACT, expr->index, lag, NULL, NULL});
		return;
	case SV_EXPR_SUM:
		emit_input(compiler, (struct sv_input){SV_INPUT_SUM, expr->args[0]->index, lag,
						       expr->name, NULL});
		return;
	case SV_EXPR_COUNT:
		emit_input(compiler, (struct sv_input){SV_INPUT_COUNT, -1, lag, NULL, expr});
		return;
	case SV_EXPR_ADD: compile_chain(compiler, expr, SV_OP_ADD, lag); return;
	case SV_EXPR_SUBTRACT: compile_chain(compiler, expr, SV_OP_SUBTRACT, lag); return;
	case SV_EXPR_MULTIPLY: compile_chain(compiler, expr, SV_OP_MULTIPLY, lag); return;
	case SV_EXPR_DIVIDE:
		compile_chain(compiler, expr, expr->of_whole ? SV_OP_SHARE_OF : SV_OP_DIVIDE, lag);
		return;
	case SV_EXPR_MIN: compile_chain(compiler, expr, SV_OP_MIN, lag); return;
	case SV_EXPR_MAX: compile_chain(compiler, expr, SV_OP_MAX, lag); return;
	case SV_EXPR_FIRST_KNOWN: compile_chain(compiler, expr, SV_OP_FIRST_KNOWN, lag); return;
	case SV_EXPR_AND: compile_chain(compiler, expr, SV_OP_AND, lag); return;
	case SV_EXPR_OR: compile_chain(compiler, expr, SV_OP_OR, lag); return;
	case SV_EXPR_NEGATE:
		compile_args(compiler, expr, lag);
		emit(compiler, SV_OP_NEGATE, 0);
		return;
	case SV_EXPR_ABS:
		compile_args(compiler, expr, lag);
		emit(compiler, SV_OP_ABS, 0);
		return;
	case SV_EXPR_NOT:
		compile_args(compiler, expr, lag);
		emit(compiler, SV_OP_NOT, 0);
		return;
	case SV_EXPR_IS_KNOWN:
		compile_args(compiler, expr, lag);
		emit(compiler, SV_OP_IS_KNOWN, 0);
		return;
	case SV_EXPR_PREVIOUS: compile(compiler, expr->args[0], lag + expr->years); return;
	case SV_EXPR_GROWTH:
		compile_pair(compiler, expr->args[0], lag, 1);
		emit(compiler, SV_OP_GROWTH, 0);
		return;
	case SV_EXPR_REAL_GROWTH:
		compile_pair(compiler, expr->args[0], lag, 1);
		compile(compiler, expr->args[1], lag);
		emit(compiler, SV_OP_REAL_GROWTH, 0);
		return;
	case SV_EXPR_IF: compile_if(compiler, expr, lag); return;
	case SV_EXPR_COMPARE:
		compile_args(compiler, expr, lag);
		emit(compiler, SV_OP_GE + expr->compare, 0);
		return;
	case SV_EXPR_RISES:
		compile_pair(compiler, expr->args[0], lag, expr->years);
		emit(compiler, SV_OP_GT, 0);
		return;
	case SV_EXPR_FALLS:
		compile_pair(compiler, expr->args[0], lag, expr->years);
		emit(compiler, SV_OP_LT, 0);
		return;
	case SV_EXPR_IN_EACH: compile_in_each(compiler, expr, lag); return;
	}
}

struct sv_program *sv_program_compile(struct sv_arena *arena, const struct sv_pledge *pledge,
				      const struct sv_pledge_item *item, const struct sv_expr *expr,
				      struct sv_findings *findings)
{
	struct sv_program *program = SV_NEW(arena, struct sv_program);
	struct compiler compiler = {.arena = arena, .program = program};

	program->pledge = pledge;
	program->item = item;
	program->unit = expr->unit;
	compile(&compiler, expr, 0);
	if (compiler.too_far) {
		sv_pledge_error(
		    pledge, findings, "limit", expr->place, "look back over fewer years",
		    "the expression looks back over more than %d years", SV_RULE_YEARS_MAX);
		return NULL;
	}
	if (!compiler.too_large)
		return program;
	sv_pledge_error(pledge, findings, "limit", expr->place,
			"look back over fewer years, or split the item",
			"the expression needs more than %d steps or %d figures",
			SV_RULE_PROGRAM_MAX, SV_RULE_INPUTS_MAX);
	return NULL;
}

bool sv_program_reads_own(const struct sv_program *program)
{
	for (size_t i = 0; i < program->input_count; i++)
		if (program->inputs[i].kind != SV_INPUT_SUM)
			return true;
	return false;
}

static void print_input(const struct sv_program *program, const struct sv_input *input,
			struct sv_buf *out)
{
	const struct sv_pledge *pledge = program->pledge;

	switch (input->kind) {
	case SV_INPUT_QUANTITY: sv_buf_text(out, pledge->quantities[input->index].name); break;
	case SV_INPUT_SUM:
		sv_buf_printf(out, "sum(%s over %s)", pledge->quantities[input->index].name,
			      input->group ? input->group : "members");
		break;
	case SV_INPUT_FACT: sv_buf_text(out, pledge->facts[input->index].name); break;
	case SV_INPUT_COUNT: sv_buf_str(out, input->count->text); break;
	}
	if (input->lag)
		sv_buf_printf(out, " %d before", input->lag);
}

void sv_program_print(const struct sv_program *program, struct sv_buf *out)
{
	for (size_t i = 0; i < program->code_count; i++) {
		const struct sv_instruction *instruction = &program->code[i];

		sv_buf_printf(out, "%4zu  %-12s", i, opcodes[instruction->opcode].name);
		if (opcodes[instruction->opcode].operand == CONST)
			sv_buf_printf(out, " %" PRId64 "/%" PRId64,
				      program->constants[instruction->operand].num,
				      program->constants[instruction->operand].den);
		if (opcodes[instruction->opcode].operand == INPUT) {
			sv_buf_char(out, ' ');
			print_input(program, &program->inputs[instruction->operand], out);
		}
		sv_buf_printf(out, "  # %s\n", opcodes[instruction->opcode].effect);
	}
}

void sv_rules_compile(struct sv_arena *arena, const struct sv_pledge *pledge,
		      struct sv_findings *findings)
{
	for (size_t i = 0; i < pledge->item_count; i++) {
		const struct sv_pledge_item *item = &pledge->items[i];

		for (size_t k = 0; k < item->measure_count; k++)
			sv_program_compile(arena, pledge, item, item->measures[k].expr, findings);
		for (size_t k = 0; k < item->clause_count; k++)
			sv_program_compile(arena, pledge, item, item->clauses[k].when, findings);
		if (item->target)
			sv_program_compile(arena, pledge, item, item->target, findings);
	}
}

struct sv_pledge *sv_rules_check(struct sv_arena *arena, const char *file, struct sv_str text,
				 const struct sv_rules_schema *schema, struct sv_findings *findings)
{
	size_t before = sv_findings_count(findings, SV_ERROR);
	struct sv_pledge *pledge = sv_pledge_parse(arena, file, text, findings);

	if (sv_findings_count(findings, SV_ERROR) > before)
		return pledge;
	sv_pledge_check(arena, pledge, schema, findings);
	if (sv_findings_count(findings, SV_ERROR) > before)
		return pledge;
	sv_rules_compile(arena, pledge, findings);
	return pledge;
}

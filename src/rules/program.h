/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * program.h - an expression of a checked pledge, compiled for columns.
 *
 * Time is gone after compiling: `x rises over 3 years` reads x at lag 0 and at
 * lag 3, a condition `in each of 3 years` is three conditions.  What is left
 * reads inputs, row by row; a row is whatever the host makes it (a state and a
 * year).  The opcodes stand in opcodes.def.
 */
#ifndef SV_RULES_PROGRAM_H
#define SV_RULES_PROGRAM_H

#include "rules/cell.h"

enum sv_input_kind {
	SV_INPUT_QUANTITY, /* the row's own figure */
	SV_INPUT_SUM,      /* over the members, or over a group */
	SV_INPUT_FACT,     /* a truth */
	SV_INPUT_COUNT,    /* entries of a register */
};

/* A figure that a program reads; equal inputs are read once. */
struct sv_input {
	enum sv_input_kind kind;
	int index;                   /* of the quantity or fact; -1 for a count */
	int lag;                     /* years before the row's year */
	const char *group;           /* of a sum; NULL: the members */
	const struct sv_expr *count; /* of a count: register and filters */
};

bool sv_input_same(const struct sv_input *a, const struct sv_input *b);

enum sv_opcode {
#define OP(name, operand, pops, pushes, effect) SV_OP_##name,
#include "rules/opcodes.def"
#undef OP
	SV_OP_COUNT,
};

struct sv_instruction {
	uint16_t opcode;
	uint16_t operand;
};

struct sv_program {
	const struct sv_pledge *pledge;
	const struct sv_pledge_item *item;
	struct sv_instruction *code;
	size_t code_count, code_cap;
	struct sv_rational *constants;
	size_t constant_count, constant_cap;
	struct sv_input *inputs;
	size_t input_count, input_cap;
	int stack_max;
	struct sv_unit unit; /* of the result */
};

/* NULL when the program would be larger than base/limits.h allows; findings says so. */
struct sv_program *sv_program_compile(struct sv_arena *arena, const struct sv_pledge *pledge,
				      const struct sv_pledge_item *item, const struct sv_expr *expr,
				      struct sv_findings *findings);

/* Whether the program reads figures of the row itself, not only sums over others. */
bool sv_program_reads_own(const struct sv_program *program);

/* A listing, one instruction a line, for people who want to see what runs. */
void sv_program_print(const struct sv_program *program, struct sv_buf *out);

/* Compile every expression of a checked pledge, for the findings alone. */
void sv_rules_compile(struct sv_arena *arena, const struct sv_pledge *pledge,
		      struct sv_findings *findings);

/* Parse, check and compile every expression: whether the text can be taken as it is. */
struct sv_pledge *sv_rules_check(struct sv_arena *arena, const char *file, struct sv_str text,
				 const struct sv_rules_schema *schema,
				 struct sv_findings *findings);

#endif

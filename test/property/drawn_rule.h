/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * drawn_rule.h - a random rule with random figures, and how to change the figures:
 * know more of them, make them large, make them absurd.
 */
#ifndef SV_TEST_DRAWN_RULE_H
#define SV_TEST_DRAWN_RULE_H

#include "base/arena.h"
#include "rules/program.h"
#include "rules/vm.h"

#define ROWS 6
#define YEARS_BACK 21
#define QUANTITIES 5

struct world {
	struct sv_cell cells[QUANTITIES][ROWS][YEARS_BACK];
	enum sv_truth facts[2][ROWS][YEARS_BACK];
};

/* A rule with its figures. */
struct draw {
	struct sv_arena arena;
	const struct sv_program *program;
	const struct sv_expr *expr;
	struct world world;
	bool is_condition;
	const char *own; /* the rule as drawn, without the quantities that it reads; or NULL */
};

/* From the seed; false when a rule was drawn that does not compile, which is told. */
bool rule_draw(uint64_t seed, struct draw *ret);

/* More is known.  A part stays within what its whole still may be. */
void world_learn(const struct world *world, struct world *ret, bool points);

/* Figures so large that 64 bits do not hold their products. */
void world_enlarge(struct world *world);

/* Figures that no state has: as large as 64 bits hold, next to nothing, nothing, below nothing. */
void world_make_absurd(struct world *world);

/* For the machines: the figures of a world, which is the context. */
void world_load(void *context, const struct sv_program *program, const struct sv_input *input,
		size_t first, size_t count, union sv_column *ret);

#endif

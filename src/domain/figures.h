/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * figures.h - the quantities of a pledge, resolved from the evidence.
 *
 * For one quantity and one order of sources, every state and year gets the
 * figure of the best source that has one, and what bounds it where there is
 * none.  Two readings are kept apart: a state's own figure, which is missing
 * when it is not reported, and its part in a sum, which then still lies
 * between nothing and the whole it is part of.
 */
#ifndef SV_DOMAIN_FIGURES_H
#define SV_DOMAIN_FIGURES_H

#include "domain/evidence.h"
#include "rules/program.h"

struct sv_figure_cell {
	struct sv_cell own;             /* the state's own figure */
	struct sv_cell part;            /* what it adds to a sum */
	const struct sv_figure *figure; /* the row it rests on, or NULL */
	const struct sv_figure *other;  /* a row of a later source that disagrees, or NULL */
};

struct sv_figures {
	const struct sv_quantity *quantity;
	const struct sv_names
	    *order; /* of classes, best first; empty: as the quantity lists them */
	int year_first, year_last;
	size_t state_count;
	struct sv_figure_cell *cells; /* state major */
};

/* Everything resolved so far, by quantity and order. */
struct sv_figure_book {
	struct sv_arena *arena;
	const struct sv_register *reg;
	const struct sv_evidence *evidence;
	const struct sv_pledge *pledge;
	int year_first, year_last; /* lags included */
	const struct sv_figures **entries;
	size_t count, cap;
};

const struct sv_figures *sv_figures_get(struct sv_figure_book *book, int quantity,
					const struct sv_names *order);

/* The cell of a state and year; a missing one, never NULL, outside the years of the book. */
const struct sv_figure_cell *sv_figures_at(const struct sv_figures *figures, int state, int year);

#endif

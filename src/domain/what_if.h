/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * what_if.h - an item of the rules, run again on changed inputs.
 *
 * The programs are those of the assessment and run on the same machine; only
 * what they read is changed.  Everything else is read once, so that a run costs
 * about a microsecond and thousands can be tried.
 */
#ifndef SV_DOMAIN_WHAT_IF_H
#define SV_DOMAIN_WHAT_IF_H

#include "domain/assessor.h"

#define SV_WHAT_IF_CHANGES 2

struct sv_what_if_change {
	const struct sv_input *input; /* NULL: none */
	struct sv_cell cell;
	bool replaces; /* the input is this; else it is added to what stands */
};

struct sv_what_if_inputs; /* what a program reads */

struct sv_what_if {
	struct sv_assessor *assessor;
	const struct sv_compiled_item *item;
	size_t row;
	struct sv_what_if_inputs *inputs; /* by program */
	size_t program_count;
	struct sv_what_if_change changes[SV_WHAT_IF_CHANGES];
	bool has_bounds;                /* some input is an interval */
	unsigned completion;            /* 0: as it stands; else see sv_what_if_complete() */
	struct sv_item_results results; /* of the last run; of one row, which is row 0 */
	size_t runs;
};

/* assessor->rows says which kind of row it is; it stays so. */
void sv_what_if_init(struct sv_what_if *what_if, struct sv_assessor *assessor,
		     const struct sv_compiled_item *item, size_t row);

/* Every program of the item, with the changes as they stand. */
void sv_what_if_run(struct sv_what_if *what_if);

/*
 * Let every figure within bounds be one of its ends in the runs that follow: pattern says which,
 * by four bits, of what changes and of everything else, of the year and of earlier ones.  These
 * are points that the figures may turn out to be; SV_WHAT_IF_AS_IT_STANDS goes back to the bounds.
 */
#define SV_WHAT_IF_COMPLETIONS 16
#define SV_WHAT_IF_AS_IT_STANDS SV_WHAT_IF_COMPLETIONS
void sv_what_if_complete(struct sv_what_if *what_if, unsigned pattern);

/* The figure of an input as it stands, out of the first program that reads it. */
struct sv_cell sv_what_if_base(const struct sv_what_if *what_if, const struct sv_input *input);

/* The programs of an item in the order measures, target, clauses; NULL after the last. */
const struct sv_program *sv_what_if_program(const struct sv_compiled_item *item, size_t index);

#endif

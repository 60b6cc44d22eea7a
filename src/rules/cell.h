/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cell.h - the arithmetic of figures that may be points, intervals or missing.
 *
 * Every operation is exact and encloses: its result contains the result for
 * every choice of points in its operands, so that adding knowledge never
 * widens an interval.  Where an end would have no bound below, or does not fit
 * 64-bit fractions, the result is missing with the reason.
 */
#ifndef SV_RULES_CELL_H
#define SV_RULES_CELL_H

#include "rules/pledge.h"
#include "rules/value.h"

struct sv_cell {
	struct sv_rational lower, upper; /* in the engine's own scale; see unit.h */
	bool known;
	bool unbounded;  /* known, with no upper end */
	uint8_t missing; /* enum sv_missing: why absent, or why not a point */
};

struct sv_cell sv_cell_point(struct sv_rational value);
struct sv_cell sv_cell_missing(enum sv_missing why);
struct sv_cell sv_cell_interval(struct sv_rational lower, struct sv_rational upper,
				enum sv_missing why);
struct sv_cell sv_cell_open(struct sv_rational lower, enum sv_missing why); /* unbounded above */

bool sv_cell_is_point(const struct sv_cell *cell);

struct sv_cell sv_cell_add(const struct sv_cell *a, const struct sv_cell *b);
struct sv_cell sv_cell_subtract(const struct sv_cell *a, const struct sv_cell *b);
struct sv_cell sv_cell_multiply(const struct sv_cell *a, const struct sv_cell *b);
struct sv_cell sv_cell_divide(const struct sv_cell *a, const struct sv_cell *b);
/* part / whole.  A part is never more than its whole, which the ends of two intervals do not know
 * of each other; two points are taken as they are, so that an error in the figures shows. */
struct sv_cell sv_cell_share_of(const struct sv_cell *part, const struct sv_cell *whole);
struct sv_cell sv_cell_negate(const struct sv_cell *a);
struct sv_cell sv_cell_abs(const struct sv_cell *a);
struct sv_cell sv_cell_min(const struct sv_cell *a, const struct sv_cell *b);
struct sv_cell sv_cell_max(const struct sv_cell *a, const struct sv_cell *b);
struct sv_cell sv_cell_growth(const struct sv_cell *now, const struct sv_cell *before);
struct sv_cell sv_cell_real_growth(const struct sv_cell *now, const struct sv_cell *before,
				   const struct sv_cell *prices);
struct sv_cell sv_cell_first_known(const struct sv_cell *a, const struct sv_cell *b);
struct sv_cell sv_cell_select(enum sv_truth condition, const struct sv_cell *a,
			      const struct sv_cell *b);

/* True or false when it is so for every pair of points of the operands. */
enum sv_truth sv_cell_compare(const struct sv_cell *a, enum sv_compare compare,
			      const struct sv_cell *b);

enum sv_truth sv_truth_and(enum sv_truth a, enum sv_truth b);
enum sv_truth sv_truth_or(enum sv_truth a, enum sv_truth b);
enum sv_truth sv_truth_not(enum sv_truth a);

#endif

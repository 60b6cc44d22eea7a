/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_formula.h - rules on figures as formulas of a spreadsheet, so that a
 * desk sees a check fail while it types.
 *
 * The check of the program decides; the formulas are a help and may leave out
 * what a spreadsheet cannot say.
 */
#ifndef SV_APP_PLAN_FORMULA_H
#define SV_APP_PLAN_FORMULA_H

#include "base/buf.h"
#include "rules/pledge.h"

/* The reference of a quantity's cell so many years back, "Finance!D7"; NULL when the workbook has
 * none. */
typedef const char *(*sv_formula_cell)(void *context, const struct sv_pledge *pledge, int quantity,
				       int lag);

/* The expression as a formula without its '='; false when it cannot be said.  *ret_refs gets the
 * references it reads, separated by commas. */
bool sv_plan_formula(const struct sv_pledge *pledge, const struct sv_pledge_item *item,
		     const struct sv_expr *expr, sv_formula_cell cell, void *context,
		     struct sv_buf *out, struct sv_buf *ret_refs, size_t *ret_ref_count);

#endif

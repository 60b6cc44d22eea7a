/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_check.h - everything there is to say about a plan, at once.
 *
 * A blocker or an error keeps a plan from being submitted.  A warning does until
 * it is corrected or confirmed with a reason, which travels with the plan.
 * The rules on figures are pledge texts of the subject `plan`; they are run on
 * the figures of the plan laid over those of the record.
 */
#ifndef SV_DOMAIN_PLAN_CHECK_H
#define SV_DOMAIN_PLAN_CHECK_H

#include "domain/assess.h"
#include "domain/plan.h"

struct sv_plan_checked {
	size_t blockers, errors, warnings, confirmed;
	bool may_be_submitted;
	const struct sv_assess_input *input;
	struct sv_assessment *assessment; /* of the year before the plan's */
};

/* Adds to the findings of reading.  ret->input is what the plan would be assessed on, with its
 * figures and declarations in it, and ret->assessment the result; both NULL when the plan does not
 * say whose it is and for which year.  SV_EINVALID when the rules do not fit the record. */
SV_MUST_USE int sv_plan_check(struct sv_arena *arena, const struct sv_plan *plan,
			      struct sv_findings *findings, struct sv_plan_checked *ret,
			      struct sv_error *err);

/* plan_assess.c: what the plan would be assessed on, and how its declarations compare. */
SV_MUST_USE int sv_plan_assess(struct sv_arena *arena, const struct sv_plan *plan,
			       const struct sv_evidence *evidence, struct sv_findings *findings,
			       struct sv_plan_checked *ret, struct sv_error *err);

/* The figures of a plan in euro, as the record would hold them once it is accepted, in the order
 * of sv_figure_compare(); only those that can be had: current prices, a rate where one is needed.
 */
void sv_plan_figures(struct sv_arena *arena, const struct sv_plan *plan,
		     const struct sv_figure **ret_figures, size_t *ret_count);

/* The evidence with the plan's figures in the place of those of its cells. */
const struct sv_evidence *sv_plan_evidence(struct sv_arena *arena, const struct sv_plan *plan);

/* A figure that a plan gives for its own year, the budget, or one after it. */
bool sv_plan_is_forecast(const struct sv_figure *figure);

/* What the plan declares, item by item, for the year before its own. */
void sv_plan_declared(struct sv_arena *arena, const struct sv_plan *plan,
		      const struct sv_declaration **ret, size_t *ret_count);

/* Where warnings were confirmed with a reason: they become information, and say so.
 * plan_confirm.c */
void sv_plan_confirm(struct sv_arena *arena, const struct sv_plan *plan,
		     struct sv_findings *findings, size_t *ret_confirmed);

/* A confirmation as the record keeps it: the JSON pointer for a place of a workbook. */
const char *sv_plan_confirmed_cell(struct sv_arena *arena, const struct sv_plan *plan,
				   struct sv_str cell);

/* A value that two plans give otherwise; "" where one gives none. */
struct sv_plan_difference {
	const char *pointer, *before, *after;
};

/* plan_diff.c: in the order of the template. */
void sv_plan_differences(struct sv_arena *arena, const struct sv_plan *a, const struct sv_plan *b,
			 const struct sv_plan_difference **ret, size_t *ret_count);

/* plan_rules.c */
SV_MUST_USE int sv_plan_check_rules(struct sv_arena *arena, const struct sv_plan *plan,
				    const struct sv_evidence *evidence,
				    struct sv_findings *findings, struct sv_error *err);

#endif

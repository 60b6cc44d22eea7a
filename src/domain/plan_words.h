/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_words.h - a place in a plan as people call it: "Finance, Defence
 * investment, 2026" for /finance/investment/2026.
 */
#ifndef SV_DOMAIN_PLAN_WORDS_H
#define SV_DOMAIN_PLAN_WORDS_H

#include "domain/plan.h"

/* A value by its JSON pointer: row -1 and year 0 where there are none.  False when the template
 * knows none of that name. */
struct sv_plan_spot {
	int sheet, field, row, year;
};

bool sv_plan_spot_find(const struct sv_plan_context *context, const char *pointer,
		       struct sv_plan_spot *ret);

/* The JSON pointer for a place of a finding, be it one already or a cell of a workbook; NULL when
 * no value stands there. */
const char *sv_plan_pointer_at(struct sv_arena *arena, const struct sv_plan *plan,
			       const char *place);

/* In words; what is no place of the template comes back as it is. */
const char *sv_plan_words(struct sv_arena *arena, const struct sv_plan_context *context,
			  const char *pointer);

/* A value as people write it: "on track", "not available"; NULL is "". */
const char *sv_plan_value_words(struct sv_arena *arena, const struct sv_plan_context *context,
				const struct sv_plan_cell *cell);

#endif

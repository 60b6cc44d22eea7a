/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * condition.h - one condition for one state, on one day, before one project.
 *
 * The clauses are tried in the order written.  One that is true decides.  One
 * that cannot be told, because the record does not know a fact, is passed over:
 * a later one may still decide.  When none does, people judge; where the
 * condition is a plain look-up and the fact is not known, there is no evidence.
 */
#ifndef SV_DOMAIN_CONDITION_H
#define SV_DOMAIN_CONDITION_H

#include "domain/request.h"

struct sv_condition_case {
	struct sv_arena *arena;
	const struct sv_register *reg;
	const struct sv_pledge *set;
	int state, project;
	int32_t on;
};

void sv_condition_run(const struct sv_condition_case *input, const struct sv_pledge_item *item,
		      struct sv_condition_result *ret);

/* Everything on record of a state on a day. */
const struct sv_fact_ref *sv_condition_facts(struct sv_arena *arena, const struct sv_register *reg,
					     int state, int32_t on, size_t *ret_count);

#endif

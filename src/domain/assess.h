/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * assess.h - from rules and facts to ratings with their reasons.
 *
 * Pure: the same register, evidence and texts give the same assessment.
 * Results live in the arena; they refer to the register and the evidence,
 * which must live as long.
 */
#ifndef SV_DOMAIN_ASSESS_H
#define SV_DOMAIN_ASSESS_H

#include "domain/assessment.h"
#include "domain/evidence.h"
#include "domain/register.h"
#include "domain/rulebook.h"

struct sv_assess_input {
	const struct sv_register *reg;
	const struct sv_evidence *evidence;
	const struct sv_rule_text *texts;
	size_t text_count;
	int32_t on;
	int64_t known_size;
	int year_first, year_last;
};

SV_MUST_USE int sv_assess(struct sv_arena *arena, const struct sv_assess_input *input,
			  struct sv_assessment **ret, struct sv_error *err);

/*
 * One cell with its reasons as a tree: the measures, the target and the clauses of the rule, in
 * the order written.  state NULL asks for the collective.  SV_ENOTFOUND when the state is no
 * member on that day or no commitment of that number is in force.
 */
SV_MUST_USE int sv_assess_explain(struct sv_arena *arena, const struct sv_assess_input *input,
				  const char *state, const char *number, struct sv_explanation *ret,
				  struct sv_error *err);

#endif

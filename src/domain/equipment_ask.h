/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * equipment_ask.h - a question about types of equipment with its answer: the
 * count, beside it that of other states, and that of what if.
 */
#ifndef SV_DOMAIN_EQUIPMENT_ASK_H
#define SV_DOMAIN_EQUIPMENT_ASK_H

#include "domain/equipment.h"

struct sv_pledge_item; /* rules/pledge.h */

#define SV_TYPE_CATEGORIES_MAX 16 /* counted together */
#define SV_TYPE_RULES 6           /* ways of counting that are shown side by side */

struct sv_types_answer {
	const struct sv_register *reg;
	struct sv_equipment equipment;
	struct sv_claims claims;
	const char *category, *states_text;
	const char *against_text; /* NULL: not asked */
	const char *categories[SV_TYPE_CATEGORIES_MAX + 1];
	struct sv_type_question question;
	const int *against;
	size_t against_count;
	bool what_if, new_type; /* what is adopted is no type that the count has */
	struct sv_type_count count, against_result, after;
	const struct sv_pledge_item *const *commitments; /* that the count speaks to */
	size_t commitment_count;
};

/* Fills the three counts from the question. */
void sv_types_answer(struct sv_arena *arena, struct sv_types_answer *answer);

/* The same question by another of the rules, 0 .. SV_TYPE_RULES - 1. */
void sv_types_by_rule(struct sv_arena *arena, const struct sv_types_answer *answer, int rule,
		      struct sv_types_answer *ret);

/* How the adoption reads: what is adopted, who has nothing to replace, what is there no longer. */
const char *sv_types_adoption(struct sv_arena *arena, const struct sv_types_answer *answer);

/* Whether an adopter has nothing of the categories. */
bool sv_types_has_nothing(const struct sv_types_answer *answer, int state);

/* Whether a public claim is about the categories; with what if, ranges of savings too. */
bool sv_types_claim_fits(const struct sv_types_answer *answer, const struct sv_claim *claim);

/* Names of the categories that have rows, ended by NULL. */
const char **sv_equipment_categories(struct sv_arena *arena, const struct sv_equipment *equipment);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rulebook.h - the pledge texts of a cooperation, and what they may refer to.
 */
#ifndef SV_DOMAIN_RULEBOOK_H
#define SV_DOMAIN_RULEBOOK_H

#include "base/error.h"
#include "domain/evidence.h"
#include "domain/facts.h"
#include "domain/register.h"
#include "rules/program.h"

/* A pledge text as recorded; a later one of the same name replaces it. */
struct sv_rule_text {
	int64_t doc;
	const char *name; /* "commitments-2017.pledge" */
	struct sv_str text;
};

/* The names that this record offers to its rules.  reg or evidence may be NULL: then groups or
 * indicators are not checked.  The schema refers to both. */
struct sv_rulebook_context {
	const struct sv_register *reg;
	const struct sv_evidence *evidence;
};
struct sv_rules_schema sv_rulebook_schema(struct sv_rulebook_context *context);

/* The same names out of tables as they would stand, for a text that is being recorded.  wants()
 * marks the derived tables that it asks. */
struct sv_rules_schema sv_rulebook_facts_schema(struct sv_facts *facts);
void sv_rulebook_wants(bool wanted[SV_FACT_TABLES_MAX]);

/* Attributes of the register `projects`, in the order of the schema. */
enum sv_project_attribute {
	SV_PROJECT_ROLE,
	SV_PROJECT_DOMAIN,
	SV_PROJECT_CONFIDENCE,
	SV_PROJECT_ID,
};

struct sv_rule_set {
	const struct sv_pledge *pledge; /* checked */
	int64_t doc;
};

/*
 * The set of a subject in force on a day: the one with the latest `from` that is not after it.
 * ret_set->pledge is NULL when none is.  A text that no longer passes its check (an indicator
 * was taken away) is SV_EINVALID, with the first finding.
 */
SV_MUST_USE int sv_rulebook_find(struct sv_arena *arena, const struct sv_rule_text *texts,
				 size_t text_count, const char *subject, int32_t on,
				 const struct sv_rules_schema *schema, struct sv_rule_set *ret_set,
				 struct sv_error *err);

/* Whether an item is in force on a day within its set. */
bool sv_rulebook_in_force(const struct sv_pledge *pledge, const struct sv_pledge_item *item,
			  int32_t on);

#endif

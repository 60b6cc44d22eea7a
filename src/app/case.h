/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * case.h - a decision in the making: one transaction, what the decision rests
 * on, and the documents that it leaves.
 *
 *   struct sv_case c = SV_CASE_INIT;              (with _cleanup_(sv_case_done))
 *   sv_case_begin(&c, app, actor, arena, err);    everything as known now
 *   ... decide with pure functions of the domain ...
 *   sv_case_act(&c, &draft, &receipt, err);       the act
 *   sv_case_tables(&c, tables, n, err);           what it changes in the register
 *   sv_case_commit(&c, err);
 */
#ifndef SV_APP_CASE_H
#define SV_APP_CASE_H

#include "app/submit.h"
#include "domain/facts_edit.h"
#include "domain/procedure.h"

struct sv_case {
	struct sv_tx tx;
	struct sv_app *app;
	struct sv_arena *arena;
	const struct sv_actor *actor;
	int64_t known_size;
	struct sv_register reg;
	const struct sv_rule_text *texts;
	size_t text_count;
};

#define SV_CASE_INIT       \
	{                  \
		SV_TX_INIT \
	}

SV_MUST_USE int sv_case_begin(struct sv_case *c, struct sv_app *app, const struct sv_actor *actor,
			      struct sv_arena *arena, struct sv_error *err);
SV_MUST_USE int sv_case_commit(struct sv_case *c, struct sv_error *err);
void sv_case_done(struct sv_case *c); /* rolls back unless committed */

/* Acts of a noun about a subject ("": any) as they stand. */
SV_MUST_USE int sv_case_acts(struct sv_case *c, const char *noun, const char *subject,
			     const struct sv_act **ret_acts, size_t *ret_count,
			     struct sv_error *err);

/* Standing rows of the tables that effects are made from. */
SV_MUST_USE int sv_case_standing(struct sv_case *c, struct sv_facts *ret, struct sv_error *err);

SV_MUST_USE int sv_case_act(struct sv_case *c, const struct sv_act_draft *draft,
			    struct sv_receipt *ret_receipt, struct sv_error *err);

/* Tables that have rows, checked as an import is; SV_EREFUSED with the first finding. */
SV_MUST_USE int sv_case_tables(struct sv_case *c, const struct sv_fact_table *tables, size_t count,
			       struct sv_error *err);

/* Letters, digits and _ - . : only, so that it can name a row and a document. */
SV_MUST_USE int sv_case_check_id(const char *what, const char *id, struct sv_error *err);

/* Codes of states, separated by commas; NULL for none. */
SV_MUST_USE int sv_case_states(struct sv_case *c, const char *list, const char ***ret,
			       size_t *ret_count, struct sv_error *err);

/* Within a project its coordinators and members decide by unanimity: SV_EREFUSED names those that
 * are missing among the ones that agreed. */
SV_MUST_USE int sv_case_require_agreed(struct sv_case *c, int project, int32_t on,
				       const char *const *agreed, size_t agreed_count,
				       struct sv_error *err);

#endif

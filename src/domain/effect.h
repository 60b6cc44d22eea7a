/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * effect.h - what a decision changes in the register, as tables of facts.
 *
 * The rows are those of docs/formats/facts.md.  They start on the day of
 * effect, so that --on shows the register before and after, and they are
 * documents, so that --known does too.
 */
#ifndef SV_DOMAIN_EFFECT_H
#define SV_DOMAIN_EFFECT_H

#include "domain/ballot.h"
#include "domain/facts_edit.h"
#include "domain/project_life.h"

enum sv_effect_table {
	SV_EFFECT_DECISIONS, /* first: the others refer to it */
	SV_EFFECT_STATES,
	SV_EFFECT_PROJECTS,
	SV_EFFECT_PARTICIPATIONS,
	SV_EFFECT_REQUESTS,
	SV_EFFECT_TABLE_COUNT,
};

struct sv_effects {
	struct sv_fact_table tables[SV_EFFECT_TABLE_COUNT];
};

void sv_effects_begin(struct sv_effects *effects, struct sv_arena *arena, const char *name);
void sv_effects_done(struct sv_effects *effects); /* for _cleanup_ */

/* Tables whose standing rows effects are made from. */
void sv_effects_want(bool wanted[SV_FACT_TABLES_MAX]);

/*
 * What the adopted vote changes from its day of effect.  life is that of the
 * project concerned, or NULL.  SV_EREFUSED when there is nothing it could
 * change: a project that nobody proposed, a state that is in already.
 */
SV_MUST_USE int sv_effects_of_vote(struct sv_effects *effects, struct sv_arena *arena,
				   const struct sv_facts *standing, const struct sv_act_rule *rule,
				   const struct sv_ballot *ballot,
				   const struct sv_project_life *life, int32_t effective,
				   struct sv_error *err);

/* The membership of a state ends, and with it every role in a project.  SV_EREFUSED when it does
 * not take part on that day. */
SV_MUST_USE int sv_effects_membership_ends(struct sv_effects *effects, struct sv_arena *arena,
					   const struct sv_facts *standing, const char *state,
					   int32_t on, struct sv_error *err);

/* A role begins: of a state in a project. */
void sv_effects_role_begins(struct sv_effects *effects, const char *project, const char *state,
			    enum sv_role role, int32_t from, const char *note);

/* The row of a third state's request in facts/third_state_requests, with some fields changed; the
 * edits end with a NULL column. */
void sv_effects_request(struct sv_effects *effects, const struct sv_facts *standing,
			const char *state, const char *project, const struct sv_fact_edit *edits);

/* Every role that stands for this project and state ("": any) ends on a day; returns how many. */
size_t sv_effects_roles_end(struct sv_effects *effects, struct sv_arena *arena,
			    const struct sv_facts *standing, const char *project, const char *state,
			    int32_t on, const char *precision);

#endif

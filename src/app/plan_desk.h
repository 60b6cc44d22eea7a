/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_desk.h - plans as their desks read them: whose may be seen by whom.
 *
 * A draft is seen by the author and the approver of its state and by nobody else
 * until it is submitted; then by the secretariat too.  Operator and auditor see
 * all there is.  What somebody may not see is not there for them: no page, no
 * twin and no number of a document tells it apart from what never was.
 */
#ifndef SV_APP_PLAN_DESK_H
#define SV_APP_PLAN_DESK_H

#include "app/authority.h"
#include "app/plan_life.h"

/* Whether plans are this actor's business at all, and those of which state: NULL for any. */
bool sv_plan_desk_of(const struct sv_actor *actor, const char **ret_state);

/* Whether the actor may see an act of a plan, of which `acts` are all in order. */
bool sv_plan_act_is_for(const struct sv_actor *actor, const struct sv_act *acts, size_t count,
			const struct sv_act *act);

/* A draft among the acts of a plan. */
struct sv_plan_version {
	const struct sv_act *act;
	int number; /* from 1, those that cannot be seen counted too */
	bool ready, approved, is_signed, submitted, accepted;
	int errors, warnings;
};

/* A plan as far as the actor may see it. */
struct sv_plan_desk {
	struct sv_plan_standing standing;
	enum sv_plan_stage stage;
	int year;
	const struct sv_act **acts;
	size_t act_count;
	const struct sv_plan_version *versions;
	size_t version_count;
};

/* SV_EREFUSED for a state that is not the actor's, SV_ENOTFOUND for one that takes no part. */
SV_MUST_USE int sv_app_plan_desk(struct sv_app *app, const struct sv_actor *actor,
				 struct sv_arena *arena, const struct sv_moment *moment,
				 const char *state, int year, struct sv_plan_desk *ret,
				 struct sv_error *err);

/* The plans of a year that the actor may see; as sv_app_plan_status(). */
SV_MUST_USE int sv_app_plan_desks(struct sv_app *app, const struct sv_actor *actor,
				  struct sv_arena *arena, const struct sv_moment *moment, int year,
				  struct sv_plan_standing **ret, size_t *ret_count,
				  const struct sv_plan_step **ret_steps, size_t *ret_step_count,
				  struct sv_error *err);

/* The version that a document is, read and checked on what the moment knows; SV_ENOTFOUND when it
 * is none that the actor may see.  report->file is "". */
SV_MUST_USE int sv_app_plan_version(struct sv_app *app, struct sv_arena *arena,
				    const struct sv_moment *moment, const struct sv_plan_desk *desk,
				    int64_t doc, const struct sv_plan_version **ret_version,
				    struct sv_plan_report *ret_report, struct sv_error *err);

#endif

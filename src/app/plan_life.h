/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_life.h - the steps that a plan takes in the record.
 *
 * Each is an act.  With the acceptance go, in the same transaction, the figures
 * of the plan as evidence of class `plan`, the reasons where there is none, and
 * what the plan declares: from then on the review uses them, and a reader who
 * asks for an earlier state of the record does not see them.
 */
#ifndef SV_APP_PLAN_LIFE_H
#define SV_APP_PLAN_LIFE_H

#include "app/plan.h"
#include "app/submit.h"
#include "domain/plan_life.h"

struct sv_plan_step_taken {
	enum sv_plan_move move;
	const char *state; /* of a draft: what the file says */
	int year;
	const char *text; /* reason or comment, or "" */
	const char *cell; /* JSON pointer that a comment is about, or "" */
	int64_t draft;    /* that is meant; 0: the last one, whichever it is */
	int32_t until;    /* of an extension */
	int32_t on;       /* the day it is done */
};

/* What has to be allowed for a step: authority.h. */
enum sv_action sv_plan_move_action(enum sv_plan_move move);

/* The plan is read and checked; findings come back whatever they are.  One of another state or
 * year than is wanted is SV_EINVALID. */
SV_MUST_USE int sv_app_plan_draft(struct sv_app *app, const struct sv_actor *actor,
				  struct sv_arena *arena, const struct sv_moment *moment,
				  const struct sv_plan_file *file,
				  const struct sv_plan_wanted *wanted,
				  struct sv_plan_report *ret_report, struct sv_receipt *ret_receipt,
				  struct sv_error *err);

/* Any other step.  *ret_status is where the plan stands afterwards. */
SV_MUST_USE int sv_app_plan_step(struct sv_app *app, const struct sv_actor *actor,
				 struct sv_arena *arena, const struct sv_plan_step_taken *step,
				 enum sv_plan_stage *ret_status, struct sv_receipt *ret_receipt,
				 struct sv_error *err);

/* Where the plans of a year stand, by member. */
SV_MUST_USE int sv_app_plan_status(struct sv_app *app, struct sv_arena *arena,
				   const struct sv_moment *moment, int year,
				   struct sv_plan_standing **ret, size_t *ret_count,
				   const struct sv_plan_step **ret_steps, size_t *ret_step_count,
				   struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_life.h - the way of a plan: drafted, checked, approved by a second
 * person, signed, submitted, returned or accepted; docs/formats/plan.md, section 5.
 *
 * A plan's subject is its state and year, FRA-2027.  Where it stands is folded
 * from its acts in the order of the record.
 *
 * Source: Decision (CFSP) 2017/2315, Art. 3 and 6.
 */
#ifndef SV_DOMAIN_PLAN_LIFE_H
#define SV_DOMAIN_PLAN_LIFE_H

#include "domain/act.h"
#include "domain/plan_store.h"

#define SV_PLAN_NOUN "plan"
#define SV_PLAN_DUE_STEP "plan" /* of plan/steps: when plans are due */
#define SV_PLAN_SIGN_STEP \
	"signature" /* a cycle that has it: plans are signed before they are due */
#define SV_PLAN_ANSWER_STEP "consultation" /* until when members answer judgements */

enum sv_plan_stage {
	SV_PLAN_NONE,
	SV_PLAN_DRAFT,   /* with errors, or with warnings nobody confirmed */
	SV_PLAN_CHECKED, /* nothing stands in the way */
	SV_PLAN_APPROVED,
	SV_PLAN_SIGNED,
	SV_PLAN_SUBMITTED,
	SV_PLAN_RETURNED, /* for revision */
	SV_PLAN_ACCEPTED,
	SV_PLAN_REOPENED, /* accepted before; revised now */
};

enum sv_plan_move {
	SV_PLAN_DO_DRAFT,
	SV_PLAN_DO_APPROVE,
	SV_PLAN_DO_SIGN,
	SV_PLAN_DO_SUBMIT,
	SV_PLAN_DO_RETURN,
	SV_PLAN_DO_ACCEPT,
	SV_PLAN_DO_EXTEND,
	SV_PLAN_DO_REOPEN, /* takes effect when a second person asks for it too */
	SV_PLAN_DO_COMMENT,
	SV_PLAN_MOVE_COUNT,
};

const char *sv_plan_stage_name(enum sv_plan_stage status);
const char *sv_plan_move_act(enum sv_plan_move move); /* "plan.draft", ... */

struct sv_plan_life {
	const char *subject, *state;
	int year;
	enum sv_plan_stage status;
	const struct sv_act *draft;    /* the last one, or NULL */
	const struct sv_act *accepted; /* the draft that was accepted last, or NULL */
	const char *approver;          /* of the last draft, or "" */
	const char *signatory;         /* of the last draft, or "" */
	const char *reopener;          /* who asked first, or "" */
	const char *note;              /* why it was returned or reopened, or "" */
	int32_t extended_to;           /* SV_DAY_NONE when not */
	int32_t submitted_on;          /* the first time; SV_DAY_NONE */
	size_t comments;
};

/* Where the plan of a member stands. */
struct sv_plan_standing {
	const char *state, *name;
	const struct sv_plan_life *life; /* NULL: nothing was handed in */
	int32_t due;
	int days_late;
	bool signs; /* plans of its year are signed before they are submitted */
};

/* Lives by subject, in the order in which they began. */
void sv_plan_lives_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
			struct sv_plan_life **ret, size_t *ret_count);

/* NULL when there is none. */
const struct sv_plan_life *sv_plan_life_find(const struct sv_plan_life *lives, size_t count,
					     const char *state, int year);

/* Whether the actor may take the plan there now; SV_EREFUSED says why not.  life may be NULL; signs
 * as in a standing. */
SV_MUST_USE int sv_plan_life_may(const struct sv_plan_life *life, bool signs,
				 enum sv_plan_move move, const char *actor, struct sv_error *err);

/* What an act says, for people; of a draft, what it gives for one value. */
struct sv_plan_note {
	const char *cell, *text;
	bool is_about; /* the act speaks of the value asked for */
};

struct sv_plan_note sv_plan_note_of(struct sv_arena *arena, const struct sv_act *act,
				    const char *cell);

/* The day a plan of a year is due by the steps, its extension counted; SV_DAY_NONE when no step
 * says. */
int32_t sv_plan_due(const struct sv_plan_life *life, const struct sv_plan_step *steps, size_t count,
		    int year);

/* The day on which a step of a year's cycle is due; SV_DAY_NONE when no step says. */
int32_t sv_plan_step_day(const struct sv_plan_step *steps, size_t count, const char *step,
			 int year);

/* Days late on a day, or when it was submitted; 0 when in time. */
int sv_plan_days_late(const struct sv_plan_life *life, int32_t due, int32_t today);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * judgement.h - what people find where a rule leaves them the word: given by
 * an assessor, read by a second one, answered by the state.
 *
 * Each step is an act.  From its confirmation a judgement rates in the review;
 * a reader who asks for an earlier state of the record does not see it.
 */
#ifndef SV_APP_JUDGEMENT_H
#define SV_APP_JUDGEMENT_H

#include "app/submit.h"
#include "domain/judgement.h"

struct sv_judgement_wish {
	enum sv_judgement_move move;
	const char *state; /* a code, or "all" for the members together */
	int year;          /* rated */
	const char *item;  /* "12.3" */
	/* To give: */
	const char *rating, *rationale;
	const char *evidence; /* documents by their number, separated by commas, or "" */
	bool is_public;       /* may stand in a public rendition */
	/* To return or to answer: */
	const char *text;
	int64_t judgement; /* document that is meant; 0: the last one, whichever it is */
	int32_t on;        /* the day it is done */
};

/* *ret_stage is where the judgement stands afterwards. */
SV_MUST_USE int sv_app_judgement(struct sv_app *app, const struct sv_actor *actor,
				 struct sv_arena *arena, const struct sv_judgement_wish *wish,
				 enum sv_judgement_stage *ret_stage, struct sv_receipt *ret_receipt,
				 struct sv_error *err);

/* Which judgements; 0 and "" ask for any. */
struct sv_judgement_filter {
	int year;
	const char *state; /* a code, or "all" */
	const char *item;
};

/* In the order in which they began, as known at the moment. */
SV_MUST_USE int sv_app_judgements(struct sv_app *app, struct sv_arena *arena,
				  const struct sv_moment *moment,
				  const struct sv_judgement_filter *filter,
				  struct sv_judgement_row **ret, size_t *ret_count,
				  struct sv_error *err);

/* The same as far as the actor may see it: what nobody confirmed yet is the secretariat's, and what
 * a state is told is what was confirmed.  SV_EREFUSED when judgements are not their business. */
SV_MUST_USE int sv_app_judgement_desk(struct sv_app *app, const struct sv_actor *actor,
				      struct sv_arena *arena, const struct sv_moment *moment,
				      const struct sv_judgement_filter *filter,
				      struct sv_judgement_row **ret, size_t *ret_count,
				      struct sv_error *err);

/* What has to be allowed for a step: authority.h. */
enum sv_action sv_judgement_move_action(enum sv_judgement_move move);

#endif

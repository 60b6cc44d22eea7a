/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request_life.h - a request from its filing to its end, folded from its acts.
 *
 *   request.file         state: who asks; body: project, scope
 *   request.agree        the members of the project agreed; body: agreed
 *   request.decide       body: vote (adopted, on the act third_state)
 *   request.arrange      the administrative arrangement has effect
 *   request.review       body: text; once a year
 *   request.end          body: text
 *
 * The subject is the request, PROJECT.STATE.  Steps come in this order; each
 * has its day, so that the clock of a case is read off its acts.  Where a third
 * state takes part by tables of facts alone, its first act is a review or the end.
 *
 * Source: Decision (CFSP) 2020/1639, Art. 2 and 4 to 6.
 */
#ifndef SV_DOMAIN_REQUEST_LIFE_H
#define SV_DOMAIN_REQUEST_LIFE_H

#include "domain/act.h"
#include "domain/register.h"

#define SV_REQUEST_NOUN "request"

enum sv_request_step_kind {
	SV_STEP_FILE,
	SV_STEP_AGREE,
	SV_STEP_DECIDE,
	SV_STEP_ARRANGE,
	SV_STEP_REVIEW,
	SV_STEP_END,
	SV_STEP_COUNT,
};

const char *sv_step_name(enum sv_request_step_kind step); /* "filed", "agreed", ... */
const char *sv_step_act(enum sv_request_step_kind step);  /* "request.file", ... */

struct sv_request_event {
	enum sv_request_step_kind step;
	int32_t on;
	const char *text; /* scope, vote, finding or reason, as the act gives it */
	int64_t doc;
};

struct sv_request_life {
	const char *id, *state, *project;
	enum sv_request_step_kind stands; /* the last step that moves it on; reviews do not */
	struct sv_request_event *events;  /* in the order of the record */
	size_t event_count, event_cap;
};

SV_MUST_USE int sv_request_lives_fold(struct sv_arena *arena, const struct sv_act *acts,
				      size_t act_count, int32_t on,
				      struct sv_request_life **ret_lives, size_t *ret_count,
				      struct sv_error *err);

struct sv_request_life *sv_request_life_find(struct sv_request_life *lives, size_t count,
					     const char *id);

/* Days since the step before, or -1 for the first. */
int sv_request_days(const struct sv_request_life *life, size_t event);

/* Whether a step may follow on a day; life is NULL before the first.  SV_EREFUSED says which step
 * is missing. */
SV_MUST_USE int sv_request_may(const struct sv_request_life *life, const char *id,
			       enum sv_request_step_kind step, int32_t on, struct sv_error *err);

#endif

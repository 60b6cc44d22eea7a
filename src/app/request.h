/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request.h - requests of third states to take part in a project.
 */
#ifndef SV_APP_REQUEST_H
#define SV_APP_REQUEST_H

#include "app/app.h"
#include "app/submit.h"
#include "domain/request.h"
#include "domain/request_life.h"

/* What the record says, step by step; see domain/request.h. */
SV_MUST_USE int sv_app_request_assess(struct sv_app *app, struct sv_arena *arena,
				      const struct sv_moment *moment,
				      const struct sv_reading *reading, const char *state,
				      const char *project, struct sv_request_assessment *ret,
				      struct sv_error *err);

/* A step of a request; what is not given is NULL. */
struct sv_request_move {
	enum sv_request_step_kind step;
	const char *state, *project;
	const char *agreed; /* codes of the members that agreed, by commas */
	const char *vote;   /* the adopted vote that decided */
	const char *text;
	int32_t on;
};

/*
 * The step is recorded where the one before it was and what it needs is there:
 * the agreement of every member of the project, an adopted vote.  The tables
 * of the register follow in the same transaction: what was asked and since
 * when the state takes part, or no longer does.
 */
SV_MUST_USE int sv_app_request_move(struct sv_app *app, struct sv_arena *arena,
				    const struct sv_actor *actor,
				    const struct sv_request_move *move,
				    struct sv_receipt *ret_receipt, struct sv_error *err);

SV_MUST_USE int sv_app_requests(struct sv_app *app, struct sv_arena *arena,
				const struct sv_moment *moment, struct sv_request_life **ret_lives,
				size_t *ret_count, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_exercise.h - plans that are made up, for training, demonstrations and
 * tests of load.
 *
 * From a seed: the same seed, record and day give the same plans.  Sizes follow
 * the last public figures, everything else is drawn.  About two in three have
 * mistakes of the kinds that desks make.  Each says of itself that it is an
 * exercise, in every form.
 */
#ifndef SV_APP_PLAN_EXERCISE_H
#define SV_APP_PLAN_EXERCISE_H

#include <jansson.h>

#include "app/plan.h"

struct sv_exercise_plan {
	const char *state;
	const char *mistakes; /* "rt_within_rd, no-answer", or "" */
	json_t *object;       /* the caller's, with its mistakes in it */
};

/* One plan for each member on the day. */
SV_MUST_USE int sv_app_plan_exercise(struct sv_app *app, struct sv_arena *arena,
				     const struct sv_moment *moment,
				     const struct sv_reading *reading, int year, uint64_t seed,
				     struct sv_exercise_plan **ret_plans, size_t *ret_count,
				     struct sv_error *err);

#endif

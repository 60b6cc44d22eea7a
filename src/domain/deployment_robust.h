/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_robust.h - what becomes of a plan when units are late, vehicles do not come and places
 * shut.
 *
 * Each draw changes the case: every unit is late by 0 to `delay_days`, every
 * vehicle stays away with a chance, every place with stands, handling or slots
 * is shut once for `closure_days` with a chance.  The drawn case is planned
 * again, as staffs do, with the same effort as the undisturbed one.  A draw
 * rests on the seed and its own number alone, so more draws never change those
 * before.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_ROBUST_H
#define SV_DOMAIN_DEPLOYMENT_ROBUST_H

#include "domain/deployment_plan.h"

#define SV_ROBUST_DRAWS_MAX 10000

struct sv_robust_options {
	int draws;
	uint64_t seed;
	long rounds; /* dispatches for each plan */
	int delay_days;
	int no_show_percent;
	int closure_percent;
	int closure_days;
};

struct sv_robust_answer {
	int planned;   /* closure of the undisturbed case; -1: none found */
	int *closures; /* of the draws that close within the horizon, the earliest first */
	int closure_count;
	int draws; /* made; less than asked for when stopped */
};

/* The closure step that so many percent of the draws keep; -1 when they do not close in time. */
int sv_robust_percentile(const struct sv_robust_answer *answer, int percent);

SV_MUST_USE int sv_deployment_robust(struct sv_arena *arena, const struct sv_deployment *deployment,
				     const struct sv_robust_options *options,
				     const struct sv_flow_watch *watch,
				     struct sv_robust_answer *ret, struct sv_error *err);

#endif

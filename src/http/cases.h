/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cases.h - the deployments of the pack, each computed once when somebody first
 * asks for it.
 *
 * One is computed at a time, in a bounded number of rounds and seconds, by the
 * threads for slow work; what is kept is its view.
 */
#ifndef SV_HTTP_CASES_H
#define SV_HTTP_CASES_H

#include <pthread.h>

#include "app/deploy_view.h"

#define SV_CASE_ROUNDS 100 /* dispatches to try: the same plan on any machine */
#define SV_CASE_SECONDS 10 /* at most, whatever the rounds */

struct sv_cases {
	pthread_mutex_t computing;
	struct sv_arena arena; /* of all of it */
	const char *geo;
	struct sv_deploy_case *items;  /* by name */
	struct sv_deploy_view **views; /* NULL until asked for; guarded by computing */
	size_t count;
};

/* pack NULL or without a folder `cases`: there are none. */
SV_MUST_USE int sv_cases_open(struct sv_cases *cases, const char *pack, struct sv_error *err);
void sv_cases_close(struct sv_cases *cases);

/* Index of a case, or -1. */
int sv_cases_find(const struct sv_cases *cases, const char *name);

SV_MUST_USE int sv_cases_view(struct sv_cases *cases, size_t index,
			      const struct sv_deploy_view **ret, struct sv_error *err);

#endif

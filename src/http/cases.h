/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cases.h - the deployments of the pack, each computed once.
 *
 * One is computed at a time, in a bounded number of rounds and seconds; what is
 * kept is its view.  Who asks for one case waits for it, by the threads for slow
 * work.  Who asks for the list is shown what is there, and the rest is computed
 * in a thread of its own, behind everything else that the machine has to do.
 */
#ifndef SV_HTTP_CASES_H
#define SV_HTTP_CASES_H

#include <pthread.h>
#include <stdatomic.h>

#include "app/deploy_view.h"

#define SV_CASE_ROUNDS 100 /* dispatches to try: the same plan on any machine */
#define SV_CASE_SECONDS 10 /* at most, whatever the rounds */

/* Both NULL until the case was computed; then one of them stands, for good. */
struct sv_case_answer {
	_Atomic(const struct sv_deploy_view *) view;
	_Atomic(const struct sv_error *) wrong; /* what keeps the file from being planned */
};

struct sv_cases {
	pthread_mutex_t computing;
	struct sv_arena arena; /* of all of it; guarded by computing once it is open */
	const char *geo;
	struct sv_deploy_case *items; /* by name */
	struct sv_case_answer *answers;
	size_t count;
	pthread_t warmer;
	atomic_bool warming; /* the thread was started */
	atomic_bool closing;
	atomic_int asking; /* readers who wait for a case: they go before the warmer */
};

/* pack NULL or without a folder `cases`: there are none. */
SV_MUST_USE int sv_cases_open(struct sv_cases *cases, const char *pack, struct sv_error *err);

/* Waits for a case that is being computed. */
void sv_cases_close(struct sv_cases *cases);

/* Index of a case, or -1. */
int sv_cases_find(const struct sv_cases *cases, const char *name);

/* Computes it if nobody has.  SV_EINVALID when the file cannot be planned. */
SV_MUST_USE int sv_cases_view(struct sv_cases *cases, size_t index,
			      const struct sv_deploy_view **ret, struct sv_error *err);

/* Begins to compute all of them, the first time it is called, and returns at once. */
void sv_cases_warm(struct sv_cases *cases);

#endif

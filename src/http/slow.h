/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * slow.h - work that takes its time goes to threads of its own.
 *
 * A thread of the server waits for many connections at once; while it works on
 * one, the others wait.  So what may take long (a workbook, a password's hash, a
 * whole record verified) is put into a queue here, its connection sleeps, and a
 * few threads do one job after the other.  A full queue refuses: whoever comes
 * then is told to come again, and nobody else notices.
 */
#ifndef SV_HTTP_SLOW_H
#define SV_HTTP_SLOW_H

#include <pthread.h>
#include <stdbool.h>

#include "base/limits.h"

struct sv_job {
	void (*run)(struct sv_job *job, bool stopping);
	struct sv_job *next;
};

struct sv_slow {
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	pthread_t threads[SV_SLOW_THREADS];
	struct sv_job *first, **last;
	int waiting;
	bool stopping;
};

void sv_slow_start(struct sv_slow *slow);

/* Jobs that still wait are run with `stopping` set: they refuse at once. */
void sv_slow_stop(struct sv_slow *slow);

/* False when too many wait already.  The job is the caller's and stands still until it was run. */
bool sv_slow_put(struct sv_slow *slow, struct sv_job *job);

#endif

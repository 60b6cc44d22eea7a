/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * throttle.h - failures to log in, by name: after SV_LOGIN_FREE of them each further one doubles
 * the time until the next attempt is looked at.  Held in memory: a restart forgives.
 */
#ifndef SV_HTTP_THROTTLE_H
#define SV_HTTP_THROTTLE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#define SV_LOGIN_FREE 5
#define SV_LOGIN_WAIT_MAX_MS (15 * 60 * 1000)
#define SV_LOGIN_PLACES 256

struct sv_throttle {
	pthread_mutex_t mutex;
	struct {
		uint64_t name; /* hash */
		int failures;
		int64_t until_ms;
	} places[SV_LOGIN_PLACES];
};

/* Milliseconds to wait, 0 when an attempt may be made. */
int64_t sv_throttle_wait(struct sv_throttle *throttle, const char *name, int64_t now_ms);
void sv_throttle_count(struct sv_throttle *throttle, const char *name, bool failed, int64_t now_ms);

#endif

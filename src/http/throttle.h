/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * throttle.h - failures to log in, by name: after SV_LOGIN_FREE of them each further one doubles
 * the time until the next attempt is looked at.  Held in memory: a restart forgives.
 *
 * Names that share a place share its failures, and a success forgives them only when all were its
 * own: so a name that falls on another's place, if somebody could find one under the secret key,
 * would not give that other more attempts.  After SV_LOGIN_WAIT_MAX_MS of peace a place is empty.
 */
#ifndef SV_HTTP_THROTTLE_H
#define SV_HTTP_THROTTLE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#define SV_LOGIN_FREE 5
#define SV_LOGIN_WAIT_MAX_MS (15 * 60 * 1000)
#define SV_LOGIN_PLACES 1024
#define SV_LOGIN_KEY_BYTES 16

struct sv_login_place {
	uint64_t name; /* hash; 0: of several */
	int failures;
	int64_t until_ms;
};

struct sv_throttle {
	pthread_mutex_t mutex;
	unsigned char key[SV_LOGIN_KEY_BYTES];
	struct sv_login_place places[SV_LOGIN_PLACES];
};

void sv_throttle_init(struct sv_throttle *throttle);

/* Milliseconds to wait, 0 when an attempt may be made. */
int64_t sv_throttle_wait(struct sv_throttle *throttle, const char *name, int64_t now_ms);
void sv_throttle_count(struct sv_throttle *throttle, const char *name, bool failed, int64_t now_ms);

#endif

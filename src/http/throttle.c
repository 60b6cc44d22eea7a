/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/throttle.h"

#define FIRST_WAIT_MS 2000

static uint64_t hash_of(const char *name)
{
	uint64_t hash = 14695981039346656037u;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 1099511628211u;
	return hash ? hash : 1;
}

int64_t sv_throttle_wait(struct sv_throttle *throttle, const char *name, int64_t now_ms)
{
	uint64_t hash = hash_of(name);
	int64_t wait = 0;
	size_t at = hash % SV_LOGIN_PLACES;

	pthread_mutex_lock(&throttle->mutex);
	if (throttle->places[at].name == hash && throttle->places[at].until_ms > now_ms)
		wait = throttle->places[at].until_ms - now_ms;
	pthread_mutex_unlock(&throttle->mutex);
	return wait;
}

/* How long after so many failures. */
static int64_t wait_after(int failures)
{
	int64_t wait = FIRST_WAIT_MS;

	if (failures < SV_LOGIN_FREE)
		return 0;
	for (int i = SV_LOGIN_FREE; i < failures && wait < SV_LOGIN_WAIT_MAX_MS; i++)
		wait *= 2;
	return wait < SV_LOGIN_WAIT_MAX_MS ? wait : SV_LOGIN_WAIT_MAX_MS;
}

void sv_throttle_count(struct sv_throttle *throttle, const char *name, bool failed, int64_t now_ms)
{
	uint64_t hash = hash_of(name);
	size_t at = hash % SV_LOGIN_PLACES;

	pthread_mutex_lock(&throttle->mutex);
	/* Two names that share a place: the later one has it. */
	if (throttle->places[at].name != hash) {
		throttle->places[at].name = hash;
		throttle->places[at].failures = 0;
	}
	throttle->places[at].failures = failed ? throttle->places[at].failures + 1 : 0;
	throttle->places[at].until_ms = now_ms + wait_after(throttle->places[at].failures);
	if (!failed)
		throttle->places[at].until_ms = 0;
	pthread_mutex_unlock(&throttle->mutex);
}

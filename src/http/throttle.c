/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/throttle.h"

#include <sodium.h>
#include <string.h>

#define FIRST_WAIT_MS 2000

_Static_assert(SV_LOGIN_KEY_BYTES == crypto_shorthash_KEYBYTES, "the key of the short hash");

void sv_throttle_init(struct sv_throttle *throttle)
{
	memset(throttle->places, 0, sizeof(throttle->places));
	randombytes_buf(throttle->key, sizeof(throttle->key));
	pthread_mutex_init(&throttle->mutex, NULL);
}

static uint64_t hash_of(const struct sv_throttle *throttle, const char *name)
{
	unsigned char bytes[crypto_shorthash_BYTES];
	uint64_t hash;

	crypto_shorthash(bytes, (const unsigned char *)name, strlen(name), throttle->key);
	memcpy(&hash, bytes, sizeof(hash));
	return hash ? hash : 1;
}

int64_t sv_throttle_wait(struct sv_throttle *throttle, const char *name, int64_t now_ms)
{
	int64_t wait;

	pthread_mutex_lock(&throttle->mutex);
	wait = throttle->places[hash_of(throttle, name) % SV_LOGIN_PLACES].until_ms - now_ms;
	pthread_mutex_unlock(&throttle->mutex);
	return wait > 0 ? wait : 0;
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
	uint64_t hash = hash_of(throttle, name);
	struct sv_login_place *place = &throttle->places[hash % SV_LOGIN_PLACES];

	pthread_mutex_lock(&throttle->mutex);
	if (now_ms - place->until_ms > SV_LOGIN_WAIT_MAX_MS)
		*place = (struct sv_login_place){0};
	if (failed) {
		place->name = place->failures && place->name != hash ? 0 : hash;
		place->failures++;
		place->until_ms = now_ms + wait_after(place->failures);
	} else if (place->name == hash) {
		*place = (struct sv_login_place){0};
	}
	pthread_mutex_unlock(&throttle->mutex);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pool.h - connections to the store, one for each request at work.
 *
 * A connection belongs to one thread at a time; it is lent for a request and
 * comes back open.
 */
#ifndef SV_HTTP_POOL_H
#define SV_HTTP_POOL_H

#include <pthread.h>

#include "app/app.h"

#define SV_POOL_MAX 64

struct sv_pool {
	pthread_mutex_t mutex;
	const char *where;
	struct sv_app idle[SV_POOL_MAX];
	int idle_count;
};

void sv_pool_init(struct sv_pool *pool, const char *where);
void sv_pool_free(struct sv_pool *pool);
SV_MUST_USE int sv_pool_take(struct sv_pool *pool, struct sv_app *ret, struct sv_error *err);
void sv_pool_give(struct sv_pool *pool, struct sv_app *app);

#endif

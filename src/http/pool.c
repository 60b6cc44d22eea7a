/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/pool.h"

void sv_pool_init(struct sv_pool *pool, const char *where)
{
	*pool = (struct sv_pool){.where = where};
	pthread_mutex_init(&pool->mutex, NULL);
}

void sv_pool_free(struct sv_pool *pool)
{
	while (pool->idle_count)
		sv_app_close(&pool->idle[--pool->idle_count]);
	pthread_mutex_destroy(&pool->mutex);
}

int sv_pool_take(struct sv_pool *pool, struct sv_app *ret, struct sv_error *err)
{
	bool found;

	pthread_mutex_lock(&pool->mutex);
	found = pool->idle_count > 0;
	if (found)
		*ret = pool->idle[--pool->idle_count];
	pthread_mutex_unlock(&pool->mutex);
	return found ? 0 : sv_app_open(pool->where, SV_DB_WRITE, ret, err);
}

void sv_pool_give(struct sv_pool *pool, struct sv_app *app)
{
	bool kept;

	pthread_mutex_lock(&pool->mutex);
	kept = pool->idle_count < SV_POOL_MAX;
	if (kept)
		pool->idle[pool->idle_count++] = *app;
	pthread_mutex_unlock(&pool->mutex);
	if (!kept)
		sv_app_close(app);
}

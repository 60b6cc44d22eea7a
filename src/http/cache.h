/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cache.h - answers that were made once, ready to be sent again.
 *
 * What is known at a size of the record never changes, so a public answer is
 * kept under its address until the record grows or the day ends: then all of
 * them go at once, and no entry has to be looked at to know that it is stale.
 * Each is kept as it is and compressed, with its entity tag.
 */
#ifndef SV_HTTP_CACHE_H
#define SV_HTTP_CACHE_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdint.h>

#include "http/portal.h"

#define SV_CACHE_BYTES_MAX (6L << 20) /* of bodies, both forms */
#define SV_CACHE_BUCKETS 1024         /* a power of two */

/* An answer in the forms in which it can be sent. */
struct sv_packed {
	struct MHD_Response *plain, *gzip, *unchanged; /* gzip may be NULL */
	char etag[40], etag_gzip[40];                  /* with their quotes */
	size_t plain_bytes, gzip_bytes;
	int status;
	const char *route; /* of the table, for the log */
};

/* What the packed answer owns goes with sv_packed_free(). */
void sv_packed_make(const struct sv_answer *answer, struct sv_packed *ret);
void sv_packed_free(struct sv_packed *packed);

struct sv_cache_entry {
	char *key;
	struct sv_packed packed;
	struct sv_cache_entry *next;
};

struct sv_cache {
	pthread_mutex_t mutex;
	int64_t record_size;
	int32_t day;
	size_t bytes;
	struct sv_cache_entry *buckets[SV_CACHE_BUCKETS];
};

void sv_cache_init(struct sv_cache *cache);
void sv_cache_free(struct sv_cache *cache);

/* The packed answer of an address, lent until sv_cache_done(); NULL when there is none. */
const struct sv_packed *sv_cache_find(struct sv_cache *cache, const char *target,
				      int64_t record_size, int32_t day);
void sv_cache_done(struct sv_cache *cache);

/* Takes over the packed answer; drops everything of another size or day, and everything when it
 * would be too much. */
void sv_cache_keep(struct sv_cache *cache, const char *target, int64_t record_size, int32_t day,
		   const struct sv_packed *packed);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/cache.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define GZIP_LEVEL 6
#define GZIP_WORTH 512 /* bytes from which compressing pays */

/* Nothing but ourselves: no inline style or script, nothing from elsewhere, no frame. */
#define CONTENT_POLICY                                                              \
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " \
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
	enum MHD_Result r = MHD_add_response_header(response, name, value);

	assert(r == MHD_YES);
}

static void add_headers(struct MHD_Response *response, const struct sv_answer *answer,
			const char *etag)
{
	add_header(response, "Content-Security-Policy", CONTENT_POLICY);
	add_header(response, "X-Content-Type-Options", "nosniff");
	/* Not "no-referrer": forms would be sent with the origin "null". */
	add_header(response, "Referrer-Policy", "same-origin");
	add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
	add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
	add_header(response, "Vary", "Accept-Encoding, Cookie");
	add_header(response, "Cache-Control",
		   answer->is_asset     ? "public, max-age=31536000, immutable"
		   : answer->is_private ? "private, no-store"
					: "no-cache");
	if (answer->status == SV_HTTP_OK && !answer->is_private)
		add_header(response, "ETag", etag);
	if (answer->location)
		add_header(response, "Location", answer->location);
	if (answer->cookie)
		add_header(response, "Set-Cookie", answer->cookie);
	if (answer->filename) {
		char value[160];

		/* Names are of our making: letters, digits, '-' and '.'. */
		snprintf(value, sizeof(value), "attachment; filename=\"%s\"", answer->filename);
		add_header(response, "Content-Disposition", value);
	}
	if (answer->closes)
		add_header(response, "Connection", "close");
	if (answer->allow)
		add_header(response, "Allow", answer->allow);
}

static struct MHD_Response *response_of(struct sv_str body, enum MHD_ResponseMemoryMode mode,
					const struct sv_answer *answer, const char *etag)
{
	struct MHD_Response *response =
	    MHD_create_response_from_buffer(body.len, (void *)(uintptr_t)body.ptr, mode);

	if (!response)
		sv_out_of_memory();
	add_headers(response, answer, etag);
	if (answer->content_type)
		add_header(response, "Content-Type", answer->content_type);
	return response;
}

/* The compressed bytes, to be freed; NULL when it does not pay. */
static char *compressed(struct sv_str body, size_t *ret_len)
{
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)body.ptr, .avail_in = (uInt)body.len};
	size_t bound = compressBound((uLong)body.len) + 32;
	char *out;

	if (body.len < GZIP_WORTH)
		return NULL;
	if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return NULL;
	out = sv_xmalloc(bound);
	stream.next_out = (Bytef *)out;
	stream.avail_out = (uInt)bound;
	if (deflate(&stream, Z_FINISH) != Z_STREAM_END) {
		deflateEnd(&stream);
		free(out);
		return NULL;
	}
	*ret_len = stream.total_out;
	deflateEnd(&stream);
	return out;
}

static void make_etags(struct sv_str body, struct sv_packed *ret)
{
	unsigned char hash[16];
	char hex[33];

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)body.ptr, body.len, NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	snprintf(ret->etag, sizeof(ret->etag), "\"%s\"", hex);
	snprintf(ret->etag_gzip, sizeof(ret->etag_gzip), "\"%s-gz\"", hex);
}

void sv_packed_make(const struct sv_answer *answer, struct sv_packed *ret)
{
	struct sv_answer unchanged = *answer;
	char *gzip;

	*ret = (struct sv_packed){.status = answer->status,
				  .plain_bytes = answer->body.len,
				  .route = answer->route ? answer->route->path : "-"};
	make_etags(answer->body, ret);
	ret->plain = response_of(answer->body, MHD_RESPMEM_MUST_COPY, answer, ret->etag);
	gzip = compressed(answer->body, &ret->gzip_bytes);
	if (gzip) {
		ret->gzip = response_of((struct sv_str){gzip, ret->gzip_bytes},
					MHD_RESPMEM_MUST_FREE, answer, ret->etag_gzip);
		add_header(ret->gzip, "Content-Encoding", "gzip");
	}
	unchanged.content_type = NULL;
	ret->unchanged = response_of(SV_STR_NONE, MHD_RESPMEM_PERSISTENT, &unchanged, ret->etag);
}

void sv_packed_free(struct sv_packed *packed)
{
	MHD_destroy_response(packed->plain);
	MHD_destroy_response(packed->unchanged);
	if (packed->gzip)
		MHD_destroy_response(packed->gzip);
}

void sv_cache_init(struct sv_cache *cache)
{
	*cache = (struct sv_cache){.record_size = -1};
	pthread_mutex_init(&cache->mutex, NULL);
}

static void drop_all(struct sv_cache *cache)
{
	for (size_t i = 0; i < SV_CACHE_BUCKETS; i++) {
		while (cache->buckets[i]) {
			struct sv_cache_entry *entry = cache->buckets[i];

			cache->buckets[i] = entry->next;
			sv_packed_free(&entry->packed);
			free(entry->key);
			free(entry);
		}
	}
	cache->bytes = 0;
}

void sv_cache_free(struct sv_cache *cache)
{
	drop_all(cache);
	pthread_mutex_destroy(&cache->mutex);
}

/* FNV-1a: addresses are short, and whoever fills a bucket on purpose fills the cache sooner. */
static size_t bucket_of(const char *key)
{
	uint64_t hash = 14695981039346656037u;

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 1099511628211u;
	return (size_t)(hash ^ hash >> 32) & (SV_CACHE_BUCKETS - 1);
}

static struct sv_cache_entry *find(struct sv_cache *cache, const char *target)
{
	struct sv_cache_entry *entry = cache->buckets[bucket_of(target)];

	while (entry && strcmp(entry->key, target) != 0)
		entry = entry->next;
	return entry;
}

const struct sv_packed *sv_cache_find(struct sv_cache *cache, const char *target,
				      int64_t record_size, int32_t day)
{
	struct sv_cache_entry *entry = NULL;

	pthread_mutex_lock(&cache->mutex);
	if (cache->record_size == record_size && cache->day == day)
		entry = find(cache, target);
	if (entry)
		return &entry->packed;
	pthread_mutex_unlock(&cache->mutex);
	return NULL;
}

void sv_cache_done(struct sv_cache *cache)
{
	pthread_mutex_unlock(&cache->mutex);
}

static void insert(struct sv_cache *cache, const char *target, const struct sv_packed *packed)
{
	size_t bucket = bucket_of(target), len = strlen(target) + 1;
	struct sv_cache_entry *entry = sv_xmalloc(sizeof(*entry));

	*entry = (struct sv_cache_entry){
	    .key = sv_xmalloc(len), .packed = *packed, .next = cache->buckets[bucket]};
	memcpy(entry->key, target, len);
	cache->buckets[bucket] = entry;
	cache->bytes += packed->plain_bytes + packed->gzip_bytes;
}

void sv_cache_keep(struct sv_cache *cache, const char *target, int64_t record_size, int32_t day,
		   const struct sv_packed *packed)
{
	struct sv_packed mine = *packed;

	pthread_mutex_lock(&cache->mutex);
	if (cache->record_size != record_size || cache->day != day ||
	    cache->bytes + packed->plain_bytes + packed->gzip_bytes > SV_CACHE_BYTES_MAX) {
		drop_all(cache);
		cache->record_size = record_size;
		cache->day = day;
	}
	if (find(cache, target))
		sv_packed_free(&mine);
	else
		insert(cache, target, packed);
	pthread_mutex_unlock(&cache->mutex);
}

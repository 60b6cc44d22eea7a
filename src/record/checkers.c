/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * checkers.c - a ring of batches: the reader fills the one at `filled`, the
 * checkers take them at `taken`, and the reader collects at `collected`.
 */
#include "record/checkers.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/pieces.h"

#define BATCHES 4
#define BATCH_BYTES (256 << 10)
#define THREADS_MAX 3 /* one thread reads as fast as two can hash */

struct slot {
	struct sv_batch batch;
	char bytes[BATCH_BYTES];
	size_t used;
	bool checked;
};

struct sv_checkers {
	struct slot slots[BATCHES];
	uint64_t collected, taken, filled; /* they only grow; the slot is the rest by BATCHES */
	struct slot *lent;                 /* the batch that was collected last */
	bool over;
	pthread_mutex_t lock;
	pthread_cond_t to_check, to_collect;
	pthread_t threads[THREADS_MAX];
	size_t thread_count;
	struct sv_hasher *hasher; /* for what is hashed on the spot */
	struct sv_buf entry;
};

static struct slot *slot_of(struct sv_checkers *checkers, uint64_t number)
{
	return &checkers->slots[number % BATCHES];
}

static struct sv_error *keep(const struct sv_error *err)
{
	struct sv_error *copy = sv_xmalloc(sizeof(*copy));

	*copy = *err;
	return copy;
}

/* A leaf completes the nodes above it as adding one carries in binary. */
static void hash_nodes(struct sv_batch *batch, struct sv_hasher *hasher)
{
	int64_t first = batch->items[0].document.index;
	struct sv_hash peaks[64], *next = batch->nodes;

	for (size_t i = 0; i < batch->count; i++) {
		struct sv_hash hash = batch->items[i].document.leaf_hash;
		uint64_t position = (uint64_t)first + i;
		int level = 0;

		for (; position & 1 && sv_batch_holds(first, level, position); position >>= 1) {
			hash = sv_hash_node(hasher, &peaks[level], &hash);
			*next++ = hash;
			level++;
		}
		peaks[level] = hash;
	}
}

static void check_batch(struct sv_batch *batch, struct sv_hasher *hasher, struct sv_buf *entry)
{
	for (size_t i = 0; i < batch->count; i++) {
		struct sv_error err = SV_ERROR_INIT;
		struct sv_checked *item = &batch->items[i];

		if (!item->judged &&
		    sv_document_check_whole(hasher, entry, &item->document, &err) < 0)
			item->wrong = keep(&err);
	}
	hash_nodes(batch, hasher);
}

static void *check_batches(void *context)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_buf_free) struct sv_buf entry = SV_BUF_INIT;
	struct sv_checkers *checkers = context;

	pthread_mutex_lock(&checkers->lock);
	for (;;) {
		struct slot *slot = slot_of(checkers, checkers->taken);

		if (checkers->taken < checkers->filled) {
			checkers->taken++;
			pthread_mutex_unlock(&checkers->lock);
			check_batch(&slot->batch, hasher, &entry);
			pthread_mutex_lock(&checkers->lock);
			slot->checked = true;
			pthread_cond_signal(&checkers->to_collect);
		} else if (checkers->over) {
			break;
		} else {
			pthread_cond_wait(&checkers->to_check, &checkers->lock);
		}
	}
	pthread_mutex_unlock(&checkers->lock);
	return NULL;
}

struct sv_checkers *sv_checkers_new(void)
{
	struct sv_checkers *checkers = sv_xmalloc(sizeof(*checkers));
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	/* Not the batches: their pages are touched when they are filled. */
	for (size_t i = 0; i < BATCHES; i++) {
		checkers->slots[i].batch.count = checkers->slots[i].used = 0;
		checkers->slots[i].checked = false;
	}
	checkers->collected = checkers->taken = checkers->filled = 0;
	checkers->lent = NULL;
	checkers->over = false;
	checkers->thread_count = 0;
	checkers->hasher = sv_hasher_new();
	checkers->entry = (struct sv_buf)SV_BUF_INIT;
	pthread_mutex_init(&checkers->lock, NULL);
	pthread_cond_init(&checkers->to_check, NULL);
	pthread_cond_init(&checkers->to_collect, NULL);
	while (checkers->thread_count < THREADS_MAX &&
	       (long)checkers->thread_count + 1 < processors &&
	       pthread_create(&checkers->threads[checkers->thread_count], NULL, check_batches,
			      checkers) == 0)
		checkers->thread_count++;
	return checkers;
}

static void empty(struct slot *slot)
{
	for (size_t i = 0; i < slot->batch.count; i++)
		free(slot->batch.items[i].wrong);
	slot->batch.count = slot->used = 0;
	slot->checked = false;
}

void sv_checkers_free(struct sv_checkers **checkers)
{
	struct sv_checkers *c = *checkers;

	if (!c)
		return;
	pthread_mutex_lock(&c->lock);
	c->over = true;
	pthread_cond_broadcast(&c->to_check);
	pthread_mutex_unlock(&c->lock);
	for (size_t i = 0; i < c->thread_count; i++)
		pthread_join(c->threads[i], NULL);
	for (size_t i = 0; i < BATCHES; i++)
		empty(&c->slots[i]);
	pthread_cond_destroy(&c->to_check);
	pthread_cond_destroy(&c->to_collect);
	pthread_mutex_destroy(&c->lock);
	sv_hasher_free(&c->hasher);
	sv_buf_free(&c->entry);
	free(c);
	*checkers = NULL;
}

static const char *keep_bytes(struct slot *slot, const char *bytes, size_t len)
{
	char *copy = slot->bytes + slot->used;

	if (len)
		memcpy(copy, bytes, len);
	slot->used += len;
	return copy;
}

/* The place for a document in the batch that is being filled, or NULL. */
static struct sv_checked *place(struct slot *slot, const struct sv_document *document)
{
	struct sv_batch *batch = &slot->batch;
	struct sv_checked *item = &batch->items[batch->count];

	if (batch->count == SV_BATCH_DOCUMENTS ||
	    (batch->count && document->index != item[-1].document.index + 1))
		return NULL;
	batch->count++;
	item->document = *document;
	item->wrong = NULL;
	item->judged = false;
	return item;
}

enum sv_added sv_checkers_add(struct sv_checkers *checkers, const struct sv_document *document)
{
	const size_t kind = strlen(document->kind) + 1, name = strlen(document->name) + 1;
	const size_t author = strlen(document->author) + 1;
	const size_t signature = strlen(document->signature) + 1;
	const size_t all = kind + name + author + signature + document->content.len;
	struct slot *slot = slot_of(checkers, checkers->filled);
	struct sv_document *copy;
	struct sv_checked *item;

	if (document->has_gaps || all > BATCH_BYTES)
		return SV_ADDED_NEVER;
	if (all > BATCH_BYTES - slot->used || !(item = place(slot, document)))
		return SV_ADDED_FULL;
	copy = &item->document;
	copy->kind = keep_bytes(slot, document->kind, kind);
	copy->name = keep_bytes(slot, document->name, name);
	copy->author = keep_bytes(slot, document->author, author);
	copy->signature = keep_bytes(slot, document->signature, signature);
	copy->content.ptr = keep_bytes(slot, document->content.ptr, document->content.len);
	return SV_ADDED;
}

enum sv_added sv_checkers_add_judged(struct sv_checkers *checkers,
				     const struct sv_document *document,
				     const struct sv_error *wrong)
{
	struct sv_checked *item = place(slot_of(checkers, checkers->filled), document);

	if (!item)
		return SV_ADDED_FULL;
	item->judged = true;
	item->wrong = wrong ? keep(wrong) : NULL;
	return SV_ADDED;
}

/* Wait for the oldest batch that was sent; its slot is emptied with the next call. */
static const struct sv_batch *oldest(struct sv_checkers *checkers)
{
	struct slot *slot = slot_of(checkers, checkers->collected++);

	pthread_mutex_lock(&checkers->lock);
	while (!slot->checked)
		pthread_cond_wait(&checkers->to_collect, &checkers->lock);
	pthread_mutex_unlock(&checkers->lock);
	checkers->lent = slot;
	return &slot->batch;
}

static void take_back(struct sv_checkers *checkers)
{
	if (checkers->lent)
		empty(checkers->lent);
	checkers->lent = NULL;
}

static void send(struct sv_checkers *checkers)
{
	struct slot *slot = slot_of(checkers, checkers->filled);

	if (slot->batch.count == 0)
		return;
	if (!checkers->thread_count) {
		check_batch(&slot->batch, checkers->hasher, &checkers->entry);
		slot->checked = true;
	}
	pthread_mutex_lock(&checkers->lock);
	checkers->filled++;
	pthread_cond_signal(&checkers->to_check);
	pthread_mutex_unlock(&checkers->lock);
}

const struct sv_batch *sv_checkers_send(struct sv_checkers *checkers)
{
	take_back(checkers);
	send(checkers);
	/* One slot is lent, one is filled. */
	return checkers->filled - checkers->collected < BATCHES - 1 ? NULL : oldest(checkers);
}

const struct sv_batch *sv_checkers_collect(struct sv_checkers *checkers)
{
	take_back(checkers);
	send(checkers);
	return checkers->collected < checkers->filled ? oldest(checkers) : NULL;
}

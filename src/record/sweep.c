/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/sweep.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "record/pieces.h"
#include "record/record.h"
#include "record/tree.h"

#define STRETCH_LEVEL_MIN 6  /* shorter ones cost more seeking than they spread work */
#define STRETCH_LEVEL_MAX 12 /* longer ones bring nothing */
#define STRETCHES 16         /* wanted of a record, so that readers end together */
#define AHEAD 64             /* stretches that may be read before an earlier one is joined */

/* What a reader says of one stretch. */
struct stretch {
	bool read, sound;
	int64_t count;
	int64_t first_ms, last_ms;
	struct sv_hash peaks[STRETCH_LEVEL_MAX + 1]; /* the complete subtrees it consists of */
};

struct sweep {
	int64_t size;
	int level; /* a stretch has 2^level documents */
	int64_t count;
	pthread_mutex_t lock;
	pthread_cond_t joined_more;
	int64_t taken, joined; /* numbers of the next stretch */
	bool over;             /* what was joined last was the end, or not sound */
	struct sv_db *above;   /* reads the nodes above the stretches */
	struct stretch stretches[AHEAD];
	struct sv_swept swept;
};

struct reader {
	struct sweep *sweep;
	struct sv_db *db;
	pthread_t thread;
	struct sv_hasher *hasher;
	struct sv_buf entry;
	int64_t next; /* index of the document that must come next */
	struct stretch *stretch;
	struct sv_hash nodes[1 << STRETCH_LEVEL_MAX]; /* of the stretch, one level at a time */
};

static int unsound(void)
{
	return SV_ECORRUPT;
}

static int read_document(const struct sv_document *document, void *context, struct sv_error *err)
{
	struct reader *reader = context;
	struct stretch *stretch = reader->stretch;
	int r;

	if (document->index != reader->next++ ||
	    (stretch->count && document->recorded_ms < stretch->last_ms))
		return unsound();
	if (document->has_gaps) {
		r = sv_document_check(reader->db, reader->hasher, document, err);
	} else {
		r = sv_document_check_whole(reader->hasher, &reader->entry, document, err);
	}
	if (r < 0)
		return r;
	if (!stretch->count)
		stretch->first_ms = document->recorded_ms;
	stretch->last_ms = document->recorded_ms;
	reader->nodes[stretch->count++] = document->leaf_hash;
	return 0;
}

/* The stored nodes of one level from `position` on are these. */
static int compare_level(struct reader *reader, int level, int64_t position, int64_t count)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_hash stored;
	int r =
	    sv_stmt_open(reader->db,
			 "SELECT position, hash FROM record_node"
			 " WHERE level = ? AND position >= ? AND position < ? ORDER BY position",
			 &stmt, NULL);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, level);
	sv_stmt_bind_int(stmt, 2, position);
	sv_stmt_bind_int(stmt, 3, position + count);
	for (int64_t i = 0; i < count; i++) {
		r = sv_stmt_step(stmt, NULL);
		if (r <= 0 || sv_stmt_int(stmt, 0) != position + i ||
		    !sv_hash_from_blob(sv_stmt_blob(stmt, 1), &stored) ||
		    !sv_hash_equal(&stored, &reader->nodes[i]))
			return unsound();
	}
	return 0;
}

/* Level by level upwards; what has no right neighbour is a peak of what was read. */
static int read_nodes(struct reader *reader, int64_t first)
{
	int64_t count = reader->stretch->count;
	int r = 0;

	for (int level = 0; r == 0 && count; level++) {
		if (count & 1)
			reader->stretch->peaks[level] = reader->nodes[count - 1];
		count >>= 1;
		for (int64_t i = 0; i < count; i++)
			reader->nodes[i] = sv_hash_node(reader->hasher, &reader->nodes[2 * i],
							&reader->nodes[2 * i + 1]);
		if (count)
			r = compare_level(reader, level + 1, first >> (level + 1), count);
	}
	return r;
}

static bool read_stretch(struct reader *reader, int64_t number)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sweep *sweep = reader->sweep;
	int64_t first = number << sweep->level, end = (number + 1) << sweep->level;
	int r;

	if (end > sweep->size)
		end = sweep->size;
	reader->next = first;
	reader->stretch->count = 0;
	/* One state of the store: pieces go with the content that lacks them. */
	r = sv_tx_begin_read(&tx, reader->db, NULL);
	if (r == 0)
		r = sv_record_walk(reader->db, first, end, true, read_document, reader, NULL);
	if (r == 0 && reader->stretch->count == end - first)
		return read_nodes(reader, first) == 0;
	return false;
}

/* The next stretch goes behind the tree; nodes above its root that are complete with it must be
 * stored. */
static bool join(struct reader *reader, const struct stretch *stretch)
{
	struct sv_swept swept = reader->sweep->swept;
	struct sv_merkle *tree = &swept.tree;
	int level = reader->sweep->level;

	if (!stretch->sound || stretch->first_ms < swept.last_ms)
		return false;
	swept.last_ms = stretch->last_ms;
	if (stretch->count >> level) {
		struct sv_hash hash = stretch->peaks[level], stored;
		int64_t position = (int64_t)(tree->size >> level);

		for (; position & 1; position >>= 1) {
			hash = sv_hash_node(reader->hasher, &tree->peaks[level++], &hash);
			if (sv_tree_node(reader->sweep->above, level, position >> 1, &stored,
					 NULL) < 0 ||
			    !sv_hash_equal(&hash, &stored))
				return false;
		}
		tree->peaks[level] = hash;
	} else {
		memcpy(tree->peaks, stretch->peaks, (size_t)level * sizeof(tree->peaks[0]));
	}
	tree->size += (uint64_t)stretch->count;
	reader->sweep->swept = swept;
	return true;
}

/* Under the lock: whoever read the stretch that was waited for joins those behind it too. */
static void join_all(struct reader *reader)
{
	struct sweep *sweep = reader->sweep;
	struct stretch *stretch = &sweep->stretches[sweep->joined % AHEAD];

	while (!sweep->over && stretch->read) {
		stretch->read = false;
		sweep->over = !join(reader, stretch) || ++sweep->joined == sweep->count;
		stretch = &sweep->stretches[sweep->joined % AHEAD];
	}
	pthread_cond_broadcast(&sweep->joined_more);
}

static void *read_stretches(void *context)
{
	struct reader *reader = context;
	struct sweep *sweep = reader->sweep;

	pthread_mutex_lock(&sweep->lock);
	while (!sweep->over && sweep->taken < sweep->count) {
		int64_t number = sweep->taken;
		struct stretch *stretch = &sweep->stretches[number % AHEAD];

		if (number - sweep->joined >= AHEAD) {
			pthread_cond_wait(&sweep->joined_more, &sweep->lock);
			continue;
		}
		sweep->taken++;
		pthread_mutex_unlock(&sweep->lock);
		reader->stretch = stretch;
		stretch->sound = read_stretch(reader, number);
		pthread_mutex_lock(&sweep->lock);
		stretch->read = true;
		join_all(reader);
	}
	pthread_mutex_unlock(&sweep->lock);
	return NULL;
}

/* NULL where no connection can be had. */
static struct reader *reader_new(struct sweep *sweep, const struct sv_db *db)
{
	struct sv_db *beside = NULL;
	struct reader *reader;

	if (sv_db_open_beside(db, &beside, NULL) < 0)
		return NULL;
	/* Not the nodes: their pages are touched when they are filled. */
	reader = sv_xmalloc(sizeof(*reader));
	reader->sweep = sweep;
	reader->db = beside;
	reader->hasher = sv_hasher_new();
	reader->entry = (struct sv_buf)SV_BUF_INIT;
	return reader;
}

static void reader_free(struct reader *reader)
{
	sv_db_close(&reader->db);
	sv_hasher_free(&reader->hasher);
	sv_buf_free(&reader->entry);
	free(reader);
}

/* The first reader is this thread. */
static void read_all(struct sweep *sweep, const struct sv_db *db, int count)
{
	struct reader *readers[SV_VERIFY_READERS_MAX];
	int started = 0;

	while (started < count && (readers[started] = reader_new(sweep, db))) {
		if (started && pthread_create(&readers[started]->thread, NULL, read_stretches,
					      readers[started]) != 0) {
			reader_free(readers[started]);
			break;
		}
		started++;
	}
	if (started)
		(void)read_stretches(readers[0]);
	for (int i = 0; i < started; i++) {
		if (i)
			pthread_join(readers[i]->thread, NULL);
		reader_free(readers[i]);
	}
}

static int reader_count(const struct sweep *sweep, int wanted)
{
	int64_t count = wanted > 0 ? wanted : sysconf(_SC_NPROCESSORS_ONLN);

	if (count > SV_VERIFY_READERS_MAX)
		count = SV_VERIFY_READERS_MAX;
	return (int)(count < sweep->count ? count : sweep->count);
}

static int stretch_level(int64_t size)
{
	int level = STRETCH_LEVEL_MIN;

	while (level < STRETCH_LEVEL_MAX && size >> level >= STRETCHES)
		level++;
	return level;
}

void sv_record_sweep(struct sv_db *db, int64_t size, int readers, struct sv_swept *ret)
{
	struct sweep *sweep = sv_xmalloc(sizeof(*sweep));

	memset(sweep, 0, sizeof(*sweep));
	sweep->size = size;
	sweep->level = stretch_level(size);
	sweep->count = (size + (1 << sweep->level) - 1) >> sweep->level;
	sweep->swept.last_ms = INT64_MIN;
	pthread_mutex_init(&sweep->lock, NULL);
	pthread_cond_init(&sweep->joined_more, NULL);
	if (sweep->count > 1 && sv_db_open_beside(db, &sweep->above, NULL) == 0)
		read_all(sweep, db, reader_count(sweep, readers));
	sv_db_close(&sweep->above);
	pthread_cond_destroy(&sweep->joined_more);
	pthread_mutex_destroy(&sweep->lock);
	*ret = sweep->swept;
	free(sweep);
}

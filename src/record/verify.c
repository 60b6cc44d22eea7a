/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verify.c - the whole record hashed anew: docs/formats/record.md, section 7.
 *
 * Documents are read in their order and handed to checkers.h in batches.  As
 * batches come back, the stored nodes are read beside them: one statement a
 * level, each of which is at the node that is completed next.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "record/checkers.h"
#include "record/commitment.h"
#include "record/pieces.h"
#include "record/record.h"

#define LEVELS 63

struct verification {
	struct sv_db *db;
	struct sv_hasher *hasher;
	struct sv_checkers *checkers;
	struct sv_stmt *levels[LEVELS]; /* nodes of each level in order, opened when needed */
	bool level_ended[LEVELS];
	struct sv_merkle tree;
	int64_t next_read; /* index of the document that must be read next */
	int64_t next;      /* the same of what was collected */
	bool tree_open;    /* no document was missing so far: the tree can be followed */
	int64_t last_ms;
	struct sv_findings *findings;
};

static void release(struct verification *v)
{
	for (int i = 0; i < LEVELS; i++)
		sv_stmt_done(&v->levels[i]);
	sv_checkers_free(&v->checkers);
	sv_hasher_free(&v->hasher);
}

static void damaged(struct verification *v, const char *rule, const char *message, int64_t index)
{
	char place[32];

	snprintf(place, sizeof(place), "document %" PRId64, index);
	sv_findings_add(v->findings, &(struct sv_finding){.severity = SV_BLOCKER,
							  .rule = rule,
							  .place = place,
							  .message = message});
}

static int open_level(struct verification *v, int level, struct sv_error *err)
{
	int r = sv_stmt_open(v->db,
			     "SELECT position, hash FROM record_node WHERE level = ?"
			     " ORDER BY position",
			     &v->levels[level], err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(v->levels[level], 1, level);
	sv_stmt_stream(v->levels[level]);
	return 0;
}

/* The next stored node of a level must be this one. */
static int verify_node(struct verification *v, int level, int64_t position,
		       const struct sv_hash *hash, int64_t index, struct sv_error *err)
{
	struct sv_hash stored;
	int r = 0;

	if (v->level_ended[level])
		return 0;
	if (!v->levels[level])
		r = open_level(v, level, err);
	if (r == 0)
		r = sv_stmt_step(v->levels[level], err);
	if (r < 0 && r != SV_ECORRUPT)
		return r;
	if (r <= 0 || sv_stmt_int(v->levels[level], 0) != position) {
		/* What follows on this level cannot be told apart from what is missing. */
		v->level_ended[level] = true;
		damaged(v, "node-missing", "a node of the tree above it is missing", index);
		return 0;
	}
	if (!sv_hash_from_blob(sv_stmt_blob(v->levels[level], 1), &stored) ||
	    !sv_hash_equal(hash, &stored))
		damaged(v, "node-hash", "a node of the tree above it was changed", index);
	return 0;
}

/* Add a leaf; every subtree it completes must be stored as it comes out here.  Those within the
 * batch that begins at `first` were hashed with it: *batch_nodes is the next. */
static int grow(struct verification *v, struct sv_hash hash, int64_t first,
		const struct sv_hash **batch_nodes, struct sv_error *err)
{
	int64_t index = (int64_t)v->tree.size;
	int level = 0, r;

	for (uint64_t position = v->tree.size; position & 1; position >>= 1) {
		if (sv_batch_holds(first, level, position))
			hash = *(*batch_nodes)++;
		else
			hash = sv_hash_node(v->hasher, &v->tree.peaks[level], &hash);
		level++;
		r = verify_node(v, level, (int64_t)(position >> 1), &hash, index, err);
		if (r < 0)
			return r;
	}
	v->tree.peaks[level] = hash;
	v->tree.size++;
	return 0;
}

static void skipped(struct verification *v, int64_t to)
{
	for (; v->next < to; v->next++)
		damaged(v, "document-missing", "the document is missing", v->next);
	v->tree_open = false;
}

static int collect(struct verification *v, const struct sv_batch *batch, struct sv_error *err)
{
	const struct sv_hash *nodes = batch->nodes;
	int64_t first = batch->items[0].document.index;
	int r;

	for (size_t i = 0; i < batch->count; i++) {
		const struct sv_document *document = &batch->items[i].document;

		if (document->index > v->next)
			skipped(v, document->index);
		if (batch->items[i].wrong)
			damaged(v, "document-hash", batch->items[i].wrong->message,
				document->index);
		if (document->recorded_ms < v->last_ms)
			damaged(v, "document-order", "it is dated before the document ahead of it",
				document->index);
		v->last_ms = document->recorded_ms;
		v->next = document->index + 1;
		r = v->tree_open ? grow(v, document->leaf_hash, first, &nodes, err) : 0;
		if (r < 0)
			return r;
	}
	return 0;
}

static int collect_all(struct verification *v, struct sv_error *err)
{
	const struct sv_batch *batch;
	int r = 0;

	while (r == 0 && (batch = sv_checkers_collect(v->checkers)))
		r = collect(v, batch, err);
	return r;
}

static enum sv_added add(struct verification *v, const struct sv_document *document)
{
	struct sv_error wrong = SV_ERROR_INIT;
	enum sv_added added = sv_checkers_add(v->checkers, document);

	if (added != SV_ADDED_NEVER)
		return added;
	return sv_checkers_add_judged(
	    v->checkers, document,
	    sv_document_check(v->db, v->hasher, document, &wrong) < 0 ? &wrong : NULL);
}

static int verify_document(const struct sv_document *document, void *context, struct sv_error *err)
{
	struct verification *v = context;
	const struct sv_batch *batch;
	int r = 0;

	v->next_read = document->index + 1;
	/* At most twice: an empty batch takes any document. */
	while (r == 0 && add(v, document) == SV_ADDED_FULL) {
		batch = sv_checkers_send(v->checkers);
		r = batch ? collect(v, batch, err) : 0;
	}
	return r;
}

/* A tree of n leaves has as many complete subtrees as n halves: more were left by a longer one. */
static int verify_node_count(struct verification *v, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int64_t expected = 0;
	int r = sv_stmt_open(v->db, "SELECT COUNT(*) FROM record_node", &stmt, err);

	if (r < 0)
		return r;
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	for (uint64_t rest = v->tree.size >> 1; rest; rest >>= 1)
		expected += (int64_t)rest;
	if (sv_stmt_int(stmt, 0) > expected)
		damaged(v, "node-surplus", "the tree has nodes for documents that are not there",
			(int64_t)v->tree.size);
	return 0;
}

/* Walk on behind whatever cannot be read, until the end is reached or nothing comes any more. */
static int verify_documents(struct verification *v, int64_t size, struct sv_error *err)
{
	int r, walked;

	do {
		struct sv_error why = SV_ERROR_INIT;

		walked =
		    sv_record_walk(v->db, v->next_read, INT64_MAX, true, verify_document, v, &why);
		if (walked < 0 && walked != SV_ECORRUPT) {
			if (err)
				*err = why;
			return walked;
		}
		r = collect_all(v, err);
		if (r < 0)
			return r;
		if (walked == SV_ECORRUPT) {
			damaged(v, "document-unreadable", why.message, v->next++);
			v->next_read = v->next;
			v->tree_open = false;
		}
	} while (walked == SV_ECORRUPT && v->next < size);
	return 0;
}

int sv_record_verify(struct sv_db *db, struct sv_findings *findings, struct sv_hash *ret_root,
		     struct sv_error *err)
{
	_cleanup_(release) struct verification v = {.db = db,
						    .hasher = sv_hasher_new(),
						    .checkers = sv_checkers_new(),
						    .last_ms = INT64_MIN,
						    .tree_open = true,
						    .findings = findings};
	int64_t size = 0;
	int r = sv_record_size(db, &size, err);

	if (r < 0 && r != SV_ECORRUPT)
		return r;
	r = verify_documents(&v, size, err);
	if (r < 0)
		return r;
	if (v.tree_open) {
		r = verify_node_count(&v, err);
		if (r < 0 && r != SV_ECORRUPT)
			return r;
		if (r < 0)
			damaged(&v, "node-unreadable", "the nodes of the tree cannot be read",
				v.next);
	}
	*ret_root = sv_merkle_root(&v.tree, v.hasher);
	return 0;
}

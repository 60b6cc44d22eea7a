/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verify.c - the whole record hashed anew: docs/formats/record.md, section 7.
 *
 * A sweep goes as far as all is well.  From there on documents are read in their
 * order and the stored nodes beside them: one statement a level, each of which
 * is at the node that is completed next.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "record/commitment.h"
#include "record/pieces.h"
#include "record/record.h"
#include "record/sweep.h"

#define LEVELS 63

struct verification {
	struct sv_db *db;
	struct sv_hasher *hasher;
	struct sv_stmt *levels[LEVELS]; /* nodes of each level in order, opened when needed */
	bool level_ended[LEVELS];
	struct sv_merkle tree;
	int64_t next;   /* index of the document that must come next */
	bool tree_open; /* no document was missing so far: the tree can be followed */
	int64_t last_ms;
	struct sv_findings *findings;
};

static void release(struct verification *v)
{
	for (int i = 0; i < LEVELS; i++)
		sv_stmt_done(&v->levels[i]);
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

/* From the node that comes next: those before it were swept. */
static int open_level(struct verification *v, int level, int64_t position, struct sv_error *err)
{
	int r = sv_stmt_open(v->db,
			     "SELECT position, hash FROM record_node"
			     " WHERE level = ? AND position >= ? ORDER BY position",
			     &v->levels[level], err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(v->levels[level], 1, level);
	sv_stmt_bind_int(v->levels[level], 2, position);
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
		r = open_level(v, level, position, err);
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

/* Add a leaf; every subtree it completes must be stored as it comes out here. */
static int grow(struct verification *v, struct sv_hash hash, struct sv_error *err)
{
	int64_t index = (int64_t)v->tree.size;
	int level = 0, r;

	for (uint64_t position = v->tree.size; position & 1; position >>= 1) {
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

static int verify_document(const struct sv_document *document, void *context, struct sv_error *err)
{
	struct sv_error wrong = SV_ERROR_INIT;
	struct verification *v = context;

	for (; v->next < document->index; v->next++) {
		damaged(v, "document-missing", "the document is missing", v->next);
		v->tree_open = false;
	}
	if (sv_document_check(v->db, v->hasher, document, &wrong) < 0)
		damaged(v, "document-hash", wrong.message, document->index);
	if (document->recorded_ms < v->last_ms)
		damaged(v, "document-order", "it is dated before the document ahead of it",
			document->index);
	v->last_ms = document->recorded_ms;
	v->next = document->index + 1;
	return v->tree_open ? grow(v, document->leaf_hash, err) : 0;
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
	int walked;

	do {
		struct sv_error why = SV_ERROR_INIT;

		walked = sv_record_walk(v->db, v->next, INT64_MAX, true, verify_document, v, &why);
		if (walked < 0 && walked != SV_ECORRUPT) {
			if (err)
				*err = why;
			return walked;
		}
		if (walked == SV_ECORRUPT) {
			damaged(v, "document-unreadable", why.message, v->next++);
			v->tree_open = false;
		}
	} while (walked == SV_ECORRUPT && v->next < size);
	return 0;
}

int sv_record_verify(struct sv_db *db, int readers, struct sv_findings *findings,
		     struct sv_hash *ret_root, struct sv_error *err)
{
	_cleanup_(release) struct verification v = {
	    .db = db, .hasher = sv_hasher_new(), .tree_open = true, .findings = findings};
	struct sv_swept swept;
	int64_t size = 0;
	int r = sv_record_size(db, &size, err);

	if (r < 0 && r != SV_ECORRUPT)
		return r;
	sv_record_sweep(db, size, readers, &swept);
	v.tree = swept.tree;
	v.next = (int64_t)swept.tree.size;
	v.last_ms = swept.last_ms;
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

/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/pieces.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "record/commitment.h"

static int fail_changed(const struct sv_document *document, const char *what, struct sv_error *err)
{
	return sv_fail(err, SV_ECORRUPT,
		       "the record is damaged: %s of document %" PRId64
		       " was changed after it was recorded",
		       what, document->index);
}

/* The commitment of a document with gaps, from the hashes of its pieces; those that are there must
 * hash to theirs. */
static int gapped_commitment(struct sv_db *db, struct sv_hasher *hasher,
			     const struct sv_document *document, struct sv_hash *ret,
			     struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_merkle tree = SV_MERKLE_INIT;
	struct sv_str rest = document->content, piece;
	bool is_table = sv_kind_is_table(document->kind);
	int r = sv_stmt_open(
	    db, "SELECT piece, hash, salt FROM document_piece WHERE doc = ? ORDER BY piece", &stmt,
	    err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, document->index);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		bool kept = !sv_stmt_is_null(stmt, 2);
		struct sv_hash hash, salt;

		if (!sv_content_piece(&rest, is_table, &piece) ||
		    sv_stmt_int(stmt, 0) != (int64_t)tree.size ||
		    !sv_hash_from_blob(sv_stmt_blob(stmt, 1), &hash) ||
		    (kept && !sv_hash_from_blob(sv_stmt_blob(stmt, 2), &salt)))
			return fail_changed(document, "a piece", err);
		if (kept) {
			salt = sv_piece_hash(hasher, &salt, piece);
			if (!sv_hash_equal(&salt, &hash))
				return fail_changed(document, "a piece", err);
		} else if (!sv_piece_is_shell(piece, is_table)) {
			return fail_changed(document, "a withheld piece", err);
		}
		sv_merkle_add(&tree, hasher, hash);
	}
	if (r < 0)
		return r;
	if (rest.len)
		return fail_changed(document, "a piece", err);
	*ret = sv_merkle_root(&tree, hasher);
	return 0;
}

/* From the commitment that the content leads to, up to the leaf. */
static int check_commitment(struct sv_hasher *hasher, struct sv_buf *scratch,
			    const struct sv_document *document, struct sv_hash hash,
			    struct sv_error *err)
{
	if (!sv_hash_equal(&hash, &document->commitment))
		return fail_changed(document, "the content", err);
	sv_buf_clear(scratch);
	sv_record_entry(document, scratch);
	hash = sv_hash_leaf(hasher, sv_buf_view(scratch));
	if (!sv_hash_equal(&hash, &document->leaf_hash))
		return fail_changed(document, "the entry", err);
	if ((document->withheld || document->has_gaps) != (document->tombstone >= 0))
		return sv_fail(err, SV_ECORRUPT,
			       "the record is damaged: nothing says who withheld document %" PRId64,
			       document->index);
	return 0;
}

int sv_document_check_whole(struct sv_hasher *hasher, struct sv_buf *scratch,
			    const struct sv_document *document, struct sv_error *err)
{
	struct sv_hash hash = document->commitment;

	assert(!document->has_gaps);
	if (!document->withheld)
		hash = sv_content_commitment(hasher, document->salt,
					     sv_kind_is_table(document->kind), document->content);
	return check_commitment(hasher, scratch, document, hash, err);
}

int sv_document_check(struct sv_db *db, struct sv_hasher *hasher,
		      const struct sv_document *document, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf entry = SV_BUF_INIT;
	struct sv_hash hash;
	int r;

	if (!document->has_gaps)
		return sv_document_check_whole(hasher, &entry, document, err);
	r = gapped_commitment(db, hasher, document, &hash, err);
	return r < 0 ? r : check_commitment(hasher, &entry, document, hash, err);
}

/* One piece of a document from which pieces are left out, for the visitor. */
static int visit_piece(struct sv_hasher *hasher, const struct sv_document *document,
		       struct sv_stmt *stored, int64_t number, struct sv_str piece, bool left_out,
		       sv_piece_visit visit, void *context, struct sv_error *err)
{
	struct sv_hash salt, hash;
	int r;

	if (!document->has_gaps) {
		salt = sv_piece_salt(hasher, document->salt, (uint64_t)number);
		hash = sv_piece_hash(hasher, &salt, piece);
		return visit(number, &hash, left_out ? NULL : &salt, context, err);
	}
	r = sv_stmt_step(stored, err);
	if (r < 0)
		return r;
	if (r == 0 || !sv_hash_from_blob(sv_stmt_blob(stored, 0), &hash))
		return fail_changed(document, "a piece", err);
	left_out = left_out || !sv_hash_from_blob(sv_stmt_blob(stored, 1), &salt);
	return visit(number, &hash, left_out ? NULL : &salt, context, err);
}

int sv_document_without(struct sv_db *db, const struct sv_document *document,
			const struct sv_left_out *out, struct sv_buf *left, sv_piece_visit visit,
			void *context, struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_stmt_done) struct sv_stmt *stored = NULL;
	struct sv_str rest = document->content, piece;
	bool is_table = sv_kind_is_table(document->kind);
	size_t next = 0;
	int r = sv_stmt_open(
	    db, "SELECT hash, salt FROM document_piece WHERE doc = ? ORDER BY piece", &stored, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stored, 1, document->index);
	for (int64_t i = 0; r == 0 && sv_content_piece(&rest, is_table, &piece); i++) {
		bool left_out = next < out->piece_count && out->pieces[next] == i;

		next += left_out;
		if (left_out)
			sv_piece_shell(piece, is_table, left);
		else
			sv_buf_str(left, piece);
		r = visit_piece(hasher, document, stored, i, piece, left_out, visit, context, err);
	}
	if (r == 0 && next != out->piece_count)
		return sv_fail(err, SV_ENOTFOUND, "document %" PRId64 " has no piece %" PRId64,
			       document->index, out->pieces[next]);
	return r;
}

struct putting {
	struct sv_stmt *stmt;
	int64_t index;
};

static int put_piece(int64_t number, const struct sv_hash *hash, const struct sv_hash *salt,
		     void *context, struct sv_error *err)
{
	struct putting *putting = context;
	struct sv_stmt *stmt = putting->stmt;

	sv_stmt_bind_int(stmt, 1, putting->index);
	sv_stmt_bind_int(stmt, 2, number);
	sv_stmt_bind_blob(stmt, 3, hash->bytes, SV_HASH_BYTES);
	if (salt)
		sv_stmt_bind_blob(stmt, 4, salt->bytes, SV_HASH_BYTES);
	else
		sv_stmt_bind_null(stmt, 4);
	return sv_stmt_run(stmt, err);
}

/* Every piece as its hash, and the salt of those that stay. */
static int put_pieces(struct sv_db *from, struct sv_db *to, const struct sv_document *document,
		      const struct sv_left_out *out, struct sv_buf *left, struct sv_error *err)
{
	struct putting putting = {.index = document->index};
	int r = sv_stmt_open(to,
			     "INSERT INTO document_piece (doc, piece, hash, salt)"
			     " VALUES (?, ?, ?, ?)",
			     &putting.stmt, err);

	if (r == 0)
		r = sv_document_without(from, document, out, left, put_piece, &putting, err);
	sv_stmt_done(&putting.stmt);
	return r;
}

int sv_record_insert_without(struct sv_tx *tx, struct sv_db *from,
			     const struct sv_document *document, const struct sv_left_out *out,
			     struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf left = SV_BUF_INIT;
	struct sv_document without = *document;
	int r = 0;

	if (!document->withheld) {
		without.tombstone = out->tombstone;
		without.withheld = out->piece_count == 0;
		without.has_gaps = !without.withheld;
		memset(without.salt, 0, sizeof(without.salt));
	}
	if (without.has_gaps) {
		r = put_pieces(from, tx->db, document, out, &left, err);
		without.content = sv_buf_view(&left);
	}
	return r < 0 ? r : sv_record_insert(tx, &without, err);
}

static int no_visit(int64_t number, const struct sv_hash *hash, const struct sv_hash *salt,
		    void *context, struct sv_error *err)
{
	(void)number;
	(void)hash;
	(void)salt;
	(void)context;
	(void)err;
	return 0;
}

/* More pieces of a document that has gaps already. */
static int widen_gaps(struct sv_db *db, const struct sv_document *document,
		      const struct sv_left_out *out, struct sv_buf *left, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_document_without(db, document, out, left, no_visit, NULL, err);

	if (r == 0)
		r = sv_stmt_open(
		    db, "UPDATE document_piece SET salt = NULL WHERE doc = ? AND piece = ?", &stmt,
		    err);
	for (size_t i = 0; r == 0 && i < out->piece_count; i++) {
		sv_stmt_bind_int(stmt, 1, document->index);
		sv_stmt_bind_int(stmt, 2, out->pieces[i]);
		r = sv_stmt_run(stmt, err);
	}
	return r;
}

int sv_record_forget_pieces(struct sv_tx *tx, int64_t index, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(tx->db, "DELETE FROM document_piece WHERE doc = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, index);
	return sv_stmt_run(stmt, err);
}

static int store_withheld(struct sv_db *db, int64_t index, const struct sv_buf *left,
			  int64_t tombstone, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	static const uint8_t no_salt[SV_SALT_BYTES];
	int r = sv_stmt_open(
	    db, "UPDATE document SET salt = ?, content = ?, tombstone = ? WHERE idx = ?", &stmt,
	    err);

	if (r < 0)
		return r;
	sv_stmt_bind_blob(stmt, 1, no_salt, SV_SALT_BYTES);
	if (left)
		sv_stmt_bind_blob(stmt, 2, left->ptr, left->len);
	else
		sv_stmt_bind_null(stmt, 2);
	sv_stmt_bind_int(stmt, 3, tombstone);
	sv_stmt_bind_int(stmt, 4, index);
	return sv_stmt_run(stmt, err);
}

int sv_record_withhold(struct sv_tx *tx, const struct sv_left_out *out, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_buf_free) struct sv_buf left = SV_BUF_INIT;
	struct sv_document document;
	int64_t tombstone;
	int r = sv_record_get(tx->db, &arena, out->index, &document, err);

	if (r < 0)
		return r;
	if (document.withheld)
		return sv_fail(err, SV_EREFUSED,
			       "document %" PRId64 " is withheld already, by document %" PRId64,
			       out->index, document.tombstone);
	tombstone = document.has_gaps ? document.tombstone : out->tombstone;
	if (!out->piece_count)
		r = sv_record_forget_pieces(tx, out->index, err);
	else if (document.has_gaps)
		r = widen_gaps(tx->db, &document, out, &left, err);
	else
		r = put_pieces(tx->db, tx->db, &document, out, &left, err);
	if (r < 0)
		return r;
	return store_withheld(tx->db, out->index, out->piece_count ? &left : NULL, tombstone, err);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/record.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/date.h"
#include "record/commitment.h"

#define COLUMNS "idx, kind, name, author, recorded_ms, salt, leaf_hash"

static const struct sv_column document_columns[] = {
    {"idx", SV_COLUMN_INT, true},         {"kind", SV_COLUMN_TEXT, true},
    {"name", SV_COLUMN_TEXT, true},       {"author", SV_COLUMN_TEXT, true},
    {"recorded_ms", SV_COLUMN_INT, true}, {"salt", SV_COLUMN_BLOB, true},
    {"leaf_hash", SV_COLUMN_BLOB, true},  {"content", SV_COLUMN_BLOB, false},
};

/* Roots of complete subtrees: level 1 covers two leaves, level k covers 2^k. */
static const struct sv_column node_columns[] = {
    {"level", SV_COLUMN_INT, true},
    {"position", SV_COLUMN_INT, true},
    {"hash", SV_COLUMN_BLOB, true},
};

const struct sv_table sv_record_tables[] = {
    {"document",
     document_columns,
     SV_ARRAY_LEN(document_columns),
     "idx",
     {"recorded_ms", "kind, name"}},
    {"record_node", node_columns, SV_ARRAY_LEN(node_columns), "level, position", {NULL}},
};
const size_t sv_record_table_count = SV_ARRAY_LEN(sv_record_tables);

static bool one_line(const char *text)
{
	return !strchr(text, '\n') && !strchr(text, '\r');
}

void sv_record_entry(struct sv_hasher *hasher, const struct sv_document *document,
		     struct sv_buf *out)
{
	struct sv_hash commitment =
	    sv_content_commitment(hasher, document->salt, document->content);
	char instant[SV_INSTANT_TEXT_MAX], hex[SV_HASH_HEX_MAX];

	sv_buf_printf(out,
		      "servanda-document/v1\nkind: %s\nname: %s\nauthor: %s\nrecorded: %s\n"
		      "content: %s\n",
		      document->kind, document->name, document->author,
		      sv_instant_text(document->recorded_ms, instant),
		      sv_hash_hex(&commitment, hex));
}

static struct sv_hash leaf_of(struct sv_hasher *hasher, const struct sv_document *document)
{
	_cleanup_(sv_buf_free) struct sv_buf entry = SV_BUF_INIT;

	sv_record_entry(hasher, document, &entry);
	return sv_hash_leaf(hasher, sv_buf_view(&entry));
}

static int fail_node(int level, int64_t position, struct sv_error *err)
{
	return sv_fail(err, SV_ECORRUPT,
		       "the record is damaged: node %d/%" PRId64 " of the tree is missing", level,
		       position);
}

/* Hash of a complete subtree: a leaf for level 0. */
static int get_node(struct sv_db *db, int level, int64_t position, struct sv_hash *ret,
		    struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_str blob;
	int r;

	r = sv_stmt_open(db,
			 level == 0
			     ? "SELECT leaf_hash FROM document WHERE idx = ?"
			     : "SELECT hash FROM record_node WHERE position = ? AND level = ?",
			 &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, position);
	if (level)
		sv_stmt_bind_int(stmt, 2, level);
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	if (r == 0)
		return fail_node(level, position, err);
	blob = sv_stmt_blob(stmt, 0);
	if (blob.len != SV_HASH_BYTES)
		return fail_node(level, position, err);
	memcpy(ret->bytes, blob.ptr, SV_HASH_BYTES);
	return 0;
}

static int put_node(struct sv_db *db, int level, int64_t position, const struct sv_hash *hash,
		    struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "INSERT INTO record_node (level, position, hash) VALUES (?, ?, ?)",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, level);
	sv_stmt_bind_int(stmt, 2, position);
	sv_stmt_bind_blob(stmt, 3, hash->bytes, SV_HASH_BYTES);
	return sv_stmt_run(stmt, err);
}

/* Close every subtree that the leaf at `index` completes. */
static int extend_tree(struct sv_db *db, struct sv_hasher *hasher, int64_t index,
		       struct sv_hash hash, struct sv_error *err)
{
	int level = 0, r;

	for (int64_t position = index; position & 1; position >>= 1) {
		struct sv_hash left;

		r = get_node(db, level, position - 1, &left, err);
		if (r < 0)
			return r;
		hash = sv_hash_node(hasher, &left, &hash);
		level++;
		r = put_node(db, level, position >> 1, &hash, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static int last_document(struct sv_db *db, int64_t *ret_index, int64_t *ret_recorded_ms,
			 struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "SELECT idx, recorded_ms FROM document ORDER BY idx DESC LIMIT 1",
			     &stmt, err);

	if (r < 0)
		return r;
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	*ret_index = r ? sv_stmt_int(stmt, 0) : -1;
	*ret_recorded_ms = r ? sv_stmt_int(stmt, 1) : INT64_MIN;
	return 0;
}

static int insert_document(struct sv_db *db, const struct sv_document *document,
			   struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(
	    db, "INSERT INTO document (" COLUMNS ", content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, document->index);
	sv_stmt_bind_text(stmt, 2, sv_str_from(document->kind));
	sv_stmt_bind_text(stmt, 3, sv_str_from(document->name));
	sv_stmt_bind_text(stmt, 4, sv_str_from(document->author));
	sv_stmt_bind_int(stmt, 5, document->recorded_ms);
	sv_stmt_bind_blob(stmt, 6, document->salt, SV_SALT_BYTES);
	sv_stmt_bind_blob(stmt, 7, document->leaf_hash.bytes, SV_HASH_BYTES);
	sv_stmt_bind_blob(stmt, 8, document->content.ptr, document->content.len);
	return sv_stmt_run(stmt, err);
}

int sv_record_append(struct sv_tx *tx, const struct sv_draft *draft, int64_t *ret_index,
		     struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_document document = {.kind = draft->kind,
				       .name = draft->name,
				       .author = draft->author,
				       .content = draft->content};
	int64_t last, last_ms;
	int r;

	assert(one_line(draft->kind) && one_line(draft->author));
	if (!one_line(draft->name))
		return sv_fail(err, SV_EINVALID, "a document's name must stand on one line");
	if (draft->content.len > SV_DOCUMENT_BYTES_MAX)
		return sv_fail(err, SV_ELIMIT, "'%s' is larger than %ld bytes", draft->name,
			       SV_DOCUMENT_BYTES_MAX);
	if (getrandom(document.salt, SV_SALT_BYTES, 0) != SV_SALT_BYTES)
		return sv_fail(err, SV_EIO, "cannot draw a salt: %s", sv_os_error(errno));

	r = last_document(tx->db, &last, &last_ms, err);
	if (r < 0)
		return r;
	document.index = last + 1;
	document.recorded_ms = sv_clock_now_ms();
	/* A clock set back must not reorder what was known when. */
	if (document.recorded_ms < last_ms)
		document.recorded_ms = last_ms;
	document.leaf_hash = leaf_of(hasher, &document);

	r = insert_document(tx->db, &document, err);
	if (r < 0)
		return r;
	r = extend_tree(tx->db, hasher, document.index, document.leaf_hash, err);
	if (r < 0)
		return r;
	*ret_index = document.index;
	return 0;
}

int sv_record_size(struct sv_db *db, int64_t *ret_size, struct sv_error *err)
{
	int64_t last, recorded_ms;
	int r = last_document(db, &last, &recorded_ms, err);

	if (r < 0)
		return r;
	*ret_size = last + 1;
	return 0;
}

int sv_record_size_at(struct sv_db *db, int64_t instant_ms, int64_t *ret_size, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db,
			     "SELECT idx FROM document WHERE recorded_ms <= ?"
			     " ORDER BY recorded_ms DESC, idx DESC LIMIT 1",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, instant_ms);
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	*ret_size = r ? sv_stmt_int(stmt, 0) + 1 : 0;
	return 0;
}

int sv_record_root(struct sv_db *db, int64_t size, struct sv_hash *ret_root, struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_merkle tree = {.size = (uint64_t)size};
	int r;

	for (int level = 0; level < 63; level++) {
		if (!(size >> level & 1))
			continue;
		/* The peak of this level ends where the lower bits of size are cut off. */
		r = get_node(db, level, (size >> level) - 1, &tree.peaks[level], err);
		if (r < 0)
			return r;
	}
	*ret_root = sv_merkle_root(&tree, hasher);
	return 0;
}

/* Columns in the order of COLUMNS; the strings are valid until the next step. */
static int read_row(struct sv_stmt *stmt, struct sv_arena *arena, bool with_content,
		    struct sv_document *document, struct sv_error *err)
{
	struct sv_str salt = sv_stmt_blob(stmt, 5), leaf = sv_stmt_blob(stmt, 6);

	document->index = sv_stmt_int(stmt, 0);
	if (salt.len != SV_SALT_BYTES || leaf.len != SV_HASH_BYTES)
		return sv_fail(err, SV_ECORRUPT,
			       "the record is damaged: document %" PRId64 " cannot be read",
			       document->index);
	document->kind = sv_arena_str(arena, sv_stmt_text(stmt, 1)).ptr;
	document->name = sv_arena_str(arena, sv_stmt_text(stmt, 2)).ptr;
	document->author = sv_arena_str(arena, sv_stmt_text(stmt, 3)).ptr;
	document->recorded_ms = sv_stmt_int(stmt, 4);
	memcpy(document->salt, salt.ptr, SV_SALT_BYTES);
	memcpy(document->leaf_hash.bytes, leaf.ptr, SV_HASH_BYTES);
	document->withheld = with_content && sv_stmt_is_null(stmt, 7);
	document->content = with_content ? sv_arena_str(arena, sv_stmt_blob(stmt, 7)) : SV_STR_NONE;
	return 0;
}

int sv_record_get(struct sv_db *db, struct sv_arena *arena, int64_t index,
		  struct sv_document *ret_document, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r =
	    sv_stmt_open(db, "SELECT " COLUMNS ", content FROM document WHERE idx = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, index);
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	if (r == 0)
		return sv_fail(err, SV_ENOTFOUND, "the record holds no document %" PRId64, index);
	return read_row(stmt, arena, true, ret_document, err);
}

int sv_record_walk(struct sv_db *db, int64_t from, int64_t to, bool with_content,
		   sv_record_visit visit, void *context, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db,
			     with_content ? "SELECT " COLUMNS ", content FROM document"
					    " WHERE idx >= ? AND idx < ? ORDER BY idx"
					  : "SELECT " COLUMNS " FROM document"
					    " WHERE idx >= ? AND idx < ? ORDER BY idx",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, from);
	sv_stmt_bind_int(stmt, 2, to);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
		struct sv_document document = {0};

		r = read_row(stmt, &arena, with_content, &document, err);
		if (r == 0)
			r = visit(&document, context, err);
		if (r < 0)
			return r;
	}
	return r;
}

struct verification {
	struct sv_db *db;
	struct sv_hasher *hasher;
	struct sv_merkle tree;
	int64_t last_ms;
	struct sv_findings *findings;
};

static void damaged(struct verification *v, const char *rule, const char *message, int64_t index)
{
	char place[32];

	snprintf(place, sizeof(place), "document %" PRId64, index);
	sv_findings_add(v->findings, &(struct sv_finding){.severity = SV_BLOCKER,
							  .rule = rule,
							  .place = place,
							  .message = message});
}

/* Nodes that this leaf completes must be stored as they come out here. */
static int verify_nodes(struct verification *v, int64_t index, struct sv_hash hash,
			struct sv_error *err)
{
	int level = 0, r;

	for (int64_t position = index; position & 1; position >>= 1) {
		struct sv_hash stored;

		hash = sv_hash_node(v->hasher, &v->tree.peaks[level], &hash);
		level++;
		r = get_node(v->db, level, position >> 1, &stored, err);
		if (r == SV_ECORRUPT) {
			damaged(v, "node-missing", "a node of the tree above it is missing", index);
			continue;
		}
		if (r < 0)
			return r;
		if (!sv_hash_equal(&hash, &stored))
			damaged(v, "node-hash", "a node of the tree above it was changed", index);
	}
	return 0;
}

static int verify_document(const struct sv_document *document, void *context, struct sv_error *err)
{
	struct verification *v = context;
	int64_t expected = (int64_t)v->tree.size;
	struct sv_hash leaf;
	int r;

	if (document->index != expected) {
		damaged(v, "document-missing", "the document is missing", expected);
		return sv_fail(err, SV_ECORRUPT,
			       "the record is damaged: document %" PRId64 " is missing", expected);
	}
	if (!document->withheld) {
		leaf = leaf_of(v->hasher, document);
		if (!sv_hash_equal(&leaf, &document->leaf_hash))
			damaged(v, "document-hash",
				"the document was changed after it was recorded", document->index);
	}
	if (document->recorded_ms < v->last_ms)
		damaged(v, "document-order", "it is dated before the document ahead of it",
			document->index);
	v->last_ms = document->recorded_ms;
	r = verify_nodes(v, document->index, document->leaf_hash, err);
	if (r < 0)
		return r;
	sv_merkle_add(&v->tree, v->hasher, document->leaf_hash);
	return 0;
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

int sv_record_verify(struct sv_db *db, struct sv_findings *findings, struct sv_hash *ret_root,
		     struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct verification v = {db, hasher, SV_MERKLE_INIT, INT64_MIN, findings};
	struct sv_error ignored = SV_ERROR_INIT;
	int r = sv_record_walk(db, 0, INT64_MAX, true, verify_document, &v, &ignored);

	/* A hole is a finding; only a store that cannot be read is a failure. */
	if (r < 0 && r != SV_ECORRUPT) {
		if (err)
			*err = ignored;
		return r;
	}
	if (r == SV_ECORRUPT && sv_findings_count(findings, SV_BLOCKER) == 0)
		damaged(&v, "document-unreadable", ignored.message, (int64_t)v.tree.size);
	if (r == 0) {
		r = verify_node_count(&v, err);
		if (r < 0)
			return r;
	}
	*ret_root = sv_merkle_root(&v.tree, hasher);
	return 0;
}

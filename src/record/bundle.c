/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bundle.c - writing a bundle, and taking its documents in.
 */
#include "record/bundle.h"

#include <inttypes.h>
#include <string.h>

#include "record/tree.h"

struct writer {
	struct sv_db *db;
	struct sv_buf *out;
	struct sv_buf entry;
};

static void add_bytes(struct sv_buf *out, const char *field, struct sv_str bytes)
{
	sv_buf_printf(out, "%s: %zu\n", field, bytes.len);
	sv_buf_str(out, bytes);
	sv_buf_char(out, '\n');
}

static int add_pieces(struct writer *writer, int64_t index, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	_cleanup_(sv_buf_free) struct sv_buf pieces = SV_BUF_INIT;
	char hex[SV_HASH_HEX_MAX];
	size_t count = 0;
	int r = sv_stmt_open(writer->db,
			     "SELECT hash, salt FROM document_piece WHERE doc = ? ORDER BY piece",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, index);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		struct sv_hash hash, salt;

		if (!sv_hash_from_blob(sv_stmt_blob(stmt, 0), &hash))
			return sv_fail(err, SV_ECORRUPT,
				       "the record is damaged: a piece of document %" PRId64
				       " has no hash",
				       index);
		sv_buf_printf(&pieces, "%s ", sv_hash_hex(&hash, hex));
		sv_buf_printf(&pieces, "%s\n",
			      sv_hash_from_blob(sv_stmt_blob(stmt, 1), &salt)
				  ? sv_hash_hex(&salt, hex)
				  : "-");
		count++;
	}
	sv_buf_printf(writer->out, "pieces: %zu\n", count);
	sv_buf_str(writer->out, sv_buf_view(&pieces));
	return r;
}

static int write_document(const struct sv_document *document, void *context, struct sv_error *err)
{
	struct writer *writer = context;
	char hex[SV_HASH_HEX_MAX];
	struct sv_hash salt;

	sv_buf_clear(&writer->entry);
	sv_record_entry(document, &writer->entry);
	sv_buf_printf(writer->out, "document: %" PRId64 "\n", document->index);
	add_bytes(writer->out, "entry", sv_buf_view(&writer->entry));
	if (document->withheld)
		sv_buf_text(writer->out, "content: withheld\n");
	else
		add_bytes(writer->out, "content", document->content);
	if (document->tombstone >= 0)
		sv_buf_printf(writer->out, "tombstone: %" PRId64 "\n", document->tombstone);
	if (document->has_gaps)
		return add_pieces(writer, document->index, err);
	if (document->withheld)
		return 0;
	memcpy(salt.bytes, document->salt, SV_SALT_BYTES);
	sv_buf_printf(writer->out, "salt: %s\n", sv_hash_hex(&salt, hex));
	return 0;
}

static int add_left(struct sv_db *db, int64_t from, struct sv_buf *out, struct sv_error *err)
{
	char hex[SV_HASH_HEX_MAX];

	for (int level = 62; level >= 0; level--) {
		struct sv_hash peak;
		int r;

		if (!(from >> level & 1))
			continue;
		r = sv_tree_node(db, level, (from >> level) - 1, &peak, err);
		if (r < 0)
			return r;
		sv_buf_printf(out, "left: %s\n", sv_hash_hex(&peak, hex));
	}
	return 0;
}

int sv_bundle_write(struct sv_db *db, int64_t from, const struct sv_kept_checkpoint *kept,
		    struct sv_buf *out, struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct writer writer = {db, out, SV_BUF_INIT};
	char hex[SV_HASH_HEX_MAX];
	struct sv_hash sum;
	int r;

	sv_buf_printf(out, "servanda-bundle/v2\nlog: %s\nfrom: %" PRId64 "\n", kept->vkey, from);
	add_bytes(out, "checkpoint", kept->note);
	r = add_left(db, from, out, err);
	if (r < 0)
		return r;
	r = sv_record_walk(db, from, kept->size, true, write_document, &writer, err);
	sv_buf_free(&writer.entry);
	if (r < 0)
		return r;
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, out->ptr, out->len);
	sum = sv_hasher_end(hasher);
	sv_buf_printf(out, "sha256: %s\n", sv_hash_hex(&sum, hex));
	return 0;
}

static int adopt_pieces(struct sv_tx *tx, const struct sv_bundle_document *adopted,
			struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(
	    tx->db, "INSERT INTO document_piece (doc, piece, hash, salt) VALUES (?, ?, ?, ?)",
	    &stmt, err);

	for (size_t i = 0; r == 0 && i < adopted->piece_count; i++) {
		sv_stmt_bind_int(stmt, 1, adopted->document.index);
		sv_stmt_bind_int(stmt, 2, (int64_t)i);
		sv_stmt_bind_blob(stmt, 3, adopted->pieces[i].hash.bytes, SV_HASH_BYTES);
		if (adopted->pieces[i].withheld)
			sv_stmt_bind_null(stmt, 4);
		else
			sv_stmt_bind_blob(stmt, 4, adopted->pieces[i].salt.bytes, SV_HASH_BYTES);
		r = sv_stmt_run(stmt, err);
	}
	return r;
}

int sv_bundle_adopt(struct sv_tx *tx, const struct sv_bundle_document *adopted,
		    struct sv_error *err)
{
	int r = sv_record_insert(tx, &adopted->document, err);

	if (r < 0)
		return r;
	r = adopt_pieces(tx, adopted, err);
	if (r < 0)
		return r;
	return sv_tree_extend(tx, adopted->document.index, adopted->document.leaf_hash, err);
}

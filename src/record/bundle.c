/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bundle.c - writing a bundle, and taking its documents in.
 */
#include "record/bundle.h"

#include <inttypes.h>
#include <string.h>

#include "record/pieces.h"
#include "record/tree.h"

struct writer {
	struct sv_db *db;
	struct sv_buf *out;
	struct sv_buf entry;
	const struct sv_left_out *left_out; /* by index; those that are to come */
	size_t left_out_count;
};

static void add_bytes(struct sv_buf *out, const char *field, struct sv_str bytes)
{
	sv_buf_printf(out, "%s: %zu\n", field, bytes.len);
	sv_buf_str(out, bytes);
	sv_buf_char(out, '\n');
}

struct piece_lines {
	struct sv_buf text;
	size_t count;
};

static int add_piece(int64_t number, const struct sv_hash *hash, const struct sv_hash *salt,
		     void *context, struct sv_error *err)
{
	struct piece_lines *lines = context;
	char hex[SV_HASH_HEX_MAX];

	(void)number;
	(void)err;
	sv_buf_printf(&lines->text, "%s ", sv_hash_hex(hash, hex));
	sv_buf_printf(&lines->text, "%s\n", salt ? sv_hash_hex(salt, hex) : "-");
	lines->count++;
	return 0;
}

/* A content with gaps, of which more pieces may be left out. */
static int add_gapped(struct writer *writer, const struct sv_document *document,
		      const struct sv_left_out *out, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf left = SV_BUF_INIT;
	struct piece_lines lines = {SV_BUF_INIT, 0};
	int r = sv_document_without(writer->db, document, out, &left, add_piece, &lines, err);

	if (r == 0) {
		add_bytes(writer->out, "content", sv_buf_view(&left));
		sv_buf_printf(writer->out, "tombstone: %" PRId64 "\npieces: %zu\n", out->tombstone,
			      lines.count);
		sv_buf_str(writer->out, sv_buf_view(&lines.text));
	}
	sv_buf_free(&lines.text);
	return r;
}

/* What is to be left out of this document, or NULL. */
static const struct sv_left_out *take_left_out(struct writer *writer, int64_t index)
{
	while (writer->left_out_count && writer->left_out->index < index) {
		writer->left_out++;
		writer->left_out_count--;
	}
	return writer->left_out_count && writer->left_out->index == index ? writer->left_out : NULL;
}

static int write_document(const struct sv_document *document, void *context, struct sv_error *err)
{
	const struct sv_left_out kept = {.index = document->index,
					 .tombstone = document->tombstone};
	struct writer *writer = context;
	const struct sv_left_out *out = take_left_out(writer, document->index);
	char hex[SV_HASH_HEX_MAX];
	struct sv_hash salt;

	sv_buf_clear(&writer->entry);
	sv_record_entry(document, &writer->entry);
	sv_buf_printf(writer->out, "document: %" PRId64 "\n", document->index);
	add_bytes(writer->out, "entry", sv_buf_view(&writer->entry));
	if (document->withheld || (out && !out->piece_count)) {
		sv_buf_printf(writer->out, "content: withheld\ntombstone: %" PRId64 "\n",
			      document->withheld ? document->tombstone : out->tombstone);
		return 0;
	}
	if (out || document->has_gaps)
		return add_gapped(writer, document, out ? out : &kept, err);
	add_bytes(writer->out, "content", document->content);
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
		    const struct sv_left_out *left_out, size_t left_out_count, struct sv_buf *out,
		    struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct writer writer = {db, out, SV_BUF_INIT, left_out, left_out_count};
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

static int put(struct sv_tx *tx, const struct sv_bundle_document *adopted, struct sv_error *err)
{
	int r = sv_record_insert(tx, &adopted->document, err);

	return r < 0 ? r : adopt_pieces(tx, adopted, err);
}

int sv_bundle_restore(struct sv_tx *tx, const struct sv_bundle_document *document,
		      struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_record_forget_pieces(tx, document->document.index, err);

	if (r == 0)
		r = sv_stmt_open(tx->db, "DELETE FROM document WHERE idx = ?", &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, document->document.index);
	r = sv_stmt_run(stmt, err);
	return r < 0 ? r : put(tx, document, err);
}

int sv_bundle_adopt(struct sv_tx *tx, const struct sv_bundle_document *adopted,
		    struct sv_error *err)
{
	int r = put(tx, adopted, err);

	if (r < 0)
		return r;
	return sv_tree_extend(tx, adopted->document.index, adopted->document.leaf_hash, err);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/record.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>

#include "base/date.h"
#include "record/commitment.h"
#include "record/pieces.h"
#include "record/note.h"
#include "record/tree.h"

#define STORED_COLUMNS \
	"idx, kind, name, author, recorded_ms, salt, commitment, signature, leaf_hash, tombstone"
/* With the content; without it, a 0 or NULL in its place says whether it is withheld. */
#define WITH_CONTENT STORED_COLUMNS ", content"
#define WITHOUT_CONTENT STORED_COLUMNS ", CASE WHEN content IS NULL THEN NULL ELSE 0 END"
#define CONTENT_COLUMN 10

static const struct sv_column document_columns[] = {
    {"idx", SV_COLUMN_INT, true},         {"kind", SV_COLUMN_TEXT, true},
    {"name", SV_COLUMN_TEXT, true},       {"author", SV_COLUMN_TEXT, true},
    {"recorded_ms", SV_COLUMN_INT, true}, {"salt", SV_COLUMN_BLOB, true},
    {"commitment", SV_COLUMN_BLOB, true}, {"signature", SV_COLUMN_TEXT, true},
    {"leaf_hash", SV_COLUMN_BLOB, true},  {"tombstone", SV_COLUMN_INT, false},
    {"content", SV_COLUMN_BLOB, false},
};

/* Pieces of documents from which single pieces were withheld. */
static const struct sv_column piece_columns[] = {
    {"doc", SV_COLUMN_INT, true},
    {"piece", SV_COLUMN_INT, true},
    {"hash", SV_COLUMN_BLOB, true},
    {"salt", SV_COLUMN_BLOB, false},
};

/* Roots of complete subtrees: level 1 covers two leaves, level k covers 2^k. */
static const struct sv_column node_columns[] = {
    {"level", SV_COLUMN_INT, true},
    {"position", SV_COLUMN_INT, true},
    {"hash", SV_COLUMN_BLOB, true},
};

static const struct sv_column checkpoint_columns[] = {
    {"size", SV_COLUMN_INT, true},
    {"vkey", SV_COLUMN_TEXT, true},
    {"note", SV_COLUMN_TEXT, true},
};

const struct sv_table sv_record_tables[] = {
    {"document",
     document_columns,
     SV_ARRAY_LEN(document_columns),
     "idx",
     {"recorded_ms", "kind, name"}},
    {"document_piece", piece_columns, SV_ARRAY_LEN(piece_columns), "doc, piece", .by_key = true},
    {"record_node", node_columns, SV_ARRAY_LEN(node_columns), "level, position", .by_key = true},
    {"record_checkpoint", checkpoint_columns, SV_ARRAY_LEN(checkpoint_columns), "size", {NULL}},
};
const size_t sv_record_table_count = SV_ARRAY_LEN(sv_record_tables);

static bool one_line(const char *text)
{
	return !strchr(text, '\n') && !strchr(text, '\r');
}

/* Piece by piece: a record is verified by writing every entry again. */
void sv_record_statement(const struct sv_document *document, struct sv_buf *out)
{
	char hex[SV_HASH_HEX_MAX];

	sv_buf_text(out, "servanda-document/v2\nkind: ");
	sv_buf_text(out, document->kind);
	sv_buf_text(out, "\nname: ");
	sv_buf_text(out, document->name);
	sv_buf_text(out, "\nauthor: ");
	sv_buf_text(out, document->author);
	sv_buf_text(out, "\ncontent: ");
	sv_buf_add(out, sv_hash_hex(&document->commitment, hex), SV_HASH_HEX_MAX - 1);
	sv_buf_char(out, '\n');
}

void sv_record_entry(const struct sv_document *document, struct sv_buf *out)
{
	char instant[SV_INSTANT_TEXT_MAX];

	sv_record_statement(document, out);
	sv_buf_text(out, "recorded: ");
	sv_buf_text(out, sv_instant_text(document->recorded_ms, instant));
	sv_buf_char(out, '\n');
	sv_buf_text(out, document->signature);
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

int sv_record_insert(struct sv_tx *tx, const struct sv_document *document, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(tx->db,
			     "INSERT INTO document (" STORED_COLUMNS
			     ", content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, document->index);
	sv_stmt_bind_text(stmt, 2, sv_str_from(document->kind));
	sv_stmt_bind_text(stmt, 3, sv_str_from(document->name));
	sv_stmt_bind_text(stmt, 4, sv_str_from(document->author));
	sv_stmt_bind_int(stmt, 5, document->recorded_ms);
	sv_stmt_bind_blob(stmt, 6, document->salt, SV_SALT_BYTES);
	sv_stmt_bind_blob(stmt, 7, document->commitment.bytes, SV_HASH_BYTES);
	sv_stmt_bind_text(stmt, 8, sv_str_from(document->signature));
	sv_stmt_bind_blob(stmt, 9, document->leaf_hash.bytes, SV_HASH_BYTES);
	if (document->tombstone >= 0)
		sv_stmt_bind_int(stmt, 10, document->tombstone);
	else
		sv_stmt_bind_null(stmt, 10);
	if (document->withheld)
		sv_stmt_bind_null(stmt, 11);
	else
		sv_stmt_bind_blob(stmt, 11, document->content.ptr, document->content.len);
	return sv_stmt_run(stmt, err);
}

static int check_draft(const struct sv_draft *draft, struct sv_error *err)
{
	assert(one_line(draft->kind) && one_line(draft->author));
	if (!one_line(draft->name))
		return sv_fail(err, SV_EINVALID, "a document's name must stand on one line");
	if (strlen(draft->kind) + strlen(draft->name) + strlen(draft->author) >
	    SV_DOCUMENT_HEAD_BYTES_MAX)
		return sv_fail(err, SV_ELIMIT,
			       "kind, name and author of a document are longer than %d bytes",
			       SV_DOCUMENT_HEAD_BYTES_MAX);
	if (draft->content.len > SV_DOCUMENT_BYTES_MAX)
		return sv_fail(err, SV_ELIMIT, "'%s' is larger than %ld bytes", draft->name,
			       SV_DOCUMENT_BYTES_MAX);
	return 0;
}

int sv_record_append(struct sv_tx *tx, const struct sv_draft *draft, int64_t *ret_index,
		     struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT, signature = SV_BUF_INIT;
	struct sv_document document = {.kind = draft->kind,
				       .name = draft->name,
				       .author = draft->author,
				       .signature = "",
				       .tombstone = -1,
				       .content = draft->content};
	int64_t last, last_ms;
	int r = check_draft(draft, err);

	if (r < 0)
		return r;
	if (getrandom(document.salt, SV_SALT_BYTES, 0) != SV_SALT_BYTES)
		return sv_fail(err, SV_EIO, "cannot draw a salt: %s", sv_os_error(errno));
	document.commitment = sv_content_commitment(
	    hasher, document.salt, sv_kind_is_table(document.kind), document.content);
	if (draft->signer) {
		sv_record_statement(&document, &text);
		sv_note_sign(draft->signer, sv_buf_view(&text), 0, &signature);
		document.signature = signature.ptr;
		sv_buf_clear(&text);
	}

	r = last_document(tx->db, &last, &last_ms, err);
	if (r < 0)
		return r;
	document.index = last + 1;
	document.recorded_ms = sv_clock_now_ms();
	/* A clock set back must not reorder what was known when. */
	if (document.recorded_ms < last_ms)
		document.recorded_ms = last_ms;
	sv_record_entry(&document, &text);
	document.leaf_hash = sv_hash_leaf(hasher, sv_buf_view(&text));

	r = sv_record_insert(tx, &document, err);
	if (r < 0)
		return r;
	r = sv_tree_extend(tx, document.index, document.leaf_hash, err);
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

/* Columns in the order of STORED_COLUMNS; everything is valid until the next step. */
static int read_row(struct sv_stmt *stmt, bool with_content, struct sv_document *document,
		    struct sv_error *err)
{
	static const uint8_t no_salt[SV_SALT_BYTES];
	struct sv_str salt = sv_stmt_blob(stmt, 5);

	document->index = sv_stmt_int(stmt, 0);
	if (salt.len != SV_SALT_BYTES ||
	    !sv_hash_from_blob(sv_stmt_blob(stmt, 6), &document->commitment) ||
	    !sv_hash_from_blob(sv_stmt_blob(stmt, 8), &document->leaf_hash))
		return sv_fail(err, SV_ECORRUPT,
			       "the record is damaged: document %" PRId64 " cannot be read",
			       document->index);
	document->kind = sv_stmt_text(stmt, 1).ptr;
	document->name = sv_stmt_text(stmt, 2).ptr;
	document->author = sv_stmt_text(stmt, 3).ptr;
	document->recorded_ms = sv_stmt_int(stmt, 4);
	memcpy(document->salt, salt.ptr, SV_SALT_BYTES);
	document->signature = sv_stmt_text(stmt, 7).ptr;
	document->tombstone = sv_stmt_is_null(stmt, 9) ? -1 : sv_stmt_int(stmt, 9);
	document->withheld = sv_stmt_is_null(stmt, CONTENT_COLUMN);
	document->has_gaps =
	    !document->withheld && memcmp(document->salt, no_salt, SV_SALT_BYTES) == 0;
	document->content = with_content ? sv_stmt_blob(stmt, CONTENT_COLUMN) : SV_STR_NONE;
	return 0;
}

int sv_record_get(struct sv_db *db, struct sv_arena *arena, int64_t index,
		  struct sv_document *ret_document, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_document document;
	int r = sv_stmt_open(db, "SELECT " WITH_CONTENT " FROM document WHERE idx = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, index);
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	if (r == 0)
		return sv_fail(err, SV_ENOTFOUND, "the record holds no document %" PRId64, index);
	r = read_row(stmt, true, &document, err);
	if (r < 0)
		return r;
	r = sv_document_check(db, hasher, &document, err);
	if (r < 0)
		return r;
	document.kind = sv_arena_cstr(arena, document.kind);
	document.name = sv_arena_cstr(arena, document.name);
	document.author = sv_arena_cstr(arena, document.author);
	document.signature = sv_arena_cstr(arena, document.signature);
	document.content = sv_arena_str(arena, document.content);
	*ret_document = document;
	return 0;
}

static int walk_range(struct sv_db *db, int64_t from, int64_t to, bool with_content,
		      sv_record_visit visit, void *context, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db,
			     with_content ? "SELECT " WITH_CONTENT " FROM document"
					    " WHERE idx >= ? AND idx < ? ORDER BY idx"
					  : "SELECT " WITHOUT_CONTENT " FROM document"
					    " WHERE idx >= ? AND idx < ? ORDER BY idx",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, from);
	sv_stmt_bind_int(stmt, 2, to);
	if (!with_content)
		sv_stmt_stream(stmt);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		struct sv_document document = {0};

		r = read_row(stmt, with_content, &document, err);
		if (r == 0)
			r = visit(&document, context, err);
		if (r < 0)
			return r;
	}
	return r;
}

/* Where the documents from `from` on whose contents fit into memory together end; at least one
 * does. 1: there are any.  What cannot be read is left for the walk to meet. */
static int measure_range(struct sv_db *db, int64_t from, int64_t to, int64_t *ret_end,
			 struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int64_t bytes = 0, end = from + 1, count = 0;
	int r = sv_stmt_open(db,
			     "SELECT idx, LENGTH(content) FROM document"
			     " WHERE idx >= ? AND idx < ? ORDER BY idx LIMIT ?",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, from);
	sv_stmt_bind_int(stmt, 2, to);
	sv_stmt_bind_int(stmt, 3, SV_WALK_DOCUMENTS);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		bytes += sv_stmt_int(stmt, 1);
		if (count++ && bytes > SV_WALK_BYTES)
			break;
		end = sv_stmt_int(stmt, 0) + 1;
	}
	if (r < 0 && r != SV_ECORRUPT)
		return r;
	*ret_end = end;
	return count > 0 || r < 0;
}

/* Some engines send all rows of a statement at once when others run in between. */
int sv_record_walk(struct sv_db *db, int64_t from, int64_t to, bool with_content,
		   sv_record_visit visit, void *context, struct sv_error *err)
{
	int64_t end;
	int r;

	if (!with_content || sv_db_rows_come_singly(db))
		return walk_range(db, from, to, with_content, visit, context, err);
	while (from < to) {
		r = measure_range(db, from, to, &end, err);
		if (r <= 0)
			return r;
		r = walk_range(db, from, end, true, visit, context, err);
		if (r < 0)
			return r;
		from = end;
	}
	return 0;
}

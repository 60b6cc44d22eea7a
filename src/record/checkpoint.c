/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/checkpoint.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"

void sv_checkpoint_text(const struct sv_checkpoint *checkpoint, struct sv_buf *out)
{
	sv_buf_printf(out, "%s\n%" PRId64 "\n", checkpoint->origin, checkpoint->size);
	sv_base64(out, checkpoint->root.bytes, SV_HASH_BYTES);
	sv_buf_char(out, '\n');
}

/* Decimal without leading zeros. */
static bool read_size(struct sv_str text, int64_t *ret)
{
	return text.len && (text.ptr[0] != '0' || text.len == 1) && text.ptr[0] != '-' &&
	       text.ptr[0] != '+' && sv_str_to_int64(text, ret);
}

int sv_checkpoint_parse(struct sv_arena *arena, struct sv_str text, struct sv_checkpoint *ret,
			struct sv_error *err)
{
	struct sv_checkpoint checkpoint;
	struct sv_str origin, size, root;

	if (!sv_str_split(&text, '\n', &origin) || !origin.len ||
	    !sv_str_split(&text, '\n', &size) || !read_size(size, &checkpoint.size) ||
	    !sv_str_split(&text, '\n', &root) ||
	    !sv_base64_decode(root, checkpoint.root.bytes, SV_HASH_BYTES))
		return sv_fail(err, SV_EINVALID,
			       "this is not a checkpoint: origin, size and root on a line each");
	checkpoint.origin = sv_arena_str(arena, origin).ptr;
	*ret = checkpoint;
	return 0;
}

int sv_checkpoint_open(struct sv_arena *arena, struct sv_str text, const struct sv_key *key,
		       struct sv_note *ret_note, struct sv_checkpoint *ret, struct sv_error *err)
{
	struct sv_checkpoint checkpoint;
	struct sv_note note;
	int r = sv_note_parse(arena, text, &note, err);

	if (r < 0)
		return r;
	r = sv_checkpoint_parse(arena, note.text, &checkpoint, err);
	if (r < 0)
		return r;
	if (strcmp(checkpoint.origin, key->name) != 0)
		return sv_fail(err, SV_EREFUSED,
			       "the checkpoint is of the log '%s', the key of the log '%s'",
			       checkpoint.origin, key->name);
	if (!sv_note_signed_by(&note, key, NULL))
		return sv_fail(err, SV_EREFUSED,
			       "the checkpoint of size %" PRId64 " is not signed by the log '%s'",
			       checkpoint.size, key->name);
	*ret_note = note;
	*ret = checkpoint;
	return 0;
}

int sv_checkpoint_put(struct sv_tx *tx, const struct sv_kept_checkpoint *kept, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(tx->db,
			     "INSERT INTO record_checkpoint (size, vkey, note) VALUES (?, ?, ?)"
			     " ON CONFLICT (size) DO UPDATE SET vkey = excluded.vkey,"
			     " note = excluded.note",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, kept->size);
	sv_stmt_bind_text(stmt, 2, sv_str_from(kept->vkey));
	sv_stmt_bind_text(stmt, 3, kept->note);
	return sv_stmt_run(stmt, err);
}

static struct sv_kept_checkpoint read_kept(struct sv_stmt *stmt, struct sv_arena *arena)
{
	return (struct sv_kept_checkpoint){
	    .size = sv_stmt_int(stmt, 0),
	    .vkey = sv_arena_str(arena, sv_stmt_text(stmt, 1)).ptr,
	    .note = sv_arena_str(arena, sv_stmt_text(stmt, 2)),
	};
}

int sv_checkpoint_latest(struct sv_db *db, struct sv_arena *arena, int64_t size_max,
			 struct sv_kept_checkpoint *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db,
			     "SELECT size, vkey, note FROM record_checkpoint WHERE size <= ?"
			     " ORDER BY size DESC LIMIT 1",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, size_max);
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	if (r == 0)
		return sv_fail(err, SV_ENOTFOUND,
			       "the record has no checkpoint; 'servanda record sign' signs "
			       "one");
	*ret = read_kept(stmt, arena);
	return 0;
}

/* Lines behind the text of a note. */
static size_t count_signatures(struct sv_str note)
{
	struct sv_str line;
	size_t count = 0;

	while (sv_str_split(&note, '\n', &line) && line.len)
		continue;
	while (sv_str_split(&note, '\n', &line))
		count++;
	return count;
}

int sv_checkpoint_best(struct sv_db *db, struct sv_arena *arena, int64_t index,
		       struct sv_kept_checkpoint *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_kept_checkpoint best = {0};
	size_t most = 0;
	int r = sv_stmt_open(db,
			     "SELECT size, vkey, note FROM record_checkpoint WHERE size > ?"
			     " ORDER BY size DESC",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, index);
	for (int i = 0; i < SV_COSIGNED_BACK_MAX; i++) {
		size_t count;

		r = sv_stmt_step(stmt, err);
		if (r < 0)
			return r;
		if (r == 0)
			break;
		count = count_signatures(sv_stmt_text(stmt, 2));
		if (count <= most || (best.vkey && !sv_str_is(sv_stmt_text(stmt, 1), best.vkey)))
			continue;
		best = read_kept(stmt, arena);
		most = count;
	}
	if (!best.vkey)
		return sv_fail(err, SV_ENOTFOUND,
			       "no checkpoint covers document %" PRId64
			       " yet; 'servanda record sign' signs one",
			       index);
	*ret = best;
	return 0;
}

int sv_checkpoint_list(struct sv_db *db, struct sv_arena *arena,
		       const struct sv_kept_checkpoint **ret, size_t *ret_count,
		       struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_kept_checkpoint *list = NULL;
	size_t count = 0, cap = 0;
	int r = sv_stmt_open(db, "SELECT size, vkey, note FROM record_checkpoint ORDER BY size",
			     &stmt, err);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		list = sv_arena_grow(arena, list, count, &cap, sizeof(*list));
		list[count++] = read_kept(stmt, arena);
	}
	if (r < 0)
		return r;
	*ret = list;
	*ret_count = count;
	return 0;
}

void sv_proof_write(const struct sv_proof *proof, struct sv_buf *out)
{
	for (size_t i = 0; i < proof->count; i++) {
		sv_base64(out, proof->hashes[i].bytes, SV_HASH_BYTES);
		sv_buf_char(out, '\n');
	}
}

void sv_receipt_write(const struct sv_receipt_text *receipt, struct sv_buf *out)
{
	sv_buf_text(out, "c2sp.org/tlog-proof@v1\nextra ");
	sv_base64(out, receipt->extra.ptr, receipt->extra.len);
	sv_buf_printf(out, "\nindex %" PRId64 "\n", receipt->index);
	sv_proof_write(&receipt->proof, out);
	sv_buf_char(out, '\n');
	sv_buf_str(out, receipt->checkpoint);
}

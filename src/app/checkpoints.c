/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/checkpoints.h"

#include <inttypes.h>
#include <string.h>

#include "app/state_file.h"
#include "base/file.h"
#include "base/limits.h"
#include "record/record.h"
#include "record/tree.h"
#include "report/receipt.h"

/* The record must begin with what was signed last. */
static int check_memory(struct sv_app *app, struct sv_arena *arena, const struct sv_key *key,
			const char *path, int64_t size, struct sv_error *err)
{
	struct sv_error missing = SV_ERROR_INIT;
	struct sv_checkpoint last;
	struct sv_note note;
	struct sv_hash root;
	struct sv_str text;
	int r = sv_file_read(arena, path, SV_NOTE_BYTES_MAX, &text, &missing);

	if (r == SV_ENOTFOUND)
		return 0;
	if (r < 0)
		return sv_fail(err, r, "%s", missing.message);
	r = sv_checkpoint_open(arena, text, key, &note, &last, err);
	if (r < 0)
		return r;
	if (last.size > size)
		return sv_fail(
		    err, SV_EREFUSED,
		    "the record has %" PRId64 " documents and '%s' has signed %" PRId64
		    ": this store is older than what was signed; bring back the newer one",
		    size, key->name, last.size);
	r = sv_record_root(app->db, last.size, &root, err);
	if (r < 0)
		return r;
	if (!sv_hash_equal(&root, &last.root))
		return sv_fail(err, SV_EREFUSED,
			       "the first %" PRId64
			       " documents are not those that '%s' has signed: "
			       "this store has a history of its own",
			       last.size, key->name);
	return 0;
}

static struct sv_str sign(struct sv_arena *arena, const struct sv_signer *signer,
			  const struct sv_checkpoint *checkpoint)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT, note = SV_BUF_INIT;

	sv_checkpoint_text(checkpoint, &text);
	sv_buf_str(&note, sv_buf_view(&text));
	sv_buf_char(&note, '\n');
	sv_note_sign(signer, sv_buf_view(&text), 0, &note);
	return sv_arena_str(arena, sv_buf_view(&note));
}

int sv_app_checkpoint(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		      const struct sv_signer *signer, const char *state_path,
		      struct sv_kept_checkpoint *ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_state_unlock) int lock = -1;
	struct sv_checkpoint checkpoint = {.origin = signer->key.name};
	struct sv_kept_checkpoint kept = {.vkey = sv_key_text(arena, &signer->key)}, before;
	int r = sv_authority_require(actor, SV_ACTION_CHECKPOINT, err);

	if (r < 0)
		return r;
	r = sv_state_lock(arena, state_path, &lock, err);
	if (r < 0)
		return r;
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	r = sv_record_size(app->db, &checkpoint.size, err);
	if (r < 0)
		return r;
	r = check_memory(app, arena, &signer->key, state_path, checkpoint.size, err);
	if (r < 0)
		return r;
	r = sv_checkpoint_latest(app->db, arena, checkpoint.size, &before, NULL);
	if (r == 0 && before.size == checkpoint.size && strcmp(before.vkey, kept.vkey) == 0) {
		*ret = before;
		return 0;
	}
	if (r < 0 && r != SV_ENOTFOUND)
		return sv_checkpoint_latest(app->db, arena, checkpoint.size, &before, err);
	r = sv_record_root(app->db, checkpoint.size, &checkpoint.root, err);
	if (r < 0)
		return r;
	kept.size = checkpoint.size;
	kept.note = sign(arena, signer, &checkpoint);
	/* Remembered before anybody can see it: signing again is harmless, forgetting is not. */
	r = sv_file_write(state_path, kept.note, err);
	if (r < 0)
		return r;
	r = sv_checkpoint_put(&tx, &kept, err);
	if (r < 0)
		return r;
	r = sv_tx_commit(&tx, err);
	if (r < 0)
		return r;
	*ret = kept;
	return 0;
}

int sv_app_checkpoint_kept(struct sv_app *app, struct sv_arena *arena, int64_t size_max,
			   struct sv_kept_checkpoint *ret, struct sv_error *err)
{
	return sv_checkpoint_latest(app->db, arena, size_max, ret, err);
}

/* The document, the checkpoint that covers it, and the receipt made of them. */
struct proven {
	struct sv_document document;
	struct sv_kept_checkpoint kept;
	struct sv_str receipt;
};

static int prove(struct sv_app *app, struct sv_arena *arena, int64_t index, struct proven *ret,
		 struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_buf_free) struct sv_buf entry = SV_BUF_INIT, out = SV_BUF_INIT;
	struct sv_receipt_text receipt = {.index = index};
	struct proven proven;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_record_get(app->db, arena, index, &proven.document, err);
	if (r < 0)
		return r;
	/* So that it fails as it would for any document where nothing was signed at all. */
	r = sv_checkpoint_latest(app->db, arena, INT64_MAX, &proven.kept, err);
	if (r < 0)
		return r;
	r = sv_checkpoint_best(app->db, arena, index, &proven.kept, err);
	if (r == SV_ENOTFOUND)
		r = SV_EREFUSED;
	if (r < 0)
		return r;
	r = sv_tree_inclusion(app->db, index, proven.kept.size, &receipt.proof, err);
	if (r < 0)
		return r;
	sv_record_entry(&proven.document, &entry);
	receipt.extra = sv_buf_view(&entry);
	receipt.checkpoint = proven.kept.note;
	sv_receipt_write(&receipt, &out);
	proven.receipt = sv_arena_str(arena, sv_buf_view(&out));
	*ret = proven;
	return 0;
}

int sv_app_prove(struct sv_app *app, struct sv_arena *arena, int64_t index, struct sv_str *ret,
		 struct sv_error *err)
{
	struct proven proven;
	int r = prove(app, arena, index, &proven, err);

	if (r == 0)
		*ret = proven.receipt;
	return r;
}

int sv_app_receipt_page(struct sv_app *app, struct sv_arena *arena, int64_t index,
			struct sv_str *ret, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_receipt_page page = {0};
	struct sv_checkpoint checkpoint;
	struct proven proven;
	struct sv_note note;
	const char **signers;
	int r = prove(app, arena, index, &proven, err);

	if (r == 0)
		r = sv_note_parse(arena, proven.kept.note, &note, err);
	if (r == 0)
		r = sv_checkpoint_parse(arena, note.text, &checkpoint, err);
	if (r < 0)
		return r;
	signers = SV_NEW_ARRAY(arena, const char *, note.count);
	for (size_t i = 0; i < note.count; i++)
		signers[i] = sv_arena_str(arena, note.signatures[i].name).ptr;
	page = (struct sv_receipt_page){&proven.document, proven.receipt, checkpoint.origin,
					checkpoint.size,  signers,        note.count};
	sv_receipt_page(&page, &out);
	*ret = sv_arena_str(arena, sv_buf_view(&out));
	return 0;
}

int sv_app_continuation(struct sv_app *app, struct sv_arena *arena, int64_t older,
			struct sv_kept_checkpoint *ret_kept, struct sv_proof *ret_proof,
			struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_kept_checkpoint kept;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_checkpoint_latest(app->db, arena, INT64_MAX, &kept, err);
	if (r < 0)
		return r;
	if (older > kept.size)
		return sv_fail(err, SV_EREFUSED,
			       "the latest checkpoint is of %" PRId64 " documents, not of %" PRId64
			       " and more",
			       kept.size, older);
	r = sv_tree_consistency(app->db, older, kept.size, ret_proof, err);
	if (r < 0)
		return r;
	*ret_kept = kept;
	return 0;
}

int sv_app_prove_from(struct sv_app *app, struct sv_arena *arena, int64_t older, struct sv_str *ret,
		      struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_kept_checkpoint kept;
	struct sv_proof proof;
	int r = sv_app_continuation(app, arena, older, &kept, &proof, err);

	if (r < 0)
		return r;
	sv_proof_write(&proof, &out);
	*ret = sv_arena_str(arena, sv_buf_view(&out));
	return 0;
}

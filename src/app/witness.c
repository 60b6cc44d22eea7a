/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/witness.h"

#include <inttypes.h>
#include <string.h>

#include "app/checkpoints.h"
#include "app/state_file.h"
#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "record/record.h"

#define SECONDS_A_DAY 86400

int sv_app_witness_request(struct sv_app *app, struct sv_arena *arena, int64_t seen,
			   struct sv_str *ret, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_kept_checkpoint kept;
	struct sv_proof proof;
	int r = sv_app_continuation(app, arena, seen, &kept, &proof, err);

	if (r < 0)
		return r;
	sv_buf_printf(&out, "old %" PRId64 "\n", seen);
	sv_proof_write(&proof, &out);
	sv_buf_char(&out, '\n');
	sv_buf_str(&out, kept.note);
	*ret = sv_arena_str(arena, sv_buf_view(&out));
	return 0;
}

struct request {
	int64_t old;
	struct sv_proof proof;
	struct sv_note note;
	struct sv_checkpoint checkpoint;
	struct sv_str text; /* of the checkpoint, as it came */
};

static bool parse_request(struct sv_arena *arena, struct sv_str text, struct request *ret,
			  struct sv_error *err)
{
	struct sv_str line;

	if (!sv_str_split(&text, '\n', &line) || !sv_str_starts(line, "old ") ||
	    !sv_str_to_int64((struct sv_str){line.ptr + 4, line.len - 4}, &ret->old) ||
	    ret->old < 0 || (ret->old > 0 && line.ptr[4] == '0')) {
		(void)sv_fail(err, SV_EINVALID, "this is not a request to a witness");
		return false;
	}
	while (sv_str_split(&text, '\n', &line) && line.len) {
		/* As c2sp.org/tlog-witness allows: at most 63. */
		if (ret->proof.count == SV_PROOF_HASHES_MAX - 1 ||
		    !sv_base64_decode(line, ret->proof.hashes[ret->proof.count++].bytes,
				      SV_HASH_BYTES)) {
			(void)sv_fail(err, SV_EINVALID, "the proof in the request is damaged");
			return false;
		}
	}
	ret->text = text;
	return sv_note_parse(arena, text, &ret->note, err) == 0 &&
	       sv_checkpoint_parse(arena, ret->note.text, &ret->checkpoint, err) == 0;
}

/* What the witness cosigned last; size 0 when nothing yet. */
static int read_seen(struct sv_arena *arena, const struct sv_witness *witness,
		     struct sv_checkpoint *ret, struct sv_str *ret_text, struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_error missing = SV_ERROR_INIT;
	struct sv_note note;
	int r = sv_file_read(arena, witness->state_path, SV_NOTE_BYTES_MAX, ret_text, &missing);

	if (r == SV_ENOTFOUND) {
		*ret_text = SV_STR_NONE;
		*ret = (struct sv_checkpoint){.size = 0, .root = sv_hash_empty(hasher)};
		return 0;
	}
	if (r < 0)
		return sv_fail(err, r, "%s", missing.message);
	return sv_checkpoint_open(arena, *ret_text, witness->log, &note, ret, err);
}

/* Two roots for one size, both signed by the log, or a proof that does not hold: the two
 * checkpoints are what others have to see. */
static enum sv_witness_answer refuse_split(struct sv_arena *arena, const struct sv_witness *witness,
					   const struct request *request, struct sv_str seen,
					   struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf evidence = SV_BUF_INIT;
	const char *path = sv_arena_printf(arena, "%s.split", witness->state_path);

	sv_buf_printf(&evidence, "seen before:\n\n%.*s\nseen now:\n\n%.*s", SV_STR_ARG(seen),
		      SV_STR_ARG(request->text));
	(void)sv_fail(err, SV_EREFUSED,
		      "the log '%s' does not show one history: its checkpoint of %" PRId64
		      " documents is not shown to continue the one of %" PRId64 "; %s '%s'",
		      request->checkpoint.origin, request->checkpoint.size, request->old,
		      sv_file_write(path, sv_buf_view(&evidence), NULL) == 0
			  ? "both are kept in"
			  : "they could not be kept in",
		      path);
	return SV_WITNESS_INCONSISTENT;
}

static enum sv_witness_answer judge(struct sv_arena *arena, const struct sv_witness *witness,
				    const struct request *request, const struct sv_checkpoint *seen,
				    struct sv_str seen_text, struct sv_error *err)
{
	const struct sv_checkpoint *now = &request->checkpoint;

	if (strcmp(now->origin, witness->log->name) != 0) {
		(void)sv_fail(err, SV_EREFUSED, "the log '%s' is not one that this witness knows",
			      now->origin);
		return SV_WITNESS_UNKNOWN_LOG;
	}
	if (!sv_note_signed_by(&request->note, witness->log, NULL)) {
		(void)sv_fail(err, SV_EREFUSED, "the checkpoint is not signed by the log '%s'",
			      now->origin);
		return SV_WITNESS_NOT_SIGNED;
	}
	if (request->old > now->size) {
		(void)sv_fail(err, SV_EINVALID, "the request names more documents than there are");
		return SV_WITNESS_MALFORMED;
	}
	/* Whatever was asked for, one size has one root. */
	if (now->size == seen->size && !sv_hash_equal(&now->root, &seen->root))
		return refuse_split(arena, witness, request, seen_text, err);
	if (request->old != seen->size) {
		(void)sv_fail(err, SV_EREFUSED,
			      "this witness has seen %" PRId64
			      " documents, the request says %" PRId64 ": ask with '--from %" PRId64
			      "'",
			      seen->size, request->old, seen->size);
		return SV_WITNESS_CONFLICT;
	}
	if (!sv_proof_consistent(&request->proof, (uint64_t)seen->size, &seen->root,
				 (uint64_t)now->size, &now->root))
		return refuse_split(arena, witness, request, seen_text, err);
	return SV_WITNESS_COSIGNED;
}

int sv_witness_judge(struct sv_arena *arena, const struct sv_witness *witness, struct sv_str text,
		     enum sv_witness_answer *ret_answer, struct sv_str *ret_cosignature,
		     int64_t *ret_seen, struct sv_error *err)
{
	_cleanup_(sv_state_unlock) int lock = -1;
	_cleanup_(sv_buf_free) struct sv_buf line = SV_BUF_INIT;
	struct request request = {0};
	struct sv_checkpoint seen;
	struct sv_str seen_text;
	int r = sv_state_lock(arena, witness->state_path, &lock, err);

	if (r < 0)
		return r;
	r = read_seen(arena, witness, &seen, &seen_text, err);
	if (r < 0)
		return r;
	*ret_seen = seen.size;
	if (!parse_request(arena, text, &request, err)) {
		*ret_answer = SV_WITNESS_MALFORMED;
		return 0;
	}
	*ret_answer = judge(arena, witness, &request, &seen, seen_text, err);
	if (*ret_answer != SV_WITNESS_COSIGNED)
		return 0;
	/* Remembered before the cosignature leaves. */
	r = sv_file_write(witness->state_path, request.text, err);
	if (r < 0)
		return r;
	sv_note_sign(witness->signer, request.note.text, sv_clock_now_ms() / 1000, &line);
	*ret_cosignature = sv_arena_str(arena, sv_buf_view(&line));
	*ret_seen = request.checkpoint.size;
	return 0;
}

static bool has_line(const struct sv_note *note, const struct sv_note_signature *signature)
{
	for (size_t i = 0; i < note->count; i++)
		if (sv_str_equal(note->signatures[i].name, signature->name) &&
		    memcmp(note->signatures[i].id, signature->id, SV_KEY_ID_BYTES) == 0)
			return true;
	return false;
}

/* Of a witness that was enrolled on the day it says it saw this checkpoint. */
static bool is_cosignature(const struct sv_keyring *keyring, const struct sv_note *note,
			   const struct sv_note_signature *signature)
{
	for (size_t i = 0; i < keyring->count; i++) {
		const struct sv_enrolled_key *key = &keyring->keys[i];
		int64_t seconds;

		if (key->key.type == SV_KEY_WITNESS &&
		    sv_signature_valid(signature, &key->key, note->text, &seconds)) {
			int32_t day = (int32_t)(seconds / SECONDS_A_DAY);

			return key->from <= day && day < key->to;
		}
	}
	return false;
}

/* The checkpoint that a line was made over: a record that grows signs newer ones while the answer
 * of a witness is on its way. */
static int find_cosigned(struct sv_app *app, struct sv_arena *arena,
			 const struct sv_keyring *keyring,
			 const struct sv_note_signature *signature, struct sv_kept_checkpoint *ret,
			 struct sv_note *ret_note, struct sv_error *err)
{
	int64_t size_max = INT64_MAX;

	for (int i = 0; i < SV_COSIGNED_BACK_MAX; i++) {
		int r = sv_checkpoint_latest(app->db, arena, size_max, ret, err);

		if (r == 0)
			r = sv_note_parse(arena, ret->note, ret_note, err);
		if (r < 0)
			return r;
		if (is_cosignature(keyring, ret_note, signature))
			return 0;
		size_max = ret->size - 1;
	}
	return SV_ENOTFOUND;
}

/* Put one line under its checkpoint; *ret_added tells whether it was new there. */
static int cosign(struct sv_tx *tx, struct sv_app *app, struct sv_arena *arena,
		  const struct sv_keyring *keyring, struct sv_str line, bool *ret_added,
		  struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	const char *whole = sv_arena_printf(arena, "%.*s\n", SV_STR_ARG(line));
	struct sv_error missing = SV_ERROR_INIT;
	struct sv_note_signature signature = {0};
	struct sv_kept_checkpoint kept;
	struct sv_note note;
	int r = SV_ENOTFOUND;

	if (sv_signature_parse(sv_str_from(whole), &signature))
		r = find_cosigned(app, arena, keyring, &signature, &kept, &note, &missing);
	if (r == SV_ENOTFOUND)
		return sv_fail(err, SV_EREFUSED,
			       "'%.*s' is no cosignature of a witness enrolled at its time over a "
			       "checkpoint of this record",
			       (int)(line.len < 40 ? line.len : 40), line.ptr);
	if (r < 0)
		return sv_fail(err, r, "%s", missing.message);
	*ret_added = !has_line(&note, &signature);
	if (!*ret_added)
		return 0;
	if (note.count == SV_NOTE_SIGNATURES_MAX)
		return sv_fail(err, SV_ELIMIT, "a checkpoint has at most %d signatures",
			       SV_NOTE_SIGNATURES_MAX);
	sv_buf_str(&text, kept.note);
	sv_buf_text(&text, whole);
	kept.note = sv_buf_view(&text);
	return sv_checkpoint_put(tx, &kept, err);
}

int sv_app_cosign(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		  struct sv_str lines, size_t *ret_added, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_kept_checkpoint latest;
	struct sv_keyring keyring;
	struct sv_str line;
	size_t added = 0;
	int r = sv_authority_require(actor, SV_ACTION_CHECKPOINT, err);

	if (r == 0)
		r = sv_tx_begin(&tx, app->db, err);
	if (r == 0)
		r = sv_checkpoint_latest(app->db, arena, INT64_MAX, &latest, err);
	if (r == 0)
		r = sv_app_keyring(app, arena, INT64_MAX, &keyring, err);
	while (r == 0 && sv_str_split(&lines, '\n', &line)) {
		bool is_new;

		r = cosign(&tx, app, arena, &keyring, line, &is_new, err);
		added += r == 0 && is_new;
	}
	if (r == 0)
		r = sv_tx_commit(&tx, err);
	if (r < 0)
		return r;
	*ret_added = added;
	return 0;
}

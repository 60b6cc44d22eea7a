/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * checkpoint.h - what the log says of itself: its name, size and root, signed
 * (c2sp.org/tlog-checkpoint), and proofs that carry one (c2sp.org/tlog-proof).
 *
 * The name of the log, its origin, is the name of the key that signs.
 */
#ifndef SV_RECORD_CHECKPOINT_H
#define SV_RECORD_CHECKPOINT_H

#include "record/note.h"
#include "record/proof.h"
#include "store/db.h"

struct sv_checkpoint {
	const char *origin;
	int64_t size;
	struct sv_hash root;
};

/* The text that is signed, added to out. */
void sv_checkpoint_text(const struct sv_checkpoint *checkpoint, struct sv_buf *out);

/* From the text of a note. */
SV_MUST_USE int sv_checkpoint_parse(struct sv_arena *arena, struct sv_str text,
				    struct sv_checkpoint *ret, struct sv_error *err);

/* A signed note that must be a checkpoint of this key: its origin is the key's name. */
SV_MUST_USE int sv_checkpoint_open(struct sv_arena *arena, struct sv_str note,
				   const struct sv_key *key, struct sv_note *ret_note,
				   struct sv_checkpoint *ret, struct sv_error *err);

/* Checkpoints kept in the store.  A later note of the same size replaces the earlier one. */
struct sv_kept_checkpoint {
	int64_t size;
	const char *vkey; /* key that signed */
	struct sv_str note;
};

SV_MUST_USE int sv_checkpoint_put(struct sv_tx *tx, const struct sv_kept_checkpoint *kept,
				  struct sv_error *err);

/* The latest of at most this size; SV_ENOTFOUND when there is none. */
SV_MUST_USE int sv_checkpoint_latest(struct sv_db *db, struct sv_arena *arena, int64_t size_max,
				     struct sv_kept_checkpoint *ret, struct sv_error *err);

/* Of the checkpoints by the latest one's key that cover a document, the one with the most
 * signatures, and of those with as many the latest; SV_ENOTFOUND when none covers it. */
SV_MUST_USE int sv_checkpoint_best(struct sv_db *db, struct sv_arena *arena, int64_t index,
				   struct sv_kept_checkpoint *ret, struct sv_error *err);

/* All of them, by size. */
SV_MUST_USE int sv_checkpoint_list(struct sv_db *db, struct sv_arena *arena,
				   const struct sv_kept_checkpoint **ret, size_t *ret_count,
				   struct sv_error *err);

/* A receipt: where an entry stands, the path to the root, the checkpoint with that root. */
struct sv_receipt_text {
	int64_t index;
	struct sv_str extra; /* the entry, so that a receipt needs nothing beside it */
	struct sv_proof proof;
	struct sv_str checkpoint;
};

/* Hashes in base64, one a line. */
void sv_proof_write(const struct sv_proof *proof, struct sv_buf *out);

SV_MUST_USE int sv_receipt_parse(struct sv_arena *arena, struct sv_str text,
				 struct sv_receipt_text *ret, struct sv_error *err);

void sv_receipt_write(const struct sv_receipt_text *receipt, struct sv_buf *out);

#endif

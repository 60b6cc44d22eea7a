/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * checkpoints.h - what the log signs, and what it gives away: checkpoints,
 * receipts, and the judgement of the whole record.
 *
 * The signer remembers beside its key, outside the store, the last checkpoint it
 * signed, and signs no other size or root behind it: a store restored from a
 * backup cannot hide what was recorded since.
 */
#ifndef SV_APP_CHECKPOINTS_H
#define SV_APP_CHECKPOINTS_H

#include "app/app.h"
#include "app/authority.h"
#include "app/documents.h"
#include "record/checkpoint.h"

/* A checkpoint of the record as it stands, kept in the store.  state_path is the signer's memory;
 * it is locked, read, and written before the checkpoint can be seen anywhere.  One that is kept
 * already for this size is returned as it is, with the cosignatures it has. */
SV_MUST_USE int sv_app_checkpoint(struct sv_app *app, struct sv_arena *arena,
				  const struct sv_actor *actor, const struct sv_signer *signer,
				  const char *state_path, struct sv_kept_checkpoint *ret,
				  struct sv_error *err);

/* The latest kept, of at most this size. */
SV_MUST_USE int sv_app_checkpoint_kept(struct sv_app *app, struct sv_arena *arena, int64_t size_max,
				       struct sv_kept_checkpoint *ret, struct sv_error *err);

/* A receipt of one document, under the checkpoint that covers it and most have signed. */
SV_MUST_USE int sv_app_prove(struct sv_app *app, struct sv_arena *arena, int64_t index,
			     struct sv_str *ret, struct sv_error *err);

/* The same as a page to print, with QR codes (report/receipt.h). */
SV_MUST_USE int sv_app_receipt_page(struct sv_app *app, struct sv_arena *arena, int64_t index,
				    struct sv_str *ret, struct sv_error *err);

/* The latest checkpoint and the proof that it begins with the first `older` documents; SV_EREFUSED
 * when it is of fewer. */
SV_MUST_USE int sv_app_continuation(struct sv_app *app, struct sv_arena *arena, int64_t older,
				    struct sv_kept_checkpoint *ret_kept, struct sv_proof *ret_proof,
				    struct sv_error *err);

/* The proof alone: hashes in base64, one a line. */
SV_MUST_USE int sv_app_prove_from(struct sv_app *app, struct sv_arena *arena, int64_t older,
				  struct sv_str *ret, struct sv_error *err);

/* The record, its tombstones, checkpoints and signatures; what is wrong comes as findings. */
struct sv_judged_record {
	struct sv_record_head head;
	bool is_judged; /* signatures and tombstones were; not where a document is damaged */
	int64_t signed_valid, signed_other, unsigned_count, checkpoints;
	int64_t withheld;      /* documents with something withheld */
	int64_t withheld_here; /* those of them that the record this is a copy of may have */
};

SV_MUST_USE int sv_app_judge(struct sv_app *app, struct sv_arena *arena,
			     struct sv_findings *findings, struct sv_judged_record *ret,
			     struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * witness.h - members that cosign the log, over an air gap or a network.
 *
 * The log asks with a request as of c2sp.org/tlog-witness: what the witness has
 * seen last, the proof that the new checkpoint continues it, the checkpoint.
 * The witness keeps the last checkpoint it cosigned, checks the proof against
 * it, and answers with its cosignature.  Two signed checkpoints that cannot be
 * of one history are kept as evidence.
 */
#ifndef SV_APP_WITNESS_H
#define SV_APP_WITNESS_H

#include "app/keys.h"
#include "record/checkpoint.h"

/* The request for the latest checkpoint, from what the witness has seen (0: nothing). */
SV_MUST_USE int sv_app_witness_request(struct sv_app *app, struct sv_arena *arena, int64_t seen,
				       struct sv_str *ret, struct sv_error *err);

/* What the answer over HTTP is (c2sp.org/tlog-witness). */
enum sv_witness_answer {
	SV_WITNESS_COSIGNED = 200,
	SV_WITNESS_MALFORMED = 400,
	SV_WITNESS_NOT_SIGNED = 403, /* not by the log's key */
	SV_WITNESS_UNKNOWN_LOG = 404,
	SV_WITNESS_CONFLICT = 409,     /* the witness has seen another size: ret_seen says which */
	SV_WITNESS_INCONSISTENT = 422, /* the proof does not show one history */
};

struct sv_witness {
	const struct sv_key *log;       /* whose checkpoints it cosigns */
	const struct sv_signer *signer; /* of type SV_KEY_WITNESS */
	const char
	    *state_path; /* the last checkpoint cosigned; evidence goes to state_path.split */
};

/* Judge a request.  A refusal is an answer, err says why; negative is a failure of the witness
 * itself.  ret_cosignature is the signature line, ret_seen the size seen last. */
SV_MUST_USE int sv_witness_judge(struct sv_arena *arena, const struct sv_witness *witness,
				 struct sv_str request, enum sv_witness_answer *ret_answer,
				 struct sv_str *ret_cosignature, int64_t *ret_seen,
				 struct sv_error *err);

/* Add signature lines of enrolled witnesses to the checkpoint they were made for; lines that are
 * there already change nothing.  ret_added counts the new ones. */
SV_MUST_USE int sv_app_cosign(struct sv_app *app, struct sv_arena *arena,
			      const struct sv_actor *actor, struct sv_str lines, size_t *ret_added,
			      struct sv_error *err);

#endif

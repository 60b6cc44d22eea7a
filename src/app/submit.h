/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * submit.h - the one way in which an act enters the record.
 *
 * A use case begins a transaction, reads what its decision rests on, decides
 * (a domain function), submits one or several acts and commits.  The document,
 * the log and the derived rows are seen together or not at all.
 */
#ifndef SV_APP_SUBMIT_H
#define SV_APP_SUBMIT_H

#include "app/app.h"
#include "app/authority.h"
#include "domain/act.h"
#include "domain/facts.h"
#include "record/record.h"

/* An act to be recorded: see act.h for what its members mean. */
struct sv_act_draft {
	const char *act, *subject, *state;
	int32_t on;
	const json_t *body; /* stays the caller's */
};

/* What the author can keep: the document is in the log, at this index, with this leaf. */
struct sv_receipt {
	int64_t doc;
	int64_t recorded_ms;
	struct sv_hash leaf_hash;
};

/* Inside the caller's transaction; authority has been asked for. */
SV_MUST_USE int sv_submit_act(struct sv_tx *tx, struct sv_arena *arena,
			      const struct sv_actor *actor, const struct sv_act_draft *draft,
			      struct sv_receipt *ret_receipt, struct sv_error *err);

/* Any document: appended and derived. */
SV_MUST_USE int sv_submit_document(struct sv_tx *tx, const struct sv_draft *draft,
				   int64_t *ret_index, struct sv_error *err);

/* A table that was parsed, in a store that nobody else sees and that ends with its connection: its
 * rows are derived, and its text is not kept.  Nobody can be given a proof out of such a store, and
 * committing to the text is half of the work. */
SV_MUST_USE int sv_submit_passing_table(struct sv_tx *tx, const struct sv_draft *draft,
					const struct sv_fact_document *table, int64_t *ret_index,
					struct sv_error *err);

#endif

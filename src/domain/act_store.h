/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * act_store.h - acts by subject, state and name.
 *
 * The derived table holds the heads; the texts stay in their documents.
 */
#ifndef SV_DOMAIN_ACT_STORE_H
#define SV_DOMAIN_ACT_STORE_H

#include "domain/act.h"
#include "record/record.h"
#include "store/db.h"
#include "store/schema.h"

extern const struct sv_table sv_act_table;

/* A document of another kind derives nothing. */
SV_MUST_USE int sv_act_derive(struct sv_db *db, const struct sv_document *document,
			      struct sv_error *err);

/* Which acts; "" asks for any. */
struct sv_act_filter {
	const char *noun; /* "vote" for vote.open, vote.cast, ... */
	const char *subject;
	const char *state;
};

/* In the order of the record, as known at a size of it. */
SV_MUST_USE int sv_act_list(struct sv_db *db, struct sv_arena *arena,
			    const struct sv_act_filter *filter, int64_t known_size,
			    const struct sv_act **ret_acts, size_t *ret_count,
			    struct sv_error *err);

/* Index of the last act of a noun, or -1. */
SV_MUST_USE int sv_act_last(struct sv_db *db, const char *noun, int64_t *ret_doc,
			    struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * copy.h - a record moves to another store, of either engine.
 *
 * What is recorded is copied as it is, so every root, receipt and proof goes on
 * to hold; what is derived is derived anew from the copy.  A copy for others
 * leaves out what is withheld from copies: it never gets into the new store.
 */
#ifndef SV_APP_COPY_H
#define SV_APP_COPY_H

#include "app/authority.h"
#include "app/documents.h"
#include "app/left_out.h"

struct sv_copy {
	struct sv_record_head head; /* the same in both stores */
	int64_t rows;               /* derived, in the copy */
	int64_t left_out;           /* documents of which something is left out */
	bool differed;              /* those of the source were not what its documents say */
};

/*
 * A new store at `to` with the record of `from`, in one transaction.  Refused
 * (SV_EREFUSED) when there is one already; SV_ECORRUPT, and no store, when the
 * copy does not verify.
 */
SV_MUST_USE int sv_app_copy(const char *from, const char *to, const struct sv_actor *actor,
			    enum sv_copy_for who, struct sv_arena *arena, struct sv_copy *ret,
			    struct sv_error *err);

/* Derive from the documents 0 .. size-1 into empty tables. */
SV_MUST_USE int sv_app_derive_all(struct sv_db *db, int64_t size, struct sv_error *err);

#endif

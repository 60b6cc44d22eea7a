/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * derive_store.h - everything that is derived from documents, as one.
 *
 * Derived tables hold nothing that the documents do not say: they can be
 * dropped and made anew with the same content, byte for byte.  A new noun adds
 * its table and its derivation here.
 */
#ifndef SV_DOMAIN_DERIVE_STORE_H
#define SV_DOMAIN_DERIVE_STORE_H

#include "base/buf.h"
#include "record/record.h"
#include "store/db.h"

/* Inside the caller's transaction. */
SV_MUST_USE int sv_derive_create(struct sv_db *db, struct sv_error *err);
/* The same tables for a store that is filled once and read whole: rows in the order of their key,
 * and no index, which would cost every row more than any question saves. */
SV_MUST_USE int sv_derive_create_bare(struct sv_db *db, struct sv_error *err);
SV_MUST_USE int sv_derive_drop(struct sv_db *db, struct sv_error *err);
SV_MUST_USE int sv_derive_document(struct sv_db *db, const struct sv_document *document,
				   struct sv_error *err);

/* What the derived tables hold, as text: each table's name, then its rows in the order of its
 * primary key. */
struct sv_derived {
	size_t tables;
	int64_t rows;
	struct sv_hash digest; /* of that text; only sv_derive_digest() fills it in */
};

SV_MUST_USE int sv_derive_dump(struct sv_db *db, struct sv_buf *out, struct sv_derived *ret,
			       struct sv_error *err);

/* The hash of that text, which is never whole in memory: equal for equal tables, on any engine. */
SV_MUST_USE int sv_derive_digest(struct sv_db *db, struct sv_derived *ret, struct sv_error *err);

#endif

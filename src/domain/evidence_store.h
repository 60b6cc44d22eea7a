/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * evidence_store.h - reading figures and gaps from their derived tables.
 */
#ifndef SV_DOMAIN_EVIDENCE_STORE_H
#define SV_DOMAIN_EVIDENCE_STORE_H

#include "base/arena.h"
#include "domain/evidence.h"
#include "store/db.h"

/*
 * All figures as known at a size of the log, whole, into the arena.  Figures of
 * states that the register does not know are left out.  With seen_only, so are
 * figures whose source is itself recalled.
 */
SV_MUST_USE int sv_evidence_load(struct sv_db *db, struct sv_arena *arena,
				 const struct sv_register *reg, int64_t known_size, bool seen_only,
				 struct sv_evidence *ret, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * register_store.h - reading the register from its derived tables.
 */
#ifndef SV_DOMAIN_REGISTER_STORE_H
#define SV_DOMAIN_REGISTER_STORE_H

#include "base/arena.h"
#include "domain/register.h"
#include "store/db.h"

/*
 * The register as known at a size of the log, whole, into the arena.  With
 * seen_only, memberships, projects, roles, decisions, facts and groups whose
 * confidence is recalled are left out; states and sources never are.
 */
SV_MUST_USE int sv_register_load(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
				 bool seen_only, struct sv_register *ret, struct sv_error *err);

#endif

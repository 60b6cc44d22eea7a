/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * equipment_store.h - reading types of equipment, and what is said of them, from
 * their derived tables.
 */
#ifndef SV_DOMAIN_EQUIPMENT_STORE_H
#define SV_DOMAIN_EQUIPMENT_STORE_H

#include "domain/equipment.h"
#include "store/db.h"

/* All rows as known at a size of the log; those of states the register does not know are left
 * out. */
SV_MUST_USE int sv_equipment_load(struct sv_db *db, struct sv_arena *arena,
				  const struct sv_register *reg, int64_t known_size,
				  struct sv_equipment *ret, struct sv_error *err);

SV_MUST_USE int sv_claims_load(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
			       bool seen_only, struct sv_claims *ret, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * account_store.h - accounts in the store, and the key that signs sessions.
 */
#ifndef SV_DOMAIN_ACCOUNT_STORE_H
#define SV_DOMAIN_ACCOUNT_STORE_H

#include "base/arena.h"
#include "domain/account.h"
#include "store/db.h"
#include "store/schema.h"

extern const struct sv_table sv_account_tables[];
extern const size_t sv_account_table_count;

/* Inside the caller's transaction; SV_EREFUSED when the name is taken. */
SV_MUST_USE int sv_account_insert(struct sv_db *db, const struct sv_account *account,
				  int64_t *ret_id, struct sv_error *err);

/* Password, disabled and epoch of an account that exists. */
SV_MUST_USE int sv_account_update(struct sv_db *db, const struct sv_account *account,
				  struct sv_error *err);

/* 1 found, 0 not. */
SV_MUST_USE int sv_account_by_name(struct sv_db *db, struct sv_arena *arena, const char *name,
				   struct sv_account *ret, struct sv_error *err);
SV_MUST_USE int sv_account_by_id(struct sv_db *db, struct sv_arena *arena, int64_t id,
				 struct sv_account *ret, struct sv_error *err);

/* All, by name. */
SV_MUST_USE int sv_account_list(struct sv_db *db, struct sv_arena *arena,
				const struct sv_account **ret, size_t *ret_count,
				struct sv_error *err);

/* The key of this store's sessions: 1 found, 0 there is none yet. */
SV_MUST_USE int sv_account_key_get(struct sv_db *db, uint8_t ret[SV_ACCOUNT_KEY_BYTES],
				   struct sv_error *err);
SV_MUST_USE int sv_account_key_put(struct sv_db *db, const uint8_t key[SV_ACCOUNT_KEY_BYTES],
				   struct sv_error *err);

#endif

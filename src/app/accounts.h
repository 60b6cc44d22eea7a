/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * accounts.h - accounts of the portal: kept by the operator, used to log in.
 *
 * Passwords are kept as Argon2id hashes.  One that is not right and a name that
 * is not known take the same time and get the same answer.
 */
#ifndef SV_APP_ACCOUNTS_H
#define SV_APP_ACCOUNTS_H

#include "app/app.h"
#include "app/authority.h"
#include "domain/account.h"

/* A new account; role as in sv_actor_parse(), "delegate:FRA".  With password "" only a client
 * certificate of that name serves. */
SV_MUST_USE int sv_app_account_add(struct sv_app *app, struct sv_arena *arena,
				   const struct sv_actor *actor, const char *name, const char *role,
				   const char *password, struct sv_error *err);

/* Another password; every session of the account ends. */
SV_MUST_USE int sv_app_account_password(struct sv_app *app, const struct sv_actor *actor,
					const char *name, const char *password,
					struct sv_error *err);

SV_MUST_USE int sv_app_account_disable(struct sv_app *app, const struct sv_actor *actor,
				       const char *name, bool disabled, struct sv_error *err);

SV_MUST_USE int sv_app_accounts(struct sv_app *app, struct sv_arena *arena,
				const struct sv_actor *actor, const struct sv_account **ret,
				size_t *ret_count, struct sv_error *err);

/* How many there are: a portal without any offers to make the first. */
SV_MUST_USE int sv_app_account_count(struct sv_app *app, size_t *ret, struct sv_error *err);

/* SV_EREFUSED when name and password do not fit an account that is not disabled. */
SV_MUST_USE int sv_app_account_login(struct sv_app *app, struct sv_arena *arena, const char *name,
				     const char *password, struct sv_account *ret,
				     struct sv_error *err);

/* 1: the account of a session or certificate, still enabled; 0: not. */
SV_MUST_USE int sv_app_account_by_id(struct sv_app *app, struct sv_arena *arena, int64_t id,
				     struct sv_account *ret, struct sv_error *err);
SV_MUST_USE int sv_app_account_by_name(struct sv_app *app, struct sv_arena *arena, const char *name,
				       struct sv_account *ret, struct sv_error *err);

/* Every session of the account ends. */
SV_MUST_USE int sv_app_account_end_sessions(struct sv_app *app, int64_t id, struct sv_error *err);

/* The actor that an account is. */
SV_MUST_USE int sv_account_actor(struct sv_arena *arena, const struct sv_account *account,
				 struct sv_actor *ret, struct sv_error *err);

/* The key of this store's sessions, made when it is first asked for. */
SV_MUST_USE int sv_app_account_key(struct sv_app *app, uint8_t ret[SV_ACCOUNT_KEY_BYTES],
				   struct sv_error *err);

#endif

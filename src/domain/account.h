/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * account.h - who may log in to the portal, in which role, for which state.
 *
 * Accounts stand beside the record and are no part of it: no document names a
 * password, and a rebuild leaves them alone.  What an account does becomes a
 * document whose author is the account's name.
 */
#ifndef SV_DOMAIN_ACCOUNT_H
#define SV_DOMAIN_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

#define SV_ACCOUNT_NAME_MAX 40
#define SV_PASSWORD_MIN 10 /* characters; length is what makes a password strong */
#define SV_PASSWORD_MAX 200
#define SV_ACCOUNT_KEY_BYTES 32

struct sv_account {
	int64_t id; /* from 1 */
	const char *name;
	const char *role;  /* as in sv_actor_role_name() */
	const char *state; /* "" when the role speaks for none */
	const char
	    *password; /* Argon2id, in its own text form; "" when only a certificate serves */
	bool disabled;
	int64_t epoch; /* raised when every session of the account is to end */
	int64_t created_ms;
};

/* Letters, digits, '.', '-', '_', '@', from 2 to SV_ACCOUNT_NAME_MAX of them. */
SV_MUST_USE int sv_account_check_name(const char *name, struct sv_error *err);
SV_MUST_USE int sv_account_check_password(const char *name, const char *password,
					  struct sv_error *err);

#endif

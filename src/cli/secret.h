/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * secret.h - keys that a command has at hand: files, and passphrases from the
 * environment or the terminal.
 */
#ifndef SV_CLI_SECRET_H
#define SV_CLI_SECRET_H

#include "cli/command.h"
#include "app/keys.h"

/* $SERVANDA_KEY_PASSPHRASE, or asked for on the terminal (twice for a new key).  SV_EUSAGE when
 * there is neither. */
SV_MUST_USE int sv_cli_passphrase(struct sv_arena *arena, const char *what, bool twice,
				  struct sv_str *ret, struct sv_error *err);

/* The secret key in a file. */
SV_MUST_USE int sv_cli_signer(struct sv_arena *arena, const char *path, struct sv_signer *ret,
			      struct sv_error *err);

/* A public key as given: its text, or a file that holds it. */
SV_MUST_USE int sv_cli_public_key(struct sv_arena *arena, const char *given, struct sv_key *ret,
				  struct sv_error *err);

/* A checkpoint of what this command recorded, when $SERVANDA_LOG_KEY names the log's key. */
SV_MUST_USE int sv_cli_sign_log(struct sv_cli *cli, struct sv_error *err);

#endif

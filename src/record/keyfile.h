/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keyfile.h - a secret key in a file, under a passphrase: docs/formats/keys.md.
 *
 * The seed is encrypted with a key that Argon2id makes from the passphrase; the
 * public key stands beside it in the clear.
 */
#ifndef SV_RECORD_KEYFILE_H
#define SV_RECORD_KEYFILE_H

#include "record/note.h"

/* A new key from the system's random numbers. */
struct sv_signer sv_keyfile_generate(const char *name, enum sv_key_type type,
				     uint8_t ret_seed[SV_SEED_BYTES]);

/* The text of the file.  SV_EIO when the memory that Argon2id wants is not there. */
SV_MUST_USE int sv_keyfile_write(struct sv_arena *arena, const struct sv_key *key,
				 const uint8_t seed[SV_SEED_BYTES], struct sv_str passphrase,
				 struct sv_str *ret, struct sv_error *err);

/* The public key, which takes no passphrase. */
SV_MUST_USE int sv_keyfile_public(struct sv_arena *arena, struct sv_str file, struct sv_key *ret,
				  struct sv_error *err);

/* SV_EREFUSED when the passphrase is not the one. */
SV_MUST_USE int sv_keyfile_read(struct sv_arena *arena, struct sv_str file,
				struct sv_str passphrase, struct sv_signer *ret,
				struct sv_error *err);

#endif

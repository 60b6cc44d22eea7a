/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * note.h - Ed25519 keys and signed notes (c2sp.org/signed-note).
 *
 * A note is a text of whole lines, an empty line, and signature lines:
 *
 *   - NAME BASE64(key id || signature)          (the dash is U+2014)
 *
 * A key has a name and a type: one that signs notes, or one of a witness, which
 * cosigns checkpoints with the time at which it saw them
 * (c2sp.org/tlog-cosignature).  Keys travel as "NAME+ID+BASE64".
 */
#ifndef SV_RECORD_NOTE_H
#define SV_RECORD_NOTE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "record/hash.h"

#define SV_KEY_ID_BYTES 4
#define SV_PUBLIC_BYTES 32
#define SV_SEED_BYTES 32
#define SV_SIGNATURE_BYTES 64

enum sv_key_type {
	SV_KEY_NOTE = 1,    /* Ed25519 over the note's text */
	SV_KEY_WITNESS = 4, /* Ed25519 over time and checkpoint */
};

struct sv_key {
	const char *name;
	enum sv_key_type type;
	uint8_t id[SV_KEY_ID_BYTES]; /* follows from name, type and public key */
	uint8_t public[SV_PUBLIC_BYTES];
};

struct sv_signer {
	struct sv_key key;
	uint8_t secret[64]; /* as libsodium keeps it: seed and public key */
};

/* One line, at most SV_KEY_NAME_MAX bytes, no space and no '+'. */
bool sv_key_name_valid(struct sv_str name);

/* The key a seed makes; name is kept, not copied. */
struct sv_signer sv_signer_make(const char *name, enum sv_key_type type,
				const uint8_t seed[SV_SEED_BYTES]);
void sv_signer_wipe(struct sv_signer *signer); /* for _cleanup_ */

/* "NAME+ID+BASE64" and back; SV_EINVALID when the text is no key or its id is not its own. */
const char *sv_key_text(struct sv_arena *arena, const struct sv_key *key);
SV_MUST_USE int sv_key_parse(struct sv_arena *arena, struct sv_str text, struct sv_key *ret,
			     struct sv_error *err);

struct sv_note_signature {
	struct sv_str line; /* as it stands, with its line feed */
	struct sv_str name;
	uint8_t id[SV_KEY_ID_BYTES];
	uint8_t bytes[8 + SV_SIGNATURE_BYTES];
	size_t len; /* of bytes: 64, of a witness 72; other kinds are kept as lines only, with 0 */
};

struct sv_note {
	struct sv_str text; /* ends in a line feed */
	const struct sv_note_signature *signatures;
	size_t count;
};

/* The note lives as long as the text it was read from and the arena. */
SV_MUST_USE int sv_note_parse(struct sv_arena *arena, struct sv_str note, struct sv_note *ret,
			      struct sv_error *err);

/* One signature line, without the note around it. */
bool sv_signature_parse(struct sv_str line, struct sv_note_signature *ret);

/* Whether the line was made by this key over the text.  ret_seconds (may be NULL) is when a
 * witness saw it, 0 for another key. */
bool sv_signature_valid(const struct sv_note_signature *signature, const struct sv_key *key,
			struct sv_str text, int64_t *ret_seconds);

/* Whether any line of the note was made by this key, and is the only one that claims to be. */
bool sv_note_signed_by(const struct sv_note *note, const struct sv_key *key, int64_t *ret_seconds);

/* Add the signature line over text.  A witness puts its time, in seconds, beside it. */
void sv_note_sign(const struct sv_signer *signer, struct sv_str text, int64_t seconds,
		  struct sv_buf *out);

/* Base64 with padding, in its one canonical form.  Decoding: false unless exactly `len` bytes. */
void sv_base64(struct sv_buf *out, const void *bytes, size_t len);
bool sv_base64_decode(struct sv_str text, void *bytes, size_t len);

#endif

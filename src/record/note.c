/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/note.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define DASH "\xe2\x80\x94 " /* U+2014 and a space */

bool sv_key_name_valid(struct sv_str name)
{
	size_t offset;

	if (name.len == 0 || name.len > SV_KEY_NAME_MAX || !sv_str_is_utf8(name, &offset))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] <= ' ' || name.ptr[i] == 0x7f || name.ptr[i] == '+')
			return false;
	return true;
}

/* First bytes of SHA-256(name || line feed || type || public key). */
static void set_id(struct sv_key *key)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	const uint8_t head[2] = {'\n', (uint8_t)key->type};
	struct sv_hash hash;

	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, key->name, strlen(key->name));
	sv_hasher_add(hasher, head, sizeof(head));
	sv_hasher_add(hasher, key->public, SV_PUBLIC_BYTES);
	hash = sv_hasher_end(hasher);
	memcpy(key->id, hash.bytes, SV_KEY_ID_BYTES);
}

struct sv_signer sv_signer_make(const char *name, enum sv_key_type type,
				const uint8_t seed[SV_SEED_BYTES])
{
	struct sv_signer signer = {.key = {.name = name, .type = type}};
	int r;

	r = sodium_init();
	assert(r >= 0);
	r = crypto_sign_seed_keypair(signer.key.public, signer.secret, seed);

	assert(r == 0);
	set_id(&signer.key);
	return signer;
}

void sv_signer_wipe(struct sv_signer *signer)
{
	sodium_memzero(signer->secret, sizeof(signer->secret));
}

void sv_base64(struct sv_buf *out, const void *bytes, size_t len)
{
	size_t room = sodium_base64_ENCODED_LEN(len, sodium_base64_VARIANT_ORIGINAL);
	char *text = sv_xmalloc(room);

	sodium_bin2base64(text, room, bytes, len, sodium_base64_VARIANT_ORIGINAL);
	sv_buf_text(out, text);
	free(text);
}

bool sv_base64_decode(struct sv_str text, void *bytes, size_t len)
{
	const char *end;
	size_t got;

	/* sodium refuses a last character with bits that stand for nothing, but takes some bytes
	 * beyond ASCII for letters. */
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80)
			return false;
	return text.len == (len + 2) / 3 * 4 &&
	       sodium_base642bin(bytes, len, text.ptr, text.len, NULL, &got, &end,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       got == len && end == text.ptr + text.len;
}

const char *sv_key_text(struct sv_arena *arena, const struct sv_key *key)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	uint8_t bytes[1 + SV_PUBLIC_BYTES] = {(uint8_t)key->type};

	memcpy(bytes + 1, key->public, SV_PUBLIC_BYTES);
	sv_buf_printf(&out, "%s+%02x%02x%02x%02x+", key->name, key->id[0], key->id[1], key->id[2],
		      key->id[3]);
	sv_base64(&out, bytes, sizeof(bytes));
	return sv_arena_cstr(arena, out.ptr);
}

int sv_key_parse(struct sv_arena *arena, struct sv_str text, struct sv_key *ret,
		 struct sv_error *err)
{
	struct sv_str rest = sv_str_trim(text), name = SV_STR_NONE, id = SV_STR_NONE;
	uint8_t bytes[1 + SV_PUBLIC_BYTES];
	struct sv_key key = {0};
	char own[2 * SV_KEY_ID_BYTES + 1];

	if (!sv_str_split(&rest, '+', &name) || !sv_str_split(&rest, '+', &id) ||
	    !sv_key_name_valid(name) || !sv_base64_decode(rest, bytes, sizeof(bytes)) ||
	    (bytes[0] != SV_KEY_NOTE && bytes[0] != SV_KEY_WITNESS))
		return sv_fail(err, SV_EINVALID,
			       "'%.*s' is not a public key; it is written NAME+ID+BASE64",
			       (int)(text.len < 100 ? text.len : 100), text.ptr);
	key.name = sv_arena_str(arena, name).ptr;
	key.type = bytes[0];
	memcpy(key.public, bytes + 1, SV_PUBLIC_BYTES);
	set_id(&key);
	sodium_bin2hex(own, sizeof(own), key.id, SV_KEY_ID_BYTES);
	if (!sv_str_is(id, own))
		return sv_fail(err, SV_EINVALID,
			       "the key '%s' is damaged: its id is '%s', the text says '%.*s'",
			       key.name, own, SV_STR_ARG(id));
	*ret = key;
	return 0;
}

bool sv_signature_parse(struct sv_str line, struct sv_note_signature *ret)
{
	struct sv_note_signature signature = {.line = line};
	uint8_t bytes[SV_KEY_ID_BYTES + sizeof(signature.bytes)];
	struct sv_str rest = line;

	if (!sv_str_starts(rest, DASH) || rest.ptr[rest.len - 1] != '\n')
		return false;
	rest.ptr += strlen(DASH);
	rest.len -= strlen(DASH) + 1;
	if (!sv_str_split(&rest, ' ', &signature.name) || !sv_key_name_valid(signature.name))
		return false;
	if (sv_base64_decode(rest, bytes, SV_KEY_ID_BYTES + SV_SIGNATURE_BYTES))
		signature.len = SV_SIGNATURE_BYTES;
	else if (sv_base64_decode(rest, bytes, SV_KEY_ID_BYTES + 8 + SV_SIGNATURE_BYTES))
		signature.len = 8 + SV_SIGNATURE_BYTES;
	else if (!rest.len)
		return false;
	/* Another algorithm's is kept, with no bytes: it is never valid. */
	if (signature.len) {
		memcpy(signature.id, bytes, SV_KEY_ID_BYTES);
		memcpy(signature.bytes, bytes + SV_KEY_ID_BYTES, signature.len);
	}
	*ret = signature;
	return true;
}

static int fail_note(const char *why, struct sv_error *err)
{
	return sv_fail(err, SV_EINVALID, "this is not a signed note: %s", why);
}

/* Where the signatures begin: after the last empty line. */
static const char *find_signatures(struct sv_str note)
{
	for (const char *c = note.ptr + note.len - 1; c > note.ptr; c--)
		if (c[0] == '\n' && c[-1] == '\n')
			return c + 1;
	return NULL;
}

int sv_note_parse(struct sv_arena *arena, struct sv_str note, struct sv_note *ret,
		  struct sv_error *err)
{
	struct sv_note_signature *signatures = NULL;
	size_t count = 0, cap = 0, offset;
	struct sv_str rest, line;
	const char *begin;

	if (note.len > SV_NOTE_BYTES_MAX)
		return sv_fail(err, SV_ELIMIT, "a signed note is larger than %d bytes",
			       SV_NOTE_BYTES_MAX);
	if (note.len < 2 || note.ptr[note.len - 1] != '\n' || !sv_str_is_utf8(note, &offset))
		return fail_note("it is not lines of UTF-8", err);
	begin = find_signatures(note);
	if (!begin)
		return fail_note("no empty line stands before the signatures", err);
	rest = (struct sv_str){begin, (size_t)(note.ptr + note.len - begin)};
	while (rest.len) {
		const char *feed = memchr(rest.ptr, '\n', rest.len);

		line = (struct sv_str){rest.ptr, (size_t)(feed + 1 - rest.ptr)};
		rest.ptr += line.len;
		rest.len -= line.len;
		if (count == SV_NOTE_SIGNATURES_MAX)
			return sv_fail(err, SV_ELIMIT, "a signed note has more than %d signatures",
				       SV_NOTE_SIGNATURES_MAX);
		signatures = sv_arena_grow(arena, signatures, count, &cap, sizeof(*signatures));
		signatures[count] = (struct sv_note_signature){.line = line};
		if (!sv_signature_parse(line, &signatures[count++]))
			return fail_note("a line after the empty one is no signature", err);
	}
	if (count == 0)
		return fail_note("it has no signature", err);
	*ret = (struct sv_note){{note.ptr, (size_t)(begin - 1 - note.ptr)}, signatures, count};
	return 0;
}

/* What a witness signs: c2sp.org/tlog-cosignature. */
static void cosigned_text(struct sv_buf *out, struct sv_str text, uint64_t seconds)
{
	sv_buf_printf(out, "cosignature/v1\ntime %llu\n", (unsigned long long)seconds);
	sv_buf_str(out, text);
}

static bool names_key(const struct sv_note_signature *signature, const struct sv_key *key)
{
	return sv_str_is(signature->name, key->name) &&
	       memcmp(signature->id, key->id, SV_KEY_ID_BYTES) == 0;
}

bool sv_signature_valid(const struct sv_note_signature *signature, const struct sv_key *key,
			struct sv_str text, int64_t *ret_seconds)
{
	_cleanup_(sv_buf_free) struct sv_buf message = SV_BUF_INIT;
	const uint8_t *bytes = signature->bytes;
	uint64_t seconds = 0;
	int r = sodium_init();

	assert(r >= 0);
	if (!names_key(signature, key) ||
	    signature->len != SV_SIGNATURE_BYTES + (key->type == SV_KEY_WITNESS ? 8 : 0))
		return false;
	if (key->type == SV_KEY_WITNESS) {
		for (int i = 0; i < 8; i++)
			seconds = seconds << 8 | *bytes++;
		if (seconds > INT64_MAX)
			return false;
		cosigned_text(&message, text, seconds);
		text = sv_buf_view(&message);
	}
	if (crypto_sign_verify_detached(bytes, (const uint8_t *)text.ptr, text.len, key->public))
		return false;
	if (ret_seconds)
		*ret_seconds = (int64_t)seconds;
	return true;
}

bool sv_note_signed_by(const struct sv_note *note, const struct sv_key *key, int64_t *ret_seconds)
{
	bool valid = false;

	for (size_t i = 0; i < note->count; i++) {
		if (!names_key(&note->signatures[i], key))
			continue;
		/* A second line of the same key, or one that is false, spoils the note. */
		if (valid ||
		    !sv_signature_valid(&note->signatures[i], key, note->text, ret_seconds))
			return false;
		valid = true;
	}
	return valid;
}

void sv_note_sign(const struct sv_signer *signer, struct sv_str text, int64_t seconds,
		  struct sv_buf *out)
{
	_cleanup_(sv_buf_free) struct sv_buf message = SV_BUF_INIT;
	uint8_t bytes[SV_KEY_ID_BYTES + 8 + SV_SIGNATURE_BYTES], *end = bytes;
	int r;

	memcpy(end, signer->key.id, SV_KEY_ID_BYTES);
	end += SV_KEY_ID_BYTES;
	if (signer->key.type == SV_KEY_WITNESS) {
		for (int i = 0; i < 8; i++)
			*end++ = (uint8_t)((uint64_t)seconds >> (56 - 8 * i));
		cosigned_text(&message, text, (uint64_t)seconds);
		text = sv_buf_view(&message);
	}
	r = crypto_sign_detached(end, NULL, (const uint8_t *)text.ptr, text.len, signer->secret);
	assert(r == 0);
	sv_buf_printf(out, DASH "%s ", signer->key.name);
	sv_base64(out, bytes, (size_t)(end + SV_SIGNATURE_BYTES - bytes));
	sv_buf_char(out, '\n');
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/keyfile.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

/* What a new file asks of whoever guesses; 64 MiB fit on the smallest server. */
#define PASSES 3
#define MEMORY_MIB 64

/* What a file may ask of us. */
#define PASSES_MAX 16
#define MEMORY_MIB_MAX 1024

#define SEALED_BYTES (SV_SEED_BYTES + crypto_secretbox_MACBYTES)

struct sealed {
	struct sv_str key; /* the public key as text */
	int64_t passes, memory_mib;
	uint8_t salt[crypto_pwhash_SALTBYTES];
	uint8_t nonce[crypto_secretbox_NONCEBYTES];
	uint8_t secret[SEALED_BYTES];
};

struct sv_signer sv_keyfile_generate(const char *name, enum sv_key_type type,
				     uint8_t ret_seed[SV_SEED_BYTES])
{
	int r = sodium_init();

	assert(r >= 0);
	randombytes_buf(ret_seed, SV_SEED_BYTES);
	return sv_signer_make(name, type, ret_seed);
}

static int stretch(const struct sealed *sealed, struct sv_str passphrase,
		   uint8_t ret[crypto_secretbox_KEYBYTES], struct sv_error *err)
{
	int r = sodium_init();

	assert(r >= 0);
	if (crypto_pwhash(ret, crypto_secretbox_KEYBYTES, passphrase.ptr, passphrase.len,
			  sealed->salt, (unsigned long long)sealed->passes,
			  (size_t)sealed->memory_mib << 20, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return sv_fail(err, SV_EIO, "cannot open a key: %d MiB of memory are needed for it",
			       (int)sealed->memory_mib);
	return 0;
}

static void add_bytes(struct sv_buf *out, const char *field, const void *bytes, size_t len)
{
	sv_buf_printf(out, "%s: ", field);
	sv_base64(out, bytes, len);
	sv_buf_char(out, '\n');
}

int sv_keyfile_write(struct sv_arena *arena, const struct sv_key *key,
		     const uint8_t seed[SV_SEED_BYTES], struct sv_str passphrase,
		     struct sv_str *ret, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sealed sealed = {.passes = PASSES, .memory_mib = MEMORY_MIB};
	uint8_t stretched[crypto_secretbox_KEYBYTES];
	int r;

	randombytes_buf(sealed.salt, sizeof(sealed.salt));
	randombytes_buf(sealed.nonce, sizeof(sealed.nonce));
	r = stretch(&sealed, passphrase, stretched, err);
	if (r < 0)
		return r;
	crypto_secretbox_easy(sealed.secret, seed, SV_SEED_BYTES, sealed.nonce, stretched);
	sodium_memzero(stretched, sizeof(stretched));
	sv_buf_printf(&out, "servanda-key/v1\npublic: %s\nargon2id: %d passes, %d MiB\n",
		      sv_key_text(arena, key), PASSES, MEMORY_MIB);
	add_bytes(&out, "salt", sealed.salt, sizeof(sealed.salt));
	add_bytes(&out, "nonce", sealed.nonce, sizeof(sealed.nonce));
	add_bytes(&out, "secret", sealed.secret, sizeof(sealed.secret));
	*ret = sv_arena_str(arena, sv_buf_view(&out));
	return 0;
}

/* The value of the next line, which must be this field. */
static bool take(struct sv_str *rest, const char *field, struct sv_str *ret)
{
	size_t len = strlen(field);
	struct sv_str line;

	if (!sv_str_split(rest, '\n', &line) || !sv_str_starts(line, field))
		return false;
	*ret = (struct sv_str){line.ptr + len, line.len - len};
	return true;
}

static bool take_bytes(struct sv_str *rest, const char *field, void *bytes, size_t len)
{
	struct sv_str text;

	return take(rest, field, &text) && sv_base64_decode(text, bytes, len);
}

/* "3 passes, 64 MiB" */
static bool read_cost(struct sv_str text, struct sealed *sealed)
{
	struct sv_str passes, words, memory;

	return sv_str_split(&text, ' ', &passes) && sv_str_split(&text, ' ', &words) &&
	       sv_str_is(words, "passes,") && sv_str_split(&text, ' ', &memory) &&
	       sv_str_is(text, "MiB") && sv_str_to_int64(passes, &sealed->passes) &&
	       sv_str_to_int64(memory, &sealed->memory_mib) && sealed->passes >= 1 &&
	       sealed->passes <= PASSES_MAX && sealed->memory_mib >= 1 &&
	       sealed->memory_mib <= MEMORY_MIB_MAX;
}

static int parse(struct sv_str file, struct sealed *ret, struct sv_error *err)
{
	struct sealed sealed = {0};
	struct sv_str head, cost;

	if (!sv_str_split(&file, '\n', &head) || !sv_str_is(head, "servanda-key/v1"))
		return sv_fail(err, SV_EINVALID,
			       "this is not a key file; 'servanda key new' makes one");
	if (!take(&file, "public: ", &sealed.key) || !take(&file, "argon2id: ", &cost) ||
	    !read_cost(cost, &sealed) ||
	    !take_bytes(&file, "salt: ", sealed.salt, sizeof(sealed.salt)) ||
	    !take_bytes(&file, "nonce: ", sealed.nonce, sizeof(sealed.nonce)) ||
	    !take_bytes(&file, "secret: ", sealed.secret, sizeof(sealed.secret)) || file.len)
		return sv_fail(err, SV_EINVALID, "the key file is damaged; take a copy of it");
	*ret = sealed;
	return 0;
}

int sv_keyfile_public(struct sv_arena *arena, struct sv_str file, struct sv_key *ret,
		      struct sv_error *err)
{
	struct sealed sealed;
	int r = parse(file, &sealed, err);

	if (r < 0)
		return r;
	return sv_key_parse(arena, sealed.key, ret, err);
}

int sv_keyfile_read(struct sv_arena *arena, struct sv_str file, struct sv_str passphrase,
		    struct sv_signer *ret, struct sv_error *err)
{
	uint8_t stretched[crypto_secretbox_KEYBYTES], seed[SV_SEED_BYTES];
	struct sealed sealed;
	struct sv_signer signer;
	struct sv_key key;
	int r = parse(file, &sealed, err);

	if (r < 0)
		return r;
	r = sv_key_parse(arena, sealed.key, &key, err);
	if (r < 0)
		return r;
	r = stretch(&sealed, passphrase, stretched, err);
	if (r < 0)
		return r;
	r = crypto_secretbox_open_easy(seed, sealed.secret, SEALED_BYTES, sealed.nonce, stretched);
	sodium_memzero(stretched, sizeof(stretched));
	if (r != 0)
		return sv_fail(err, SV_EREFUSED, "the passphrase of key '%s' is another", key.name);
	signer = sv_signer_make(key.name, key.type, seed);
	sodium_memzero(seed, sizeof(seed));
	if (memcmp(signer.key.public, key.public, SV_PUBLIC_BYTES) != 0)
		return sv_fail(err, SV_EINVALID, "the key file is damaged; take a copy of it");
	*ret = signer;
	return 0;
}

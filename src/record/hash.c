/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/error.h"

struct sv_hasher {
	EVP_MD *sha256;
	EVP_MD_CTX *context;
};

struct sv_hasher *sv_hasher_new(void)
{
	struct sv_hasher *hasher = sv_xmalloc(sizeof(*hasher));

	hasher->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	hasher->context = EVP_MD_CTX_new();
	if (!hasher->sha256 || !hasher->context)
		sv_out_of_memory();
	return hasher;
}

void sv_hasher_free(struct sv_hasher **hasher)
{
	if (!*hasher)
		return;
	EVP_MD_CTX_free((*hasher)->context);
	EVP_MD_free((*hasher)->sha256);
	free(*hasher);
	*hasher = NULL;
}

/* With a fetched digest and memory at hand these calls cannot fail. */
void sv_hasher_begin(struct sv_hasher *hasher)
{
	int ok = EVP_DigestInit_ex2(hasher->context, hasher->sha256, NULL);

	assert(ok == 1);
}

void sv_hasher_add(struct sv_hasher *hasher, const void *bytes, size_t len)
{
	int ok = EVP_DigestUpdate(hasher->context, bytes, len);

	assert(ok == 1);
}

struct sv_hash sv_hasher_end(struct sv_hasher *hasher)
{
	struct sv_hash hash;
	int ok = EVP_DigestFinal_ex(hasher->context, hash.bytes, NULL);

	assert(ok == 1);
	return hash;
}

struct sv_hash sv_hash_leaf(struct sv_hasher *hasher, struct sv_str data)
{
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, "\x00", 1);
	sv_hasher_add(hasher, data.ptr, data.len);
	return sv_hasher_end(hasher);
}

struct sv_hash sv_hash_node(struct sv_hasher *hasher, const struct sv_hash *left,
			    const struct sv_hash *right)
{
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, "\x01", 1);
	sv_hasher_add(hasher, left->bytes, SV_HASH_BYTES);
	sv_hasher_add(hasher, right->bytes, SV_HASH_BYTES);
	return sv_hasher_end(hasher);
}

struct sv_hash sv_hash_empty(struct sv_hasher *hasher)
{
	sv_hasher_begin(hasher);
	return sv_hasher_end(hasher);
}

bool sv_hash_equal(const struct sv_hash *a, const struct sv_hash *b)
{
	return memcmp(a->bytes, b->bytes, SV_HASH_BYTES) == 0;
}

const char *sv_hash_hex(const struct sv_hash *hash, char text[SV_HASH_HEX_MAX])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < SV_HASH_BYTES; i++) {
		text[2 * i] = digits[hash->bytes[i] >> 4];
		text[2 * i + 1] = digits[hash->bytes[i] & 15];
	}
	text[SV_HASH_HEX_MAX - 1] = '\0';
	return text;
}

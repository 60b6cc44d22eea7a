/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/hash.h"

#include <stdlib.h>
#include <string.h>

/* A record is verified line by line, in hashes of one or two blocks: what EVP does around each of
 * them costs more than the hash.  These functions are the same code behind a shorter call. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include "base/error.h"

struct sv_hasher {
	SHA256_CTX context;
};

struct sv_hasher *sv_hasher_new(void)
{
	return sv_xmalloc(sizeof(struct sv_hasher));
}

void sv_hasher_free(struct sv_hasher **hasher)
{
	free(*hasher);
	*hasher = NULL;
}

/* On memory at hand these calls cannot fail. */
void sv_hasher_begin(struct sv_hasher *hasher)
{
	SHA256_Init(&hasher->context);
}

void sv_hasher_add(struct sv_hasher *hasher, const void *bytes, size_t len)
{
	SHA256_Update(&hasher->context, bytes, len);
}

struct sv_hash sv_hasher_end(struct sv_hasher *hasher)
{
	struct sv_hash hash;

	SHA256_Final(hash.bytes, &hasher->context);
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

bool sv_hash_from_blob(struct sv_str bytes, struct sv_hash *ret)
{
	if (bytes.len != SV_HASH_BYTES)
		return false;
	memcpy(ret->bytes, bytes.ptr, SV_HASH_BYTES);
	return true;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/hash.h"

#include <assert.h>
#include <endian.h>
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

/* Padded here (FIPS 180-4, 5.1.1), a short message needs none of what is kept between calls, which
 * takes as long as one of its blocks. */
struct sv_hash sv_hash_short(struct sv_hasher *hasher, const void *bytes, size_t len)
{
	uint8_t blocks[2 * SHA256_CBLOCK] = {0};
	size_t end = len < SHA256_CBLOCK - 8 ? SHA256_CBLOCK : 2 * SHA256_CBLOCK;
	struct sv_hash hash;

	assert(len <= SV_HASH_SHORT_MAX);
	memcpy(blocks, bytes, len);
	blocks[len] = 0x80;
	blocks[end - 2] = (uint8_t)(len >> 5);
	blocks[end - 1] = (uint8_t)(len << 3);
	SHA256_Init(&hasher->context);
	for (size_t i = 0; i < end; i += SHA256_CBLOCK)
		SHA256_Transform(&hasher->context, blocks + i);
	for (size_t i = 0; i < SV_HASH_BYTES / 4; i++) {
		uint32_t word = htobe32(hasher->context.h[i]);

		memcpy(hash.bytes + 4 * i, &word, sizeof(word));
	}
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
	uint8_t pair[1 + 2 * SV_HASH_BYTES] = {0x01};

	memcpy(pair + 1, left->bytes, SV_HASH_BYTES);
	memcpy(pair + 1 + SV_HASH_BYTES, right->bytes, SV_HASH_BYTES);
	return sv_hash_short(hasher, pair, sizeof(pair));
}

struct sv_hash sv_hash_empty(struct sv_hasher *hasher)
{
	return sv_hash_short(hasher, "", 0);
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

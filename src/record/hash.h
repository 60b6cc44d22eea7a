/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * hash.h - SHA-256, and the hashing of RFC 6962 on top of it.
 */
#ifndef SV_RECORD_HASH_H
#define SV_RECORD_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SV_HASH_BYTES 32
#define SV_HASH_SHORT_MAX 119 /* bytes that two blocks hold with their padding */
#define SV_HASH_HEX_MAX (2 * SV_HASH_BYTES + 1)

struct sv_hash {
	uint8_t bytes[SV_HASH_BYTES];
};

struct sv_hasher;

/* One hasher serves many hashes, one after another. */
struct sv_hasher *sv_hasher_new(void);
void sv_hasher_free(struct sv_hasher **hasher); /* for _cleanup_ */
void sv_hasher_begin(struct sv_hasher *hasher);
void sv_hasher_add(struct sv_hasher *hasher, const void *bytes, size_t len);
struct sv_hash sv_hasher_end(struct sv_hasher *hasher);

/* The same of at most SV_HASH_SHORT_MAX bytes in one call, in less time. */
struct sv_hash sv_hash_short(struct sv_hasher *hasher, const void *bytes, size_t len);

/* Leaf and inner node: SHA-256(0x00 || data) and SHA-256(0x01 || left || right). */
struct sv_hash sv_hash_leaf(struct sv_hasher *hasher, struct sv_str data);
struct sv_hash sv_hash_node(struct sv_hasher *hasher, const struct sv_hash *left,
			    const struct sv_hash *right);

/* SHA-256 of the empty string: the root of the empty tree. */
struct sv_hash sv_hash_empty(struct sv_hasher *hasher);

bool sv_hash_equal(const struct sv_hash *a, const struct sv_hash *b);
bool sv_hash_from_blob(struct sv_str bytes, struct sv_hash *ret); /* false: not 32 bytes */
const char *sv_hash_hex(const struct sv_hash *hash, char text[SV_HASH_HEX_MAX]);

#endif

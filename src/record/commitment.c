/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/commitment.h"

#include <string.h>

#include "record/record.h"

void sv_merkle_add(struct sv_merkle *tree, struct sv_hasher *hasher, struct sv_hash leaf)
{
	int level = 0;

	/* Like adding one in binary: every full pair becomes a node of the next level. */
	for (uint64_t bits = tree->size; bits & 1; bits >>= 1, level++)
		leaf = sv_hash_node(hasher, &tree->peaks[level], &leaf);
	tree->peaks[level] = leaf;
	tree->size++;
}

struct sv_hash sv_merkle_root(const struct sv_merkle *tree, struct sv_hasher *hasher)
{
	struct sv_hash root;
	bool any = false;

	if (tree->size == 0)
		return sv_hash_empty(hasher);
	for (int level = 0; level < 64; level++) {
		if (!(tree->size >> level & 1))
			continue;
		root = any ? sv_hash_node(hasher, &tree->peaks[level], &root) : tree->peaks[level];
		any = true;
	}
	return root;
}

static struct sv_hash line_hash(struct sv_hasher *hasher, const uint8_t *salt, uint64_t number,
				struct sv_str line)
{
	struct sv_hash line_salt;
	uint8_t big_endian[8];

	for (int i = 0; i < 8; i++)
		big_endian[i] = (uint8_t)(number >> (56 - 8 * i));
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, salt, SV_SALT_BYTES);
	sv_hasher_add(hasher, big_endian, sizeof(big_endian));
	line_salt = sv_hasher_end(hasher);

	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, "\x00", 1);
	sv_hasher_add(hasher, line_salt.bytes, SV_HASH_BYTES);
	sv_hasher_add(hasher, line.ptr, line.len);
	return sv_hasher_end(hasher);
}

struct sv_hash sv_content_commitment(struct sv_hasher *hasher, const uint8_t *salt,
				     struct sv_str content)
{
	struct sv_merkle tree = SV_MERKLE_INIT;
	uint64_t number = 0;

	while (content.len) {
		const char *feed = memchr(content.ptr, '\n', content.len);
		size_t len = feed ? (size_t)(feed - content.ptr) + 1 : content.len;

		sv_merkle_add(&tree, hasher,
			      line_hash(hasher, salt, number++, (struct sv_str){content.ptr, len}));
		content.ptr += len;
		content.len -= len;
	}
	return sv_merkle_root(&tree, hasher);
}

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
	for (uint64_t bits = tree->size; bits; bits &= bits - 1) {
		int level = __builtin_ctzll(bits);

		root = any ? sv_hash_node(hasher, &tree->peaks[level], &root) : tree->peaks[level];
		any = true;
	}
	return root;
}

struct sv_hash sv_line_salt(struct sv_hasher *hasher, const uint8_t *salt, uint64_t number)
{
	uint8_t big_endian[8];

	for (int i = 0; i < 8; i++)
		big_endian[i] = (uint8_t)(number >> (56 - 8 * i));
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, salt, SV_SALT_BYTES);
	sv_hasher_add(hasher, big_endian, sizeof(big_endian));
	return sv_hasher_end(hasher);
}

struct sv_hash sv_line_hash(struct sv_hasher *hasher, const struct sv_hash *line_salt,
			    struct sv_str line)
{
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, "\x00", 1);
	sv_hasher_add(hasher, line_salt->bytes, SV_HASH_BYTES);
	sv_hasher_add(hasher, line.ptr, line.len);
	return sv_hasher_end(hasher);
}

bool sv_content_line(struct sv_str *rest, struct sv_str *ret_line)
{
	const char *feed;

	if (!rest->len)
		return false;
	feed = memchr(rest->ptr, '\n', rest->len);
	*ret_line = (struct sv_str){rest->ptr, feed ? (size_t)(feed - rest->ptr) + 1 : rest->len};
	rest->ptr += ret_line->len;
	rest->len -= ret_line->len;
	return true;
}

struct sv_hash sv_content_commitment(struct sv_hasher *hasher, const uint8_t *salt,
				     struct sv_str content)
{
	struct sv_merkle tree; /* its peaks are not cleared: 2 KiB for every document of a record */
	struct sv_str line;

	tree.size = 0;
	while (sv_content_line(&content, &line)) {
		struct sv_hash own = sv_line_salt(hasher, salt, tree.size);

		sv_merkle_add(&tree, hasher, sv_line_hash(hasher, &own, line));
	}
	return sv_merkle_root(&tree, hasher);
}

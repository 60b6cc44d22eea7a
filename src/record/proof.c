/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/proof.h"

#include "base/macros.h"

/* Climb from a node to the root of its tree.  fn counts the node's place on its level, sn that of
 * the last one; a node without a right neighbour rises unhashed. */
static struct sv_hash climb(struct sv_hasher *hasher, struct sv_hash node,
			    const struct sv_hash *next, uint64_t *fn, uint64_t *sn)
{
	if (*fn & 1 || *fn == *sn) {
		node = sv_hash_node(hasher, next, &node);
		while (!(*fn & 1) && *fn) {
			*fn >>= 1;
			*sn >>= 1;
		}
	} else {
		node = sv_hash_node(hasher, &node, next);
	}
	*fn >>= 1;
	*sn >>= 1;
	return node;
}

bool sv_proof_includes(const struct sv_proof *proof, struct sv_hash leaf, uint64_t index,
		       uint64_t size, const struct sv_hash *root)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	uint64_t fn = index, sn = size - 1;

	if (index >= size)
		return false;
	for (size_t i = 0; i < proof->count; i++) {
		if (sn == 0)
			return false;
		leaf = climb(hasher, leaf, &proof->hashes[i], &fn, &sn);
	}
	return sn == 0 && sv_hash_equal(&leaf, root);
}

/* Both roots again: the older one from the hashes on its left, the newer one from all. */
static bool climb_both(const struct sv_hash *hashes, size_t count, struct sv_hash first,
		       uint64_t fn, uint64_t sn, const struct sv_hash *older_root,
		       const struct sv_hash *newer_root)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_hash fr = first, sr = first;

	for (size_t i = 0; i < count; i++) {
		if (sn == 0)
			return false;
		if (fn & 1 || fn == sn)
			fr = sv_hash_node(hasher, &hashes[i], &fr);
		sr = climb(hasher, sr, &hashes[i], &fn, &sn);
	}
	return sn == 0 && sv_hash_equal(&fr, older_root) && sv_hash_equal(&sr, newer_root);
}

bool sv_proof_consistent(const struct sv_proof *proof, uint64_t older_size,
			 const struct sv_hash *older_root, uint64_t newer_size,
			 const struct sv_hash *newer_root)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	const struct sv_hash *hashes = proof->hashes;
	struct sv_hash first = *older_root, empty = sv_hash_empty(hasher);
	size_t count = proof->count;
	uint64_t fn = older_size - 1, sn = newer_size - 1;

	if (older_size > newer_size)
		return false;
	if (older_size == newer_size)
		return count == 0 && sv_hash_equal(older_root, newer_root);
	if (older_size == 0)
		return count == 0 && sv_hash_equal(older_root, &empty);
	/* A complete older tree is a node of the newer one, and is not sent. */
	if (older_size & (older_size - 1)) {
		if (count == 0)
			return false;
		first = hashes[0];
		hashes++;
		count--;
	}
	while (fn & 1) {
		fn >>= 1;
		sn >>= 1;
	}
	return climb_both(hashes, count, first, fn, sn, older_root, newer_root);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/tree.h"

#include <assert.h>
#include <inttypes.h>

#include "record/commitment.h"
#include "record/record.h"

static int fail_node(int level, int64_t position, struct sv_error *err)
{
	return sv_fail(err, SV_ECORRUPT,
		       "the record is damaged: node %d/%" PRId64 " of the tree is missing", level,
		       position);
}

int sv_tree_node(struct sv_db *db, int level, int64_t position, struct sv_hash *ret,
		 struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r;

	r = sv_stmt_open(db,
			 level == 0
			     ? "SELECT leaf_hash FROM document WHERE idx = ?"
			     : "SELECT hash FROM record_node WHERE position = ? AND level = ?",
			 &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, position);
	if (level)
		sv_stmt_bind_int(stmt, 2, level);
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	if (r == 0 || !sv_hash_from_blob(sv_stmt_blob(stmt, 0), ret))
		return fail_node(level, position, err);
	return 0;
}

static int put_node(struct sv_tx *tx, int level, int64_t position, const struct sv_hash *hash,
		    struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(
	    tx->db, "INSERT INTO record_node (level, position, hash) VALUES (?, ?, ?)", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, level);
	sv_stmt_bind_int(stmt, 2, position);
	sv_stmt_bind_blob(stmt, 3, hash->bytes, SV_HASH_BYTES);
	return sv_stmt_run(stmt, err);
}

int sv_tree_extend(struct sv_tx *tx, int64_t index, struct sv_hash hash, struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	int level = 0, r;

	for (int64_t position = index; position & 1; position >>= 1) {
		struct sv_hash left;

		r = sv_tree_node(tx->db, level, position - 1, &left, err);
		if (r < 0)
			return r;
		hash = sv_hash_node(hasher, &left, &hash);
		level++;
		r = put_node(tx, level, position >> 1, &hash, err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Root of the leaves first .. first+count-1, where first is a multiple of a power of two that is
 * not smaller than count: the bits of count name the complete subtrees it consists of. */
static int range_root(struct sv_db *db, int64_t first, int64_t count, struct sv_hash *ret,
		      struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_merkle tree = {.size = (uint64_t)count};
	int r;

	for (int level = 0; level < 63; level++) {
		if (!(count >> level & 1))
			continue;
		/* The subtree of this level ends where the lower bits are cut off. */
		r = sv_tree_node(db, level, (first >> level) + (count >> level) - 1,
				 &tree.peaks[level], err);
		if (r < 0)
			return r;
	}
	*ret = sv_merkle_root(&tree, hasher);
	return 0;
}

/* The largest power of two smaller than n, for n of 2 and more. */
static int64_t split(int64_t n)
{
	int64_t k = 1;

	while (k < n - k)
		k *= 2;
	return k;
}

/* Paths go down from the root, proofs up from the leaf. */
static void reverse(struct sv_proof *proof, size_t from)
{
	for (size_t i = from, k = proof->count; i + 1 < k; i++) {
		struct sv_hash swap = proof->hashes[i];

		proof->hashes[i] = proof->hashes[--k];
		proof->hashes[k] = swap;
	}
}

int sv_tree_inclusion(struct sv_db *db, int64_t index, int64_t size, struct sv_proof *ret,
		      struct sv_error *err)
{
	struct sv_proof proof = {0};
	int64_t first = 0, count = size;

	assert(index >= 0 && index < size);
	while (count > 1) {
		int64_t k = split(count);
		bool left = index - first < k;
		int r = range_root(db, left ? first + k : first, left ? count - k : k,
				   &proof.hashes[proof.count++], err);

		if (r < 0)
			return r;
		first = left ? first : first + k;
		count = left ? k : count - k;
	}
	reverse(&proof, 0);
	*ret = proof;
	return 0;
}

int sv_tree_consistency(struct sv_db *db, int64_t older, int64_t newer, struct sv_proof *ret,
			struct sv_error *err)
{
	struct sv_proof proof = {0};
	int64_t first = 0, count = newer, rest = older;
	bool whole = true; /* the older tree is what we stand on: its root is known */
	int r;

	assert(older >= 0 && older <= newer);
	while (older > 0 && rest != count) {
		int64_t k = split(count);
		bool left = rest <= k;

		r = range_root(db, left ? first + k : first, left ? count - k : k,
			       &proof.hashes[proof.count++], err);
		if (r < 0)
			return r;
		if (!left) {
			first += k;
			rest -= k;
			whole = false;
		}
		count = left ? k : count - k;
	}
	if (older > 0 && !whole) {
		r = range_root(db, first, count, &proof.hashes[proof.count++], err);
		if (r < 0)
			return r;
	}
	reverse(&proof, 0);
	*ret = proof;
	return 0;
}

int sv_record_root(struct sv_db *db, int64_t size, struct sv_hash *ret_root, struct sv_error *err)
{
	return range_root(db, 0, size, ret_root, err);
}

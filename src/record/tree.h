/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tree.h - the stored nodes of the Merkle log, and proofs made from them.
 *
 * A node is the root of a complete subtree: level 0 is a leaf, level k covers
 * 2^k leaves.  Whatever a proof asks for is put together from a handful of
 * them.  Proofs are those of RFC 6962, section 2.1; proof.h judges them.
 */
#ifndef SV_RECORD_TREE_H
#define SV_RECORD_TREE_H

#include "base/arena.h"
#include "base/error.h"
#include "record/proof.h"
#include "store/db.h"

/* Hash of a complete subtree; SV_ECORRUPT when it is missing. */
SV_MUST_USE int sv_tree_node(struct sv_db *db, int level, int64_t position, struct sv_hash *ret,
			     struct sv_error *err);

/* Store every node that the leaf at `index` completes. */
SV_MUST_USE int sv_tree_extend(struct sv_tx *tx, int64_t index, struct sv_hash leaf,
			       struct sv_error *err);

/* The leaf at `index` is in the tree of `size`: index < size. */
SV_MUST_USE int sv_tree_inclusion(struct sv_db *db, int64_t index, int64_t size,
				  struct sv_proof *ret, struct sv_error *err);

/* The tree of `newer` begins with that of `older`: 0 <= older <= newer. */
SV_MUST_USE int sv_tree_consistency(struct sv_db *db, int64_t older, int64_t newer,
				    struct sv_proof *ret, struct sv_error *err);

#endif

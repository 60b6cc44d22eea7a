/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * proof.h - judging inclusion and consistency: RFC 9162, sections 2.1.3.2 and
 * 2.1.4.2.  Pure: a proof, two roots, and yes or no.
 */
#ifndef SV_RECORD_PROOF_H
#define SV_RECORD_PROOF_H

#include <stddef.h>
#include <stdint.h>

#include "record/hash.h"

#define SV_PROOF_HASHES_MAX 64 /* a tree of 2^63 leaves is 63 high */

struct sv_proof {
	size_t count;
	struct sv_hash hashes[SV_PROOF_HASHES_MAX];
};

/* Whether the leaf stands at this index of the tree of that size and root. */
bool sv_proof_includes(const struct sv_proof *proof, struct sv_hash leaf, uint64_t index,
		       uint64_t size, const struct sv_hash *root);

/* Whether the newer tree begins with the older one. */
bool sv_proof_consistent(const struct sv_proof *proof, uint64_t older_size,
			 const struct sv_hash *older_root, uint64_t newer_size,
			 const struct sv_hash *newer_root);

#endif

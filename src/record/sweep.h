/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sweep.h - the record hashed anew by several readers, up to the first thing
 * wrong in it.
 *
 * The log is cut into stretches of 2^k documents, each a complete subtree.  Each
 * reader has a connection of its own; it takes the next stretch, reads its
 * documents, hashes them and compares every stored node below the stretch's own
 * root.  The roots are joined in order to the tree, and the nodes above them
 * compared.  What a reader says of a stretch depends on the store alone, so the
 * answer is the same for any number of readers.
 *
 * Where something is wrong the sweep ends: what it is, and what follows, is
 * found by walking on from there, one document after another (verify.c).
 */
#ifndef SV_RECORD_SWEEP_H
#define SV_RECORD_SWEEP_H

#include "record/commitment.h"
#include "store/db.h"

struct sv_swept {
	struct sv_merkle tree; /* its size is where the sweep ended */
	int64_t last_ms;       /* instant of the last document; INT64_MIN: there is none */
};

/*
 * Sweep the documents 0 .. size-1 with at most so many readers; 0: as many as
 * there are processors, and never more than SV_VERIFY_READERS_MAX.  Nothing is
 * swept where no other connection can be had, and of a record that is a stretch.
 *
 * Every connection is new, and those of the readers read nothing but stretches
 * in their order: SQLite finds a page malformed when it takes it in, and not
 * when it meets it again.  So the first stretch that needs such a page is never
 * found sound, and the caller's connection will say what is wrong.
 *
 * They have no part in the caller's transaction: what is recorded meanwhile lies
 * beyond `size`, and a content that is withheld verifies before and after.
 */
void sv_record_sweep(struct sv_db *db, int64_t size, int readers, struct sv_swept *ret);

#endif

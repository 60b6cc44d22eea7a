/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * checkers.h - documents are hashed on other threads while the next are read.
 *
 * A batch is a run of documents, each index one higher than the one before,
 * with copies of all their bytes.  One thread fills batches and collects them
 * in the same order; between the two a checker hashes every document of a batch
 * and every node of the tree that lies within it.  Where there is one
 * processor, or no thread to be had, it is hashed on the spot.
 */
#ifndef SV_RECORD_CHECKERS_H
#define SV_RECORD_CHECKERS_H

#include "record/record.h"

#define SV_BATCH_DOCUMENTS 512

struct sv_checked {
	struct sv_document document; /* what it points to is gone when it is collected */
	struct sv_error *wrong;      /* how it is not what was recorded; NULL: it is */
	bool judged;                 /* it was, by who added it */
};

struct sv_batch {
	size_t count;
	struct sv_checked items[SV_BATCH_DOCUMENTS];
	/* Those of which sv_batch_holds() is true, in the order in which they are completed: leaf
	 * after leaf, from the leaf up. */
	struct sv_hash nodes[SV_BATCH_DOCUMENTS];
};

struct sv_checkers;

struct sv_checkers *sv_checkers_new(void);
void sv_checkers_free(struct sv_checkers **checkers); /* for _cleanup_ */

enum sv_added {
	SV_ADDED,
	SV_ADDED_FULL,  /* the batch is full, or its last document is not the one before */
	SV_ADDED_NEVER, /* it has gaps, or is too large to be copied */
};

/* Add a copy of a document to the batch that is being filled.  After SV_ADDED_FULL,
 * sv_checkers_send() and add it again; after SV_ADDED_NEVER it is for the caller to judge. */
SV_MUST_USE enum sv_added sv_checkers_add(struct sv_checkers *checkers,
					  const struct sv_document *document);

/* The same for one that the caller judged, with the reason or NULL; never SV_ADDED_NEVER. */
SV_MUST_USE enum sv_added sv_checkers_add_judged(struct sv_checkers *checkers,
						 const struct sv_document *document,
						 const struct sv_error *wrong);

/* Hand over the batch that was being filled; the next add begins another.  The oldest batch is
 * returned when there would be no room for it, or else NULL.  It is valid until the next call. */
const struct sv_batch *sv_checkers_send(struct sv_checkers *checkers);

/* The oldest batch, once it is checked; NULL when none is left. */
const struct sv_batch *sv_checkers_collect(struct sv_checkers *checkers);

/* Whether the node over a pair of nodes of `level`, of which `position` is the right one, lies
 * within a batch that begins at `first`. */
static inline bool sv_batch_holds(int64_t first, int level, uint64_t position)
{
	return (int64_t)((position - 1) << level) >= first;
}

#endif

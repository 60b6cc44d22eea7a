/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bundle.h - documents on their way from one store to another, with what proves
 * that they belong to a log: docs/formats/bundle.md.
 */
#ifndef SV_RECORD_BUNDLE_H
#define SV_RECORD_BUNDLE_H

#include "record/checkpoint.h"
#include "record/commitment.h"
#include "record/record.h"

/* A piece of a document with gaps. */
struct sv_bundle_piece {
	struct sv_hash hash, salt;
	bool withheld;
};

struct sv_bundle_document {
	struct sv_document document;
	const struct sv_bundle_piece *pieces; /* of a document with gaps */
	size_t piece_count;
};

struct sv_bundle {
	struct sv_key
	    key; /* of the log, as the bundle names it: whether it is, is for the reader to say */
	int64_t from;
	struct sv_checkpoint checkpoint;
	struct sv_str note;    /* the checkpoint as it is signed */
	struct sv_merkle left; /* the tree of the documents before it */
	struct sv_bundle_document *documents;
	size_t count;
};

/* Documents from .. kept->size - 1, added to out; without what is to be left out of some of them,
 * in the order of their indexes. */
SV_MUST_USE int sv_bundle_write(struct sv_db *db, int64_t from,
				const struct sv_kept_checkpoint *kept,
				const struct sv_left_out *left_out, size_t left_out_count,
				struct sv_buf *out, struct sv_error *err);

/* Read and verify all of it; what it points to lives as long as text and arena.  SV_EINVALID for a
 * text that is no bundle, SV_ECORRUPT for one that does not verify. */
SV_MUST_USE int sv_bundle_read(struct sv_arena *arena, struct sv_str text, struct sv_bundle *ret,
			       struct sv_error *err);

/* Append a document as it is; its index must be the size of the record. */
SV_MUST_USE int sv_bundle_adopt(struct sv_tx *tx, const struct sv_bundle_document *document,
				struct sv_error *err);

/* The same document in the place of the one that is there with less of its content. */
SV_MUST_USE int sv_bundle_restore(struct sv_tx *tx, const struct sv_bundle_document *document,
				  struct sv_error *err);

#endif

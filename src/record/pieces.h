/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pieces.h - whether a stored document is what was recorded, pieces withheld
 * from it or not.
 *
 * A document from which single pieces were withheld has lost its salt, since it
 * would tell the others: each piece has a hash instead, and each piece that is
 * left its own salt.  Of a withheld piece a shell stands in the content
 * (commitment.h), so that the others keep their numbers.
 */
#ifndef SV_RECORD_PIECES_H
#define SV_RECORD_PIECES_H

#include "record/record.h"

/* Content (where it is there) -> commitment -> entry -> leaf.  SV_ECORRUPT says what was changed.
 */
SV_MUST_USE int sv_document_check(struct sv_db *db, struct sv_hasher *hasher,
				  const struct sv_document *document, struct sv_error *err);

/* As above for a document without gaps, which needs no store; the buffer for its entry is used
 * again and again. */
SV_MUST_USE int sv_document_check_whole(struct sv_hasher *hasher, struct sv_buf *scratch,
					const struct sv_document *document, struct sv_error *err);

/* Called for each piece in order; salt is NULL where the piece is left out. */
typedef int (*sv_piece_visit)(int64_t number, const struct sv_hash *hash,
			      const struct sv_hash *salt, void *context, struct sv_error *err);

/* A document of this store, whose content is there, without more pieces: its content with their
 * shells is added to `left`, and every piece visited. */
SV_MUST_USE int sv_document_without(struct sv_db *db, const struct sv_document *document,
				    const struct sv_left_out *out, struct sv_buf *left,
				    sv_piece_visit visit, void *context, struct sv_error *err);

/* Into another store that is a copy: what is left out never gets there. */
SV_MUST_USE int sv_record_insert_without(struct sv_tx *tx, struct sv_db *from,
					 const struct sv_document *document,
					 const struct sv_left_out *out, struct sv_error *err);

SV_MUST_USE int sv_record_forget_pieces(struct sv_tx *tx, int64_t index, struct sv_error *err);

#endif

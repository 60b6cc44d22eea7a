/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * commitment.h - the salted hash of a document's content, piece by piece.
 *
 * A table is the sequence of its fields, each with the comma or line feed that
 * ends it; any other content that of its lines.  Piece i hashes with a salt of
 * its own, SHA-256(salt || i), so that one piece can be withheld by keeping its
 * hash: without the salt nobody can guess what stood there.  The commitment is
 * the Merkle root (RFC 6962) over the hashes of the pieces.
 */
#ifndef SV_RECORD_COMMITMENT_H
#define SV_RECORD_COMMITMENT_H

#include "base/buf.h"
#include "base/str.h"
#include "record/hash.h"

/* Whether a document of this kind is a table: facts/ or evidence/. */
bool sv_kind_is_table(const char *kind);

/* salt has SV_SALT_BYTES bytes. */
struct sv_hash sv_content_commitment(struct sv_hasher *hasher, const uint8_t *salt, bool is_table,
				     struct sv_str content);

/* The salt and the hash of one piece, counted from 0; the piece with what ends it. */
struct sv_hash sv_piece_salt(struct sv_hasher *hasher, const uint8_t *salt, uint64_t number);
struct sv_hash sv_piece_hash(struct sv_hasher *hasher, const struct sv_hash *piece_salt,
			     struct sv_str piece);

/* Cut the next piece off *rest, what ends it included; false at the end. */
bool sv_content_piece(struct sv_str *rest, bool is_table, struct sv_str *ret_piece);

/* What stands in place of a withheld piece: what ended it, or a line feed, and before it, within
 * quotation marks, the line feeds it held.  So the pieces and lines after it keep their numbers. */
void sv_piece_shell(struct sv_str piece, bool is_table, struct sv_buf *out);
bool sv_piece_is_shell(struct sv_str piece, bool is_table);

/* Merkle root that grows leaf by leaf and keeps only the peaks. */
struct sv_merkle {
	uint64_t size;
	struct sv_hash peaks[64]; /* peaks[k] is valid when bit k of size is set */
};

#define SV_MERKLE_INIT                    \
	{                                 \
		0,                        \
		{                         \
			{                 \
				{         \
					0 \
				}         \
			}                 \
		}                         \
	}

void sv_merkle_add(struct sv_merkle *tree, struct sv_hasher *hasher, struct sv_hash leaf);
struct sv_hash sv_merkle_root(const struct sv_merkle *tree, struct sv_hasher *hasher);

#endif

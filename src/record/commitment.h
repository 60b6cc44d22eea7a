/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * commitment.h - the salted hash of a document's content, line by line.
 *
 * A content is the sequence of its lines, each with its line feed.  Line i
 * hashes with a salt of its own, SHA-256(salt || i), so that one line can be
 * withheld by keeping its hash: without the salt nobody can guess what stood
 * there.  The commitment is the Merkle root (RFC 6962) over the line hashes.
 */
#ifndef SV_RECORD_COMMITMENT_H
#define SV_RECORD_COMMITMENT_H

#include "base/str.h"
#include "record/hash.h"

/* salt has SV_SALT_BYTES bytes. */
struct sv_hash sv_content_commitment(struct sv_hasher *hasher, const uint8_t *salt,
				     struct sv_str content);

/* The salt and the hash of one line, counted from 0; the line with its line feed. */
struct sv_hash sv_line_salt(struct sv_hasher *hasher, const uint8_t *salt, uint64_t number);
struct sv_hash sv_line_hash(struct sv_hasher *hasher, const struct sv_hash *line_salt,
			    struct sv_str line);

/* Cut the next line off *rest, its line feed included; false at the end. */
bool sv_content_line(struct sv_str *rest, struct sv_str *ret_line);

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

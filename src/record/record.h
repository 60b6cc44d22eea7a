/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * record.h - the append-only sequence of documents and its Merkle log.
 *
 * A document is stored once, under its log index (from 0).  Its leaf in the
 * tree of RFC 6962 hashes an entry that names the document and commits to its
 * content through salted hashes of its lines, so that a line or the whole text
 * can later be withheld while the leaf and every proof still verify.  The
 * format document is docs/formats/record.md.
 *
 * The size of the log is the clock of knowledge: "as known at size n" means by
 * the documents 0 .. n-1.
 */
#ifndef SV_RECORD_RECORD_H
#define SV_RECORD_RECORD_H

#include "base/arena.h"
#include "base/error.h"
#include "base/finding.h"
#include "record/hash.h"
#include "store/db.h"
#include "store/schema.h"

#define SV_SALT_BYTES 32

/* What is to be appended.  Strings hold no line breaks, content is any bytes. */
struct sv_draft {
	const char *kind;   /* "facts/states", "rules", "plan", ... */
	const char *name;   /* what people call it: a file name, a title */
	const char *author; /* who submits it: a state's code, "secretariat", "operator" */
	struct sv_str content;
};

struct sv_document {
	int64_t index;
	const char *kind, *name, *author;
	int64_t recorded_ms; /* never earlier than that of the document before */
	uint8_t salt[SV_SALT_BYTES];
	struct sv_hash leaf_hash;
	bool withheld; /* the content was removed; see the tombstone */
	struct sv_str content;
};

/* The record's own tables, for sv_schema_create(). */
extern const struct sv_table sv_record_tables[];
extern const size_t sv_record_table_count;

/* Append inside the caller's transaction, whose other writes are seen with it or not at all. */
SV_MUST_USE int sv_record_append(struct sv_tx *tx, const struct sv_draft *draft, int64_t *ret_index,
				 struct sv_error *err);

SV_MUST_USE int sv_record_size(struct sv_db *db, int64_t *ret_size, struct sv_error *err);

/* Size of the log when everything recorded up to this instant was in it. */
SV_MUST_USE int sv_record_size_at(struct sv_db *db, int64_t instant_ms, int64_t *ret_size,
				  struct sv_error *err);

/* Root of the first `size` leaves, from stored nodes: a handful of lookups. */
SV_MUST_USE int sv_record_root(struct sv_db *db, int64_t size, struct sv_hash *ret_root,
			       struct sv_error *err);

SV_MUST_USE int sv_record_get(struct sv_db *db, struct sv_arena *arena, int64_t index,
			      struct sv_document *ret_document, struct sv_error *err);

/* Called for each document in order; a negative return ends the walk and is returned. */
typedef int (*sv_record_visit)(const struct sv_document *document, void *context,
			       struct sv_error *err);
SV_MUST_USE int sv_record_walk(struct sv_db *db, int64_t from, int64_t to, bool with_content,
			       sv_record_visit visit, void *context, struct sv_error *err);

/* Hash every document and node anew and compare.  What is wrong comes as findings. */
SV_MUST_USE int sv_record_verify(struct sv_db *db, struct sv_findings *findings,
				 struct sv_hash *ret_root, struct sv_error *err);

/* The entry text whose leaf hash stands in the tree; docs/formats/record.md. */
void sv_record_entry(struct sv_hasher *hasher, const struct sv_document *document,
		     struct sv_buf *out);

#endif

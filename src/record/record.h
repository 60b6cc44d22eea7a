/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * record.h - the append-only sequence of documents and its Merkle log.
 *
 * A document is stored once, under its log index (from 0).  Its author signs a
 * statement: kind, name, author and a commitment to the content through salted
 * hashes of its pieces: the fields of a table, the lines of another text.  The
 * entry adds the instant and the signature, and its hash is the leaf in the tree
 * of RFC 6962.  So a field, a row or the whole content can be withheld later while signature, leaf
 * and every proof still verify.  The format document is docs/formats/record.md.
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

struct sv_signer;

/* What is to be appended.  Strings hold no line breaks, content is any bytes. */
struct sv_draft {
	const char *kind;   /* "facts/states", "rules", "plan", ... */
	const char *name;   /* what people call it: a file name, a title */
	const char *author; /* who submits it: a state's code, "secretariat", "operator" */
	struct sv_str content;
	const struct sv_signer *signer; /* signs the statement; NULL: unsigned */
};

struct sv_document {
	int64_t index;
	const char *kind, *name, *author;
	int64_t recorded_ms;         /* never earlier than that of the document before */
	uint8_t salt[SV_SALT_BYTES]; /* zeros once something is withheld */
	struct sv_hash commitment;
	const char *signature; /* a line of a signed note over the statement, or "" */
	struct sv_hash leaf_hash;
	int64_t tombstone; /* index of the act that withheld from it; -1: nothing is */
	bool withheld;     /* the whole content is */
	bool has_gaps;     /* single pieces are: they read as empty ones */
	struct sv_str content;
};

/* The record's own tables, for sv_schema_create(). */
extern const struct sv_table sv_record_tables[];
extern const size_t sv_record_table_count;

/* Append inside the caller's transaction, whose other writes are seen with it or not at all. */
SV_MUST_USE int sv_record_append(struct sv_tx *tx, const struct sv_draft *draft, int64_t *ret_index,
				 struct sv_error *err);

/* A document as it is, from another copy of the same log; bundle.h alone calls this. */
SV_MUST_USE int sv_record_insert(struct sv_tx *tx, const struct sv_document *document,
				 struct sv_error *err);

SV_MUST_USE int sv_record_size(struct sv_db *db, int64_t *ret_size, struct sv_error *err);

/* Size of the log when everything recorded up to this instant was in it. */
SV_MUST_USE int sv_record_size_at(struct sv_db *db, int64_t instant_ms, int64_t *ret_size,
				  struct sv_error *err);

/* Root of the first `size` leaves, from stored nodes: a handful of lookups. */
SV_MUST_USE int sv_record_root(struct sv_db *db, int64_t size, struct sv_hash *ret_root,
			       struct sv_error *err);

/* One document, checked against its leaf: SV_ECORRUPT names it when it was changed. */
SV_MUST_USE int sv_record_get(struct sv_db *db, struct sv_arena *arena, int64_t index,
			      struct sv_document *ret_document, struct sv_error *err);

/* Called for each document in order; a negative return ends the walk and is returned.  What the
 * document points to is valid until the visit returns. */
typedef int (*sv_record_visit)(const struct sv_document *document, void *context,
			       struct sv_error *err);
SV_MUST_USE int sv_record_walk(struct sv_db *db, int64_t from, int64_t to, bool with_content,
			       sv_record_visit visit, void *context, struct sv_error *err);

/* Hash every document and node anew and compare.  What is wrong comes as findings, each naming its
 * document; what cannot be read is passed over, so that the rest is judged too.  The findings are
 * the same for any number of readers (sweep.h; 0: as the machine has processors). */
SV_MUST_USE int sv_record_verify(struct sv_db *db, int readers, struct sv_findings *findings,
				 struct sv_hash *ret_root, struct sv_error *err);

/* What an author signs, and the entry whose leaf hash stands in the tree; added to out. */
void sv_record_statement(const struct sv_document *document, struct sv_buf *out);
void sv_record_entry(const struct sv_document *document, struct sv_buf *out);

/* Pieces (commitment.h) of a document that are not to be there. */
struct sv_left_out {
	int64_t index;
	int64_t tombstone; /* the act that says who, when and why; it stands in the record */
	const int64_t *pieces;
	size_t piece_count; /* their numbers from 0, ascending; none: all of it */
};

/* Take pieces out of a document in this store for good.  One from which some are gone already keeps
 * the tombstone it has. */
SV_MUST_USE int sv_record_withhold(struct sv_tx *tx, const struct sv_left_out *out,
				   struct sv_error *err);

#endif

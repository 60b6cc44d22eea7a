/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * facts_store.h - the derived tables of facts: one for each kind of document,
 * with the columns of its declaration and three more.
 *
 *   doc         log index of the document a row comes from
 *   row         line of the table it begins on, the header being 1
 *   superseded  log index of the document that replaced it, SV_STANDING while
 *               none has
 *
 * A row stands in the record of size n when doc < n and superseded >= n.
 */
#ifndef SV_DOMAIN_FACTS_STORE_H
#define SV_DOMAIN_FACTS_STORE_H

#include "base/arena.h"
#include "domain/facts.h"
#include "record/record.h"
#include "store/db.h"
#include "store/schema.h"

#define SV_STANDING INT64_MAX

/* The tables as the schema wants them, made from the declarations. */
const struct sv_table *sv_facts_tables(struct sv_arena *arena, size_t *ret_count);

/* Rows of a document, and the end of those they replace.  The document's text was checked
 * when it was recorded; a kind that is no table of facts derives nothing. */
SV_MUST_USE int sv_facts_derive(struct sv_db *db, const struct sv_document *document,
				struct sv_error *err);

/* Rows of a table that was parsed already, as those of a document that replaces none: a pack gives
 * no key twice, or its check refuses it. */
SV_MUST_USE int sv_facts_derive_table(struct sv_db *db, const struct sv_fact_document *table,
				      int64_t doc, struct sv_error *err);

/* Standing rows of the tables asked for, into facts. */
SV_MUST_USE int sv_facts_load(struct sv_db *db, const bool wanted[SV_FACT_TABLES_MAX],
			      struct sv_facts *facts, struct sv_error *err);

#endif

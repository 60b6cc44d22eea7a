/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rule_store.h - which pledge texts stand in the record.
 *
 * The derived table holds names; the texts stay in their documents.
 */
#ifndef SV_DOMAIN_RULE_STORE_H
#define SV_DOMAIN_RULE_STORE_H

#include "base/arena.h"
#include "domain/rulebook.h"
#include "record/record.h"
#include "store/db.h"
#include "store/schema.h"

#define SV_KIND_RULES "rules" /* kind of the document */

extern const struct sv_table sv_rule_table;

/* A document of another kind derives nothing. */
SV_MUST_USE int sv_rule_derive(struct sv_db *db, const struct sv_document *document,
			       struct sv_error *err);

struct sv_rule_entry {
	int64_t doc;
	const char *name;
};

/* Names in the record of that size, in order of name. */
SV_MUST_USE int sv_rule_list(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
			     const struct sv_rule_entry **ret_entries, size_t *ret_count,
			     struct sv_error *err);

/* The same with their texts. */
SV_MUST_USE int sv_rule_texts_load(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
				   const struct sv_rule_text **ret_texts, size_t *ret_count,
				   struct sv_error *err);

#endif

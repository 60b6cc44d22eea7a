/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/rule_store.h"

#include <string.h>

#include "domain/facts_store.h"

static const struct sv_column rule_columns[] = {
    {"name", SV_COLUMN_TEXT, true},
    {"doc", SV_COLUMN_INT, true},
    {"superseded", SV_COLUMN_INT, true},
};

const struct sv_table sv_rule_table = {
    "rule_text", rule_columns, SV_ARRAY_LEN(rule_columns), "doc", {"name, doc"}};

static int insert(struct sv_db *db, const struct sv_document *document, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "INSERT INTO rule_text (name, doc, superseded) VALUES (?, ?, ?)",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, sv_str_from(document->name));
	sv_stmt_bind_int(stmt, 2, document->index);
	sv_stmt_bind_int(stmt, 3, SV_STANDING);
	return sv_stmt_run(stmt, err);
}

int sv_rule_derive(struct sv_db *db, const struct sv_document *document, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r;

	if (strcmp(document->kind, SV_KIND_RULES) != 0)
		return 0;
	r = insert(db, document, err);
	if (r < 0)
		return r;
	r = sv_stmt_open(db,
			 "UPDATE rule_text SET superseded = ?"
			 " WHERE superseded = ? AND name = ? AND doc < ?",
			 &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, document->index);
	sv_stmt_bind_int(stmt, 2, SV_STANDING);
	sv_stmt_bind_text(stmt, 3, sv_str_from(document->name));
	sv_stmt_bind_int(stmt, 4, document->index);
	return sv_stmt_run(stmt, err);
}

int sv_rule_list(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
		 const struct sv_rule_entry **ret_entries, size_t *ret_count, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_rule_entry *entries = NULL;
	size_t count = 0, cap = 0;
	int r = sv_stmt_open(db,
			     "SELECT name, doc FROM rule_text"
			     " WHERE doc < ? AND superseded >= ? ORDER BY name",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, known_size);
	sv_stmt_bind_int(stmt, 2, known_size);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		entries = sv_arena_grow(arena, entries, count, &cap, sizeof(*entries));
		entries[count++] = (struct sv_rule_entry){
		    sv_stmt_int(stmt, 1), sv_arena_str(arena, sv_stmt_text(stmt, 0)).ptr};
	}
	if (r < 0)
		return r;
	*ret_entries = entries;
	*ret_count = count;
	return 0;
}

int sv_rule_texts_load(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
		       const struct sv_rule_text **ret_texts, size_t *ret_count,
		       struct sv_error *err)
{
	const struct sv_rule_entry *entries;
	struct sv_rule_text *texts;
	size_t count;
	int r = sv_rule_list(db, arena, known_size, &entries, &count, err);

	if (r < 0)
		return r;
	texts = SV_NEW_ARRAY(arena, struct sv_rule_text, count);
	for (size_t i = 0; i < count; i++) {
		struct sv_document document;

		r = sv_record_get(db, arena, entries[i].doc, &document, err);
		if (r < 0)
			return r;
		texts[i] = (struct sv_rule_text){document.index, document.name, document.content};
	}
	*ret_texts = texts;
	*ret_count = count;
	return 0;
}

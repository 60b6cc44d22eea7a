/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/derive_store.h"

#include <inttypes.h>
#include <string.h>

#include "base/csv.h"
#include "domain/act_store.h"
#include "domain/facts_store.h"
#include "domain/rule_store.h"

static const struct sv_table *derived_tables(struct sv_arena *arena, size_t *ret_count)
{
	const struct sv_table *facts = sv_facts_tables(arena, ret_count);
	struct sv_table *tables = SV_NEW_ARRAY(arena, struct sv_table, *ret_count + 2);

	for (size_t i = 0; i < *ret_count; i++)
		tables[i] = facts[i];
	tables[(*ret_count)++] = sv_rule_table;
	tables[(*ret_count)++] = sv_act_table;
	return tables;
}

int sv_derive_create_bare(struct sv_db *db, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	size_t count;
	const struct sv_table *tables = derived_tables(&arena, &count);
	struct sv_table *bare = SV_NEW_ARRAY(&arena, struct sv_table, count);

	for (size_t i = 0; i < count; i++) {
		bare[i] = tables[i];
		memset(bare[i].indexes, 0, sizeof(bare[i].indexes));
		bare[i].by_key = true;
	}
	return sv_schema_create(db, bare, count, err);
}

int sv_derive_create(struct sv_db *db, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	size_t count;
	const struct sv_table *tables = derived_tables(&arena, &count);

	return sv_schema_create(db, tables, count, err);
}

int sv_derive_drop(struct sv_db *db, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	size_t count;
	const struct sv_table *tables = derived_tables(&arena, &count);

	return sv_schema_drop(db, tables, count, err);
}

int sv_derive_document(struct sv_db *db, const struct sv_document *document, struct sv_error *err)
{
	int r = sv_facts_derive(db, document, err);

	if (r < 0)
		return r;
	r = sv_rule_derive(db, document, err);
	if (r < 0)
		return r;
	return sv_act_derive(db, document, err);
}

#define PIECE_BYTES 65536 /* of text that is hashed at a time */

static void dump_row(struct sv_stmt *stmt, const struct sv_table *table, struct sv_buf *out)
{
	for (size_t i = 0; i < table->column_count; i++) {
		if (i)
			sv_buf_char(out, ',');
		if (sv_stmt_is_null(stmt, (int)i))
			sv_buf_text(out, "null");
		else if (table->columns[i].type == SV_COLUMN_INT)
			sv_buf_printf(out, "%" PRId64, sv_stmt_int(stmt, (int)i));
		else
			sv_csv_field(out, sv_stmt_text(stmt, (int)i));
	}
	sv_buf_char(out, '\n');
}

/* With a hasher the text goes on to it, a piece at a time. */
static void pass_on(struct sv_hasher *hasher, struct sv_buf *out, size_t len_min)
{
	if (!hasher || out->len < len_min)
		return;
	sv_hasher_add(hasher, out->ptr, out->len);
	sv_buf_clear(out);
}

static int dump_table(struct sv_db *db, const struct sv_table *table, struct sv_buf *out,
		      struct sv_hasher *hasher, int64_t *rows, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r;

	sv_buf_printf(out, "%s\n", table->name);
	sv_buf_text(&sql, "SELECT ");
	for (size_t i = 0; i < table->column_count; i++)
		sv_buf_printf(&sql, "%s\"%s\"", i ? ", " : "", table->columns[i].name);
	sv_buf_printf(&sql, " FROM %s ORDER BY %s", table->name, table->primary_key);
	r = sv_stmt_open(db, sql.ptr, &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_stream(stmt);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		dump_row(stmt, table, out);
		pass_on(hasher, out, PIECE_BYTES);
		(*rows)++;
	}
	return r;
}

static int dump_tables(struct sv_db *db, struct sv_buf *out, struct sv_hasher *hasher,
		       struct sv_derived *ret, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_derived derived = {0};
	const struct sv_table *tables = derived_tables(&arena, &derived.tables);
	int r;

	for (size_t i = 0; i < derived.tables; i++) {
		r = dump_table(db, &tables[i], out, hasher, &derived.rows, err);
		if (r < 0)
			return r;
	}
	*ret = derived;
	return 0;
}

int sv_derive_dump(struct sv_db *db, struct sv_buf *out, struct sv_derived *ret,
		   struct sv_error *err)
{
	return dump_tables(db, out, NULL, ret, err);
}

int sv_derive_digest(struct sv_db *db, struct sv_derived *ret, struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_buf_free) struct sv_buf piece = SV_BUF_INIT;
	struct sv_derived derived;
	int r;

	sv_hasher_begin(hasher);
	r = dump_tables(db, &piece, hasher, &derived, err);
	if (r < 0)
		return r;
	pass_on(hasher, &piece, 1);
	derived.digest = sv_hasher_end(hasher);
	*ret = derived;
	return 0;
}

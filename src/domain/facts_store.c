/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/facts_store.h"

#include <inttypes.h>
#include <string.h>

#include "domain/evidence.h"
#include "domain/redaction.h"

static bool is_number(const struct sv_fact_column *column)
{
	/* Decimals stay text: exactly as their source wrote them. */
	return column->type == SV_FIELD_YEAR || column->type == SV_FIELD_INTEGER;
}

/* "year", "state", "indicator", superseded: numbers first, since they are told apart faster. */
static void write_key_index(struct sv_buf *out, const struct sv_fact_kind *kind)
{
	for (int numbers = 1; numbers >= 0; numbers--)
		for (size_t i = 0; kind->key[i]; i++)
			if (is_number(&kind->columns[sv_fact_column_index(kind, kind->key[i])]) ==
			    numbers)
				sv_buf_printf(out, "\"%s\", ", kind->key[i]);
	sv_buf_text(out, "superseded");
}

static void write_columns(struct sv_buf *out, const struct sv_fact_kind *kind)
{
	for (size_t i = 0; i < kind->column_count; i++)
		sv_buf_printf(out, "\"%s\", ", kind->columns[i].name);
	sv_buf_text(out, "doc, row, superseded");
}

static struct sv_table table_of(struct sv_arena *arena, const struct sv_fact_kind *kind)
{
	_cleanup_(sv_buf_free) struct sv_buf key = SV_BUF_INIT;
	struct sv_column *columns = SV_NEW_ARRAY(arena, struct sv_column, kind->column_count + 3);
	size_t count = 0;

	for (; count < kind->column_count; count++) {
		bool number = is_number(&kind->columns[count]);

		columns[count] = (struct sv_column){
		    kind->columns[count].name, number ? SV_COLUMN_INT : SV_COLUMN_TEXT, !number};
	}
	columns[count++] = (struct sv_column){"doc", SV_COLUMN_INT, true};
	columns[count++] = (struct sv_column){"row", SV_COLUMN_INT, true};
	columns[count++] = (struct sv_column){"superseded", SV_COLUMN_INT, true};
	/* For all rows that stand at some size of the log, and for the row of a key that stands: of
	 * a table with thirty vintages either reads one thirtieth.  A third index would cost every
	 * row that is stored or ends, so the primary key, which (doc, row) would be, is the first.
	 */
	write_key_index(&key, kind);
	return (struct sv_table){.name = kind->table,
				 .columns = columns,
				 .column_count = count,
				 .primary_key = "superseded, doc, row",
				 .indexes = {sv_arena_cstr(arena, key.ptr)}};
}

const struct sv_table *sv_facts_tables(struct sv_arena *arena, size_t *ret_count)
{
	struct sv_table *tables = SV_NEW_ARRAY(arena, struct sv_table, SV_FACT_TABLES_MAX);
	const struct sv_fact_kind *kind;
	size_t count = 0;

	while ((kind = sv_fact_table_kind((int)count)))
		tables[count++] = table_of(arena, kind);
	*ret_count = count;
	return tables;
}

static int open_insert(struct sv_db *db, const struct sv_fact_kind *kind, struct sv_stmt **ret,
		       struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;

	sv_buf_printf(&sql, "INSERT INTO %s (", kind->table);
	write_columns(&sql, kind);
	sv_buf_text(&sql, ") VALUES (");
	for (size_t i = 0; i < kind->column_count; i++)
		sv_buf_text(&sql, "?, ");
	sv_buf_text(&sql, "?, ?, ?)");
	return sv_stmt_open(db, sql.ptr, ret, err);
}

static void bind_field(struct sv_stmt *stmt, int index, const struct sv_fact_column *column,
		       struct sv_str text)
{
	int64_t number;

	if (!is_number(column))
		sv_stmt_bind_kept(stmt, index, text);
	else if (sv_str_to_int64(text, &number))
		sv_stmt_bind_int(stmt, index, number);
	else
		sv_stmt_bind_null(stmt, index);
}

/* Whether nothing stands on of the row that begins on this line; withheld rows come in order. */
static bool is_gone(const struct sv_fact_kind *kind, const struct sv_withheld_rows *withheld,
		    size_t *next, int64_t line)
{
	while (*next < withheld->count && withheld->rows[*next].row < line)
		(*next)++;
	return *next < withheld->count && withheld->rows[*next].row == line &&
	       !sv_withheld_row_stands(kind, &withheld->rows[*next]);
}

static int insert_rows(struct sv_db *db, const struct sv_fact_document *table,
		       const struct sv_withheld_rows *withheld, int64_t doc, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	const struct sv_fact_kind *kind = table->kind;
	size_t next = 0;
	int r = open_insert(db, kind, &stmt, err);

	for (size_t row = 0; r == 0 && row < table->csv.row_count; row++) {
		int index = 1;

		if (is_gone(kind, withheld, &next, table->csv.rows[row].line))
			continue;
		for (size_t i = 0; i < kind->column_count; i++)
			bind_field(stmt, index++, &kind->columns[i],
				   sv_fact_document_get(table, row, (int)i));
		sv_stmt_bind_int(stmt, index++, doc);
		sv_stmt_bind_int(stmt, index++, table->csv.rows[row].line);
		sv_stmt_bind_int(stmt, index++, SV_STANDING);
		r = sv_stmt_queue(stmt, err);
	}
	return r;
}

/* Whether a row of an earlier document stands in the table.  The first document of a table, as each
 * of a pack is, replaces nothing, and finding that out row by row takes a fifth of storing them. */
static int has_older(struct sv_db *db, const char *table, int64_t doc, bool *ret,
		     struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r;

	sv_buf_printf(&sql, "SELECT doc FROM %s WHERE superseded = ? AND doc < ? LIMIT 1", table);
	r = sv_stmt_open(db, sql.ptr, &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, SV_STANDING);
	sv_stmt_bind_int(stmt, 2, doc);
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	*ret = r > 0;
	return 0;
}

/* One statement a document: rows that stood end where a new one has their key.  Written so that the
 * new rows lead to the old ones, by their key, however many stand: an engine that guesses takes a
 * comparison for less selective than an equation, and no row stands longer than for ever.
 * Documents are derived in their order, so every other one is an older one. */
static int supersede(struct sv_db *db, const struct sv_fact_kind *kind, int64_t doc,
		     int64_t new_superseded, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	const char *table = kind->table;
	bool older;
	int r = has_older(db, table, doc, &older, err);

	if (r < 0 || !older)
		return r;
	sv_buf_printf(&sql,
		      "UPDATE %s SET superseded = ? FROM %s AS newer WHERE newer.doc = ?"
		      " AND newer.superseded = ? AND %s.superseded >= ? AND %s.doc <> newer.doc",
		      table, table, table, table);
	for (size_t i = 0; kind->key[i]; i++)
		sv_buf_printf(&sql, " AND %s.\"%s\" = newer.\"%s\"", table, kind->key[i],
			      kind->key[i]);
	r = sv_stmt_open(db, sql.ptr, &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, doc);
	sv_stmt_bind_int(stmt, 2, doc);
	sv_stmt_bind_int(stmt, 3, new_superseded);
	sv_stmt_bind_int(stmt, 4, SV_STANDING);
	return sv_stmt_run(stmt, err);
}

/* What the act of this index says is gone from a document. */
static int read_tombstone(struct sv_db *db, struct sv_arena *arena,
			  const struct sv_document *document, int64_t index,
			  enum sv_redaction_scope *ret_scope, struct sv_withheld_rows *ret,
			  struct sv_error *err)
{
	struct sv_document tombstone;
	struct sv_act act;
	int r;

	if (index < 0)
		return sv_fail(err, SV_ECORRUPT,
			       "the record is damaged: nothing says who withheld document %" PRId64,
			       document->index);
	r = sv_record_get(db, arena, index, &tombstone, err);
	if (r < 0)
		return r;
	r = sv_act_parse(arena, tombstone.content, &act, err);
	if (r < 0)
		return r;
	if (strcmp(act.act, SV_ACT_REDACTION_CONFIRM) != 0 ||
	    !sv_str_is(sv_str_from(act.subject),
		       sv_arena_printf(arena, "%" PRId64, document->index)))
		return sv_fail(err, SV_ECORRUPT,
			       "the record is damaged: document %" PRId64
			       " does not say why document %" PRId64 " is withheld",
			       index, document->index);
	r = sv_redaction_scope(&act, ret_scope, err);
	return r < 0 ? r : sv_redaction_rows(arena, &act, ret, err);
}

/* A copy from which something was left out may have lost more for good since. */
static int add_later_tombstones(struct sv_db *db, struct sv_arena *arena,
				const struct sv_document *document, struct sv_withheld_rows *rows,
				struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	enum sv_redaction_scope scope;
	struct sv_withheld_rows more;
	int r = sv_stmt_open(
	    db, "SELECT idx FROM document WHERE kind = ? AND name = ? AND idx > ? ORDER BY idx",
	    &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, SV_STR(SV_ACT_KIND_PREFIX SV_ACT_REDACTION_CONFIRM));
	sv_stmt_bind_text(stmt, 2,
			  sv_str_from(sv_arena_printf(arena, "%" PRId64, document->index)));
	sv_stmt_bind_int(stmt, 3, document->tombstone);
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		r = read_tombstone(db, arena, document, sv_stmt_int(stmt, 0), &scope, &more, err);
		if (r < 0)
			return r;
		if (scope == SV_REDACT_ALL)
			*rows = sv_redaction_unite(arena, rows, &more);
	}
	return r;
}

static int read_withheld(struct sv_db *db, struct sv_arena *arena,
			 const struct sv_document *document, struct sv_withheld_rows *ret,
			 struct sv_error *err)
{
	enum sv_redaction_scope scope;
	int r = read_tombstone(db, arena, document, document->tombstone, &scope, ret, err);

	if (r < 0 || scope == SV_REDACT_ALL)
		return r;
	return add_later_tombstones(db, arena, document, ret, err);
}

static struct sv_str part_of_key(const struct sv_fact_kind *kind, const char *column,
				 const struct sv_withheld_row *row)
{
	for (size_t i = 0; kind->key[i] && i < row->key_count; i++)
		if (strcmp(kind->key[i], column) == 0)
			return sv_str_from(row->key[i]);
	return SV_STR_NONE;
}

/* A withheld row replaces what it replaced.  A figure stands on as a gap whose reason is that it is
 * confidential; a row of another kind never stands, since all it has left is its key. */
static int insert_withheld(struct sv_db *db, const struct sv_fact_kind *kind, int64_t doc,
			   const struct sv_withheld_rows *rows, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int reason = sv_fact_column_index(kind, "reason");
	int r = open_insert(db, kind, &stmt, err);

	for (size_t i = 0; r == 0 && i < rows->count; i++) {
		int index = 1;

		if (sv_withheld_row_stands(kind, &rows->rows[i]))
			continue;
		for (int k = 0; k < (int)kind->column_count; k++)
			bind_field(stmt, index++, &kind->columns[k],
				   k == reason
				       ? SV_STR(SV_GAP_CONFIDENTIAL)
				       : part_of_key(kind, kind->columns[k].name, &rows->rows[i]));
		sv_stmt_bind_int(stmt, index++, doc);
		sv_stmt_bind_int(stmt, index++, rows->rows[i].row);
		sv_stmt_bind_int(stmt, index++, reason >= 0 ? SV_STANDING : doc);
		r = sv_stmt_run(stmt, err);
	}
	return r;
}

int sv_facts_derive_table(struct sv_db *db, const struct sv_fact_document *table, int64_t doc,
			  struct sv_error *err)
{
	static const struct sv_withheld_rows none = {0};

	return insert_rows(db, table, &none, doc, err);
}

int sv_facts_derive(struct sv_db *db, const struct sv_document *document, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const struct sv_fact_kind *kind = sv_fact_kind_find(document->kind);
	struct sv_withheld_rows withheld = {0};
	struct sv_fact_document table;
	int r = 0;

	if (!kind)
		return 0;
	if (document->withheld || document->has_gaps)
		r = read_withheld(db, &arena, document, &withheld, err);
	if (r == 0 && !document->withheld) {
		sv_fact_document_read(&arena, kind, document->content, &table);
		r = insert_rows(db, &table, &withheld, document->index, err);
	}
	if (r == 0)
		r = insert_withheld(db, kind, document->index, &withheld, err);
	if (r == 0)
		r = supersede(db, kind, document->index, SV_STANDING, err);
	/* Rows that are withheld, and stand no longer, still end those that they replaced. */
	if (r == 0 && withheld.count)
		r = supersede(db, kind, document->index, document->index, err);
	return r;
}

static struct sv_csv_field *read_fields(struct sv_stmt *stmt, const struct sv_fact_kind *kind,
					struct sv_arena *arena)
{
	struct sv_csv_field *fields = SV_NEW_ARRAY(arena, struct sv_csv_field, kind->column_count);

	for (size_t i = 0; i < kind->column_count; i++)
		fields[i].text = sv_arena_str(arena, sv_stmt_text(stmt, (int)i));
	return fields;
}

static int load_table(struct sv_db *db, int table, struct sv_facts *facts, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	const struct sv_fact_kind *kind = facts->sets[table].kind;
	int r;

	sv_buf_text(&sql, "SELECT ");
	write_columns(&sql, kind);
	sv_buf_printf(&sql, " FROM %s WHERE superseded = ? ORDER BY doc, row", kind->table);
	r = sv_stmt_open(db, sql.ptr, &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, SV_STANDING);
	while ((r = sv_stmt_step(stmt, err)) > 0)
		sv_facts_add_standing(facts, table, read_fields(stmt, kind, facts->arena));
	return r;
}

int sv_facts_load(struct sv_db *db, const bool wanted[SV_FACT_TABLES_MAX], struct sv_facts *facts,
		  struct sv_error *err)
{
	int r = 0;

	for (int i = 0; r == 0 && i < SV_FACT_TABLES_MAX && facts->sets[i].kind; i++)
		if (wanted[i])
			r = load_table(db, i, facts, err);
	return r;
}

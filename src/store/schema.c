/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/schema.h"

#include "base/buf.h"
#include "store/driver.h"
#include "store/internal.h"

static void write_table(struct sv_buf *sql, const struct sv_driver *driver,
			const struct sv_table *table)
{
	sv_buf_printf(sql, "CREATE TABLE %s (", table->name);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct sv_column *column = &table->columns[i];

		sv_buf_printf(sql, "\"%s\" %s%s, ", column->name, driver->type_name(column->type),
			      column->required ? " NOT NULL" : "");
	}
	sv_buf_printf(sql, "PRIMARY KEY (%s))%s%s", table->primary_key, driver->table_suffix,
		      table->by_key ? driver->by_key_suffix : "");
}

int sv_schema_create(struct sv_db *db, const struct sv_table *tables, size_t count,
		     struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	int r;

	for (size_t i = 0; i < count; i++) {
		sv_buf_clear(&sql);
		write_table(&sql, sv_db_driver(db), &tables[i]);
		r = sv_db_exec(db, sql.ptr, err);
		if (r < 0)
			return r;
		for (size_t k = 0; k < SV_TABLE_INDEXES_MAX && tables[i].indexes[k]; k++) {
			sv_buf_clear(&sql);
			sv_buf_printf(&sql, "CREATE INDEX %s_%zu ON %s (%s)", tables[i].name, k + 1,
				      tables[i].name, tables[i].indexes[k]);
			r = sv_db_exec(db, sql.ptr, err);
			if (r < 0)
				return r;
		}
	}
	return 0;
}

int sv_schema_drop(struct sv_db *db, const struct sv_table *tables, size_t count,
		   struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	int r;

	for (size_t i = 0; i < count; i++) {
		sv_buf_clear(&sql);
		sv_buf_printf(&sql, "DROP TABLE %s", tables[i].name);
		r = sv_db_exec(db, sql.ptr, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static void write_names(struct sv_buf *sql, const struct sv_table *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		sv_buf_printf(sql, "%s\"%s\"", i ? ", " : "", table->columns[i].name);
}

static void copy_column(struct sv_stmt *from, struct sv_stmt *to, int column,
			enum sv_column_type type)
{
	struct sv_str bytes;

	if (sv_stmt_is_null(from, column)) {
		sv_stmt_bind_null(to, column + 1);
	} else if (type == SV_COLUMN_INT) {
		sv_stmt_bind_int(to, column + 1, sv_stmt_int(from, column));
	} else if (type == SV_COLUMN_TEXT) {
		sv_stmt_bind_text(to, column + 1, sv_stmt_text(from, column));
	} else {
		bytes = sv_stmt_blob(from, column);
		sv_stmt_bind_blob(to, column + 1, bytes.ptr, bytes.len);
	}
}

static int copy_table(struct sv_db *from, struct sv_db *to, const struct sv_table *table,
		      sv_row_wanted wanted, const void *context, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf select = SV_BUF_INIT;
	_cleanup_(sv_buf_free) struct sv_buf insert = SV_BUF_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *source = NULL;
	_cleanup_(sv_stmt_done) struct sv_stmt *target = NULL;
	int r;

	sv_buf_text(&select, "SELECT ");
	write_names(&select, table);
	sv_buf_printf(&select, " FROM %s ORDER BY %s", table->name, table->primary_key);
	sv_buf_printf(&insert, "INSERT INTO %s (", table->name);
	write_names(&insert, table);
	sv_buf_text(&insert, ") VALUES (");
	for (size_t i = 0; i < table->column_count; i++)
		sv_buf_text(&insert, i ? ", ?" : "?");
	sv_buf_char(&insert, ')');
	r = sv_stmt_open(from, select.ptr, &source, err);
	if (r < 0)
		return r;
	r = sv_stmt_open(to, insert.ptr, &target, err);
	if (r < 0)
		return r;
	sv_stmt_stream(source);
	while ((r = sv_stmt_step(source, err)) > 0) {
		if (wanted && !wanted(table, sv_stmt_int(source, 0), context))
			continue;
		for (size_t i = 0; i < table->column_count; i++)
			copy_column(source, target, (int)i, table->columns[i].type);
		r = sv_stmt_queue(target, err);
		if (r < 0)
			return r;
	}
	return r;
}

int sv_schema_copy(struct sv_db *from, struct sv_db *to, const struct sv_table *tables,
		   size_t count, sv_row_wanted wanted, const void *context, struct sv_error *err)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < count; i++)
		r = copy_table(from, to, &tables[i], wanted, context, err);
	return r;
}

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
	sv_buf_printf(sql, "PRIMARY KEY (%s))%s", table->primary_key, driver->table_suffix);
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

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * driver.h - what an engine gives the port.  Only src/store includes this.
 *
 * Contracts are those of db.h; the port has already checked its arguments,
 * keeps the prepared statements and injects faults.
 */
#ifndef SV_STORE_DRIVER_H
#define SV_STORE_DRIVER_H

#include "store/db.h"
#include "store/schema.h"

struct sv_driver {
	const char *name;
	bool rows_come_singly; /* a statement never holds more than one row in memory */

	/* Whether WHERE is this engine's, and how it may be shown; NULL: any, and as it is. */
	bool (*names)(const char *where);
	const char *(*display)(const char *where, char *text, size_t size);

	int (*open)(const char *where, enum sv_db_mode mode, void **ret_conn, struct sv_error *err);
	void (*close)(void *conn);
	int (*claim)(void *conn, struct sv_error *err);
	void (*remove)(const char *where);
	int (*exec)(void *conn, const char *sql, struct sv_error *err);
	int (*begin)(void *conn, bool write, struct sv_error *err);
	int (*commit)(void *conn, struct sv_error *err);
	void (*rollback)(void *conn);
	int (*scrub)(void *conn, const struct sv_table *tables, size_t count, struct sv_error *err);

	int (*prepare)(void *conn, const char *sql, void **ret_stmt, struct sv_error *err);
	void (*finalize)(void *stmt);
	void (*reset)(void *stmt); /* forgets rows and bindings */
	void (*bind_int)(void *stmt, int index, int64_t value);
	void (*bind_text)(void *stmt, int index, struct sv_str text);
	void (*bind_kept)(void *stmt, int index, struct sv_str text); /* stays until the reset */
	void (*bind_blob)(void *stmt, int index, const void *bytes, size_t len);
	void (*bind_null)(void *stmt, int index);
	void (*stream)(void *stmt);
	int (*step)(void *stmt, struct sv_error *err);
	int (*queue)(void *stmt, struct sv_error *err); /* 0: done or put off */
	int64_t (*column_int)(void *stmt, int column);
	struct sv_str (*column_text)(void *stmt, int column);
	struct sv_str (*column_blob)(void *stmt, int column);
	bool (*column_is_null)(void *stmt, int column);

	/* The type of a column and what follows the closing parenthesis of a table. */
	const char *(*type_name)(enum sv_column_type type);
	const char *table_suffix;
	const char *by_key_suffix; /* behind it, where rows are kept in the order of their key */
};

extern const struct sv_driver sv_driver_sqlite;
extern const struct sv_driver sv_driver_postgres;

#endif

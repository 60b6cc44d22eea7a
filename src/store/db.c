/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/db.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/driver.h"
#include "store/internal.h"

/* Prepared statements kept with a connection, by the text of their SQL. */
#define STATEMENT_BUCKETS 64

struct sv_stmt {
	struct sv_stmt *next;
	struct sv_db *db;
	char *sql;
	void *handle;
	bool in_use;
	bool unfit; /* a text was bound that no engine has to take */
};

struct sv_db {
	const struct sv_driver *driver;
	void *conn;
	char *where;  /* as it was opened */
	bool writing; /* a transaction that writes is open */
	struct sv_stmt *statements[STATEMENT_BUCKETS];
	struct sv_budget *budget; /* or NULL */
};

const struct sv_driver *sv_db_driver(const struct sv_db *db)
{
	return db->driver;
}

/* Counts down to the statement a test wants to fail, as SERVANDA_FAIL_ALLOC does for memory. */
static bool injected_fault(void)
{
	static atomic_long remaining = -2;
	long before = atomic_load(&remaining);

	if (before == -2) {
		const char *text = getenv("SERVANDA_FAIL_STATEMENT");

		atomic_compare_exchange_strong(&remaining, &before, text ? atol(text) : -1);
		before = atomic_load(&remaining);
	}
	return before >= 0 && atomic_fetch_sub(&remaining, 1) == 0;
}

static int fail_injected(struct sv_error *err)
{
	return sv_fail(err, SV_EIO, "cannot reach the store: fault injected by a test");
}

static const struct sv_driver *driver_of(const char *where)
{
	return sv_driver_postgres.names(where) ? &sv_driver_postgres : &sv_driver_sqlite;
}

const char *sv_db_display(const char *where, char *text, size_t size)
{
	const struct sv_driver *driver = driver_of(where);

	if (driver->display)
		return driver->display(where, text, size);
	snprintf(text, size, "%s", where);
	return text;
}

int sv_db_open(const char *where, enum sv_db_mode mode, struct sv_db **ret_db, struct sv_error *err)
{
	const struct sv_driver *driver = driver_of(where);
	struct sv_db *db;
	void *conn;
	int r;

	r = driver->open(where, mode, &conn, err);
	if (r < 0)
		return r;
	db = sv_xmalloc(sizeof(*db));
	*db =
	    (struct sv_db){.driver = driver, .conn = conn, .where = sv_xmalloc(strlen(where) + 1)};
	strcpy(db->where, where);
	*ret_db = db;
	return 0;
}

int sv_db_open_beside(const struct sv_db *db, struct sv_db **ret_db, struct sv_error *err)
{
	if (db->writing)
		return sv_fail(err, SV_EREFUSED, "the store is being written to");
	return sv_db_open(db->where, SV_DB_READ, ret_db, err);
}

void sv_db_close(struct sv_db **db)
{
	if (!*db)
		return;
	for (size_t i = 0; i < STATEMENT_BUCKETS; i++) {
		struct sv_stmt *stmt = (*db)->statements[i];

		while (stmt) {
			struct sv_stmt *next = stmt->next;

			(*db)->driver->finalize(stmt->handle);
			free(stmt->sql);
			free(stmt);
			stmt = next;
		}
	}
	(*db)->driver->close((*db)->conn);
	free((*db)->where);
	free(*db);
	*db = NULL;
}

void sv_db_discard(struct sv_db **db, const char *where)
{
	const struct sv_driver *driver = (*db)->driver;

	sv_db_close(db);
	driver->remove(where);
}

int sv_db_claim(struct sv_db *db, struct sv_error *err)
{
	if (injected_fault())
		return fail_injected(err);
	return db->driver->claim(db->conn, err);
}

int sv_db_exec(struct sv_db *db, const char *sql, struct sv_error *err)
{
	if (injected_fault())
		return fail_injected(err);
	return db->driver->exec(db->conn, sql, err);
}

int sv_db_scrub(struct sv_db *db, const struct sv_table *tables, size_t count, struct sv_error *err)
{
	if (injected_fault())
		return fail_injected(err);
	return db->driver->scrub(db->conn, tables, count, err);
}

static size_t bucket_of(const char *sql)
{
	size_t hash = 5381;

	for (; *sql; sql++)
		hash = hash * 33 + (unsigned char)*sql;
	return hash % STATEMENT_BUCKETS;
}

int sv_stmt_open(struct sv_db *db, const char *sql, struct sv_stmt **ret_stmt, struct sv_error *err)
{
	struct sv_stmt **bucket = &db->statements[bucket_of(sql)], *stmt;
	void *handle;
	int r;

	for (stmt = *bucket; stmt; stmt = stmt->next) {
		if (!stmt->in_use && strcmp(stmt->sql, sql) == 0) {
			stmt->in_use = true;
			*ret_stmt = stmt;
			return 0;
		}
	}
	r = db->driver->prepare(db->conn, sql, &handle, err);
	if (r < 0)
		return r;
	stmt = sv_xmalloc(sizeof(*stmt));
	*stmt = (struct sv_stmt){*bucket, db, sv_xmalloc(strlen(sql) + 1), handle, true, false};
	strcpy(stmt->sql, sql);
	*bucket = stmt;
	*ret_stmt = stmt;
	return 0;
}

static void reset(struct sv_stmt *stmt)
{
	stmt->db->driver->reset(stmt->handle);
	stmt->unfit = false;
}

void sv_stmt_done(struct sv_stmt **stmt)
{
	if (!*stmt)
		return;
	reset(*stmt);
	(*stmt)->in_use = false;
	*stmt = NULL;
}

void sv_stmt_bind_int(struct sv_stmt *stmt, int index, int64_t value)
{
	stmt->db->driver->bind_int(stmt->handle, index, value);
}

void sv_db_budget(struct sv_db *db, struct sv_budget *budget)
{
	db->budget = budget;
}

/* SQLite would take anything, and cut it at the NUL when it is compared. */
static bool is_fit(struct sv_str text)
{
	size_t i = 0;

	while (i < text.len && text.ptr[i] > 0 && text.ptr[i] < 0x7f)
		i++;
	return i == text.len ||
	       (!memchr(text.ptr + i, '\0', text.len - i) && sv_str_is_utf8(text, &i));
}

void sv_stmt_bind_text(struct sv_stmt *stmt, int index, struct sv_str text)
{
	stmt->unfit = stmt->unfit || !is_fit(text);
	stmt->db->driver->bind_text(stmt->handle, index, text);
}

void sv_stmt_bind_kept(struct sv_stmt *stmt, int index, struct sv_str text)
{
	stmt->db->driver->bind_kept(stmt->handle, index, text);
}

void sv_stmt_bind_blob(struct sv_stmt *stmt, int index, const void *bytes, size_t len)
{
	stmt->db->driver->bind_blob(stmt->handle, index, bytes, len);
}

void sv_stmt_bind_null(struct sv_stmt *stmt, int index)
{
	stmt->db->driver->bind_null(stmt->handle, index);
}

/* What no engine is asked for. */
static int check_run(const struct sv_stmt *stmt, struct sv_error *err)
{
	if (injected_fault())
		return fail_injected(err);
	if (stmt->unfit)
		return sv_fail(err, SV_EINVALID,
			       "cannot store or look for a text that is not UTF-8 or holds a NUL "
			       "byte");
	return 0;
}

int sv_stmt_step(struct sv_stmt *stmt, struct sv_error *err)
{
	int r = check_run(stmt, err);

	if (r == 0)
		r = stmt->db->driver->step(stmt->handle, err);

	if (r > 0 && stmt->db->budget) {
		int left = sv_budget_check(stmt->db->budget, err);

		r = left < 0 ? left : r;
	}
	if (r <= 0)
		reset(stmt);
	return r;
}

int sv_stmt_run(struct sv_stmt *stmt, struct sv_error *err)
{
	int r;

	do {
		r = sv_stmt_step(stmt, err);
	} while (r > 0);
	return r;
}

int sv_stmt_queue(struct sv_stmt *stmt, struct sv_error *err)
{
	int r = check_run(stmt, err);

	if (r == 0)
		r = stmt->db->driver->queue(stmt->handle, err);
	reset(stmt);
	return r;
}

void sv_stmt_stream(struct sv_stmt *stmt)
{
	stmt->db->driver->stream(stmt->handle);
}

bool sv_db_rows_come_singly(const struct sv_db *db)
{
	return db->driver->rows_come_singly;
}

int64_t sv_stmt_int(struct sv_stmt *stmt, int column)
{
	return stmt->db->driver->column_int(stmt->handle, column);
}

struct sv_str sv_stmt_text(struct sv_stmt *stmt, int column)
{
	return stmt->db->driver->column_text(stmt->handle, column);
}

struct sv_str sv_stmt_blob(struct sv_stmt *stmt, int column)
{
	return stmt->db->driver->column_blob(stmt->handle, column);
}

bool sv_stmt_is_null(struct sv_stmt *stmt, int column)
{
	return stmt->db->driver->column_is_null(stmt->handle, column);
}

static int begin(struct sv_tx *tx, struct sv_db *db, bool write, struct sv_error *err)
{
	int r;

	assert(!tx->db);
	if (injected_fault())
		return fail_injected(err);
	r = db->driver->begin(db->conn, write, err);
	if (r < 0)
		return r;
	tx->db = db;
	db->writing = write;
	return 0;
}

int sv_tx_begin(struct sv_tx *tx, struct sv_db *db, struct sv_error *err)
{
	return begin(tx, db, true, err);
}

int sv_tx_begin_read(struct sv_tx *tx, struct sv_db *db, struct sv_error *err)
{
	return begin(tx, db, false, err);
}

int sv_tx_commit(struct sv_tx *tx, struct sv_error *err)
{
	int r = injected_fault() ? fail_injected(err) : tx->db->driver->commit(tx->db->conn, err);

	if (r == 0) {
		tx->db->writing = false;
		tx->db = NULL;
	}
	return r;
}

void sv_tx_done(struct sv_tx *tx)
{
	if (!tx->db)
		return;
	/* Straight to the driver: a rollback must not meet an injected fault. */
	tx->db->driver->rollback(tx->db->conn);
	tx->db->writing = false;
	tx->db = NULL;
}

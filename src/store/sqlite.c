/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sqlite.c - the embedded engine: one file, STRICT tables, WAL, synchronous FULL.
 *
 * A file is ours when its application_id is "srvd"; its user_version is the
 * schema version.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "store/driver.h"

#define APPLICATION_ID 0x73727664 /* "srvd" */
/* At most, and only what is touched: the pages of the indexes that bulk goes through at random. */
#define WRITER_CACHE_KIB "65536"
#define BUSY_TIMEOUT_MS 5000
#define PATH_BYTES_MAX 4096

static int fail_sqlite(sqlite3 *db, struct sv_error *err)
{
	int code = sqlite3_errcode(db) & 0xff;

	switch (code) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return sv_fail(err, SV_EBUSY,
			       "cannot use the store: another process is writing to it, try again");
	case SQLITE_READONLY:
		return sv_fail(err, SV_EIO, "cannot write the store: it is read-only");
	case SQLITE_FULL: return sv_fail(err, SV_EIO, "cannot write the store: the disk is full");
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return sv_fail(err, SV_ECORRUPT, "cannot read the store: %s", sqlite3_errmsg(db));
	case SQLITE_NOMEM: sv_out_of_memory();
	default: return sv_fail(err, SV_ESTORE, "the store failed: %s", sqlite3_errmsg(db));
	}
}

static int sqlite_exec(void *conn, const char *sql, struct sv_error *err)
{
	if (sqlite3_exec(conn, sql, NULL, NULL, NULL) != SQLITE_OK)
		return fail_sqlite(conn, err);
	return 0;
}

static int sqlite_begin(void *conn, bool write, struct sv_error *err)
{
	return sqlite_exec(conn, write ? "BEGIN IMMEDIATE" : "BEGIN", err);
}

static int sqlite_commit(void *conn, struct sv_error *err)
{
	return sqlite_exec(conn, "COMMIT", err);
}

static void sqlite_rollback(void *conn)
{
	(void)sqlite_exec(conn, "ROLLBACK", NULL);
}

static int read_pragma(sqlite3 *db, const char *sql, int *ret, struct sv_error *err)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK ||
	    sqlite3_step(stmt) != SQLITE_ROW) {
		int r = fail_sqlite(db, err);

		sqlite3_finalize(stmt);
		return r;
	}
	*ret = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return 0;
}

/* Deleted bytes are overwritten with zeros as they go (secure_delete); what is left is in the log.
 */
static int sqlite_scrub(void *conn, const struct sv_table *tables, size_t count,
			struct sv_error *err)
{
	int busy, r = read_pragma(conn, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, err);

	(void)tables;
	(void)count;
	if (r < 0)
		return r;
	if (busy)
		return sv_fail(err, SV_EBUSY,
			       "cannot empty the log of the store: others read it, try again");
	return 0;
}

static int check_ours(sqlite3 *db, const char *where, struct sv_error *err)
{
	int id, version, r;

	r = read_pragma(db, "PRAGMA application_id", &id, err);
	if (r == SV_ECORRUPT)
		return sv_fail(err, SV_ESTORE,
			       "cannot open '%s': it is not a store of servanda, or it is damaged",
			       where);
	if (r < 0)
		return r;
	if (id != APPLICATION_ID)
		return sv_fail(err, SV_ESTORE, "cannot open '%s': it is not a store of servanda",
			       where);
	r = read_pragma(db, "PRAGMA user_version", &version, err);
	if (r < 0)
		return r;
	if (version != SV_SCHEMA_VERSION)
		return sv_fail(err, SV_ESTORE,
			       "cannot open '%s': its schema is version %d, this program knows %d",
			       where, version, SV_SCHEMA_VERSION);
	return 0;
}

static int check_path(const char *where, enum sv_db_mode mode, struct sv_error *err)
{
	struct stat info;

	if (stat(where, &info) < 0) {
		if (errno != ENOENT)
			return sv_fail(err, SV_EIO, "cannot open '%s': %s", where,
				       sv_os_error(errno));
		if (mode == SV_DB_CREATE)
			return 0;
		return sv_fail(err, SV_ENOTFOUND,
			       "cannot open '%s': there is no such store; create it with "
			       "'servanda --store %s init'",
			       where, where);
	}
	if (S_ISDIR(info.st_mode))
		return sv_fail(err, SV_ESTORE, "cannot open '%s': it is a folder", where);
	if (strlen(where) >= PATH_BYTES_MAX - sizeof("-wal"))
		return sv_fail(err, SV_ELIMIT, "cannot open '%s': the path is too long", where);
	if (access(where, R_OK) < 0)
		return sv_fail(err, SV_EIO, "cannot open '%s': %s", where, sv_os_error(errno));
	if (mode == SV_DB_CREATE && info.st_size > 0)
		return sv_fail(err, SV_EREFUSED, "cannot create '%s': it exists already", where);
	if (mode != SV_DB_CREATE && info.st_size == 0)
		return sv_fail(err, SV_ESTORE, "cannot open '%s': it is empty", where);
	return 0;
}

static int set_up(sqlite3 *db, const char *where, enum sv_db_mode mode, struct sv_error *err)
{
	int r;

	sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
	sqlite3_extended_result_codes(db, 1);
	switch (mode) {
	case SV_DB_READ: r = check_ours(db, where, err); break;
	case SV_DB_WRITE:
		r = check_ours(db, where, err);
		if (r == 0)
			r = sqlite_exec(db,
					"PRAGMA journal_mode = WAL; "
					"PRAGMA cache_size = -" WRITER_CACHE_KIB,
					err);
		break;
	case SV_DB_CREATE:
		/* Not WAL yet and nothing written early: whatever ends the process before the
		 * first commit leaves an empty file, which is no store and can be created anew. */
		r = sqlite_exec(db, "PRAGMA cache_spill = OFF", err);
		break;
	default: r = 0;
	}
	if (r < 0)
		return r;
	return sqlite_exec(db,
			   "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
			   "PRAGMA secure_delete = ON; "
			   "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON",
			   err);
}

static int sqlite_claim(void *conn, struct sv_error *err)
{
	char sql[96];
	int id, r;

	r = read_pragma(conn, "PRAGMA application_id", &id, err);
	if (r < 0)
		return r;
	if (id != 0)
		return sv_fail(err, SV_EREFUSED, "cannot create the store: it exists already");
	snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 APPLICATION_ID, SV_SCHEMA_VERSION);
	return sqlite_exec(conn, sql, err);
}

static void sqlite_remove(const char *where)
{
	struct stat info;

	/* Before its first commit a store is an empty file; with content it is somebody's. */
	if (stat(where, &info) == 0 && info.st_size == 0)
		unlink(where);
}

/* Whether a reader could not even make the shared index that WAL wants beside the store: a store on
 * a medium or in a folder that is read-only to this user.  With a log beside it the store is not
 * whole without it, and SQLite has to say what it can do. */
static bool is_immutable(const char *where)
{
	char beside[PATH_BYTES_MAX], *slash;
	struct stat info;

	if (snprintf(beside, sizeof(beside), "%s-wal", where) >= (int)sizeof(beside))
		return false;
	if (stat(beside, &info) == 0 && info.st_size > 0)
		return false;
	memcpy(beside + strlen(where), "-shm", sizeof("-shm"));
	if (access(beside, W_OK) == 0)
		return false;
	slash = strrchr(beside, '/');
	if (slash == beside)
		slash[1] = '\0';
	else if (slash)
		*slash = '\0';
	return access(slash ? beside : ".", W_OK) < 0;
}

/* file:WHERE?immutable=1, with the three bytes escaped that mean something in a URI. */
static int open_immutable(const char *where, sqlite3 **ret)
{
	char uri[3 * PATH_BYTES_MAX + 32], *end = uri + sprintf(uri, "file:");

	for (const char *c = where; *c; c++)
		end +=
		    sprintf(end, strchr("%?#", *c) ? "%%%02x" : "%c", (unsigned)(unsigned char)*c);
	strcpy(end, "?immutable=1");
	return sqlite3_open_v2(uri, ret,
			       SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
}

/* Nobody asks SQLite how much memory it uses, and counting it takes a lock at every allocation. */
static void set_up_library(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int sqlite_open(const char *where, enum sv_db_mode mode, void **ret_conn,
		       struct sv_error *err)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	int flags = mode == SV_DB_READ    ? SQLITE_OPEN_READONLY
		    : mode == SV_DB_WRITE ? SQLITE_OPEN_READWRITE
					  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	sqlite3 *db = NULL;
	int r;

	r = check_path(where, mode, err);
	if (r < 0)
		return r;
	pthread_once(&once, set_up_library);
	if (mode == SV_DB_READ && is_immutable(where))
		r = open_immutable(where, &db);
	else
		r = sqlite3_open_v2(where, &db, flags | SQLITE_OPEN_NOMUTEX, NULL);
	if (r != SQLITE_OK) {
		if (!db)
			sv_out_of_memory();
		r = sv_fail(err, SV_EIO, "cannot open '%s': %s", where, sqlite3_errmsg(db));
		sqlite3_close(db);
		return r;
	}
	r = set_up(db, where, mode, err);
	if (r < 0) {
		sqlite3_close(db);
		if (mode == SV_DB_CREATE)
			sqlite_remove(where);
		return r;
	}
	*ret_conn = db;
	return 0;
}

static void sqlite_close(void *conn)
{
	sqlite3_close(conn);
}

static int sqlite_prepare(void *conn, const char *sql, void **ret_stmt, struct sv_error *err)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v3(conn, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
		return fail_sqlite(conn, err);
	*ret_stmt = stmt;
	return 0;
}

static void sqlite_finalize(void *stmt)
{
	sqlite3_finalize(stmt);
}

static void sqlite_reset(void *stmt)
{
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
}

static void sqlite_bind_int(void *stmt, int index, int64_t value)
{
	sqlite3_bind_int64(stmt, index, value);
}

static void sqlite_bind_text(void *stmt, int index, struct sv_str text)
{
	sqlite3_bind_text64(stmt, index, text.ptr, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void sqlite_bind_kept(void *stmt, int index, struct sv_str text)
{
	sqlite3_bind_text64(stmt, index, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
}

static void sqlite_bind_blob(void *stmt, int index, const void *bytes, size_t len)
{
	if (len)
		sqlite3_bind_blob64(stmt, index, bytes, len, SQLITE_TRANSIENT);
	else
		sqlite3_bind_zeroblob(stmt, index, 0);
}

static void sqlite_bind_null(void *stmt, int index)
{
	sqlite3_bind_null(stmt, index);
}

static int sqlite_step(void *stmt, struct sv_error *err)
{
	switch (sqlite3_step(stmt)) {
	case SQLITE_ROW: return 1;
	case SQLITE_DONE: return 0;
	default: return fail_sqlite(sqlite3_db_handle(stmt), err);
	}
}

/* Rows come one by one as they are. */
static void sqlite_stream(void *stmt)
{
	(void)stmt;
}

static int64_t sqlite_column_int(void *stmt, int column)
{
	return sqlite3_column_int64(stmt, column);
}

/* One look-up of the column for bytes and length.  SQLite calls the value unprotected: it is this
 * thread's alone, since the connection is. */
static struct sv_str sqlite_column_text(void *stmt, int column)
{
	sqlite3_value *value = sqlite3_column_value(stmt, column);
	const char *text = (const char *)sqlite3_value_text(value);

	if (!text)
		return SV_STR_NONE;
	return (struct sv_str){text, (size_t)sqlite3_value_bytes(value)};
}

static struct sv_str sqlite_column_blob(void *stmt, int column)
{
	sqlite3_value *value = sqlite3_column_value(stmt, column);
	const char *bytes = sqlite3_value_blob(value);

	if (!bytes)
		return SV_STR_NONE;
	return (struct sv_str){bytes, (size_t)sqlite3_value_bytes(value)};
}

static bool sqlite_column_is_null(void *stmt, int column)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL;
}

static const char *sqlite_type_name(enum sv_column_type type)
{
	static const char *const names[] = {"INTEGER", "TEXT", "BLOB"};

	return names[type];
}

const struct sv_driver sv_driver_sqlite = {
    .name = "sqlite",
    .rows_come_singly = true,
    .open = sqlite_open,
    .close = sqlite_close,
    .claim = sqlite_claim,
    .remove = sqlite_remove,
    .exec = sqlite_exec,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .scrub = sqlite_scrub,
    .prepare = sqlite_prepare,
    .finalize = sqlite_finalize,
    .reset = sqlite_reset,
    .bind_int = sqlite_bind_int,
    .bind_text = sqlite_bind_text,
    .bind_kept = sqlite_bind_kept,
    .bind_blob = sqlite_bind_blob,
    .bind_null = sqlite_bind_null,
    .stream = sqlite_stream,
    .step = sqlite_step,
    .queue = sqlite_step,
    .column_int = sqlite_column_int,
    .column_text = sqlite_column_text,
    .column_blob = sqlite_column_blob,
    .column_is_null = sqlite_column_is_null,
    .type_name = sqlite_type_name,
    .table_suffix = " STRICT",
    .by_key_suffix = ", WITHOUT ROWID",
};

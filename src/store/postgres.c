/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres.c - connection, transaction and claim of the PostgreSQL driver.
 *
 * Writers queue for a lock on the marker table, which they hold until their
 * transaction ends: appends have one order, and what a transaction has read
 * stands until it commits.  Readers take no lock that a writer would wait for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "store/postgres.h"

#define WRITER_WAITS "5s"       /* as the busy timeout of sqlite.c */
#define IDLE_WRITER_MAX "10min" /* a writer that stopped must not stop all others */
#define RECONNECT_SECONDS 15    /* long enough for a replica to be promoted */
#define RECONNECT_PAUSE_NS 200000000L

int sv_pg_command(struct sv_pg_conn *conn, const char *sql, struct sv_error *err)
{
	PGresult *result;
	int r = sv_pg_settle(conn, err);

	if (r < 0)
		return r;
	result = sv_pq.exec(conn->pg, sql);
	switch (sv_pq.result_status(result)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK: break;
	default: r = sv_pg_fail(conn, result, err);
	}
	sv_pq.clear(result);
	return r;
}

/* The settings of one transaction, so that none has to outlive it on the server.  Whether the
 * server takes writes is left to it: where it does not, the first of them says so. */
static void write_begin(struct sv_pg_conn *conn)
{
	const char *schema = conn->schema;
	char path[SV_PG_SCHEMA_BYTES_MAX + 32] = "";

	if (schema[0])
		snprintf(path, sizeof(path), "; SET LOCAL search_path TO \"%s\"", schema);
	sv_buf_printf(&conn->begin_read,
		      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off%s",
		      path);
	sv_buf_printf(&conn->begin_bare,
		      "BEGIN ISOLATION LEVEL READ COMMITTED%s; SET LOCAL jit = off; "
		      "SET LOCAL lock_timeout = '" WRITER_WAITS "'; "
		      "SET LOCAL idle_in_transaction_session_timeout = '" IDLE_WRITER_MAX "'%s",
		      conn->mode == SV_DB_READ ? " READ ONLY" : "", path);
	sv_buf_printf(&conn->begin_write, "%s; LOCK TABLE " SV_PG_MARKER " IN EXCLUSIVE MODE",
		      conn->begin_bare.ptr);
}

static time_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* The connection was lost, perhaps to a server that another one is about to stand in for. */
static int reconnect(struct sv_pg_conn *conn, struct sv_error *err)
{
	const struct timespec pause = {0, RECONNECT_PAUSE_NS};
	time_t end = seconds() + RECONNECT_SECONDS;

	do {
		sv_pq.reset(conn->pg);
		if (!sv_pg_is_lost(conn))
			return 0;
		nanosleep(&pause, NULL);
	} while (seconds() < end);
	return sv_fail(err, SV_EIO, "lost the connection to the store, and cannot get it back");
}

int sv_pg_begin(struct sv_pg_conn *conn, bool write, struct sv_error *err)
{
	const char *sql = !write        ? conn->begin_read.ptr
			  : conn->locks ? conn->begin_write.ptr
					: conn->begin_bare.ptr;
	int r;

	conn->tx = write ? SV_PG_WRITING : SV_PG_READING;
	r = sv_pg_command(conn, sql, err);
	/* Nothing was under way: a connection that turns out to be lost is replaced. */
	if (r < 0 && sv_pg_is_lost(conn)) {
		r = reconnect(conn, err);
		if (r == 0)
			r = sv_pg_command(conn, sql, err);
	}
	if (r < 0) {
		sv_pg_rollback(conn);
		return r;
	}
	conn->tx_number++;
	return 0;
}

static void end_transaction(struct sv_pg_conn *conn)
{
	conn->tx = SV_PG_IDLE;
	conn->claiming = false;
	sv_buf_clear(&conn->deallocate);
	sv_buf_clear(&conn->close_cursors);
}

/* When the connection is lost here, the server may or may not have committed. */
static int fail_commit(struct sv_pg_conn *conn, const PGresult *result, struct sv_error *err)
{
	if ((sv_pg_is_lost(conn) || sv_pg_says_lost(result)) && conn->tx == SV_PG_WRITING)
		return sv_fail(err, SV_EIO,
			       "lost the connection to the store while it recorded: look whether "
			       "it did, with 'servanda record log', before you try again");
	/* A transaction that had failed answers COMMIT with ROLLBACK. */
	if (sv_pq.result_status(result) == PGRES_COMMAND_OK)
		return sv_fail(err, SV_ESTORE,
			       "the store failed: the transaction had failed before");
	return sv_pg_fail(conn, result, err);
}

int sv_pg_commit(struct sv_pg_conn *conn, struct sv_error *err)
{
	PGresult *result;
	bool writing;
	int r = sv_pg_settle(conn, err);

	if (r < 0)
		return r;
	sv_buf_text(&conn->deallocate, "COMMIT");
	writing = conn->tx == SV_PG_WRITING;
	conn->warned = false;
	result = sv_pq.exec(conn->pg, conn->deallocate.ptr);
	if (sv_pq.result_status(result) == PGRES_COMMAND_OK &&
	    strcmp(sv_pq.cmd_status(result), "COMMIT") == 0) {
		conn->locks = conn->locks || conn->claiming;
		end_transaction(conn);
		/* The one warning that a commit gives: a receipt would promise too much. */
		if (writing && conn->warned)
			r = sv_fail(
			    err, SV_EIO,
			    "recorded, but the server gave up waiting for its replica: look "
			    "whether that has it, and do not record it again");
	} else {
		r = fail_commit(conn, result, err);
		sv_buf_clear(&conn->deallocate);
		sv_pg_rollback(conn);
	}
	sv_pq.clear(result);
	return r;
}

void sv_pg_rollback(struct sv_pg_conn *conn)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;

	sv_pg_abandon(conn);
	if (!sv_pg_is_lost(conn) && sv_pq.transaction_status(conn->pg) != PQTRANS_IDLE) {
		sv_buf_text(&sql, "ROLLBACK; ");
		sv_buf_str(&sql, sv_buf_view(&conn->deallocate));
		sv_pq.clear(sv_pq.exec(conn->pg, sql.ptr));
	}
	end_transaction(conn);
}

static int begin(void *conn, bool write, struct sv_error *err)
{
	return sv_pg_begin(conn, write, err);
}

static int commit(void *conn, struct sv_error *err)
{
	return sv_pg_commit(conn, err);
}

static void rollback(void *conn)
{
	sv_pg_rollback(conn);
}

static int exec(void *handle, const char *sql, struct sv_error *err)
{
	struct sv_pg_conn *conn = handle;
	bool alone = conn->tx == SV_PG_IDLE;
	int r = alone ? sv_pg_begin(conn, conn->mode != SV_DB_READ, err) : 0;

	if (r < 0)
		return r;
	/* A table that a cursor reads from cannot be dropped. */
	r = sv_pg_close_cursors(conn, err);
	if (r == 0)
		r = sv_pg_command(conn, sql, err);
	if (!alone)
		return r;
	if (r == 0)
		return sv_pg_commit(conn, err);
	sv_pg_rollback(conn);
	return r;
}

/*
 * A row that was deleted lies in the file of its table until its place is
 * needed.  CLUSTER writes the rows that stand to a new file; the old one is
 * deleted with the commit.  Unlike VACUUM FULL it may have a time-out of its
 * own, being let into a transaction.
 */
static int scrub(void *handle, const struct sv_table *tables, size_t count, struct sv_error *err)
{
	struct sv_pg_conn *conn = handle;
	char sql[2 * SV_PG_SCHEMA_BYTES_MAX + 32];
	int r = sv_pg_begin(conn, true, err);

	for (size_t i = 0; r == 0 && i < count; i++) {
		snprintf(sql, sizeof(sql), "CLUSTER %s USING %s_pkey", tables[i].name,
			 tables[i].name);
		r = sv_pg_command(conn, sql, err);
	}
	if (r == 0)
		return sv_pg_commit(conn, err);
	if (conn->tx != SV_PG_IDLE)
		sv_pg_rollback(conn);
	if (r != SV_EBUSY)
		return r;
	return sv_fail(
	    err, SV_EBUSY,
	    "the content is withheld, but stands in the files of the server until 'CLUSTER' "
	    "writes its tables anew, which others who read them prevented");
}

/* What stands in our schema, which need not exist. */
struct contents {
	int64_t tables;  /* and views: of anybody */
	int64_t markers; /* ours: 0 or 1 */
	int64_t named;   /* 0: the schema that WHERE names is not there */
	int64_t open;    /* 0: or we may not look into it */
};

static int64_t result_number(const PGresult *result, int column)
{
	int64_t number = 0;

	(void)sv_str_to_int64(sv_str_from(sv_pq.get_value(result, 0, column)), &number);
	return number;
}

static int read_contents(struct sv_pg_conn *conn, struct contents *ret, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	PGresult *result;
	int r = 0;

	sv_buf_printf(&sql,
		      "SELECT COUNT(*), COUNT(CASE WHEN relname = '" SV_PG_MARKER "' THEN 1 END),"
		      " (SELECT COUNT(*) FROM pg_catalog.pg_namespace WHERE nspname = '%s'),"
		      " CASE WHEN current_schema() IS NULL THEN 0 ELSE 1 END"
		      " FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')"
		      " AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace"
		      " WHERE nspname = current_schema())",
		      conn->schema);
	result = sv_pq.exec(conn->pg, sql.ptr);
	if (sv_pq.result_status(result) == PGRES_TUPLES_OK)
		*ret = (struct contents){result_number(result, 0), result_number(result, 1),
					 result_number(result, 2), result_number(result, 3)};
	else
		r = sv_pg_fail(conn, result, err);
	sv_pq.clear(result);
	return r;
}

static int check_version(struct sv_pg_conn *conn, const char *name, struct sv_error *err)
{
	PGresult *result = sv_pq.exec(conn->pg, "SELECT schema_version FROM " SV_PG_MARKER);
	bool answered = sv_pq.result_status(result) == PGRES_TUPLES_OK;
	const char *state = sv_pq.result_error_field(result, PG_DIAG_SQLSTATE);
	int64_t version;
	int r = 0;

	/* A table of that name without that column is somebody else's too. */
	if (!answered && !(state && strcmp(state, "42703") == 0)) {
		r = sv_pg_fail(conn, result, err);
	} else if (!answered || sv_pq.ntuples(result) != 1) {
		r = sv_fail(err, SV_ESTORE, "cannot open '%s': it is not a store of servanda",
			    name);
	} else {
		version = result_number(result, 0);
		if (version != SV_SCHEMA_VERSION)
			r = sv_fail(err, SV_ESTORE,
				    "cannot open '%s': its schema is version %lld, this program "
				    "knows %d",
				    name, (long long)version, SV_SCHEMA_VERSION);
	}
	sv_pq.clear(result);
	return r;
}

static int check_contents(struct sv_pg_conn *conn, const char *name, struct sv_error *err)
{
	struct contents contents = {0};
	int r = read_contents(conn, &contents, err);

	if (r < 0)
		return r;
	if (contents.named && !contents.open)
		return sv_fail(err, SV_EIO, "cannot open '%s': permission denied for schema %s",
			       name, conn->schema);
	if (conn->mode == SV_DB_CREATE) {
		conn->needs_schema = conn->schema[0] && !contents.named;
		if (contents.markers)
			return sv_fail(err, SV_EREFUSED, "cannot create '%s': it exists already",
				       name);
		if (contents.tables)
			return sv_fail(
			    err, SV_EREFUSED,
			    "cannot create '%s': another program keeps tables there; give "
			    "it a database or, with schema=NAME, a schema of its own",
			    name);
		return 0;
	}
	if (contents.markers)
		return check_version(conn, name, err);
	if (contents.tables)
		return sv_fail(err, SV_ESTORE, "cannot open '%s': it is not a store of servanda",
			       name);
	return sv_fail(err, SV_ENOTFOUND,
		       "cannot open '%s': there is no such store; create it with 'servanda init'",
		       name);
}

static int set_up(struct sv_pg_conn *conn, const char *where, struct sv_error *err)
{
	const char *encoding = sv_pq.parameter_status(conn->pg, "server_encoding");
	char name[SV_ERROR_MESSAGE_MAX / 4];
	int r;

	sv_db_display(where, name, sizeof(name));
	if (!encoding || strcmp(encoding, "UTF8") != 0)
		return sv_fail(err, SV_ESTORE,
			       "cannot open '%s': its encoding is not UTF8; make the database with "
			       "'createdb --encoding=UTF8 --template=template0'",
			       name);
	write_begin(conn);
	r = sv_pg_begin(conn, false, err);
	if (r < 0)
		return r;
	r = check_contents(conn, name, err);
	sv_pg_rollback(conn);
	conn->locks = conn->mode == SV_DB_WRITE;
	return r;
}

static void take_notice(void *context, const char *message)
{
	struct sv_pg_conn *conn = context;

	(void)message;
	conn->warned = true;
}

static void pg_close(void *handle)
{
	struct sv_pg_conn *conn = handle;

	sv_pq.finish(conn->pg);
	sv_buf_free(&conn->begin_read);
	sv_buf_free(&conn->begin_write);
	sv_buf_free(&conn->begin_bare);
	sv_buf_free(&conn->deallocate);
	sv_buf_free(&conn->close_cursors);
	free(conn);
}

static int pg_open(const char *where, enum sv_db_mode mode, void **ret_conn, struct sv_error *err)
{
	_cleanup_(sv_pg_target_free) struct sv_pg_target target = {0};
	struct sv_pg_conn *conn;
	int r = sv_pq_load(err);

	if (r < 0)
		return r;
	r = sv_pg_target_parse(where, mode, &target, err);
	if (r < 0)
		return r;
	conn = sv_xmalloc(sizeof(*conn));
	*conn = (struct sv_pg_conn){.mode = mode};
	strcpy(conn->schema, target.schema);
	conn->pg = sv_pq.connect(target.keywords, target.values, 0);
	if (!conn->pg)
		sv_out_of_memory();
	sv_pq.set_notice_processor(conn->pg, take_notice, conn);
	if (sv_pg_is_lost(conn))
		r = sv_pg_fail_connect(conn->pg, where, err);
	else
		r = set_up(conn, where, err);
	if (r < 0) {
		pg_close(conn);
		return r;
	}
	*ret_conn = conn;
	return 0;
}

/* Of two that create at once the second waits for the first, then finds the name taken. */
static int claim(void *handle, struct sv_error *err)
{
	static const char *const taken[] = {"42P06", "42P07", "23505"};
	struct sv_pg_conn *conn = handle;
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	const char *state;
	PGresult *result;
	int r = sv_pg_settle(conn, err);

	if (r < 0)
		return r;
	if (conn->needs_schema)
		sv_buf_printf(&sql, "CREATE SCHEMA \"%s\"; ", conn->schema);
	sv_buf_printf(&sql,
		      "CREATE TABLE " SV_PG_MARKER " (schema_version BIGINT NOT NULL);"
		      " INSERT INTO " SV_PG_MARKER " VALUES (%d)",
		      SV_SCHEMA_VERSION);
	result = sv_pq.exec(conn->pg, sql.ptr);
	if (sv_pq.result_status(result) != PGRES_COMMAND_OK) {
		state = sv_pq.result_error_field(result, PG_DIAG_SQLSTATE);
		for (size_t i = 0; state && i < SV_ARRAY_LEN(taken); i++)
			if (strcmp(state, taken[i]) == 0)
				r = sv_fail(err, SV_EREFUSED,
					    "cannot create the store: it exists already");
		if (r == 0)
			r = sv_pg_fail(conn, result, err);
	}
	sv_pq.clear(result);
	conn->claiming = r == 0;
	return r;
}

/* A store is made in one transaction: one that could not be made left nothing behind. */
static void pg_remove(const char *where)
{
	(void)where;
}

static const char *type_name(enum sv_column_type type)
{
	static const char *const names[] = {"BIGINT", "TEXT COLLATE \"C\"", "BYTEA"};

	return names[type];
}

const struct sv_driver sv_driver_postgres = {
    .name = "postgresql",
    .names = sv_pg_names,
    .display = sv_pg_display,
    .open = pg_open,
    .close = pg_close,
    .claim = claim,
    .remove = pg_remove,
    .exec = exec,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .scrub = scrub,
    .prepare = sv_pg_prepare,
    .finalize = sv_pg_finalize,
    .reset = sv_pg_reset,
    .bind_int = sv_pg_bind_int,
    .bind_text = sv_pg_bind_text,
    .bind_kept = sv_pg_bind_text,
    .bind_blob = sv_pg_bind_blob,
    .bind_null = sv_pg_bind_null,
    .stream = sv_pg_stream,
    .step = sv_pg_step,
    .queue = sv_pg_queue,
    .column_int = sv_pg_column_int,
    .column_text = sv_pg_column_text,
    .column_blob = sv_pg_column_blob,
    .column_is_null = sv_pg_column_is_null,
    .type_name = type_name,
    .table_suffix = "",
    .by_key_suffix = "",
};

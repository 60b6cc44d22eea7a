/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres.h - what the files of the PostgreSQL driver share.
 *
 *   pq.c             the client library
 *   postgres_uri.c   postgresql://... taken apart
 *   postgres_error.c what PostgreSQL says, in the words of db.h
 *   postgres.c       connection, transaction, claim
 *   postgres_stmt.c  statements and their rows
 *   postgres_copy.c  rows in bulk
 *
 * Nothing outlives a transaction on the server: settings are SET LOCAL, and a
 * statement that was prepared under a name is deallocated with its end.  So a
 * proxy that lends a server connection for one transaction at a time
 * (PgBouncer, pool_mode = transaction) may stand in between.
 */
#ifndef SV_STORE_POSTGRES_H
#define SV_STORE_POSTGRES_H

#include "base/buf.h"
#include "store/driver.h"
#include "store/pq.h"

/* The table that says that a schema is ours, and of which version. */
#define SV_PG_MARKER "servanda_store"
#define SV_PG_SCHEMA_BYTES_MAX 64 /* NAMEDATALEN */

enum sv_pg_tx {
	SV_PG_IDLE,
	SV_PG_READING,
	SV_PG_WRITING,
};

struct sv_pg_stmt;

struct sv_pg_conn {
	PGconn *pg;
	enum sv_db_mode mode;
	char schema[SV_PG_SCHEMA_BYTES_MAX]; /* "" leaves the search path as the role has it */
	struct sv_buf begin_read, begin_write, begin_bare;
	enum sv_pg_tx tx;
	bool needs_schema; /* it is not there yet; who was given one may not be let make any */
	bool locks;        /* the marker is there to be locked by writers */
	bool warned;       /* by the server, in the commit that is under way */
	bool claiming;     /* made in the transaction that is under way */
	uint64_t tx_number;
	unsigned prepared;           /* names given out so far */
	struct sv_buf deallocate;    /* what must be forgotten with this transaction */
	uint64_t cursors_in;         /* number of the transaction that was prepared for them */
	struct sv_buf close_cursors; /* commands for those that nobody reads from any more */
	struct sv_pg_stmt *copying;  /* the server takes its rows in */
};

/* What libpq understands of WHERE: arrays ended by NULL, and the schema that it does not. */
struct sv_pg_target {
	const char *keywords[64], *values[64];
	char schema[SV_PG_SCHEMA_BYTES_MAX];
	PQconninfoOption *options; /* owns the texts above */
};

SV_MUST_USE int sv_pg_target_parse(const char *where, enum sv_db_mode mode,
				   struct sv_pg_target *ret, struct sv_error *err);
void sv_pg_target_free(struct sv_pg_target *target); /* for _cleanup_ */

/* Whether WHERE is PostgreSQL's, and how it may be shown. */
bool sv_pg_names(const char *where);
const char *sv_pg_display(const char *where, char *text, size_t size);

/* Fail as the server said in `result`, which may be NULL, or as the connection is. */
int sv_pg_fail(struct sv_pg_conn *conn, const PGresult *result, struct sv_error *err);
/* Fail to connect, in one line. */
int sv_pg_fail_connect(PGconn *pg, const char *where, struct sv_error *err);
/* The first line of what the server or libpq says, quoted as ours are. */
void sv_pg_one_line(const char *text, char *out, size_t size);
bool sv_pg_is_lost(const struct sv_pg_conn *conn);
bool sv_pg_says_lost(const PGresult *result);

/* One or several statements without parameters or rows, inside or outside a transaction. */
SV_MUST_USE int sv_pg_command(struct sv_pg_conn *conn, const char *sql, struct sv_error *err);

/* A statement outside a transaction gets one of its own. */
SV_MUST_USE int sv_pg_begin(struct sv_pg_conn *conn, bool write, struct sv_error *err);
SV_MUST_USE int sv_pg_commit(struct sv_pg_conn *conn, struct sv_error *err);
void sv_pg_rollback(struct sv_pg_conn *conn);

/* The connection free for the next command: bulk is ended, and what fails of it shows here. */
SV_MUST_USE int sv_pg_settle(struct sv_pg_conn *conn, struct sv_error *err);
/* The same when nobody wants its rows any more. */
void sv_pg_abandon(struct sv_pg_conn *conn);

/* Those that nobody reads from any more. */
SV_MUST_USE int sv_pg_close_cursors(struct sv_pg_conn *conn, struct sv_error *err);

/* Members of struct sv_driver that postgres_stmt.c has. */
int sv_pg_prepare(void *conn, const char *sql, void **ret_stmt, struct sv_error *err);
void sv_pg_finalize(void *stmt);
void sv_pg_reset(void *stmt);
void sv_pg_bind_int(void *stmt, int index, int64_t value);
void sv_pg_bind_text(void *stmt, int index, struct sv_str text);
void sv_pg_bind_blob(void *stmt, int index, const void *bytes, size_t len);
void sv_pg_bind_null(void *stmt, int index);
void sv_pg_stream(void *stmt);
int sv_pg_step(void *stmt, struct sv_error *err);
int sv_pg_queue(void *stmt, struct sv_error *err);
int64_t sv_pg_column_int(void *stmt, int column);
struct sv_str sv_pg_column_text(void *stmt, int column);
struct sv_str sv_pg_column_blob(void *stmt, int column);
bool sv_pg_column_is_null(void *stmt, int column);

#endif

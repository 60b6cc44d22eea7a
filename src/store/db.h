/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * db.h - the database port: connection, statement, transaction.
 *
 * Everything above speaks this port and one dialect of SQL: parameters are
 * '?', types are INTEGER (64 bits), TEXT (UTF-8, compared by bytes) and BLOB,
 * identifiers that are SQL words stand in double quotes.  What an engine wants
 * otherwise is its driver's business (driver.h).
 *
 * An engine may end a transaction with the first statement of it that fails, so
 * nothing but a rollback follows a failure.
 *
 * A connection belongs to one thread.  Statements are prepared once and kept
 * with the connection; sv_stmt_open() hands one out, sv_stmt_done() gives it
 * back.
 */
#ifndef SV_STORE_DB_H
#define SV_STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/budget.h"
#include "base/error.h"
#include "base/str.h"

struct sv_db;
struct sv_stmt;

enum sv_db_mode {
	SV_DB_READ,   /* an existing store; writing is refused by the engine */
	SV_DB_WRITE,  /* an existing store */
	SV_DB_CREATE, /* a new store; refused when there is one already */
};

/*
 * Open WHERE: a path (SQLite) or postgresql://...  A path that is no store of
 * servanda's, or of a schema this version does not know, is SV_ESTORE; a
 * missing one SV_ENOTFOUND; one that is locked SV_EBUSY; a server that cannot
 * be reached or refuses the role SV_EIO.
 *
 * A connection that is lost between two transactions is made anew by the next;
 * one that is lost within a transaction fails it with SV_EIO, and nothing of it
 * was kept.  The message says so when it was lost during the commit, since
 * nobody can tell then.
 */
SV_MUST_USE int sv_db_open(const char *where, enum sv_db_mode mode, struct sv_db **ret_db,
			   struct sv_error *err);
void sv_db_close(struct sv_db **db); /* for _cleanup_; NULL inside is fine */

/* Another connection to the same store, to read what is committed on another thread.  SV_EREFUSED
 * while this one has a transaction that writes, of which the other would see nothing. */
SV_MUST_USE int sv_db_open_beside(const struct sv_db *db, struct sv_db **ret_db,
				  struct sv_error *err);

/* WHERE as it may be shown: without the password that it may hold. */
const char *sv_db_display(const char *where, char *text, size_t size);

/* Mark a new store as servanda's, of this schema version.  Call it inside the transaction that
 * creates its tables, so that a store is ours and whole or not there at all. */
SV_MUST_USE int sv_db_claim(struct sv_db *db, struct sv_error *err);

/* Close a store that could not be created, and remove what there is of it. */
void sv_db_discard(struct sv_db **db, const char *where);

/* From now on each row that is read asks the budget first; NULL ends it. */
void sv_db_budget(struct sv_db *db, struct sv_budget *budget);

/*
 * Leave no trace of what was overwritten or deleted in these tables and
 * committed.  SQLite: none in the file, none in its log.  PostgreSQL: none in
 * the files of the tables; what it keeps to write again (WAL, archives,
 * replicas) is its own.  SV_EBUSY when others read the store; the message says
 * what is left to do, since what was committed stands.
 */
struct sv_table;
SV_MUST_USE int sv_db_scrub(struct sv_db *db, const struct sv_table *tables, size_t count,
			    struct sv_error *err);

/* One statement without parameters or result. */
SV_MUST_USE int sv_db_exec(struct sv_db *db, const char *sql, struct sv_error *err);

/* Prepared on first use; the text is copied, so it may be built. */
SV_MUST_USE int sv_stmt_open(struct sv_db *db, const char *sql, struct sv_stmt **ret_stmt,
			     struct sv_error *err);
void sv_stmt_done(struct sv_stmt **stmt); /* for _cleanup_ */

/*
 * Bind parameter `index`, from 1.  Text and blobs are copied.  A failure shows
 * in the step: of a text that is not UTF-8 or holds a NUL byte, SV_EINVALID; of
 * a value that its column's type does not take, SV_ESTORE.  A column of text
 * may take an integer, as its digits.
 */
void sv_stmt_bind_int(struct sv_stmt *stmt, int index, int64_t value);
void sv_stmt_bind_text(struct sv_stmt *stmt, int index, struct sv_str text);
/* Text that stays where it is until the statement has run is not copied where that can be saved. */
void sv_stmt_bind_kept(struct sv_stmt *stmt, int index, struct sv_str text);
void sv_stmt_bind_blob(struct sv_stmt *stmt, int index, const void *bytes, size_t len);
void sv_stmt_bind_null(struct sv_stmt *stmt, int index);

/* 1: a row stands ready; 0: done; negative: failed.  After 0 the statement can be bound anew. */
SV_MUST_USE int sv_stmt_step(struct sv_stmt *stmt, struct sv_error *err);

/* Run to the end; for statements that return no rows. */
SV_MUST_USE int sv_stmt_run(struct sv_stmt *stmt, struct sv_error *err);

/*
 * The same for one of many rows of `INSERT INTO t (a, b) VALUES (?, ?)`: the
 * engine may put it off and take many in at once.  Everything that follows on
 * this connection sees it, and what fails shows there, at the latest in the
 * commit.
 */
SV_MUST_USE int sv_stmt_queue(struct sv_stmt *stmt, struct sv_error *err);

/* Say before the first step that there may be more rows than memory: within a transaction they then
 * come some at a time, whatever other statements run in between. */
void sv_stmt_stream(struct sv_stmt *stmt);

/* Whether every statement of this engine holds one row at a time in memory. */
bool sv_db_rows_come_singly(const struct sv_db *db);

/* Columns of the current row, from 0.  Text and blobs are valid until the next step; a NUL byte
 * follows a text. */
int64_t sv_stmt_int(struct sv_stmt *stmt, int column);
struct sv_str sv_stmt_text(struct sv_stmt *stmt, int column); /* NULL gives "" */
struct sv_str sv_stmt_blob(struct sv_stmt *stmt, int column);
bool sv_stmt_is_null(struct sv_stmt *stmt, int column);

struct sv_tx {
	struct sv_db *db; /* NULL when no transaction is open */
};

#define SV_TX_INIT   \
	{            \
		NULL \
	}

/* A transaction that will write: waits for other writers up to the engine's timeout, then
 * SV_EBUSY.  A read transaction sees one state of the store from its first query on. */
SV_MUST_USE int sv_tx_begin(struct sv_tx *tx, struct sv_db *db, struct sv_error *err);
SV_MUST_USE int sv_tx_begin_read(struct sv_tx *tx, struct sv_db *db, struct sv_error *err);
SV_MUST_USE int sv_tx_commit(struct sv_tx *tx, struct sv_error *err);
void sv_tx_done(struct sv_tx *tx); /* rolls back unless committed; for _cleanup_ */

#endif

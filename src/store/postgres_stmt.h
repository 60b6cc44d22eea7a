/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_stmt.h - a statement of the PostgreSQL driver, for the two files
 * that work on it.
 */
#ifndef SV_STORE_POSTGRES_STMT_H
#define SV_STORE_POSTGRES_STMT_H

#include "store/postgres.h"

#define SV_PG_PARAMS_MAX 64
#define SV_PG_NAME_BYTES_MAX 40
#define SV_PG_NUMBER_BYTES_MAX 24

struct sv_pg_param {
	Oid type; /* 0: null, of whatever type is wanted */
	struct sv_buf bytes;
};

struct sv_pg_stmt {
	struct sv_pg_conn *conn;
	char *sql;  /* with $1, $2 for '?' */
	char *copy; /* COPY that takes in what this would insert; NULL when it is no such INSERT */
	char
	    *target; /* then: a query for its columns, of no row; NULL when their types are known */
	int param_count;
	struct sv_pg_param params[SV_PG_PARAMS_MAX];

	Oid column_types[SV_PG_PARAMS_MAX]; /* of an INSERT, once they are known */

	uint64_t run_in, prepared_in; /* numbers of transactions */
	Oid prepared_types[SV_PG_PARAMS_MAX];
	char name[SV_PG_NAME_BYTES_MAX];

	bool wants_stream, running;
	char cursor[SV_PG_NAME_BYTES_MAX]; /* from which more rows come; "": none do */
	uint64_t cursor_in;                /* number of the transaction in which it lives */
	int fetch;                         /* rows to ask it for */
	PGresult *result;                  /* rows that are here, or NULL */
	int row;
	char (*numbers)[SV_PG_NUMBER_BYTES_MAX]; /* integers asked for as text, one a column */
	int number_count;

	struct sv_buf rows; /* to be copied */
};

/* Set copy when `sql`, as it came, is a row that COPY can take in. */
void sv_pg_find_copy(struct sv_pg_stmt *stmt, const char *sql);

/*
 * Whether the values that are bound are of the types of their columns, for a
 * statement with copy set.  COPY takes bytes of the right number for whatever
 * is wanted, and INSERT writes a blob into a text as its digits.  When the
 * types are not known yet the connection has to be settled.
 */
SV_MUST_USE int sv_pg_check_types(struct sv_pg_stmt *stmt, struct sv_error *err);

#endif

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
	int param_count;
	struct sv_pg_param params[SV_PG_PARAMS_MAX];

	uint64_t run_in, prepared_in; /* numbers of transactions */
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

#endif

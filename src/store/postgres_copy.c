/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_copy.c - rows in bulk.
 *
 * Rows that are queued go in by COPY, which is one long message:
 *
 *   header:  "PGCOPY\n\377\r\n\0"  flags (4 bytes)  extension length (4)
 *   a row:   number of columns (2)  { length (4), -1 for null;  bytes } ...
 *   trailer: -1 (2)
 */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/postgres_stmt.h"

#define COPY_CHUNK_BYTES 65536

/* "INSERT INTO t (a, b) VALUES (?, ?)", and nothing else. */
void sv_pg_find_copy(struct sv_pg_stmt *stmt, const char *sql)
{
	_cleanup_(sv_buf_free) struct sv_buf want = SV_BUF_INIT;
	_cleanup_(sv_buf_free) struct sv_buf copy = SV_BUF_INIT, target = SV_BUF_INIT;
	const char *begin = "INSERT INTO ", *open, *close;

	if (strncmp(sql, begin, strlen(begin)) != 0)
		return;
	sql += strlen(begin);
	open = strstr(sql, " (");
	close = open ? strchr(open, ')') : NULL;
	if (!close)
		return;
	sv_buf_text(&want, " VALUES (");
	for (int i = 0; i < stmt->param_count; i++)
		sv_buf_text(&want, i ? ", ?" : "?");
	sv_buf_char(&want, ')');
	if (strcmp(close + 1, want.ptr) != 0)
		return;
	sv_buf_printf(&copy, "COPY %.*s FROM STDIN (FORMAT binary)", (int)(close + 1 - sql), sql);
	sv_buf_printf(&target, "SELECT %.*s FROM %.*s LIMIT 0", (int)(close - open - 2), open + 2,
		      (int)(open - sql), sql);
	stmt->copy = copy.ptr;
	stmt->target = target.ptr;
	copy = target = (struct sv_buf)SV_BUF_INIT;
}

static int learn_types(struct sv_pg_stmt *stmt, struct sv_error *err)
{
	PGresult *result = sv_pq.exec(stmt->conn->pg, stmt->target);
	int r = 0;

	if (sv_pq.result_status(result) != PGRES_TUPLES_OK)
		r = sv_pg_fail(stmt->conn, result, err);
	for (int i = 0; r == 0 && i < stmt->param_count; i++)
		stmt->column_types[i] = sv_pq.ftype(result, i);
	sv_pq.clear(result);
	if (r < 0)
		return r;
	free(stmt->target);
	stmt->target = NULL;
	return 0;
}

int sv_pg_check_types(struct sv_pg_stmt *stmt, struct sv_error *err)
{
	int r = stmt->target ? learn_types(stmt, err) : 0;

	for (int i = 0; r == 0 && i < stmt->param_count; i++)
		if (stmt->params[i].type && stmt->params[i].type != stmt->column_types[i])
			r = sv_fail(err, SV_ESTORE,
				    "the store failed: value %d of '%s' is not of the type of its "
				    "column",
				    i + 1, stmt->copy);
	return r;
}

static void add_be16(struct sv_buf *buf, int value)
{
	uint16_t wire = htobe16((uint16_t)value);

	sv_buf_add(buf, &wire, sizeof(wire));
}

static void add_be32(struct sv_buf *buf, int64_t value)
{
	uint32_t wire = htobe32((uint32_t)value);

	sv_buf_add(buf, &wire, sizeof(wire));
}

static int begin_copy(struct sv_pg_stmt *stmt, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;
	PGresult *result;
	int r = sv_pg_settle(conn, err);

	if (r == 0)
		r = sv_pg_check_types(stmt, err);
	if (r < 0)
		return r;
	result = sv_pq.exec(conn->pg, stmt->copy);
	if (sv_pq.result_status(result) != PGRES_COPY_IN)
		r = sv_pg_fail(conn, result, err);
	sv_pq.clear(result);
	if (r < 0)
		return r;
	conn->copying = stmt;
	sv_buf_clear(&stmt->rows);
	sv_buf_add(&stmt->rows, "PGCOPY\n\377\r\n", 11); /* with its NUL */
	add_be32(&stmt->rows, 0);
	add_be32(&stmt->rows, 0);
	return 0;
}

static int send_rows(struct sv_pg_stmt *stmt, struct sv_error *err)
{
	int r = sv_pq.put_copy_data(stmt->conn->pg, stmt->rows.ptr, (int)stmt->rows.len);

	sv_buf_clear(&stmt->rows);
	return r == 1 ? 0 : sv_pg_fail(stmt->conn, NULL, err);
}

int sv_pg_queue(void *handle, struct sv_error *err)
{
	struct sv_pg_stmt *stmt = handle;
	struct sv_pg_conn *conn = stmt->conn;
	int r;

	if (!stmt->copy || conn->tx != SV_PG_WRITING)
		return sv_pg_step(stmt, err);
	r = conn->copying == stmt ? sv_pg_check_types(stmt, err) : begin_copy(stmt, err);
	if (r < 0)
		return r;
	add_be16(&stmt->rows, stmt->param_count);
	for (int i = 0; i < stmt->param_count; i++) {
		const struct sv_pg_param *param = &stmt->params[i];

		add_be32(&stmt->rows, param->type ? (int64_t)param->bytes.len : -1);
		if (param->type)
			sv_buf_str(&stmt->rows, sv_buf_view(&param->bytes));
	}
	return stmt->rows.len < COPY_CHUNK_BYTES ? 0 : send_rows(stmt, err);
}

static int end_copy(struct sv_pg_conn *conn, struct sv_error *err)
{
	struct sv_pg_stmt *stmt = conn->copying;
	PGresult *result;
	int r;

	add_be16(&stmt->rows, -1);
	r = send_rows(stmt, err);
	if (r < 0)
		return r;
	conn->copying = NULL;
	if (sv_pq.put_copy_end(conn->pg, NULL) != 1)
		return sv_pg_fail(conn, NULL, err);
	result = sv_pq.get_result(conn->pg);
	if (sv_pq.result_status(result) != PGRES_COMMAND_OK)
		r = sv_pg_fail(conn, result, err);
	sv_pq.clear(result);
	while ((result = sv_pq.get_result(conn->pg)))
		sv_pq.clear(result);
	return r;
}

int sv_pg_settle(struct sv_pg_conn *conn, struct sv_error *err)
{
	return conn->copying ? end_copy(conn, err) : 0;
}

void sv_pg_abandon(struct sv_pg_conn *conn)
{
	PGresult *result;

	if (!conn->copying)
		return;
	sv_buf_clear(&conn->copying->rows);
	conn->copying = NULL;
	/* Where not even this can be sent there is no end to wait for, and the next command fails.
	 */
	if (sv_pq.put_copy_end(conn->pg, "given up") != 1)
		return;
	while ((result = sv_pq.get_result(conn->pg)))
		sv_pq.clear(result);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_stmt.c - statements of the PostgreSQL driver.
 *
 * The first run of a statement within a transaction sends its text; from the
 * second on it is prepared under a name, until the transaction ends.  Values
 * go and come in binary: integers as eight bytes, text and blobs as they are.
 *
 * A stream is a cursor: its rows are fetched some at a time, about as many as
 * FETCH_BYTES hold by what the rows before them took, so other statements may
 * run between two of them.  Cursors are closed together, ahead of the next one.
 */
#include <assert.h>
#include <endian.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/str.h"
#include "store/postgres_stmt.h"

/* Types by their numbers in pg_type, which never change. */
enum {
	TYPE_BOOL = 16,
	TYPE_BYTEA = 17,
	TYPE_INT8 = 20,
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
	TYPE_TEXT = 25,
	TYPE_NUMERIC = 1700,
};

#define FETCH_BYTES (4 << 20)
#define FETCH_ROWS_FIRST 64
#define FETCH_ROWS_MAX 1024

/* Copies sql with its parameters numbered; quoted text is left alone. */
static int number_params(const char *sql, struct sv_buf *out)
{
	int count = 0;
	char quote = '\0';

	for (const char *c = sql; *c; c++) {
		if (quote)
			quote = *c == quote ? '\0' : quote;
		else if (*c == '\'' || *c == '"')
			quote = *c;
		else if (*c == '?') {
			sv_buf_printf(out, "$%d", ++count);
			continue;
		}
		sv_buf_char(out, *c);
	}
	return count;
}

int sv_pg_prepare(void *conn, const char *sql, void **ret_stmt, struct sv_error *err)
{
	struct sv_buf text = SV_BUF_INIT;
	struct sv_pg_stmt *stmt;
	int count = number_params(sql, &text);

	if (count > SV_PG_PARAMS_MAX) {
		sv_buf_free(&text);
		return sv_fail(err, SV_ELIMIT, "a statement has %d parameters, more than %d", count,
			       SV_PG_PARAMS_MAX);
	}
	stmt = sv_xmalloc(sizeof(*stmt));
	memset(stmt, 0, sizeof(*stmt));
	stmt->conn = conn;
	stmt->sql = text.ptr;
	stmt->param_count = count;
	sv_pg_find_copy(stmt, sql);
	*ret_stmt = stmt;
	return 0;
}

static void drop_result(struct sv_pg_stmt *stmt)
{
	sv_pq.clear(stmt->result);
	stmt->result = NULL;
	stmt->row = 0;
}

/* At its end, or when nobody reads on to it.  The end of the transaction closes it too. */
static void leave_cursor(struct sv_pg_stmt *stmt)
{
	struct sv_pg_conn *conn = stmt->conn;

	if (stmt->cursor[0] && conn->tx != SV_PG_IDLE && stmt->cursor_in == conn->tx_number)
		sv_buf_printf(&conn->close_cursors, "CLOSE %s; ", stmt->cursor);
	stmt->cursor[0] = '\0';
}

void sv_pg_reset(void *handle)
{
	struct sv_pg_stmt *stmt = handle;

	leave_cursor(stmt);
	drop_result(stmt);
	stmt->running = stmt->wants_stream = false;
	for (int i = 0; i < stmt->param_count; i++) {
		stmt->params[i].type = 0;
		sv_buf_clear(&stmt->params[i].bytes);
	}
}

void sv_pg_finalize(void *handle)
{
	struct sv_pg_stmt *stmt = handle;

	sv_pg_reset(stmt);
	if (stmt->conn->copying == stmt)
		sv_pg_abandon(stmt->conn);
	for (int i = 0; i < stmt->param_count; i++)
		sv_buf_free(&stmt->params[i].bytes);
	sv_buf_free(&stmt->rows);
	free(stmt->numbers);
	free(stmt->copy);
	free(stmt->target);
	free(stmt->sql);
	free(stmt);
}

static void bind(void *handle, int index, Oid type, const void *bytes, size_t len)
{
	struct sv_pg_stmt *stmt = handle;
	struct sv_pg_param *param = &stmt->params[index - 1];

	assert(index >= 1 && index <= stmt->param_count);
	param->type = type;
	sv_buf_clear(&param->bytes);
	sv_buf_add(&param->bytes, bytes, len);
}

void sv_pg_bind_int(void *stmt, int index, int64_t value)
{
	uint64_t wire = htobe64((uint64_t)value);

	bind(stmt, index, TYPE_INT8, &wire, sizeof(wire));
}

void sv_pg_bind_text(void *stmt, int index, struct sv_str text)
{
	bind(stmt, index, TYPE_TEXT, text.ptr, text.len);
}

void sv_pg_bind_blob(void *stmt, int index, const void *bytes, size_t len)
{
	bind(stmt, index, TYPE_BYTEA, bytes, len);
}

void sv_pg_bind_null(void *stmt, int index)
{
	bind(stmt, index, 0, "", 0);
}

void sv_pg_stream(void *handle)
{
	struct sv_pg_stmt *stmt = handle;

	stmt->wants_stream = true;
}

/* The values of a run as libpq takes them. */
struct values {
	Oid types[SV_PG_PARAMS_MAX];
	const char *bytes[SV_PG_PARAMS_MAX];
	int lengths[SV_PG_PARAMS_MAX], formats[SV_PG_PARAMS_MAX];
};

static void fill_values(const struct sv_pg_stmt *stmt, struct values *ret)
{
	for (int i = 0; i < stmt->param_count; i++) {
		const struct sv_pg_param *param = &stmt->params[i];

		ret->types[i] = param->type;
		/* An empty text is no null: it needs an address. */
		ret->bytes[i] = !param->type ? NULL : param->bytes.ptr ? param->bytes.ptr : "";
		ret->lengths[i] = (int)param->bytes.len;
		ret->formats[i] = 1;
	}
}

static bool is_prepared(const struct sv_pg_stmt *stmt)
{
	return stmt->prepared_in == stmt->conn->tx_number;
}

/* The server would read the bytes of a value as one of the type that it was prepared for. */
static bool is_prepared_for(const struct sv_pg_stmt *stmt, const struct values *values)
{
	for (int i = 0; i < stmt->param_count; i++)
		if (values->types[i] && values->types[i] != stmt->prepared_types[i])
			return false;
	return is_prepared(stmt);
}

/* Under a name that the end of the transaction takes back. */
static int prepare_named(struct sv_pg_stmt *stmt, const struct values *values, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;
	PGresult *result;
	int r = 0;

	for (int i = 0; i < stmt->param_count; i++)
		if (values->types[i] || !is_prepared(stmt))
			stmt->prepared_types[i] = values->types[i];
	snprintf(stmt->name, sizeof(stmt->name), "sv_%d_%u", (int)getpid(), ++conn->prepared);
	result =
	    sv_pq.prepare(conn->pg, stmt->name, stmt->sql, stmt->param_count, stmt->prepared_types);
	if (sv_pq.result_status(result) == PGRES_COMMAND_OK) {
		stmt->prepared_in = conn->tx_number;
		sv_buf_printf(&conn->deallocate, "DEALLOCATE %s; ", stmt->name);
	} else {
		r = sv_pg_fail(conn, result, err);
	}
	sv_pq.clear(result);
	return r;
}

/* 1: rows; 0: none; negative: failed. */
static int take_result(struct sv_pg_stmt *stmt, PGresult *result, struct sv_error *err)
{
	int r = 0;

	switch (sv_pq.result_status(result)) {
	case PGRES_TUPLES_OK:
		if (sv_pq.ntuples(result) > 0) {
			stmt->result = result;
			return 1;
		}
		break;
	case PGRES_COMMAND_OK: break;
	default: r = sv_pg_fail(stmt->conn, result, err);
	}
	sv_pq.clear(result);
	return r;
}

static int fetch(struct sv_pg_stmt *stmt, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;
	char sql[SV_PG_NAME_BYTES_MAX + 32];
	size_t bytes_each;
	int rows, r = sv_pg_settle(conn, err);

	if (r < 0)
		return r;
	snprintf(sql, sizeof(sql), "FETCH %d FROM %s", stmt->fetch, stmt->cursor);
	r = take_result(stmt, sv_pq.exec_params(conn->pg, sql, 0, NULL, NULL, NULL, NULL, 1), err);
	rows = r > 0 ? sv_pq.ntuples(stmt->result) : 0;
	if (rows < stmt->fetch) {
		leave_cursor(stmt);
		return r;
	}
	bytes_each = sv_pq.result_memory(stmt->result) / (size_t)rows + 1;
	stmt->fetch = 4 * rows < FETCH_ROWS_MAX ? 4 * rows : FETCH_ROWS_MAX;
	if ((size_t)stmt->fetch > FETCH_BYTES / bytes_each)
		stmt->fetch = (int)(FETCH_BYTES / bytes_each) + 1;
	return r;
}

int sv_pg_close_cursors(struct sv_pg_conn *conn, struct sv_error *err)
{
	int r;

	if (!conn->close_cursors.len)
		return 0;
	r = sv_pg_command(conn, conn->close_cursors.ptr, err);
	sv_buf_clear(&conn->close_cursors);
	return r;
}

static int open_cursor(struct sv_pg_stmt *stmt, const struct values *values, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;
	struct sv_pg_conn *conn = stmt->conn;
	int r;

	/* All rows will be read, so the server had better plan for all. */
	if (conn->cursors_in != conn->tx_number)
		sv_buf_text(&conn->close_cursors, "SET LOCAL cursor_tuple_fraction = 1; ");
	conn->cursors_in = conn->tx_number;
	r = sv_pg_close_cursors(conn, err);
	if (r < 0)
		return r;
	snprintf(stmt->cursor, sizeof(stmt->cursor), "sv_rows_%u", ++conn->prepared);
	stmt->cursor_in = conn->tx_number;
	stmt->fetch = FETCH_ROWS_FIRST;
	sv_buf_printf(&sql, "DECLARE %s NO SCROLL CURSOR FOR %s", stmt->cursor, stmt->sql);
	r = take_result(stmt,
			sv_pq.exec_params(conn->pg, sql.ptr, stmt->param_count, values->types,
					  values->bytes, values->lengths, values->formats, 1),
			err);
	if (r < 0)
		stmt->cursor[0] = '\0';
	return r < 0 ? r : fetch(stmt, err);
}

static bool has_blob(const struct sv_pg_stmt *stmt)
{
	for (int i = 0; i < stmt->param_count; i++)
		if (stmt->params[i].type == TYPE_BYTEA)
			return true;
	return false;
}

/* Inside a transaction.  1: rows are there; 0: none. */
static int run_inside(struct sv_pg_stmt *stmt, bool stream, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;
	bool again = stmt->run_in == conn->tx_number;
	struct values values;
	int r = sv_pg_settle(conn, err);

	if (r < 0)
		return r;
	fill_values(stmt, &values);
	if (stream)
		return open_cursor(stmt, &values, err);
	if (stmt->copy && has_blob(stmt)) {
		r = sv_pg_check_types(stmt, err);
		if (r < 0)
			return r;
	}
	stmt->run_in = conn->tx_number;
	if (again && !is_prepared_for(stmt, &values)) {
		r = prepare_named(stmt, &values, err);
		if (r < 0)
			return r;
	}
	if (again)
		return take_result(stmt,
				   sv_pq.exec_prepared(conn->pg, stmt->name, stmt->param_count,
						       values.bytes, values.lengths, values.formats,
						       1),
				   err);
	return take_result(stmt,
			   sv_pq.exec_params(conn->pg, stmt->sql, stmt->param_count, values.types,
					     values.bytes, values.lengths, values.formats, 1),
			   err);
}

static bool only_reads(const struct sv_pg_stmt *stmt)
{
	return strncasecmp(stmt->sql, "SELECT", 6) == 0;
}

static int run(struct sv_pg_stmt *stmt, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;
	int r, rows;

	if (conn->tx != SV_PG_IDLE)
		return run_inside(stmt, stmt->wants_stream, err);
	r = sv_pg_begin(conn, conn->mode != SV_DB_READ && !only_reads(stmt), err);
	if (r < 0)
		return r;
	rows = run_inside(stmt, false, err);
	if (rows < 0) {
		sv_pg_rollback(conn);
		return rows;
	}
	r = sv_pg_commit(conn, err);
	return r < 0 ? r : rows;
}

int sv_pg_step(void *handle, struct sv_error *err)
{
	struct sv_pg_stmt *stmt = handle;

	if (!stmt->running) {
		stmt->running = true;
		return run(stmt, err);
	}
	if (stmt->result && ++stmt->row < sv_pq.ntuples(stmt->result))
		return 1;
	drop_result(stmt);
	return stmt->cursor[0] ? fetch(stmt, err) : 0;
}

static const PGresult *current(const struct sv_pg_stmt *stmt)
{
	assert(stmt->result);
	return stmt->result;
}

/* A sum of integers is a numeric: groups of four digits, each with its weight.
 *   digit count (2)  weight of the first (2)  sign (2)  scale (2)  digits (2 each) */
static int64_t numeric_int(const unsigned char *bytes)
{
	uint16_t head[4], digit;
	int64_t value = 0;

	memcpy(head, bytes, sizeof(head));
	for (int i = 0; i <= (int16_t)be16toh(head[1]); i++) {
		digit = 0;
		if (i < be16toh(head[0])) {
			memcpy(&digit, bytes + sizeof(head) + 2 * i, sizeof(digit));
			digit = be16toh(digit);
		}
		value = (int64_t)((uint64_t)value * 10000 + digit);
	}
	return be16toh(head[2]) == 0x4000 ? -value : value;
}

int64_t sv_pg_column_int(void *handle, int column)
{
	const struct sv_pg_stmt *stmt = handle;
	const PGresult *result = current(stmt);
	const char *bytes = sv_pq.get_value(result, stmt->row, column);
	int64_t number = 0;
	uint64_t wide;
	uint32_t word;
	uint16_t half;

	if (sv_pq.get_is_null(result, stmt->row, column))
		return 0;
	switch (sv_pq.ftype(result, column)) {
	case TYPE_INT8: memcpy(&wide, bytes, sizeof(wide)); return (int64_t)be64toh(wide);
	case TYPE_INT4: memcpy(&word, bytes, sizeof(word)); return (int32_t)be32toh(word);
	case TYPE_INT2: memcpy(&half, bytes, sizeof(half)); return (int16_t)be16toh(half);
	case TYPE_BOOL: return bytes[0];
	case TYPE_NUMERIC: return numeric_int((const unsigned char *)bytes);
	default: (void)sv_str_to_int64(sv_pg_column_blob(handle, column), &number); return number;
	}
}

struct sv_str sv_pg_column_blob(void *handle, int column)
{
	const struct sv_pg_stmt *stmt = handle;
	const PGresult *result = current(stmt);

	if (sv_pq.get_is_null(result, stmt->row, column))
		return SV_STR_NONE;
	return (struct sv_str){sv_pq.get_value(result, stmt->row, column),
			       (size_t)sv_pq.get_length(result, stmt->row, column)};
}

struct sv_str sv_pg_column_text(void *handle, int column)
{
	struct sv_pg_stmt *stmt = handle;
	int fields = sv_pq.nfields(current(stmt));

	switch (sv_pq.ftype(current(stmt), column)) {
	case TYPE_INT8:
	case TYPE_INT4:
	case TYPE_INT2:
	case TYPE_BOOL:
	case TYPE_NUMERIC: break;
	default: return sv_pg_column_blob(handle, column);
	}
	if (sv_pg_column_is_null(handle, column))
		return SV_STR_NONE;
	if (stmt->number_count < fields) {
		stmt->numbers = sv_xrealloc(stmt->numbers, (size_t)fields * SV_PG_NUMBER_BYTES_MAX);
		stmt->number_count = fields;
	}
	snprintf(stmt->numbers[column], SV_PG_NUMBER_BYTES_MAX, "%" PRId64,
		 sv_pg_column_int(handle, column));
	return sv_str_from(stmt->numbers[column]);
}

bool sv_pg_column_is_null(void *handle, int column)
{
	const struct sv_pg_stmt *stmt = handle;

	return sv_pq.get_is_null(current(stmt), stmt->row, column);
}

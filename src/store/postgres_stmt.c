/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_stmt.c - statements of the PostgreSQL driver.
 *
 * The first run of a statement within a transaction sends its text; from the
 * second on it is prepared under a name, until the transaction ends.  Values
 * go and come in binary: integers as eight bytes, text and blobs as they are.
 *
 * Rows that are queued go in by COPY, which is one long message:
 *
 *   header:  "PGCOPY\n\377\r\n\0"  flags (4 bytes)  extension length (4)
 *   a row:   number of columns (2)  { length (4), -1 for null;  bytes } ...
 *   trailer: -1 (2)
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
#include "store/postgres.h"

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

#define PARAMS_MAX 64
#define NAME_BYTES_MAX 40
#define NUMBER_BYTES_MAX 24
#define COPY_CHUNK_BYTES 65536
#define ANALYZE_ROWS_MIN 10000

struct param {
	Oid type; /* 0: null, of whatever type is wanted */
	struct sv_buf bytes;
};

struct sv_pg_stmt {
	struct sv_pg_conn *conn;
	char *sql;   /* with $1, $2 for '?' */
	char *copy;  /* COPY that takes in what this would insert; NULL when it is no such INSERT */
	char *table; /* into which it copies */
	int param_count;
	struct param params[PARAMS_MAX];

	uint64_t run_in, prepared_in; /* numbers of transactions */
	char name[NAME_BYTES_MAX];

	bool wants_stream, running;
	PGresult **results; /* of which the first is current; several when a stream was cut short */
	size_t result_count, result_cap, result_next;
	int row;
	char (*numbers)[NUMBER_BYTES_MAX]; /* integers asked for as text, one a column */
	int number_count;

	struct sv_buf rows; /* to be copied */
	int64_t copied, analyzed;
};

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

/* "INSERT INTO t (a, b) VALUES (?, ?)", and nothing else, is a row that COPY can take in. */
static void find_copy(struct sv_pg_stmt *stmt, const char *sql)
{
	_cleanup_(sv_buf_free) struct sv_buf want = SV_BUF_INIT;
	_cleanup_(sv_buf_free) struct sv_buf copy = SV_BUF_INIT;
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
	stmt->copy = copy.ptr;
	copy = (struct sv_buf)SV_BUF_INIT;
	stmt->table = strndup(sql, (size_t)(open - sql));
	if (!stmt->table)
		sv_out_of_memory();
}

int sv_pg_prepare(void *conn, const char *sql, void **ret_stmt, struct sv_error *err)
{
	struct sv_buf text = SV_BUF_INIT;
	struct sv_pg_stmt *stmt;
	int count = number_params(sql, &text);

	if (count > PARAMS_MAX) {
		sv_buf_free(&text);
		return sv_fail(err, SV_ELIMIT, "a statement has %d parameters, more than %d", count,
			       PARAMS_MAX);
	}
	stmt = sv_xmalloc(sizeof(*stmt));
	memset(stmt, 0, sizeof(*stmt));
	stmt->conn = conn;
	stmt->sql = text.ptr;
	stmt->param_count = count;
	find_copy(stmt, sql);
	*ret_stmt = stmt;
	return 0;
}

static void drop_results(struct sv_pg_stmt *stmt)
{
	for (size_t i = 0; i < stmt->result_count; i++)
		sv_pq.clear(stmt->results[i]);
	stmt->result_count = stmt->result_next = 0;
	stmt->row = 0;
}

/* A stream that nobody reads to its end. */
static void drop_stream(struct sv_pg_conn *conn)
{
	PGresult *result;

	while ((result = sv_pq.get_result(conn->pg)))
		sv_pq.clear(result);
	conn->streaming = NULL;
}

void sv_pg_reset(void *handle)
{
	struct sv_pg_stmt *stmt = handle;

	if (stmt->conn->streaming == stmt)
		drop_stream(stmt->conn);
	drop_results(stmt);
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
	free(stmt->results);
	free(stmt->numbers);
	free(stmt->table);
	free(stmt->copy);
	free(stmt->sql);
	free(stmt);
}

static void bind(void *handle, int index, Oid type, const void *bytes, size_t len)
{
	struct sv_pg_stmt *stmt = handle;
	struct param *param = &stmt->params[index - 1];

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
	Oid types[PARAMS_MAX];
	const char *bytes[PARAMS_MAX];
	int lengths[PARAMS_MAX], formats[PARAMS_MAX];
};

static void fill_values(const struct sv_pg_stmt *stmt, struct values *ret)
{
	for (int i = 0; i < stmt->param_count; i++) {
		const struct param *param = &stmt->params[i];

		ret->types[i] = param->type;
		/* An empty text is no null: it needs an address. */
		ret->bytes[i] = !param->type ? NULL : param->bytes.ptr ? param->bytes.ptr : "";
		ret->lengths[i] = (int)param->bytes.len;
		ret->formats[i] = 1;
	}
}

/* Under a name that the end of the transaction takes back. */
static int prepare_named(struct sv_pg_stmt *stmt, const struct values *values, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;
	PGresult *result;
	int r = 0;

	snprintf(stmt->name, sizeof(stmt->name), "sv_%d_%u", (int)getpid(), ++conn->prepared);
	result = sv_pq.prepare(conn->pg, stmt->name, stmt->sql, stmt->param_count, values->types);
	if (sv_pq.result_status(result) == PGRES_COMMAND_OK) {
		stmt->prepared_in = conn->tx_number;
		sv_buf_printf(&conn->deallocate, "DEALLOCATE %s; ", stmt->name);
	} else {
		r = sv_pg_fail(conn, result, err);
	}
	sv_pq.clear(result);
	return r;
}

static void keep_result(struct sv_pg_stmt *stmt, PGresult *result)
{
	if (stmt->result_count == stmt->result_cap) {
		stmt->result_cap = stmt->result_cap ? 2 * stmt->result_cap : 4;
		stmt->results =
		    sv_xrealloc(stmt->results, stmt->result_cap * sizeof(*stmt->results));
	}
	stmt->results[stmt->result_count++] = result;
}

/* One result off the wire.  1: rows; 0: the end; negative: failed, and the wire is free. */
static int take_result(struct sv_pg_stmt *stmt, PGresult *result, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;
	int r;

	switch (result ? sv_pq.result_status(result) : PGRES_COMMAND_OK) {
	case PGRES_SINGLE_TUPLE:
	case PGRES_TUPLES_OK:
		if (sv_pq.ntuples(result) > 0) {
			keep_result(stmt, result);
			return 1;
		}
		r = 0;
		break;
	case PGRES_COMMAND_OK: r = 0; break;
	default: r = sv_pg_fail(conn, result, err);
	}
	sv_pq.clear(result);
	if (conn->streaming == stmt)
		drop_stream(conn);
	return r;
}

static int send_stream(struct sv_pg_stmt *stmt, const struct values *values, struct sv_error *err)
{
	struct sv_pg_conn *conn = stmt->conn;

	if (!sv_pq.send_query_params(conn->pg, stmt->sql, stmt->param_count, values->types,
				     values->bytes, values->lengths, values->formats, 1))
		return sv_pg_fail(conn, NULL, err);
	(void)sv_pq.set_single_row_mode(conn->pg);
	conn->streaming = stmt;
	return take_result(stmt, sv_pq.get_result(conn->pg), err);
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
		return send_stream(stmt, &values, err);
	stmt->run_in = conn->tx_number;
	if (again && stmt->prepared_in != conn->tx_number) {
		r = prepare_named(stmt, &values, err);
		if (r < 0)
			return r;
	}
	if (stmt->prepared_in == conn->tx_number)
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

/* The next row of those that are here; 0 when there is none. */
static bool next_row(struct sv_pg_stmt *stmt)
{
	while (stmt->result_next < stmt->result_count) {
		if (++stmt->row < sv_pq.ntuples(stmt->results[stmt->result_next]))
			return true;
		sv_pq.clear(stmt->results[stmt->result_next]);
		stmt->results[stmt->result_next++] = NULL;
		stmt->row = -1;
	}
	stmt->result_count = stmt->result_next = 0;
	return false;
}

int sv_pg_step(void *handle, struct sv_error *err)
{
	struct sv_pg_stmt *stmt = handle;
	int r;

	if (!stmt->running) {
		stmt->running = true;
		r = run(stmt, err);
		stmt->row = 0;
		return r;
	}
	if (next_row(stmt))
		return 1;
	if (stmt->conn->streaming != stmt)
		return 0;
	r = take_result(stmt, sv_pq.get_result(stmt->conn->pg), err);
	stmt->row = 0;
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
	if (conn->copying != stmt) {
		r = begin_copy(stmt, err);
		if (r < 0)
			return r;
	}
	add_be16(&stmt->rows, stmt->param_count);
	for (int i = 0; i < stmt->param_count; i++) {
		const struct param *param = &stmt->params[i];

		add_be32(&stmt->rows, param->type ? (int64_t)param->bytes.len : -1);
		if (param->type)
			sv_buf_str(&stmt->rows, sv_buf_view(&param->bytes));
	}
	stmt->copied++;
	return stmt->rows.len < COPY_CHUNK_BYTES ? 0 : send_rows(stmt, err);
}

/* Nobody else can see the rows of this transaction, so nobody else counts them for the planner,
 * which would take a table that grew by a million for an empty one. */
static int analyze(struct sv_pg_stmt *stmt, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf sql = SV_BUF_INIT;

	if (stmt->copied < ANALYZE_ROWS_MIN || stmt->copied < 2 * stmt->analyzed)
		return 0;
	stmt->analyzed = stmt->copied;
	sv_buf_printf(&sql, "ANALYZE %s", stmt->table);
	return sv_pg_command(stmt->conn, sql.ptr, err);
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
	return r < 0 ? r : analyze(stmt, err);
}

/* All rows of a stream that another statement cannot wait for. */
static int take_stream(struct sv_pg_conn *conn, struct sv_error *err)
{
	struct sv_pg_stmt *stmt = conn->streaming;
	int r;

	do {
		r = take_result(stmt, sv_pq.get_result(conn->pg), err);
	} while (r > 0);
	return r;
}

int sv_pg_settle(struct sv_pg_conn *conn, struct sv_error *err)
{
	if (conn->copying)
		return end_copy(conn, err);
	if (conn->streaming)
		return take_stream(conn, err);
	return 0;
}

void sv_pg_abandon(struct sv_pg_conn *conn)
{
	if (conn->copying) {
		struct sv_pg_stmt *stmt = conn->copying;

		sv_buf_clear(&stmt->rows);
		conn->copying = NULL;
		(void)sv_pq.put_copy_end(conn->pg, "given up");
		drop_stream(conn);
	}
	if (conn->streaming)
		drop_stream(conn);
}

static const PGresult *current(const struct sv_pg_stmt *stmt)
{
	assert(stmt->result_next < stmt->result_count);
	return stmt->results[stmt->result_next];
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
		stmt->numbers = sv_xrealloc(stmt->numbers, (size_t)fields * NUMBER_BYTES_MAX);
		stmt->number_count = fields;
	}
	snprintf(stmt->numbers[column], NUMBER_BYTES_MAX, "%" PRId64,
		 sv_pg_column_int(handle, column));
	return sv_str_from(stmt->numbers[column]);
}

bool sv_pg_column_is_null(void *handle, int column)
{
	const struct sv_pg_stmt *stmt = handle;

	return sv_pq.get_is_null(current(stmt), stmt->row, column);
}

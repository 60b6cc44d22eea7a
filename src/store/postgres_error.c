/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_error.c - what the server or the client library says, in one line
 * and with a code of error.h.
 */
#include <ctype.h>
#include <string.h>

#include "store/postgres.h"

#define STOOD_IDLE "25P03"

static const struct {
	const char *state; /* SQLSTATE, or the beginning of one */
	int code;
	const char *message; /* NULL: as the server says it */
} meanings[] = {
    {"55P03", SV_EBUSY, "cannot use the store: another process is writing to it, try again"},
    {"40", SV_EBUSY, "cannot use the store: another process is writing to it, try again"},
    {"53300", SV_EBUSY, "cannot use the store: the server has no connection free, try again"},
    {"25006", SV_EIO, "cannot write the store: it is read-only"},
    {"53100", SV_EIO, "cannot write the store: the disk is full"},
    {"53", SV_EIO, NULL},
    {"57014", SV_EIO, "the store failed: the server gave the statement up, its time was over"},
    {STOOD_IDLE, SV_EIO, "the store failed: the server gave the transaction up, it stood idle"},
    {"42501", SV_EIO, NULL}, /* see below */
    {"58", SV_EIO, NULL},
    {"XX001", SV_ECORRUPT, NULL},
    {"XX002", SV_ECORRUPT, NULL},
    {"", SV_ESTORE, NULL},
};

/* One line, quoted as ours are: what libpq says ends in a line feed and may go on after it. */
void sv_pg_one_line(const char *text, char *out, size_t size)
{
	size_t len = 0;

	while (isspace((unsigned char)*text))
		text++;
	for (; *text && *text != '\n' && len + 1 < size; text++)
		out[len++] = *text == '"' ? '\'' : *text;
	out[len] = '\0';
}

bool sv_pg_is_lost(const struct sv_pg_conn *conn)
{
	return sv_pq.status(conn->pg) != CONNECTION_OK;
}

/* The server says that it is about to cut the connection. */
bool sv_pg_says_lost(const PGresult *result)
{
	const char *state = result ? sv_pq.result_error_field(result, PG_DIAG_SQLSTATE) : NULL;

	return state && (strncmp(state, "57P", 3) == 0 || strncmp(state, "08", 2) == 0);
}

static int fail_lost(struct sv_error *err)
{
	return sv_fail(err, SV_EIO,
		       "lost the connection to the store: nothing of what was under way was kept, "
		       "try again");
}

int sv_pg_fail(struct sv_pg_conn *conn, const PGresult *result, struct sv_error *err)
{
	const char *state = result ? sv_pq.result_error_field(result, PG_DIAG_SQLSTATE) : NULL;
	const char *said =
	    result ? sv_pq.result_error_field(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	char line[SV_ERROR_MESSAGE_MAX - 64];
	size_t i = 0;

	/* A connection that is cut because it stood idle is lost too, but the server says why. */
	if ((sv_pg_is_lost(conn) || sv_pg_says_lost(result)) &&
	    !(state && strcmp(state, STOOD_IDLE) == 0))
		return fail_lost(err);
	sv_pg_one_line(said ? said : sv_pq.error_message(conn->pg), line, sizeof(line));
	if (!state)
		return sv_fail(err, SV_ESTORE, "the store failed: %s", line);
	while (strncmp(state, meanings[i].state, strlen(meanings[i].state)) != 0)
		i++;
	if (meanings[i].message)
		return sv_fail(err, meanings[i].code, "%s", meanings[i].message);
	if (strcmp(state, "42501") == 0)
		return sv_fail(err, SV_EIO, "cannot %s the store: %s",
			       conn->tx == SV_PG_WRITING ? "write" : "read", line);
	return sv_fail(err, meanings[i].code, "the store failed: %s", line);
}

/* Each server that was tried has a line, "connection to server at ... failed: why", which advice
 * may follow in further ones. */
static void last_reason(const char *text, char *out, size_t size)
{
	static const char begin[] = "\nconnection to server";
	const char *last = text, *next = text;

	while ((next = strstr(next, begin)))
		last = ++next;
	sv_pg_one_line(last, out, size);
}

int sv_pg_fail_connect(PGconn *pg, const char *where, struct sv_error *err)
{
	static const char *const levels[] = {"FATAL:  ", "ERROR:  "};
	static const char *const passing[] = {"too many c", "remaining connection slots",
					      "the database system is "}; /* starting up, ... */
	char name[SV_ERROR_MESSAGE_MAX / 4], line[SV_ERROR_MESSAGE_MAX / 2], *why = line;

	sv_db_display(where, name, sizeof(name));
	last_reason(sv_pq.error_message(pg), line, sizeof(line));
	for (size_t i = 0; i < SV_ARRAY_LEN(levels); i++) {
		char *level = strstr(line, levels[i]);

		if (level)
			why = level + strlen(levels[i]);
	}
	if (strstr(why, "database") && strstr(why, "does not exist"))
		return sv_fail(err, SV_ENOTFOUND, "cannot open '%s': %s; make it with 'createdb'",
			       name, why);
	for (size_t i = 0; i < SV_ARRAY_LEN(passing); i++)
		if (strstr(why, passing[i]))
			return sv_fail(err, SV_EBUSY, "cannot open '%s': %s, try again", name, why);
	if (strstr(why, "session is read-only"))
		return sv_fail(err, SV_EIO, "cannot write the store: it is read-only");
	return sv_fail(err, SV_EIO, "cannot open '%s': %s", name, why);
}

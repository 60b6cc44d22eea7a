/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_uri.c - postgresql://[user@]host[:port][,host...]/database[?parameter=value&...]
 *
 * Everything is libpq's (several hosts, TLS, a socket's folder), but for
 * schema=NAME, which keeps several cooperations in one database.
 */
#include <stdlib.h>
#include <string.h>

#include "store/postgres.h"

static bool is_schema_name(struct sv_str name)
{
	if (!name.len || name.len >= SV_PG_SCHEMA_BYTES_MAX)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (!((c >= 'a' && c <= 'z') || c == '_' || (i && c >= '0' && c <= '9')))
			return false;
	}
	return !sv_str_starts(name, "pg_");
}

/* Copies where to out without its schema=..., which goes to schema. */
static int take_schema(const char *where, struct sv_buf *out, char schema[SV_PG_SCHEMA_BYTES_MAX],
		       struct sv_error *err)
{
	struct sv_str rest = sv_str_from(where), part;
	const char *mark = strchr(where, '?');
	char separator = '?';

	schema[0] = '\0';
	if (!mark) {
		sv_buf_text(out, where);
		return 0;
	}
	sv_buf_add(out, where, (size_t)(mark - where));
	rest.ptr = mark + 1;
	rest.len = strlen(rest.ptr);
	while (sv_str_split(&rest, '&', &part)) {
		if (!sv_str_starts(part, "schema=")) {
			sv_buf_char(out, separator);
			sv_buf_str(out, part);
			separator = '&';
			continue;
		}
		part.ptr += strlen("schema=");
		part.len -= strlen("schema=");
		if (!is_schema_name(part))
			return sv_fail(err, SV_EINVALID,
				       "'%.*s' is no name for a schema; use up to %d of a-z, 0-9 "
				       "and _, beginning with a letter",
				       SV_STR_ARG(part), SV_PG_SCHEMA_BYTES_MAX - 1);
		memcpy(schema, part.ptr, part.len);
		schema[part.len] = '\0';
	}
	return 0;
}

/* What is ours to choose where the URI says nothing. */
static void add_defaults(struct sv_pg_target *target, size_t count, bool several_hosts,
			 enum sv_db_mode mode)
{
	static const char *const defaults[][2] = {
	    {"client_encoding", "UTF8"},
	    {"fallback_application_name", "servanda"},
	    {"connect_timeout", "5"},
	    /* A machine that is gone says nothing: give up on it, in milliseconds. */
	    {"tcp_user_timeout", "30000"},
	    {"target_session_attrs", "read-write"},
	};

	for (size_t i = 0; i < SV_ARRAY_LEN(defaults); i++) {
		bool given = false;

		/* Of several servers only the primary takes writes; any of them may be read. */
		if (strcmp(defaults[i][0], "target_session_attrs") == 0 &&
		    (mode == SV_DB_READ || !several_hosts))
			continue;
		for (size_t k = 0; k < count; k++)
			given = given || strcmp(target->keywords[k], defaults[i][0]) == 0;
		if (given || count + 1 >= SV_ARRAY_LEN(target->keywords))
			continue;
		target->keywords[count] = defaults[i][0];
		target->values[count++] = defaults[i][1];
	}
	target->keywords[count] = target->values[count] = NULL;
}

int sv_pg_target_parse(const char *where, enum sv_db_mode mode, struct sv_pg_target *ret,
		       struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf uri = SV_BUF_INIT;
	struct sv_pg_target target = {0};
	bool several_hosts = false;
	char *message = NULL;
	size_t count = 0;
	int r = take_schema(where, &uri, target.schema, err);

	if (r < 0)
		return r;
	target.options = sv_pq.conninfo_parse(uri.ptr, &message);
	if (!target.options) {
		char *end = message ? strchr(message, '\n') : NULL;

		if (end)
			*end = '\0';
		r = sv_fail(err, SV_EINVALID, "cannot read the name of the store: %s",
			    message ? message : "out of memory");
		sv_pq.freemem(message);
		return r;
	}
	for (const PQconninfoOption *option = target.options; option->keyword; option++) {
		if (!option->val || count + 1 >= SV_ARRAY_LEN(target.keywords))
			continue;
		if (strcmp(option->keyword, "host") == 0 ||
		    strcmp(option->keyword, "hostaddr") == 0)
			several_hosts = several_hosts || strchr(option->val, ',');
		target.keywords[count] = option->keyword;
		target.values[count++] = option->val;
	}
	add_defaults(&target, count, several_hosts, mode);
	*ret = target;
	return 0;
}

void sv_pg_target_free(struct sv_pg_target *target)
{
	if (target->options)
		sv_pq.conninfo_free(target->options);
	target->options = NULL;
}

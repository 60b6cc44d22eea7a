/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postgres_uri.c - postgresql://[user@]host[:port][,host...]/database[?parameter=value&...]
 *
 * Everything is libpq's (several hosts, TLS, a socket's folder), but for
 * schema=NAME, which keeps several cooperations in one database.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "store/postgres.h"

bool sv_pg_names(const char *where)
{
	return strncasecmp(where, "postgresql://", 13) == 0 ||
	       strncasecmp(where, "postgres://", 11) == 0;
}

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

/*
 * Where the name and password of the user end, and where the parameters begin, as libpq looks for
 * them: a '?' ahead of the '@' is a part of the password.
 */
static const char *authority_of(const char *where)
{
	return strstr(where, "://") + 3;
}

static const char *host_of(const char *where)
{
	const char *authority = authority_of(where), *end = authority + strcspn(authority, "@/");

	return *end == '@' ? end + 1 : authority;
}

static const char *query_of(const char *where)
{
	const char *host = host_of(where);

	return host + strcspn(host, "?");
}

/* password, sslpassword, and what is disguised. */
static bool is_secret(struct sv_str name)
{
	const struct sv_str word = SV_STR("password");

	return memchr(name.ptr, '%', name.len) ||
	       (name.len >= word.len &&
		memcmp(name.ptr + name.len - word.len, word.ptr, word.len) == 0);
}

static void show_parameters(const char *query, struct sv_buf *out)
{
	struct sv_str rest = sv_str_from(query), part;
	char separator = '?';

	if (!*query)
		return;
	rest.ptr++;
	rest.len--;
	while (sv_str_split(&rest, '&', &part)) {
		const char *equals = memchr(part.ptr, '=', part.len);
		struct sv_str name = {part.ptr, equals ? (size_t)(equals - part.ptr) : 0};

		sv_buf_char(out, separator);
		separator = '&';
		if (!equals || is_secret(name))
			sv_buf_printf(out, "%.*s%s", SV_STR_ARG(name), equals ? "=" : "");
		else
			sv_buf_str(out, part);
	}
}

const char *sv_pg_display(const char *where, char *text, size_t size)
{
	_cleanup_(sv_buf_free) struct sv_buf shown = SV_BUF_INIT;
	const char *authority = authority_of(where), *query = query_of(where);
	const char *at = memrchr(authority, '@', (size_t)(query - authority));
	const char *colon = at ? memchr(authority, ':', (size_t)(at - authority)) : NULL;

	sv_buf_add(&shown, where, (size_t)((colon ? colon : query) - where));
	if (colon)
		sv_buf_add(&shown, at, (size_t)(query - at));
	show_parameters(query, &shown);
	if (snprintf(text, size, "%s", shown.ptr) >= (int)size && size > 4)
		strcpy(text + size - 4, "...");
	return text;
}

static int fail_name(struct sv_error *err, const char *what)
{
	return sv_fail(err, SV_EINVALID, "cannot read the name of the store: %s", what);
}

/* What libpq would complain of in words that hold the password, or a part of it. */
static int check_secrets(const char *where, struct sv_error *err)
{
	const char *authority = authority_of(where), *host = host_of(where);
	const char *query = query_of(where);
	struct sv_str rest = sv_str_from(*query ? query + 1 : query), part;
	const char *port;

	for (const char *c = strchr(where, '%'); c; c = strchr(c + 1, '%'))
		if (!isxdigit((unsigned char)c[1]) || !isxdigit((unsigned char)c[2]) ||
		    (c[1] == '0' && c[2] == '0'))
			return fail_name(err, "after '%' stand two hexadecimal digits, not both "
					      "zero; '%' itself is written '%25'");
	if (memchr(host, '@', (size_t)(query - host)) &&
	    memchr(authority, ':', (size_t)(query - authority)))
		return fail_name(err, "in a password '@' is written '%40' and '/' '%2F'");
	while (sv_str_split(&rest, '&', &part))
		if (!memchr(part.ptr, '=', part.len))
			return fail_name(err, "a parameter has no '='; '&' in a value is written "
					      "'%26'");
	/* postgresql://user:password without a host reads as a host and its port. */
	port = *host == '[' ? host + strcspn(host, "]/?") : host;
	port += strcspn(port, ":/?");
	if (*port == ':' && strspn(port + 1, "0123456789") != strcspn(port + 1, ",/?"))
		return fail_name(err, "the port is no number; a name and a password are followed "
				      "by '@' and the host");
	return 0;
}

/* Copies where to out without its schema=..., which goes to schema. */
static int take_schema(const char *where, struct sv_buf *out, char schema[SV_PG_SCHEMA_BYTES_MAX],
		       struct sv_error *err)
{
	const char *authority = authority_of(where), *query = query_of(where);
	struct sv_str rest = sv_str_from(*query ? query + 1 : query), part;
	char separator = '?';

	schema[0] = '\0';
	sv_buf_text(out, "postgresql://"); /* to libpq no other case will do */
	sv_buf_add(out, authority, (size_t)(query - authority));
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
				       "and _, beginning with a letter or _, and not with pg_",
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
	    {"client_encoding", "UTF8"}, /* always: see sv_pg_target_parse() */
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

/* libpq takes what the URI does not say from the environment. */
static bool names_several(const char *variable)
{
	const char *hosts = getenv(variable);

	return hosts && strchr(hosts, ',');
}

int sv_pg_target_parse(const char *where, enum sv_db_mode mode, struct sv_pg_target *ret,
		       struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf uri = SV_BUF_INIT;
	struct sv_pg_target target = {0};
	bool several_hosts = names_several("PGHOST") || names_several("PGHOSTADDR");
	char *message = NULL;
	size_t count = 0;
	int r = check_secrets(where, err);

	if (r == 0)
		r = take_schema(where, &uri, target.schema, err);
	if (r < 0)
		return r;
	target.options = sv_pq.conninfo_parse(uri.ptr, &message);
	if (!target.options) {
		char line[SV_ERROR_MESSAGE_MAX / 2];

		sv_pg_one_line(message ? message : "out of memory", line, sizeof(line));
		r = fail_name(err, line);
		sv_pq.freemem(message);
		return r;
	}
	for (const PQconninfoOption *option = target.options; option->keyword; option++) {
		if (!option->val || count + 1 >= SV_ARRAY_LEN(target.keywords))
			continue;
		/* Our texts are UTF-8 whatever anybody says. */
		if (strcmp(option->keyword, "client_encoding") == 0)
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

/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/router.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "http/multipart.h"

static const char *const twin_endings[SV_FORMAT_COUNT] = {
    [SV_FORMAT_JSON] = ".json",
    [SV_FORMAT_CSV] = ".csv",
    [SV_FORMAT_SVG] = ".svg",
    [SV_FORMAT_PNG] = ".png",
};

const char *sv_format_ending(enum sv_format format)
{
	return format == SV_FORMAT_HTML ? "" : twin_endings[format];
}

bool sv_route_allows(const struct sv_route *route, enum sv_actor_role role)
{
	return route->roles >> role & 1;
}

static bool parse_year(const char *text)
{
	int64_t year;

	return strlen(text) == 4 && sv_str_to_int64(sv_str_from(text), &year) &&
	       year >= SV_YEAR_MIN && year <= SV_YEAR_MAX;
}

static bool is_number(const char *text)
{
	int64_t number;

	return strlen(text) <= 18 && sv_str_to_int64(sv_str_from(text), &number) && number >= 0;
}

static bool all_of(const char *text, const char *more, size_t max)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)text[i]) && !strchr(more, text[i]))
			return false;
	return len > 0 && len <= max;
}

static bool is_choice(const char *text, const char *choices)
{
	struct sv_str rest = sv_str_from(choices), one;

	while (sv_str_split(&rest, '|', &one))
		if (sv_str_is(one, text))
			return true;
	return false;
}

static bool is_state(const char *text)
{
	return strlen(text) == 3 && all_of(text, "", 3) && !isdigit((unsigned char)text[0]);
}

static bool is_text(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 && !strchr("\t\r\n", *text))
			return false;
	return true;
}

static bool is_when(const char *text)
{
	int64_t instant;

	return is_number(text) || sv_instant_parse(sv_str_from(text), &instant);
}

static bool fits(const struct sv_param *param, const char *value)
{
	int32_t day;

	switch (param->kind) {
	case SV_PARAM_DATE: return sv_day_parse(sv_str_from(value), &day);
	case SV_PARAM_WHEN: return is_when(value);
	case SV_PARAM_YEAR: return parse_year(value);
	case SV_PARAM_NUMBER: return is_number(value);
	case SV_PARAM_MEMBER:
	case SV_PARAM_STATE: return is_state(value);
	case SV_PARAM_STATES: return all_of(value, ",", 4 * SV_STATES_MAX);
	case SV_PARAM_COMMITMENT: return all_of(value, ".", 12);
	case SV_PARAM_NAME: return all_of(value, "-_.", 64);
	case SV_PARAM_PATH: return all_of(value, "-_./", 200);
	case SV_PARAM_CHOICE: return is_choice(value, param->choices);
	case SV_PARAM_FILE:
	case SV_PARAM_TEXT: return is_text(value);
	}
	return false;
}

static const char *looks_like(const struct sv_param *param)
{
	switch (param->kind) {
	case SV_PARAM_DATE: return "a day as YYYY-MM-DD";
	case SV_PARAM_WHEN: return "the size of the record, a day or an instant in UTC";
	case SV_PARAM_YEAR: return "a year as 2019";
	case SV_PARAM_NUMBER: return "a number";
	case SV_PARAM_STATE: return "the three letters of a state, as FRA";
	case SV_PARAM_MEMBER: return "the three letters of a state, or all";
	case SV_PARAM_STATES: return "codes of states separated by commas, or all";
	case SV_PARAM_COMMITMENT: return "the number of a commitment, as 17 or 12.1";
	case SV_PARAM_NAME: return "a name of letters, digits, '-', '_' and '.'";
	case SV_PARAM_PATH: return "a path of letters, digits, '-', '_', '.' and '/'";
	case SV_PARAM_CHOICE: return param->choices;
	case SV_PARAM_FILE: return "a file";
	case SV_PARAM_TEXT: break;
	}
	return "text without control characters";
}

int sv_param_check(const struct sv_param *param, const char *value, struct sv_error *err)
{
	if (fits(param, value))
		return 0;
	return sv_fail_at(err, SV_EINVALID, param->name, "'%.80s' does not serve as '%s'; give %s",
			  value, param->name, looks_like(param));
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* %XX, and '+' for a space in queries and forms.  NUL and what is not UTF-8 are refused. */
static const char *decode(struct sv_arena *arena, struct sv_str text, bool plus)
{
	char *out = sv_arena_alloc(arena, text.len + 1);
	size_t len = 0, bad;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '%') {
			int high = i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
			int low = high >= 0 ? hex_digit(text.ptr[i + 2]) : -1;

			if (i + 2 >= text.len || low < 0)
				return NULL;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		if (!c)
			return NULL;
		out[len++] = c;
	}
	return sv_str_is_utf8((struct sv_str){out, len}, &bad) ? out : NULL;
}

static void declare(struct sv_call *call, const struct sv_param *params)
{
	for (; params && params->name; params++) {
		assert(call->param_count < SV_PARAMS_MAX);
		call->params[call->param_count++] = params;
	}
}

static void declare_all(struct sv_call *call)
{
	const struct sv_route *route = call->route;

	declare(call, route->params);
	if (call->format == SV_FORMAT_SVG || call->format == SV_FORMAT_PNG)
		declare(call, sv_drawing_params);
	if (!(route->flags & SV_ROUTE_MOMENT))
		return;
	for (const struct sv_param *param = sv_moment_params; param->name; param++)
		if (strcmp(param->name, "year") != 0 || route->flags & SV_ROUTE_YEAR) {
			assert(call->param_count < SV_PARAMS_MAX);
			call->params[call->param_count++] = param;
		}
}

static int find_param(const struct sv_call *call, const char *name, enum sv_param_place place)
{
	for (size_t i = 0; i < call->param_count; i++)
		if (call->params[i]->place == place && strcmp(call->params[i]->name, name) == 0)
			return (int)i;
	return -1;
}

const char *sv_call_value(const struct sv_call *call, const char *name)
{
	for (size_t i = 0; i < call->param_count; i++)
		if (strcmp(call->params[i]->name, name) == 0)
			return call->values[i];
	assert(!"a handler asks for a parameter that its route does not declare");
	return NULL;
}

/* An empty value in a query or form is as good as none. */
static int take_value(struct sv_call *call, const char *name, const char *value,
		      enum sv_param_place place, struct sv_error *err)
{
	int index = find_param(call, name, place);

	if (index < 0)
		return sv_fail_at(err, SV_EINVALID, name, "there is no parameter '%.40s' here",
				  name);
	if (call->values[index])
		return sv_fail_at(err, SV_EINVALID, name, "'%s' is given twice", name);
	if (!value[0])
		return 0;
	call->values[index] = value;
	return sv_param_check(call->params[index], value, err);
}

/* One "name=value". */
static int take_pair(struct sv_arena *arena, struct sv_call *call, struct sv_str pair,
		     enum sv_param_place place, struct sv_error *err)
{
	const char *equals = memchr(pair.ptr, '=', pair.len);
	struct sv_str left = {pair.ptr, equals ? (size_t)(equals - pair.ptr) : pair.len};
	struct sv_str right = {equals ? equals + 1 : pair.ptr + pair.len,
			       equals ? pair.len - left.len - 1 : 0};
	const char *name = decode(arena, left, true), *value = decode(arena, right, true);

	if (!name || !value)
		return sv_fail(err, SV_EINVALID, "a parameter is not UTF-8 text, escaped as %%XX");
	return take_value(call, name, value, place, err);
}

static int check_required(const struct sv_call *call, enum sv_param_place place,
			  struct sv_error *err)
{
	for (size_t i = 0; i < call->param_count; i++) {
		const struct sv_param *param = call->params[i];

		if (param->place == place && param->required && !call->values[i])
			return sv_fail_at(err, SV_EINVALID, param->name, "'%s' is missing; give %s",
					  param->name, looks_like(param));
	}
	return 0;
}

static int take_pairs(struct sv_arena *arena, struct sv_call *call, struct sv_str text,
		      enum sv_param_place place, struct sv_error *err)
{
	struct sv_str pair;

	while (sv_str_split(&text, '&', &pair)) {
		int r = pair.len ? take_pair(arena, call, pair, place, err) : 0;

		if (r < 0)
			return r;
	}
	return check_required(call, place, err);
}

/* Cuts .json, .csv, .svg or .png off the path; what the ending stands for, or HTML. */
static enum sv_format take_twin(struct sv_str *path)
{
	for (int format = SV_FORMAT_JSON; format < SV_FORMAT_COUNT; format++) {
		size_t len = strlen(twin_endings[format]);

		if (path->len > len + 1 &&
		    memcmp(path->ptr + path->len - len, twin_endings[format], len) == 0) {
			path->len -= len;
			return (enum sv_format)format;
		}
	}
	return SV_FORMAT_HTML;
}

/* Whether the parts of a path fit a route's; values of {parts} go into the call. */
static bool path_fits(struct sv_arena *arena, struct sv_str path, const struct sv_route *route,
		      struct sv_call *call)
{
	struct sv_str pattern = sv_str_from(route->path), want, part;
	const char *end = path.ptr + path.len;

	while (sv_str_split(&pattern, '/', &want)) {
		const char *text;
		int index;

		if (!sv_str_split(&path, '/', &part))
			return false;
		if (!want.len || want.ptr[0] != '{') {
			if (!sv_str_equal(want, part))
				return false;
			continue;
		}
		text = decode(arena, part, false);
		index = find_param(
		    call, sv_arena_str(arena, (struct sv_str){want.ptr + 1, want.len - 2}).ptr,
		    SV_IN_PATH);
		assert(index >= 0);
		if (call->params[index]->kind == SV_PARAM_PATH) {
			part.len = (size_t)(end - part.ptr);
			path = SV_STR_NONE;
			text = decode(arena, part, false);
		}
		if (!text)
			return false;
		call->values[index] = text;
	}
	return path.len == 0;
}

/* No empty part, no "." or "..", no back slash; nothing is made better than it came. */
static bool is_clean(struct sv_str path)
{
	struct sv_str part;

	if (!path.len || path.ptr[0] != '/' || memchr(path.ptr, '\\', path.len))
		return false;
	path.ptr++;
	path.len--;
	if (path.len && path.ptr[path.len - 1] == '/')
		return false;
	while (sv_str_split(&path, '/', &part))
		if (!part.len || sv_str_is(part, ".") || sv_str_is(part, ".."))
			return false;
	return true;
}

static bool method_fits(const struct sv_route *route, const char *method)
{
	return strcmp(route->method, method) == 0 ||
	       (strcmp(method, "HEAD") == 0 && strcmp(route->method, "GET") == 0);
}

static int refuse(int status, int *ret_status, int r)
{
	*ret_status = status;
	return r;
}

static int check_path(const struct sv_call *call, int *ret_status, struct sv_error *err)
{
	for (size_t i = 0; i < call->param_count; i++)
		if (call->params[i]->place == SV_IN_PATH &&
		    sv_param_check(call->params[i], call->values[i], err) < 0)
			return refuse(SV_HTTP_NOT_FOUND, ret_status, SV_ENOTFOUND);
	return 0;
}

/* The route of a path, whichever method; SV_ENOTFOUND when there is none. */
static int find_route(struct sv_arena *arena, const struct sv_route *routes, const char *method,
		      struct sv_str path, struct sv_call *ret, int *ret_status,
		      struct sv_error *err)
{
	struct sv_str whole = path;
	enum sv_format format = take_twin(&path);
	bool other_method = false, no_twin = false;

	for (const struct sv_route *route = routes; route->method; route++) {
		bool twin = format && route->twins >> format & 1;
		struct sv_call call = {.route = route, .format = twin ? format : SV_FORMAT_HTML};

		declare_all(&call);
		if (!path_fits(arena, twin || !format ? path : whole, route, &call)) {
			/* What has other endings may not have this one. */
			no_twin =
			    no_twin || (format && !twin && path_fits(arena, path, route, &call));
			continue;
		}
		if (!method_fits(route, method)) {
			other_method = true;
			continue;
		}
		*ret = call;
		return 0;
	}
	if (other_method)
		return refuse(SV_HTTP_NO_METHOD, ret_status,
			      sv_fail(err, SV_EINVALID, "'%.10s' is not for this address", method));
	if (no_twin)
		return refuse(
		    SV_HTTP_NO_TWIN, ret_status,
		    sv_fail(err, SV_ENOTFOUND, "this page has no '%s'", twin_endings[format]));
	return refuse(SV_HTTP_NOT_FOUND, ret_status,
		      sv_fail(err, SV_ENOTFOUND, "there is no page at this address"));
}

int sv_router_find(struct sv_arena *arena, const struct sv_route *routes, const char *method,
		   const char *target, struct sv_call *ret, int *ret_status, struct sv_error *err)
{
	struct sv_str path, query = SV_STR_NONE;
	const char *mark = strchr(target, '?');
	size_t len = strlen(target);
	int r;

	if (len > SV_TARGET_BYTES_MAX)
		return refuse(SV_HTTP_TARGET_TOO_LONG, ret_status,
			      sv_fail(err, SV_ELIMIT, "the address has more than %d bytes",
				      SV_TARGET_BYTES_MAX));
	path = (struct sv_str){target, mark ? (size_t)(mark - target) : len};
	if (mark)
		query = (struct sv_str){mark + 1, len - path.len - 1};
	if (!is_clean(path))
		return refuse(SV_HTTP_BAD_REQUEST, ret_status,
			      sv_fail(err, SV_EINVALID, "the address is not in its plain form"));
	r = find_route(arena, routes, method, path, ret, ret_status, err);
	if (r < 0)
		return r;
	r = check_path(ret, ret_status, err);
	if (r < 0)
		return r;
	r = take_pairs(arena, ret, query, SV_IN_QUERY, err);
	return r < 0 ? refuse(SV_HTTP_BAD_REQUEST, ret_status, r) : 0;
}

int sv_router_form(struct sv_arena *arena, struct sv_str body, struct sv_call *call,
		   int *ret_status, struct sv_error *err)
{
	int r = take_pairs(arena, call, body, SV_IN_FORM, err);

	return r < 0 ? refuse(SV_HTTP_BAD_REQUEST, ret_status, r) : 0;
}

/* A field of text, or the file where the route has one. */
static int take_part(struct sv_arena *arena, struct sv_call *call, const struct sv_part *part,
		     struct sv_error *err)
{
	int index = find_param(call, part->name, SV_IN_FORM);
	bool is_file = index >= 0 && call->params[index]->kind == SV_PARAM_FILE;
	size_t bad;

	if (is_file != (part->filename != NULL))
		return sv_fail_at(err, SV_EINVALID, part->name,
				  is_file ? "'%.40s' is a file" : "'%.40s' is no file", part->name);
	if (!is_file && !sv_str_is_utf8(part->content, &bad))
		return sv_fail_at(err, SV_EINVALID, part->name, "'%.40s' is not UTF-8 text",
				  part->name);
	if (is_file)
		call->file = part->content;
	return take_value(call, part->name,
			  is_file ? part->filename : sv_arena_str(arena, part->content).ptr,
			  SV_IN_FORM, err);
}

int sv_router_multipart(struct sv_arena *arena, const char *content_type, struct sv_str body,
			struct sv_call *call, int *ret_status, struct sv_error *err)
{
	struct sv_multipart multipart;
	struct sv_part part;
	int r = sv_multipart_begin(arena, content_type, body, &multipart, err);

	while (r >= 0 && (r = sv_multipart_next(arena, &multipart, &part, err)) > 0)
		r = take_part(arena, call, &part, err);
	if (r == 0)
		r = check_required(call, SV_IN_FORM, err);
	return r < 0 ? refuse(SV_HTTP_BAD_REQUEST, ret_status, r) : 0;
}

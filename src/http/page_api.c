/* SPDX-License-Identifier: EUPL-1.2 */
/* The route table as an OpenAPI 3.1 document, and as a page for people. */
#include <ctype.h>
#include <string.h>

#include "base/json.h"
#include "http/pages.h"

static const char *const twin_types[SV_FORMAT_COUNT] = {
    [SV_FORMAT_JSON] = "application/json",
    [SV_FORMAT_CSV] = "text/csv",
    [SV_FORMAT_SVG] = "image/svg+xml",
    [SV_FORMAT_PNG] = "image/png",
};

static bool is_documented(const struct sv_route *route)
{
	return !(route->flags & SV_ROUTE_HIDDEN);
}

static void pattern(struct sv_json *json, const char *text)
{
	sv_json_key_text(json, "pattern", text);
}

static void choices(struct sv_json *json, const char *text)
{
	struct sv_str rest = sv_str_from(text), one;

	sv_json_key(json, "enum");
	sv_json_begin_array(json);
	while (sv_str_split(&rest, '|', &one))
		sv_json_string(json, one);
	sv_json_end_array(json);
}

static void schema(struct sv_json *json, const struct sv_param *param)
{
	sv_json_key(json, "schema");
	sv_json_begin_object(json);
	sv_json_key_text(json, "type",
			 param->kind == SV_PARAM_NUMBER || param->kind == SV_PARAM_YEAR ? "integer"
											: "string");
	switch (param->kind) {
	case SV_PARAM_DATE: sv_json_key_text(json, "format", "date"); break;
	case SV_PARAM_STATE:
	case SV_PARAM_MEMBER: pattern(json, "^[A-Za-z][A-Za-z0-9]{2}$"); break;
	case SV_PARAM_STATES: pattern(json, "^[A-Za-z0-9,]+$"); break;
	case SV_PARAM_COMMITMENT: pattern(json, "^[A-Za-z0-9.]{1,12}$"); break;
	case SV_PARAM_NAME: pattern(json, "^[A-Za-z0-9._-]{1,64}$"); break;
	case SV_PARAM_PATH: pattern(json, "^[A-Za-z0-9._/-]{1,200}$"); break;
	case SV_PARAM_CHOICE: choices(json, param->choices); break;
	case SV_PARAM_YEAR:
		sv_json_key_int(json, "minimum", SV_YEAR_MIN);
		sv_json_key_int(json, "maximum", SV_YEAR_MAX);
		break;
	case SV_PARAM_NUMBER: sv_json_key_int(json, "minimum", 0); break;
	default: break;
	}
	sv_json_end_object(json);
}

static void parameter(struct sv_json *json, const struct sv_param *param)
{
	if (param->place == SV_IN_FORM)
		return;
	sv_json_begin_object(json);
	sv_json_key_text(json, "name", param->name);
	sv_json_key_text(json, "in", param->place == SV_IN_PATH ? "path" : "query");
	sv_json_key_bool(json, "required", param->place == SV_IN_PATH || param->required);
	sv_json_key_text(json, "description", param->help);
	schema(json, param);
	sv_json_end_object(json);
}

static void parameters(struct sv_json *json, const struct sv_route *route, enum sv_format format)
{
	sv_json_key(json, "parameters");
	sv_json_begin_array(json);
	for (const struct sv_param *param = route->params; param && param->name; param++)
		parameter(json, param);
	if (1u << format & SV_TWINS_DRAWN)
		parameter(json, sv_drawing_params);
	for (const struct sv_param *param = sv_moment_params;
	     param->name && route->flags & SV_ROUTE_MOMENT; param++)
		if (strcmp(param->name, "year") != 0 || route->flags & SV_ROUTE_YEAR)
			parameter(json, param);
	sv_json_end_array(json);
}

static void response(struct sv_json *json, const char *status, const char *what, const char *type)
{
	sv_json_key(json, status);
	sv_json_begin_object(json);
	sv_json_key_text(json, "description", what);
	if (type) {
		sv_json_key(json, "content");
		sv_json_begin_object(json);
		sv_json_key(json, type);
		sv_json_begin_object(json);
		sv_json_end_object(json);
		sv_json_end_object(json);
	}
	sv_json_end_object(json);
}

/* "get_states_state_json" */
static const char *operation_id(struct sv_arena *arena, const struct sv_route *route,
				const char *ending)
{
	char *id = sv_arena_alloc(arena, strlen(route->path) + strlen(ending) + 8), *out = id;

	for (const char *c = "get"; *c; c++)
		*out++ = *c;
	for (const char *part = route->path; *part; part++)
		if (isalnum((unsigned char)*part))
			*out++ = *part;
		else if (out[-1] != '_')
			*out++ = '_';
	if (out[-1] == '_')
		out--;
	*out++ = '_';
	strcpy(out, ending + 1);
	return id;
}

static void operation(struct sv_request *request, struct sv_json *json,
		      const struct sv_route *route, enum sv_format format)
{
	sv_json_key(json, sv_arena_printf(request->arena, "%s%s", route->path,
					  sv_format_ending((enum sv_format)format)));
	sv_json_begin_object(json);
	sv_json_key(json, "get");
	sv_json_begin_object(json);
	sv_json_key_text(
	    json, "operationId",
	    operation_id(request->arena, route, sv_format_ending((enum sv_format)format)));
	sv_json_key_text(json, "summary", route->summary);
	parameters(json, route, format);
	sv_json_key(json, "responses");
	sv_json_begin_object(json);
	response(json, "200", "the page's content", twin_types[format]);
	response(json, "304", "not changed since the entity tag of If-None-Match", NULL);
	response(json, "400", "a parameter is wrong", "application/problem+json");
	response(json, "403", "not for this reader", "application/problem+json");
	response(json, "404", "not in the record on that day", "application/problem+json");
	sv_json_end_object(json);
	sv_json_end_object(json);
	sv_json_end_object(json);
}

static void info(struct sv_json *json)
{
	sv_json_key(json, "info");
	sv_json_begin_object(json);
	sv_json_key_text(json, "title", "servanda");
	sv_json_key_text(
	    json, "description",
	    "The record of a structured cooperation: every page of the portal as JSON or "
	    "CSV. Keys are described in docs/formats/output.md.");
	sv_json_key_text(json, "version", "1");
	sv_json_key(json, "license");
	sv_json_begin_object(json);
	sv_json_key_text(json, "name", "EUPL-1.2");
	sv_json_key_text(json, "identifier", "EUPL-1.2");
	sv_json_end_object(json);
	sv_json_end_object(json);
}

int sv_get_openapi(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);

	(void)err;
	request->content_type = "application/json";
	sv_json_begin_object(&json);
	sv_json_key_text(&json, "openapi", "3.1.0");
	info(&json);
	sv_json_key(&json, "paths");
	sv_json_begin_object(&json);
	for (const struct sv_route *route = sv_routes; route->method; route++)
		for (int format = SV_FORMAT_JSON; format < SV_FORMAT_COUNT; format++)
			if (is_documented(route) && route->twins >> format & 1)
				operation(request, &json, route, (enum sv_format)format);
	sv_json_end_object(&json);
	sv_json_end_object(&json);
	sv_buf_char(&request->out, '\n');
	return 0;
}

static void route_row(struct sv_request *request, const struct sv_route *route)
{
	sv_html(request, "<tr><th scope=\"row\"><code>");
	sv_text(request, route->path);
	sv_html(request, "</code></th><td>");
	sv_text(request, route->summary);
	sv_html(request, "</td><td>");
	for (int format = SV_FORMAT_JSON; format < SV_FORMAT_COUNT; format++)
		if (route->twins >> format & 1)
			sv_htmlf(request, "<code>%s</code> ",
				 sv_format_ending((enum sv_format)format));
	sv_html(request, "</td><td>");
	for (const struct sv_param *param = route->params; param && param->name; param++)
		if (param->place == SV_IN_QUERY)
			sv_htmlf(request, "<code>%s</code> ", param->name);
	if (route->flags & SV_ROUTE_MOMENT)
		sv_html(request, "<code>on</code> <code>known</code> <code>confidence</code> ");
	if (route->flags & SV_ROUTE_YEAR)
		sv_html(request, "<code>year</code>");
	sv_html(request, "</td></tr>\n");
}

int sv_get_api(struct sv_request *request, struct sv_error *err)
{
	(void)err;
	sv_layout_begin(request, "For programs", "");
	sv_html(
	    request,
	    "<header class=\"title\"><h1>For programs</h1></header>\n<p class=\"prose\">Every page "
	    "has twins: the same address with <code>.json</code> or <code>.csv</code> behind its "
	    "path gives the same content, for the same day and the same state of the record. The "
	    "command line gives the same bytes with <code>--json</code> and <code>--csv</code>. "
	    "Drawings come as files with <code>.svg</code> or <code>.png</code> and the "
	    "parameter <code>figure</code>. Answers have an entity tag; what is wrong comes as "
	    "problem details (RFC 9457). "
	    "<a href=\"/openapi.json\">OpenAPI 3.1 document</a>.</p>\n<table class=\"list\"><thead>"
	    "<tr><th scope=\"col\">Address</th><th scope=\"col\">What it gives</th><th "
	    "scope=\"col\">Twins</th><th scope=\"col\">Query</th></tr></thead><tbody>\n");
	for (const struct sv_route *route = sv_routes; route->method; route++)
		if (is_documented(route) && strcmp(route->method, "GET") == 0)
			route_row(request, route);
	sv_html(request, "</tbody></table>\n");
	sv_layout_end(request);
	return 0;
}

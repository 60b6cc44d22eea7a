/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/request.h"

#include <stdarg.h>
#include <stdio.h>

const char *sv_request_value(const struct sv_request *request, const char *name)
{
	return sv_call_value(&request->call, name);
}

void sv_html(struct sv_request *request, const char *markup)
{
	sv_buf_text(&request->out, markup);
}

void sv_text(struct sv_request *request, const char *text)
{
	sv_html_text(&request->out, sv_str_from(text));
}

void sv_textf(struct sv_request *request, const char *fmt, ...)
{
	char line[2048];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	if (len > 0)
		sv_html_text(&request->out,
			     (struct sv_str){line, SV_MIN((size_t)len, sizeof(line) - 1)});
}

void sv_htmlf(struct sv_request *request, const char *fmt, ...)
{
	char line[2048];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	if (len > 0)
		sv_buf_add(&request->out, line, SV_MIN((size_t)len, sizeof(line) - 1));
}

int sv_request_redirect(struct sv_request *request, const char *location)
{
	request->status = SV_HTTP_SEE_OTHER;
	request->location = location;
	return 0;
}

const char *sv_request_href(const struct sv_request *request, const char *path, const char *more)
{
	const char *query = request->query ? request->query : "";

	if (!more[0])
		return sv_arena_printf(request->arena, "%s%s", path, query);
	return sv_arena_printf(request->arena, "%s%s%s%s", path, query, query[0] ? "&" : "?", more);
}

int sv_request_state(const struct sv_request *request, const char *code, int *ret,
		     struct sv_error *err)
{
	int state = sv_register_state(request->snapshot->reg, sv_str_from(code));

	if (state < 0)
		return sv_fail(err, SV_ENOTFOUND, "state '%s' is not in the record", code);
	*ret = state;
	return 0;
}

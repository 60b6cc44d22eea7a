/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/json.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/date.h"

static void new_line(struct sv_json *json)
{
	static const char indent[2 * SV_JSON_DEPTH_MAX + 1] =
	    "                                                                "
	    "                                                                ";

	sv_buf_char(json->out, '\n');
	sv_buf_add(json->out, indent, 2 * (size_t)json->depth);
}

/* Whatever has to stand before the next value. */
static void before_value(struct sv_json *json)
{
	if (json->after_key) {
		json->after_key = false;
		return;
	}
	if (json->depth == 0)
		return;
	if (json->has_item[json->depth])
		sv_buf_char(json->out, ',');
	json->has_item[json->depth] = true;
	new_line(json);
}

static void begin(struct sv_json *json, char bracket)
{
	before_value(json);
	sv_buf_char(json->out, bracket);
	json->depth++;
	assert(json->depth < SV_JSON_DEPTH_MAX);
	json->has_item[json->depth] = false;
}

static void end(struct sv_json *json, char bracket)
{
	bool any = json->has_item[json->depth];

	assert(json->depth > 0);
	json->depth--;
	if (any)
		new_line(json);
	sv_buf_char(json->out, bracket);
}

void sv_json_begin_object(struct sv_json *json)
{
	begin(json, '{');
}

void sv_json_end_object(struct sv_json *json)
{
	end(json, '}');
}

void sv_json_begin_array(struct sv_json *json)
{
	begin(json, '[');
}

void sv_json_end_array(struct sv_json *json)
{
	end(json, ']');
}

/* Bytes that stand for themselves leave in runs: most of what is written is such text. */
static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\';
}

static void write_string(struct sv_buf *out, struct sv_str text)
{
	size_t start = 0;

	sv_buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (is_plain(c))
			continue;
		sv_buf_add(out, text.ptr + start, i - start);
		start = i + 1;
		if (c == '"' || c == '\\')
			sv_buf_printf(out, "\\%c", c);
		else if (c == '\n')
			sv_buf_text(out, "\\n");
		else
			sv_buf_printf(out, "\\u%04x", c);
	}
	sv_buf_add(out, text.ptr + start, text.len - start);
	sv_buf_char(out, '"');
}

void sv_json_key(struct sv_json *json, const char *key)
{
	before_value(json);
	write_string(json->out, sv_str_from(key));
	sv_buf_text(json->out, ": ");
	json->after_key = true;
}

void sv_json_string(struct sv_json *json, struct sv_str text)
{
	before_value(json);
	write_string(json->out, text);
}

void sv_json_text(struct sv_json *json, const char *text)
{
	if (text)
		sv_json_string(json, sv_str_from(text));
	else
		sv_json_null(json);
}

void sv_json_int(struct sv_json *json, int64_t value)
{
	before_value(json);
	sv_buf_printf(json->out, "%" PRId64, value);
}

void sv_json_bool(struct sv_json *json, bool value)
{
	before_value(json);
	sv_buf_text(json->out, value ? "true" : "false");
}

void sv_json_null(struct sv_json *json)
{
	before_value(json);
	sv_buf_text(json->out, "null");
}

void sv_json_decimal(struct sv_json *json, struct sv_decimal value)
{
	char text[SV_DECIMAL_TEXT_MAX];

	before_value(json);
	sv_buf_text(json->out, sv_decimal_text(value, text));
}

void sv_json_day(struct sv_json *json, int32_t day)
{
	char text[SV_DATE_TEXT_MAX];

	if (day == SV_DAY_OPEN || day == SV_DAY_NONE)
		sv_json_null(json);
	else
		sv_json_text(json, sv_day_text(day, text));
}

void sv_json_key_text(struct sv_json *json, const char *key, const char *text)
{
	sv_json_key(json, key);
	sv_json_text(json, text);
}

void sv_json_key_int(struct sv_json *json, const char *key, int64_t value)
{
	sv_json_key(json, key);
	sv_json_int(json, value);
}

void sv_json_key_bool(struct sv_json *json, const char *key, bool value)
{
	sv_json_key(json, key);
	sv_json_bool(json, value);
}

void sv_json_key_day(struct sv_json *json, const char *key, int32_t day)
{
	sv_json_key(json, key);
	sv_json_day(json, day);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/body.h"

#include "base/date.h"
#include "base/error.h"

const char *sv_body_text(struct sv_arena *arena, const json_t *body, const char *key)
{
	const char *text = json_string_value(json_object_get(body, key));

	return text ? sv_arena_cstr(arena, text) : "";
}

int32_t sv_body_day(const json_t *body, const char *key, int32_t otherwise)
{
	const char *text = json_string_value(json_object_get(body, key));
	int32_t day;

	return text && sv_day_parse(sv_str_from(text), &day) ? day : otherwise;
}

const char **sv_body_texts(struct sv_arena *arena, const json_t *body, const char *key,
			   size_t *ret_count)
{
	const json_t *list = json_object_get(body, key);
	const char **texts = SV_NEW_ARRAY(arena, const char *, json_array_size(list));

	*ret_count = 0;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text = json_string_value(json_array_get(list, i));

		if (text)
			texts[(*ret_count)++] = sv_arena_cstr(arena, text);
	}
	return texts;
}

json_t *sv_body_new(void)
{
	json_t *body = json_object();

	if (!body)
		sv_out_of_memory();
	return body;
}

static void set(json_t *body, const char *key, json_t *value)
{
	if (!value || json_object_set_new(body, key, value) < 0)
		sv_out_of_memory();
}

void sv_body_set_text(json_t *body, const char *key, const char *text)
{
	set(body, key, json_string(text));
}

void sv_body_set_int(json_t *body, const char *key, int64_t value)
{
	set(body, key, json_integer(value));
}

void sv_body_set_bool(json_t *body, const char *key, int value)
{
	set(body, key, json_boolean(value));
}

void sv_body_set_day(json_t *body, const char *key, int32_t day)
{
	char text[SV_DATE_TEXT_MAX];

	set(body, key, json_string(sv_day_text(day, text)));
}

void sv_body_set_texts(json_t *body, const char *key, const char *const *texts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < count; i++)
		if (json_array_append_new(list, json_string(texts[i])) < 0)
			sv_out_of_memory();
	set(body, key, list);
}

void sv_body_release(json_t **body)
{
	json_decref(*body);
}

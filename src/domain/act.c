/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/act.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/limits.h"

static void set_text(json_t *object, const char *key, const char *text)
{
	if (json_object_set_new(object, key, json_string(text)) < 0)
		sv_out_of_memory();
}

/* jansson's own order of keys is that of insertion; the head keeps it, the body is sorted. */
static void add_member(struct sv_buf *out, const char *key, json_t *value, size_t flags)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | flags);

	if (!text)
		sv_out_of_memory();
	sv_buf_printf(out, "%s\"%s\":%s", out->len > 1 ? "," : "", key, text);
	free(text);
}

struct sv_str sv_act_write(struct sv_arena *arena, const char *act, const char *subject,
			   const char *state, int32_t on, const json_t *body)
{
	static const char *const keys[] = {"act", "subject", "state", "on"};
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	json_t *head = json_object(), *empty = json_object();
	char day[SV_DATE_TEXT_MAX];

	if (!head || !empty)
		sv_out_of_memory();
	set_text(head, "act", act);
	set_text(head, "subject", subject);
	set_text(head, "state", state);
	set_text(head, "on", sv_day_text(on, day));
	sv_buf_char(&out, '{');
	for (size_t i = 0; i < SV_ARRAY_LEN(keys); i++)
		add_member(&out, keys[i], json_object_get(head, keys[i]), 0);
	add_member(&out, "body", body ? (json_t *)(uintptr_t)body : empty, JSON_SORT_KEYS);
	sv_buf_text(&out, "}\n");
	json_decref(head);
	json_decref(empty);
	return sv_arena_str(arena, sv_buf_view(&out));
}

static void release(json_t **value)
{
	json_decref(*value);
}

static int head_text(struct sv_arena *arena, json_t *object, const char *key, const char **ret,
		     struct sv_error *err)
{
	const char *text = json_string_value(json_object_get(object, key));
	char where[32];

	if (!text) {
		snprintf(where, sizeof(where), "/%s", key);
		return sv_fail_at(err, SV_EINVALID, where,
				  "an act has a text under '%s'; docs/formats/acts.md", key);
	}
	*ret = sv_arena_cstr(arena, text);
	return 0;
}

static json_t *load(struct sv_str content, json_error_t *error)
{
	return json_loadb(content.ptr, content.len, JSON_REJECT_DUPLICATES, error);
}

int sv_act_parse(struct sv_arena *arena, struct sv_str content, struct sv_act *ret,
		 struct sv_error *err)
{
	struct sv_act act = {.content = content};
	json_error_t error;
	_cleanup_(release) json_t *object = load(content, &error);
	const char *day;
	int r;

	if (!object)
		return sv_fail(err, SV_EINVALID, "line %d, column %d: %s", error.line, error.column,
			       error.text);
	r = head_text(arena, object, "act", &act.act, err);
	if (r == 0)
		r = head_text(arena, object, "subject", &act.subject, err);
	if (r == 0)
		r = head_text(arena, object, "state", &act.state, err);
	if (r == 0)
		r = head_text(arena, object, "on", &day, err);
	if (r < 0)
		return r;
	if (!sv_day_parse(sv_str_from(day), &act.on))
		return sv_fail_at(err, SV_EINVALID, "/on", "'%s' is not a date", day);
	if (!json_is_object(json_object_get(object, "body")))
		return sv_fail_at(err, SV_EINVALID, "/body",
				  "an act has an object under 'body'; docs/formats/acts.md");
	*ret = act;
	return 0;
}

json_t *sv_act_body(const struct sv_act *act)
{
	json_error_t error;
	json_t *object = load(act->content, &error);
	json_t *body = json_incref(json_object_get(object, "body"));

	json_decref(object);
	if (!body)
		sv_out_of_memory();
	return body;
}

bool sv_act_same_person(const char *a, const char *b)
{
	utf8proc_uint8_t *x = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)a),
			 *y = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)b);
	/* What is no UTF-8 has no other way to be written. */
	bool same = x && y ? sv_str_equal(sv_str_trim(sv_str_from((char *)x)),
					  sv_str_trim(sv_str_from((char *)y)))
			   : strcmp(a, b) == 0;

	free(x);
	free(y);
	return same;
}

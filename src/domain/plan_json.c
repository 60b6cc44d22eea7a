/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/plan_check.h"

struct json_plan {
	struct sv_plan_builder builder;
	const struct sv_plan_context *context;
	int sheet;
};

static void say(struct json_plan *json, const char *rule, const char *place, const char *repair,
		const char *message)
{
	sv_plan_say(json->builder.findings, json->builder.plan, SV_ERROR, rule, place, "", repair,
		    "%s", message);
}

static const struct sv_plan_sheet *sheet_of(const struct json_plan *json)
{
	return &json->context->template->sheets[json->sheet];
}

static void put(struct json_plan *json, int field, int row, int year, const json_t *value)
{
	struct sv_arena *arena = json->builder.arena;
	struct sv_plan_raw raw = {
	    .exact = true,
	    .place = sv_plan_pointer(arena, json->builder.plan, json->sheet, field, row, year)};

	switch (json_typeof(value)) {
	case JSON_NULL: return;
	case JSON_STRING:
		raw.kind = SV_PLAN_RAW_TEXT;
		raw.text = (struct sv_str){json_string_value(value), json_string_length(value)};
		break;
	case JSON_INTEGER:
		raw.kind = SV_PLAN_RAW_NUMBER;
		raw.text = sv_str_from(
		    sv_arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value)));
		break;
	case JSON_REAL:
		raw.kind = SV_PLAN_RAW_NUMBER;
		raw.text = sv_str_from(sv_arena_printf(arena, "%.17g", json_real_value(value)));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		raw.kind = SV_PLAN_RAW_BOOL;
		raw.text = sv_str_from(json_is_true(value) ? "1" : "0");
		break;
	default:
		say(json, "json-type", raw.place, "write a text or a number",
		    "a text or a number belongs here");
		return;
	}
	sv_plan_put(&json->builder, json->sheet, field, row, year, &raw);
}

/* The field of a key, or -1 with a finding. */
static int field_of(struct json_plan *json, const char *key, const char *where)
{
	int field = sv_plan_field_index(sheet_of(json), sv_str_from(key));

	if (field < 0)
		say(json, "unknown-field",
		    sv_arena_printf(json->builder.arena, "%s/%.100s", where, key),
		    "take it out; docs/formats/plan.md says which fields there are",
		    "the template has no such field");
	return field;
}

static bool is_object(struct json_plan *json, const json_t *value, const char *where)
{
	if (json_is_object(value))
		return true;
	say(json, "json-type", where, "write an object: {...}", "an object belongs here");
	return false;
}

static void read_fields(struct json_plan *json, json_t *object, const char *where, int row)
{
	const char *key;
	json_t *value;

	if (!is_object(json, object, where))
		return;
	json_object_foreach(object, key, value)
	{
		int field = field_of(json, key, where);

		if (field >= 0)
			put(json, field, row, 0, value);
	}
}

static void read_years(struct json_plan *json, int field, json_t *object, const char *where)
{
	const char *key;
	json_t *value;

	if (!is_object(json, object, where))
		return;
	json_object_foreach(object, key, value)
	{
		int64_t year;

		if (!sv_str_to_int64(sv_str_from(key), &year) || year < SV_YEAR_MIN ||
		    year > SV_YEAR_MAX)
			say(json, "year",
			    sv_arena_printf(json->builder.arena, "%s/%.20s", where, key),
			    "write the year as four digits", "the key is no year");
		else
			put(json, field, -1, (int)year, value);
	}
}

static int item_of(const struct sv_plan_context *context, const char *number)
{
	for (size_t i = 0; i < context->item_count; i++)
		if (strcmp(context->items[i].number, number) == 0)
			return (int)i;
	return -1;
}

static void read_answers(struct json_plan *json, json_t *object, const char *where)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value)
	{
		const char *place = sv_arena_printf(json->builder.arena, "%s/%.20s", where, key);
		int item = item_of(json->context, key);

		if (item < 0)
			say(json, "unknown-item", place,
			    "take it out, or correct its number; 'servanda commitment list' has "
			    "them",
			    "no such item is in force in the year of the plan");
		else
			read_fields(json, value, place, item);
	}
}

static void read_rows(struct json_plan *json, json_t *array, const char *where)
{
	size_t i;
	json_t *value;

	if (!json_is_array(array)) {
		say(json, "json-type", where, "write an array: [...]", "an array belongs here");
		return;
	}
	if (json_array_size(array) > SV_PLAN_ROWS_MAX)
		say(json, "too-many-rows", where, "split or shorten the table",
		    "the table is longer than a plan may be");
	json_array_foreach(array, i, value)
	{
		if (i < SV_PLAN_ROWS_MAX)
			read_fields(json, value,
				    sv_arena_printf(json->builder.arena, "%s/%zu", where, i),
				    (int)i);
	}
}

static void read_sheet(struct json_plan *json, json_t *value)
{
	const struct sv_plan_sheet *sheet = sheet_of(json);
	const char *where = sv_arena_printf(json->builder.arena, "/%s", sheet->name), *key;
	json_t *years;

	if (sheet->layout == SV_PLAN_ROWS) {
		read_rows(json, value, where);
		return;
	}
	if (!is_object(json, value, where))
		return;
	if (sheet->layout == SV_PLAN_FIELDS) {
		read_fields(json, value, where, -1);
		return;
	}
	if (sheet->layout == SV_PLAN_ANSWERS) {
		read_answers(json, value, where);
		return;
	}
	json_object_foreach(value, key, years)
	{
		int field = field_of(json, key, where);

		if (field >= 0)
			read_years(json, field, years,
				   sv_arena_printf(json->builder.arena, "%s/%s", where, key));
	}
}

struct sv_plan *sv_plan_from_json(struct sv_arena *arena, const struct sv_plan_context *context,
				  const char *file, const json_t *object,
				  struct sv_findings *findings)
{
	struct json_plan json = {.context = context};
	const char *format = json_string_value(json_object_get(object, "format")), *key;
	json_t *value;

	sv_plan_begin(&json.builder, arena, context, file, findings);
	if (!format || strcmp(format, SV_PLAN_FORMAT) != 0)
		say(&json, "format", "/format", "write \"format\": \"" SV_PLAN_FORMAT "\"",
		    "the plan does not say which format it is in");
	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		if (strcmp(key, "format") == 0 || strcmp(key, "exercise") == 0)
			continue;
		json.sheet = sv_plan_sheet_index(context->template, sv_str_from(key));
		if (json.sheet < 0)
			say(&json, "unknown-sheet", sv_arena_printf(arena, "/%.100s", key),
			    "take it out; docs/formats/plan.md says which parts there are",
			    "the template has no such part");
		else
			read_sheet(&json, value);
	}
	json.builder.plan->exercise = json_is_true(json_object_get(object, "exercise"));
	return sv_plan_finish(&json.builder);
}

int sv_plan_parse(struct sv_arena *arena, const struct sv_plan_context *context, const char *file,
		  struct sv_str text, struct sv_findings *findings, struct sv_plan **ret,
		  struct sv_error *err)
{
	json_error_t error;
	json_t *object;
	char where[64];

	if (text.len > SV_PLAN_BYTES_MAX)
		return sv_fail(err, SV_ELIMIT, "cannot read '%s': it is larger than %ld MiB", file,
			       SV_PLAN_BYTES_MAX >> 20);
	object = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &error);
	snprintf(where, sizeof(where), "line %d, column %d", error.line, error.column);
	if (!object)
		return sv_fail_at(err, SV_EINVALID, where, "cannot read '%s': %.200s", file,
				  error.text);
	if (!json_is_object(object)) {
		json_decref(object);
		return sv_fail(err, SV_EINVALID, "cannot read '%s': a plan is a JSON object", file);
	}
	*ret = sv_plan_from_json(arena, context, file, object, findings);
	json_decref(object);
	return 0;
}

static json_t *need(json_t *value)
{
	if (!value)
		sv_out_of_memory();
	return value;
}

static void set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, need(value)) < 0)
		sv_out_of_memory();
}

/* The object under a key, made when it is not there. */
static json_t *under(json_t *object, const char *key)
{
	json_t *found = json_object_get(object, key);

	if (found)
		return found;
	set(object, key, json_object());
	return json_object_get(object, key);
}

static json_t *row_of(json_t *object, const char *key, int row)
{
	json_t *array = json_object_get(object, key);

	if (!array) {
		set(object, key, json_array());
		array = json_object_get(object, key);
	}
	while ((int)json_array_size(array) <= row)
		if (json_array_append_new(array, need(json_object())) < 0)
			sv_out_of_memory();
	return json_array_get(array, (size_t)row);
}

static void write_cell(json_t *object, const struct sv_plan *plan, const struct sv_plan_cell *cell)
{
	const struct sv_plan_sheet *sheet = &plan->context->template->sheets[cell->sheet];
	const char *field = sheet->fields[cell->field].name;
	char year[16];

	switch (sheet->layout) {
	case SV_PLAN_FIELDS: object = under(object, sheet->name); break;
	case SV_PLAN_YEARS:
		object = under(under(object, sheet->name), field);
		snprintf(year, sizeof(year), "%d", cell->year);
		field = year;
		break;
	case SV_PLAN_ROWS: object = row_of(object, sheet->name, cell->row); break;
	case SV_PLAN_ANSWERS:
		object = under(under(object, sheet->name), plan->context->items[cell->row].number);
		break;
	}
	set(object, field, json_stringn(cell->text.ptr, cell->text.len));
}

/* A place of the workbook means nothing to whoever reads the record. */
static void settle_confirmations(json_t *object, const struct sv_plan *plan)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(object, "confirmations"), i, row)
	{
		const char *cell = json_string_value(json_object_get(row, "cell"));

		if (cell)
			set(row, "cell",
			    json_string(sv_plan_confirmed_cell(&arena, plan, sv_str_from(cell))));
	}
}

json_t *sv_plan_to_json(const struct sv_plan *plan)
{
	json_t *object = need(json_object());

	set(object, "format", json_string(SV_PLAN_FORMAT));
	if (plan->exercise)
		set(object, "exercise", json_true());
	for (size_t i = 0; i < plan->cell_count; i++)
		if (plan->cells[i].is != SV_PLAN_IS_WRONG)
			write_cell(object, plan, &plan->cells[i]);
	settle_confirmations(object, plan);
	return object;
}

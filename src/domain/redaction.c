/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/redaction.h"

#include <inttypes.h>
#include <string.h>

static void release(json_t **value)
{
	json_decref(*value);
}

static int fail_act(const struct sv_act *act, const char *what, struct sv_error *err)
{
	return sv_fail(err, SV_EINVALID, "the act '%s' in document %" PRId64 " %s", act->act,
		       act->doc, what);
}

static int read_proposal(struct sv_arena *arena, const struct sv_act *act,
			 struct sv_redaction *redaction, struct sv_error *err)
{
	_cleanup_(release) json_t *body = sv_act_body(act);
	const char *ground = json_string_value(json_object_get(body, "ground"));
	const json_t *rows = json_object_get(body, "rows"), *row;
	int64_t *numbers = NULL;
	size_t i;

	if (!ground)
		return fail_act(act, "names no ground", err);
	if (rows) {
		numbers = SV_NEW_ARRAY(arena, int64_t, json_array_size(rows));
		json_array_foreach(rows, i, row) numbers[i] = json_integer_value(row);
	}
	*redaction = (struct sv_redaction){.proposal = act->doc,
					   .tombstone = -1,
					   .proposed_by = act->author,
					   .ground = sv_arena_cstr(arena, ground),
					   .rows = numbers,
					   .row_count = json_array_size(rows)};
	return 0;
}

int sv_redaction_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
		      struct sv_redaction *ret, struct sv_error *err)
{
	struct sv_redaction redaction = {.proposal = -1, .tombstone = -1};

	for (size_t i = 0; i < count; i++) {
		if (strcmp(acts[i].act, SV_ACT_REDACTION_PROPOSE) == 0) {
			int r = read_proposal(arena, &acts[i], &redaction, err);

			if (r < 0)
				return r;
		} else if (strcmp(acts[i].act, SV_ACT_REDACTION_CONFIRM) == 0) {
			redaction.tombstone = acts[i].doc;
		}
	}
	*ret = redaction;
	return 0;
}

static bool is_asked(const int64_t *rows, size_t count, int64_t row)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i] == row)
			return true;
	return !rows;
}

static struct sv_withheld_row row_of(struct sv_arena *arena, const struct sv_fact_document *table,
				     size_t row)
{
	struct sv_withheld_row withheld = {.row = table->csv.rows[row].line};

	for (; table->kind->key[withheld.key_count]; withheld.key_count++) {
		int column =
		    sv_fact_column_index(table->kind, table->kind->key[withheld.key_count]);

		withheld.key[withheld.key_count] =
		    sv_arena_str(arena, sv_fact_document_get(table, row, column)).ptr;
	}
	return withheld;
}

/* A row may stand on several lines: all up to where the next one begins. */
static int64_t row_end(const struct sv_fact_document *table, size_t row, int64_t lines)
{
	return row + 1 < table->csv.row_count ? table->csv.rows[row + 1].line - 1 : lines;
}

static int64_t count_lines(struct sv_str text)
{
	int64_t lines = 0;

	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	return lines + (text.len && text.ptr[text.len - 1] != '\n');
}

int sv_redaction_plan(struct sv_arena *arena, const struct sv_fact_kind *kind,
		      struct sv_str content, const int64_t *rows, size_t row_count,
		      struct sv_withheld_rows *ret, const int64_t **ret_lines,
		      size_t *ret_line_count, struct sv_error *err)
{
	int64_t total = count_lines(content), *lines = SV_NEW_ARRAY(arena, int64_t, total + 1);
	struct sv_withheld_rows plan = {.whole = !rows};
	struct sv_fact_document table;
	size_t line_count = 0;

	sv_fact_document_read(arena, kind, content, &table);
	plan.rows = SV_NEW_ARRAY(arena, struct sv_withheld_row, table.csv.row_count + 1);
	for (size_t i = 0; i < table.csv.row_count; i++) {
		if (!is_asked(rows, row_count, table.csv.rows[i].line))
			continue;
		plan.rows[plan.count++] = row_of(arena, &table, i);
		for (int64_t k = table.csv.rows[i].line - 1; k < row_end(&table, i, total); k++)
			lines[line_count++] = k;
	}
	for (size_t i = 0; rows && i < row_count; i++) {
		bool found = false;

		for (size_t k = 0; k < plan.count && !found; k++)
			found = plan.rows[k].row == rows[i];
		if (!found)
			return sv_fail(err, SV_EINVALID,
				       "no row of the table begins on line %" PRId64, rows[i]);
	}
	*ret = plan;
	*ret_lines = lines;
	*ret_line_count = line_count;
	return 0;
}

static void set(json_t *object, const char *key, json_t *value)
{
	if (!value || json_object_set_new(object, key, value) < 0)
		sv_out_of_memory();
}

static void append(json_t *array, json_t *value)
{
	if (!value || json_array_append_new(array, value) < 0)
		sv_out_of_memory();
}

json_t *sv_redaction_confirm_body(const struct sv_redaction *redaction,
				  const struct sv_withheld_rows *rows)
{
	json_t *body = json_object(), *list = json_array();

	if (!body || !list)
		sv_out_of_memory();
	for (size_t i = 0; i < rows->count; i++) {
		json_t *row = json_object(), *key = json_array();

		if (!row || !key)
			sv_out_of_memory();
		for (size_t k = 0; k < rows->rows[i].key_count; k++)
			append(key, json_string(rows->rows[i].key[k]));
		set(row, "row", json_integer(rows->rows[i].row));
		set(row, "key", key);
		append(list, row);
	}
	set(body, "proposal", json_integer(redaction->proposal));
	set(body, "ground", json_string(redaction->ground));
	set(body, "whole", json_boolean(rows->whole));
	set(body, "rows", list);
	return body;
}

int sv_redaction_rows(struct sv_arena *arena, const struct sv_act *act,
		      struct sv_withheld_rows *ret, struct sv_error *err)
{
	_cleanup_(release) json_t *body = sv_act_body(act);
	const json_t *list = json_object_get(body, "rows"), *row;
	struct sv_withheld_rows rows = {.whole = json_is_true(json_object_get(body, "whole"))};
	size_t i, k;

	if (!json_is_array(list))
		return fail_act(act, "names no rows", err);
	rows.rows = SV_NEW_ARRAY(arena, struct sv_withheld_row, json_array_size(list) + 1);
	json_array_foreach(list, i, row)
	{
		const json_t *key = json_object_get(row, "key"), *part;
		struct sv_withheld_row *withheld = &rows.rows[rows.count++];

		withheld->row = json_integer_value(json_object_get(row, "row"));
		json_array_foreach(key, k, part)
		{
			const char *text = json_string_value(part);

			if (!text || k == SV_FACT_KEY_MAX)
				return fail_act(act, "names a key that is none", err);
			withheld->key[withheld->key_count++] = sv_arena_cstr(arena, text);
		}
	}
	*ret = rows;
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/redaction.h"

#include <inttypes.h>
#include <string.h>

#include "record/commitment.h"

static void release(json_t **value)
{
	json_decref(*value);
}

static int fail_act(const struct sv_act *act, const char *what, struct sv_error *err)
{
	return sv_fail(err, SV_EINVALID, "the act '%s' in document %" PRId64 " %s", act->act,
		       act->doc, what);
}

static json_t *list_of(const json_t *body, const char *name)
{
	json_t *list = json_object_get(body, name);

	return json_is_array(list) ? list : NULL;
}

/* `rows` and `fields`; neither asks for the whole document. */
static int read_places(struct sv_arena *arena, const struct sv_act *act, const json_t *body,
		       struct sv_redaction *redaction, struct sv_error *err)
{
	const json_t *rows = list_of(body, "rows"), *fields = list_of(body, "fields"), *item;
	size_t count = json_array_size(rows) + json_array_size(fields), i;
	struct sv_withheld_place *places;

	if (!rows && !fields)
		return 0;
	places = SV_NEW_ARRAY(arena, struct sv_withheld_place, count + 1);
	json_array_foreach(rows, i, item)
	{
		places[redaction->place_count++] =
		    (struct sv_withheld_place){json_integer_value(item), NULL};
	}
	json_array_foreach(fields, i, item)
	{
		const char *column = json_string_value(json_object_get(item, "column"));

		if (!column)
			return fail_act(act, "names a field without its column", err);
		places[redaction->place_count++] = (struct sv_withheld_place){
		    json_integer_value(json_object_get(item, "row")), sv_arena_cstr(arena, column)};
	}
	redaction->places = places;
	return 0;
}

static const char *const scopes[] = {
    [SV_REDACT_ALL] = "all", [SV_REDACT_COPIES] = "copies", [SV_REDACT_NONE] = "none"};

const char *sv_redaction_scope_text(enum sv_redaction_scope scope)
{
	return scopes[scope];
}

/* An act that says nothing of it is for good. */
static int read_scope(const struct sv_act *act, const json_t *body, enum sv_redaction_scope *ret,
		      struct sv_error *err)
{
	const json_t *scope = json_object_get(body, "scope");
	const char *text = json_string_value(scope);

	if (!scope) {
		*ret = SV_REDACT_ALL;
		return 0;
	}
	for (size_t i = SV_REDACT_COPIES; text && i < SV_ARRAY_LEN(scopes); i++) {
		if (strcmp(text, scopes[i]) == 0) {
			*ret = (enum sv_redaction_scope)i;
			return 0;
		}
	}
	return fail_act(act, "is of a scope that is none", err);
}

int sv_redaction_scope(const struct sv_act *act, enum sv_redaction_scope *ret, struct sv_error *err)
{
	_cleanup_(release) json_t *body = sv_act_body(act);

	return read_scope(act, body, ret, err);
}

static int read_proposal(struct sv_arena *arena, const struct sv_act *act,
			 struct sv_redaction *redaction, struct sv_error *err)
{
	_cleanup_(release) json_t *body = sv_act_body(act);
	const char *ground = json_string_value(json_object_get(body, "ground"));
	int r;

	if (!ground)
		return fail_act(act, "names no ground", err);
	redaction->proposal = act->doc;
	redaction->proposed_by = act->author;
	redaction->ground = sv_arena_cstr(arena, ground);
	redaction->places = NULL;
	redaction->place_count = 0;
	r = read_scope(act, body, &redaction->scope, err);
	return r < 0 ? r : read_places(arena, act, body, redaction, err);
}

static int read_confirmation(const struct sv_act *act, struct sv_redaction *redaction,
			     struct sv_error *err)
{
	enum sv_redaction_scope scope;
	int r = sv_redaction_scope(act, &scope, err);

	if (r < 0)
		return r;
	redaction->proposal = -1;
	if (scope == SV_REDACT_ALL)
		redaction->tombstone = act->doc;
	else
		redaction->copies = scope == SV_REDACT_COPIES ? act : NULL;
	return 0;
}

int sv_redaction_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
		      struct sv_redaction *ret, struct sv_error *err)
{
	struct sv_redaction redaction = {.proposal = -1, .tombstone = -1};
	int r = 0;

	for (size_t i = 0; r == 0 && i < count; i++) {
		if (strcmp(acts[i].act, SV_ACT_REDACTION_PROPOSE) == 0)
			r = read_proposal(arena, &acts[i], &redaction, err);
		else if (strcmp(acts[i].act, SV_ACT_REDACTION_CONFIRM) == 0)
			r = read_confirmation(&acts[i], &redaction, err);
	}
	if (r == 0)
		*ret = redaction;
	return r;
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

/* The pieces of a content, and on which line each begins that is the first of a row. */
struct cut {
	int64_t *row_line; /* 0: it goes on with the row of the piece before */
	bool *gone;
	int64_t count;
};

static struct cut cut_content(struct sv_arena *arena, struct sv_str content)
{
	struct cut cut = {.row_line = SV_NEW_ARRAY(arena, int64_t, content.len + 1),
			  .gone = SV_NEW_ARRAY(arena, bool, content.len + 1)};
	bool begins_row = true;
	struct sv_str piece;
	int64_t line = 1;

	while (sv_content_piece(&content, true, &piece)) {
		cut.gone[cut.count] = false;
		cut.row_line[cut.count++] = begins_row ? line : 0;
		begins_row = piece.ptr[piece.len - 1] == '\n';
		for (size_t i = 0; i < piece.len; i++)
			line += piece.ptr[i] == '\n';
	}
	return cut;
}

/* The first piece of the row that begins on this line; *ret_count is how many it has. */
static int64_t pieces_of(const struct cut *cut, int64_t line, int64_t *ret_count)
{
	int64_t first = 0, end;

	while (first < cut->count && cut->row_line[first] != line)
		first++;
	for (end = first + 1; end < cut->count && !cut->row_line[end]; end++)
		;
	*ret_count = end - first;
	return first;
}

static bool is_key(const struct sv_fact_kind *kind, const char *column)
{
	for (size_t i = 0; kind->key[i]; i++)
		if (strcmp(kind->key[i], column) == 0)
			return true;
	return false;
}

/* A figure without its value becomes a gap that says so; other rows need what is required. */
static bool becomes_gap(const struct sv_fact_kind *kind)
{
	return sv_fact_column_index(kind, "reason") >= 0;
}

static int check_column(const struct sv_fact_document *table, const struct sv_withheld_place *place,
			int *ret_column, struct sv_error *err)
{
	const struct sv_fact_kind *kind = table->kind;
	int column = sv_fact_column_index(kind, place->column);

	if (column < 0 || table->position[column] < 0)
		return sv_fail(err, SV_EINVALID, "the table has no column '%s'", place->column);
	if (is_key(kind, place->column))
		return sv_fail(err, SV_EREFUSED,
			       "'%s' is of the key, by which a row is known: no field of it can "
			       "be withheld",
			       place->column);
	if (kind->columns[column].required && !becomes_gap(kind))
		return sv_fail(err, SV_EREFUSED,
			       "no row stands without '%s': withhold the row on line %" PRId64,
			       place->column, place->row);
	*ret_column = column;
	return 0;
}

/* Mark what one place asks for.  The row knows its columns, or none once all of it is gone. */
static int mark(const struct sv_fact_document *table, const struct cut *cut,
		const struct sv_withheld_place *place, struct sv_withheld_row *row,
		struct sv_error *err)
{
	int64_t count, first = pieces_of(cut, place->row, &count);
	int column = -1, r;

	if (!place->column) {
		for (int64_t i = 0; i < count; i++)
			cut->gone[first + i] = true;
		return 0;
	}
	r = check_column(table, place, &column, err);
	if (r < 0)
		return r;
	if (count != (int64_t)table->csv.column_count)
		return sv_fail(err, SV_EREFUSED,
			       "the fields of the row on line %" PRId64
			       " cannot be told apart: withhold the row",
			       place->row);
	first += table->position[column];
	if (!cut->gone[first])
		row->columns[row->column_count++] = table->kind->columns[column].name;
	cut->gone[first] = true;
	return 0;
}

static int plan_row(struct sv_arena *arena, const struct sv_fact_document *table, size_t number,
		    const struct cut *cut, const struct sv_withheld_place *places,
		    size_t place_count, struct sv_withheld_rows *plan, struct sv_error *err)
{
	struct sv_withheld_row row = row_of(arena, table, number);
	bool asked = !places, whole = !places;
	int r = 0;

	for (size_t i = 0; r == 0 && i < place_count; i++) {
		if (places[i].row != row.row)
			continue;
		asked = true;
		whole = whole || !places[i].column;
		r = mark(table, cut, &places[i], &row, err);
	}
	if (whole)
		row.column_count = 0;
	if (r == 0 && asked)
		plan->rows[plan->count++] = row;
	return r;
}

int sv_redaction_plan(struct sv_arena *arena, const struct sv_fact_kind *kind,
		      struct sv_str content, const struct sv_withheld_place *places,
		      size_t place_count, struct sv_withheld_rows *ret, const int64_t **ret_pieces,
		      size_t *ret_piece_count, struct sv_error *err)
{
	struct cut cut = cut_content(arena, content);
	struct sv_withheld_rows plan = {.whole = !places};
	int64_t *pieces = SV_NEW_ARRAY(arena, int64_t, cut.count + 1);
	struct sv_fact_document table;
	size_t piece_count = 0;
	int r = 0;

	sv_fact_document_read(arena, kind, content, &table);
	plan.rows = SV_NEW_ARRAY(arena, struct sv_withheld_row, table.csv.row_count + 1);
	for (size_t i = 0; r == 0 && i < table.csv.row_count; i++)
		r = plan_row(arena, &table, i, &cut, places, place_count, &plan, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < place_count; i++) {
		bool found = false;

		for (size_t k = 0; k < plan.count && !found; k++)
			found = plan.rows[k].row == places[i].row;
		if (!found)
			return sv_fail(err, SV_EINVALID,
				       "no row of the table begins on line %" PRId64,
				       places[i].row);
	}
	for (int64_t i = 0; i < cut.count; i++)
		if (cut.gone[i])
			pieces[piece_count++] = i;
	*ret = plan;
	*ret_pieces = pieces;
	*ret_piece_count = piece_count;
	return 0;
}

const struct sv_withheld_place *
sv_redaction_places(struct sv_arena *arena, const struct sv_withheld_rows *rows, size_t *ret_count)
{
	struct sv_withheld_place *places;
	size_t count = 0, room = 1;

	*ret_count = 0;
	if (rows->whole)
		return NULL;
	for (size_t i = 0; i < rows->count; i++)
		room += 1 + rows->rows[i].column_count;
	places = SV_NEW_ARRAY(arena, struct sv_withheld_place, room);
	for (size_t i = 0; i < rows->count; i++) {
		const struct sv_withheld_row *row = &rows->rows[i];

		if (!row->column_count)
			places[count++] = (struct sv_withheld_place){row->row, NULL};
		for (size_t k = 0; k < row->column_count; k++)
			places[count++] = (struct sv_withheld_place){row->row, row->columns[k]};
	}
	*ret_count = count;
	return places;
}

static bool has_column(const struct sv_withheld_row *row, const char *column)
{
	for (size_t i = 0; i < row->column_count; i++)
		if (strcmp(row->columns[i], column) == 0)
			return true;
	return false;
}

/* Two of one line: the whole row, where either says so, or the fields of both. */
static struct sv_withheld_row unite_row(const struct sv_withheld_row *a,
					const struct sv_withheld_row *b)
{
	struct sv_withheld_row row = *a;

	if (!a->column_count || !b->column_count)
		row.column_count = 0;
	for (size_t i = 0; row.column_count && i < b->column_count; i++)
		if (!has_column(&row, b->columns[i]) && row.column_count < SV_FACT_COLUMNS_MAX)
			row.columns[row.column_count++] = b->columns[i];
	return row;
}

struct sv_withheld_rows sv_redaction_unite(struct sv_arena *arena, const struct sv_withheld_rows *a,
					   const struct sv_withheld_rows *b)
{
	struct sv_withheld_rows both = {.whole = a->whole || b->whole};
	size_t i = 0, k = 0;

	both.rows = SV_NEW_ARRAY(arena, struct sv_withheld_row, a->count + b->count + 1);
	while (i < a->count || k < b->count) {
		if (k == b->count || (i < a->count && a->rows[i].row < b->rows[k].row))
			both.rows[both.count++] = a->rows[i++];
		else if (i == a->count || b->rows[k].row < a->rows[i].row)
			both.rows[both.count++] = b->rows[k++];
		else
			both.rows[both.count++] = unite_row(&a->rows[i++], &b->rows[k++]);
	}
	return both;
}

bool sv_withheld_row_stands(const struct sv_fact_kind *kind, const struct sv_withheld_row *row)
{
	for (size_t i = 0; i < row->column_count; i++) {
		int column = sv_fact_column_index(kind, row->columns[i]);

		if (column < 0 || kind->columns[column].required)
			return false;
	}
	return row->column_count > 0;
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

static json_t *columns_json(const struct sv_withheld_row *row)
{
	json_t *list = json_array();

	if (!list)
		sv_out_of_memory();
	for (size_t i = 0; i < row->column_count; i++)
		append(list, json_string(row->columns[i]));
	return list;
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
		if (rows->rows[i].column_count)
			set(row, "columns", columns_json(&rows->rows[i]));
		append(list, row);
	}
	set(body, "proposal", json_integer(redaction->proposal));
	set(body, "ground", json_string(redaction->ground));
	if (redaction->scope != SV_REDACT_ALL)
		set(body, "scope", json_string(scopes[redaction->scope]));
	set(body, "whole", json_boolean(rows->whole));
	set(body, "rows", list);
	return body;
}

static int read_row(struct sv_arena *arena, const struct sv_act *act, const json_t *json,
		    struct sv_withheld_row *row, struct sv_error *err)
{
	const json_t *part;
	size_t i;

	row->row = json_integer_value(json_object_get(json, "row"));
	json_array_foreach(json_object_get(json, "key"), i, part)
	{
		if (!json_is_string(part) || i == SV_FACT_KEY_MAX)
			return fail_act(act, "names a key that is none", err);
		row->key[row->key_count++] = sv_arena_cstr(arena, json_string_value(part));
	}
	json_array_foreach(json_object_get(json, "columns"), i, part)
	{
		if (!json_is_string(part) || i == SV_FACT_COLUMNS_MAX)
			return fail_act(act, "names a column that is none", err);
		row->columns[row->column_count++] = sv_arena_cstr(arena, json_string_value(part));
	}
	return 0;
}

int sv_redaction_rows(struct sv_arena *arena, const struct sv_act *act,
		      struct sv_withheld_rows *ret, struct sv_error *err)
{
	_cleanup_(release) json_t *body = sv_act_body(act);
	const json_t *list = json_object_get(body, "rows"), *row;
	struct sv_withheld_rows rows = {.whole = json_is_true(json_object_get(body, "whole"))};
	size_t i;

	if (!json_is_array(list))
		return fail_act(act, "names no rows", err);
	rows.rows = SV_NEW_ARRAY(arena, struct sv_withheld_row, json_array_size(list) + 1);
	json_array_foreach(list, i, row)
	{
		struct sv_withheld_row *withheld = &rows.rows[rows.count++];
		int r;

		*withheld = (struct sv_withheld_row){0};
		r = read_row(arena, act, row, withheld, err);
		if (r < 0)
			return r;
	}
	*ret = rows;
	return 0;
}

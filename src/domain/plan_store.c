/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan_store.h"

#include <string.h>

#include "base/limits.h"
#include "domain/release.h"

/* A row stands when its document is known and the one that replaced it is not. */
#define STANDING " WHERE doc < ? AND superseded >= ?"

struct loader {
	struct sv_db *db;
	struct sv_arena *arena;
	int64_t known_size;
	struct sv_error *err;
};

static int open_query(const struct loader *loader, const char *sql, struct sv_stmt **ret)
{
	int r = sv_stmt_open(loader->db, sql, ret, loader->err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(*ret, 1, loader->known_size);
	sv_stmt_bind_int(*ret, 2, loader->known_size);
	return 0;
}

static const char *text_at(const struct loader *loader, struct sv_stmt *stmt, int column)
{
	return sv_arena_str(loader->arena, sv_stmt_text(stmt, column)).ptr;
}

static int load_templates(const struct loader *loader, struct sv_plan_template **ret,
			  size_t *ret_count)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_plan_template *templates = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(
	    loader,
	    "SELECT template, title, basis, cycle_from, cycle_to FROM plan_template" STANDING
	    " ORDER BY cycle_from, template",
	    &stmt);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, loader->err)) > 0) {
		templates =
		    sv_arena_grow(loader->arena, templates, count, &cap, sizeof(*templates));
		templates[count++] = (struct sv_plan_template){
		    .name = text_at(loader, stmt, 0),
		    .title = text_at(loader, stmt, 1),
		    .basis = text_at(loader, stmt, 2),
		    .cycle_from = (int)sv_stmt_int(stmt, 3),
		    .cycle_to = sv_stmt_is_null(stmt, 4) || !sv_stmt_int(stmt, 4)
				    ? SV_YEAR_MAX
				    : (int)sv_stmt_int(stmt, 4),
		};
	}
	*ret = templates;
	*ret_count = count;
	return r;
}

static enum sv_plan_layout layout_of(struct sv_str word)
{
	return sv_str_is(word, "fields")  ? SV_PLAN_FIELDS
	       : sv_str_is(word, "years") ? SV_PLAN_YEARS
	       : sv_str_is(word, "rows")  ? SV_PLAN_ROWS
					  : SV_PLAN_ANSWERS;
}

static int load_sheets(const struct loader *loader, struct sv_plan_template *template)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_plan_sheet *sheets = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(loader,
			   "SELECT sheet, title, note, layout FROM plan_sheet" STANDING
			   " AND template = ? ORDER BY doc, row",
			   &stmt);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 3, sv_str_from(template->name));
	while ((r = sv_stmt_step(stmt, loader->err)) > 0) {
		sheets = sv_arena_grow(loader->arena, sheets, count, &cap, sizeof(*sheets));
		sheets[count++] =
		    (struct sv_plan_sheet){.name = text_at(loader, stmt, 0),
					   .title = text_at(loader, stmt, 1),
					   .note = text_at(loader, stmt, 2),
					   .layout = layout_of(sv_stmt_text(stmt, 3))};
	}
	template->sheets = sheets;
	template->sheet_count = count;
	return r;
}

static enum sv_plan_type type_of(struct sv_str word)
{
	static const char *const words[] = {
	    [SV_PLAN_AMOUNT] = "amount",   [SV_PLAN_INTEGER] = "integer",
	    [SV_PLAN_TEXT] = "text",       [SV_PLAN_LONG] = "long",
	    [SV_PLAN_CHOICE] = "choice",   [SV_PLAN_DATE] = "date",
	    [SV_PLAN_YEAR] = "year",       [SV_PLAN_STATE] = "state",
	    [SV_PLAN_PROJECT] = "project", [SV_PLAN_YES_NO] = "yes_no",
	};

	for (size_t i = 0; i < SV_ARRAY_LEN(words); i++)
		if (sv_str_is(word, words[i]))
			return (enum sv_plan_type)i;
	return SV_PLAN_TEXT;
}

static void read_choices(const struct loader *loader, const char *text, struct sv_plan_field *field)
{
	struct sv_str rest = sv_str_from(text), word;
	size_t cap = 0;

	while (sv_str_split(&rest, '|', &word)) {
		field->choices = sv_arena_grow(loader->arena, (void *)field->choices,
					       field->choice_count, &cap, sizeof(*field->choices));
		field->choices[field->choice_count++] = sv_arena_str(loader->arena, word).ptr;
	}
}

static int load_fields(const struct loader *loader, const struct sv_plan_template *template,
		       struct sv_plan_sheet *sheet)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_plan_field *fields = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(loader,
			   "SELECT field, label, unit, type, required, indicator, compare,"
			   " year_first, year_last, choices, band, releasable, basis, note"
			   " FROM plan_field" STANDING
			   " AND template = ? AND sheet = ? ORDER BY doc, row",
			   &stmt);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 3, sv_str_from(template->name));
	sv_stmt_bind_text(stmt, 4, sv_str_from(sheet->name));
	while ((r = sv_stmt_step(stmt, loader->err)) > 0 && count < SV_PLAN_FIELDS_MAX) {
		fields = sv_arena_grow(loader->arena, fields, count, &cap, sizeof(*fields));
		fields[count] = (struct sv_plan_field){
		    .name = text_at(loader, stmt, 0),
		    .label = text_at(loader, stmt, 1),
		    .unit = text_at(loader, stmt, 2),
		    .type = type_of(sv_stmt_text(stmt, 3)),
		    .required = sv_str_is(sv_stmt_text(stmt, 4), "yes"),
		    .indicator = text_at(loader, stmt, 5),
		    .compare = text_at(loader, stmt, 6),
		    .year_first = (int)sv_stmt_int(stmt, 7),
		    .year_last = (int)sv_stmt_int(stmt, 8),
		    .band = (int)sv_stmt_int(stmt, 10),
		    .ground =
			sv_str_is(sv_stmt_text(stmt, 11), "yes") ? "" : text_at(loader, stmt, 11),
		    .basis = text_at(loader, stmt, 12),
		    .note = text_at(loader, stmt, 13)};
		read_choices(loader, text_at(loader, stmt, 9), &fields[count++]);
	}
	sheet->fields = fields;
	sheet->field_count = count;
	return r < 0 ? r : 0;
}

int sv_plan_templates(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
		      const struct sv_plan_template **ret_templates, size_t *ret_count,
		      struct sv_error *err)
{
	const struct loader loader = {db, arena, known_size, err};
	struct sv_plan_template *templates;
	size_t count;
	int r = load_templates(&loader, &templates, &count);

	for (size_t i = 0; r == 0 && i < count; i++) {
		r = load_sheets(&loader, &templates[i]);
		for (size_t k = 0; r == 0 && k < templates[i].sheet_count; k++)
			r = load_fields(&loader, &templates[i],
					(struct sv_plan_sheet *)(uintptr_t)&templates[i].sheets[k]);
	}
	if (r < 0)
		return r;
	*ret_templates = templates;
	*ret_count = count;
	return 0;
}

int sv_plan_steps(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
		  const struct sv_plan_step **ret_steps, size_t *ret_count, struct sv_error *err)
{
	const struct loader loader = {db, arena, known_size, err};
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_plan_step *steps = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(&loader,
			   "SELECT step, title, cycle_from, cycle_to, month, day, source, note,"
			   " confidence FROM plan_step" STANDING
			   " ORDER BY month, day, cycle_from, step",
			   &stmt);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		steps = sv_arena_grow(arena, steps, count, &cap, sizeof(*steps));
		steps[count++] = (struct sv_plan_step){
		    .step = text_at(&loader, stmt, 0),
		    .title = text_at(&loader, stmt, 1),
		    .cycle_from = (int)sv_stmt_int(stmt, 2),
		    .cycle_to = sv_stmt_int(stmt, 3) ? (int)sv_stmt_int(stmt, 3) : SV_YEAR_MAX,
		    .month = (int)sv_stmt_int(stmt, 4),
		    .day = (int)sv_stmt_int(stmt, 5),
		    .source = text_at(&loader, stmt, 6),
		    .note = text_at(&loader, stmt, 7),
		    .confidence = sv_str_is(sv_stmt_text(stmt, 8), "seen")
				      ? SV_CONFIDENCE_SEEN
				      : SV_CONFIDENCE_RECALLED};
	}
	if (r < 0)
		return r;
	*ret_steps = steps;
	*ret_count = count;
	return 0;
}

int sv_plan_declarations(struct sv_db *db, struct sv_arena *arena, const struct sv_register *reg,
			 int64_t known_size, const struct sv_declaration **ret, size_t *ret_count,
			 struct sv_error *err)
{
	const struct loader loader = {db, arena, known_size, err};
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_declaration *rows = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(&loader,
			   "SELECT doc, row, state, year, commitment, rating, caveat, plan,"
			   " source_id, releasable FROM declaration" STANDING " ORDER BY doc, row",
			   &stmt);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		struct sv_declaration one = {
		    .state = sv_register_state(reg, sv_stmt_text(stmt, 2)),
		    .year = (int)sv_stmt_int(stmt, 3),
		    .item = text_at(&loader, stmt, 4),
		    .caveat = text_at(&loader, stmt, 6),
		    .where = sv_arena_printf(
			arena, "the %splan for %d",
			sv_str_is(sv_stmt_text(stmt, 8), SV_PLAN_EXERCISE_SOURCE) ? "EXERCISE "
										  : "",
			(int)sv_stmt_int(stmt, 7)),
		    .restricted = !sv_str_is(sv_stmt_text(stmt, 9), SV_RELEASE_PUBLIC),
		    .origin = {sv_stmt_int(stmt, 0), (int32_t)sv_stmt_int(stmt, 1),
			       text_at(&loader, stmt, 8), SV_CONFIDENCE_SEEN}};

		if (one.state < 0 || !sv_rating_find(sv_stmt_text(stmt, 5), &one.rating))
			continue;
		rows = sv_arena_grow(arena, rows, count, &cap, sizeof(*rows));
		rows[count++] = one;
	}
	if (r < 0)
		return r;
	*ret = rows;
	*ret_count = count;
	return 0;
}

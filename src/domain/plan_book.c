/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan_book.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

void sv_plan_book_begin(struct sv_plan_book *book, struct sv_arena *arena)
{
	*book = (struct sv_plan_book){.arena = arena};
}

static int keep_sheet(void *context, int sheet, struct sv_str name, struct sv_error *err)
{
	struct sv_plan_book *book = context;

	(void)sheet;
	(void)err;
	book->names = sv_arena_grow(book->arena, (void *)book->names, book->name_count,
				    &book->name_cap, sizeof(*book->names));
	book->names[book->name_count++] = sv_arena_str(book->arena, name).ptr;
	return 0;
}

static int keep_cell(void *context, const struct sv_sheet_cell *cell, struct sv_error *err)
{
	struct sv_plan_book *book = context;

	if (book->cell_count == SV_PLAN_GRID_MAX)
		return sv_fail(err, SV_ELIMIT,
			       "the workbook has more than %d cells; no plan has so many",
			       SV_PLAN_GRID_MAX);
	/* A text that many cells share is small in the file, and large here. */
	book->text_bytes += cell->text.len;
	if (book->text_bytes > SV_PLAN_BOOK_TEXT_MAX)
		return sv_fail(err, SV_ELIMIT,
			       "the workbook has more than %ld MiB of text; no plan has so much",
			       SV_PLAN_BOOK_TEXT_MAX >> 20);
	book->cells = sv_arena_grow(book->arena, book->cells, book->cell_count, &book->cell_cap,
				    sizeof(*book->cells));
	book->cells[book->cell_count++] =
	    (struct sv_plan_book_cell){.sheet = cell->sheet,
				       .row = cell->row,
				       .column = cell->column,
				       .type = cell->type,
				       .percent = cell->percent,
				       .cut = cell->cut,
				       .text = sv_arena_str(book->arena, cell->text)};
	return 0;
}

static int keep_merge(void *context, const struct sv_sheet_merge *merge, struct sv_error *err)
{
	struct sv_plan_book *book = context;

	(void)err;
	if (book->merge_count == SV_PLAN_MERGES_MAX)
		return 0;
	book->merges = sv_arena_grow(book->arena, book->merges, book->merge_count, &book->merge_cap,
				     sizeof(*book->merges));
	book->merges[book->merge_count++] = *merge;
	return 0;
}

struct sv_sheet_visitor sv_plan_book_visitor(struct sv_plan_book *book)
{
	return (struct sv_sheet_visitor){book, keep_sheet, keep_cell, keep_merge};
}

/* A sheet of the template in the workbook. */
struct found {
	int index;  /* of the template's sheet */
	int sheet;  /* of the workbook */
	int column; /* where its mark stands and the keys stand; 0: it was found by its name */
	size_t first, end; /* its cells below the mark */
};

struct parse {
	struct sv_plan_builder builder;
	const struct sv_plan_context *context;
	struct sv_plan_book *book;
	struct found at;
	/* What each column of the sheet holds, from 1; the columns that count are few. */
	int *fields, *years;
	int column_max;
	bool *sheets_read;             /* by sheet of the workbook: the template knows it */
	struct sv_sheet_merge *values; /* where values may stand, for the merged ranges */
	size_t value_count, value_cap;
};

static const char *place(struct parse *parse, int row, int column)
{
	char name[SV_SHEET_CELL_NAME_MAX];

	return sv_arena_printf(parse->builder.arena, "%s!%s", parse->book->names[parse->at.sheet],
			       sv_sheet_cell_name(row, column, name));
}

static void say(struct parse *parse, enum sv_severity severity, const char *rule, const char *where,
		const char *repair, const char *message)
{
	sv_plan_say(parse->builder.findings, parse->builder.plan, severity, rule, where, "", repair,
		    "%s", message);
}

/* Labels are compared without regard to case and the spaces around them. */
static bool is_label(struct sv_str text, const char *label)
{
	struct sv_str trimmed = sv_str_trim(text);

	return trimmed.len == strlen(label) && strncasecmp(trimmed.ptr, label, trimmed.len) == 0;
}

static int compare_cells(const void *a, const void *b)
{
	const struct sv_plan_book_cell *x = a, *y = b;

	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

static void put_in_order(struct sv_plan_book *book)
{
	for (size_t i = 1; i < book->cell_count; i++) {
		if (compare_cells(&book->cells[i - 1], &book->cells[i]) > 0) {
			qsort(book->cells, book->cell_count, sizeof(*book->cells), compare_cells);
			return;
		}
	}
}

/* The cells of a row from `from` on; the end of them. */
static size_t row_end(const struct parse *parse, size_t from)
{
	size_t i = from;

	while (i < parse->at.end && parse->book->cells[i].row == parse->book->cells[from].row)
		i++;
	return i;
}

static void put_cell(struct parse *parse, const struct sv_plan_book_cell *cell, int field, int row,
		     int year)
{
	static const enum sv_plan_raw_kind kinds[SV_SHEET_TYPE_COUNT] = {
	    [SV_SHEET_TEXT] = SV_PLAN_RAW_TEXT,   [SV_SHEET_NUMBER] = SV_PLAN_RAW_NUMBER,
	    [SV_SHEET_BOOL] = SV_PLAN_RAW_BOOL,   [SV_SHEET_DATE] = SV_PLAN_RAW_DATE,
	    [SV_SHEET_ERROR] = SV_PLAN_RAW_ERROR,
	};
	const struct sv_plan_raw raw = {.kind = kinds[cell->type],
					.text = cell->text,
					.percent = cell->percent,
					.cut = cell->cut,
					.place = place(parse, cell->row, cell->column)};

	sv_plan_put(&parse->builder, parse->at.index, field, row, year, &raw);
}

/* That a value may stand in a cell of the workbook. */
static void expect(struct parse *parse, int row_at, int column, int field, int row, int year)
{
	sv_plan_expect(&parse->builder, parse->at.index, field, row, year,
		       place(parse, row_at, column));
	if (parse->value_count >= SV_PLAN_CELLS_MAX)
		return;
	parse->values = sv_arena_grow(parse->builder.arena, parse->values, parse->value_count,
				      &parse->value_cap, sizeof(*parse->values));
	parse->values[parse->value_count++] =
	    (struct sv_sheet_merge){parse->at.sheet, row_at, column, row_at, column};
}

/* The field of a row: by its key, or by a label left of the values. */
static int field_of_row(struct parse *parse, size_t from, size_t end, int before)
{
	const struct sv_plan_sheet *sheet = &parse->context->template->sheets[parse->at.index];

	for (size_t i = from; i < end; i++) {
		const struct sv_plan_book_cell *cell = &parse->book->cells[i];
		int field;

		if (cell->type != SV_SHEET_TEXT)
			continue;
		if (parse->at.column && cell->column == parse->at.column) {
			field = sv_plan_field_index(sheet, cell->text);
			if (field >= 0)
				return field;
		}
		for (size_t k = 0; cell->column < before && k < sheet->field_count; k++)
			if (is_label(cell->text, sheet->fields[k].label))
				return (int)k;
	}
	return -1;
}

/* 2026, or "2026": the year at the head of a column, or 0. */
static int year_at(const struct sv_plan_book_cell *cell)
{
	int64_t year;

	if (cell->type != SV_SHEET_NUMBER && cell->type != SV_SHEET_TEXT)
		return 0;
	if (cell->text.len != 4 || !sv_str_to_int64(cell->text, &year))
		return 0;
	return year >= 1990 && year <= SV_YEAR_MAX ? (int)year : 0;
}

#define YEARS_MIN 3 /* so many years side by side are a head */

/* Where the rows of values begin; 0 when no row has years at its head. */
static size_t read_year_head(struct parse *parse)
{
	for (size_t from = parse->at.first, end; from < parse->at.end; from = end) {
		int count = 0;

		end = row_end(parse, from);
		for (size_t i = from; i < end; i++)
			count += year_at(&parse->book->cells[i]) != 0;
		if (count < YEARS_MIN)
			continue;
		for (size_t i = from; i < end; i++)
			parse->years[parse->book->cells[i].column] =
			    year_at(&parse->book->cells[i]);
		return end;
	}
	return 0;
}

static int first_year_column(const struct parse *parse)
{
	for (int column = 1; column <= parse->column_max; column++)
		if (parse->years[column])
			return column;
	return parse->column_max + 1;
}

static void read_year_row(struct parse *parse, size_t from, size_t end, int field)
{
	int row_at = parse->book->cells[from].row;

	for (int column = 1; column <= parse->column_max; column++)
		if (parse->years[column])
			expect(parse, row_at, column, field, -1, parse->years[column]);
	for (size_t i = from; i < end; i++) {
		const struct sv_plan_book_cell *cell = &parse->book->cells[i];

		if (parse->years[cell->column])
			put_cell(parse, cell, field, -1, parse->years[cell->column]);
	}
}

static void read_years(struct parse *parse)
{
	size_t from = read_year_head(parse), end;
	int before = first_year_column(parse);

	if (!from) {
		say(parse, SV_ERROR, "missing-years", parse->book->names[parse->at.sheet],
		    "keep the row of years of the template", "no row has years at its head");
		return;
	}
	for (; from < parse->at.end; from = end) {
		int field;

		end = row_end(parse, from);
		field = field_of_row(parse, from, end, before);
		if (field >= 0)
			read_year_row(parse, from, end, field);
	}
}

/* The column under "Value", or 0. */
static int value_column(struct parse *parse)
{
	for (size_t i = parse->at.first; i < parse->at.end; i++)
		if (is_label(parse->book->cells[i].text, SV_PLAN_VALUE_LABEL))
			return parse->book->cells[i].column;
	return 0;
}

static void read_fields(struct parse *parse)
{
	int column = value_column(parse);
	size_t from, end;

	if (!column) {
		say(parse, SV_ERROR, "missing-column", parse->book->names[parse->at.sheet],
		    "keep the head of the column, '" SV_PLAN_VALUE_LABEL "'",
		    "no column is headed '" SV_PLAN_VALUE_LABEL "'");
		return;
	}
	for (from = parse->at.first; from < parse->at.end; from = end) {
		int field;

		end = row_end(parse, from);
		field = field_of_row(parse, from, end, column);
		if (field < 0)
			continue;
		expect(parse, parse->book->cells[from].row, column, field, -1, 0);
		for (size_t i = from; i < end; i++)
			if (parse->book->cells[i].column == column)
				put_cell(parse, &parse->book->cells[i], field, -1, 0);
	}
}

/* Marks the columns of a table by the labels at their head; the column of items as `items`.
 * Returns where the rows begin, 0 when no row is a head. */
static size_t read_table_head(struct parse *parse, int *ret_item_column)
{
	const struct sv_plan_sheet *sheet = &parse->context->template->sheets[parse->at.index];

	for (size_t from = parse->at.first, end; from < parse->at.end; from = end) {
		size_t count = 0;

		end = row_end(parse, from);
		*ret_item_column = 0;
		for (size_t i = from; i < end; i++) {
			const struct sv_plan_book_cell *cell = &parse->book->cells[i];

			parse->fields[cell->column] = -1;
			for (size_t k = 0; k < sheet->field_count; k++) {
				if (!is_label(cell->text, sheet->fields[k].label))
					continue;
				parse->fields[cell->column] = (int)k;
				count++;
			}
			if (is_label(cell->text, SV_PLAN_ITEM_LABEL))
				*ret_item_column = cell->column;
		}
		if (count * 2 >= sheet->field_count && count >= 2)
			return end;
		for (size_t i = from; i < end; i++)
			parse->fields[parse->book->cells[i].column] = -1;
	}
	return 0;
}

static void check_columns(struct parse *parse)
{
	const struct sv_plan_sheet *sheet = &parse->context->template->sheets[parse->at.index];

	for (size_t k = 0; k < sheet->field_count; k++) {
		bool found = false;

		for (int column = 1; column <= parse->column_max; column++)
			found |= parse->fields[column] == (int)k;
		if (!found)
			say(parse, sheet->fields[k].required ? SV_ERROR : SV_WARNING,
			    "missing-column", parse->book->names[parse->at.sheet],
			    "put the column back, with its head as in the template",
			    sv_arena_printf(parse->builder.arena, "no column is headed '%s'",
					    sheet->fields[k].label));
	}
}

/* The item that a row answers, or -1.  A number that was typed anew is a number: 12.1. */
static int item_of_row(struct parse *parse, size_t from, size_t end, int column)
{
	for (size_t i = from; i < end; i++) {
		const struct sv_plan_book_cell *cell = &parse->book->cells[i];
		struct sv_str text = sv_str_trim(cell->text);

		if (cell->column != column)
			continue;
		for (size_t k = 0; k < parse->context->item_count; k++)
			if (sv_str_is(text, parse->context->items[k].number))
				return (int)k;
		say(parse, SV_ERROR, "unknown-item", place(parse, cell->row, column),
		    "correct the number, or take the row out; 'servanda commitment list' has them",
		    sv_arena_printf(parse->builder.arena,
				    "no item '%.*s' is in force in the year of the plan",
				    (int)SV_MIN(text.len, (size_t)20), text.ptr));
	}
	return -1;
}

static bool has_values(const struct parse *parse, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		if (parse->fields[parse->book->cells[i].column] >= 0)
			return true;
	return false;
}

static void read_table_row(struct parse *parse, size_t from, size_t end, int row)
{
	int row_at = parse->book->cells[from].row;

	for (int column = 1; column <= parse->column_max; column++)
		if (parse->fields[column] >= 0)
			expect(parse, row_at, column, parse->fields[column], row, 0);
	for (size_t i = from; i < end; i++) {
		const struct sv_plan_book_cell *cell = &parse->book->cells[i];

		if (parse->fields[cell->column] >= 0)
			put_cell(parse, cell, parse->fields[cell->column], row, 0);
	}
}

static void read_table(struct parse *parse)
{
	const struct sv_plan_sheet *sheet = &parse->context->template->sheets[parse->at.index];
	bool answers = sheet->layout == SV_PLAN_ANSWERS;
	size_t from, end;
	int item_column, row = 0;

	from = read_table_head(parse, &item_column);
	if (!from || (answers && !item_column)) {
		say(parse, SV_ERROR, "missing-head", parse->book->names[parse->at.sheet],
		    "keep the heads of the columns of the template",
		    "no row has the heads of the columns");
		return;
	}
	check_columns(parse);
	for (; from < parse->at.end; from = end) {
		end = row_end(parse, from);
		if (answers)
			row = item_of_row(parse, from, end, item_column);
		else if (!has_values(parse, from, end))
			continue;
		if (row >= 0 && row < SV_PLAN_ROWS_MAX)
			read_table_row(parse, from, end, row);
		row += !answers;
	}
	if (row > SV_PLAN_ROWS_MAX)
		say(parse, SV_ERROR, "too-many-rows", parse->book->names[parse->at.sheet],
		    "split or shorten the table", "the table is longer than a plan may be");
}

static void set_range(struct parse *parse, int sheet, int below)
{
	struct sv_plan_book *book = parse->book;
	size_t i = 0;

	while (i < book->cell_count &&
	       (book->cells[i].sheet < sheet ||
		(book->cells[i].sheet == sheet && book->cells[i].row <= below)))
		i++;
	parse->at.sheet = sheet;
	parse->at.first = i;
	while (i < book->cell_count && book->cells[i].sheet == sheet)
		i++;
	parse->at.end = i;
}

/* By its mark, or by its name. */
static bool find_sheet(struct parse *parse, int index)
{
	const struct sv_plan_sheet *sheet = &parse->context->template->sheets[index];
	const char *mark = sv_arena_printf(parse->builder.arena, SV_PLAN_MARK "%s", sheet->name);
	bool found = false;

	parse->at = (struct found){.index = index};
	for (size_t i = 0; i < parse->book->cell_count; i++) {
		const struct sv_plan_book_cell *cell = &parse->book->cells[i];

		if (!sv_str_is(cell->text, mark))
			continue;
		if (found) {
			parse->sheets_read[cell->sheet] = true;
			say(parse, SV_ERROR, "twice", parse->book->names[cell->sheet],
			    "remove the copy", "the sheet is a copy of one before it");
			continue;
		}
		found = parse->sheets_read[cell->sheet] = true;
		parse->at.column = cell->column;
		set_range(parse, cell->sheet, cell->row);
	}
	for (size_t i = 0; !found && i < parse->book->name_count; i++) {
		if (!is_label(sv_str_from(parse->book->names[i]), sheet->title))
			continue;
		found = parse->sheets_read[i] = true;
		set_range(parse, (int)i, 0);
	}
	return found;
}

static bool has_required(const struct sv_plan_sheet *sheet)
{
	if (sheet->layout == SV_PLAN_ROWS)
		return false;
	for (size_t i = 0; i < sheet->field_count; i++)
		if (sheet->fields[i].required)
			return true;
	return false;
}

static void read_sheet(struct parse *parse, int index)
{
	const struct sv_plan_sheet *sheet = &parse->context->template->sheets[index];

	if (!find_sheet(parse, index)) {
		say(parse, has_required(sheet) ? SV_BLOCKER : SV_WARNING, "missing-sheet",
		    sheet->title, "take the sheet back from the template",
		    sv_arena_printf(parse->builder.arena, "the workbook has no sheet '%s'",
				    sheet->title));
		return;
	}
	for (int column = 0; column <= parse->column_max; column++) {
		parse->fields[column] = -1;
		parse->years[column] = 0;
	}
	switch (sheet->layout) {
	case SV_PLAN_FIELDS: read_fields(parse); break;
	case SV_PLAN_YEARS: read_years(parse); break;
	case SV_PLAN_ROWS:
	case SV_PLAN_ANSWERS: read_table(parse); break;
	}
}

/* A merged range shows one value where several belong. */
static void check_merges(struct parse *parse)
{
	for (size_t i = 0; i < parse->book->merge_count; i++) {
		const struct sv_sheet_merge *merge = &parse->book->merges[i];
		int count = 0;

		for (size_t k = 0; k < parse->value_count; k++) {
			const struct sv_sheet_merge *value = &parse->values[k];

			count += value->sheet == merge->sheet && value->row >= merge->row &&
				 value->row <= merge->row_last && value->column >= merge->column &&
				 value->column <= merge->column_last;
		}
		if (count < 2)
			continue;
		parse->at.sheet = merge->sheet;
		say(parse, SV_ERROR, "merged", place(parse, merge->row, merge->column),
		    "undo the merge, and enter each value in its own cell",
		    sv_arena_printf(parse->builder.arena, "%d values are merged into one cell",
				    count));
	}
}

/* A sheet that the template does not know is somebody's own: nobody should believe it was read. */
static void say_foreign(struct parse *parse)
{
	static const char *const ours[] = {SV_PLAN_LISTS_SHEET, SV_PLAN_CHECKING_SHEET};
	int last = -1;

	for (size_t i = 0; i < parse->book->cell_count; i++)
		if (sv_str_is(parse->book->cells[i].text, SV_PLAN_FINDINGS_KEY))
			parse->sheets_read[parse->book->cells[i].sheet] = true;
	for (size_t i = 0; i < parse->book->cell_count; i++) {
		int sheet = parse->book->cells[i].sheet;
		bool known = sheet == last || parse->sheets_read[sheet];

		for (size_t k = 0; k < SV_ARRAY_LEN(ours); k++)
			known |= strcmp(parse->book->names[sheet], ours[k]) == 0;
		last = sheet;
		if (!known)
			say(parse, SV_INFORMATION, "unknown-sheet", parse->book->names[sheet], "",
			    sv_arena_printf(parse->builder.arena,
					    "the template has no sheet '%s': it is not read",
					    parse->book->names[sheet]));
	}
}

static int widest(const struct sv_plan_book *book)
{
	int widest = 0;

	for (size_t i = 0; i < book->cell_count; i++)
		widest = SV_MAX(widest, book->cells[i].column);
	return widest;
}

struct sv_plan *sv_plan_book_parse(struct sv_arena *arena, const struct sv_plan_context *context,
				   const char *file, struct sv_plan_book *book,
				   struct sv_findings *findings)
{
	struct parse parse = {.context = context, .book = book, .column_max = widest(book)};

	put_in_order(book);
	sv_plan_begin(&parse.builder, arena, context, file, findings);
	parse.fields = SV_NEW_ARRAY(arena, int, (size_t)parse.column_max + 1);
	parse.years = SV_NEW_ARRAY(arena, int, (size_t)parse.column_max + 1);
	parse.sheets_read = SV_NEW_ARRAY(arena, bool, book->name_count);
	for (size_t i = 0; i < context->template->sheet_count; i++)
		read_sheet(&parse, (int)i);
	check_merges(&parse);
	say_foreign(&parse);
	for (size_t i = 0; i < book->cell_count; i++)
		if (sv_str_is(book->cells[i].text, SV_PLAN_MARK SV_PLAN_EXERCISE_MARK))
			parse.builder.plan->exercise = true;
	return sv_plan_finish(&parse.builder);
}

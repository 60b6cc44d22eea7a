/* SPDX-License-Identifier: EUPL-1.2 */
/* A plan as a workbook, to be filled in. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "app/plan.h"
#include "app/plan_formula.h"
#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "domain/plan_book.h"

#define KEY_COLUMN 0 /* hidden: how the reader knows a sheet and its rows again */
#define FIRST_COLUMN 1
#define HEAD_ROW 4
#define EMPTY_ROWS 30 /* of a table, beyond those that are filled in */
#define LISTS SV_PLAN_LISTS_SHEET
#define LINE_POINTS 15
#define LINES_MAX 20 /* of a row; spreadsheets end at 409 points */

enum look {
	LOOK_TITLE,
	LOOK_NOTE,
	LOOK_HEAD,
	LOOK_LABEL,
	LOOK_UNIT,
	LOOK_ABOVE, /* over the head of a column of figures */
	LOOK_TEXT,  /* to be filled in, like the next three */
	LOOK_NUMBER,
	LOOK_DATE,
	LOOK_YEAR,
	LOOK_PERCENT,
	LOOK_COUNT,
};

struct writer {
	struct sv_arena *arena;
	const struct sv_plan *plan;
	const struct sv_plan_template *template;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *looks[LOOK_COUNT];
	int year; /* of the formula being written */
	size_t projects;
};

static void make_looks(struct writer *writer)
{
	for (int i = 0; i < LOOK_COUNT; i++) {
		lxw_format *look = writer->looks[i] = workbook_add_format(writer->book);

		format_set_align(look, i == LOOK_HEAD ? LXW_ALIGN_VERTICAL_BOTTOM
						      : LXW_ALIGN_VERTICAL_TOP);
		if (i == LOOK_NOTE || i == LOOK_TEXT || i == LOOK_HEAD)
			format_set_text_wrap(look);
		if (i == LOOK_TITLE || i == LOOK_HEAD)
			format_set_bold(look);
		if (i == LOOK_HEAD)
			format_set_bottom(look, LXW_BORDER_THIN);
		if (i == LOOK_NOTE || i == LOOK_UNIT || i == LOOK_ABOVE)
			format_set_font_color(look, 0x555555);
		if (i == LOOK_UNIT)
			format_set_indent(look, 1);
		if (i == LOOK_ABOVE)
			format_set_align(look, LXW_ALIGN_RIGHT);
		if (i >= LOOK_TEXT && i <= LOOK_YEAR) {
			format_set_unlocked(look);
			format_set_border(look, LXW_BORDER_HAIR);
			format_set_border_color(look, 0xA9B6C6);
			format_set_bg_color(look, 0xF2F6FC);
		}
		if (i == LOOK_NUMBER)
			format_set_num_format(look, "#,##0.###");
		if (i == LOOK_DATE)
			format_set_num_format(look, "yyyy-mm-dd");
		if (i == LOOK_PERCENT)
			format_set_num_format(look, "0.0%");
	}
	format_set_font_size(writer->looks[LOOK_TITLE], 14);
}

static void put_text(struct writer *writer, int row, int column, enum look look, const char *text)
{
	worksheet_write_string(writer->sheet, (lxw_row_t)row, (lxw_col_t)column, text,
			       writer->looks[look]);
}

static bool is_number(const struct sv_plan_field *field)
{
	return field->type == SV_PLAN_AMOUNT || field->type == SV_PLAN_INTEGER;
}

static void put_date(struct writer *writer, int row, int column, struct sv_str text)
{
	int32_t day;
	lxw_datetime date = {0};

	if (!sv_day_parse(text, &day))
		return;
	sv_day_to_civil(day, &date.year, &date.month, &date.day);
	worksheet_write_datetime(writer->sheet, (lxw_row_t)row, (lxw_col_t)column, &date,
				 writer->looks[LOOK_DATE]);
}

/* "capability project" as the list of projects has it. */
static const char *text_of(struct writer *writer, const struct sv_plan_field *field,
			   const struct sv_plan_cell *cell)
{
	const struct sv_register *reg = writer->plan->context->reg;
	char *words;
	int index;

	if (field->type == SV_PLAN_PROJECT && cell->is == SV_PLAN_IS_TEXT) {
		index = sv_register_project(reg, cell->text);
		if (index >= 0)
			return sv_arena_printf(writer->arena, "%s - %s", reg->projects[index].id,
					       reg->projects[index].name);
	}
	words = (char *)(uintptr_t)sv_arena_str(writer->arena, cell->text).ptr;
	for (char *c = words; (field->type == SV_PLAN_CHOICE || cell->is == SV_PLAN_IS_GAP) && *c;
	     c++)
		if (*c == '_')
			*c = ' ';
	return words;
}

static void put_list(struct writer *writer, int row, int column, const struct sv_plan_field *field)
{
	lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST,
				    .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
	const char **words;

	if (field->type == SV_PLAN_PROJECT) {
		rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		rule.value_formula = (char *)(uintptr_t)sv_arena_printf(
		    writer->arena, "=" LISTS "!$A$1:$A$%zu", SV_MAX(writer->projects, (size_t)1));
	} else if (field->choice_count || field->type == SV_PLAN_YES_NO) {
		words = SV_NEW_ARRAY(writer->arena, const char *, field->choice_count + 3);
		words[0] = "yes";
		words[1] = "no";
		for (size_t i = 0; i < field->choice_count; i++) {
			const struct sv_plan_cell word = {.is = SV_PLAN_IS_TEXT,
							  .text = sv_str_from(field->choices[i])};

			words[i] = text_of(writer, field, &word);
		}
		words[field->choice_count ? field->choice_count : 2] = NULL;
		rule.value_list = (char **)(uintptr_t)words;
	} else {
		return;
	}
	worksheet_data_validation_cell(writer->sheet, (lxw_row_t)row, (lxw_col_t)column, &rule);
}

/* A cell to be filled in, with what the plan has and what was found there. */
static void put_value(struct writer *writer, int row, int column, int sheet, int index,
		      int plan_row, int year)
{
	const struct sv_plan_field *field = &writer->template->sheets[sheet].fields[index];
	const struct sv_plan_cell *cell = sv_plan_find(writer->plan, sheet, index, plan_row, year);
	enum look look = is_number(field)              ? LOOK_NUMBER
			 : field->type == SV_PLAN_DATE ? LOOK_DATE
			 : field->type == SV_PLAN_YEAR ? LOOK_YEAR
						       : LOOK_TEXT;

	put_list(writer, row, column, field);
	if (!cell)
		worksheet_write_blank(writer->sheet, (lxw_row_t)row, (lxw_col_t)column,
				      writer->looks[look]);
	else if (cell->is == SV_PLAN_IS_NUMBER)
		worksheet_write_number(writer->sheet, (lxw_row_t)row, (lxw_col_t)column,
				       strtod(cell->text.ptr, NULL), writer->looks[look]);
	else if (field->type == SV_PLAN_DATE && cell->is == SV_PLAN_IS_TEXT)
		put_date(writer, row, column, cell->text);
	else
		put_text(writer, row, column, look, text_of(writer, field, cell));
}

static const char *unit_text(struct writer *writer, const struct sv_plan_field *field)
{
	struct sv_str currency = sv_plan_text(writer->plan, "cover", "currency", -1);

	if (strcmp(field->unit, "MONEY") == 0)
		return sv_arena_printf(writer->arena, "million %s",
				       currency.len ? currency.ptr : "of the currency");
	if (strcmp(field->unit, "RATE") == 0)
		return "units for one euro";
	if (strcmp(field->unit, "PERSONS") == 0)
		return "persons";
	return strcmp(field->unit, "DAYS") == 0 ? "days" : field->unit;
}

static const char *note_of(struct writer *writer, const struct sv_plan_field *field)
{
	if (!*field->basis)
		return field->note;
	return sv_arena_printf(writer->arena, "%s%s%s", field->note, *field->note ? " - " : "",
			       field->basis);
}

/* One column at a time: ranges that overlap are no valid workbook. */
static void set_width(struct writer *writer, int column, double characters)
{
	worksheet_set_column(writer->sheet, (lxw_col_t)column, (lxw_col_t)column, characters, NULL);
}

static void begin_sheet(struct writer *writer, int index)
{
	const struct sv_plan_sheet *sheet = &writer->template->sheets[index];
	const struct sv_register *reg = writer->plan->context->reg;
	int state = sv_register_state(reg, sv_str_from(writer->plan->state));
	lxw_row_col_options hidden = {.hidden = LXW_TRUE};

	writer->sheet = workbook_add_worksheet(writer->book, sheet->title);
	worksheet_set_column_opt(writer->sheet, KEY_COLUMN, KEY_COLUMN, 4, NULL, &hidden);
	set_width(writer, FIRST_COLUMN, 38);
	put_text(writer, 0, KEY_COLUMN, LOOK_NOTE,
		 sv_arena_printf(writer->arena, SV_PLAN_MARK "%s", sheet->name));
	put_text(writer, 0, FIRST_COLUMN, LOOK_TITLE,
		 sv_arena_printf(writer->arena, "%s%s, %s %d: %s",
				 writer->plan->exercise ? "EXERCISE - " : "",
				 writer->template->title, state < 0 ? "" : reg->states[state].name,
				 writer->plan->year, sheet->title));
	if (writer->plan->exercise)
		put_text(writer, 1, KEY_COLUMN, LOOK_NOTE, SV_PLAN_MARK SV_PLAN_EXERCISE_MARK);
	worksheet_merge_range(writer->sheet, 1, FIRST_COLUMN, 1, FIRST_COLUMN + 9, "",
			      writer->looks[LOOK_NOTE]);
	put_text(writer, 1, FIRST_COLUMN, LOOK_NOTE, sheet->note);
	worksheet_set_row(writer->sheet, 1, 2 * LINE_POINTS, NULL);
	worksheet_set_row(writer->sheet, HEAD_ROW, 2 * LINE_POINTS, NULL);
	worksheet_freeze_panes(writer->sheet, HEAD_ROW + 1, FIRST_COLUMN + 1);
}

/* Cells that are not to be filled in are protected from slips, not from anybody: no password. */
static void end_sheet(struct writer *writer)
{
	lxw_protection open = {
	    .format_columns = 1, .format_rows = 1, .format_cells = 1, .insert_rows = 1};

	worksheet_protect(writer->sheet, NULL, &open);
	worksheet_set_landscape(writer->sheet);
	worksheet_fit_to_pages(writer->sheet, 1, 0);
}

static void write_fields(struct writer *writer, int index)
{
	const struct sv_plan_sheet *sheet = &writer->template->sheets[index];

	set_width(writer, FIRST_COLUMN + 1, 50);
	set_width(writer, FIRST_COLUMN + 2, 2);
	set_width(writer, FIRST_COLUMN + 3, 80);
	put_text(writer, HEAD_ROW, FIRST_COLUMN, LOOK_HEAD, "Field");
	put_text(writer, HEAD_ROW, FIRST_COLUMN + 1, LOOK_HEAD, SV_PLAN_VALUE_LABEL);
	put_text(writer, HEAD_ROW, FIRST_COLUMN + 3, LOOK_HEAD, "Note");
	for (size_t f = 0; f < sheet->field_count; f++) {
		int row = HEAD_ROW + 1 + (int)f;

		put_text(writer, row, KEY_COLUMN, LOOK_NOTE, sheet->fields[f].name);
		put_text(writer, row, FIRST_COLUMN, LOOK_LABEL, sheet->fields[f].label);
		put_value(writer, row, FIRST_COLUMN + 1, index, (int)f, -1, 0);
		put_text(writer, row, FIRST_COLUMN + 3, LOOK_UNIT,
			 note_of(writer, &sheet->fields[f]));
	}
}

static void year_span(const struct sv_plan_sheet *sheet, int *ret_first, int *ret_last)
{
	*ret_first = sheet->fields[0].year_first;
	*ret_last = sheet->fields[0].year_last;
	for (size_t f = 1; f < sheet->field_count; f++) {
		*ret_first = SV_MIN(*ret_first, sheet->fields[f].year_first);
		*ret_last = SV_MAX(*ret_last, sheet->fields[f].year_last);
	}
}

static void write_years(struct writer *writer, int index)
{
	const struct sv_plan_sheet *sheet = &writer->template->sheets[index];
	int first, last, end;

	year_span(sheet, &first, &last);
	end = FIRST_COLUMN + 1 + last - first + 1;
	set_width(writer, end, 20);
	set_width(writer, end + 1, 110);
	put_text(writer, HEAD_ROW, FIRST_COLUMN, LOOK_HEAD, "Figure");
	put_text(writer, HEAD_ROW, end, LOOK_HEAD, "Unit");
	put_text(writer, HEAD_ROW, end + 1, LOOK_HEAD, "Note");
	for (int y = first; y <= last; y++) {
		int column = FIRST_COLUMN + 1 + y - first;

		set_width(writer, column, 13);
		put_text(writer, HEAD_ROW - 1, column, LOOK_ABOVE,
			 y < 0    ? "spent"
			 : y == 0 ? "budget"
				  : "forecast");
		worksheet_write_number(writer->sheet, HEAD_ROW, (lxw_col_t)column,
				       writer->plan->year + y, writer->looks[LOOK_HEAD]);
	}
	for (size_t f = 0; f < sheet->field_count; f++) {
		const struct sv_plan_field *field = &sheet->fields[f];
		int row = HEAD_ROW + 1 + (int)f;

		put_text(writer, row, KEY_COLUMN, LOOK_NOTE, field->name);
		put_text(writer, row, FIRST_COLUMN, LOOK_LABEL, field->label);
		for (int y = field->year_first; y <= field->year_last; y++)
			put_value(writer, row, FIRST_COLUMN + 1 + y - first, index, (int)f, -1,
				  writer->plan->year + y);
		put_text(writer, row, end, LOOK_UNIT, unit_text(writer, field));
		put_text(writer, row, end + 1, LOOK_UNIT, note_of(writer, field));
	}
}

static int column_width(const struct sv_plan_field *field)
{
	return field->type == SV_PLAN_LONG ? 50 : field->type == SV_PLAN_PROJECT ? 100 : 18;
}

static void write_heads(struct writer *writer, const struct sv_plan_sheet *sheet, int from)
{
	for (size_t f = 0; f < sheet->field_count; f++) {
		const char *note = note_of(writer, &sheet->fields[f]);
		lxw_col_t column = (lxw_col_t)(from + (int)f);

		set_width(writer, column, column_width(&sheet->fields[f]));
		put_text(writer, HEAD_ROW, column, LOOK_HEAD, sheet->fields[f].label);
		if (*note)
			worksheet_write_comment(writer->sheet, HEAD_ROW, column, note);
	}
}

static void write_rows(struct writer *writer, int index)
{
	const struct sv_plan_sheet *sheet = &writer->template->sheets[index];
	int rows = writer->plan->row_counts[index] + EMPTY_ROWS;

	write_heads(writer, sheet, FIRST_COLUMN);
	for (int row = 0; row < rows; row++)
		for (size_t f = 0; f < sheet->field_count; f++)
			put_value(writer, HEAD_ROW + 1 + row, FIRST_COLUMN + (int)f, index, (int)f,
				  row, 0);
}

/* No program makes a row as high as its text before somebody touches it. */
static void set_height(struct writer *writer, int row, int index, int item)
{
	const struct sv_plan_sheet *sheet = &writer->template->sheets[index];
	size_t lines = 1;

	for (size_t f = 0; f < sheet->field_count; f++) {
		const struct sv_plan_cell *cell =
		    sv_plan_find(writer->plan, index, (int)f, item, 0);

		if (cell && cell->is == SV_PLAN_IS_TEXT)
			lines = SV_MAX(
			    lines, cell->text.len / (size_t)column_width(&sheet->fields[f]) + 1);
	}
	if (lines > 1)
		worksheet_set_row(writer->sheet, (lxw_row_t)row,
				  (double)(SV_MIN(lines, LINES_MAX) * LINE_POINTS), NULL);
}

static void write_answers(struct writer *writer, int index)
{
	const struct sv_plan_context *context = writer->plan->context;
	const struct sv_plan_sheet *sheet = &writer->template->sheets[index];

	write_heads(writer, sheet, FIRST_COLUMN + 2);
	put_text(writer, HEAD_ROW, FIRST_COLUMN, LOOK_HEAD, SV_PLAN_ITEM_LABEL);
	put_text(writer, HEAD_ROW, FIRST_COLUMN + 1, LOOK_HEAD, "Commitment");
	set_width(writer, FIRST_COLUMN, 8);
	set_width(writer, FIRST_COLUMN + 1, 34);
	for (size_t i = 0; i < context->item_count; i++) {
		const struct sv_plan_item *item = &context->items[i];
		int row = HEAD_ROW + 1 + (int)i;

		put_text(writer, row, FIRST_COLUMN, LOOK_LABEL, item->number);
		put_text(writer, row, FIRST_COLUMN + 1, LOOK_NOTE, item->title);
		worksheet_write_comment(
		    writer->sheet, (lxw_row_t)row, FIRST_COLUMN + 1,
		    sv_arena_printf(writer->arena, "%s\n%s", item->text, item->basis));
		for (size_t f = 0; f < sheet->field_count; f++)
			put_value(writer, row, FIRST_COLUMN + 2 + (int)f, index, (int)f, (int)i, 0);
		set_height(writer, row, index, (int)i);
	}
}

/* The cell of the quantity's own figure of the plan, for the year being written. */
static const char *formula_cell(void *context, const struct sv_pledge *pledge, int quantity,
				int lag)
{
	struct writer *writer = context;
	const char *indicator = pledge->quantities[quantity].sources[0].indicator;
	const struct sv_plan_template *template = writer->template;

	for (size_t s = 0; s < template->sheet_count; s++) {
		const struct sv_plan_sheet *sheet = &template->sheets[s];
		int first, last, y = writer->year - lag - writer->plan->year;

		if (sheet->layout != SV_PLAN_YEARS)
			continue;
		year_span(sheet, &first, &last);
		for (size_t f = 0; f < sheet->field_count; f++) {
			char name[SV_SHEET_CELL_NAME_MAX];

			if (strcmp(sheet->fields[f].indicator, indicator) != 0 || y < first ||
			    y > last)
				continue;
			sv_sheet_cell_name(HEAD_ROW + 2 + (int)f, FIRST_COLUMN + 2 + y - first,
					   name);
			return sv_arena_printf(writer->arena, "'%s'!%s", sheet->title, name);
		}
	}
	return NULL;
}

/* =IF(COUNT(all it reads)=so many, X, "") for each year of the plan; false when none can be said.
 */
static bool write_formulas(struct writer *writer, int row, const struct sv_pledge *pledge,
			   const struct sv_pledge_item *item, const struct sv_expr *expr,
			   bool condition)
{
	bool any = false;

	for (int y = -1; y <= 5; y++) {
		_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
		_cleanup_(sv_buf_free) struct sv_buf refs = SV_BUF_INIT;
		const char *formula;
		size_t count;

		writer->year = writer->plan->year + y;
		if (!sv_plan_formula(pledge, item, expr, formula_cell, writer, &text, &refs,
				     &count))
			continue;
		any = true;
		formula =
		    condition
			? sv_arena_printf(writer->arena,
					  "=IF(COUNT(%s)=%zu,IF(%s,\"ok\",\"look\"),\"\")",
					  refs.ptr, count, text.ptr)
			: sv_arena_printf(writer->arena, "=IF(COUNT(%s)=%zu,IFERROR(%s,\"\"),\"\")",
					  refs.ptr, count, text.ptr);
		worksheet_write_formula(writer->sheet, (lxw_row_t)row,
					(lxw_col_t)(FIRST_COLUMN + 2 + y), formula,
					writer->looks[condition ? LOOK_LABEL : LOOK_PERCENT]);
	}
	return any;
}

/* Every check on figures, and every share that a commitment measures. */
static int write_items(struct writer *writer, int row, const struct sv_pledge *pledge)
{
	for (size_t i = 0; pledge && i < pledge->item_count; i++) {
		const struct sv_pledge_item *item = &pledge->items[i];
		bool check = item->kind == SV_ITEM_CHECK;
		size_t count = check ? item->clause_count : item->measure_count;

		for (size_t k = 0; k < count; k++) {
			const struct sv_expr *expr =
			    check ? item->clauses[k].when : item->measures[k].expr;

			if ((!check && expr->unit.dimension != SV_DIMENSION_SHARE) ||
			    !write_formulas(writer, row, pledge, item, expr, check))
				continue;
			put_text(writer, row, FIRST_COLUMN, LOOK_LABEL,
				 check ? item->title : item->measures[k].title);
			put_text(writer, row++, FIRST_COLUMN + 9, LOOK_UNIT,
				 sv_arena_printf(writer->arena, "%s %s", check ? item->text : "",
						 item->basis));
		}
	}
	return row;
}

static int write_checks(struct writer *writer, struct sv_error *err)
{
	static const char *const subjects[] = {"commitments", "plan"};
	const struct sv_plan_context *context = writer->plan->context;
	struct sv_rulebook_context names = {context->reg, context->evidence};
	struct sv_rules_schema schema = sv_rulebook_schema(&names);
	int row = HEAD_ROW + 1;

	writer->sheet = workbook_add_worksheet(writer->book, SV_PLAN_CHECKING_SHEET);
	worksheet_set_column(writer->sheet, KEY_COLUMN, KEY_COLUMN, 2, NULL);
	worksheet_set_column(writer->sheet, FIRST_COLUMN, FIRST_COLUMN, 50, NULL);
	worksheet_set_column(writer->sheet, FIRST_COLUMN + 9, FIRST_COLUMN + 9, 90, NULL);
	put_text(writer, 0, FIRST_COLUMN, LOOK_TITLE, "Checking while you type");
	put_text(writer, 1, FIRST_COLUMN, LOOK_NOTE,
		 "A help only: 'servanda plan check' says everything.");
	put_text(writer, HEAD_ROW, FIRST_COLUMN, LOOK_HEAD, "Share or rule");
	for (int y = -1; y <= 5; y++)
		worksheet_write_number(writer->sheet, HEAD_ROW, (lxw_col_t)(FIRST_COLUMN + 2 + y),
				       writer->plan->year + y, writer->looks[LOOK_HEAD]);
	for (size_t i = 0; i < SV_ARRAY_LEN(subjects); i++) {
		struct sv_rule_set set;
		int r = sv_rulebook_find(writer->arena, context->texts, context->text_count,
					 subjects[i], sv_day_from_civil(writer->plan->year, 1, 1),
					 &schema, &set, err);

		if (r < 0)
			return r;
		row = write_items(writer, row, set.pledge);
	}
	end_sheet(writer);
	return 0;
}

static void write_lists(struct writer *writer)
{
	const struct sv_plan_context *context = writer->plan->context;

	writer->sheet = workbook_add_worksheet(writer->book, LISTS);
	for (size_t i = 0; i < context->reg->project_count; i++) {
		const struct sv_project *project = &context->reg->projects[i];

		if (sv_project_is_listed(project, context->on))
			put_text(
			    writer, (int)writer->projects++, 0, LOOK_LABEL,
			    sv_arena_printf(writer->arena, "%s - %s", project->id, project->name));
	}
	worksheet_hide(writer->sheet);
}

static int write_book(struct writer *writer, struct sv_error *err)
{
	lxw_doc_properties properties = {.title = (char *)(uintptr_t)writer->template->title,
					 .created = (time_t)(sv_clock_now_ms() / 1000)};

	workbook_set_properties(writer->book, &properties);
	make_looks(writer);
	for (size_t i = 0; i < writer->plan->context->reg->project_count; i++)
		writer->projects += sv_project_is_listed(&writer->plan->context->reg->projects[i],
							 writer->plan->context->on);
	for (size_t s = 0; s < writer->template->sheet_count; s++) {
		begin_sheet(writer, (int)s);
		switch (writer->template->sheets[s].layout) {
		case SV_PLAN_FIELDS: write_fields(writer, (int)s); break;
		case SV_PLAN_YEARS: write_years(writer, (int)s); break;
		case SV_PLAN_ROWS: write_rows(writer, (int)s); break;
		case SV_PLAN_ANSWERS: write_answers(writer, (int)s); break;
		}
		end_sheet(writer);
	}
	writer->projects = 0;
	write_lists(writer);
	return write_checks(writer, err);
}

int sv_app_plan_workbook(struct sv_arena *arena, const struct sv_plan *plan,
			 struct sv_str *ret_bytes, struct sv_error *err)
{
	struct writer writer = {.arena = arena, .plan = plan, .template = plan->context->template};
	const char *folder = getenv("TMPDIR");
	char *path = (char *)(uintptr_t)sv_arena_printf(arena, "%s/servanda-plan-XXXXXX",
							folder && *folder ? folder : "/tmp");
	int fd = mkstemp(path), r;

	if (fd < 0)
		return sv_fail(err, SV_EIO, "cannot write a temporary file '%s'", path);
	close(fd);
	writer.book = workbook_new(path);
	if (!writer.book)
		sv_out_of_memory();
	r = write_book(&writer, err);
	if (workbook_close(writer.book) != LXW_NO_ERROR && r == 0)
		r = sv_fail(err, SV_EIO, "cannot write the workbook '%s'", path);
	if (r == 0)
		r = sv_file_read(arena, path, SV_SHEET_BYTES_MAX, ret_bytes, err);
	unlink(path);
	return r;
}

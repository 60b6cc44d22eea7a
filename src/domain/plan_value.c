/* SPDX-License-Identifier: EUPL-1.2 */
/* From what stands in a file to a value of a plan: nothing is guessed. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/suggest.h"
#include "domain/plan.h"
#include "sheet/sheet.h"

#define SHOWN_BYTES_MAX 40 /* of a value in a message */

struct reading {
	struct sv_plan_builder *builder;
	const struct sv_plan_field *field;
	const struct sv_plan_raw *raw;
	struct sv_plan_cell *cell;
	const char *what; /* "R&T, 2026" */
};

static void wrong(struct reading *reading, const char *rule, const char *repair, const char *fmt,
		  ...) SV_PRINTF(4, 5);

static void wrong(struct reading *reading, const char *rule, const char *repair, const char *fmt,
		  ...)
{
	char message[SV_ERROR_MESSAGE_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	reading->cell->is = SV_PLAN_IS_WRONG;
	sv_plan_say(reading->builder->findings, reading->builder->plan, SV_ERROR, rule,
		    reading->cell->place, reading->field->basis, repair, "%s: %s", reading->what,
		    message);
}

/* The beginning of a text, whole characters, for a message. */
static const char *shown(struct sv_str text, char out[SHOWN_BYTES_MAX + 4])
{
	size_t len = SV_MIN(text.len, (size_t)SHOWN_BYTES_MAX);

	while (len && len < text.len && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
		len--;
	snprintf(out, SHOWN_BYTES_MAX + 4, "%.*s%s", (int)len, text.ptr,
		 len < text.len ? "..." : "");
	return out;
}

/* "On track" and "on_track" are the same word. */
static bool same_word(struct sv_str text, const char *word)
{
	if (text.len != strlen(word))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char a = (char)tolower((unsigned char)text.ptr[i]);

		if ((a == ' ' || a == '-' ? '_' : a) != word[i])
			return false;
	}
	return true;
}

static const struct {
	const char *word;
	enum sv_missing gap;
} gaps[] = {
    {"withheld", SV_WITHHELD},
    {"not_applicable", SV_NOT_APPLICABLE},
    {"not_available", SV_NOT_REPORTED},
};

#define GAP_REPAIR "leave it empty, or write withheld, not applicable or not available"

/* "—", "n/a", "-", "tbd": a figure that is not there. */
static bool says_nothing(struct sv_str text)
{
	static const char *const words[] = {"-",    "\xe2\x80\x94", "\xe2\x80\x93", "n/a", "na",
					    "n.a.", "n.a",          "tbd",          "tbc", "x",
					    "?",    "..",           "...",          "nil", "none"};
	char lower[8];

	if (text.len >= sizeof(lower))
		return false;
	for (size_t i = 0; i < text.len; i++)
		lower[i] = (char)tolower((unsigned char)text.ptr[i]);
	for (size_t i = 0; i < SV_ARRAY_LEN(words); i++)
		if (text.len == strlen(words[i]) && memcmp(lower, words[i], text.len) == 0)
			return true;
	return false;
}

static void set_number(struct reading *reading, struct sv_decimal number)
{
	char text[SV_DECIMAL_TEXT_MAX];

	reading->cell->is = SV_PLAN_IS_NUMBER;
	reading->cell->number = number;
	reading->cell->text =
	    sv_arena_str(reading->builder->arena, sv_str_from(sv_decimal_text(number, text)));
	if (number.coefficient < 0)
		wrong(reading, "negative", "enter what was spent as a positive number",
		      "%s is negative", text);
	else if (reading->field->type != SV_PLAN_AMOUNT && number.scale > 0)
		wrong(reading, "not-whole", "enter a whole number", "%s is not a whole number",
		      text);
}

static void read_text_as_number(struct reading *reading)
{
	struct sv_str text = sv_str_trim(reading->raw->text);
	struct sv_decimal number;
	char out[SHOWN_BYTES_MAX + 4];

	for (size_t i = 0; i < SV_ARRAY_LEN(gaps); i++) {
		if (same_word(text, gaps[i].word)) {
			reading->cell->is = SV_PLAN_IS_GAP;
			reading->cell->gap = gaps[i].gap;
			reading->cell->text = sv_str_from(gaps[i].word);
			return;
		}
	}
	if (reading->raw->exact && sv_decimal_parse(text, &number))
		set_number(reading, number);
	else if (says_nothing(text))
		wrong(reading, "no-figure", GAP_REPAIR, "'%s' is no figure", shown(text, out));
	else
		wrong(reading, "text-number",
		      reading->raw->exact
			  ? "write digits with one point and no separators: 1234.5"
			  : "enter it as a number: the same characters mean different numbers in "
			    "different countries",
		      "'%s' is text where a number belongs", shown(text, out));
}

static void read_number(struct reading *reading)
{
	const struct sv_plan_raw *raw = reading->raw;
	struct sv_decimal number;
	char out[SHOWN_BYTES_MAX + 4];

	switch (raw->kind) {
	case SV_PLAN_RAW_TEXT: read_text_as_number(reading); return;
	case SV_PLAN_RAW_NUMBER: break;
	case SV_PLAN_RAW_DATE:
		wrong(reading, "date-number", "format the cell as a number and enter it again",
		      "the date %s stands where a number belongs", shown(raw->text, out));
		return;
	default:
		wrong(reading, "text-number", "enter a number", "'%s' is no number",
		      shown(raw->text, out));
		return;
	}
	if (raw->percent) {
		wrong(reading, "percent-number",
		      "enter the amount itself, and format the cell as a number",
		      "the cell is formatted as percent, and an amount belongs here");
		return;
	}
	if (!sv_sheet_decimal(raw->text, &number)) {
		wrong(reading, "number-range", "enter a number of at most 15 digits",
		      "'%s' is out of range", shown(raw->text, out));
		return;
	}
	set_number(reading, number);
}

static void read_choice(struct reading *reading)
{
	const struct sv_plan_field *field = reading->field;
	struct sv_str text = sv_str_trim(reading->raw->text);
	_cleanup_(sv_buf_free) struct sv_buf list = SV_BUF_INIT;
	char out[SHOWN_BYTES_MAX + 4];

	for (size_t i = 0; i < field->choice_count; i++) {
		if (same_word(text, field->choices[i])) {
			reading->cell->text = sv_str_from(field->choices[i]);
			return;
		}
		sv_buf_printf(&list, "%s%s", i ? ", " : "", field->choices[i]);
	}
	for (size_t i = 0; i < list.len; i++)
		if (list.ptr[i] == '_')
			list.ptr[i] = ' ';
	wrong(reading, "choice",
	      sv_arena_printf(reading->builder->arena, "choose one of: %s", list.ptr),
	      "'%s' is not one of the choices", shown(text, out));
}

static void read_date(struct reading *reading)
{
	struct sv_str text = sv_str_trim(reading->raw->text);
	char out[SHOWN_BYTES_MAX + 4];
	int32_t day;

	if (text.len > 10 && reading->raw->kind == SV_PLAN_RAW_DATE)
		text.len = 10; /* the time of day says nothing here */
	if (reading->raw->kind == SV_PLAN_RAW_NUMBER || !sv_day_parse(text, &day)) {
		wrong(reading, "date", "enter a date, as YYYY-MM-DD or in a cell formatted as one",
		      "'%s' is not a date", shown(reading->raw->text, out));
		return;
	}
	reading->cell->text = sv_arena_str(reading->builder->arena, text);
}

static void read_yes_no(struct reading *reading)
{
	struct sv_str text = sv_str_trim(reading->raw->text);
	char out[SHOWN_BYTES_MAX + 4];

	if (reading->raw->kind == SV_PLAN_RAW_BOOL)
		reading->cell->text = sv_str_from(sv_str_is(text, "1") ? "yes" : "no");
	else if (same_word(text, "yes") || same_word(text, "no"))
		reading->cell->text = sv_str_from(same_word(text, "yes") ? "yes" : "no");
	else
		wrong(reading, "choice", "write yes or no", "'%s' is neither yes nor no",
		      shown(text, out));
}

static void read_state(struct reading *reading)
{
	const struct sv_register *reg = reading->builder->plan->context->reg;
	struct sv_str text = sv_str_trim(reading->raw->text);
	struct sv_str code = {text.ptr, SV_MIN(text.len, (size_t)3)};
	int index = text.len == 3 || (text.len > 3 && text.ptr[3] == ' ')
			? sv_register_state(reg, code)
			: -1;
	char out[SHOWN_BYTES_MAX + 4];

	if (index < 0)
		wrong(reading, "unknown-state", "write its code, as in ISO 3166-1: FRA",
		      "'%s' is no state of the register", shown(text, out));
	else
		reading->cell->text = sv_str_from(reg->states[index].code);
}

/* The id, the acronym, or "id - name" as the list in the workbook has it. */
static void read_project(struct reading *reading)
{
	const struct sv_register *reg = reading->builder->plan->context->reg;
	struct sv_str text = sv_str_trim(reading->raw->text), id = text;
	char out[SHOWN_BYTES_MAX + 4];
	struct sv_suggestion near = SV_SUGGESTION_INIT(shown(text, out));
	int index;

	for (size_t i = 0; i + 2 < text.len; i++) {
		if (memcmp(text.ptr + i, " - ", 3) == 0) {
			id.len = i;
			break;
		}
	}
	index = sv_register_project(reg, id);
	if (index >= 0) {
		reading->cell->text = sv_str_from(reg->projects[index].id);
		return;
	}
	for (size_t i = 0; i < reg->project_count; i++)
		sv_suggest(&near, reg->projects[i].id);
	wrong(reading, "unknown-project",
	      near.best ? sv_arena_printf(reading->builder->arena, "did you mean '%s'?", near.best)
			: "name it by its id or acronym; 'servanda project list' has them",
	      "'%s' is no project of the register", out);
}

static void read_text(struct reading *reading)
{
	if (reading->raw->cut || reading->raw->text.len > SV_PLAN_TEXT_MAX) {
		wrong(reading, "too-long", "shorten it, and name what was left out as evidence",
		      "the text is longer than %d KiB", SV_PLAN_TEXT_MAX >> 10);
		return;
	}
	reading->cell->text =
	    sv_arena_str(reading->builder->arena, sv_str_trim(reading->raw->text));
}

static void read_value(struct reading *reading)
{
	char out[SHOWN_BYTES_MAX + 4];

	reading->cell->is = SV_PLAN_IS_TEXT;
	if (reading->raw->kind == SV_PLAN_RAW_ERROR) {
		wrong(reading, "formula-error", "correct the formula, or enter its value",
		      "the formula gives %s", shown(reading->raw->text, out));
		return;
	}
	switch (reading->field->type) {
	case SV_PLAN_AMOUNT:
	case SV_PLAN_INTEGER:
	case SV_PLAN_YEAR: read_number(reading); return;
	case SV_PLAN_CHOICE: read_choice(reading); return;
	case SV_PLAN_DATE: read_date(reading); return;
	case SV_PLAN_YES_NO: read_yes_no(reading); return;
	case SV_PLAN_STATE: read_state(reading); return;
	case SV_PLAN_PROJECT: read_project(reading); return;
	case SV_PLAN_TEXT:
	case SV_PLAN_LONG: read_text(reading); return;
	}
}

/* What a finding calls the value: "R&T, 2026", "12.1, Declared". */
static const char *name_of(struct sv_plan_builder *builder, const struct sv_plan_cell *cell)
{
	const struct sv_plan_context *context = builder->plan->context;
	const struct sv_plan_sheet *sheet = &context->template->sheets[cell->sheet];
	const char *label = sheet->fields[cell->field].label;

	if (cell->year)
		return sv_arena_printf(builder->arena, "%s, %d", label, cell->year);
	if (sheet->layout == SV_PLAN_ANSWERS)
		return sv_arena_printf(builder->arena, "item %s, %s",
				       context->items[cell->row].number, label);
	return label;
}

static struct sv_plan_cell *add_cell(struct sv_plan_builder *builder, int sheet, int field, int row,
				     int year)
{
	struct sv_plan *plan = builder->plan;
	struct sv_plan_cell *cell;

	plan->cells = sv_arena_grow(builder->arena, plan->cells, plan->cell_count, &plan->cell_cap,
				    sizeof(*plan->cells));
	cell = &plan->cells[plan->cell_count++];
	*cell = (struct sv_plan_cell){
	    .sheet = sheet, .field = field, .row = row, .year = year, .place = ""};
	if (row >= plan->row_counts[sheet])
		plan->row_counts[sheet] = row + 1;
	return cell;
}

void sv_plan_put(struct sv_plan_builder *builder, int sheet, int field, int row, int year,
		 const struct sv_plan_raw *raw)
{
	struct reading reading = {.builder = builder, .raw = raw};

	if (builder->plan->cell_count >= SV_PLAN_CELLS_MAX || row >= SV_PLAN_ROWS_MAX)
		return; /* the reader has said so */
	reading.cell = add_cell(builder, sheet, field, row, year);
	reading.cell->place = raw->place;
	reading.cell->text = sv_arena_str(
	    builder->arena,
	    (struct sv_str){raw->text.ptr, SV_MIN(raw->text.len, (size_t)SV_PLAN_TEXT_MAX)});
	reading.field = &builder->plan->context->template->sheets[sheet].fields[field];
	reading.what = name_of(builder, reading.cell);
	read_value(&reading);
	/* An empty text is no value. */
	if (reading.cell->is == SV_PLAN_IS_TEXT && !reading.cell->text.len)
		builder->plan->cell_count--;
}

void sv_plan_expect(struct sv_plan_builder *builder, int sheet, int field, int row, int year,
		    const char *place)
{
	struct sv_plan *plan = builder->plan;

	if (plan->expected_count >= SV_PLAN_CELLS_MAX)
		return;
	plan->expected = sv_arena_grow(builder->arena, plan->expected, plan->expected_count,
				       &plan->expected_cap, sizeof(*plan->expected));
	plan->expected[plan->expected_count++] = (struct sv_plan_cell){
	    .sheet = sheet, .field = field, .row = row, .year = year, .place = place};
}

static struct sv_plan_cell *put_named(struct sv_plan_builder *builder, const char *sheet,
				      const char *field, int row, int year)
{
	const struct sv_plan_template *template = builder->plan->context->template;
	int s = sv_plan_sheet_index(template, sv_str_from(sheet));
	int f = s < 0 ? -1 : sv_plan_field_index(&template->sheets[s], sv_str_from(field));

	return f < 0 ? NULL : add_cell(builder, s, f, row, year);
}

void sv_plan_put_text(struct sv_plan_builder *builder, const char *sheet, const char *field,
		      int row, int year, const char *text)
{
	struct sv_plan_cell *cell = put_named(builder, sheet, field, row, year);

	if (!cell)
		return;
	cell->is = SV_PLAN_IS_TEXT;
	cell->text = sv_arena_str(builder->arena, sv_str_from(text));
}

void sv_plan_put_number(struct sv_plan_builder *builder, const char *sheet, const char *field,
			int row, int year, struct sv_decimal number)
{
	struct sv_plan_cell *cell = put_named(builder, sheet, field, row, year);
	char text[SV_DECIMAL_TEXT_MAX];

	if (!cell)
		return;
	cell->is = SV_PLAN_IS_NUMBER;
	cell->number = number;
	cell->text = sv_arena_str(builder->arena, sv_str_from(sv_decimal_text(number, text)));
}

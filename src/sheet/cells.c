/* SPDX-License-Identifier: EUPL-1.2 */
/* One sheet: half a million cells come through here, so nothing is looked up twice. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "sheet/reader.h"

#define NUMBER_BYTES_MAX 64

struct sheet {
	struct sv_reader *reader;
	int index;
	int row, column; /* of the cell being read, or the last one */
	char type; /* attribute t: 's'hared, 'i'nline, 'n'umber, 'b', 'e', 'd', or 'f': text */
	int style;
	bool in_cell, formula;
	bool takes_text; /* inside <v>, or <t> of an inline text */
	bool in_phonetic;
};

/* A sheet may leave the reference out. */
static void read_reference(struct sheet *sheet, const char *text)
{
	if (!sv_sheet_cell_parse(text, &sheet->row, &sheet->column))
		sv_reader_fail(sheet->reader, SV_EINVALID, "its part '%s' has a cell at '%.20s'",
			       sheet->reader->part, text);
}

static void begin_row(struct sheet *sheet, const char **attributes)
{
	const char *number = sv_attribute(attributes, "r");

	sheet->row = number ? atoi(number) : sheet->row + 1;
	sheet->column = 0;
	if (sheet->row < 1 || sheet->row > SV_SHEET_ROWS_MAX)
		sv_reader_fail(sheet->reader, SV_EINVALID, "its part '%s' has a row '%.20s'",
			       sheet->reader->part, number ? number : "beyond the last");
}

static char type_of(const char *text)
{
	if (!text)
		return 'n';
	if (strcmp(text, "str") == 0)
		return 'f';
	return strcmp(text, "inlineStr") == 0 ? 'i' : *text;
}

static void begin_cell(struct sheet *sheet, const char **attributes)
{
	const char *style = NULL, *type = NULL;

	sheet->column++;
	for (size_t i = 0; attributes[i]; i += 2) {
		if (strcmp(attributes[i], "r") == 0)
			read_reference(sheet, attributes[i + 1]);
		else if (strcmp(attributes[i], "s") == 0)
			style = attributes[i + 1];
		else if (strcmp(attributes[i], "t") == 0)
			type = attributes[i + 1];
	}
	if (sheet->column > SV_SHEET_COLUMNS_MAX)
		sv_reader_fail(sheet->reader, SV_EINVALID, "its part '%s' has too many columns",
			       sheet->reader->part);
	sheet->type = type_of(type);
	sheet->style = style ? atoi(style) : 0;
	sheet->in_cell = true;
	sheet->formula = false;
	sv_buf_clear(&sheet->reader->text);
}

static void add_merge(struct sheet *sheet, const char *range)
{
	struct sv_wire_head head = {.kind = SV_WIRE_MERGE, .sheet = sheet->index};
	const char *colon = range ? strchr(range, ':') : NULL;
	char first[32];

	if (!colon || colon - range >= (ptrdiff_t)sizeof(first))
		return;
	if (++sheet->reader->cell_count > SV_SHEET_CELLS_MAX)
		sv_reader_fail(sheet->reader, SV_ELIMIT, "it has more than %d cells",
			       SV_SHEET_CELLS_MAX);
	snprintf(first, sizeof(first), "%.*s", (int)(colon - range), range);
	read_reference(sheet, first);
	head.row = sheet->row;
	head.column = sheet->column;
	read_reference(sheet, colon + 1);
	head.row_last = sheet->row;
	head.column_last = sheet->column;
	sv_reader_send(sheet->reader, &head, SV_STR_NONE);
}

static void start_element(void *data, const char *name, const char **attributes)
{
	struct sheet *sheet = data;
	const char *local = sv_local_name(name);

	if (strcmp(local, "c") == 0)
		begin_cell(sheet, attributes);
	else if (strcmp(local, "v") == 0)
		sheet->takes_text = sheet->in_cell;
	else if (strcmp(local, "row") == 0)
		begin_row(sheet, attributes);
	else if (strcmp(local, "f") == 0)
		sheet->formula = true;
	else if (strcmp(local, "t") == 0)
		sheet->takes_text = sheet->in_cell && sheet->type == 'i' && !sheet->in_phonetic;
	else if (strcmp(local, "rPh") == 0)
		sheet->in_phonetic = true;
	else if (strcmp(local, "mergeCell") == 0)
		add_merge(sheet, sv_attribute(attributes, "ref"));
}

static void take_text(void *data, const char *text, int len)
{
	struct sheet *sheet = data;

	/* One byte beyond what is kept shows that there was more. */
	if (sheet->takes_text && sheet->reader->text.len <= SV_SHEET_TEXT_MAX)
		sv_buf_add(&sheet->reader->text, text, (size_t)len);
}

static enum sv_number_style style_of(const struct sheet *sheet)
{
	const struct sv_reader *reader = sheet->reader;

	if (sheet->style < 0 || (size_t)sheet->style >= reader->style_count)
		return SV_STYLE_NUMBER;
	return (enum sv_number_style)reader->styles[sheet->style];
}

/* Day 60 of the older count is 29 February 1900, which never was. */
static int32_t day_of_serial(const struct sheet *sheet, int serial)
{
	if (sheet->reader->from_1904)
		return sv_day_from_civil(1904, 1, 1) + serial;
	return sv_day_from_civil(1899, 12, serial < 60 ? 31 : 30) + serial;
}

/* A count of days as a date; false when it is none that a spreadsheet would show. */
static bool write_date(struct sheet *sheet, char text[SV_INSTANT_TEXT_MAX])
{
	double serial =
	    sheet->reader->text.len < NUMBER_BYTES_MAX ? strtod(sheet->reader->text.ptr, NULL) : -1;
	int seconds, day;
	char date[SV_DATE_TEXT_MAX];

	if (!(serial >= 0 && serial < 100000))
		return false;
	day = (int)serial;
	seconds = (int)((serial - day) * 86400 + 0.5);
	sv_day_text(day_of_serial(sheet, day), date);
	if (seconds == 0)
		snprintf(text, SV_INSTANT_TEXT_MAX, "%s", date);
	else
		snprintf(text, SV_INSTANT_TEXT_MAX, "%sT%02d:%02d:%02d", date, seconds / 3600 % 24,
			 seconds / 60 % 60, seconds % 60);
	return true;
}

static struct sv_str shared_text(struct sheet *sheet)
{
	const struct sv_reader *reader = sheet->reader;
	uint32_t start = 0;
	int64_t index;

	if (!sv_str_to_int64(sv_str_trim(sv_buf_view(&sheet->reader->text)), &index) || index < 0 ||
	    (size_t)index >= reader->string_count)
		sv_reader_fail(sheet->reader, SV_EINVALID,
			       "its part '%s' names a shared text that there is not", reader->part);
	if (index > 0)
		start = reader->string_end[index - 1];
	return (struct sv_str){reader->strings.ptr + start, reader->string_end[index] - start};
}

/* At most what may be kept, ending at a whole character. */
static struct sv_str cut(struct sv_str text, struct sv_wire_head *head)
{
	if (text.len <= SV_SHEET_TEXT_MAX)
		return text;
	head->flags |= SV_WIRE_CUT;
	text.len = SV_SHEET_TEXT_MAX;
	while (text.len && ((unsigned char)text.ptr[text.len] & 0xc0) == 0x80)
		text.len--;
	return text;
}

static void end_cell(struct sheet *sheet)
{
	struct sv_wire_head head = {.kind = SV_WIRE_CELL,
				    .type = SV_SHEET_TEXT,
				    .flags = sheet->formula ? SV_WIRE_FORMULA : 0,
				    .sheet = sheet->index,
				    .row = sheet->row,
				    .column = sheet->column};
	struct sv_str text = sv_buf_view(&sheet->reader->text);
	enum sv_number_style style = SV_STYLE_NUMBER;
	char date[SV_INSTANT_TEXT_MAX];

	if (!text.len)
		return;
	if (++sheet->reader->cell_count > SV_SHEET_CELLS_MAX)
		sv_reader_fail(sheet->reader, SV_ELIMIT, "it has more than %d cells",
			       SV_SHEET_CELLS_MAX);
	switch (sheet->type) {
	case 's': text = shared_text(sheet); break;
	case 'i':
	case 'f': break;
	case 'b': head.type = SV_SHEET_BOOL; break;
	case 'e': head.type = SV_SHEET_ERROR; break;
	case 'd': head.type = SV_SHEET_DATE; break;
	default: head.type = SV_SHEET_NUMBER; style = style_of(sheet);
	}
	if (style == SV_STYLE_PERCENT)
		head.flags |= SV_WIRE_PERCENT;
	if (style == SV_STYLE_DATE && write_date(sheet, date)) {
		head.type = SV_SHEET_DATE;
		text = sv_str_from(date);
	}
	text = cut(text, &head);
	if (text.len)
		sv_reader_send(sheet->reader, &head, text);
}

static void end_element(void *data, const char *name)
{
	struct sheet *sheet = data;
	const char *local = sv_local_name(name);

	if (strcmp(local, "v") == 0 || strcmp(local, "t") == 0)
		sheet->takes_text = false;
	else if (strcmp(local, "rPh") == 0)
		sheet->in_phonetic = false;
	else if (strcmp(local, "c") == 0) {
		end_cell(sheet);
		sheet->in_cell = false;
	}
}

void sv_reader_sheet(struct sv_reader *reader, int index, const char *part)
{
	struct sheet sheet = {.reader = reader, .index = index};

	if (!sv_reader_part(reader, part, &sheet, start_element, end_element, take_text))
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' is missing", part);
}

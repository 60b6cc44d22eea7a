/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "sheet/reader.h"

/* The handlers' context: the reader first (see refuse_doctype). */
struct context {
	struct sv_reader *reader;
};

static void start_relation(void *data, const char *name, const char **attributes)
{
	struct sv_reader *reader = ((struct context *)data)->reader;
	const char *id = sv_attribute(attributes, "Id"),
		   *target = sv_attribute(attributes, "Target");
	const char *type = sv_attribute(attributes, "Type"),
		   *slash = type ? strrchr(type, '/') : NULL;

	if (strcmp(sv_local_name(name), "Relationship") != 0 || !id || !target || !slash)
		return;
	if (reader->relation_count == SV_SHEET_ENTRIES_MAX)
		sv_reader_fail(reader, SV_ELIMIT, "it has more than %d relations",
			       SV_SHEET_ENTRIES_MAX);
	reader->relations = sv_arena_grow(reader->arena, reader->relations, reader->relation_count,
					  &reader->relation_cap, sizeof(*reader->relations));
	reader->relations[reader->relation_count++] = (struct sv_relation){
	    sv_arena_cstr(reader->arena, id), sv_arena_cstr(reader->arena, target),
	    sv_arena_cstr(reader->arena, slash + 1)};
}

static void end_nothing(void *data, const char *name)
{
	(void)data;
	(void)name;
}

static void text_nothing(void *data, const char *text, int len)
{
	(void)data;
	(void)text;
	(void)len;
}

bool sv_reader_relations(struct sv_reader *reader, const char *part, const char *folder)
{
	struct context context = {reader};

	reader->relation_count = 0;
	reader->folder = folder;
	return sv_reader_part(reader, part, &context, start_relation, end_nothing, text_nothing);
}

/* A name inside the archive; "../" leads nowhere else, since nothing is ever unpacked to disk. */
const char *sv_reader_target(struct sv_reader *reader, const struct sv_relation *relation)
{
	if (*relation->target == '/')
		return relation->target + 1;
	return sv_arena_printf(reader->arena, "%s%s", reader->folder, relation->target);
}

static void start_workbook(void *data, const char *name, const char **attributes)
{
	struct sv_reader *reader = ((struct context *)data)->reader;
	const char *local = sv_local_name(name), *value;

	if (strcmp(local, "workbookPr") == 0) {
		value = sv_attribute(attributes, "date1904");
		reader->from_1904 = value && (*value == '1' || *value == 't');
	}
	if (strcmp(local, "sheet") != 0)
		return;
	if (reader->sheet_count == SV_SHEET_SHEETS_MAX)
		sv_reader_fail(reader, SV_ELIMIT, "it has more than %d sheets",
			       SV_SHEET_SHEETS_MAX);
	reader->sheets = sv_arena_grow(reader->arena, reader->sheets, reader->sheet_count,
				       &reader->sheet_cap, sizeof(*reader->sheets));
	value = sv_attribute(attributes, "id");
	reader->sheets[reader->sheet_count] =
	    (struct sv_book_sheet){.relation = sv_arena_cstr(reader->arena, value ? value : "")};
	value = sv_attribute(attributes, "name");
	reader->sheets[reader->sheet_count++].name =
	    sv_arena_cstr(reader->arena, value && strlen(value) < 256 ? value : "");
}

void sv_reader_workbook(struct sv_reader *reader, const char *part)
{
	struct context context = {reader};

	if (!sv_reader_part(reader, part, &context, start_workbook, end_nothing, text_nothing))
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' is missing", part);
}

/* Formats that every program knows by number (ISO/IEC 29500-1, 18.8.30). */
static enum sv_number_style known_format(int id)
{
	if (id == 9 || id == 10)
		return SV_STYLE_PERCENT;
	return (id >= 14 && id <= 22) || (id >= 45 && id <= 47) ? SV_STYLE_DATE : SV_STYLE_NUMBER;
}

/* A code that shows a day, month, year or hour outside of quotes and brackets is a date's. */
static enum sv_number_style format_style(const char *code)
{
	char quote = 0;

	for (const char *c = code; *c; c++) {
		if (quote) {
			quote = *c == quote ? 0 : quote;
		} else if (*c == '"') {
			quote = '"';
		} else if (*c == '[') {
			quote = ']';
		} else if (*c == '\\' && c[1]) {
			c++;
		} else if (*c == '%') {
			return SV_STYLE_PERCENT;
		} else if (strchr("ymdhYMDH", *c)) {
			return SV_STYLE_DATE;
		}
	}
	return SV_STYLE_NUMBER;
}

static void add_format(struct sv_reader *reader, const char *id, const char *code)
{
	if (!id || !code)
		return;
	if (reader->format_count == SV_SHEET_STYLES_MAX)
		sv_reader_fail(reader, SV_ELIMIT, "it has more than %d formats",
			       SV_SHEET_STYLES_MAX);
	reader->formats = sv_arena_grow(reader->arena, reader->formats, reader->format_count,
					&reader->format_cap, sizeof(*reader->formats));
	reader->formats[reader->format_count++] =
	    (struct sv_custom_format){atoi(id), (uint8_t)format_style(code)};
}

static void add_style(struct sv_reader *reader, const char *id)
{
	int format = id ? atoi(id) : 0;
	uint8_t style = (uint8_t)known_format(format);

	if (reader->style_count == SV_SHEET_STYLES_MAX)
		sv_reader_fail(reader, SV_ELIMIT, "it has more than %d formats",
			       SV_SHEET_STYLES_MAX);
	for (size_t i = 0; i < reader->format_count; i++)
		if (reader->formats[i].id == format)
			style = reader->formats[i].style;
	reader->styles = sv_arena_grow(reader->arena, reader->styles, reader->style_count,
				       &reader->style_cap, sizeof(*reader->styles));
	reader->styles[reader->style_count++] = style;
}

static void start_style(void *data, const char *name, const char **attributes)
{
	struct sv_reader *reader = ((struct context *)data)->reader;
	const char *local = sv_local_name(name);

	if (strcmp(local, "numFmt") == 0)
		add_format(reader, sv_attribute(attributes, "numFmtId"),
			   sv_attribute(attributes, "formatCode"));
	else if (strcmp(local, "cellXfs") == 0)
		reader->in_cell_formats = true;
	else if (reader->in_cell_formats && strcmp(local, "xf") == 0)
		add_style(reader, sv_attribute(attributes, "numFmtId"));
}

static void end_style(void *data, const char *name)
{
	if (strcmp(sv_local_name(name), "cellXfs") == 0)
		((struct context *)data)->reader->in_cell_formats = false;
}

void sv_reader_styles(struct sv_reader *reader, const char *part)
{
	struct context context = {reader};

	(void)sv_reader_part(reader, part, &context, start_style, end_style, text_nothing);
}

static void add_string(struct sv_reader *reader)
{
	if (reader->string_count == SV_SHEET_CELLS_MAX)
		sv_reader_fail(reader, SV_ELIMIT, "it has more than %d shared texts",
			       SV_SHEET_CELLS_MAX);
	reader->string_end = sv_arena_grow(reader->arena, reader->string_end, reader->string_count,
					   &reader->string_cap, sizeof(*reader->string_end));
	reader->string_end[reader->string_count++] = (uint32_t)reader->strings.len;
}

static void start_string(void *data, const char *name, const char **attributes)
{
	struct sv_reader *reader = ((struct context *)data)->reader;
	const char *local = sv_local_name(name);

	(void)attributes;
	if (strcmp(local, "t") == 0)
		reader->in_text = !reader->in_phonetic;
	else if (strcmp(local, "rPh") == 0)
		reader->in_phonetic = true;
}

static void end_string(void *data, const char *name)
{
	struct sv_reader *reader = ((struct context *)data)->reader;
	const char *local = sv_local_name(name);

	if (strcmp(local, "t") == 0)
		reader->in_text = false;
	else if (strcmp(local, "rPh") == 0)
		reader->in_phonetic = false;
	else if (strcmp(local, "si") == 0)
		add_string(reader);
}

static void text_string(void *data, const char *text, int len)
{
	struct sv_reader *reader = ((struct context *)data)->reader;

	if (reader->in_text)
		sv_buf_add(&reader->strings, text, (size_t)len);
}

void sv_reader_strings(struct sv_reader *reader, const char *part)
{
	struct context context = {reader};

	(void)sv_reader_part(reader, part, &context, start_string, end_string, text_string);
	reader->in_text = reader->in_phonetic = false;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/csv.h"

#include <string.h>

#include "base/limits.h"

struct reader {
	struct sv_arena *arena;
	const char *file;
	const char *pos, *end, *line_start;
	int line;
	struct sv_findings *findings;
};

static void problem(struct reader *reader, const char *rule, int line, int column,
		    const char *repair, const char *message)
{
	sv_findings_error(reader->findings, rule, reader->file, line, column, repair, "%s",
			  message);
}

static int column_here(const struct reader *reader)
{
	return (int)(reader->pos - reader->line_start) + 1;
}

static void next_line(struct reader *reader)
{
	reader->line++;
	reader->line_start = reader->pos;
}

/* A field in quotes; pos is behind the opening quote.  Doubled quotes become one. */
static struct sv_str read_quoted(struct reader *reader)
{
	const char *start = reader->pos;
	int line = reader->line, column = column_here(reader) - 1;
	char *copy;
	size_t len = 0;
	const char *scan;

	/* Find the closing quote first, so that the copy has its size at once. */
	for (scan = start; scan < reader->end; scan++) {
		if (*scan != '"')
			continue;
		if (scan + 1 < reader->end && scan[1] == '"')
			scan++;
		else
			break;
	}
	copy = sv_arena_alloc(reader->arena, (size_t)(scan - start) + 1);
	while (reader->pos < scan) {
		char c = *reader->pos++;

		copy[len++] = c;
		if (c == '"')
			reader->pos++;
		if (c == '\n')
			next_line(reader);
	}
	if (scan == reader->end)
		problem(reader, "csv-quote", line, column, "close it with a second quote",
			"a quoted field is not closed");
	else
		reader->pos++;
	if (reader->pos < reader->end && !strchr(",\r\n", *reader->pos)) {
		problem(reader, "csv-quote", reader->line, column_here(reader),
			"write a quote inside a quoted field twice",
			"text follows the closing quote of a field");
		while (reader->pos < reader->end && !strchr(",\r\n", *reader->pos))
			reader->pos++;
	}
	return (struct sv_str){copy, len};
}

static struct sv_str read_plain(struct reader *reader)
{
	const char *start = reader->pos;

	while (reader->pos < reader->end && *reader->pos != ',' && *reader->pos != '\n' &&
	       !(*reader->pos == '\r' && reader->pos + 1 < reader->end && reader->pos[1] == '\n'))
		reader->pos++;
	return (struct sv_str){start, (size_t)(reader->pos - start)};
}

/* One record into fields[SV_CSV_COLUMNS_MAX]; returns how many it has in all. */
static size_t read_record(struct reader *reader, struct sv_csv_field *fields)
{
	size_t count = 0;

	for (;;) {
		struct sv_csv_field field = {.column = column_here(reader)};

		if (reader->pos < reader->end && *reader->pos == '"') {
			reader->pos++;
			field.text = read_quoted(reader);
		} else {
			field.text = read_plain(reader);
		}
		if (field.text.len > SV_CSV_FIELD_BYTES_MAX)
			problem(reader, "csv-field-size", reader->line, field.column,
				"shorten it to 1 MiB", "a field is too long");
		if (count < SV_CSV_COLUMNS_MAX)
			fields[count] = field;
		count++;
		if (reader->pos < reader->end && *reader->pos == ',') {
			reader->pos++;
			continue;
		}
		break;
	}
	if (reader->pos < reader->end && *reader->pos == '\r')
		reader->pos++;
	if (reader->pos < reader->end && *reader->pos == '\n')
		reader->pos++;
	next_line(reader);
	return count;
}

static void check_utf8(struct reader *reader, struct sv_str text)
{
	struct sv_str rest = text, line;
	int number = 0;
	size_t bad;

	if (sv_str_is_utf8(text, &bad))
		return;
	while (sv_str_split(&rest, '\n', &line)) {
		number++;
		if (!sv_str_is_utf8(line, &bad))
			problem(reader, "utf-8", number, (int)bad + 1, "save the file as UTF-8",
				"the text is not valid UTF-8");
	}
}

static void read_header(struct reader *reader, struct sv_csv *csv)
{
	struct sv_csv_field fields[SV_CSV_COLUMNS_MAX];
	size_t count = read_record(reader, fields);

	if (count > SV_CSV_COLUMNS_MAX) {
		problem(reader, "csv-columns", 1, 1, "use at most 64 columns",
			"the table has too many columns");
		count = SV_CSV_COLUMNS_MAX;
	}
	csv->column_count = count;
	csv->header = SV_NEW_ARRAY(reader->arena, struct sv_csv_field, count);
	memcpy(csv->header, fields, count * sizeof(*fields));
	for (size_t i = 0; i < count; i++) {
		struct sv_str name = fields[i].text;

		if (!name.len)
			problem(reader, "csv-header", 1, fields[i].column, "name the column",
				"a column has no name");
		for (size_t j = 0; j < i; j++)
			if (name.len && sv_str_equal(name, fields[j].text))
				sv_findings_error(reader->findings, "csv-header", reader->file, 1,
						  fields[i].column, "name each column once",
						  "column '%.*s' stands twice", SV_STR_ARG(name));
	}
}

void sv_csv_parse(struct sv_arena *arena, const char *file, struct sv_str text, struct sv_csv *ret,
		  struct sv_findings *findings)
{
	struct reader reader = {arena, file, text.ptr, text.ptr + text.len, text.ptr, 1, findings};
	struct sv_csv_field fields[SV_CSV_COLUMNS_MAX];
	size_t cap = 0;

	*ret = (struct sv_csv){.file = file};
	if (memchr(text.ptr, '\0', text.len)) {
		problem(&reader, "csv-text", 1, 1, "export the table as CSV in UTF-8",
			"the file is not text");
		return;
	}
	check_utf8(&reader, text);
	if (sv_str_starts(text, "\xef\xbb\xbf"))
		reader.pos = reader.line_start = text.ptr + 3;
	if (reader.pos == reader.end) {
		problem(&reader, "csv-header", 1, 1, "begin with a header line",
			"the table is empty");
		return;
	}
	read_header(&reader, ret);
	while (reader.pos < reader.end) {
		int line = reader.line;
		size_t count = read_record(&reader, fields);

		if (count != ret->column_count) {
			sv_findings_error(findings, "csv-columns", file, line, 0,
					  "check commas and quotes in this line",
					  "the row has %zu fields where the header has %zu", count,
					  ret->column_count);
			continue;
		}
		ret->rows =
		    sv_arena_grow(arena, ret->rows, ret->row_count, &cap, sizeof(*ret->rows));
		ret->rows[ret->row_count].line = line;
		ret->rows[ret->row_count].fields = SV_NEW_ARRAY(arena, struct sv_csv_field, count);
		memcpy(ret->rows[ret->row_count++].fields, fields, count * sizeof(*fields));
	}
}

int sv_csv_column(const struct sv_csv *csv, const char *name)
{
	for (size_t i = 0; i < csv->column_count; i++)
		if (sv_str_is(csv->header[i].text, name))
			return (int)i;
	return -1;
}

struct sv_str sv_csv_get(const struct sv_csv *csv, size_t row, int column)
{
	return column < 0 ? SV_STR_NONE : csv->rows[row].fields[column].text;
}

void sv_csv_field(struct sv_buf *out, struct sv_str text)
{
	bool quote = false;

	for (size_t i = 0; i < text.len && !quote; i++)
		quote = strchr(",\"\r\n", text.ptr[i]) != NULL;
	if (!quote) {
		sv_buf_str(out, text);
		return;
	}
	sv_buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			sv_buf_char(out, '"');
		sv_buf_char(out, text.ptr[i]);
	}
	sv_buf_char(out, '"');
}

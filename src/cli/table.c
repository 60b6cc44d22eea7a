/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/table.h"

#include <assert.h>

void sv_text_table_add(struct sv_text_table *table, const char *text)
{
	table->cells = sv_arena_grow(table->arena, table->cells, table->cell_count,
				     &table->cell_cap, sizeof(*table->cells));
	table->cells[table->cell_count++] = text ? text : "";
}

#define TABLE_COLUMNS_MAX 16
#define TABLE_WRAP_MIN 16 /* columns a wrapping column keeps on the narrowest terminal */

/* Width of each column: what its widest cell takes; the wrapping one gets what is left. */
static void measure(const struct sv_text_table *table, int out_width, int *widths)
{
	size_t n = table->column_count;
	int total = 2 * ((int)n - 1);

	for (size_t c = 0; c < n; c++) {
		widths[c] = sv_text_columns(sv_str_from(table->columns[c].title));
		for (size_t i = c; i < table->cell_count; i += n) {
			int width = sv_text_columns(sv_str_from(table->cells[i]));

			if (width > widths[c])
				widths[c] = width;
		}
		total += widths[c];
	}
	for (size_t c = 0; c < n && total > out_width; c++) {
		int fair;

		if (!table->columns[c].wraps)
			continue;
		fair = widths[c] - (total - out_width);
		if (fair < TABLE_WRAP_MIN)
			fair = TABLE_WRAP_MIN;
		if (fair < widths[c]) {
			total -= widths[c] - fair;
			widths[c] = fair;
		}
	}
}

/* One line of a cell; trailing spaces are left to whoever writes the next cell. */
static void print_part(const struct sv_text_column *column, struct sv_str part, int width,
		       enum sv_style style, struct sv_out *out)
{
	int spare = width - sv_text_columns(part);

	if (column->right)
		sv_out_pad(out, spare);
	if (style != SV_STYLE_PLAIN && out->color)
		sv_out_text(out, style == SV_STYLE_STRONG ? "\033[1m" : "\033[38;5;245m");
	sv_buf_str(&out->buf, part);
	if (style != SV_STYLE_PLAIN && out->color)
		sv_out_text(out, "\033[0m");
}

static void print_row(const struct sv_text_table *table, const char *const *cells,
		      const int *widths, enum sv_style style, struct sv_out *out)
{
	struct sv_str rest[TABLE_COLUMNS_MAX];
	bool more = true;

	for (size_t c = 0; c < table->column_count; c++)
		rest[c] = sv_str_from(cells[c]);
	for (bool first = true; first || more; first = false) {
		int due = 0; /* spaces owed before the next text, so that no line ends in spaces */

		more = false;
		for (size_t c = 0; c < table->column_count; c++) {
			const struct sv_text_column *column = &table->columns[c];
			struct sv_str part =
			    column->wraps ? sv_text_take_line(&rest[c], widths[c]) : rest[c];
			int used = sv_text_columns(part);

			if (!column->wraps)
				rest[c] = SV_STR_NONE;
			more = more || rest[c].len;
			if (part.len) {
				sv_out_pad(out, due);
				due = 0;
				print_part(column, part, widths[c], style, out);
				if (column->right)
					used = widths[c];
			}
			due += widths[c] - used + 2;
		}
		sv_buf_char(&out->buf, '\n');
	}
}

void sv_text_table_print(const struct sv_text_table *table, struct sv_out *out)
{
	const char *titles[TABLE_COLUMNS_MAX];
	int widths[TABLE_COLUMNS_MAX];

	assert(table->column_count <= TABLE_COLUMNS_MAX);
	assert(table->cell_count % table->column_count == 0);
	measure(table, out->width, widths);
	for (size_t c = 0; c < table->column_count; c++)
		titles[c] = table->columns[c].title;
	print_row(table, titles, widths, SV_STYLE_STRONG, out);
	for (size_t i = 0; i < table->cell_count; i += table->column_count)
		print_row(table, &table->cells[i], widths, SV_STYLE_PLAIN, out);
}

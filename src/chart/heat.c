/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/heat.h"

#include <string.h>

#include "chart/palette.h"
#include "chart/scale.h"
#include "chart/svg.h"

#define NUMBER_RIGHT 38.0 /* numbers end here */
#define TITLE_LEFT 47.0
#define TITLE_WIDTH 172.0
#define TITLE_SIZE 12.5
#define COLLECTIVE_LEFT 226.0
#define COLLECTIVE_WIDTH 46.0
#define MEMBERS_LEFT (COLLECTIVE_LEFT + COLLECTIVE_WIDTH)
#define HEAD_HEIGHT 24.0
#define GROUP_HEIGHT 26.0
#define FOOT_HEIGHT 20.0

static double width_of(const struct sv_heat *heat)
{
	return MEMBERS_LEFT + (double)heat->column_count * SV_CELL_WIDTH + 1;
}

static bool starts_group(const struct sv_heat *heat, size_t row)
{
	return row == 0 ? heat->rows[0].group[0] != '\0'
			: strcmp(heat->rows[row].group, heat->rows[row - 1].group) != 0;
}

static double height_of(const struct sv_heat *heat)
{
	double height = HEAD_HEIGHT + FOOT_HEIGHT;

	for (size_t row = 0; row < heat->row_count; row++)
		height += SV_CELL_HEIGHT + (starts_group(heat, row) ? GROUP_HEIGHT : 0);
	return height;
}

static void open_link(struct sv_buf *out, const char *href, const char *name)
{
	sv_buf_text(out, "<a href=\"");
	sv_html_text(out, sv_str_from(href));
	sv_buf_text(out, "\"><title>");
	sv_html_text(out, sv_str_from(name));
	sv_buf_text(out, "</title>");
}

static void use(struct sv_buf *out, const char *symbol, double x, double y)
{
	sv_buf_printf(out, "<use href=\"#%s\" x=\"", symbol);
	sv_svg_place(out, x);
	sv_buf_text(out, "\" y=\"");
	sv_svg_place(out, y);
	sv_buf_text(out, "\"/>");
}

static void draw_cell(struct sv_buf *out, const struct sv_heat_cell *cell, double x, double y)
{
	char symbol[24];

	if (cell->empty)
		return;
	open_link(out, cell->href, cell->sentence);
	use(out,
	    cell->is_position ? sv_palette_position_symbol(cell->position)
			      : sv_palette_symbol(cell->rating, symbol),
	    x, y);
	if (cell->recalled)
		use(out, "k-recalled", x, y);
	sv_buf_text(out, "</a>");
}

static void draw_codes(const struct sv_heat *heat, double y, bool with_links, struct sv_buf *out)
{
	sv_svg_text(out, "axis", COLLECTIVE_LEFT + SV_CELL_WIDTH / 2.0, y, SV_ANCHOR_MIDDLE,
		    SV_STR("all"));
	for (size_t i = 0; i < heat->column_count; i++) {
		const struct sv_heat_column *column = &heat->columns[i];
		double x = MEMBERS_LEFT + ((double)i + 0.5) * SV_CELL_WIDTH;
		bool link = with_links && column->href[0];

		if (link)
			open_link(out, column->href, column->name);
		sv_svg_text(out, "axis", x, y, SV_ANCHOR_MIDDLE, sv_str_from(column->code));
		if (link)
			sv_buf_text(out, "</a>");
	}
	sv_buf_char(out, '\n');
}

static void draw_group(const struct sv_heat *heat, size_t row, double y, struct sv_buf *out)
{
	sv_svg_line(out, "group-rule", 0, y + 5, width_of(heat), y + 5);
	sv_svg_text(out, "group", 0, y + GROUP_HEIGHT - 6, SV_ANCHOR_START,
		    sv_str_from(heat->rows[row].group));
}

static void draw_title(struct sv_buf *out, const char *title, double y)
{
	struct sv_str text = sv_str_from(title);
	size_t fits = sv_text_fit(text, TITLE_SIZE, TITLE_WIDTH);

	if (fits == text.len) {
		sv_svg_text(out, "row-title", TITLE_LEFT, y, SV_ANCHOR_START, text);
		return;
	}
	/* Cut with an ellipsis; the whole title is the name of the link around it. */
	fits = sv_text_fit(text, TITLE_SIZE, TITLE_WIDTH - TITLE_SIZE);
	sv_buf_text(out, "<text class=\"row-title\" x=\"");
	sv_svg_place(out, TITLE_LEFT);
	sv_buf_text(out, "\" y=\"");
	sv_svg_place(out, y);
	sv_buf_text(out, "\">");
	sv_html_text(out, (struct sv_str){text.ptr, fits});
	sv_buf_text(out, "\xe2\x80\xa6</text>");
}

static void draw_row(const struct sv_heat *heat, size_t index, double y, struct sv_buf *out)
{
	const struct sv_heat_row *row = &heat->rows[index];
	double base = y + SV_CELL_HEIGHT * 0.69;

	if (row->href[0])
		open_link(out, row->href, row->title);
	sv_svg_text(out, "row-number", NUMBER_RIGHT, base, SV_ANCHOR_END, sv_str_from(row->number));
	draw_title(out, row->title, base);
	if (row->href[0])
		sv_buf_text(out, "</a>");
	draw_cell(out, &row->collective, COLLECTIVE_LEFT, y);
	for (size_t i = 0; i < heat->column_count; i++)
		draw_cell(out, &row->cells[i], MEMBERS_LEFT + (double)i * SV_CELL_WIDTH, y);
	sv_buf_char(out, '\n');
}

void sv_heat_svg(const struct sv_heat *heat, struct sv_buf *out)
{
	double height = height_of(heat), y = HEAD_HEIGHT;

	sv_svg_begin(out, heat->id, "chart heat", "group", width_of(heat), height, heat->title,
		     heat->desc);
	draw_codes(heat, HEAD_HEIGHT - 8, true, out);
	for (size_t row = 0; row < heat->row_count; row++) {
		if (starts_group(heat, row)) {
			draw_group(heat, row, y, out);
			y += GROUP_HEIGHT;
		}
		draw_row(heat, row, y, out);
		y += SV_CELL_HEIGHT;
	}
	sv_svg_line(out, "apart", MEMBERS_LEFT - 9.5, 0, MEMBERS_LEFT - 9.5, height);
	draw_codes(heat, height - 5, false, out);
	sv_svg_end(out);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/figure.h"

static void paragraph(struct sv_buf *out, const char *class, const char *text)
{
	if (!text || !text[0])
		return;
	sv_buf_printf(out, "<p class=\"%s\">", class);
	sv_html_text(out, sv_str_from(text));
	sv_buf_text(out, "</p>\n");
}

void sv_figure_begin(struct sv_buf *out, const struct sv_chart_figure *figure)
{
	sv_buf_printf(out, "<figure class=\"figure\" id=\"%s\">\n<figcaption>", figure->id);
	paragraph(out, "figure-title", figure->title);
	paragraph(out, "figure-unit", figure->unit);
	sv_buf_text(out, "</figcaption>\n");
}

static void file(struct sv_buf *out, const char *href, const char *name)
{
	sv_buf_text(out, " <a href=\"");
	sv_html_text(out, sv_str_from(href));
	sv_buf_printf(out, "\">%s</a>", name);
}

void sv_figure_files(struct sv_buf *out, const char *svg_href, const char *png_href)
{
	if (!svg_href)
		return;
	sv_buf_text(out, "<p class=\"figure-files\">This drawing as");
	file(out, svg_href, "SVG");
	if (png_href) {
		sv_buf_text(out, ",");
		file(out, png_href, "PNG");
	}
	sv_buf_text(out, "</p>\n");
}

void sv_figure_end(struct sv_buf *out, const struct sv_chart_figure *figure,
		   const struct sv_chart_table *table)
{
	paragraph(out, "figure-note", figure->note);
	paragraph(out, "figure-source", figure->source);
	sv_figure_files(out, figure->svg_href, figure->png_href);
	sv_buf_text(out, "<details class=\"behind\"><summary>The figures as a table</summary>\n");
	sv_table_html(table, out);
	sv_buf_text(out, "</details>\n</figure>\n");
}

const char **sv_table_row(struct sv_arena *arena, struct sv_chart_table *table)
{
	const char **row;

	table->cells = sv_arena_grow(arena, table->cells, table->row_count, &table->row_cap,
				     table->column_count * sizeof(*table->cells));
	row = table->cells + table->row_count++ * table->column_count;
	for (size_t i = 0; i < table->column_count; i++)
		row[i] = "";
	return row;
}

static void cell(struct sv_buf *out, const struct sv_table_column *column, bool heads,
		 const char *text)
{
	const char *name = heads ? "th" : "td";

	sv_buf_printf(out, "<%s%s%s>", name, heads ? " scope=\"row\"" : "",
		      column->is_number ? " class=\"number\"" : "");
	sv_html_text(out, sv_str_from(text));
	sv_buf_printf(out, "</%s>", name);
}

void sv_table_html(const struct sv_chart_table *table, struct sv_buf *out)
{
	/* A frame that scrolls must be reachable by keyboard, hence the tab stop and name. */
	sv_buf_text(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
	sv_html_text(out, sv_str_from(table->caption));
	sv_buf_text(out, "\"><table><caption>");
	sv_html_text(out, sv_str_from(table->caption));
	sv_buf_text(out, "</caption><thead><tr>");
	for (size_t i = 0; i < table->column_count; i++) {
		sv_buf_printf(out, "<th scope=\"col\"%s>",
			      table->columns[i].is_number ? " class=\"number\"" : "");
		sv_html_text(out, sv_str_from(table->columns[i].heading));
		sv_buf_text(out, "</th>");
	}
	sv_buf_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < table->row_count; row++) {
		sv_buf_text(out, "<tr>");
		for (size_t i = 0; i < table->column_count; i++)
			cell(out, &table->columns[i], i == 0,
			     table->cells[row * table->column_count + i]);
		sv_buf_text(out, "</tr>\n");
	}
	sv_buf_text(out, "</tbody></table></div>\n");
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * figure.h - what stands around every drawing: the one message in the title,
 * the unit under it, notes and source below, and behind it the table of what
 * is drawn, for those who cannot see it or want the figures.
 *
 *   sv_figure_begin(out, &figure);
 *   sv_series_svg(&series, out);
 *   sv_figure_end(out, &figure, &table);
 */
#ifndef SV_CHART_FIGURE_H
#define SV_CHART_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

struct sv_chart_figure {
	const char *id;                  /* unique on the page */
	const char *title;               /* a sentence: what the drawing shows */
	const char *unit;                /* under the title, or "" */
	const char *note;                /* breaks, what is left out; or "" */
	const char *source;              /* who published, which vintage; or "" */
	const char *svg_href, *png_href; /* where the drawing is as a file; or NULL */
};

struct sv_table_column {
	const char *heading;
	bool is_number; /* right-aligned, tabular figures */
};

/* Rows of text, column_count cells each; the first cell of a row heads it. */
struct sv_chart_table {
	const char *caption;
	const struct sv_table_column *columns;
	size_t column_count;
	const char **cells;
	size_t row_count, row_cap;
};

void sv_figure_begin(struct sv_buf *out, const struct sv_chart_figure *figure);
void sv_figure_end(struct sv_buf *out, const struct sv_chart_figure *figure,
		   const struct sv_chart_table *table);

/* "This drawing as SVG, PNG"; nothing without an address. */
void sv_figure_files(struct sv_buf *out, const char *svg_href, const char *png_href);

/* Room for one more row; fill its column_count cells.  Cells not filled are "". */
const char **sv_table_row(struct sv_arena *arena, struct sv_chart_table *table);

/* <table>, in a frame that scrolls sideways if it must. */
void sv_table_html(const struct sv_chart_table *table, struct sv_buf *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/dots.h"

#include "chart/scale.h"
#include "chart/svg.h"

#define WIDTH 480.0
#define LEFT 44.0
#define RIGHT 402.0 /* leaves room for the label of the greatest value */
#define TOP 24.0
#define ROW 16.0

static struct sv_ticks ticks_of(const struct sv_dots *dots)
{
	double low = 0, high = dots->has_target && dots->target > 0 ? dots->target : 0;

	if (dots->has_target && dots->target < 0)
		low = dots->target;
	for (size_t i = 0; i < dots->row_count; i++) {
		const struct sv_dots_row *row = &dots->rows[i];
		double upper = row->open_above ? row->lower : row->upper;

		if (row->lower < low)
			low = row->lower;
		if (upper > high)
			high = upper;
	}
	return sv_ticks_nice(low, high, 5);
}

static void draw_axis(const struct sv_ticks *ticks, const struct sv_scale *scale, double bottom,
		      struct sv_buf *out)
{
	for (int i = 0; i < ticks->count; i++) {
		double x = sv_scale_at(scale, sv_ticks_at(ticks, i));
		struct sv_buf label = SV_BUF_INIT;

		sv_ticks_label(ticks, i, &label);
		sv_svg_line(out, sv_ticks_is_zero(ticks, i) ? "base" : "grid-line", x, TOP, x,
			    bottom);
		sv_svg_text(out, "axis", x, bottom + 15, SV_ANCHOR_MIDDLE, sv_buf_view(&label));
		sv_buf_free(&label);
	}
	sv_buf_char(out, '\n');
}

static void draw_row(const struct sv_dots_row *row, const struct sv_scale *scale, double y,
		     struct sv_buf *out)
{
	double lower = sv_scale_at(scale, row->lower);
	double upper = row->open_above ? RIGHT : sv_scale_at(scale, row->upper);
	const char *text_class = row->highlighted ? "value" : "axis";

	if (row->href[0]) {
		sv_buf_text(out, "<a href=\"");
		sv_html_text(out, sv_str_from(row->href));
		sv_buf_text(out, "\"><title>");
		sv_html_text(out, sv_str_from(row->name));
		sv_buf_text(out, ": ");
		sv_html_text(out, sv_str_from(row->label));
		sv_buf_text(out, "</title>");
	}
	sv_svg_text(out, text_class, LEFT - 8, y + 4, SV_ANCHOR_END, sv_str_from(row->code));
	if (row->open_above || row->lower != row->upper)
		sv_svg_interval_level(out, row->highlighted ? "interval" : "interval grey", y,
				      lower, upper, row->open_above);
	else
		sv_svg_circle(out, row->highlighted ? "dot" : "dot grey", lower, y,
			      row->highlighted ? 4.5 : 3.8);
	sv_svg_text(out, text_class, upper + 9, y + 4, SV_ANCHOR_START, sv_str_from(row->label));
	if (row->href[0])
		sv_buf_text(out, "</a>");
	sv_buf_char(out, '\n');
}

void sv_dots_svg(const struct sv_dots *dots, struct sv_buf *out)
{
	struct sv_ticks ticks = ticks_of(dots);
	struct sv_scale scale = {ticks.first, sv_ticks_last(&ticks), LEFT, RIGHT};
	double bottom = TOP + (double)dots->row_count * ROW + 4;

	sv_svg_begin(out, dots->id, "chart dots", "group", WIDTH, bottom + 24, dots->title,
		     dots->desc);
	draw_axis(&ticks, &scale, bottom, out);
	if (dots->has_target) {
		double x = sv_scale_at(&scale, dots->target);

		sv_svg_line(out, "target", x, TOP - 6, x, bottom);
		sv_svg_text(out, "target-label", x, TOP - 11,
			    x > WIDTH * 0.7   ? SV_ANCHOR_END
			    : x < WIDTH * 0.3 ? SV_ANCHOR_START
					      : SV_ANCHOR_MIDDLE,
			    sv_str_from(dots->target_text));
	}
	for (size_t i = 0; i < dots->row_count; i++)
		draw_row(&dots->rows[i], &scale, TOP + ((double)i + 0.5) * ROW + 2, out);
	sv_svg_end(out);
}

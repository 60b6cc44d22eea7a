/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/bars.h"

#include <math.h>

#include "chart/scale.h"
#include "chart/svg.h"

#define WIDTH 760.0
#define ROW 28.0
#define BAR 16.0
#define SIZE 12.0
#define GAP 10.0
#define LABEL_MAX 240.0

struct layout {
	struct sv_scale scale;
	double left; /* where names end */
};

static void rectangle(struct sv_buf *out, const char *class, double x, double y, double width,
		      const char *name)
{
	sv_buf_printf(out, "<rect class=\"%s\" x=\"", class);
	sv_svg_place(out, x);
	sv_buf_text(out, "\" y=\"");
	sv_svg_place(out, y);
	sv_buf_text(out, "\" width=\"");
	sv_svg_place(out, width);
	sv_buf_text(out, "\" height=\"");
	sv_svg_place(out, BAR);
	sv_buf_text(out, "\">");
	if (name) {
		sv_buf_text(out, "<title>");
		sv_html_text(out, sv_str_from(name));
		sv_buf_text(out, "</title>");
	}
	sv_buf_text(out, "</rect>");
}

/* Names and values take what they need; the bars have the room between. */
static struct layout lay_out(const struct sv_bars *bars)
{
	double names = 40, values = 40;

	for (size_t i = 0; i < bars->row_count; i++) {
		names = fmax(names, sv_text_width(sv_str_from(bars->rows[i].label), SIZE));
		values = fmax(values, sv_text_width(sv_str_from(bars->rows[i].says), SIZE) * 1.2);
	}
	names = fmin(names * 1.08, LABEL_MAX);
	return (struct layout){{0, bars->high, names + GAP, WIDTH - values - GAP}, names};
}

static void draw_row(const struct sv_bars_row *row, const struct layout *layout, double y,
		     struct sv_buf *out)
{
	static const char *const styles[] = {"span strong", "span filled", "span outlined"};
	double from = sv_scale_at(&layout->scale, row->from);
	double to = fmax(sv_scale_at(&layout->scale, row->to), from + 1);
	double end = row->has_target ? layout->scale.high_at : to;
	struct sv_str label = sv_str_from(row->label);

	label.len = sv_text_fit(label, SIZE, LABEL_MAX);
	sv_svg_text(out, "axis", layout->left, y + BAR - 3.5, SV_ANCHOR_END, label);
	if (row->has_target)
		rectangle(out, "track", layout->scale.low_at, y,
			  layout->scale.high_at - layout->scale.low_at, NULL);
	rectangle(out, styles[row->style], from, y, to - from, row->says);
	if (row->has_target) {
		double x = sv_scale_at(&layout->scale, row->target);

		sv_svg_line(out, "target", x, y - 4, x, y + BAR + 4);
	}
	sv_svg_text(out, "value", end + GAP, y + BAR - 3.5, SV_ANCHOR_START,
		    sv_str_from(row->says));
	sv_buf_char(out, '\n');
}

void sv_bars_svg(const struct sv_bars *bars, struct sv_buf *out)
{
	struct layout layout = lay_out(bars);

	sv_svg_begin(out, bars->id, "chart bars", "img", WIDTH, ROW * (double)bars->row_count + 4,
		     bars->title, bars->desc);
	for (size_t i = 0; i < bars->row_count; i++)
		draw_row(&bars->rows[i], &layout, 6 + ROW * (double)i, out);
	sv_svg_end(out);
}

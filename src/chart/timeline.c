/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/timeline.h"

#include "base/date.h"
#include "chart/scale.h"
#include "chart/svg.h"

#define WIDTH 760
#define LEFT 54
#define RIGHT (WIDTH - 8)
#define TOP 8
#define ROW 17
#define BAR 10
#define YEARS_LABELLED 12 /* with more of them, every second has a label */

static void draw_years(const struct sv_timeline *timeline, const struct sv_scale *scale,
		       double bottom, struct sv_buf *out)
{
	int first = sv_day_year(timeline->from) + 1, last = sv_day_year(timeline->to);
	int step = last - first > YEARS_LABELLED ? 2 : 1;

	for (int year = first; year <= last; year++) {
		double x = sv_scale_at(scale, sv_day_from_civil(year, 1, 1));
		struct sv_buf text = SV_BUF_INIT;

		sv_svg_line(out, "grid-line", x, TOP, x, bottom);
		if ((year - first) % step)
			continue;
		sv_buf_printf(&text, "%d", year);
		sv_svg_text(out, "axis", x, bottom + 15, SV_ANCHOR_MIDDLE, sv_buf_view(&text));
		sv_buf_free(&text);
	}
}

static void draw_bar(const struct sv_timeline *timeline, const struct sv_timeline_bar *bar,
		     const struct sv_scale *scale, double y, struct sv_buf *out)
{
	static const char *const styles[] = {"span strong", "span filled", "span outlined",
					     "span dotted"};
	int32_t to = bar->to < timeline->to ? bar->to : timeline->to;
	double left = sv_scale_at(scale, SV_MAX(bar->from, timeline->from));
	double right = sv_scale_at(scale, to);
	char from[SV_DATE_TEXT_MAX], until[SV_DATE_TEXT_MAX];

	sv_svg_text(out, "axis", LEFT - 8, y + BAR - 1, SV_ANCHOR_END, sv_str_from(bar->label));
	sv_buf_printf(out, "<rect class=\"%s%s\" x=\"", styles[bar->style],
		      bar->assumed ? " assumed" : "");
	sv_svg_place(out, left);
	sv_buf_text(out, "\" y=\"");
	sv_svg_place(out, y);
	sv_buf_text(out, "\" width=\"");
	sv_svg_place(out, right - left > 2 ? right - left : 2);
	sv_buf_printf(out, "\" height=\"%d\"><title>", BAR);
	sv_html_text(out, sv_str_from(bar->name));
	sv_buf_printf(out, ", %s %s", bar->to == SV_DAY_OPEN ? "since" : "from",
		      sv_day_text(bar->from, from));
	if (bar->to != SV_DAY_OPEN)
		sv_buf_printf(out, " to %s", sv_day_text(bar->to, until));
	sv_buf_text(out, "</title></rect>\n");
}

void sv_timeline_svg(const struct sv_timeline *timeline, struct sv_buf *out)
{
	double bottom = TOP + (double)timeline->bar_count * ROW + 2;
	struct sv_scale scale = {timeline->from, timeline->to, LEFT, RIGHT};
	double x;

	if (timeline->to <= timeline->from)
		return;
	sv_svg_begin(out, timeline->id, "chart timeline", "group", WIDTH, bottom + 22,
		     timeline->title, timeline->desc);
	draw_years(timeline, &scale, bottom, out);
	for (size_t i = 0; i < timeline->bar_count; i++)
		draw_bar(timeline, &timeline->bars[i], &scale, TOP + (double)i * ROW + 3, out);
	x = sv_scale_at(&scale, timeline->today);
	if (timeline->today >= timeline->from && timeline->today <= timeline->to)
		sv_svg_line(out, "target", x, 0, x, bottom);
	sv_svg_end(out);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/closure.h"

#include <math.h>

#include "base/error.h"
#include "chart/scale.h"
#include "chart/svg.h"

#define WIDTH 760.0
#define LEFT 150.0
#define RIGHT (WIDTH - 44)
#define TOP 40.0 /* room for the names of the two lines */
#define PANEL 74.0
#define PANEL_GAP 18.0
#define TICKS 8
#define AFTER 1.03 /* closures: how far the days go beyond the last one */
#define SIZE 12.0

static void draw_area(const struct sv_closure_panel *panel, const struct sv_scale *days,
		      double until, double top, struct sv_buf *out)
{
	double bottom = top + PANEL, y = bottom;

	sv_buf_text(out, "<path class=\"area\" d=\"M");
	sv_svg_place(out, days->low_at);
	sv_buf_char(out, ' ');
	sv_svg_place(out, bottom);
	for (size_t i = 0; i < panel->step_count; i++) {
		sv_buf_char(out, 'H');
		sv_svg_place(out, sv_scale_at(days, panel->steps[i].day));
		y = bottom - PANEL * panel->steps[i].share;
		sv_buf_char(out, 'V');
		sv_svg_place(out, y);
	}
	sv_buf_char(out, 'H');
	sv_svg_place(out, sv_scale_at(days, until));
	sv_buf_char(out, 'V');
	sv_svg_place(out, bottom);
	sv_buf_text(out, "z\"/>");
}

static void draw_panel(const struct sv_closure_panel *panel, const struct sv_scale *days,
		       double until, double top, struct sv_buf *out)
{
	struct sv_str name = sv_str_from(panel->name);

	name.len = sv_text_fit(name, SIZE, LEFT - 30);
	sv_svg_text(out, "panel", LEFT - 12, top + PANEL / 2 + 4, SV_ANCHOR_END, name);
	for (int half = 0; half <= 2; half++) {
		double y = top + PANEL - PANEL * half / 2;
		static const char *const marks[] = {"0 %", "50 %", "100 %"};

		sv_svg_line(out, half ? "grid-line" : "base", LEFT, y, RIGHT, y);
		sv_svg_text(out, "axis", RIGHT + 6, y + 4, SV_ANCHOR_START,
			    sv_str_from(marks[half]));
	}
	draw_area(panel, days, until, top, out);
	sv_buf_char(out, '\n');
}

/* The two lines with their names; side by side when they stand too close to share a height. */
static void draw_lines(const struct sv_closure *closure, const struct sv_scale *days, double bottom,
		       struct sv_buf *out)
{
	double bound = sv_scale_at(days, closure->bound);
	double closed = sv_scale_at(days, closure->closed), middle = (LEFT + RIGHT) / 2;

	sv_svg_line(out, "bound", bound, 20, bound, bottom);
	sv_svg_line(out, "closed", closed, 36, closed, bottom);
	sv_svg_text(out, "bound-label", bound, 14, bound > middle ? SV_ANCHOR_END : SV_ANCHOR_START,
		    sv_str_from(closure->bound_text));
	sv_svg_text(out, "value", closed, 31, closed > middle ? SV_ANCHOR_END : SV_ANCHOR_START,
		    sv_str_from(closure->closed_text));
}

void sv_closure_svg(const struct sv_closure *closure, struct sv_buf *out)
{
	struct sv_ticks ticks = sv_ticks_nice(0, fmax(closure->bound, closure->closed), TICKS);
	/* What is in place stays: a little of the time after closure shows that all of it is. */
	double last = fmax(sv_ticks_last(&ticks), fmax(closure->bound, closure->closed) * AFTER);
	struct sv_scale days = {0, last, LEFT, RIGHT};
	double bottom = TOP + (double)closure->panel_count * (PANEL + PANEL_GAP) - PANEL_GAP;
	_cleanup_(sv_buf_free) struct sv_buf label = SV_BUF_INIT;

	sv_svg_begin(out, closure->id, "chart closure", "img", WIDTH, bottom + 24, closure->title,
		     closure->desc);
	for (size_t i = 0; i < closure->panel_count; i++)
		draw_panel(&closure->panels[i], &days, last, TOP + (double)i * (PANEL + PANEL_GAP),
			   out);
	for (int i = 0; i < ticks.count; i++) {
		label.len = 0;
		sv_buf_text(&label, i ? "" : "day ");
		sv_ticks_label(&ticks, i, &label);
		sv_svg_text(out, "axis", sv_scale_at(&days, sv_ticks_at(&ticks, i)), bottom + 17,
			    SV_ANCHOR_MIDDLE, sv_buf_view(&label));
	}
	draw_lines(closure, &days, bottom, out);
	sv_svg_end(out);
}

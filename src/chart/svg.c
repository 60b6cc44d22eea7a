/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/svg.h"

#define END 3.0 /* half the length of an interval's end stroke */

void sv_svg_place(struct sv_buf *out, double value)
{
	long tenths = (long)(value * 10 + (value < 0 ? -0.5 : 0.5));

	if (tenths < 0) {
		sv_buf_char(out, '-');
		tenths = -tenths;
	}
	sv_buf_printf(out, "%ld", tenths / 10);
	if (tenths % 10)
		sv_buf_printf(out, ".%ld", tenths % 10);
}

static void attribute(struct sv_buf *out, const char *name, double value)
{
	sv_buf_printf(out, " %s=\"", name);
	sv_svg_place(out, value);
	sv_buf_char(out, '"');
}

static void element(struct sv_buf *out, const char *name, const char *id, const char *suffix,
		    const char *text)
{
	sv_buf_printf(out, "<%s id=\"%s-%s\">", name, id, suffix);
	sv_html_text(out, sv_str_from(text));
	sv_buf_printf(out, "</%s>", name);
}

void sv_svg_begin(struct sv_buf *out, const char *id, const char *class, const char *role,
		  double width, double height, const char *title, const char *desc)
{
	sv_buf_printf(out,
		      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" role=\"%s\" "
		      "aria-labelledby=\"%s-t\" aria-describedby=\"%s-d\" viewBox=\"0 0 ",
		      class, role, id, id);
	sv_svg_place(out, width);
	sv_buf_char(out, ' ');
	sv_svg_place(out, height);
	sv_buf_text(out, "\">");
	element(out, "title", id, "t", title);
	element(out, "desc", id, "d", desc);
	sv_buf_char(out, '\n');
}

void sv_svg_end(struct sv_buf *out)
{
	sv_buf_text(out, "</svg>\n");
}

void sv_svg_line(struct sv_buf *out, const char *class, double x1, double y1, double x2, double y2)
{
	sv_buf_printf(out, "<line class=\"%s\"", class);
	attribute(out, "x1", x1);
	attribute(out, "y1", y1);
	attribute(out, "x2", x2);
	attribute(out, "y2", y2);
	sv_buf_text(out, "/>");
}

void sv_svg_circle(struct sv_buf *out, const char *class, double x, double y, double radius)
{
	sv_buf_printf(out, "<circle class=\"%s\"", class);
	attribute(out, "cx", x);
	attribute(out, "cy", y);
	attribute(out, "r", radius);
	sv_buf_text(out, "/>");
}

void sv_svg_text(struct sv_buf *out, const char *class, double x, double y, enum sv_anchor anchor,
		 struct sv_str text)
{
	static const char *const anchors[] = {"", " text-anchor=\"middle\"",
					      " text-anchor=\"end\""};

	sv_buf_printf(out, "<text class=\"%s\"%s", class, anchors[anchor]);
	attribute(out, "x", x);
	attribute(out, "y", y);
	sv_buf_char(out, '>');
	sv_html_text(out, text);
	sv_buf_text(out, "</text>");
}

void sv_svg_interval_upright(struct sv_buf *out, const char *class, double x, double low_y,
			     double high_y, bool open)
{
	sv_svg_line(out, class, x, low_y, x, high_y);
	sv_svg_line(out, class, x - END, low_y, x + END, low_y);
	if (open) {
		sv_svg_line(out, class, x - END, high_y + END, x, high_y);
		sv_svg_line(out, class, x + END, high_y + END, x, high_y);
	} else {
		sv_svg_line(out, class, x - END, high_y, x + END, high_y);
	}
}

void sv_svg_interval_level(struct sv_buf *out, const char *class, double y, double low_x,
			   double high_x, bool open)
{
	sv_svg_line(out, class, low_x, y, high_x, y);
	sv_svg_line(out, class, low_x, y - END, low_x, y + END);
	if (open) {
		sv_svg_line(out, class, high_x - END, y - END, high_x, y);
		sv_svg_line(out, class, high_x - END, y + END, high_x, y);
	} else {
		sv_svg_line(out, class, high_x, y - END, high_x, y + END);
	}
}

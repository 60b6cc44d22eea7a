/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * svg.h - the few shapes the charts are made of.
 *
 * Places are written with at most one digit after the point, in the same way
 * whatever the locale, so the same data give the same bytes.  Colours and
 * faces are the stylesheet's (web/chart.css): a shape has a class.
 */
#ifndef SV_CHART_SVG_H
#define SV_CHART_SVG_H

#include "base/buf.h"

enum sv_anchor {
	SV_ANCHOR_START,
	SV_ANCHOR_MIDDLE,
	SV_ANCHOR_END,
};

void sv_svg_place(struct sv_buf *out, double value);

/* Open a drawing.  Its name and description are title and desc; ids are made from id.
 * role is "img", or "group" when cells inside it are links. */
void sv_svg_begin(struct sv_buf *out, const char *id, const char *class, const char *role,
		  double width, double height, const char *title, const char *desc);
void sv_svg_end(struct sv_buf *out);

void sv_svg_line(struct sv_buf *out, const char *class, double x1, double y1, double x2, double y2);
void sv_svg_circle(struct sv_buf *out, const char *class, double x, double y, double radius);
void sv_svg_text(struct sv_buf *out, const char *class, double x, double y, enum sv_anchor anchor,
		 struct sv_str text);

/* An interval along one axis: a bar with ends; a bar open above has an arrow there. */
void sv_svg_interval_upright(struct sv_buf *out, const char *class, double x, double low_y,
			     double high_y, bool open);
void sv_svg_interval_level(struct sv_buf *out, const char *class, double y, double low_x,
			   double high_x, bool open);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/series.h"

#include <assert.h>
#include <stdio.h>

#include "chart/scale.h"
#include "chart/svg.h"

#define WIDTH 480.0
#define HEIGHT 268.0
#define LEFT 40.0
#define RIGHT 390.0     /* the margin holds the label of the target and names of lines */
#define LABEL_ROOM 14.0 /* between two labels in the margin */
#define TOP 24.0
#define BOTTOM 238.0

struct plot {
	const struct sv_series *series;
	struct sv_scale years, values;
	struct sv_ticks ticks;
	struct sv_buf *out;
};

static void widen(double value, double *low, double *high)
{
	if (value < *low)
		*low = value;
	if (value > *high)
		*high = value;
}

/* From zero, so that a height can be compared with a height; below it only when values are. */
static struct sv_ticks ticks_of(const struct sv_series *series)
{
	size_t years = (size_t)(series->year_last - series->year_first) + 1;
	double low = 0, high = 0;

	for (size_t line = 0; line < series->line_count; line++) {
		for (size_t i = 0; i < years; i++) {
			const struct sv_series_point *point = &series->lines[line].points[i];

			if (!point->known)
				continue;
			widen(point->lower, &low, &high);
			if (!point->open_above)
				widen(point->upper, &low, &high);
		}
	}
	for (size_t i = 0; i < series->fan_count; i++) {
		widen(series->fan[i].low, &low, &high);
		widen(series->fan[i].high, &low, &high);
	}
	if (series->has_target)
		widen(series->target, &low, &high);
	return sv_ticks_nice(low, high, 5);
}

static double x_of(const struct plot *plot, int year)
{
	return sv_scale_at(&plot->years, year);
}

static double y_of(const struct plot *plot, double value)
{
	return sv_scale_at(&plot->values, value);
}

static void draw_value_axis(const struct plot *plot)
{
	for (int i = 0; i < plot->ticks.count; i++) {
		double y = y_of(plot, sv_ticks_at(&plot->ticks, i));
		struct sv_buf label = SV_BUF_INIT;

		sv_ticks_label(&plot->ticks, i, &label);
		sv_svg_line(plot->out, sv_ticks_is_zero(&plot->ticks, i) ? "base" : "grid-line",
			    LEFT, y, RIGHT, y);
		sv_svg_text(plot->out, "axis", LEFT - 6, y + 4, SV_ANCHOR_END, sv_buf_view(&label));
		sv_buf_free(&label);
	}
	sv_buf_char(plot->out, '\n');
}

static void draw_year_axis(const struct plot *plot)
{
	int first = plot->series->year_first, last = plot->series->year_last;
	int step = last - first > 9 ? 5 : last - first > 4 ? 2 : 1;

	for (int year = first; year <= last; year++) {
		char text[16];

		/* The last year is always named; its neighbour gives way. */
		if (year != last && (year % step != 0 || last - year < (step + 1) / 2))
			continue;
		snprintf(text, sizeof(text), "%d", year);
		sv_svg_line(plot->out, "tick", x_of(plot, year), BOTTOM, x_of(plot, year),
			    BOTTOM + 4);
		sv_svg_text(plot->out, "axis", x_of(plot, year), BOTTOM + 18, SV_ANCHOR_MIDDLE,
			    sv_str_from(text));
	}
	sv_buf_char(plot->out, '\n');
}

static void draw_breaks(const struct plot *plot)
{
	for (size_t i = 0; i < plot->series->break_count; i++) {
		const struct sv_series_break *at = &plot->series->breaks[i];
		double x = (x_of(plot, at->year) + x_of(plot, at->year - 1)) / 2;

		if (!at->letter[0])
			continue;
		sv_svg_line(plot->out, "break", x, TOP - 8, x, BOTTOM);
		sv_svg_text(plot->out, "break-letter", x, TOP - 12, SV_ANCHOR_MIDDLE,
			    sv_str_from(at->letter));
	}
}

static bool breaks_before(const struct sv_series *series, int year)
{
	for (size_t i = 0; i < series->break_count; i++) {
		if (series->breaks[i].year == year)
			return true;
	}
	return false;
}

static bool is_point(const struct sv_series_point *point)
{
	return point->known && !point->open_above && point->lower == point->upper;
}

/* Points of neighbouring years are joined, unless a break lies between them. */
static void draw_joins(const struct plot *plot, const struct sv_series_line *line)
{
	const struct sv_series *series = plot->series;

	for (int year = series->year_first + 1; year <= series->year_last; year++) {
		const struct sv_series_point *to = &line->points[year - series->year_first];
		const struct sv_series_point *from = to - 1;

		if (!is_point(from) || !is_point(to) || breaks_before(series, year))
			continue;
		sv_svg_line(plot->out, line->highlighted ? "line" : "line grey",
			    x_of(plot, year - 1), y_of(plot, from->lower), x_of(plot, year),
			    y_of(plot, to->lower));
	}
}

static void draw_bar(const struct plot *plot, int year, const struct sv_series_point *point)
{
	double width = (x_of(plot, 1) - x_of(plot, 0)) * 0.62;
	double zero = y_of(plot, 0), y = y_of(plot, point->lower);
	double top = y < zero ? y : zero, height = y < zero ? zero - y : y - zero;

	sv_buf_text(plot->out, "<rect class=\"bar\" x=\"");
	sv_svg_place(plot->out, x_of(plot, year) - width / 2);
	sv_buf_text(plot->out, "\" y=\"");
	sv_svg_place(plot->out, top);
	sv_buf_text(plot->out, "\" width=\"");
	sv_svg_place(plot->out, width);
	sv_buf_text(plot->out, "\" height=\"");
	sv_svg_place(plot->out, height);
	sv_buf_text(plot->out, "\"/>");
}

/* The last value is named in the margin, clear of the target's label; others above their point. */
static void label_point(const struct plot *plot, const struct sv_series_point *point, int year)
{
	const struct sv_series *series = plot->series;
	double low = y_of(plot, point->lower), y;

	y = point->open_above ? TOP : y_of(plot, point->upper);
	if (year != series->year_last) {
		sv_svg_text(plot->out, "value", x_of(plot, year) - 4, y - 8, SV_ANCHOR_START,
			    sv_str_from(point->label));
		return;
	}
	y = (y + low) / 2;
	if (series->has_target) {
		double target = y_of(plot, series->target);

		if (y <= target && y > target - LABEL_ROOM)
			y = target - LABEL_ROOM;
		else if (y > target && y < target + LABEL_ROOM)
			y = target + LABEL_ROOM;
	}
	sv_svg_text(plot->out, "value", x_of(plot, year) + 8, y + 4, SV_ANCHOR_START,
		    sv_str_from(point->label));
}

static void draw_point(const struct plot *plot, const struct sv_series_line *line, int year)
{
	const struct sv_series_point *point = &line->points[year - plot->series->year_first];
	double x = x_of(plot, year), upper;

	if (!point->known)
		return;
	upper = point->open_above ? TOP : y_of(plot, point->upper);
	if (plot->series->as_bars)
		draw_bar(plot, year, point);
	if (!is_point(point))
		sv_svg_interval_upright(plot->out, line->highlighted ? "interval" : "interval grey",
					x, y_of(plot, point->lower), upper, point->open_above);
	else if (line->highlighted && !plot->series->as_bars)
		sv_svg_circle(plot->out, "dot", x, y_of(plot, point->lower), 3);
	if (point->label[0])
		label_point(plot, point, year);
}

static void draw_line(const struct plot *plot, const struct sv_series_line *line)
{
	const struct sv_series *series = plot->series;

	if (!series->as_bars)
		draw_joins(plot, line);
	for (int year = series->year_first; year <= series->year_last; year++)
		draw_point(plot, line, year);
	if (line->name[0] && is_point(&line->points[series->year_last - series->year_first]))
		sv_svg_text(plot->out, line->highlighted ? "value" : "axis", RIGHT + 4,
			    y_of(plot, line->points[series->year_last - series->year_first].lower) +
				4,
			    SV_ANCHOR_START, sv_str_from(line->name));
	sv_buf_char(plot->out, '\n');
}

static void fan_corner(const struct plot *plot, int year, double value)
{
	sv_svg_place(plot->out, x_of(plot, year));
	sv_buf_char(plot->out, ',');
	sv_svg_place(plot->out, y_of(plot, value));
	sv_buf_char(plot->out, ' ');
}

/* There along the upper edge and back along the lower; from the last value, where it is the year
 * before. */
static void draw_fan_band(const struct plot *plot, const struct sv_series_point *from, bool is_near)
{
	const struct sv_series *series = plot->series;
	int first = series->year_last - (int)series->fan_count + 1;

	sv_buf_printf(plot->out, "<polygon class=\"%s\" points=\"", is_near ? "fan near" : "fan");
	if (from)
		fan_corner(plot, first - 1, from->lower);
	for (int year = first; year <= series->year_last; year++) {
		const struct sv_series_fan *at = &series->fan[year - first];

		fan_corner(plot, year, is_near ? at->near_high : at->high);
	}
	for (int year = series->year_last; year >= first; year--) {
		const struct sv_series_fan *at = &series->fan[year - first];

		fan_corner(plot, year, is_near ? at->near_low : at->low);
	}
	sv_buf_text(plot->out, "\"/>");
}

static void draw_fan(const struct plot *plot)
{
	const struct sv_series *series = plot->series;
	int first = series->year_last - (int)series->fan_count + 1;
	const struct sv_series_point *from =
	    first > series->year_first ? &series->lines[0].points[first - 1 - series->year_first]
				       : NULL;

	if (!series->fan_count)
		return;
	if (from && !is_point(from))
		from = NULL;
	draw_fan_band(plot, from, false);
	draw_fan_band(plot, from, true);
	for (int year = first; year <= series->year_last; year++) {
		const struct sv_series_fan *at = &series->fan[year - first];

		if (year > first || from)
			sv_svg_line(plot->out, "fan-middle", x_of(plot, year - 1),
				    y_of(plot, year > first ? at[-1].middle : from->lower),
				    x_of(plot, year), y_of(plot, at->middle));
	}
	sv_buf_char(plot->out, '\n');
}

/* The label stands in the right margin, where no value can be. */
static void draw_target(const struct plot *plot)
{
	double y = y_of(plot, plot->series->target);

	sv_svg_line(plot->out, "target", LEFT, y, RIGHT, y);
	sv_svg_text(plot->out, "target-label", RIGHT + 5, y + 4, SV_ANCHOR_START,
		    sv_str_from(plot->series->target_text));
}

void sv_series_svg(const struct sv_series *series, struct sv_buf *out)
{
	struct plot plot = {.series = series, .ticks = ticks_of(series), .out = out};
	bool one_year = series->year_first == series->year_last;

	assert(series->line_count > 0 && series->year_last >= series->year_first);
	plot.years =
	    (struct sv_scale){series->year_first - (one_year ? 0.5 : 0),
			      series->year_last + (one_year ? 0.5 : 0), LEFT + 12, RIGHT - 8};
	plot.values = (struct sv_scale){plot.ticks.first, sv_ticks_last(&plot.ticks), BOTTOM, TOP};
	sv_svg_begin(out, series->id, "chart series", "img", WIDTH, HEIGHT, series->title,
		     series->desc);
	draw_value_axis(&plot);
	draw_year_axis(&plot);
	draw_breaks(&plot);
	draw_fan(&plot);
	for (size_t i = 0; i < series->line_count; i++) {
		if (!series->lines[i].highlighted)
			draw_line(&plot, &series->lines[i]);
	}
	if (series->has_target)
		draw_target(&plot);
	for (size_t i = 0; i < series->line_count; i++) {
		if (series->lines[i].highlighted)
			draw_line(&plot, &series->lines[i]);
	}
	sv_svg_end(out);
}

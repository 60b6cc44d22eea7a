/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * series.h - values over years: one line that matters, others in grey behind
 * it, a target as a labelled line.
 *
 * A value between bounds is a bar with ends, never a point, and no line is
 * drawn to it.  Where the members or the method change the line has a gap, a
 * mark and a letter; the note that explains the letter is the figure's.  Years to
 * come are a fan that opens from the last value.
 */
#ifndef SV_CHART_SERIES_H
#define SV_CHART_SERIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct sv_series_point {
	bool known;
	bool open_above; /* only the lower end is known */
	double lower, upper;
	const char *label; /* drawn beside the point, or "" */
};

struct sv_series_line {
	const char *name; /* at the right end, or "" */
	bool highlighted;
	const struct sv_series_point *points; /* one a year from year_first */
};

/* Between the year and the one before it something changed. */
struct sv_series_break {
	int year;
	const char *letter; /* of the mark; "" leaves the gap unmarked */
};

/* Where values to come may lie: the middle one, and what holds half and most of them. */
struct sv_series_fan {
	double low, near_low, middle, near_high, high;
};

struct sv_series {
	const char *id, *title, *desc;
	int year_first, year_last;
	bool as_bars; /* columns from zero instead of a line */
	const struct sv_series_line *lines;
	size_t line_count;
	bool has_target;
	double target;
	const char *target_text; /* "at least 20 %" */
	const struct sv_series_break *breaks;
	size_t break_count;
	const struct sv_series_fan *fan; /* one a year up to year_last, where no value is known */
	size_t fan_count;
};

void sv_series_svg(const struct sv_series *series, struct sv_buf *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * timeline.h - who or what was there from when to when: one bar a row, time
 * runs right, years below.
 *
 * The style of a bar is a fill and an edge, so that it needs no colour.  A bar
 * that has no end yet runs to the right edge and has no cap there; a start that
 * is assumed has a dashed edge on its left.
 */
#ifndef SV_CHART_TIMELINE_H
#define SV_CHART_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum sv_timeline_style {
	SV_TIMELINE_STRONG,
	SV_TIMELINE_FILLED,
	SV_TIMELINE_OUTLINED,
	SV_TIMELINE_DOTTED,
};

struct sv_timeline_bar {
	const char *label; /* "FRA", at the left */
	const char *name;  /* "France, observer": the accessible name */
	int style;         /* enum sv_timeline_style */
	int32_t from, to;  /* days, half open; SV_DAY_OPEN when there is no end */
	bool assumed;      /* nobody knows that `from` is the day */
};

struct sv_timeline {
	const char *id, *title, *desc;
	int32_t from, to; /* the days drawn */
	int32_t today;    /* a line is drawn there */
	const struct sv_timeline_bar *bars;
	size_t bar_count;
};

void sv_timeline_svg(const struct sv_timeline *timeline, struct sv_buf *out);

#endif

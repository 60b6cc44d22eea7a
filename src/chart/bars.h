/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bars.h - amounts and spans side by side: one level bar a row on one scale,
 * its name at the left, its value in words at the right.
 *
 * A row may have a line that has to be reached; then a track shows the whole
 * scale behind its bar.
 */
#ifndef SV_CHART_BARS_H
#define SV_CHART_BARS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum sv_bars_style {
	SV_BARS_STRONG,
	SV_BARS_FILLED,
	SV_BARS_OUTLINED,
};

struct sv_bars_row {
	const char *label;
	const char *says; /* "17 of 25, 15 needed" */
	enum sv_bars_style style;
	double from, to; /* of the scale 0 .. high */
	bool has_target;
	double target;
};

struct sv_bars {
	const char *id, *title, *desc;
	double high; /* the end of the scale; more than 0 */
	const struct sv_bars_row *rows;
	size_t row_count;
};

void sv_bars_svg(const struct sv_bars *bars, struct sv_buf *out);

#endif

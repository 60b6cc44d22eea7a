/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * dots.h - where each member stands against a benchmark, one row a member.
 *
 * Rows are drawn in the order given.  A value between bounds is a bar with
 * ends.  A highlighted row (the collective, the reader's own state) is in ink,
 * the others are in grey.
 */
#ifndef SV_CHART_DOTS_H
#define SV_CHART_DOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct sv_dots_row {
	const char *code; /* "FRA" */
	const char *name; /* "France", of the accessible name */
	const char *href; /* or "" */
	bool highlighted;
	bool open_above;
	double lower, upper;
	const char *label; /* "22.3", beside the dot */
};

struct sv_dots {
	const char *id, *title, *desc;
	const struct sv_dots_row *rows;
	size_t row_count;
	bool has_target;
	double target;
	const char *target_text;
};

void sv_dots_svg(const struct sv_dots *dots, struct sv_buf *out);

#endif

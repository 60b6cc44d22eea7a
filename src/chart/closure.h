/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * closure.h - how much is in place by when: one panel a kind of cargo, days
 * along the bottom, from nothing to all of it upwards.
 *
 * Two upright lines go through every panel: the day before which no schedule can
 * have everything in place, and the day on which this one has.
 */
#ifndef SV_CHART_CLOSURE_H
#define SV_CHART_CLOSURE_H

#include <stddef.h>

#include "base/buf.h"

struct sv_closure_step {
	double day;
	double share; /* in place from this day on, 0 to 1 */
};

struct sv_closure_panel {
	const char *name; /* "people, 1 850" */
	const struct sv_closure_step *steps;
	size_t step_count;
};

struct sv_closure {
	const char *id, *title, *desc;
	const struct sv_closure_panel *panels;
	size_t panel_count;
	double bound, closed; /* days */
	const char *bound_text, *closed_text;
};

void sv_closure_svg(const struct sv_closure *closure, struct sv_buf *out);

#endif

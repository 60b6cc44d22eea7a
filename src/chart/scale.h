/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * scale.h - from values to places on paper, and ticks a reader can count with.
 *
 * Places are floating point: they are for the eye, never for a verdict.
 */
#ifndef SV_CHART_SCALE_H
#define SV_CHART_SCALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/* value low is drawn at place low_at, value high at high_at. */
struct sv_scale {
	double low, high;
	double low_at, high_at;
};

double sv_scale_at(const struct sv_scale *scale, double value);

/* Round numbers from at or below low to at or above high: steps of 1, 2 or 5 x 10^n. */
struct sv_ticks {
	double first, step;
	int count;
	int digits; /* after the point, so that neighbours differ */
};

/* About so many ticks; high > low or both are made to differ. */
struct sv_ticks sv_ticks_nice(double low, double high, int about);
double sv_ticks_at(const struct sv_ticks *ticks, int index);
double sv_ticks_last(const struct sv_ticks *ticks);
bool sv_ticks_is_zero(const struct sv_ticks *ticks, int index);
void sv_ticks_label(const struct sv_ticks *ticks, int index, struct sv_buf *out);

/* Width of a text in a common sans face of this size, estimated within a tenth. */
double sv_text_width(struct sv_str text, double size);

/* How many bytes of the text fit the width, at a character's edge; all of them if it fits. */
size_t sv_text_fit(struct sv_str text, double size, double width);

#endif

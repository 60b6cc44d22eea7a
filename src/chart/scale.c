/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/scale.h"

#include <assert.h>
#include <string.h>

#include "base/decimal.h"
#include "chart/number.h"

double sv_scale_at(const struct sv_scale *scale, double value)
{
	assert(scale->high != scale->low);
	return scale->low_at +
	       (value - scale->low) / (scale->high - scale->low) * (scale->high_at - scale->low_at);
}

/* Not libm's: the same on every machine, and no more than this is needed. */
static double floor_of(double value)
{
	double whole = (double)(long long)value;

	return whole > value ? whole - 1 : whole;
}

static double ceil_of(double value)
{
	return -floor_of(-value);
}

struct sv_ticks sv_ticks_nice(double low, double high, int about)
{
	struct sv_ticks ticks = {.digits = 0};
	double unit = 1, rough;

	assert(about >= 1);
	if (high <= low)
		high = low + 1;
	rough = (high - low) / about;
	while (unit > rough) {
		unit /= 10;
		ticks.digits++;
	}
	while (unit * 10 <= rough) {
		unit *= 10;
		ticks.digits--;
	}
	if (ticks.digits < 0)
		ticks.digits = 0;
	/* A rough step between unit and 10 unit: the next round one above it. */
	ticks.step = unit;
	if (rough > unit)
		ticks.step = rough <= 2 * unit   ? 2 * unit
			     : rough <= 5 * unit ? 5 * unit
						 : 10 * unit;
	ticks.first = floor_of(low / ticks.step + 1e-9) * ticks.step;
	ticks.count =
	    (int)(ceil_of(high / ticks.step - 1e-9) - floor_of(low / ticks.step + 1e-9)) + 1;
	return ticks;
}

double sv_ticks_at(const struct sv_ticks *ticks, int index)
{
	return ticks->first + ticks->step * index;
}

double sv_ticks_last(const struct sv_ticks *ticks)
{
	return sv_ticks_at(ticks, ticks->count - 1);
}

bool sv_ticks_is_zero(const struct sv_ticks *ticks, int index)
{
	double value = sv_ticks_at(ticks, index);

	return value > -ticks->step / 2 && value < ticks->step / 2;
}

void sv_ticks_label(const struct sv_ticks *ticks, int index, struct sv_buf *out)
{
	double scaled = sv_ticks_at(ticks, index);

	for (int i = 0; i < ticks->digits; i++)
		scaled *= 10;
	scaled += scaled < 0 ? -0.5 : 0.5;
	sv_number_decimal(out, (struct sv_decimal){(int64_t)scaled, ticks->digits});
}

/* Parts of the em; a byte that continues a character adds nothing. */
static double em_of(unsigned char c)
{
	if ((c & 0xc0) == 0x80)
		return 0;
	if (c >= 0x80)
		return 0.56;
	if (strchr("iljtfr.,:;'|!()[]/- ", c))
		return 0.31;
	if (strchr("mwMW%@", c))
		return 0.87;
	if (c >= 'A' && c <= 'Z')
		return 0.67;
	return 0.55;
}

double sv_text_width(struct sv_str text, double size)
{
	double em = 0;

	for (size_t i = 0; i < text.len; i++)
		em += em_of((unsigned char)text.ptr[i]);
	return em * size;
}

size_t sv_text_fit(struct sv_str text, double size, double width)
{
	double used = 0;
	size_t fits = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if ((c & 0xc0) != 0x80)
			fits = i;
		used += em_of(c) * size;
		if (used > width)
			return fits;
	}
	return text.len;
}

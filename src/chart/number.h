/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * number.h - numbers as people read them: "22.3 %", "EUR 412 million",
 * "22.1–24.9 %".
 *
 * A thin space that does not break stands between groups of three digits and
 * before the sign of percent.  Figures of a source keep the digits that the
 * source gave; a computed share shows one digit after the point, and more only
 * where rounding would carry it across the target that it is compared with.
 */
#ifndef SV_CHART_NUMBER_H
#define SV_CHART_NUMBER_H

#include "base/buf.h"
#include "base/decimal.h"
#include "base/rational.h"
#include "rules/value.h"

#define SV_THIN_SPACE "\xe2\x80\xaf" /* U+202F, narrow no-break space */
#define SV_EN_DASH "\xe2\x80\x93"
#define SV_MINUS "\xe2\x88\x92"

/* Digits grouped, a true minus sign. */
void sv_number_decimal(struct sv_buf *out, struct sv_decimal value);

/* Digits after the point that suit a value of this unit. */
int sv_number_digits(const char *unit, struct sv_rational value);

/* As sv_number_digits, but enough of them that a value which is not the target
 * does not read as the target. */
int sv_number_digits_beside(const char *unit, struct sv_rational value, struct sv_rational target);

/* One number with its unit: "22.3 %", "EUR 412 million", "1 500 persons". */
void sv_number_with_unit(struct sv_buf *out, struct sv_rational value, const char *unit,
			 int digits);

/* A value with its unit, an interval as "22.1–24.9 %", an open one as "at least 22.1 %", a
 * missing one as its reason.  The target, if not NULL, decides the digits. */
void sv_number_value(struct sv_buf *out, const struct sv_value *value,
		     const struct sv_rational *target);

/* The same without the unit, for columns whose heading names it. */
void sv_number_bare(struct sv_buf *out, const struct sv_value *value,
		    const struct sv_rational *target);

/* The unit as a heading: "%", "EUR million", "EUR million, prices of 2015", "persons". */
void sv_number_unit(struct sv_buf *out, const char *unit);

#endif

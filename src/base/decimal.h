/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decimal.h - exact decimal numbers: coefficient x 10^-scale.
 *
 * Figures are kept exactly as their source wrote them, trailing zeros
 * included, so that no output shows more digits than the source has.
 */
#ifndef SV_BASE_DECIMAL_H
#define SV_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define SV_DECIMAL_SCALE_MAX 12
#define SV_DECIMAL_TEXT_MAX 40

struct sv_decimal {
	int64_t coefficient;
	int32_t scale; /* digits after the point, 0 to SV_DECIMAL_SCALE_MAX */
};

/* [-]digits[.digits]; no exponent, no spaces, no separators. */
bool sv_decimal_parse(struct sv_str text, struct sv_decimal *ret);
const char *sv_decimal_text(struct sv_decimal value, char text[SV_DECIMAL_TEXT_MAX]);
int sv_decimal_compare(struct sv_decimal a, struct sv_decimal b);

#endif

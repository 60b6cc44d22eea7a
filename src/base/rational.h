/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rational.h - exact fractions, the numbers of the rules engine.
 *
 * A threshold is compared by cross multiplication in 128 bits, so 20 % is 20 %.
 * A result that does not fit 64 over 64 bits after reduction is refused, not
 * rounded: the caller reports it as a value out of range.
 */
#ifndef SV_BASE_RATIONAL_H
#define SV_BASE_RATIONAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/macros.h"

struct sv_rational {
	int64_t num;
	int64_t den; /* > 0 */
};

#define SV_RATIONAL(n, d) ((struct sv_rational){(n), (d)})

struct sv_rational sv_rational_from_decimal(struct sv_decimal value);

/* False when the result does not fit (or a division by zero); *ret is then unchanged. */
SV_MUST_USE bool sv_rational_add(struct sv_rational a, struct sv_rational b,
				 struct sv_rational *ret);
SV_MUST_USE bool sv_rational_subtract(struct sv_rational a, struct sv_rational b,
				      struct sv_rational *ret);
SV_MUST_USE bool sv_rational_multiply(struct sv_rational a, struct sv_rational b,
				      struct sv_rational *ret);
SV_MUST_USE bool sv_rational_divide(struct sv_rational a, struct sv_rational b,
				    struct sv_rational *ret);

int sv_rational_compare(struct sv_rational a, struct sv_rational b);

/* Rounded half away from zero to so many digits after the point; for showing only. */
struct sv_decimal sv_rational_round(struct sv_rational value, int32_t scale);

/* For charts and geometry only, never for a verdict. */
double sv_rational_to_double(struct sv_rational value);

#endif

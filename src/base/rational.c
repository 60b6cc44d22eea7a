/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/rational.h"

#include <stdint.h>

typedef __int128 wide;

static wide greatest_common_divisor(wide a, wide b)
{
	if (a < 0)
		a = -a;
	while (b) {
		wide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* The fraction in 64 bits, reduced only when it would not fit as it is. */
static bool fit(wide num, wide den, struct sv_rational *ret)
{
	if (den < 0) {
		num = -num;
		den = -den;
	}
	if (num > INT64_MAX || num < -INT64_MAX || den > INT64_MAX) {
		wide divisor = greatest_common_divisor(num, den);

		num /= divisor;
		den /= divisor;
	}
	if (num > INT64_MAX || num < -INT64_MAX || den > INT64_MAX)
		return false;
	*ret = SV_RATIONAL((int64_t)num, (int64_t)den);
	return true;
}

struct sv_rational sv_rational_from_decimal(struct sv_decimal value)
{
	struct sv_rational ret = {value.coefficient, 1};

	for (int32_t i = 0; i < value.scale; i++)
		ret.den *= 10;
	return ret;
}

bool sv_rational_add(struct sv_rational a, struct sv_rational b, struct sv_rational *ret)
{
	wide left = (wide)a.num * b.den, right = (wide)b.num * a.den, sum;

	if (a.den == b.den)
		return fit((wide)a.num + b.num, a.den, ret);
	if (__builtin_add_overflow(left, right, &sum))
		return false;
	return fit(sum, (wide)a.den * b.den, ret);
}

bool sv_rational_subtract(struct sv_rational a, struct sv_rational b, struct sv_rational *ret)
{
	return sv_rational_add(a, SV_RATIONAL(-b.num, b.den), ret);
}

bool sv_rational_multiply(struct sv_rational a, struct sv_rational b, struct sv_rational *ret)
{
	return fit((wide)a.num * b.num, (wide)a.den * b.den, ret);
}

bool sv_rational_divide(struct sv_rational a, struct sv_rational b, struct sv_rational *ret)
{
	if (b.num == 0)
		return false;
	return fit((wide)a.num * b.den, (wide)a.den * b.num, ret);
}

int sv_rational_compare(struct sv_rational a, struct sv_rational b)
{
	wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;

	return (left > right) - (left < right);
}

struct sv_decimal sv_rational_round(struct sv_rational value, int32_t scale)
{
	wide num = value.num, den = value.den, whole;
	bool negative = num < 0;

	if (negative)
		num = -num;
	for (int32_t i = 0; i < scale; i++)
		num *= 10;
	whole = (num + den / 2) / den;
	if (whole > INT64_MAX)
		whole = INT64_MAX; /* shown only; no figure of a state comes near */
	return (struct sv_decimal){(int64_t)(negative ? -whole : whole), scale};
}

double sv_rational_to_double(struct sv_rational value)
{
	return (double)value.num / (double)value.den;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/decimal.h"

bool sv_decimal_parse(struct sv_str text, struct sv_decimal *ret)
{
	bool negative = text.len && text.ptr[0] == '-';
	size_t i = negative, digits = 0;
	int64_t value = 0;
	int32_t scale = -1; /* -1 until the point was seen */

	for (; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '.' && scale < 0 && digits) {
			scale = 0;
			continue;
		}
		if (c < '0' || c > '9' || scale == SV_DECIMAL_SCALE_MAX)
			return false;
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, c - '0', &value))
			return false;
		digits++;
		if (scale >= 0)
			scale++;
	}
	if (!digits || scale == 0)
		return false;
	*ret = (struct sv_decimal){negative ? -value : value, scale < 0 ? 0 : scale};
	return true;
}

const char *sv_decimal_text(struct sv_decimal value, char text[SV_DECIMAL_TEXT_MAX])
{
	uint64_t rest =
	    value.coefficient < 0 ? 0 - (uint64_t)value.coefficient : (uint64_t)value.coefficient;
	char digits[SV_DECIMAL_TEXT_MAX], *out = text;
	int count = 0;

	/* Written by hand, since every figure of a report passes through here. */
	for (; rest || count <= value.scale; rest /= 10)
		digits[count++] = (char)('0' + rest % 10);
	if (value.coefficient < 0)
		*out++ = '-';
	while (count) {
		if (count-- == value.scale)
			*out++ = '.';
		*out++ = digits[count];
	}
	*out = '\0';
	return text;
}

int sv_decimal_compare(struct sv_decimal a, struct sv_decimal b)
{
	__int128 left = a.coefficient, right = b.coefficient;

	for (int32_t i = a.scale; i < b.scale; i++)
		left *= 10;
	for (int32_t i = b.scale; i < a.scale; i++)
		right *= 10;
	return (left > right) - (left < right);
}

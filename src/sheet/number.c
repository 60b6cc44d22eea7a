/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "sheet/sheet.h"

#define DIGITS_MAX 15 /* a spreadsheet keeps a binary double, and shows so many */

/* Digits without leading zeros, rounded half away from zero to DIGITS_MAX; *exponent is that of
 * the last digit kept. */
struct digits {
	int64_t value;
	int count, exponent;
	bool rounded; /* the first digit left out was seen */
};

static void add_digit(struct digits *digits, int digit, bool after_point)
{
	if (digits->count < DIGITS_MAX) {
		digits->value = digits->value * 10 + digit;
		digits->count += digits->value != 0;
		digits->exponent -= after_point;
		return;
	}
	if (!digits->rounded && digit >= 5)
		digits->value++;
	digits->rounded = true;
	digits->exponent += !after_point;
}

static bool read_exponent(struct sv_str text, int *exponent)
{
	int64_t value;

	if (text.len && *text.ptr == '+') {
		text.ptr++;
		text.len--;
	}
	if (!sv_str_to_int64(text, &value) || value < -400 || value > 400)
		return false;
	*exponent += (int)value;
	return true;
}

static bool to_decimal(int64_t value, int exponent, struct sv_decimal *ret)
{
	while (exponent < 0 && value % 10 == 0) {
		value /= 10;
		exponent++;
	}
	if (value == 0)
		exponent = 0;
	for (; exponent > 0; exponent--)
		if (__builtin_mul_overflow(value, (int64_t)10, &value))
			return false;
	while (-exponent > SV_DECIMAL_SCALE_MAX) {
		value = (value + (value < 0 ? -5 : 5)) / 10;
		exponent++;
	}
	*ret = (struct sv_decimal){value, -exponent};
	return true;
}

bool sv_sheet_decimal(struct sv_str text, struct sv_decimal *ret)
{
	struct digits digits = {0};
	bool negative = text.len && *text.ptr == '-', after_point = false, any = false;
	size_t i = negative;

	for (; i < text.len; i++) {
		char c = text.ptr[i];

		if (c >= '0' && c <= '9') {
			add_digit(&digits, c - '0', after_point);
			any = true;
		} else if (c == '.' && !after_point) {
			after_point = true;
		} else {
			break;
		}
	}
	if (!any)
		return false;
	if (i < text.len &&
	    ((text.ptr[i] != 'e' && text.ptr[i] != 'E') ||
	     !read_exponent((struct sv_str){text.ptr + i + 1, text.len - i - 1}, &digits.exponent)))
		return false;
	return to_decimal(negative ? -digits.value : digits.value, digits.exponent, ret);
}

bool sv_sheet_cell_parse(const char *name, int *ret_row, int *ret_column)
{
	int row = 0, column = 0;

	for (; *name >= 'A' && *name <= 'Z' && column <= SV_SHEET_COLUMNS_MAX; name++)
		column = column * 26 + (*name - 'A' + 1);
	for (; *name >= '0' && *name <= '9' && row <= SV_SHEET_ROWS_MAX; name++)
		row = row * 10 + (*name - '0');
	if (*name || row < 1 || row > SV_SHEET_ROWS_MAX || column < 1 ||
	    column > SV_SHEET_COLUMNS_MAX)
		return false;
	*ret_row = row;
	*ret_column = column;
	return true;
}

const char *sv_sheet_cell_name(int row, int column, char name[SV_SHEET_CELL_NAME_MAX])
{
	char letters[8];
	int count = 0;

	while (column > 0 && count < 7) {
		letters[count++] = (char)('A' + (column - 1) % 26);
		column = (column - 1) / 26;
	}
	for (int i = 0; i < count; i++)
		name[i] = letters[count - 1 - i];
	snprintf(name + count, (size_t)(SV_SHEET_CELL_NAME_MAX - count), "%d", row);
	return name;
}

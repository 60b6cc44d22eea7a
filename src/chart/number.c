/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/number.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define DIGITS_MAX 4 /* after the point, for a value close to its target */

void sv_number_decimal(struct sv_buf *out, struct sv_decimal value)
{
	char text[SV_DECIMAL_TEXT_MAX];
	const char *digit = sv_decimal_text(value, text);
	size_t whole;

	if (*digit == '-') {
		sv_buf_text(out, SV_MINUS);
		digit++;
	}
	whole = strcspn(digit, ".");
	for (size_t i = 0; digit[i]; i++) {
		if (i && i < whole && (whole - i) % 3 == 0)
			sv_buf_text(out, SV_THIN_SPACE);
		sv_buf_char(out, digit[i]);
	}
}

/* What a unit code says, taken apart. */
struct unit_parts {
	bool percent;
	bool money;
	char currency[4];
	bool million;
	const char *year; /* of constant prices, or "" */
};

static bool is_currency(const char *unit)
{
	for (int i = 0; i < 3; i++) {
		if (!isupper((unsigned char)unit[i]))
			return false;
	}
	return unit[3] == '\0' || strncmp(unit + 3, "_M", 2) == 0;
}

static struct unit_parts take_apart(const char *unit)
{
	struct unit_parts parts = {.year = ""};

	if (strcmp(unit, "%") == 0 || strcmp(unit, "PCT") == 0) {
		parts.percent = true;
	} else if (is_currency(unit)) {
		parts.money = true;
		memcpy(parts.currency, unit, 3);
		parts.million = unit[3] == '_';
		if (strncmp(unit + 3, "_M_", 3) == 0)
			parts.year = unit + 6;
	}
	return parts;
}

int sv_number_digits(const char *unit, struct sv_rational value)
{
	struct unit_parts parts = take_apart(unit);
	double size = sv_rational_to_double(value);

	if (parts.percent)
		return 1;
	if (parts.money)
		return size > -10 && size < 10 && value.num != 0 ? 1 : 0;
	return value.num % value.den == 0 ? 0 : 1;
}

int sv_number_digits_beside(const char *unit, struct sv_rational value, struct sv_rational target)
{
	int digits = sv_number_digits(unit, value);

	if (sv_rational_compare(value, target) == 0)
		return digits;
	for (; digits < DIGITS_MAX; digits++) {
		struct sv_decimal shown = sv_rational_round(value, digits);

		if (sv_rational_compare(sv_rational_from_decimal(shown), target) != 0)
			break;
	}
	return digits;
}

static void open_unit(struct sv_buf *out, const struct unit_parts *parts)
{
	if (parts->money)
		sv_buf_printf(out, "%s ", parts->currency);
}

static void close_unit(struct sv_buf *out, const struct unit_parts *parts, const char *unit)
{
	if (parts->percent)
		sv_buf_text(out, SV_THIN_SPACE "%");
	else if (parts->money && parts->million)
		sv_buf_text(out, " million");
	else if (!parts->money && strcasecmp(unit, "persons") == 0)
		sv_buf_text(out, " persons");
	else if (!parts->money && strcasecmp(unit, "days") == 0)
		sv_buf_text(out, " days");
	if (parts->year[0])
		sv_buf_printf(out, " (prices of %s)", parts->year);
}

void sv_number_with_unit(struct sv_buf *out, struct sv_rational value, const char *unit, int digits)
{
	struct unit_parts parts = take_apart(unit);

	open_unit(out, &parts);
	sv_number_decimal(out, sv_rational_round(value, digits));
	close_unit(out, &parts, unit);
}

static int digits_of(const struct sv_value *value, struct sv_rational end,
		     const struct sv_rational *target)
{
	return target ? sv_number_digits_beside(value->unit, end, *target)
		      : sv_number_digits(value->unit, end);
}

static bool reads_alike(const struct sv_value *value, int digits)
{
	return sv_decimal_compare(sv_rational_round(value->lower, digits),
				  sv_rational_round(value->upper, digits)) == 0;
}

static void write_ends(struct sv_buf *out, const struct sv_value *value,
		       const struct sv_rational *target)
{
	int lower = digits_of(value, value->lower, target);
	int upper = digits_of(value, value->upper, target);
	int digits = lower > upper ? lower : upper;
	bool point = sv_rational_compare(value->lower, value->upper) == 0;

	if (value->unbounded)
		digits = lower;
	else if (!point && reads_alike(value, digits) && !reads_alike(value, digits + 1))
		digits++; /* bounds closer than that read as one number */
	sv_number_decimal(out, sv_rational_round(value->lower, digits));
	if (value->unbounded || point || reads_alike(value, digits))
		return;
	/* Beside a minus sign a dash would read as another one. */
	sv_buf_text(out, value->lower.num < 0 ? " to " : SV_EN_DASH);
	sv_number_decimal(out, sv_rational_round(value->upper, digits));
}

void sv_number_value(struct sv_buf *out, const struct sv_value *value,
		     const struct sv_rational *target)
{
	struct unit_parts parts;

	if (!value->known) {
		sv_buf_text(out, sv_missing_text(value->missing));
		return;
	}
	parts = take_apart(value->unit);
	if (value->unbounded)
		sv_buf_text(out, "at least ");
	open_unit(out, &parts);
	write_ends(out, value, target);
	close_unit(out, &parts, value->unit);
}

void sv_number_bare(struct sv_buf *out, const struct sv_value *value,
		    const struct sv_rational *target)
{
	if (!value->known) {
		sv_buf_text(out, sv_missing_text(value->missing));
		return;
	}
	if (value->unbounded)
		sv_buf_text(out, "at least ");
	write_ends(out, value, target);
}

void sv_number_unit(struct sv_buf *out, const char *unit)
{
	struct unit_parts parts = take_apart(unit);

	if (parts.percent) {
		sv_buf_char(out, '%');
		return;
	}
	if (!parts.money) {
		sv_buf_text(out, strcasecmp(unit, "count") == 0 || !unit[0] ? "number" : unit);
		return;
	}
	sv_buf_text(out, parts.currency);
	if (parts.million)
		sv_buf_text(out, " million");
	if (parts.year[0])
		sv_buf_printf(out, ", prices of %s", parts.year);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/unit.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"

static const struct {
	const char *code;
	struct sv_unit unit;
} plain_units[] = {
    {"PCT", {SV_DIMENSION_SHARE, "", 0, -2}},
    {"PERSONS", {SV_DIMENSION_PERSONS, "", 0, 0}},
    {"COUNT", {SV_DIMENSION_NUMBER, "", 0, 0}},
    {"DAYS", {SV_DIMENSION_DAYS, "", 0, 0}},
};

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool sv_unit_parse_code(struct sv_str code, struct sv_unit *ret)
{
	struct sv_unit unit = {.dimension = SV_DIMENSION_MONEY, .scale = -6};
	int64_t year;

	for (size_t i = 0; i < SV_ARRAY_LEN(plain_units); i++) {
		if (sv_str_is(code, plain_units[i].code)) {
			*ret = plain_units[i].unit;
			return true;
		}
	}
	if (code.len < 3 || !is_capital(code.ptr[0]) || !is_capital(code.ptr[1]) ||
	    !is_capital(code.ptr[2]))
		return false;
	memcpy(unit.currency, code.ptr, 3);
	code = (struct sv_str){code.ptr + 3, code.len - 3};
	if (sv_str_starts(code, "_M")) {
		unit.scale = 0;
		code = (struct sv_str){code.ptr + 2, code.len - 2};
	}
	if (code.len) {
		if (code.ptr[0] != '_' ||
		    !sv_str_to_int64((struct sv_str){code.ptr + 1, code.len - 1}, &year) ||
		    year < SV_YEAR_MIN || year > SV_YEAR_MAX)
			return false;
		unit.prices = (int)year;
	}
	*ret = unit;
	return true;
}

const char *sv_unit_code(const struct sv_unit *unit, char text[SV_UNIT_TEXT_MAX])
{
	static const char *const codes[] = {"count", "%", "", "persons", "days", ""};

	if (unit->dimension != SV_DIMENSION_MONEY)
		snprintf(text, SV_UNIT_TEXT_MAX, "%s", codes[unit->dimension]);
	else if (unit->prices == SV_PRICES_CURRENT)
		snprintf(text, SV_UNIT_TEXT_MAX, "%s_M", unit->currency);
	else
		snprintf(text, SV_UNIT_TEXT_MAX, "%s_M_%d", unit->currency, unit->prices);
	return text;
}

const char *sv_unit_text(const struct sv_unit *unit, char text[SV_UNIT_TEXT_MAX])
{
	if (unit->dimension != SV_DIMENSION_MONEY) {
		static const char *const names[] = {"number",  "share (%)", "money",
						    "persons", "days",      "truth"};

		snprintf(text, SV_UNIT_TEXT_MAX, "%s", names[unit->dimension]);
	} else if (unit->prices == SV_PRICES_CURRENT) {
		snprintf(text, SV_UNIT_TEXT_MAX, "%s million, current prices", unit->currency);
	} else {
		snprintf(text, SV_UNIT_TEXT_MAX, "%s million, constant %d prices", unit->currency,
			 unit->prices);
	}
	return text;
}

static const char *money_amount(struct sv_arena *arena, const char *number,
				const struct sv_unit *unit)
{
	const char *million = unit->scale == 0 ? " million" : "";

	if (unit->prices == SV_PRICES_CURRENT)
		return sv_arena_printf(arena, "%s %s%s", unit->currency, number, million);
	return sv_arena_printf(arena, "%s %s%s at %d prices", unit->currency, number, million,
			       unit->prices);
}

const char *sv_unit_amount(struct sv_arena *arena, const char *number, const char *code)
{
	char word[SV_UNIT_TEXT_MAX];
	struct sv_unit unit;

	if (sv_unit_parse_code(sv_str_from(code), &unit)) {
		if (unit.dimension == SV_DIMENSION_MONEY)
			return money_amount(arena, number, &unit);
		code = sv_unit_code(&unit, word);
	}
	if (!*code || strcmp(code, "count") == 0)
		return number;
	return sv_arena_printf(arena, "%s %s", number, code);
}

bool sv_unit_alike(const struct sv_unit *a, const struct sv_unit *b)
{
	if (a->dimension != b->dimension)
		return false;
	if (a->dimension != SV_DIMENSION_MONEY)
		return true;
	return strcmp(a->currency, b->currency) == 0 && a->prices == b->prices;
}

bool sv_unit_normalise(const struct sv_unit *unit, struct sv_rational value,
		       struct sv_rational *ret)
{
	int64_t power = 1;

	for (int i = unit->scale < 0 ? -unit->scale : unit->scale; i > 0; i--)
		power *= 10;
	if (unit->scale < 0)
		return sv_rational_divide(value, SV_RATIONAL(power, 1), ret);
	return sv_rational_multiply(value, SV_RATIONAL(power, 1), ret);
}

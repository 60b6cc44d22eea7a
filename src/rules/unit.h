/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * unit.h - what a number of a rule counts, and in which prices.
 *
 * Two values mix only when their units say that they may: money of one
 * currency and one price base, shares with shares, persons with persons.
 * Inside the engine money stands in millions and a share as a ratio, so that
 * no scale is left to mix up.
 */
#ifndef SV_RULES_UNIT_H
#define SV_RULES_UNIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/rational.h"
#include "base/str.h"

enum sv_dimension {
	SV_DIMENSION_NUMBER, /* a bare number, a count */
	SV_DIMENSION_SHARE,  /* a ratio of two like quantities; written in % */
	SV_DIMENSION_MONEY,
	SV_DIMENSION_PERSONS,
	SV_DIMENSION_DAYS,
	SV_DIMENSION_TRUTH,
};

#define SV_PRICES_CURRENT 0 /* else the year whose prices are meant */
#define SV_UNIT_TEXT_MAX 48

struct sv_unit {
	enum sv_dimension dimension;
	char currency[4]; /* ISO 4217, money only */
	int prices;       /* money only: SV_PRICES_CURRENT or a year */
	int scale; /* values are written in 10^scale of the engine's own: "%" is -2, "EUR" -6 */
};

/* A unit as tables write it: "EUR_M", "USD_M_2015", "EUR", "PCT", "PERSONS", "COUNT", "DAYS". */
bool sv_unit_parse_code(struct sv_str code, struct sv_unit *ret);

/* The same, out: "EUR_M", "USD_M_2015", "%", "persons", "count", "days". */
const char *sv_unit_code(const struct sv_unit *unit, char text[SV_UNIT_TEXT_MAX]);

/* For people: "EUR million, current prices". */
const char *sv_unit_text(const struct sv_unit *unit, char text[SV_UNIT_TEXT_MAX]);

/* A number under the code of its unit, for people: "EUR 412 million at 2015 prices", "21.3 %",
 * "203000 persons", "7" (a count). */
const char *sv_unit_amount(struct sv_arena *arena, const char *number, const char *code);

/* Whether values of both can be added and compared. */
bool sv_unit_alike(const struct sv_unit *a, const struct sv_unit *b);

/* From a figure as written to the engine's own scale; false when it does not fit. */
SV_MUST_USE bool sv_unit_normalise(const struct sv_unit *unit, struct sv_rational value,
				   struct sv_rational *ret);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * value.h - what a term of a rule can come to: a point, an interval, or
 * nothing, with the reason.
 *
 * A figure that is withheld is not zero and not unknown altogether: where its
 * quantity is declared part of another, it lies between nothing and the whole.
 * A verdict follows from both ends or is undecided.
 */
#ifndef SV_RULES_VALUE_H
#define SV_RULES_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/rational.h"

/* Why a figure is missing. */
enum sv_missing {
	SV_PRESENT,
	SV_NOT_REPORTED,
	SV_WITHHELD,       /* confidential at the source */
	SV_NOT_APPLICABLE, /* with a ground: a caveat, no participation */
	SV_NOT_DUE,
	SV_OUT_OF_RANGE, /* an exact result does not fit, or a division by zero */
	SV_MISSING_COUNT,
};

const char *sv_missing_name(enum sv_missing missing); /* "not_reported", ... as in JSON */
const char *sv_missing_text(enum sv_missing missing); /* "not reported", ... for people */

struct sv_value {
	bool known;                      /* false: no value at all; see missing */
	bool unbounded;                  /* known, but nothing bounds it from above */
	enum sv_missing missing;         /* why it is absent, or why it is not a point */
	struct sv_rational lower, upper; /* equal for a point; in the unit below */
	const char *unit;                /* "%", "EUR_M", "PERSONS", "count"; "" for none */
};

/* A known value with one end only. */
bool sv_value_is_point(const struct sv_value *value);

/* A condition is false, true, or cannot be told. */
enum sv_truth {
	SV_FALSE,
	SV_TRUE,
	SV_UNKNOWN,       /* the bounds lie on both sides */
	SV_TRUTH_MISSING, /* a figure it needs is missing altogether */
};

#endif

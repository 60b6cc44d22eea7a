/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * evidence.h - figures by state and year, each with its unit and its source.
 *
 * A cell without a row has no public figure: that is "not reported", never
 * zero.  A row may also say that the source covers the cell and gives no
 * figure, with the reason (confidential, withdrawn, not available).
 */
#ifndef SV_DOMAIN_EVIDENCE_H
#define SV_DOMAIN_EVIDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "domain/register.h"
#include "rules/value.h"

struct sv_indicator {
	const char *name;    /* "eda_investment" */
	const char *meaning; /* "Equipment procurement + R&D (incl. R&T)" */
	const char *unit;    /* "EUR_M", "EUR_M_2015", "PCT", "PERSONS", ...: the evidence README */
	const char *class;   /* who publishes it: "eda", "nato", "plan", "worldbank", ... */
	bool zero_ambiguous; /* a zero may mean "nothing" or "not counted" */
	struct sv_origin origin;
};

struct sv_figure {
	int indicator, state; /* indexes into the evidence and the register */
	int year;
	enum sv_missing missing; /* SV_PRESENT, or why there is no figure */
	struct sv_decimal value; /* when present */
	const char *status;      /* "final", "estimate", "provisional", or the gap's reason */
	struct sv_origin origin;
};

/* A total that the publisher gives for a group of states, as published. */
struct sv_group_figure {
	const char *group;
	int indicator;
	int year;
	struct sv_decimal value;
	const char *status;
	struct sv_origin origin;
};

struct sv_evidence {
	const struct sv_indicator *indicators; /* by name */
	size_t indicator_count;
	const struct sv_figure *figures; /* by indicator, state, year */
	size_t figure_count;
	const struct sv_group_figure *group_figures; /* by indicator, group, year */
	size_t group_figure_count;
};

int sv_evidence_indicator(const struct sv_evidence *evidence, struct sv_str name); /* or -1 */

/* The figure of a cell, or NULL when there is no row. */
const struct sv_figure *sv_evidence_find(const struct sv_evidence *evidence, int indicator,
					 int state, int year);

/* The order of figures: by indicator, then state, then year. */
int sv_figure_compare(const struct sv_figure *a, const struct sv_figure *b);

#define SV_GAP_CONFIDENTIAL "confidential" /* reads as withheld */

/* What the reason of a gap comes to; docs/formats/facts.md, evidence/gaps. */
enum sv_missing sv_gap_missing(struct sv_str reason);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * summary.h - what the year says, counted: the sentences and legends of every
 * rendition of the report are made from these numbers.
 */
#ifndef SV_REPORT_SUMMARY_H
#define SV_REPORT_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "domain/assessment.h"

struct sv_item_summary {
	const struct sv_collective *collective; /* of the year; NULL when there is none */
	bool positions; /* the item binds the members together: cells are positions */
	bool judged;    /* a rule decided from evidence, for a member or the collective */
	bool by_people; /* somewhere a rating waits for judgement */
	bool values;    /* some member has a figure */
	bool recalled;  /* some row it rests on is recalled, not verified */
	size_t counts[SV_RATING_COUNT]; /* of members; empty when cells are positions */
	size_t above, below;            /* of members with a position */
};

struct sv_summary {
	int year;
	size_t commitments;             /* numbers before the point: 12.1 and 12.2 are one */
	size_t judged;                  /* of these, with a rule that decided on evidence */
	size_t by_people;               /* not judged, and at least one part waits for judgement */
	size_t without_evidence;        /* the rest */
	size_t counts[SV_RATING_COUNT]; /* ratings of members, all items */
	size_t ratings;                 /* their sum */
	size_t decided;                 /* of them, by a rule on evidence */
	size_t positions;               /* cells that are no rating */
	struct sv_item_summary *items;  /* as in the assessment */
};

/* Of the assessment's last year. */
void sv_summarise(struct sv_arena *arena, const struct sv_assessment *assessment,
		  struct sv_summary *ret);

/* A rule decided on evidence, or found it to lie on both sides of the target. */
bool sv_rating_is_decided(enum sv_rating rating);

/* Whether a rating rests on a row that nobody verified. */
bool sv_rated_is_recalled(const struct sv_rated *rated);

/* The number before the point: "12" of "12.1", "13" of "13.1a". */
struct sv_str sv_item_main_number(const struct sv_item *item);

/* The first collective of an item in a year, or NULL. */
const struct sv_collective *sv_assessment_collective(const struct sv_assessment *assessment,
						     int year, size_t item);

#endif

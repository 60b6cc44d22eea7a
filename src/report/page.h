/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.h - what the parts of the HTML report share; not for use outside
 * src/report.
 */
#ifndef SV_REPORT_PAGE_H
#define SV_REPORT_PAGE_H

#include "base/arena.h"
#include "report/html.h"
#include "report/summary.h"

struct sv_page {
	const struct sv_report *report;
	const struct sv_assessment *assessment; /* of the year reported on */
	struct sv_summary summary;
	struct sv_arena *arena;
	struct sv_buf *out;
};

/* No commitment in force, or no member, on the day. */
bool sv_page_is_empty(const struct sv_page *page);

/* The parts, in the order of the page. */
void sv_page_answer(const struct sv_page *page);
void sv_page_grid(const struct sv_page *page);
void sv_page_benchmarks(const struct sv_page *page);
void sv_page_members(const struct sv_page *page);
void sv_page_commitments(const struct sv_page *page);
void sv_page_findings(const struct sv_page *page);
void sv_page_sources(const struct sv_page *page);
void sv_page_method(const struct sv_page *page);

/* A measure of the collective over the years, where it has values: see figures.c. */
void sv_page_series_figure(const struct sv_page *page, const struct sv_collective *entry);
bool sv_page_has_series(const struct sv_page *page, const struct sv_collective *entry);
/* The members beside the benchmark, where at least two have a value. */
void sv_page_dots_figure(const struct sv_page *page, size_t item);

/* Text, escaped. */
void sv_page_text(const struct sv_page *page, const char *text);
/* The same for sentences that others made: a number and its percent stay together, and a minus is a
 * minus. */
void sv_page_prose(const struct sv_page *page, const char *text);
void sv_page_printf(const struct sv_page *page, const char *fmt, ...) SV_PRINTF(2, 3);

/* The key and the word of a rating, as one piece. */
void sv_page_rating(const struct sv_page *page, enum sv_rating rating);
/* The same for a position against a collective benchmark. */
void sv_page_position(const struct sv_page *page, int position);
const char *sv_position_word(int position);  /* "above", "below", "no statement" */
const char *sv_position_title(int position); /* "at or above the benchmark" ... */

/* Key and word of a cell, whichever it is. */
void sv_page_cell(const struct sv_page *page, size_t item, const struct sv_rated *rated);

/* A value as people read it, against the item's target if it has one. */
const char *sv_page_value(const struct sv_page *page, size_t item, const struct sv_value *value);

const char *sv_page_value_beside(const struct sv_page *page, const struct sv_value *value,
				 const struct sv_rational *target);

/* The title of a group, or "" when nobody named it. */
const char *sv_page_group_title(const struct sv_page *page, const char *key);

/* "Belgium, Bulgaria and Cyprus" from indexes of members. */
const char *sv_page_member_list(const struct sv_page *page, const size_t *members, size_t count);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.h - the parts that a page about a year is made of, and what they share.
 *
 * The report puts all of them into one file; the portal sets some of them on
 * each of its pages.
 */
#ifndef SV_REPORT_PAGE_H
#define SV_REPORT_PAGE_H

#include "base/arena.h"
#include "report/html.h"
#include "report/summary.h"

struct sv_chart_figure;

struct sv_page {
	const struct sv_report *report;
	const struct sv_assessment *assessment; /* of the year reported on */
	struct sv_summary summary;
	struct sv_arena *arena;
	struct sv_buf *out;
};

/* A page about the report's year; everything it needs lives in the arena. */
void sv_page_init(struct sv_page *page, const struct sv_report *report, struct sv_arena *arena,
		  struct sv_buf *out);

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
void sv_page_kept_back(const struct sv_page *page); /* of a public rendition */

/* A part of those that are about one commitment, or the collective behind one. */
void sv_page_commitment(const struct sv_page *page, size_t item);
void sv_page_collective(const struct sv_page *page, size_t item);
void sv_page_facts(const struct sv_page *page, const struct sv_item *it);
void sv_page_rule(const struct sv_page *page, const struct sv_item *it);
void sv_page_terms(const struct sv_page *page, size_t item, const struct sv_term *list,
		   size_t count);
void sv_page_member_table(const struct sv_page *page, size_t item);

/* Where a commitment, a member's cell in it ("all": the collective), a member, a source, a row
 * of a document is shown: the value of an href, escaped. */
const char *sv_page_href(const struct sv_page *page, const char *number, const char *state);
const char *sv_page_href_source(const struct sv_page *page, struct sv_str id);

/* A measure of the collective over the years, where it has values: see figures.c. */
void sv_page_ways(const struct sv_page *page, const struct sv_least_change *least); /* or NULL */
void sv_page_series_figure(const struct sv_page *page, const struct sv_collective *entry);
bool sv_page_has_series(const struct sv_page *page, const struct sv_collective *entry);
/* One member over the years, for each measure of which it has several values, the target beside
 * it; nothing when there is none. */
void sv_page_member_charts(const struct sv_page *page, size_t member);
/* The members beside the benchmark, where at least two have a value. */
void sv_page_dots_figure(const struct sv_page *page, size_t item);

/* Where the figure's drawing is as a file, in the portal. */
void sv_page_figure_files(const struct sv_page *page, struct sv_chart_figure *figure);

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

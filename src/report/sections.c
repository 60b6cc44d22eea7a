/* SPDX-License-Identifier: EUPL-1.2 */
/* Collective benchmarks, and the year seen member by member. */
#include <stdio.h>
#include <string.h>

#include "report/page.h"

static void benchmark(const struct sv_page *page, size_t item)
{
	const struct sv_item *it = &page->assessment->items[item];
	const struct sv_collective *collective = page->summary.items[item].collective;

	sv_buf_text(page->out, "<div class=\"benchmark\">\n<h3><span class=\"number\">");
	sv_page_text(page, it->number);
	sv_buf_text(page->out, "</span> ");
	sv_page_text(page, it->title);
	sv_buf_text(page->out, "</h3>\n<p>");
	sv_page_rating(page, collective->rated.rating);
	sv_buf_char(page->out, ' ');
	sv_page_text(page, collective->rated.reason);
	sv_buf_text(page->out, " <a href=\"#c");
	sv_page_text(page, it->number);
	sv_buf_text(page->out, "\">Rule and reasons</a></p>\n<div class=\"pair\">\n");
	sv_page_series_figure(page, item);
	sv_page_dots_figure(page, item);
	sv_buf_text(page->out, "</div>\n</div>\n");
}

void sv_page_benchmarks(const struct sv_page *page)
{
	size_t shown = 0;

	sv_buf_text(
	    page->out,
	    "<p class=\"prose\">These commitments bind the members together. The collective "
	    "is rated; a member's own value is its position and never a failure.</p>\n");
	for (size_t i = 0; i < page->assessment->item_count; i++) {
		if (!page->summary.items[i].collective)
			continue;
		if (!sv_page_has_series(page, i) &&
		    !page->summary.items[i].collective->rated.value.known)
			continue;
		benchmark(page, i);
		shown++;
	}
	if (!shown)
		sv_buf_text(page->out, "<p>No collective commitment has a public figure.</p>\n");
}

static void member_line(const struct sv_page *page, size_t item, const struct sv_rated *rated)
{
	const struct sv_item *it = &page->assessment->items[item];

	sv_buf_text(page->out, "<li><a href=\"#c");
	sv_page_text(page, it->number);
	sv_buf_printf(page->out, "-%s\">", rated->state);
	sv_page_printf(page, "%s %s", it->number, it->title);
	sv_buf_text(page->out, "</a> ");
	sv_page_cell(page, item, rated);
	if (rated->value.known) {
		sv_buf_text(page->out, " <span class=\"value\">");
		sv_page_text(page, sv_page_value(page, item, &rated->value));
		sv_buf_text(page->out, "</span>");
	}
	sv_buf_text(page->out, "</li>\n");
}

static bool says_something(const struct sv_page *page, size_t item, const struct sv_rated *rated)
{
	return rated->value.known ||
	       (page->summary.items[item].positions ? rated->position != 0
						    : sv_rating_is_decided(rated->rating));
}

/* The commitments without a statement about this member, by rating, as numbers. */
static void member_rest(const struct sv_page *page, size_t member)
{
	for (int rating = SV_RATING_NEEDS_JUDGEMENT; rating < SV_RATING_COUNT; rating++) {
		bool first = true;

		for (size_t i = 0; i < page->assessment->item_count; i++) {
			const struct sv_rated *rated =
			    sv_assessment_at(page->assessment, page->summary.year, i, member);

			if (page->summary.items[i].positions || (int)rated->rating != rating ||
			    says_something(page, i, rated))
				continue;
			if (first) {
				sv_buf_text(page->out, "<li>");
				sv_page_rating(page, rating);
				sv_buf_text(page->out, ": ");
			}
			sv_buf_text(page->out, first ? "" : ", ");
			sv_buf_text(page->out, "<a href=\"#c");
			sv_page_text(page, page->assessment->items[i].number);
			sv_buf_printf(page->out, "-%s\">", rated->state);
			sv_page_text(page, page->assessment->items[i].number);
			sv_buf_text(page->out, "</a>");
			first = false;
		}
		if (!first)
			sv_buf_text(page->out, "</li>\n");
	}
}

static void member(const struct sv_page *page, size_t index)
{
	const struct sv_assessment *assessment = page->assessment;

	sv_buf_printf(page->out, "<div class=\"member\" id=\"m-%s\">\n<h3>",
		      assessment->members[index]);
	sv_page_text(page, assessment->member_names[index]);
	sv_buf_text(page->out, "</h3>\n<ul>\n");
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_rated *rated =
		    sv_assessment_at(assessment, page->summary.year, i, index);

		if (says_something(page, i, rated))
			member_line(page, i, rated);
	}
	member_rest(page, index);
	sv_buf_text(page->out, "</ul>\n</div>\n");
}

void sv_page_members(const struct sv_page *page)
{
	sv_buf_text(page->out, "<div class=\"member-list\">\n");
	for (size_t i = 0; i < page->assessment->member_count; i++)
		member(page, i);
	sv_buf_text(page->out, "</div>\n");
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Collective benchmarks, and the year seen member by member. */
#include <stdio.h>
#include <string.h>

#include "chart/palette.h"
#include "report/page.h"

static void benchmark_head(const struct sv_page *page, const struct sv_collective *entry)
{
	const struct sv_item *it = &page->assessment->items[entry->rated.item];

	sv_buf_text(page->out, "<h3><span class=\"number\">");
	sv_page_text(page, it->number);
	sv_buf_text(page->out, "</span> ");
	sv_page_text(page, it->title);
	sv_buf_text(page->out, "</h3>\n<p>");
	sv_page_rating(page, entry->rated.rating);
	sv_buf_text(page->out, "</p>\n<p>");
	sv_page_text(page, entry->rated.reason);
	sv_buf_text(page->out, " <a href=\"#c");
	sv_page_text(page, it->number);
	sv_buf_text(page->out, "\">Rule and reasons</a></p>\n");
}

/* The measures of one commitment follow one another; the first is the one that is rated. */
static size_t benchmark(const struct sv_page *page, const struct sv_collective *entries,
			size_t count)
{
	const struct sv_collective *first = &entries[0];
	size_t end = 1;

	while (end < count && entries[end].rated.item == first->rated.item &&
	       entries[end].rated.year == first->rated.year)
		end++;
	sv_buf_text(page->out, "<div class=\"benchmark\">\n");
	if (first->rated.item >= 0)
		benchmark_head(page, first);
	sv_buf_text(page->out, "<div class=\"pair\">\n");
	sv_page_series_figure(page, first);
	if (first->rated.item >= 0)
		sv_page_dots_figure(page, (size_t)first->rated.item);
	for (size_t i = 1; i < end; i++)
		sv_page_series_figure(page, &entries[i]);
	sv_buf_text(page->out, "</div>\n</div>\n");
	return end;
}

/* A commitment that binds the members together, or a series that stands for itself. */
static bool is_benchmark(const struct sv_page *page, const struct sv_collective *entry)
{
	return entry->rated.item < 0 || page->summary.items[entry->rated.item].positions;
}

void sv_page_benchmarks(const struct sv_page *page)
{
	const struct sv_assessment *assessment = page->assessment;
	size_t shown = 0;

	sv_buf_text(
	    page->out,
	    "<p class=\"prose\">These commitments bind the members together. The collective "
	    "is rated; a member's own value is its position and never a failure.</p>\n");
	for (size_t i = 0; i < assessment->collective_count;) {
		const struct sv_collective *entry = &assessment->collective[i];

		if (entry->rated.year != page->summary.year || !is_benchmark(page, entry) ||
		    (!entry->rated.value.known && !sv_page_has_series(page, entry))) {
			i++;
			continue;
		}
		i += benchmark(page, entry, assessment->collective_count - i);
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
	sv_page_printf(page, "-%s", rated->state);
	sv_buf_text(page->out, "\">");
	sv_page_printf(page, "%s %s", it->number, it->title);
	sv_buf_text(page->out, "</a> ");
	if (page->summary.items[item].positions) {
		sv_palette_key(page->out, sv_palette_position_symbol(rated->position));
		sv_buf_printf(page->out, " %s", sv_position_word(rated->position));
	} else {
		sv_page_rating(page, rated->rating);
	}
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

/* All members have one rating here and nobody a value: said once for all of them. */
static bool alike_for_all(const struct sv_page *page, size_t item)
{
	const struct sv_item_summary *summary = &page->summary.items[item];

	if (summary->positions)
		return !summary->above && !summary->below && !summary->values;
	for (int rating = SV_RATING_NEEDS_JUDGEMENT; rating < SV_RATING_COUNT; rating++) {
		if (summary->counts[rating] == page->assessment->member_count)
			return !summary->values;
	}
	return false;
}

static const struct sv_rated *cell(const struct sv_page *page, size_t item, size_t member)
{
	return sv_assessment_at(page->assessment, page->summary.year, item, member);
}

/* The commitments of one rating without a value, as numbers; of one member, or of all alike. */
static void rest_of_rating(const struct sv_page *page, size_t member, enum sv_rating rating,
			   bool alike)
{
	const char *comma = "";

	for (size_t i = 0; i < page->assessment->item_count; i++) {
		const struct sv_rated *rated = cell(page, i, member);

		if (page->summary.items[i].positions || rated->rating != rating ||
		    says_something(page, i, rated) || alike_for_all(page, i) != alike)
			continue;
		if (!comma[0]) {
			sv_buf_text(page->out, "<li>");
			sv_page_rating(page, rating);
			sv_buf_text(page->out, ": ");
		}
		sv_buf_text(page->out, comma);
		sv_buf_text(page->out, "<a href=\"#c");
		sv_page_text(page, page->assessment->items[i].number);
		if (!alike)
			sv_page_printf(page, "-%s", rated->state);
		sv_buf_text(page->out, "\">");
		sv_page_text(page, page->assessment->items[i].number);
		sv_buf_text(page->out, "</a>");
		comma = ", ";
	}
	if (comma[0])
		sv_buf_text(page->out, "</li>\n");
}

static void rest(const struct sv_page *page, size_t member, bool alike)
{
	for (int rating = SV_RATING_NEEDS_JUDGEMENT; rating < SV_RATING_COUNT; rating++)
		rest_of_rating(page, member, rating, alike);
}

static void member(const struct sv_page *page, size_t index)
{
	const struct sv_assessment *assessment = page->assessment;

	sv_buf_text(page->out, "<div class=\"member\" id=\"m-");
	sv_page_text(page, assessment->members[index]);
	sv_buf_text(page->out, "\">\n<h3>");
	sv_page_text(page, assessment->member_names[index]);
	sv_buf_text(page->out, "</h3>\n<ul>\n");
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_rated *rated = cell(page, i, index);

		if (says_something(page, i, rated))
			member_line(page, i, rated);
	}
	rest(page, index, false);
	sv_buf_text(page->out, "</ul>\n</div>\n");
}

static void alike(const struct sv_page *page)
{
	size_t count = 0;

	for (size_t i = 0; i < page->assessment->item_count; i++)
		count += alike_for_all(page, i);
	if (!count || !page->assessment->member_count)
		return;
	sv_buf_text(page->out, "<div class=\"alike\">\n<p>The same for every member:</p>\n<ul>\n");
	rest(page, 0, true);
	sv_buf_text(page->out, "</ul>\n</div>\n");
}

void sv_page_members(const struct sv_page *page)
{
	alike(page);
	sv_buf_text(page->out, "<div class=\"member-list\">\n");
	for (size_t i = 0; i < page->assessment->member_count; i++)
		member(page, i);
	sv_buf_text(page->out, "</div>\n");
}

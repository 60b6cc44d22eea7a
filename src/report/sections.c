/* SPDX-License-Identifier: EUPL-1.2 */
/* Collective benchmarks, and the year seen member by member. */
#include "chart/number.h"
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
	sv_page_prose(page, entry->rated.reason);
	sv_buf_text(page->out, " <a href=\"");
	sv_page_text(page, sv_page_href(page, it->number, NULL));
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

static const struct sv_rated *cell(const struct sv_page *page, size_t item, size_t member)
{
	return sv_assessment_at(page->assessment, page->summary.year, item, member);
}

/* All members have one rating here and nobody a value: said once for all of them. */
static bool alike_for_all(const struct sv_page *page, size_t item)
{
	const struct sv_item_summary *summary = &page->summary.items[item];

	if (summary->values)
		return false;
	if (summary->positions)
		return !summary->above && !summary->below;
	for (int rating = 0; rating < SV_RATING_COUNT; rating++) {
		if (summary->counts[rating])
			return summary->counts[rating] == page->assessment->member_count;
	}
	return true;
}

/* The commitments on which all members have this rating, by number. */
static void alike_with(const struct sv_page *page, enum sv_rating rating)
{
	const char *comma = "";

	for (size_t i = 0; i < page->assessment->item_count; i++) {
		if (!alike_for_all(page, i) || page->summary.items[i].positions ||
		    cell(page, i, 0)->rating != rating)
			continue;
		if (!comma[0]) {
			sv_buf_text(page->out, "<li>");
			sv_page_rating(page, rating);
			sv_buf_text(page->out, ": ");
		}
		sv_buf_text(page->out, comma);
		sv_buf_text(page->out, "<a href=\"");
		sv_page_text(page, sv_page_href(page, page->assessment->items[i].number, NULL));
		sv_buf_text(page->out, "\">");
		sv_page_text(page, page->assessment->items[i].number);
		sv_buf_text(page->out, "</a>");
		comma = ", ";
	}
	if (comma[0])
		sv_buf_text(page->out, "</li>\n");
}

static void alike(const struct sv_page *page)
{
	size_t count = 0;

	for (size_t i = 0; i < page->assessment->item_count; i++)
		count += alike_for_all(page, i) && !page->summary.items[i].positions;
	if (!count)
		return;
	sv_buf_text(page->out, "<div class=\"alike\">\n<p>The same for every member:</p>\n<ul>\n");
	for (int rating = 0; rating < SV_RATING_COUNT; rating++)
		alike_with(page, rating);
	sv_buf_text(page->out, "</ul>\n</div>\n");
}

/* The unit stands in the heading, so that the column holds numbers only. */
static void column_heading(const struct sv_page *page, size_t item)
{
	const struct sv_item *it = &page->assessment->items[item];
	const char *unit = "";

	for (size_t i = 0; i < page->assessment->member_count && !unit[0]; i++) {
		if (cell(page, item, i)->value.known)
			unit = cell(page, item, i)->value.unit;
	}
	sv_buf_text(page->out, "<th scope=\"col\" class=\"number\"><a href=\"");
	sv_page_text(page, sv_page_href(page, it->number, NULL));
	sv_buf_text(page->out, "\">");
	sv_page_printf(page, "%s %s", it->number, it->title);
	sv_buf_text(page->out, "</a>");
	if (unit[0]) {
		sv_buf_text(page->out, ", ");
		sv_number_unit(page->out, unit);
	}
	sv_buf_text(page->out, "</th>");
}

static void member_cell(const struct sv_page *page, size_t item, size_t member)
{
	const struct sv_rated *rated = cell(page, item, member);
	const struct sv_collective *collective = page->summary.items[item].collective;
	bool position = page->summary.items[item].positions;
	char symbol[24];

	sv_buf_text(page->out, "<td class=\"number\"><a href=\"");
	sv_page_text(page, sv_page_href(page, page->assessment->items[item].number, rated->state));
	sv_buf_text(page->out, "\">");
	if (rated->value.known)
		sv_number_bare(
		    page->out, &rated->value,
		    position && collective && collective->has_target ? &collective->target : NULL);
	sv_buf_printf(page->out, "<span class=\"hidden\"> %s</span></a> ",
		      position ? sv_position_title(rated->position)
			       : sv_rating_title(rated->rating));
	sv_palette_key(page->out, position ? sv_palette_position_symbol(rated->position)
					   : sv_palette_symbol(rated->rating, symbol));
	sv_buf_text(page->out, "</td>");
}

static void member_row(const struct sv_page *page, size_t member)
{
	sv_buf_text(page->out, "<tr id=\"m-");
	sv_page_text(page, page->assessment->members[member]);
	sv_buf_text(page->out, "\"><th scope=\"row\">");
	sv_page_text(page, page->assessment->member_names[member]);
	sv_buf_text(page->out, "</th>");
	for (size_t i = 0; i < page->assessment->item_count; i++) {
		if (!alike_for_all(page, i))
			member_cell(page, i, member);
	}
	sv_buf_text(page->out, "</tr>\n");
}

void sv_page_members(const struct sv_page *page)
{
	sv_buf_text(page->out,
		    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		    "aria-label=\"Member by member\"><table class=\"members\"><caption>");
	sv_page_printf(page, "Where members differ, %d", page->summary.year);
	sv_buf_text(page->out, "</caption><thead><tr><th scope=\"col\">Member</th>");
	for (size_t i = 0; i < page->assessment->item_count; i++) {
		if (!alike_for_all(page, i))
			column_heading(page, i);
	}
	sv_buf_text(page->out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < page->assessment->member_count; i++)
		member_row(page, i);
	sv_buf_text(page->out, "</tbody></table></div>\n");
	alike(page);
}

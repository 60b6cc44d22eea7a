/* SPDX-License-Identifier: EUPL-1.2 */
/* The first page: what the year says, in sentences computed from the ratings. */
#include "base/date.h"
#include "report/page.h"

static const char *plural(size_t count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

/* A number that begins a sentence is written as a word, as far as words are short. */
static const char *opening(const struct sv_page *page, size_t count)
{
	static const char *const words[] = {
	    "No",       "One",     "Two",     "Three",     "Four",     "Five",     "Six",
	    "Seven",    "Eight",   "Nine",    "Ten",       "Eleven",   "Twelve",   "Thirteen",
	    "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty"};

	return count < SV_ARRAY_LEN(words) ? words[count]
					   : sv_arena_printf(page->arena, "%zu", count);
}

static void lead(const struct sv_page *page)
{
	const struct sv_summary *summary = &page->summary;
	char day[32];

	sv_buf_text(page->out, "<p class=\"lead\">");
	if (sv_page_is_empty(page)) {
		sv_page_printf(page,
			       "On %s no commitment binds anybody: there is nothing to assess.",
			       sv_day_prose(page->assessment->on, day));
		sv_buf_text(page->out, "</p>\n");
		return;
	}
	sv_page_printf(page,
		       "For %d, public evidence decides %zu of the %zu commitments, in whole "
		       "or in part.",
		       summary->year, summary->judged, summary->commitments);
	if (summary->by_people)
		sv_page_printf(page, " %s %s for the judgement of people.",
			       opening(page, summary->by_people),
			       plural(summary->by_people, "waits", "wait"));
	if (summary->without_evidence)
		sv_page_printf(page,
			       " On the remaining %zu the record holds no public evidence, and "
			       "this report says so rather than guess.",
			       summary->without_evidence);
	sv_buf_text(page->out, "</p>\n");
}

static void name_item(const struct sv_page *page, size_t item)
{
	const struct sv_item *it = &page->assessment->items[item];

	sv_buf_text(page->out, "<a href=\"");
	sv_page_text(page, sv_page_href(page, it->number, NULL));
	sv_buf_text(page->out, "\">");
	sv_page_printf(page, "%s %s", it->number, it->title);
	sv_buf_text(page->out, "</a>");
}

/* "22.3 % for the members together; target at least 20 %; 7 members at or above it" */
static void say_collective(const struct sv_page *page, size_t item)
{
	const struct sv_item_summary *summary = &page->summary.items[item];
	const struct sv_collective *collective = summary->collective;

	/* What is undecided need not be the target: the reason says what it is. */
	if (collective->rated.rating == SV_RATING_UNDECIDED) {
		sv_page_prose(page, collective->rated.reason);
		return;
	}
	if (collective->rated.value.known)
		sv_page_printf(page, "%s for the members together",
			       sv_page_value(page, item, &collective->rated.value));
	else
		sv_page_prose(page, collective->rated.reason);
	if (collective->has_target)
		sv_page_printf(page, ", against a target of %s", collective->target_text);
	if (collective->members_counted < (int)page->assessment->member_count)
		sv_page_printf(page, "; %d of %zu members counted", collective->members_counted,
			       page->assessment->member_count);
	sv_buf_char(page->out, '.');
}

static void say_members(const struct sv_page *page, size_t item)
{
	const size_t *counts = page->summary.items[item].counts;
	bool first = true;

	for (int rating = 0; rating < SV_RATING_COUNT; rating++) {
		if (!counts[rating])
			continue;
		sv_page_printf(page, "%s%s for %zu", first ? "" : ", ", sv_rating_title(rating),
			       counts[rating]);
		if (first)
			sv_page_printf(page, " of %zu members", page->assessment->member_count);
		first = false;
	}
	sv_buf_char(page->out, '.');
}

static void judged_item(const struct sv_page *page, size_t item)
{
	const struct sv_item_summary *summary = &page->summary.items[item];
	const struct sv_collective *collective = summary->collective;

	sv_buf_text(page->out, "<tr><th scope=\"row\">");
	name_item(page, item);
	sv_buf_text(page->out, "</th><td>");
	if (summary->positions && collective && sv_rating_is_decided(collective->rated.rating)) {
		sv_page_rating(page, collective->rated.rating);
		sv_buf_text(page->out, "</td><td>");
		say_collective(page, item);
	} else {
		sv_buf_text(page->out, "each member</td><td>");
		say_members(page, item);
	}
	sv_buf_text(page->out, "</td></tr>\n");
}

void sv_page_answer(const struct sv_page *page)
{
	sv_buf_text(page->out, "<section class=\"answer\" aria-label=\"What the year says\">\n");
	lead(page);
	if (!page->summary.judged) {
		sv_buf_text(page->out, "</section>\n");
		return;
	}
	sv_buf_text(page->out, "<table class=\"answers\"><caption>What public evidence decides"
			       "</caption><tbody>\n");
	for (size_t i = 0; i < page->assessment->item_count; i++) {
		if (page->summary.items[i].judged)
			judged_item(page, i);
	}
	sv_buf_text(page->out, "</tbody></table>\n</section>\n");
}

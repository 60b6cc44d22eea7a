/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/html.h"

#include <string.h>

#include "base/asset.h"
#include "base/date.h"
#include "chart/palette.h"
#include "report/page.h"

static void head(const struct sv_page *page)
{
	sv_buf_text(page->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
			       "charset=\"utf-8\">\n<meta name=\"viewport\" "
			       "content=\"width=device-width, initial-scale=1\">\n<title>");
	sv_page_printf(page, "Annual review %d: %s", page->summary.year,
		       page->assessment->set_title);
	sv_buf_text(page->out, "</title>\n<style>\n");
	sv_palette_css(page->out);
	sv_buf_str(page->out, sv_asset_bytes("chart.css"));
	sv_buf_str(page->out, sv_asset_bytes("report.css"));
	sv_buf_text(page->out, "</style>\n</head>\n<body>\n");
	sv_palette_symbols(page->out);
}

static bool is_public(const struct sv_page *page)
{
	return page->report->rendition && strcmp(page->report->rendition, SV_RENDITION_PUBLIC) == 0;
}

/* Whoever holds a copy in hand has to see at once who else may. */
static void rendition(const struct sv_page *page)
{
	if (!page->report->rendition)
		return;
	sv_buf_text(page->out, "<p class=\"rendition\"><strong>");
	sv_page_text(page, is_public(page) ? "Public rendition" : "Restricted rendition");
	sv_buf_text(page->out, "</strong>: ");
	sv_page_text(page, is_public(page)
			       ? "it rests on nothing that is kept back, and says how much that is."
			       : "it holds what may not be released.");
	sv_buf_text(page->out, "</p>\n");
}

static void title(const struct sv_page *page)
{
	char day[32];

	sv_buf_text(page->out, "<header class=\"title\">\n");
	sv_buf_text(page->out, "<p class=\"over\">");
	sv_page_text(page, page->assessment->set_title);
	sv_buf_text(page->out, "</p>\n<h1>");
	sv_page_printf(page, "Annual review %d", page->summary.year);
	sv_buf_text(page->out, "</h1>\n<p class=\"under\">");
	sv_page_printf(page,
		       "As in force on %s, for the %zu members of that day, from the record as it "
		       "stood with %lld documents.",
		       sv_day_prose(page->assessment->on, day), page->assessment->member_count,
		       (long long)page->assessment->known_size);
	sv_buf_text(page->out, "</p>\n");
	rendition(page);
	sv_buf_text(page->out, "</header>\n");
}

enum part_shown {
	WHEN_ASSESSED, /* there is something to assess */
	ALWAYS,
	WHEN_PUBLIC, /* of a public rendition */
};

/* One place for the order of the page: the contents are made from it, and the page too. */
static const struct {
	const char *id, *name;
	void (*write)(const struct sv_page *page);
	enum part_shown shown;
} parts[] = {
    {"grid", "The grid", sv_page_grid, WHEN_ASSESSED},
    {"benchmarks", "Collective benchmarks", sv_page_benchmarks, WHEN_ASSESSED},
    {"members", "Member by member", sv_page_members, WHEN_ASSESSED},
    {"commitments", "Commitment by commitment", sv_page_commitments, WHEN_ASSESSED},
    {"findings", "What the sources disagree on", sv_page_findings, WHEN_ASSESSED},
    {"sources", "Sources", sv_page_sources, WHEN_ASSESSED},
    {"kept-back", "What is kept back", sv_page_kept_back, WHEN_PUBLIC},
    {"method", "How to read this report", sv_page_method, ALWAYS},
};

static bool is_shown(const struct sv_page *page, size_t part)
{
	if (parts[part].shown == WHEN_PUBLIC)
		return is_public(page);
	return parts[part].shown == ALWAYS || !sv_page_is_empty(page);
}

static void contents(const struct sv_page *page)
{
	sv_buf_text(page->out, "<nav aria-label=\"Contents\"><ol>\n");
	for (size_t i = 0; i < SV_ARRAY_LEN(parts); i++)
		if (is_shown(page, i))
			sv_buf_printf(page->out, "<li><a href=\"#%s\">%s</a></li>\n", parts[i].id,
				      parts[i].name);
	sv_buf_text(page->out, "</ol></nav>\n");
}

void sv_report_html(const struct sv_report *report, struct sv_buf *out)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_page page;

	sv_page_init(&page, report, &arena, out);
	head(&page);
	title(&page);
	sv_buf_text(out, "<main>\n");
	sv_page_answer(&page);
	if (!sv_page_is_empty(&page))
		contents(&page);
	for (size_t i = 0; i < SV_ARRAY_LEN(parts); i++) {
		if (!is_shown(&page, i))
			continue;
		sv_buf_printf(out, "<section id=\"%s\" class=\"part\">\n<h2>%s</h2>\n", parts[i].id,
			      parts[i].name);
		parts[i].write(&page);
		sv_buf_text(out, "</section>\n");
	}
	sv_buf_text(out, "</main>\n</body>\n</html>\n");
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/rows.h"

#include <string.h>

static void source_links(const struct sv_page *page, const char *sources)
{
	struct sv_str rest = sv_str_from(sources), id;
	bool first = true;

	while (sv_str_split(&rest, ';', &id)) {
		id = sv_str_trim(id);
		if (!id.len)
			continue;
		sv_buf_text(page->out, first ? "<a href=\"" : ", <a href=\"");
		sv_page_text(page, sv_page_href_source(page, id));
		sv_buf_text(page->out, "\">");
		sv_html_text(page->out, id);
		sv_buf_text(page->out, "</a>");
		first = false;
	}
}

/* In the portal a document is a page, and a row a place on it. */
static void open_place(const struct sv_page *page, int64_t doc, int row)
{
	if (!page->report->links)
		return;
	sv_buf_printf(page->out, "<a href=\"/record/%lld", (long long)doc);
	if (row)
		sv_buf_printf(page->out, "?row=%d#L%d", row, row);
	sv_buf_text(page->out, "\">");
}

static void close_place(const struct sv_page *page)
{
	if (page->report->links)
		sv_buf_text(page->out, "</a>");
}

static bool same_place(const struct sv_origin *a, const struct sv_origin *b)
{
	return a->doc == b->doc && strcmp(a->source, b->source) == 0;
}

static bool placed_before(const struct sv_rated *rated, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (same_place(&rated->refs[i].origin, &rated->refs[index].origin))
			return true;
	}
	return false;
}

/* "eda2023: document 4, rows 120, 121" for all rows of one source and document. */
static void place(const struct sv_page *page, const struct sv_rated *rated, size_t first)
{
	const struct sv_origin *origin = &rated->refs[first].origin;
	size_t count = 0, rows = 0;

	for (size_t i = first; i < rated->ref_count; i++)
		rows += rated->refs[i].origin.row && same_place(&rated->refs[i].origin, origin);
	source_links(page, origin->source);
	sv_page_printf(page, "%s", origin->source[0] ? ": " : "");
	open_place(page, origin->doc, 0);
	sv_page_printf(page, "document %lld", (long long)origin->doc);
	close_place(page);
	for (size_t i = first; i < rated->ref_count; i++) {
		const struct sv_origin *at = &rated->refs[i].origin;

		if (!at->row || !same_place(at, origin))
			continue;
		sv_buf_text(page->out, count++ ? ", " : rows > 1 ? ", rows " : ", row ");
		open_place(page, at->doc, at->row);
		sv_page_printf(page, "%d", at->row);
		close_place(page);
	}
}

void sv_page_rows(const struct sv_page *page, const struct sv_rated *rated)
{
	bool first = true;

	if (!rated->ref_count)
		return;
	sv_buf_text(page->out, "<details class=\"figures\"><summary>");
	sv_page_printf(page, "%zu %s", rated->ref_count, rated->ref_count == 1 ? "row" : "rows");
	sv_buf_text(page->out, "</summary><ul>");
	for (size_t i = 0; i < rated->ref_count; i++) {
		sv_buf_text(page->out, "<li>");
		sv_page_text(page, rated->refs[i].text);
		if (rated->refs[i].origin.confidence == SV_CONFIDENCE_RECALLED)
			sv_buf_text(page->out,
				    " <span class=\"recalled\">recalled, not verified</span>");
		sv_buf_text(page->out, "</li>");
	}
	sv_buf_text(page->out, "</ul></details><p class=\"rows\">");
	for (size_t i = 0; i < rated->ref_count; i++) {
		if (placed_before(rated, i))
			continue;
		sv_buf_text(page->out, first ? "" : "; ");
		place(page, rated, i);
		first = false;
	}
	sv_buf_text(page->out, "</p>");
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Findings, sources, and how to read the report. */
#include <stdlib.h>
#include <string.h>

#include "base/finding.h"
#include "report/page.h"

#define FINDINGS_SHOWN_MAX 200 /* of one kind; the rest is counted */
#define FINDINGS_OPEN_MAX 20   /* more of a kind are folded away */

static bool kind_seen(const struct sv_findings *findings, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (strcmp(findings->items[i].rule, findings->items[index].rule) == 0)
			return true;
	}
	return false;
}

static void finding_line(const struct sv_page *page, const struct sv_finding *finding,
			 const char *shared_repair)
{
	sv_buf_text(page->out, "<li>");
	if (finding->place[0]) {
		sv_buf_text(page->out, "<b>");
		sv_page_text(page, finding->place);
		sv_buf_text(page->out, "</b>: ");
	}
	sv_page_prose(page, finding->message);
	if (finding->repair[0] && strcmp(finding->repair, shared_repair) != 0)
		sv_page_printf(page, "; %s", finding->repair);
	sv_buf_text(page->out, "</li>\n");
}

/* "Cross check: 3", open while it is short. */
static void open_kind(const struct sv_page *page, const struct sv_finding *first, size_t count)
{
	sv_buf_printf(page->out, "<details class=\"finding\"%s><summary>",
		      count <= FINDINGS_OPEN_MAX ? " open" : "");
	for (const char *c = first->rule; *c; c++)
		sv_page_printf(page, "%c", *c == '-' || *c == '_' ? ' ' : *c);
	sv_page_printf(page, ": %zu", count);
	sv_buf_text(page->out, "</summary>\n");
	if (first->repair[0]) {
		sv_buf_text(page->out, "<p class=\"muted\">What to do: ");
		sv_page_text(page, first->repair);
		sv_buf_text(page->out, ".</p>\n");
	}
}

static void findings_of_kind(const struct sv_page *page, const struct sv_findings *findings,
			     size_t first)
{
	const struct sv_finding *items = findings->items;
	size_t count = 0;

	for (size_t i = first; i < findings->count; i++)
		count += strcmp(items[i].rule, items[first].rule) == 0;
	open_kind(page, &items[first], count);
	sv_buf_text(page->out, "<ul>\n");
	count = 0;
	for (size_t i = first; i < findings->count; i++) {
		if (strcmp(items[i].rule, items[first].rule) != 0)
			continue;
		if (count++ < FINDINGS_SHOWN_MAX)
			finding_line(page, &items[i], items[first].repair);
	}
	if (count > FINDINGS_SHOWN_MAX)
		sv_buf_printf(page->out, "<li>and %zu more of this kind</li>\n",
			      count - FINDINGS_SHOWN_MAX);
	sv_buf_text(page->out, "</ul></details>\n");
}

void sv_page_findings(const struct sv_page *page)
{
	const struct sv_findings *findings = page->assessment->findings;

	if (!findings || !findings->count) {
		sv_buf_text(page->out, "<p>No source of this year contradicts another beyond the "
				       "tolerance of the rules.</p>\n");
		return;
	}
	sv_buf_text(page->out,
		    "<p class=\"prose\">The rules rank their sources; the first with a "
		    "figure is used. Where another one differs beyond the tolerance, or a "
		    "figure is doubtful, it stands here.</p>\n");
	for (size_t i = 0; i < findings->count; i++) {
		if (!kind_seen(findings, i))
			findings_of_kind(page, findings, i);
	}
}

/* Ids of sources that the page links to, each once, sorted. */
struct cited {
	struct sv_str *ids;
	size_t count, cap;
};

static void cite(const struct sv_page *page, const struct sv_rated *rated, struct cited *cited)
{
	for (size_t i = 0; i < rated->ref_count; i++) {
		struct sv_str rest = sv_str_from(rated->refs[i].origin.source), id;

		while (sv_str_split(&rest, ';', &id)) {
			bool known = false;

			id = sv_str_trim(id);
			for (size_t j = 0; j < cited->count && !known; j++)
				known = sv_str_equal(cited->ids[j], id);
			if (known || !id.len)
				continue;
			cited->ids = sv_arena_grow(page->arena, cited->ids, cited->count,
						   &cited->cap, sizeof(*cited->ids));
			cited->ids[cited->count++] = id;
		}
	}
}

static int by_id(const void *a, const void *b)
{
	return sv_str_compare(*(const struct sv_str *)a, *(const struct sv_str *)b);
}

static void collect_cited(const struct sv_page *page, struct cited *cited)
{
	const struct sv_assessment *assessment = page->assessment;

	for (size_t item = 0; item < assessment->item_count; item++) {
		if (page->summary.items[item].collective)
			cite(page, &page->summary.items[item].collective->rated, cited);
		for (size_t i = 0; i < assessment->member_count; i++)
			cite(page, sv_assessment_at(assessment, page->summary.year, item, i),
			     cited);
	}
	if (cited->count)
		qsort(cited->ids, cited->count, sizeof(*cited->ids), by_id);
}

static const struct sv_source *find_source(const struct sv_register *reg, struct sv_str id)
{
	for (size_t i = 0; reg && i < reg->source_count; i++) {
		if (sv_str_is(id, reg->sources[i].id))
			return &reg->sources[i];
	}
	return NULL;
}

static void source_part(const struct sv_page *page, const char *before, const char *text)
{
	if (!text || !text[0])
		return;
	sv_buf_text(page->out, before);
	sv_page_text(page, text);
}

/* Only what a browser may follow; anything else stays text. */
static bool is_address(const char *url)
{
	return url && (strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0);
}

static void source(const struct sv_page *page, struct sv_str id)
{
	const struct sv_source *at = find_source(page->report->reg, id);

	sv_buf_text(page->out, "<dt id=\"source-");
	sv_html_text(page->out, id);
	sv_buf_text(page->out, "\">");
	sv_html_text(page->out, id);
	sv_buf_text(page->out, "</dt><dd>");
	if (!at) {
		sv_buf_text(page->out, "not in the table of sources</dd>\n");
		return;
	}
	source_part(page, "", at->title);
	source_part(page, ". ", at->publisher);
	source_part(page, ", ", at->date);
	if (is_address(at->url)) {
		sv_buf_text(page->out, ". <a class=\"address\" href=\"");
		sv_page_text(page, at->url);
		sv_buf_text(page->out, "\">");
		sv_page_text(page, at->url);
		sv_buf_text(page->out, "</a>");
	} else {
		source_part(page, ". ", at->url);
	}
	source_part(page, ". Licence: ", at->licence);
	source_part(page, ". Access: ", at->access);
	sv_buf_text(page->out, ".</dd>\n");
}

void sv_page_sources(const struct sv_page *page)
{
	struct cited cited = {NULL, 0, 0};

	collect_cited(page, &cited);
	if (!cited.count) {
		sv_buf_text(page->out, "<p>No rating of this year rests on a source.</p>\n");
		return;
	}
	sv_buf_text(page->out, "<dl class=\"sources\">\n");
	for (size_t i = 0; i < cited.count; i++)
		source(page, cited.ids[i]);
	sv_buf_text(page->out, "</dl>\n");
}

static const char *const method[][2] = {
    {"Two times",
     "Every statement has two times: the day on which a fact holds, and the state of the record in "
     "which it is known. A later correction does not change what this report says; a report made "
     "from the larger record would."},
    {"Missing is not zero",
     "A figure that is missing has a reason: not reported, withheld, not applicable, not yet due. "
     "A withheld part of a known whole lies between nothing and the whole, so the result is an "
     "interval; the rating follows from both of its ends or is undecided."},
    {"Members together",
     "A collective value counts the members that have every figure it needs, and names those that "
     "are left out. Where the members counted change from one year to the next, the line of the "
     "chart has a gap."},
    {"Exact",
     "Thresholds are compared as exact numbers. What is printed is rounded, with more digits where "
     "rounding would hide on which side of the target a value lies."},
    {"Judgement",
     "Where no rule can decide, the report says who judges. It never says that a commitment is "
     "approved."},
    {"Recalled",
     "Rows marked as recalled were entered from memory and not yet checked against the source. "
     "They are marked wherever they bear on a rating."},
};

void sv_page_method(const struct sv_page *page)
{
	char on[SV_DATE_TEXT_MAX];

	sv_buf_text(page->out, "<dl class=\"method\">\n");
	for (size_t i = 0; i < SV_ARRAY_LEN(method); i++)
		sv_buf_printf(page->out, "<dt>%s</dt><dd>%s</dd>\n", method[i][0], method[i][1]);
	sv_buf_text(page->out, "</dl>\n<p class=\"colophon\">");
	sv_page_printf(page,
		       "Made by servanda from documents 0 to %lld of the record, for %s, set of "
		       "commitments '%s'. The same record gives the same file, byte for byte.",
		       (long long)page->assessment->known_size - 1,
		       sv_day_text(page->assessment->on, on), page->assessment->set);
	sv_buf_text(page->out, "</p>\n");
}

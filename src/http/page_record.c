/* SPDX-License-Identifier: EUPL-1.2 */
/* The record: its documents, one of them line by line, the sources they name. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/readers.h"
#include "app/redact.h"
#include "base/date.h"
#include "http/pages.h"
#include "report/data.h"

#define LINES_SHOWN 400 /* of a document on one page */

static const char *instant(struct sv_request *request, int64_t ms)
{
	char *text = sv_arena_alloc(request->arena, SV_INSTANT_TEXT_MAX);

	sv_instant_text(ms, text);
	text[10] = ' ';
	text[16] = '\0'; /* minutes are enough for people */
	return text;
}

static void document_row(struct sv_request *request, const struct sv_document *document)
{
	sv_htmlf(request, "<tr><td class=\"number\">%" PRId64 "</td><th scope=\"row\">",
		 document->index);
	sv_htmlf(request, "<a href=\"/record/%" PRId64 "\">", document->index);
	sv_text(request, document->name[0] ? document->name : "not for everybody");
	sv_html(request, "</a>");
	sv_html(request, document->withheld ? " <span class=\"muted\">withheld</span>" : "");
	sv_html(request, "</th><td>");
	sv_text(request, document->kind);
	sv_html(request, "</td><td>");
	sv_text(request, document->author);
	sv_htmlf(request, "</td><td>%s</td></tr>\n", instant(request, document->recorded_ms));
}

static void record_head(struct sv_request *request, const struct sv_record_head *head)
{
	char hex[SV_HASH_HEX_MAX];

	sv_htmlf(request,
		 "<header class=\"title\"><h1>The record, %" PRId64 " documents</h1></header>\n"
		 "<p class=\"prose\">Everything else on these pages is derived from these "
		 "documents. Each is stored once and hashed into a tree; the root changes when any "
		 "of them does.</p>\n<dl class=\"facts\"><dt>Size</dt><dd>%" PRId64
		 "</dd>\n<dt>Root</dt><dd><code class=\"hash\">%s</code></dd>\n",
		 head->size, head->size, sv_hash_hex(&head->root, hex));
	sv_checkpoint_facts(request);
	sv_html(request, "</dl>\n<p>");
	if (request->reader.account)
		sv_html(request, "<a href=\"/record/verify\">Verify the whole record</a><br>");
	sv_layout_link(request, "/record/check", "Verify a receipt");
	sv_html(request, "<br>");
	sv_layout_link(request, "/record/sources", "The sources that the documents name");
	sv_html(request, "</p>\n");
}

int sv_get_record(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_document *documents;
	struct sv_record_head head;
	size_t count;
	int r = sv_app_documents(request->app, request->arena, &request->moment, &documents, &count,
				 err);

	if (r >= 0)
		r = sv_app_head(request->app, request->moment.known_size, &head, err);
	if (r < 0)
		return r;
	documents = sv_app_named_for(request->arena, &request->reader.actor, documents, count);
	if (request->call.format == SV_FORMAT_JSON) {
		sv_documents_json(documents, count, head.size, &head.root, &json);
		return 0;
	}
	sv_layout_begin(request, "Record", "Record");
	record_head(request, &head);
	sv_html(request,
		"<table class=\"list\" data-filter=\"documents\"><thead><tr><th scope=\"col\" "
		"class=\"number\">No.</th><th scope=\"col\">Document</th><th scope=\"col\">Kind"
		"</th><th scope=\"col\">Author</th><th scope=\"col\">Recorded, UTC</th></tr>"
		"</thead><tbody>\n");
	for (size_t i = count; i > 0; i--)
		document_row(request, &documents[i - 1]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_end(request);
	return 0;
}

static void document_facts(struct sv_request *request, const struct sv_document *document)
{
	char hex[SV_HASH_HEX_MAX];

	sv_html(request, "<dl class=\"facts\">\n");
	sv_layout_fact(request, "Kind", document->kind);
	sv_layout_fact(request, "Author", document->author);
	sv_html(request, "<dt>Recorded</dt><dd>");
	sv_htmlf(request, "%s UTC</dd>\n", instant(request, document->recorded_ms));
	sv_htmlf(request, "<dt>Leaf</dt><dd><code class=\"hash\">%s</code></dd>\n",
		 sv_hash_hex(&document->leaf_hash, hex));
	sv_htmlf(request,
		 "<dt>Proof</dt><dd><a href=\"/record/%" PRId64 "/receipt\">receipt</a>, once a "
		 "checkpoint covers the document</dd>\n</dl>\n",
		 document->index);
}

static size_t count_lines(struct sv_str text)
{
	struct sv_str line;
	size_t count = 0;

	while (sv_str_split(&text, '\n', &line))
		count++;
	return count;
}

/* Where the rest of a long document is. */
static void line_pages(struct sv_request *request, int64_t document, size_t first, size_t lines,
		       const char *label)
{
	if (lines <= LINES_SHOWN)
		return;
	sv_htmlf(request, "<nav class=\"pages\" aria-label=\"%s\">Lines ", label);
	for (size_t from = 1; from <= lines; from += LINES_SHOWN) {
		size_t to = SV_MIN(from + LINES_SHOWN - 1, lines);

		sv_htmlf(request, "<a href=\"/record/%" PRId64 "?row=%zu#L%zu\"%s>%zu-%zu</a> ",
			 document, from, from, from == first ? " aria-current=\"page\"" : "", from,
			 to);
	}
	sv_html(request, "</nav>\n");
}

static void document_lines(struct sv_request *request, const struct sv_document *document)
{
	const char *asked = sv_request_value(request, "row");
	size_t row = asked ? (size_t)strtoull(asked, NULL, 10) : 0;
	size_t lines = count_lines(document->content), number = 0, first;
	struct sv_str rest = document->content, line;

	row = SV_MIN(row, lines);
	first = row ? (row - 1) / LINES_SHOWN * LINES_SHOWN + 1 : 1;
	line_pages(request, document->index, first, lines, "Lines");
	sv_html(request,
		"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Content\">"
		"<table class=\"lines\"><tbody>\n");
	while (sv_str_split(&rest, '\n', &line)) {
		if (++number < first)
			continue;
		if (number >= first + LINES_SHOWN)
			break;
		sv_htmlf(request, "<tr id=\"L%zu\"%s><th scope=\"row\">%zu</th><td>", number,
			 number == row ? " class=\"asked\"" : "", number);
		sv_html_text(&request->out, sv_str_trim(line));
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request, "</tbody></table></div>\n");
	line_pages(request, document->index, first, lines, "Lines, again");
}

static void act_link(struct sv_request *request, const char *before, int64_t act)
{
	sv_htmlf(request, "%s<a href=\"/record/%" PRId64 "\">document %" PRId64 "</a>.", before,
		 act, act);
}

/* What is not there, or not in copies, and the act that says who, when and why. */
static void document_gaps(struct sv_request *request, const struct sv_document *document,
			  int64_t from_copies)
{
	if (document->withheld)
		sv_html(request, "<p class=\"prose\">The content is withheld. Its leaf stays in "
				 "the tree, and every proof still holds.");
	else if (document->has_gaps)
		sv_html(request, "<p class=\"prose\">Lines that may not be shown are empty. The "
				 "leaf stays in the tree, and every proof still holds.");
	if ((document->withheld || document->has_gaps) && document->tombstone >= 0)
		act_link(request, " Who withheld it, when and why: ", document->tombstone);
	if (document->withheld || document->has_gaps)
		sv_html(request, "</p>\n");
	if (from_copies >= 0 && document->tombstone != from_copies) {
		act_link(request,
			 "<p class=\"prose\">Copies made for others leave out some of it, by ",
			 from_copies);
		sv_html(request, "</p>\n");
	}
}

int sv_get_document(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	int64_t index = strtoll(sv_request_value(request, "document"), NULL, 10);
	struct sv_document document;
	const char *title;
	int64_t from_copies;
	int r = sv_app_read(request->app, &request->reader.actor, request->arena, &request->moment,
			    index, &document, err);

	if (r == 0)
		r = sv_app_withheld_from_copies(request->app, request->arena, index,
						request->moment.known_size, &from_copies, err);
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_document_json(&document, from_copies, &json);
		return 0;
	}
	title = sv_arena_printf(request->arena, "Document %" PRId64 ", %s", index, document.name);
	sv_layout_begin(request, title, "Record");
	sv_layout_title(request, "/record", "Record", title);
	document_facts(request, &document);
	document_gaps(request, &document, from_copies);
	if (!document.withheld)
		document_lines(request, &document);
	sv_layout_end(request);
	return 0;
}

static void source_entry(struct sv_request *request, const struct sv_source *source)
{
	bool is_link =
	    strncmp(source->url, "https://", 8) == 0 || strncmp(source->url, "http://", 7) == 0;

	sv_html(request, "<dt id=\"source-");
	sv_text(request, source->id);
	sv_html(request, "\">");
	sv_text(request, source->title);
	sv_html(request, "</dt><dd>");
	sv_textf(request, "%s%s%s", source->publisher, source->date[0] ? ", " : "", source->date);
	if (is_link) {
		sv_html(request, "<br><a class=\"address\" rel=\"noreferrer\" href=\"");
		sv_text(request, source->url);
		sv_html(request, "\">");
		sv_text(request, source->url);
		sv_html(request, "</a>");
	}
	sv_html(request, "<br><span class=\"muted\">");
	sv_textf(request, "%s%s%s ", source->id, source->licence[0] ? "; " : "", source->licence);
	sv_html(request, "</span>");
	sv_origin_link(request, &source->origin);
	sv_html(request, "</dd>\n");
}

int sv_get_sources(struct sv_request *request, struct sv_error *err)
{
	const struct sv_register *reg = request->snapshot->reg;

	(void)err;
	sv_layout_begin(request, "Sources", "Record");
	sv_layout_title(request, "/record", "Record",
			sv_arena_printf(request->arena, "%zu sources", reg->source_count));
	sv_html(request, "<dl class=\"sources\">\n");
	for (size_t i = 0; i < reg->source_count; i++)
		source_entry(request, &reg->sources[i]);
	sv_html(request, "</dl>\n");
	sv_layout_end(request);
	return 0;
}

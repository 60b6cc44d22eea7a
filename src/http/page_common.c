/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "http/pages.h"
#include "rules/pledge.h"

int sv_year_page_open(struct sv_request *request, bool with_series, struct sv_year_page *ret,
		      struct sv_error *err)
{
	int r = sv_app_year(request->app, request->arena, &request->moment, &request->reading,
			    request->year, with_series, &ret->report, err);

	if (r < 0)
		return r;
	request->year = ret->report.year->year_last;
	ret->links = (struct sv_report_links){
	    .query = request->query,
	    .svg_base = sv_layout_drawing_base(request, SV_FORMAT_SVG),
	    .png_base = sv_layout_drawing_base(request, SV_FORMAT_PNG),
	};
	ret->report.links = &ret->links;
	sv_page_init(&ret->page, &ret->report, request->arena, &request->out);
	return 0;
}

int sv_year_review(struct sv_request *request, const struct sv_assessment **ret,
		   struct sv_error *err)
{
	struct sv_year_page year;
	int r = sv_year_page_open(request, false, &year, err);

	if (r >= 0)
		*ret = year.report.year;
	return r;
}

void sv_recalled(struct sv_request *request, const struct sv_origin *origin)
{
	if (origin->confidence == SV_CONFIDENCE_RECALLED)
		sv_html(request, " <span class=\"recalled\">recalled, not verified</span>");
}

void sv_speaks_to_links(struct sv_request *request, const struct sv_pledge_item *const *items,
			size_t count)
{
	if (!count)
		return;
	sv_html(request, count == 1 ? "<p>Speaks to commitment " : "<p>Speaks to commitments ");
	for (size_t i = 0; i < count; i++) {
		sv_html(request, i ? ", " : "");
		sv_layout_link(
		    request, sv_arena_printf(request->arena, "/commitments/%s", items[i]->number),
		    sv_arena_printf(request->arena, "%s, %s", items[i]->number, items[i]->title));
	}
	sv_html(request, ".</p>\n");
}

void sv_interval(struct sv_request *request, int32_t from, int32_t to)
{
	char first[SV_DATE_TEXT_MAX], last[SV_DATE_TEXT_MAX];

	sv_day_text(from, first);
	sv_day_text(to, last);
	if (first[0] && last[0])
		sv_htmlf(request, "%s to %s", first, last);
	else if (first[0])
		sv_htmlf(request, "since %s", first);
	else if (last[0])
		sv_htmlf(request, "until %s", last);
}

void sv_origin_link(struct sv_request *request, const struct sv_origin *origin)
{
	sv_htmlf(request, "<a class=\"origin\" href=\"/record/%" PRId64, origin->doc);
	if (origin->row)
		sv_htmlf(request, "?row=%d#L%d", origin->row, origin->row);
	sv_htmlf(request, "\">%" PRId64 "", origin->doc);
	if (origin->row)
		sv_htmlf(request, ":%d", origin->row);
	sv_html(request, "</a>");
}

const char *sv_in_words(struct sv_request *request, const char *key)
{
	char *words = sv_arena_alloc(request->arena, strlen(key) + 1);

	strcpy(words, key);
	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return words;
}

void sv_source_links(struct sv_request *request, const char *ids)
{
	const struct sv_register *reg = request->snapshot->reg;
	struct sv_str rest = sv_str_from(ids), id;
	bool first = true;

	while (sv_str_split(&rest, ';', &id)) {
		const char *name = sv_arena_str(request->arena, sv_str_trim(id)).ptr;
		int index = sv_register_source(reg, sv_str_from(name));

		sv_html(request, first ? "" : "; ");
		first = false;
		if (index < 0) {
			sv_text(request, name);
			continue;
		}
		sv_html(request, "<a href=\"");
		sv_text(request, sv_request_href(request, "/record/sources", ""));
		sv_html(request, "#source-");
		sv_text(request, name);
		sv_html(request, "\">");
		sv_text(request, reg->sources[index].title);
		sv_html(request, "</a>");
	}
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/date.h"
#include "http/pages.h"

#define YEARS_LOOKED_BACK 10 /* for the last year that public figures decide */

static bool is_decided(const struct sv_assessment *assessment, int year)
{
	for (size_t i = 0; i < assessment->collective_count; i++) {
		const struct sv_rated *rated = &assessment->collective[i].rated;

		if (rated->item >= 0 && rated->year == year && rated->value.known)
			return true;
	}
	return false;
}

/* Figures come one or two years late: a page about a year without any would say nothing. */
static int choose_year(struct sv_request *request, struct sv_error *err)
{
	int last = sv_day_year(request->moment.on) - 1, r;
	struct sv_assessment *assessment;

	if (request->year)
		return 0;
	r = sv_app_review(request->app, request->arena, &request->moment, &request->reading,
			  last - YEARS_LOOKED_BACK + 1, last, &assessment, err);
	if (r < 0)
		return r;
	request->year = last;
	for (int year = last; year > last - YEARS_LOOKED_BACK; year--) {
		if (is_decided(assessment, year)) {
			request->year = year;
			break;
		}
	}
	return 0;
}

int sv_year_review(struct sv_request *request, struct sv_assessment **ret, struct sv_error *err)
{
	int r = choose_year(request, err);

	if (r < 0)
		return r;
	return sv_app_review(request->app, request->arena, &request->moment, &request->reading,
			     request->year, request->year, ret, err);
}

int sv_year_page_open(struct sv_request *request, struct sv_year_page *ret, struct sv_error *err)
{
	int r = choose_year(request, err);

	if (r < 0)
		return r;
	r = sv_app_report(request->app, request->arena, &request->moment, &request->reading,
			  request->year, &ret->report, err);
	if (r < 0)
		return r;
	ret->links = (struct sv_report_links){.query = request->query};
	ret->report.links = &ret->links;
	sv_page_init(&ret->page, &ret->report, request->arena, &request->out);
	return 0;
}

void sv_recalled(struct sv_request *request, const struct sv_origin *origin)
{
	if (origin->confidence == SV_CONFIDENCE_RECALLED)
		sv_html(request, " <span class=\"recalled\">recalled, not verified</span>");
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

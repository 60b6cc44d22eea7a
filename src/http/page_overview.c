/* SPDX-License-Identifier: EUPL-1.2 */
/* The first page: the answer, the map and the grid, what changed, the collective benchmarks. */
#include <string.h>

#include "base/date.h"
#include "chart/palette.h"
#include "http/map.h"
#include "http/pages.h"
#include "report/data.h"

#define DAYS_BACK 365 /* what changed in the register: since a year before the day */

static const struct sv_assessment *series_of(const struct sv_year_page *year)
{
	return year->report.series;
}

/* Ratings that people would call a change: both decided, and not the same. */
static bool has_changed(const struct sv_year_page *year, size_t item, size_t member,
			const struct sv_rated **ret_before, const struct sv_rated **ret_now)
{
	int last = year->page.summary.year;

	*ret_before = sv_assessment_at(series_of(year), last - 1, item, member);
	*ret_now = sv_assessment_at(series_of(year), last, item, member);
	if (year->page.summary.items[item].positions)
		return (*ret_before)->position && (*ret_now)->position &&
		       (*ret_before)->position != (*ret_now)->position;
	return sv_rating_is_decided((*ret_before)->rating) &&
	       sv_rating_is_decided((*ret_now)->rating) &&
	       (*ret_before)->rating != (*ret_now)->rating;
}

static const char *word_of(const struct sv_year_page *year, size_t item,
			   const struct sv_rated *rated)
{
	return year->page.summary.items[item].positions ? sv_position_title(rated->position)
							: sv_rating_title(rated->rating);
}

static size_t changes_of(struct sv_request *request, const struct sv_year_page *year, size_t item)
{
	const struct sv_assessment *assessment = year->report.year;
	const struct sv_rated *before, *now;
	size_t count = 0;

	for (size_t m = 0; m < assessment->member_count; m++) {
		if (!has_changed(year, item, m, &before, &now))
			continue;
		if (!count++) {
			sv_html(request, "<li><a href=\"");
			sv_text(request,
				sv_page_href(&year->page, assessment->items[item].number, NULL));
			sv_html(request, "\">");
			sv_textf(request, "%s %s", assessment->items[item].number,
				 assessment->items[item].title);
			sv_html(request, "</a><ul>\n");
		}
		sv_html(request, "<li><a href=\"");
		sv_text(request, sv_page_href(&year->page, assessment->items[item].number,
					      assessment->members[m]));
		sv_html(request, "\">");
		sv_text(request, assessment->member_names[m]);
		sv_html(request, "</a>: ");
		sv_textf(request, "%s, after %s", word_of(year, item, now),
			 word_of(year, item, before));
		sv_html(request, "</li>\n");
	}
	if (count)
		sv_html(request, "</ul></li>\n");
	return count;
}

/* Who joined or left, which projects came or went, in the year before the day. */
static size_t register_changes(struct sv_request *request)
{
	const struct sv_register *reg = request->snapshot->reg;
	int32_t on = request->moment.on, since = on - DAYS_BACK;
	size_t count = 0, adopted = 0, closed = 0;
	char day[32];

	for (size_t i = 0; i < reg->membership_count; i++) {
		const struct sv_membership *m = &reg->memberships[i];

		if (m->from > since && m->from <= on && ++count)
			sv_htmlf(request, "<li>%s takes part since %s</li>\n",
				 reg->states[m->state].name, sv_day_prose(m->from, day));
		if (m->to > since && m->to <= on && ++count)
			sv_htmlf(request, "<li>%s left on %s</li>\n", reg->states[m->state].name,
				 sv_day_prose(m->to, day));
	}
	for (size_t i = 0; i < reg->project_count; i++) {
		adopted += reg->projects[i].adopted > since && reg->projects[i].adopted <= on;
		closed += reg->projects[i].closed > since && reg->projects[i].closed <= on;
	}
	if (adopted || closed) {
		sv_html(request, "<li>");
		sv_layout_link(request, "/projects", "Projects");
		sv_textf(request, ": %zu adopted, %zu closed</li>", adopted, closed);
	}
	return count + adopted + closed;
}

static void changes(struct sv_request *request, const struct sv_year_page *year)
{
	size_t count = 0;

	sv_layout_part(request, "changes", "What changed");
	if (series_of(year)->year_first < year->page.summary.year) {
		sv_htmlf(request,
			 "<h3>Ratings of %d that differ from %d</h3>\n<ul class=\"changes\">\n",
			 year->page.summary.year, year->page.summary.year - 1);
		for (size_t i = 0; i < year->report.year->item_count; i++)
			count += changes_of(request, year, i);
		sv_html(request, "</ul>\n");
		if (!count)
			sv_html(request,
				"<p>No rating that rests on evidence in both years.</p>\n");
	}
	sv_html(request, "<h3>Members and projects, in the year before the day</h3>\n<ul>\n");
	count = register_changes(request);
	sv_html(request, "</ul>\n");
	if (!count)
		sv_html(request, "<p>Nobody joined or left, no project came or went.</p>\n");
	sv_layout_part_end(request);
}

static void title(struct sv_request *request, const struct sv_year_page *year)
{
	sv_html(request, "<header class=\"title\">\n<p class=\"over\">");
	sv_text(request, year->report.year->set_title);
	sv_htmlf(request, "</p>\n<h1>What the record says for %d</h1>\n</header>\n", request->year);
}

static void benchmarks(struct sv_request *request, const struct sv_year_page *year)
{
	sv_layout_part(request, "benchmarks", "Collective benchmarks");
	sv_page_benchmarks(&year->page);
	sv_layout_part_end(request);
}

static void grid(struct sv_request *request, const struct sv_year_page *year)
{
	sv_layout_part(request, "grid", "The grid");
	sv_page_grid(&year->page);
	sv_layout_part_end(request);
}

static int overview_data(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_review review = {.arena = request->arena, .member = -1};
	const struct sv_assessment *assessment;
	int r = sv_year_review(request, &assessment, err);

	if (r < 0)
		return r;
	review.assessment = assessment;
	if (request->call.format == SV_FORMAT_JSON)
		sv_review_json(&review, &json);
	else
		sv_review_csv(&review, &request->out);
	return 0;
}

int sv_get_overview(struct sv_request *request, struct sv_error *err)
{
	struct sv_year_page year;
	int r;

	if (request->call.format != SV_FORMAT_HTML)
		return overview_data(request, err);
	r = sv_year_page_open(request, true, &year, err);
	if (r < 0)
		return r;
	sv_layout_begin(request, "Overview", "Overview");
	sv_palette_symbols(&request->out);
	title(request, &year);
	sv_page_answer(&year.page);
	if (!sv_page_is_empty(&year.page)) {
		sv_map_section(request, &year);
		grid(request, &year);
		changes(request, &year);
		benchmarks(request, &year);
	}
	sv_layout_end(request);
	return 0;
}

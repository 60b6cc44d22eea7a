/* SPDX-License-Identifier: EUPL-1.2 */
/* The plans of a cycle: where each stands, when it is due; and the days of the cycle. */
#include <stdlib.h>
#include <string.h>

#include "app/plan_desk.h"
#include "base/date.h"
#include "http/pages.h"
#include "http/plan_page.h"
#include "report/data_plan.h"

const char *sv_plan_path(struct sv_request *request, const char *state, int year, const char *more)
{
	return sv_arena_printf(request->arena, "/plans/%s/%d%s", state, year, more);
}

static int cycle_of(const struct sv_request *request)
{
	const char *text = sv_request_value(request, "cycle");

	return text ? atoi(text) : sv_day_year(request->moment.on);
}

/* "31 January 2026, in 12 days", with what came of it. */
void sv_plan_due_text(struct sv_request *request, const struct sv_plan_standing *row)
{
	const struct sv_plan_life *life = row->life;
	int32_t submitted = life ? life->submitted_on : SV_DAY_NONE;
	int left = (int)(row->due - request->moment.on);
	char day[32];

	if (row->due == SV_DAY_NONE) {
		sv_html(request, "<span class=\"muted\">no day is set</span>");
		return;
	}
	sv_htmlf(request, "<span class=\"day\">%s</span>", sv_day_prose(row->due, day));
	if (row->days_late)
		sv_htmlf(request, " <b class=\"late\">%d day%s late</b>", row->days_late,
			 row->days_late == 1 ? "" : "s");
	else if (submitted == SV_DAY_NONE && left >= 0 && left <= 60)
		sv_htmlf(request, " <span class=\"muted\">%s %d day%s</span>",
			 left ? "in" : "today,", left, left == 1 ? "" : "s");
}

static void plan_row(struct sv_request *request, const struct sv_plan_standing *row, int year,
		     const char *name)
{
	char day[SV_DATE_TEXT_MAX];

	sv_html(request, "<tr><th scope=\"row\">");
	sv_layout_link(request, sv_plan_path(request, row->state, year, ""), name);
	sv_html(request, "</th><td>");
	sv_plan_stage_mark(request, row->life ? row->life->status : SV_PLAN_NONE);
	sv_html(request, "</td><td data-label=\"due\">");
	sv_plan_due_text(request, row);
	sv_html(request, "</td>");
	if (row->life && row->life->submitted_on != SV_DAY_NONE)
		sv_htmlf(request, "<td data-label=\"submitted\">%s</td>",
			 sv_day_text(row->life->submitted_on, day));
	else
		sv_html(request, "<td></td>");
	sv_html(request, "<td>");
	sv_text(request, row->life ? row->life->note : "");
	sv_html(request, "</td></tr>\n");
}

/* What is due in the cycle, and for the calendar of whoever has to do it. */
static void steps_part(struct sv_request *request, const struct sv_plan_step *steps, size_t count,
		       int year)
{
	char day[32];

	sv_layout_part(request, "days", "The days of the cycle");
	sv_html(request, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < count; i++) {
		if (year < steps[i].cycle_from || year > steps[i].cycle_to)
			continue;
		sv_html(request, "<dt>");
		sv_text(request, steps[i].title);
		sv_htmlf(request, "</dt><dd>%s",
			 sv_day_prose(sv_day_from_civil(year, steps[i].month, steps[i].day), day));
		if (steps[i].confidence == SV_CONFIDENCE_RECALLED)
			sv_html(request, " <span class=\"recalled\">recalled, not verified</span>");
		sv_html(request, "<span class=\"under\">");
		sv_text(request, steps[i].note);
		sv_html(request, "</span></dd>\n");
	}
	sv_htmlf(request,
		 "</dl>\n<p><a href=\"/plans/deadlines.ics?cycle=%d\">These days for a calendar"
		 "</a></p>\n",
		 year);
	sv_layout_part_end(request);
}

static void cycle_links(struct sv_request *request, int year)
{
	sv_html(request, "<nav class=\"pages\" aria-label=\"Cycles\">Cycle ");
	for (int other = year - 2; other <= year + 2; other++)
		sv_htmlf(request, "<a href=\"%s\"%s>%d</a> ",
			 sv_request_href(request, "/plans",
					 sv_arena_printf(request->arena, "cycle=%d", other)),
			 other == year ? " aria-current=\"page\"" : "", other);
	sv_html(request, "</nav>\n");
}

static void lead(struct sv_request *request, const struct sv_plan_standing *rows, size_t count)
{
	size_t submitted = 0, accepted = 0, late = 0;

	for (size_t i = 0; i < count; i++) {
		enum sv_plan_stage stage = rows[i].life ? rows[i].life->status : SV_PLAN_NONE;

		submitted += rows[i].life && rows[i].life->submitted_on != SV_DAY_NONE;
		accepted += stage == SV_PLAN_ACCEPTED;
		late += rows[i].days_late > 0;
	}
	sv_htmlf(request,
		 "<p class=\"lead\">Of %zu plan%s, %zu %s been submitted and %zu accepted; %zu %s "
		 "late.</p>\n",
		 count, count == 1 ? "" : "s", submitted, submitted == 1 ? "has" : "have", accepted,
		 late, late == 1 ? "is" : "are");
}

/* The desk of a state: this cycle's plan with those around it. */
static int own_rows(struct sv_request *request, int year, struct sv_error *err)
{
	for (int other = year + 1; other >= year - 2; other--) {
		const struct sv_plan_step *steps;
		struct sv_plan_standing *rows;
		size_t count, step_count;
		int r = sv_app_plan_desks(request->app, &request->reader.actor, request->arena,
					  &request->moment, other, &rows, &count, &steps,
					  &step_count, err);

		if (r < 0)
			return r;
		for (size_t i = 0; i < count; i++)
			plan_row(request, &rows[i], other,
				 sv_arena_printf(request->arena, "Plan for %d", other));
	}
	return 0;
}

int sv_get_plans(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_plan_step *steps;
	struct sv_plan_standing *rows;
	size_t count, step_count;
	int year = cycle_of(request);
	const char *own;
	int r = sv_app_plan_desks(request->app, &request->reader.actor, request->arena,
				  &request->moment, year, &rows, &count, &steps, &step_count, err);

	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_plan_status_json(rows, count, year, request->moment.on, &json);
		return 0;
	}
	if (request->call.format == SV_FORMAT_CSV) {
		sv_plan_status_csv(rows, count, &request->out);
		return 0;
	}
	(void)sv_plan_desk_of(&request->reader.actor, &own);
	sv_layout_begin(request, "Plans", "Plans");
	sv_html(request, "<header class=\"title\"><h1>");
	if (own)
		sv_textf(request, "Plans of %s", count ? rows[0].name : own);
	else
		sv_htmlf(request, "Plans for %d", year);
	sv_html(request, "</h1></header>\n");
	if (!own)
		lead(request, rows, count);
	cycle_links(request, year);
	sv_htmlf(
	    request,
	    "<table class=\"list plans\"%s><thead><tr><th scope=\"col\">Plan</th><th "
	    "scope=\"col\">Stands</th><th scope=\"col\">Due</th>"
	    "<th scope=\"col\">Submitted</th><th scope=\"col\">Note</th></tr></thead><tbody>\n",
	    own ? "" : " data-filter=\"plans\"");
	for (size_t i = 0; !own && i < count; i++)
		plan_row(request, &rows[i], year, rows[i].name);
	r = own ? own_rows(request, year, err) : 0;
	if (r < 0)
		return r;
	sv_html(request, "</tbody></table>\n");
	steps_part(request, steps, step_count, year);
	sv_layout_end(request);
	return 0;
}

int sv_get_deadlines(struct sv_request *request, struct sv_error *err)
{
	const struct sv_plan_step *steps;
	struct sv_plan_standing *rows;
	size_t count, step_count;
	int year = cycle_of(request);
	int r = sv_app_plan_desks(request->app, &request->reader.actor, request->arena,
				  &request->moment, year, &rows, &count, &steps, &step_count, err);

	if (r < 0)
		return r;
	request->content_type = "text/calendar; charset=utf-8";
	request->filename = sv_arena_printf(request->arena, "plans-%d.ics", year);
	sv_plan_status_ics(rows, count, steps, step_count, year, request->arena, &request->out);
	return 0;
}

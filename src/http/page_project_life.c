/* SPDX-License-Identifier: EUPL-1.2 */
/* What a project's coordinators reported: phase, milestones, slips with their reasons. */
#include <inttypes.h>
#include <string.h>

#include "app/project.h"
#include "base/date.h"
#include "http/pages.h"

static void day_cell(struct sv_request *request, int32_t day)
{
	char text[SV_DATE_TEXT_MAX];

	sv_htmlf(request, "<td>%s</td>", sv_day_text(day, text));
}

static void slips(struct sv_request *request, const struct sv_milestone *milestone)
{
	char from[SV_DATE_TEXT_MAX], to[SV_DATE_TEXT_MAX];

	for (size_t i = 0; i < milestone->slip_count; i++) {
		const struct sv_slip *slip = &milestone->slips[i];

		sv_htmlf(request, "<p class=\"promise\">slipped from %s to %s: ",
			 sv_day_text(slip->from, from), sv_day_text(slip->to, to));
		sv_text(request, slip->reason);
		sv_html(request, slip->note[0] ? ", " : "");
		sv_text(request, slip->note);
		sv_htmlf(request,
			 " <a class=\"origin\" href=\"/record/%" PRId64 "\">%" PRId64 "</a></p>",
			 slip->doc, slip->doc);
	}
}

static void milestone_row(struct sv_request *request, const struct sv_milestone *milestone)
{
	bool late = sv_milestone_is_late(milestone, request->moment.on);

	sv_html(request, "<tr><th scope=\"row\">");
	sv_text(request, milestone->title[0] ? milestone->title : milestone->id);
	slips(request, milestone);
	sv_html(request, "</th>");
	day_cell(request, milestone->baseline);
	day_cell(request, milestone->expected);
	day_cell(request, milestone->reached);
	if (late)
		sv_htmlf(request, "<td>%d days late</td>",
			 sv_milestone_days_late(milestone, request->moment.on));
	else
		sv_html(request, milestone->reached == SV_DAY_NONE ? "<td>on time</td>"
								   : "<td>reached</td>");
	sv_htmlf(request,
		 "<td><a class=\"origin\" href=\"/record/%" PRId64 "\">%" PRId64 "</a></td></tr>\n",
		 milestone->doc, milestone->doc);
}

static void phase(struct sv_request *request, const struct sv_project_life *life)
{
	char day[32];

	sv_html(request, "<dl class=\"facts\">\n");
	if (life->phase[0])
		sv_layout_fact(request, "Phase",
			       sv_arena_printf(request->arena, "%s, since %s", life->phase,
					       sv_day_prose(life->phase_since, day)));
	if (life->last_report != SV_DAY_NONE)
		sv_layout_fact(request, "Last report", sv_day_prose(life->last_report, day));
	if (life->closing)
		sv_layout_fact(request, "Closing", life->close_reason);
	sv_html(request, "</dl>\n");
}

int sv_project_life_section(struct sv_request *request, const char *id, struct sv_error *err)
{
	struct sv_project_life *lives, *life;
	size_t count;
	int r = sv_app_project_lives(request->app, request->arena, &request->moment, &lives, &count,
				     err);

	if (r < 0)
		return r;
	life = sv_project_life_find(lives, count, id);
	if (!life)
		return 0;
	sv_layout_part(request, "life", "What was reported");
	phase(request, life);
	if (life->milestone_count)
		sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Milestone</th>"
				 "<th scope=\"col\">First due</th><th scope=\"col\">Expected</th>"
				 "<th scope=\"col\">Reached</th><th scope=\"col\">Stands</th><th "
				 "scope=\"col\">Document</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < life->milestone_count; i++)
		milestone_row(request, &life->milestones[i]);
	sv_html(request, life->milestone_count ? "</tbody></table>\n" : "");
	sv_layout_part_end(request);
	return 0;
}

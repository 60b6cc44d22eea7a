/* SPDX-License-Identifier: EUPL-1.2 */
/* Third states at the door of a project: what was asked, and each case beside its conditions. */
#include <string.h>

#include "app/request.h"
#include "base/date.h"
#include "http/pages.h"
#include "report/data.h"

/* Empty for a day that is not on record, so that no name stands there without one. */
static void day_cell(struct sv_request *request, const char *name, int32_t day)
{
	char text[SV_DATE_TEXT_MAX];

	sv_day_text(day, text);
	if (text[0])
		sv_htmlf(request, "<td data-label=\"%s\">%s</td>", name, text);
	else
		sv_html(request, "<td></td>");
}

static const char *case_path(struct sv_request *request, const struct sv_third_state_request *asked)
{
	const struct sv_register *reg = request->snapshot->reg;

	return sv_arena_printf(request->arena, "/requests/%s/%s", reg->states[asked->state].code,
			       reg->projects[asked->project].id);
}

static void request_row(struct sv_request *request, const struct sv_third_state_request *asked)
{
	const struct sv_register *reg = request->snapshot->reg;

	sv_html(request, "<tr><th scope=\"row\">");
	sv_layout_link(request, case_path(request, asked), reg->states[asked->state].name);
	sv_html(request, "</th><td>");
	sv_layout_link(
	    request,
	    sv_arena_printf(request->arena, "/projects/%s", reg->projects[asked->project].id),
	    reg->projects[asked->project].name);
	sv_html(request, "</td>");
	day_cell(request, "Asked", asked->requested);
	day_cell(request, "Decided", asked->decided);
	day_cell(request, "Takes part", asked->participating);
	sv_html(request, "<td data-label=\"Outcome\">");
	sv_text(request, sv_in_words(request, asked->outcome));
	sv_recalled(request, &asked->origin);
	sv_html(request, "</td><td>");
	sv_origin_link(request, &asked->origin);
	sv_html(request, "</td></tr>\n");
}

/* Any third state beside any project of the day. */
static void case_form(struct sv_request *request)
{
	const struct sv_register *reg = request->snapshot->reg;
	const char *on = sv_request_value(request, "on");

	sv_html(request, "<form class=\"line\" method=\"get\" action=\"/requests/case\">\n<label>"
			 "What the record says of <select name=\"state\">");
	for (size_t i = 0; i < reg->state_count; i++) {
		if (sv_register_is_member(reg, (int)i, request->moment.on))
			continue;
		sv_htmlf(request, "<option value=\"%s\">", reg->states[i].code);
		sv_text(request, reg->states[i].name);
		sv_html(request, "</option>");
	}
	sv_html(request, "</select></label> <label>in <select name=\"project\">");
	for (size_t i = 0; i < reg->project_count; i++) {
		if (!sv_project_is_listed(&reg->projects[i], request->moment.on))
			continue;
		sv_htmlf(request, "<option value=\"%s\">", reg->projects[i].id);
		sv_text(request, reg->projects[i].name);
		sv_html(request, "</option>");
	}
	sv_html(request, "</select></label>\n");
	if (on)
		sv_htmlf(request, "<input type=\"hidden\" name=\"on\" value=\"%s\">\n", on);
	sv_html(request, "<button>Show</button></form>\n");
}

int sv_get_requests(struct sv_request *request, struct sv_error *err)
{
	const struct sv_register *reg = request->snapshot->reg;
	struct sv_json json = SV_JSON_INIT(&request->out);

	(void)err;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_requests_json(reg, request->moment.on, &json);
		return 0;
	}
	sv_layout_begin(request, "Requests", "Requests");
	sv_htmlf(request,
		 "<header class=\"title\"><h1>%zu request%s of third states</h1></header>\n",
		 reg->third_state_request_count, reg->third_state_request_count == 1 ? "" : "s");
	case_form(request);
	sv_html(request, "<table class=\"list\" data-filter=\"requests\"><thead><tr><th "
			 "scope=\"col\">State</th><th scope=\"col\">Project</th><th scope=\"col\">"
			 "Asked</th><th scope=\"col\">Decided</th><th scope=\"col\">Takes part</th>"
			 "<th scope=\"col\">Outcome</th><th scope=\"col\">Row</th></tr></thead>"
			 "<tbody>\n");
	for (size_t i = 0; i < reg->third_state_request_count; i++)
		request_row(request, &reg->third_state_requests[i]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_end(request);
	return 0;
}

/* The form above names state and project in its query; the page has them in its path. */
int sv_get_request_case(struct sv_request *request, struct sv_error *err)
{
	(void)err;
	return sv_request_redirect(
	    request, sv_request_href(request,
				     sv_arena_printf(request->arena, "/requests/%s/%s",
						     sv_request_value(request, "state"),
						     sv_request_value(request, "project")),
				     ""));
}

static void condition_row(struct sv_request *request, const struct sv_condition_result *condition)
{
	static const char *const marks[] = {
	    [SV_CONDITION_FAILS] = "\xe2\x9c\x95",
	    [SV_CONDITION_PASSES] = "\xe2\x97\x8f",
	    [SV_CONDITION_JUDGED] = "\xe2\x97\x86",
	    [SV_CONDITION_NOT_APPLICABLE] = "\xe2\x80\x93",
	    [SV_CONDITION_NO_EVIDENCE] = "\xe2\x97\x8b",
	};

	sv_html(request, "<tr><td class=\"number\">");
	sv_text(request, condition->item->number);
	sv_html(request, "</td><th scope=\"row\">");
	sv_text(request, condition->item->title);
	sv_html(request, "<p class=\"promise\">");
	sv_text(request, condition->item->basis);
	sv_htmlf(request, "</p></th><td class=\"rating\"><span aria-hidden=\"true\">%s</span> ",
		 marks[condition->status]);
	sv_text(request, sv_condition_status_title(condition->status));
	sv_html(request, "</td><td>");
	sv_text(request, condition->why);
	for (size_t i = 0; i < condition->ref_count; i++) {
		sv_html(request, " ");
		sv_origin_link(request, &condition->refs[i].origin);
	}
	sv_html(request, "</td></tr>\n");
}

static void conditions(struct sv_request *request, const struct sv_request_assessment *assessment)
{
	if (!assessment->condition_count)
		return;
	sv_layout_part(request, "conditions", "The conditions in force");
	sv_html(
	    request,
	    "<table class=\"list conditions\"><thead><tr><th scope=\"col\" "
	    "class=\"number\">No.</th><th "
	    "scope=\"col\">Condition</th><th scope=\"col\">On record</th><th scope=\"col\">Why, "
	    "and the rows</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < assessment->condition_count; i++)
		condition_row(request, &assessment->conditions[i]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

static void path(struct sv_request *request, const struct sv_request_assessment *assessment)
{
	if (!assessment->path_count)
		return;
	sv_layout_part(request, "path", "The steps to a decision");
	sv_html(request, "<ol class=\"steps\">\n");
	for (size_t i = 0; i < assessment->path_count; i++) {
		const struct sv_request_step *step = &assessment->path[i];

		sv_html(request, "<li><b>");
		sv_text(request, step->who);
		sv_html(request, "</b> ");
		sv_text(request, step->step->text);
		if (step->voters)
			sv_htmlf(request, " <span class=\"muted\">%zu vote%s</span>", step->voters,
				 step->step->unanimous ? ", unanimity" : "");
		sv_html(request, "</li>\n");
	}
	sv_html(request, "</ol>\n");
	sv_layout_part_end(request);
}

static void clock_line(struct sv_request *request, const struct sv_clock_step *clock)
{
	char day[32];
	const char *comma = "";

	for (int i = 0; i < SV_CLOCK_STEPS && clock[i].step; i++) {
		if (clock[i].on == SV_DAY_NONE)
			continue;
		sv_htmlf(request, "%s%s %s%s", comma, clock[i].step,
			 strcmp(clock[i].precision, "by") == 0 ? "by " : "",
			 sv_day_prose(clock[i].on, day));
		if (clock[i].days >= 0)
			sv_htmlf(request, " (%s%d days later)",
				 strcmp(clock[i - 1].precision, "by") == 0 ? "at least " : "",
				 clock[i].days);
		comma = ", ";
	}
}

static void precedents(struct sv_request *request, const struct sv_request_assessment *assessment)
{
	const struct sv_register *reg = request->snapshot->reg;

	if (!assessment->precedent_count)
		return;
	sv_layout_part(request, "precedents", "Earlier requests");
	sv_html(request, "<ul class=\"changes\">\n");
	for (size_t i = 0; i < assessment->precedent_count; i++) {
		const struct sv_precedent *precedent = &assessment->precedents[i];

		sv_html(request, "<li>");
		sv_layout_link(request, case_path(request, precedent->request),
			       sv_arena_printf(request->arena, "%s, %s",
					       reg->states[precedent->request->state].name,
					       reg->projects[precedent->request->project].name));
		sv_textf(request, ": %s. ", precedent->request->outcome);
		clock_line(request, precedent->clock);
		sv_html(request, "<ul>");
		for (size_t k = 0; k < precedent->share_count; k++) {
			sv_html(request, "<li>alike: ");
			sv_text(request, precedent->shares[k]);
			sv_html(request, "</li>");
		}
		for (size_t k = 0; k < precedent->differ_count; k++) {
			sv_html(request, "<li>not alike: ");
			sv_text(request, precedent->differs[k]);
			sv_html(request, "</li>");
		}
		sv_html(request, "</ul></li>\n");
	}
	sv_html(request, "</ul>\n");
	sv_layout_part_end(request);
}

int sv_get_request(struct sv_request *request, struct sv_error *err)
{
	const struct sv_register *reg = request->snapshot->reg;
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_request_assessment assessment;
	const char *title;
	int r = sv_app_request_assess(request->app, request->arena, &request->moment,
				      &request->reading, sv_request_value(request, "state"),
				      sv_request_value(request, "project"), &assessment, err);

	if (r == SV_EREFUSED)
		return sv_fail(err, SV_ENOTFOUND, "%s",
			       sv_arena_cstr(request->arena, err->message));
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_request_json(&assessment, request->moment.known_size, &json);
		return 0;
	}
	title =
	    sv_arena_printf(request->arena, "%s in %s", reg->states[assessment.input.state].name,
			    reg->projects[assessment.input.project].name);
	sv_layout_begin(request, title, "Requests");
	sv_layout_title(request, "/requests", "Requests", title);
	sv_html(request, "<p class=\"lead\">");
	sv_text(request, assessment.why);
	sv_html(request, "</p>\n");
	if (assessment.request) {
		sv_html(request, "<p class=\"prose\">The clock of this request: ");
		clock_line(request, assessment.clock);
		sv_html(request, ".</p>\n");
	}
	conditions(request, &assessment);
	path(request, &assessment);
	precedents(request, &assessment);
	sv_layout_end(request);
	return 0;
}

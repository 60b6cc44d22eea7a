/* SPDX-License-Identifier: EUPL-1.2 */
/* What the check of a plan found, at its cells, as a table that a person works through. */
#include <string.h>

#include "chart/palette.h"
#include "domain/plan_words.h"
#include "http/pages.h"
#include "http/plan_page.h"
#include "report/data_plan.h"

const char *sv_plan_value_path(struct sv_request *request, const char *state, int year,
			       const char *pointer)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;

	sv_buf_printf(&out, "/plans/%s/%d/value?at=", state, year);
	for (; *pointer; pointer++)
		if (*pointer == '/' || *pointer == '.' || *pointer == '_' || *pointer == '-' ||
		    (*pointer >= '0' && *pointer <= '9') || (*pointer >= 'A' && *pointer <= 'Z') ||
		    (*pointer >= 'a' && *pointer <= 'z'))
			sv_buf_char(&out, *pointer);
		else
			sv_buf_printf(&out, "%%%02X", (unsigned char)*pointer);
	return sv_arena_str(request->arena, sv_buf_view(&out)).ptr;
}

static const char *counted(struct sv_request *request, size_t count, const char *what)
{
	return sv_arena_printf(request->arena, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

void sv_plan_findings_lead(struct sv_request *request, const struct sv_plan_report *report)
{
	const struct sv_plan_checked *checked = &report->checked;
	size_t wrong = checked->blockers + checked->errors;

	sv_html(request, "<p class=\"lead\">");
	if (report->plan->exercise)
		sv_html(request, "<b>An exercise, made up.</b> ");
	if (checked->may_be_submitted && !checked->confirmed)
		sv_html(request, "Nothing stands in the way of this plan.");
	else if (checked->may_be_submitted)
		sv_textf(request, "Nothing stands in the way of this plan; %s with a reason.",
			 counted(request, checked->confirmed, "warning was confirmed"));
	else
		sv_textf(request,
			 "%s and %s stand in the way: correct what is wrong, and confirm with a "
			 "reason, on the sheet 'Confirmations', what stands.",
			 counted(request, wrong, "error"),
			 counted(request, checked->warnings, "warning"));
	sv_html(request, "</p>\n");
}

void sv_plan_unread_note(struct sv_request *request, const struct sv_plan_version *version,
			 const struct sv_plan_report *report)
{
	const struct sv_plan_checked *checked = &report->checked;

	if (version->errors == (int)(checked->blockers + checked->errors) &&
	    version->warnings == (int)checked->warnings)
		return;
	sv_html(request, "<p class=\"prose\">When it was handed in, its file had ");
	sv_textf(request, "%s and %s", counted(request, (size_t)version->errors, "error"),
		 counted(request, (size_t)version->warnings, "warning"));
	sv_html(request, ". A value that cannot be read is not recorded, and the record may have "
			 "moved since.</p>\n");
}

/* "Finance!C7" as sheet and cell; a value of the record, as a link to its page. */
static void place_cell(struct sv_request *request, const struct sv_plan_report *report,
		       const struct sv_finding *finding, const char *state, int year)
{
	const char *pointer = sv_plan_pointer_at(request->arena, report->plan, finding->place);
	bool is_cell = finding->place[0] && finding->place[0] != '/';

	sv_html(request, "<td class=\"place\">");
	if (is_cell) {
		sv_html(request, "<code>");
		sv_text(request, finding->place);
		sv_html(request, "</code>");
		sv_html(request, pointer ? "<br>" : "");
	}
	if (pointer && !is_cell)
		sv_htmlf(request, "<a href=\"%s\">",
			 sv_plan_value_path(request, state, year, pointer));
	if (pointer)
		sv_text(request, sv_plan_words(request->arena, report->plan->context, pointer));
	else if (!is_cell)
		sv_text(request, finding->place[0] ? finding->place : "the whole plan");
	sv_html(request, pointer && !is_cell ? "</a></td>" : "</td>");
}

static void finding_row(struct sv_request *request, const struct sv_plan_report *report,
			const struct sv_finding *finding, const char *state, int year)
{
	static const char *const marks[] = {
	    [SV_INFORMATION] = "\xe2\x97\x8b",
	    [SV_WARNING] = "\xe2\x96\xb3",
	    [SV_ERROR] = "\xe2\x9c\x95",
	    [SV_BLOCKER] = "\xe2\x96\xa0",
	};
	const char *name = sv_severity_name(finding->severity);

	sv_htmlf(request,
		 "<tr class=\"f-%s\"><td class=\"severity\"><span aria-hidden=\"true\">%s</span> "
		 "%s</td>",
		 name, marks[finding->severity], name);
	place_cell(request, report, finding, state, year);
	sv_html(request, "<td>");
	sv_text(request, finding->message);
	if (finding->repair[0]) {
		sv_html(request, "<p class=\"repair\">");
		sv_text(request, finding->repair);
		sv_html(request, "</p>");
	}
	sv_html(request, "</td><td class=\"basis\">");
	sv_text(request, finding->basis);
	sv_html(request, "</td><td class=\"rule\"><code>");
	sv_text(request, finding->rule);
	sv_html(request, "</code></td></tr>\n");
}

void sv_plan_findings_table(struct sv_request *request, const struct sv_plan_report *report,
			    const char *state, int year)
{
	if (!report->findings->count)
		return;
	sv_html(request,
		"<table class=\"list findings\" data-filter=\"findings\"><thead><tr><th "
		"scope=\"col\">Says</th><th scope=\"col\">Where</th><th scope=\"col\">What, and "
		"how to repair it</th><th scope=\"col\">Basis</th><th scope=\"col\">Rule</th></tr>"
		"</thead><tbody>\n");
	/* What stands in the way comes first. */
	for (int severity = SV_BLOCKER; severity >= SV_INFORMATION; severity--)
		for (size_t i = 0; i < report->findings->count; i++)
			if ((int)report->findings->items[i].severity == severity)
				finding_row(request, report, &report->findings->items[i], state,
					    year);
	sv_html(request, "</tbody></table>\n");
	if (report->findings->dropped)
		sv_htmlf(request, "<p class=\"muted\">And %zu more.</p>\n",
			 report->findings->dropped);
}

void sv_plan_ratings_part(struct sv_request *request, const struct sv_plan_report *report)
{
	const struct sv_assessment *assessment = report->checked.assessment;
	int member = sv_plan_member(report->plan, &report->checked);
	char symbol[24];

	if (member < 0)
		return;
	sv_palette_symbols(&request->out);
	sv_layout_part(request, "ratings", "How it would be assessed");
	sv_htmlf(
	    request,
	    "<p class=\"prose\">As the record and this plan stand, %d would be assessed so."
	    "</p>\n<table class=\"list\"><thead><tr><th scope=\"col\" class=\"number\">No.</th>"
	    "<th scope=\"col\">Commitment</th><th scope=\"col\">Rating</th><th scope=\"col\">"
	    "Why</th></tr></thead><tbody>\n",
	    assessment->year_first);
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_rated *rated =
		    sv_assessment_at(assessment, assessment->year_first, i, (size_t)member);

		sv_html(request, "<tr><td class=\"number\">");
		sv_text(request, assessment->items[i].number);
		sv_html(request, "</td><th scope=\"row\">");
		sv_text(request, assessment->items[i].title);
		sv_html(request, "</th><td class=\"rating\">");
		sv_palette_key(&request->out, rated->position
						  ? sv_palette_position_symbol(rated->position)
						  : sv_palette_symbol(rated->rating, symbol));
		sv_html(request, " ");
		sv_text(request, rated->position ? sv_position_title(rated->position)
						 : sv_rating_title(rated->rating));
		sv_html(request, "</td><td>");
		sv_text(request, rated->reason);
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* A draft value by value, each with what was found there; one value through all drafts; what
 * changed from one draft to another. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/plan_words.h"
#include "http/form.h"
#include "http/pages.h"
#include "http/plan_page.h"
#include "report/data_plan.h"

/* A draft on its way to the page. */
struct shown {
	struct sv_request *request;
	const struct sv_plan_desk *desk;
	const struct sv_plan_report *report;
};

static const char *value_text(const struct shown *shown, const struct sv_plan_cell *cell)
{
	return sv_plan_value_words(shown->request->arena, shown->report->plan->context, cell);
}

/* Worst severity of the findings at a place; -1: none. */
static int severity_at(const struct shown *shown, const char *pointer)
{
	int worst = -1;

	for (size_t i = 0; i < shown->report->findings->count; i++) {
		const struct sv_finding *finding = &shown->report->findings->items[i];

		if (strcmp(finding->place, pointer) == 0 && (int)finding->severity > worst)
			worst = (int)finding->severity;
	}
	return worst;
}

static void messages_at(const struct shown *shown, const char *pointer)
{
	for (size_t i = 0; i < shown->report->findings->count; i++) {
		const struct sv_finding *finding = &shown->report->findings->items[i];

		if (strcmp(finding->place, pointer) != 0)
			continue;
		sv_htmlf(shown->request, "<p class=\"at f-%s\"><b>%s</b> ",
			 sv_severity_name(finding->severity), sv_severity_name(finding->severity));
		sv_text(shown->request, finding->message);
		sv_html(shown->request, finding->repair[0] ? "; " : "");
		sv_text(shown->request, finding->repair);
		sv_html(shown->request, "</p>");
	}
}

static size_t comments_at(const struct shown *shown, const char *pointer)
{
	size_t count = 0;

	for (size_t i = 0; i < shown->desk->act_count; i++)
		if (strcmp(sv_plan_note_of(shown->request->arena, shown->desk->acts[i], "").cell,
			   pointer) == 0)
			count++;
	return count;
}

/* The value as a link to its page, marked when something was found or said there. */
static void value_link(const struct shown *shown, const char *pointer, const char *text)
{
	struct sv_request *request = shown->request;
	int severity = severity_at(shown, pointer);
	size_t comments = comments_at(shown, pointer);

	sv_htmlf(
	    request, "<a class=\"value-link%s%s\" id=\"v%s\" href=\"%s\">",
	    severity >= 0 ? " found f-" : "",
	    severity >= 0 ? sv_severity_name((enum sv_severity)severity) : "", pointer,
	    sv_plan_value_path(request, shown->desk->standing.state, shown->desk->year, pointer));
	sv_text(request, text[0] ? text : "\xe2\x80\x93");
	sv_html(request, "</a>");
	if (comments)
		sv_htmlf(request, " <span class=\"said\">%zu comment%s</span>", comments,
			 comments == 1 ? "" : "s");
}

static void field_list(const struct shown *shown, int sheet, int row)
{
	const struct sv_plan *plan = shown->report->plan;
	const struct sv_plan_sheet *layout = &plan->context->template->sheets[sheet];
	struct sv_request *request = shown->request;

	sv_html(request, "<dl class=\"facts values\">\n");
	for (size_t f = 0; f < layout->field_count; f++) {
		const struct sv_plan_cell *cell = sv_plan_find(plan, sheet, (int)f, row, 0);
		const char *pointer = sv_plan_pointer(request->arena, plan, sheet, (int)f, row, 0);

		/* Of a table only what was given, and what is missing and has to be. */
		if (!cell && row >= 0 && severity_at(shown, pointer) < 0)
			continue;
		sv_html(request, "<dt>");
		sv_text(request, layout->fields[f].label);
		sv_html(request, "</dt><dd>");
		value_link(shown, pointer, value_text(shown, cell));
		messages_at(shown, pointer);
		sv_html(request, "</dd>\n");
	}
	sv_html(request, "</dl>\n");
}

static void year_cells(const struct shown *shown, int sheet, int field, int first, int last)
{
	const struct sv_plan *plan = shown->report->plan;
	struct sv_request *request = shown->request;

	for (int year = first; year <= last; year++) {
		const char *pointer = sv_plan_pointer(request->arena, plan, sheet, field, -1, year);
		const struct sv_plan_field *asked =
		    &plan->context->template->sheets[sheet].fields[field];

		sv_htmlf(request, "<td class=\"number\" data-label=\"%d\">", year);
		if (sv_plan_field_has_year(plan, asked, year))
			value_link(shown, pointer,
				   value_text(shown, sv_plan_find(plan, sheet, field, -1, year)));
		sv_html(request, "</td>");
	}
}

/* The worst finding at a value; NULL when there is none. */
static const struct sv_finding *finding_at(const struct shown *shown, const char *pointer)
{
	const struct sv_finding *worst = NULL;

	for (size_t i = 0; i < shown->report->findings->count; i++) {
		const struct sv_finding *finding = &shown->report->findings->items[i];

		if (strcmp(finding->place, pointer) == 0 &&
		    (!worst || finding->severity > worst->severity))
			worst = finding;
	}
	return worst;
}

static const char *year_pointer(const struct shown *shown, int sheet, int field, int year)
{
	return sv_plan_pointer(shown->request->arena, shown->report->plan, sheet, field, -1, year);
}

/* Under the figure's name; years one after the other with the same finding share a line. */
static void year_messages(const struct shown *shown, int sheet, int field, int first, int last)
{
	for (int year = first, to; year <= last; year = to + 1) {
		const struct sv_finding *finding =
		    finding_at(shown, year_pointer(shown, sheet, field, year));

		to = year;
		if (!finding)
			continue;
		while (to < last) {
			const struct sv_finding *next =
			    finding_at(shown, year_pointer(shown, sheet, field, to + 1));

			if (!next || next->severity != finding->severity ||
			    strcmp(next->rule, "missing") != 0 ||
			    strcmp(finding->rule, "missing") != 0)
				break;
			to++;
		}
		if (to > year)
			sv_htmlf(shown->request,
				 "<p class=\"at\"><b>%s</b> no figure is given for %d to %d; ",
				 sv_severity_name(finding->severity), year, to);
		else
			sv_htmlf(shown->request, "<p class=\"at\"><b>%s</b> ",
				 sv_severity_name(finding->severity));
		if (to == year)
			sv_textf(shown->request, "%s%s", finding->message,
				 finding->repair[0] ? "; " : "");
		sv_text(shown->request, finding->repair);
		sv_html(shown->request, "</p>");
	}
}

static void year_table(const struct shown *shown, int sheet)
{
	const struct sv_plan *plan = shown->report->plan;
	const struct sv_plan_sheet *layout = &plan->context->template->sheets[sheet];
	struct sv_request *request = shown->request;
	int first = layout->fields[0].year_first, last = layout->fields[0].year_last;

	for (size_t f = 1; f < layout->field_count; f++) {
		first = SV_MIN(first, layout->fields[f].year_first);
		last = SV_MAX(last, layout->fields[f].year_last);
	}
	first += plan->year;
	last += plan->year;
	sv_html(request, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
	sv_text(request, layout->title);
	sv_html(request, "\"><table class=\"figures-table\"><thead><tr><th scope=\"col\">Figure"
			 "</th>");
	for (int year = first; year <= last; year++)
		sv_htmlf(request, "<th scope=\"col\" class=\"number\">%d</th>", year);
	sv_html(request, "</tr></thead><tbody>\n");
	for (size_t f = 0; f < layout->field_count; f++) {
		sv_html(request, "<tr><th scope=\"row\">");
		sv_text(request, layout->fields[f].label);
		year_messages(shown, sheet, (int)f, first, last);
		sv_html(request, "</th>");
		year_cells(shown, sheet, (int)f, first, last);
		sv_html(request, "</tr>\n");
	}
	sv_html(request, "</tbody></table></div>\n");
}

static void row_lists(const struct shown *shown, int sheet)
{
	const struct sv_plan *plan = shown->report->plan;
	const struct sv_plan_context *context = plan->context;
	bool answers = context->template->sheets[sheet].layout == SV_PLAN_ANSWERS;
	int rows = answers ? (int)context->item_count : plan->row_counts[sheet];
	struct sv_request *request = shown->request;

	if (!rows)
		sv_html(request, "<p class=\"muted\">Nothing.</p>\n");
	for (int row = 0; row < rows; row++) {
		sv_html(request, "<h3>");
		if (answers)
			sv_textf(request, "%s %s", context->items[row].number,
				 context->items[row].title);
		else
			sv_htmlf(request, "%d", row + 1);
		sv_html(request, "</h3>\n");
		field_list(shown, sheet, row);
	}
}

static void sheets(const struct shown *shown)
{
	const struct sv_plan_template *template = shown->report->plan->context->template;
	struct sv_request *request = shown->request;

	sv_html(request, "<nav class=\"pages sheets\" aria-label=\"Sheets\">");
	for (size_t s = 0; s < template->sheet_count; s++)
		sv_htmlf(request, "<a href=\"#%s\">%s</a> ", template->sheets[s].name,
			 template->sheets[s].title);
	sv_html(request, "</nav>\n");
	for (size_t s = 0; s < template->sheet_count; s++) {
		sv_layout_part(request, template->sheets[s].name, template->sheets[s].title);
		if (template->sheets[s].layout == SV_PLAN_FIELDS)
			field_list(shown, (int)s, -1);
		else if (template->sheets[s].layout == SV_PLAN_YEARS)
			year_table(shown, (int)s);
		else
			row_lists(shown, (int)s);
		sv_layout_part_end(request);
	}
}

int sv_get_plan_draft(struct sv_request *request, struct sv_error *err)
{
	int64_t doc = strtoll(sv_request_value(request, "document"), NULL, 10);
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_plan_version *version;
	struct sv_plan_report report;
	struct sv_plan_desk desk;
	struct shown shown = {request, &desk, &report};
	int r = sv_plan_page_open(request, &desk, err);

	if (r == 0)
		r = sv_app_plan_version(request->app, request->arena, &request->moment, &desk, doc,
					&version, &report, err);
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_plan_check_json(report.plan, report.findings, &report.checked, &json);
		return 0;
	}
	if (request->call.format == SV_FORMAT_CSV) {
		sv_plan_findings_csv(report.findings, &request->out);
		return 0;
	}
	sv_plan_page_head(request, &desk,
			  sv_arena_printf(request->arena, "Draft %d", version->number));
	sv_plan_findings_lead(request, &report);
	sv_plan_unread_note(request, version, &report);
	sv_htmlf(request,
		 "<p class=\"prose\"><a href=\"%s/workbook.xlsx\">The same as a workbook</a>, what "
		 "was found marked at its cells. Every value leads to its page: what each draft "
		 "gives for it, and what was said about it.</p>\n",
		 sv_plan_path(request, desk.standing.state, desk.year,
			      sv_arena_printf(request->arena, "/drafts/%" PRId64, doc)));
	sheets(&shown);
	sv_plan_ratings_part(request, &report);
	sv_layout_end(request);
	return 0;
}

/* What each draft gives for a value, and what was said about it, in order. */
static void value_history(struct sv_request *request, const struct sv_plan_desk *desk,
			  const char *at)
{
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Day</th><th "
			 "scope=\"col\">By</th><th scope=\"col\">Step</th><th scope=\"col\">What"
			 "</th><th scope=\"col\">Document</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < desk->act_count; i++) {
		const struct sv_act *act = desk->acts[i];
		struct sv_plan_note note = sv_plan_note_of(request->arena, act, at);
		char day[SV_DATE_TEXT_MAX];
		bool drafts = strcmp(act->act, sv_plan_move_act(SV_PLAN_DO_DRAFT)) == 0;

		if (!note.is_about)
			continue;
		sv_htmlf(request, "<tr><td>%s</td><td>", sv_day_text(act->on, day));
		sv_text(request, act->author);
		sv_htmlf(request, "</td><td>%s</td><th scope=\"row\">",
			 drafts ? "draft" : "comment");
		sv_text(request, note.text);
		sv_htmlf(request,
			 "</th><td><a class=\"origin\" href=\"/record/%" PRId64 "\">%" PRId64
			 "</a></td></tr>\n",
			 act->doc, act->doc);
	}
	sv_html(request, "</tbody></table>\n");
}

static void value_comment(struct sv_request *request, const struct sv_plan_desk *desk,
			  const char *at)
{
	const struct sv_actor *actor = &request->reader.actor;
	struct sv_error err = SV_ERROR_INIT;

	if (sv_request_value(request, "on") || sv_request_value(request, "known") ||
	    sv_authority_require_for(actor, SV_ACTION_PLAN_COMMENT, desk->standing.state, &err) <
		0 ||
	    sv_plan_life_may(desk->standing.life, false, SV_PLAN_DO_COMMENT, actor->name, &err) < 0)
		return;
	sv_html(request, "<h2>Ask or say something about it</h2>\n");
	sv_form_begin(request, "stack",
		      sv_plan_path(request, desk->standing.state, desk->year, "/comment"));
	sv_form_hidden(request, "cell", at);
	sv_form_text(request, "text", "Question or comment");
	sv_form_end(request, "Record");
}

int sv_get_plan_value(struct sv_request *request, struct sv_error *err)
{
	const char *at = sv_request_value(request, "at");
	const struct sv_plan_version *version;
	struct sv_plan_report report;
	struct sv_plan_desk desk;
	struct shown shown = {request, &desk, &report};
	struct sv_plan_spot spot;
	int r = sv_plan_page_open(request, &desk, err);

	if (r == 0 && !desk.version_count)
		r = sv_fail(err, SV_ENOTFOUND, "there is no draft of this plan");
	if (r == 0)
		r = sv_app_plan_version(request->app, request->arena, &request->moment, &desk,
					desk.versions[desk.version_count - 1].act->doc, &version,
					&report, err);
	if (r == 0 && !sv_plan_spot_find(report.plan->context, at, &spot))
		r = sv_fail(err, SV_ENOTFOUND, "a plan has no value '%.80s'", at);
	if (r < 0)
		return r;
	sv_plan_page_head(request, &desk, sv_plan_words(request->arena, report.plan->context, at));
	sv_html(request, "<p class=\"lead\">");
	sv_text(request, value_text(&shown, sv_plan_find(report.plan, spot.sheet, spot.field,
							 spot.row, spot.year)));
	sv_html(request, "</p>\n<p><code>");
	sv_text(request, at);
	sv_html(request, "</code></p>\n");
	messages_at(&shown, at);
	value_history(request, &desk, at);
	value_comment(request, &desk, at);
	sv_layout_end(request);
	return 0;
}

static void change_row(struct sv_request *request, const struct sv_plan_desk *desk,
		       const struct sv_plan_context *context, const struct sv_plan_difference *row)
{
	sv_htmlf(request, "<tr><th scope=\"row\"><a href=\"%s\">",
		 sv_plan_value_path(request, desk->standing.state, desk->year, row->pointer));
	sv_text(request, sv_plan_words(request->arena, context, row->pointer));
	sv_html(request, "</a></th><td>");
	sv_text(request, row->before[0] ? row->before : "\xe2\x80\x93");
	sv_html(request, "</td><td>");
	sv_text(request, row->after[0] ? row->after : "\xe2\x80\x93");
	sv_html(request, "</td></tr>\n");
}

static int two_versions(struct sv_request *request, struct sv_plan_desk *desk,
			const struct sv_plan_version *versions[2], struct sv_plan_report reports[2],
			struct sv_error *err)
{
	static const char *const names[] = {"from", "to"};
	int r = sv_plan_page_open(request, desk, err);

	for (int i = 0; r == 0 && i < 2; i++)
		r = sv_app_plan_version(request->app, request->arena, &request->moment, desk,
					strtoll(sv_request_value(request, names[i]), NULL, 10),
					&versions[i], &reports[i], err);
	return r;
}

int sv_get_plan_changes(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_plan_version *versions[2];
	const struct sv_plan_difference *rows;
	struct sv_plan_report reports[2];
	struct sv_plan_desk desk;
	size_t count;
	int r = two_versions(request, &desk, versions, reports, err);

	if (r < 0)
		return r;
	sv_plan_differences(request->arena, reports[0].plan, reports[1].plan, &rows, &count);
	if (request->call.format == SV_FORMAT_JSON) {
		sv_plan_differences_json(rows, count, &json);
		return 0;
	}
	if (request->call.format == SV_FORMAT_CSV) {
		sv_plan_differences_csv(rows, count, &request->out);
		return 0;
	}
	sv_plan_page_head(
	    request, &desk,
	    sv_arena_printf(request->arena, "%zu value%s changed", count, count == 1 ? "" : "s"));
	sv_htmlf(request,
		 "<table class=\"list\" data-filter=\"changes\"><thead><tr><th scope=\"col\">Value"
		 "</th><th scope=\"col\">Draft %d</th><th scope=\"col\">Draft %d</th></tr></thead>"
		 "<tbody>\n",
		 versions[0]->number, versions[1]->number);
	for (size_t i = 0; i < count; i++)
		change_row(request, &desk, reports[1].plan->context, &rows[i]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_end(request);
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* One plan: where it stands, what its reader can do now, what was found, how it came here. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/plan_words.h"
#include "http/form.h"
#include "http/pages.h"
#include "http/plan_page.h"
#include "report/data_plan.h"

/* One line a stage: its mark, its name in a sentence, and what is to come. */
static const struct {
	const char *mark, *title, *next;
} stages[] = {
    [SV_PLAN_NONE] = {"\xe2\x97\x8b", "Nothing yet", "Nothing was recorded yet."},
    [SV_PLAN_DRAFT] = {"\xe2\x97\x94", "Draft",
		       "Its check has errors, or warnings that nobody confirmed; it can be drafted "
		       "again."},
    [SV_PLAN_CHECKED] = {"\xe2\x97\x91", "Checked", "A second person has to approve it."},
    [SV_PLAN_APPROVED] = {"\xe2\x97\x95", "Approved", "It can be submitted."},
    [SV_PLAN_SIGNED] = {"\xe2\x9c\x8e", "Signed", "It can be submitted."},
    [SV_PLAN_SUBMITTED] = {"\xe2\x97\x8f", "Submitted", "It is with the secretariat."},
    [SV_PLAN_RETURNED] = {"\xe2\x86\xa9", "Returned",
			  "It came back, to be revised and drafted again."},
    [SV_PLAN_ACCEPTED] = {"\xe2\x9c\x93", "Accepted", "The review uses it."},
    [SV_PLAN_REOPENED] = {"\xe2\x86\xba", "Reopened",
			  "It was accepted before, and can be drafted again."},
};

void sv_plan_stage_mark(struct sv_request *request, enum sv_plan_stage stage)
{
	sv_htmlf(request, "<span class=\"stage\"><span aria-hidden=\"true\">%s</span> %s</span>",
		 stages[stage].mark,
		 stage == SV_PLAN_NONE ? "nothing yet" : sv_plan_stage_name(stage));
}

int sv_plan_page_open(struct sv_request *request, struct sv_plan_desk *ret, struct sv_error *err)
{
	return sv_app_plan_desk(request->app, &request->reader.actor, request->arena,
				&request->moment, sv_request_value(request, "state"),
				atoi(sv_request_value(request, "year")), ret, err);
}

void sv_plan_page_head(struct sv_request *request, const struct sv_plan_desk *desk,
		       const char *title)
{
	const struct sv_plan_standing *standing = &desk->standing;

	sv_layout_begin(
	    request,
	    sv_arena_printf(request->arena, "%s, %s %d", title, standing->name, desk->year),
	    "Plans");
	sv_html(request, "<header class=\"title\"><p class=\"over\">");
	sv_layout_link(request, "/plans", "Plans");
	sv_html(request, " / ");
	sv_layout_link(request, sv_plan_path(request, standing->state, desk->year, ""),
		       sv_arena_printf(request->arena, "%s, %d", standing->name, desk->year));
	sv_html(request, "</p><h1>");
	sv_text(request, title);
	sv_html(request, "</h1></header>\n");
}

/* Steps are taken now, on the plan as it stands now. */
static bool is_now(const struct sv_request *request)
{
	const struct sv_route *route = request->call.route;

	return !(route->flags & SV_ROUTE_MOMENT) ||
	       (!sv_request_value(request, "on") && !sv_request_value(request, "known"));
}

static bool may(const struct sv_request *request, const struct sv_plan_desk *desk,
		enum sv_plan_move move)
{
	const struct sv_actor *actor = &request->reader.actor;
	struct sv_error err = SV_ERROR_INIT;

	return is_now(request) &&
	       sv_authority_require_for(actor, sv_plan_move_action(move), desk->standing.state,
					&err) == 0 &&
	       sv_plan_life_may(desk->standing.life, desk->standing.signs, move, actor->name,
				&err) == 0;
}

static void step_begin(struct sv_request *request, const struct sv_plan_desk *desk,
		       enum sv_plan_move move, const char *title)
{
	const char *verb = strchr(sv_plan_move_act(move), '.') + 1;
	const struct sv_plan_life *life = desk->standing.life;

	sv_htmlf(request, "<section class=\"step\"><h3>%s</h3>\n", title);
	sv_form_begin(request, "stack",
		      sv_plan_path(request, desk->standing.state, desk->year,
				   sv_arena_printf(request->arena, "/%s", verb)));
	if (life && life->draft)
		sv_form_hidden(request, "draft",
			       sv_arena_printf(request->arena, "%" PRId64, life->draft->doc));
}

static void step_end(struct sv_request *request, const char *button)
{
	sv_form_end(request, button);
	sv_html(request, "</section>\n");
}

/* The address that takes a file says who may hand one in. */
static bool may_hand_in(const struct sv_request *request)
{
	for (const struct sv_route *route = sv_routes; route->method; route++)
		if (route->run == sv_post_plan_upload)
			return is_now(request) &&
			       sv_route_allows(route, request->reader.actor.role);
	return false;
}

static void upload_form(struct sv_request *request, const struct sv_plan_desk *desk)
{
	bool drafts = may(request, desk, SV_PLAN_DO_DRAFT);

	if (!may_hand_in(request))
		return;
	sv_html(request, "<section class=\"step\"><h3>");
	sv_html(request, drafts ? "Hand in a workbook" : "Check a workbook");
	sv_html(request, "</h3>\n<form class=\"stack\" method=\"post\" "
			 "enctype=\"multipart/form-data\" action=\"");
	sv_text(request, sv_plan_path(request, desk->standing.state, desk->year, "/upload"));
	sv_html(request, "\">\n");
	sv_form_hidden(request, "csrf", request->reader.csrf);
	sv_htmlf(request,
		 "<label>Workbook (.xlsx) or JSON, at most %ld MiB <input type=\"file\" "
		 "name=\"file\" accept=\".xlsx,.json\" required></label>\n<p class=\"buttons\">",
		 SV_UPLOAD_BYTES_MAX >> 20);
	if (drafts)
		sv_html(request, "<button name=\"do\" value=\"draft\">Record as a draft</button> ");
	sv_htmlf(request,
		 "<button class=\"second\" name=\"do\" value=\"check\">%s</button> <button "
		 "class=\"second\" name=\"do\" value=\"mark\">Check, workbook marked</button></p>\n"
		 "<small>Checking records nothing.%s</small>\n</form>\n</section>\n",
		 drafts ? "Only check" : "Check",
		 drafts
		     ? " A draft is seen by the people of your state alone until it is submitted."
		     : "");
}

static void decision_forms(struct sv_request *request, const struct sv_plan_desk *desk)
{
	if (may(request, desk, SV_PLAN_DO_ACCEPT)) {
		step_begin(request, desk, SV_PLAN_DO_ACCEPT, "Accept it");
		sv_html(request,
			"<small>From then on the review uses its figures and answers.</small>\n");
		step_end(request, "Accept");
	}
	if (may(request, desk, SV_PLAN_DO_RETURN)) {
		step_begin(request, desk, SV_PLAN_DO_RETURN, "Return it for revision");
		sv_form_text(request, "reason", "Why");
		step_end(request, "Return");
	}
	if (may(request, desk, SV_PLAN_DO_EXTEND)) {
		step_begin(request, desk, SV_PLAN_DO_EXTEND, "Grant a later day");
		sv_form_field(request, "until", "New last day", "date", "off");
		sv_form_text(request, "reason", "Why");
		step_end(request, "Extend");
	}
	if (may(request, desk, SV_PLAN_DO_REOPEN)) {
		const char *first = desk->standing.life->reopener;

		step_begin(request, desk, SV_PLAN_DO_REOPEN, "Reopen it");
		sv_html(request, "<small>");
		if (*first)
			sv_textf(request, "%s asked for it; with you it is reopened.", first);
		else
			sv_html(request, "It takes two people; what was accepted stands until "
					 "another plan is.");
		sv_html(request, "</small>\n");
		sv_form_text(request, "reason", "Why");
		step_end(request, "Reopen");
	}
}

static void comment_form(struct sv_request *request, const struct sv_plan_desk *desk)
{
	if (!may(request, desk, SV_PLAN_DO_COMMENT))
		return;
	step_begin(request, desk, SV_PLAN_DO_COMMENT, "Ask or say something");
	sv_form_text(request, "text", "About the plan as a whole");
	sv_html(request, "<small>About one value: on the page of that value.</small>\n");
	step_end(request, "Record");
}

/* What can be done now, by this reader. */
static void steps_part(struct sv_request *request, const struct sv_plan_desk *desk)
{
	sv_layout_part(request, "now", "What you can do now");
	sv_html(request, "<p>");
	sv_htmlf(request, "<a href=\"%s\">The workbook to fill in</a>",
		 sv_plan_path(request, desk->standing.state, desk->year, "/template.xlsx"));
	sv_html(request, ", with what the record knows already.</p>\n<div class=\"steps-now\">\n");
	if (may(request, desk, SV_PLAN_DO_APPROVE)) {
		step_begin(request, desk, SV_PLAN_DO_APPROVE, "Approve the draft");
		step_end(request, "Approve");
	}
	if (may(request, desk, SV_PLAN_DO_SIGN)) {
		step_begin(request, desk, SV_PLAN_DO_SIGN, "Sign it");
		sv_html(request,
			"<small>In your name, for your state. Where keys of the state are enrolled "
			"it is signed with one of them, by <code>servanda plan sign</code>: no "
			"secret key ever comes here.</small>\n");
		step_end(request, "Sign");
	}
	if (may(request, desk, SV_PLAN_DO_SUBMIT)) {
		step_begin(request, desk, SV_PLAN_DO_SUBMIT, "Submit it");
		sv_html(request, "<small>It is checked once more; you get a receipt.</small>\n");
		step_end(request, "Submit");
	}
	upload_form(request, desk);
	decision_forms(request, desk);
	comment_form(request, desk);
	sv_html(request, "</div>\n");
	sv_layout_part_end(request);
}

static void version_row(struct sv_request *request, const struct sv_plan_desk *desk,
			const struct sv_plan_version *version, const struct sv_plan_version *before)
{
	const char *base = sv_plan_path(request, desk->standing.state, desk->year, "");
	char when[SV_INSTANT_TEXT_MAX];
	int64_t doc = version->act->doc;

	sv_instant_text(version->act->recorded_ms, when);
	when[10] = ' ';
	when[16] = '\0';
	sv_htmlf(request,
		 "<tr><th scope=\"row\"><a href=\"%s/drafts/%" PRId64 "\">Draft %d</a></th><td>%s"
		 "</td><td data-label=\"by\">",
		 base, doc, version->number, when);
	sv_text(request, version->act->author);
	sv_htmlf(request, "</td><td>%d error%s, %d warning%s</td><td>%s</td><td>", version->errors,
		 version->errors == 1 ? "" : "s", version->warnings,
		 version->warnings == 1 ? "" : "s",
		 version->accepted    ? "accepted"
		 : version->submitted ? "submitted"
		 : version->is_signed ? "signed"
		 : version->approved  ? "approved"
				      : "");
	sv_htmlf(request, "<a href=\"%s/drafts/%" PRId64 "/workbook.xlsx\">workbook</a>", base,
		 doc);
	if (before)
		sv_htmlf(request,
			 "; <a href=\"%s/changes?from=%" PRId64 "&amp;to=%" PRId64
			 "\">changes since draft %d</a>",
			 base, before->act->doc, doc, before->number);
	sv_htmlf(request,
		 "</td><td data-label=\"document\"><a class=\"origin\" href=\"/record/%" PRId64
		 "\">%" PRId64 "</a></td></tr>\n",
		 doc, doc);
}

static void versions_part(struct sv_request *request, const struct sv_plan_desk *desk)
{
	if (!desk->version_count)
		return;
	sv_layout_part(request, "drafts", "Drafts");
	sv_html(request,
		"<table class=\"list\"><thead><tr><th scope=\"col\">Draft</th><th scope=\"col\">"
		"Recorded, UTC</th><th scope=\"col\">By</th><th scope=\"col\">Check</th><th "
		"scope=\"col\">Became</th><th scope=\"col\">Take or compare</th><th scope=\"col\">"
		"Document</th></tr></thead><tbody>\n");
	for (size_t i = desk->version_count; i > 0; i--)
		version_row(request, desk, &desk->versions[i - 1],
			    i > 1 ? &desk->versions[i - 2] : NULL);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

/* "plan.submit" as "submitted". */
static const char *did(const char *act)
{
	static const char *const words[][2] = {
	    {"plan.draft", "drafted"},         {"plan.approve", "approved"},
	    {"plan.submit", "submitted"},      {"plan.return", "returned"},
	    {"plan.accept", "accepted"},       {"plan.extend", "given a later day"},
	    {"plan.reopen", "to be reopened"}, {"plan.comment", "comment"},
	    {"plan.sign", "signed"},
	};

	for (size_t i = 0; i < SV_ARRAY_LEN(words); i++)
		if (strcmp(words[i][0], act) == 0)
			return words[i][1];
	return act;
}

static void history_row(struct sv_request *request, const struct sv_plan_desk *desk,
			const struct sv_plan_context *context, const struct sv_act *act)
{
	struct sv_plan_note note = sv_plan_note_of(request->arena, act, "");
	char day[SV_DATE_TEXT_MAX];

	sv_htmlf(request, "<tr><td>%s</td><th scope=\"row\">%s</th><td data-label=\"by\">",
		 sv_day_text(act->on, day), did(act->act));
	sv_text(request, act->author);
	sv_html(request, "</td><td>");
	if (note.cell[0]) {
		sv_htmlf(request, "<a href=\"%s\">",
			 sv_plan_value_path(request, desk->standing.state, desk->year, note.cell));
		sv_text(request,
			context ? sv_plan_words(request->arena, context, note.cell) : note.cell);
		sv_html(request, "</a>: ");
	}
	sv_text(request, note.text);
	sv_htmlf(request,
		 "</td><td data-label=\"document\"><a class=\"origin\" href=\"/record/%" PRId64
		 "\">%" PRId64 "</a></td></tr>\n",
		 act->doc, act->doc);
}

static void history_part(struct sv_request *request, const struct sv_plan_desk *desk,
			 const struct sv_plan_context *context)
{
	if (!desk->act_count)
		return;
	sv_layout_part(request, "history", "Steps and comments");
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Day</th><th "
			 "scope=\"col\">Step</th><th scope=\"col\">By</th><th scope=\"col\">What"
			 "</th><th scope=\"col\">Document</th></tr></thead><tbody>\n");
	for (size_t i = desk->act_count; i > 0; i--)
		history_row(request, desk, context, desk->acts[i - 1]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

/* What whoever took a step can prove for years. */
static void receipt_notice(struct sv_request *request, const struct sv_plan_desk *desk)
{
	const char *done =
	    request->call.route->flags & SV_ROUTE_MOMENT ? sv_request_value(request, "done") : NULL;
	int64_t doc = done ? strtoll(done, NULL, 10) : -1;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_document document;
	char hex[SV_HASH_HEX_MAX];

	for (size_t i = 0; i < desk->act_count; i++) {
		const struct sv_act *act = desk->acts[i];

		if (act->doc != doc ||
		    sv_app_document(request->app, request->arena, doc, &document, &err) < 0)
			continue;
		sv_html(request, "<div class=\"notice\" role=\"status\"><p><b>Recorded: ");
		sv_text(request, did(act->act));
		sv_htmlf(
		    request,
		    ".</b></p>\n<dl class=\"facts\"><dt>Document</dt><dd><a href=\"/record/%" PRId64
		    "\">%" PRId64 "</a></dd>\n<dt>Leaf</dt><dd><code class=\"hash\">%s"
		    "</code></dd>\n<dt>Receipt</dt><dd><a href=\"/record/%" PRId64
		    "/receipt\">to keep</a>, once a checkpoint covers it</dd></dl></div>\n",
		    doc, doc, sv_hash_hex(&document.leaf_hash, hex), doc);
	}
}

static void plan_head(struct sv_request *request, const struct sv_plan_desk *desk)
{
	const struct sv_plan_life *life = desk->standing.life;

	sv_layout_begin(
	    request,
	    sv_arena_printf(request->arena, "Plan of %s for %d", desk->standing.name, desk->year),
	    "Plans");
	sv_html(request, "<header class=\"title\"><p class=\"over\">");
	sv_layout_link(request, "/plans", "Plans");
	sv_html(request, "</p><h1>");
	sv_textf(request, "%s, plan for %d", desk->standing.name, desk->year);
	sv_htmlf(request,
		 "</h1></header>\n<p class=\"lead\"><span aria-hidden=\"true\">%s</span> %s. "
		 "%s</p>\n<dl class=\"facts\"><dt>Due</dt><dd>",
		 stages[desk->stage].mark, stages[desk->stage].title,
		 desk->stage == SV_PLAN_APPROVED && desk->standing.signs
		     ? "It has to be signed."
		     : stages[desk->stage].next);
	sv_plan_due_text(request, &desk->standing);
	sv_html(request, "</dd>\n");
	if (life) {
		char day[32];

		if (life->extended_to != SV_DAY_NONE)
			sv_layout_fact(request, "Extended to",
				       sv_day_prose(life->extended_to, day));
		if (life->submitted_on != SV_DAY_NONE)
			sv_layout_fact(request, "First submitted",
				       sv_day_prose(life->submitted_on, day));
		sv_layout_fact(request, "Approved by", life->approver);
		sv_layout_fact(request, "Signed by", life->signatory);
		sv_layout_fact(request, "Why", life->note);
	}
	sv_html(request, "</dl>\n");
}

int sv_plan_page(struct sv_request *request, const struct sv_plan_desk *desk, const char *wrong,
		 struct sv_error *err)
{
	const struct sv_plan_version *version;
	struct sv_plan_report report;
	bool has_draft = desk->version_count > 0;
	int r = 0;

	if (has_draft)
		r = sv_app_plan_version(request->app, request->arena, &request->moment, desk,
					desk->versions[desk->version_count - 1].act->doc, &version,
					&report, err);
	if (r < 0)
		return r;
	plan_head(request, desk);
	sv_form_wrong(request, wrong);
	receipt_notice(request, desk);
	steps_part(request, desk);
	if (has_draft) {
		sv_layout_part(request, "findings",
			       sv_arena_printf(request->arena, "What the check of draft %d says",
					       version->number));
		sv_plan_findings_lead(request, &report);
		sv_plan_unread_note(request, version, &report);
		sv_plan_findings_table(request, &report, desk->standing.state, desk->year);
		sv_layout_part_end(request);
	}
	versions_part(request, desk);
	history_part(request, desk, has_draft ? report.plan->context : NULL);
	sv_layout_end(request);
	return 0;
}

static int plan_twin(struct sv_request *request, const struct sv_plan_desk *desk,
		     struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_plan_report report = {.findings = SV_NEW(request->arena, struct sv_findings)};
	const struct sv_plan_version *version;
	int r = 0;

	if (request->call.format == SV_FORMAT_JSON) {
		sv_plan_history_json(&desk->standing, desk->year, request->moment.on, desk->acts,
				     desk->act_count, request->arena, &json);
		return 0;
	}
	if (desk->version_count)
		r = sv_app_plan_version(request->app, request->arena, &request->moment, desk,
					desk->versions[desk->version_count - 1].act->doc, &version,
					&report, err);
	if (r < 0)
		return r;
	sv_plan_findings_csv(report.findings, &request->out);
	return 0;
}

int sv_get_plan(struct sv_request *request, struct sv_error *err)
{
	struct sv_plan_desk desk;
	int r = sv_plan_page_open(request, &desk, err);

	if (r < 0)
		return r;
	if (request->call.format != SV_FORMAT_HTML)
		return plan_twin(request, &desk, err);
	return sv_plan_page(request, &desk, NULL, err);
}

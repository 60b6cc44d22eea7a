/* SPDX-License-Identifier: EUPL-1.2 */
/* One judgement: what was promised, what the record says, what people find; and its steps. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/plan_desk.h"
#include "base/date.h"
#include "chart/palette.h"
#include "domain/plan_words.h"
#include "http/form.h"
#include "http/judgement_page.h"
#include "http/pages.h"
#include "http/plan_page.h"
#include "http/session.h"
#include "report/data_plan.h"

/* The cell that the path names, and the judgement of it, if there is one. */
struct judged {
	const char *state, *name; /* "" for the members together */
	int year;
	const char *item;
	const struct sv_judgement_row *row; /* NULL: none that the reader may see */
	struct sv_explanation explanation;
};

static int open_judged(struct sv_request *request, struct judged *ret, struct sv_error *err)
{
	static const struct sv_reading all = {false};
	const char *code = sv_request_value(request, "member"), *own;
	struct sv_judgement_filter filter = {atoi(sv_request_value(request, "year")), code,
					     sv_request_value(request, "number")};
	const struct sv_register *reg;
	struct sv_judgement_row *rows;
	size_t count;
	int state = -1;
	int r = sv_app_register(request->app, request->arena, &request->moment, &all, &reg, err);

	if (r == 0 && strcmp(code, "all") != 0) {
		state = sv_register_state(reg, sv_str_from(code));
		if (state < 0)
			r = sv_fail(err, SV_ENOTFOUND, "state '%s' is not in the record", code);
	}
	*ret = (struct judged){.state = state < 0 ? "" : reg->states[state].code,
			       .name = state < 0 ? "All members" : reg->states[state].name,
			       .year = filter.year,
			       .item = filter.item};
	if (r == 0 && (!sv_plan_desk_of(&request->reader.actor, &own) ||
		       (own && strcmp(own, ret->state) != 0)))
		r = sv_fail(err, SV_EREFUSED, "the judgements of '%s' are not for '%s'", code,
			    request->reader.actor.name);
	if (r == 0)
		r = sv_app_judgement_desk(request->app, &request->reader.actor, request->arena,
					  &request->moment, &filter, &rows, &count, err);
	if (r == 0)
		r = sv_app_explain(request->app, request->arena, &request->moment, &all,
				   state < 0 ? NULL : ret->state, ret->item, ret->year,
				   &ret->explanation, err);
	if (r < 0)
		return r;
	ret->row = count ? &rows[0] : NULL;
	return 0;
}

static bool may(const struct sv_request *request, const struct judged *judged,
		enum sv_judgement_move move)
{
	const struct sv_actor *actor = &request->reader.actor;
	const struct sv_route *route = request->call.route;
	struct sv_error err = SV_ERROR_INIT;

	/* Steps are taken now. */
	if (route->flags & SV_ROUTE_MOMENT &&
	    (sv_request_value(request, "on") || sv_request_value(request, "known")))
		return false;
	return sv_authority_require_for(actor, sv_judgement_move_action(move),
					*judged->state ? judged->state : SV_JUDGEMENT_ALL,
					&err) == 0 &&
	       sv_judgement_may(judged->row ? judged->row->life : NULL, move, actor->name,
				request->moment.on,
				judged->row ? judged->row->answer_until : SV_DAY_NONE, &err) == 0;
}

static void step_begin(struct sv_request *request, const struct judged *judged,
		       enum sv_judgement_move move, const char *title)
{
	const char *verb = strchr(sv_judgement_move_act(move), '.') + 1;

	sv_htmlf(request, "<section class=\"step\"><h3>%s</h3>\n", title);
	sv_form_begin(request, "stack",
		      sv_judgement_path(request, judged->state, judged->year, judged->item,
					sv_arena_printf(request->arena, "/%s", verb)));
	if (judged->row && move != SV_JUDGEMENT_DO_GIVE)
		sv_form_hidden(
		    request, "judgement",
		    sv_arena_printf(request->arena, "%" PRId64, judged->row->life->last->doc));
}

static void step_end(struct sv_request *request, const char *button)
{
	sv_form_end(request, button);
	sv_html(request, "</section>\n");
}

static void give_form(struct sv_request *request, const struct judged *judged)
{
	step_begin(request, judged, SV_JUDGEMENT_DO_GIVE,
		   judged->row ? "Judge it anew" : "Judge it");
	sv_html(request, "<label>Rating <select name=\"rating\" required><option value=\"\">"
			 "choose</option>");
	for (int rating = 0; rating < SV_RATING_COUNT; rating++) {
		enum sv_rating given;

		if (sv_judgement_rating(sv_str_from(sv_rating_name(rating)), &given))
			sv_htmlf(request, "<option value=\"%s\">%s</option>",
				 sv_rating_name(rating), sv_rating_title(rating));
	}
	sv_html(request, "</select></label>\n");
	sv_form_text(request, "rationale", "Why; it stands with the rating wherever that shows");
	sv_html(request, "<label>Documents of the record that it rests on, by number "
			 "<input name=\"evidence\" type=\"text\" placeholder=\"4, 12\" "
			 "autocomplete=\"off\"></label>\n<label class=\"check\"><input "
			 "type=\"checkbox\" name=\"releasable\" value=\"public\"> may be shown to "
			 "the public</label>\n<small>It rates nothing until a second "
			 "reader confirms it.</small>\n");
	step_end(request, "Give");
}

static void steps_part(struct sv_request *request, const struct judged *judged)
{
	bool gives =
	    may(request, judged, SV_JUDGEMENT_DO_GIVE) &&
	    (judged->row || judged->explanation.rated->rating == SV_RATING_NEEDS_JUDGEMENT);
	bool confirms = may(request, judged, SV_JUDGEMENT_DO_CONFIRM);
	bool returns = may(request, judged, SV_JUDGEMENT_DO_RETURN);
	bool answers = may(request, judged, SV_JUDGEMENT_DO_ANSWER);

	if (!gives && !confirms && !returns && !answers)
		return;
	sv_layout_part(request, "now", "What you can do now");
	sv_html(request, "<div class=\"steps-now\">\n");
	if (confirms) {
		step_begin(request, judged, SV_JUDGEMENT_DO_CONFIRM, "Confirm it");
		sv_html(request, "<small>From then on it rates, for every reader.</small>\n");
		step_end(request, "Confirm");
	}
	if (returns) {
		step_begin(request, judged, SV_JUDGEMENT_DO_RETURN, "Return it");
		sv_form_text(request, "reason", "Why");
		step_end(request, "Return");
	}
	if (answers) {
		step_begin(request, judged, SV_JUDGEMENT_DO_ANSWER, "Answer it");
		sv_form_text(request, "text", "It stands beside the judgement, for every reader");
		step_end(request, "Answer");
	}
	if (gives)
		give_form(request, judged);
	sv_html(request, "</div>\n");
	sv_layout_part_end(request);
}

/* The judgement as it was given last, and the one that rates meanwhile if that is another. */
static void given_part(struct sv_request *request, const char *id, const char *title,
		       const struct sv_judgement_given *given)
{
	char day[32];

	sv_layout_part(request, id, title);
	sv_html(request, "<p class=\"lead\">");
	sv_rating_mark(request, given->rating);
	sv_html(request, "</p>\n<blockquote class=\"prose\">");
	sv_text(request, given->rationale);
	sv_html(request, "</blockquote>\n<dl class=\"facts\">\n");
	sv_layout_fact(request, "Given",
		       sv_arena_printf(request->arena, "by %s on %s", given->author,
				       sv_day_prose(given->on, day)));
	sv_layout_fact(request, "Read by", given->second);
	sv_layout_fact(request, "For", given->restricted ? "the members alone" : "everybody");
	if (given->answer[0])
		sv_layout_fact(
		    request, "Answer",
		    sv_arena_printf(request->arena, "%s: %s", given->respondent, given->answer));
	sv_html(request, "<dt>Documents</dt><dd>");
	sv_htmlf(request, "<a href=\"/record/%" PRId64 "\">%" PRId64 "</a>", given->doc,
		 given->doc);
	for (size_t i = 0; i < given->evidence_count; i++)
		sv_htmlf(request, "%s<a href=\"/record/%" PRId64 "\">%" PRId64 "</a>",
			 i ? ", " : "; it rests on ", given->evidence[i], given->evidence[i]);
	sv_html(request, "</dd></dl>\n");
	sv_layout_part_end(request);
}

/* What the state's plan says of the item, for those who may see it. */
static void plan_part(struct sv_request *request, const struct judged *judged)
{
	const struct sv_plan_version *version;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_plan_report report;
	struct sv_plan_desk desk;
	int item = 0;

	if (!*judged->state ||
	    sv_app_plan_desk(request->app, &request->reader.actor, request->arena, &request->moment,
			     judged->state, judged->year + 1, &desk, &err) < 0 ||
	    !desk.version_count ||
	    sv_app_plan_version(request->app, request->arena, &request->moment, &desk,
				desk.versions[desk.version_count - 1].act->doc, &version, &report,
				&err) < 0)
		return;
	while (item < (int)report.plan->context->item_count &&
	       strcmp(report.plan->context->items[item].number, judged->item) != 0)
		item++;
	sv_layout_part(request, "plan", "What its plan says");
	sv_html(request, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < report.plan->cell_count; i++) {
		const struct sv_plan_cell *cell = &report.plan->cells[i];
		const struct sv_plan_sheet *sheet =
		    &report.plan->context->template->sheets[cell->sheet];

		if (sheet->layout == SV_PLAN_ANSWERS && cell->row == item)
			sv_layout_fact(
			    request, sheet->fields[cell->field].label,
			    sv_plan_value_words(request->arena, report.plan->context, cell));
	}
	sv_htmlf(request,
		 "</dl>\n<p><a href=\"%s/drafts/%" PRId64 "\">The plan for %d, draft %d"
		 "</a></p>\n",
		 sv_plan_path(request, judged->state, judged->year + 1, ""), version->act->doc,
		 judged->year + 1, version->number);
	sv_layout_part_end(request);
}

static const char *const stage_words[] = {
    [SV_JUDGEMENT_NONE] = "nothing was said yet",
    [SV_JUDGEMENT_GIVEN] = "a judgement was given and waits for a second reader",
    [SV_JUDGEMENT_CONFIRMED] = "the judgement below was confirmed",
    [SV_JUDGEMENT_RETURNED] = "a judgement was given and returned",
    [SV_JUDGEMENT_ANSWERED] = "the judgement below was confirmed, and the state answered",
};

static void head(struct sv_request *request, const struct judged *judged)
{
	const struct sv_explanation *explanation = &judged->explanation;
	const char *title =
	    sv_arena_printf(request->arena, "%s, %s %s, %d", judged->name,
			    explanation->item->number, explanation->item->title, judged->year);

	sv_layout_begin(request, title, "Judgements");
	sv_palette_symbols(&request->out);
	sv_layout_title(request, "/judgements", "Judgements", title);
	sv_html(request, "<p class=\"lead\">");
	sv_rating_mark(request, explanation->rated->rating);
	if (judged->row)
		sv_textf(request, "; %s", stage_words[judged->row->life->stage]);
	sv_html(request, ".</p>\n<dl class=\"facts\">\n");
	sv_layout_fact(request, "Promised", explanation->item->text);
	sv_layout_fact(request, "Basis", explanation->item->basis);
	sv_layout_fact(request, "Judged by", explanation->item->judges);
	sv_layout_fact(request, "On record", explanation->rated->reason);
	if (judged->row && judged->row->life->note[0])
		sv_layout_fact(request, "Returned", judged->row->life->note);
	if (judged->row && judged->row->answer_until != SV_DAY_NONE) {
		char day[32];

		sv_layout_fact(request, "Answers until",
			       sv_day_prose(judged->row->answer_until, day));
	}
	sv_htmlf(request,
		 "</dl>\n<p><a href=\"/commitments/%s/%s?year=%d\">The rating, term by "
		 "term</a></p>\n",
		 judged->item, *judged->state ? judged->state : "all", judged->year);
}

static int judged_page(struct sv_request *request, const struct judged *judged, const char *wrong)
{
	head(request, judged);
	sv_form_wrong(request, wrong);
	if (judged->row) {
		const struct sv_judgement_life *life = judged->row->life;

		given_part(request, "last", "The judgement", life->last);
		if (life->standing && life->standing != life->last)
			given_part(request, "standing", "What stands until it is confirmed",
				   life->standing);
	}
	steps_part(request, judged);
	plan_part(request, judged);
	sv_layout_end(request);
	return 0;
}

int sv_get_judgement(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct judged judged;
	int r = open_judged(request, &judged, err);

	if (r < 0)
		return r;
	if (request->call.format != SV_FORMAT_JSON)
		return judged_page(request, &judged, NULL);
	sv_judgements_json(judged.row, judged.row ? 1 : 0, &json);
	return 0;
}

/* What was refused is said on the page of the judgement, as it stands by now. */
static int show_refusal(struct sv_request *request, struct sv_error *err)
{
	const char *wrong = sv_arena_cstr(request->arena, err->message);
	struct judged judged;
	int r;

	request->status = err->code == SV_EREFUSED ? SV_HTTP_CONFLICT : SV_HTTP_BAD_REQUEST;
	r = sv_app_moment(request->app, "", "", &request->moment, err);
	if (r == 0)
		r = open_judged(request, &judged, err);
	return r < 0 ? r : judged_page(request, &judged, wrong);
}

static int take(struct sv_request *request, struct sv_judgement_wish *wish, struct sv_error *err)
{
	enum sv_judgement_stage stage;
	struct sv_receipt receipt;
	struct judged judged;
	int r = sv_session_check(request, err);

	if (r == 0)
		r = sv_app_moment(request->app, "", "", &request->moment, err);
	if (r == 0)
		r = open_judged(request, &judged, err);
	if (r < 0)
		return r;
	wish->state = *judged.state ? judged.state : SV_JUDGEMENT_ALL;
	wish->year = judged.year;
	wish->item = judged.item;
	wish->on = request->moment.on;
	r = sv_app_judgement(request->app, &request->reader.actor, request->arena, wish, &stage,
			     &receipt, err);
	if (r == SV_EREFUSED || r == SV_EINVALID || r == SV_EUSAGE || r == SV_ENOTFOUND)
		return show_refusal(request, err);
	return r < 0
		   ? r
		   : sv_request_redirect(request, sv_judgement_path(request, judged.state,
								    judged.year, judged.item, ""));
}

static int64_t meant(const struct sv_request *request)
{
	const char *text = sv_request_value(request, "judgement");

	return text ? strtoll(text, NULL, 10) : 0;
}

int sv_post_judgement_give(struct sv_request *request, struct sv_error *err)
{
	const char *evidence = sv_request_value(request, "evidence");
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_GIVE,
					 .rating = sv_request_value(request, "rating"),
					 .rationale = sv_request_value(request, "rationale"),
					 .evidence = evidence ? evidence : "",
					 .is_public = sv_request_value(request, "releasable")};

	return take(request, &wish, err);
}

int sv_post_judgement_confirm(struct sv_request *request, struct sv_error *err)
{
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_CONFIRM,
					 .judgement = meant(request)};

	return take(request, &wish, err);
}

int sv_post_judgement_return(struct sv_request *request, struct sv_error *err)
{
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_RETURN,
					 .text = sv_request_value(request, "reason"),
					 .judgement = meant(request)};

	return take(request, &wish, err);
}

int sv_post_judgement_answer(struct sv_request *request, struct sv_error *err)
{
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_ANSWER,
					 .text = sv_request_value(request, "text"),
					 .judgement = meant(request)};

	return take(request, &wish, err);
}

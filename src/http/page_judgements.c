/* SPDX-License-Identifier: EUPL-1.2 */
/* The assessor's desk: plans to decide on, judgements for a second reader, cells that wait for a
 * word; and for a state the judgements that it can answer. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/judgement.h"
#include "app/plan_desk.h"
#include "base/date.h"
#include "chart/palette.h"
#include "http/judgement_page.h"
#include "http/pages.h"
#include "http/plan_page.h"
#include "report/data_plan.h"

const char *sv_judgement_path(struct sv_request *request, const char *state, int year,
			      const char *item, const char *more)
{
	return sv_arena_printf(request->arena, "/judgements/%s/%d/%s%s", *state ? state : "all",
			       year, item, more);
}

void sv_rating_mark(struct sv_request *request, enum sv_rating rating)
{
	char symbol[24];

	sv_html(request, "<span class=\"rating\">");
	sv_palette_key(&request->out, sv_palette_symbol(rating, symbol));
	sv_html(request, " ");
	sv_text(request, sv_rating_title(rating));
	sv_html(request, "</span>");
}

static int rated_year(const struct sv_request *request)
{
	const char *text = sv_request_value(request, "rated");

	return text ? atoi(text) : sv_day_year(request->moment.on) - 1;
}

static void judgement_row(struct sv_request *request, const struct sv_judgement_row *row)
{
	const struct sv_judgement_life *life = row->life;
	char day[SV_DATE_TEXT_MAX];

	sv_html(request, "<tr><th scope=\"row\">");
	sv_layout_link(request, sv_judgement_path(request, life->state, life->year, life->item, ""),
		       sv_arena_printf(request->arena, "%s, %s",
				       row->state_name[0] ? row->state_name : "all members",
				       life->item));
	sv_html(request, "</th><td>");
	sv_rating_mark(request, life->last->rating);
	sv_htmlf(request, "</td><td>%s</td><td data-label=\"by\">",
		 sv_judgement_stage_name(life->stage));
	sv_textf(request, "%s%s%s", life->last->author, life->last->second[0] ? ", read by " : "",
		 life->last->second);
	sv_html(request, "</td><td>");
	sv_text(request, life->last->rationale);
	if (life->note[0]) {
		sv_html(request, "<p class=\"promise\">Returned: ");
		sv_text(request, life->note);
		sv_html(request, "</p>");
	}
	if (life->last->answer[0]) {
		sv_html(request, "<p class=\"promise\">Answer: ");
		sv_text(request, life->last->answer);
		sv_html(request, "</p>");
	}
	sv_htmlf(request, "</td><td data-label=\"answer until\">%s</td></tr>\n",
		 sv_day_text(row->answer_until, day));
}

/* Those of a stage, or all but it. */
static void judgements_part(struct sv_request *request, const char *id, const char *title,
			    const struct sv_judgement_row *rows, size_t count,
			    enum sv_judgement_stage stage, bool others)
{
	size_t shown = 0;

	for (size_t i = 0; i < count; i++)
		shown += (rows[i].life->stage == stage) != others;
	if (!shown)
		return;
	sv_layout_part(request, id, title);
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Judged</th><th "
			 "scope=\"col\">Rating</th><th scope=\"col\">Stands</th><th scope=\"col\">"
			 "By</th><th scope=\"col\">Why</th><th scope=\"col\">Answer until</th></tr>"
			 "</thead><tbody>\n");
	for (size_t i = 0; i < count; i++)
		if ((rows[i].life->stage == stage) != others)
			judgement_row(request, &rows[i]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

/* Plans that wait for the secretariat. */
static int plans_part(struct sv_request *request, int year, struct sv_error *err)
{
	const struct sv_plan_step *steps;
	struct sv_plan_standing *rows;
	size_t count, step_count, waiting = 0;
	int r = sv_app_plan_desks(request->app, &request->reader.actor, request->arena,
				  &request->moment, year, &rows, &count, &steps, &step_count, err);

	if (r < 0)
		return r;
	sv_layout_part(request, "plans",
		       sv_arena_printf(request->arena, "Plans for %d to decide on", year));
	for (size_t i = 0; i < count; i++) {
		if (!rows[i].life || rows[i].life->status != SV_PLAN_SUBMITTED)
			continue;
		sv_html(request, waiting++ ? ", " : "<p>");
		sv_layout_link(request, sv_plan_path(request, rows[i].state, year, ""),
			       rows[i].name);
	}
	sv_html(request, waiting ? ".</p>\n" : "<p class=\"muted\">None waits.</p>\n");
	sv_layout_part_end(request);
	return 0;
}

static const struct sv_judgement_life *life_at(const struct sv_judgement_row *rows, size_t count,
					       const char *state, const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].life->state, state) == 0 &&
		    strcmp(rows[i].life->item, item) == 0)
			return rows[i].life;
	return NULL;
}

/* The members of a commitment that wait for a word, each a link; given ones say so. */
static void open_cells(struct sv_request *request, const struct sv_assessment *assessment,
		       size_t item, const struct sv_judgement_row *rows, size_t count)
{
	const struct sv_item *it = &assessment->items[item];
	bool any = false;

	for (size_t m = 0; m < assessment->member_count; m++) {
		const struct sv_rated *rated =
		    sv_assessment_at(assessment, assessment->year_first, item, m);
		const struct sv_judgement_life *life =
		    life_at(rows, count, assessment->members[m], it->number);

		if (rated->rating != SV_RATING_NEEDS_JUDGEMENT)
			continue;
		if (!any) {
			sv_html(request, "<tr><td class=\"number\">");
			sv_text(request, it->number);
			sv_html(request, "</td><th scope=\"row\">");
			sv_text(request, it->title);
			sv_html(request, "<p class=\"promise\">");
			sv_text(request, it->judges[0] ? it->judges : it->kind);
			sv_html(request, "</p></th><td class=\"codes\">");
		}
		any = true;
		sv_htmlf(request, "<a href=\"%s\" title=\"",
			 sv_judgement_path(request, assessment->members[m], assessment->year_first,
					   it->number, ""));
		sv_text(request, assessment->member_names[m]);
		sv_htmlf(request, "\">%s</a>%s ", assessment->members[m],
			 life ? "<sup>\xe2\x97\x91</sup>" : "");
	}
	if (any)
		sv_html(request, "</td></tr>\n");
}

static int open_part(struct sv_request *request, int year, const struct sv_judgement_row *rows,
		     size_t count, struct sv_error *err)
{
	struct sv_assessment *assessment;
	int r = sv_app_review(request->app, request->arena, &request->moment, &request->reading,
			      year, year, &assessment, err);

	if (r < 0)
		return r;
	sv_layout_part(request, "open", "Commitments that wait for a word");
	sv_htmlf(request,
		 "<p class=\"prose\">No rule decides these cells of %d. \xe2\x97\x91 marks those "
		 "for which a judgement was given and is not confirmed yet.</p>\n<table "
		 "class=\"list\"><thead><tr><th scope=\"col\" class=\"number\">No.</th><th "
		 "scope=\"col\">Commitment, and whose word it is</th><th scope=\"col\">Members"
		 "</th></tr></thead><tbody>\n",
		 year);
	for (size_t i = 0; i < assessment->item_count; i++)
		open_cells(request, assessment, i, rows, count);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
	return 0;
}

static void year_links(struct sv_request *request, int year)
{
	sv_html(request, "<nav class=\"pages\" aria-label=\"Years\">Rated ");
	for (int other = year - 2; other <= year + 2; other++)
		sv_htmlf(request, "<a href=\"%s\"%s>%d</a> ",
			 sv_request_href(request, "/judgements",
					 sv_arena_printf(request->arena, "rated=%d", other)),
			 other == year ? " aria-current=\"page\"" : "", other);
	sv_html(request, "</nav>\n");
}

int sv_get_judgements(struct sv_request *request, struct sv_error *err)
{
	int year = rated_year(request);
	const struct sv_judgement_filter filter = {year, "", ""};
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_judgement_row *rows;
	const char *own;
	size_t count;
	int r = sv_app_judgement_desk(request->app, &request->reader.actor, request->arena,
				      &request->moment, &filter, &rows, &count, err);

	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_judgements_json(rows, count, &json);
		return 0;
	}
	(void)sv_plan_desk_of(&request->reader.actor, &own);
	sv_layout_begin(request, "Judgements", "Judgements");
	sv_palette_symbols(&request->out);
	sv_htmlf(request, "<header class=\"title\"><h1>Judgements on %d</h1></header>\n", year);
	year_links(request, year);
	if (!count && own)
		sv_html(request,
			"<p class=\"lead\">No judgement of this state was confirmed.</p>\n");
	judgements_part(request, "second", "For a second reader", rows, count, SV_JUDGEMENT_GIVEN,
			false);
	if (!own)
		r = plans_part(request, year + 1, err);
	if (r == 0 && !own)
		r = open_part(request, year, rows, count, err);
	if (r < 0)
		return r;
	judgements_part(request, "given", own ? "Confirmed" : "Confirmed or returned", rows, count,
			SV_JUDGEMENT_GIVEN, true);
	sv_layout_end(request);
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The commitments in force; one of them; one cell with all its reasons. */
#include <string.h>

#include "chart/palette.h"
#include "http/pages.h"
#include "http/trial.h"
#include "report/data.h"
#include "report/rows.h"

static int list_data(struct sv_request *request, const char *number, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_review review = {.arena = request->arena, .member = -1, .commitment = number};
	const struct sv_assessment *assessment;
	int r = sv_year_review(request, &assessment, err);

	if (r < 0)
		return r;
	review.assessment = assessment;
	if (number && request->call.format == SV_FORMAT_CSV)
		sv_review_csv(&review, &request->out);
	else if (number)
		sv_review_json(&review, &json);
	else if (request->call.format == SV_FORMAT_JSON)
		sv_commitments_json(&review, &json);
	else
		sv_commitments_csv(&review, &request->out);
	return 0;
}

static void group_heading(struct sv_request *request, const struct sv_year_page *year,
			  const struct sv_item *item)
{
	sv_html(request, "<tr class=\"group\"><th colspan=\"4\" scope=\"colgroup\">");
	sv_textf(request, "(%s) %s", item->group, sv_page_group_title(&year->page, item->group));
	sv_html(request, "</th></tr>\n");
}

/* How the year went, in a few words: the collective's rating, or members by rating. */
static void outcome(struct sv_request *request, const struct sv_year_page *year, size_t item)
{
	const struct sv_item_summary *summary = &year->page.summary.items[item];
	const char *comma = "";

	if (summary->positions && summary->collective) {
		sv_page_rating(&year->page, summary->collective->rated.rating);
		if (summary->collective->rated.value.known)
			sv_textf(
			    request, " %s",
			    sv_page_value(&year->page, item, &summary->collective->rated.value));
		return;
	}
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		if (!summary->counts[i])
			continue;
		sv_html(request, comma);
		sv_page_rating(&year->page, i);
		sv_htmlf(request, " %zu", summary->counts[i]);
		comma = "<br>";
	}
}

static void list_row(struct sv_request *request, const struct sv_year_page *year, size_t item)
{
	const struct sv_item *it = &year->report.year->items[item];
	bool together = strcmp(it->scope, "collective") == 0;

	sv_html(request, "<tr><td class=\"number\">");
	sv_text(request, it->number);
	sv_html(request, "</td><th scope=\"row\"><a href=\"");
	sv_text(request, sv_page_href(&year->page, it->number, NULL));
	sv_html(request, "\">");
	sv_text(request, it->title);
	sv_html(request, "</a><p class=\"promise\">");
	sv_text(request, it->text);
	sv_html(request, "</p></th><td>");
	sv_text(request, together                           ? "all together"
			 : strcmp(it->scope, "member") == 0 ? "each member"
							    : it->scope);
	sv_html(request, "</td><td>");
	outcome(request, year, item);
	sv_html(request, "</td></tr>\n");
}

int sv_get_commitments(struct sv_request *request, struct sv_error *err)
{
	const struct sv_assessment *assessment;
	struct sv_year_page year;
	const char *group = "";
	int r;

	if (request->call.format != SV_FORMAT_HTML)
		return list_data(request, NULL, err);
	r = sv_year_page_open(request, false, &year, err);
	if (r < 0)
		return r;
	assessment = year.report.year;
	sv_layout_begin(request, "Commitments", "Commitments");
	sv_palette_symbols(&request->out);
	sv_html(request, "<header class=\"title\"><p class=\"over\">");
	sv_text(request, assessment->set_title);
	sv_html(request, "</p><h1>Commitments</h1><p class=\"under\">");
	sv_text(request, assessment->set_basis);
	sv_html(request, "</p></header>\n<p class=\"prose\">The texts are paraphrases; the basis "
			 "of each names the words that bind.</p>\n"
			 "<table class=\"list commitments\" data-filter=\"commitments\"><thead><tr>"
			 "<th scope=\"col\" class=\"number\">No.</th><th scope=\"col\">Commitment"
			 "</th><th scope=\"col\">Binds</th><th scope=\"col\">");
	sv_htmlf(request, "Record for %d</th></tr></thead><tbody>\n", request->year);
	for (size_t i = 0; i < assessment->item_count; i++) {
		if (strcmp(assessment->items[i].group, group) != 0)
			group_heading(request, &year, &assessment->items[i]);
		group = assessment->items[i].group;
		list_row(request, &year, i);
	}
	sv_html(request, "</tbody></table>\n");
	sv_layout_end(request);
	return 0;
}

/* The item of a number; a number of several parts is no page of its own. */
static int find_item(const struct sv_assessment *assessment, const char *number, size_t *ret,
		     struct sv_error *err)
{
	for (size_t i = 0; i < assessment->item_count; i++) {
		if (strcmp(assessment->items[i].number, number) == 0) {
			*ret = i;
			return 0;
		}
	}
	return sv_fail(err, SV_ENOTFOUND, "commitment '%s' is not in force on that day", number);
}

static void item_title(struct sv_request *request, const struct sv_item *it)
{
	sv_html(request, "<header class=\"title\">\n<p class=\"over\">");
	sv_layout_link(request, "/commitments", "Commitments");
	sv_html(request, "</p>\n<h1><span class=\"number\">");
	sv_text(request, it->number);
	sv_html(request, "</span> ");
	sv_text(request, it->title);
	sv_html(request, "</h1>\n</header>\n<p class=\"lead\">");
	sv_text(request, it->text);
	sv_html(request, "</p>\n");
}

/* The ones before and after, for reading on. */
static void neighbours(struct sv_request *request, const struct sv_year_page *year, size_t item)
{
	const struct sv_assessment *assessment = year->report.year;

	sv_html(request, "<nav class=\"neighbours\" aria-label=\"Commitments\">");
	for (int step = -1; step <= 1; step += 2) {
		size_t at = item + (size_t)step;

		if (at >= assessment->item_count)
			continue;
		sv_htmlf(request, "<a rel=\"%s\" href=\"", step < 0 ? "prev" : "next");
		sv_text(request, sv_page_href(&year->page, assessment->items[at].number, NULL));
		sv_html(request, "\">");
		sv_textf(request, "%s %s", assessment->items[at].number,
			 assessment->items[at].title);
		sv_html(request, "</a>");
	}
	sv_html(request, "</nav>\n");
}

static void charts(struct sv_request *request, const struct sv_year_page *year, size_t item)
{
	const struct sv_item_summary *summary = &year->page.summary.items[item];

	sv_html(request, "<div class=\"pair\">\n");
	sv_page_dots_figure(&year->page, item);
	if (summary->collective)
		sv_page_series_figure(&year->page, summary->collective);
	sv_html(request, "</div>\n");
}

int sv_get_commitment(struct sv_request *request, struct sv_error *err)
{
	const char *number = sv_request_value(request, "number");
	const struct sv_item *it;
	struct sv_year_page year;
	size_t item = 0;
	int r = sv_year_page_open(request, true, &year, err);

	if (r < 0)
		return r;
	r = find_item(year.report.year, number, &item, err);
	if (r < 0)
		return r;
	if (request->call.format != SV_FORMAT_HTML)
		return list_data(request, number, err);
	it = &year.report.year->items[item];
	sv_layout_begin(request,
			sv_arena_printf(request->arena, "Commitment %s, %s", it->number, it->title),
			"Commitments");
	sv_palette_symbols(&request->out);
	item_title(request, it);
	sv_page_facts(&year.page, it);
	sv_page_rule(&year.page, it);
	sv_page_collective(&year.page, item);
	charts(request, &year, item);
	sv_layout_part(request, "members",
		       sv_arena_printf(request->arena, "Member by member, %d", request->year));
	sv_page_member_table(&year.page, item);
	sv_layout_part_end(request);
	neighbours(request, &year, item);
	sv_layout_end(request);
	return 0;
}

static const char *member_name(const struct sv_request *request, const char *state)
{
	int index = state ? sv_register_state(request->snapshot->reg, sv_str_from(state)) : -1;

	return index < 0 ? "The members together" : request->snapshot->reg->states[index].name;
}

static void cell_title(struct sv_request *request, const struct sv_year_page *year, size_t item,
		       const struct sv_rated *rated)
{
	const struct sv_item *it = &year->report.year->items[item];

	sv_html(request, "<header class=\"title\">\n<p class=\"over\"><a href=\"");
	sv_text(request, sv_page_href(&year->page, it->number, NULL));
	sv_html(request, "\">");
	sv_textf(request, "Commitment %s, %s", it->number, it->title);
	sv_html(request, "</a></p>\n<h1>");
	if (rated->state) {
		sv_html(request, "<a href=\"");
		sv_text(request, sv_page_href(&year->page, NULL, rated->state));
		sv_html(request, "\">");
	}
	sv_text(request, member_name(request, rated->state));
	sv_html(request, rated->state ? "</a>" : "");
	sv_htmlf(request, ", %d</h1>\n</header>\n<p class=\"verdict\">", request->year);
	if (rated->state && year->page.summary.items[item].positions)
		sv_page_position(&year->page, rated->position);
	else
		sv_page_rating(&year->page, rated->rating);
	if (rated->value.known) {
		sv_html(request, " <span class=\"value\">");
		sv_text(request, sv_page_value(&year->page, item, &rated->value));
		sv_html(request, "</span>");
	}
	sv_html(request, "</p>\n<p class=\"lead\">");
	sv_page_prose(&year->page, rated->reason);
	sv_html(request, "</p>\n");
}

static void cell_rows(struct sv_request *request, const struct sv_rated *rated)
{
	if (!rated->ref_count)
		return;
	sv_layout_part(request, "rows", "The rows it rests on");
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Document and row</th>"
			 "<th scope=\"col\">It says</th><th scope=\"col\">Source</th></tr></thead>"
			 "<tbody>\n");
	for (size_t i = 0; i < rated->ref_count; i++) {
		const struct sv_fact_ref *ref = &rated->refs[i];

		sv_html(request, "<tr><td>");
		sv_origin_link(request, &ref->origin);
		sv_html(request, "</td><td>");
		sv_text(request, ref->text);
		sv_recalled(request, &ref->origin);
		if (ref->meaning && ref->meaning[0]) {
			sv_html(request, "<p class=\"promise\">");
			sv_text(request, ref->meaning);
			sv_html(request, "</p>");
		}
		sv_html(request, "</td><td>");
		sv_source_links(request, ref->origin.source);
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

static void cell_page(struct sv_request *request, const struct sv_year_page *year, size_t item,
		      struct sv_trial *trial)
{
	const struct sv_explanation *explanation = &trial->explanation;
	const struct sv_rated *rated = explanation->rated;

	sv_layout_begin(request,
			sv_arena_printf(request->arena, "%s, commitment %s, %d",
					member_name(request, rated->state),
					explanation->item->number, request->year),
			"Commitments");
	sv_palette_symbols(&request->out);
	cell_title(request, year, item, rated);
	if (explanation->term_count) {
		sv_layout_part(request, "terms", "How it was decided");
		sv_html(request, "<p class=\"prose\">Each term of the rule with what it came to; "
				 "those in bold decided.</p>\n<div class=\"tree\">\n");
		sv_page_terms(&year->page, item, explanation->terms, explanation->term_count);
		sv_html(request, "</div>\n");
		sv_layout_part_end(request);
	}
	sv_trial_section(request, year, trial);
	cell_rows(request, rated);
	sv_layout_part(request, "promise", "What was promised");
	sv_html(request, "<p class=\"prose\">");
	sv_text(request, explanation->item->text);
	sv_html(request, "</p>\n");
	sv_page_facts(&year->page, explanation->item);
	sv_page_rule(&year->page, explanation->item);
	sv_layout_part_end(request);
	sv_layout_end(request);
}

int sv_get_cell(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const char *number = sv_request_value(request, "number");
	const char *state = sv_request_value(request, "member");
	struct sv_trial *trial;
	struct sv_year_page year;
	size_t item = 0;
	int r, index;

	if (strcmp(state, "all") == 0) {
		state = NULL;
	} else {
		r = sv_request_state(request, state, &index, err);
		if (r < 0)
			return r;
		state = request->snapshot->reg->states[index].code;
	}
	r = sv_year_page_open(request, false, &year, err);
	if (r >= 0)
		r = find_item(year.report.year, number, &item, err);
	if (r >= 0)
		r = sv_app_trial(request->app, request->arena, &request->moment, &request->reading,
				 state, number, request->year, &trial, err);
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON)
		sv_explain_json(&trial->explanation, &json);
	else
		cell_page(request, &year, item, trial);
	return 0;
}

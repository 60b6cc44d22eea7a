/* SPDX-License-Identifier: EUPL-1.2 */
/* Commitment by commitment: text, basis, rule, and for each member the rating, value and reason. */
#include <stdio.h>
#include <string.h>

#include "chart/palette.h"
#include "report/page.h"
#include "report/rows.h"

static void fact(const struct sv_page *page, const char *name, const char *value)
{
	if (!value || !value[0])
		return;
	sv_buf_printf(page->out, "<dt>%s</dt><dd>", name);
	sv_page_text(page, value);
	sv_buf_text(page->out, "</dd>\n");
}

void sv_page_facts(const struct sv_page *page, const struct sv_item *it)
{
	char day[32];

	sv_buf_text(page->out, "<dl class=\"facts\">\n");
	fact(page, "Basis", it->basis);
	fact(page, "Kind", it->kind);
	fact(page, "Binds", it->scope);
	fact(page, "Judged by", it->judges);
	if (it->from != SV_DAY_NONE)
		fact(page, "In force from", sv_day_prose(it->from, day));
	if (it->to != SV_DAY_OPEN)
		fact(page, "until", sv_day_prose(it->to, day));
	sv_buf_text(page->out, "</dl>\n");
}

void sv_page_rule(const struct sv_page *page, const struct sv_item *it)
{
	if (!it->rule_text || !it->rule_text[0])
		return;
	sv_buf_text(page->out,
		    "<details class=\"rule\"><summary>The rule as it runs</summary>\n<pre "
		    "tabindex=\"0\">");
	sv_page_text(page, it->rule_text);
	sv_buf_text(page->out, "</pre>\n<p class=\"rows\">");
	sv_page_printf(page, "Document %lld of the record", (long long)it->rule_ref.origin.doc);
	if (it->rule_ref.origin.row)
		sv_page_printf(page, ", line %d", it->rule_ref.origin.row);
	sv_buf_text(page->out, "</p></details>\n");
}

/* What a term came to: a value with its unit, or whether a condition holds. */
static void outcome(const struct sv_page *page, size_t item, const struct sv_term *term)
{
	static const char *const truths[] = {[SV_FALSE] = "no",
					     [SV_TRUE] = "yes",
					     [SV_UNKNOWN] = "cannot be told within the bounds",
					     [SV_TRUTH_MISSING] = "a figure is missing"};

	sv_page_text(page, term->is_condition ? truths[term->truth]
					      : sv_page_value(page, item, &term->value));
}

void sv_page_terms(const struct sv_page *page, size_t item, const struct sv_term *list,
		   size_t count)
{
	sv_buf_text(page->out, "<ul class=\"terms\">\n");
	for (size_t i = 0; i < count; i++) {
		const struct sv_term *term = &list[i];

		sv_buf_printf(page->out, "<li%s><code>", term->decided ? " class=\"decided\"" : "");
		sv_page_text(page, term->text);
		sv_buf_text(page->out, "</code> ");
		outcome(page, item, term);
		if (term->note && term->note[0]) {
			sv_buf_text(page->out, " <span class=\"muted\">");
			sv_page_prose(page, term->note);
			sv_buf_text(page->out, "</span>");
		}
		if (term->child_count)
			sv_page_terms(page, item, term->children, term->child_count);
		sv_buf_text(page->out, "</li>\n");
	}
	sv_buf_text(page->out, "</ul>\n");
}

static void trace(const struct sv_page *page, size_t item, const char *state)
{
	const char *number = page->assessment->items[item].number;

	for (size_t i = 0; i < page->report->trace_count; i++) {
		const struct sv_report_trace *at = &page->report->traces[i];
		bool same_state = state ? at->state && strcmp(at->state, state) == 0 : !at->state;

		if (!same_state || strcmp(at->number, number) != 0)
			continue;
		if (at->term_count) {
			sv_buf_text(page->out,
				    "<details class=\"rule trace\"><summary>How the rule was run"
				    "</summary>\n");
			sv_page_terms(page, item, at->terms, at->term_count);
			sv_buf_text(page->out, "</details>\n");
		}
		sv_page_ways(page, at->least_change);
	}
}

/* Members without a figure: left out, or counted with their bounds. */
static void without_figure(const struct sv_page *page, const struct sv_collective *at, bool counted,
			   const char *heading)
{
	const char *comma = "";

	for (size_t i = 0; i < at->missing_count; i++) {
		if (at->missing[i].counted != counted)
			continue;
		if (!comma[0])
			sv_buf_printf(page->out, "<p class=\"rows\">%s: ", heading);
		sv_page_printf(page, "%s%s (%s)", comma, at->missing[i].state,
			       sv_missing_text(at->missing[i].why));
		comma = ", ";
	}
	if (comma[0])
		sv_buf_text(page->out, ".</p>\n");
}

void sv_page_collective(const struct sv_page *page, size_t item)
{
	const struct sv_collective *at = page->summary.items[item].collective;
	const struct sv_item *it = &page->assessment->items[item];

	if (!at || !page->summary.items[item].positions)
		return;
	sv_buf_text(page->out, "<div class=\"collective\" id=\"c");
	sv_page_text(page, it->number);
	sv_buf_text(page->out, "-all\">\n<p><b>The members together:</b> ");
	sv_page_rating(page, at->rated.rating);
	if (at->rated.value.known) {
		sv_buf_text(page->out, " <span class=\"value\">");
		sv_page_text(page, sv_page_value(page, item, &at->rated.value));
		sv_buf_text(page->out, "</span>");
	}
	sv_buf_text(page->out, " ");
	sv_page_prose(page, at->rated.reason);
	sv_buf_text(page->out, "</p>\n");
	without_figure(page, at, false, "Left out");
	without_figure(page, at, true, "Without a figure, counted with bounds");
	trace(page, item, NULL);
	sv_page_rows(page, &at->rated);
	sv_buf_text(page->out, "</div>\n");
}

static const struct sv_rated *cell(const struct sv_page *page, size_t item, size_t member)
{
	return sv_assessment_at(page->assessment, page->summary.year, item, member);
}

/* Members about whom exactly the same is said share a row of the table. */
static bool says_the_same(const struct sv_rated *a, const struct sv_rated *b)
{
	return !a->value.known && !b->value.known && a->ref_count == 0 && b->ref_count == 0 &&
	       a->rating == b->rating && a->position == b->position &&
	       strcmp(a->reason, b->reason) == 0;
}

static bool said_before(const struct sv_page *page, size_t item, size_t member)
{
	for (size_t i = 0; i < member; i++) {
		if (says_the_same(cell(page, item, i), cell(page, item, member)))
			return true;
	}
	return false;
}

/* One member by its name; several about whom the same is said by their codes. */
static void name_members(const struct sv_page *page, size_t item, size_t first)
{
	const struct sv_assessment *assessment = page->assessment;
	size_t count = 0;

	for (size_t i = first; i < assessment->member_count; i++)
		count += i == first || says_the_same(cell(page, item, first), cell(page, item, i));
	for (size_t i = first; i < assessment->member_count; i++) {
		if (i != first && !says_the_same(cell(page, item, first), cell(page, item, i)))
			continue;
		sv_buf_text(page->out, "<span id=\"c");
		sv_page_printf(page, "%s-%s", assessment->items[item].number,
			       assessment->members[i]);
		sv_buf_text(page->out, "\">");
		sv_page_text(page,
			     count == 1 ? assessment->member_names[i] : assessment->members[i]);
		sv_buf_text(page->out, "</span> ");
	}
}

static void member_row(const struct sv_page *page, size_t item, size_t member)
{
	const struct sv_rated *rated = cell(page, item, member);

	sv_buf_text(page->out, "<tr><th scope=\"row\">");
	name_members(page, item, member);
	sv_buf_text(page->out, "</th><td>");
	sv_page_cell(page, item, rated);
	sv_buf_text(page->out, "</td><td class=\"number\">");
	if (rated->value.known)
		sv_page_text(page, sv_page_value(page, item, &rated->value));
	if (sv_rated_is_recalled(rated))
		sv_buf_text(page->out, " <span class=\"recalled\">recalled, not verified</span>");
	sv_buf_text(page->out, "</td><td>");
	sv_page_prose(page, rated->reason);
	trace(page, item, rated->state);
	sv_page_rows(page, rated);
	sv_buf_text(page->out, "</td></tr>\n");
}

void sv_page_member_table(const struct sv_page *page, size_t item)
{
	const struct sv_item *it = &page->assessment->items[item];

	sv_buf_text(page->out, "<table class=\"ratings\"><caption>");
	sv_page_printf(page, "Commitment %s, member by member, %d", it->number, page->summary.year);
	sv_buf_printf(
	    page->out,
	    "</caption><thead><tr><th scope=\"col\">Member</th><th scope=\"col\">%s</th>"
	    "<th scope=\"col\" class=\"number\">Value</th><th scope=\"col\">Reason, and the "
	    "rows it rests on</th></tr></thead>\n<tbody>\n",
	    page->summary.items[item].positions ? "Position" : "Rating");
	for (size_t i = 0; i < page->assessment->member_count; i++) {
		if (!said_before(page, item, i))
			member_row(page, item, i);
	}
	sv_buf_text(page->out, "</tbody></table>\n");
}

/* Of a commitment that binds each member; those that bind all stand among the benchmarks. */
static void figures(const struct sv_page *page, size_t item)
{
	const struct sv_collective *beside = page->summary.items[item].collective;

	if (!beside && !page->summary.items[item].values)
		return;
	sv_buf_text(page->out, "<div class=\"pair\">\n");
	sv_page_dots_figure(page, item);
	if (beside)
		sv_page_series_figure(page, beside);
	sv_buf_text(page->out, "</div>\n");
}

void sv_page_commitment(const struct sv_page *page, size_t item)
{
	const struct sv_item *it = &page->assessment->items[item];

	sv_buf_text(page->out, "<article class=\"commitment\" id=\"c");
	sv_page_text(page, it->number);
	sv_buf_text(page->out, "\">\n<h4><span class=\"number\">");
	sv_page_text(page, it->number);
	sv_buf_text(page->out, "</span> ");
	sv_page_text(page, it->title);
	sv_buf_text(page->out, "</h4>\n<p class=\"prose\">");
	sv_page_prose(page, it->text);
	sv_buf_text(page->out, "</p>\n");
	sv_page_facts(page, it);
	sv_page_rule(page, it);
	sv_page_collective(page, item);
	if (!page->summary.items[item].positions)
		figures(page, item);
	sv_page_member_table(page, item);
	sv_buf_text(page->out, "</article>\n");
}

void sv_page_commitments(const struct sv_page *page)
{
	const char *group = "";

	sv_buf_text(page->out, "<p class=\"prose\">The texts are paraphrases; the basis names the "
			       "words that bind.</p>\n");
	for (size_t i = 0; i < page->assessment->item_count; i++) {
		const struct sv_item *it = &page->assessment->items[i];

		if (strcmp(it->group, group) != 0) {
			group = it->group;
			sv_buf_text(page->out, "<h3 class=\"group-title\">");
			sv_page_printf(page, "(%s) %s", group, sv_page_group_title(page, group));
			sv_buf_text(page->out, "</h3>\n");
		}
		sv_page_commitment(page, i);
	}
}

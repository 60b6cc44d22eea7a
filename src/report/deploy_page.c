/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/deploy_page.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"
#include "chart/bars.h"
#include "chart/closure.h"
#include "chart/figure.h"
#include "chart/svg.h"

static void text(const struct sv_deploy_page *page, const char *words)
{
	sv_html_text(page->out, sv_str_from(words));
}

static void SV_PRINTF(2, 3) textf(const struct sv_deploy_page *page, const char *fmt, ...)
{
	char line[2048];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	if (len > 0)
		sv_html_text(page->out,
			     (struct sv_str){line, SV_MIN((size_t)len, sizeof(line) - 1)});
}

static void part(const struct sv_deploy_page *page, const char *id, const char *title)
{
	sv_buf_printf(page->out, "<section id=\"%s\" class=\"part\">\n<h2>", id);
	text(page, title);
	sv_buf_text(page->out, "</h2>\n");
}

/* Files of a figure, by its id. */
static void with_files(const struct sv_deploy_page *page, struct sv_chart_figure *figure)
{
	if (page->svg_base)
		figure->svg_href = sv_arena_printf(page->arena, "%s%s", page->svg_base, figure->id);
	if (page->png_base)
		figure->png_href = sv_arena_printf(page->arena, "%s%s", page->png_base, figure->id);
}

/* "19.5" */
static const char *tenth(const struct sv_deploy_page *page, double days)
{
	int64_t tenths = (int64_t)(days * 10 + 0.5);

	return tenths % 10
		   ? sv_arena_printf(page->arena, "%" PRId64 ".%" PRId64, tenths / 10, tenths % 10)
		   : sv_arena_printf(page->arena, "%" PRId64, tenths / 10);
}

void sv_deploy_page_verdict(const struct sv_deploy_page *page)
{
	sv_buf_text(page->out, "<p class=\"lead\">");
	if (page->view->status == SV_PLAN_INFEASIBLE)
		sv_buf_text(page->out,
			    "Not everything can be in place within the horizon: proven.");
	else if (page->view->closed < 0)
		textf(page, "No plan was found. Nothing can be in place before day %s: proven.",
		      tenth(page, page->view->bound));
	else if (page->view->status == SV_PLAN_OPTIMAL)
		textf(page,
		      "Everything is in place on day %s after the decision, and no schedule can "
		      "be earlier: proven.",
		      tenth(page, page->view->closed));
	else
		textf(page,
		      "Everything is in place on day %s after the decision. No schedule can be "
		      "earlier than day %s: proven. The gap is %s days.",
		      tenth(page, page->view->closed), tenth(page, page->view->bound),
		      tenth(page, page->view->closed - page->view->bound));
	sv_buf_text(page->out, "</p>\n");
}

/* Decision, preparation, movement: one after the other on one scale. */
void sv_deploy_page_bars(const struct sv_deploy_page *page)
{
	static const struct sv_table_column columns[] = {{"Part", false}, {"Days", true}};
	static const char *const names[] = {"Decision", "Preparation", "Movement"};
	const double parts[] = {page->view->decision, page->view->preparation,
				page->view->movement};
	struct sv_chart_table table = {
	    .caption = "Parts of the time", .columns = columns, .column_count = 2};
	struct sv_chart_figure figure = {
	    .id = "bars-figure",
	    .title = sv_arena_printf(page->arena, "The movement takes %s of %s days",
				     tenth(page, page->view->movement),
				     tenth(page, parts[0] + parts[1] + parts[2])),
	    .unit = "Days, from the crisis to the last arrival",
	    .note = "Preparation lasts from the decision until the first trip starts.",
	};
	struct sv_bars_row rows[3];
	struct sv_bars bars = {.id = "bars",
			       .title = figure.title,
			       .desc = "Three bars one after the other; the table behind says the "
				       "same.",
			       .rows = rows,
			       .row_count = 3};
	double at = 0;

	for (int i = 0; i < 3; i++) {
		const char **row = sv_table_row(page->arena, &table);

		rows[i] = (struct sv_bars_row){
		    .label = names[i],
		    .says = sv_arena_printf(page->arena, "%s days", tenth(page, parts[i])),
		    .style = i == 2 ? SV_BARS_STRONG : SV_BARS_FILLED,
		    .from = at,
		    .to = at + parts[i]};
		at += parts[i];
		row[0] = names[i];
		row[1] = tenth(page, parts[i]);
	}
	bars.high = SV_MAX(at, 0.1);
	with_files(page, &figure);
	sv_figure_begin(page->out, &figure);
	sv_bars_svg(&bars, page->out);
	sv_figure_end(page->out, &figure, &table);
}

/* "equipment t" from "equipment_t" */
static const char *words(const struct sv_deploy_page *page, const char *key)
{
	char *text = (char *)(uintptr_t)sv_arena_cstr(page->arena, key);

	for (char *c = text; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return text;
}

static void profile_rows(const struct sv_deploy_page *page, struct sv_chart_table *table)
{
	static const double quarters[] = {0.25, 0.5, 0.75, 1};

	for (size_t i = 0; i < page->view->class_count; i++) {
		const struct sv_deploy_class *class = &page->view->classes[i];
		const char **row = sv_table_row(page->arena, table);

		row[0] = words(page, class->name);
		row[1] = sv_arena_printf(page->arena, "%" PRId64, class->amount);
		for (size_t q = 0; q < SV_ARRAY_LEN(quarters); q++)
			for (size_t a = class->arrival_count; a > 0; a--)
				if (class->arrivals[a - 1].share >= quarters[q] - 1e-9)
					row[2 + q] = tenth(page, class->arrivals[a - 1].day);
	}
}

void sv_deploy_page_profile(const struct sv_deploy_page *page)
{
	static const struct sv_table_column columns[] = {{"Cargo", false},    {"Amount", true},
							 {"25 %, day", true}, {"50 %, day", true},
							 {"75 %, day", true}, {"All, day", true}};
	struct sv_chart_table table = {.caption = "When how much is in place",
				       .columns = columns,
				       .column_count = SV_ARRAY_LEN(columns)};
	struct sv_closure_panel *panels =
	    SV_NEW_ARRAY(page->arena, struct sv_closure_panel, page->view->class_count + 1);
	struct sv_chart_figure figure = {.id = "profile-figure",
					 .title = "How much is in place by when",
					 .unit = "Share of each cargo at its destination; days "
						 "after the decision"};
	struct sv_closure closure = {
	    .id = "profile",
	    .title = figure.title,
	    .desc =
		"One panel a kind of cargo, from nothing to all of it; the table behind has the "
		"days of each quarter.",
	    .panels = panels,
	    .panel_count = page->view->class_count,
	    .bound = page->view->bound,
	    .closed = page->view->closed,
	    .bound_text = sv_arena_printf(page->arena, "not before day %s: proven",
					  tenth(page, page->view->bound)),
	    .closed_text =
		sv_arena_printf(page->arena, "this plan: day %s", tenth(page, page->view->closed)),
	};

	if (page->view->closed < 0 || !page->view->class_count)
		return;
	for (size_t i = 0; i < page->view->class_count; i++) {
		const struct sv_deploy_class *class = &page->view->classes[i];
		struct sv_closure_step *steps =
		    SV_NEW_ARRAY(page->arena, struct sv_closure_step, class->arrival_count + 1);

		for (size_t a = 0; a < class->arrival_count; a++)
			steps[a] = (struct sv_closure_step){class->arrivals[a].day,
							    class->arrivals[a].share};
		panels[i] = (struct sv_closure_panel){words(page, class->name), steps,
						      class->arrival_count};
	}
	profile_rows(page, &table);
	with_files(page, &figure);
	sv_figure_begin(page->out, &figure);
	sv_closure_svg(&closure, page->out);
	sv_figure_end(page->out, &figure, &table);
}

void sv_deploy_page_bottlenecks(const struct sv_deploy_page *page)
{
	part(page, "bottlenecks", "What holds it back");
	if (!page->view->bottleneck_count)
		sv_buf_text(page->out, "<p class=\"prose\">Nothing binds but travel times and "
				       "openings.</p>\n");
	else
		sv_buf_text(page->out,
			    "<table class=\"list\"><thead><tr><th scope=\"col\">Resource</th>"
			    "<th scope=\"col\" class=\"number\">There are</th><th "
			    "scope=\"col\">Binds, days</th><th scope=\"col\">One more saves"
			    "</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < page->view->bottleneck_count; i++) {
		const struct sv_deploy_bottleneck *b = &page->view->bottlenecks[i];

		sv_buf_text(page->out, "<tr><th scope=\"row\">");
		text(page, b->name);
		sv_buf_printf(
		    page->out,
		    "</th><td class=\"number\" data-label=\"There are\">%" PRId64
		    "%s</td><td data-label=\"Binds, days\">%s to %s</td><td data-label=\"One "
		    "more saves\">",
		    b->capacity, b->per_step ? " a step" : "", tenth(page, b->from_day),
		    tenth(page, b->to_day));
		if (b->saves_days > 0)
			textf(page, "%s days of the bound", tenth(page, b->saves_days));
		else
			sv_buf_text(page->out,
				    b->saves_days < 0 ? "not computed" : "nothing alone");
		sv_buf_text(page->out, "</td></tr>\n");
	}
	sv_buf_text(page->out, page->view->bottleneck_count ? "</tbody></table>\n" : "");
	if (page->view->travel > 0) {
		sv_buf_text(page->out, "<p class=\"prose\">");
		textf(page,
		      "With any lift of the case, notice and travel alone take until day %s (%s).",
		      tenth(page, page->view->travel), page->view->travel_of);
		sv_buf_text(page->out, "</p>\n");
	}
	sv_buf_text(page->out, "</section>\n");
}

void sv_deploy_page_movements(const struct sv_deploy_page *page)
{
	if (!page->view->movement_count)
		return;
	part(page, "movements", "The schedule, by lane");
	sv_buf_text(page->out,
		    "<table class=\"list\"><thead><tr><th scope=\"col\">Fleet</th><th "
		    "scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\" "
		    "class=\"number\">Trips</th><th scope=\"col\" class=\"number\">First, day"
		    "</th><th scope=\"col\" class=\"number\">Last, day</th><th scope=\"col\">"
		    "Carried</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < page->view->movement_count; i++) {
		const struct sv_deploy_movement *m = &page->view->movements[i];

		sv_buf_text(page->out, "<tr><th scope=\"row\">");
		text(page, m->fleet);
		sv_buf_text(page->out, "</th><td>");
		text(page, m->from);
		sv_buf_text(page->out, "</td><td>");
		text(page, m->to);
		sv_buf_printf(
		    page->out,
		    "</td><td class=\"number\" data-label=\"Trips\">%d</td><td "
		    "class=\"number\" data-label=\"First, day\">%s</td><td class=\"number\" "
		    "data-label=\"Last, day\">%s</td><td data-label=\"Carried\">",
		    m->trips, tenth(page, m->first_day), tenth(page, m->last_day));
		text(page, words(page, m->carried));
		sv_buf_text(page->out, "</td></tr>\n");
	}
	sv_buf_text(page->out,
		    "</tbody></table>\n<p class=\"prose\">Every trip with its load is in ");
	text(page, page->data_at);
	sv_buf_text(page->out, ".</p>\n");
	sv_buf_text(page->out, "</section>\n");
}

static const char *stay_says(const struct sv_deploy_page *page,
			     const struct sv_sustain_answer *stay)
{
	if (stay->status == SV_SUSTAINED)
		return "Sustained: a schedule brings all of it in time";
	if (stay->status == SV_NOT_SUSTAINED)
		return sv_arena_printf(page->arena,
				       "Not sustained: supply runs out on day %d whatever the "
				       "schedule: proven",
				       stay->late_day);
	return sv_arena_printf(page->arena,
			       "Undecided: the schedule found runs out on day %d, and no proof was "
			       "found that others must",
			       stay->late_day);
}

void sv_deploy_page_stays(const struct sv_deploy_page *page)
{
	if (page->view->closed < 0)
		return;
	part(page, "stay", "Can it stay?");
	if (!page->view->stay_count) {
		sv_buf_text(page->out, "<p class=\"prose\">Not computed: ");
		text(page, page->view->no_stay);
		sv_buf_text(page->out, ".</p>\n");
		sv_buf_text(page->out, "</section>\n");
		return;
	}
	sv_buf_text(page->out, "<p class=\"prose\">");
	textf(page,
	      "%" PRId64 " people, %.3f kg a head and day (%s), %d days in stock (%s). Supply "
	      "comes by the lift of the case, which is free again.",
	      page->view->stays[0].people, (double)page->view->supply.grams_head_day / 1000,
	      page->view->marks.consumption, page->view->supply.stock_days,
	      page->view->marks.stock);
	sv_buf_text(page->out,
		    "</p>\n<table class=\"list\"><thead><tr><th scope=\"col\">Days</th><th "
		    "scope=\"col\" class=\"number\">Consumed, t</th><th scope=\"col\" "
		    "class=\"number\">To bring, t</th><th scope=\"col\">Answer</th></tr>"
		    "</thead><tbody>\n");
	for (size_t i = 0; i < page->view->stay_count; i++) {
		const struct sv_sustain_answer *stay = &page->view->stays[i];

		sv_buf_printf(
		    page->out,
		    "<tr><th scope=\"row\">%d</th><td class=\"number\" data-label=\"Consumed, "
		    "t\">%" PRId64 "</td><td class=\"number\" data-label=\"To bring, t\">%" PRId64
		    "</td><td>%s</td></tr>\n",
		    stay->days, stay->need_t, stay->moved_t, stay_says(page, stay));
	}
	sv_buf_text(page->out, "</tbody></table>\n");
	sv_buf_text(page->out, "</section>\n");
}

void sv_deploy_page_proof(const struct sv_deploy_page *page)
{
	part(page, "proof", "The proof");
	sv_buf_text(page->out, "<p class=\"prose\">");
	if (page->view->closed >= 0)
		textf(page, "The plan closes at %s. ", page->view->lasts);
	textf(page,
	      "The certificate in %s prices every resource and step; with it, the program "
	      " servanda-check, which shares no code with the planner, verifies in "
	      "integers that no schedule can be earlier, and replays every trip.",
	      page->data_at);
	sv_buf_text(page->out, "</p>\n<p><code>servanda-check case.json ");
	text(page, page->name);
	sv_buf_text(page->out, ".json</code></p>\n");
	sv_buf_text(page->out, "</section>\n");
}

void sv_deploy_page_figures(const struct sv_deploy_page *page)
{
	part(page, "figures", "What it rests on");
	sv_buf_text(page->out, "<details class=\"more\"><summary>");
	textf(page, "%zu figures, each with its mark", page->view->figure_count);
	sv_buf_text(page->out,
		    "</summary>\n<table class=\"list\" data-filter=\"figures\"><thead><tr><th "
		    "scope=\"col\">Figure</th><th scope=\"col\">Value</th><th scope=\"col\">"
		    "Mark</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < page->view->figure_count; i++) {
		sv_buf_text(page->out, "<tr><th scope=\"row\">");
		text(page, page->view->figures[i].what);
		sv_buf_text(page->out, "</th><td>");
		text(page, page->view->figures[i].value);
		sv_buf_text(page->out, "</td><td>");
		text(page, page->view->figures[i].mark);
		sv_buf_text(page->out, "</td></tr>\n");
	}
	sv_buf_text(page->out,
		    "</tbody></table></details>\n<details class=\"more\"><summary>The case as it "
		    "was written</summary>\n<pre class=\"rule\" tabindex=\"0\">");
	sv_html_text(page->out, page->text);
	sv_buf_text(page->out, "</pre></details>\n");
	sv_buf_text(page->out, "</section>\n");
}

static void needs(const struct sv_deploy_page *page, const struct sv_deploy_need *need)
{
	if (need->at_least > SV_DEPLOY_MORE_MAX)
		textf(page, "No number up to %d alone: proven", SV_DEPLOY_MORE_MAX);
	else if (need->enough < 0)
		textf(page, "At least %d more: proven; none was found that is enough",
		      need->at_least);
	else if (need->enough == need->at_least)
		textf(page, "%d more: planned; fewer do not suffice: proven", need->enough);
	else
		textf(page, "%d more: planned; at least %d: proven", need->enough, need->at_least);
}

void sv_deploy_page_shortfall(const struct sv_deploy_page *page)
{
	const struct sv_deploy_view *view = page->view;

	if (!view->is_late)
		return;
	part(page, "shortfall", "What would keep every due date");
	if (view->needless)
		sv_buf_text(page->out, "<p class=\"prose\">Nothing more: another plan keeps them, "
				       "which may close later.</p>\n");
	if (view->hopeless)
		sv_buf_printf(
		    page->out,
		    "<p class=\"prose\">Not even %d more of everything: proven. Times and "
		    "openings are in the way.</p>\n",
		    SV_DEPLOY_MORE_MAX);
	if (view->need_count)
		sv_buf_printf(page->out,
			      "<table class=\"list\"><thead><tr><th scope=\"col\">Resource</th><th "
			      "scope=\"col\">Alone</th>%s</tr></thead><tbody>\n",
			      view->together ? "<th scope=\"col\" class=\"number\">Or together</th>"
					     : "");
	for (size_t i = 0; i < view->need_count; i++) {
		sv_buf_text(page->out, "<tr><th scope=\"row\">");
		text(page, view->needs[i].name);
		sv_buf_text(page->out, "</th><td data-label=\"Alone\">");
		needs(page, &view->needs[i]);
		sv_buf_text(page->out, "</td>");
		if (view->together)
			sv_buf_printf(page->out,
				      "<td class=\"number\" data-label=\"Or together\">%d</td>",
				      view->needs[i].together);
		sv_buf_text(page->out, "</tr>\n");
	}
	sv_buf_text(page->out, view->need_count ? "</tbody></table>\n" : "");
	if (view->need_stopped)
		sv_buf_text(page->out, "<p class=\"prose\">The time was over before all was "
				       "tried.</p>\n");
	sv_buf_text(page->out, "</section>\n");
}

static void work_cells(const struct sv_deploy_page *page, const struct sv_deploy_work *work,
		       const struct sv_deploy_work_day *day)
{
	sv_buf_text(page->out, "<td class=\"number\" data-label=\"Stands taken\">");
	if (work->stands >= 0)
		textf(page, "%" PRId64 " of %" PRId64, day->stands, work->stands);
	else
		text(page, "no limit");
	sv_buf_printf(page->out,
		      "</td><td class=\"number\" data-label=\"Out, t\">%s</td><td class=\"number\" "
		      "data-label=\"In, t\">%s</td>",
		      tenth(page, day->out_t), tenth(page, day->in_t));
	sv_buf_printf(page->out,
		      "<td class=\"number\" data-label=\"People out\">%" PRId64
		      "</td><td class=\"number\" data-label=\"People in\">%" PRId64 "</td></tr>\n",
		      day->out_people, day->in_people);
}

static void work_head(const struct sv_deploy_page *page, const char *first)
{
	sv_buf_printf(
	    page->out,
	    "<table class=\"list\"><thead><tr>%s<th scope=\"col\" class=\"number\">Stands "
	    "taken</th><th scope=\"col\" class=\"number\">Out, t</th><th scope=\"col\" "
	    "class=\"number\">In, t</th><th scope=\"col\" class=\"number\">People out</th>"
	    "<th scope=\"col\" class=\"number\">People in</th></tr></thead><tbody>\n",
	    first);
}

void sv_deploy_page_workload(const struct sv_deploy_page *page)
{
	const struct sv_deploy_view *view = page->view;

	if (!view->work_count)
		return;
	part(page, "workload", "The work of airfields and ports");
	sv_buf_text(page->out,
		    "<p class=\"prose\">Of the stands or berths, the most that are taken "
		    "at once. Cargo goes out with the trip that starts and comes in with the "
		    "one that arrives.</p>\n");
	work_head(page, "<th scope=\"col\">Place</th>");
	for (size_t i = 0; i < view->work_count; i++) {
		sv_buf_text(page->out, "<tr><th scope=\"row\">");
		text(page, view->work[i].name);
		sv_buf_text(page->out, "</th>");
		work_cells(page, &view->work[i], &view->work[i].all);
	}
	sv_buf_text(page->out, "</tbody></table>\n<details class=\"more\"><summary>Day by day"
			       "</summary>\n");
	work_head(page, "<th scope=\"col\">Place</th><th scope=\"col\" class=\"number\">Day</th>");
	for (size_t i = 0; i < view->work_count; i++)
		for (size_t n = 0; n < view->work[i].day_count; n++) {
			sv_buf_text(page->out, "<tr><th scope=\"row\">");
			text(page, view->work[i].name);
			sv_buf_printf(page->out,
				      "</th><td class=\"number\" data-label=\"Day\">%d</td>",
				      view->work[i].days[n].day);
			work_cells(page, &view->work[i], &view->work[i].days[n]);
		}
	sv_buf_text(page->out, "</tbody></table></details>\n</section>\n");
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Can a force be there in time, and stay: the cases of the pack, each with plan, bound and reason.
 */
#include <inttypes.h>
#include <string.h>

#include "chart/bars.h"
#include "chart/closure.h"
#include "chart/figure.h"
#include "http/pages.h"
#include "http/portal.h"

/* "19.5" */
static const char *tenth(struct sv_request *request, double days)
{
	int64_t tenths = (int64_t)(days * 10 + 0.5);

	return tenths % 10 ? sv_arena_printf(request->arena, "%" PRId64 ".%" PRId64, tenths / 10,
					     tenths % 10)
			   : sv_arena_printf(request->arena, "%" PRId64, tenths / 10);
}

static const char *what_holds(struct sv_request *request, const struct sv_deploy_view *view)
{
	const char *list = "";

	if (view->status == SV_PLAN_INFEASIBLE)
		return "the horizon";
	for (size_t i = 0; i < view->bottleneck_count && i < 3; i++)
		list = sv_arena_printf(request->arena, "%s%s%s", list, i ? ", " : "",
				       view->bottlenecks[i].name);
	return list[0] ? list : "travel times and openings";
}

static void case_row(struct sv_request *request, const struct sv_deploy_case *of,
		     const struct sv_deploy_view *view)
{
	sv_html(request, "<tr><th scope=\"row\">");
	sv_layout_link(request, sv_arena_printf(request->arena, "/deployability/%s", of->name),
		       of->title);
	sv_html(request, "<p class=\"promise\">");
	sv_text(request, of->about);
	sv_html(request, "</p></th><td class=\"number\" data-label=\"In place, day\">");
	sv_text(request, view->closed < 0 ? "none" : tenth(request, view->closed));
	sv_html(request, "</td><td class=\"number\" data-label=\"Not before, day\">");
	sv_text(request, tenth(request, view->bound));
	sv_html(request, "</td><td class=\"number\" data-label=\"Gap\">");
	sv_text(request, view->closed < 0 ? "" : tenth(request, view->closed - view->bound));
	sv_html(request, "</td><td data-label=\"What holds it back\">");
	sv_text(request, what_holds(request, view));
	sv_html(request, "</td></tr>\n");
}

static void list_json(struct sv_request *request, const struct sv_cases *cases,
		      const struct sv_deploy_view *const *views)
{
	struct sv_json json = SV_JSON_INIT(&request->out);

	sv_json_begin_array(&json);
	for (size_t i = 0; i < cases->count; i++) {
		const struct sv_deploy_view *view = views[i];

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "case", cases->items[i].name);
		sv_json_key_text(&json, "title", cases->items[i].title);
		sv_json_key_text(&json, "about", cases->items[i].about);
		sv_json_key_text(&json, "status", sv_plan_status_name(view->status));
		sv_json_key(&json, "closure_day");
		if (view->closed < 0)
			sv_json_null(&json);
		else
			sv_json_decimal(
			    &json, (struct sv_decimal){(int64_t)(view->closed * 1000 + 0.5), 3});
		sv_json_key(&json, "bound_day");
		sv_json_decimal(&json, (struct sv_decimal){(int64_t)(view->bound * 1000 + 0.5), 3});
		sv_json_key(&json, "bottlenecks");
		sv_json_begin_array(&json);
		for (size_t b = 0; b < view->bottleneck_count; b++)
			sv_json_text(&json, view->bottlenecks[b].name);
		sv_json_end_array(&json);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_buf_char(&request->out, '\n');
}

static void list_csv(struct sv_request *request, const struct sv_cases *cases,
		     const struct sv_deploy_view *const *views)
{
	sv_html(request, "case,title,status,closure_day,bound_day\n");
	for (size_t i = 0; i < cases->count; i++) {
		sv_csv_field(&request->out, sv_str_from(cases->items[i].name));
		sv_html(request, ",");
		sv_csv_field(&request->out, sv_str_from(cases->items[i].title));
		sv_htmlf(request, ",%s,", sv_plan_status_name(views[i]->status));
		if (views[i]->closed >= 0)
			sv_htmlf(request, "%.3f", views[i]->closed);
		sv_htmlf(request, ",%.3f\n", views[i]->bound);
	}
}

int sv_get_deployability(struct sv_request *request, struct sv_error *err)
{
	struct sv_cases *cases = &request->portal->cases;
	const struct sv_deploy_view **views =
	    SV_NEW_ARRAY(request->arena, const struct sv_deploy_view *, cases->count + 1);
	int r = 0;

	for (size_t i = 0; i < cases->count && r == 0; i++)
		r = sv_cases_view(cases, i, &views[i], err);
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON || request->call.format == SV_FORMAT_CSV) {
		(request->call.format == SV_FORMAT_JSON ? list_json : list_csv)(request, cases,
										views);
		return 0;
	}
	sv_layout_begin(request, "Deployability", "Deployability");
	sv_html(
	    request,
	    "<header class=\"title\"><h1>Can it be there in time?</h1></header>\n"
	    "<p class=\"prose\">Each case is planned trip by trip, and a bound proves how early "
	    "it could be at best. What lies between the two is the gap. Cases are files of the "
	    "pack, from open sources; strategic movement only.</p>\n"
	    "<table class=\"list\"><thead><tr><th scope=\"col\">Case</th><th scope=\"col\" "
	    "class=\"number\">In place, day</th><th scope=\"col\" class=\"number\">Not before, "
	    "day</th><th scope=\"col\" class=\"number\">Gap</th><th scope=\"col\">What holds it "
	    "back</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < cases->count; i++)
		case_row(request, &cases->items[i], views[i]);
	sv_html(request, "</tbody></table>\n");
	if (!cases->count)
		sv_html(request, "<p>No pack with cases is installed beside this portal.</p>\n");
	sv_layout_end(request);
	return 0;
}

/* Files of a figure, by its id. */
static void with_files(struct sv_request *request, struct sv_chart_figure *figure)
{
	const char *svg = sv_layout_drawing_base(request, SV_FORMAT_SVG);
	const char *png = sv_layout_drawing_base(request, SV_FORMAT_PNG);

	if (svg)
		figure->svg_href = sv_arena_printf(request->arena, "%s%s", svg, figure->id);
	if (png)
		figure->png_href = sv_arena_printf(request->arena, "%s%s", png, figure->id);
}

static void verdict(struct sv_request *request, const struct sv_deploy_view *view)
{
	sv_html(request, "<p class=\"lead\">");
	if (view->status == SV_PLAN_INFEASIBLE)
		sv_html(request, "Not everything can be in place within the horizon: proven.");
	else if (view->closed < 0)
		sv_textf(request,
			 "No plan was found. Nothing can be in place before day %s: proven.",
			 tenth(request, view->bound));
	else if (view->status == SV_PLAN_OPTIMAL)
		sv_textf(request,
			 "Everything is in place on day %s after the decision, and no schedule can "
			 "be earlier: proven.",
			 tenth(request, view->closed));
	else
		sv_textf(request,
			 "Everything is in place on day %s after the decision. No schedule can be "
			 "earlier than day %s: proven. The gap is %s days.",
			 tenth(request, view->closed), tenth(request, view->bound),
			 tenth(request, view->closed - view->bound));
	sv_html(request, "</p>\n");
}

/* Decision, preparation, movement: one after the other on one scale. */
static void three_bars(struct sv_request *request, const struct sv_deploy_view *view)
{
	static const struct sv_table_column columns[] = {{"Part", false}, {"Days", true}};
	static const char *const names[] = {"Decision", "Preparation", "Movement"};
	const double parts[] = {view->decision, view->preparation, view->movement};
	struct sv_chart_table table = {
	    .caption = "Parts of the time", .columns = columns, .column_count = 2};
	struct sv_chart_figure figure = {
	    .id = "bars-figure",
	    .title = sv_arena_printf(request->arena, "The movement takes %s of %s days",
				     tenth(request, view->movement),
				     tenth(request, parts[0] + parts[1] + parts[2])),
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
		const char **row = sv_table_row(request->arena, &table);

		rows[i] = (struct sv_bars_row){
		    .label = names[i],
		    .says = sv_arena_printf(request->arena, "%s days", tenth(request, parts[i])),
		    .style = i == 2 ? SV_BARS_STRONG : SV_BARS_FILLED,
		    .from = at,
		    .to = at + parts[i]};
		at += parts[i];
		row[0] = names[i];
		row[1] = tenth(request, parts[i]);
	}
	bars.high = SV_MAX(at, 0.1);
	with_files(request, &figure);
	sv_figure_begin(&request->out, &figure);
	sv_bars_svg(&bars, &request->out);
	sv_figure_end(&request->out, &figure, &table);
}

/* "equipment t" from "equipment_t" */
static const char *words(struct sv_request *request, const char *key)
{
	char *text = (char *)(uintptr_t)sv_arena_cstr(request->arena, key);

	for (char *c = text; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return text;
}

static void profile_rows(struct sv_request *request, const struct sv_deploy_view *view,
			 struct sv_chart_table *table)
{
	static const double quarters[] = {0.25, 0.5, 0.75, 1};

	for (size_t i = 0; i < view->class_count; i++) {
		const struct sv_deploy_class *class = &view->classes[i];
		const char **row = sv_table_row(request->arena, table);

		row[0] = words(request, class->name);
		row[1] = sv_arena_printf(request->arena, "%" PRId64, class->amount);
		for (size_t q = 0; q < SV_ARRAY_LEN(quarters); q++)
			for (size_t a = class->arrival_count; a > 0; a--)
				if (class->arrivals[a - 1].share >= quarters[q] - 1e-9)
					row[2 + q] = tenth(request, class->arrivals[a - 1].day);
	}
}

static void profile(struct sv_request *request, const struct sv_deploy_view *view)
{
	static const struct sv_table_column columns[] = {{"Cargo", false},    {"Amount", true},
							 {"25 %, day", true}, {"50 %, day", true},
							 {"75 %, day", true}, {"All, day", true}};
	struct sv_chart_table table = {.caption = "When how much is in place",
				       .columns = columns,
				       .column_count = SV_ARRAY_LEN(columns)};
	struct sv_closure_panel *panels =
	    SV_NEW_ARRAY(request->arena, struct sv_closure_panel, view->class_count + 1);
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
	    .panel_count = view->class_count,
	    .bound = view->bound,
	    .closed = view->closed,
	    .bound_text = sv_arena_printf(request->arena, "not before day %s: proven",
					  tenth(request, view->bound)),
	    .closed_text =
		sv_arena_printf(request->arena, "this plan: day %s", tenth(request, view->closed)),
	};

	if (view->closed < 0 || !view->class_count)
		return;
	for (size_t i = 0; i < view->class_count; i++) {
		const struct sv_deploy_class *class = &view->classes[i];
		struct sv_closure_step *steps =
		    SV_NEW_ARRAY(request->arena, struct sv_closure_step, class->arrival_count + 1);

		for (size_t a = 0; a < class->arrival_count; a++)
			steps[a] = (struct sv_closure_step){class->arrivals[a].day,
							    class->arrivals[a].share};
		panels[i] = (struct sv_closure_panel){words(request, class->name), steps,
						      class->arrival_count};
	}
	profile_rows(request, view, &table);
	with_files(request, &figure);
	sv_figure_begin(&request->out, &figure);
	sv_closure_svg(&closure, &request->out);
	sv_figure_end(&request->out, &figure, &table);
}

static void bottlenecks(struct sv_request *request, const struct sv_deploy_view *view)
{
	sv_layout_part(request, "bottlenecks", "What holds it back");
	if (!view->bottleneck_count)
		sv_html(request, "<p class=\"prose\">Nothing binds but travel times and "
				 "openings.</p>\n");
	else
		sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Resource</th>"
				 "<th scope=\"col\" class=\"number\">There are</th><th "
				 "scope=\"col\">Binds, days</th><th scope=\"col\">One more saves"
				 "</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < view->bottleneck_count; i++) {
		const struct sv_deploy_bottleneck *b = &view->bottlenecks[i];

		sv_html(request, "<tr><th scope=\"row\">");
		sv_text(request, b->name);
		sv_htmlf(request,
			 "</th><td class=\"number\" data-label=\"There are\">%" PRId64
			 "%s</td><td data-label=\"Binds, days\">%s to %s</td><td data-label=\"One "
			 "more saves\">",
			 b->capacity, b->per_step ? " a step" : "", tenth(request, b->from_day),
			 tenth(request, b->to_day));
		if (b->saves_days > 0)
			sv_textf(request, "%s days of the bound", tenth(request, b->saves_days));
		else
			sv_html(request, b->saves_days < 0 ? "not computed" : "nothing alone");
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request, view->bottleneck_count ? "</tbody></table>\n" : "");
	sv_layout_part_end(request);
}

static void movements(struct sv_request *request, const struct sv_deploy_view *view)
{
	if (!view->movement_count)
		return;
	sv_layout_part(request, "movements", "The schedule, by lane");
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Fleet</th><th "
			 "scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\" "
			 "class=\"number\">Trips</th><th scope=\"col\" class=\"number\">First, day"
			 "</th><th scope=\"col\" class=\"number\">Last, day</th><th scope=\"col\">"
			 "Carried</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < view->movement_count; i++) {
		const struct sv_deploy_movement *m = &view->movements[i];

		sv_html(request, "<tr><th scope=\"row\">");
		sv_text(request, m->fleet);
		sv_html(request, "</th><td>");
		sv_text(request, m->from);
		sv_html(request, "</td><td>");
		sv_text(request, m->to);
		sv_htmlf(request,
			 "</td><td class=\"number\" data-label=\"Trips\">%d</td><td "
			 "class=\"number\" data-label=\"First, day\">%s</td><td class=\"number\" "
			 "data-label=\"Last, day\">%s</td><td data-label=\"Carried\">",
			 m->trips, tenth(request, m->first_day), tenth(request, m->last_day));
		sv_text(request, words(request, m->carried));
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request, "</tbody></table>\n<p class=\"prose\">Every trip with its load is in the "
			 "JSON and CSV of this page.</p>\n");
	sv_layout_part_end(request);
}

static const char *stay_says(struct sv_request *request, const struct sv_sustain_answer *stay)
{
	if (stay->status == SV_SUSTAINED)
		return "Sustained: a schedule brings all of it in time";
	if (stay->status == SV_NOT_SUSTAINED)
		return sv_arena_printf(request->arena,
				       "Not sustained: supply runs out on day %d whatever the "
				       "schedule: proven",
				       stay->late_day);
	return sv_arena_printf(request->arena,
			       "Undecided: the schedule found runs out on day %d, and no proof was "
			       "found that others must",
			       stay->late_day);
}

static void stays(struct sv_request *request, const struct sv_deploy_view *view)
{
	if (view->closed < 0)
		return;
	sv_layout_part(request, "stay", "Can it stay?");
	if (!view->stay_count) {
		sv_html(request, "<p class=\"prose\">Not computed: ");
		sv_text(request, view->no_stay);
		sv_html(request, ".</p>\n");
		sv_layout_part_end(request);
		return;
	}
	sv_html(request, "<p class=\"prose\">");
	sv_textf(request,
		 "%" PRId64 " people, %.3f kg a head and day (%s), %d days in stock (%s). Supply "
		 "comes by the lift of the case, which is free again.",
		 view->stays[0].people, (double)view->supply.grams_head_day / 1000,
		 view->marks.consumption, view->supply.stock_days, view->marks.stock);
	sv_html(request, "</p>\n<table class=\"list\"><thead><tr><th scope=\"col\">Days</th><th "
			 "scope=\"col\" class=\"number\">Consumed, t</th><th scope=\"col\" "
			 "class=\"number\">To bring, t</th><th scope=\"col\">Answer</th></tr>"
			 "</thead><tbody>\n");
	for (size_t i = 0; i < view->stay_count; i++) {
		const struct sv_sustain_answer *stay = &view->stays[i];

		sv_htmlf(request,
			 "<tr><th scope=\"row\">%d</th><td class=\"number\" data-label=\"Consumed, "
			 "t\">%" PRId64
			 "</td><td class=\"number\" data-label=\"To bring, t\">%" PRId64
			 "</td><td>%s</td></tr>\n",
			 stay->days, stay->need_t, stay->moved_t, stay_says(request, stay));
	}
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

static void proof(struct sv_request *request, const struct sv_deploy_case *of,
		  const struct sv_deploy_view *view)
{
	sv_layout_part(request, "proof", "The proof");
	sv_html(request, "<p class=\"prose\">");
	if (view->closed >= 0)
		sv_textf(request, "The plan closes at %s. ", view->lasts);
	sv_textf(
	    request,
	    "The certificate in the JSON of this page prices every resource and step; with it, "
	    "the program servanda-check, which shares no code with the planner, verifies in "
	    "integers that no schedule can be earlier, and replays every trip.");
	sv_html(request, "</p>\n<p><code>servanda-check case.json ");
	sv_text(request, of->name);
	sv_html(request, ".json</code></p>\n");
	sv_layout_part_end(request);
}

static void figures(struct sv_request *request, const struct sv_deploy_case *of,
		    const struct sv_deploy_view *view)
{
	sv_layout_part(request, "figures", "What it rests on");
	sv_html(request, "<details class=\"more\"><summary>");
	sv_textf(request, "%zu figures, each with its mark", view->figure_count);
	sv_html(request, "</summary>\n<table class=\"list\" data-filter=\"figures\"><thead><tr><th "
			 "scope=\"col\">Figure</th><th scope=\"col\">Value</th><th scope=\"col\">"
			 "Mark</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < view->figure_count; i++) {
		sv_html(request, "<tr><th scope=\"row\">");
		sv_text(request, view->figures[i].what);
		sv_html(request, "</th><td>");
		sv_text(request, view->figures[i].value);
		sv_html(request, "</td><td>");
		sv_text(request, view->figures[i].mark);
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request,
		"</tbody></table></details>\n<details class=\"more\"><summary>The case as it "
		"was written</summary>\n<pre class=\"rule\" tabindex=\"0\">");
	sv_html_text(&request->out, of->text);
	sv_html(request, "</pre></details>\n");
	sv_layout_part_end(request);
}

int sv_get_case(struct sv_request *request, struct sv_error *err)
{
	struct sv_cases *cases = &request->portal->cases;
	const char *name = sv_request_value(request, "case");
	int index = sv_cases_find(cases, name);
	const struct sv_deploy_view *view;
	const struct sv_deploy_case *of;
	int r;

	if (index < 0)
		return sv_fail(err, SV_ENOTFOUND, "there is no case '%s'", name);
	of = &cases->items[index];
	r = sv_cases_view(cases, (size_t)index, &view, err);
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON || request->call.format == SV_FORMAT_CSV) {
		sv_buf_str(&request->out,
			   request->call.format == SV_FORMAT_JSON ? view->json : view->csv);
		return 0;
	}
	sv_layout_begin(request, of->title, "Deployability");
	sv_html(request, "<header class=\"title\"><p class=\"over\">");
	sv_layout_link(request, "/deployability", "Deployability");
	sv_html(request, "</p><h1>");
	sv_text(request, of->title);
	sv_html(request, "</h1></header>\n");
	verdict(request, view);
	sv_html(request, "<p class=\"prose\">");
	sv_text(request, of->about);
	sv_html(request, "</p>\n");
	if (view->closed >= 0)
		three_bars(request, view);
	profile(request, view);
	bottlenecks(request, view);
	stays(request, view);
	movements(request, view);
	proof(request, of, view);
	figures(request, of, view);
	sv_layout_end(request);
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Can a force be there in time, and stay: the cases of the pack, each with plan, bound and reason.
 */
#include <inttypes.h>
#include <string.h>

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

static void planned_cells(struct sv_request *request, const struct sv_deploy_view *view)
{
	sv_html(request, "<td class=\"number\" data-label=\"In place, day\">");
	sv_text(request, view->closed < 0 ? "none" : tenth(request, view->closed));
	sv_html(request, "</td><td class=\"number\" data-label=\"Not before, day\">");
	sv_text(request, tenth(request, view->bound));
	sv_html(request, "</td><td class=\"number\" data-label=\"Gap\">");
	sv_text(request, view->closed < 0 ? "" : tenth(request, view->closed - view->bound));
	sv_html(request, "</td><td data-label=\"What holds it back\">");
	sv_text(request, what_holds(request, view));
	sv_html(request, "</td></tr>\n");
}

static void case_row(struct sv_request *request, const struct sv_cases *cases, size_t index)
{
	const struct sv_deploy_case *of = &cases->items[index];
	const struct sv_deploy_view *view = atomic_load(&cases->answers[index].view);
	const struct sv_error *wrong = atomic_load(&cases->answers[index].wrong);

	sv_html(request, "<tr><th scope=\"row\">");
	sv_layout_link(request, sv_arena_printf(request->arena, "/deployability/%s", of->name),
		       of->title);
	sv_html(request, "<p class=\"promise\">");
	sv_text(request, of->about);
	sv_html(request, "</p></th>");
	if (view) {
		planned_cells(request, view);
		return;
	}
	sv_html(request, "<td colspan=\"4\">");
	if (wrong)
		sv_textf(request, "cannot be planned: %s", wrong->message);
	else
		sv_html(request, "being computed");
	sv_html(request, "</td></tr>\n");
}

static void days_or_null(struct sv_json *json, const char *key, const struct sv_deploy_view *view,
			 double days)
{
	sv_json_key(json, key);
	if (!view || days < 0)
		sv_json_null(json);
	else
		sv_json_decimal(json, (struct sv_decimal){(int64_t)(days * 1000 + 0.5), 3});
}

static const char *status_of(const struct sv_deploy_view *view)
{
	return view ? sv_plan_status_name(view->status) : "invalid";
}

static void list_json(struct sv_request *request, const struct sv_cases *cases)
{
	struct sv_json json = SV_JSON_INIT(&request->out);

	sv_json_begin_array(&json);
	for (size_t i = 0; i < cases->count; i++) {
		const struct sv_deploy_view *view = atomic_load(&cases->answers[i].view);
		const struct sv_error *wrong = atomic_load(&cases->answers[i].wrong);

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "case", cases->items[i].name);
		sv_json_key_text(&json, "title", cases->items[i].title);
		sv_json_key_text(&json, "about", cases->items[i].about);
		sv_json_key_text(&json, "status", status_of(view));
		if (!view)
			sv_json_key_text(&json, "problem", wrong->message);
		days_or_null(&json, "closure_day", view, view ? view->closed : 0);
		days_or_null(&json, "bound_day", view, view ? view->bound : 0);
		sv_json_key(&json, "bottlenecks");
		sv_json_begin_array(&json);
		for (size_t b = 0; view && b < view->bottleneck_count; b++)
			sv_json_text(&json, view->bottlenecks[b].name);
		sv_json_end_array(&json);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_buf_char(&request->out, '\n');
}

static void list_csv(struct sv_request *request, const struct sv_cases *cases)
{
	sv_html(request, "case,title,status,closure_day,bound_day\n");
	for (size_t i = 0; i < cases->count; i++) {
		const struct sv_deploy_view *view = atomic_load(&cases->answers[i].view);

		sv_csv_field(&request->out, sv_str_from(cases->items[i].name));
		sv_html(request, ",");
		sv_csv_field(&request->out, sv_str_from(cases->items[i].title));
		sv_htmlf(request, ",%s,", status_of(view));
		if (view && view->closed >= 0)
			sv_htmlf(request, "%.3f", view->closed);
		sv_html(request, ",");
		if (view)
			sv_htmlf(request, "%.3f", view->bound);
		sv_html(request, "\n");
	}
}

/* Programs wait for all of it: an answer with holes would be taken for the whole. */
static int list_data(struct sv_request *request, struct sv_cases *cases, struct sv_error *err)
{
	for (size_t i = 0; i < cases->count; i++) {
		const struct sv_deploy_view *view;
		int r = sv_cases_view(cases, i, &view, err);

		if (r < 0 && !atomic_load(&cases->answers[i].wrong))
			return r;
	}
	(request->call.format == SV_FORMAT_JSON ? list_json : list_csv)(request, cases);
	return 0;
}

static size_t computed_count(const struct sv_cases *cases)
{
	size_t count = 0;

	for (size_t i = 0; i < cases->count; i++)
		count +=
		    atomic_load(&cases->answers[i].view) || atomic_load(&cases->answers[i].wrong);
	return count;
}

int sv_get_deployability(struct sv_request *request, struct sv_error *err)
{
	struct sv_cases *cases = &request->portal->cases;
	size_t count;

	if (request->call.format != SV_FORMAT_HTML)
		return list_data(request, cases, err);
	count = computed_count(cases);
	/* Counted before the rows are written: some may say more than the page then counts on. */
	request->is_passing = count < cases->count;
	sv_layout_begin(request, "Deployability", "Deployability");
	sv_html(request, "<header class=\"title\"><h1>Can it be there in time?</h1></header>\n"
			 "<p class=\"prose\">Each case is planned trip by trip, and a bound proves "
			 "how early it could be at best. What lies between the two is the gap. "
			 "Cases are files of the pack, from open sources; strategic movement only."
			 "</p>\n");
	if (request->is_passing)
		sv_htmlf(request,
			 "<p class=\"notice\" role=\"status\">%zu of %zu cases %s computed by now. "
			 "Open one to have it at once, or load this page again in a few seconds."
			 "</p>\n",
			 count, cases->count, count == 1 ? "is" : "are");
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Case</th><th "
			 "scope=\"col\" class=\"number\">In place, day</th><th scope=\"col\" "
			 "class=\"number\">Not before, day</th><th scope=\"col\" class=\"number\">"
			 "Gap</th><th scope=\"col\">What holds it back</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < cases->count; i++)
		case_row(request, cases, i);
	sv_html(request, "</tbody></table>\n");
	if (!cases->count)
		sv_html(request, "<p>No pack with cases is installed beside this portal.</p>\n");
	sv_layout_end(request);
	if (request->is_passing)
		sv_cases_warm(cases);
	return 0;
}

int sv_get_case(struct sv_request *request, struct sv_error *err)
{
	struct sv_cases *cases = &request->portal->cases;
	const char *name = sv_request_value(request, "case");
	int index = sv_cases_find(cases, name);
	const struct sv_deploy_view *view;
	const struct sv_deploy_case *of;
	struct sv_deploy_page page;
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
	page = (struct sv_deploy_page){
	    .view = view,
	    .title = of->title,
	    .about = of->about,
	    .name = of->name,
	    .text = of->text,
	    .data_at = "the JSON and CSV of this page",
	    .svg_base = sv_layout_drawing_base(request, SV_FORMAT_SVG),
	    .png_base = sv_layout_drawing_base(request, SV_FORMAT_PNG),
	    .arena = request->arena,
	    .out = &request->out,
	};
	sv_layout_begin(request, of->title, "Deployability");
	sv_html(request, "<header class=\"title\"><p class=\"over\">");
	sv_layout_link(request, "/deployability", "Deployability");
	sv_html(request, "</p><h1>");
	sv_text(request, of->title);
	sv_html(request, "</h1></header>\n");
	sv_deploy_page(&page);
	sv_layout_end(request);
	return 0;
}

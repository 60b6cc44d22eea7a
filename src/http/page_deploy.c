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

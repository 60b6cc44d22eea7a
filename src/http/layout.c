/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/layout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "chart/figure.h"
#include "http/picture.h"

void sv_layout_link(struct sv_request *request, const char *path, const char *text)
{
	sv_html(request, "<a href=\"");
	sv_text(request, sv_request_href(request, path, ""));
	sv_html(request, "\">");
	sv_text(request, text);
	sv_html(request, "</a>");
}

void sv_layout_title(struct sv_request *request, const char *over_path, const char *over,
		     const char *title)
{
	sv_html(request, "<header class=\"title\"><p class=\"over\">");
	sv_layout_link(request, over_path, over);
	sv_html(request, "</p><h1>");
	sv_text(request, title);
	sv_html(request, "</h1></header>\n");
}

void sv_layout_part(struct sv_request *request, const char *id, const char *title)
{
	sv_htmlf(request, "<section id=\"%s\" class=\"part\">\n<h2>", id);
	sv_text(request, title);
	sv_html(request, "</h2>\n");
}

void sv_layout_part_end(struct sv_request *request)
{
	sv_html(request, "</section>\n");
}

void sv_layout_fact(struct sv_request *request, const char *name, const char *value)
{
	if (!value || !value[0])
		return;
	sv_htmlf(request, "<dt>%s</dt><dd>", name);
	sv_text(request, value);
	sv_html(request, "</dd>\n");
}

/* The first route of each section is its page. */
static bool section_seen(const struct sv_route *route)
{
	for (const struct sv_route *before = sv_routes; before < route; before++)
		if (before->section && strcmp(before->section, route->section) == 0)
			return true;
	return false;
}

static void menu(struct sv_request *request, const char *section)
{
	sv_html(request, "<nav class=\"menu\" aria-label=\"Sections\"><ul>\n");
	for (const struct sv_route *route = sv_routes; route->method; route++) {
		bool here = route->section && strcmp(route->section, section) == 0;

		if (!route->section || section_seen(route) ||
		    !sv_route_allows(route, request->reader.actor.role))
			continue;
		sv_html(request, "<li><a href=\"");
		sv_text(request, sv_request_href(request, route->path, ""));
		sv_htmlf(request, "\"%s>%s</a></li>\n", here ? " aria-current=\"page\"" : "",
			 route->section);
	}
	sv_html(request, "</ul></nav>\n");
}

/* Without the query. */
static const char *path_of(const struct sv_request *request)
{
	size_t len = strcspn(request->target, "?");

	return sv_arena_str(request->arena, (struct sv_str){request->target, len}).ptr;
}

/* Parameters of the page that are not those of the moment travel along. */
static void hidden_fields(struct sv_request *request)
{
	for (size_t i = 0; i < request->call.param_count; i++) {
		const struct sv_param *param = request->call.params[i];
		bool of_moment = false;

		for (const struct sv_param *m = sv_moment_params; m->name; m++)
			of_moment = of_moment || m == param;
		if (of_moment || param->place != SV_IN_QUERY || !request->call.values[i])
			continue;
		sv_htmlf(request, "<input type=\"hidden\" name=\"%s\" value=\"", param->name);
		sv_text(request, request->call.values[i]);
		sv_html(request, "\">");
	}
}

static void year_field(struct sv_request *request)
{
	const struct sv_evidence *evidence = request->snapshot->evidence;
	int first = 0, last = sv_day_year(request->moment.on) - 1;

	for (size_t i = 0; i < evidence->figure_count; i++)
		if (!first || evidence->figures[i].year < first)
			first = evidence->figures[i].year;
	if (!first || first > last)
		first = last;
	if (request->year && request->year < first)
		first = request->year;
	if (request->year > last)
		last = request->year;
	sv_html(request, "<label>Year <select name=\"year\">");
	for (int year = last; year >= first; year--)
		sv_htmlf(request, "<option%s>%d</option>", year == request->year ? " selected" : "",
			 year);
	sv_html(request, "</select></label>\n");
}

static int by_day(const void *a, const void *b)
{
	int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;

	return left < right ? -1 : left > right;
}

/* Days on which who takes part, or the list of projects, changed: worth a visit. */
static void turning_points(struct sv_request *request)
{
	const struct sv_register *reg = request->snapshot->reg;
	int32_t *days =
	    SV_NEW_ARRAY(request->arena, int32_t, reg->membership_count * 2 + reg->project_count);
	char text[32], iso[SV_DATE_TEXT_MAX];
	size_t count = 0;

	for (size_t i = 0; i < reg->membership_count; i++) {
		days[count++] = reg->memberships[i].from;
		if (reg->memberships[i].to != SV_DAY_OPEN)
			days[count++] = reg->memberships[i].to;
	}
	for (size_t i = 0; i < reg->project_count; i++)
		days[count++] = reg->projects[i].adopted;
	qsort(days, count, sizeof(*days), by_day);
	sv_html(request, "<p>Members or projects changed on ");
	for (size_t i = 0; i < count; i++) {
		if ((i && days[i] == days[i - 1]) || days[i] == SV_DAY_NONE)
			continue;
		sv_html(request, i ? ", <a href=\"" : "<a href=\"");
		sv_text(request, path_of(request));
		sv_htmlf(request, "?on=%s\">%s</a>", sv_day_text(days[i], iso),
			 sv_day_prose(days[i], text));
	}
	sv_html(request, ".</p>\n");
}

static void known_fields(struct sv_request *request)
{
	const char *known = sv_request_value(request, "known");
	const char *confidence = sv_request_value(request, "confidence");

	sv_htmlf(request,
		 "<details%s><summary>Known as of</summary>\n<p><label>Record as it stood "
		 "<input name=\"known\" size=\"22\" value=\"",
		 known || confidence ? " open" : "");
	sv_text(request, known ? known : "");
	sv_htmlf(request,
		 "\" placeholder=\"size, day or instant\"></label>\n"
		 "<label><input type=\"checkbox\" name=\"confidence\" value=\"seen\"%s> leave out "
		 "what is recalled, not verified</label></p>\n",
		 confidence && strcmp(confidence, "seen") == 0 ? " checked" : "");
	turning_points(request);
	sv_html(request, "</details>\n");
}

static void moment_form(struct sv_request *request)
{
	char on[SV_DATE_TEXT_MAX];

	sv_html(request, "<form class=\"when\" method=\"get\" action=\"");
	sv_text(request, path_of(request));
	sv_htmlf(request,
		 "\" aria-label=\"Day and year\">\n<label>On <input type=\"date\" name=\"on\" "
		 "value=\"%s\" required></label>\n",
		 sv_day_text(request->moment.on, on));
	if (request->call.route->flags & SV_ROUTE_YEAR)
		year_field(request);
	hidden_fields(request);
	sv_html(request, "<button>Show</button>\n");
	known_fields(request);
	sv_html(request, "</form>\n");
}

/* Who is looking, and the way in or out. */
static void reader_line(struct sv_request *request)
{
	sv_html(request, "<p class=\"reader\">");
	if (!request->reader.account) {
		sv_html(request, "<a href=\"/login\">Log in</a></p>\n");
		return;
	}
	sv_html(request, "<a href=\"/account\">");
	sv_textf(request, "%s, %s%s%s", request->reader.actor.name,
		 sv_actor_role_name(request->reader.actor.role),
		 request->reader.actor.state[0] ? " of " : "", request->reader.actor.state);
	sv_htmlf(request,
		 "</a></p>\n<form method=\"post\" action=\"/logout\"><input type=\"hidden\" "
		 "name=\"csrf\" value=\"%s\"><button class=\"plain\">Log out</button></form>\n",
		 request->reader.csrf);
}

/* Programs find the twins without reading the page. */
static void alternates(struct sv_request *request)
{
	static const char *const types[][2] = {
	    [SV_FORMAT_JSON] = {"json", "application/json"}, [SV_FORMAT_CSV] = {"csv", "text/csv"}};
	const struct sv_route *route = request->call.route;
	const char *query = strchr(request->target, '?'), *path = path_of(request);

	if (route && strcmp(route->method, "GET") != 0)
		return;
	for (int format = SV_FORMAT_JSON; route && format <= SV_FORMAT_CSV; format++) {
		if (!(route->twins >> format & 1))
			continue;
		sv_htmlf(request, "<link rel=\"alternate\" type=\"%s\" href=\"", types[format][1]);
		sv_textf(request, "%s.%s%s", path, types[format][0], query ? query : "");
		sv_html(request, "\">\n");
	}
}

void sv_layout_begin(struct sv_request *request, const char *title, const char *section)
{
	sv_html(request,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	sv_text(request, title);
	sv_htmlf(request,
		 " - servanda</title>\n<link rel=\"stylesheet\" href=\"/assets/portal.css?v=%s\">\n"
		 "<link rel=\"icon\" href=\"/assets/icon.svg?v=%s\">\n"
		 "<script src=\"/assets/portal.js?v=%s\" defer></script>\n",
		 sv_assets_version(), sv_assets_version(), sv_assets_version());
	alternates(request);
	sv_html(request, "</head>\n<body>\n");
	sv_html(request, "<a class=\"to-content\" href=\"#content\">Skip to the content</a>\n");
	sv_html(request, "<header class=\"top\">\n<div class=\"bar\"><p class=\"mark\"><a href=\"");
	sv_text(request, sv_request_href(request, "/", ""));
	sv_html(request, "\">servanda</a></p>\n");
	menu(request, section);
	sv_html(request, "<div class=\"session\">");
	reader_line(request);
	sv_html(request, "</div></div>\n");
	if (request->snapshot)
		moment_form(request);
	sv_html(request, "</header>\n<main id=\"content\">\n");
}

/* The address of exactly this view, today and in ten years. */
static void citation(struct sv_request *request)
{
	const char *more = "";
	char on[SV_DATE_TEXT_MAX], prose[32];

	for (size_t i = 0; i < request->call.param_count; i++) {
		const struct sv_param *param = request->call.params[i];
		bool fixed = strcmp(param->name, "on") == 0 || strcmp(param->name, "known") == 0 ||
			     strcmp(param->name, "year") == 0;

		if (!fixed && param->place == SV_IN_QUERY && request->call.values[i])
			more = sv_arena_printf(request->arena, "%s&%s=%s", more, param->name,
					       request->call.values[i]);
	}
	if (request->year)
		more = sv_arena_printf(request->arena, "&year=%d%s", request->year, more);
	sv_textf(request,
		 "As in force on %s, from the record as it stood with %" PRId64 " documents. ",
		 sv_day_prose(request->moment.on, prose), request->moment.known_size);
	sv_html(request, "<a rel=\"bookmark\" href=\"");
	sv_text(request, path_of(request));
	sv_textf(request, "?on=%s&known=%" PRId64 "%s", sv_day_text(request->moment.on, on),
		 request->moment.known_size, more);
	sv_html(request, "\">Address of this view, to cite</a>.");
}

static void twins(struct sv_request *request)
{
	static const char *const names[] = {[SV_FORMAT_JSON] = "json", [SV_FORMAT_CSV] = "csv"};
	const char *query = strchr(request->target, '?');
	const char *path = path_of(request);

	if (!(request->call.route->twins & (SV_TWIN_JSON | SV_TWIN_CSV)) ||
	    strcmp(request->call.route->method, "GET") != 0)
		return;
	if (strcmp(path, "/") == 0)
		path = "/overview";
	sv_html(request, " This page as ");
	for (int format = SV_FORMAT_JSON; format <= SV_FORMAT_CSV; format++) {
		if (!(request->call.route->twins >> format & 1))
			continue;
		sv_html(request,
			format == SV_FORMAT_CSV && request->call.route->twins & SV_TWIN_JSON
			    ? " and <a href=\""
			    : "<a href=\"");
		sv_text(request, path);
		sv_htmlf(request, ".%s", names[format]);
		sv_text(request, query ? query : "");
		sv_htmlf(request, "\">%s</a>", format == SV_FORMAT_JSON ? "JSON" : "CSV");
	}
	sv_html(request, ".");
}

void sv_layout_end(struct sv_request *request)
{
	sv_html(request, "</main>\n<footer class=\"colophon\">\n");
	if (request->snapshot) {
		sv_html(request, "<p>");
		citation(request);
		twins(request);
		sv_html(request, "</p>\n");
	}
	sv_html(request,
		"<p><i>Pacta sunt servanda</i>: what was agreed is kept. Every figure "
		"here leads to its document and row. <a href=\"/api\">For programs</a></p>\n"
		"</footer>\n</body>\n</html>\n");
}

const char *sv_layout_drawing_base(struct sv_request *request, enum sv_format format)
{
	const struct sv_route *route = request->call.route;
	const char *query = strchr(request->target, '?'), *path = path_of(request);

	if (strcmp(path, "/") != 0 && !(route->twins >> format & 1))
		return NULL;
	if (format == SV_FORMAT_PNG && !sv_picture_is_possible())
		return NULL;
	/* The first page has its twins under a name of its own. */
	if (strcmp(path, "/") == 0)
		path = "/overview";
	return sv_arena_printf(request->arena, "%s%s%s%sfigure=", path, sv_format_ending(format),
			       query ? query : "?", query ? "&" : "");
}

void sv_layout_drawing_files(struct sv_request *request, const char *id)
{
	const char *svg = sv_layout_drawing_base(request, SV_FORMAT_SVG);
	const char *png = sv_layout_drawing_base(request, SV_FORMAT_PNG);

	if (svg)
		sv_figure_files(&request->out, sv_arena_printf(request->arena, "%s%s", svg, id),
				png ? sv_arena_printf(request->arena, "%s%s", png, id) : NULL);
}

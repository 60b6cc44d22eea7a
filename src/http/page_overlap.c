/* SPDX-License-Identifier: EUPL-1.2 */
/* Which projects are about the same thing, and what exists already for a new proposal. */
#include <string.h>

#include "app/overlap.h"
#include "base/date.h"
#include "chart/figure.h"
#include "http/pages.h"
#include "report/overlap.h"

#define TERMS_SHOWN 3

static bool as_data(struct sv_request *request, const struct sv_overlap_data *data)
{
	struct sv_json json = SV_JSON_INIT(&request->out);

	if (request->call.format == SV_FORMAT_JSON)
		sv_overlap_json(data, &json);
	else if (request->call.format == SV_FORMAT_CSV)
		sv_overlap_csv(data, &request->out);
	else
		return false;
	return true;
}

/* What both say, each as it stands there. */
static void evidence(struct sv_request *request, const struct sv_overlap_pair *pair)
{
	sv_html(request, "<ul class=\"evidence\">");
	for (size_t i = 0; i < pair->term_count && i < TERMS_SHOWN; i++) {
		sv_html(request, "<li>\xe2\x80\x9c");
		sv_text(request, pair->terms[i].left_within);
		sv_html(request, "\xe2\x80\x9d | \xe2\x80\x9c");
		sv_text(request, pair->terms[i].right_within);
		sv_html(request, "\xe2\x80\x9d</li>");
	}
	if (pair->left_phase || pair->right_phase || pair->fund_count) {
		sv_html(request, "<li>");
		sv_text(request, sv_overlap_recorded(request->arena, pair) + strlen("; "));
		sv_html(request, "</li>");
	}
	sv_html(request, "</ul>");
}

static void project_link(struct sv_request *request, int project)
{
	const struct sv_register *reg = request->snapshot->reg;

	sv_layout_link(request,
		       sv_arena_printf(request->arena, "/projects/%s", reg->projects[project].id),
		       reg->projects[project].name);
}

static void state_links(struct sv_request *request, const int *states, size_t count)
{
	const struct sv_register *reg = request->snapshot->reg;

	for (size_t i = 0; i < count; i++) {
		const char *code = reg->states[states[i]].code;

		sv_html(request, i ? " " : "");
		sv_layout_link(request, sv_arena_printf(request->arena, "/states/%s", code), code);
	}
}

/* "logistics", or "logistics | training" where they differ. */
static void beside(struct sv_request *request, const char *left, const char *right)
{
	sv_text(request, sv_in_words(request, left));
	if (strcmp(left, right) != 0) {
		sv_html(request, " | ");
		sv_text(request, sv_in_words(request, right));
	}
}

static void pair_row(struct sv_request *request, const struct sv_overlap_pair *pair)
{
	const struct sv_register *reg = request->snapshot->reg;
	const struct sv_project *left = &reg->projects[pair->left];
	const struct sv_project *right = &reg->projects[pair->right];

	sv_html(request, "<tr><th scope=\"row\">");
	project_link(request, pair->left);
	sv_html(request, "<br>");
	project_link(request, pair->right);
	sv_htmlf(request, "</th><td class=\"number\" data-label=\"Score\">%.2f</td><td>",
		 pair->score);
	evidence(request, pair);
	sv_html(request, "</td><td>");
	beside(request, left->capability_area, right->capability_area);
	sv_html(request, pair->state_count
			     ? "</td><td class=\"code\" data-label=\"States in both\">"
			     : "</td><td class=\"code\">");
	state_links(request, pair->states, pair->state_count);
	sv_html(request, "</td></tr>\n");
}

static const char *grade_says(enum sv_overlap_grade grade)
{
	switch (grade) {
	case SV_OVERLAP_SAME_AIM: return "One capability area, one domain, much of the words.";
	case SV_OVERLAP_PARTIAL: return "One capability area, a good part of the words.";
	case SV_OVERLAP_COMPLEMENTARY: return "One subject in two capability areas.";
	default: return "One capability area, a few words.";
	}
}

/* Grades from strong to weak; the weakest, and longest, is folded. */
static void grade_begin(struct sv_request *request, const struct sv_overlap *overlap, size_t first)
{
	enum sv_overlap_grade grade = overlap->pairs[first].grade;
	const char *title = sv_overlap_grade_title(grade);
	size_t count = 0;

	for (size_t i = first; i < overlap->count && overlap->pairs[i].grade == grade; i++)
		count++;
	if (grade == SV_OVERLAP_ADJACENT)
		sv_htmlf(request, "<details class=\"more\"><summary>%zu adjacent</summary>\n",
			 count);
	else
		sv_htmlf(request, "<h3>%zu %s</h3>\n", count,
			 grade == SV_OVERLAP_SAME_AIM ? "with the same aim" : title);
	sv_htmlf(request,
		 "<p class=\"prose\">%s</p>\n<table class=\"list overlaps\"><thead><tr><th "
		 "scope=\"col\">Projects</th><th scope=\"col\" class=\"number\">Score</th><th "
		 "scope=\"col\">Both say</th><th scope=\"col\">Area</th><th scope=\"col\">States "
		 "in both</th></tr></thead><tbody>\n",
		 grade_says(grade));
}

static void grade_end(struct sv_request *request, enum sv_overlap_grade grade)
{
	sv_html(request, "</tbody></table>\n");
	if (grade == SV_OVERLAP_ADJACENT)
		sv_html(request, "</details>\n");
}

static void pairs(struct sv_request *request, const struct sv_overlap *overlap)
{
	sv_layout_part(request, "pairs", "Pairs, with what both say");
	for (size_t i = 0; i < overlap->count; i++) {
		const struct sv_overlap_pair *pair = &overlap->pairs[i];

		if (!i || pair->grade != pair[-1].grade)
			grade_begin(request, overlap, i);
		pair_row(request, pair);
		if (i + 1 == overlap->count || pair[1].grade != pair->grade)
			grade_end(request, pair->grade);
	}
	if (!overlap->count)
		sv_html(request, "<p>No two overlap.</p>\n");
	sv_layout_part_end(request);
}

static void themes(struct sv_request *request, const struct sv_overlap_data *data)
{
	static const struct sv_table_column columns[] = {{"Theme", false}, {"Projects", false}};
	const struct sv_overlap *overlap = data->overlap;
	struct sv_chart_table table = {.caption = "Themes and their projects",
				       .columns = columns,
				       .column_count = SV_ARRAY_LEN(columns)};
	const char *svg = sv_layout_drawing_base(request, SV_FORMAT_SVG);
	const char *png = sv_layout_drawing_base(request, SV_FORMAT_PNG);
	const struct sv_chart_figure figure = {
	    .id = "themes-figure",
	    .title = sv_arena_printf(request->arena, "Projects that overlap form %zu themes",
				     overlap->theme_count),
	    .unit = "An arc joins two projects: solid, the same aim or a part of it; dashed, a few "
		    "words",
	    .source = "Computed from names, aims and keywords of the projects' table; the words of "
		      "a theme are those most of its projects share",
	    .svg_href = sv_arena_printf(request->arena, "%sthemes-figure", svg),
	    .png_href = png ? sv_arena_printf(request->arena, "%sthemes-figure", png) : NULL,
	};

	if (!overlap->theme_count)
		return;
	for (size_t i = 0; i < overlap->theme_count; i++) {
		const struct sv_overlap_theme *theme = &overlap->themes[i];
		const char **row = sv_table_row(request->arena, &table);

		row[0] = theme->words;
		for (size_t p = 0; p < theme->count; p++)
			row[1] = sv_arena_printf(request->arena, "%s%s%s", row[1], p ? ", " : "",
						 sv_overlap_name(data->reg, theme->projects[p]));
	}
	sv_layout_part(request, "themes", "Themes");
	sv_figure_begin(&request->out, &figure);
	sv_overlap_map_svg(data, &request->out);
	sv_figure_end(&request->out, &figure, &table);
	sv_layout_part_end(request);
}

/* A proposal goes with the body, not with the address: addresses are logged and passed on. */
static void find_form(struct sv_request *request, const char *text)
{
	sv_html(request, "<form class=\"stack wide\" method=\"post\" action=\"");
	sv_text(request, sv_request_href(request, "/overlap/find", ""));
	sv_html(request, "\">\n<label>Text of a proposal <textarea name=\"text\" rows=\"3\" "
			 "required>");
	sv_text(request, text);
	sv_html(request, "</textarea></label>\n<button>Find what exists already</button></form>\n");
}

int sv_get_overlap(struct sv_request *request, struct sv_error *err)
{
	const struct sv_register *reg = request->snapshot->reg;
	struct sv_overlap overlap;
	const struct sv_overlap_data data = {request->arena, reg, request->moment.on,
					     request->moment.known_size, &overlap};
	char day[32];
	int r = sv_app_overlap_projects(request->app, request->arena, reg, &request->moment,
					&overlap, err);

	if (r < 0)
		return r;
	if (as_data(request, &data))
		return 0;
	sv_layout_begin(request, "Overlap", "Overlap");
	sv_htmlf(request,
		 "<header class=\"title\"><h1>%zu pair%s of %zu projects overlap</h1><p "
		 "class=\"under\">On %s</p></header>\n<p class=\"prose\">Projects are compared by "
		 "what they say of themselves. A pair is a place to look, never a finding that a "
		 "project is superfluous.</p>\n<p>",
		 overlap.count, overlap.count == 1 ? "" : "s", overlap.projects,
		 sv_day_prose(request->moment.on, day));
	sv_layout_link(request, "/overlap/types", "How many types of equipment there are");
	sv_html(request, "</p>\n");
	sv_speaks_to_links(request, overlap.commitments, overlap.commitment_count);
	find_form(request, "");
	themes(request, &data);
	pairs(request, &overlap);
	sv_html(request, "<p class=\"prose\">");
	sv_text(request, sv_overlap_unrecorded(request->arena, &overlap));
	sv_html(request, "</p>\n");
	sv_layout_end(request);
	return 0;
}

static void found_row(struct sv_request *request, const struct sv_overlap_pair *pair)
{
	sv_html(request, "<tr><th scope=\"row\">");
	project_link(request, pair->right);
	sv_htmlf(request, "</th><td>%s</td><td class=\"number\">%.2f</td><td>",
		 sv_overlap_grade_title(pair->grade), pair->score);
	evidence(request, pair);
	sv_html(request, "</td><td class=\"code\">");
	sv_text(request, sv_overlap_coordinators(request->arena, request->snapshot->reg,
						 request->moment.on, pair->right));
	sv_html(request, pair->state_count
			     ? "</td><td class=\"code\" data-label=\"States in both\">"
			     : "</td><td class=\"code\">");
	state_links(request, pair->states, pair->state_count);
	sv_html(request, "</td></tr>\n");
}

static void found(struct sv_request *request, const struct sv_overlap *overlap)
{
	if (overlap->by_parts)
		sv_html(request, "<p class=\"notice\">The text is in another language than the "
				 "projects: only designations and words that look alike can be "
				 "found.</p>\n");
	if (!overlap->count)
		return;
	sv_html(request,
		"<table class=\"list overlaps\"><thead><tr><th scope=\"col\">Project</th>"
		"<th scope=\"col\">Grade</th><th scope=\"col\" class=\"number\">Score</th>"
		"<th scope=\"col\">The text says | the project says</th><th "
		"scope=\"col\">Ask</th><th scope=\"col\">In it</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < overlap->count; i++)
		found_row(request, &overlap->pairs[i]);
	sv_html(request, "</tbody></table>\n");
}

static void find_title(struct sv_request *request, const char *title)
{
	sv_layout_begin(request, title, "Overlap");
	sv_layout_title(request, "/overlap", "Overlap", title);
}

int sv_get_find(struct sv_request *request, struct sv_error *err)
{
	(void)err;
	find_title(request, "What exists already for a proposal");
	find_form(request, "");
	sv_layout_end(request);
	return 0;
}

int sv_post_find(struct sv_request *request, struct sv_error *err)
{
	const char *text = sv_request_value(request, "text");
	const struct sv_register *reg = request->snapshot->reg;
	struct sv_overlap overlap;
	const struct sv_overlap_data data = {request->arena, reg, request->moment.on,
					     request->moment.known_size, &overlap};
	int r = sv_app_overlap_find(request->app, request->arena, reg, &request->moment,
				    sv_str_from(text), &overlap, err);

	if (r < 0)
		return r;
	if (as_data(request, &data))
		return 0;
	find_title(request,
		   sv_arena_printf(request->arena, "%zu of %zu projects overlap with the text",
				   overlap.count, overlap.projects));
	found(request, &overlap);
	find_form(request, text);
	sv_layout_end(request);
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The portfolio on a day; one project with everyone who took part. */
#include <string.h>

#include "base/date.h"
#include "chart/timeline.h"
#include "http/pages.h"
#include "report/data.h"

static bool takes_part(const struct sv_participation *p, int project, enum sv_role role,
		       int32_t day)
{
	return p->project == project && p->role == role && p->from <= day && day < p->to;
}

/* Codes of the states in a role, as links, under the name of the column. */
static void role_cell(struct sv_request *request, int project, enum sv_role role, const char *name)
{
	const struct sv_register *reg = request->snapshot->reg;
	size_t count = 0;

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];
		const char *code = reg->states[p->state].code;

		if (!takes_part(p, project, role, request->moment.on))
			continue;
		if (count++)
			sv_html(request, " ");
		else
			sv_htmlf(request, "<td class=\"code\" data-label=\"%s\">", name);
		sv_layout_link(request, sv_arena_printf(request->arena, "/states/%s", code), code);
	}
	sv_html(request, count ? "</td>" : "<td class=\"code\"></td>");
}

static void project_row(struct sv_request *request, int index)
{
	const struct sv_project *project = &request->snapshot->reg->projects[index];
	char day[SV_DATE_TEXT_MAX];

	sv_htmlf(request, "<tr><td>%s</td><th scope=\"row\">", sv_day_text(project->adopted, day));
	sv_layout_link(request, sv_arena_printf(request->arena, "/projects/%s", project->id),
		       project->name);
	sv_recalled(request, &project->origin);
	sv_html(request, "</th><td>");
	sv_text(request, sv_in_words(request, project->domain));
	sv_html(request, "</td>");
	role_cell(request, index, SV_ROLE_COORDINATOR, "Coordinator");
	role_cell(request, index, SV_ROLE_MEMBER, "Members");
	role_cell(request, index, SV_ROLE_OBSERVER, "Observers");
	role_cell(request, index, SV_ROLE_THIRD_STATE, "Third states");
	sv_html(request, "</tr>\n");
}

int sv_get_projects(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_register *reg = request->snapshot->reg;
	size_t count = 0;
	char day[32];

	(void)err;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_projects_json(reg, request->moment.on, request->moment.known_size, &json);
		return 0;
	}
	if (request->call.format == SV_FORMAT_CSV) {
		sv_projects_csv(reg, request->moment.on, &request->out);
		return 0;
	}
	for (size_t i = 0; i < reg->project_count; i++)
		count += sv_project_is_listed(&reg->projects[i], request->moment.on);
	sv_layout_begin(request, "Projects", "Projects");
	sv_htmlf(request, "<header class=\"title\"><h1>%zu project%s on %s</h1></header>\n", count,
		 count == 1 ? "" : "s", sv_day_prose(request->moment.on, day));
	sv_html(request,
		"<p class=\"prose\">A coordinator is a member too and is not listed twice. Members "
		"are those that the record knows.</p>\n<table class=\"list projects\" "
		"data-filter=\"projects\"><thead><tr><th scope=\"col\">Adopted</th><th "
		"scope=\"col\">Project</th><th scope=\"col\">Domain</th><th scope=\"col\">"
		"Coordinator</th><th scope=\"col\">Members</th><th scope=\"col\">Observers</th>"
		"<th scope=\"col\">Third states</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < reg->project_count; i++)
		if (sv_project_is_listed(&reg->projects[i], request->moment.on))
			project_row(request, (int)i);
	sv_html(request, "</tbody></table>\n");
	sv_layout_end(request);
	return 0;
}

static const char *role_word(enum sv_role role)
{
	return role == SV_ROLE_THIRD_STATE ? "third state" : sv_role_name(role);
}

/* Who took part from when to when, as a drawing; one row a state and role. */
static void timeline(struct sv_request *request, int index)
{
	const struct sv_register *reg = request->snapshot->reg;
	const struct sv_project *project = &reg->projects[index];
	struct sv_timeline timeline = {
	    .id = "timeline",
	    .title =
		sv_arena_printf(request->arena, "Who took part in %s, and when", project->name),
	    .desc = "One row a state; filled: coordinator or member; outlined: observer; "
		    "dotted: third state. The table below says the same.",
	    .from = project->adopted,
	    .to = SV_MAX(request->moment.on, sv_clock_today()),
	    .today = request->moment.on,
	};
	struct sv_timeline_bar *bars =
	    SV_NEW_ARRAY(request->arena, struct sv_timeline_bar, reg->participation_count);

	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++) {
		for (size_t i = 0; i < reg->participation_count; i++) {
			const struct sv_participation *p = &reg->participations[i];

			if (p->project != index || (int)p->role != role)
				continue;
			bars[timeline.bar_count++] = (struct sv_timeline_bar){
			    .label = reg->states[p->state].code,
			    .name = sv_arena_printf(request->arena, "%s, %s",
						    reg->states[p->state].name, role_word(p->role)),
			    .style = role,
			    .from = p->from,
			    .to = p->to,
			    .assumed = strcmp(p->from_precision, "assumed") == 0,
			};
		}
	}
	timeline.bars = bars;
	if (timeline.bar_count) {
		sv_html(request, "<div class=\"scroll\">\n");
		sv_timeline_svg(&timeline, &request->out);
		sv_html(request, "</div>\n");
	}
	sv_html(request, "<p class=\"figure-note\">Black: coordinator; grey: member; outlined: "
			 "observer; dashed: third state. The line is the day shown.</p>\n");
	if (timeline.bar_count)
		sv_layout_drawing_files(request, timeline.id);
}

static void participation_row(struct sv_request *request, const struct sv_participation *p)
{
	const struct sv_state *state = &request->snapshot->reg->states[p->state];

	sv_htmlf(request, "<tr><td>%s</td><th scope=\"row\">", role_word(p->role));
	sv_layout_link(request, sv_arena_printf(request->arena, "/states/%s", state->code),
		       state->name);
	sv_html(request, "</th><td>");
	sv_interval(request, p->from, p->to);
	if (strcmp(p->from_precision, "assumed") == 0)
		sv_html(request, " <span class=\"muted\">start assumed</span>");
	sv_recalled(request, &p->origin);
	sv_html(request, "</td><td>");
	sv_source_links(request, p->origin.source);
	sv_html(request, "</td><td>");
	sv_origin_link(request, &p->origin);
	sv_html(request, "</td></tr>\n");
}

static void participations(struct sv_request *request, int index)
{
	const struct sv_register *reg = request->snapshot->reg;

	sv_layout_part(request, "roles", "Everyone who took part");
	timeline(request, index);
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Role</th><th "
			 "scope=\"col\">State</th><th scope=\"col\">When</th><th scope=\"col\">"
			 "Source</th><th scope=\"col\">Row</th></tr></thead><tbody>\n");
	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++)
		for (size_t i = 0; i < reg->participation_count; i++)
			if (reg->participations[i].project == index &&
			    (int)reg->participations[i].role == role)
				participation_row(request, &reg->participations[i]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

static void project_facts(struct sv_request *request, const struct sv_project *project)
{
	sv_html(request, "<dl class=\"facts\">\n<dt>Listed</dt><dd>");
	sv_interval(request, project->adopted, project->closed);
	if (!sv_project_is_listed(project, request->moment.on))
		sv_html(request, " <b>not on the day shown</b>");
	sv_html(request, "</dd>\n");
	sv_layout_fact(request, "Short name", project->acronym);
	sv_layout_fact(request, "Domain", sv_in_words(request, project->domain));
	sv_layout_fact(request, "Capability", sv_in_words(request, project->capability_area));
	sv_layout_fact(request, "Note", project->note);
	sv_html(request, "<dt>Source</dt><dd>");
	sv_source_links(request, project->origin.source);
	sv_html(request, " ");
	sv_origin_link(request, &project->origin);
	sv_recalled(request, &project->origin);
	sv_html(request, "</dd>\n</dl>\n");
}

int sv_get_project(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_register *reg = request->snapshot->reg;
	const char *id = sv_request_value(request, "project");
	int index = sv_register_project(reg, sv_str_from(id));
	const struct sv_project *project;
	int r;

	if (index < 0)
		return sv_fail(err, SV_ENOTFOUND, "project '%s' is not in the record", id);
	project = &reg->projects[index];
	if (request->call.format == SV_FORMAT_JSON) {
		sv_project_json(reg, index, request->moment.on, &json);
		return 0;
	}
	sv_layout_begin(request, project->name, "Projects");
	sv_layout_title(request, "/projects", "Projects", project->name);
	sv_html(request, "<p class=\"lead\">");
	sv_text(request, project->aim);
	sv_html(request, "</p>\n");
	project_facts(request, project);
	r = sv_project_life_section(request, project->id, err);
	participations(request, index);
	sv_layout_end(request);
	return r;
}

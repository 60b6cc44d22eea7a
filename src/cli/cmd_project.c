/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/project_life.h"
#include "cli/table.h"

static bool takes_part(const struct sv_participation *p, int project, enum sv_role role,
		       int32_t day)
{
	return p->project == project && p->role == role && p->from <= day && day < p->to;
}

/* Codes of the states in a role, with a separator; recalled ones are marked with '*' if wanted. */
static const char *role_list(struct sv_cli *cli, const struct sv_register *reg, int project,
			     enum sv_role role, const char *separator, bool mark, size_t *count)
{
	const char *list = "";

	*count = 0;
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (!takes_part(p, project, role, cli->moment.on))
			continue;
		list = sv_arena_printf(cli->arena, "%s%s%s%s", list, list[0] ? separator : "",
				       reg->states[p->state].code,
				       mark && p->origin.confidence == SV_CONFIDENCE_RECALLED ? "*"
											      : "");
		++*count;
	}
	return list;
}

static void list_text(struct sv_cli *cli, const struct sv_register *reg)
{
	static const struct sv_text_column columns[] = {
	    {.title = "adopted"},
	    {.title = "project"},
	    {.title = "name", .wraps = true},
	    {.title = "coordinator"},
	    {.title = "mem", .right = true},
	    {.title = "obs", .right = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	size_t listed = 0, count;
	bool recalled = false;
	char on[32];

	for (size_t i = 0; i < reg->project_count; i++) {
		const struct sv_project *project = &reg->projects[i];
		char *day = sv_arena_alloc(cli->arena, SV_DATE_TEXT_MAX);
		const char *coordinators;

		if (!sv_project_is_listed(project, cli->moment.on))
			continue;
		listed++;
		sv_text_table_add(&table, sv_day_text(project->adopted, day));
		sv_text_table_add(&table, project->id);
		sv_text_table_add(&table, project->name);
		coordinators = role_list(cli, reg, (int)i, SV_ROLE_COORDINATOR, " ", true, &count);
		recalled = recalled || strchr(coordinators, '*');
		sv_text_table_add(&table, coordinators);
		role_list(cli, reg, (int)i, SV_ROLE_MEMBER, "", false, &count);
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", count));
		role_list(cli, reg, (int)i, SV_ROLE_OBSERVER, "", false, &count);
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", count));
	}
	sv_out_printf(&cli->out, "%zu project%s on %s\n", listed, listed == 1 ? "" : "s",
		      sv_day_prose(cli->moment.on, on));
	if (!listed)
		return;
	sv_out_text(&cli->out, "\n");
	sv_text_table_print(&table, &cli->out);
	sv_out_text(&cli->out, "\n");
	sv_out_wrapped(
	    &cli->out, 0, 0,
	    sv_arena_printf(cli->arena,
			    "mem: members beside the coordinators, as far as known; obs: "
			    "observers%s",
			    recalled ? "; *: recalled, not verified" : ""));
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_register *reg;
	int r;

	r = sv_cli_register(cli, &reg, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_projects_json(reg, cli->moment.on, cli->moment.known_size, &json);
	else if (sv_cli_csv(cli))
		sv_projects_csv(reg, cli->moment.on, &cli->out.buf);
	else
		list_text(cli, reg);
	return 0;
}

static void show_roles(struct sv_cli *cli, const struct sv_register *reg, int index)
{
	static const struct sv_text_column columns[] = {
	    {.title = "role"},
	    {.title = "state"},
	    {.title = "name", .wraps = true},
	    {.title = "when", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);

	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++) {
		for (size_t i = 0; i < reg->participation_count; i++) {
			const struct sv_participation *p = &reg->participations[i];

			if (p->project != index || (int)p->role != role)
				continue;
			sv_text_table_add(&table, sv_role_title(p->role));
			sv_text_table_add(&table, reg->states[p->state].code);
			sv_text_table_add(&table, reg->states[p->state].name);
			sv_text_table_add(
			    &table,
			    sv_arena_printf(
				cli->arena, "%s%s%s", sv_interval_text(cli->arena, p->from, p->to),
				strcmp(p->from_precision, "assumed") == 0 ? " (start assumed)" : "",
				sv_recalled_mark(&p->origin)));
		}
	}
	sv_text_table_print(&table, &cli->out);
}

static void show_line(struct sv_out *out, const char *label, const char *text)
{
	if (!text[0])
		return;
	sv_out_printf(out, "  %-10s ", label);
	sv_out_wrapped(out, 13, 13, text);
}

static int run_show(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_register *reg;
	const struct sv_project_life *life;
	const struct sv_project *project;
	struct sv_out *out = &cli->out;
	int index, r;

	r = sv_cli_register(cli, &reg, err);
	if (r < 0)
		return r;
	r = sv_cli_project(reg, cli->args[0], &index, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		sv_project_json(reg, index, cli->moment.on, &json);
		return 0;
	}
	project = &reg->projects[index];
	r = sv_cli_project_life(cli, project->id, &life, err);
	if (r < 0)
		return r;
	sv_out_styled(out, SV_STYLE_STRONG, project->name);
	sv_out_printf(out, " (%s)%s\n\n", project->acronym[0] ? project->acronym : project->id,
		      sv_recalled_mark(&project->origin));
	show_line(out, "listed", sv_interval_text(cli->arena, project->adopted, project->closed));
	show_line(out, "domain", project->domain);
	show_line(out, "aim", project->aim);
	show_line(out, "note", project->note);
	show_line(out, "sources", project->origin.source);
	sv_out_text(out, "\n");
	show_roles(cli, reg, index);
	sv_out_project_life(cli, life);
	return 0;
}

static const struct sv_example list_examples[] = {
    {"servanda project list --on 2018-03-06", "the first list of projects"},
    {"servanda project list --on 2023-05-23 --csv", "the same for a spreadsheet"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_project_list = {
    .name = "project list",
    .summary = "list the projects on a day",
    .synopsis = "",
    .purpose = "Lists the projects on the Council's list on the day of --on, with their "
	       "coordinators and how many others take part.\n\n"
	       "A coordinator is a member too and is not listed twice. Rows that were recalled and "
	       "not verified are marked; '--confidence seen' leaves them out.",
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = list_examples,
    .run = run_list,
};

static const struct sv_example show_examples[] = {
    {"servanda project show mm",
     "who takes part in Military Mobility, in which role and since when"},
    {"servanda project show essor --json", "the same kind of page for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_project_show = {
    .name = "project show",
    .summary = "show one project and everyone who took part in it",
    .synopsis = "P",
    .purpose = "Shows what a project is for, from when to when it was on the Council's list, and "
	       "every role in it with its dates.\n\n"
	       "P is the project's id or acronym.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = show_examples,
    .run = run_show,
};

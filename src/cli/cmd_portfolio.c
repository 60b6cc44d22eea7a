/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/project.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/project_life.h"
#include "cli/show.h"
#include "cli/table.h"

static void json_project(struct sv_json *json, const struct sv_portfolio *portfolio,
			 const struct sv_portfolio_project *project)
{
	const struct sv_project *row = &portfolio->reg->projects[project->project];

	sv_json_begin_object(json);
	sv_json_key_text(json, "project", row->id);
	sv_json_key_text(json, "name", row->name);
	sv_json_key_bool(json, "listed", true);
	sv_json_key_text(json, "life", sv_alive_name(project->alive));
	sv_json_key_day(json, "last_sign", project->last_sign);
	sv_json_key_text(json, "phase",
			 project->life && project->life->phase[0] ? project->life->phase : NULL);
	sv_json_key_int(json, "late_milestones", (int64_t)project->late_count);
	sv_json_key_int(json, "days_late", project->days_late);
	sv_json_key_text(json, "reasons", project->reasons[0] ? project->reasons : NULL);
	sv_json_key_int(json, "coordinators", (int64_t)project->coordinators);
	sv_json_key_int(json, "members", (int64_t)project->members);
	sv_json_key_int(json, "observers", (int64_t)project->observers);
	sv_json_key_int(json, "third_states", (int64_t)project->third_states);
	sv_json_project_life(json, project->life, portfolio->on);
	sv_json_end_object(json);
}

static void print_json(struct sv_cli *cli, const struct sv_portfolio *portfolio)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_day(&json, "on", portfolio->on);
	sv_json_key_int(&json, "known", cli->moment.known_size);
	sv_json_key_int(&json, "stall_months", portfolio->stall_months);
	sv_json_key(&json, "projects");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < portfolio->project_count; i++)
		json_project(&json, portfolio, &portfolio->projects[i]);
	sv_json_end_array(&json);
	sv_json_key(&json, "states");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < portfolio->state_count; i++) {
		const struct sv_portfolio_state *state = &portfolio->states[i];

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "state", portfolio->reg->states[state->state].code);
		sv_json_key_int(&json, "coordinates", (int64_t)state->coordinates);
		sv_json_key_int(&json, "member_of", (int64_t)state->member_of);
		sv_json_key_int(&json, "observes", (int64_t)state->observes);
		sv_json_key(&json, "carried");
		sv_json_rational(&json, state->carried);
		sv_json_key(&json, "led");
		sv_json_rational(&json, state->led);
		sv_json_key_int(&json, "late_led", (int64_t)state->late_led);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_key_text(&json, "carried_basis",
			 "each project in the shares of effort that its members agreed in this "
			 "record, else in equal parts for its coordinators and members");
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static const char *two_digits(struct sv_cli *cli, struct sv_rational value)
{
	char text[SV_DECIMAL_TEXT_MAX];

	return sv_arena_cstr(cli->arena, sv_decimal_text(sv_rational_round(value, 2), text));
}

static void print_states(struct sv_cli *cli, const struct sv_portfolio *portfolio)
{
	static const struct sv_text_column columns[] = {
	    {.title = "state"},
	    {.title = "name", .wraps = true},
	    {.title = "carried", .right = true},
	    {.title = "coordinates", .right = true},
	    {.title = "led", .right = true},
	    {.title = "late", .right = true},
	    {.title = "member", .right = true},
	    {.title = "observer", .right = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);

	for (size_t i = 0; i < portfolio->state_count; i++) {
		const struct sv_portfolio_state *state = &portfolio->states[i];

		sv_text_table_add(&table, portfolio->reg->states[state->state].code);
		sv_text_table_add(&table, portfolio->reg->states[state->state].name);
		sv_text_table_add(&table, two_digits(cli, state->carried));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", state->coordinates));
		sv_text_table_add(&table, two_digits(cli, state->led));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", state->late_led));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", state->member_of));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", state->observes));
	}
	sv_text_table_print(&table, &cli->out);
}

/* Projects that ask for attention; the others are counted. */
static void print_projects(struct sv_cli *cli, const struct sv_portfolio *portfolio)
{
	static const struct sv_text_column columns[] = {
	    {.title = "project"},
	    {.title = "phase"},
	    {.title = "last sign"},
	    {.title = "late", .right = true},
	    {.title = "days", .right = true},
	    {.title = "", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char day[SV_DATE_TEXT_MAX];

	for (size_t i = 0; i < portfolio->project_count; i++) {
		const struct sv_portfolio_project *project = &portfolio->projects[i];

		if (project->alive != SV_ALIVE_STALLED && !project->late_count)
			continue;
		sv_text_table_add(&table, portfolio->reg->projects[project->project].id);
		sv_text_table_add(&table, project->life->phase);
		sv_text_table_add(&table,
				  sv_arena_cstr(cli->arena, sv_day_text(project->last_sign, day)));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", project->late_count));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%d", project->days_late));
		sv_text_table_add(
		    &table,
		    sv_arena_printf(
			cli->arena, "%s%s%s", project->reasons,
			project->alive == SV_ALIVE_STALLED && project->reasons[0] ? "; " : "",
			project->alive == SV_ALIVE_STALLED ? "stalled: revitalise or close" : ""));
	}
	if (table.cell_count)
		sv_text_table_print(&table, &cli->out);
}

static void print_text(struct sv_cli *cli, const struct sv_portfolio *portfolio)
{
	size_t late = 0, stalled = 0, unknown = 0;
	char on[32];

	for (size_t i = 0; i < portfolio->project_count; i++) {
		late += portfolio->projects[i].late_count > 0;
		stalled += portfolio->projects[i].alive == SV_ALIVE_STALLED;
		unknown += portfolio->projects[i].alive == SV_ALIVE_UNKNOWN;
	}
	sv_out_wrapped(&cli->out, 0, 0,
		       sv_arena_printf(cli->arena,
				       "%zu projects on the list on %s: %zu late, %zu stalled (no "
				       "sign of life in %d months), %zu of which nothing was "
				       "reported to this record",
				       portfolio->project_count, sv_day_prose(portfolio->on, on),
				       late, stalled, portfolio->stall_months, unknown));
	if (!portfolio->project_count)
		return;
	sv_out_text(&cli->out, "\n");
	print_projects(cli, portfolio);
	if (late || stalled)
		sv_out_text(&cli->out, "\n");
	print_states(cli, portfolio);
	sv_out_text(&cli->out, "\n");
	sv_out_wrapped(&cli->out, 0, 0,
		       "carried: projects, each in the shares of effort that its members agreed, "
		       "else in equal parts for its coordinators and members, since no such "
		       "figures are public; led: projects coordinated, shared "
		       "with other coordinators; late: of those, late or stalled");
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *months = sv_cli_option(cli, "stall-months");
	int64_t stall = SV_STALL_MONTHS;
	struct sv_portfolio portfolio;
	int r;

	if (months && (!sv_str_to_int64(sv_str_from(months), &stall) || stall < 1 || stall > 1200))
		return sv_fail(err, SV_EUSAGE, "'--stall-months %s': give 1 to 1200 months",
			       months);
	r = sv_app_portfolio(&cli->app, cli->arena, &cli->moment, &cli->reading, (int)stall,
			     &portfolio, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		print_json(cli, &portfolio);
	else
		print_text(cli, &portfolio);
	return 0;
}

static const struct sv_option options[] = {
    {"stall-months", 0, "N", SV_VALUE_NUMBER, NULL,
     "stalled after so many months without a sign of life; default 12"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda project portfolio", "late and stalled projects, and what each state carries"},
    {"servanda project portfolio --on 2020-04-17 --json", "as of a day, for a program"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_project_portfolio = {
    .name = "project portfolio",
    .summary = "all projects at a glance: late, stalled, and what each state carries",
    .synopsis = "[--stall-months N]",
    .purpose =
	"That a project is on the list and that it is alive in practice are two facts. Shows "
	"projects with a late milestone and why, those without a report, milestone or slip "
	"for some months, the load on each coordinator, and what each state carries by "
	"effort rather than by count.",
    .options = options,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = examples,
    .run = run,
};

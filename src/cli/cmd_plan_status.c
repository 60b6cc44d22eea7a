/* SPDX-License-Identifier: EUPL-1.2 */
/* plan status, plan history, plan diff: where plans stand, how they got there, what changed. */
#include <stdlib.h>
#include <string.h>

#include "app/plan_desk.h"
#include "base/date.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/plan.h"
#include "cli/table.h"
#include "report/data_plan.h"

static void status_text(struct sv_cli *cli, const struct sv_plan_standing *rows, size_t count)
{
	static const struct sv_text_column columns[] = {{.title = "state"},
							{.title = "name"},
							{.title = "status"},
							{.title = "due"},
							{.title = "submitted"},
							{.title = "days late", .right = true},
							{.title = "note", .wraps = true}};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char day[SV_DATE_TEXT_MAX];

	for (size_t i = 0; i < count; i++) {
		const struct sv_plan_life *life = rows[i].life;

		sv_text_table_add(&table, rows[i].state);
		sv_text_table_add(&table, rows[i].name);
		sv_text_table_add(&table, sv_plan_standing_stage(&rows[i]));
		sv_text_table_add(&table, sv_arena_cstr(cli->arena, sv_day_text(rows[i].due, day)));
		sv_text_table_add(
		    &table,
		    life ? sv_arena_cstr(cli->arena, sv_day_text(life->submitted_on, day)) : "");
		sv_text_table_add(&table, rows[i].days_late
					      ? sv_arena_printf(cli->arena, "%d", rows[i].days_late)
					      : "");
		sv_text_table_add(&table, life ? life->note : "");
	}
	sv_text_table_print(&table, &cli->out);
}

static int run_status(struct sv_cli *cli, struct sv_error *err)
{
	const char *text = sv_cli_option(cli, "year");
	int year = text ? atoi(text) : sv_day_year(cli->moment.on);
	const struct sv_plan_step *steps;
	struct sv_plan_standing *rows;
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	size_t count, step_count, late = 0;
	int r = sv_app_plan_desks(&cli->app, &cli->actor, cli->arena, &cli->moment, year, &rows,
				  &count, &steps, &step_count, err);

	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++)
		late += rows[i].days_late > 0;
	if (sv_cli_option(cli, "ics"))
		sv_plan_status_ics(rows, count, steps, step_count, year, cli->arena, &cli->out.buf);
	else if (sv_cli_json(cli))
		sv_plan_status_json(rows, count, year, cli->moment.on, &json);
	else if (sv_cli_csv(cli))
		sv_plan_status_csv(rows, count, &cli->out.buf);
	else
		status_text(cli, rows, count);
	return late ? 1 : 0;
}

static int run_history(struct sv_cli *cli, struct sv_error *err)
{
	static const struct sv_text_column columns[] = {{.title = "document", .right = true},
							{.title = "day"},
							{.title = "step"},
							{.title = "by"},
							{.title = "cell"},
							{.title = "what", .wraps = true}};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	const char *cell = sv_cli_option(cli, "cell");
	const struct sv_register *reg;
	struct sv_plan_desk desk;
	char day[SV_DATE_TEXT_MAX];
	int state, r = sv_cli_register(cli, &reg, err);

	if (r == 0)
		r = sv_cli_state(reg, cli->args[0], &state, err);
	if (r == 0)
		r = sv_app_plan_desk(&cli->app, &cli->actor, cli->arena, &cli->moment,
				     reg->states[state].code, atoi(cli->args[1]), &desk, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < desk.act_count; i++) {
		const struct sv_act *act = desk.acts[i];
		struct sv_plan_note note = sv_plan_note_of(cli->arena, act, cell ? cell : "");

		if (cell && !note.is_about)
			continue;
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%lld", (long long)act->doc));
		sv_text_table_add(&table, sv_arena_cstr(cli->arena, sv_day_text(act->on, day)));
		sv_text_table_add(&table, act->act);
		sv_text_table_add(&table, act->author);
		sv_text_table_add(&table, note.cell);
		sv_text_table_add(&table, note.text);
	}
	sv_text_table_print(&table, &cli->out);
	return 0;
}

static int read_plan(struct sv_cli *cli, const char *path, struct sv_plan **ret,
		     struct sv_error *err)
{
	static const struct sv_plan_wanted anything = {.state = ""};
	struct sv_plan_report report;
	struct sv_plan_file file;
	int r = sv_app_plan_file(cli->arena, path, &file, err);

	if (r == 0)
		r = sv_app_plan_check(&cli->app, cli->arena, &cli->moment, &cli->reading, &file,
				      &anything, &report, err);
	if (r == 0)
		*ret = report.plan;
	return r;
}

static int run_diff(struct sv_cli *cli, struct sv_error *err)
{
	static const struct sv_text_column columns[] = {{.title = "value"},
							{.title = "before", .wraps = true},
							{.title = "after", .wraps = true}};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	const struct sv_plan_difference *rows;
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct sv_plan *a = NULL, *b = NULL;
	size_t count;
	int r = sv_cli_plan_open(cli, err);

	if (r == 0)
		r = read_plan(cli, cli->args[0], &a, err);
	if (r == 0)
		r = read_plan(cli, cli->args[1], &b, err);
	if (r < 0)
		return r;
	sv_plan_differences(cli->arena, a, b, &rows, &count);
	if (sv_cli_json(cli))
		sv_plan_differences_json(rows, count, &json);
	else if (sv_cli_csv(cli))
		sv_plan_differences_csv(rows, count, &cli->out.buf);
	if (sv_cli_json(cli) || sv_cli_csv(cli))
		return count ? 1 : 0;
	for (size_t i = 0; i < count; i++) {
		sv_text_table_add(&table, rows[i].pointer);
		sv_text_table_add(&table, rows[i].before);
		sv_text_table_add(&table, rows[i].after);
	}
	if (count)
		sv_text_table_print(&table, &cli->out);
	else
		sv_out_text(&cli->out, "the two plans say the same\n");
	return count ? 1 : 0;
}

static const struct sv_option status_options[] = {
    {"year", 'y', "Y", SV_VALUE_YEAR, NULL, "the year of the plans; default that of --on"},
    {"ics", 0, NULL, SV_VALUE_TEXT, NULL, "write a calendar of what is due, with reminders"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example status_examples[] = {
    {"servanda plan status --year 2027 --on 2027-02-01", "who is where, before the day"},
    {"servanda plan status --year 2027 --on 2027-02-01 --ics", "what is due, for a calendar"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_plan_status = {
    .name = "plan status",
    .summary = "show where the plans of a year stand, and who is late",
    .synopsis = "[--year Y] [--ics]",
    .purpose = "One line a member: where its plan stands, when it is due by the rules of the cycle "
	       "and the extension granted, when it came and by how many days it is late.",
    .options = status_options,
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .exit_negative = "a plan is late",
    .examples = status_examples,
    .run = run_status,
};

static const struct sv_option history_options[] = {
    {"cell", 0, "POINTER", SV_VALUE_TEXT, NULL, "only this value: /finance/rt/2026"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example history_examples[] = {
    {"servanda plan history FRA 2027", "every step of the plan of France"},
    {"servanda plan history FRA 2027 --cell /finance/rt/2026", "one figure through its drafts"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_plan_history = {
    .name = "plan history",
    .summary = "show the steps of a plan in order, or those of one value",
    .synopsis = "[--cell POINTER] S Y",
    .purpose =
	"Every step is a document of the record. With --cell only those that are about a value: "
	"what each draft gives for it, and the comments on it.",
    .options = history_options,
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_READ,
    .examples = history_examples,
    .run = run_history,
};

static const struct sv_example diff_examples[] = {
    {"servanda plan diff exercise/FRA-2027.exercise.json exercise/FRA-2027.exercise.json",
     "nothing differs from itself"},
    {"servanda plan diff last-year.json plan.xlsx", "this year's plan beside the last"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_plan_diff = {
    .name = "plan diff",
    .summary = "show what differs between two plans, value by value",
    .synopsis = "A B",
    .purpose =
	"Either may be a workbook or JSON. Values are compared as they are understood: 1.50 and "
	"1.5 are the same figure.",
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_ITSELF,
    .has_json = true,
    .has_csv = true,
    .exit_negative = "the plans differ",
    .examples = diff_examples,
    .run = run_diff,
};

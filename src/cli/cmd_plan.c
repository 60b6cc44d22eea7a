/* SPDX-License-Identifier: EUPL-1.2 */
/* plan template, plan check: what a desk does before the plan leaves the house. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/deploy.h"
#include "cli/plan.h"
#include "cli/review.h"
#include "domain/assess.h"

static int run_template(struct sv_cli *cli, struct sv_error *err)
{
	const char *path = sv_cli_option(cli, "output");
	struct sv_plan *plan;
	struct sv_str bytes;
	const struct sv_register *reg;
	int state, year, r;

	if (!path)
		return sv_fail(err, SV_EUSAGE,
			       "say where to write the workbook, with -o FILE.xlsx");
	r = sv_cli_plan_open(cli, err);
	if (r == 0)
		r = sv_cli_register(cli, &reg, err);
	if (r == 0)
		r = sv_cli_state(reg, cli->args[0], &state, err);
	if (r < 0)
		return r;
	year = atoi(cli->args[1]);
	if (strlen(cli->args[1]) != 4 || year < 1000)
		return sv_fail(err, SV_EUSAGE, "'%s' is not a year", cli->args[1]);
	r = sv_app_plan_begin(&cli->app, &cli->actor, cli->arena, &cli->moment, &cli->reading,
			      reg->states[state].code, year, &plan, err);
	if (r == 0)
		r = sv_app_plan_workbook(cli->arena, plan, &bytes, err);
	if (r == 0)
		r = sv_file_write(path, bytes, err);
	if (r < 0)
		return r;
	/* A file for people is said; one that goes to standard output is the answer itself. */
	if (strcmp(path, "-") != 0)
		sv_out_printf(&cli->out, "the plan of %s for %d is to be filled in at '%s'\n",
			      reg->states[state].name, year, path);
	return 0;
}

/* How the rating of one item would come about. */
static int explain(struct sv_cli *cli, const struct sv_plan_report *report, const char *number,
		   struct sv_error *err)
{
	struct sv_explanation explanation;
	int r;

	if (!report->checked.input)
		return sv_fail(err, SV_EINVALID,
			       "cannot explain a plan that does not say whose it is and for when");
	r = sv_assess_explain(cli->arena, report->checked.input, report->plan->state, number,
			      &explanation, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_explain_json(&explanation, &json);
	} else {
		sv_explain_text(&explanation, cli->arena, &cli->out);
	}
	return 0;
}

static int run_check(struct sv_cli *cli, struct sv_error *err)
{
	const char *marked = sv_cli_option(cli, "output"), *number = sv_cli_option(cli, "explain");
	const char *state = sv_cli_option(cli, "state"), *year = sv_cli_option(cli, "year");
	const struct sv_plan_wanted wanted = {.state = state ? state : "",
					      .year = year ? atoi(year) : 0,
					      .deploy_case = sv_cli_option(cli, "case"),
					      .geo_dir = sv_cli_geo_folder(cli)};
	struct sv_str bytes = SV_STR_NONE;
	struct sv_plan_report report;
	struct sv_plan_file file;
	int r = sv_cli_plan_open(cli, err);

	if (r == 0)
		r = sv_app_plan_file(cli->arena, cli->args[0], &file, err);
	if (r == 0)
		r = sv_app_plan_check(&cli->app, cli->arena, &cli->moment, &cli->reading, &file,
				      &wanted, &report, err);
	if (r == 0 && marked)
		r = sv_app_plan_marked(cli->arena, &report, &bytes, err);
	if (r == 0 && marked)
		r = sv_file_write(marked, bytes, err);
	if (r < 0)
		return r;
	if (number)
		return explain(cli, &report, number, err);
	if (sv_cli_json(cli))
		sv_cli_plan_report_json(cli, &report);
	else
		sv_cli_plan_report(cli, &report);
	return report.checked.may_be_submitted ? 0 : 1;
}

static const struct sv_option template_options[] = {
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "the workbook to write; - is standard output"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example template_examples[] = {
    {"servanda plan template FRA 2027 -o fra-2027.xlsx", "a workbook to be filled in for France"},
    {"servanda plan template IRL 2027 -o irl-2027.xlsx --on 2027-01-15",
     "with the projects of that day"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_plan_template = {
    .name = "plan template",
    .summary = "write the workbook of a National Implementation Plan, ready to be filled in",
    .synopsis = "-o FILE S Y",
    .purpose =
	"Writes an .xlsx workbook for the plan of a state for a year: what the record knows "
	"is filled in, choices are lists, units and legal bases stand beside the fields, and "
	"a sheet 'Checking' follows the rules while you type.\n\n"
	"Cells that are not to be filled in are protected, without a password. Sheets may be "
	"renamed and rows inserted: the reader knows them again. Without a store the pack "
	"alone serves.",
    .options = template_options,
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_ITSELF,
    .examples = template_examples,
    .run = run_template,
};

static const struct sv_option check_options[] = {
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL,
     "write the workbook back, with what was found marked and commented in it"},
    {"explain", 0, "N", SV_VALUE_TEXT, NULL, "say only how the rating of item N would come about"},
    {"case", 0, "CASE", SV_VALUE_FILE, NULL,
     "compare the days to deploy with a case of deployment that has the formations as units"},
    {"state", 's', "S", SV_VALUE_TEXT, NULL, "the plan must be this state's"},
    {"year", 'y', "Y", SV_VALUE_YEAR, NULL, "the plan must be for this year"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example check_examples[] = {
    {"servanda plan check plan.xlsx", "everything that is wrong, and how it would be assessed"},
    {"servanda plan check plan.xlsx -o marked.xlsx", "the same, marked in a workbook"},
    {"servanda plan check plan.xlsx --case ours.case",
     "also whether its formations can be there in the days declared"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_plan_check = {
    .name = "plan check",
    .summary = "check a National Implementation Plan, a workbook or JSON, before it is submitted",
    .synopsis = "[-o FILE] [--explain N] [--case CASE] [--state S] [--year Y] FILE",
    .purpose =
	"Says everything that is wrong with a plan at once, with sheet and cell or JSON pointer, "
	"the "
	"rule, its legal basis and how to repair it, and how the plan would be assessed as it "
	"stands. Nothing is recorded and nothing leaves the machine; without a store the pack "
	"alone "
	"serves.\n\n"
	"A blocker or an error has to be corrected. A warning can be confirmed with a reason, on "
	"the "
	"sheet 'Confirmations': the reason travels with the plan.\n\n"
	"With -o the same workbook is written back: the cells with findings have a colour and a "
	"comment, a sheet lists all of them, and everything else in it stays as it came, sheets "
	"and comments of your own too. Marks of an earlier check go. Of a plan in JSON a fresh "
	"workbook is made.\n\n"
	"With --case the days to deploy are no longer only declared: each formation that is a unit "
	"of the case is planned alone with its lift, and fewer days than any schedule takes are a "
	"warning, proven, with the case as its ground.",
    .options = check_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_ITSELF,
    .has_json = true,
    .exit_negative = "the plan cannot be submitted as it is",
    .examples = check_examples,
    .run = run_check,
};

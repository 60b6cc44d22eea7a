/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/plan_exercise.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/plan.h"
#include "cli/table.h"
#include "domain/plan_json.h"

static int write_json(const struct sv_exercise_plan *plan, const char *path, struct sv_error *err)
{
	char *text = json_dumps(plan->object, JSON_INDENT(1) | JSON_SORT_KEYS);
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;

	if (!text)
		sv_out_of_memory();
	sv_buf_text(&out, text);
	sv_buf_char(&out, '\n');
	free(text);
	return sv_file_write(path, sv_buf_view(&out), err);
}

/* Read back as it was written, so that the workbook shows what the JSON form says. */
static int write_workbook(struct sv_cli *cli, const char *json, const char *path,
			  struct sv_error *err)
{
	static const struct sv_plan_wanted anything = {.state = ""};
	struct sv_plan_report report;
	struct sv_plan_file file;
	struct sv_str bytes;
	int r = sv_app_plan_file(cli->arena, json, &file, err);

	if (r == 0)
		r = sv_app_plan_check(&cli->app, cli->arena, &cli->moment, &cli->reading, &file,
				      &anything, &report, err);
	if (r == 0)
		r = sv_app_plan_workbook(cli->arena, report.plan, &bytes, err);
	return r < 0 ? r : sv_file_write(path, bytes, err);
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	static const struct sv_text_column columns[] = {{.title = "file"},
							{.title = "mistakes made", .wraps = true}};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	const char *folder = sv_cli_option(cli, "output"), *seed = sv_cli_option(cli, "seed");
	struct sv_exercise_plan *plans = NULL;
	size_t count = 0;
	int year = atoi(cli->args[0]), r;

	if (!folder)
		return sv_fail(err, SV_EUSAGE, "say which folder to write to, with -o DIR");
	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		return sv_fail(err, SV_EIO, "cannot make '%s': %s", folder, sv_os_error(errno));
	r = sv_cli_plan_open(cli, err);
	if (r == 0)
		r = sv_app_plan_exercise(&cli->app, cli->arena, &cli->moment, &cli->reading, year,
					 seed ? strtoull(seed, NULL, 10) : 1, &plans, &count, err);
	for (size_t i = 0; i < count; i++) {
		const char *name =
		    sv_arena_printf(cli->arena, "%s-%d.exercise.json", plans[i].state, year);
		const char *path = sv_arena_printf(cli->arena, "%s/%s", folder, name);

		if (r == 0)
			r = write_json(&plans[i], path, err);
		if (r == 0 && sv_cli_option(cli, "xlsx"))
			r = write_workbook(cli, path,
					   sv_arena_printf(cli->arena, "%s/%s-%d.exercise.xlsx",
							   folder, plans[i].state, year),
					   err);
		sv_text_table_add(&table, name);
		sv_text_table_add(&table, *plans[i].mistakes ? plans[i].mistakes : "none");
		json_decref(plans[i].object);
	}
	if (r < 0)
		return r;
	sv_out_printf(&cli->out, "EXERCISE: %zu plans for %d, made up; no state said any of it\n\n",
		      count, year);
	sv_text_table_print(&table, &cli->out);
	return 0;
}

static const struct sv_option options[] = {
    {"output", 'o', "DIR", SV_VALUE_FILE, NULL,
     "the folder to write to; made when it is not there"},
    {"seed", 0, "N", SV_VALUE_NUMBER, NULL, "another seed gives other plans; default 1"},
    {"xlsx", 0, NULL, SV_VALUE_TEXT, NULL, "write a workbook beside each plan"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda plan exercise 2027 -o exercise", "a plan for each member, some with mistakes"},
    {"servanda plan exercise 2027 --seed 7 --xlsx -o course", "others, with workbooks"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_plan_exercise = {
    .name = "plan exercise",
    .summary = "make up a plan for each member, for training and tests",
    .synopsis = "[--seed N] [--xlsx] -o DIR Y",
    .purpose = "Writes one plan for each member on the day of --on. Sizes follow the last public "
	       "figures, everything else is drawn from the seed; the same seed gives the same "
	       "plans. About two in three have mistakes of the kinds that desks make, and the list "
	       "says which.\n\n"
	       "Every plan says of itself that it is an exercise, wherever it shows.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_ITSELF,
    .examples = examples,
    .run = run,
};

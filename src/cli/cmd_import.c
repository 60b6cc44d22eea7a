/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/import.h"
#include "cli/commands.h"
#include "cli/imported.h"

static int run(struct sv_cli *cli, struct sv_error *err)
{
	bool dry_run = sv_cli_option(cli, "dry-run") != NULL;
	struct sv_import result;
	int r;

	r = sv_app_import(&cli->app, &cli->actor, cli->args, (size_t)cli->arg_count, dry_run,
			  cli->arena, &result, err);
	if (r < 0)
		return r;
	return sv_cli_imported(
	    cli, &result,
	    dry_run ? "nothing was recorded; the record keeps" : "the record now holds", "", err);
}

static const struct sv_option options[] = {
    {"dry-run", 0, NULL, SV_VALUE_TEXT, NULL, "check and count, record nothing"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda import figures-2025.csv --dry-run", "what a table would change, and what is wrong"},
    {"servanda import figures-2025.csv gaps-2025.csv", "record both or neither"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_import = {
    .name = "import",
    .summary = "add tables of facts, tables of evidence or rule texts to the record",
    .synopsis = "[--dry-run] FILE...",
    .purpose =
	"Every file is checked whole, and everything that is wrong is said at once with file, "
	"line and column. With an error in any of them nothing is recorded.\n\n"
	"A row with the key of an earlier one takes its place from now on; the earlier one "
	"stays known under --known. A file that would change nothing is not recorded again.",
    .options = options,
    .args_min = 1,
    .args_max = 1000,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = examples,
    .run = run,
};

/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/import.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/imported.h"

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *pack = sv_cli_option(cli, "pack");
	struct sv_import result;
	char where[SV_ERROR_MESSAGE_MAX];
	int r;

	if (!pack) {
		r = sv_cli_default_pack(cli, &pack, err);
		if (r < 0)
			return r;
	}
	r = sv_app_init(cli->store, pack, &cli->actor, &sv_cli_progress, cli->arena, &result, err);
	sv_out_progress_end();
	if (r < 0)
		return r;
	return sv_cli_imported(cli, &result,
			       sv_arena_printf(cli->arena, "a new record at '%s'",
					       sv_db_display(cli->store, where, sizeof(where))),
			       pack, err);
}

static const struct sv_option options[] = {
    {"pack", 0, "DIR", SV_VALUE_FOLDER, NULL, "the pack to begin with; default the PESCO pack"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda init", "a record of PESCO, in servanda.db"},
    {"servanda --store trial.db init --pack packs/pesco", "the same, said in full"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_init = {
    .name = "init",
    .summary = "make a new record from a pack",
    .synopsis = "[--pack DIR]",
    .purpose = "A pack is a cooperation as data: tables of facts, evidence and rule texts, and "
	       "pack.csv that lists them. All its documents are checked, recorded and derived "
	       "from, in one transaction: with an error in any of them no record is made.\n\n"
	       "A record that is there already is never written over.",
    .options = options,
    .store = SV_STORE_ITSELF,
    .has_json = true,
    .examples = examples,
    .run = run,
};

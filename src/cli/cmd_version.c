/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/commands.h"

static int run(struct sv_cli *cli, struct sv_error *err)
{
	(void)err;
	sv_out_text(&cli->out, "servanda " SV_VERSION "\n");
	return 0;
}

static const struct sv_example examples[] = {
    {"servanda version", "name and number"},
    {"servanda --version", "the same"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_version = {
    .name = "version",
    .summary = "print the version",
    .synopsis = "",
    .purpose = "Prints the name and the version of the program.",
    .examples = examples,
    .run = run,
};

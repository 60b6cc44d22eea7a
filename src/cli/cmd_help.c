/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/commands.h"
#include "cli/manual.h"

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const struct sv_command *command;
	const char *words[SV_COMMAND_WORDS_MAX];
	int used, count = 0;

	if (!cli->arg_count) {
		sv_manual_help(NULL, &cli->out);
		return 0;
	}
	for (; count < cli->arg_count && count < SV_COMMAND_WORDS_MAX; count++)
		words[count] = cli->args[count];
	command = sv_command_find(words, count, &used);
	if (!command)
		return sv_command_unknown(words, count, err);
	sv_manual_help(command, &cli->out);
	return 0;
}

static const struct sv_example examples[] = {
    {"servanda help", "all commands, with one line each"},
    {"servanda help help", "what you are reading"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_help = {
    .name = "help",
    .summary = "explain servanda or one of its commands",
    .synopsis = "[COMMAND]",
    .purpose = "Prints what a command is for, how it is called, its options, two examples and its "
	       "exit status. 'servanda COMMAND --help' gives the same.",
    .args_max = SV_COMMAND_WORDS_MAX,
    .examples = examples,
    .run = run,
};

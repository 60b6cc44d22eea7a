/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cmd_man.c - the manual pages, written from the command table when servanda is built.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/manual.h"

static int write_page(struct sv_cli *cli, const char *folder, const struct sv_command *command,
		      struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf page = SV_BUF_INIT;
	const char *path = sv_arena_printf(cli->arena, "%s/%s.1", folder,
					   sv_manual_page_name(cli->arena, command));

	sv_manual_page(command, &page);
	return sv_file_write(path, sv_buf_view(&page), err);
}

static int write_all(struct sv_cli *cli, const char *folder, struct sv_error *err)
{
	int r;

	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		return sv_fail(err, SV_EIO, "cannot create '%s': %s", folder, sv_os_error(errno));
	r = write_page(cli, folder, NULL, err);
	for (int i = 0; r >= 0 && sv_commands[i]; i++)
		if (!sv_commands[i]->hidden)
			r = write_page(cli, folder, sv_commands[i], err);
	return r;
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *folder = sv_cli_option(cli, "to"), *words[SV_COMMAND_WORDS_MAX];
	const struct sv_command *command = NULL;
	int used, count = 0;

	if (folder)
		return write_all(cli, folder, err);
	for (; count < cli->arg_count && count < SV_COMMAND_WORDS_MAX; count++)
		words[count] = cli->args[count];
	if (count)
		command = sv_command_find(words, count, &used);
	if (count && !command)
		return sv_command_unknown(words, count, err);
	sv_manual_page(command, &cli->out.buf);
	return 0;
}

static const struct sv_option options[] = {
    {"to", 0, "DIR", SV_VALUE_FOLDER, NULL, "write all pages into this folder"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda man member list | mandoc", "read one page"},
    {"servanda man --to man1", "write them all"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_man = {
    .name = "man",
    .summary = "print a manual page in mdoc(7)",
    .synopsis = "[--to DIR] [COMMAND]",
    .purpose = "Writes the manual pages from the command table.",
    .options = options,
    .args_max = SV_COMMAND_WORDS_MAX,
    .hidden = true,
    .examples = examples,
    .run = run,
};

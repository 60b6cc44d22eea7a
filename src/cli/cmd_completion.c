/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cmd_completion.c - completion for bash, written from the command table.
 */
#include <string.h>

#include "cli/commands.h"

static void option_words(struct sv_buf *out, const struct sv_option *options)
{
	for (; options && options->name; options++)
		sv_buf_printf(out, " --%s", options->name);
}

/* What may follow an option: its choices, files, or nothing that can be guessed. */
static void option_values(struct sv_buf *out, const struct sv_option *options)
{
	for (; options && options->name; options++) {
		if (!options->argument)
			continue;
		sv_buf_printf(out, "\t--%s", options->name);
		if (options->letter)
			sv_buf_printf(out, "|-%c", options->letter);
		sv_buf_text(out, ") ");
		if (options->kind == SV_VALUE_CHOICE) {
			sv_buf_text(out, "COMPREPLY=($(compgen -W \"");
			for (int i = 0; options->choices[i]; i++)
				sv_buf_printf(out, "%s%s", i ? " " : "", options->choices[i]);
			sv_buf_text(out, "\" -- \"$word\"))");
		} else if (options->kind == SV_VALUE_FILE) {
			sv_buf_text(out, "COMPREPLY=($(compgen -f -- \"$word\"))");
		} else if (options->kind == SV_VALUE_FOLDER) {
			sv_buf_text(out, "COMPREPLY=($(compgen -d -- \"$word\"))");
		} else {
			sv_buf_text(out, ":");
		}
		sv_buf_text(out, "; return ;;\n");
	}
}

/* First words, each once; then the second words that follow each. */
static void command_words(struct sv_buf *out, const char *group)
{
	size_t len = strlen(group);
	const char *last = "";
	size_t last_len = 0;

	for (int i = 0; sv_commands[i]; i++) {
		const char *word = sv_commands[i]->name;
		size_t word_len;

		if (sv_commands[i]->hidden)
			continue;
		if (len) {
			if (strncmp(word, group, len) != 0 || word[len] != ' ')
				continue;
			word += len + 1;
		}
		word_len = strcspn(word, " ");
		if (word_len == last_len && strncmp(word, last, word_len) == 0)
			continue;
		sv_buf_printf(out, " %.*s", (int)word_len, word);
		last = word;
		last_len = word_len;
	}
}

static void groups(struct sv_buf *out)
{
	char last[64] = "";

	for (int i = 0; sv_commands[i]; i++) {
		const char *name = sv_commands[i]->name, *space = strchr(name, ' ');
		char group[64] = "";

		if (!space || sv_commands[i]->hidden)
			continue;
		strncat(group, name, (size_t)(space - name));
		if (strcmp(group, last) == 0)
			continue;
		strcpy(last, group);
		sv_buf_printf(out, "\t%s) words=\"", group);
		command_words(out, group);
		sv_buf_text(out, "\" ;;\n");
	}
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_buf *out = &cli->out.buf;

	if (strcmp(cli->args[0], "bash") != 0)
		return sv_fail(err, SV_EUSAGE, "completion for '%s' is not known; give bash",
			       cli->args[0]);
	sv_buf_text(out,
		    "# completion of servanda for bash; written by 'servanda completion bash'\n"
		    "_servanda()\n{\n\tlocal word=\"${COMP_WORDS[COMP_CWORD]}\" "
		    "before=\"${COMP_WORDS[COMP_CWORD-1]}\" words=\"\" options=\"\" w\n"
		    "\tlocal -a plain=()\n\n\tcase \"$before\" in\n");
	option_values(out, sv_global_options);
	for (int i = 0; sv_commands[i]; i++)
		if (!sv_commands[i]->hidden)
			option_values(out, sv_commands[i]->options);
	sv_buf_text(out, "\tesac\n\tfor w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
			 "\t\t[[ $w == -* ]] || plain+=(\"$w\")\n\tdone\n"
			 "\tcase \"${plain[*]}\" in\n\t\"\") words=\"");
	command_words(out, "");
	sv_buf_text(out, "\" ;;\n");
	groups(out);
	sv_buf_text(out, "\tesac\n\tcase \"${plain[*]:0:2}\" in\n");
	for (int i = 0; sv_commands[i]; i++) {
		if (sv_commands[i]->hidden || !sv_commands[i]->options)
			continue;
		sv_buf_printf(out, "\t\"%s\"*) options=\"", sv_commands[i]->name);
		option_words(out, sv_commands[i]->options);
		sv_buf_text(out, "\" ;;\n");
	}
	sv_buf_text(out, "\tesac\n\tif [[ $word == -* ]]; then\n\t\twords=\"$options");
	option_words(out, sv_global_options);
	sv_buf_text(out, "\"\n\tfi\n\tif [[ -n $words ]]; then\n"
			 "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
			 "\telse\n\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n\tfi\n}\n"
			 "complete -F _servanda servanda\n");
	return 0;
}

static const struct sv_example examples[] = {
    {"servanda completion bash", "print the script"},
    {"source <(servanda completion bash)", "use it in this shell"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_completion = {
    .name = "completion",
    .summary = "print a completion script for the shell",
    .synopsis = "bash",
    .purpose = "Prints a script that lets bash complete commands, options and their values. It is "
	       "written from the same table as the help.",
    .args_min = 1,
    .args_max = 1,
    .examples = examples,
    .run = run,
};

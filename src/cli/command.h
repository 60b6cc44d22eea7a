/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * command.h - a command is one file and one constant.
 *
 * cmd_<name>.c defines a `const struct sv_command` and commands.c lists it.
 * The parser, --help, the manual pages, the completion for bash and the tests
 * read the same constants, so none of them can forget an option.
 *
 * A command reads its line through the functions at the end of this header,
 * writes what it has to say into cli->out and returns 0 (done, yes), 1 (a
 * negative finding) or a negative SV_E code with err filled.  main.c opens the
 * store before, writes cli->out afterwards and turns the code into the exit
 * status.
 */
#ifndef SV_CLI_COMMAND_H
#define SV_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "app/app.h"
#include "app/authority.h"
#include "base/arena.h"
#include "base/error.h"
#include "cli/out.h"

/* What a value on the command line must look like; checked before a command runs. */
enum sv_value_kind {
	SV_VALUE_TEXT,
	SV_VALUE_DATE,   /* YYYY-MM-DD */
	SV_VALUE_WHEN,   /* a log size, an instant or a date */
	SV_VALUE_YEARS,  /* Y or Y1-Y2 */
	SV_VALUE_YEAR,   /* Y */
	SV_VALUE_NUMBER, /* 0, 1, 2 ... */
	SV_VALUE_FILE,
	SV_VALUE_FOLDER,
	SV_VALUE_CHOICE, /* one of `choices` */
};

struct sv_option {
	const char *name;     /* without the dashes; NULL ends a table */
	char letter;          /* short form, or 0 */
	const char *argument; /* "DATE"; NULL for a flag */
	enum sv_value_kind kind;
	const char *const *choices; /* for SV_VALUE_CHOICE, NULL at the end */
	const char *help;           /* one line, lower case, no full stop */
};

struct sv_example {
	const char *line; /* "servanda member list --on 2020-04-17"; NULL ends a table */
	const char *says; /* what it shows, one line */
};

enum sv_store_need {
	SV_STORE_NONE,   /* runs without a store */
	SV_STORE_ITSELF, /* the command makes or opens it */
	SV_STORE_READ,   /* main opens it for reading and settles --on and --known */
	SV_STORE_WRITE,  /* main opens it for writing */
};

struct sv_cli;

struct sv_command {
	const char *name;                /* "member list" */
	const char *summary;             /* one line, lower case, no full stop */
	const char *synopsis;            /* "[--year Y] S N"; global options are added */
	const char *purpose;             /* paragraphs, separated by an empty line */
	const struct sv_option *options; /* its own, or NULL */
	int args_min, args_max;
	enum sv_store_need store;
	bool has_json, has_csv;
	bool hidden;                       /* not listed: for the build, not for people */
	const char *exit_negative;         /* when it exits 1, or NULL when never */
	const struct sv_example *examples; /* two of them; the tests run those that can be run */
	int (*run)(struct sv_cli *cli, struct sv_error *err);
};

#define SV_CLI_OPTIONS_MAX 32 /* own and global options of one command */

struct sv_cli {
	struct sv_arena *arena; /* lives until the output is written */
	const struct sv_command *command;
	const char *values[SV_CLI_OPTIONS_MAX]; /* as given, own options first, then global */
	const char **args;
	int arg_count;
	const char *store;
	struct sv_app app;         /* open when the command needs a store */
	struct sv_moment moment;   /* --on and --known, for SV_STORE_READ */
	struct sv_reading reading; /* --confidence, and what --as may read */
	struct sv_actor actor;     /* --as */
	struct sv_out out;         /* standard output */
};

/* All commands in the order of help, ended by NULL. */
extern const struct sv_command *const sv_commands[];
extern const struct sv_option sv_global_options[];

/* The value of an option of this command or a global one: NULL when it was not
 * given, "" for a flag that was.  Asking for an option the command does not
 * declare is a bug. */
const char *sv_cli_option(const struct sv_cli *cli, const char *name);

/* Argument i, or NULL when there are fewer. */
const char *sv_cli_arg(const struct sv_cli *cli, int i);

/* What the reader wants to get. */
bool sv_cli_json(const struct sv_cli *cli);
bool sv_cli_csv(const struct sv_cli *cli);

/* --year, or the year before that of --on. */
void sv_cli_years(const struct sv_cli *cli, int *ret_first, int *ret_last);

#define SV_COMMAND_WORDS_MAX 2 /* "member list" */

/* The command named by the leading words, the longest name first, or NULL; *ret_words is how many
 * words the name took. */
const struct sv_command *sv_command_find(const char *const *words, int count, int *ret_words);
int sv_command_words(const struct sv_command *command);

/* Says that the words name no command, and which one may have been meant. */
int sv_command_unknown(const char *const *words, int count, struct sv_error *err);

/* Parse a whole line (without the program's name) into cli.  With --help or --version on it, the
 * command becomes the one that answers. */
SV_MUST_USE int sv_cli_parse(struct sv_cli *cli, int argc, char **argv, struct sv_error *err);

#endif

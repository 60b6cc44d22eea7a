/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * options.c - the command line, read by the tables of command.h.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/suggest.h"
#include "cli/command.h"

static const char *const confidences[] = {"seen", "all", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

const struct sv_option sv_global_options[] = {
    {"store", 0, "WHERE", SV_VALUE_FILE, NULL,
     "the record to use; default $SERVANDA_STORE, else servanda.db"},
    {"on", 0, "DATE", SV_VALUE_DATE, NULL, "the day that facts hold on; default today"},
    {"known", 0, "WHEN", SV_VALUE_WHEN, NULL,
     "the record as it stood: a log size, an instant or a date; default now"},
    {"confidence", 0, "WHICH", SV_VALUE_CHOICE, confidences,
     "'seen' leaves out rows that were recalled and not verified; default all"},
    {"as", 0, "WHO", SV_VALUE_TEXT, NULL,
     "act as ROLE[:STATE[:NAME]], for example delegate:FRA:dupont; default the operator"},
    {"key", 0, "FILE", SV_VALUE_FILE, NULL, "sign what is recorded with the secret key in FILE"},
    {"json", 0, NULL, SV_VALUE_TEXT, NULL, "print JSON with stable keys"},
    {"csv", 0, NULL, SV_VALUE_TEXT, NULL, "print a table as CSV"},
    {"color", 0, "WHEN", SV_VALUE_CHOICE, colors,
     "colour: auto, always or never; NO_COLOR is obeyed"},
    {"help", 'h', NULL, SV_VALUE_TEXT, NULL, "explain the command"},
    {"version", 0, NULL, SV_VALUE_TEXT, NULL, "print the version"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static int table_length(const struct sv_option *options)
{
	int count = 0;

	while (options && options[count].name)
		count++;
	return count;
}

/* The option at an index of cli->values: own ones first, then global ones. */
static const struct sv_option *option_at(const struct sv_command *command, int index)
{
	int own = command ? table_length(command->options) : 0;

	return index < own ? &command->options[index] : &sv_global_options[index - own];
}

static int option_count(const struct sv_command *command)
{
	int count =
	    (command ? table_length(command->options) : 0) + table_length(sv_global_options);

	assert(count <= SV_CLI_OPTIONS_MAX);
	return count;
}

static int option_index(const struct sv_command *command, struct sv_str name, char letter)
{
	for (int i = 0; i < option_count(command); i++) {
		const struct sv_option *option = option_at(command, i);

		if (letter ? option->letter == letter : sv_str_is(name, option->name))
			return i;
	}
	return -1;
}

const char *sv_cli_option(const struct sv_cli *cli, const char *name)
{
	int i = option_index(cli->command, sv_str_from(name), 0);

	assert(i >= 0);
	return cli->values[i];
}

const char *sv_cli_arg(const struct sv_cli *cli, int i)
{
	return i < cli->arg_count ? cli->args[i] : NULL;
}

bool sv_cli_json(const struct sv_cli *cli)
{
	return sv_cli_option(cli, "json") != NULL;
}

bool sv_cli_csv(const struct sv_cli *cli)
{
	return sv_cli_option(cli, "csv") != NULL;
}

static bool parse_year(struct sv_str text, int *ret)
{
	int64_t year;

	if (text.len != 4 || !sv_str_to_int64(text, &year) || year < SV_YEAR_MIN ||
	    year > SV_YEAR_MAX)
		return false;
	*ret = (int)year;
	return true;
}

static bool parse_years(struct sv_str text, int *ret_first, int *ret_last)
{
	struct sv_str first;

	if (parse_year(text, ret_first)) {
		*ret_last = *ret_first;
		return true;
	}
	return sv_str_split(&text, '-', &first) && parse_year(first, ret_first) &&
	       parse_year(text, ret_last) && *ret_first <= *ret_last;
}

void sv_cli_years(const struct sv_cli *cli, int *ret_first, int *ret_last)
{
	const char *years = sv_cli_option(cli, "year");

	if (years && parse_years(sv_str_from(years), ret_first, ret_last))
		return;
	*ret_first = *ret_last = sv_day_year(cli->moment.on) - 1;
}

static int check_choice(const struct sv_option *option, const char *value, struct sv_error *err)
{
	char list[256] = "";

	for (int i = 0; option->choices[i]; i++) {
		if (strcmp(option->choices[i], value) == 0)
			return 0;
		if (i)
			strcat(list, option->choices[i + 1] ? ", " : " or ");
		strcat(list, option->choices[i]);
		assert(strlen(list) < sizeof(list) - 32);
	}
	return sv_fail(err, SV_EUSAGE, "'--%s %s' is not known; give %s", option->name, value,
		       list);
}

static int check_value(const struct sv_option *option, const char *value, struct sv_error *err)
{
	struct sv_str text = sv_str_from(value);
	int64_t number;
	int32_t day;
	int first, last;

	switch (option->kind) {
	case SV_VALUE_DATE:
		if (!sv_day_parse(text, &day))
			return sv_fail(err, SV_EUSAGE,
				       "'--%s %s' is not a date; write it as YYYY-MM-DD",
				       option->name, value);
		return 0;
	case SV_VALUE_WHEN:
		if (!(sv_str_to_int64(text, &number) && number >= 0) &&
		    !sv_instant_parse(text, &number))
			return sv_fail(err, SV_EUSAGE,
				       "'--%s %s' is neither a log size, an instant nor a date; "
				       "write 12, 2026-01-31T12:00:00Z or 2026-01-31",
				       option->name, value);
		return 0;
	case SV_VALUE_YEARS:
		if (!parse_years(text, &first, &last))
			return sv_fail(err, SV_EUSAGE,
				       "'--%s %s' is not a year; write 2019 or 2005-2024",
				       option->name, value);
		return 0;
	case SV_VALUE_YEAR:
		if (!parse_year(text, &first))
			return sv_fail(err, SV_EUSAGE, "'--%s %s' is not a year; write 2019",
				       option->name, value);
		return 0;
	case SV_VALUE_NUMBER:
		if (!sv_str_to_int64(text, &number) || number < 0)
			return sv_fail(err, SV_EUSAGE, "'--%s %s' is not a number", option->name,
				       value);
		return 0;
	case SV_VALUE_CHOICE: return check_choice(option, value, err);
	default:
		if (!value[0])
			return sv_fail(err, SV_EUSAGE, "'--%s' is empty; give %s", option->name,
				       option->argument);
		return 0;
	}
}

static int unknown_option(const struct sv_command *command, const char *word, struct sv_error *err)
{
	struct sv_suggestion meant = SV_SUGGESTION_INIT(word + strspn(word, "-"));

	for (int i = 0; i < option_count(command); i++)
		sv_suggest(&meant, option_at(command, i)->name);
	if (meant.best && meant.wanted > word + 1)
		return sv_fail(err, SV_EUSAGE, "option '%s' is not known; did you mean '--%s'?",
			       word, meant.best);
	return sv_fail(err, SV_EUSAGE, "option '%s' is not known; see 'servanda %s%s--help'", word,
		       command ? command->name : "", command ? " " : "");
}

/* Store one option; *i moves past a value that stands in the next word. */
static int take_option(struct sv_cli *cli, int argc, char **argv, int *i, struct sv_error *err)
{
	const char *word = argv[*i], *value = NULL;
	const struct sv_option *option;
	struct sv_str name = sv_str_from(word);
	char letter = 0;
	int index;

	if (word[1] == '-') {
		struct sv_str rest = sv_str_from(word + 2);

		if (strchr(word, '='))
			value = strchr(word, '=') + 1;
		if (!sv_str_split(&rest, '=', &name))
			name = SV_STR_NONE;
	} else {
		letter = word[1];
		if (word[2])
			value = word + 2;
	}
	index = option_index(cli->command, name, letter);
	if (index < 0)
		return unknown_option(cli->command, word, err);
	option = option_at(cli->command, index);
	if (!option->argument) {
		if (value)
			return sv_fail(err, SV_EUSAGE, "'--%s' takes no value", option->name);
		cli->values[index] = "";
		return 0;
	}
	if (!value && *i + 1 < argc)
		value = argv[++*i];
	if (!value)
		return sv_fail(err, SV_EUSAGE, "'--%s' needs a value: %s", option->name,
			       option->argument);
	if (cli->values[index] && strcmp(cli->values[index], value) != 0)
		return sv_fail(err, SV_EUSAGE, "'--%s' is given twice", option->name);
	cli->values[index] = value;
	return check_value(option, value, err);
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1];
}

/* An option by its name or letter, whichever command it belongs to: before the command is known,
 * only whether a value follows has to be told, and that is the same everywhere. */
static const struct sv_option *any_option(const char *word)
{
	struct sv_str name = sv_str_from(word + 2);
	bool is_long = word[1] == '-';

	if (is_long && strchr(word, '='))
		return NULL; /* the value stands in the same word */
	if (!is_long && word[2])
		return NULL;
	for (int c = -1; c < 0 || sv_commands[c]; c++) {
		const struct sv_option *options =
		    c < 0 ? sv_global_options : sv_commands[c]->options;

		for (int i = 0; i < table_length(options); i++)
			if (is_long ? sv_str_is(name, options[i].name)
				    : options[i].letter == word[1])
				return &options[i];
	}
	return NULL;
}

/* The command is named by the first words that are neither options nor their values. */
static int find_command(struct sv_cli *cli, int argc, char **argv, struct sv_error *err)
{
	const char *words[SV_COMMAND_WORDS_MAX];
	int count = 0, used;

	for (int i = 0; i < argc && count < SV_COMMAND_WORDS_MAX; i++) {
		const struct sv_option *option;

		if (!is_option(argv[i])) {
			words[count++] = argv[i];
			continue;
		}
		option = any_option(argv[i]);
		if (option && option->argument)
			i++;
	}
	cli->command = sv_command_find(words, count, &used);
	if (cli->command || !count)
		return 0;
	return sv_command_unknown(words, count, err);
}

static int check_line(struct sv_cli *cli, struct sv_error *err)
{
	const struct sv_command *command = cli->command;

	if (cli->arg_count < command->args_min)
		return sv_fail(err, SV_EUSAGE, "'%s' needs more: servanda %s %s", command->name,
			       command->name, command->synopsis);
	if (cli->arg_count > command->args_max)
		return sv_fail(err, SV_EUSAGE, "'%s' does not take '%s': servanda %s %s",
			       command->name, cli->args[command->args_max], command->name,
			       command->synopsis);
	if (sv_cli_json(cli) && sv_cli_csv(cli))
		return sv_fail(err, SV_EUSAGE, "'--json' and '--csv' exclude each other");
	if (sv_cli_json(cli) && !command->has_json)
		return sv_fail(err, SV_EUSAGE, "'%s' has no JSON output", command->name);
	if (sv_cli_csv(cli) && !command->has_csv)
		return sv_fail(err, SV_EUSAGE, "'%s' has no CSV output", command->name);
	return 0;
}

/* --help and --version turn the line into a call of the command that answers. */
static bool redirect(struct sv_cli *cli)
{
	const struct sv_command *asked = cli->command;
	const char *answer = NULL;
	int used;

	if (sv_cli_option(cli, "help") || !asked)
		answer = "help";
	if (sv_cli_option(cli, "version"))
		answer = "version";
	if (!answer)
		return false;
	cli->arg_count = 0;
	if (asked && strcmp(answer, "help") == 0)
		cli->args[cli->arg_count++] = asked->name;
	cli->command = sv_command_find(&answer, 1, &used);
	memset(cli->values, 0, sizeof(cli->values));
	return true;
}

int sv_cli_parse(struct sv_cli *cli, int argc, char **argv, struct sv_error *err)
{
	const char *store = getenv("SERVANDA_STORE");
	bool only_args = false;
	int r, words;

	cli->args = SV_NEW_ARRAY(cli->arena, const char *, (size_t)argc + 1);
	r = find_command(cli, argc, argv, err);
	if (r < 0)
		return r;
	words = cli->command ? sv_command_words(cli->command) : 0;
	for (int i = 0; i < argc; i++) {
		if (!only_args && strcmp(argv[i], "--") == 0) {
			only_args = true;
		} else if (!only_args && is_option(argv[i])) {
			r = take_option(cli, argc, argv, &i, err);
			if (r < 0)
				return r;
		} else if (words > 0) {
			words--;
		} else {
			cli->args[cli->arg_count++] = argv[i];
		}
	}
	if (redirect(cli))
		return 0;
	cli->store = sv_cli_option(cli, "store");
	if (!cli->store)
		cli->store = store && store[0] ? store : "servanda.db";
	cli->reading.seen_only = sv_cli_option(cli, "confidence") &&
				 strcmp(sv_cli_option(cli, "confidence"), "seen") == 0;
	return check_line(cli, err);
}

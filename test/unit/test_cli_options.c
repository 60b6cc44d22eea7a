/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/command.h"

/* Parse a line of words; the arena is freed by the next call. */
static int parse(struct sv_cli *cli, struct sv_error *err, const char *line)
{
	static struct sv_arena arena = SV_ARENA_INIT;
	static char *words[32];
	int count = 0;
	char *rest;

	sv_arena_free(&arena);
	*cli = (struct sv_cli){.arena = &arena};
	*err = (struct sv_error)SV_ERROR_INIT;
	rest = sv_arena_alloc(&arena, strlen(line) + 1);
	strcpy(rest, line);
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " "))
		words[count++] = word;
	words[count] = NULL;
	return sv_cli_parse(cli, count, words, err);
}

static void options_may_stand_before_and_after_the_command(void **state)
{
	struct sv_error err;
	struct sv_cli cli;

	(void)state;
	assert_int_equal(parse(&cli, &err, "--store a.db help man --on=2020-04-17"), 0);
	assert_string_equal(cli.command->name, "help");
	assert_string_equal(cli.store, "a.db");
	assert_string_equal(sv_cli_option(&cli, "on"), "2020-04-17");
	assert_int_equal(cli.arg_count, 1);
	assert_string_equal(sv_cli_arg(&cli, 0), "man");
	assert_null(sv_cli_arg(&cli, 1));
}

static void an_own_option_may_stand_before_its_command(void **state)
{
	struct sv_error err;
	struct sv_cli cli;

	(void)state;
	assert_int_equal(parse(&cli, &err, "--to pages man help"), 0);
	assert_string_equal(cli.command->name, "man");
	assert_string_equal(sv_cli_option(&cli, "to"), "pages");
	assert_string_equal(sv_cli_arg(&cli, 0), "help");
}

static void two_dashes_end_the_options(void **state)
{
	struct sv_error err;
	struct sv_cli cli;

	(void)state;
	assert_int_equal(parse(&cli, &err, "help -- --on"), 0);
	assert_string_equal(sv_cli_arg(&cli, 0), "--on");
}

static void an_empty_line_asks_for_help(void **state)
{
	struct sv_error err;
	struct sv_cli cli;

	(void)state;
	assert_int_equal(parse(&cli, &err, ""), 0);
	assert_string_equal(cli.command->name, "help");
	assert_int_equal(parse(&cli, &err, "completion --help"), 0);
	assert_string_equal(cli.command->name, "help");
	assert_string_equal(sv_cli_arg(&cli, 0), "completion");
	assert_int_equal(parse(&cli, &err, "--version"), 0);
	assert_string_equal(cli.command->name, "version");
}

static void every_mistake_says_how_to_repair_it(void **state)
{
	static const struct {
		const char *line, *message;
	} mistakes[] = {
	    {"hlep", "command 'hlep' is not known; did you mean 'help'?"},
	    {"zzzzzz", "command 'zzzzzz' is not known; see 'servanda help'"},
	    {"help --strore x", "option '--strore' is not known; did you mean '--store'?"},
	    {"help -z", "option '-z' is not known; see 'servanda help --help'"},
	    {"help --on", "'--on' needs a value: DATE"},
	    {"help --on 2020-02-30", "'--on 2020-02-30' is not a date; write it as YYYY-MM-DD"},
	    {"help --on 2020-01-01 --on 2021-01-01", "'--on' is given twice"},
	    {"help --known soon",
	     "'--known soon' is neither a log size, an instant nor a date; write "
	     "12, 2026-01-31T12:00:00Z or 2026-01-31"},
	    {"help --color red", "'--color red' is not known; give auto, always or never"},
	    {"help --json=yes", "'--json' takes no value"},
	    {"help --json", "'help' has no JSON output"},
	    {"help --csv", "'help' has no CSV output"},
	    {"completion", "'completion' needs more: servanda completion bash"},
	    {"completion bash zsh", "'completion' does not take 'zsh': servanda completion bash"},
	};

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(mistakes); i++) {
		struct sv_error err;
		struct sv_cli cli;

		assert_int_equal(parse(&cli, &err, mistakes[i].line), SV_EUSAGE);
		assert_string_equal(err.message, mistakes[i].message);
	}
}

static void the_store_comes_from_the_environment_when_no_option_names_it(void **state)
{
	struct sv_error err;
	struct sv_cli cli;

	(void)state;
	unsetenv("SERVANDA_STORE");
	assert_int_equal(parse(&cli, &err, "help"), 0);
	assert_string_equal(cli.store, "servanda.db");
	setenv("SERVANDA_STORE", "other.db", 1);
	assert_int_equal(parse(&cli, &err, "help"), 0);
	assert_string_equal(cli.store, "other.db");
	assert_int_equal(parse(&cli, &err, "help --store mine.db"), 0);
	assert_string_equal(cli.store, "mine.db");
	unsetenv("SERVANDA_STORE");
}

/* What the help, the pages and the parser rely on in every row of the table. */
static void every_command_is_declared_in_full(void **state)
{
	(void)state;
	for (int i = 0; sv_commands[i]; i++) {
		const struct sv_command *command = sv_commands[i];
		int own = 0, global = 0;

		assert_non_null(command->run);
		assert_true(command->summary[0] && command->purpose[0]);
		assert_int_not_equal(command->summary[strlen(command->summary) - 1], '.');
		assert_true(command->args_max >= command->args_min);
		assert_non_null(command->examples[0].line);
		assert_non_null(command->examples[1].line);
		for (; command->options && command->options[own].name; own++)
			for (const struct sv_option *o = sv_global_options; o->name; o++) {
				/* Without a record no day can be asked for: the name is free. */
				if (command->store == SV_STORE_NONE && strcmp(o->name, "on") == 0)
					continue;
				assert_string_not_equal(o->name, command->options[own].name);
			}
		while (sv_global_options[global].name)
			global++;
		assert_true(own + global <= SV_CLI_OPTIONS_MAX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(options_may_stand_before_and_after_the_command),
	    cmocka_unit_test(an_own_option_may_stand_before_its_command),
	    cmocka_unit_test(two_dashes_end_the_options),
	    cmocka_unit_test(an_empty_line_asks_for_help),
	    cmocka_unit_test(every_mistake_says_how_to_repair_it),
	    cmocka_unit_test(the_store_comes_from_the_environment_when_no_option_names_it),
	    cmocka_unit_test(every_command_is_declared_in_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

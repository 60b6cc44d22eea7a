/* SPDX-License-Identifier: EUPL-1.2 */
/* Accounts of the portal, for who keeps it. */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/accounts.h"
#include "base/date.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"

/* One line of standard input, not shown while it is typed. */
static int read_password(struct sv_cli *cli, const char **ret, struct sv_error *err)
{
	char *line = sv_arena_alloc(cli->arena, SV_PASSWORD_MAX + 2);
	struct termios shown, hidden;
	bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;

	if (terminal) {
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)ECHO;
		fputs("password: ", stderr);
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	}
	if (!fgets(line, SV_PASSWORD_MAX + 2, stdin))
		line[0] = '\0';
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		fputs("\n", stderr);
	}
	line[strcspn(line, "\r\n")] = '\0';
	if (!line[0])
		return sv_fail(err, SV_EINVALID,
			       "no password was given; type one, or send it on standard input");
	*ret = line;
	return 0;
}

static int run_add(struct sv_cli *cli, struct sv_error *err)
{
	const char *password = "";
	int r = 0;

	if (!sv_cli_option(cli, "certificate"))
		r = read_password(cli, &password, err);
	if (r >= 0)
		r = sv_app_account_add(&cli->app, cli->arena, &cli->actor, cli->args[0],
				       cli->args[1], password, err);
	if (r < 0)
		return r;
	sv_out_printf(&cli->out, "account '%s' as %s\n", cli->args[0], cli->args[1]);
	return 0;
}

static int run_password(struct sv_cli *cli, struct sv_error *err)
{
	const char *password;
	int r = read_password(cli, &password, err);

	if (r >= 0)
		r = sv_app_account_password(&cli->app, &cli->actor, cli->args[0], password, err);
	if (r < 0)
		return r;
	sv_out_printf(&cli->out, "account '%s' has another password; its sessions have ended\n",
		      cli->args[0]);
	return 0;
}

static int run_disable(struct sv_cli *cli, struct sv_error *err)
{
	bool disabled = !sv_cli_option(cli, "undo");
	int r = sv_app_account_disable(&cli->app, &cli->actor, cli->args[0], disabled, err);

	if (r < 0)
		return r;
	sv_out_printf(&cli->out, "account '%s' is %s\n", cli->args[0],
		      disabled ? "disabled; its sessions have ended" : "enabled");
	return 0;
}

static void list_json(struct sv_cli *cli, const struct sv_account *accounts, size_t count)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	char when[SV_INSTANT_TEXT_MAX];

	sv_json_begin_object(&json);
	sv_json_key(&json, "accounts");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(&json);
		sv_json_key_text(&json, "name", accounts[i].name);
		sv_json_key_text(&json, "role", accounts[i].role);
		sv_json_key_text(&json, "state", accounts[i].state[0] ? accounts[i].state : NULL);
		sv_json_key_bool(&json, "password", accounts[i].password[0] != '\0');
		sv_json_key_bool(&json, "disabled", accounts[i].disabled);
		sv_json_key_text(&json, "created", sv_instant_text(accounts[i].created_ms, when));
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	static const struct sv_text_column columns[] = {
	    {.title = "name"},
	    {.title = "role"},
	    {.title = "state"},
	    {.title = "logs in with"},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	const struct sv_account *accounts;
	size_t count;
	int r = sv_app_accounts(&cli->app, cli->arena, &cli->actor, &accounts, &count, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		list_json(cli, accounts, count);
		return 0;
	}
	if (!count) {
		sv_out_text(&cli->out, "no accounts; 'servanda user add' makes one\n");
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		sv_text_table_add(&table, accounts[i].name);
		sv_text_table_add(&table, accounts[i].role);
		sv_text_table_add(&table, accounts[i].state);
		sv_text_table_add(&table, accounts[i].disabled      ? "disabled"
					  : accounts[i].password[0] ? "password"
								    : "certificate");
	}
	sv_text_table_print(&table, &cli->out);
	return 0;
}

static const struct sv_option add_options[] = {
    {"certificate", 0, NULL, SV_VALUE_TEXT, NULL,
     "no password: a client certificate of that name serves"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_option disable_options[] = {
    {"undo", 0, NULL, SV_VALUE_TEXT, NULL, "enable it again"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example add_examples[] = {
    {"servanda user add --certificate dupont delegate:FRA",
     "a delegate of France, let in by certificate"},
    {"servanda user add --certificate smith auditor", "one who reads everything"},
    {NULL, NULL},
};

static const struct sv_example password_examples[] = {
    {"servanda user password dupont <password.txt", "out of a file; without it, typed"},
    {"servanda user list", "who has one"},
    {NULL, NULL},
};

static const struct sv_example disable_examples[] = {
    {"servanda user disable --undo smith", "lets one in again"},
    {"servanda user list", "who is disabled"},
    {NULL, NULL},
};

static const struct sv_example list_examples[] = {
    {"servanda user list", "every account"},
    {"servanda user list --json", "the same for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_user_add = {
    .name = "user add",
    .summary = "give somebody an account of the portal",
    .synopsis = "[--certificate] NAME ROLE[:STATE]",
    .purpose = "Makes an account with which somebody can log in to the portal, in one role and, "
	       "where the role speaks for a state, for one state. The password is read from "
	       "standard input.\n\n"
	       "Accounts stand beside the record and are no part of it.",
    .options = add_options,
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_WRITE,
    .examples = add_examples,
    .run = run_add,
};

const struct sv_command sv_cmd_user_password = {
    .name = "user password",
    .summary = "give an account another password",
    .synopsis = "NAME",
    .purpose = "Reads a password from standard input and sets it. Every session of the account "
	       "ends.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .examples = password_examples,
    .run = run_password,
};

const struct sv_command sv_cmd_user_disable = {
    .name = "user disable",
    .summary = "shut an account, or open it again",
    .synopsis = "[--undo] NAME",
    .purpose = "Nobody can log in with an account that is disabled, and its sessions end at once. "
	       "What was recorded in its name stays.",
    .options = disable_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .examples = disable_examples,
    .run = run_disable,
};

const struct sv_command sv_cmd_user_list = {
    .name = "user list",
    .summary = "list the accounts of the portal",
    .synopsis = "",
    .purpose = "Lists who may log in to the portal, in which role and for which state.",
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = list_examples,
    .run = run_list,
};

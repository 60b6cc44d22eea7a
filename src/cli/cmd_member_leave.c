/* SPDX-License-Identifier: EUPL-1.2 */
/* A member leaves: it notifies, the Council takes note. */
#include "app/member.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "cli/vote.h"

static int run_withdraw(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_receipt receipt;
	int r = sv_app_member_withdraw(&cli->app, cli->arena, &cli->actor, cli->args[0],
				       sv_cli_option(cli, "text"), cli->moment.on, &receipt, err);

	if (r == 0)
		sv_cli_recorded(
		    cli, &receipt,
		    sv_arena_printf(cli->arena, "%s notifies that it withdraws", cli->args[0]));
	return r;
}

static int run_note(struct sv_cli *cli, struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX];
	struct sv_receipt receipt;
	int r = sv_app_member_note(&cli->app, cli->arena, &cli->actor, cli->args[0], cli->moment.on,
				   &receipt, err);

	if (r == 0)
		sv_cli_recorded(cli, &receipt,
				sv_arena_printf(cli->arena, "%s takes part no longer from %s on",
						cli->args[0], sv_day_text(cli->moment.on, day)));
	return r;
}

static void list_json(struct sv_cli *cli, const struct sv_withdrawal *withdrawals, size_t count)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key(&json, "withdrawals");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < count; i++) {
		const struct sv_withdrawal *withdrawal = &withdrawals[i];

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "state", withdrawal->state);
		sv_json_key_day(&json, "notified", withdrawal->notified);
		sv_json_key_text(&json, "text", withdrawal->text[0] ? withdrawal->text : NULL);
		sv_json_key_day(&json, "ends", withdrawal->ends);
		sv_json_key_int(&json, "document", withdrawal->notified_doc);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static void list_text(struct sv_cli *cli, const struct sv_withdrawal *withdrawals, size_t count)
{
	static const struct sv_text_column columns[] = {
	    {.title = "document", .right = true},
	    {.title = "state"},
	    {.title = "notified"},
	    {.title = "membership ends"},
	    {.title = "", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char day[SV_DATE_TEXT_MAX];

	sv_out_printf(&cli->out, "%zu withdrawal%s in the record\n", count, count == 1 ? "" : "s");
	for (size_t i = 0; i < count; i++) {
		const struct sv_withdrawal *withdrawal = &withdrawals[i];

		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%lld",
							  (long long)withdrawal->notified_doc));
		sv_text_table_add(&table, withdrawal->state);
		sv_text_table_add(
		    &table, sv_arena_cstr(cli->arena, sv_day_text(withdrawal->notified, day)));
		sv_text_table_add(
		    &table, withdrawal->ends == SV_DAY_NONE
				? "not yet noted"
				: sv_arena_cstr(cli->arena, sv_day_text(withdrawal->ends, day)));
		sv_text_table_add(&table, withdrawal->text);
	}
	if (count) {
		sv_out_text(&cli->out, "\n");
		sv_text_table_print(&table, &cli->out);
	}
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_withdrawal *withdrawals;
	size_t count;
	int r = sv_app_withdrawals(&cli->app, cli->arena, &cli->moment, &withdrawals, &count, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		list_json(cli, withdrawals, count);
	else
		list_text(cli, withdrawals, count);
	return 0;
}

static const struct sv_option withdraw_options[] = {
    {"text", 0, "TEXT", SV_VALUE_TEXT, NULL, "what the notification says, in words"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example withdraw_examples[] = {
    {"servanda member withdraw HUN --as delegate:HUN", "as of today"},
    {"servanda member withdraw AUT --on 2027-01-15 --text 'note of the Permanent Representative'",
     "as of a day, with what it says"},
    {NULL, NULL},
};

static const struct sv_example note_examples[] = {
    {"servanda member withdraw CYP && servanda member note CYP --on 2027-01-01",
     "the membership ends with the year"},
    {"servanda member note --help", "what the note changes"},
    {NULL, NULL},
};

static const struct sv_example list_examples[] = {
    {"servanda member withdrawals", "who has notified, and since when it takes part no longer"},
    {"servanda member withdrawals --json", "the same for a program"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_member_withdraw = {
    .name = "member withdraw",
    .summary = "a member notifies that it leaves the cooperation",
    .synopsis = "[--text TEXT] STATE",
    .purpose = "Records the notification of a member's withdrawal (Art. 46(5) TEU). Nobody votes. "
	       "Its membership goes on until the Council has taken note: 'member note'.",
    .options = withdraw_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = withdraw_examples,
    .run = run_withdraw,
};

const struct sv_command sv_cmd_member_note = {
    .name = "member note",
    .summary = "the Council takes note that a member leaves",
    .synopsis = "STATE",
    .purpose = "Records that the Council takes note of a withdrawal that was notified. From the "
	       "day of --on the state takes part no longer, neither in the cooperation nor in its "
	       "projects.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = note_examples,
    .run = run_note,
};

const struct sv_command sv_cmd_member_withdrawals = {
    .name = "member withdrawals",
    .summary = "list the withdrawals of the record",
    .synopsis = "",
    .purpose = "Shows every notified withdrawal with the day on which the membership ends.",
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = list_examples,
    .run = run_list,
};

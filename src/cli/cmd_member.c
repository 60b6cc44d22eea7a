/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"

static void write_text(struct sv_cli *cli, const struct sv_register *reg, const int *members,
		       size_t count)
{
	static const struct sv_text_column columns[] = {
	    {.title = "state"},
	    {.title = "name", .wraps = true},
	    {.title = "takes part", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char on[32];

	sv_out_printf(&cli->out, "%zu member%s on %s\n", count, count == 1 ? "" : "s",
		      sv_day_prose(cli->moment.on, on));
	if (!count)
		return;
	sv_out_text(&cli->out, "\n");
	for (size_t i = 0; i < count; i++) {
		const struct sv_membership *m =
		    sv_register_membership(reg, members[i], cli->moment.on);

		sv_text_table_add(&table, reg->states[members[i]].code);
		sv_text_table_add(&table, reg->states[members[i]].name);
		sv_text_table_add(&table,
				  sv_arena_printf(cli->arena, "%s%s",
						  sv_interval_text(cli->arena, m->from, m->to),
						  sv_recalled_mark(&m->origin)));
	}
	sv_text_table_print(&table, &cli->out);
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_register *reg;
	int members[SV_STATES_MAX];
	size_t count;
	int r;

	r = sv_cli_register(cli, &reg, err);
	if (r < 0)
		return r;
	count = sv_register_members(reg, cli->moment.on, members);
	if (sv_cli_json(cli))
		sv_members_json(reg, cli->moment.on, cli->moment.known_size, &json);
	else if (sv_cli_csv(cli))
		sv_members_csv(reg, cli->moment.on, &cli->out.buf);
	else
		write_text(cli, reg, members, count);
	return 0;
}

static const struct sv_example examples[] = {
    {"servanda member list --on 2020-04-17", "who took part on that day"},
    {"servanda member list --on 2023-05-23 --json", "the same for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_member_list = {
    .name = "member list",
    .summary = "list who takes part on a day",
    .synopsis = "",
    .purpose = "Lists the states that take part in the cooperation on the day of --on, with since "
	       "when. A membership holds from its first day and no longer on the day it ends.",
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = examples,
    .run = run,
};

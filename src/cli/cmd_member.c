/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "base/csv.h"

/* The membership of a state that holds on the day; a member has one. */
static const struct sv_membership *membership(const struct sv_register *reg, int state, int32_t day)
{
	for (size_t i = 0; i < reg->membership_count; i++) {
		const struct sv_membership *m = &reg->memberships[i];

		if (m->state == state && m->from <= day && day < m->to)
			return m;
	}
	return NULL;
}

static void write_json(struct sv_cli *cli, const struct sv_register *reg, const int *members,
		       size_t count)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_day(&json, "on", cli->moment.on);
	sv_json_key_int(&json, "known", cli->moment.known_size);
	sv_json_key(&json, "members");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < count; i++) {
		const struct sv_membership *m = membership(reg, members[i], cli->moment.on);

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "state", reg->states[members[i]].code);
		sv_json_key_text(&json, "name", reg->states[members[i]].name);
		sv_json_key_day(&json, "from", m->from);
		sv_json_key_day(&json, "to", m->to);
		sv_json_origin_keys(&json, &m->origin);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static void write_csv(struct sv_cli *cli, const struct sv_register *reg, const int *members,
		      size_t count)
{
	struct sv_buf *out = &cli->out.buf;
	char from[SV_DATE_TEXT_MAX], to[SV_DATE_TEXT_MAX];

	sv_buf_text(out, "state,name,from,to,confidence\n");
	for (size_t i = 0; i < count; i++) {
		const struct sv_membership *m = membership(reg, members[i], cli->moment.on);

		sv_buf_printf(out, "%s,", reg->states[members[i]].code);
		sv_csv_field(out, sv_str_from(reg->states[members[i]].name));
		sv_buf_printf(out, ",%s,%s,%s\n", sv_day_text(m->from, from),
			      sv_day_text(m->to, to), sv_confidence_name(m->origin.confidence));
	}
}

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
		const struct sv_membership *m = membership(reg, members[i], cli->moment.on);

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
	const struct sv_register *reg;
	int members[SV_STATES_MAX];
	size_t count;
	int r;

	r = sv_cli_register(cli, &reg, err);
	if (r < 0)
		return r;
	count = sv_register_members(reg, cli->moment.on, members);
	if (sv_cli_json(cli))
		write_json(cli, reg, members, count);
	else if (sv_cli_csv(cli))
		write_csv(cli, reg, members, count);
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

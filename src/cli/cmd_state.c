/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"

static bool holds(int32_t from, int32_t to, int32_t day)
{
	return from <= day && day < to;
}

struct profile {
	struct sv_cli *cli;
	const struct sv_register *reg;
	const struct sv_state *state;
	int index;
};

static void text_line(struct sv_out *out, const char *label, const char *text)
{
	sv_out_printf(out, "  %-20s ", label);
	sv_out_wrapped(out, 23, 23, text);
}

static void text_head(const struct profile *profile)
{
	struct sv_arena *arena = profile->cli->arena;
	struct sv_out *out = &profile->cli->out;
	const struct sv_state *state = profile->state;
	bool any = false;
	char on[32], date[SV_DATE_TEXT_MAX];

	sv_out_styled(out, SV_STYLE_STRONG, state->name);
	sv_out_printf(out, " (%s), as of %s\n\n", state->code,
		      sv_day_prose(profile->cli->moment.on, on));
	for (size_t i = 0; i < profile->reg->membership_count; i++) {
		const struct sv_membership *m = &profile->reg->memberships[i];

		if (m->state != profile->index)
			continue;
		any = true;
		text_line(out, "takes part",
			  sv_arena_printf(arena, "%s%s", sv_interval_text(arena, m->from, m->to),
					  sv_recalled_mark(&m->origin)));
	}
	if (!any)
		text_line(out, "takes part", "never");
	text_line(out, "European Union",
		  state->eu_from == SV_DAY_NONE
		      ? "never a member"
		      : sv_interval_text(arena, state->eu_from, state->eu_to));
	text_line(out, "NATO",
		  state->nato_from == SV_DAY_NONE
		      ? "not a member"
		      : sv_arena_printf(arena, "since %s", sv_day_text(state->nato_from, date)));
}

static void text_facts(const struct profile *profile)
{
	struct sv_arena *arena = profile->cli->arena;
	const struct sv_register *reg = profile->reg;

	for (size_t i = 0; i < reg->state_fact_count; i++) {
		const struct sv_state_fact *fact = &reg->state_facts[i];
		const char *when = sv_interval_text(arena, fact->from, fact->to);
		char *label;

		if (fact->state != profile->index ||
		    !holds(fact->from, fact->to, profile->cli->moment.on))
			continue;
		label = sv_arena_alloc(arena, strlen(fact->fact) + 1);
		strcpy(label, fact->fact);
		for (char *c = label; *c; c++)
			*c = *c == '_' ? ' ' : *c;
		text_line(&profile->cli->out, label,
			  sv_arena_printf(arena, "%s%s%s%s", fact->detail,
					  fact->detail[0] && when[0] ? ", " : "", when,
					  sv_recalled_mark(&fact->origin)));
	}
}

static void text_projects(const struct profile *profile)
{
	static const struct sv_text_column columns[] = {
	    {.title = "role"},
	    {.title = "project"},
	    {.title = "name", .wraps = true},
	    {.title = "since"},
	};
	struct sv_arena *arena = profile->cli->arena;
	struct sv_text_table table = SV_TEXT_TABLE_INIT(arena, columns);
	const struct sv_register *reg = profile->reg;
	struct sv_out *out = &profile->cli->out;
	size_t count = 0;

	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++) {
		for (size_t i = 0; i < reg->participation_count; i++) {
			const struct sv_participation *p = &reg->participations[i];
			char *from = sv_arena_alloc(arena, SV_DATE_TEXT_MAX);

			if (p->state != profile->index || (int)p->role != role ||
			    !holds(p->from, p->to, profile->cli->moment.on))
				continue;
			count++;
			sv_text_table_add(&table, sv_role_title(p->role));
			sv_text_table_add(&table, reg->projects[p->project].id);
			sv_text_table_add(&table, reg->projects[p->project].name);
			sv_text_table_add(&table,
					  sv_arena_printf(arena, "%s%s", sv_day_text(p->from, from),
							  sv_recalled_mark(&p->origin)));
		}
	}
	sv_out_printf(out, "\n%zu project%s\n", count, count == 1 ? "" : "s");
	if (count) {
		sv_out_text(out, "\n");
		sv_text_table_print(&table, out);
	}
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct profile profile = {.cli = cli};
	int r;

	r = sv_cli_register(cli, &profile.reg, err);
	if (r < 0)
		return r;
	r = sv_cli_state(profile.reg, cli->args[0], &profile.index, err);
	if (r < 0)
		return r;
	profile.state = &profile.reg->states[profile.index];
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_state_json(profile.reg, profile.index, cli->moment.on, &json);
		return 0;
	}
	text_head(&profile);
	text_facts(&profile);
	text_projects(&profile);
	return 0;
}

static const struct sv_example examples[] = {
    {"servanda state show FRA --on 2020-04-17", "France and its projects on that day"},
    {"servanda state show NOR --json", "a third state, for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_state_show = {
    .name = "state show",
    .summary = "show one state's profile on a day",
    .synopsis = "S",
    .purpose = "Shows whether and since when a state takes part, what the record knows about it on "
	       "the day of --on, and its roles in projects.\n\n"
	       "S is the state's code of three letters, as in ISO 3166-1.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = examples,
    .run = run,
};

/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/project_life.h"

#include "app/project.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/vote.h"

int sv_cli_project_life(struct sv_cli *cli, const char *id, const struct sv_project_life **ret,
			struct sv_error *err)
{
	struct sv_project_life *lives;
	size_t count;
	int r = sv_app_project_lives(&cli->app, cli->arena, &cli->moment, &lives, &count, err);

	if (r == 0)
		*ret = sv_project_life_find(lives, count, id);
	return r;
}

static void json_slips(struct sv_json *json, const struct sv_milestone *milestone)
{
	sv_json_key(json, "slips");
	sv_json_begin_array(json);
	for (size_t i = 0; i < milestone->slip_count; i++) {
		const struct sv_slip *slip = &milestone->slips[i];

		sv_json_begin_object(json);
		sv_json_key_day(json, "from", slip->from);
		sv_json_key_day(json, "to", slip->to);
		sv_json_key_text(json, "reason", slip->reason);
		sv_json_key_text(json, "note", slip->note[0] ? slip->note : NULL);
		sv_json_key_day(json, "on", slip->on);
		sv_json_key_int(json, "document", slip->doc);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_json_project_life(struct sv_json *json, const struct sv_project_life *life, int32_t on)
{
	sv_json_key(json, "details");
	if (!life) {
		sv_json_null(json);
		return;
	}
	sv_json_begin_object(json);
	sv_json_key_text(json, "phase", life->phase[0] ? life->phase : NULL);
	sv_json_key_day(json, "phase_since", life->phase_since);
	sv_json_key_day(json, "initial_capability", life->initial);
	sv_json_key_day(json, "full_capability", life->full);
	sv_json_key_text(json, "financing", life->financing[0] ? life->financing : NULL);
	sv_json_key(json, "serves");
	sv_json_begin_array(json);
	for (size_t i = 0; i < life->serve_count; i++)
		sv_json_text(json, life->serves[i]);
	sv_json_end_array(json);
	sv_json_key_day(json, "clarified", life->clarified_on);
	sv_json_key_text(json, "clarification",
			 life->clarification[0] ? life->clarification : NULL);
	sv_json_key(json, "effort");
	sv_json_begin_array(json);
	for (size_t i = 0; i < life->effort_count; i++) {
		sv_json_begin_object(json);
		sv_json_key_text(json, "state", life->efforts[i].state);
		sv_json_key(json, "share");
		sv_json_rational(json, life->efforts[i].share);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_key_day(json, "last_report", life->last_report);
	sv_json_key_text(json, "closed_because", life->closing ? life->close_reason : NULL);
	sv_json_key(json, "milestones");
	sv_json_begin_array(json);
	for (size_t i = 0; i < life->milestone_count; i++) {
		const struct sv_milestone *milestone = &life->milestones[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "milestone", milestone->id);
		sv_json_key_text(json, "title", milestone->title);
		sv_json_key_day(json, "baseline", milestone->baseline);
		sv_json_key_day(json, "expected", milestone->expected);
		sv_json_key_day(json, "reached", milestone->reached);
		sv_json_key_int(json, "days_late", sv_milestone_days_late(milestone, on));
		json_slips(json, milestone);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
}

static void print_milestones(struct sv_cli *cli, const struct sv_project_life *life)
{
	static const struct sv_text_column columns[] = {
	    {.title = "milestone"},
	    {.title = "baseline"},
	    {.title = "expected"},
	    {.title = "reached"},
	    {.title = "late", .right = true},
	    {.title = "why", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char day[SV_DATE_TEXT_MAX];

	for (size_t i = 0; i < life->milestone_count; i++) {
		const struct sv_milestone *milestone = &life->milestones[i];
		const int32_t days[] = {milestone->baseline, milestone->expected,
					milestone->reached};
		const char *why = "";

		sv_text_table_add(&table, milestone->id);
		for (size_t k = 0; k < SV_ARRAY_LEN(days); k++)
			sv_text_table_add(&table,
					  sv_arena_cstr(cli->arena, sv_day_text(days[k], day)));
		sv_text_table_add(
		    &table, sv_arena_printf(cli->arena, "%d",
					    sv_milestone_days_late(milestone, cli->moment.on)));
		for (size_t k = 0; k < milestone->slip_count; k++)
			why = sv_arena_printf(
			    cli->arena, "%s%sto %s: %s%s%s%s", why, k ? "; " : "",
			    sv_day_text(milestone->slips[k].to, day), milestone->slips[k].reason,
			    milestone->slips[k].note[0] ? " (" : "", milestone->slips[k].note,
			    milestone->slips[k].note[0] ? ")" : "");
		sv_text_table_add(&table, why);
	}
	sv_text_table_print(&table, &cli->out);
}

static const char *effort_text(struct sv_arena *arena, const struct sv_project_life *life)
{
	char percent[SV_DECIMAL_TEXT_MAX];
	const char *text = "";

	for (size_t i = 0; i < life->effort_count; i++) {
		struct sv_rational share = life->efforts[i].share;

		if (!sv_rational_multiply(share, SV_RATIONAL(100, 1), &share))
			continue;
		text = sv_arena_printf(arena, "%s%s%s %s %%", text, i ? ", " : "",
				       life->efforts[i].state,
				       sv_decimal_text(sv_rational_round(share, 1), percent));
	}
	return text;
}

void sv_out_project_life(struct sv_cli *cli, const struct sv_project_life *life)
{
	char day[SV_DATE_TEXT_MAX];

	if (!life)
		return;
	sv_out_text(&cli->out, "\n");
	if (life->phase[0])
		sv_out_field(&cli->out, "phase",
			     sv_arena_printf(cli->arena, "%s, since %s", life->phase,
					     sv_day_text(life->phase_since, day)));
	if (life->initial != SV_DAY_NONE)
		sv_out_field(&cli->out, "initial", sv_day_text(life->initial, day));
	if (life->full != SV_DAY_NONE)
		sv_out_field(&cli->out, "full", sv_day_text(life->full, day));
	if (life->clarified_on != SV_DAY_NONE)
		sv_out_field(&cli->out, "clarified",
			     sv_arena_printf(cli->arena, "%s: %s",
					     sv_day_text(life->clarified_on, day),
					     life->clarification));
	if (life->effort_count)
		sv_out_field(&cli->out, "effort", effort_text(cli->arena, life));
	if (life->last_report != SV_DAY_NONE)
		sv_out_field(&cli->out, "last report", sv_day_text(life->last_report, day));
	if (life->closing)
		sv_out_field(&cli->out, "closed", life->close_reason);
	if (!life->milestone_count)
		return;
	sv_out_text(&cli->out, "\n");
	print_milestones(cli, life);
}

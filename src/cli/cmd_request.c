/* SPDX-License-Identifier: EUPL-1.2 */
/* A third state's request beside the conditions, the steps and what came before. */
#include <string.h>

#include "app/request.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/request.h"
#include "cli/show.h"
#include "cli/vote.h"

static const char *outcome_title(enum sv_request_outcome outcome)
{
	static const char *const titles[] = {"Fails on record", "Needs judgement", "No rules"};

	return titles[outcome];
}

static void print_conditions(struct sv_cli *cli, const struct sv_request_assessment *assessment)
{
	struct sv_out *out = &cli->out;

	if (!assessment->condition_count)
		return;
	sv_out_text(out, "\nConditions (");
	sv_out_text(out, assessment->set->basis);
	sv_out_text(out, ")\n");
	for (size_t i = 0; i < assessment->condition_count; i++) {
		const struct sv_condition_result *condition = &assessment->conditions[i];

		sv_out_printf(out, "  %-3s %s: ", condition->item->number, condition->item->title);
		sv_out_styled(out, SV_STYLE_STRONG, sv_condition_status_title(condition->status));
		sv_out_text(out, "\n      ");
		sv_out_wrapped(out, 6, 6, condition->why);
	}
}

static void print_path(struct sv_cli *cli, const struct sv_request_assessment *assessment)
{
	struct sv_out *out = &cli->out;

	if (!assessment->path_count)
		return;
	sv_out_text(out, "\nThe way to a decision\n");
	for (size_t i = 0; i < assessment->path_count; i++) {
		const struct sv_request_step *step = &assessment->path[i];

		sv_out_printf(out, "  %zu   ", i + 1);
		sv_out_wrapped(
		    out, 6, 6,
		    sv_arena_printf(
			cli->arena, "%s: %s %s%s", step->step->name, step->who, step->step->text,
			step->step->unanimous
			    ? sv_arena_printf(cli->arena, "; unanimity of %zu", step->voters)
			    : ""));
	}
}

const char *sv_clock_text(struct sv_arena *arena, const struct sv_clock_step clock[SV_CLOCK_STEPS])
{
	const char *text = "";
	char day[32];

	for (int i = 0; i < SV_CLOCK_STEPS && clock[i].step; i++) {
		const char *by = strcmp(clock[i].precision, "by") == 0 ? "by " : "";

		text = sv_arena_printf(arena, "%s%s%s ", text, i ? ", " : "", clock[i].step);
		if (clock[i].on == SV_DAY_NONE)
			text = sv_arena_printf(arena, "%snot on record", text);
		else
			text = sv_arena_printf(arena, "%s%s%s", text, by,
					       sv_day_prose(clock[i].on, day));
		if (clock[i].days >= 0)
			text = sv_arena_printf(
			    arena, "%s (%s%d days)", text,
			    strcmp(clock[i - 1].precision, "by") == 0 ? "at least " : "",
			    clock[i].days);
	}
	return text;
}

static const char *joined(struct sv_cli *cli, const char *const *texts, size_t count)
{
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		list = sv_arena_printf(cli->arena, "%s%s%s", list, i ? "; " : "", texts[i]);
	return list;
}

static void print_precedents(struct sv_cli *cli, const struct sv_request_assessment *assessment)
{
	const struct sv_register *reg = assessment->input.reg;
	struct sv_out *out = &cli->out;

	if (assessment->precedent_count)
		sv_out_text(out, "\nWhat came before\n");
	for (size_t i = 0; i < assessment->precedent_count; i++) {
		const struct sv_precedent *precedent = &assessment->precedents[i];
		const struct sv_third_state_request *request = precedent->request;

		sv_out_printf(out, "  %s, %s: %s\n", reg->states[request->state].name,
			      reg->projects[request->project].name, request->outcome);
		sv_out_field(out, "  clock", sv_clock_text(cli->arena, precedent->clock));
		sv_out_field(out, "  shares",
			     joined(cli, precedent->shares, precedent->share_count));
		sv_out_field(out, "  differs",
			     joined(cli, precedent->differs, precedent->differ_count));
	}
}

static void assess_text(struct sv_cli *cli, const struct sv_request_assessment *assessment)
{
	const struct sv_request_case *input = &assessment->input;
	struct sv_out *out = &cli->out;
	char on[32];

	sv_out_styled(out, SV_STYLE_STRONG, outcome_title(assessment->outcome));
	sv_out_printf(out, ": %s, %s, on %s\n  ", input->reg->states[input->state].name,
		      input->reg->projects[input->project].name, sv_day_prose(input->on, on));
	sv_out_wrapped(out, 2, 2, assessment->why);
	if (assessment->request)
		sv_out_field(out, "clock", sv_clock_text(cli->arena, assessment->clock));
	print_conditions(cli, assessment);
	print_path(cli, assessment);
	print_precedents(cli, assessment);
	if (assessment->fact_count)
		sv_out_text(out, "\nOn record of the state\n");
	for (size_t i = 0; i < assessment->fact_count; i++)
		sv_out_ref(out, 2, &assessment->facts[i]);
}

static int run_assess(struct sv_cli *cli, struct sv_error *err)
{
	const char *project = sv_cli_option(cli, "project");
	struct sv_request_assessment assessment;
	int r;

	if (!project)
		return sv_fail(err, SV_EUSAGE,
			       "say which project: third states are invited to a single project, "
			       "as in '--project mm'");
	r = sv_app_request_assess(&cli->app, cli->arena, &cli->moment, &cli->reading, cli->args[0],
				  project, &assessment, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_request_json(&assessment, cli->moment.known_size, &json);
	} else {
		assess_text(cli, &assessment);
	}
	return assessment.outcome == SV_REQUEST_JUDGED ? 0 : 1;
}

static const struct sv_option assess_options[] = {
    {"project", 0, "PROJECT", SV_VALUE_TEXT, NULL, "the project the state asks to take part in"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example assess_examples[] = {
    {"servanda request assess USA --project mm --on 2021-05-05",
     "nothing fails; what is left to judge, and by whom"},
    {"servanda request assess CHE --project crf --on 2025-05-19 --json", "the same for a program"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_request_assess = {
    .name = "request assess",
    .summary = "what the record says about a third state and a project",
    .synopsis = "--project P STATE",
    .purpose =
	"Asks each condition in force on a day of the record: it fails on record, passes on "
	"record, needs judgement, does not apply, or the record does not know. Shows the steps to "
	"a decision with how many have a vote, earlier requests with what they share and where "
	"they differ, and the time each step took.\n\n"
	"It never says that a state is approved: that is for the members of the project, then "
	"for the Council.",
    .options = assess_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .exit_negative = "a condition fails on record, or there are no rules yet",
    .examples = assess_examples,
    .run = run_assess,
};

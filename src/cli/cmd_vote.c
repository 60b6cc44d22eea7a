/* SPDX-License-Identifier: EUPL-1.2 */
/* What applies to an act, what a vote would come to, and who has how much power. */
#include "cli/commands.h"
#include "cli/vote.h"

int sv_cli_act_rule(struct sv_cli *cli, const char *act, struct sv_act_rule *ret,
		    struct sv_error *err)
{
	const struct sv_act_named named = {
	    .act = act,
	    .concerning = sv_cli_option(cli, "concerning"),
	    .project = sv_cli_option(cli, "project"),
	    .alternative = sv_cli_option(cli, "alternative") != NULL,
	};

	if (!act)
		return sv_fail(
		    err, SV_EUSAGE,
		    "say which act: '--act admission', for example; 'servanda vote rule' "
		    "shows what applies to one");
	return sv_app_act_rule(&cli->app, cli->arena, &cli->moment, &cli->reading, &named, ret,
			       err);
}

static const char *names_text(struct sv_cli *cli, const struct sv_names *names)
{
	const char *list = "";

	for (size_t i = 0; i < names->count; i++)
		list = sv_arena_printf(cli->arena, "%s%s%s", list, i ? ", then " : "",
				       names->items[i]);
	return list;
}

void sv_out_field(struct sv_out *out, const char *label, const char *text)
{
	if (!text[0])
		return;
	sv_out_printf(out, "  %-12s ", label);
	sv_out_wrapped(out, 15, 15, text);
}

static const char *weight_text(struct sv_cli *cli, const struct sv_act_rule *rule, int64_t weight)
{
	char text[SV_DECIMAL_TEXT_MAX];

	return sv_arena_printf(cli->arena, "%s %s",
			       sv_decimal_text(sv_act_weight(rule, weight), text),
			       sv_act_weight_unit(rule));
}

static const char *voters_text(struct sv_cli *cli, const struct sv_act_rule *rule)
{
	const char *list = "";

	for (size_t i = 0; i < rule->voter_count; i++)
		list = sv_arena_printf(cli->arena, "%s%s%s", list, i ? " " : "",
				       sv_vote_code(rule, i));
	return sv_arena_printf(cli->arena, "%zu: %s", rule->voter_count, list);
}

static void show_needs(struct sv_cli *cli, const struct sv_act_rule *rule)
{
	struct sv_out *out = &cli->out;

	sv_out_field(out, "voters", voters_text(cli, rule));
	if (rule->procedure->without_concerned)
		sv_out_field(out, "without", rule->reg->states[rule->question.concerning].name);
	if (rule->game.unanimous)
		return;
	sv_out_field(out, "it takes",
		     sv_arena_printf(
			 cli->arena, "%zu voters and %s of %s (table of %d)",
			 rule->game.voters_needed, weight_text(cli, rule, rule->game.weight_needed),
			 weight_text(cli, rule, rule->game.weight_all), rule->population_year));
	if (rule->game.blocking_needed)
		sv_out_field(out, "to block",
			     sv_arena_printf(cli->arena,
					     "at least %zu voters; with fewer against, the "
					     "majority of the voters is enough",
					     rule->game.blocking_needed));
}

static void rule_text(struct sv_cli *cli, const struct sv_act_rule *rule)
{
	const struct sv_procedure *procedure = rule->procedure;
	struct sv_out *out = &cli->out;
	char on[32];

	sv_out_styled(out, SV_STYLE_STRONG, rule->item->title);
	sv_out_printf(out, ", on %s\n\n", sv_day_prose(rule->question.on, on));
	sv_out_field(out, "article", rule->item->basis);
	sv_out_field(out, "text", rule->item->text);
	sv_out_field(out, "proposed by", names_text(cli, &procedure->proposed_by));
	sv_out_field(out, "consulted", names_text(cli, &procedure->consulted));
	if (!rule->is_vote) {
		sv_out_field(out, "majority", "nobody votes");
	} else {
		sv_out_field(out, "majority", sv_majority_text(cli->arena, &rule->majority));
		show_needs(cli, rule);
	}
	if (procedure->has_alternative && !rule->question.alternative)
		sv_out_field(out, "otherwise",
			     sv_arena_printf(cli->arena, "%s: %s",
					     sv_majority_text(cli->arena, &procedure->alternative),
					     procedure->alternative.when));
	sv_out_field(out, "note", rule->item->note);
}

static int run_rule(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_act_rule *rule = SV_NEW(cli->arena, struct sv_act_rule);
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	int r = sv_cli_act_rule(cli, cli->args[0], rule, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_act_rule_json(cli->arena, rule, &json);
	else
		rule_text(cli, rule);
	return 0;
}

static void simulate_text(struct sv_cli *cli, const struct sv_act_rule *rule,
			  const struct sv_simulation *simulation)
{
	struct sv_out *out = &cli->out;
	const char *list = "";
	char on[32];

	sv_out_styled(out, SV_STYLE_STRONG, simulation->result.adopted ? "Adopted" : "Not adopted");
	sv_out_printf(out, ": %s, on %s\n\n", rule->item->title,
		      sv_day_prose(rule->question.on, on));
	sv_out_field(out, "why", sv_act_reason(cli->arena, rule, &simulation->result));
	sv_out_field(out, "majority", sv_majority_text(cli->arena, &rule->majority));
	sv_out_field(out, "article", rule->item->basis);
	sv_out_field(out, "votes",
		     sv_arena_printf(cli->arena, "%zu for, %zu against, %zu abstain, %zu absent",
				     simulation->result.in_favour, simulation->result.against,
				     simulation->result.abstaining, simulation->result.absent));
	for (size_t i = 0; i < simulation->pivotal_count; i++)
		list = sv_arena_printf(cli->arena, "%s%s%s", list, i ? " " : "",
				       sv_vote_code(rule, simulation->pivotal[i]));
	sv_out_field(out, "pivotal", list[0] ? list : "no state could turn it alone");
}

static int run_simulate(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_act_rule *rule = SV_NEW(cli->arena, struct sv_act_rule);
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_vote_lists lists = {.in_favour = sv_cli_option(cli, "for"),
					    .against = sv_cli_option(cli, "against"),
					    .abstaining = sv_cli_option(cli, "abstain")};
	struct sv_simulation simulation;
	int r = sv_cli_act_rule(cli, sv_cli_option(cli, "act"), rule, err);

	if (r < 0)
		return r;
	r = sv_app_simulate(cli->arena, rule, &lists, &simulation, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_simulation_json(cli->arena, rule, &simulation, &json);
	else
		simulate_text(cli, rule, &simulation);
	return simulation.result.adopted ? 0 : 1;
}

static const struct sv_option rule_options[] = {
    SV_ACT_OPTIONS,
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_option simulate_options[] = {
    {"act", 0, "ACT", SV_VALUE_TEXT, NULL, "what is decided, as 'vote rule' names it"},
    {"for", 0, "STATES", SV_VALUE_TEXT, NULL, "in favour, separated by commas; 'all' for the rest"},
    {"against", 0, "STATES", SV_VALUE_TEXT, NULL, "against, likewise"},
    {"abstain", 0, "STATES", SV_VALUE_TEXT, NULL, "abstaining, likewise"},
    SV_ACT_OPTIONS,
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example rule_examples[] = {
    {"servanda vote rule admission --on 2023-05-23 --concerning DNK",
     "what it took to confirm Denmark"},
    {"servanda vote rule suspension --concerning FRA", "who votes, and how many can block"},
    {NULL, NULL},
};

static const struct sv_example simulate_examples[] = {
    {"servanda vote simulate --act admission --against DEU,FRA,ITA --for all",
     "three large states, too few to block"},
    {"servanda vote simulate --act project_list --on 2018-03-06 --for all --json",
     "the first list, as JSON"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_vote_rule = {
    .name = "vote rule",
    .summary = "which article applies to an act, who votes, and by which majority",
    .synopsis = "[--concerning S] [--project P] [--alternative] ACT",
    .purpose = "Shows what the procedures in force on a day ask for: the article, who proposes and "
	       "who is consulted, who votes, how many voters and how much population it takes, "
	       "and how many it takes to block.\n\n"
	       "The acts are those of the record's procedures: founding, admission, suspension, "
	       "withdrawal, project_list, assessment, third_state and project in the PESCO pack. "
	       "A suspension needs --concerning, a decision within a project needs --project.",
    .options = rule_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = rule_examples,
    .run = run_rule,
};

const struct sv_command sv_cmd_vote_simulate = {
    .name = "vote simulate",
    .summary = "what a vote would come to, and who could turn it",
    .synopsis = "--act ACT [--for S,..] [--against S,..] [--abstain S,..] [--concerning S]",
    .purpose = "Counts a vote that nobody has cast, by the voters and the populations of the day. "
	       "Nothing is recorded.\n\n"
	       "A voter that no list names is absent: not in favour, and where unanimity is asked "
	       "for, in its way. 'all' in one of the lists stands for every voter that no list "
	       "names.",
    .options = simulate_options,
    .store = SV_STORE_READ,
    .has_json = true,
    .exit_negative = "the act would not be adopted",
    .examples = simulate_examples,
    .run = run_simulate,
};

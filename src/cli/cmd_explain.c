/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/review.h"

/* A state where a commitment should stand: say what is missing. */
static int refuse_state_alone(struct sv_cli *cli, const char *word, struct sv_error *err)
{
	const struct sv_register *reg;
	int r = sv_cli_register(cli, &reg, err);

	if (r < 0 || sv_register_state(reg, sv_str_from(word)) < 0)
		return r;
	return sv_fail(err, SV_EUSAGE, "name a commitment too, as in 'servanda explain %s 17'",
		       word);
}

/* What could be named instead: "investment, defence_expenditure". */
static const char *names_of(struct sv_arena *arena, const struct sv_trial *trial)
{
	const char *list = "";

	for (size_t i = 0; i < trial->input_count; i++)
		list = sv_arena_printf(arena, "%s%s%s", list, i ? ", " : "", trial->inputs[i].name);
	return list;
}

/* "investment=+412.5": the input and the change, in its unit. */
static int read_change(struct sv_cli *cli, const struct sv_trial *trial, const char *text,
		       size_t *ret_input, struct sv_rational *ret_by, struct sv_error *err)
{
	const char *equals = strchr(text, '=');
	struct sv_decimal by;
	size_t input = 0, len;

	if (!trial->input_count)
		return sv_fail(err, SV_EUSAGE,
			       "no figure decides this rating: there is nothing to change");
	if (!equals || !sv_decimal_parse(sv_str_from(equals + (equals[1] == '+' ? 2 : 1)), &by))
		return sv_fail(err, SV_EUSAGE, "'%s' is no change: write NAME=BY, as in '%s=+10.5'",
			       text, trial->inputs[0].name);
	len = (size_t)(equals - text);
	while (input < trial->input_count && (strlen(trial->inputs[input].name) != len ||
					      strncmp(trial->inputs[input].name, text, len) != 0))
		input++;
	if (input == trial->input_count)
		return sv_fail(
		    err, SV_EUSAGE,
		    "'%.*s' may not change, or the rule does not read it; what may is %s", (int)len,
		    text, names_of(cli->arena, trial));
	*ret_input = input;
	*ret_by = sv_rational_from_decimal(by);
	return 0;
}

static int try_change(struct sv_cli *cli, struct sv_trial *trial, const char *text,
		      struct sv_error *err)
{
	struct sv_trial_outcome outcome;
	struct sv_rational by = {0, 1};
	size_t input = 0;
	int64_t steps;
	int r = read_change(cli, trial, text, &input, &by, err);

	if (r < 0)
		return r;
	steps = sv_trial_steps(trial, input, by);
	outcome = sv_trial_run(trial, input, steps);
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_trial_json(trial, input, steps, &outcome, &json);
	} else {
		sv_trial_text(trial, input, steps, &outcome, cli->arena, &cli->out);
	}
	return 0;
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *number = cli->args[cli->arg_count - 1], *code = NULL;
	const char *change = sv_cli_option(cli, "if");
	struct sv_explanation explanation;
	struct sv_trial *trial;
	int year, last, r;

	if (cli->arg_count == 2 && strcmp(cli->args[0], "all") != 0) {
		const struct sv_register *reg;
		int state;

		r = sv_cli_register(cli, &reg, err);
		if (r < 0)
			return r;
		r = sv_cli_state(reg, cli->args[0], &state, err);
		if (r < 0)
			return r;
		code = reg->states[state].code;
	}
	if (cli->arg_count == 1) {
		r = refuse_state_alone(cli, number, err);
		if (r < 0)
			return r;
	}
	sv_cli_years(cli, &year, &last);
	if (change) {
		r = sv_app_trial(&cli->app, cli->arena, &cli->moment, &cli->reading, code, number,
				 year, &trial, err);
		return r < 0 ? r : try_change(cli, trial, change, err);
	}
	r = sv_app_explain(&cli->app, cli->arena, &cli->moment, &cli->reading, code, number, year,
			   &explanation, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_explain_json(&explanation, &json);
	} else {
		sv_explain_text(&explanation, cli->arena, &cli->out);
	}
	return 0;
}

static const struct sv_option options[] = {
    {"year", 'y', "Y", SV_VALUE_YEAR, NULL,
     "the year assessed; default the year before that of --on"},
    {"if", 0, "NAME=BY", SV_VALUE_TEXT, NULL,
     "only what the rating would be with one input changed by so much, in its unit, and where "
     "along all that it may change the rating does"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda explain FRA 17 --year 2019 --on 2020-04-17", "why France meets commitment 17"},
    {"servanda explain all 2 --year 2019 --on 2020-04-17", "the participating states together"},
    {"servanda explain BEL 2 --year 2019 --on 2020-04-17 --if investment=+300",
     "where Belgium would stand with EUR 300 million more"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_explain = {
    .name = "explain",
    .summary = "say why a rating is what it is, term by term and row by row",
    .synopsis = "[--year Y] [--if NAME=BY] [S] N",
    .purpose =
	"Shows the promise, its legal basis, the rule as recorded, and every term of the rule "
	"with what it came to and from which rows of which documents. The term that decided "
	"is marked. Then follows the least change that would flip the rating: of one figure that "
	"may change, of two, or of the register, each proven by running the rule again; for the "
	"members together also each member's part of the gap.\n\n"
	"With --if the rule is run on one changed input instead: what may change, how far and in "
	"which steps is what the rules let change. A change beyond that is cut to it.\n\n"
	"S is a member, N the number of a commitment. Without S, or with 'all', the "
	"participating states together are explained.",
    .options = options,
    .args_min = 1,
    .args_max = 2,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = examples,
    .run = run,
};

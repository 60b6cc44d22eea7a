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

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *number = cli->args[cli->arg_count - 1], *code = NULL;
	struct sv_explanation explanation;
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
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda explain FRA 17 --year 2019 --on 2020-04-17", "why France meets commitment 17"},
    {"servanda explain all 2 --year 2019 --on 2020-04-17", "the participating states together"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_explain = {
    .name = "explain",
    .summary = "say why a rating is what it is, term by term and row by row",
    .synopsis = "[--year Y] [S] N",
    .purpose =
	"Shows the promise, its legal basis, the rule as recorded, and every term of the rule "
	"with what it came to and from which rows of which documents. The term that decided "
	"is marked. Then follows the least change that would flip the rating: of one figure that "
	"may change, of two, or of the register, each proven by running the rule again; for the "
	"members together also each member's part of the gap.\n\n"
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

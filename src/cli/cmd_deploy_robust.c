/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "app/deploy.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/deploy.h"

#define DRAWS_DEFAULT 100
#define ROUNDS_DEFAULT 200
#define SECONDS_DEFAULT 60

static const int percents[] = {50, 90, 100};

static void key_day(struct sv_json *json, const char *key, const struct sv_deployment *d, int step)
{
	struct sv_decimal days = {0, 3};

	sv_json_key(json, key);
	if (step < 0) {
		sv_json_null(json);
		return;
	}
	days.coefficient = sv_deployment_millidays(d, step);
	while (days.scale && days.coefficient % 10 == 0) {
		days.coefficient /= 10;
		days.scale--;
	}
	sv_json_decimal(json, days);
}

static void assumption(struct sv_json *json, const char *key, int value, const char *mark)
{
	sv_json_key(json, key);
	sv_json_begin_object(json);
	sv_json_key_int(json, "value", value);
	sv_json_key_text(json, "mark", mark);
	sv_json_end_object(json);
}

static void write_json(struct sv_cli *cli, const struct sv_deployment *d,
		       const struct sv_robust_options *options, const struct sv_robust_marks *marks,
		       const struct sv_robust_answer *answer)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "case", d->id);
	sv_json_key_int(&json, "seed", (int64_t)options->seed);
	sv_json_key_int(&json, "draws", answer->draws);
	sv_json_key_int(&json, "beyond_horizon", answer->draws - answer->closure_count);
	key_day(&json, "planned_day", d, answer->planned);
	key_day(&json, "closure_50_day", d, sv_robust_percentile(answer, 50));
	key_day(&json, "closure_90_day", d, sv_robust_percentile(answer, 90));
	key_day(&json, "closure_100_day", d, sv_robust_percentile(answer, 100));
	sv_json_key(&json, "assumptions");
	sv_json_begin_object(&json);
	assumption(&json, "delay_days", options->delay_days, marks->delay);
	assumption(&json, "no_show_percent", options->no_show_percent, marks->no_show);
	assumption(&json, "closure_percent", options->closure_percent, marks->closure);
	assumption(&json, "closure_days", options->closure_days, marks->closure_days);
	sv_json_end_object(&json);
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
}

static const char *day(struct sv_cli *cli, const struct sv_deployment *d, int step)
{
	int64_t tenths = (sv_deployment_millidays(d, step) + 50) / 100;

	return sv_arena_printf(cli->arena, "%lld.%lld", (long long)(tenths / 10),
			       (long long)(tenths % 10));
}

static void write_text(struct sv_cli *cli, const struct sv_deployment *d,
		       const struct sv_robust_options *options, const struct sv_robust_marks *marks,
		       const struct sv_robust_answer *answer)
{
	struct sv_out *out = &cli->out;

	if (answer->planned < 0) {
		sv_out_text(out, "No plan closes within the horizon, even undisturbed.\n");
		return;
	}
	sv_out_printf(out, "Planned: day %s. %d draws with seed %llu:\n",
		      day(cli, d, answer->planned), answer->draws,
		      (unsigned long long)options->seed);
	for (size_t i = 0; i < SV_ARRAY_LEN(percents); i++) {
		int step = sv_robust_percentile(answer, percents[i]);

		if (step < 0)
			sv_out_printf(out, "  fewer than %d %% in place within the horizon\n",
				      percents[i]);
		else
			sv_out_printf(out, "  %3d %% in place by day %s\n", percents[i],
				      day(cli, d, step));
	}
	if (answer->closure_count < answer->draws)
		sv_out_printf(out, "  not in place within the horizon: %d of the %d draws\n",
			      answer->draws - answer->closure_count, answer->draws);
	sv_out_printf(
	    out,
	    "\nA unit is up to %d days late (%s), a vehicle stays away with %d %% (%s), a "
	    "place is shut once with %d %% (%s), for %d day%s (%s).\n",
	    options->delay_days, marks->delay, options->no_show_percent, marks->no_show,
	    options->closure_percent, marks->closure, options->closure_days,
	    options->closure_days == 1 ? "" : "s", marks->closure_days);
}

static int read_options(const struct sv_cli *cli, struct sv_robust_options *options,
			struct sv_error *err)
{
	int64_t draws = sv_cli_number(cli, "draws", DRAWS_DEFAULT);
	static const struct {
		const char *name;
		int64_t most;
	} assumptions[] = {
	    {"delay-days", 1000}, {"no-show", 100}, {"closure", 100}, {"closure-days", 1000}};
	int *values[] = {&options->delay_days, &options->no_show_percent, &options->closure_percent,
			 &options->closure_days};

	if (draws < 1 || draws > SV_ROBUST_DRAWS_MAX)
		return sv_fail(err, SV_EUSAGE, "--draws takes 1 to %d, not %lld",
			       SV_ROBUST_DRAWS_MAX, (long long)draws);
	options->draws = (int)draws;
	options->seed = (uint64_t)sv_cli_number(cli, "seed", 1);
	options->rounds = (long)sv_cli_number(cli, "rounds", ROUNDS_DEFAULT);
	for (size_t i = 0; i < SV_ARRAY_LEN(assumptions); i++) {
		int64_t value = sv_cli_number(cli, assumptions[i].name, -1);

		if (value > assumptions[i].most ||
		    (value < 0 && sv_cli_option(cli, assumptions[i].name)))
			return sv_fail(err, SV_EUSAGE, "--%s takes 0 to %lld, not %lld",
				       assumptions[i].name, (long long)assumptions[i].most,
				       (long long)value);
		*values[i] = (int)value;
	}
	return 0;
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_deploy_limits limits = {
	    .seconds = (double)sv_cli_number(cli, "time-limit", SECONDS_DEFAULT)};
	struct sv_deployments cases = {0};
	struct sv_robust_options options;
	struct sv_robust_marks marks;
	struct sv_robust_answer answer;
	int r = read_options(cli, &options, err);

	if (r == 0)
		r = sv_cli_deployments(cli, &cases, err);
	if (r < 0)
		return r;
	if (cases.count != 1)
		return sv_fail(err, SV_EINVALID, "'%s' holds %zu cases; draw for one at a time",
			       cli->args[0], cases.count);
	r = sv_app_deploy_robust(cli->arena, cases.items[0], sv_cli_geo_folder(cli), &options,
				 &marks, &limits, &answer, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		write_json(cli, cases.items[0], &options, &marks, &answer);
	else
		write_text(cli, cases.items[0], &options, &marks, &answer);
	return sv_robust_percentile(&answer, 90) < 0;
}

static const struct sv_option options[] = {
    {"draws", 0, "K", SV_VALUE_NUMBER, NULL, "how often to draw; default 100"},
    {"seed", 0, "N", SV_VALUE_NUMBER, NULL, "where the draws begin; default 1"},
    {"rounds", 0, "N", SV_VALUE_NUMBER, NULL, "dispatches to try for each plan; default 200"},
    {"delay-days", 0, "N", SV_VALUE_NUMBER, NULL, "a unit is up to so many days late"},
    {"no-show", 0, "PERCENT", SV_VALUE_NUMBER, NULL, "chance that a vehicle does not come"},
    {"closure", 0, "PERCENT", SV_VALUE_NUMBER, NULL, "chance that a place is shut once"},
    {"closure-days", 0, "N", SV_VALUE_NUMBER, NULL, "how long it is shut"},
    {"units", 0, "LIST", SV_VALUE_TEXT, NULL, "only these units"},
    {"time-limit", 0, "S", SV_VALUE_NUMBER, NULL, "seconds in all; default 60"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda deploy robust packs/pesco/cases/romania-2022.case --draws 50",
     "the day that nine of ten draws keep, beside the planned one"},
    {"servanda deploy robust packs/pesco/geo/bench_bg.json --units 1 --no-show 20 --draws 20 "
     "--json",
     "one vehicle in five does not come, for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_deploy_robust = {
    .name = "deploy robust",
    .summary =
	"what if units are late, vehicles stay away and places shut: the day most draws keep",
    .synopsis = "[--draws K] [--seed N] [--units LIST] CASE",
    .purpose =
	"Draws what may go wrong and plans each draw again with the same effort as the "
	"undisturbed case: units that are ready late, vehicles that do not come, places that are "
	"shut for a while. Prints the day that half, nine in ten and all draws keep beside the "
	"planned one. The chances are assumptions of the pack's geo/defaults.csv, or given; their "
	"marks are printed. The same seed gives the same answer, unless the time limit cuts it "
	"short.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_NONE,
    .has_json = true,
    .exit_negative = "one draw in ten or more is not in place within the horizon",
    .examples = examples,
    .run = run,
};

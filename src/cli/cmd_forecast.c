/* SPDX-License-Identifier: EUPL-1.2 */
/* How likely promises will be met, and how good such forecasts would have been. */
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app/forecast.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"

#define SCENARIOS 10000
#define TEST_SCENARIOS 2000

/* Set by SIGINT: the work ends with the scenarios done so far. */
static volatile sig_atomic_t is_stopped;

static void stop(int signal_number)
{
	(void)signal_number;
	is_stopped = 1;
}

static bool show_progress(void *context, int64_t done, int64_t all)
{
	(void)context;
	if (isatty(STDERR_FILENO))
		sv_out_progress("scenarios", (size_t)done, (size_t)all);
	return !is_stopped;
}

static int64_t number_option(const struct sv_cli *cli, const char *name, int64_t usual)
{
	const char *text = sv_cli_option(cli, name);
	int64_t number = usual;

	/* The parser has made sure that it is a number. */
	if (text && !sv_str_to_int64(sv_str_from(text), &number))
		number = 0;
	return number;
}

/* "73 %", of the scenarios that the figures decide; "." where they decide none. */
static const char *chance(struct sv_arena *arena, int64_t good, int64_t told)
{
	if (!told)
		return ".";
	if (good == told || good == 0)
		return good ? "100 %" : "0 %";
	/* What is not certain is not shown as certain. */
	return sv_arena_printf(arena, "%s%d %%",
			       good * 200 < told            ? "<"
			       : (told - good) * 200 < told ? ">"
							    : "",
			       (int)SV_MAX(1, SV_MIN(99, (good * 200 / told + 1) / 2)));
}

/* ", around the planned figures of 3 members". */
static const char *plans_text(struct sv_arena *arena, int members)
{
	if (!members)
		return "";
	return sv_arena_printf(arena, ", around the planned figures of %d member%s", members,
			       members == 1 ? "" : "s");
}

static void forecast_text(const struct sv_forecast *forecast, struct sv_cli *cli)
{
	struct sv_text_column columns[3 + SV_FORECAST_YEARS_MAX] = {
	    {"commitment", false, true}, {"", false, false}, {"chance to be", false, false}};
	int years = forecast->until - forecast->base;
	struct sv_text_table table = {cli->arena, columns, (size_t)(3 + years), NULL, 0, 0};

	for (int i = 0; i < years; i++)
		columns[3 + i] = (struct sv_text_column){
		    sv_arena_printf(cli->arena, "%d", forecast->base + 1 + i), true, false};
	for (size_t row = 0; row < forecast->cell_count; row += (size_t)years) {
		const struct sv_forecast_cell *cells = &forecast->cells[row];
		const struct sv_forecast_item *item = &forecast->items[cells->item];
		bool is_new = row == 0 || cells[-1].item != cells->item;

		sv_text_table_add(
		    &table,
		    is_new ? sv_arena_printf(cli->arena, "%s %s", item->number, item->title) : "");
		sv_text_table_add(&table, cells->state ? cells->state : "all");
		sv_text_table_add(&table, cells->is_position    ? "at benchmark"
					  : cells->is_direction ? "on track"
								: "met");
		for (int i = 0; i < years; i++)
			sv_text_table_add(
			    &table, chance(cli->arena, sv_forecast_good(&cells[i]), cells[i].told));
	}
	sv_out_printf(&cli->out,
		      "%" PRId64 " scenarios%s from %d on, drawn from how figures moved in %d to "
		      "%d%s; seed %" PRIu64 "\n\n",
		      forecast->scenarios, forecast->interrupted ? " (interrupted)" : "",
		      forecast->base, forecast->window_first, forecast->window_last,
		      plans_text(cli->arena, forecast->planned_members), forecast->seed);
	sv_text_table_print(&table, &cli->out);
	sv_out_text(&cli->out, "\nA chance is a share of scenarios, not a promise; how good such "
			       "forecasts were: 'servanda forecast test'.\n");
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sigaction action = {.sa_handler = stop}, before;
	struct sv_forecast_request request = {.base = sv_day_year(cli->moment.on) - 1,
					      .scenarios =
						  number_option(cli, "scenarios", SCENARIOS),
					      .seed = (uint64_t)number_option(cli, "seed", 1),
					      .progress = show_progress};
	struct sv_forecast *forecast;
	int r;

	request.base = (int)number_option(cli, "base", request.base);
	request.until = (int)number_option(cli, "until", request.base + 5);
	for (int i = 0; i < cli->arg_count; i++) {
		const char *arg = cli->args[i];
		const struct sv_register *reg;
		int state;

		if (cli->arg_count == 2 ? i == 1 : (arg[0] >= '0' && arg[0] <= '9')) {
			request.item = arg;
			continue;
		}
		if (strcmp(arg, "all") == 0) {
			request.together_only = true;
			continue;
		}
		r = sv_cli_register(cli, &reg, err);
		if (r < 0)
			return r;
		r = sv_cli_state(reg, arg, &state, err);
		if (r < 0)
			return r;
		request.state = reg->states[state].code;
	}
	sigaction(SIGINT, &action, &before);
	r = sv_app_forecast(&cli->app, cli->arena, &cli->moment, &cli->reading, &request, &forecast,
			    err);
	sigaction(SIGINT, &before, NULL);
	if (isatty(STDERR_FILENO))
		sv_out_progress_end();
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_forecast_json(forecast, &json);
	} else {
		forecast_text(forecast, cli);
	}
	return 0;
}

static const struct sv_option options[] = {
    {"until", 'u', "Y", SV_VALUE_YEAR, NULL, "the last year forecast; default five years on"},
    {"base", 'b', "Y", SV_VALUE_YEAR, NULL,
     "the last year whose figures count as known; default the year before that of --on"},
    {"scenarios", 0, "K", SV_VALUE_NUMBER, NULL, "how many are drawn; default 10000"},
    {"seed", 0, "X", SV_VALUE_NUMBER, NULL, "what is drawn depends on it alone; default 1"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda forecast all --base 2019 --until 2023 --on 2020-04-17",
     "the members together, four years on"},
    {"servanda forecast FRA 2 --base 2019 --until 2021 --on 2020-04-17 --seed 7",
     "one member under one commitment"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_forecast = {
    .name = "forecast",
    .summary = "say how likely commitments will be met in the years to come",
    .synopsis = "[--until Y] [--base Y] [--scenarios K] [--seed X] [S] [N]",
    .purpose =
	"Draws scenarios of the figures to come from how figures moved in the past years of the "
	"record, for all members in the same year together, and around the planned figures of "
	"accepted plans where there are any, and runs the rules on each. Shown "
	"is the share of scenarios in which a commitment is met, or a member stands at the "
	"collective benchmark; '.' where figures do not decide.\n\n"
	"S is a member, or 'all' for the members together; N a commitment. The same seed gives "
	"the same answer. SIGINT ends the work with the scenarios done so far. "
	"docs/forecast.md has the method, and how good it was.",
    .options = options,
    .args_max = 2,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = examples,
    .run = run,
};

/* A mean of n, as a share of a million, in percent of the unit. */
static const char *mean(struct sv_arena *arena, int64_t sum, int64_t n, int digits)
{
	if (!n)
		return ".";
	return sv_arena_printf(arena, "%.*f", digits,
			       sv_rational_to_double(SV_RATIONAL(sum / n, 1000000)));
}

static const char *percent(struct sv_arena *arena, int64_t part, int64_t n)
{
	return n ? sv_arena_printf(arena, "%d %%", (int)((part * 200 / n + 1) / 2)) : ".";
}

static void scores_text(const struct sv_forecast_scores *scores, struct sv_cli *cli)
{
	static const struct sv_text_column columns[] = {
	    {"commitment", false, false}, {"who", false, false},    {"ahead", true, false},
	    {"values", true, false},      {"in 50 %", true, false}, {"in 80 %", true, false},
	    {"error", true, false},       {"naive", true, false},   {"ratings", true, false},
	    {"Brier", true, false},       {"naive", true, false}};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);

	for (size_t i = 0; i < scores->count; i++) {
		const struct sv_forecast_score *score = &scores->items[i];

		sv_text_table_add(&table, score->number);
		sv_text_table_add(&table, score->together ? "all" : "each");
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%d", score->ahead));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%" PRId64, score->values));
		sv_text_table_add(&table, percent(cli->arena, score->in_half, score->values));
		sv_text_table_add(&table, percent(cli->arena, score->in_most, score->values));
		sv_text_table_add(&table, mean(cli->arena, score->error, score->values, 2));
		sv_text_table_add(&table, mean(cli->arena, score->naive_error, score->values, 2));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%" PRId64, score->told));
		sv_text_table_add(&table, mean(cli->arena, score->squares, score->told, 3));
		sv_text_table_add(&table, mean(cli->arena, score->naive_squares, score->told, 3));
	}
	sv_out_printf(&cli->out,
		      "The years %d to %d, forecast from one to %d years before with what was "
		      "known of earlier years\n\n",
		      scores->first, scores->last, SV_FORECAST_TEST_AHEAD);
	sv_text_table_print(&table, &cli->out);
	sv_out_text(&cli->out,
		    "\nin 50 %, in 80 %: how often the truth fell into the band. error: of the "
		    "median, in the measure's unit; naive: of no change.\nBrier: mean square of "
		    "chance less outcome, 0 is perfect; naive: of the rating before.\n");
}

static int run_test(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_forecast_scores scores;
	int first, last, r;

	sv_cli_years(cli, &first, &last);
	r = sv_app_forecast_test(&cli->app, cli->arena, &cli->moment, &cli->reading, first, last,
				 number_option(cli, "scenarios", TEST_SCENARIOS),
				 (uint64_t)number_option(cli, "seed", 1), &scores, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_forecast_scores_json(&scores, &json);
	} else {
		scores_text(&scores, cli);
	}
	return 0;
}

static const struct sv_option test_options[] = {
    {"year", 'y', "Y1-Y2", SV_VALUE_YEARS, NULL, "the years held against the record"},
    {"scenarios", 0, "K", SV_VALUE_NUMBER, NULL, "how many a base year; default 2000"},
    {"seed", 0, "X", SV_VALUE_NUMBER, NULL, "what is drawn depends on it alone; default 1"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example test_examples[] = {
    {"servanda forecast test --year 2018-2019 --on 2020-04-17",
     "how forecasts of these years would have done"},
    {"servanda forecast test --year 2019 --on 2020-04-17 --json", "of one year, for a program"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_forecast_test = {
    .name = "forecast test",
    .summary = "hold forecasts of past years against what came",
    .synopsis = "[--year Y1-Y2] [--scenarios K] [--seed X]",
    .purpose =
	"Forecasts each of the years from one, two and three years before, with nothing but the "
	"figures of the years before, and compares with what the record says of them: how often "
	"the truth fell into the 50 % and the 80 % band, how far the median was off, and the "
	"Brier score of the chances. Beside each stands the naive forecast that nothing "
	"changes.",
    .options = test_options,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = test_examples,
    .run = run_test,
};

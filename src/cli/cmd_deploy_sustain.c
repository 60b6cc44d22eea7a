/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "app/deploy.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/deploy.h"

#define SECONDS_DEFAULT 10

struct sustain {
	struct sv_cli *cli;
	const struct sv_deployment *d;
	struct sv_sustain_options options;
	struct sv_sustain_marks marks;
};

static void answer_json(struct sv_json *json, const struct sv_sustain_answer *answer)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "days", answer->days);
	sv_json_key_text(json, "status", sv_sustain_status_name(answer->status));
	sv_json_key_int(json, "people", answer->people);
	sv_json_key_int(json, "need_t", answer->need_t);
	sv_json_key_int(json, "to_move_t", answer->moved_t);
	sv_json_key(json, "late_day");
	if (answer->late_day < 0)
		sv_json_null(json);
	else
		sv_json_int(json, answer->late_day);
	sv_json_end_object(json);
}

static void write_json(const struct sustain *sustain, const struct sv_sustain_answer *answers,
		       size_t count)
{
	struct sv_json json = SV_JSON_INIT(&sustain->cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "case", sustain->d->id[0] ? sustain->d->id : NULL);
	sv_json_key(&json, "kg_head_day");
	sv_json_decimal(&json, (struct sv_decimal){sustain->options.grams_head_day, 3});
	sv_json_key_text(&json, "kg_head_day_mark", sustain->marks.consumption);
	sv_json_key_int(&json, "stock_days", sustain->options.stock_days);
	sv_json_key_text(&json, "stock_days_mark", sustain->marks.stock);
	sv_json_key_int(&json, "period_days", sustain->options.period_days);
	sv_json_key_text(&json, "period_days_mark", sustain->marks.period);
	sv_json_key(&json, "answers");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < count; i++)
		answer_json(&json, &answers[i]);
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_out_text(&sustain->cli->out, "\n");
}

static void write_text(const struct sustain *sustain, const struct sv_sustain_answer *answers,
		       size_t count)
{
	struct sv_out *out = &sustain->cli->out;

	sv_out_printf(
	    out, "%lld people, %lld.%03lld kg a head and day (%s), %d days in stock (%s)\n",
	    (long long)answers[0].people, (long long)(sustain->options.grams_head_day / 1000),
	    (long long)(sustain->options.grams_head_day % 1000), sustain->marks.consumption,
	    sustain->options.stock_days, sustain->marks.stock);
	for (size_t i = 0; i < count; i++) {
		const struct sv_sustain_answer *a = &answers[i];

		sv_out_printf(out, "\n%d days: %lld t, of which %lld t have to be brought. ",
			      a->days, (long long)a->need_t, (long long)a->moved_t);
		if (a->status == SV_SUSTAINED)
			sv_out_text(out, "Sustained: a schedule brings all of it in time.\n");
		else if (a->status == SV_NOT_SUSTAINED)
			sv_out_printf(
			    out,
			    "Not sustained: supply runs out on day %d, and no schedule can "
			    "change that: proven.\n",
			    a->late_day);
		else
			sv_out_printf(out,
				      "Undecided: the schedule found runs out on day %d, and no "
				      "proof was found that others must.\n",
				      a->late_day);
	}
}

static int sustain_all(struct sustain *sustain, const int *days, int count,
		       struct sv_sustain_answer *answers, struct sv_error *err)
{
	struct sv_cli *cli = sustain->cli;
	const char *kg = sv_cli_option(cli, "kg-head-day");
	struct sv_deploy_limits limits = {
	    .seconds = (double)sv_cli_number(cli, "time-limit", SECONDS_DEFAULT)};

	for (int i = 0; i < count; i++) {
		int r;

		if (days[i] < 1 || days[i] > SV_DEPLOY_STEPS_MAX * sustain->d->step_hours / 72)
			return sv_fail(err, SV_ELIMIT, "a stay has 1 to %d days, not %d",
				       SV_DEPLOY_STEPS_MAX * sustain->d->step_hours / 72, days[i]);
		sustain->options = (struct sv_sustain_options){
		    .days = days[i],
		    .grams_head_day = kg ? (int64_t)(strtod(kg, NULL) * 1000 + 0.5) : 0,
		    .stock_days = (int)sv_cli_number(cli, "stock-days", -1),
		    .class = sv_cli_option(cli, "class"),
		};
		r = sv_app_deploy_sustain(cli->arena, sustain->d, sv_cli_geo_folder(cli),
					  &sustain->options, &sustain->marks, &limits, &answers[i],
					  err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* What --days says, else what the pack asks about. */
static int stays(struct sv_cli *cli, int ret_days[SV_SUSTAIN_STAYS_MAX], struct sv_error *err)
{
	if (!sv_cli_option(cli, "days"))
		return sv_app_deploy_stays(cli->arena, sv_cli_geo_folder(cli), ret_days, err);
	ret_days[0] = (int)SV_MIN(sv_cli_number(cli, "days", 0), INT32_MAX);
	return 1;
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_sustain_answer answers[SV_SUSTAIN_STAYS_MAX];
	struct sustain sustain = {.cli = cli};
	struct sv_deployments cases = {0};
	int days[SV_SUSTAIN_STAYS_MAX], count, verdict = 0;
	int r = sv_cli_deployments(cli, &cases, err);

	if (r < 0)
		return r;
	if (cases.count != 1)
		return sv_fail(err, SV_EINVALID, "'%s' holds %zu cases; sustain one at a time",
			       cli->args[0], cases.count);
	sustain.d = cases.items[0];
	count = stays(cli, days, err);
	if (count < 0)
		return count;
	r = sustain_all(&sustain, days, count, answers, err);
	if (r < 0)
		return r;
	for (int i = 0; i < count; i++)
		verdict |= answers[i].status != SV_SUSTAINED;
	if (sv_cli_json(cli))
		write_json(&sustain, answers, (size_t)count);
	else
		write_text(&sustain, answers, (size_t)count);
	return verdict;
}

static const struct sv_option options[] = {
    {"days", 0, "N", SV_VALUE_NUMBER, NULL,
     "how long to stay; default the lengths that the pack asks about"},
    {"kg-head-day", 0, "KG", SV_VALUE_TEXT, NULL,
     "consumption; default of the pack's geo/defaults.csv"},
    {"stock-days", 0, "N", SV_VALUE_NUMBER, NULL,
     "days of supply in place at closure; default of the pack"},
    {"class", 0, "NAME", SV_VALUE_TEXT, NULL,
     "the class of cargo that supply counts as; default one named supply or containers"},
    {"units", 0, "LIST", SV_VALUE_TEXT, NULL, "only these units stay"},
    {"time-limit", 0, "S", SV_VALUE_NUMBER, NULL, "seconds for each length of stay; default 10"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda deploy sustain packs/pesco/geo/bench_bg.json --units 1-2 --days 30",
     "two units stay 30 days at Abeche"},
    {"servanda deploy sustain packs/pesco/cases/romania-2022.case --class equipment --json",
     "each length of stay that the pack asks about, for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_deploy_sustain = {
    .name = "deploy sustain",
    .summary = "can the force stay: supply against consumption, day by day",
    .synopsis = "[--days N] [--kg-head-day KG] [--stock-days N] CASE",
    .purpose =
	"Counts from the day everything is in place. The people of the case consume; a stock "
	"lasts some days; what is consumed after it must be brought in time by the case's lift, "
	"which is free again, from where most of the cargo came. The loads are planned in whole "
	"trips. Where a load is late, the bound tells whether any schedule could bring it in "
	"time.\n\nConsumption and stock are estimates of the pack unless they are given; their "
	"marks are printed.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_NONE,
    .has_json = true,
    .exit_negative = "it is not sustained, or undecided, for one of the lengths",
    .examples = examples,
    .run = run,
};

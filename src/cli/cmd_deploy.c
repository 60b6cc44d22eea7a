/* SPDX-License-Identifier: EUPL-1.2 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/deploy_view.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/deploy.h"
#include "schedule_check.h"

#define SECONDS_DEFAULT 10

/* Set by SIGINT: the search ends with the best so far. */
static bool stop_asked;

static void ask_to_stop(int signal_number)
{
	(void)signal_number;
	*(volatile bool *)&stop_asked = true;
}

static void show_progress(void *data, int bound, int closure)
{
	(void)data;
	if (!isatty(STDERR_FILENO))
		return;
	if (closure < 0)
		fprintf(stderr, "\r\033[Knot before step %d", bound);
	else
		fprintf(stderr, "\r\033[Knot before step %d, planned for step %d", bound, closure);
}

int64_t sv_cli_number(const struct sv_cli *cli, const char *name, int64_t missing)
{
	const char *value = sv_cli_option(cli, name);

	return value ? strtoll(value, NULL, 10) : missing;
}

static int plan_all(struct sv_cli *cli, const struct sv_deployments *cases,
		    struct sv_deployment_answer *answers, struct sv_error *err)
{
	struct sv_deployment_options options = {.seed = (uint64_t)sv_cli_number(cli, "seed", 1),
						.rounds_max =
						    sv_cli_number(cli, "rounds", INT64_MAX)};
	int64_t seconds = sv_cli_number(cli, "time-limit", SECONDS_DEFAULT);
	struct sv_deploy_limits limits = {
	    .seconds = (double)seconds, .stop = &stop_asked, .progress = show_progress};
	struct sigaction action = {.sa_handler = ask_to_stop}, before;
	int r = 0;

	if (seconds < 1 || seconds > SV_DEPLOY_SECONDS_MAX)
		return sv_fail(err, SV_EUSAGE, "--time-limit takes 1 to %d seconds, not %lld",
			       SV_DEPLOY_SECONDS_MAX, (long long)seconds);
	sigaction(SIGINT, &action, &before);
	for (size_t i = 0; i < cases->count && r == 0; i++)
		r = sv_app_deploy_plan(cli->arena, cases->items[i], &options, &limits, &answers[i],
				       err);
	sigaction(SIGINT, &before, NULL);
	sv_out_progress_end();
	return r;
}

static void write_json(struct sv_cli *cli, const struct sv_deployments *cases,
		       const struct sv_deployment_answer *answers)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	if (cases->count != 1)
		sv_json_begin_array(&json);
	for (size_t i = 0; i < cases->count; i++)
		sv_deployment_answer_json(cases->items[i], &answers[i], &json);
	if (cases->count != 1)
		sv_json_end_array(&json);
	sv_out_text(&cli->out, "\n");
}

/* A plan that cannot be, or is late, is a negative finding. */
static int verdict(const struct sv_deployments *cases, const struct sv_deployment_answer *answers)
{
	for (size_t i = 0; i < cases->count; i++) {
		const struct sv_flow *flow = &cases->items[i]->flow;

		if (answers[i].plan.closure < 0)
			return 1;
		for (int k = 0; k < flow->demand_count; k++)
			if (flow->demands[k].due >= 0 &&
			    answers[i].plan.arrivals[k] > flow->demands[k].due)
				return 1;
	}
	return 0;
}

/* The pack's tables of places and lift, or NULL without a pack. */
const char *sv_cli_geo_folder(struct sv_cli *cli)
{
	const char *pack;
	struct sv_error ignored = SV_ERROR_INIT;

	if (sv_cli_default_pack(cli, &pack, &ignored) < 0)
		return NULL;
	return sv_arena_printf(cli->arena, "%s/geo", pack);
}

/* Prints what is wrong with the case; 0 when nothing is. */
static int complain(const char *path, struct sv_findings *findings, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	size_t count = sv_findings_count(findings, SV_ERROR);

	if (count == 0)
		return 0;
	sv_findings_sort(findings);
	sv_findings_print(findings, &text);
	fwrite(text.ptr, 1, text.len, stderr);
	return sv_fail(err, SV_EINVALID, "'%s' cannot be planned: %zu error%s", path, count,
		       count == 1 ? "" : "s");
}

int sv_cli_deployments(struct sv_cli *cli, struct sv_deployments *ret, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(cli->arena);
	int r = sv_app_deploy_read(cli->arena, cli->args[0], sv_cli_geo_folder(cli),
				   sv_cli_option(cli, "units"), ret, &findings, err);

	if (r < 0)
		return r;
	return complain(cli->args[0], &findings, err);
}

static int run_expand(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(cli->arena);
	struct sv_str text;
	int r = sv_app_deploy_expand(cli->arena, cli->args[0], sv_cli_geo_folder(cli), &text,
				     &findings, err);

	if (r < 0)
		return r;
	r = complain(cli->args[0], &findings, err);
	if (r < 0)
		return r;
	sv_buf_str(&cli->out.buf, text);
	if (text.len && text.ptr[text.len - 1] != '\n')
		sv_out_text(&cli->out, "\n");
	return 0;
}

static const struct sv_example expand_examples[] = {
    {"servanda deploy expand packs/pesco/cases/chad-2008-air.case",
     "what the names of a case come to, with the mark of each figure"},
    {"servanda deploy expand packs/pesco/cases/romania-2022.case >case.json",
     "the form that servanda-check reads"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_deploy_expand = {
    .name = "deploy expand",
    .summary = "show what a case comes to: distances, times, cargo and the mark of each figure",
    .synopsis = "CASE",
    .purpose = "Looks up the places, distances, lift and units that the case names in the pack's "
	       "tables, and prints the case with every number in it: JSON of "
	       "docs/formats/case.md, which `deploy plan`, `deploy check` and servanda-check read "
	       "as well. Under `figures` stands what was looked up or assumed, and its mark.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_NONE,
    .examples = expand_examples,
    .run = run_expand,
};

/* One page about one case; where the time ends, the stays that follow it have as much again. */
static int write_html(struct sv_cli *cli, const struct sv_deployments *cases,
		      const struct sv_deployment_answer *answers, struct sv_error *err)
{
	const struct sv_deploy_limits limits = {
	    .seconds = (double)sv_cli_number(cli, "time-limit", SECONDS_DEFAULT),
	    .stop = &stop_asked};
	struct sv_deploy_case of;
	struct sv_deploy_view view;
	struct sv_deploy_page page = {
	    .view = &view,
	    .data_at = "the answer of 'servanda deploy plan --json'",
	    .arena = cli->arena,
	    .out = &cli->out.buf,
	};
	int r;

	if (cases->count != 1)
		return sv_fail(err, SV_EUSAGE, "a page shows one case, and '%s' holds %zu",
			       cli->args[0], cases->count);
	r = sv_app_deploy_case(cli->arena, cli->args[0], &of, err);
	if (r < 0)
		return r;
	sv_app_deploy_view_of(cli->arena, cases->items[0], answers, sv_cli_geo_folder(cli), &limits,
			      &view);
	page.title = cases->items[0]->id[0] ? cases->items[0]->id : of.title;
	page.about = of.about;
	page.name = "answer";
	page.text = of.text;
	sv_deploy_html(&page);
	return 0;
}

static int write_answers(struct sv_cli *cli, const struct sv_deployments *cases,
			 const struct sv_deployment_answer *answers, struct sv_error *err)
{
	const char *output = sv_cli_option(cli, "output");
	int r = 0;

	if (sv_cli_option(cli, "html"))
		r = write_html(cli, cases, answers, err);
	else if (sv_cli_json(cli))
		write_json(cli, cases, answers);
	else
		for (size_t i = 0; i < cases->count; i++)
			sv_cli_deploy_text(cli, cases->items[i], &answers[i]);
	if (r == 0 && output) {
		r = sv_file_write(output, sv_buf_view(&cli->out.buf), err);
		sv_buf_clear(&cli->out.buf);
	}
	return r;
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_deployments cases = {0};
	struct sv_deployment_answer *answers;
	int r = sv_cli_deployments(cli, &cases, err);

	if (r < 0)
		return r;
	answers = SV_NEW_ARRAY(cli->arena, struct sv_deployment_answer, cases.count);
	r = plan_all(cli, &cases, answers, err);
	if (r < 0)
		return r;
	r = write_answers(cli, &cases, answers, err);
	if (r < 0)
		return r;
	return verdict(&cases, answers);
}

static int run_check(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(cli->arena);
	struct sv_str text, answer;
	char *report = NULL;
	size_t length = 0;
	FILE *out;
	int r;

	r = sv_app_deploy_expand(cli->arena, cli->args[0], sv_cli_geo_folder(cli), &text, &findings,
				 err);
	if (r < 0)
		return r;
	r = complain(cli->args[0], &findings, err);
	if (r < 0)
		return r;
	r = sv_file_read(cli->arena, cli->args[1], SV_FILE_BYTES_MAX, &answer, err);
	if (r < 0)
		return r;
	out = open_memstream(&report, &length);
	if (!out)
		sv_out_of_memory();
	r = schedule_check(text.ptr, text.len, answer.ptr, answer.len, sv_cli_option(cli, "units"),
			   out);
	fclose(out);
	if (r == 2) {
		r = sv_fail(err, SV_EINVALID, "cannot check '%s' against '%s': %.*s", cli->args[1],
			    cli->args[0], (int)SV_MAX(length, 1) - 1, report);
	} else {
		sv_out_text(&cli->out, report);
	}
	free(report);
	return r;
}

static const struct sv_option check_options[] = {
    {"units", 0, "LIST", SV_VALUE_TEXT, NULL, "only these units were planned"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example check_examples[] = {
    {"servanda deploy plan packs/pesco/geo/bench_shuttle.csv --json >plan.json && servanda deploy "
     "check packs/pesco/geo/bench_shuttle.csv plan.json",
     "four schedules, replayed and proven"},
    {"servanda deploy plan packs/pesco/geo/bench_rail_small.txt --json >rail.json && servanda "
     "deploy check packs/pesco/geo/bench_rail_small.txt rail.json",
     "400 trains through a rail network"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_deploy_check = {
    .name = "deploy check",
    .summary = "replay a schedule and verify the proof of its bound",
    .synopsis = "[--units LIST] CASE SCHEDULE",
    .purpose = "Replays every trip of the schedule (the JSON answer of `deploy plan`): cargo is "
	       "where it is loaded, vehicles and stands are there, everything is in place at the "
	       "closure step. Then verifies in integers that the certificate proves the bound. The "
	       "checker reads both files by its own code and shares none with the planner; the "
	       "program servanda-check is the same checker alone.",
    .options = check_options,
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_NONE,
    .exit_negative = "the schedule or the certificate does not hold",
    .examples = check_examples,
    .run = run_check,
};

static const struct sv_option options[] = {
    {"time-limit", 0, "S", SV_VALUE_NUMBER, NULL,
     "seconds to search for each case; default 10, the bound included"},
    {"rounds", 0, "N", SV_VALUE_NUMBER, NULL,
     "dispatches to try at most; with it the same seed gives the same plan on any machine"},
    {"seed", 0, "N", SV_VALUE_NUMBER, NULL, "where the search begins; default 1"},
    {"html", 0, NULL, SV_VALUE_TEXT, NULL, "one page that stands alone, for people who look"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write into this file instead"},
    {"units", 0, "LIST", SV_VALUE_TEXT, NULL, "only these units, for example '1-2' or 'BG,LOG'"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda deploy plan packs/pesco/geo/bench_bg.json --units 1-2 --time-limit 3",
     "two units to Abeche: schedule, proven bound and bottlenecks"},
    {"servanda deploy plan packs/pesco/cases/romania-2022.case --html -o romania.html",
     "closure, three bars, what holds it back, work of the places and movements as a page"},
    {"servanda deploy plan packs/pesco/geo/bench_shuttle.csv --json",
     "four cases of one file, with trips and certificates, for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_deploy_plan = {
    .name = "deploy plan",
    .summary = "when can everything be in place: a schedule, a proven bound, the bottlenecks",
    .synopsis = "[--time-limit S] [--units LIST] [--html] [-o FILE] CASE",
    .purpose =
	"Plans the case trip by trip and proves how early it could be at best: with no schedule "
	"can everything be in place before the bound. What lies between the two is the gap; when "
	"it is nil, the plan is optimal. The bottlenecks are the resources that the proof rests "
	"on, with what one more of each takes off the bound. When something is late, the answer "
	"says how many more of what would keep the due dates, in up to as much time again.\n\n"
	"CASE is a case of docs/formats/case.md, or one of the other formats described there. "
	"On a terminal the best so far is shown; interrupt (Ctrl-C) to end with it. More time "
	"never gives a worse plan. `deploy check` and the separate program servanda-check replay "
	"the JSON answer and verify its certificate.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_NONE,
    .has_json = true,
    .exit_negative = "the case cannot be in place within its horizon, or something is late",
    .examples = examples,
    .run = run,
};

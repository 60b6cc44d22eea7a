/* SPDX-License-Identifier: EUPL-1.2 */
/* A request from its filing to its end, and all of them. */
#include <string.h>

#include "app/request.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/request.h"
#include "cli/table.h"
#include "cli/vote.h"

static int move(struct sv_cli *cli, enum sv_request_step_kind step, const char *agreed,
		const char *vote, const char *text, struct sv_error *err)
{
	const struct sv_request_move wish = {.step = step,
					     .state = cli->args[0],
					     .project = sv_cli_option(cli, "project"),
					     .agreed = agreed,
					     .vote = vote,
					     .text = text,
					     .on = cli->moment.on};
	struct sv_receipt receipt;
	int r;

	if (!wish.project)
		return sv_fail(err, SV_EUSAGE, "say which project, as in '--project mm'");
	r = sv_app_request_move(&cli->app, cli->arena, &cli->actor, &wish, &receipt, err);
	if (r == 0)
		sv_cli_recorded(cli, &receipt,
				sv_arena_printf(cli->arena, "the request of %s for '%s' is %s",
						wish.state, wish.project, sv_step_name(step)));
	return r;
}

static int run_file(struct sv_cli *cli, struct sv_error *err)
{
	return move(cli, SV_STEP_FILE, NULL, NULL, sv_cli_option(cli, "text"), err);
}

static int run_agree(struct sv_cli *cli, struct sv_error *err)
{
	return move(cli, SV_STEP_AGREE, sv_cli_option(cli, "agreed"), NULL,
		    sv_cli_option(cli, "text"), err);
}

static int run_decide(struct sv_cli *cli, struct sv_error *err)
{
	return move(cli, SV_STEP_DECIDE, NULL, sv_cli_option(cli, "vote"), NULL, err);
}

static int run_arrange(struct sv_cli *cli, struct sv_error *err)
{
	return move(cli, SV_STEP_ARRANGE, sv_cli_option(cli, "agreed"), NULL,
		    sv_cli_option(cli, "text"), err);
}

static int run_review(struct sv_cli *cli, struct sv_error *err)
{
	return move(cli, SV_STEP_REVIEW, NULL, NULL, sv_cli_option(cli, "text"), err);
}

static int run_end(struct sv_cli *cli, struct sv_error *err)
{
	return move(cli, SV_STEP_END, NULL, NULL, sv_cli_option(cli, "text"), err);
}

/* Every request that the tables know, with its clock as of the day. */
static void list_text(struct sv_cli *cli, const struct sv_register *reg)
{
	static const struct sv_text_column columns[] = {
	    {.title = "state"},
	    {.title = "project"},
	    {.title = "outcome"},
	    {.title = "clock", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);

	for (size_t i = 0; i < reg->third_state_request_count; i++) {
		const struct sv_third_state_request *request = &reg->third_state_requests[i];
		struct sv_clock_step clock[SV_CLOCK_STEPS];

		sv_request_clock(request, cli->moment.on, clock);
		sv_text_table_add(&table, reg->states[request->state].code);
		sv_text_table_add(&table, reg->projects[request->project].id);
		sv_text_table_add(&table, request->outcome);
		sv_text_table_add(&table, sv_clock_text(cli->arena, clock));
	}
	sv_out_printf(&cli->out, "%zu requests of third states on record\n\n",
		      reg->third_state_request_count);
	sv_text_table_print(&table, &cli->out);
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_register *reg;
	int r = sv_cli_register(cli, &reg, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_requests_json(reg, cli->moment.on, &json);
	else
		list_text(cli, reg);
	return 0;
}

static void show_json(struct sv_cli *cli, const struct sv_request_life *life)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "request", life->id);
	sv_json_key_text(&json, "state", life->state);
	sv_json_key_text(&json, "project", life->project);
	sv_json_key_text(&json, "stands", sv_step_name(life->stands));
	sv_json_key(&json, "steps");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < life->event_count; i++) {
		const struct sv_request_event *event = &life->events[i];

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "step", sv_step_name(event->step));
		sv_json_key_day(&json, "on", event->on);
		sv_json_key(&json, "days");
		if (i)
			sv_json_int(&json, sv_request_days(life, i));
		else
			sv_json_null(&json);
		sv_json_key_text(&json, "text", event->text[0] ? event->text : NULL);
		sv_json_key_int(&json, "document", event->doc);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static void show_text(struct sv_cli *cli, const struct sv_request_life *life)
{
	static const struct sv_text_column columns[] = {
	    {.title = "document", .right = true}, {.title = "on"},
	    {.title = "days", .right = true},     {.title = "step"},
	    {.title = "", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char day[SV_DATE_TEXT_MAX];

	sv_out_printf(&cli->out, "The request of %s for '%s' is %s\n\n", life->state, life->project,
		      sv_step_name(life->stands));
	for (size_t i = 0; i < life->event_count; i++) {
		const struct sv_request_event *event = &life->events[i];

		sv_text_table_add(&table,
				  sv_arena_printf(cli->arena, "%lld", (long long)event->doc));
		sv_text_table_add(&table, sv_arena_cstr(cli->arena, sv_day_text(event->on, day)));
		sv_text_table_add(
		    &table, i ? sv_arena_printf(cli->arena, "%d", sv_request_days(life, i)) : "");
		sv_text_table_add(&table, sv_step_name(event->step));
		sv_text_table_add(&table, event->text);
	}
	sv_text_table_print(&table, &cli->out);
}

static int run_show(struct sv_cli *cli, struct sv_error *err)
{
	const char *project = sv_cli_option(cli, "project");
	const struct sv_register *reg;
	struct sv_request_life *lives, *life;
	size_t count;
	int state, index, r = sv_cli_register(cli, &reg, err);

	if (r == 0 && !project)
		return sv_fail(err, SV_EUSAGE, "say which project, as in '--project mm'");
	if (r == 0)
		r = sv_cli_state(reg, cli->args[0], &state, err);
	if (r == 0)
		r = sv_cli_project(reg, project, &index, err);
	if (r == 0)
		r = sv_app_requests(&cli->app, cli->arena, &cli->moment, &lives, &count, err);
	if (r < 0)
		return r;
	life = sv_request_life_find(
	    lives, count,
	    sv_arena_printf(cli->arena, "%s.%s", reg->projects[index].id, reg->states[state].code));
	if (!life)
		return sv_fail(err, SV_ENOTFOUND,
			       "no request of %s for '%s' was filed in this record; 'servanda "
			       "request list' shows what else is known",
			       reg->states[state].code, reg->projects[index].id);
	if (sv_cli_json(cli))
		show_json(cli, life);
	else
		show_text(cli, life);
	return 0;
}

#define END                                              \
	{                                                \
		NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL \
	}
#define PROJECT                                                                         \
	{                                                                               \
		"project", 0, "PROJECT", SV_VALUE_TEXT, NULL, "the project it is about" \
	}
#define TEXT                                                                             \
	{                                                                                \
		"text", 0, "TEXT", SV_VALUE_TEXT, NULL, "what there is to say, in words" \
	}
#define AGREED                                                        \
	{                                                             \
		"agreed", 0, "STATES", SV_VALUE_TEXT, NULL,           \
		    "the members that agreed, by commas: all of them" \
	}

static const struct sv_option text_options[] = {PROJECT, TEXT, END};
static const struct sv_option agreed_options[] = {PROJECT, AGREED, TEXT, END};
static const struct sv_option vote_options[] = {
    PROJECT, {"vote", 0, "VOTE", SV_VALUE_TEXT, NULL, "the adopted vote that decided"}, END};
static const struct sv_option project_options[] = {PROJECT, END};

#define FILED "servanda request file NOR --project euroartillery --on 2018-12-01"
#define AGREE \
	" && servanda request agree NOR --project euroartillery --agreed SVK,ITA --on 2018-12-02"

static const struct sv_example file_examples[] = {
    {"servanda request file NOR --project crf --text 'joint exercises'", "Norway asks"},
    {"servanda request file UKR --project crrt --on 2026-01-15", "as of a day"},
    {NULL, NULL}};
static const struct sv_example agree_examples[] = {
    {FILED AGREE, "all members of the project agree"},
    {"servanda request agree --help", "what agreeing takes"},
    {NULL, NULL}};
static const struct sv_example decide_examples[] = {
    {"servanda request decide --help", "what a decision takes"},
    {"servanda vote rule third_state", "the vote it rests on"},
    {NULL, NULL}};
static const struct sv_example arrange_examples[] = {
    {"servanda request arrange --help", "what the arrangement takes"},
    {"servanda request list", "who takes part since when"},
    {NULL, NULL}};
static const struct sv_example review_examples[] = {
    {"servanda request review --help", "the yearly review"},
    {"servanda request assess NOR --project mm", "whether the conditions are still met"},
    {NULL, NULL}};
static const struct sv_example end_examples[] = {
    {"servanda request file SRB --project crf && servanda request end SRB --project crf --text "
     "withdrawn",
     "a request is withdrawn"},
    {"servanda request end --help", "what ending does"},
    {NULL, NULL}};
static const struct sv_example list_examples[] = {
    {"servanda request list --on 2025-06-01", "all requests with the time each step took"},
    {"servanda request list --json", "the same for a program"},
    {NULL, NULL}};
static const struct sv_example show_examples[] = {
    {"servanda request file CAN --project crf && servanda request show CAN --project crf",
     "one request, step by step"},
    {"servanda request show --help", "what is shown"},
    {NULL, NULL}};

#define COMMAND(symbol, words, says, form, what, opts, least, need, shows, runs) \
	const struct sv_command sv_cmd_request_##symbol = {                      \
	    .name = "request " words,                                            \
	    .summary = says,                                                     \
	    .synopsis = form,                                                    \
	    .purpose = what,                                                     \
	    .options = opts,                                                     \
	    .args_min = least,                                                   \
	    .args_max = least,                                                   \
	    .store = need,                                                       \
	    .has_json = true,                                                    \
	    .examples = shows,                                                   \
	    .run = runs,                                                         \
	}

COMMAND(
    file, "file", "file a third state's request", "--project P [--text SCOPE] STATE",
    "Records that a third state asks to take part in a project that runs. 'request assess' says "
    "what the record has to say about it.",
    text_options, 1, SV_STORE_WRITE, file_examples, run_file);
COMMAND(
    agree, "agree", "the members of the project agree on a request",
    "--project P --agreed S,.. [--text TEXT] STATE",
    "The members agree, by unanimity, that the conditions are met, and on scope, form and stages.",
    agreed_options, 1, SV_STORE_WRITE, agree_examples, run_agree);
COMMAND(decide, "decide", "the Council has decided on a request", "--project P --vote VOTE STATE",
	"A decision rests on an adopted vote on the act 'third_state' about this state and this "
	"project; without it nothing is recorded.",
	vote_options, 1, SV_STORE_WRITE, decide_examples, run_decide);
COMMAND(arrange, "arrange", "the administrative arrangement has effect",
	"--project P --agreed S,.. [--text TEXT] STATE",
	"The members and the third state have agreed the arrangement: the third state takes part "
	"from --on.",
	agreed_options, 1, SV_STORE_WRITE, arrange_examples, run_arrange);
COMMAND(
    review, "review", "record the yearly review of a third state",
    "--project P [--text FINDING] STATE",
    "While it takes part, the contribution of a third state and the conditions are reviewed once "
    "a year.",
    text_options, 1, SV_STORE_WRITE, review_examples, run_review);
COMMAND(
    end, "end", "a request or a participation ends", "--project P [--text REASON] STATE",
    "A request is withdrawn or given up, or a third state no longer takes part; its role in the "
    "register ends on that day.",
    text_options, 1, SV_STORE_WRITE, end_examples, run_end);
COMMAND(list, "list", "list the requests of third states", "",
	"Shows every request on record with its outcome, and when each step was taken.", NULL, 0,
	SV_STORE_READ, list_examples, run_list);
COMMAND(show, "show", "show one request, step by step", "--project P STATE",
	"Shows each step of a request that was filed in this record, with the days since the one "
	"before.",
	project_options, 1, SV_STORE_READ, show_examples, run_show);

/* SPDX-License-Identifier: EUPL-1.2 */
/* The life of a project: proposed, joined, reported on, closed. */
#include <string.h>

#include "app/project.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/vote.h"

static int run_propose(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_receipt receipt;
	struct sv_str json;
	int r = sv_file_read(cli->arena, cli->args[1], SV_RULE_BYTES_MAX, &json, err);

	if (r == 0)
		r = sv_app_project_propose(&cli->app, cli->arena, &cli->actor, cli->args[0], json,
					   cli->moment.on, &receipt, err);
	if (r == 0)
		sv_cli_recorded(cli, &receipt,
				sv_arena_printf(cli->arena, "'%s' is proposed", cli->args[0]));
	return r;
}

static int take_part(struct sv_cli *cli, bool joins, enum sv_role role, struct sv_error *err)
{
	const char *state = sv_cli_option(cli, "state");
	struct sv_taking_part wish = {.project = cli->args[0],
				      .state = state ? state : cli->actor.state,
				      .agreed = sv_cli_option(cli, "agreed"),
				      .joins = joins,
				      .role = role,
				      .on = cli->moment.on};
	struct sv_receipt receipt;
	int r;

	if (!wish.state[0])
		return sv_fail(err, SV_EUSAGE,
			       "say which state: '--as delegate:IRL' or "
			       "'--state IRL'");
	r = sv_app_project_take_part(&cli->app, cli->arena, &cli->actor, &wish, &receipt, err);
	if (r == 0)
		sv_cli_recorded(cli, &receipt,
				sv_arena_printf(cli->arena, "%s %s '%s'%s%s", wish.state,
						joins ? "joins" : "leaves", wish.project,
						joins ? " as " : "",
						joins ? sv_role_name(role) : ""));
	return r;
}

static int run_join(struct sv_cli *cli, struct sv_error *err)
{
	const char *role = sv_cli_option(cli, "role");

	return take_part(
	    cli, true,
	    role && strcmp(role, "coordinator") == 0 ? SV_ROLE_COORDINATOR : SV_ROLE_MEMBER, err);
}

static int run_observe(struct sv_cli *cli, struct sv_error *err)
{
	return take_part(cli, true, SV_ROLE_OBSERVER, err);
}

static int run_leave(struct sv_cli *cli, struct sv_error *err)
{
	return take_part(cli, false, SV_ROLE_MEMBER, err);
}

static int run_report_of(struct sv_cli *cli, const struct sv_project_report *report,
			 const char *what, struct sv_error *err)
{
	struct sv_receipt receipt;
	int r = sv_app_project_report(&cli->app, cli->arena, &cli->actor, report, &receipt, err);

	if (r == 0)
		sv_cli_recorded(cli, &receipt, what);
	return r;
}

static struct sv_project_report report_of(const struct sv_cli *cli,
					  enum sv_project_report_kind kind)
{
	return (struct sv_project_report){.kind = kind,
					  .project = cli->args[0],
					  .due = SV_DAY_NONE,
					  .reached = SV_DAY_NONE,
					  .to = SV_DAY_NONE,
					  .on = cli->moment.on};
}

static int run_phase(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_project_report report = report_of(cli, SV_REPORT_PHASE);

	report.word = cli->args[1];
	return run_report_of(
	    cli, &report,
	    sv_arena_printf(cli->arena, "'%s' is in the phase %s", cli->args[0], cli->args[1]),
	    err);
}

static int run_milestone(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_project_report report = report_of(cli, SV_REPORT_MILESTONE);

	report.milestone = cli->args[1];
	report.text = sv_cli_option(cli, "title");
	report.due = sv_cli_day(cli, "due", SV_DAY_NONE);
	report.reached = sv_cli_day(cli, "reached", SV_DAY_NONE);
	return run_report_of(cli, &report,
			     sv_arena_printf(cli->arena, "milestone '%s' of '%s' is %s",
					     cli->args[1], cli->args[0],
					     report.due != SV_DAY_NONE ? "set" : "reached"),
			     err);
}

static int run_slip(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_project_report report = report_of(cli, SV_REPORT_SLIP);

	report.milestone = cli->args[1];
	report.word = sv_cli_option(cli, "reason");
	report.text = sv_cli_option(cli, "text");
	report.to = sv_cli_day(cli, "to", SV_DAY_NONE);
	return run_report_of(
	    cli, &report,
	    sv_arena_printf(cli->arena, "milestone '%s' of '%s' slips", cli->args[1], cli->args[0]),
	    err);
}

static int run_report(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_project_report report = report_of(cli, SV_REPORT_PROGRESS);

	report.text = sv_cli_option(cli, "text");
	return run_report_of(
	    cli, &report, sv_arena_printf(cli->arena, "progress of '%s' is reported", cli->args[0]),
	    err);
}

static int run_close(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_project_report report = report_of(cli, SV_REPORT_CLOSE);

	report.word = sv_cli_option(cli, "reason");
	report.text = sv_cli_option(cli, "text");
	report.agreed = sv_cli_option(cli, "agreed");
	return run_report_of(cli, &report,
			     sv_arena_printf(cli->arena,
					     "the members of '%s' close it; it stays on the list "
					     "until a vote on 'project_list' takes it off",
					     cli->args[0]),
			     err);
}

static int run_clarify(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_project_report report = report_of(cli, SV_REPORT_CLARIFY);

	report.text = sv_cli_option(cli, "text");
	return run_report_of(
	    cli, &report,
	    sv_arena_printf(cli->arena, "the proposal '%s' is clarified", cli->args[0]), err);
}

static int run_effort(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_project_report report = report_of(cli, SV_REPORT_EFFORT);

	report.word = cli->args[1];
	report.agreed = sv_cli_option(cli, "agreed");
	return run_report_of(cli, &report,
			     sv_arena_printf(cli->arena, "the effort of '%s' is shared as %s",
					     cli->args[0], cli->args[1]),
			     err);
}

#define END                                              \
	{                                                \
		NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL \
	}
#define STATE                                                                                 \
	{                                                                                     \
		"state", 0, "STATE", SV_VALUE_TEXT, NULL, "which state; default that of --as" \
	}
#define AGREED                                                        \
	{                                                             \
		"agreed", 0, "STATES", SV_VALUE_TEXT, NULL,           \
		    "the members that agreed, by commas: all of them" \
	}
#define TEXT                                                                             \
	{                                                                                \
		"text", 0, "TEXT", SV_VALUE_TEXT, NULL, "what there is to say, in words" \
	}

static const char *const member_roles[] = {"member", "coordinator", NULL};
static const struct sv_option join_options[] = {
    STATE,
    AGREED,
    {"role", 0, "ROLE", SV_VALUE_CHOICE, member_roles, "member (default) or coordinator"},
    END};
static const struct sv_option part_options[] = {STATE, AGREED, END};
static const struct sv_option milestone_options[] = {
    {"due", 0, "DATE", SV_VALUE_DATE, NULL, "the baseline of a new milestone"},
    {"title", 0, "TEXT", SV_VALUE_TEXT, NULL, "what it is, for a new one"},
    {"reached", 0, "DATE", SV_VALUE_DATE, NULL, "the day it was reached"},
    END};
static const struct sv_option slip_options[] = {
    {"to", 0, "DATE", SV_VALUE_DATE, NULL, "the day it is expected from now on"},
    {"reason", 0, "CODE", SV_VALUE_TEXT, NULL, "why: financing, requirements, technology, ..."},
    TEXT,
    END};
static const struct sv_option report_options[] = {TEXT, END};
static const struct sv_option close_options[] = {
    AGREED,
    {"reason", 0, "CODE", SV_VALUE_TEXT, NULL, "reached, not_attainable or merged"},
    TEXT,
    END};

static const struct sv_example propose_examples[] = {
    {"servanda project propose nightowl packs/pesco/examples/proposal.json",
     "a proposal, with its milestones and financing"},
    {"servanda project propose owl2 packs/pesco/examples/proposal.json --as delegate:FRA",
     "by France"},
    {NULL, NULL}};
static const struct sv_example clarify_examples[] = {
    {"servanda project propose owl3 packs/pesco/examples/proposal.json && servanda project clarify "
     "owl3 --text 'no overlap with a running project; two more states are interested'",
     "what the workshop found"},
    {"servanda overlap find --help", "what exists already for a proposal"},
    {NULL, NULL}};
static const struct sv_example effort_examples[] = {
    {"servanda project effort euroartillery SVK=60,ITA=40 --agreed SVK,ITA --on 2018-12-01",
     "as its members agreed"},
    {"servanda project portfolio --help", "where the shares count"},
    {NULL, NULL}};
static const struct sv_example join_examples[] = {
    {"servanda project join euroartillery --state IRL --agreed SVK,ITA --on 2019-01-01",
     "Ireland joins, as all members agreed"},
    {"servanda project join essor --help", "what joining takes"},
    {NULL, NULL}};
static const struct sv_example observe_examples[] = {
    {"servanda project observe euroartillery --state LUX --agreed SVK,ITA --on 2018-12-01",
     "Luxembourg looks on, with a view to joining"},
    {"servanda project observe essor --help", "what observing takes"},
    {NULL, NULL}};
static const struct sv_example leave_examples[] = {
    {"servanda project leave crrt --state POL", "Poland leaves the cyber teams today"},
    {"servanda project leave mm --state IRL --on 2026-01-01", "with effect from a day"},
    {NULL, NULL}};
static const struct sv_example phase_examples[] = {
    {"servanda project phase mm execution", "Military Mobility is being executed"},
    {"servanda project phase crf incubation", "one that has begun to plan"},
    {NULL, NULL}};
static const struct sv_example milestone_examples[] = {
    {"servanda project milestone mm corridors --due 2027-06-30 --title 'Corridors open'",
     "a new milestone and its baseline"},
    {"servanda project milestone mm customs --due 2026-01-31 && servanda project milestone mm "
     "customs --reached 2026-02-15",
     "one that was reached"},
    {NULL, NULL}};
static const struct sv_example slip_examples[] = {
    {"servanda project milestone mm m1 --due 2027-01-31 && servanda project slip mm m1 --to "
     "2027-09-30 --reason financing",
     "later by eight months, and why"},
    {"servanda project milestone mm m2 --due 2027-01-31 && servanda project slip mm m2 --to "
     "2028-01-31 --reason technology --text 'tests failed'",
     "with a note"},
    {NULL, NULL}};
static const struct sv_example report_examples[] = {
    {"servanda project report mm --text 'customs forms agreed'", "a sign of life"},
    {"servanda project report crf --text 'two ranges joined' --on 2026-03-01", "as of a day"},
    {NULL, NULL}};
static const struct sv_example close_examples[] = {
    {"servanda project close euroartillery --reason not_attainable --agreed SVK,ITA --on "
     "2018-12-01",
     "its members give it up"},
    {"servanda project close mm --help", "what closing takes"},
    {NULL, NULL}};

#define COMMAND(symbol, words, says, form, what, opts, least, most, shows, runs) \
	const struct sv_command sv_cmd_project_##symbol = {                      \
	    .name = "project " words,                                            \
	    .summary = says,                                                     \
	    .synopsis = form,                                                    \
	    .purpose = what,                                                     \
	    .options = opts,                                                     \
	    .args_min = least,                                                   \
	    .args_max = most,                                                    \
	    .store = SV_STORE_WRITE,                                             \
	    .has_json = true,                                                    \
	    .examples = shows,                                                   \
	    .run = runs,                                                         \
	}

COMMAND(propose, "propose", "propose a new project", "PROJECT FILE",
	"Records a proposal: aim, capability area, commitments served, milestones, financing, "
	"coordinators and members, as a JSON file (docs/formats/project.md). It comes on the list "
	"when a vote on 'project_list' names it and is adopted.",
	NULL, 2, 2, propose_examples, run_propose);
COMMAND(
    clarify, "clarify", "record what clarification found on a proposal", "--text TEXT PROJECT",
    "Between the proposal and the vote on the list the secretariat clarifies what is proposed: "
    "overlaps and synergies, maturity, who else is interested. 'overlap find' shows what exists "
    "already.",
    report_options, 1, 1, clarify_examples, run_clarify);
COMMAND(effort, "effort", "record how the members share the effort of a project",
	"--agreed S,.. PROJECT STATE=PERCENT,..",
	"Shares in percent that add up to 100, as all members agreed; who is not named carries "
	"nothing. The portfolio counts them; without them it counts equal parts.",
	part_options + 1, 2, 2, effort_examples, run_effort);
COMMAND(
    join, "join", "a state joins a project", "[--state S] --agreed S,.. [--role ROLE] PROJECT",
    "The members of a project decide by unanimity on who joins later: name all that agreed. The "
    "register shows the role from --on, today by default.",
    join_options, 1, 1, join_examples, run_join);
COMMAND(observe, "observe", "a state becomes an observer of a project",
	"[--state S] --agreed S,.. PROJECT",
	"An observer learns about a project with a view to joining; it has no vote and no "
	"obligation. The members decide by unanimity on admitting it.",
	part_options, 1, 1, observe_examples, run_observe);
COMMAND(leave, "leave", "a state leaves a project", "[--state S] [--agreed S,..] PROJECT",
	"Ends the role of a state from --on, today by default. The only coordinator cannot leave.",
	part_options, 1, 1, leave_examples, run_leave);
COMMAND(phase, "phase", "a project enters a phase", "PROJECT PHASE",
	"Phases are ideation, incubation, execution and closing.", NULL, 2, 2, phase_examples,
	run_phase);
COMMAND(milestone, "milestone", "set a milestone of a project, or say that it was reached",
	"[--due DATE [--title TEXT]] [--reached DATE] PROJECT MILESTONE",
	"The first due day of a milestone is its baseline and stays. What comes later is a slip.",
	milestone_options, 2, 2, milestone_examples, run_milestone);
COMMAND(slip, "slip", "a milestone is expected later, with the reason",
	"--to DATE --reason CODE [--text TEXT] PROJECT MILESTONE",
	"The baseline is kept, and the slip is counted from it. A reason is compulsory: financing, "
	"requirements, technology, procurement, partners, staff, legal, security or other.",
	slip_options, 2, 2, slip_examples, run_slip);
COMMAND(report, "report", "report on the progress of a project", "--text TEXT PROJECT",
	"A report is a sign of life: without one, a milestone or a slip for twelve months, the "
	"portfolio shows the project as stalled.",
	report_options, 1, 1, report_examples, run_report);
COMMAND(close, "close", "the members of a project declare its end",
	"--reason CODE --agreed S,.. [--text TEXT] PROJECT",
	"Its aims are reached, are not attainable, or it was merged into another. It stays on the "
	"list until a vote on 'project_list' that names it takes it off.",
	close_options, 1, 1, close_examples, run_close);

/* SPDX-License-Identifier: EUPL-1.2 */
/* The steps that a plan takes in the record, one command each. */
#include <stdlib.h>
#include <string.h>

#include "app/plan_life.h"
#include "base/date.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/plan.h"

/* What its author keeps: the document, its leaf in the log, and when. */
static void print_receipt(struct sv_cli *cli, const char *state, int year, const char *status,
			  const struct sv_receipt *receipt)
{
	char leaf[SV_HASH_HEX_MAX], instant[SV_INSTANT_TEXT_MAX];

	sv_hash_hex(&receipt->leaf_hash, leaf);
	sv_instant_text(receipt->recorded_ms, instant);
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "state", state);
		sv_json_key_int(&json, "year", year);
		sv_json_key_text(&json, "status", status);
		sv_json_key_int(&json, "document", receipt->doc);
		sv_json_key_text(&json, "leaf_hash", leaf);
		sv_json_key_text(&json, "recorded", instant);
		sv_json_end_object(&json);
		sv_buf_char(&cli->out.buf, '\n');
		return;
	}
	sv_out_printf(&cli->out, "the plan of %s for %d is %s\n", state, year, status);
	sv_out_printf(&cli->out, "receipt: document %lld, recorded %s\n         leaf %s\n",
		      (long long)receipt->doc, instant, leaf);
}

static int run_draft(struct sv_cli *cli, struct sv_error *err)
{
	static const struct sv_plan_wanted anything = {.state = ""};
	struct sv_plan_report report;
	struct sv_receipt receipt;
	struct sv_plan_file file;
	int r = sv_app_plan_file(cli->arena, cli->args[0], &file, err);

	if (r == 0)
		r = sv_app_plan_draft(&cli->app, &cli->actor, cli->arena, &cli->moment, &file,
				      &anything, &report, &receipt, err);
	if (r < 0)
		return r;
	print_receipt(cli, report.plan->state, report.plan->year,
		      report.checked.may_be_submitted ? "checked" : "draft", &receipt);
	if (!sv_cli_json(cli) && !report.checked.may_be_submitted)
		sv_out_printf(&cli->out,
			      "%zu errors and %zu warnings: 'servanda plan check %s' shows them\n",
			      report.checked.blockers + report.checked.errors,
			      report.checked.warnings, cli->args[0]);
	return report.checked.may_be_submitted ? 0 : 1;
}

/* The state and year that a command names, and what it was told about them. */
static int read_step(struct sv_cli *cli, enum sv_plan_move move, struct sv_plan_step_taken *ret,
		     struct sv_error *err)
{
	const struct sv_register *reg;
	int state, r = sv_cli_register(cli, &reg, err);

	if (r == 0)
		r = sv_cli_state(reg, cli->args[0], &state, err);
	if (r < 0)
		return r;
	*ret = (struct sv_plan_step_taken){.move = move,
					   .state = reg->states[state].code,
					   .year = atoi(cli->args[1]),
					   .text = "",
					   .cell = "",
					   .until = SV_DAY_NONE,
					   .on = cli->moment.on};
	return 0;
}

static int take(struct sv_cli *cli, const struct sv_plan_step_taken *step, struct sv_error *err)
{
	enum sv_plan_stage status;
	struct sv_receipt receipt;
	int r = sv_app_plan_step(&cli->app, &cli->actor, cli->arena, step, &status, &receipt, err);

	if (r == 0)
		print_receipt(cli, step->state, step->year, sv_plan_stage_name(status), &receipt);
	return r;
}

static int run_plain(struct sv_cli *cli, enum sv_plan_move move, struct sv_error *err)
{
	struct sv_plan_step_taken step;
	int r = read_step(cli, move, &step, err);

	return r < 0 ? r : take(cli, &step, err);
}

/* A step that has to say why. */
static int run_with_reason(struct sv_cli *cli, enum sv_plan_move move, struct sv_error *err)
{
	const char *reason = sv_cli_option(cli, "reason");
	struct sv_plan_step_taken step;
	int r;

	if (!reason || !*reason)
		return sv_fail(err, SV_EUSAGE, "say why, with --reason TEXT");
	r = read_step(cli, move, &step, err);
	if (r < 0)
		return r;
	step.text = reason;
	if (move == SV_PLAN_DO_EXTEND &&
	    (!sv_cli_option(cli, "until") ||
	     !sv_day_parse(sv_str_from(sv_cli_option(cli, "until")), &step.until)))
		return sv_fail(err, SV_EUSAGE, "say until when, with --until DATE");
	return take(cli, &step, err);
}

static int run_approve(struct sv_cli *cli, struct sv_error *err)
{
	return run_plain(cli, SV_PLAN_DO_APPROVE, err);
}

static int run_sign(struct sv_cli *cli, struct sv_error *err)
{
	return run_plain(cli, SV_PLAN_DO_SIGN, err);
}

static int run_submit(struct sv_cli *cli, struct sv_error *err)
{
	return run_plain(cli, SV_PLAN_DO_SUBMIT, err);
}

static int run_accept(struct sv_cli *cli, struct sv_error *err)
{
	return run_plain(cli, SV_PLAN_DO_ACCEPT, err);
}

static int run_return(struct sv_cli *cli, struct sv_error *err)
{
	return run_with_reason(cli, SV_PLAN_DO_RETURN, err);
}

static int run_extend(struct sv_cli *cli, struct sv_error *err)
{
	return run_with_reason(cli, SV_PLAN_DO_EXTEND, err);
}

static int run_reopen(struct sv_cli *cli, struct sv_error *err)
{
	return run_with_reason(cli, SV_PLAN_DO_REOPEN, err);
}

static int run_comment(struct sv_cli *cli, struct sv_error *err)
{
	const char *cell = sv_cli_option(cli, "cell");
	struct sv_plan_step_taken step;
	int r = read_step(cli, SV_PLAN_DO_COMMENT, &step, err);

	if (r < 0)
		return r;
	step.text = cli->args[2];
	step.cell = cell ? cell : "";
	return take(cli, &step, err);
}

#define NO_OPTION                                        \
	{                                                \
		NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL \
	}

static const struct sv_option reason_options[] = {
    {"reason", 0, "TEXT", SV_VALUE_TEXT, NULL, "why; recorded with the step"},
    NO_OPTION,
};
static const struct sv_option extend_options[] = {
    {"until", 0, "DATE", SV_VALUE_DATE, NULL, "the new last day"},
    {"reason", 0, "TEXT", SV_VALUE_TEXT, NULL, "why; recorded with the step"},
    NO_OPTION,
};
static const struct sv_option comment_options[] = {
    {"cell", 0, "POINTER", SV_VALUE_TEXT, NULL, "the value it is about: /finance/rt/2026"},
    NO_OPTION,
};

#define STEP(id, words, line, syn, what, opts, least, most, function, ex)                       \
	static const struct sv_example id##_examples[] = {                                      \
	    {ex, line}, {"servanda plan history FRA 2027", "every step so far"}, {NULL, NULL}}; \
	const struct sv_command sv_cmd_plan_##id = {                                            \
	    .name = words,                                                                      \
	    .summary = line,                                                                    \
	    .synopsis = syn,                                                                    \
	    .purpose = what,                                                                    \
	    .options = opts,                                                                    \
	    .args_min = least,                                                                  \
	    .args_max = most,                                                                   \
	    .store = SV_STORE_WRITE,                                                            \
	    .has_json = true,                                                                   \
	    .examples = id##_examples,                                                          \
	    .run = function,                                                                    \
	}

static const struct sv_example draft_examples[] = {
    {"servanda --as national-author:FRA:durand plan draft exercise/FRA-2027.exercise.json",
     "record it as it stands"},
    {"servanda plan history FRA 2027", "the drafts so far, and every other step"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_plan_draft = {
    .name = "plan draft",
    .summary = "record a plan as a draft, with the result of its check",
    .synopsis = "FILE",
    .purpose =
	"Reads and checks a plan, a workbook or JSON, and records it. A draft in which nothing "
	"stands in the way is 'checked' and can be approved by a second person; any other can "
	"be drafted again as often as needed. A draft takes the place of the one before, "
	"and of its approval.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .exit_negative = "the draft was recorded and cannot be approved yet",
    .examples = draft_examples,
    .run = run_draft,
};

STEP(approve, "plan approve", "approve a plan that somebody else drafted", "S Y",
     "The one who drafted a plan cannot approve it. A later draft takes the approval back.", NULL,
     2, 2, run_approve, "servanda --as national-approver:FRA:martin plan approve FRA 2027");
STEP(sign, "plan sign", "sign a plan that was approved", "S Y",
     "The second signature: of the one who speaks for the state, never of the one who drafted the "
     "plan. What is signed is the draft as it stands; a later one takes the signature back. With "
     "--key the step carries an Ed25519 signature over it. Where keys of the state are enrolled "
     "('servanda key list') a signature without one is refused, and so is one with a key that is "
     "not the signatory's.",
     NULL, 2, 2, run_sign, "servanda --as national-approver:FRA:martin plan sign FRA 2027");
STEP(submit, "plan submit", "submit a plan that was approved and signed, for a receipt", "S Y",
     "Checks the plan once more against the record as it stands, records that it is submitted, and "
     "writes a receipt: the document, its leaf in the log and the time. With --key the step "
     "carries its author's signature.",
     NULL, 2, 2, run_submit, "servanda --as national-approver:FRA:martin plan submit FRA 2027");
STEP(return, "plan return", "return a submitted plan for revision", "--reason TEXT S Y",
	   "The desk drafts it again, and the way begins anew.", reason_options, 2, 2, run_return,
	   "servanda --as assessor::berg plan return FRA 2027 --reason 'the statement is missing'");
STEP(accept, "plan accept", "accept a submitted plan", "S Y",
     "From then on the review uses the plan: its figures stand as evidence of class 'plan' before "
     "other sources, with both shown where they disagree, and its answers rate what is declared in "
     "plans. All of it is recorded together or not at all.",
     NULL, 2, 2, run_accept, "servanda --as assessor::berg plan accept FRA 2027");
STEP(extend, "plan extend", "grant a plan a later deadline", "--until DATE --reason TEXT S Y",
     "What was due, when it came, and the extension granted are kept apart.", extend_options, 2, 2,
     run_extend,
     "servanda --as assessor::berg plan extend IRL 2027 --until 2027-03-31 --reason election");
STEP(reopen, "plan reopen", "reopen an accepted plan, which takes two people", "--reason TEXT S Y",
     "The first asks, the second reopens; until then nothing changes. What was accepted stands "
     "until "
     "another plan is.",
     reason_options, 2, 2, run_reopen,
     "servanda --as second-reader::lind plan reopen FRA 2027 --reason 'R&T was revised'");
STEP(comment, "plan comment", "ask or say something about a plan or a value of it",
     "[--cell POINTER] S Y TEXT",
     "Comments and questions stay with the plan; 'plan history' shows them in order.",
     comment_options, 3, 3, run_comment,
     "servanda --as assessor::berg plan comment FRA 2027 'does this count R&D twice?' "
     "--cell /finance/rd/2026");

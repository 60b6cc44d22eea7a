/* SPDX-License-Identifier: EUPL-1.2 */
/* judgement give, confirm, return, answer, list: the word that a rule leaves to people. */
#include <stdlib.h>
#include <string.h>

#include "app/judgement.h"
#include "base/date.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "report/data_plan.h"

static void print_receipt(struct sv_cli *cli, const struct sv_judgement_wish *wish,
			  const char *stage, const struct sv_receipt *receipt)
{
	char leaf[SV_HASH_HEX_MAX], instant[SV_INSTANT_TEXT_MAX];

	sv_hash_hex(&receipt->leaf_hash, leaf);
	sv_instant_text(receipt->recorded_ms, instant);
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "state", wish->state);
		sv_json_key_int(&json, "year", wish->year);
		sv_json_key_text(&json, "commitment", wish->item);
		sv_json_key_text(&json, "status", stage);
		sv_json_key_int(&json, "document", receipt->doc);
		sv_json_key_text(&json, "leaf_hash", leaf);
		sv_json_key_text(&json, "recorded", instant);
		sv_json_end_object(&json);
		sv_buf_char(&cli->out.buf, '\n');
		return;
	}
	sv_out_printf(&cli->out, "the judgement of %s on commitment %s for %d is %s\n", wish->state,
		      wish->item, wish->year, stage);
	sv_out_printf(&cli->out, "receipt: document %lld, recorded %s\n         leaf %s\n",
		      (long long)receipt->doc, instant, leaf);
}

static int take(struct sv_cli *cli, struct sv_judgement_wish *wish, struct sv_error *err)
{
	enum sv_judgement_stage stage;
	struct sv_receipt receipt;
	int r;

	wish->state = cli->args[0];
	wish->year = atoi(cli->args[1]);
	wish->item = cli->args[2];
	wish->on = cli->moment.on;
	r = sv_app_judgement(&cli->app, &cli->actor, cli->arena, wish, &stage, &receipt, err);
	if (r == 0)
		print_receipt(cli, wish, sv_judgement_stage_name(stage), &receipt);
	return r;
}

static int run_give(struct sv_cli *cli, struct sv_error *err)
{
	const char *rationale = sv_cli_option(cli, "rationale");
	const char *evidence = sv_cli_option(cli, "evidence");
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_GIVE,
					 .rating = cli->args[3],
					 .rationale = rationale,
					 .evidence = evidence ? evidence : "",
					 .is_public = sv_cli_option(cli, "public") != NULL};

	if (!rationale)
		return sv_fail(err, SV_EUSAGE, "say why, with --rationale TEXT");
	return take(cli, &wish, err);
}

static int run_confirm(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_CONFIRM};

	return take(cli, &wish, err);
}

static int run_return(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_RETURN,
					 .text = sv_cli_option(cli, "reason")};

	if (!wish.text)
		return sv_fail(err, SV_EUSAGE, "say why, with --reason TEXT");
	return take(cli, &wish, err);
}

static int run_answer(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_judgement_wish wish = {.move = SV_JUDGEMENT_DO_ANSWER, .text = cli->args[3]};

	return take(cli, &wish, err);
}

/* The rationale, and what was said to it. */
static const char *words_of(struct sv_arena *arena, const struct sv_judgement_life *life)
{
	const struct sv_judgement_given *last = life->last;

	if (*life->note)
		return sv_arena_printf(arena, "%s Returned: %s", last->rationale, life->note);
	if (*last->answer)
		return sv_arena_printf(arena, "%s %s answers: %s", last->rationale, life->state,
				       last->answer);
	return last->rationale;
}

static void list_text(struct sv_cli *cli, const struct sv_judgement_row *rows, size_t count)
{
	static const struct sv_text_column columns[] = {
	    {.title = "state"},   {.title = "year"},
	    {.title = "no."},     {.title = "status"},
	    {.title = "rating"},  {.title = "by"},
	    {.title = "read by"}, {.title = "what", .wraps = true}};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	size_t waiting = 0;

	for (size_t i = 0; i < count; i++) {
		const struct sv_judgement_life *life = rows[i].life;

		waiting += life->stage == SV_JUDGEMENT_GIVEN;
		sv_text_table_add(&table, *life->state ? life->state : "all");
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%d", life->year));
		sv_text_table_add(&table, life->item);
		sv_text_table_add(&table, sv_judgement_stage_name(life->stage));
		sv_text_table_add(&table, sv_rating_title(life->last->rating));
		sv_text_table_add(&table, life->last->author);
		sv_text_table_add(&table, life->last->second);
		sv_text_table_add(&table, words_of(cli->arena, life));
	}
	sv_out_printf(&cli->out, "%zu judgements, %zu of them for a second reader\n", count,
		      waiting);
	if (count) {
		sv_out_text(&cli->out, "\n");
		sv_text_table_print(&table, &cli->out);
	}
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	const char *year = sv_cli_option(cli, "year"), *state = sv_cli_option(cli, "state"),
		   *item = sv_cli_option(cli, "commitment");
	const struct sv_judgement_filter filter = {year ? atoi(year) : 0, state ? state : "",
						   item ? item : ""};
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct sv_judgement_row *rows;
	size_t count;
	int r = sv_app_judgement_desk(&cli->app, &cli->actor, cli->arena, &cli->moment, &filter,
				      &rows, &count, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_judgements_json(rows, count, &json);
	else
		list_text(cli, rows, count);
	return 0;
}

#define NO_OPTION                                        \
	{                                                \
		NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL \
	}

static const struct sv_option give_options[] = {
    {"rationale", 0, "TEXT", SV_VALUE_TEXT, NULL, "why; stands with the rating wherever it shows"},
    {"evidence", 0, "DOCS", SV_VALUE_TEXT, NULL, "documents of the record, as in 4,12"},
    {"public", 0, NULL, SV_VALUE_TEXT, NULL,
     "it may stand in a public rendition of the report; default: restricted"},
    NO_OPTION,
};
static const struct sv_option return_options[] = {
    {"reason", 0, "TEXT", SV_VALUE_TEXT, NULL, "why; recorded with the step"},
    NO_OPTION,
};
static const struct sv_option list_options[] = {
    {"year", 'y', "Y", SV_VALUE_YEAR, NULL, "only of this rated year"},
    {"state", 's', "S", SV_VALUE_TEXT, NULL,
     "only of this state, or 'all' for the members together"},
    {"commitment", 'c', "N", SV_VALUE_TEXT, NULL, "only on this commitment"},
    NO_OPTION,
};

static const struct sv_example give_examples[] = {
    {"servanda --as assessor::berg judgement give FRA 2025 14 on_track --rationale 'proposes "
     "common funding in 2025' --evidence 4",
     "what the assessor finds, for a second reader"},
    {"servanda judgement list --year 2025", "what was given so far, and who has read it"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_judgement_give = {
    .name = "judgement give",
    .summary = "judge a commitment that no rule can decide",
    .synopsis = "--rationale TEXT [--evidence DOCS] [--public] S Y N RATING",
    .purpose =
	"Only where the rule leaves the word to people: what figures decide is not judged. S is a "
	"state, or 'all' for the members together; Y the year that is rated; RATING is met, "
	"on_track, no_progress, regressed, not_met or not_applicable.\n\n"
	"A judgement rates nothing until a second reader confirms it. Given again, it takes the "
	"place of the one before at its confirmation.",
    .options = give_options,
    .args_min = 4,
    .args_max = 4,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = give_examples,
    .run = run_give,
};

static const struct sv_example confirm_examples[] = {
    {"servanda --as second-reader::lind judgement confirm FRA 2025 14",
     "from now on the review shows it"},
    {"servanda explain FRA 14 --year 2025", "the rating, with its rationale and both names"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_judgement_confirm = {
    .name = "judgement confirm",
    .summary = "confirm a judgement that somebody else gave",
    .synopsis = "S Y N",
    .purpose = "The second reader's step: never taken by the one who gave the judgement. From "
	       "then on the review, the report and the portal rate by it; with --known before it "
	       "they do not.",
    .args_min = 3,
    .args_max = 3,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = confirm_examples,
    .run = run_confirm,
};

static const struct sv_example return_examples[] = {
    {"servanda --as assessor::berg judgement give FRA 2025 10 met --rationale 'shares two ranges'",
     "what the second reader has before them"},
    {"servanda --as second-reader::lind judgement return FRA 2025 10 --reason 'which ranges?'",
     "it has to be given again"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_judgement_return = {
    .name = "judgement return",
    .summary = "return a judgement to its assessor",
    .synopsis = "--reason TEXT S Y N",
    .purpose = "The second reader does not agree and says why. What was confirmed before goes on "
	       "rating.",
    .options = return_options,
    .args_min = 3,
    .args_max = 3,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = return_examples,
    .run = run_return,
};

static const struct sv_example answer_examples[] = {
    {"servanda --as national-approver:FRA:martin judgement answer FRA 2025 14 'the proposal is in "
     "the file' --on 2026-05-01",
     "it stands beside the judgement"},
    {"servanda judgement list --state FRA --year 2025", "the judgements and the answers"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_judgement_answer = {
    .name = "judgement answer",
    .summary = "answer a judgement of one's own state, within the consultation",
    .synopsis = "S Y N TEXT",
    .purpose = "The answer changes no rating; it stands beside the judgement wherever that shows, "
	       "and a later one takes its place. The pack says when the consultation of a cycle "
	       "ends (plan/steps).",
    .args_min = 4,
    .args_max = 4,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = answer_examples,
    .run = run_answer,
};

static const struct sv_example list_examples[] = {
    {"servanda judgement list --year 2025", "all judgements on one year"},
    {"servanda judgement list --state FRA --json", "of one state, for a program"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_judgement_list = {
    .name = "judgement list",
    .summary = "list judgements, who gave and read them, and what states answer",
    .synopsis = "[--year Y] [--state S] [--commitment N]",
    .purpose = "In the order in which they began, each as it was given last. With --json also the "
	       "one that rates, where it is not the last.",
    .options = list_options,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = list_examples,
    .run = run_list,
};

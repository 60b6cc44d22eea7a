/* SPDX-License-Identifier: EUPL-1.2 */
/* Votes that are opened, cast, tallied and looked at. */
#include <string.h>

#include "app/ballot.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "cli/vote.h"

void sv_cli_recorded(struct sv_cli *cli, const struct sv_receipt *receipt, const char *what)
{
	char leaf[SV_HASH_HEX_MAX];

	sv_hash_hex(&receipt->leaf_hash, leaf);
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_json_begin_object(&json);
		sv_json_key_int(&json, "document", receipt->doc);
		sv_json_key_text(&json, "leaf_hash", leaf);
		sv_json_key_text(&json, "recorded", what);
		sv_json_end_object(&json);
		sv_buf_char(&cli->out.buf, '\n');
		return;
	}
	sv_out_printf(&cli->out, "%s: document %lld\n", what, (long long)receipt->doc);
}

/* A day given with an option, else another. */
int32_t sv_cli_day(const struct sv_cli *cli, const char *option, int32_t otherwise)
{
	const char *text = sv_cli_option(cli, option);
	int32_t day;

	return text && sv_day_parse(sv_str_from(text), &day) ? day : otherwise;
}

static int run_open(struct sv_cli *cli, struct sv_error *err)
{
	const char *title = sv_cli_option(cli, "title");
	const struct sv_ballot_draft draft = {
	    .id = cli->args[0],
	    .named = {.act = sv_cli_option(cli, "act"),
		      .concerning = sv_cli_option(cli, "concerning"),
		      .project = sv_cli_option(cli, "project"),
		      .alternative = sv_cli_option(cli, "alternative") != NULL},
	    .title = title ? title : "",
	    .on = cli->moment.on,
	    .closes = sv_cli_day(cli, "closes", cli->moment.on),
	};
	struct sv_receipt receipt;
	int r;

	if (!draft.named.act)
		return sv_fail(err, SV_EUSAGE,
			       "say which act is voted on: '--act admission', for "
			       "example");
	r = sv_app_vote_open(&cli->app, cli->arena, &cli->actor, &draft, &receipt, err);
	if (r == 0)
		sv_cli_recorded(cli, &receipt,
				sv_arena_printf(cli->arena, "the vote '%s' is open", draft.id));
	return r;
}

static int run_cast(struct sv_cli *cli, struct sv_error *err)
{
	const char *state = sv_cli_option(cli, "state"), *proxy = sv_cli_option(cli, "proxy-of");
	struct sv_receipt receipt;
	enum sv_vote vote;
	int r;

	if (!state && cli->actor.state[0])
		state = cli->actor.state;
	if (!state)
		return sv_fail(err, SV_EUSAGE,
			       "say whose vote it is: '--as delegate:FRA' or "
			       "'--state FRA'");
	if (!sv_vote_parse(cli->args[1], &vote))
		return sv_fail(err, SV_EUSAGE, "'%s' is no vote; say for, against or abstain",
			       cli->args[1]);
	r = sv_app_vote_cast(&cli->app, cli->arena, &cli->actor, cli->args[0],
			     proxy ? proxy : state, proxy ? state : NULL, vote, cli->moment.on,
			     &receipt, err);
	if (r == 0)
		sv_cli_recorded(cli, &receipt,
				sv_arena_printf(cli->arena, "%s votes '%s' on '%s'%s%s",
						proxy ? proxy : state, cli->args[1], cli->args[0],
						proxy ? ", represented by " : "",
						proxy ? state : ""));
	return r;
}

static int run_tally(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	char day[SV_DATE_TEXT_MAX];
	struct sv_tally tally;
	int r = sv_app_vote_tally(&cli->app, cli->arena, &cli->actor, cli->args[0], cli->moment.on,
				  sv_cli_day(cli, "effect", cli->moment.on), &tally, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		sv_json_begin_object(&json);
		sv_json_key_text(&json, "vote", cli->args[0]);
		sv_json_key_bool(&json, "adopted", tally.count.adopted);
		sv_json_key_day(&json, "effective", tally.effective);
		sv_json_key_bool(&json, "quorum", tally.count.quorum);
		sv_json_key_text(&json, "why", tally.count.why);
		sv_json_key_int(&json, "document", tally.receipt.doc);
		sv_json_end_object(&json);
		sv_buf_char(&cli->out.buf, '\n');
	} else {
		sv_out_wrapped(
		    &cli->out, 0, 0,
		    sv_arena_printf(cli->arena, "'%s' is %sadopted%s%s: %s", cli->args[0],
				    tally.count.adopted ? "" : "not ",
				    tally.count.adopted ? ", with effect from " : "",
				    tally.count.adopted ? sv_day_text(tally.effective, day) : "",
				    tally.count.why));
	}
	return tally.count.adopted ? 0 : 1;
}

static const char *state_of(const struct sv_ballot *ballot, int32_t on)
{
	if (ballot->tallied)
		return ballot->adopted ? "adopted" : "not adopted";
	return on > ballot->closes ? "to be tallied" : "open";
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	static const struct sv_text_column columns[] = {
	    {.title = "day"},   {.title = "vote"},
	    {.title = "act"},   {.title = "title", .wraps = true},
	    {.title = "state"},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct sv_ballot *ballots;
	char day[SV_DATE_TEXT_MAX];
	size_t count;
	int r = sv_app_votes(&cli->app, cli->arena, &cli->moment, &ballots, &count, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		sv_ballots_json(ballots, count, &json);
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		sv_text_table_add(&table,
				  sv_arena_cstr(cli->arena, sv_day_text(ballots[i].opened, day)));
		sv_text_table_add(&table, ballots[i].id);
		sv_text_table_add(&table, ballots[i].act);
		sv_text_table_add(&table, ballots[i].title);
		sv_text_table_add(&table, state_of(&ballots[i], cli->moment.on));
	}
	sv_out_printf(&cli->out, "%zu vote%s in the record\n", count, count == 1 ? "" : "s");
	if (count) {
		sv_out_text(&cli->out, "\n");
		sv_text_table_print(&table, &cli->out);
	}
	return 0;
}

static void show_text(struct sv_cli *cli, const struct sv_ballot *ballot,
		      const struct sv_tally *tally)
{
	static const struct sv_text_column columns[] = {
	    {.title = "document", .right = true},
	    {.title = "on"},
	    {.title = "state"},
	    {.title = "vote"},
	    {.title = "", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	struct sv_out *out = &cli->out;
	char day[SV_DATE_TEXT_MAX];

	sv_out_styled(out, SV_STYLE_STRONG, ballot->title);
	sv_out_printf(out, " ('%s'), %s\n", ballot->id, state_of(ballot, cli->moment.on));
	sv_out_field(out, "article", tally->rule->item->basis);
	sv_out_field(out, "majority", sv_majority_text(cli->arena, &tally->rule->majority));
	sv_out_field(out, ballot->tallied ? "result" : "so far", tally->count.why);
	if (ballot->cast_count)
		sv_out_text(out, "\n");
	for (size_t i = 0; i < ballot->cast_count; i++) {
		const struct sv_cast *cast = &ballot->casts[i];

		sv_text_table_add(&table,
				  sv_arena_printf(cli->arena, "%lld", (long long)cast->doc));
		sv_text_table_add(&table, sv_arena_cstr(cli->arena, sv_day_text(cast->on, day)));
		sv_text_table_add(&table, cast->state);
		sv_text_table_add(&table, sv_vote_name(cast->vote));
		sv_text_table_add(&table,
				  sv_arena_printf(cli->arena, "%s%s%s",
						  cast->by[0] ? "represented by " : "", cast->by,
						  cast->counts ? "" : " (changed later)"));
	}
	if (ballot->cast_count)
		sv_text_table_print(&table, out);
}

static int run_show(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct sv_ballot *ballot;
	struct sv_tally tally;
	int r =
	    sv_app_vote(&cli->app, cli->arena, &cli->moment, cli->args[0], &ballot, &tally, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_ballot_json(cli->arena, ballot, tally.rule, &tally.count, &json);
	else
		show_text(cli, ballot, &tally);
	return 0;
}

static const struct sv_option open_options[] = {
    {"act", 0, "ACT", SV_VALUE_TEXT, NULL, "what is voted on, as 'vote rule' names it"},
    {"title", 0, "TEXT", SV_VALUE_TEXT, NULL, "what it is called in the register"},
    {"closes", 0, "DATE", SV_VALUE_DATE, NULL, "the last day of voting; default its day"},
    SV_ACT_OPTIONS,
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_option cast_options[] = {
    {"state", 0, "STATE", SV_VALUE_TEXT, NULL, "whose vote it is; default that of --as"},
    {"proxy-of", 0, "STATE", SV_VALUE_TEXT, NULL, "cast it for this state, which is represented"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_option tally_options[] = {
    {"effect", 0, "DATE", SV_VALUE_DATE, NULL, "the day of effect; default that of the tally"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example open_examples[] = {
    {"servanda vote open malta-2026 --act admission --concerning MLT",
     "a vote of today, closed today"},
    {"servanda vote open malta-2027 --act admission --concerning MLT --closes 2027-06-30",
     "one that stays open for longer"},
    {NULL, NULL},
};

static const struct sv_example cast_examples[] = {
    {"servanda vote open v1 --act assessment && servanda vote cast v1 for --as delegate:FRA",
     "France votes in favour"},
    {"servanda vote open v2 --act assessment && servanda vote cast v2 for --as delegate:FRA "
     "--proxy-of LUX",
     "France votes for Luxembourg, which it represents"},
    {NULL, NULL},
};

static const struct sv_example tally_examples[] = {
    {"servanda vote open v3 --act assessment --closes 2027-01-01 && servanda vote show v3",
     "a vote before its tally, which comes on its last day or when all have voted"},
    {"servanda vote list", "what was and what is to be tallied"},
    {NULL, NULL},
};

static const struct sv_example list_examples[] = {
    {"servanda vote list", "all votes of the record"},
    {"servanda vote list --json", "the same for a program"},
    {NULL, NULL},
};

static const struct sv_example show_examples[] = {
    {"servanda vote open v4 --act assessment && servanda vote show v4", "a vote and who voted how"},
    {"servanda vote open v5 --act assessment && servanda vote show v5 --json",
     "the same for a program"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_vote_open = {
    .name = "vote open",
    .summary = "open a vote on an act",
    .synopsis = "--act ACT [--concerning S] [--project P] [--closes DATE] [--title TEXT] VOTE",
    .purpose = "Records that a vote is open, under a name of your choice. Its day (--on, default "
	       "today) fixes who votes and by which populations.\n\n"
	       "A vote on a list of projects names a project that was proposed, or one whose "
	       "members have closed it.",
    .options = open_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = open_examples,
    .run = run_open,
};

const struct sv_command sv_cmd_vote_cast = {
    .name = "vote cast",
    .summary = "cast or change a vote",
    .synopsis = "[--state S] [--proxy-of S] VOTE for|against|abstain",
    .purpose = "Records the vote of a state. It can be changed until the vote is tallied or its "
	       "last day is over; every version stays in the record and the last one counts.\n\n"
	       "A voter may represent no more others than the procedure allows: one in the PESCO "
	       "pack.",
    .options = cast_options,
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = cast_examples,
    .run = run_cast,
};

const struct sv_command sv_cmd_vote_tally = {
    .name = "vote tally",
    .summary = "count a vote; when it is adopted, the register changes",
    .synopsis = "[--effect DATE] VOTE",
    .purpose = "Counts the votes cast, on the last day of the vote or when all have voted, and "
	       "closes it. What is adopted changes the register by itself from its day of effect: "
	       "a member, the list of projects, a third state. Without a quorum nothing is "
	       "adopted.",
    .options = tally_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .exit_negative = "the act is not adopted",
    .examples = tally_examples,
    .run = run_tally,
};

const struct sv_command sv_cmd_vote_list = {
    .name = "vote list",
    .summary = "list the votes of the record",
    .synopsis = "",
    .purpose = "Shows every vote with its day and how it stands on a day.",
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = list_examples,
    .run = run_list,
};

const struct sv_command sv_cmd_vote_show = {
    .name = "vote show",
    .summary = "show one vote, who voted how, and what it came to",
    .synopsis = "VOTE",
    .purpose = "Shows the rule, every vote in the order of the record with the document that holds "
	       "it, and the result, or how it would come out now.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = show_examples,
    .run = run_show,
};

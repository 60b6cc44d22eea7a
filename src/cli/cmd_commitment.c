/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/review.h"
#include "cli/show.h"
#include "cli/table.h"

/* The set in force comes with the assessment of the year before --on. */
static int read_set(struct sv_cli *cli, struct sv_review *ret, struct sv_error *err)
{
	int year = sv_day_year(cli->moment.on) - 1, r;
	struct sv_assessment *assessment;

	r = sv_app_review(&cli->app, cli->arena, &cli->moment, &cli->reading, year, year,
			  &assessment, err);
	if (r < 0)
		return r;
	*ret = (struct sv_review){.assessment = assessment,
				  .arena = cli->arena,
				  .member = -1,
				  .commitment = sv_cli_arg(cli, 0)};
	return 0;
}

static void list_text(const struct sv_review *review, struct sv_cli *cli)
{
	static const struct sv_text_column columns[] = {
	    {.title = "no."},   {.title = "commitment", .wraps = true}, {.title = "kind"},
	    {.title = "binds"}, {.title = "public evidence"},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char on[32];

	if (!review->assessment->item_count) {
		sv_out_printf(&cli->out, "No commitments are in force on %s.\n",
			      sv_day_prose(review->assessment->on, on));
		return;
	}
	sv_out_printf(&cli->out, "Set %s, in force on %s\n\n", review->assessment->set,
		      sv_day_prose(review->assessment->on, on));
	for (size_t i = 0; i < review->assessment->item_count; i++) {
		const struct sv_item *item = &review->assessment->items[i];
		bool together = strcmp(item->scope, "collective") == 0;

		sv_text_table_add(&table, item->number);
		sv_text_table_add(&table, item->title);
		sv_text_table_add(&table, item->kind);
		sv_text_table_add(&table, together                             ? "all together"
					  : strcmp(item->scope, "member") == 0 ? "each member"
									       : item->scope);
		sv_text_table_add(&table, item->measurable ? "yes" : "no");
	}
	sv_text_table_print(&table, &cli->out);
	sv_out_text(&cli->out, "\n");
	sv_review_measurable(review, &cli->out);
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct sv_review review;
	int r;

	r = read_set(cli, &review, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_commitments_json(&review, &json);
	else if (sv_cli_csv(cli))
		sv_commitments_csv(&review, &cli->out.buf);
	else
		list_text(&review, cli);
	return 0;
}

static void show_line(struct sv_out *out, const char *label, const char *text)
{
	if (!text[0])
		return;
	sv_out_printf(out, "  %-8s ", label);
	sv_out_wrapped(out, 11, 11, text);
}

static void show_item(struct sv_cli *cli, const struct sv_item *item)
{
	struct sv_out *out = &cli->out;

	sv_out_styled(out, SV_STYLE_STRONG,
		      sv_arena_printf(cli->arena, "Commitment %s, %s", item->number, item->title));
	sv_out_text(out, "\n");
	show_line(out, "text", item->text);
	show_line(out, "basis", item->basis);
	show_line(out, "group", item->group);
	show_line(out, "kind", item->kind);
	show_line(out, "binds", item->scope);
	show_line(out, "judges", item->judges);
	show_line(out, "in force", sv_interval_text(cli->arena, item->from, item->to));
	sv_out_text(out, "\n");
	sv_out_rule(out, 4, item->rule_text);
	if (item->rule_ref.text)
		sv_out_ref(out, 2, &item->rule_ref);
}

static int run_show(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct sv_review review;
	bool any = false;
	int r;

	r = read_set(cli, &review, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < review.assessment->item_count; i++) {
		if (!sv_review_has_item(&review, (int)i))
			continue;
		if (!sv_cli_json(cli)) {
			if (any)
				sv_out_text(&cli->out, "\n");
			show_item(cli, &review.assessment->items[i]);
		}
		any = true;
	}
	if (!any)
		return sv_fail(
		    err, SV_ENOTFOUND,
		    "commitment '%s' is not in force; 'servanda commitment list' shows all",
		    cli->args[0]);
	if (sv_cli_json(cli))
		sv_commitments_json(&review, &json);
	return 0;
}

static const struct sv_example list_examples[] = {
    {"servanda commitment list --on 2020-04-17", "the set in force on that day"},
    {"servanda commitment list --json", "with texts, bases and rules, for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_commitment_list = {
    .name = "commitment list",
    .summary = "list the commitments in force on a day",
    .synopsis = "",
    .purpose = "Lists the set of commitments in force on the day of --on: what each is about, "
	       "whether it binds each member or all together, and whether public evidence can "
	       "decide it.",
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = list_examples,
    .run = run_list,
};

static const struct sv_example show_examples[] = {
    {"servanda commitment show 2", "the promise to raise investment"},
    {"servanda commitment show 12 --json", "12.1 to 12.6, for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_commitment_show = {
    .name = "commitment show",
    .summary = "show one commitment with its text, basis and rule",
    .synopsis = "N",
    .purpose = "Shows what was promised, in our own words, on which legal basis, and the rule that "
	       "decides, as recorded.\n\n"
	       "N is the number of a commitment; 12 stands for 12.1 to 12.6.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = show_examples,
    .run = run_show,
};

/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/vote.h"

#define INDEX_DIGITS 6
#define SETS_SHOWN 12

struct power {
	struct sv_act_rule rule;
	struct sv_vote_power indices;
	struct sv_vote_blocks blocks;
};

static struct sv_decimal share(int64_t part, int64_t whole, int32_t digits)
{
	return sv_rational_round(SV_RATIONAL(part, whole ? whole : 1), digits);
}

static void json_voter(struct sv_json *json, const struct power *power, size_t voter)
{
	const struct sv_vote_power *indices = &power->indices;
	char exact[64];

	sv_json_begin_object(json);
	sv_json_key_text(json, "state", sv_vote_code(&power->rule, voter));
	sv_json_weight(json, "population", &power->rule, power->rule.weights[voter]);
	sv_json_key_int(json, "swings", (int64_t)indices->swings[voter]);
	sv_json_key(json, "banzhaf");
	sv_json_decimal(json, share((int64_t)indices->swings[voter], (int64_t)indices->swings_all,
				    INDEX_DIGITS));
	sv_json_key(json, "shapley_shubik");
	sv_json_decimal(json, share(indices->shapley[voter], indices->shapley_whole, INDEX_DIGITS));
	snprintf(exact, sizeof(exact), "%lld/%lld", (long long)indices->shapley[voter],
		 (long long)indices->shapley_whole);
	sv_json_key_text(json, "shapley_shubik_exact", exact);
	sv_json_end_object(json);
}

static void json_set(struct sv_json *json, const struct power *power, uint64_t set)
{
	sv_json_begin_array(json);
	for (size_t i = 0; i < power->rule.voter_count; i++)
		if (set >> i & 1)
			sv_json_text(json, sv_vote_code(&power->rule, i));
	sv_json_end_array(json);
}

static void print_json(struct sv_cli *cli, const struct power *power)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_act_rule *rule = &power->rule;

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "act", rule->question.act);
	sv_json_act_keys(cli->arena, &json, rule);
	sv_json_key_int(&json, "members_needed", (int64_t)rule->game.voters_needed);
	sv_json_weight(&json, "population_needed", rule, rule->game.weight_needed);
	sv_json_blocking_key(&json, rule);
	sv_json_needs_keys(&json, rule);
	sv_json_key_int(&json, "coalitions", (int64_t)((uint64_t)1 << rule->voter_count));
	sv_json_key_int(&json, "winning", (int64_t)power->indices.winning);
	sv_json_key_int(&json, "swings", (int64_t)power->indices.swings_all);
	sv_json_key(&json, "power");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < rule->voter_count; i++)
		json_voter(&json, power, i);
	sv_json_end_array(&json);
	sv_json_key(&json, "smallest_blocking");
	sv_json_begin_object(&json);
	sv_json_key_int(&json, "size", (int64_t)power->blocks.size);
	sv_json_key_int(&json, "count", (int64_t)power->blocks.count);
	sv_json_key(&json, "sets");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < power->blocks.set_count; i++)
		json_set(&json, power, power->blocks.sets[i]);
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static const char *percent(struct sv_cli *cli, int64_t part, int64_t whole)
{
	char text[SV_DECIMAL_TEXT_MAX];
	struct sv_decimal value = share(part, whole, 4);

	value.scale -= 2;
	return sv_arena_cstr(cli->arena, sv_decimal_text(value, text));
}

static void print_table(struct sv_cli *cli, const struct power *power)
{
	static const struct sv_text_column columns[] = {
	    {.title = "state"},
	    {.title = "name", .wraps = true},
	    {.title = "population", .right = true},
	    {.title = "swings", .right = true},
	    {.title = "Banzhaf %", .right = true},
	    {.title = "Shapley-Shubik %", .right = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	const struct sv_vote_power *indices = &power->indices;

	for (size_t i = 0; i < power->rule.voter_count; i++) {
		char weight[SV_DECIMAL_TEXT_MAX];

		sv_decimal_text(sv_act_weight(&power->rule, power->rule.weights[i]), weight);
		sv_text_table_add(&table, sv_vote_code(&power->rule, i));
		sv_text_table_add(&table, power->rule.reg->states[power->rule.voters[i]].name);
		sv_text_table_add(
		    &table, power->rule.population_year ? sv_arena_cstr(cli->arena, weight) : "-");
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%llu",
							  (unsigned long long)indices->swings[i]));
		sv_text_table_add(&table, percent(cli, (int64_t)indices->swings[i],
						  (int64_t)indices->swings_all));
		sv_text_table_add(&table,
				  percent(cli, indices->shapley[i], indices->shapley_whole));
	}
	sv_text_table_print(&table, &cli->out);
}

static void print_blocks(struct sv_cli *cli, const struct power *power)
{
	const struct sv_vote_blocks *blocks = &power->blocks;
	const char *list = "";

	for (size_t i = 0; i < SV_MIN(blocks->set_count, (size_t)SETS_SHOWN); i++) {
		list = sv_arena_printf(cli->arena, "%s%s", list, i ? ", " : "");
		for (size_t k = 0, first = 1; k < power->rule.voter_count; k++)
			if (blocks->sets[i] >> k & 1) {
				list = sv_arena_printf(cli->arena, "%s%s%s", list, first ? "" : "+",
						       sv_vote_code(&power->rule, k));
				first = 0;
			}
	}
	sv_out_wrapped(
	    &cli->out, 0, 0,
	    sv_arena_printf(cli->arena, "%llu sets of %zu can block, and no smaller one: %s%s",
			    (unsigned long long)blocks->count, blocks->size, list,
			    blocks->count > SETS_SHOWN ? ", ... (all with --json)" : ""));
}

static void print_text(struct sv_cli *cli, const struct power *power)
{
	struct sv_out *out = &cli->out;
	char on[32];

	sv_out_styled(out, SV_STYLE_STRONG, power->rule.item->title);
	sv_out_printf(out, ", on %s\n", sv_day_prose(power->rule.question.on, on));
	sv_out_wrapped(out, 0, 0,
		       sv_arena_printf(cli->arena, "%s; %s; %llu of %llu coalitions win",
				       sv_majority_text(cli->arena, &power->rule.majority),
				       power->rule.item->basis,
				       (unsigned long long)power->indices.winning,
				       (unsigned long long)1 << power->rule.voter_count));
	sv_out_text(out, "\n");
	print_table(cli, power);
	sv_out_text(out, "\n");
	print_blocks(cli, power);
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct power *power = SV_NEW(cli->arena, struct power);
	int r = sv_cli_act_rule(cli, sv_cli_option(cli, "act"), &power->rule, err);

	if (r < 0)
		return r;
	if (!power->rule.is_vote)
		return sv_fail(err, SV_EREFUSED, "nobody votes on '%s' (%s)",
			       power->rule.question.act, power->rule.item->basis);
	sv_vote_power(&power->rule.game, &power->indices);
	sv_vote_smallest_blocks(cli->arena, &power->rule.game, &power->blocks);
	if (sv_cli_json(cli))
		print_json(cli, power);
	else
		print_text(cli, power);
	return 0;
}

static const struct sv_option options[] = {
    {"act", 0, "ACT", SV_VALUE_TEXT, NULL, "what is decided, as 'vote rule' names it"},
    SV_ACT_OPTIONS,
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda vote power --act admission", "power of each member today"},
    {"servanda vote power --act suspension --concerning FRA --on 2025-06-01 --json",
     "when France is the state concerned"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_vote_power = {
    .name = "vote power",
    .summary = "how much power a rule gives to each voter, exactly",
    .synopsis = "--act ACT [--concerning S] [--project P] [--alternative]",
    .purpose =
	"Counts all coalitions, with the clause on blocking minorities. A swing is a coalition "
	"that wins with a voter and loses without. Banzhaf's index is a voter's part in all "
	"swings; Shapley and Shubik's the part of all orders in which the voters may come that "
	"this one turns.\n\n"
	"Lists the smallest sets of voters that can block.",
    .options = options,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = examples,
    .run = run,
};

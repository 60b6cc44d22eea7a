/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/equipment.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "report/data.h"
#include "report/overlap.h"

struct types {
	struct sv_cli *cli;
	struct sv_types_answer answer;
};

static const char *effective_text(struct sv_cli *cli, const struct sv_type_count *count)
{
	char text[SV_DECIMAL_TEXT_MAX];

	if (!count->effective.num)
		return "-";
	return sv_arena_cstr(cli->arena,
			     sv_decimal_text(sv_rational_round(count->effective, 1), text));
}

static const char *codes(struct types *t, const int *states, size_t count)
{
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		list = sv_arena_printf(t->cli->arena, "%s%s%s", list, i ? " " : "",
				       t->answer.reg->states[states[i]].code);
	return list;
}

static const char *units_text(struct sv_arena *arena, const struct sv_type *type)
{
	if (type->unknown_counts && !type->units)
		return "?";
	return sv_arena_printf(arena, "%lld%s", (long long)type->units,
			       type->unknown_counts ? "+" : "");
}

static void print_types(struct types *t, const struct sv_type_count *count)
{
	static const struct sv_text_column columns[] = {
	    {.title = "type"},
	    {.title = "units", .right = true},
	    {.title = "share", .right = true},
	    {.title = "states", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(t->cli->arena, columns);
	struct sv_arena *arena = t->cli->arena;

	for (size_t i = 0; i < count->type_count; i++) {
		const struct sv_type *type = &count->types[i];
		bool unknown = type->unknown_counts && !type->units;

		sv_text_table_add(&table, type->name);
		sv_text_table_add(&table, units_text(arena, type));
		sv_text_table_add(&table, unknown || !count->units
					      ? ""
					      : sv_arena_printf(arena, "%.1f %%",
								100.0 * (double)type->units /
								    (double)count->units));
		sv_text_table_add(&table, codes(t, type->states, type->state_count));
	}
	sv_text_table_print(&table, &t->cli->out);
}

/* The same states under every way of counting: no figure stands without the rule that gives it. */
static void print_rules(struct types *t)
{
	static const struct sv_text_column columns[] = {
	    {.title = "rule"},
	    {.title = "types", .right = true},
	    {.title = "effective", .right = true},
	    {.title = "against", .right = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(t->cli->arena, columns);
	struct sv_cli *cli = t->cli;

	for (int i = 0; i < SV_TYPE_RULES; i++) {
		struct sv_types_answer other;

		sv_types_by_rule(cli->arena, &t->answer, i, &other);
		sv_text_table_add(&table, sv_type_rule_text(cli->arena, &other.question.rule));
		sv_text_table_add(&table,
				  sv_arena_printf(cli->arena, "%zu", other.count.type_count));
		sv_text_table_add(&table, effective_text(cli, &other.count));
		sv_text_table_add(&table, other.against_text
					      ? sv_arena_printf(cli->arena, "%zu",
								other.against_result.type_count)
					      : "");
	}
	sv_out_text(&cli->out, "\nBy each rule\n");
	sv_text_table_print(&table, &cli->out);
}

/* Who could join whom: what each state has alone, and what most others share. */
static void print_joins(struct types *t)
{
	static const struct sv_text_column columns[] = {
	    {.title = "state"},  {.title = "alone with"},        {.title = "units", .right = true},
	    {.title = "shared"}, {.title = "by", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(t->cli->arena, columns);
	struct sv_arena *arena = t->cli->arena;
	struct sv_type_joins joins;

	sv_types_joins(arena, &t->answer.count, &joins);
	if (!joins.count)
		return;
	sv_out_text(&t->cli->out, "\n");
	sv_out_wrapped(&t->cli->out, 0, 0,
		       "Who could join whom: what a state has alone, and the type that most share; "
		       "* a type that it has already, shared by half as many or more. Whether it "
		       "fits is not said.");
	for (size_t i = 0; i < joins.count; i++) {
		const struct sv_type_join *join = &joins.items[i];

		sv_text_table_add(&table, t->answer.reg->states[join->state].code);
		sv_text_table_add(&table, join->alone->name);
		sv_text_table_add(&table, units_text(arena, join->alone));
		sv_text_table_add(&table, sv_arena_printf(arena, "%s%s", join->join->name,
							  join->has_it ? "*" : ""));
		sv_text_table_add(&table, codes(t, join->join->states, join->join->state_count));
	}
	sv_text_table_print(&table, &t->cli->out);
}

static void print_claims(struct types *t)
{
	bool first = true;

	for (size_t i = 0; i < t->answer.claims.count; i++) {
		const struct sv_claim *claim = &t->answer.claims.items[i];
		struct sv_arena *arena = t->cli->arena;
		const char *figure;

		if (!sv_types_claim_fits(&t->answer, claim))
			continue;
		figure = claim->high[0] ? sv_arena_printf(arena, "%s-%s", claim->low, claim->high)
					: claim->low;
		if (claim->against[0])
			figure = sv_arena_printf(arena, "%s against %s", figure, claim->against);
		if (first)
			sv_out_text(&t->cli->out, "\nSaid in public\n");
		first = false;
		sv_out_text(&t->cli->out, "  ");
		sv_out_wrapped(&t->cli->out, 2, 4,
			       sv_arena_printf(arena, "%s %s: %s (%s; %s)%s%s", figure, claim->unit,
					       claim->about, claim->method, claim->origin.source,
					       claim->note[0] ? "; " : "", claim->note));
	}
}

static void print_what_if(struct types *t)
{
	struct sv_out *out = &t->cli->out;

	sv_out_text(out, "\n");
	sv_out_wrapped(
	    out, 0, 0,
	    sv_arena_printf(t->cli->arena,
			    "If %s replace what they have by '%s': %zu type%s instead of "
			    "%zu, effective %s instead of %s. %s What it saves is not "
			    "computed here; what others estimate are ranges.",
			    codes(t, t->answer.question.adopters, t->answer.question.adopter_count),
			    t->answer.question.adopted, t->answer.after.type_count,
			    t->answer.after.type_count == 1 ? "" : "s", t->answer.count.type_count,
			    effective_text(t->cli, &t->answer.after),
			    effective_text(t->cli, &t->answer.count),
			    sv_types_adoption(t->cli->arena, &t->answer)));
	sv_out_text(out, "\n");
	print_types(t, &t->answer.after);
}

static void print_text(struct types *t)
{
	struct sv_out *out = &t->cli->out;
	struct sv_arena *arena = t->cli->arena;

	sv_out_wrapped(out, 0, 0,
		       sv_arena_printf(
			   arena, "%s, %d, %s: %zu type%s, effective %s, %lld units; counted by %s",
			   t->answer.category, t->answer.question.year, t->answer.states_text,
			   t->answer.count.type_count, t->answer.count.type_count == 1 ? "" : "s",
			   effective_text(t->cli, &t->answer.count),
			   (long long)t->answer.count.units,
			   sv_type_rule_text(arena, &t->answer.question.rule)));
	if (t->answer.against_text)
		sv_out_wrapped(
		    out, 0, 0,
		    sv_arena_printf(arena, "%s by the same rule: %zu type%s, effective %s",
				    t->answer.against_text, t->answer.against_result.type_count,
				    t->answer.against_result.type_count == 1 ? "" : "s",
				    effective_text(t->cli, &t->answer.against_result)));
	sv_out_text(out, "\n");
	print_types(t, &t->answer.count);
	if (t->answer.count.unknown_counts || t->answer.count.unspecified ||
	    t->answer.count.without_generation)
		sv_out_printf(out,
			      "\nrows without a count: %zu; without a type: %zu; without a "
			      "generation: %zu\n",
			      t->answer.count.unknown_counts, t->answer.count.unspecified,
			      t->answer.count.without_generation);
	print_rules(t);
	print_joins(t);
	if (t->answer.what_if)
		print_what_if(t);
	if (t->answer.commitment_count) {
		sv_out_text(out, "\n");
		sv_out_wrapped(
		    out, 0, 0,
		    sv_speaks_to(arena, t->answer.commitments, t->answer.commitment_count));
	}
	print_claims(t);
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const struct sv_types_asked asked = {
	    .category = sv_cli_option(cli, "category"),
	    .year = sv_cli_option(cli, "year"),
	    .rule = sv_cli_option(cli, "rule"),
	    .states = sv_cli_option(cli, "states"),
	    .against = sv_cli_option(cli, "against"),
	    .adopt = sv_cli_option(cli, "adopt"),
	    .by = sv_cli_option(cli, "by"),
	};
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct types types = {.cli = cli};
	int r = sv_app_types(&cli->app, cli->arena, &cli->moment, &cli->reading, &asked,
			     &types.answer, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		sv_types_json(cli->arena, &types.answer, &json);
	else if (sv_cli_csv(cli))
		sv_types_csv(&types.answer, &cli->out.buf);
	else
		print_text(&types);
	return 0;
}

static const struct sv_option options[] = {
    {"category", 0, "C", SV_VALUE_TEXT, NULL,
     "main_battle_tank, frigate ...; several, separated by commas, are counted together"},
    {"year", 0, "Y", SV_VALUE_YEAR, NULL, "the year; default the latest there is"},
    {"rule", 0, "R", SV_VALUE_TEXT, NULL,
     "designation, family or family-generation; with it per-state, without-storage; default "
     "family"},
    {"states", 0, "STATES", SV_VALUE_TEXT, NULL,
     "codes, EU (at the end of the year) or members (on --on); default EU"},
    {"against", 0, "STATES", SV_VALUE_TEXT, NULL, "count these by the same rule beside them"},
    {"adopt", 0, "TYPE", SV_VALUE_TEXT, NULL,
     "what if: the type as the rule names it, or the project, that replaces what the states of "
     "--by have"},
    {"by", 0, "STATES", SV_VALUE_TEXT, NULL, "the states that adopt it, of those counted"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda overlap types --category main_battle_tank --against USA",
     "how many types of tank the Union has, and by which rule"},
    {"servanda overlap types --category main_battle_tank,light_tank --against USA",
     "tanks of every weight counted together, by family: 17 against 1"},
    {"servanda overlap types --category main_battle_tank --adopt 'Leopard 2' --by POL,CZE,SVK",
     "what is left when three states take one tank"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_overlap_types = {
    .name = "overlap types",
    .summary = "count types of equipment under a stated rule",
    .synopsis = "--category C [--year Y] [--rule R] [--states STATES] [--against STATES]",
    .purpose =
	"Counts the types of a category, and beside them the effective number of types: the "
	"square of all units, divided by the sum of the squares of each type's. It moves little "
	"for a few old vehicles; ten equal types are 10.\n\n"
	"A number of types depends on what makes one, so the rule is printed with every figure and "
	"the other rules stand below. What is said in public is shown with its source.\n\n"
	"The pack holds an excerpt of 2014. 'servanda import' adds a table of one's own.",
    .options = options,
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = examples,
    .run = run,
};

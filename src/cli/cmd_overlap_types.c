/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "app/equipment.h"
#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/show.h"
#include "cli/table.h"

#define CATEGORIES_MAX 16

struct types {
	struct sv_cli *cli;
	const struct sv_register *reg;
	struct sv_equipment equipment;
	struct sv_claims claims;
	const char *categories[CATEGORIES_MAX + 1];
	const char *category; /* as given */
	struct sv_type_question question;
	struct sv_type_count count;
	const char *states_text, *against_text; /* "EU", "USA,CAN"; against NULL */
	const int *against;
	size_t against_count;
	struct sv_type_count against_result;
	bool what_if;
	struct sv_type_count after;
};

/* States by code, "EU" (in the Union at the end of the year) or "members" (of the cooperation on
 * the day of --on); ascending. */
static int read_states(struct types *t, const char *text, const int **ret, size_t *ret_count,
		       struct sv_error *err)
{
	bool *in = SV_NEW_ARRAY(t->cli->arena, bool, t->reg->state_count + 1);
	int *states = SV_NEW_ARRAY(t->cli->arena, int, t->reg->state_count + 1);
	int32_t day = sv_day_from_civil(t->question.year, 12, 31);
	struct sv_str rest = sv_str_from(text), code;
	size_t count = 0;

	while (sv_str_split(&rest, ',', &code)) {
		bool eu = sv_str_is(code, "EU"), members = sv_str_is(code, "members");
		int state, r;

		for (size_t i = 0; i < t->reg->state_count; i++) {
			const struct sv_state *s = &t->reg->states[i];

			if ((eu && s->eu_from != SV_DAY_NONE && s->eu_from <= day &&
			     day < s->eu_to) ||
			    (members && sv_register_is_member(t->reg, (int)i, t->cli->moment.on)))
				in[i] = true;
		}
		if (eu || members)
			continue;
		r = sv_cli_state(t->reg, sv_arena_str(t->cli->arena, code).ptr, &state, err);
		if (r < 0)
			return r;
		in[state] = true;
	}
	for (size_t i = 0; i < t->reg->state_count; i++)
		if (in[i])
			states[count++] = (int)i;
	*ret = states;
	*ret_count = count;
	return 0;
}

/* Which categories and years there are is what a reader needs who named none of them. */
static int unknown_category(struct types *t, const char *name, struct sv_error *err)
{
	struct sv_suggestion meant = SV_SUGGESTION_INIT(name);
	const char *list = "", *last = "";

	for (size_t i = 0; i < t->equipment.count; i++) {
		const char *category = t->equipment.rows[i].category;

		if (strcmp(category, last) == 0)
			continue;
		last = category;
		sv_suggest(&meant, category);
		list =
		    sv_arena_printf(t->cli->arena, "%s%s%s", list, list[0] ? ", " : "", category);
	}
	if (!list[0])
		return sv_fail(
		    err, SV_ENOTFOUND,
		    "the record has no types of equipment; 'servanda import' adds a table");
	if (!name[0])
		return sv_fail(err, SV_EUSAGE, "give --category: there are %s", list);
	if (meant.best)
		return sv_fail(err, SV_ENOTFOUND, "category '%s' is not known; did you mean '%s'?",
			       name, meant.best);
	return sv_fail(err, SV_ENOTFOUND, "category '%s' is not known; there are %s", name, list);
}

/* Sets the year to the latest there is when none was given. */
static int read_categories(struct types *t, struct sv_error *err)
{
	const char *year = sv_cli_option(t->cli, "year");
	struct sv_str rest = sv_str_from(t->category), part;
	size_t count = 0;
	int latest = 0;

	while (sv_str_split(&rest, ',', &part)) {
		const char *name = sv_arena_str(t->cli->arena, part).ptr;
		bool known = false;

		if (count == CATEGORIES_MAX)
			return sv_fail(err, SV_EUSAGE, "too many categories; give at most %d",
				       CATEGORIES_MAX);
		for (size_t i = 0; i < t->equipment.count; i++) {
			if (strcmp(t->equipment.rows[i].category, name) != 0)
				continue;
			known = true;
			latest = SV_MAX(latest, t->equipment.rows[i].year);
		}
		if (!known)
			return unknown_category(t, name, err);
		t->categories[count++] = name;
	}
	t->question.categories = t->categories;
	t->question.year = year ? atoi(year) : latest;
	for (size_t i = 0; i < t->equipment.count; i++)
		for (size_t c = 0; c < count; c++)
			if (t->equipment.rows[i].year == t->question.year &&
			    strcmp(t->equipment.rows[i].category, t->categories[c]) == 0)
				return 0;
	return sv_fail(err, SV_ENOTFOUND,
		       "the record has no types of '%s' for %d; the latest year is %d", t->category,
		       t->question.year, latest);
}

static int read_adoption(struct types *t, struct sv_error *err)
{
	const char *adopt = sv_cli_option(t->cli, "adopt"), *by = sv_cli_option(t->cli, "by");
	int project;

	if (!adopt != !by)
		return sv_fail(err, SV_EUSAGE,
			       "'--adopt' and '--by' go together: the type, and the "
			       "states that take it");
	if (!adopt)
		return 0;
	project = sv_register_project(t->reg, sv_str_from(adopt));
	t->question.adopted = project < 0 ? adopt
					  : sv_arena_printf(t->cli->arena, "of project %s",
							    t->reg->projects[project].id);
	t->what_if = true;
	return read_states(t, by, &t->question.adopters, &t->question.adopter_count, err);
}

static int read_question(struct types *t, struct sv_error *err)
{
	const char *rule = sv_cli_option(t->cli, "rule"), *states = sv_cli_option(t->cli, "states");
	int r;

	t->category = sv_cli_option(t->cli, "category");
	if (!t->category)
		return unknown_category(t, "", err);
	r = sv_type_rule_parse(rule ? rule : "family", &t->question.rule, err);
	if (r == 0)
		r = read_categories(t, err);
	t->states_text = states ? states : "EU";
	t->against_text = sv_cli_option(t->cli, "against");
	if (r == 0)
		r = read_states(t, t->states_text, &t->question.states, &t->question.state_count,
				err);
	if (r == 0 && t->against_text)
		r = read_states(t, t->against_text, &t->against, &t->against_count, err);
	return r < 0 ? r : read_adoption(t, err);
}

/* The answer, beside it that of other states, and that of what if. */
static void count_types(struct types *t)
{
	struct sv_type_question plain = t->question, against = t->question;

	plain.adopted = NULL;
	sv_types_count(t->cli->arena, &t->equipment, &plain, &t->count);
	against.adopted = NULL;
	against.states = t->against;
	against.state_count = t->against_count;
	if (t->against_text)
		sv_types_count(t->cli->arena, &t->equipment, &against, &t->against_result);
	if (t->what_if)
		sv_types_count(t->cli->arena, &t->equipment, &t->question, &t->after);
}

static bool speaks_of(const struct types *t, const struct sv_claim *claim)
{
	for (size_t i = 0; t->categories[i]; i++)
		if (strcmp(claim->subject, t->categories[i]) == 0)
			return true;
	/* One number for savings would hide how far the estimates lie apart: ranges only. */
	return t->what_if && claim->high[0] && strcmp(claim->subject, "savings") == 0;
}

static void json_states(struct sv_json *json, const struct sv_register *reg, const int *states,
			size_t count)
{
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++)
		sv_json_text(json, reg->states[states[i]].code);
	sv_json_end_array(json);
}

static void json_number(struct sv_json *json, const char *key, const char *text)
{
	struct sv_decimal value;

	sv_json_key(json, key);
	if (sv_decimal_parse(sv_str_from(text), &value))
		sv_json_decimal(json, value);
	else
		sv_json_null(json);
}

static void json_claims(struct sv_json *json, const struct types *t)
{
	sv_json_key(json, "claims");
	sv_json_begin_array(json);
	for (size_t i = 0; i < t->claims.count; i++) {
		const struct sv_claim *claim = &t->claims.items[i];

		if (!speaks_of(t, claim))
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "claim", claim->id);
		sv_json_key_text(json, "about", claim->about);
		json_number(json, "low", claim->low);
		json_number(json, "high", claim->high);
		sv_json_key_text(json, "unit", claim->unit);
		json_number(json, "against", claim->against);
		sv_json_key_text(json, "method", claim->method[0] ? claim->method : NULL);
		sv_json_key_text(json, "note", claim->note[0] ? claim->note : NULL);
		sv_json_origin_keys(json, &claim->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_by_type(struct sv_json *json, const struct types *t,
			 const struct sv_type_count *count)
{
	sv_json_key(json, "by_type");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count->type_count; i++) {
		const struct sv_type *type = &count->types[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "type", type->name);
		sv_json_key_int(json, "units", type->units);
		sv_json_key(json, "share");
		if (count->units)
			sv_json_rational(json, SV_RATIONAL(type->units, count->units));
		else
			sv_json_null(json);
		sv_json_key_int(json, "unknown_counts", (int64_t)type->unknown_counts);
		sv_json_key(json, "states");
		json_states(json, t->reg, type->states, type->state_count);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_by_state(struct sv_json *json, const struct types *t,
			  const struct sv_type_count *count)
{
	sv_json_key(json, "by_state");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count->state_count; i++) {
		const struct sv_state_types *state = &count->by_state[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", t->reg->states[state->state].code);
		sv_json_key_int(json, "types", (int64_t)state->types);
		sv_json_key_int(json, "units", state->units);
		sv_json_key_int(json, "unknown_counts", (int64_t)state->unknown_counts);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

/* The figures and the lists of one count, after the keys that say whose they are. */
static void json_count(struct sv_json *json, const struct types *t,
		       const struct sv_type_count *count)
{
	sv_json_key_int(json, "types", (int64_t)count->type_count);
	sv_json_key(json, "effective_types");
	if (count->effective.num)
		sv_json_rational(json, count->effective);
	else
		sv_json_null(json);
	sv_json_key_int(json, "units", count->units);
	json_by_type(json, t, count);
	json_by_state(json, t, count);
	sv_json_key_int(json, "unknown_counts", (int64_t)count->unknown_counts);
	sv_json_key_int(json, "unspecified", (int64_t)count->unspecified);
	sv_json_key_int(json, "without_generation", (int64_t)count->without_generation);
}

static void print_json(struct types *t)
{
	struct sv_json json = SV_JSON_INIT(&t->cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "category", t->category);
	sv_json_key_int(&json, "year", t->question.year);
	sv_json_key_text(&json, "rule", sv_type_rule_text(t->cli->arena, &t->question.rule));
	sv_json_key(&json, "states");
	json_states(&json, t->reg, t->question.states, t->question.state_count);
	json_count(&json, t, &t->count);
	if (t->against_text) {
		sv_json_key(&json, "against");
		sv_json_begin_object(&json);
		sv_json_key(&json, "states");
		json_states(&json, t->reg, t->against, t->against_count);
		json_count(&json, t, &t->against_result);
		sv_json_end_object(&json);
	}
	if (t->what_if) {
		sv_json_key(&json, "what_if");
		sv_json_begin_object(&json);
		sv_json_key_text(&json, "adopted", t->question.adopted);
		sv_json_key(&json, "adopters");
		json_states(&json, t->reg, t->question.adopters, t->question.adopter_count);
		json_count(&json, t, &t->after);
		sv_json_end_object(&json);
	}
	json_claims(&json, t);
	sv_json_end_object(&json);
	sv_buf_char(&t->cli->out.buf, '\n');
}

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
				       t->reg->states[states[i]].code);
	return list;
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
		sv_text_table_add(&table,
				  unknown ? "?"
					  : sv_arena_printf(arena, "%lld%s", (long long)type->units,
							    type->unknown_counts ? "+" : ""));
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

	for (int i = 0; i < 6; i++) {
		struct types other = *t;

		other.question.rule.unit = (enum sv_type_unit)(i % 3);
		other.question.rule.per_state = i >= 3;
		count_types(&other);
		sv_text_table_add(&table, sv_type_rule_text(cli->arena, &other.question.rule));
		sv_text_table_add(&table,
				  sv_arena_printf(cli->arena, "%zu", other.count.type_count));
		sv_text_table_add(&table, effective_text(cli, &other.count));
		sv_text_table_add(&table, t->against_text
					      ? sv_arena_printf(cli->arena, "%zu",
								other.against_result.type_count)
					      : "");
	}
	sv_out_text(&cli->out, "\nBy each rule\n");
	sv_text_table_print(&table, &cli->out);
}

static void print_claims(struct types *t)
{
	bool first = true;

	for (size_t i = 0; i < t->claims.count; i++) {
		const struct sv_claim *claim = &t->claims.items[i];
		struct sv_arena *arena = t->cli->arena;
		const char *figure;

		if (!speaks_of(t, claim))
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
	sv_out_wrapped(out, 0, 0,
		       sv_arena_printf(t->cli->arena,
				       "If %s replace what they have by '%s': %zu types instead of "
				       "%zu, effective %s instead of %s. What it saves is not "
				       "computed here; what others estimate are ranges.",
				       codes(t, t->question.adopters, t->question.adopter_count),
				       t->question.adopted, t->after.type_count,
				       t->count.type_count, effective_text(t->cli, &t->after),
				       effective_text(t->cli, &t->count)));
	sv_out_text(out, "\n");
	print_types(t, &t->after);
}

static void print_text(struct types *t)
{
	struct sv_out *out = &t->cli->out;
	struct sv_arena *arena = t->cli->arena;

	sv_out_wrapped(out, 0, 0,
		       sv_arena_printf(
			   arena, "%s, %d, %s: %zu type%s, effective %s, %lld units; counted by %s",
			   t->category, t->question.year, t->states_text, t->count.type_count,
			   t->count.type_count == 1 ? "" : "s", effective_text(t->cli, &t->count),
			   (long long)t->count.units, sv_type_rule_text(arena, &t->question.rule)));
	if (t->against_text)
		sv_out_wrapped(out, 0, 0,
			       sv_arena_printf(arena,
					       "%s by the same rule: %zu type%s, effective %s",
					       t->against_text, t->against_result.type_count,
					       t->against_result.type_count == 1 ? "" : "s",
					       effective_text(t->cli, &t->against_result)));
	sv_out_text(out, "\n");
	print_types(t, &t->count);
	if (t->count.unknown_counts || t->count.unspecified || t->count.without_generation)
		sv_out_printf(out,
			      "\nrows without a count: %zu; without a type: %zu; without a "
			      "generation: %zu\n",
			      t->count.unknown_counts, t->count.unspecified,
			      t->count.without_generation);
	print_rules(t);
	if (t->what_if)
		print_what_if(t);
	print_claims(t);
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct types types = {.cli = cli};
	int r = sv_cli_register(cli, &types.reg, err);

	if (r == 0)
		r = sv_app_equipment(&cli->app, cli->arena, types.reg, &cli->moment, &cli->reading,
				     &types.equipment, &types.claims, err);
	if (r == 0)
		r = read_question(&types, err);
	if (r < 0)
		return r;
	count_types(&types);
	if (sv_cli_json(cli))
		print_json(&types);
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
     "what if: the type, or the project, that replaces what the states of --by have"},
    {"by", 0, "STATES", SV_VALUE_TEXT, NULL, "the states that adopt it"},
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
    .examples = examples,
    .run = run,
};

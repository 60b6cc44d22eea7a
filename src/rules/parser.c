/* SPDX-License-Identifier: EUPL-1.2 */
/* Items and clauses.  What may stand where is the table clause_rules below. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "rules/parser.h"

bool sv_parser_is(const struct sv_parser *parser, const char *word)
{
	return (parser->token->kind == SV_TOKEN_WORD || parser->token->kind == SV_TOKEN_SIGN) &&
	       sv_str_is(parser->token->text, word);
}

bool sv_parser_take(struct sv_parser *parser, const char *word)
{
	if (!sv_parser_is(parser, word))
		return false;
	parser->token++;
	return true;
}

bool sv_parser_expected(struct sv_parser *parser, const char *what, const char *repair)
{
	const struct sv_token *token = parser->token;

	if (token->kind == SV_TOKEN_HEAD || token->kind == SV_TOKEN_CLAUSE ||
	    token->kind == SV_TOKEN_END) {
		/* Point behind the last word of the line that ends too early. */
		struct sv_place place = parser->token[-1].place;

		place.column += (int)(parser->token[-1].end - parser->token[-1].start);
		sv_pledge_error(parser->pledge, parser->findings, "syntax", place, repair,
				"expected %s, found the end of the clause", what);
	} else {
		sv_pledge_error(parser->pledge, parser->findings, "syntax", token->place, repair,
				"expected %s, found '%.*s'", what, (int)(token->end - token->start),
				token->start);
	}
	return false;
}

bool sv_parser_expect(struct sv_parser *parser, const char *word)
{
	char what[64];

	if (sv_parser_take(parser, word))
		return true;
	snprintf(what, sizeof(what), "'%s'", word);
	return sv_parser_expected(parser, what, "see docs/formats/rules.md, section 2");
}

bool sv_parser_string(struct sv_parser *parser, const char **ret)
{
	if (parser->token->kind != SV_TOKEN_STRING)
		return sv_parser_expected(parser, "a text in quotes", "put it in \"...\"");
	*ret = sv_arena_str(parser->arena, parser->token->text).ptr;
	parser->token++;
	return true;
}

bool sv_parser_name(struct sv_parser *parser, const char *what, const char **ret)
{
	if (parser->token->kind != SV_TOKEN_WORD)
		return sv_parser_expected(parser, what, "write a name: letters, digits and '_'");
	*ret = sv_arena_str(parser->arena, parser->token->text).ptr;
	parser->token++;
	return true;
}

bool sv_parser_number(struct sv_parser *parser, struct sv_rational *ret)
{
	struct sv_decimal value;

	if (parser->token->kind != SV_TOKEN_NUMBER)
		return sv_parser_expected(parser, "a number", "write it as 20 or 0.5");
	if (!sv_decimal_parse(parser->token->text, &value)) {
		sv_pledge_error(parser->pledge, parser->findings, "number", parser->token->place,
				"use at most 18 digits", "'%.*s' is not an exact number",
				SV_STR_ARG(parser->token->text));
		return false;
	}
	parser->token++;
	*ret = sv_rational_from_decimal(value);
	return true;
}

bool sv_parser_whole(struct sv_parser *parser, const char *what, int max, int *ret)
{
	int64_t value;

	if (parser->token->kind != SV_TOKEN_NUMBER ||
	    !sv_str_to_int64(parser->token->text, &value) || value < 1 || value > max) {
		char repair[64];

		snprintf(repair, sizeof(repair), "write a whole number from 1 to %d", max);
		return sv_parser_expected(parser, what, repair);
	}
	parser->token++;
	*ret = (int)value;
	return true;
}

static bool parse_prices(struct sv_parser *parser, struct sv_unit *unit)
{
	if (sv_parser_take(parser, "constant")) {
		if (!sv_parser_whole(parser, "a year", SV_YEAR_MAX, &unit->prices))
			return false;
	} else if (!sv_parser_expect(parser, "current")) {
		return false;
	}
	return sv_parser_expect(parser, "prices");
}

bool sv_parser_unit(struct sv_parser *parser, struct sv_unit *ret)
{
	static const struct {
		const char *word, *code;
	} words[] = {{"%", "PCT"},
		     {"count", "COUNT"},
		     {"days", "DAYS"},
		     {"persons", "PERSONS"},
		     {"people", "PERSONS"}};
	struct sv_unit unit;

	for (size_t i = 0; i < SV_ARRAY_LEN(words); i++)
		if (sv_parser_take(parser, words[i].word))
			return sv_unit_parse_code(sv_str_from(words[i].code), ret);
	if (parser->token->kind != SV_TOKEN_WORD || parser->token->text.len != 3 ||
	    !sv_unit_parse_code(parser->token->text, &unit))
		return sv_parser_expected(
		    parser, "a unit", "write %, count, days, persons or a currency such as EUR");
	parser->token++;
	if (sv_parser_take(parser, "million"))
		unit.scale = 0;
	else if (sv_parser_take(parser, "billion"))
		unit.scale = 3;
	if (sv_parser_take(parser, ",") && !parse_prices(parser, &unit))
		return false;
	*ret = unit;
	return true;
}

static bool parse_date(struct sv_parser *parser, int32_t *ret)
{
	if (parser->token->kind != SV_TOKEN_DATE)
		return sv_parser_expected(parser, "a date", "write it as YYYY-MM-DD");
	*ret = SV_DAY_NONE;
	(void)sv_day_parse(parser->token->text, ret); /* the lexer has reported a bad one */
	parser->token++;
	return true;
}

/* NAME {, then NAME} */
static bool parse_names(struct sv_parser *parser, const char *what, struct sv_names *names)
{
	size_t cap = 0;

	names->place = parser->token->place;
	names->count = 0;
	do {
		if (names->count)
			sv_parser_take(parser, "then");
		names->items = sv_arena_grow(parser->arena, names->items, names->count, &cap,
					     sizeof(*names->items));
		if (!sv_parser_name(parser, what, &names->items[names->count]))
			return false;
		names->count++;
	} while (sv_parser_take(parser, ","));
	return true;
}

/* What a clause is being read into: one of these is set, after the head. */
struct target {
	unsigned kind; /* one IN_ bit */
	struct sv_group *group;
	struct sv_quantity *quantity;
	struct sv_fact_name *fact;
	struct sv_pledge_item *item;
	const struct sv_token *clause; /* its first token */
};

enum {
	IN_SET = 1,
	IN_GROUP = 2,
	IN_QUANTITY = 4,
	IN_FACT = 8,
	IN_COMMITMENT = 16,
	IN_CONDITION = 32,
	IN_CHECK = 64,
	IN_SERIES = 128,
	IN_ITEM = IN_COMMITMENT | IN_CONDITION | IN_CHECK | IN_SERIES,
	IN_RATED = IN_COMMITMENT | IN_CONDITION,
};

static bool clause_title(struct sv_parser *parser, struct target *target)
{
	(void)target;
	return sv_parser_string(parser, &parser->pledge->title);
}

static bool clause_basis(struct sv_parser *parser, struct target *target)
{
	return sv_parser_string(parser, target->kind == IN_SET     ? &parser->pledge->basis
					: target->kind == IN_GROUP ? &target->group->basis
								   : &target->item->basis);
}

static bool clause_text(struct sv_parser *parser, struct target *target)
{
	return sv_parser_string(parser, &target->item->text);
}

static bool clause_note(struct sv_parser *parser, struct target *target)
{
	return sv_parser_string(parser, &target->item->note);
}

static bool clause_group(struct sv_parser *parser, struct target *target)
{
	return sv_parser_name(parser, "a group", &target->item->group);
}

/* One of a list of words; its index, or -1 after an error. */
static int one_of(struct sv_parser *parser, const char *const *words, size_t count,
		  const char *what)
{
	for (size_t i = 0; i < count; i++)
		if (sv_parser_take(parser, words[i]))
			return (int)i;
	sv_parser_expected(parser, what, "see docs/formats/rules.md, section 2");
	return -1;
}

static bool clause_kind(struct sv_parser *parser, struct target *target)
{
	static const char *const kinds[] = {"numeric", "declared", "judged", "procedural"};
	int index =
	    one_of(parser, kinds, SV_ARRAY_LEN(kinds), "numeric, declared, judged or procedural");

	if (index >= 0)
		target->item->evidence_kind = kinds[index];
	return index >= 0;
}

static const char *const scope_names[] = {"member", "collective", "project", "union", "state"};

const char *sv_scope_name(enum sv_scope scope)
{
	return scope_names[scope];
}

static bool clause_scope(struct sv_parser *parser, struct target *target)
{
	int index = one_of(parser, scope_names, SV_ARRAY_LEN(scope_names),
			   "member, collective, project, union or state");

	if (index >= 0) {
		target->item->scope = (enum sv_scope)index;
		target->item->has_scope = true;
	}
	return index >= 0;
}

static bool clause_evidence(struct sv_parser *parser, struct target *target)
{
	return parse_names(parser, "a class of evidence", &target->item->evidence);
}

static bool clause_unit(struct sv_parser *parser, struct target *target)
{
	target->quantity->has_unit = true;
	return sv_parser_unit(parser, &target->quantity->unit);
}

static bool clause_part_of(struct sv_parser *parser, struct target *target)
{
	target->quantity->part_of_place = parser->token->place;
	return sv_parser_name(parser, "a quantity", &target->quantity->part_of);
}

static bool clause_from(struct sv_parser *parser, struct target *target)
{
	struct sv_quantity *quantity = target->quantity;
	struct sv_quantity_source source = {0};

	if (!sv_parser_name(parser, "a class of evidence", &source.class))
		return false;
	source.place = parser->token->place;
	if (!sv_parser_string(parser, &source.indicator))
		return false;
	quantity->sources = sv_arena_grow(parser->arena, quantity->sources, quantity->source_count,
					  &quantity->source_cap, sizeof(source));
	quantity->sources[quantity->source_count++] = source;
	return true;
}

/* NUMBER %, as a share. */
static bool parse_percent(struct sv_parser *parser, struct sv_rational *ret)
{
	struct sv_rational percent;

	return sv_parser_number(parser, &percent) && sv_parser_expect(parser, "%") &&
	       sv_rational_divide(percent, SV_RATIONAL(100, 1), ret);
}

static bool clause_tolerance(struct sv_parser *parser, struct target *target)
{
	target->quantity->has_tolerance = true;
	return parse_percent(parser, &target->quantity->tolerance);
}

static bool clause_absent(struct sv_parser *parser, struct target *target)
{
	target->fact->absent_is_unknown = sv_parser_take(parser, "unknown");
	return target->fact->absent_is_unknown || sv_parser_expect(parser, "no");
}

static bool clause_not_due(struct sv_parser *parser, struct target *target)
{
	if (!parse_date(parser, &target->item->due_from))
		return false;
	return parser->token->kind != SV_TOKEN_STRING ||
	       sv_parser_string(parser, &target->item->due_reason);
}

static bool clause_measure(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge_item *item = target->item;
	struct sv_measure measure = {.place = parser->token->place};

	if (item->measure_count == SV_RULE_MEASURES_MAX) {
		sv_pledge_error(parser->pledge, parser->findings, "limit", measure.place,
				"split the item", "the item has more than %d measures",
				SV_RULE_MEASURES_MAX);
		return false;
	}
	if (!sv_parser_name(parser, "the name of a measure", &measure.name))
		return false;
	measure.title = measure.name;
	if (parser->token->kind == SV_TOKEN_STRING && !sv_parser_string(parser, &measure.title))
		return false;
	if (!sv_parser_expect(parser, "="))
		return false;
	measure.expr = sv_parser_expr(parser);
	if (!measure.expr)
		return false;
	item->measures = sv_arena_grow(parser->arena, item->measures, item->measure_count,
				       &item->measure_cap, sizeof(measure));
	item->measures[item->measure_count++] = measure;
	return true;
}

static bool clause_target(struct sv_parser *parser, struct target *target)
{
	target->item->target = sv_parser_expr(parser);
	return target->item->target != NULL;
}

static bool add_clause(struct sv_parser *parser, struct target *target, enum sv_outcome outcome)
{
	struct sv_pledge_item *item = target->item;
	struct sv_clause clause = {.outcome = outcome, .text = "", .place = target->clause->place};

	clause.when = sv_parser_expr(parser);
	if (!clause.when)
		return false;
	if (parser->token->kind == SV_TOKEN_STRING && !sv_parser_string(parser, &clause.text))
		return false;
	clause.line = (struct sv_str){target->clause->start,
				      (size_t)(parser->token[-1].end - target->clause->start)};
	item->clauses = sv_arena_grow(parser->arena, item->clauses, item->clause_count,
				      &item->clause_cap, sizeof(clause));
	item->clauses[item->clause_count++] = clause;
	return true;
}

#define OUTCOME_CLAUSE(name, outcome)                                              \
	static bool clause_##name(struct sv_parser *parser, struct target *target) \
	{                                                                          \
		return add_clause(parser, target, outcome);                        \
	}
OUTCOME_CLAUSE(met, SV_OUTCOME_MET)
OUTCOME_CLAUSE(on_track, SV_OUTCOME_ON_TRACK)
OUTCOME_CLAUSE(no_progress, SV_OUTCOME_NO_PROGRESS)
OUTCOME_CLAUSE(regressed, SV_OUTCOME_REGRESSED)
OUTCOME_CLAUSE(not_met, SV_OUTCOME_NOT_MET)
OUTCOME_CLAUSE(not_applicable, SV_OUTCOME_NOT_APPLICABLE)

static bool clause_judged_by(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge_item *item = target->item;
	size_t cap = 0;

	if (!parse_names(parser, "who judges", &item->judges))
		return false;
	if (!sv_parser_take(parser, "on"))
		return true;
	if (!sv_parser_expect(parser, "scale"))
		return false;
	do {
		item->scale.items = sv_arena_grow(parser->arena, item->scale.items,
						  item->scale.count, &cap, sizeof(char *));
		if (!sv_parser_string(parser, &item->scale.items[item->scale.count]))
			return false;
		item->scale.count++;
	} while (sv_parser_take(parser, ","));
	return true;
}

static bool take_words(struct sv_parser *parser, const char *words);

static bool clause_otherwise(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge_item *item = target->item;

	item->has_otherwise = true;
	if (take_words(parser, "judged by")) {
		item->otherwise = SV_OUTCOME_JUDGED;
		return clause_judged_by(parser, target);
	}
	for (enum sv_outcome outcome = SV_OUTCOME_MET; outcome <= SV_OUTCOME_NOT_MET; outcome++) {
		if (take_words(parser, sv_outcome_text(outcome))) {
			item->otherwise = outcome;
			return true;
		}
	}
	return sv_parser_expected(parser, "a rating or 'judged by'",
				  "write met, on track, no progress, regressed or not met");
}

static bool clause_declared_in(struct sv_parser *parser, struct target *target)
{
	return sv_parser_name(parser, "where it is declared", &target->item->declared_in);
}

static bool clause_cross_check(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge_item *item = target->item;
	struct sv_cross_check check = {.place = parser->token->place};

	if (!sv_parser_name(parser, "a measure", &check.measure) ||
	    !sv_parser_expect(parser, "against") ||
	    !sv_parser_name(parser, "a measure or quantity", &check.against) ||
	    !sv_parser_expect(parser, "beyond") || !parse_percent(parser, &check.beyond))
		return false;
	item->cross_checks =
	    sv_arena_grow(parser->arena, item->cross_checks, item->cross_check_count,
			  &item->cross_check_cap, sizeof(check));
	item->cross_checks[item->cross_check_count++] = check;
	return true;
}

static bool clause_severity(struct sv_parser *parser, struct target *target)
{
	static const char *const names[] = {"information", "warning", "error", "blocker"};
	int index =
	    one_of(parser, names, SV_ARRAY_LEN(names), "information, warning, error or blocker");

	if (index >= 0)
		target->item->severity = (enum sv_severity)index;
	return index >= 0;
}

static bool clause_repair(struct sv_parser *parser, struct target *target)
{
	return sv_parser_string(parser, &target->item->repair);
}

/* Several words first, so that "not met when" is not read as "not". */
static const struct clause_rule {
	const char *words;
	unsigned where;
	bool (*parse)(struct sv_parser *parser, struct target *target);
} clause_rules[] = {
    {"does not apply when", IN_RATED | IN_CHECK, clause_not_applicable},
    {"not due before", IN_RATED, clause_not_due},
    {"not met when", IN_RATED, clause_not_met},
    {"no progress when", IN_COMMITMENT, clause_no_progress},
    {"on track when", IN_COMMITMENT, clause_on_track},
    {"met when", IN_RATED, clause_met},
    {"holds when", IN_CHECK, clause_met},
    {"regressed when", IN_COMMITMENT, clause_regressed},
    {"against when", IN_CONDITION, clause_not_met},
    {"absent means", IN_FACT, clause_absent},
    {"declared in", IN_RATED, clause_declared_in},
    {"judged by", IN_RATED, clause_judged_by},
    {"part of", IN_QUANTITY, clause_part_of},
    {"otherwise", IN_RATED, clause_otherwise},
    {"cross-check", IN_COMMITMENT | IN_SERIES, clause_cross_check},
    {"title", IN_SET, clause_title},
    {"basis", IN_SET | IN_GROUP | IN_ITEM, clause_basis},
    {"text", IN_ITEM, clause_text},
    {"note", IN_ITEM, clause_note},
    {"group", IN_COMMITMENT, clause_group},
    {"kind", IN_RATED, clause_kind},
    {"scope", IN_RATED, clause_scope},
    {"evidence", IN_ITEM, clause_evidence},
    {"unit", IN_QUANTITY, clause_unit},
    {"from", IN_QUANTITY, clause_from},
    {"tolerance", IN_QUANTITY, clause_tolerance},
    {"measure", IN_ITEM, clause_measure},
    {"target", IN_RATED, clause_target},
    {"severity", IN_CHECK, clause_severity},
    {"repair", IN_CHECK, clause_repair},
};

/* Take all of "not met when", or nothing. */
static bool take_words(struct sv_parser *parser, const char *words)
{
	const struct sv_token *start = parser->token;
	struct sv_str rest = sv_str_from(words), word;

	while (sv_str_split(&rest, ' ', &word)) {
		if (parser->token->kind != SV_TOKEN_WORD ||
		    !sv_str_equal(parser->token->text, word)) {
			parser->token = start;
			return false;
		}
		parser->token++;
	}
	return true;
}

static const char *kind_name(unsigned kind)
{
	static const char *const names[] = {"set",        "group",     "quantity", "fact",
					    "commitment", "condition", "check",    "series"};
	int bit = 0;

	while (!(kind >> bit & 1))
		bit++;
	return names[bit];
}

/* "title, basis": what may stand in an item of this kind. */
static const char *allowed_clauses(struct sv_parser *parser, unsigned kind)
{
	const char *list = "";

	for (size_t i = 0; i < SV_ARRAY_LEN(clause_rules); i++)
		if (clause_rules[i].where & kind)
			list = sv_arena_printf(parser->arena, "%s%s'%s'", list, *list ? ", " : "",
					       clause_rules[i].words);
	return sv_arena_printf(parser->arena, "here may stand %s", list);
}

static void parse_clause(struct sv_parser *parser, struct target *target)
{
	target->clause = parser->token;
	for (size_t i = 0; i < SV_ARRAY_LEN(clause_rules); i++) {
		const struct clause_rule *rule = &clause_rules[i];

		if (!take_words(parser, rule->words))
			continue;
		if (!(rule->where & target->kind)) {
			sv_pledge_error(
			    parser->pledge, parser->findings, "clause", target->clause->place,
			    allowed_clauses(parser, target->kind), "'%s' does not belong to a %s",
			    rule->words, kind_name(target->kind));
			return;
		}
		if (rule->parse(parser, target) && parser->token->kind != SV_TOKEN_CLAUSE &&
		    parser->token->kind != SV_TOKEN_HEAD && parser->token->kind != SV_TOKEN_END)
			sv_parser_expected(parser, "the end of the clause",
					   "put each clause on a line of its own");
		return;
	}
	sv_pledge_error(parser->pledge, parser->findings, "clause", target->clause->place,
			allowed_clauses(parser, target->kind), "there is no clause '%.*s'",
			(int)(target->clause->end - target->clause->start), target->clause->start);
}

static bool parse_force(struct sv_parser *parser, int32_t *from, int32_t *to)
{
	if (!sv_parser_take(parser, "in"))
		return true;
	if (!sv_parser_expect(parser, "force") || !sv_parser_expect(parser, "from") ||
	    !parse_date(parser, from))
		return false;
	return !sv_parser_take(parser, "to") || parse_date(parser, to);
}

static bool limit_items(struct sv_parser *parser, size_t count, struct sv_place place)
{
	if (count < SV_RULE_ITEMS_MAX)
		return true;
	sv_pledge_error(parser->pledge, parser->findings, "limit", place,
			"split the text into several sets",
			"the text has more than %d items of a kind", SV_RULE_ITEMS_MAX);
	return false;
}

static bool head_set(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge *pledge = parser->pledge;

	target->kind = IN_SET;
	if (pledge->subject) {
		sv_pledge_error(pledge, parser->findings, "set", parser->token[-1].place,
				"put the second set into a text of its own",
				"a text holds one set");
		return false;
	}
	pledge->place = parser->token[-1].place;
	return sv_parser_string(parser, &pledge->name) && sv_parser_expect(parser, "for") &&
	       sv_parser_name(parser, "what the set is for", &pledge->subject) &&
	       parse_force(parser, &pledge->from, &pledge->to);
}

static bool head_group(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_group group = {.basis = "", .place = parser->token[-1].place};

	if (!limit_items(parser, pledge->group_count, group.place) ||
	    !sv_parser_name(parser, "the name of a group", &group.name) ||
	    !sv_parser_string(parser, &group.title))
		return false;
	pledge->groups = sv_arena_grow(parser->arena, pledge->groups, pledge->group_count,
				       &pledge->group_cap, sizeof(group));
	target->kind = IN_GROUP;
	target->group = &pledge->groups[pledge->group_count++];
	*target->group = group;
	return true;
}

static bool head_quantity(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_quantity quantity = {.part_of_index = -1};

	quantity.place = parser->token->place;
	if (!limit_items(parser, pledge->quantity_count, quantity.place) ||
	    !sv_parser_name(parser, "the name of a quantity", &quantity.name) ||
	    !sv_parser_string(parser, &quantity.title))
		return false;
	pledge->quantities =
	    sv_arena_grow(parser->arena, pledge->quantities, pledge->quantity_count,
			  &pledge->quantity_cap, sizeof(quantity));
	target->kind = IN_QUANTITY;
	target->quantity = &pledge->quantities[pledge->quantity_count++];
	*target->quantity = quantity;
	return true;
}

static bool head_fact(struct sv_parser *parser, struct target *target)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_fact_name fact = {.place = parser->token->place};

	if (!limit_items(parser, pledge->fact_count, fact.place) ||
	    !sv_parser_name(parser, "the name of a fact", &fact.name) ||
	    !sv_parser_string(parser, &fact.title))
		return false;
	pledge->facts = sv_arena_grow(parser->arena, pledge->facts, pledge->fact_count,
				      &pledge->fact_cap, sizeof(fact));
	target->kind = IN_FACT;
	target->fact = &pledge->facts[pledge->fact_count++];
	*target->fact = fact;
	return true;
}

static bool parse_numbering(struct sv_parser *parser, const char **ret)
{
	enum sv_token_kind kind = parser->token->kind;

	if (kind != SV_TOKEN_NUMBER && kind != SV_TOKEN_NUMBERING && kind != SV_TOKEN_WORD)
		return sv_parser_expected(parser, "a number or letter such as 12.1 or a1",
					  "number the item as the legal text does");
	*ret = sv_arena_str(parser->arena, parser->token->text).ptr;
	parser->token++;
	return true;
}

static bool parse_item(struct sv_parser *parser, struct target *target, enum sv_item_kind kind)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_pledge_item item = {
	    .kind = kind,
	    .place = parser->token->place,
	    .subject = "",
	    .group = "",
	    .basis = "",
	    .text = "",
	    .note = "",
	    .evidence_kind = "",
	    .due_from = SV_DAY_NONE,
	    .due_reason = "",
	    .declared_in = "",
	    .repair = "",
	    .from = SV_DAY_NONE,
	    .to = SV_DAY_OPEN,
	    .severity = SV_ERROR,
	    .scope = kind == SV_ITEM_SERIES ? SV_SCOPE_COLLECTIVE : SV_SCOPE_MEMBER,
	};

	if (!limit_items(parser, pledge->item_count, item.place))
		return false;
	item.source.ptr = parser->token[-1].start;
	if (!parse_numbering(parser, &item.number) || !sv_parser_string(parser, &item.title))
		return false;
	if (kind == SV_ITEM_CONDITION || kind == SV_ITEM_CHECK) {
		if (!sv_parser_expect(parser, "for") ||
		    !sv_parser_name(parser, "whom it concerns", &item.subject))
			return false;
	}
	if (kind != SV_ITEM_SERIES && !parse_force(parser, &item.from, &item.to))
		return false;
	pledge->items = sv_arena_grow(parser->arena, pledge->items, pledge->item_count,
				      &pledge->item_cap, sizeof(item));
	target->kind = IN_COMMITMENT << kind;
	target->item = &pledge->items[pledge->item_count++];
	*target->item = item;
	return true;
}

static bool parse_head(struct sv_parser *parser, struct target *target)
{
	if (take_words(parser, "set"))
		return head_set(parser, target);
	if (take_words(parser, "group"))
		return head_group(parser, target);
	if (take_words(parser, "quantity"))
		return head_quantity(parser, target);
	if (take_words(parser, "fact"))
		return head_fact(parser, target);
	for (enum sv_item_kind kind = SV_ITEM_COMMITMENT; kind <= SV_ITEM_SERIES; kind++)
		if (take_words(parser, kind_name(IN_COMMITMENT << kind)))
			return parse_item(parser, target, kind);
	return sv_parser_expected(parser, "an item",
				  "begin with set, group, quantity, fact, commitment, condition, "
				  "check or series; indent a clause");
}

static void skip_to_clause(struct sv_parser *parser)
{
	while (parser->token->kind != SV_TOKEN_HEAD && parser->token->kind != SV_TOKEN_CLAUSE &&
	       parser->token->kind != SV_TOKEN_END)
		parser->token++;
}

static void parse_one_item(struct sv_parser *parser)
{
	struct target target = {0};
	bool good;

	parser->token++; /* SV_TOKEN_HEAD */
	good = parse_head(parser, &target);
	if (good && parser->token->kind != SV_TOKEN_CLAUSE &&
	    parser->token->kind != SV_TOKEN_HEAD && parser->token->kind != SV_TOKEN_END)
		sv_parser_expected(parser, "the end of the line",
				   "put each clause on a line of its own, indented");
	skip_to_clause(parser);
	while (parser->token->kind == SV_TOKEN_CLAUSE) {
		parser->token++;
		/* Clauses of a head that was not understood cannot be placed: pass over them. */
		if (good)
			parse_clause(parser, &target);
		skip_to_clause(parser);
	}
	if (target.item)
		target.item->source.len = (size_t)(parser->token[-1].end - target.item->source.ptr);
}

struct sv_pledge *sv_pledge_parse(struct sv_arena *arena, const char *file, struct sv_str text,
				  struct sv_findings *findings)
{
	struct sv_pledge *pledge = SV_NEW(arena, struct sv_pledge);
	struct sv_parser parser = {.arena = arena, .pledge = pledge, .findings = findings};
	size_t bad;

	*pledge = (struct sv_pledge){.file = file,
				     .text = text,
				     .name = "",
				     .title = "",
				     .basis = "",
				     .place = {1, 1},
				     .from = SV_DAY_NONE,
				     .to = SV_DAY_OPEN};
	if (text.len > SV_RULE_BYTES_MAX) {
		sv_findings_error(findings, "limit", file, 0, 0, "split it into several sets",
				  "the text is larger than %d bytes", SV_RULE_BYTES_MAX);
		return pledge;
	}
	if (!sv_str_is_utf8(text, &bad)) {
		sv_findings_error(findings, "utf-8", file, 0, 0, "save the file as UTF-8",
				  "the text is not valid UTF-8 at byte %zu", bad);
		return pledge;
	}
	parser.token = sv_lex(arena, pledge, findings);
	while (parser.token->kind != SV_TOKEN_END) {
		if (parser.token->kind != SV_TOKEN_HEAD) {
			parser.token++;
			if (parser.token[-1].kind == SV_TOKEN_CLAUSE)
				sv_parser_expected(&parser, "an item before its clauses",
						   "begin the item in the first column");
			skip_to_clause(&parser);
			continue;
		}
		parse_one_item(&parser);
	}
	if (!pledge->subject) {
		pledge->subject = "";
		sv_pledge_error(pledge, findings, "set", pledge->place,
				"begin with: set \"NAME\" for commitments in force from YYYY-MM-DD",
				"the text names no set");
	}
	return pledge;
}

void sv_pledge_error(const struct sv_pledge *pledge, struct sv_findings *findings, const char *rule,
		     struct sv_place place, const char *repair, const char *fmt, ...)
{
	struct sv_str rest = pledge->text, line = SV_STR_NONE;
	char message[SV_ERROR_MESSAGE_MAX];
	va_list args;

	for (int i = 0; i < place.line; i++)
		if (!sv_str_split(&rest, '\n', &line))
			line = SV_STR_NONE;
	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	sv_findings_add(findings, &(struct sv_finding){
				      .severity = SV_ERROR,
				      .rule = rule,
				      .file = pledge->file,
				      .line = place.line,
				      .column = place.column,
				      .message = message,
				      .repair = repair,
				      .source = sv_arena_str(findings->arena, line).ptr,
				  });
}

const char *sv_outcome_text(enum sv_outcome outcome)
{
	static const char *const texts[] = {
	    "met",     "on track",       "no progress",    "regressed",
	    "not met", "not applicable", "needs judgement"};

	return texts[outcome];
}

const char *sv_compare_text(enum sv_compare compare)
{
	static const char *const texts[] = {"at least", "at most",  "above",
					    "below",    "equal to", "other than"};

	return texts[compare];
}

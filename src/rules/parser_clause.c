/* SPDX-License-Identifier: EUPL-1.2 */
/* Clauses.  What may stand in which item is the table clause_rules at the end. */
#include "base/limits.h"
#include "rules/parser.h"

static bool too_many_names(struct sv_parser *parser)
{
	sv_pledge_error(parser->pledge, parser->findings, "limit", parser->token->place,
			"name fewer", "more than %d names stand here", SV_RULE_NAMES_MAX);
	return false;
}

bool sv_parser_names(struct sv_parser *parser, const char *what, struct sv_names *names)
{
	size_t cap = 0;

	names->place = parser->token->place;
	names->count = 0;
	do {
		if (names->count == SV_RULE_NAMES_MAX)
			return too_many_names(parser);
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

static bool clause_title(struct sv_parser *parser, struct sv_parser_target *target)
{
	(void)target;
	return sv_parser_string(parser, &parser->pledge->title);
}

static bool clause_basis(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_string(parser, target->kind == SV_IN_SET     ? &parser->pledge->basis
					: target->kind == SV_IN_GROUP ? &target->group->basis
								      : &target->item->basis);
}

static bool clause_text(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_string(parser, &target->item->text);
}

static bool clause_note(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_string(parser, &target->item->note);
}

static bool clause_group(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_name(parser, "a group", &target->item->group);
}

int sv_parser_one_of(struct sv_parser *parser, const char *const *words, size_t count,
		     const char *what)
{
	for (size_t i = 0; i < count; i++)
		if (sv_parser_take(parser, words[i]))
			return (int)i;
	sv_parser_expected(parser, what, "see docs/formats/rules.md, section 2");
	return -1;
}

static bool clause_kind(struct sv_parser *parser, struct sv_parser_target *target)
{
	static const char *const kinds[] = {"numeric", "declared", "judged", "procedural"};
	int index = sv_parser_one_of(parser, kinds, SV_ARRAY_LEN(kinds),
				     "numeric, declared, judged or procedural");

	if (index >= 0)
		target->item->evidence_kind = kinds[index];
	return index >= 0;
}

static bool clause_scope(struct sv_parser *parser, struct sv_parser_target *target)
{
	static const char *const scopes[] = {"member", "collective", "project", "union", "state"};
	int index = sv_parser_one_of(parser, scopes, SV_ARRAY_LEN(scopes),
				     "member, collective, project, union or state");

	if (index >= 0) {
		target->item->scope = (enum sv_scope)index;
		target->item->has_scope = true;
	}
	return index >= 0;
}

static bool clause_evidence(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_names(parser, "a class of evidence", &target->item->evidence);
}

static bool clause_unit(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->quantity->has_unit = true;
	return sv_parser_unit(parser, &target->quantity->unit);
}

static bool clause_part_of(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->quantity->part_of_place = parser->token->place;
	return sv_parser_name(parser, "a quantity", &target->quantity->part_of);
}

static bool clause_from(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_quantity *quantity = target->quantity;
	struct sv_quantity_source source = {0};

	if (!sv_parser_name(parser, "a class of evidence", &source.class))
		return false;
	source.place = parser->token->place;
	if (!sv_parser_string(parser, &source.indicator))
		return false;
	if (quantity->source_count == SV_RULE_NAMES_MAX)
		return too_many_names(parser);
	quantity->sources = sv_arena_grow(parser->arena, quantity->sources, quantity->source_count,
					  &quantity->source_cap, sizeof(source));
	quantity->sources[quantity->source_count++] = source;
	return true;
}

bool sv_parser_percent(struct sv_parser *parser, struct sv_rational *ret)
{
	struct sv_rational percent;

	return sv_parser_number(parser, &percent) && sv_parser_expect(parser, "%") &&
	       sv_rational_divide(percent, SV_RATIONAL(100, 1), ret);
}

static bool clause_tolerance(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->quantity->has_tolerance = true;
	return sv_parser_percent(parser, &target->quantity->tolerance);
}

static bool clause_bears_on(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->item->bears_on_overlap = true;
	return sv_parser_expect(parser, "overlap");
}

static bool clause_absent(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->fact->absent_is_unknown = sv_parser_take(parser, "unknown");
	return target->fact->absent_is_unknown || sv_parser_expect(parser, "no");
}

static bool clause_about_project(struct sv_parser *parser, struct sv_parser_target *target)
{
	(void)parser;
	target->fact->of_project = true;
	return true;
}

static bool clause_weigh(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_names(parser, "a fact", &target->item->weighed);
}

static bool clause_not_due(struct sv_parser *parser, struct sv_parser_target *target)
{
	if (!sv_parser_date(parser, &target->item->due_from))
		return false;
	return parser->token->kind != SV_TOKEN_STRING ||
	       sv_parser_string(parser, &target->item->due_reason);
}

static bool clause_measure(struct sv_parser *parser, struct sv_parser_target *target)
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

static bool clause_target(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->item->target = sv_parser_expr(parser);
	return target->item->target != NULL;
}

static bool add_clause(struct sv_parser *parser, struct sv_parser_target *target,
		       enum sv_outcome outcome)
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

#define OUTCOME_CLAUSE(name, outcome)                                                        \
	static bool clause_##name(struct sv_parser *parser, struct sv_parser_target *target) \
	{                                                                                    \
		return add_clause(parser, target, outcome);                                  \
	}
OUTCOME_CLAUSE(met, SV_OUTCOME_MET)
OUTCOME_CLAUSE(on_track, SV_OUTCOME_ON_TRACK)
OUTCOME_CLAUSE(no_progress, SV_OUTCOME_NO_PROGRESS)
OUTCOME_CLAUSE(regressed, SV_OUTCOME_REGRESSED)
OUTCOME_CLAUSE(not_met, SV_OUTCOME_NOT_MET)
OUTCOME_CLAUSE(not_applicable, SV_OUTCOME_NOT_APPLICABLE)

static bool clause_judged_by(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge_item *item = target->item;
	size_t cap = 0;

	if (!sv_parser_names(parser, "who judges", &item->judges))
		return false;
	if (!sv_parser_take(parser, "on"))
		return true;
	if (!sv_parser_expect(parser, "scale"))
		return false;
	do {
		if (item->scale.count == SV_RULE_NAMES_MAX)
			return too_many_names(parser);
		item->scale.items = sv_arena_grow(parser->arena, item->scale.items,
						  item->scale.count, &cap, sizeof(char *));
		if (!sv_parser_string(parser, &item->scale.items[item->scale.count]))
			return false;
		item->scale.count++;
	} while (sv_parser_take(parser, ","));
	return true;
}

static bool clause_otherwise(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge_item *item = target->item;

	item->has_otherwise = true;
	if (sv_parser_words(parser, "judged by")) {
		item->otherwise = SV_OUTCOME_JUDGED;
		return clause_judged_by(parser, target);
	}
	for (enum sv_outcome outcome = SV_OUTCOME_MET; outcome <= SV_OUTCOME_NOT_MET; outcome++) {
		if (sv_parser_words(parser, sv_outcome_text(outcome))) {
			item->otherwise = outcome;
			return true;
		}
	}
	return sv_parser_expected(parser, "a rating or 'judged by'",
				  "write met, on track, no progress, regressed or not met");
}

static bool clause_declared_in(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_name(parser, "where it is declared", &target->item->declared_in);
}

static bool clause_cross_check(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge_item *item = target->item;
	struct sv_cross_check check = {.place = parser->token->place};

	if (!sv_parser_name(parser, "a measure", &check.measure) ||
	    !sv_parser_expect(parser, "against") ||
	    !sv_parser_name(parser, "a measure or quantity", &check.against) ||
	    !sv_parser_expect(parser, "beyond") || !sv_parser_percent(parser, &check.beyond))
		return false;
	item->cross_checks =
	    sv_arena_grow(parser->arena, item->cross_checks, item->cross_check_count,
			  &item->cross_check_cap, sizeof(check));
	item->cross_checks[item->cross_check_count++] = check;
	return true;
}

static bool clause_severity(struct sv_parser *parser, struct sv_parser_target *target)
{
	static const char *const names[] = {"information", "warning", "error", "blocker"};
	int index = sv_parser_one_of(parser, names, SV_ARRAY_LEN(names),
				     "information, warning, error or blocker");

	if (index >= 0)
		target->item->severity = (enum sv_severity)index;
	return index >= 0;
}

static bool clause_repair(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_string(parser, &target->item->repair);
}

#define AGAIN 0x10000u /* beside the SV_IN_ bits: may stand more than once */

/* Several words first, so that "not met when" is not read as "not". */
static const struct clause_rule {
	const char *words;
	unsigned where;
	bool (*parse)(struct sv_parser *parser, struct sv_parser_target *target);
} clause_rules[] = {
    {"does not apply when", SV_IN_RATED | SV_IN_CHECK | AGAIN, clause_not_applicable},
    {"not due before", SV_IN_RATED, clause_not_due},
    {"not met when", SV_IN_RATED | AGAIN, clause_not_met},
    {"no progress when", SV_IN_COMMITMENT | AGAIN, clause_no_progress},
    {"on track when", SV_IN_COMMITMENT | AGAIN, clause_on_track},
    {"met when", SV_IN_RATED | AGAIN, clause_met},
    {"holds when", SV_IN_CHECK | AGAIN, clause_met},
    {"regressed when", SV_IN_COMMITMENT | AGAIN, clause_regressed},
    {"against when", SV_IN_CONDITION | AGAIN, clause_not_met},
    {"absent means", SV_IN_FACT, clause_absent},
    {"about project", SV_IN_FACT, clause_about_project},
    {"declared in", SV_IN_RATED, clause_declared_in},
    {"judged by", SV_IN_RATED, clause_judged_by},
    {"bears on", SV_IN_COMMITMENT, clause_bears_on},
    {"weigh", SV_IN_CONDITION, clause_weigh},
    {"proposed by", SV_IN_PROCEDURE, sv_clause_proposed_by},
    {"consulted", SV_IN_PROCEDURE, sv_clause_consulted},
    {"voters", SV_IN_PROCEDURE, sv_clause_voters},
    {"majority", SV_IN_PROCEDURE, sv_clause_majority},
    {"blocking", SV_IN_PROCEDURE, sv_clause_blocking},
    {"alternative", SV_IN_PROCEDURE, sv_clause_alternative},
    {"quorum", SV_IN_PROCEDURE, sv_clause_quorum},
    {"proxies", SV_IN_PROCEDURE, sv_clause_proxies},
    {"effect", SV_IN_PROCEDURE, sv_clause_effect},
    {"records", SV_IN_PROCEDURE, sv_clause_records},
    {"step", SV_IN_PROCEDURE | AGAIN, sv_clause_step},
    {"part of", SV_IN_QUANTITY, clause_part_of},
    {"otherwise", SV_IN_RATED, clause_otherwise},
    {"cross-check", SV_IN_COMMITMENT | SV_IN_SERIES | AGAIN, clause_cross_check},
    {"title", SV_IN_SET, clause_title},
    {"basis", SV_IN_SET | SV_IN_GROUP | SV_IN_WORDED, clause_basis},
    {"text", SV_IN_WORDED, clause_text},
    {"note", SV_IN_WORDED, clause_note},
    {"group", SV_IN_COMMITMENT, clause_group},
    {"kind", SV_IN_RATED, clause_kind},
    {"scope", SV_IN_RATED, clause_scope},
    {"evidence", SV_IN_ITEM, clause_evidence},
    {"unit", SV_IN_QUANTITY, clause_unit},
    {"from", SV_IN_QUANTITY | AGAIN, clause_from},
    {"tolerance", SV_IN_QUANTITY, clause_tolerance},
    {"measure", SV_IN_ITEM | AGAIN, clause_measure},
    {"target", SV_IN_RATED, clause_target},
    {"severity", SV_IN_CHECK, clause_severity},
    {"repair", SV_IN_CHECK, clause_repair},
};

/* "title, basis": what may stand in an item of this kind. */
static const char *allowed_clauses(struct sv_parser *parser, unsigned kind)
{
	const char **allowed = &parser->allowed[__builtin_ctz(kind)], *list = "";

	if (*allowed)
		return *allowed;
	for (size_t i = 0; i < SV_ARRAY_LEN(clause_rules); i++)
		if (clause_rules[i].where & kind)
			list = sv_arena_printf(parser->arena, "%s%s'%s'", list, *list ? ", " : "",
					       clause_rules[i].words);
	*allowed =
	    *list ? sv_arena_printf(parser->arena, "here may stand %s", list) : "it has no clauses";
	return *allowed;
}

void sv_parser_clause(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->clause = parser->token;
	for (size_t i = 0; i < SV_ARRAY_LEN(clause_rules); i++) {
		const struct clause_rule *rule = &clause_rules[i];

		if (!sv_parser_words(parser, rule->words))
			continue;
		if (!(rule->where & target->kind)) {
			sv_pledge_error(
			    parser->pledge, parser->findings, "clause", target->clause->place,
			    allowed_clauses(parser, target->kind), "'%s' does not belong to a %s",
			    rule->words, sv_parser_kind_name(target->kind));
			return;
		}
		if (!(rule->where & AGAIN) && target->seen >> i & 1) {
			sv_pledge_error(parser->pledge, parser->findings, "twice",
					target->clause->place, "keep one of them",
					"'%s' stands twice in this %s", rule->words,
					sv_parser_kind_name(target->kind));
			return;
		}
		target->seen |= (uint64_t)1 << i;
		if (rule->parse(parser, target) && !sv_parser_at_end(parser))
			sv_parser_expected(parser, "the end of the clause",
					   "put each clause on a line of its own");
		return;
	}
	sv_pledge_error(parser->pledge, parser->findings, "clause", target->clause->place,
			allowed_clauses(parser, target->kind), "there is no clause '%.*s'",
			(int)(target->clause->end - target->clause->start), target->clause->start);
}

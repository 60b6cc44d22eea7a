/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Meaning: every name refers to something, every expression has one unit, and
 * nothing is defined in terms of itself.
 */
#include <string.h>

#include "base/limits.h"
#include "base/suggest.h"
#include "rules/parser.h"

struct checker {
	struct sv_arena *arena;
	struct sv_pledge *pledge;
	const struct sv_rules_schema *schema;
	struct sv_findings *findings;
	struct sv_pledge_item *item;  /* NULL outside items */
	unsigned char *measure_state; /* by measure: enum check_state */
};

enum check_state {
	NOT_CHECKED,
	BEING_CHECKED,
	GOOD,
	BAD, /* said once; what uses it has no errors of its own to add */
};

static bool check_expr(struct checker *checker, struct sv_expr *expr);
static bool want_truth(struct checker *checker, const struct sv_expr *expr, bool wanted);

#define COMPLAIN(checker, rule, place, repair, ...)                                        \
	sv_pledge_error((checker)->pledge, (checker)->findings, (rule), (place), (repair), \
			__VA_ARGS__)

static int find_quantity(const struct sv_pledge *pledge, const char *name)
{
	for (size_t i = 0; i < pledge->quantity_count; i++)
		if (strcmp(pledge->quantities[i].name, name) == 0)
			return (int)i;
	return -1;
}

static int find_measure(const struct sv_pledge_item *item, const char *name)
{
	for (size_t i = 0; item && i < item->measure_count; i++)
		if (strcmp(item->measures[i].name, name) == 0)
			return (int)i;
	return -1;
}

static int find_fact(const struct sv_pledge *pledge, const char *name)
{
	for (size_t i = 0; i < pledge->fact_count; i++)
		if (strcmp(pledge->facts[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* "did you mean 'investment'?" out of the quantities and measures, else a general hint. */
static const char *name_hint(struct checker *checker, const char *name)
{
	struct sv_suggestion suggestion = SV_SUGGESTION_INIT(name);
	bool wanted = checker->findings->count < SV_RULE_HINTS_MAX;

	for (size_t i = 0; wanted && i < checker->pledge->quantity_count; i++)
		sv_suggest(&suggestion, checker->pledge->quantities[i].name);
	for (size_t i = 0; checker->item && i < checker->item->measure_count; i++)
		sv_suggest(&suggestion, checker->item->measures[i].name);
	if (suggestion.best)
		return sv_arena_printf(checker->arena, "did you mean '%s'?", suggestion.best);
	return "declare it with 'quantity NAME \"...\"' or as a measure of the item";
}

static bool check_measure(struct checker *checker, int index, struct sv_place place)
{
	struct sv_measure *measure = &checker->item->measures[index];
	bool good;

	if (checker->measure_state[index] >= GOOD)
		return checker->measure_state[index] == GOOD;
	if (checker->measure_state[index] == BEING_CHECKED) {
		COMPLAIN(checker, "cycle", place, "define it without itself",
			 "cyclic definition: '%s' needs itself", measure->name);
		return false;
	}
	checker->measure_state[index] = BEING_CHECKED;
	good = check_expr(checker, measure->expr) && want_truth(checker, measure->expr, false);
	checker->measure_state[index] = good ? GOOD : BAD;
	return good;
}

static bool check_name(struct checker *checker, struct sv_expr *expr)
{
	int measure = find_measure(checker->item, expr->name);

	if (measure >= 0) {
		expr->kind = SV_EXPR_MEASURE;
		expr->index = measure;
		if (!check_measure(checker, measure, expr->place))
			return false;
		expr->unit = checker->item->measures[measure].expr->unit;
		return true;
	}
	expr->index = find_quantity(checker->pledge, expr->name);
	if (expr->index < 0) {
		COMPLAIN(checker, "name", expr->place, name_hint(checker, expr->name),
			 "'%s' is not a quantity or measure", expr->name);
		return false;
	}
	expr->unit = checker->pledge->quantities[expr->index].unit;
	expr->unit.scale = 0; /* figures are brought to the engine's scale when they are read */
	return true;
}

static bool check_fact(struct checker *checker, struct sv_expr *expr)
{
	expr->unit.dimension = SV_DIMENSION_TRUTH;
	expr->index = find_fact(checker->pledge, expr->name);
	if (expr->index >= 0 && checker->pledge->facts[expr->index].of_project && checker->item &&
	    checker->item->kind != SV_ITEM_CONDITION) {
		COMPLAIN(checker, "name", expr->place, "ask it in a condition",
			 "'%s' is a fact about a project, and no project is at hand here",
			 expr->name);
		return false;
	}
	if (expr->index >= 0)
		return true;
	COMPLAIN(checker, "name", expr->place, "declare it with 'fact NAME \"...\"'",
		 "'%s' is not a fact", expr->name);
	return false;
}

static const struct sv_register_schema *find_register(const struct checker *checker,
						      const char *name)
{
	const struct sv_register_schema *reg = checker->schema->registers;

	for (; reg && reg->name; reg++)
		if (strcmp(reg->name, name) == 0)
			return reg;
	return NULL;
}

static bool check_filter(struct checker *checker, const struct sv_register_schema *reg,
			 const struct sv_filter *filter)
{
	const struct sv_attribute *attribute = reg->attributes;
	bool good = true;

	while (attribute->name && strcmp(attribute->name, filter->attribute) != 0)
		attribute++;
	if (!attribute->name) {
		COMPLAIN(checker, "attribute", filter->place,
			 "see docs/formats/rules.md for the attributes of each register",
			 "'%s' is not an attribute of '%s'", filter->attribute, reg->name);
		return false;
	}
	for (size_t i = 0; attribute->values && i < filter->value_count; i++) {
		struct sv_suggestion suggestion = SV_SUGGESTION_INIT(filter->values[i]);
		const char *const *value = attribute->values;

		while (*value && strcmp(*value, filter->values[i]) != 0)
			sv_suggest(&suggestion, *value++);
		if (*value)
			continue;
		COMPLAIN(checker, "attribute", filter->place,
			 suggestion.best ? sv_arena_printf(checker->arena, "did you mean '%s'?",
							   suggestion.best)
					 : "see docs/formats/rules.md",
			 "'%s' cannot be '%s'", attribute->name, filter->values[i]);
		good = false;
	}
	return good;
}

static bool check_count(struct checker *checker, struct sv_expr *expr)
{
	const struct sv_register_schema *reg = find_register(checker, expr->name);
	bool good = true;

	expr->unit.dimension = SV_DIMENSION_NUMBER;
	if (!reg) {
		COMPLAIN(checker, "register", expr->place,
			 "see docs/formats/rules.md for the registers", "'%s' is not a register",
			 expr->name);
		return false;
	}
	for (size_t i = 0; i < expr->filter_count; i++)
		good &= check_filter(checker, reg, &expr->filters[i]);
	return good;
}

static bool check_group_name(struct checker *checker, const struct sv_expr *expr)
{
	if (!expr->name || !checker->schema->has_group ||
	    checker->schema->has_group(checker->schema->context, expr->name))
		return true;
	COMPLAIN(checker, "group", expr->place, "name a group of the groups table",
		 "there is no group '%s'", expr->name);
	return false;
}

static bool fail_units(struct checker *checker, const struct sv_expr *expr, const char *verb,
		       const struct sv_unit *a, const struct sv_unit *b)
{
	char left[SV_UNIT_TEXT_MAX], right[SV_UNIT_TEXT_MAX];
	const char *repair = "bring both to one unit";

	if ((a->dimension == SV_DIMENSION_SHARE && b->dimension == SV_DIMENSION_NUMBER) ||
	    (b->dimension == SV_DIMENSION_SHARE && a->dimension == SV_DIMENSION_NUMBER))
		repair = "write a share with '%', for example 20 %";
	else if (a->dimension == SV_DIMENSION_MONEY && b->dimension == SV_DIMENSION_MONEY)
		repair = "use figures of one currency and one price base";
	COMPLAIN(checker, "unit", expr->place, repair, "%s cannot be %s %s", sv_unit_text(a, left),
		 verb, sv_unit_text(b, right));
	return false;
}

static bool is_truth(const struct sv_expr *expr)
{
	return expr->unit.dimension == SV_DIMENSION_TRUTH;
}

static bool want_truth(struct checker *checker, const struct sv_expr *expr, bool wanted)
{
	if (is_truth(expr) == wanted)
		return true;
	COMPLAIN(checker, "unit", expr->place,
		 wanted ? "compare it with something, for example x >= 20 %"
			: "use a figure, or write 'if ... then ... else ...'",
		 wanted ? "a condition is needed here, this is a figure"
			: "a figure is needed here, this is a condition");
	return false;
}

static bool check_multiply(struct checker *checker, struct sv_expr *expr)
{
	const struct sv_unit *a = &expr->args[0]->unit, *b = &expr->args[1]->unit;

	/* A number or a share leaves the other side's unit. */
	if (a->dimension == SV_DIMENSION_NUMBER)
		expr->unit = *b;
	else if (b->dimension == SV_DIMENSION_NUMBER)
		expr->unit = *a;
	else if (a->dimension == SV_DIMENSION_SHARE)
		expr->unit = *b;
	else if (b->dimension == SV_DIMENSION_SHARE)
		expr->unit = *a;
	else
		return fail_units(checker, expr, "multiplied by", a, b);
	return true;
}

/* Whether a figure is part of another, directly or through what lies between. */
static bool is_part_of(const struct sv_pledge *pledge, const struct sv_expr *part,
		       const struct sv_expr *whole)
{
	if (part->kind != SV_EXPR_QUANTITY || whole->kind != SV_EXPR_QUANTITY)
		return false;
	for (int index = pledge->quantities[part->index].part_of_index; index >= 0;
	     index = pledge->quantities[index].part_of_index)
		if (index == whole->index)
			return true;
	return false;
}

static bool check_divide(struct checker *checker, struct sv_expr *expr)
{
	const struct sv_unit *a = &expr->args[0]->unit, *b = &expr->args[1]->unit;

	if (b->dimension == SV_DIMENSION_NUMBER || b->dimension == SV_DIMENSION_SHARE) {
		expr->unit = *a;
		if (a->dimension == SV_DIMENSION_NUMBER && b->dimension == SV_DIMENSION_SHARE)
			return fail_units(checker, expr, "divided by", a, b);
		return true;
	}
	if (!sv_unit_alike(a, b))
		return fail_units(checker, expr, "divided by", a, b);
	expr->unit = (struct sv_unit){.dimension = SV_DIMENSION_SHARE};
	expr->of_whole = is_part_of(checker->pledge, expr->args[0], expr->args[1]);
	return true;
}

/* All figures of one unit, which becomes the expression's. */
static bool check_alike(struct checker *checker, struct sv_expr *expr, size_t first,
			const char *verb)
{
	expr->unit = expr->args[first]->unit;
	for (size_t i = first + 1; i < expr->arg_count; i++)
		if (!sv_unit_alike(&expr->args[first]->unit, &expr->args[i]->unit))
			return fail_units(checker, expr, verb, &expr->args[first]->unit,
					  &expr->args[i]->unit);
	return true;
}

static bool check_real_growth(struct checker *checker, struct sv_expr *expr)
{
	const struct sv_expr *figure = expr->args[0], *prices = expr->args[1];
	char text[SV_UNIT_TEXT_MAX];

	expr->unit = (struct sv_unit){.dimension = SV_DIMENSION_SHARE};
	if (figure->unit.dimension != SV_DIMENSION_MONEY ||
	    figure->unit.prices != SV_PRICES_CURRENT) {
		COMPLAIN(checker, "unit", figure->place,
			 "figures in constant prices take 'growth', without a change of prices",
			 "real growth needs money in current prices, this is %s",
			 sv_unit_text(&figure->unit, text));
		return false;
	}
	if (prices->unit.dimension != SV_DIMENSION_SHARE) {
		COMPLAIN(checker, "unit", prices->place, "use a quantity in %",
			 "the change of prices must be a share, this is %s",
			 sv_unit_text(&prices->unit, text));
		return false;
	}
	return true;
}

/* The unit of a node whose arguments have theirs. */
static bool check_node(struct checker *checker, struct sv_expr *expr)
{
	static const struct sv_unit truth = {.dimension = SV_DIMENSION_TRUTH};
	bool good = true;

	switch (expr->kind) {
	case SV_EXPR_ADD: return check_alike(checker, expr, 0, "added to");
	case SV_EXPR_SUBTRACT: return check_alike(checker, expr, 0, "reduced by");
	case SV_EXPR_MULTIPLY: return check_multiply(checker, expr);
	case SV_EXPR_DIVIDE: return check_divide(checker, expr);
	case SV_EXPR_NEGATE:
	case SV_EXPR_PREVIOUS:
	case SV_EXPR_SUM:
	case SV_EXPR_ABS: expr->unit = expr->args[0]->unit; return true;
	case SV_EXPR_GROWTH:
		expr->unit = (struct sv_unit){.dimension = SV_DIMENSION_SHARE};
		return true;
	case SV_EXPR_REAL_GROWTH: return check_real_growth(checker, expr);
	case SV_EXPR_FIRST_KNOWN:
	case SV_EXPR_MIN:
	case SV_EXPR_MAX: return check_alike(checker, expr, 0, "an alternative to");
	case SV_EXPR_IF: return check_alike(checker, expr, 1, "an alternative to");
	case SV_EXPR_COMPARE: good = check_alike(checker, expr, 0, "compared with"); break;
	default: break;
	}
	expr->unit = truth;
	return good;
}

/* Whether argument i of a node must be a condition. */
static bool wants_condition(const struct sv_expr *expr, size_t i)
{
	switch (expr->kind) {
	case SV_EXPR_AND:
	case SV_EXPR_OR:
	case SV_EXPR_NOT:
	case SV_EXPR_IN_EACH: return true;
	case SV_EXPR_IF: return i == 0;
	default: return false;
	}
}

static bool check_expr(struct checker *checker, struct sv_expr *expr)
{
	bool good = true;

	switch (expr->kind) {
	case SV_EXPR_NUMBER: return true;
	case SV_EXPR_MEASURE:
	case SV_EXPR_QUANTITY: return check_name(checker, expr);
	case SV_EXPR_FACT: return check_fact(checker, expr);
	case SV_EXPR_COUNT: return check_count(checker, expr);
	case SV_EXPR_SUM: good = check_group_name(checker, expr); break;
	default: break;
	}
	/* All arguments, so that all errors show at once. */
	for (size_t i = 0; i < expr->arg_count; i++)
		good &= check_expr(checker, expr->args[i]);
	for (size_t i = 0; good && i < expr->arg_count; i++)
		good = want_truth(checker, expr->args[i], wants_condition(expr, i));
	if (good && expr->kind == SV_EXPR_SUM && expr->args[0]->kind != SV_EXPR_QUANTITY) {
		COMPLAIN(checker, "sum", expr->args[0]->place, "name the quantity itself",
			 "a sum adds up a quantity, '%s' is a measure", expr->args[0]->name);
		return false;
	}
	return good && check_node(checker, expr);
}

static void check_sources(struct checker *checker, const struct sv_quantity *quantity)
{
	const struct sv_rules_schema *schema = checker->schema;
	char have[SV_UNIT_TEXT_MAX], want[SV_UNIT_TEXT_MAX];
	struct sv_unit unit;

	for (size_t i = 0;
	     schema->indicator_unit && quantity->has_unit && i < quantity->source_count; i++) {
		const struct sv_quantity_source *source = &quantity->sources[i];
		const char *code = schema->indicator_unit(schema->context, source->indicator);

		if (!code)
			COMPLAIN(checker, "indicator", source->place,
				 "name an indicator of the evidence tables",
				 "there is no indicator '%s'", source->indicator);
		else if (!sv_unit_parse_code(sv_str_from(code), &unit) ||
			 !sv_unit_alike(&unit, &quantity->unit))
			COMPLAIN(checker, "unit", source->place,
				 "take an indicator of the same unit and price base",
				 "'%s' is in %s, the quantity in %s", source->indicator,
				 sv_unit_parse_code(sv_str_from(code), &unit)
				     ? sv_unit_text(&unit, have)
				     : code,
				 sv_unit_text(&quantity->unit, want));
	}
}

/* A quantity is not part of itself, however far round. */
static void check_part_of(struct checker *checker, struct sv_quantity *quantity)
{
	struct sv_pledge *pledge = checker->pledge;
	int whole = find_quantity(pledge, quantity->part_of);

	if (whole < 0) {
		COMPLAIN(checker, "name", quantity->part_of_place,
			 name_hint(checker, quantity->part_of), "'%s' is not a quantity",
			 quantity->part_of);
		return;
	}
	if (!sv_unit_alike(&quantity->unit, &pledge->quantities[whole].unit)) {
		char part[SV_UNIT_TEXT_MAX], all[SV_UNIT_TEXT_MAX];

		COMPLAIN(checker, "unit", quantity->part_of_place,
			 "a part has the unit of its whole", "'%s' is in %s, '%s' in %s",
			 quantity->name, sv_unit_text(&quantity->unit, part), quantity->part_of,
			 sv_unit_text(&pledge->quantities[whole].unit, all));
		return;
	}
	quantity->part_of_index = whole;
	for (size_t steps = 0; whole >= 0; steps++) {
		if (&pledge->quantities[whole] == quantity || steps > pledge->quantity_count) {
			COMPLAIN(checker, "cycle", quantity->part_of_place,
				 "a whole is not part of its part",
				 "cyclic definition: '%s' is part of itself", quantity->name);
			quantity->part_of_index = -1;
			return;
		}
		whole = pledge->quantities[whole].part_of_index;
	}
}

static void check_quantities(struct checker *checker)
{
	struct sv_pledge *pledge = checker->pledge;

	for (size_t i = 0; i < pledge->quantity_count; i++) {
		struct sv_quantity *quantity = &pledge->quantities[i];

		if (find_quantity(pledge, quantity->name) != (int)i)
			COMPLAIN(checker, "twice", quantity->place, "name each quantity once",
				 "the quantity '%s' stands twice", quantity->name);
		if (!quantity->has_unit)
			COMPLAIN(checker, "unit", quantity->place,
				 "add a clause such as: unit EUR million, current prices",
				 "the quantity '%s' has no unit", quantity->name);
		if (!quantity->source_count)
			COMPLAIN(checker, "source", quantity->place,
				 "add a clause such as: from eda \"eda_investment\"",
				 "the quantity '%s' comes from nowhere", quantity->name);
		check_sources(checker, quantity);
	}
	for (size_t i = 0; i < pledge->quantity_count; i++)
		if (pledge->quantities[i].part_of)
			check_part_of(checker, &pledge->quantities[i]);
}

static void check_condition(struct checker *checker, struct sv_expr *expr)
{
	if (check_expr(checker, expr))
		want_truth(checker, expr, true);
}

static struct sv_expr *resolve_operand(struct checker *checker, const char *name,
				       struct sv_place place)
{
	struct sv_expr *expr = SV_NEW(checker->arena, struct sv_expr);

	*expr = (struct sv_expr){.kind = SV_EXPR_QUANTITY,
				 .place = place,
				 .name = name,
				 .text = sv_str_from(name),
				 .index = -1};
	return check_expr(checker, expr) ? expr : NULL;
}

static void check_cross_checks(struct checker *checker)
{
	for (size_t i = 0; i < checker->item->cross_check_count; i++) {
		struct sv_cross_check *check = &checker->item->cross_checks[i];

		check->left = resolve_operand(checker, check->measure, check->place);
		check->right = resolve_operand(checker, check->against, check->place);
		if (check->left && check->right &&
		    !sv_unit_alike(&check->left->unit, &check->right->unit))
			fail_units(checker, check->left, "checked against", &check->left->unit,
				   &check->right->unit);
	}
}

static bool class_is_used(const struct sv_pledge *pledge, const char *class)
{
	for (size_t i = 0; i < pledge->quantity_count; i++)
		for (size_t k = 0; k < pledge->quantities[i].source_count; k++)
			if (strcmp(pledge->quantities[i].sources[k].class, class) == 0)
				return true;
	return false;
}

/* An item says how it is decided: by a rule, by people, or by a declaration. */
static void check_is_decided(struct checker *checker)
{
	const struct sv_pledge_item *item = checker->item;

	if (item->kind == SV_ITEM_SERIES && !item->measure_count)
		COMPLAIN(checker, "undecided", item->place, "add a clause: measure NAME = ...",
			 "the series '%s' measures nothing", item->number);
	else if (item->kind == SV_ITEM_CHECK && !item->clause_count)
		COMPLAIN(checker, "undecided", item->place, "add a clause: holds when ...",
			 "the check '%s' checks nothing", item->number);
	else if ((item->kind == SV_ITEM_COMMITMENT || item->kind == SV_ITEM_CONDITION) &&
		 !item->clause_count && !item->judges.count && !*item->declared_in)
		COMPLAIN(checker, "undecided", item->place,
			 "add 'met when ...', 'judged by ...' or 'declared in ...'",
			 "nothing says how '%s' is decided", item->number);
	if (item->kind == SV_ITEM_COMMITMENT && item->scope != SV_SCOPE_MEMBER &&
	    item->clause_count && !item->measure_count)
		COMPLAIN(checker, "measure", item->place, "add a clause: measure NAME = ...",
			 "'%s' binds the members together and measures nothing", item->number);
	if (item->kind != SV_ITEM_SERIES && !*item->basis)
		COMPLAIN(checker, "basis", item->place,
			 "add a clause: basis \"(CFSP) ..., Annex, ...\"",
			 "'%s' names no legal basis", item->number);
}

/* Two of a number may follow each other in time; on no day are both in force. */
static bool is_same_item(const struct sv_pledge_item *a, const struct sv_pledge_item *b)
{
	return a->kind == b->kind && strcmp(a->number, b->number) == 0 &&
	       strcmp(a->subject, b->subject) == 0 && a->from < b->to && b->from < a->to;
}

static void check_item_names(struct checker *checker, size_t index)
{
	const struct sv_pledge *pledge = checker->pledge;
	const struct sv_pledge_item *item = checker->item;
	bool known = !*item->group;

	for (size_t i = 0; i < pledge->group_count; i++)
		known |= strcmp(pledge->groups[i].name, item->group) == 0;
	if (!known)
		COMPLAIN(checker, "group", item->place, "declare it with 'group NAME \"...\"'",
			 "there is no group '%s'", item->group);
	for (size_t i = 0; i < index; i++)
		if (is_same_item(&pledge->items[i], item))
			COMPLAIN(checker, "twice", item->place,
				 "number each item once, or let one end where the next begins",
				 "'%s' stands twice", item->number);
	for (size_t i = 0; i < item->evidence.count; i++)
		if (!class_is_used(pledge, item->evidence.items[i]))
			COMPLAIN(checker, "class", item->evidence.place,
				 "name a class that a quantity is taken from",
				 "no quantity comes from '%s'", item->evidence.items[i]);
	for (size_t i = 0; i < item->measure_count; i++)
		if (find_measure(item, item->measures[i].name) != (int)i ||
		    find_quantity(pledge, item->measures[i].name) >= 0)
			COMPLAIN(checker, "twice", item->measures[i].place,
				 "give the measure a name of its own", "the name '%s' is taken",
				 item->measures[i].name);
}

static void check_weighed(struct checker *checker)
{
	const struct sv_names *names = &checker->item->weighed;

	for (size_t i = 0; i < names->count; i++)
		if (find_fact(checker->pledge, names->items[i]) < 0)
			COMPLAIN(checker, "name", names->place,
				 "declare it with 'fact NAME \"...\"'", "'%s' is not a fact",
				 names->items[i]);
}

static void check_item(struct checker *checker, size_t index)
{
	struct sv_pledge_item *item = &checker->pledge->items[index];

	checker->item = item;
	checker->measure_state =
	    SV_NEW_ARRAY(checker->arena, unsigned char, item->measure_count + 1);
	check_item_names(checker, index);
	check_is_decided(checker);
	for (size_t i = 0; i < item->measure_count; i++)
		check_measure(checker, (int)i, item->measures[i].place);
	if (item->target)
		check_condition(checker, item->target);
	for (size_t i = 0; i < item->clause_count; i++)
		check_condition(checker, item->clauses[i].when);
	check_cross_checks(checker);
	check_weighed(checker);
	if (item->procedure)
		sv_procedure_check(checker->pledge, item, checker->findings);
	if (item->to <= item->from)
		COMPLAIN(checker, "dates", item->place, "let it end after it begins",
			 "'%s' is in force on no day", item->number);
	checker->item = NULL;
}

static void check_groups(struct checker *checker)
{
	const struct sv_pledge *pledge = checker->pledge;

	for (size_t i = 0; i < pledge->group_count; i++)
		for (size_t k = 0; k < i; k++) {
			if (strcmp(pledge->groups[k].name, pledge->groups[i].name) != 0)
				continue;
			COMPLAIN(checker, "twice", pledge->groups[i].place, "name each group once",
				 "the group '%s' stands twice", pledge->groups[i].name);
			break;
		}
}

void sv_pledge_check(struct sv_arena *arena, struct sv_pledge *pledge,
		     const struct sv_rules_schema *schema, struct sv_findings *findings)
{
	struct checker checker = {arena, pledge, schema, findings, NULL, NULL};

	check_quantities(&checker);
	check_groups(&checker);
	for (size_t i = 0; i < pledge->fact_count; i++)
		if (find_fact(pledge, pledge->facts[i].name) != (int)i)
			COMPLAIN(&checker, "twice", pledge->facts[i].place, "name each fact once",
				 "the fact '%s' stands twice", pledge->facts[i].name);
	for (size_t i = 0; i < pledge->item_count; i++)
		check_item(&checker, i);
	sv_changes_check(pledge, schema, findings);
	if (pledge->to <= pledge->from)
		COMPLAIN(&checker, "dates", pledge->place, "let it end after it begins",
			 "the set is in force on no day");
}

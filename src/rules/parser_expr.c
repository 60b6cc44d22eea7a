/* SPDX-License-Identifier: EUPL-1.2 */
/* Expressions by recursive descent, one function a level of the grammar. */
#include <string.h>

#include "base/limits.h"
#include "rules/parser.h"

static struct sv_expr *parse_sum(struct sv_parser *parser);

static struct sv_expr *new_node(struct sv_parser *parser, enum sv_expr_kind kind,
				const struct sv_token *start)
{
	struct sv_expr *expr = SV_NEW(parser->arena, struct sv_expr);

	if (++parser->node_count == SV_RULE_NODES_MAX)
		sv_pledge_error(parser->pledge, parser->findings, "limit", start->place,
				"split the text into several sets",
				"the text has more than %d terms", SV_RULE_NODES_MAX);
	expr->kind = kind;
	expr->place = start->place;
	expr->index = -1;
	return expr;
}

/* The node's text is all that was read since start. */
static struct sv_expr *close_node(struct sv_parser *parser, struct sv_expr *expr,
				  const struct sv_token *start)
{
	expr->text = (struct sv_str){start->start, (size_t)(parser->token[-1].end - start->start)};
	return expr;
}

static struct sv_expr *fail_depth(struct sv_parser *parser, struct sv_place place)
{
	sv_pledge_error(parser->pledge, parser->findings, "limit", place,
			"name a part of it as a measure",
			"the expression is nested more than %d deep", SV_RULE_DEPTH_MAX);
	return NULL;
}

/* A closed node with its arguments; NULL when an argument failed or the tree grows too high:
 * what walks it later recurses as deep as it is high. */
static struct sv_expr *with_args(struct sv_parser *parser, enum sv_expr_kind kind,
				 struct sv_expr **args, size_t count, const struct sv_token *start)
{
	struct sv_expr *expr = new_node(parser, kind, start);

	for (size_t i = 0; i < count; i++) {
		if (!args[i])
			return NULL;
		if (args[i]->height > expr->height)
			expr->height = args[i]->height;
	}
	if (++expr->height > SV_RULE_DEPTH_MAX)
		return fail_depth(parser, start->place);
	expr->args = SV_NEW_ARRAY(parser->arena, struct sv_expr *, count);
	memcpy(expr->args, args, count * sizeof(*args));
	expr->arg_count = count;
	return close_node(parser, expr, start);
}

static struct sv_expr *unary(struct sv_parser *parser, enum sv_expr_kind kind, struct sv_expr *arg,
			     const struct sv_token *start)
{
	return with_args(parser, kind, &arg, 1, start);
}

static struct sv_expr *binary(struct sv_parser *parser, enum sv_expr_kind kind,
			      struct sv_expr *left, struct sv_expr *right,
			      const struct sv_token *start)
{
	return with_args(parser, kind, (struct sv_expr *[]){left, right}, 2, start);
}

static bool enter(struct sv_parser *parser)
{
	if (parser->node_count >= SV_RULE_NODES_MAX)
		return false;
	if (++parser->depth <= SV_RULE_DEPTH_MAX)
		return true;
	fail_depth(parser, parser->token->place);
	parser->depth--;
	return false;
}

static struct sv_expr *parse_number(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *expr = new_node(parser, SV_EXPR_NUMBER, start);
	struct sv_rational value;

	if (!sv_parser_number(parser, &value))
		return NULL;
	expr->unit = (struct sv_unit){.dimension = SV_DIMENSION_NUMBER};
	if (sv_parser_is(parser, "%") || sv_parser_is(parser, "persons") ||
	    sv_parser_is(parser, "people") || sv_parser_is(parser, "days")) {
		if (!sv_parser_unit(parser, &expr->unit))
			return NULL;
	}
	if (!sv_unit_normalise(&expr->unit, value, &expr->number)) {
		sv_pledge_error(parser->pledge, parser->findings, "number", start->place,
				"write a smaller number", "the number is out of range");
		return NULL;
	}
	expr->unit.scale = 0;
	return close_node(parser, expr, start);
}

/* EUR 5 million [constant 2015 prices]: money stands with its currency first. */
static struct sv_expr *parse_money(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *expr = new_node(parser, SV_EXPR_NUMBER, start);
	struct sv_rational value;
	int power = -6, year;

	expr->unit.dimension = SV_DIMENSION_MONEY;
	memcpy(expr->unit.currency, parser->token->text.ptr, 3);
	parser->token++;
	if (!sv_parser_number(parser, &value))
		return NULL;
	if (sv_parser_take(parser, "million"))
		power = 0;
	else if (sv_parser_take(parser, "billion"))
		power = 3;
	expr->unit.scale = power;
	if (!sv_unit_normalise(&expr->unit, value, &expr->number)) {
		sv_pledge_error(parser->pledge, parser->findings, "number", start->place,
				"write a smaller number", "the number is out of range");
		return NULL;
	}
	expr->unit.scale = 0;
	if (sv_parser_take(parser, "constant")) {
		if (!sv_parser_whole(parser, "a year", SV_YEAR_MAX, &year) ||
		    !sv_parser_expect(parser, "prices"))
			return NULL;
		expr->unit.prices = year;
	} else if (sv_parser_take(parser, "current")) {
		if (!sv_parser_expect(parser, "prices"))
			return NULL;
	}
	return close_node(parser, expr, start);
}

static bool is_currency(struct sv_str word)
{
	struct sv_unit unit;

	return word.len == 3 && sv_unit_parse_code(word, &unit) &&
	       unit.dimension == SV_DIMENSION_MONEY;
}

#define CALL_ARGS_MAX 16

static bool parse_args(struct sv_parser *parser, size_t at_least, size_t at_most,
		       struct sv_expr **args, size_t *ret_count)
{
	size_t count = 0;

	if (!sv_parser_expect(parser, "("))
		return false;
	do {
		if (count == at_most)
			return sv_parser_expected(parser, "')'", "remove the last argument");
		args[count] = parse_sum(parser);
		if (!args[count++])
			return false;
	} while (sv_parser_take(parser, ","));
	if (count < at_least)
		return sv_parser_expected(parser, "','", "give the argument that is missing");
	*ret_count = count;
	return sv_parser_expect(parser, ")");
}

static struct sv_expr *parse_previous(struct sv_parser *parser, const struct sv_token *start)
{
	struct sv_expr *arg, *expr;
	int years = 1;

	if (!sv_parser_expect(parser, "("))
		return NULL;
	arg = parse_sum(parser);
	if (!arg)
		return NULL;
	if (sv_parser_take(parser, ",") &&
	    !sv_parser_whole(parser, "a number of years", SV_RULE_YEARS_MAX, &years))
		return NULL;
	if (!sv_parser_expect(parser, ")"))
		return NULL;
	expr = unary(parser, SV_EXPR_PREVIOUS, arg, start);
	if (expr)
		expr->years = years;
	return expr;
}

static struct sv_expr *parse_sum_over(struct sv_parser *parser, const struct sv_token *start)
{
	struct sv_expr *quantity, *expr;
	const char *set = NULL;

	if (!sv_parser_expect(parser, "("))
		return NULL;
	quantity = new_node(parser, SV_EXPR_QUANTITY, parser->token);
	if (!sv_parser_name(parser, "a quantity", &quantity->name))
		return NULL;
	close_node(parser, quantity, parser->token - 1);
	if (!sv_parser_expect(parser, "over"))
		return NULL;
	if (parser->token->kind == SV_TOKEN_STRING ? !sv_parser_string(parser, &set)
						   : !sv_parser_expect(parser, "members"))
		return NULL;
	if (!sv_parser_expect(parser, ")"))
		return NULL;
	expr = unary(parser, SV_EXPR_SUM, quantity, start);
	if (expr)
		expr->name = set;
	return expr;
}

static bool parse_filter(struct sv_parser *parser, struct sv_filter *filter)
{
	size_t cap = 0;

	filter->place = parser->token->place;
	if (!sv_parser_name(parser, "an attribute", &filter->attribute) ||
	    !sv_parser_expect(parser, "is"))
		return false;
	filter->negated = sv_parser_take(parser, "not");
	do {
		const char *value;

		if (parser->token->kind == SV_TOKEN_STRING) {
			if (!sv_parser_string(parser, &value))
				return false;
		} else if (!sv_parser_name(parser, "a value", &value)) {
			return false;
		}
		filter->values = sv_arena_grow(parser->arena, filter->values, filter->value_count,
					       &cap, sizeof(*filter->values));
		filter->values[filter->value_count++] = value;
	} while (sv_parser_take(parser, "or"));
	return true;
}

static struct sv_expr *parse_count(struct sv_parser *parser, const struct sv_token *start)
{
	struct sv_expr *expr = new_node(parser, SV_EXPR_COUNT, start);
	size_t cap = 0;

	if (!sv_parser_expect(parser, "(") || !sv_parser_name(parser, "a register", &expr->name))
		return NULL;
	if (sv_parser_take(parser, "where")) {
		do {
			expr->filters =
			    sv_arena_grow(parser->arena, expr->filters, expr->filter_count, &cap,
					  sizeof(*expr->filters));
			if (!parse_filter(parser, &expr->filters[expr->filter_count++]))
				return NULL;
		} while (sv_parser_take(parser, "and"));
	}
	if (!sv_parser_expect(parser, ")"))
		return NULL;
	return close_node(parser, expr, start);
}

static struct sv_expr *parse_if(struct sv_parser *parser, const struct sv_token *start)
{
	struct sv_expr *parts[3] = {0};
	size_t count = 2;

	parts[0] = sv_parser_expr(parser);
	if (!parts[0] || !sv_parser_expect(parser, "then"))
		return NULL;
	parts[1] = parse_sum(parser);
	if (!parts[1])
		return NULL;
	if (sv_parser_take(parser, "else")) {
		parts[2] = parse_sum(parser);
		if (!parts[2])
			return NULL;
		count = 3;
	}
	return with_args(parser, SV_EXPR_IF, parts, count, start);
}

static const struct {
	const char *name;
	enum sv_expr_kind kind;
	size_t at_least, at_most;
} calls[] = {
    {"growth", SV_EXPR_GROWTH, 1, 1},
    {"real_growth", SV_EXPR_REAL_GROWTH, 2, 2},
    {"first_known", SV_EXPR_FIRST_KNOWN, 1, CALL_ARGS_MAX},
    {"min", SV_EXPR_MIN, 2, CALL_ARGS_MAX},
    {"max", SV_EXPR_MAX, 2, CALL_ARGS_MAX},
    {"abs", SV_EXPR_ABS, 1, 1},
};

static struct sv_expr *parse_word(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *expr, *args[CALL_ARGS_MAX];
	size_t count = 0;

	if (is_currency(start->text) && start[1].kind == SV_TOKEN_NUMBER)
		return parse_money(parser);
	parser->token++;
	if (sv_str_is(start->text, "if"))
		return parse_if(parser, start);
	if (!sv_parser_is(parser, "(")) {
		expr = new_node(parser, SV_EXPR_QUANTITY, start);
		expr->name = sv_arena_str(parser->arena, start->text).ptr;
		return close_node(parser, expr, start);
	}
	if (sv_str_is(start->text, "previous"))
		return parse_previous(parser, start);
	if (sv_str_is(start->text, "sum"))
		return parse_sum_over(parser, start);
	if (sv_str_is(start->text, "count"))
		return parse_count(parser, start);
	for (size_t i = 0; i < SV_ARRAY_LEN(calls); i++) {
		if (!sv_str_is(start->text, calls[i].name))
			continue;
		if (!parse_args(parser, calls[i].at_least, calls[i].at_most, args, &count))
			return NULL;
		return with_args(parser, calls[i].kind, args, count, start);
	}
	sv_pledge_error(
	    parser->pledge, parser->findings, "function", start->place,
	    "use previous, growth, real_growth, first_known, min, max, abs, sum or count",
	    "there is no function '%.*s'", SV_STR_ARG(start->text));
	return NULL;
}

static struct sv_expr *parse_factor(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *expr = NULL;

	if (!enter(parser))
		return NULL;
	if (sv_parser_take(parser, "-")) {
		expr = unary(parser, SV_EXPR_NEGATE, parse_factor(parser), start);
	} else if (sv_parser_take(parser, "(")) {
		expr = sv_parser_expr(parser);
		if (expr && !sv_parser_expect(parser, ")"))
			expr = NULL;
	} else if (start->kind == SV_TOKEN_NUMBER) {
		expr = parse_number(parser);
	} else if (start->kind == SV_TOKEN_WORD) {
		expr = parse_word(parser);
	} else {
		sv_parser_expected(parser, "a figure", "write a number, a name or a function");
	}
	parser->depth--;
	return expr;
}

static struct sv_expr *parse_product(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *left = parse_factor(parser);

	while (left) {
		if (sv_parser_take(parser, "*"))
			left = binary(parser, SV_EXPR_MULTIPLY, left, parse_factor(parser), start);
		else if (sv_parser_take(parser, "/"))
			left = binary(parser, SV_EXPR_DIVIDE, left, parse_factor(parser), start);
		else
			break;
	}
	return left;
}

static struct sv_expr *parse_sum(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *left = parse_product(parser);

	while (left) {
		if (sv_parser_take(parser, "+"))
			left = binary(parser, SV_EXPR_ADD, left, parse_product(parser), start);
		else if (sv_parser_take(parser, "-"))
			left = binary(parser, SV_EXPR_SUBTRACT, left, parse_product(parser), start);
		else
			break;
	}
	return left;
}

/* "over 3 years", "of 3 years": the number behind `word`. */
static struct sv_expr *with_years(struct sv_parser *parser, enum sv_expr_kind kind,
				  struct sv_expr *arg, const char *word,
				  const struct sv_token *start)
{
	struct sv_expr *expr;
	int years;

	if (!sv_parser_expect(parser, word) ||
	    !sv_parser_whole(parser, "a number of years", SV_RULE_YEARS_MAX, &years))
		return NULL;
	if (!sv_parser_take(parser, "year") && !sv_parser_expect(parser, "years"))
		return NULL;
	expr = unary(parser, kind, arg, start);
	if (expr)
		expr->years = years;
	return expr;
}

static struct sv_expr *parse_condition(struct sv_parser *parser)
{
	static const char *const signs[] = {">=", "<=", ">", "<", "=", "!="};
	const struct sv_token *start = parser->token;
	struct sv_expr *left = parse_sum(parser);

	if (!left)
		return NULL;
	if (sv_parser_take(parser, "rises"))
		left = with_years(parser, SV_EXPR_RISES, left, "over", start);
	else if (sv_parser_take(parser, "falls"))
		left = with_years(parser, SV_EXPR_FALLS, left, "over", start);
	else if (sv_parser_take(parser, "is"))
		left = sv_parser_expect(parser, "known")
			   ? unary(parser, SV_EXPR_IS_KNOWN, left, start)
			   : NULL;
	else if (sv_parser_is(parser, "in") && sv_str_is(parser->token[1].text, "force")) {
		parser->token += 2;
		if (left->kind != SV_EXPR_QUANTITY) {
			sv_pledge_error(parser->pledge, parser->findings, "fact", start->place,
					"write NAME in force, NAME being declared with 'fact'",
					"only a fact can be in force");
			return NULL;
		}
		left->kind = SV_EXPR_FACT;
		close_node(parser, left, start);
	} else {
		for (size_t i = 0; i < SV_ARRAY_LEN(signs); i++) {
			if (!sv_parser_take(parser, signs[i]))
				continue;
			left = binary(parser, SV_EXPR_COMPARE, left, parse_sum(parser), start);
			if (left)
				left->compare = (enum sv_compare)i;
			break;
		}
	}
	if (left && sv_parser_is(parser, "in") && sv_str_is(parser->token[1].text, "each")) {
		parser->token += 2;
		left = with_years(parser, SV_EXPR_IN_EACH, left, "of", start);
	}
	return left;
}

static struct sv_expr *parse_not(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *expr;

	if (!sv_parser_take(parser, "not"))
		return parse_condition(parser);
	if (!enter(parser))
		return NULL;
	expr = unary(parser, SV_EXPR_NOT, parse_not(parser), start);
	parser->depth--;
	return expr;
}

static struct sv_expr *parse_and(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *left = parse_not(parser);

	while (left && sv_parser_take(parser, "and"))
		left = binary(parser, SV_EXPR_AND, left, parse_not(parser), start);
	return left;
}

struct sv_expr *sv_parser_expr(struct sv_parser *parser)
{
	const struct sv_token *start = parser->token;
	struct sv_expr *left;

	if (!enter(parser))
		return NULL;
	left = parse_and(parser);
	while (left && sv_parser_take(parser, "or"))
		left = binary(parser, SV_EXPR_OR, left, parse_and(parser), start);
	parser->depth--;
	return left;
}

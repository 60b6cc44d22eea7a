/* SPDX-License-Identifier: EUPL-1.2 */
/* Words and items. */
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
				"use at most 18 digits, 12 of them after the point",
				"'%.*s' is not an exact number", SV_STR_ARG(parser->token->text));
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

bool sv_parser_date(struct sv_parser *parser, int32_t *ret)
{
	if (parser->token->kind != SV_TOKEN_DATE)
		return sv_parser_expected(parser, "a date", "write it as YYYY-MM-DD");
	*ret = SV_DAY_NONE;
	(void)sv_day_parse(parser->token->text, ret); /* the lexer has reported a bad one */
	parser->token++;
	return true;
}

/* Take all of "not met when", or nothing. */
bool sv_parser_words(struct sv_parser *parser, const char *words)
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

bool sv_parser_at_end(const struct sv_parser *parser)
{
	return parser->token->kind == SV_TOKEN_CLAUSE || parser->token->kind == SV_TOKEN_HEAD ||
	       parser->token->kind == SV_TOKEN_END;
}

const char *sv_parser_kind_name(unsigned kind)
{
	static const char *const names[] = {"set",        "group",     "quantity", "fact",
					    "commitment", "condition", "check",    "series",
					    "procedure",  "body",      "change"};

	return names[__builtin_ctz(kind)];
}

static bool parse_force(struct sv_parser *parser, int32_t *from, int32_t *to)
{
	if (!sv_parser_take(parser, "in"))
		return true;
	if (!sv_parser_expect(parser, "force") || !sv_parser_expect(parser, "from") ||
	    !sv_parser_date(parser, from))
		return false;
	return !sv_parser_take(parser, "to") || sv_parser_date(parser, to);
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

static bool head_set(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge *pledge = parser->pledge;

	target->kind = SV_IN_SET;
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

static bool head_group(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_group group = {.basis = "", .place = parser->token->place};

	if (!limit_items(parser, pledge->group_count, group.place) ||
	    !sv_parser_name(parser, "the name of a group", &group.name) ||
	    !sv_parser_string(parser, &group.title))
		return false;
	pledge->groups = sv_arena_grow(parser->arena, pledge->groups, pledge->group_count,
				       &pledge->group_cap, sizeof(group));
	target->kind = SV_IN_GROUP;
	target->group = &pledge->groups[pledge->group_count++];
	*target->group = group;
	return true;
}

static bool head_quantity(struct sv_parser *parser, struct sv_parser_target *target)
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
	target->kind = SV_IN_QUANTITY;
	target->quantity = &pledge->quantities[pledge->quantity_count++];
	*target->quantity = quantity;
	return true;
}

static bool head_fact(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_fact_name fact = {.place = parser->token->place};

	if (!limit_items(parser, pledge->fact_count, fact.place) ||
	    !sv_parser_name(parser, "the name of a fact", &fact.name) ||
	    !sv_parser_string(parser, &fact.title))
		return false;
	pledge->facts = sv_arena_grow(parser->arena, pledge->facts, pledge->fact_count,
				      &pledge->fact_cap, sizeof(fact));
	target->kind = SV_IN_FACT;
	target->fact = &pledge->facts[pledge->fact_count++];
	*target->fact = fact;
	return true;
}

static bool head_body(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_body body = {.place = parser->token->place};

	if (!limit_items(parser, pledge->body_count, body.place) ||
	    !sv_parser_name(parser, "the name of a body", &body.name) ||
	    !sv_parser_string(parser, &body.title))
		return false;
	pledge->bodies = sv_arena_grow(parser->arena, pledge->bodies, pledge->body_count,
				       &pledge->body_cap, sizeof(body));
	pledge->bodies[pledge->body_count++] = body;
	target->kind = SV_IN_BODY;
	return true;
}

static bool parse_step(struct sv_parser *parser, struct sv_rational *ret)
{
	return !sv_parser_take(parser, "in") ||
	       (sv_parser_expect(parser, "steps") && sv_parser_expect(parser, "of") &&
		sv_parser_number(parser, ret));
}

/* by at most N [% of itself] [in steps of N] */
static bool parse_bounds(struct sv_parser *parser, struct sv_change_rule *change)
{
	if (!sv_parser_expect(parser, "by") || !sv_parser_expect(parser, "at") ||
	    !sv_parser_expect(parser, "most") || !sv_parser_number(parser, &change->most))
		return false;
	change->of_itself = sv_parser_take(parser, "%");
	if (change->of_itself &&
	    (!sv_parser_expect(parser, "of") || !sv_parser_expect(parser, "itself") ||
	     !sv_rational_divide(change->most, SV_RATIONAL(100, 1), &change->most)))
		return false;
	return parse_step(parser, &change->step);
}

/* may change NAME upwards|downwards|both ways ... */
static bool head_change(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_pledge *pledge = parser->pledge;
	struct sv_change_rule change = {.quantity = -1, .place = parser->token->place};
	bool both;

	if (!limit_items(parser, pledge->change_count, change.place) ||
	    !sv_parser_name(parser, "a quantity or register", &change.name))
		return false;
	both = sv_parser_words(parser, "both ways");
	change.upwards = both || sv_parser_take(parser, "upwards");
	change.downwards = both || (!change.upwards && sv_parser_take(parser, "downwards"));
	if (!change.upwards && !change.downwards)
		return sv_parser_expected(parser, "upwards, downwards or both ways",
					  "say in which direction it may change");
	if (!parse_bounds(parser, &change))
		return false;
	pledge->changes = sv_arena_grow(parser->arena, pledge->changes, pledge->change_count,
					&pledge->change_cap, sizeof(change));
	pledge->changes[pledge->change_count++] = change;
	target->kind = SV_IN_CHANGE;
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

static bool parse_item(struct sv_parser *parser, struct sv_parser_target *target,
		       enum sv_item_kind kind)
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
	target->kind = SV_IN_COMMITMENT << kind;
	if (kind == SV_ITEM_PROCEDURE) {
		item.procedure = SV_NEW(parser->arena, struct sv_procedure);
		item.procedure->records = "";
	}
	target->item = &pledge->items[pledge->item_count++];
	*target->item = item;
	return true;
}

static bool parse_head(struct sv_parser *parser, struct sv_parser_target *target)
{
	if (sv_parser_words(parser, "set"))
		return head_set(parser, target);
	if (sv_parser_words(parser, "group"))
		return head_group(parser, target);
	if (sv_parser_words(parser, "quantity"))
		return head_quantity(parser, target);
	if (sv_parser_words(parser, "fact"))
		return head_fact(parser, target);
	if (sv_parser_words(parser, "body"))
		return head_body(parser, target);
	if (sv_parser_words(parser, "may change"))
		return head_change(parser, target);
	for (enum sv_item_kind kind = SV_ITEM_COMMITMENT; kind <= SV_ITEM_PROCEDURE; kind++)
		if (sv_parser_words(parser, sv_parser_kind_name(SV_IN_COMMITMENT << kind)))
			return parse_item(parser, target, kind);
	return sv_parser_expected(
	    parser, "an item",
	    "begin with set, group, quantity, fact, body, commitment, condition, "
	    "check, series, procedure or may change; indent a clause");
}

static void skip_to_clause(struct sv_parser *parser)
{
	while (!sv_parser_at_end(parser))
		parser->token++;
}

static void parse_one_item(struct sv_parser *parser)
{
	struct sv_parser_target target = {0};
	bool good;

	parser->token++; /* SV_TOKEN_HEAD */
	good = parse_head(parser, &target);
	if (good && !sv_parser_at_end(parser))
		sv_parser_expected(parser, "the end of the line",
				   "put each clause on a line of its own, indented");
	skip_to_clause(parser);
	while (parser->token->kind == SV_TOKEN_CLAUSE) {
		parser->token++;
		/* Clauses of a head that was not understood cannot be placed: pass over them. */
		if (good)
			sv_parser_clause(parser, &target);
		skip_to_clause(parser);
	}
	if (target.item)
		target.item->source.len = (size_t)(parser->token[-1].end - target.item->source.ptr);
}

static void find_lines(struct sv_arena *arena, struct sv_pledge *pledge)
{
	const char *pos = pledge->text.ptr, *end = pos + pledge->text.len;

	while (pos) {
		pledge->lines = sv_arena_grow(arena, (void *)pledge->lines, pledge->line_count,
					      &pledge->line_cap, sizeof(*pledge->lines));
		pledge->lines[pledge->line_count++] = pos;
		pos = pos < end ? memchr(pos, '\n', (size_t)(end - pos)) : NULL;
		pos = pos ? pos + 1 : NULL;
	}
}

/* False for what is no text at all. */
static bool is_text(struct sv_str text, const char *file, struct sv_findings *findings)
{
	size_t bad;

	if (text.len > SV_RULE_BYTES_MAX) {
		sv_findings_error(findings, "limit", file, 0, 0, "split it into several sets",
				  "the text is larger than %d bytes", SV_RULE_BYTES_MAX);
		return false;
	}
	if (!sv_str_is_utf8(text, &bad)) {
		sv_findings_error(findings, "utf-8", file, 0, 0, "save the file as UTF-8",
				  "the text is not valid UTF-8 at byte %zu", bad);
		return false;
	}
	return true;
}

struct sv_pledge *sv_pledge_parse(struct sv_arena *arena, const char *file, struct sv_str text,
				  struct sv_findings *findings)
{
	struct sv_pledge *pledge = SV_NEW(arena, struct sv_pledge);
	struct sv_parser parser = {.arena = arena, .pledge = pledge, .findings = findings};

	*pledge = (struct sv_pledge){.file = file,
				     .text = text,
				     .name = "",
				     .title = "",
				     .basis = "",
				     .place = {1, 1},
				     .from = SV_DAY_NONE,
				     .to = SV_DAY_OPEN};
	if (!is_text(text, file, findings)) {
		pledge->subject = "";
		return pledge;
	}
	find_lines(arena, pledge);
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

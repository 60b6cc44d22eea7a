/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/lexer.h"

#include <string.h>

struct lexer {
	struct sv_arena *arena;
	const struct sv_pledge *pledge;
	struct sv_findings *findings;
	const char *pos, *end, *line_start;
	int line;
	struct sv_token *tokens;
	size_t count, cap;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char peek(const struct lexer *lexer, size_t ahead)
{
	return (size_t)(lexer->end - lexer->pos) > ahead ? lexer->pos[ahead] : '\0';
}

static struct sv_place place_of(const struct lexer *lexer, const char *at)
{
	return (struct sv_place){lexer->line, (int)(at - lexer->line_start) + 1};
}

static void add(struct lexer *lexer, enum sv_token_kind kind, const char *start, const char *end)
{
	struct sv_token *token;

	lexer->tokens = sv_arena_grow(lexer->arena, lexer->tokens, lexer->count, &lexer->cap,
				      sizeof(*lexer->tokens));
	token = &lexer->tokens[lexer->count++];
	token->kind = kind;
	token->place = place_of(lexer, start);
	token->start = start;
	token->end = end;
	token->text = (struct sv_str){start, (size_t)(end - start)};
	if (kind == SV_TOKEN_STRING)
		token->text = (struct sv_str){start + 1, token->text.len - 2};
}

static void skip_comment(struct lexer *lexer)
{
	while (lexer->pos < lexer->end && *lexer->pos != '\n')
		lexer->pos++;
}

/* A clause goes on after an operator, a comma or an open parenthesis.  A parenthesis that is
 * never closed ends with its line, so that it is reported there and hides nothing below. */
static bool goes_on(const struct lexer *lexer)
{
	static const char *const operators[] = {"and", "or", "not", "if", "then", "else"};
	const struct sv_token *last;

	if (!lexer->count)
		return false;
	last = &lexer->tokens[lexer->count - 1];
	for (size_t i = 0; last->kind == SV_TOKEN_WORD && i < SV_ARRAY_LEN(operators); i++)
		if (sv_str_is(last->text, operators[i]))
			return true;
	return last->kind == SV_TOKEN_SIGN && !sv_str_is(last->text, "%") &&
	       !sv_str_is(last->text, ")");
}

/* At the first column of a line: say whether a head or a clause begins here. */
static void begin_line(struct lexer *lexer)
{
	const char *first = lexer->pos;

	while (first < lexer->end && (*first == ' ' || *first == '\t' || *first == '\r'))
		first++;
	if (first == lexer->end || *first == '\n' || *first == '#')
		return;
	if (first == lexer->pos) {
		add(lexer, SV_TOKEN_HEAD, first, first);
	} else if (!goes_on(lexer)) {
		add(lexer, SV_TOKEN_CLAUSE, first, first);
	}
}

static void read_word(struct lexer *lexer)
{
	const char *start = lexer->pos;

	while (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0)) ||
	       (peek(lexer, 0) == '-' && is_letter(peek(lexer, 1))))
		lexer->pos++;
	add(lexer, SV_TOKEN_WORD, start, lexer->pos);
}

/* 9999-99-99, whether or not such a day exists. */
static bool looks_like_date(const struct lexer *lexer)
{
	for (size_t i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? peek(lexer, i) != '-' : !is_digit(peek(lexer, i)))
			return false;
	return true;
}

/* 20, 0.5, 2017-12-11, 12.1, 13.1a: the longest run decides what it is. */
static void read_number(struct lexer *lexer)
{
	const char *start = lexer->pos;
	enum sv_token_kind kind = SV_TOKEN_NUMBER;
	int points = 0;
	int32_t day;

	if (looks_like_date(lexer)) {
		lexer->pos += 10;
		add(lexer, SV_TOKEN_DATE, start, lexer->pos);
		if (!sv_day_parse((struct sv_str){start, 10}, &day))
			sv_pledge_error(lexer->pledge, lexer->findings, "date",
					place_of(lexer, start), "write it as YYYY-MM-DD",
					"'%.10s' is not a date", start);
		return;
	}
	while (is_digit(peek(lexer, 0)) || is_letter(peek(lexer, 0)) ||
	       (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1)))) {
		if (*lexer->pos == '.')
			points++;
		else if (!is_digit(*lexer->pos))
			kind = SV_TOKEN_NUMBERING;
		lexer->pos++;
	}
	add(lexer, points > 1 ? SV_TOKEN_NUMBERING : kind, start, lexer->pos);
}

static void read_string(struct lexer *lexer)
{
	const char *start = lexer->pos++;

	while (lexer->pos < lexer->end && *lexer->pos != '"' && *lexer->pos != '\n')
		lexer->pos++;
	if (lexer->pos == lexer->end || *lexer->pos == '\n') {
		sv_pledge_error(lexer->pledge, lexer->findings, "string", place_of(lexer, start),
				"close it with a second quote in the same line",
				"a text in quotes is not closed");
		return;
	}
	lexer->pos++;
	add(lexer, SV_TOKEN_STRING, start, lexer->pos);
}

static void read_sign(struct lexer *lexer)
{
	static const char *const signs[] = {">=", "<=", "!=", ">", "<", "=", "+",
					    "-",  "*",  "/",  "(", ")", ",", "%"};
	const char *start = lexer->pos;

	for (size_t i = 0; i < SV_ARRAY_LEN(signs); i++) {
		size_t len = strlen(signs[i]);

		if ((size_t)(lexer->end - start) < len || memcmp(start, signs[i], len) != 0)
			continue;
		lexer->pos += len;
		add(lexer, SV_TOKEN_SIGN, start, lexer->pos);
		return;
	}
	sv_pledge_error(lexer->pledge, lexer->findings, "character", place_of(lexer, start),
			"remove it, or put text in quotes", "a character that means nothing here");
	/* The whole UTF-8 sequence, so that it is reported once. */
	do {
		lexer->pos++;
	} while (lexer->pos < lexer->end && ((unsigned char)*lexer->pos & 0xc0) == 0x80);
}

const struct sv_token *sv_lex(struct sv_arena *arena, const struct sv_pledge *pledge,
			      struct sv_findings *findings)
{
	struct lexer lexer = {.arena = arena,
			      .pledge = pledge,
			      .findings = findings,
			      .pos = pledge->text.ptr,
			      .end = pledge->text.ptr + pledge->text.len,
			      .line_start = pledge->text.ptr,
			      .line = 1};

	begin_line(&lexer);
	while (lexer.pos < lexer.end) {
		char c = *lexer.pos;

		if (c == '\n') {
			lexer.pos++;
			lexer.line++;
			lexer.line_start = lexer.pos;
			begin_line(&lexer);
		} else if (c == ' ' || c == '\t' || c == '\r') {
			lexer.pos++;
		} else if (c == '#') {
			skip_comment(&lexer);
		} else if (is_letter(c)) {
			read_word(&lexer);
		} else if (is_digit(c)) {
			read_number(&lexer);
		} else if (c == '"') {
			read_string(&lexer);
		} else {
			read_sign(&lexer);
		}
	}
	add(&lexer, SV_TOKEN_END, lexer.end, lexer.end);
	return lexer.tokens;
}

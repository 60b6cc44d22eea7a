/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parser.h - what the two halves of the parser share: clauses (parser.c) and
 * expressions (parser_expr.c).  Only these two include it.
 *
 * A function that meets an error reports it once, sets `failed` and returns
 * NULL or false; the caller skips to the next clause, so that every clause of
 * a text is read and all its errors stand in one list.
 */
#ifndef SV_RULES_PARSER_H
#define SV_RULES_PARSER_H

#include "rules/lexer.h"

struct sv_parser {
	struct sv_arena *arena;
	struct sv_pledge *pledge;
	struct sv_findings *findings;
	const struct sv_token *token; /* the next one */
	int depth;                    /* of the expression being read */
	size_t node_count;
};

bool sv_parser_is(const struct sv_parser *parser, const char *word); /* the next word or sign */
bool sv_parser_take(struct sv_parser *parser, const char *word);
bool sv_parser_expect(struct sv_parser *parser, const char *word);
bool sv_parser_string(struct sv_parser *parser, const char **ret);
bool sv_parser_name(struct sv_parser *parser, const char *what, const char **ret);
bool sv_parser_whole(struct sv_parser *parser, const char *what, int max, int *ret);
bool sv_parser_number(struct sv_parser *parser, struct sv_rational *ret);
bool sv_parser_unit(struct sv_parser *parser, struct sv_unit *ret); /* of a quantity */

/* Report "expected WHAT, found ..." at the next token; always false. */
bool sv_parser_expected(struct sv_parser *parser, const char *what, const char *repair);

/* NULL after an error. */
struct sv_expr *sv_parser_expr(struct sv_parser *parser);

#endif

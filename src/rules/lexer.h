/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lexer.h - a pledge text as tokens.
 *
 * Line structure is meaning here: an item's head begins in the first column,
 * its clauses are indented, and a clause goes on in the next line after an
 * operator, a comma or an open parenthesis.  The lexer says where a head or a
 * clause begins and hides every other line end.
 */
#ifndef SV_RULES_LEXER_H
#define SV_RULES_LEXER_H

#include "rules/pledge.h"

enum sv_token_kind {
	SV_TOKEN_END,
	SV_TOKEN_HEAD,      /* a head begins; the next token is its first word */
	SV_TOKEN_CLAUSE,    /* a clause begins */
	SV_TOKEN_WORD,      /* letters, digits, '_' and '-' between letters */
	SV_TOKEN_NUMBER,    /* 20, 0.5 */
	SV_TOKEN_NUMBERING, /* 12.1, 13.1a: digits with letters or several points */
	SV_TOKEN_DATE,
	SV_TOKEN_STRING,
	SV_TOKEN_SIGN, /* one or two characters: + - * / ( ) , % = != < <= > >= */
};

struct sv_token {
	enum sv_token_kind kind;
	struct sv_str text; /* of a string: without the quotes */
	struct sv_place place;
	const char *start, *end; /* in the source */
};

/* All tokens of the text, closed by SV_TOKEN_END.  Problems go to findings and are skipped. */
const struct sv_token *sv_lex(struct sv_arena *arena, const struct sv_pledge *pledge,
			      struct sv_findings *findings);

#endif

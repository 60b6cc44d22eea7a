/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parser.h - what the parts of the parser share: words and items (parser.c),
 * clauses (parser_clause.c), those of procedures (procedure.c), expressions
 * (parser_expr.c).  Only these include it.
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
	const char *allowed[11]; /* what may stand in an item, by kind; made when first asked for */
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

/* Take all of "not met when", or nothing. */
bool sv_parser_words(struct sv_parser *parser, const char *words);
bool sv_parser_date(struct sv_parser *parser, int32_t *ret);
bool sv_parser_at_end(const struct sv_parser *parser); /* of a clause or head */

/* What a clause is being read into: one of these is set, after the head. */
struct sv_parser_target {
	unsigned kind; /* one SV_IN_ bit */
	struct sv_group *group;
	struct sv_quantity *quantity;
	struct sv_fact_name *fact;
	struct sv_pledge_item *item;
	const struct sv_token *clause; /* its first token */
	uint64_t seen;                 /* clauses met so far, by their place in the table */
};

enum {
	SV_IN_SET = 1,
	SV_IN_GROUP = 2,
	SV_IN_QUANTITY = 4,
	SV_IN_FACT = 8,
	SV_IN_COMMITMENT = 16,
	SV_IN_CONDITION = 32,
	SV_IN_CHECK = 64,
	SV_IN_SERIES = 128,
	SV_IN_PROCEDURE = 256,
	SV_IN_BODY = 512,
	SV_IN_CHANGE = 1024,
	SV_IN_ITEM = SV_IN_COMMITMENT | SV_IN_CONDITION | SV_IN_CHECK | SV_IN_SERIES,
	SV_IN_RATED = SV_IN_COMMITMENT | SV_IN_CONDITION,
	SV_IN_WORDED = SV_IN_ITEM | SV_IN_PROCEDURE, /* has a basis, a text and notes */
};

const char *sv_parser_kind_name(unsigned kind); /* "commitment", by its SV_IN_ bit */

/* A clause of the target; the next token is its first word. */
void sv_parser_clause(struct sv_parser *parser, struct sv_parser_target *target);

/* NAME {, then NAME} */
bool sv_parser_names(struct sv_parser *parser, const char *what, struct sv_names *names);
bool sv_parser_percent(struct sv_parser *parser, struct sv_rational *ret); /* as a share */
/* One of a list of words; its index, or -1 after an error. */
int sv_parser_one_of(struct sv_parser *parser, const char *const *words, size_t count,
		     const char *what);

/* Clauses of a procedure, by their first words. */
bool sv_clause_proposed_by(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_consulted(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_voters(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_majority(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_blocking(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_alternative(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_quorum(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_proxies(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_effect(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_records(struct sv_parser *parser, struct sv_parser_target *target);
bool sv_clause_step(struct sv_parser *parser, struct sv_parser_target *target);

/* What a procedure has to say, and to whom; errors are findings. */
void sv_procedure_check(const struct sv_pledge *pledge, const struct sv_pledge_item *item,
			struct sv_findings *findings);

/* NULL after an error. */
struct sv_expr *sv_parser_expr(struct sv_parser *parser);

#endif

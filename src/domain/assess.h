/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * assess.h - from rules and facts to ratings with their reasons.
 *
 * Pure: the same register, evidence and texts give the same assessment.
 * Results live in the arena; they refer to the register and the evidence,
 * which must live as long.
 */
#ifndef SV_DOMAIN_ASSESS_H
#define SV_DOMAIN_ASSESS_H

#include "domain/assessment.h"
#include "domain/evidence.h"
#include "domain/register.h"
#include "domain/rulebook.h"

/* What a member's plan says of an item.  docs/formats/rules.md, section 6. */
struct sv_declaration {
	int state;
	int year; /* rated, not that of the plan */
	const char *item;
	enum sv_rating rating;
	const char *caveat; /* the national caveat invoked, or "" */
	const char *where;  /* "the plan for 2027" */
	bool restricted;    /* not for a public rendition; see release.h */
	struct sv_origin origin;
};

/* What the assessor found and a second reader confirmed. */
struct sv_judgement {
	int state; /* -1: of the members together */
	int year;
	const char *item;
	enum sv_rating rating;
	const char *rationale, *author, *second;
	const char *answer;      /* of the state, or "" */
	const int64_t *evidence; /* documents that the assessor names */
	size_t evidence_count;
	bool restricted;         /* not for a public rendition; see release.h */
	struct sv_origin origin; /* the act that gave it */
};

struct sv_assess_input {
	const struct sv_register *reg;
	const struct sv_evidence *evidence;
	const struct sv_declaration *declarations; /* a later one of a cell replaces it */
	size_t declaration_count;
	const struct sv_judgement *judgements; /* likewise */
	size_t judgement_count;
	const struct sv_rule_text *texts;
	size_t text_count;
	int32_t on;
	int64_t known_size;
	int year_first, year_last;
	bool public_only; /* of what is restricted say only that it is there */
	/* Ratings and values alone: reasons stay "", no rows, no findings.  Of a series that is
	 * all there is to show, and reasons are most of the work. */
	bool without_words;
};

/* "met", "on_track", ...; false when it is no rating. */
bool sv_rating_find(struct sv_str name, enum sv_rating *ret);

SV_MUST_USE int sv_assess(struct sv_arena *arena, const struct sv_assess_input *input,
			  struct sv_assessment **ret, struct sv_error *err);

/*
 * One cell with its reasons as a tree: the measures, the target and the clauses of the rule, in
 * the order written.  state NULL asks for the collective.  SV_ENOTFOUND when the state is no
 * member on that day or no commitment of that number is in force.
 */
SV_MUST_USE int sv_assess_explain(struct sv_arena *arena, const struct sv_assess_input *input,
				  const char *state, const char *number, struct sv_explanation *ret,
				  struct sv_error *err);

/* What would flip each rating of the last year that figures decide: docs/least-change.md. */
struct sv_assess_way {
	const char *state; /* NULL: the members together */
	const char *number;
	const struct sv_least_change *least_change;
};

SV_MUST_USE int sv_assess_ways(struct sv_arena *arena, const struct sv_assess_input *input,
			       struct sv_assess_way **ret, size_t *ret_count, struct sv_error *err);

#endif

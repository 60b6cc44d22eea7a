/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pledge.h - a pledge text, parsed and checked.
 *
 * docs/formats/rules.md defines the language.  sv_pledge_parse() builds the
 * tree and reports every error of form; sv_pledge_check() resolves the names,
 * gives each expression its unit and reports every error of meaning.  A pledge
 * that passed both can be compiled (program.h).  Everything lives in the arena
 * it was parsed into.
 */
#ifndef SV_RULES_PLEDGE_H
#define SV_RULES_PLEDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/finding.h"
#include "rules/unit.h"

struct sv_place {
	int line, column; /* 1-based */
};

enum sv_expr_kind {
	SV_EXPR_NUMBER,
	SV_EXPR_QUANTITY, /* index: quantity */
	SV_EXPR_MEASURE,  /* index: measure of the same item */
	SV_EXPR_FACT,     /* NAME in force; index: fact */
	SV_EXPR_SUM,      /* sum(Q over set); index: quantity, name: set */
	SV_EXPR_COUNT,    /* count(register where filters) */
	SV_EXPR_ADD,
	SV_EXPR_SUBTRACT,
	SV_EXPR_MULTIPLY,
	SV_EXPR_DIVIDE,
	SV_EXPR_NEGATE,
	SV_EXPR_PREVIOUS, /* years */
	SV_EXPR_GROWTH,
	SV_EXPR_REAL_GROWTH,
	SV_EXPR_FIRST_KNOWN,
	SV_EXPR_MIN,
	SV_EXPR_MAX,
	SV_EXPR_ABS,
	SV_EXPR_IF,      /* condition, then, [else] */
	SV_EXPR_COMPARE, /* compare */
	SV_EXPR_RISES,   /* years */
	SV_EXPR_FALLS,   /* years */
	SV_EXPR_IS_KNOWN,
	SV_EXPR_IN_EACH, /* years */
	SV_EXPR_AND,
	SV_EXPR_OR,
	SV_EXPR_NOT,
};

enum sv_compare {
	SV_COMPARE_GE,
	SV_COMPARE_LE,
	SV_COMPARE_GT,
	SV_COMPARE_LT,
	SV_COMPARE_EQ,
	SV_COMPARE_NE,
};

/* ATTRIBUTE is [not] V or V or ... */
struct sv_filter {
	const char *attribute;
	bool negated;
	const char **values;
	size_t value_count;
	struct sv_place place;
};

struct sv_expr {
	enum sv_expr_kind kind;
	struct sv_place place;
	struct sv_str text; /* as written */
	struct sv_expr **args;
	size_t arg_count;
	int height; /* of the tree below; bounds every recursion over it */
	enum sv_compare compare;
	int years;
	struct sv_rational number; /* in the engine's own scale once checked */
	const char *name;          /* as written: quantity, measure, fact, register or set */
	int index;
	bool of_whole; /* of a division: a quantity by one that it is part of */
	struct sv_filter *filters;
	size_t filter_count;
	struct sv_unit unit;
};

/* An ordered list of names: "plan, then eda". */
struct sv_names {
	const char **items;
	size_t count;
	struct sv_place place;
};

struct sv_quantity_source {
	const char *class, *indicator;
	struct sv_place place;
};

struct sv_quantity {
	const char *name, *title;
	struct sv_place place;
	bool has_unit;
	struct sv_unit unit;
	const char *part_of; /* NULL, or the name of the whole */
	int part_of_index;   /* -1, or the whole */
	struct sv_place part_of_place;
	struct sv_quantity_source *sources;
	size_t source_count, source_cap;
	bool has_tolerance;
	struct sv_rational tolerance; /* as a share: 5 % is 1/20 */
};

struct sv_fact_name {
	const char *name, *title;
	struct sv_place place;
	bool absent_is_unknown;
	bool of_project; /* an entry of the register of projects, not of states */
};

struct sv_group {
	const char *name, *title, *basis;
	struct sv_place place;
};

/* Who judges, by a name that a reader knows: body hr "the High Representative". */
struct sv_body {
	const char *name, *title;
	struct sv_place place;
};

/* Which figures and registers may change, and how far: may change investment upwards by at most
 * 1000 in steps of 0.01.  Only what stands here is proposed as a way out (docs/least-change.md). */
struct sv_change_rule {
	const char *name; /* of a quantity or a register */
	struct sv_place place;
	int quantity; /* index, or -1 for a register */
	bool upwards, downwards;
	struct sv_rational most; /* in the unit of the quantity, or a share of its figure */
	bool of_itself;          /* then a share */
	struct sv_rational step; /* the smallest unit, in that of the quantity */
};

enum sv_item_kind {
	SV_ITEM_COMMITMENT,
	SV_ITEM_CONDITION,
	SV_ITEM_CHECK,
	SV_ITEM_SERIES,
	SV_ITEM_PROCEDURE,
};

enum sv_scope {
	SV_SCOPE_MEMBER,
	SV_SCOPE_COLLECTIVE,
	SV_SCOPE_PROJECT,
	SV_SCOPE_UNION,
	SV_SCOPE_STATE,
};

struct sv_measure {
	const char *name, *title;
	struct sv_place place;
	struct sv_expr *expr;
};

/* What a clause says of its item when its condition holds, or when nothing else did. */
enum sv_outcome {
	SV_OUTCOME_MET,
	SV_OUTCOME_ON_TRACK,
	SV_OUTCOME_NO_PROGRESS,
	SV_OUTCOME_REGRESSED,
	SV_OUTCOME_NOT_MET,
	SV_OUTCOME_NOT_APPLICABLE,
	SV_OUTCOME_JUDGED,
};

struct sv_clause {
	enum sv_outcome outcome;
	struct sv_expr *when;
	const char *text;   /* the ground given, or "" */
	struct sv_str line; /* the clause as written */
	struct sv_place place;
};

struct sv_cross_check {
	const char *measure, *against; /* both measures of the item, or quantities */
	struct sv_expr *left, *right;
	struct sv_rational beyond; /* as a share of the first */
	struct sv_place place;
};

/* Who votes on an act. */
enum sv_electorate {
	SV_ELECTORATE_NOBODY,  /* a notification is enough */
	SV_ELECTORATE_UNION,   /* all states of the Union */
	SV_ELECTORATE_MEMBERS, /* those that take part in the cooperation */
	SV_ELECTORATE_PROJECT, /* coordinators and members of the project concerned */
};

/* What an adopted act changes in the register. */
enum sv_effect {
	SV_EFFECT_NONE,
	SV_EFFECT_MEMBERSHIP_BEGINS,
	SV_EFFECT_MEMBERSHIP_ENDS,
	SV_EFFECT_PROJECT_LISTED, /* or taken off the list */
	SV_EFFECT_THIRD_STATE,    /* a third state takes part in a project */
};

struct sv_majority {
	bool unanimous;
	struct sv_rational voters, population; /* at least, as shares */
	const char *when;                      /* of an alternative: its case in words, or "" */
};

struct sv_procedure_step {
	const char *name, *who, *text;
	bool unanimous;                /* a vote, by ... */
	enum sv_electorate electorate; /* ... these */
	struct sv_place place;
};

/* How an act comes about: see docs/formats/rules.md, "procedure". */
struct sv_procedure {
	struct sv_names proposed_by, consulted;
	bool has_voters;
	enum sv_electorate voters;
	bool without_concerned; /* the state concerned does not vote */
	bool has_majority;
	struct sv_majority majority;
	bool has_blocking;
	struct sv_rational blocking; /* more than this share of the population ... */
	int blocking_more;           /* ... and so many voters more than that takes */
	bool has_alternative;
	struct sv_majority alternative;
	bool has_quorum;
	struct sv_rational quorum; /* more than this share of the voters */
	int proxies_max;           /* others that one may vote for */
	enum sv_effect effect;
	const char *records; /* type of the act that is adopted: "decision", or "" */
	struct sv_procedure_step *steps;
	size_t step_count, step_cap;
};

struct sv_pledge_item {
	enum sv_item_kind kind;
	const char *number, *title; /* number: "12.1", "a1", or the name of a check or series */
	const char *subject;        /* of a condition or check: "third_state", "plan"; else "" */
	struct sv_place place;
	struct sv_str source;                                    /* the whole item as written */
	int32_t from, to;                                        /* in force, half open */
	const char *group, *basis, *text, *note, *evidence_kind; /* "" when not given */
	enum sv_scope scope;
	bool has_scope;
	struct sv_names evidence; /* empty: the quantities' own order */
	int32_t due_from;         /* SV_DAY_NONE when always due */
	const char *due_reason;
	struct sv_measure *measures;
	size_t measure_count, measure_cap;
	struct sv_expr *target;
	struct sv_clause *clauses;
	size_t clause_count, clause_cap;
	bool has_otherwise;
	enum sv_outcome otherwise;
	struct sv_names weighed; /* facts that a condition lays before those who judge */
	struct sv_names judges;  /* empty when nobody is asked */
	struct sv_names scale;   /* the marks a judgement may give */
	const char *declared_in; /* "plan", or "" */
	bool bears_on_overlap;   /* what projects or equipment double speaks to it */
	struct sv_cross_check *cross_checks;
	size_t cross_check_count, cross_check_cap;
	enum sv_severity severity;      /* of a check */
	const char *repair;             /* of a check, or "" */
	struct sv_procedure *procedure; /* of a procedure, else NULL */
};

struct sv_pledge {
	const char *file;
	struct sv_str text;
	const char **lines; /* where each line begins, for carets */
	size_t line_count, line_cap;
	const char *name, *subject, *title, *basis; /* of the set */
	struct sv_place place;
	int32_t from, to;
	struct sv_group *groups;
	size_t group_count, group_cap;
	struct sv_quantity *quantities;
	size_t quantity_count, quantity_cap;
	struct sv_fact_name *facts;
	size_t fact_count, fact_cap;
	struct sv_body *bodies;
	size_t body_count, body_cap;
	struct sv_change_rule *changes;
	size_t change_count, change_cap;
	struct sv_pledge_item *items; /* in the order written */
	size_t item_count, item_cap;
};

/* Never NULL; what is wrong is in findings, and what could be read stands in the result. */
struct sv_pledge *sv_pledge_parse(struct sv_arena *arena, const char *file, struct sv_str text,
				  struct sv_findings *findings);

/* What a program offers to its rules: the names a pledge may refer to. */
struct sv_attribute {
	const char *name;
	const char *const *values; /* NULL-terminated; NULL when any text may stand */
};

struct sv_register_schema {
	const char *name;
	const struct sv_attribute *attributes; /* ends with a NULL name */
};

struct sv_rules_schema {
	void *context;
	/* Unit code of an indicator ("EUR_M"), or NULL when there is none of that name.
	 * NULL here: indicators are not checked. */
	const char *(*indicator_unit)(void *context, const char *indicator);
	/* NULL here: groups are not checked. */
	bool (*has_group)(void *context, const char *group);
	const struct sv_register_schema *registers; /* ends with a NULL name */
};

/* Resolve names and units.  Call it on a pledge that parsed without errors. */
void sv_pledge_check(struct sv_arena *arena, struct sv_pledge *pledge,
		     const struct sv_rules_schema *schema, struct sv_findings *findings);

/* The part of sv_pledge_check() that concerns what may change; change.c. */
void sv_changes_check(struct sv_pledge *pledge, const struct sv_rules_schema *schema,
		      struct sv_findings *findings);

/* What may change of a quantity, or of a register; NULL when nothing may. */
const struct sv_change_rule *sv_change_of_quantity(const struct sv_pledge *pledge, int quantity);
const struct sv_change_rule *sv_change_of_register(const struct sv_pledge *pledge,
						   const char *name);

/* Report an error of a pledge text with its line and a caret. */
void sv_pledge_error(const struct sv_pledge *pledge, struct sv_findings *findings, const char *rule,
		     struct sv_place place, const char *repair, const char *fmt, ...)
    SV_PRINTF(6, 7);

/* For printing: words as the language writes them. */
const char *sv_outcome_text(enum sv_outcome outcome); /* "met", "on track", ... */
const char *sv_scope_name(enum sv_scope scope);
const char *sv_electorate_name(enum sv_electorate electorate); /* "members" ... */
const char *sv_effect_name(enum sv_effect effect);             /* "membership_begins" ... */
const char *sv_compare_text(enum sv_compare compare);          /* "at least", "at most", ... */
const char *sv_compare_not_text(enum sv_compare compare);      /* "below", "above", ... */

#endif

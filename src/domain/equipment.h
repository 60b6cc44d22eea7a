/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * equipment.h - how many types of equipment states have, under a stated rule.
 *
 * "Types" is no fact but a way of counting, so the rule is an argument and
 * stands beside every figure: what makes one type (a designation, a family, a
 * family and generation), whether stored units count, and whether a type that
 * two states have counts once or twice.  The effective number of types,
 * (sum of units) squared / sum of squares of units, moves little when a state
 * keeps three old vehicles; it is exact.
 *
 * A row without a count has units nobody knows: its type counts, its units do
 * not, and the row is counted among those.  A row whose type the source does not
 * name ("(unspecified)") is no type.
 */
#ifndef SV_DOMAIN_EQUIPMENT_H
#define SV_DOMAIN_EQUIPMENT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/rational.h"
#include "domain/register.h"

struct sv_equipment_row {
	int state, year;
	const char *category, *type_name, *family, *generation;
	bool stored;
	int64_t units; /* -1: not known */
	struct sv_origin origin;
};

struct sv_equipment {
	const struct sv_equipment_row *rows; /* by category, year, state, type */
	size_t count;
};

/* What is said in public: "17 types of tank against 1"; savings as a range. */
struct sv_claim {
	const char *id, *subject, *about, *low, *high, *unit, *against, *method, *note;
	struct sv_origin origin;
};

struct sv_claims {
	const struct sv_claim *items; /* by subject, id */
	size_t count;
};

enum sv_type_unit {
	SV_TYPE_DESIGNATION,
	SV_TYPE_FAMILY,
	SV_TYPE_FAMILY_GENERATION,
};

struct sv_type_rule {
	enum sv_type_unit unit;
	bool per_state; /* a type of two states counts twice */
	bool without_storage;
};

/* "family", "designation,per-state", "family-generation,without-storage". */
SV_MUST_USE int sv_type_rule_parse(const char *text, struct sv_type_rule *ret,
				   struct sv_error *err);
const char *sv_type_rule_text(struct sv_arena *arena, const struct sv_type_rule *rule);

struct sv_type_question {
	const char *const *categories; /* counted together; ended by NULL */
	int year;
	struct sv_type_rule rule;
	const int *states; /* ascending */
	size_t state_count;
	/* What if: these states replace what they have by one type; NULL: nothing is asked. */
	const char *adopted;
	const int *adopters;
	size_t adopter_count;
};

struct sv_type {
	const char *name; /* by the rule */
	int64_t units;
	size_t unknown_counts;
	int *states; /* that have it, ascending; one under per-state */
	size_t state_count;
};

struct sv_state_types {
	int state;
	size_t types;
	int64_t units;
	size_t unknown_counts;
};

struct sv_type_count {
	size_t type_count;
	struct sv_type *types;           /* most units first, then by name */
	struct sv_state_types *by_state; /* those with any row */
	size_t state_count;
	int64_t units;
	struct sv_rational effective; /* 0 when no units are known */
	size_t unknown_counts;        /* rows without a count */
	size_t unspecified;           /* rows without a type */
	size_t without_generation;    /* rows of no known generation, when the rule asks for it */
};

/* A type that one state has alone, and one of the same count that it could join: the type that most
 * states share, or rather one that the state has already, if at least half as many do.  Whether it
 * fits is not said. */
struct sv_type_join {
	int state;
	const struct sv_type *alone, *join;
	bool has_it; /* the state has it already */
};

struct sv_type_joins {
	struct sv_type_join *items; /* by state, then as the types */
	size_t count;
};

/* None where no type is shared, as by a rule that is per state. */
void sv_types_joins(struct sv_arena *arena, const struct sv_type_count *count,
		    struct sv_type_joins *ret);

void sv_types_count(struct sv_arena *arena, const struct sv_equipment *equipment,
		    const struct sv_type_question *question, struct sv_type_count *ret);

#endif

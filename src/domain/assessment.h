/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * assessment.h - what the record says about each commitment of each member.
 *
 * The assessment is pure: rules and facts go in, ratings with their reasons
 * come out.  A collective commitment binds the members together: the
 * collective is rated, a member has a position and never a failure.
 *
 * Legal frame: Art. 46 TEU, Protocol 10, Art. 6 of Decision (CFSP) 2017/2315.
 */
#ifndef SV_DOMAIN_ASSESSMENT_H
#define SV_DOMAIN_ASSESSMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/finding.h"
#include "base/rational.h"
#include "domain/least_change.h"
#include "domain/register.h"
#include "rules/value.h"

enum sv_rating {
	SV_RATING_MET,
	SV_RATING_ON_TRACK,
	SV_RATING_NO_PROGRESS,
	SV_RATING_REGRESSED,
	SV_RATING_NOT_MET,
	SV_RATING_UNDECIDED,       /* within bounds that straddle the target */
	SV_RATING_NEEDS_JUDGEMENT, /* no rule can decide; the reason says who judges */
	SV_RATING_NOT_REPORTED,
	SV_RATING_NOT_APPLICABLE,
	SV_RATING_COUNT,
};

const char *sv_rating_name(enum sv_rating rating);   /* "met", "on_track", ... as in JSON */
const char *sv_rating_title(enum sv_rating rating);  /* "met", "on track", ... for people */
const char *sv_rating_letter(enum sv_rating rating); /* "M", ... , "." not reported, "-" n/a */

/* A row of a document, and what it says. */
struct sv_fact_ref {
	struct sv_origin origin;
	const char *text;    /* "France, 2019, eda_investment: EUR 10845.71 million" */
	const char *meaning; /* of the key in it: "Defence investment: equipment ..."; or NULL */
};

/* One node of the explanation: a term of the rule, what it came to, and from which rows. */
struct sv_term {
	const char *text; /* the term as the rule writes it */
	const char *note; /* in plain words, or "" */
	struct sv_value value;
	bool is_condition; /* then truth holds its outcome, else value does */
	enum sv_truth truth;
	bool decided; /* this term decided the rating */
	struct sv_term *children;
	size_t child_count;
	struct sv_fact_ref *refs;
	size_t ref_count;
};

/* Who has the word in a rating. */
enum sv_basis {
	SV_BASIS_RULE,
	SV_BASIS_DECLARED, /* a plan: as declared, not verified */
	SV_BASIS_JUDGED,
};

const char *sv_basis_name(enum sv_basis basis); /* "rule", "declaration", "judgement" */

/* A rated cell: one state, one commitment, one year. */
struct sv_rated {
	const char *state; /* ISO 3166-1 alpha-3; NULL for the collective */
	int item;          /* index into sv_assessment.items; -1 for a series */
	int year;
	enum sv_rating rating;
	enum sv_basis basis;
	struct sv_value value; /* of the commitment's first measure */
	int position;          /* collective commitments: -1 below, 0 no statement, 1 at or above */
	const char *reason;    /* a full sentence in plain words */
	struct sv_fact_ref *refs; /* rows that the rating rests on */
	size_t ref_count;
};

struct sv_missing_member {
	const char *state;
	enum sv_missing why;
	bool counted; /* it has no figure, but bounds, and these are in the sum */
};

/* The collective beside its target, for one commitment and year. */
struct sv_collective {
	struct sv_rated rated;
	const char *measure; /* name of the measure, e.g. "share" */
	const char *title;   /* "Investment / defence expenditure of the participating states" */
	bool has_target;
	struct sv_rational target; /* in the unit of rated.value */
	const char *target_text;   /* "at least 20 %" */
	bool has_rating;           /* false: a figure beside others, which nothing rates */
	int members_counted;       /* by a figure or by bounds */
	int by_bounds;             /* of these, by bounds only */
	struct sv_missing_member *missing;
	size_t missing_count;
};

/* A commitment or sub-item as in force on the day. */
struct sv_item {
	const char *number;          /* "2", "12.1", "13.1a" */
	const char *title;           /* two or three words */
	const char *text;            /* our paraphrase */
	const char *group;           /* "a" .. "e" */
	const char *basis;           /* legal basis */
	const char *kind;            /* numeric, declared, judged, procedural */
	const char *scope;           /* member, collective, project, union */
	const char *rule_text;       /* the pledge text as written */
	const char *judges;          /* "hr, then council", or "" */
	int32_t from, to;            /* in force, half open */
	struct sv_fact_ref rule_ref; /* the document that holds the rule */
	bool measurable;             /* some public figure decides it */
};

/* The heading of a group of commitments. */
struct sv_item_group {
	const char *key; /* as in sv_item.group */
	const char *title, *basis;
};

struct sv_assessment {
	int32_t on;
	int64_t known_size; /* log size as of which this is known */
	bool seen_only;     /* recalled rows were left out */
	int year_first, year_last;
	const char *set; /* name of the commitment set, e.g. "2017"; "" when none is in force */
	const char *set_title, *set_basis;
	struct sv_item_group *groups; /* in the order of the rules */
	size_t group_count;
	const char **members; /* members on `on`, by code */
	const char **member_names;
	size_t member_count;
	struct sv_item *items;
	size_t item_count;
	struct sv_rated *ratings; /* year major, then item, then member: see sv_assessment_at() */
	struct sv_collective
	    *collective; /* by year, then item; several measures may share an item */
	size_t collective_count;
	struct sv_findings *findings;
};

/* One cell with its reasons as a tree. */
struct sv_explanation {
	const struct sv_assessment *assessment; /* of that one year */
	const struct sv_rated *rated;
	const struct sv_item *item;
	const struct sv_term *terms; /* rated measure, target, clauses; then other measures */
	size_t term_count;
	const struct sv_least_change *least_change; /* NULL where figures do not decide */
};

/* The cell of a year, item index and member index. */
const struct sv_rated *sv_assessment_at(const struct sv_assessment *assessment, int year,
					size_t item, size_t member);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * register.h - who takes part in what, since when, by which act.
 *
 * The register is what the facts tables of the record say, as known at one
 * size of the log: states, memberships, projects and the roles in them,
 * decisions, dated facts of states, sources.  It is read whole (some thousand
 * rows), lives in the arena it was read into and never changes afterwards.
 *
 * Intervals are half open: a role holds on day d when from <= d < to.  A state,
 * project, group or source is named by its index here; -1 stands for none.
 *
 * Source: Art. 46 TEU; Decision (CFSP) 2017/2315, Art. 2; 2018/909.
 */
#ifndef SV_DOMAIN_REGISTER_H
#define SV_DOMAIN_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"

/* How the compiler of a row knows it; recalled rows are marked wherever they show. */
enum sv_confidence {
	SV_CONFIDENCE_SEEN,     /* a source was read that says so */
	SV_CONFIDENCE_RECALLED, /* from memory, not verified */
};

const char *sv_confidence_name(enum sv_confidence confidence);

/* Where a derived row comes from. */
struct sv_origin {
	int64_t doc;        /* log index of the document */
	int32_t row;        /* line of the table, the header being 1; 0: the whole document */
	const char *source; /* ids in the sources table, separated by ';', or "" */
	enum sv_confidence confidence;
};

struct sv_state {
	const char *code; /* ISO 3166-1 alpha-3 */
	const char *name;
	int32_t eu_from, eu_to; /* member of the Union; SV_DAY_NONE and SV_DAY_NONE when never */
	int32_t nato_from;      /* SV_DAY_NONE when not */
	struct sv_origin origin;
};

struct sv_membership {
	int state;
	int32_t from, to; /* takes part in the cooperation */
	struct sv_origin origin;
};

enum sv_role {
	SV_ROLE_COORDINATOR, /* is a member too, and is not listed twice */
	SV_ROLE_MEMBER,
	SV_ROLE_OBSERVER,
	SV_ROLE_THIRD_STATE,
};

const char *sv_role_name(enum sv_role role); /* "coordinator" ... as in the tables */

struct sv_project {
	const char *id, *name, *acronym;
	int wave;
	int32_t adopted, closed; /* listed by the Council from .. to; SV_DAY_OPEN while listed */
	const char *domain, *aim, *keywords, *capability_area;
	const char *note;
	struct sv_origin origin;
};

struct sv_participation {
	int project, state;
	enum sv_role role;
	int32_t from, to;
	const char *from_precision, *to_precision; /* "adoption", "assumed", "by", ... */
	struct sv_origin origin;
};

struct sv_decision {
	const char *id, *type, *number, *subject, *oj_reference, *changes, *url;
	int32_t date;
	struct sv_origin origin;
};

/* Something dated that is so of a state: uses the euro, has an agreement in force, ... */
struct sv_state_fact {
	int state;
	const char *fact;   /* key that a rule names, e.g. "euro" */
	const char *detail; /* in words, or "" */
	int32_t from, to;
	struct sv_origin origin;
};

/* The same of a project. */
struct sv_project_fact {
	int project;
	const char *fact, *detail;
	int32_t from, to;
	struct sv_origin origin;
};

/* What a state weighs in votes, as the Council fixed it for a year: heads, or a share in percent
 * where only shares were published. */
struct sv_vote_population {
	int year, state;
	bool has_heads, has_share;
	int64_t heads;
	struct sv_decimal share;
	struct sv_origin origin;
};

/* A third state at the door of a project; what became of it by the record's tables. */
struct sv_third_state_request {
	int state, project;
	int32_t requested, decided, participating; /* SV_DAY_NONE while not known */
	const char *requested_precision;           /* "exact", "by" or "" */
	const char *outcome;                       /* "admitted", "blocked", ... */
	const char *decision, *note;
	struct sv_origin origin;
};

/* States that a publisher adds up together, e.g. "EDA". */
struct sv_group_member {
	const char *group;
	int state;
	int32_t from, to;
	struct sv_origin origin;
};

struct sv_source {
	const char *id, *title, *publisher, *date, *url, *licence, *access;
	struct sv_origin origin;
};

struct sv_register {
	bool seen_only; /* recalled rows were left out: what is absent may only be unverified */
	const struct sv_state *states; /* by code */
	size_t state_count;
	const struct sv_membership *memberships;
	size_t membership_count;
	const struct sv_project *projects; /* by adoption, then as in the table */
	size_t project_count;
	const struct sv_participation *participations; /* by project, then state, then from */
	size_t participation_count;
	const struct sv_decision *decisions; /* by date */
	size_t decision_count;
	const struct sv_state_fact *state_facts;
	size_t state_fact_count;
	const struct sv_project_fact *project_facts;
	size_t project_fact_count;
	const struct sv_vote_population *vote_populations; /* by year, then state */
	size_t vote_population_count;
	const struct sv_third_state_request *third_state_requests; /* by decision, then state */
	size_t third_state_request_count;
	const struct sv_group_member *group_members;
	size_t group_member_count;
	const struct sv_source *sources; /* by id */
	size_t source_count;
};

/* Index of a state by its code in any case, of a project by id or acronym in any case; -1. */
int sv_register_state(const struct sv_register *reg, struct sv_str code);
int sv_register_project(const struct sv_register *reg, struct sv_str id);
int sv_register_source(const struct sv_register *reg, struct sv_str id);

bool sv_register_is_member(const struct sv_register *reg, int state, int32_t day);
/* The membership of a state that holds on the day, or NULL: a member has one. */
const struct sv_membership *sv_register_membership(const struct sv_register *reg, int state,
						   int32_t day);
bool sv_project_is_listed(const struct sv_project *project, int32_t day);

/* The fact in force for a state on a day, or NULL. */
const struct sv_state_fact *sv_register_fact(const struct sv_register *reg, int state,
					     const char *fact, int32_t day);

const struct sv_project_fact *sv_register_project_fact(const struct sv_register *reg, int project,
						       const char *fact, int32_t day);

/* The role of a state in a project on a day, or NULL. */
const struct sv_participation *sv_register_role(const struct sv_register *reg, int project,
						int state, int32_t day);

/* Members on a day, by code, into indexes[SV_STATES_MAX]; returns how many. */
size_t sv_register_members(const struct sv_register *reg, int32_t day, int *indexes);

#endif

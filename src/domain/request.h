/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request.h - a third state at the door of a project: what the record says
 * about each condition, who decides step by step, and what came before.
 *
 * Facts pass or fail on record.  What they do not decide is for those whom the
 * conditions name: no outcome here says that a state is approved.  Before any
 * conditions were in force there is nothing to fail: the outcome is then that
 * there are no rules, and what was known of the state is listed all the same.
 *
 * Source: Decision (CFSP) 2017/2315, Art. 9; Decision (CFSP) 2020/1639, Art. 2
 * and 3.
 */
#ifndef SV_DOMAIN_REQUEST_H
#define SV_DOMAIN_REQUEST_H

#include "domain/assessment.h"
#include "domain/register.h"
#include "domain/rulebook.h"

#define SV_SUBJECT_THIRD_STATE "third_state"
#define SV_ACT_THIRD_STATE "third_state" /* the procedure that decides */

enum sv_condition_status {
	SV_CONDITION_FAILS,
	SV_CONDITION_PASSES,
	SV_CONDITION_JUDGED, /* no fact decides; people do */
	SV_CONDITION_NOT_APPLICABLE,
	SV_CONDITION_NO_EVIDENCE, /* a fact would decide, and the record does not know it */
};

const char *sv_condition_status_name(enum sv_condition_status status); /* "fails_on_record" ... */
const char *sv_condition_status_title(enum sv_condition_status status);

struct sv_condition_result {
	const struct sv_pledge_item *item;
	enum sv_condition_status status;
	const char *why;                /* a sentence */
	const struct sv_fact_ref *refs; /* rows that decide, then those laid before the judges */
	size_t ref_count;
};

struct sv_request_step {
	const struct sv_procedure_step *step;
	const char *who; /* "the project members" */
	size_t voters;   /* 0: no vote */
};

/* When a step was taken, and how long after the one before. */
struct sv_clock_step {
	const char *step;      /* "request", "decision", "arrangement" */
	int32_t on;            /* SV_DAY_NONE: not known, or not yet */
	const char *precision; /* "exact", "by" or "" */
	int days;              /* since the step before, or more when that one is known as "by"; -1
				  when either day is not known */
};

#define SV_CLOCK_STEPS 3

/* An earlier request beside this one. */
struct sv_precedent {
	const struct sv_third_state_request *request;
	const char **shares, **differs; /* in words */
	size_t share_count, differ_count;
	struct sv_clock_step clock[SV_CLOCK_STEPS];
};

enum sv_request_outcome {
	SV_REQUEST_FAILS,
	SV_REQUEST_JUDGED,
	SV_REQUEST_NO_RULES,
};

const char *sv_request_outcome_name(enum sv_request_outcome outcome);

struct sv_request_case {
	const struct sv_register *reg;
	const struct sv_rule_text *texts;
	size_t text_count;
	int state, project;
	int32_t on;
};

struct sv_request_assessment {
	struct sv_request_case input;
	const struct sv_pledge *set; /* NULL: no conditions in force */
	int64_t set_doc;
	int32_t rules_from; /* without a set: when one comes into force, or SV_DAY_NONE */
	struct sv_condition_result *conditions;
	size_t condition_count;
	enum sv_request_outcome outcome;
	const char *why; /* a sentence */
	struct sv_request_step *path;
	size_t path_count;
	const struct sv_fact_ref *facts; /* everything on record of the state on that day */
	size_t fact_count;
	struct sv_precedent *precedents;
	size_t precedent_count;
	const struct sv_third_state_request *request; /* this case in the tables, or NULL */
	struct sv_clock_step clock[SV_CLOCK_STEPS];
};

/* SV_EREFUSED when the state is none that can ask, or the project is not on the list. */
SV_MUST_USE int sv_request_assess(struct sv_arena *arena, const struct sv_request_case *input,
				  struct sv_request_assessment *ret, struct sv_error *err);

/* Whether a state could ask for a place in a project on that day; part of the above. */
SV_MUST_USE int sv_request_may_ask(const struct sv_request_case *input, struct sv_error *err);

/* The same, and it has no role in the project yet. */
SV_MUST_USE int sv_request_may_join(const struct sv_request_case *input, struct sv_error *err);

/* When the steps of a request were taken, as far as they were by a day. */
void sv_request_clock(const struct sv_third_state_request *request, int32_t on,
		      struct sv_clock_step clock[SV_CLOCK_STEPS]);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * procedure.h - which article applies to an act, who votes on it, and by which
 * majority, on a given day.
 *
 * The procedures are texts of the pack (subject `procedures`); who takes part
 * and what each state weighs is the register's.  A vote counts the voters of
 * its day with the newest population table that was in force by then.
 *
 * Source: Art. 46(2) to (6) TEU, Art. 238(2) to (4) TFEU.
 */
#ifndef SV_DOMAIN_PROCEDURE_H
#define SV_DOMAIN_PROCEDURE_H

#include "base/error.h"
#include "domain/register.h"
#include "domain/rulebook.h"
#include "solve/vote.h"

#define SV_SUBJECT_PROCEDURES "procedures"

/* What is asked: an act on a day, about a state or a project where it needs one. */
struct sv_act_question {
	const char *act; /* "admission", ... as the pack's procedures are named */
	int32_t on;
	int concerning;   /* a state, or -1 */
	int project;      /* or -1 */
	bool alternative; /* by the alternative majority that the procedure names */
};

/* The act with its voters, ready to be counted.  Indexes of voters are those of the register. */
struct sv_act_rule {
	struct sv_act_question question;
	const struct sv_register *reg;
	const struct sv_pledge_item *item;
	const struct sv_procedure *procedure;
	int64_t doc;  /* of the rule text */
	bool is_vote; /* false: nobody votes */
	struct sv_majority majority;
	int voters[SV_VOTERS_MAX]; /* by code */
	size_t voter_count;
	int64_t weights[SV_VOTERS_MAX]; /* heads, or shares times 10^weight_scale */
	int population_year;            /* 0: not needed, the act is decided by unanimity */
	bool weights_are_heads;
	int32_t weight_scale;
	struct sv_vote_game game;
	size_t quorum_needed; /* voters present or represented; 0: none asked for */
	size_t concerned;     /* index among the voters of the state concerned, or voter_count */
};

/* A vote that nobody has cast. */
struct sv_simulation {
	enum sv_vote votes[SV_VOTERS_MAX];
	struct sv_vote_result result;
	size_t pivotal[SV_VOTERS_MAX]; /* voters who could turn it alone */
	size_t pivotal_count;
};

/*
 * SV_ENOTFOUND when no such act is known on that day; SV_EREFUSED when the
 * question lacks the state or project that the act concerns, or names one it
 * cannot concern; SV_EMISSING when a population is not on record.
 */
SV_MUST_USE int sv_act_rule_find(struct sv_arena *arena, const struct sv_register *reg,
				 const struct sv_rule_text *texts, size_t text_count,
				 const struct sv_act_question *question, struct sv_act_rule *ret,
				 struct sv_error *err);

/* Index among the voters of a state, or -1. */
int sv_act_voter(const struct sv_act_rule *rule, int state);

/* A weight in the unit of the table: heads, or percent. */
struct sv_decimal sv_act_weight(const struct sv_act_rule *rule, int64_t weight);
const char *sv_act_weight_unit(const struct sv_act_rule *rule); /* "persons" or "%" */

/* "at least 55 % of the voters with at least 65 % of their population", "unanimity". */
const char *sv_majority_text(struct sv_arena *arena, const struct sv_majority *majority);

/* Why a vote came out as it did, in one sentence. */
const char *sv_act_reason(struct sv_arena *arena, const struct sv_act_rule *rule,
			  const struct sv_vote_result *result);

/* States that have a say on a day: members of the Union, of the cooperation, of a project. */
size_t sv_electorate(const struct sv_register *reg, enum sv_electorate electorate, int project,
		     int32_t on, int *states);

#endif

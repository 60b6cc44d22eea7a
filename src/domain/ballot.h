/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ballot.h - a vote from its opening to its tally, folded from its acts.
 *
 *   vote.open   subject: the vote; on: its day, which fixes voters and populations
 *   vote.cast   state: whose vote; body: vote, by (who casts it as a proxy)
 *   vote.tally  on: the day of effect; body: the result
 *
 * A vote can be changed until it is tallied or its last day is over; every
 * version stays in the record and the last one counts.  docs/formats/vote.md.
 *
 * Source: Art. 239 TFEU (proxy); Rules of Procedure of the Council, Art. 11.
 */
#ifndef SV_DOMAIN_BALLOT_H
#define SV_DOMAIN_BALLOT_H

#include "domain/act.h"
#include "domain/procedure.h"

#define SV_VOTE_NOUN "vote"
#define SV_VOTE_OPEN "vote.open"
#define SV_VOTE_CAST "vote.cast"
#define SV_VOTE_TALLY "vote.tally"

const char *sv_vote_name(enum sv_vote vote);             /* "for", "against", "abstain", "absent" */
bool sv_vote_parse(const char *text, enum sv_vote *ret); /* never "absent" */

struct sv_cast {
	const char *state, *by; /* by: "" when by itself */
	enum sv_vote vote;
	int32_t on;
	int64_t doc;
	bool counts; /* no later one of this state */
};

struct sv_ballot {
	const char *id, *act, *title;
	const char *concerning, *project; /* code and id, or "" */
	bool alternative;
	int32_t opened, closes; /* its day; the last day on which votes are taken */
	int64_t doc;
	struct sv_cast *casts; /* in the order of the record */
	size_t cast_count, cast_cap;
	bool tallied, adopted;
	int32_t effective;
	const char *why;
	int64_t tally_doc;
};

/* All votes that the acts of the noun `vote` make up, in the order of opening. */
SV_MUST_USE int sv_ballots_fold(struct sv_arena *arena, const struct sv_act *acts, size_t act_count,
				struct sv_ballot **ret_ballots, size_t *ret_count,
				struct sv_error *err);

struct sv_ballot *sv_ballot_find(struct sv_ballot *ballots, size_t count, const char *id);

/* Whether this vote may be cast now: the state has one, the vote is open, it says something new,
 * and who casts it for another does so for no more than the procedure allows and replaces no vote
 * but its own. */
SV_MUST_USE int sv_ballot_may_cast(const struct sv_ballot *ballot, const struct sv_act_rule *rule,
				   const struct sv_cast *cast, struct sv_error *err);

/* Whether it may be tallied on a day. */
SV_MUST_USE int sv_ballot_may_tally(const struct sv_ballot *ballot, const struct sv_act_rule *rule,
				    int32_t on, struct sv_error *err);

struct sv_ballot_count {
	enum sv_vote votes[SV_VOTERS_MAX];
	struct sv_vote_result result;
	size_t present; /* or represented */
	bool quorum;
	bool adopted; /* with the quorum */
	const char *why;
};

void sv_ballot_count(struct sv_arena *arena, const struct sv_ballot *ballot,
		     const struct sv_act_rule *rule, struct sv_ballot_count *ret);

#endif

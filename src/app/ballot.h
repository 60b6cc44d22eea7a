/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ballot.h - votes that are opened, cast and tallied.
 *
 * A vote that is adopted changes the register in the same transaction, from
 * its day of effect: see domain/effect.h.
 */
#ifndef SV_APP_BALLOT_H
#define SV_APP_BALLOT_H

#include "app/submit.h"
#include "app/vote.h"
#include "domain/ballot.h"

struct sv_ballot_draft {
	const char *id;
	struct sv_act_named named;
	const char *title; /* "": that of the act */
	int32_t on;        /* its day: fixes who votes and what each weighs */
	int32_t closes;    /* the last day on which votes are taken */
};

SV_MUST_USE int sv_app_vote_open(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_actor *actor, const struct sv_ballot_draft *draft,
				 struct sv_receipt *ret_receipt, struct sv_error *err);

/* A vote by `state`; by: NULL, or the state that casts it as a proxy. */
SV_MUST_USE int sv_app_vote_cast(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_actor *actor, const char *id, const char *state,
				 const char *by, enum sv_vote vote, int32_t on,
				 struct sv_receipt *ret_receipt, struct sv_error *err);

struct sv_tally {
	struct sv_ballot_count count;
	struct sv_act_rule *rule;
	int32_t effective;
	struct sv_receipt receipt;
};

SV_MUST_USE int sv_app_vote_tally(struct sv_app *app, struct sv_arena *arena,
				  const struct sv_actor *actor, const char *id, int32_t on,
				  int32_t effective, struct sv_tally *ret, struct sv_error *err);

/* Every vote as known at a moment. */
SV_MUST_USE int sv_app_votes(struct sv_app *app, struct sv_arena *arena,
			     const struct sv_moment *moment, struct sv_ballot **ret_ballots,
			     size_t *ret_count, struct sv_error *err);

/* One of them with its rule and how it stands. */
SV_MUST_USE int sv_app_vote(struct sv_app *app, struct sv_arena *arena,
			    const struct sv_moment *moment, const char *id,
			    struct sv_ballot **ret_ballot, struct sv_tally *ret_count,
			    struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vote.h - counting votes by number of members and by weight, and how much
 * power a rule gives to each voter.
 *
 * Weights are integers (heads, or shares in hundredths of a percent); nothing
 * is rounded anywhere.  A double majority asks for a share of the voters and a
 * share of their weight.  A blocking clause says how many voters it takes at
 * least to block by weight: with fewer opposing, the majority of the voters is
 * enough.  The clause mends a lack of weight, never a lack of voters.
 *
 * Source: Art. 16(4) TEU, Art. 238(2) to (4) TFEU.
 */
#ifndef SV_SOLVE_VOTE_H
#define SV_SOLVE_VOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/rational.h"

/* A majority as a legal text gives it. */
struct sv_vote_rule {
	bool unanimous; /* nobody against, all present or represented; the rest does not count */
	struct sv_rational voters, weight; /* at least these shares, as parts of 1 */
	bool has_blocking;
	struct sv_rational blocking_weight; /* the fewest voters with more than this share ... */
	int blocking_more;                  /* ... and so many more */
};

/* The rule for given voters. */
struct sv_vote_game {
	size_t count;           /* at most SV_VOTERS_MAX */
	const int64_t *weights; /* 0 or more each */
	int64_t weight_all;
	size_t voters_needed;
	int64_t weight_needed;
	size_t blocking_needed; /* 0: there is no clause */
	bool unanimous;
};

void sv_vote_game_init(struct sv_vote_game *ret, const struct sv_vote_rule *rule,
		       const int64_t *weights, size_t count);

/* Whether so many voters with so much weight carry it against all others. */
bool sv_vote_wins(const struct sv_vote_game *game, size_t voters, int64_t weight);

enum sv_vote {
	SV_VOTE_ABSENT, /* neither present nor represented */
	SV_VOTE_FOR,
	SV_VOTE_AGAINST,
	SV_VOTE_ABSTAIN,
};

struct sv_vote_result {
	size_t in_favour, against, abstaining, absent;
	int64_t weight_in_favour;
	size_t opposing; /* voters that stand in the way: not in favour, or what breaks unanimity */
	bool voters_reached, weight_reached;
	bool blocking_too_small; /* the weight is lacking, and too few oppose to block by it */
	bool adopted;
};

void sv_vote_count(const struct sv_vote_game *game, const enum sv_vote *votes,
		   struct sv_vote_result *ret);

/* Whether the outcome would be another if this voter alone went over to the other side. */
bool sv_vote_is_pivotal(const struct sv_vote_game *game, const enum sv_vote *votes, size_t voter);

/*
 * Power before anybody has voted, over all 2^n coalitions.  A swing is a
 * coalition that wins with the voter and loses without.  Banzhaf's index is
 * swings[i] / swings_all, the chance to decide swings[i] / 2^(n-1);
 * Shapley and Shubik's is shapley[i] / shapley_whole.  All exact.
 */
struct sv_vote_power {
	uint64_t winning; /* coalitions that win */
	uint64_t swings[SV_VOTERS_MAX], swings_all;
	int64_t shapley[SV_VOTERS_MAX], shapley_whole;
};

void sv_vote_power(const struct sv_vote_game *game, struct sv_vote_power *ret);

/* The smallest sets of voters without whom the others do not carry it. */
struct sv_vote_blocks {
	size_t size;    /* voters in each of them */
	uint64_t count; /* how many there are */
	uint64_t *sets; /* bit i: voter i; at most SV_VOTE_BLOCKS_MAX, heaviest voters first */
	size_t set_count;
};

void sv_vote_smallest_blocks(struct sv_arena *arena, const struct sv_vote_game *game,
			     struct sv_vote_blocks *ret);

#endif

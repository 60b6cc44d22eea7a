/* SPDX-License-Identifier: EUPL-1.2 */
/* Thresholds and counting. */
#include "solve/vote.h"

#include <assert.h>

/* The least integer that is at least the share of all. */
static int64_t at_least(struct sv_rational share, int64_t all)
{
	__int128 product = (__int128)share.num * all;

	return (int64_t)((product + share.den - 1) / share.den);
}

/* The fewest voters, heaviest first, with more than the share of all weight; one more than there
 * are when even all of them have not. */
static size_t fewest_above(const struct sv_vote_game *game, struct sv_rational share)
{
	bool taken[SV_VOTERS_MAX] = {false};
	int64_t sum = 0;

	for (size_t fewest = 1; fewest <= game->count; fewest++) {
		size_t heaviest = game->count;

		for (size_t i = 0; i < game->count; i++)
			if (!taken[i] &&
			    (heaviest == game->count || game->weights[i] > game->weights[heaviest]))
				heaviest = i;
		taken[heaviest] = true;
		sum += game->weights[heaviest];
		if ((__int128)sum * share.den > (__int128)share.num * game->weight_all)
			return fewest;
	}
	return game->count + 1;
}

void sv_vote_game_init(struct sv_vote_game *ret, const struct sv_vote_rule *rule,
		       const int64_t *weights, size_t count)
{
	struct sv_vote_game game = {
	    .count = count, .weights = weights, .unanimous = rule->unanimous};

	assert(count >= 1 && count <= SV_VOTERS_MAX);
	for (size_t i = 0; i < count; i++) {
		assert(weights[i] >= 0 && weights[i] <= INT64_MAX / SV_VOTERS_MAX);
		game.weight_all += weights[i];
	}
	game.voters_needed = count;
	if (!rule->unanimous) {
		game.voters_needed = (size_t)at_least(rule->voters, (int64_t)count);
		game.weight_needed = at_least(rule->weight, game.weight_all);
	}
	if (!rule->unanimous && rule->has_blocking)
		game.blocking_needed =
		    fewest_above(&game, rule->blocking_weight) + (size_t)rule->blocking_more;
	*ret = game;
}

bool sv_vote_wins(const struct sv_vote_game *game, size_t voters, int64_t weight)
{
	return voters >= game->voters_needed &&
	       (weight >= game->weight_needed || game->count - voters < game->blocking_needed);
}

/* Art. 238(4) TFEU: abstentions do not prevent unanimity.  Somebody has to be in favour. */
static bool is_unanimous(const struct sv_vote_result *result)
{
	return !result->against && !result->absent && result->in_favour > 0;
}

void sv_vote_count(const struct sv_vote_game *game, const enum sv_vote *votes,
		   struct sv_vote_result *ret)
{
	struct sv_vote_result result = {0};

	for (size_t i = 0; i < game->count; i++) {
		result.in_favour += votes[i] == SV_VOTE_FOR;
		result.against += votes[i] == SV_VOTE_AGAINST;
		result.abstaining += votes[i] == SV_VOTE_ABSTAIN;
		result.absent += votes[i] == SV_VOTE_ABSENT;
		if (votes[i] == SV_VOTE_FOR)
			result.weight_in_favour += game->weights[i];
	}
	result.weight_reached = result.weight_in_favour >= game->weight_needed;
	if (game->unanimous) {
		result.opposing = result.against + result.absent;
		result.adopted = result.voters_reached = is_unanimous(&result);
	} else {
		result.opposing = game->count - result.in_favour;
		result.voters_reached = result.in_favour >= game->voters_needed;
		result.blocking_too_small =
		    !result.weight_reached && result.opposing < game->blocking_needed;
		result.adopted = sv_vote_wins(game, result.in_favour, result.weight_in_favour);
	}
	*ret = result;
}

bool sv_vote_is_pivotal(const struct sv_vote_game *game, const enum sv_vote *votes, size_t voter)
{
	struct sv_vote_result before, after;
	enum sv_vote changed[SV_VOTERS_MAX];

	sv_vote_count(game, votes, &before);
	for (size_t i = 0; i < game->count; i++)
		changed[i] = votes[i];
	changed[voter] = before.adopted ? SV_VOTE_AGAINST : SV_VOTE_FOR;
	sv_vote_count(game, changed, &after);
	return before.adopted != after.adopted;
}

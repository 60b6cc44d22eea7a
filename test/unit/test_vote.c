/* SPDX-License-Identifier: EUPL-1.2 */
/* Laws of counting, and plain enumeration of all coalitions as the oracle of the power indices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "solve/vote.h"

static const struct sv_vote_rule double_majority = {
    .voters = {55, 100},
    .weight = {65, 100},
    .has_blocking = true,
    .blocking_weight = {35, 100},
    .blocking_more = 1,
};

/* Population shares of the participants of 2025 in hundredths of a percent, by code: the Council's
 * table for that year without Malta. */
static const int64_t shares_2025[] = {202, 262,  143, 21,  242, 1849, 132,  1078, 30,
				      125, 1517, 231, 86,  213, 119,  1323, 64,   15,
				      42,  401,  833, 236, 423, 47,   121,  234};
enum { AUT, BEL, BGR, CYP, CZE, DEU, DNK, ESP, EST, FIN, FRA };
#define MEMBERS 26

static uint64_t random_state;

static int64_t random_below(int64_t limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (int64_t)(random_state % (uint64_t)limit);
}

/* Any rule and any weights, headcounts of states included. */
static void random_game(struct sv_vote_game *game, int64_t *weights, size_t count)
{
	struct sv_vote_rule rule = double_majority;
	int64_t largest = random_below(2) ? 90000000 : 12;

	for (size_t i = 0; i < count; i++)
		weights[i] = random_below(largest);
	rule.voters = (struct sv_rational){50 + random_below(50), 100};
	rule.weight = (struct sv_rational){50 + random_below(50), 100};
	rule.has_blocking = random_below(2);
	rule.blocking_weight = (struct sv_rational){100 - rule.weight.num, 100};
	sv_vote_game_init(game, &rule, weights, count);
}

/* Plain enumeration: weights of a coalition summed anew, swings and orders counted one by one. */
static void enumerate(const struct sv_vote_game *game, struct sv_vote_power *ret)
{
	size_t n = game->count;
	int64_t factorial[SV_VOTERS_MAX] = {1};

	memset(ret, 0, sizeof(*ret));
	for (size_t i = 1; i <= n; i++)
		factorial[i] = factorial[i - 1] * (int64_t)i;
	for (uint32_t set = 0; set < (uint32_t)1 << n; set++) {
		size_t size = (size_t)__builtin_popcount(set);
		int64_t weight = 0;

		for (size_t i = 0; i < n; i++)
			weight += set >> i & 1 ? game->weights[i] : 0;
		if (!sv_vote_wins(game, size, weight))
			continue;
		ret->winning++;
		for (size_t i = 0; i < n; i++) {
			if (!(set >> i & 1) ||
			    sv_vote_wins(game, size - 1, weight - game->weights[i]))
				continue;
			ret->swings[i]++;
			ret->swings_all++;
			ret->shapley[i] += factorial[size - 1] * factorial[n - size];
		}
	}
	ret->shapley_whole = factorial[n];
}

static void needs_what_the_treaty_says(void **state)
{
	struct sv_vote_game game;

	(void)state;
	sv_vote_game_init(&game, &double_majority, shares_2025, MEMBERS);
	assert_int_equal(game.weight_all, 9989);
	assert_int_equal(game.voters_needed, 15);
	assert_int_equal(game.weight_needed, 6493); /* 6492.85 rounded up */
	assert_int_equal(game.blocking_needed, 4);
}

static void asks_fewer_to_block_without_a_large_state(void **state)
{
	int64_t weights[MEMBERS];
	struct sv_vote_game game;
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < MEMBERS; i++)
		if (i != FRA)
			weights[count++] = shares_2025[i];
	sv_vote_game_init(&game, &double_majority, weights, count);
	assert_int_equal(game.blocking_needed, 3);
	/* Without Germany it stays at four. */
	count = 0;
	for (size_t i = 0; i < MEMBERS; i++)
		if (i != DEU)
			weights[count++] = shares_2025[i];
	sv_vote_game_init(&game, &double_majority, weights, count);
	assert_int_equal(game.blocking_needed, 4);
}

static void three_cannot_block_by_weight(void **state)
{
	enum sv_vote votes[MEMBERS];
	struct sv_vote_result result;
	struct sv_vote_game game;

	(void)state;
	sv_vote_game_init(&game, &double_majority, shares_2025, MEMBERS);
	for (size_t i = 0; i < MEMBERS; i++)
		votes[i] = SV_VOTE_FOR;
	votes[DEU] = votes[FRA] = votes[15] = SV_VOTE_AGAINST;
	sv_vote_count(&game, votes, &result);
	assert_false(result.weight_reached);
	assert_true(result.blocking_too_small);
	assert_true(result.adopted);
	votes[CYP] = SV_VOTE_ABSTAIN; /* a fourth that is not in favour */
	sv_vote_count(&game, votes, &result);
	assert_int_equal(result.opposing, 4);
	assert_false(result.adopted);
	assert_true(sv_vote_is_pivotal(&game, votes, CYP));
	assert_false(sv_vote_is_pivotal(&game, votes, AUT));
}

static void abstention_does_not_prevent_unanimity(void **state)
{
	const struct sv_vote_rule rule = {.unanimous = true};
	enum sv_vote votes[3] = {SV_VOTE_FOR, SV_VOTE_ABSTAIN, SV_VOTE_FOR};
	struct sv_vote_result result;
	struct sv_vote_game game;

	(void)state;
	sv_vote_game_init(&game, &rule, shares_2025, 3);
	sv_vote_count(&game, votes, &result);
	assert_true(result.adopted);
	votes[1] = SV_VOTE_ABSENT;
	sv_vote_count(&game, votes, &result);
	assert_false(result.adopted);
	votes[1] = SV_VOTE_AGAINST;
	sv_vote_count(&game, votes, &result);
	assert_false(result.adopted);
	votes[0] = votes[1] = votes[2] = SV_VOTE_ABSTAIN;
	sv_vote_count(&game, votes, &result);
	assert_false(result.adopted);
}

static void more_votes_in_favour_never_lose(void **state)
{
	(void)state;
	random_state = 20201105;
	print_message("# seed %llu\n", (unsigned long long)random_state);
	for (int round = 0; round < 3000; round++) {
		size_t count = 1 + (size_t)random_below(SV_VOTERS_MAX);
		int64_t weights[SV_VOTERS_MAX];
		enum sv_vote votes[SV_VOTERS_MAX];
		struct sv_vote_result before, after;
		struct sv_vote_game game;
		size_t changed = (size_t)random_below((int64_t)count);

		random_game(&game, weights, count);
		game.unanimous = random_below(4) == 0;
		for (size_t i = 0; i < count; i++)
			votes[i] = random_below(5) ? SV_VOTE_FOR : (enum sv_vote)random_below(4);
		sv_vote_count(&game, votes, &before);
		votes[changed] = SV_VOTE_FOR;
		sv_vote_count(&game, votes, &after);
		assert_true(!before.adopted || after.adopted);
	}
}

static void power_is_that_of_plain_enumeration(void **state)
{
	(void)state;
	random_state = 46;
	print_message("# seed %llu\n", (unsigned long long)random_state);
	for (int round = 0; round < 60; round++) {
		size_t count = 1 + (size_t)random_below(14);
		int64_t weights[SV_VOTERS_MAX], sum = 0;
		struct sv_vote_power power, oracle;
		struct sv_vote_game game;

		random_game(&game, weights, count);
		sv_vote_power(&game, &power);
		enumerate(&game, &oracle);
		assert_int_equal(power.winning, oracle.winning);
		assert_int_equal(power.swings_all, oracle.swings_all);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(power.swings[i], oracle.swings[i]);
			assert_true((__int128)power.shapley[i] * oracle.shapley_whole ==
				    (__int128)oracle.shapley[i] * power.shapley_whole);
			sum += power.shapley[i];
		}
		/* Somebody turns every order, unless nobody is needed at all. */
		assert_int_equal(sum, sv_vote_wins(&game, 0, 0) ? 0 : power.shapley_whole);
	}
}

static void heavier_voters_have_no_less_power(void **state)
{
	struct sv_vote_power power;
	struct sv_vote_game game;
	int64_t sum = 0;

	(void)state;
	sv_vote_game_init(&game, &double_majority, shares_2025, MEMBERS);
	sv_vote_power(&game, &power);
	for (size_t i = 0; i < MEMBERS; i++) {
		sum += power.shapley[i];
		for (size_t k = 0; k < MEMBERS; k++)
			if (shares_2025[i] >= shares_2025[k]) {
				assert_true(power.swings[i] >= power.swings[k]);
				assert_true(power.shapley[i] >= power.shapley[k]);
			}
	}
	assert_true(sum == power.shapley_whole);
}

static void unanimity_gives_all_the_same_power(void **state)
{
	const struct sv_vote_rule rule = {.unanimous = true};
	struct sv_vote_blocks blocks;
	struct sv_vote_power power;
	struct sv_vote_game game;

	sv_vote_game_init(&game, &rule, shares_2025, MEMBERS);
	sv_vote_power(&game, &power);
	assert_int_equal(power.winning, 1);
	for (size_t i = 0; i < MEMBERS; i++) {
		assert_int_equal(power.swings[i], 1);
		assert_int_equal(power.shapley[i] * MEMBERS, power.shapley_whole);
	}
	sv_vote_smallest_blocks(*state, &game, &blocks);
	assert_int_equal(blocks.size, 1);
	assert_int_equal(blocks.count, MEMBERS);
	assert_int_equal(blocks.set_count, MEMBERS);
}

static void smallest_blocks_are_those_of_plain_enumeration(void **state)
{
	random_state = 238;
	print_message("# seed %llu\n", (unsigned long long)random_state);
	for (int round = 0; round < 60; round++) {
		size_t count = 1 + (size_t)random_below(12), smallest = count + 1, number = 0;
		int64_t weights[SV_VOTERS_MAX];
		struct sv_vote_blocks blocks;
		struct sv_vote_game game;

		random_game(&game, weights, count);
		for (uint32_t set = 0; set < (uint32_t)1 << count; set++) {
			size_t size = (size_t)__builtin_popcount(set);
			int64_t rest = 0;

			for (size_t i = 0; i < count; i++)
				rest += set >> i & 1 ? 0 : weights[i];
			if (sv_vote_wins(&game, count - size, rest) || size > smallest)
				continue;
			number = size < smallest ? 1 : number + 1;
			smallest = size;
		}
		sv_vote_smallest_blocks(*state, &game, &blocks);
		if (smallest > count)
			continue; /* not even all together block */
		assert_int_equal(blocks.size, smallest);
		assert_int_equal(blocks.count, number);
		assert_int_equal(blocks.set_count, SV_MIN(number, (size_t)SV_VOTE_BLOCKS_MAX));
	}
}

static int make_arena(void **state)
{
	static struct sv_arena arena = SV_ARENA_INIT;

	*state = &arena;
	return 0;
}

static int free_arena(void **state)
{
	sv_arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(needs_what_the_treaty_says),
	    cmocka_unit_test(asks_fewer_to_block_without_a_large_state),
	    cmocka_unit_test(three_cannot_block_by_weight),
	    cmocka_unit_test(abstention_does_not_prevent_unanimity),
	    cmocka_unit_test(more_votes_in_favour_never_lose),
	    cmocka_unit_test(power_is_that_of_plain_enumeration),
	    cmocka_unit_test(heavier_voters_have_no_less_power),
	    cmocka_unit_test(unanimity_gives_all_the_same_power),
	    cmocka_unit_test(smallest_blocks_are_those_of_plain_enumeration),
	};

	return cmocka_run_group_tests_name("vote", tests, make_arena, free_arena);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Power indices and blocking sets.
 *
 * The voters are split in two halves.  The coalitions of each half are listed
 * by size, in order of weight, and for every pair of sizes one walk through
 * both lists counts how many pairs reach the weight: some 2^(n/2) steps in
 * place of 2^n, whatever the weights are.  Since a coalition that wins goes on
 * winning with more voters, the swings of a voter are the winning coalitions
 * with it less those without.
 */
#include <string.h>

#include "solve/vote.h"

/* Coalitions of a half with k voters, in order of weight. */
struct layer {
	int64_t *weights;
	uint32_t *sets;
	size_t count;
};

struct half {
	size_t first, size; /* voters first .. first+size-1 */
	struct layer layers[SV_VOTERS_MAX / 2 + 2];
};

/* Coalitions that win by weight, by size; and those of them with a voter. */
struct tally {
	uint64_t all[SV_VOTERS_MAX + 1];
	uint64_t with[SV_VOTERS_MAX][SV_VOTERS_MAX + 1];
};

/* Without the new voter, and with it, in one order. */
static struct layer merge(struct sv_arena *arena, const struct layer *without,
			  const struct layer *smaller, int64_t weight, uint32_t bit)
{
	struct layer merged = {.count = without->count + smaller->count};
	size_t a = 0, b = 0;

	merged.weights = SV_NEW_ARRAY(arena, int64_t, merged.count);
	merged.sets = SV_NEW_ARRAY(arena, uint32_t, merged.count);
	for (size_t i = 0; i < merged.count; i++) {
		if (b == smaller->count ||
		    (a < without->count && without->weights[a] <= smaller->weights[b] + weight)) {
			merged.weights[i] = without->weights[a];
			merged.sets[i] = without->sets[a++];
		} else {
			merged.weights[i] = smaller->weights[b] + weight;
			merged.sets[i] = smaller->sets[b++] | bit;
		}
	}
	return merged;
}

static void list_half(struct sv_arena *arena, const struct sv_vote_game *game, struct half *half)
{
	half->layers[0] = (struct layer){SV_NEW(arena, int64_t), SV_NEW(arena, uint32_t), 1};
	for (size_t i = 0; i < half->size; i++)
		for (size_t k = i + 1; k > 0; k--)
			half->layers[k] = merge(arena, &half->layers[k], &half->layers[k - 1],
						game->weights[half->first + i], (uint32_t)1 << i);
}

/* For each coalition of `own`, how many of `other` bring it up to the weight needed. */
static void count_layer(const struct half *half, const struct layer *own, const struct layer *other,
			int64_t weight_needed, size_t size, struct tally *tally, bool is_first)
{
	size_t enough = other->count; /* other->weights[enough ..] are enough */

	for (size_t i = 0; i < own->count; i++) {
		uint64_t pairs;

		while (enough > 0 && own->weights[i] + other->weights[enough - 1] >= weight_needed)
			enough--;
		pairs = other->count - enough;
		if (!pairs)
			continue;
		if (is_first)
			tally->all[size] += pairs;
		for (uint32_t set = own->sets[i]; set; set &= set - 1)
			tally->with[half->first + (size_t)__builtin_ctz(set)][size] += pairs;
	}
}

static uint64_t choose(size_t n, size_t k)
{
	uint64_t result = 1;

	if (k > n)
		return 0;
	for (size_t i = 1; i <= k; i++)
		result = result * (n - k + i) / i;
	return result;
}

/* Sizes at which the weight decides: below, too few voters; above, too few oppose. */
static bool weight_decides(const struct sv_vote_game *game, size_t size)
{
	return size >= game->voters_needed && game->count - size >= game->blocking_needed;
}

static void count_by_weight(struct sv_arena *arena, const struct sv_vote_game *game,
			    struct tally *tally)
{
	struct half *a = SV_NEW(arena, struct half), *b = SV_NEW(arena, struct half);

	a->size = game->count / 2;
	b->first = a->size;
	b->size = game->count - a->size;
	list_half(arena, game, a);
	list_half(arena, game, b);
	for (size_t i = 0; i <= a->size; i++)
		for (size_t k = 0; k <= b->size; k++) {
			if (!weight_decides(game, i + k))
				continue;
			count_layer(a, &a->layers[i], &b->layers[k], game->weight_needed, i + k,
				    tally, true);
			count_layer(b, &b->layers[k], &a->layers[i], game->weight_needed, i + k,
				    tally, false);
		}
}

/* All winning coalitions by size. */
static struct tally *count_winning(struct sv_arena *arena, const struct sv_vote_game *game)
{
	struct tally *tally = SV_NEW(arena, struct tally);

	count_by_weight(arena, game, tally);
	for (size_t size = game->voters_needed; size <= game->count; size++) {
		if (weight_decides(game, size))
			continue;
		tally->all[size] = choose(game->count, size);
		for (size_t i = 0; i < game->count; i++)
			tally->with[i][size] = size ? choose(game->count - 1, size - 1) : 0;
	}
	return tally;
}

/* The least common multiple of 1 .. n: below 2^53 up to 40. */
static int64_t common_multiple(size_t n)
{
	int64_t result = 1;

	for (int64_t i = 2; i <= (int64_t)n; i++) {
		int64_t a = result, b = i;

		while (b) {
			int64_t rest = a % b;

			a = b;
			b = rest;
		}
		result = result / a * i;
	}
	return result;
}

/*
 * Shapley and Shubik: of the n! orders in which the voters may come, those in
 * which this one turns the outcome.  A swing with s others before it stands for
 * one part in n * C(n-1, s), and every n * C(n-1, s) divides lcm(1 .. n).
 */
void sv_vote_power(const struct sv_vote_game *game, struct sv_vote_power *ret)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const struct tally *tally = count_winning(&arena, game);
	size_t n = game->count;

	memset(ret, 0, sizeof(*ret));
	ret->shapley_whole = common_multiple(n);
	for (size_t size = 0; size <= n; size++)
		ret->winning += tally->all[size];
	for (size_t i = 0; i < n; i++) {
		for (size_t before = 0; before < n; before++) {
			/* Winning with the voter, less winning without: of the same others. */
			uint64_t without = tally->all[before] - tally->with[i][before];
			uint64_t swings = tally->with[i][before + 1] - without;
			int64_t part = ret->shapley_whole / (int64_t)(n * choose(n - 1, before));

			ret->swings[i] += swings;
			ret->shapley[i] += (int64_t)swings * part;
		}
		ret->swings_all += ret->swings[i];
	}
}

struct block_search {
	struct sv_arena *arena;
	const struct sv_vote_game *game;
	size_t order[SV_VOTERS_MAX]; /* heaviest first */
	struct sv_vote_blocks *blocks;
	size_t cap;
};

static bool is_block(const struct sv_vote_game *game, size_t voters, int64_t weight)
{
	return !sv_vote_wins(game, game->count - voters, game->weight_all - weight);
}

/* Voters from order[next] on, until the set is full.  A branch is entered only when its heaviest
 * completion blocks, so no step is in vain. */
static void search_blocks(struct block_search *search, uint64_t set, size_t taken, int64_t weight,
			  size_t next)
{
	struct sv_vote_blocks *blocks = search->blocks;
	const struct sv_vote_game *game = search->game;
	size_t missing = blocks->size - taken;

	if (blocks->set_count == SV_VOTE_BLOCKS_MAX)
		return;
	if (!missing) {
		blocks->sets = sv_arena_grow(search->arena, blocks->sets, blocks->set_count,
					     &search->cap, sizeof(*blocks->sets));
		blocks->sets[blocks->set_count++] = set;
		return;
	}
	for (size_t i = next; i + missing <= game->count; i++) {
		int64_t heaviest = weight;

		for (size_t k = i; k < i + missing; k++)
			heaviest += game->weights[search->order[k]];
		if (!is_block(game, blocks->size, heaviest))
			return;
		search_blocks(search, set | (uint64_t)1 << search->order[i], taken + 1,
			      weight + game->weights[search->order[i]], i + 1);
	}
}

static void sort_by_weight(struct block_search *search)
{
	for (size_t i = 0; i < search->game->count; i++) {
		size_t k = i;

		for (; k > 0 &&
		       search->game->weights[search->order[k - 1]] < search->game->weights[i];
		     k--)
			search->order[k] = search->order[k - 1];
		search->order[k] = i;
	}
}

void sv_vote_smallest_blocks(struct sv_arena *arena, const struct sv_vote_game *game,
			     struct sv_vote_blocks *ret)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct block_search search = {.arena = arena, .game = game, .blocks = ret};
	const struct tally *tally = count_winning(&scratch, game);
	int64_t weight = 0;

	*ret = (struct sv_vote_blocks){0};
	sort_by_weight(&search);
	while (ret->size < game->count && !is_block(game, ret->size, weight))
		weight += game->weights[search.order[ret->size++]];
	ret->count = choose(game->count, ret->size) - tally->all[game->count - ret->size];
	search_blocks(&search, 0, 0, 0, 0);
}

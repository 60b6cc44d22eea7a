/* SPDX-License-Identifier: EUPL-1.2 */
/* Exact power of 27 voters against plain enumeration of all coalitions, which must agree. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "solve/vote.h"

/* Headcounts of the size of the Union's: 25 of the Council's table of 2006, and two made up. */
static const int64_t heads[] = {8206500, 10445900, 749200,   10220600, 82500800, 5411400,  1347000,
				5236600, 62518600, 11073000, 10097500, 4109200,  58462400, 3425300,
				455000,  2306400,  402700,   16305500, 38173800, 10529300, 5384800,
				1997600, 43038000, 9011400,  60063200, 7761000,  21658500};
#define VOTERS 27

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* One coalition after the other, each from the one before by one voter (Gray code). */
static void enumerate(const struct sv_vote_game *game, uint64_t *swings)
{
	uint32_t set = 0;
	int64_t weight = 0;
	size_t size = 0;

	memset(swings, 0, VOTERS * sizeof(*swings));
	for (uint32_t step = 1; step < (uint32_t)1 << VOTERS; step++) {
		int voter = __builtin_ctz(step);

		set ^= (uint32_t)1 << voter;
		size += set >> voter & 1 ? 1 : (size_t)-1;
		weight += set >> voter & 1 ? heads[voter] : -heads[voter];
		if (!sv_vote_wins(game, size, weight))
			continue;
		for (int i = 0; i < VOTERS; i++)
			if (set >> i & 1 && !sv_vote_wins(game, size - 1, weight - heads[i]))
				swings[i]++;
	}
}

int main(void)
{
	const struct sv_vote_rule rule = {.voters = {55, 100},
					  .weight = {65, 100},
					  .has_blocking = true,
					  .blocking_weight = {35, 100},
					  .blocking_more = 1};
	static struct sv_vote_power power;
	uint64_t swings[VOTERS];
	struct sv_vote_game game;
	double start, fast, plain;

	sv_vote_game_init(&game, &rule, heads, VOTERS);
	start = seconds();
	sv_vote_power(&game, &power);
	fast = seconds() - start;
	start = seconds();
	enumerate(&game, swings);
	plain = seconds() - start;
	printf("power of %d voters by headcount: %.1f ms, goal 100 ms\n", VOTERS, fast * 1e3);
	printf("plain enumeration: %.0f ms, %.0f times as long; swings %s\n", plain * 1e3,
	       plain / fast,
	       memcmp(swings, power.swings, sizeof(swings)) == 0 ? "agree" : "DIFFER");
	return 0;
}

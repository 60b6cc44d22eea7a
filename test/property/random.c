/* SPDX-License-Identifier: EUPL-1.2 */
#include "random.h"

#include <stdio.h>
#include <stdlib.h>

#define SEEDS 1500
#define BROKEN_MAX 5 /* a law that is broken so often need not be tried on */

static uint64_t state;

void draw_from(uint64_t seed)
{
	state = seed;
}

int below(int n)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (int)((z ^ (z >> 31)) % (uint64_t)n);
}

bool holds(size_t number, const char *name, bool (*law)(uint64_t seed, const void *context),
	   const void *context)
{
	const char *only = getenv("SERVANDA_SEED");
	uint64_t first = only ? strtoull(only, NULL, 10) : 1, last = only ? first : SEEDS;
	int broken = 0;

	for (uint64_t seed = first; seed <= last && broken < BROKEN_MAX; seed++)
		broken += !law(seed, context);
	printf("%sok %zu - %s (seeds %llu to %llu)\n", broken ? "not " : "", number, name,
	       (unsigned long long)first, (unsigned long long)last);
	return !broken;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * random.h - what laws are tried on is drawn from a seed: splitmix64, small, and
 * the same everywhere.
 */
#ifndef SV_TEST_RANDOM_H
#define SV_TEST_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void draw_from(uint64_t seed);
int below(int n); /* 0 to n - 1 */

/* Try a law on every seed, or on that of SERVANDA_SEED alone, and print its line of TAP; a law
 * prints the seed that breaks it. */
bool holds(size_t number, const char *name, bool (*law)(uint64_t seed, const void *context),
	   const void *context);

#endif

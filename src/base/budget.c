/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/budget.h"

#include <time.h>

static int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void sv_budget_begin(struct sv_budget *budget, const struct sv_arena *arena, size_t bytes_max,
		     int seconds)
{
	*budget = (struct sv_budget){.arena = arena,
				     .bytes_max = arena->bytes + bytes_max,
				     .bytes_own = bytes_max,
				     .until_us = now_us() + (int64_t)seconds * 1000000};
}

int sv_budget_check(struct sv_budget *budget, struct sv_error *err)
{
	if (budget->arena->bytes > budget->bytes_max)
		return sv_fail(err, SV_EBUSY,
			       "the answer would take more than %zu MiB of memory; ask for less",
			       budget->bytes_own >> 20);
	if (budget->asked++ % SV_BUDGET_STEPS == 0 && now_us() > budget->until_us)
		return sv_fail(err, SV_EBUSY, "the answer takes too long; ask for less");
	return 0;
}

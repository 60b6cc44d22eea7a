/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_shortfall.h - how many more of what would meet the due dates.
 *
 * Each fleet, stand, berth, slot and handling rate is raised alone, the others
 * stay as the case has them.  Two numbers part what is proven from what is
 * shown: with less than `at_least` more no schedule keeps every due date, by the
 * same proof as the bound; with `enough` more a plan was found that keeps them.
 * Where they are equal, the number is exact.
 *
 * Where nothing alone is enough, numbers that are enough together are sought.
 *
 * A load without a due date is wanted within the horizon.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_SHORTFALL_H
#define SV_DOMAIN_DEPLOYMENT_SHORTFALL_H

#include "domain/deployment_plan.h"

struct sv_shortfall_item {
	int resource;
	int at_least; /* more of it; above SV_DEPLOY_MORE_MAX: no number up to that, proven */
	int enough;   /* more of it; -1: no plan was found that keeps every due date */
};

struct sv_shortfall {
	struct sv_shortfall_item *items; /* one a resource that can be raised */
	int count;
	int *together; /* by item: more of each that keep every due date at once, as a plan shows;
			  none of them can be lowered alone.  NULL: not looked for or not found */
	bool hopeless; /* not even SV_DEPLOY_MORE_MAX more of everything: proven */
	bool needless; /* another plan keeps every due date with the lift there is */
	bool stopped;  /* the time was over: the numbers hold, and could be closer */
};

/* Whether something comes after its due date, or not within the horizon. */
bool sv_deployment_is_late(const struct sv_deployment *deployment,
			   const struct sv_flow_schedule *plan);

/* Of a case whose plan is late.  A railway of links has none: count 0. */
SV_MUST_USE int sv_deployment_shortfall(struct sv_arena *arena,
					const struct sv_deployment *deployment,
					const struct sv_deployment_options *options,
					const struct sv_flow_watch *watch, struct sv_shortfall *ret,
					struct sv_error *err);

void sv_shortfall_json(const struct sv_deployment *deployment, const struct sv_shortfall *shortfall,
		       struct sv_json *json);

#endif

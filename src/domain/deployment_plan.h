/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_plan.h - the answer to a deployment: bound, plan, gap and bottlenecks.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_PLAN_H
#define SV_DOMAIN_DEPLOYMENT_PLAN_H

#include "base/json.h"
#include "domain/deployment.h"
#include "solve/flow_plan.h"

enum sv_plan_status {
	SV_PLAN_OPTIMAL,    /* the plan closes at the bound */
	SV_PLAN_GAP,        /* the search ended by its number of rounds */
	SV_PLAN_INFEASIBLE, /* proven: not within the horizon */
	SV_PLAN_TIME_LIMIT, /* the search was stopped; the best so far */
};

#define SV_BOTTLENECKS_MAX 5

struct sv_bottleneck {
	int resource;
	int from_step, to_step; /* it binds in [from_step, to_step] */
	double share;           /* of the worth of all that binds, 0 to 1 */
	int saves_steps;        /* what one more of it takes off the bound; -1 when not computed */
};

struct sv_shortfall; /* deployment_shortfall.h */

struct sv_deployment_answer {
	enum sv_plan_status status;
	int bound;
	struct sv_flow_proof proof;
	struct sv_flow_schedule plan; /* closure -1: none found */
	struct sv_bottleneck bottlenecks[SV_BOTTLENECKS_MAX];
	int bottleneck_count;
	int travel;            /* before this step no load could be there, were it alone */
	int travel_demand;     /* the load that takes so long; -1 where only links limit the flow */
	int preparation_steps; /* from the decision until the first trip starts */
	int movement_steps;    /* from there until everything is in place */
	int programs, columns, rows;    /* work of the bound */
	long rounds;                    /* work of the search */
	struct sv_shortfall *shortfall; /* of a late plan, where it was asked for; or NULL */
};

struct sv_deployment_options {
	uint64_t seed;
	long rounds_max;
	bool bound_only;
	bool no_savings; /* do not solve again for the bottlenecks */
};

SV_MUST_USE int sv_deployment_plan(struct sv_arena *arena, const struct sv_deployment *deployment,
				   const struct sv_deployment_options *options,
				   const struct sv_flow_watch *watch,
				   struct sv_deployment_answer *ret, struct sv_error *err);

const char *sv_plan_status_name(enum sv_plan_status status); /* "optimal", "gap" ... */

/* Steps in thousandths of a day, rounded. */
int64_t sv_deployment_millidays(const struct sv_deployment *deployment, int64_t steps);

/* The answer as docs/formats/schedule.md says. */
void sv_deployment_answer_json(const struct sv_deployment *deployment,
			       const struct sv_deployment_answer *answer, struct sv_json *json);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_schedule.h - what a schedule comes to: by kind of cargo, by lane, by place.
 *
 * Every page, table and file that shows a schedule counts its trips here.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_SCHEDULE_H
#define SV_DOMAIN_DEPLOYMENT_SCHEDULE_H

#include "base/json.h"
#include "domain/deployment.h"
#include "solve/flow_plan.h"

/* In place from this step on, all in all. */
struct sv_arrival {
	int step;
	int64_t amount;
};

/* One kind of cargo, by when it is at its destination; steps ascend. */
struct sv_class_profile {
	int class;
	int64_t amount; /* to be there */
	struct sv_arrival *arrivals;
	size_t arrival_count;
};

struct sv_class_profile sv_deployment_profile(struct sv_arena *arena,
					      const struct sv_deployment *deployment,
					      const struct sv_flow_schedule *plan,
					      int class) SV_MUST_USE;

int64_t sv_profile_at(const struct sv_class_profile *profile, int step);

/* All trips of one lane; none: trips 0. */
struct sv_lane_movement {
	int trips, first, last; /* steps at which the first and the last start */
	int64_t *carried;       /* by class */
};

struct sv_lane_movement sv_deployment_movement(struct sv_arena *arena,
					       const struct sv_deployment *deployment,
					       const struct sv_flow_schedule *plan,
					       int lane) SV_MUST_USE;

/* "100 vehicles_t, 20 people" */
const char *sv_carried_text(struct sv_arena *arena, const struct sv_deployment *deployment,
			    const int64_t *carried) SV_MUST_USE;

/* What an airfield or port has to do in one step. */
struct sv_place_step {
	int64_t stands;        /* stands or berths taken */
	int64_t out_kg, in_kg; /* loaded by trips that start, unloaded by trips that arrive */
	int64_t out_people, in_people;
};

struct sv_workload {
	int place;
	int stands; /* resource, or -1: without limit, so not counted */
	int step_count;
	struct sv_place_step *steps; /* from step 0 */
};

/* The places that trips with vehicles use, in the order of the case; a railway of links has none.
 * Returns their number. */
int sv_deployment_workload(struct sv_arena *arena, const struct sv_deployment *deployment,
			   const struct sv_flow_schedule *plan, struct sv_workload **ret);

/* The steps [from, to) as one: the most stands at once, the sums of what is moved. */
struct sv_place_step sv_workload_fold(const struct sv_workload *workload, int from, int to);

void sv_workload_json(const struct sv_deployment *deployment, const struct sv_flow_schedule *plan,
		      struct sv_json *json);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deploy_view.h - the cases of a pack and what people look at of their answers.
 *
 * Solving takes up to a second and much memory, looking at the answer little of
 * either: a view is what remains of an answer when the solver is gone.  A case
 * and the number of rounds decide the answer, so a view holds for as long as its
 * file stays as it is.
 */
#ifndef SV_APP_DEPLOY_VIEW_H
#define SV_APP_DEPLOY_VIEW_H

#include "app/deploy.h"

/* One file of a pack's folder `cases`. */
struct sv_deploy_case {
	const char *name;   /* of the file, without ".case" */
	const char *title;  /* as the case calls itself */
	const char *about;  /* what its writer says of it, before its first line */
	struct sv_str text; /* as it was written */
	const char *path;
};

/* By name; none when there is no such folder. */
SV_MUST_USE int sv_app_deploy_cases(struct sv_arena *arena, const char *folder,
				    struct sv_deploy_case **ret, size_t *ret_count,
				    struct sv_error *err);

/* Days are counted from the decision. */
struct sv_deploy_arrival {
	double day;
	double share; /* of the class in place from this day on, 0 to 1 */
};

struct sv_deploy_class {
	const char *name;
	int64_t amount;
	const struct sv_deploy_arrival *arrivals;
	size_t arrival_count;
};

struct sv_deploy_bottleneck {
	const char *name;
	int64_t capacity;
	bool per_step;
	double from_day, to_day;
	double saves_days; /* what one more takes off the bound; below 0: not computed */
};

/* All trips of one lane. */
struct sv_deploy_movement {
	const char *fleet, *from, *to, *carried;
	int trips;
	double first_day, last_day;
};

struct sv_deploy_view {
	enum sv_plan_status status;
	int step_hours;
	double bound, closed; /* days; closed below 0: no plan was found */
	double decision, preparation, movement;
	const char *lasts; /* "416 steps of 2 h" */
	struct sv_deploy_class *classes;
	struct sv_deploy_bottleneck *bottlenecks;
	struct sv_deploy_movement *movements;
	struct sv_deployment_figure *figures;
	size_t class_count, bottleneck_count, movement_count, figure_count;
	struct sv_sustain_answer stays[SV_SUSTAIN_STAYS_MAX];
	size_t stay_count;
	struct sv_sustain_options supply; /* what the stays were computed with */
	struct sv_sustain_marks marks;
	const char *no_stay;     /* why there are no stays; or "" */
	struct sv_str json, csv; /* the answer of `deploy plan --json`; its trips */
};

/* SV_EINVALID when the file cannot be planned, with the first thing that is wrong. */
SV_MUST_USE int sv_app_deploy_view(struct sv_arena *arena, const struct sv_deploy_case *of,
				   const char *geo_dir, const struct sv_deployment_options *options,
				   const struct sv_deploy_limits *limits,
				   struct sv_deploy_view *ret, struct sv_error *err);

#endif

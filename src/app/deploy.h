/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deploy.h - is it there in time: read a case, plan it, within a time limit.
 *
 * A plan needs no record: a case file is all it rests on, so these functions
 * take no struct sv_app.
 */
#ifndef SV_APP_DEPLOY_H
#define SV_APP_DEPLOY_H

#include "domain/deployment_case.h"
#include "domain/deployment_robust.h"
#include "domain/deployment_sustain.h"

/* The text of a case file; one that a person wrote is expanded with the tables of geo_dir, a pack's
 * folder `geo` (NULL when there is none).  What is wrong comes as findings. */
SV_MUST_USE int sv_app_deploy_expand(struct sv_arena *arena, const char *path, const char *geo_dir,
				     struct sv_str *ret_text, struct sv_findings *findings,
				     struct sv_error *err);

/* Read a case file of any format; units NULL keeps all. */
SV_MUST_USE int sv_app_deploy_read(struct sv_arena *arena, const char *path, const char *geo_dir,
				   const char *units, struct sv_deployments *ret,
				   struct sv_findings *findings, struct sv_error *err);

struct sv_deploy_limits {
	double seconds;   /* for each deployment; 0: no limit */
	const bool *stop; /* set when somebody asks to stop; or NULL */
	void (*progress)(void *data, int bound, int closure);
	void *data;
};

/* With the lift that is short where the plan is late, in as much time again. */
SV_MUST_USE int sv_app_deploy_plan(struct sv_arena *arena, const struct sv_deployment *deployment,
				   const struct sv_deployment_options *options,
				   const struct sv_deploy_limits *limits,
				   struct sv_deployment_answer *ret, struct sv_error *err);

/* Can the force stay `options->days` days?  Options of 0 (stock_days: below 0) come from the pack.
 */
SV_MUST_USE int sv_app_deploy_sustain(struct sv_arena *arena,
				      const struct sv_deployment *deployment, const char *geo_dir,
				      struct sv_sustain_options *options,
				      struct sv_sustain_marks *marks,
				      const struct sv_deploy_limits *limits,
				      struct sv_sustain_answer *ret, struct sv_error *err);

/* The lengths of stay that the pack asks about; returns their number. */
SV_MUST_USE int sv_app_deploy_stays(struct sv_arena *arena, const char *geo_dir,
				    int ret_days[SV_SUSTAIN_STAYS_MAX], struct sv_error *err);

/* Where each assumption of sv_app_deploy_robust() comes from. */
struct sv_robust_marks {
	const char *delay, *no_show, *closure, *closure_days;
};

/* Draws delays, no-shows and closures, and plans each draw.  Assumptions below 0 come from the
 * pack's geo/defaults.csv. */
SV_MUST_USE int sv_app_deploy_robust(struct sv_arena *arena, const struct sv_deployment *deployment,
				     const char *geo_dir, struct sv_robust_options *options,
				     struct sv_robust_marks *marks,
				     const struct sv_deploy_limits *limits,
				     struct sv_robust_answer *ret, struct sv_error *err);

/* The text of a new case. */
SV_MUST_USE int sv_app_deploy_new(struct sv_arena *arena, const char *geo_dir,
				  const struct sv_case_seed *seed, struct sv_buf *out,
				  struct sv_error *err);

#endif

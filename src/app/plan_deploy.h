/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_deploy.h - the days to deploy that a plan declares, against a case of deployment.
 *
 * A formation is looked for among the units of the case by its name.  Each that
 * is found is planned alone, with all the lift of the case: what cannot be done
 * so cannot be done beside others.  The case is the ground of the finding: what
 * is said holds for its lift, places and times, and for no others.
 */
#ifndef SV_APP_PLAN_DEPLOY_H
#define SV_APP_PLAN_DEPLOY_H

#include "domain/plan_check.h"

/* Adds findings: a warning 'deploy-days' where fewer days are declared than any schedule of the
 * case takes, proven; information where the days are kept, or neither is shown. */
SV_MUST_USE int sv_plan_check_case(struct sv_arena *arena, const struct sv_plan *plan,
				   const char *path, const char *geo_dir,
				   struct sv_findings *findings, struct sv_error *err);

#endif

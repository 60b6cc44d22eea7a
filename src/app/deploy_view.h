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
#include "report/deploy_page.h"

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

/* A file that is none of a pack's: title and what its writer says of it. */
SV_MUST_USE int sv_app_deploy_case(struct sv_arena *arena, const char *path,
				   struct sv_deploy_case *ret, struct sv_error *err);

/* What remains of an answer; lives in the arena. */
void sv_app_deploy_view_of(struct sv_arena *arena, const struct sv_deployment *deployment,
			   const struct sv_deployment_answer *answer, const char *geo_dir,
			   const struct sv_deploy_limits *limits, struct sv_deploy_view *ret);

/* SV_EINVALID when the file cannot be planned, with the first thing that is wrong. */
SV_MUST_USE int sv_app_deploy_view(struct sv_arena *arena, const struct sv_deploy_case *of,
				   const char *geo_dir, const struct sv_deployment_options *options,
				   const struct sv_deploy_limits *limits,
				   struct sv_deploy_view *ret, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deploy.h - what the deploy commands share.
 */
#ifndef SV_CLI_DEPLOY_H
#define SV_CLI_DEPLOY_H

#include "cli/command.h"
#include "domain/deployment_plan.h"

/* The cases of the file that the first argument names, cut to --units; what is wrong is printed. */
SV_MUST_USE int sv_cli_deployments(struct sv_cli *cli, struct sv_deployments *ret,
				   struct sv_error *err);

/* The pack's tables of places and lift, or NULL without a pack. */
const char *sv_cli_geo_folder(struct sv_cli *cli);

/* A number option, or `missing`. */
int64_t sv_cli_number(const struct sv_cli *cli, const char *name, int64_t missing);

/* The answer for people. */
void sv_cli_deploy_text(struct sv_cli *cli, const struct sv_deployment *deployment,
			const struct sv_deployment_answer *answer);

/* The trips as a table, those that are alike in one row. */
void sv_cli_deploy_trips(struct sv_cli *cli, const struct sv_deployment *deployment,
			 const struct sv_flow_schedule *plan);

#endif

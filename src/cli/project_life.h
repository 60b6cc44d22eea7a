/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * project_life.h - what a project's acts say, for 'project show' and the portfolio.
 */
#ifndef SV_CLI_PROJECT_LIFE_H
#define SV_CLI_PROJECT_LIFE_H

#include "base/json.h"
#include "cli/command.h"
#include "domain/project_life.h"

/* The life of a project as of the day, or NULL when no act of this record is about it. */
SV_MUST_USE int sv_cli_project_life(struct sv_cli *cli, const char *id,
				    const struct sv_project_life **ret, struct sv_error *err);

/* Key "details": an object or null; docs/formats/project.md. */
void sv_json_project_life(struct sv_json *json, const struct sv_project_life *life, int32_t on);

/* Phase, dates of capability and milestones with their slips; nothing without a life. */
void sv_out_project_life(struct sv_cli *cli, const struct sv_project_life *life);

#endif

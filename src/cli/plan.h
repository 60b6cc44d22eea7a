/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan.h - what the commands on plans do alike.
 */
#ifndef SV_CLI_PLAN_H
#define SV_CLI_PLAN_H

#include "app/plan.h"
#include "cli/command.h"

/* The store, when there is one; else the pack, in memory.  Settles --on and --known. */
SV_MUST_USE int sv_cli_plan_open(struct sv_cli *cli, struct sv_error *err);

/* What a check found, as people read it and as JSON. */
void sv_cli_plan_report(struct sv_cli *cli, const struct sv_plan_report *report);
void sv_cli_plan_report_json(struct sv_cli *cli, const struct sv_plan_report *report);

#endif

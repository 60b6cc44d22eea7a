/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report.h - gathers what the HTML report shows.
 */
#ifndef SV_CLI_REPORT_H
#define SV_CLI_REPORT_H

#include "cli/command.h"

/* The report on the last year of the assessment, into cli->out. */
SV_MUST_USE int sv_cli_report_html(struct sv_cli *cli, const struct sv_assessment *assessment,
				   const struct sv_register *reg, struct sv_error *err);

#endif

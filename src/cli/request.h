/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request.h - what the commands about third states share.
 */
#ifndef SV_CLI_REQUEST_H
#define SV_CLI_REQUEST_H

#include "base/json.h"
#include "domain/request.h"
#include "report/data.h"

/* "request by 30 June 2022, decision 20 February 2023 (235 days), arrangement not on record" */
const char *sv_clock_text(struct sv_arena *arena, const struct sv_clock_step clock[SV_CLOCK_STEPS]);

#endif

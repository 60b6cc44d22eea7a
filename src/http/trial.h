/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trial.h - what would keep a promise, on the page of its rating.
 */
#ifndef SV_HTTP_TRIAL_H
#define SV_HTTP_TRIAL_H

#include "domain/trial.h"
#include "http/pages.h"

/* The least change, every figure with where the rating changes, and a form to move it; nothing
 * where figures do not decide. */
void sv_trial_section(struct sv_request *request, const struct sv_year_page *year,
		      struct sv_trial *trial);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schedule_proof.h - does a certificate prove that nothing can close before a step?
 */
#ifndef SV_CHECK_SCHEDULE_PROOF_H
#define SV_CHECK_SCHEDULE_PROOF_H

#include <jansson.h>

#include "schedule_case.h"

bool proof_holds(const struct instance *in, const json_t *certificate, int bound, char *why,
		 size_t why_size);

#endif

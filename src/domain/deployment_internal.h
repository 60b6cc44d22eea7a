/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_internal.h - what the readers of deployments share.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_INTERNAL_H
#define SV_DOMAIN_DEPLOYMENT_INTERNAL_H

#include "domain/deployment.h"

/* Fleets and units, or an expanded case; NULL with findings when it cannot be read. */
struct sv_deployment *sv_deployment_read_json(struct sv_arena *arena, const char *file,
					      struct sv_str text, struct sv_findings *findings);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_internal.h - what the readers of deployments share.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_INTERNAL_H
#define SV_DOMAIN_DEPLOYMENT_INTERNAL_H

#include <jansson.h>

#include "domain/deployment.h"

/* A case in JSON while it is read. */
struct sv_case_json {
	struct sv_arena *arena;
	const char *file;
	struct sv_findings *findings;
	struct sv_deployment *d;
};

/* Adds a finding at a place such as "/units/0/id". */
void sv_case_wrong(struct sv_case_json *reader, const char *place, const char *repair,
		   const char *message);
const char *sv_case_at(struct sv_case_json *reader, const char *place, const char *key);
/* A whole number of 0 or more; `missing` when the key is not there. */
int sv_case_whole(struct sv_case_json *reader, const json_t *object, const char *key,
		  const char *place, int missing);
/* A name; NULL with a finding when there is none. */
const char *sv_case_text(struct sv_case_json *reader, const json_t *object, const char *key,
			 const char *place);
int sv_case_class(struct sv_case_json *reader, const char *name);

/* deployment_json_units.c; after all fleets are read. */
int sv_case_destination(struct sv_case_json *reader, const json_t *root);
void sv_case_unit(struct sv_case_json *reader, const json_t *value, int to, const char *place);
void sv_case_ferry(struct sv_case_json *reader, const json_t *root);
void sv_case_figures(struct sv_case_json *reader, const json_t *root);

/* Fleets and units, or an expanded case; NULL with findings when it cannot be read. */
struct sv_deployment *sv_deployment_read_json(struct sv_arena *arena, const char *file,
					      struct sv_str text, struct sv_findings *findings);

#endif

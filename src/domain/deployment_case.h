/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_case.h - a case as a person writes it, made into fleets and units.
 *
 * Names become distances, distances become steps, templates become cargo; what
 * was taken from a table or from a default stands in the expanded case as a
 * figure with its mark.  docs/formats/case.md describes both forms.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_CASE_H
#define SV_DOMAIN_DEPLOYMENT_CASE_H

#include "domain/deployment.h"
#include "domain/geo.h"

/* Appends the expanded case (JSON) to out; with errors among the findings it is not to be used. */
void sv_deployment_case_expand(struct sv_arena *arena, const struct sv_geo *geo, const char *file,
			       struct sv_str text, struct sv_buf *out,
			       struct sv_findings *findings);

/* What a case can be begun from. */
struct sv_case_seed {
	const char *unit;    /* a row of unit_requirements */
	const char *theatre; /* an airport */
	const char *date;    /* of the decision */
	const char *origin;  /* an airport; NULL: the pack's new_origin */
};

/* Appends a case for people to go on with; lift, stands and origin are the pack's defaults. */
SV_MUST_USE int sv_deployment_case_new(const struct sv_geo *geo, const struct sv_case_seed *seed,
				       struct sv_buf *out, struct sv_error *err);

#endif

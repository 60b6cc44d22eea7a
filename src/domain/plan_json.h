/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_json.h - a plan as JSON: docs/formats/plan.md, section 2.
 *
 * Figures are written as texts, so that 0.1 is 0.1; numbers are read too.
 */
#ifndef SV_DOMAIN_PLAN_JSON_H
#define SV_DOMAIN_PLAN_JSON_H

#include <jansson.h>

#include "base/error.h"
#include "domain/plan.h"

#define SV_PLAN_FORMAT "servanda-plan-1"

/* What is wrong with a value is a finding at its JSON pointer; SV_EINVALID only when the text is
 * no JSON object at all. */
SV_MUST_USE int sv_plan_parse(struct sv_arena *arena, const struct sv_plan_context *context,
			      const char *file, struct sv_str text, struct sv_findings *findings,
			      struct sv_plan **ret, struct sv_error *err);

/* The same for an object that was parsed already. */
struct sv_plan *sv_plan_from_json(struct sv_arena *arena, const struct sv_plan_context *context,
				  const char *file, const json_t *object,
				  struct sv_findings *findings);

/* The object, which the caller releases with json_decref().  Wrong values are left out. */
json_t *sv_plan_to_json(const struct sv_plan *plan) SV_MUST_USE;

#endif

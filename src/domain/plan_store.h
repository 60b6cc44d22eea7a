/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_store.h - what plans ask for and when, from the derived tables.
 */
#ifndef SV_DOMAIN_PLAN_STORE_H
#define SV_DOMAIN_PLAN_STORE_H

#include "domain/assess.h"
#include "domain/plan.h"
#include "store/db.h"

/* All templates with their sheets and fields, by the first year they serve, as known at a size of
 * the log. */
SV_MUST_USE int sv_plan_templates(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
				  const struct sv_plan_template **ret_templates, size_t *ret_count,
				  struct sv_error *err);

/* A step of the cycle: what is due when. */
struct sv_plan_step {
	const char *step, *title;
	int cycle_from, cycle_to;
	int month, day;
	const char *source, *note;
	enum sv_confidence confidence;
};

SV_MUST_USE int sv_plan_steps(struct sv_db *db, struct sv_arena *arena, int64_t known_size,
			      const struct sv_plan_step **ret_steps, size_t *ret_count,
			      struct sv_error *err);

/* What accepted plans declare, in the order of the record. */
SV_MUST_USE int sv_plan_declarations(struct sv_db *db, struct sv_arena *arena,
				     const struct sv_register *reg, int64_t known_size,
				     const struct sv_declaration **ret, size_t *ret_count,
				     struct sv_error *err);

#endif

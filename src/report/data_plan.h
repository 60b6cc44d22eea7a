/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * data_plan.h - plans for programs: where they stand, what was found in one, what
 * differs between two.  Keys: docs/formats/plan.md, section 6.
 */
#ifndef SV_REPORT_DATA_PLAN_H
#define SV_REPORT_DATA_PLAN_H

#include "base/buf.h"
#include "base/json.h"
#include "domain/judgement.h"
#include "domain/plan_check.h"
#include "domain/plan_life.h"

const char *sv_plan_standing_stage(const struct sv_plan_standing *row); /* "none", "draft", ... */

void sv_plan_status_json(const struct sv_plan_standing *rows, size_t count, int year, int32_t on,
			 struct sv_json *json);
void sv_plan_status_csv(const struct sv_plan_standing *rows, size_t count, struct sv_buf *out);

/* A calendar (RFC 5545): the steps of the year, and each plan that is still to come on its own
 * day. */
void sv_plan_status_ics(const struct sv_plan_standing *rows, size_t count,
			const struct sv_plan_step *steps, size_t step_count, int year,
			struct sv_arena *arena, struct sv_buf *out);

/* One plan and its steps, as far as they are given. */
void sv_plan_history_json(const struct sv_plan_standing *standing, int year, int32_t on,
			  const struct sv_act *const *acts, size_t count, struct sv_arena *arena,
			  struct sv_json *json);

/* What the check of a plan says; docs/formats/plan.md. */
void sv_plan_check_json(const struct sv_plan *plan, const struct sv_findings *findings,
			const struct sv_plan_checked *checked, struct sv_json *json);
void sv_plan_findings_csv(const struct sv_findings *findings, struct sv_buf *out);

void sv_plan_differences_json(const struct sv_plan_difference *rows, size_t count,
			      struct sv_json *json);
void sv_plan_differences_csv(const struct sv_plan_difference *rows, size_t count,
			     struct sv_buf *out);

/* Judgements: docs/formats/judgement.md, section 4. */
void sv_judgements_json(const struct sv_judgement_row *rows, size_t count, struct sv_json *json);

/* Index of the plan's state among the members assessed, or -1. */
int sv_plan_member(const struct sv_plan *plan, const struct sv_plan_checked *checked);

#endif

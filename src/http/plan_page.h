/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_page.h - what the pages of the plan desk share.
 */
#ifndef SV_HTTP_PLAN_PAGE_H
#define SV_HTTP_PLAN_PAGE_H

#include "app/documents.h"
#include "app/plan_desk.h"
#include "http/request.h"

/* "/plans/FRA/2026" and what comes behind it. */
const char *sv_plan_path(struct sv_request *request, const char *state, int year, const char *more);

/* Where a plan stands, in words and with a mark. */
void sv_plan_stage_mark(struct sv_request *request, enum sv_plan_stage stage);
void sv_plan_due_text(struct sv_request *request, const struct sv_plan_standing *row);

/* The plan that the path names, as far as the reader may see it. */
SV_MUST_USE int sv_plan_page_open(struct sv_request *request, struct sv_plan_desk *ret,
				  struct sv_error *err);

/* Head of a page below a plan's: its way back, and its title. */
void sv_plan_page_head(struct sv_request *request, const struct sv_plan_desk *desk,
		       const char *title);

/* The page of a plan again, with what was wrong about a step. */
SV_MUST_USE int sv_plan_page(struct sv_request *request, const struct sv_plan_desk *desk,
			     const char *wrong, struct sv_error *err);

/* plan_findings.c: what a check found, and how the plan would be assessed. */
void sv_plan_findings_lead(struct sv_request *request, const struct sv_plan_report *report);
void sv_plan_findings_table(struct sv_request *request, const struct sv_plan_report *report,
			    const char *state, int year);
/* A draft keeps no value that could not be read; so its check may say less, or other things, than
 * the file's did. */
void sv_plan_unread_note(struct sv_request *request, const struct sv_plan_version *version,
			 const struct sv_plan_report *report);
void sv_plan_ratings_part(struct sv_request *request, const struct sv_plan_report *report);

/* The address of a value's page. */
const char *sv_plan_value_path(struct sv_request *request, const char *state, int year,
			       const char *pointer);

#endif

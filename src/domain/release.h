/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * release.h - what may not stand in a public rendition, and on which ground.
 *
 * What is kept back is taken out before anything is assessed, so that no
 * rating, sum or sentence of a public rendition rests on it: two records that
 * differ only in what is kept back have the same public rendition.  What was
 * taken out is listed with its ground; docs/formats/report.md.
 *
 * A figure of a plan is kept back when the template has its field so in any
 * cycle that the figure can come from; an answer or a judgement, when it is
 * not marked as public.
 *
 * Source: Regulation (EC) No 1049/2001, Art. 4; the grounds stand in the
 * templates.
 */
#ifndef SV_DOMAIN_RELEASE_H
#define SV_DOMAIN_RELEASE_H

#include "domain/assess.h"
#include "domain/kept_back.h"
#include "domain/plan.h"

#define SV_RELEASE_PUBLIC "public"         /* how an answer or a judgement is marked */
#define SV_RELEASE_RESTRICTED "restricted" /* likewise, and the status of a figure kept back */

/* The ground on which a plan's figure of an indicator and year is kept back; NULL: it may be
 * released, or no plan gives it. */
const char *sv_release_ground(const struct sv_plan_template *templates, size_t count,
			      const char *indicator, int year);

/* Take out of the evidence what may not be released; its figures stay, as withheld. */
void sv_release_figures(struct sv_arena *arena, const struct sv_plan_template *templates,
			size_t template_count, const struct sv_evidence *evidence,
			struct sv_evidence *ret, struct sv_kept_back_list *log);

/* Declarations and judgements that are kept back; the assessment passes over them when it is told
 * to (sv_assess_input.public_only). */
void sv_release_people(struct sv_arena *arena, const struct sv_plan_template *templates,
		       size_t template_count, const struct sv_declaration *declarations,
		       size_t declaration_count, const struct sv_judgement *judgements,
		       size_t judgement_count, struct sv_kept_back_list *log);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * review.h - an assessment and an explanation, written for people, as JSON and as CSV.
 *
 * All functions are pure: they write what they are given and know no store.
 */
#ifndef SV_CLI_REVIEW_H
#define SV_CLI_REVIEW_H

#include "app/app.h"
#include "base/json.h"
#include "cli/out.h"
#include "domain/assessment.h"
#include "report/data.h"

/* The grid when all members are asked for, else a list with reasons. */
void sv_review_text(const struct sv_review *review, struct sv_out *out);

/* The parts of the text. */
void sv_review_grid(const struct sv_review *review, struct sv_out *out);
void sv_review_collective(const struct sv_review *review, struct sv_out *out);
void sv_review_measurable(const struct sv_review *review, struct sv_out *out);

void sv_explain_text(const struct sv_explanation *explanation, struct sv_arena *arena,
		     struct sv_out *out);

/* The trial with one input so many steps away, and where along it the rating changes. */
void sv_trial_text(struct sv_trial *trial, size_t index, int64_t steps,
		   const struct sv_trial_outcome *outcome, struct sv_arena *arena,
		   struct sv_out *out);

#endif

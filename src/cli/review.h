/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * review.h - an assessment and an explanation, written for people, as JSON and as CSV.
 *
 * All functions are pure: they write what they are given and know no store.
 */
#ifndef SV_CLI_REVIEW_H
#define SV_CLI_REVIEW_H

#include "app/app.h"
#include "base/csv.h"
#include "base/json.h"
#include "cli/out.h"
#include "domain/assessment.h"

/* The part of an assessment that is asked for. */
struct sv_review {
	const struct sv_assessment *assessment;
	struct sv_arena *arena;
	int member;             /* index of the one member, -1: all */
	const char *commitment; /* "17", or "12" for all of 12.1 .. 12.6; NULL: all */
	bool list_findings;     /* in the text, each instead of their number */
};

/* Whether an item is asked for; -1 stands for a series, which is shown beside all of them. */
bool sv_review_has_item(const struct sv_review *review, int item);

/* Whether an item binds the members together; false for a series. */
bool sv_review_is_collective(const struct sv_review *review, int item);

/* The number of an item; "" for a series. */
const char *sv_review_number(const struct sv_review *review, int item);

/* The grid when all members are asked for, else a list with reasons. */
void sv_review_text(const struct sv_review *review, struct sv_out *out);
void sv_review_json(const struct sv_review *review, struct sv_json *json);
void sv_review_csv(const struct sv_review *review, struct sv_buf *out);

/* The parts of the text. */
void sv_review_grid(const struct sv_review *review, struct sv_out *out);
void sv_review_collective(const struct sv_review *review, struct sv_out *out);
void sv_review_measurable(const struct sv_review *review, struct sv_out *out);

void sv_explain_text(const struct sv_explanation *explanation, struct sv_arena *arena,
		     struct sv_out *out);
void sv_explain_json(const struct sv_explanation *explanation, struct sv_json *json);

#endif

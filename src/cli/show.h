/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * show.h - ratings, values and rows, as people read them and as JSON gives them.
 */
#ifndef SV_CLI_SHOW_H
#define SV_CLI_SHOW_H

#include "base/arena.h"
#include "base/json.h"
#include "cli/out.h"
#include "domain/assessment.h"
#include "report/data.h"

/* A text on the ground of a rating, with a space at both sides; without colour the same text and
 * spaces, so that both take the same room. */
void sv_out_rating(struct sv_out *out, enum sv_rating rating, const char *text);

/* A value for people: "22.3 %", "22.1-24.9 %", "at least 3.4 %", "29", or the reason why there is
 * none.  Where rounding would hide on which side of `target` (may be NULL) the value lies, as many
 * more digits are shown as it takes. */
const char *sv_text_value(struct sv_arena *arena, const struct sv_value *value,
			  const struct sv_rational *target);

/* A member's position against a collective benchmark: one sign for the grid, words for a list. */
const char *sv_position_sign(const struct sv_rated *rated);
const char *sv_position_text(const struct sv_rated *rated);

/* One row for people, after `indent` columns: "France, 2019: 29  [4:13 source]", the row 13 of
 * document 4. */
void sv_out_ref(struct sv_out *out, int indent, const struct sv_fact_ref *ref);

/* The text of a rule as written, after `indent` columns, wrapped to the width. */
void sv_out_rule(struct sv_out *out, int indent, const char *text);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * overlap.h - overlap of projects as JSON, CSV and a drawing: the same for the
 * command line and the portal.
 */
#ifndef SV_REPORT_OVERLAP_H
#define SV_REPORT_OVERLAP_H

#include "base/json.h"
#include "domain/overlap.h"

struct sv_overlap_data {
	struct sv_arena *arena;
	const struct sv_register *reg;
	int32_t on;
	int64_t known;
	const struct sv_overlap *overlap;
};

void sv_overlap_json(const struct sv_overlap_data *data, struct sv_json *json);
void sv_overlap_csv(const struct sv_overlap_data *data, struct sv_buf *out);

/* A block a theme, an arc a pair. */
void sv_overlap_map_svg(const struct sv_overlap_data *data, struct sv_buf *out);

/* What people call a project: its acronym, or its id where that is long or missing. */
const char *sv_overlap_name(const struct sv_register *reg, int project);

/* "DEU FRA" */
const char *sv_overlap_codes(struct sv_arena *arena, const struct sv_register *reg,
			     const int *states, size_t count);

/* The same of a project's coordinators on a day; * after one that is recalled. */
const char *sv_overlap_coordinators(struct sv_arena *arena, const struct sv_register *reg,
				    int32_t on, int project);

/* "Speaks to commitments 3 (Collaborative projects) ..."; "" when to none. */
const char *sv_speaks_to(struct sv_arena *arena, const struct sv_pledge_item *const *items,
			 size_t count);

/* The same as the key "commitments". */
void sv_speaks_to_json(const struct sv_pledge_item *const *items, size_t count,
		       struct sv_json *json);

/* "; phases: planning and execution; both call on ...": only what is recorded, else "". */
const char *sv_overlap_recorded(struct sv_arena *arena, const struct sv_overlap_pair *pair);

/* How much of phases and funds is recorded at all. */
const char *sv_overlap_unrecorded(struct sv_arena *arena, const struct sv_overlap *overlap);

#endif

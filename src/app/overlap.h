/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * overlap.h - duplication as the record knows it: pairs of projects with what
 * their acts and facts add, and the commitments that a finding speaks to.
 */
#ifndef SV_APP_OVERLAP_H
#define SV_APP_OVERLAP_H

#include "app/app.h"
#include "domain/overlap.h"

/* All pairs of projects listed on the day, with the phase of each, the common funds both call on,
 * and the commitments that a finding speaks to. */
SV_MUST_USE int sv_app_overlap_projects(struct sv_app *app, struct sv_arena *arena,
					const struct sv_register *reg,
					const struct sv_moment *moment, struct sv_overlap *ret,
					struct sv_error *err);

/* A text against each of them; see sv_overlap_find(). */
SV_MUST_USE int sv_app_overlap_find(struct sv_app *app, struct sv_arena *arena,
				    const struct sv_register *reg, const struct sv_moment *moment,
				    struct sv_str text, struct sv_overlap *ret,
				    struct sv_error *err);

/* Commitments in force on the day that say they bear on overlap, in the order of their set.  Items
 * live in the arena; none when no set is in force. */
SV_MUST_USE int sv_app_overlap_commitments(struct sv_app *app, struct sv_arena *arena,
					   const struct sv_moment *moment,
					   const struct sv_pledge_item *const **ret,
					   size_t *ret_count, struct sv_error *err);

#endif

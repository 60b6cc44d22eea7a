/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * acts.h - the acts that the procedures of a day know, to choose from; and those
 * that stand in the record.
 */
#ifndef SV_APP_ACTS_H
#define SV_APP_ACTS_H

#include "app/app.h"
#include "domain/act.h"

/* Items of the procedures in force on moment->on, in the order written; none when there is no such
 * text. */
SV_MUST_USE int sv_app_acts(struct sv_app *app, struct sv_arena *arena,
			    const struct sv_moment *moment, const struct sv_reading *reading,
			    const struct sv_pledge_item *const **ret, size_t *ret_count,
			    struct sv_error *err);

/* Acts of a noun, in the order of the record as known at the moment. */
SV_MUST_USE int sv_app_recorded_acts(struct sv_app *app, struct sv_arena *arena, const char *noun,
				     const struct sv_moment *moment, const struct sv_act **ret,
				     size_t *ret_count, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * equipment.h - types of equipment and what is said of them: what there is, and
 * how many types by a stated rule.
 *
 * The command line and the portal ask in the same words: categories and states
 * separated by commas, "EU" for the Union at the end of the year, "members" for
 * those of the cooperation on the day.
 */
#ifndef SV_APP_EQUIPMENT_H
#define SV_APP_EQUIPMENT_H

#include "app/app.h"
#include "domain/equipment_ask.h"

SV_MUST_USE int sv_app_equipment(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_register *reg, const struct sv_moment *moment,
				 const struct sv_reading *reading, struct sv_equipment *ret,
				 struct sv_claims *ret_claims, struct sv_error *err);

/* As given; what is not given is NULL. */
struct sv_types_asked {
	const char
	    *category;      /* "main_battle_tank,light_tank"; without one the refusal lists them */
	const char *year;   /* the latest there is */
	const char *rule;   /* by family */
	const char *states; /* "EU" */
	const char *against;
	const char *adopt, *by; /* together or not at all */
};

/* What cannot be asked comes back with what could be: SV_EUSAGE or SV_ENOTFOUND. */
SV_MUST_USE int sv_app_types(struct sv_app *app, struct sv_arena *arena,
			     const struct sv_moment *moment, const struct sv_reading *reading,
			     const struct sv_types_asked *asked, struct sv_types_answer *ret,
			     struct sv_error *err);

#endif

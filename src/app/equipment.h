/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * equipment.h - types of equipment and what is said of them, read once.
 */
#ifndef SV_APP_EQUIPMENT_H
#define SV_APP_EQUIPMENT_H

#include "app/app.h"
#include "domain/equipment.h"

SV_MUST_USE int sv_app_equipment(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_register *reg, const struct sv_moment *moment,
				 const struct sv_reading *reading, struct sv_equipment *ret,
				 struct sv_claims *ret_claims, struct sv_error *err);

#endif

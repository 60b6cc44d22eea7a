/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/equipment.h"

#include "domain/equipment_store.h"

int sv_app_equipment(struct sv_app *app, struct sv_arena *arena, const struct sv_register *reg,
		     const struct sv_moment *moment, const struct sv_reading *reading,
		     struct sv_equipment *ret, struct sv_claims *ret_claims, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_equipment equipment;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_equipment_load(app->db, arena, reg, moment->known_size, &equipment, err);
	if (r < 0)
		return r;
	r = sv_claims_load(app->db, arena, moment->known_size, reading->seen_only, ret_claims, err);
	if (r < 0)
		return r;
	*ret = equipment;
	return 0;
}

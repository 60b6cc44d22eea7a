/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/acts.h"

#include "domain/act_store.h"
#include "domain/procedure.h"

int sv_app_acts(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		const struct sv_reading *reading, const struct sv_pledge_item *const **ret,
		size_t *ret_count, struct sv_error *err)
{
	struct sv_rulebook_context context = {0};
	const struct sv_pledge_item **items;
	const struct sv_rule_text *texts;
	struct sv_rules_schema schema;
	size_t text_count, count = 0;
	struct sv_rule_set set;
	int r = sv_app_register(app, arena, moment, reading, &context.reg, err);

	if (r >= 0)
		r = sv_app_rules(app, arena, moment, &texts, &text_count, err);
	if (r < 0)
		return r;
	schema = sv_rulebook_schema(&context);
	r = sv_rulebook_find(arena, texts, text_count, SV_SUBJECT_PROCEDURES, moment->on, &schema,
			     &set, err);
	if (r < 0)
		return r;
	items = SV_NEW_ARRAY(arena, const struct sv_pledge_item *,
			     set.pledge ? set.pledge->item_count : 1);
	for (size_t i = 0; set.pledge && i < set.pledge->item_count; i++) {
		const struct sv_pledge_item *item = &set.pledge->items[i];

		if (item->procedure && sv_rulebook_in_force(set.pledge, item, moment->on))
			items[count++] = item;
	}
	*ret = items;
	*ret_count = count;
	return 0;
}

int sv_app_recorded_acts(struct sv_app *app, struct sv_arena *arena, const char *noun,
			 const struct sv_moment *moment, const struct sv_act **ret,
			 size_t *ret_count, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_act_filter filter = {noun, "", ""};
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	return sv_act_list(app->db, arena, &filter, moment->known_size, ret, ret_count, err);
}

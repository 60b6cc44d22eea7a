/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/overlap.h"

#include "app/project.h"

int sv_app_overlap_commitments(struct sv_app *app, struct sv_arena *arena,
			       const struct sv_moment *moment,
			       const struct sv_pledge_item *const **ret, size_t *ret_count,
			       struct sv_error *err)
{
	/* What its figures are called was checked when the text was recorded. */
	struct sv_rulebook_context unchecked = {NULL, NULL};
	struct sv_rules_schema schema = sv_rulebook_schema(&unchecked);
	const struct sv_rule_text *texts;
	const struct sv_pledge_item **items;
	struct sv_rule_set set;
	size_t text_count, count = 0;
	int r = sv_app_rules(app, arena, moment, &texts, &text_count, err);

	if (r == 0)
		r = sv_rulebook_find(arena, texts, text_count, "commitments", moment->on, &schema,
				     &set, err);
	if (r < 0)
		return r;
	items = SV_NEW_ARRAY(arena, const struct sv_pledge_item *,
			     set.pledge ? set.pledge->item_count : 1);
	for (size_t i = 0; set.pledge && i < set.pledge->item_count; i++) {
		const struct sv_pledge_item *item = &set.pledge->items[i];

		if (item->kind == SV_ITEM_COMMITMENT && item->bears_on_overlap &&
		    sv_rulebook_in_force(set.pledge, item, moment->on))
			items[count++] = item;
	}
	*ret = items;
	*ret_count = count;
	return 0;
}

static int add_evidence(struct sv_app *app, struct sv_arena *arena, const struct sv_register *reg,
			const struct sv_moment *moment, struct sv_overlap *overlap,
			struct sv_error *err)
{
	struct sv_project_life *lives;
	size_t count;
	int r = sv_app_project_lives(app, arena, moment, &lives, &count, err);

	if (r < 0)
		return r;
	sv_overlap_add_evidence(arena, reg, lives, count, moment->on, overlap);
	return sv_app_overlap_commitments(app, arena, moment, &overlap->commitments,
					  &overlap->commitment_count, err);
}

int sv_app_overlap_projects(struct sv_app *app, struct sv_arena *arena,
			    const struct sv_register *reg, const struct sv_moment *moment,
			    struct sv_overlap *ret, struct sv_error *err)
{
	struct sv_overlap overlap;
	int r;

	sv_overlap_projects(arena, reg, moment->on, &overlap);
	r = add_evidence(app, arena, reg, moment, &overlap, err);
	if (r < 0)
		return r;
	*ret = overlap;
	return 0;
}

int sv_app_overlap_find(struct sv_app *app, struct sv_arena *arena, const struct sv_register *reg,
			const struct sv_moment *moment, struct sv_str text, struct sv_overlap *ret,
			struct sv_error *err)
{
	struct sv_overlap overlap;
	int r;

	sv_overlap_find(arena, reg, moment->on, text, NULL, &overlap);
	r = add_evidence(app, arena, reg, moment, &overlap, err);
	if (r < 0)
		return r;
	*ret = overlap;
	return 0;
}

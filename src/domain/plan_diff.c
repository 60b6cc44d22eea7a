/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan_check.h"

static bool same(const struct sv_plan_cell *a, const struct sv_plan_cell *b)
{
	if (a->is != b->is)
		return false;
	if (a->is == SV_PLAN_IS_NUMBER)
		return sv_decimal_compare(a->number, b->number) == 0;
	return sv_str_equal(a->text, b->text);
}

struct list {
	struct sv_arena *arena;
	struct sv_plan_difference *rows;
	size_t count, cap;
};

static void add(struct list *list, const struct sv_plan *plan, const struct sv_plan_cell *at,
		const struct sv_plan_cell *before, const struct sv_plan_cell *after)
{
	list->rows =
	    sv_arena_grow(list->arena, list->rows, list->count, &list->cap, sizeof(*list->rows));
	list->rows[list->count++] = (struct sv_plan_difference){
	    sv_plan_pointer(list->arena, plan, at->sheet, at->field, at->row, at->year),
	    before ? before->text.ptr : "", after ? after->text.ptr : ""};
}

void sv_plan_differences(struct sv_arena *arena, const struct sv_plan *a, const struct sv_plan *b,
			 const struct sv_plan_difference **ret, size_t *ret_count)
{
	struct list list = {.arena = arena};

	for (size_t i = 0; i < a->cell_count; i++) {
		const struct sv_plan_cell *before = &a->cells[i];
		const struct sv_plan_cell *after =
		    sv_plan_find(b, before->sheet, before->field, before->row, before->year);

		if (!after || !same(before, after))
			add(&list, a, before, before, after);
	}
	for (size_t i = 0; i < b->cell_count; i++) {
		const struct sv_plan_cell *after = &b->cells[i];

		if (!sv_plan_find(a, after->sheet, after->field, after->row, after->year))
			add(&list, b, after, NULL, after);
	}
	*ret = list.rows;
	*ret_count = list.count;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan_words.h"

#include <string.h>

#include "base/limits.h"

static int item_index(const struct sv_plan_context *context, struct sv_str number)
{
	for (size_t i = 0; i < context->item_count; i++)
		if (sv_str_is(number, context->items[i].number))
			return (int)i;
	return -1;
}

bool sv_plan_spot_find(const struct sv_plan_context *context, const char *pointer,
		       struct sv_plan_spot *ret)
{
	struct sv_plan_spot spot = {.row = -1};
	struct sv_str rest = sv_str_from(pointer), parts[4];
	const struct sv_plan_sheet *sheet;
	size_t count = 0, wanted;
	int64_t number = 0;

	while (count < SV_ARRAY_LEN(parts) && sv_str_split(&rest, '/', &parts[count]))
		count++;
	/* The first part is the nothing before the first stroke. */
	if (rest.len || count < 3 || parts[0].len)
		return false;
	spot.sheet = sv_plan_sheet_index(context->template, parts[1]);
	if (spot.sheet < 0)
		return false;
	sheet = &context->template->sheets[spot.sheet];
	wanted = sheet->layout == SV_PLAN_FIELDS ? 3 : 4;
	if (count != wanted)
		return false;
	spot.field = sv_plan_field_index(
	    sheet, sheet->layout == SV_PLAN_FIELDS || sheet->layout == SV_PLAN_YEARS ? parts[2]
										     : parts[3]);
	if (spot.field < 0)
		return false;
	if (sheet->layout == SV_PLAN_YEARS || sheet->layout == SV_PLAN_ROWS) {
		if (!sv_str_to_int64(parts[sheet->layout == SV_PLAN_YEARS ? 3 : 2], &number) ||
		    number < 0 || number > SV_PLAN_ROWS_MAX)
			return false;
	}
	if (sheet->layout == SV_PLAN_YEARS)
		spot.year = (int)number;
	else if (sheet->layout == SV_PLAN_ROWS)
		spot.row = (int)number;
	else if (sheet->layout == SV_PLAN_ANSWERS)
		spot.row = item_index(context, parts[2]);
	if (sheet->layout == SV_PLAN_ANSWERS && spot.row < 0)
		return false;
	*ret = spot;
	return true;
}

static const struct sv_plan_cell *cell_at(const struct sv_plan_cell *cells, size_t count,
					  const char *place)
{
	for (size_t i = 0; i < count; i++)
		if (cells[i].place && strcmp(cells[i].place, place) == 0)
			return &cells[i];
	return NULL;
}

const char *sv_plan_pointer_at(struct sv_arena *arena, const struct sv_plan *plan,
			       const char *place)
{
	const struct sv_plan_cell *cell;
	struct sv_plan_spot spot;

	if (*place == '/')
		return sv_plan_spot_find(plan->context, place, &spot) ? place : NULL;
	cell = cell_at(plan->cells, plan->cell_count, place);
	if (!cell)
		cell = cell_at(plan->expected, plan->expected_count, place);
	return cell ? sv_plan_pointer(arena, plan, cell->sheet, cell->field, cell->row, cell->year)
		    : NULL;
}

const char *sv_plan_words(struct sv_arena *arena, const struct sv_plan_context *context,
			  const char *pointer)
{
	const struct sv_plan_sheet *sheet;
	const struct sv_plan_field *field;
	struct sv_plan_spot spot;

	if (!sv_plan_spot_find(context, pointer, &spot))
		return pointer;
	sheet = &context->template->sheets[spot.sheet];
	field = &sheet->fields[spot.field];
	switch (sheet->layout) {
	case SV_PLAN_YEARS:
		return sv_arena_printf(arena, "%s, %s, %d", sheet->title, field->label, spot.year);
	case SV_PLAN_ROWS:
		return sv_arena_printf(arena, "%s, row %d, %s", sheet->title, spot.row + 1,
				       field->label);
	case SV_PLAN_ANSWERS:
		return sv_arena_printf(arena, "%s, %s, %s", sheet->title,
				       context->items[spot.row].number, field->label);
	case SV_PLAN_FIELDS: break;
	}
	return sv_arena_printf(arena, "%s, %s", sheet->title, field->label);
}

const char *sv_plan_value_words(struct sv_arena *arena, const struct sv_plan_context *context,
				const struct sv_plan_cell *cell)
{
	const struct sv_plan_field *field;
	char *words;
	int project;

	if (!cell)
		return "";
	field = &context->template->sheets[cell->sheet].fields[cell->field];
	project =
	    field->type == SV_PLAN_PROJECT ? sv_register_project(context->reg, cell->text) : -1;
	if (project >= 0)
		return context->reg->projects[project].name;
	words = (char *)(uintptr_t)sv_arena_str(arena, cell->text).ptr;
	if (field->type == SV_PLAN_CHOICE || cell->is == SV_PLAN_IS_GAP)
		for (char *c = words; *c; c++)
			if (*c == '_')
				*c = ' ';
	return words;
}

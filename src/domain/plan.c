/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

int sv_plan_sheet_index(const struct sv_plan_template *template, struct sv_str name)
{
	for (size_t i = 0; i < template->sheet_count; i++)
		if (sv_str_is(name, template->sheets[i].name))
			return (int)i;
	return -1;
}

int sv_plan_field_index(const struct sv_plan_sheet *sheet, struct sv_str name)
{
	for (size_t i = 0; i < sheet->field_count; i++)
		if (sv_str_is(name, sheet->fields[i].name))
			return (int)i;
	return -1;
}

static int compare_cells(const void *a, const void *b)
{
	const struct sv_plan_cell *x = a, *y = b;

	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->year > y->year) - (x->year < y->year);
}

const struct sv_plan_cell *sv_plan_find(const struct sv_plan *plan, int sheet, int field, int row,
					int year)
{
	const struct sv_plan_cell wanted = {
	    .sheet = sheet, .field = field, .row = row, .year = year};

	if (!plan->cell_count)
		return NULL;
	return bsearch(&wanted, plan->cells, plan->cell_count, sizeof(*plan->cells), compare_cells);
}

const struct sv_plan_cell *sv_plan_get(const struct sv_plan *plan, const char *sheet,
				       const char *field, int row, int year)
{
	const struct sv_plan_template *template = plan->context->template;
	int s = sv_plan_sheet_index(template, sv_str_from(sheet)), f;

	if (s < 0)
		return NULL;
	f = sv_plan_field_index(&template->sheets[s], sv_str_from(field));
	return f < 0 ? NULL : sv_plan_find(plan, s, f, row, year);
}

struct sv_str sv_plan_text(const struct sv_plan *plan, const char *sheet, const char *field,
			   int row)
{
	const struct sv_plan_cell *cell = sv_plan_get(plan, sheet, field, row, 0);

	return cell && (cell->is == SV_PLAN_IS_TEXT || cell->is == SV_PLAN_IS_NUMBER) ? cell->text
										      : SV_STR_NONE;
}

const char *sv_plan_place(struct sv_arena *arena, const struct sv_plan *plan, int sheet, int field,
			  int row, int year)
{
	const struct sv_plan_cell wanted = {
	    .sheet = sheet, .field = field, .row = row, .year = year};
	const struct sv_plan_cell *found =
	    plan->expected_count ? bsearch(&wanted, plan->expected, plan->expected_count,
					   sizeof(*plan->expected), compare_cells)
				 : NULL;

	return found ? found->place : sv_plan_pointer(arena, plan, sheet, field, row, year);
}

const char *sv_plan_pointer(struct sv_arena *arena, const struct sv_plan *plan, int sheet,
			    int field, int row, int year)
{
	const struct sv_plan_sheet *s = &plan->context->template->sheets[sheet];
	const char *f = s->fields[field].name;

	switch (s->layout) {
	case SV_PLAN_FIELDS: return sv_arena_printf(arena, "/%s/%s", s->name, f);
	case SV_PLAN_YEARS: return sv_arena_printf(arena, "/%s/%s/%d", s->name, f, year);
	case SV_PLAN_ROWS: return sv_arena_printf(arena, "/%s/%d/%s", s->name, row, f);
	case SV_PLAN_ANSWERS:
		return sv_arena_printf(arena, "/%s/%s/%s", s->name,
				       plan->context->items[row].number, f);
	}
	__builtin_unreachable();
}

bool sv_plan_field_has_year(const struct sv_plan *plan, const struct sv_plan_field *field, int year)
{
	return year >= plan->year + field->year_first && year <= plan->year + field->year_last;
}

int sv_plan_items(struct sv_arena *arena, const struct sv_rule_text *texts, size_t text_count,
		  int year, const struct sv_plan_item **ret_items, size_t *ret_count,
		  struct sv_error *err)
{
	struct sv_rulebook_context unchecked = {NULL, NULL};
	struct sv_rules_schema schema = sv_rulebook_schema(&unchecked);
	int32_t on = sv_day_from_civil(year, 1, 1);
	struct sv_plan_item *items;
	struct sv_rule_set set;
	size_t count = 0;
	int r = sv_rulebook_find(arena, texts, text_count, "commitments", on, &schema, &set, err);

	if (r < 0)
		return r;
	items = SV_NEW_ARRAY(arena, struct sv_plan_item, set.pledge ? set.pledge->item_count : 0);
	for (size_t i = 0; set.pledge && i < set.pledge->item_count; i++) {
		const struct sv_pledge_item *item = &set.pledge->items[i];

		if (item->kind != SV_ITEM_COMMITMENT ||
		    !sv_rulebook_in_force(set.pledge, item, on) || item->scope == SV_SCOPE_UNION)
			continue;
		items[count++] = (struct sv_plan_item){
		    .number = item->number,
		    .title = item->title,
		    .text = item->text,
		    .basis = item->basis,
		    .judges = item->judges.count ? item->judges.items[0] : "",
		    .scope = item->scope,
		    .declared = strcmp(item->declared_in, "plan") == 0,
		};
	}
	*ret_items = items;
	*ret_count = count;
	return 0;
}

void sv_plan_say(struct sv_findings *findings, const struct sv_plan *plan,
		 enum sv_severity severity, const char *rule, const char *place, const char *basis,
		 const char *repair, const char *fmt, ...)
{
	char message[SV_ERROR_MESSAGE_MAX];
	struct sv_finding finding = {.severity = severity,
				     .rule = rule,
				     .file = plan->file,
				     .place = place,
				     .basis = basis,
				     .message = message,
				     .repair = repair};
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	sv_findings_add(findings, &finding);
}

void sv_plan_begin(struct sv_plan_builder *builder, struct sv_arena *arena,
		   const struct sv_plan_context *context, const char *file,
		   struct sv_findings *findings)
{
	struct sv_plan *plan = SV_NEW(arena, struct sv_plan);

	*plan = (struct sv_plan){.context = context, .file = file, .state = ""};
	plan->row_counts = SV_NEW_ARRAY(arena, int, context->template->sheet_count);
	*builder = (struct sv_plan_builder){arena, plan, findings};
}

/* The first of two values in one place stands; the order of reading is that of the file. */
static size_t drop_doubles(struct sv_plan_builder *builder)
{
	struct sv_plan *plan = builder->plan;
	size_t kept = 0;

	for (size_t i = 0; i < plan->cell_count; i++) {
		const struct sv_plan_cell *cell = &plan->cells[i];

		if (kept && compare_cells(&plan->cells[kept - 1], cell) == 0) {
			sv_plan_say(builder->findings, plan, SV_ERROR, "twice", cell->place, "",
				    "remove one of the two rows or columns",
				    "the same value stands at %s too", plan->cells[kept - 1].place);
			continue;
		}
		plan->cells[kept++] = *cell;
	}
	return kept;
}

static void read_head(struct sv_plan *plan)
{
	const struct sv_plan_cell *year = sv_plan_get(plan, "cover", "year", -1, 0);
	const struct sv_plan_cell *state = sv_plan_get(plan, "cover", "state", -1, 0);

	if (year && year->is == SV_PLAN_IS_NUMBER)
		plan->year = (int)year->number.coefficient;
	if (state && state->is == SV_PLAN_IS_TEXT)
		plan->state = state->text.ptr;
}

/* A stable order, so that of two doubles the first read comes first. */
static void sort_cells(struct sv_arena *arena, struct sv_plan_cell *cells, size_t count)
{
	struct sv_plan_cell *other = SV_NEW_ARRAY(arena, struct sv_plan_cell, count);

	for (size_t width = 1; width < count; width *= 2) {
		for (size_t low = 0; low < count; low += 2 * width) {
			size_t middle = SV_MIN(low + width, count);
			size_t high = SV_MIN(low + 2 * width, count);
			size_t a = low, b = middle;

			for (size_t i = low; i < high; i++)
				other[i] = a < middle && (b >= high ||
							  compare_cells(&cells[a], &cells[b]) <= 0)
					       ? cells[a++]
					       : cells[b++];
		}
		memcpy(cells, other, count * sizeof(*cells));
	}
}

struct sv_plan *sv_plan_finish(struct sv_plan_builder *builder)
{
	struct sv_plan *plan = builder->plan;

	if (plan->expected_count)
		sort_cells(builder->arena, plan->expected, plan->expected_count);

	if (plan->cell_count)
		sort_cells(builder->arena, plan->cells, plan->cell_count);
	plan->cell_count = drop_doubles(builder);
	read_head(plan);
	return plan;
}

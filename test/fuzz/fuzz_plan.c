/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_plan.c - any bytes as a plan in JSON.
 *
 * The law beside not crashing: what was read and understood is read again from what is written,
 * value by value.
 */
#include <assert.h>

#include "domain/plan_check.h"
#include "domain/plan_json.h"

#include "fuzz.h"

static const char *const words[] = {"met", "on_track"};

static const struct sv_plan_field cover[] = {
    {.name = "state", .label = "State", .type = SV_PLAN_STATE},
    {.name = "year", .label = "Year", .type = SV_PLAN_YEAR},
    {.name = "prices", .label = "Prices", .type = SV_PLAN_TEXT},
};
static const struct sv_plan_field finance[] = {
    {.name = "rt", .label = "R&T", .unit = "MONEY", .type = SV_PLAN_AMOUNT, .year_last = 5},
    {.name = "rd", .label = "R&D", .unit = "MONEY", .type = SV_PLAN_INTEGER, .year_last = 5},
};
static const struct sv_plan_field rows[] = {
    {.name = "from", .label = "From", .type = SV_PLAN_DATE},
    {.name = "sure", .label = "Sure", .type = SV_PLAN_YES_NO},
    {.name = "project", .label = "Project", .type = SV_PLAN_PROJECT},
};
static const struct sv_plan_field answers[] = {
    {.name = "declared",
     .label = "Declared",
     .type = SV_PLAN_CHOICE,
     .choices = (const char **)(uintptr_t)words,
     .choice_count = 2},
    {.name = "narrative", .label = "How", .type = SV_PLAN_LONG},
};
static const struct sv_plan_sheet sheets[] = {
    {"cover", "Cover", "", SV_PLAN_FIELDS, cover, SV_ARRAY_LEN(cover)},
    {"finance", "Finance", "", SV_PLAN_YEARS, finance, SV_ARRAY_LEN(finance)},
    {"rows", "Rows", "", SV_PLAN_ROWS, rows, SV_ARRAY_LEN(rows)},
    {"answers", "Answers", "", SV_PLAN_ANSWERS, answers, SV_ARRAY_LEN(answers)},
};
static const struct sv_plan_template template = {
    "t", "Plan", "", 2018, 2100, sheets, SV_ARRAY_LEN(sheets)};
static const struct sv_state states[] = {{.code = "FRA", .name = "France"}};
static const struct sv_project projects[] = {{.id = "mm", .name = "Mobility", .acronym = "MM"}};
static const struct sv_register reg = {
    .states = states, .state_count = 1, .projects = projects, .project_count = 1};
static const struct sv_plan_item items[] = {{.number = "7"}, {.number = "12.1"}};
static const struct sv_plan_context context = {
    .template = &template, .reg = &reg, .items = items, .item_count = 2};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_findings first = SV_FINDINGS_INIT(&arena), second = SV_FINDINGS_INIT(&arena);
	const struct sv_plan_difference *differences;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_plan *plan, *again;
	json_t *object;
	size_t count;

	if (sv_plan_parse(&arena, &context, "f", (struct sv_str){(const char *)data, size}, &first,
			  &plan, &err) < 0) {
		assert(err.message[0]);
		return 0;
	}
	object = sv_plan_to_json(plan);
	again = sv_plan_from_json(&arena, &context, "f", object, &second);
	json_decref(object);
	for (size_t i = 0; i < again->cell_count; i++)
		assert(again->cells[i].is != SV_PLAN_IS_WRONG);
	sv_plan_differences(&arena, again, plan, &differences, &count);
	for (size_t i = 0; i < plan->cell_count; i++)
		count -= plan->cells[i].is == SV_PLAN_IS_WRONG;
	assert(count == 0);
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Warnings that somebody looked at and that stand. */
#include <string.h>

#include "domain/plan_check.h"

const char *sv_plan_confirmed_cell(struct sv_arena *arena, const struct sv_plan *plan,
				   struct sv_str cell)
{
	for (size_t i = 0; i < plan->expected_count; i++) {
		const struct sv_plan_cell *at = &plan->expected[i];

		if (sv_str_is(cell, at->place))
			return sv_plan_pointer(arena, plan, at->sheet, at->field, at->row,
					       at->year);
	}
	return sv_arena_str(arena, cell).ptr;
}

static bool is_about(struct sv_arena *arena, const struct sv_plan *plan,
		     const struct sv_finding *finding, struct sv_str rule, struct sv_str cell)
{
	if (finding->severity != SV_WARNING || !sv_str_is(rule, finding->rule))
		return false;
	return sv_str_is(cell, finding->place) ||
	       strcmp(sv_plan_confirmed_cell(arena, plan, cell),
		      sv_plan_confirmed_cell(arena, plan, sv_str_from(finding->place))) == 0;
}

void sv_plan_confirm(struct sv_arena *arena, const struct sv_plan *plan,
		     struct sv_findings *findings, size_t *ret_confirmed)
{
	int sheet = sv_plan_sheet_index(plan->context->template, SV_STR("confirmations"));
	size_t standing = findings->count;

	*ret_confirmed = 0;
	for (int row = 0; sheet >= 0 && row < plan->row_counts[sheet]; row++) {
		struct sv_str rule = sv_plan_text(plan, "confirmations", "rule", row);
		struct sv_str cell = sv_plan_text(plan, "confirmations", "cell", row);
		struct sv_str reason = sv_plan_text(plan, "confirmations", "reason", row);
		bool found = false;

		for (size_t i = 0; reason.len && i < standing; i++) {
			struct sv_finding *finding = &findings->items[i];

			if (!is_about(arena, plan, finding, rule, cell))
				continue;
			found = true;
			finding->severity = SV_INFORMATION;
			finding->message = sv_arena_printf(arena, "%s; confirmed: %.*s",
							   finding->message, SV_STR_ARG(reason));
			finding->repair = "";
			(*ret_confirmed)++;
		}
		if (!found)
			sv_plan_say(findings, plan, SV_INFORMATION, "confirmation-of-nothing",
				    sv_plan_place(arena, plan, sheet, 0, row, 0), "",
				    "take it out if it is no longer needed",
				    "no warning of rule '%.*s' stands at '%.*s'", SV_STR_ARG(rule),
				    SV_STR_ARG(cell));
	}
}

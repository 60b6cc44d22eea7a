/* SPDX-License-Identifier: EUPL-1.2 */
/* The pledge texts of the subject `plan`, run on a plan. */
#include <string.h>

#include "domain/assessor.h"
#include "domain/plan_check.h"

#define SUBJECT "plan"

/* Where the first figure of the plan that a condition reads stands. */
static const char *place_of(struct sv_assessor *assessor, const struct sv_plan *plan,
			    const struct sv_program *program, int year)
{
	const struct sv_plan_template *template = plan->context->template;

	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];
		const struct sv_quantity *quantity;

		if (input->kind != SV_INPUT_QUANTITY || input->lag)
			continue;
		quantity = &assessor->pledge->quantities[input->index];
		for (size_t s = 0; s < template->sheet_count; s++) {
			const struct sv_plan_sheet *sheet = &template->sheets[s];

			for (size_t f = 0; f < sheet->field_count; f++)
				if (*sheet->fields[f].indicator &&
				    strcmp(sheet->fields[f].indicator,
					   quantity->sources[0].indicator) == 0)
					return sv_plan_place(assessor->arena, plan, (int)s, (int)f,
							     -1, year);
		}
	}
	return "";
}

static void run_item(struct sv_assessor *assessor, const struct sv_plan *plan,
		     const struct sv_compiled_item *item, struct sv_findings *findings)
{
	struct sv_item_results results = sv_assessor_run(assessor, item, SV_ROWS_MEMBERS);

	for (size_t c = 0; c < item->item->clause_count; c++) {
		const struct sv_compiled_clause *clause = &item->clauses[c];

		for (size_t row = 0; row < assessor->year_count; row++) {
			int year = assessor->input->year_first + (int)row;

			if (clause->clause->outcome != SV_OUTCOME_MET ||
			    results.clauses[c][row] != SV_FALSE)
				continue;
			sv_plan_say(
			    findings, plan, item->item->severity, item->item->number,
			    place_of(assessor, plan, clause->program, year), item->item->basis,
			    item->item->repair, "%s, %d: %s", item->item->title, year,
			    sv_reason_condition(assessor, item->item,
						sv_trace_run(assessor->arena, clause->program,
							     clause->clause->when, row,
							     sv_assessor_load, assessor),
						year, false));
		}
	}
}

int sv_plan_check_rules(struct sv_arena *arena, const struct sv_plan *plan,
			const struct sv_evidence *evidence, struct sv_findings *findings,
			struct sv_error *err)
{
	const struct sv_plan_context *context = plan->context;
	struct sv_assess_input input = {.reg = context->reg,
					.evidence = evidence,
					.texts = context->texts,
					.text_count = context->text_count,
					.on = sv_day_from_civil(plan->year, 1, 1),
					.known_size = context->known_size,
					.year_first = plan->year - 1,
					.year_last = plan->year - 1};
	int state = sv_register_state(context->reg, sv_str_from(plan->state)), r;
	struct sv_assessor assessor;

	for (size_t s = 0; s < context->template->sheet_count; s++)
		for (size_t f = 0; f < context->template->sheets[s].field_count; f++)
			input.year_last =
			    SV_MAX(input.year_last,
				   plan->year + context->template->sheets[s].fields[f].year_last);
	if (state < 0)
		return 0;
	r = sv_assessor_prepare_for(&assessor, arena, &input, SUBJECT, state, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < assessor.item_count; i++)
		if (assessor.items[i].item->kind == SV_ITEM_CHECK)
			run_item(&assessor, plan, &assessor.items[i], findings);
	return 0;
}

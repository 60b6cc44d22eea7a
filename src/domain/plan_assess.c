/* SPDX-License-Identifier: EUPL-1.2 */
/* How a plan would be assessed, and where it says of itself something else. */
#include <string.h>

#include "domain/plan_check.h"

static const struct sv_rated *rated_of(const struct sv_assessment *assessment, const char *state,
				       const char *number)
{
	for (size_t m = 0; m < assessment->member_count; m++)
		for (size_t i = 0;
		     strcmp(assessment->members[m], state) == 0 && i < assessment->item_count; i++)
			if (strcmp(assessment->items[i].number, number) == 0)
				return sv_assessment_at(assessment, assessment->year_first, i, m);
	return NULL;
}

/* A rating that can be better or worse; the others say that there is none. */
static bool is_verdict(enum sv_rating rating)
{
	return rating <= SV_RATING_NOT_MET;
}

/* What the rule finds in figures and registers outranks what is declared. */
static void compare(struct sv_arena *arena, const struct sv_plan *plan,
		    const struct sv_assessment *assessment,
		    const struct sv_declaration *declaration, struct sv_findings *findings)
{
	const struct sv_rated *rated = rated_of(assessment, plan->state, declaration->item);
	const struct sv_plan_context *context = plan->context;
	int sheet = sv_plan_sheet_index(context->template, SV_STR("answers"));
	size_t item = 0;

	if (!rated || rated->basis != SV_BASIS_RULE || !is_verdict(rated->rating) ||
	    !is_verdict(declaration->rating) || rated->rating == declaration->rating)
		return;
	while (strcmp(context->items[item].number, declaration->item) != 0)
		item++;
	sv_plan_say(findings, plan, SV_WARNING, "declared-otherwise",
		    sv_plan_place(
			arena, plan, sheet,
			sv_plan_field_index(&context->template->sheets[sheet], SV_STR("declared")),
			(int)item, 0),
		    context->items[item].basis,
		    "declare what the figures show, or confirm the finding with a reason",
		    "item %s is declared %s, and its rule gives %s: %s", declaration->item,
		    sv_rating_title(declaration->rating), sv_rating_title(rated->rating),
		    rated->reason);
}

int sv_plan_assess(struct sv_arena *arena, const struct sv_plan *plan,
		   const struct sv_evidence *evidence, struct sv_findings *findings,
		   struct sv_plan_checked *ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	const struct sv_plan_context *context = plan->context;
	int r;

	*input = (struct sv_assess_input){.reg = context->reg,
					  .evidence = evidence,
					  .texts = context->texts,
					  .text_count = context->text_count,
					  .on = context->on,
					  .known_size = context->known_size,
					  .year_first = plan->year - 1,
					  .year_last = plan->year - 1};
	sv_plan_declared(arena, plan, &input->declarations, &input->declaration_count);
	r = sv_assess(arena, input, &ret->assessment, err);
	if (r < 0)
		return r;
	ret->input = input;
	for (size_t i = 0; i < input->declaration_count; i++)
		compare(arena, plan, ret->assessment, &input->declarations[i], findings);
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/release.h"

#include <string.h>

const char *sv_kept_back_name(enum sv_kept_back_kind kind)
{
	static const char *const names[SV_KEPT_KIND_COUNT] = {
	    [SV_KEPT_FIGURE] = "figure",
	    [SV_KEPT_DECLARATION] = "declaration",
	    [SV_KEPT_JUDGEMENT] = "judgement",
	};

	return names[kind];
}

static void note(struct sv_arena *arena, struct sv_kept_back_list *log,
		 const struct sv_kept_back *row)
{
	log->rows = sv_arena_grow(arena, log->rows, log->count, &log->cap, sizeof(*log->rows));
	log->rows[log->count++] = *row;
}

/* Whether a cycle that the template serves can give a figure of that year in this field. */
static bool can_give(const struct sv_plan_template *template, const struct sv_plan_field *field,
		     int year)
{
	return year - field->year_last <= template->cycle_to &&
	       year - field->year_first >= template->cycle_from;
}

const char *sv_release_ground(const struct sv_plan_template *templates, size_t count,
			      const char *indicator, int year)
{
	for (size_t t = 0; t < count; t++)
		for (size_t s = 0; s < templates[t].sheet_count; s++)
			for (size_t f = 0; f < templates[t].sheets[s].field_count; f++) {
				const struct sv_plan_field *field =
				    &templates[t].sheets[s].fields[f];

				if (*field->ground && strcmp(field->indicator, indicator) == 0 &&
				    can_give(&templates[t], field, year))
					return field->ground;
			}
	return NULL;
}

void sv_release_figures(struct sv_arena *arena, const struct sv_plan_template *templates,
			size_t template_count, const struct sv_evidence *evidence,
			struct sv_evidence *ret, struct sv_kept_back_list *log)
{
	struct sv_figure *figures = SV_NEW_ARRAY(arena, struct sv_figure, evidence->figure_count);
	const char *ground;

	for (size_t i = 0; i < evidence->figure_count; i++) {
		const struct sv_figure *figure = &evidence->figures[i];
		const char *indicator = evidence->indicators[figure->indicator].name;

		figures[i] = *figure;
		if (strcmp(evidence->indicators[figure->indicator].class, "plan") != 0)
			continue;
		ground = sv_release_ground(templates, template_count, indicator, figure->year);
		if (!ground)
			continue;
		figures[i].missing = SV_WITHHELD;
		figures[i].status = SV_RELEASE_RESTRICTED;
		figures[i].value = (struct sv_decimal){0};
		note(arena, log,
		     &(struct sv_kept_back){.kind = SV_KEPT_FIGURE,
					    .state = figure->state,
					    .year = figure->year,
					    .what = indicator,
					    .ground = ground,
					    .origin = figure->origin});
	}
	*ret = *evidence;
	ret->figures = figures;
}

/* Of an answer in the plan of that cycle: what the template says of the field. */
static const char *ground_of_answer(const struct sv_plan_template *templates, size_t count,
				    int cycle)
{
	for (size_t t = 0; t < count; t++) {
		int sheet = sv_plan_sheet_index(&templates[t], SV_STR("answers")), field;

		if (sheet < 0 || cycle < templates[t].cycle_from || cycle > templates[t].cycle_to)
			continue;
		field = sv_plan_field_index(&templates[t].sheets[sheet], SV_STR("declared"));
		if (field >= 0 && *templates[t].sheets[sheet].fields[field].ground)
			return templates[t].sheets[sheet].fields[field].ground;
	}
	return "marked " SV_RELEASE_RESTRICTED;
}

void sv_release_people(struct sv_arena *arena, const struct sv_plan_template *templates,
		       size_t template_count, const struct sv_declaration *declarations,
		       size_t declaration_count, const struct sv_judgement *judgements,
		       size_t judgement_count, struct sv_kept_back_list *log)
{
	for (size_t i = 0; i < declaration_count; i++)
		if (declarations[i].restricted)
			note(arena, log,
			     &(struct sv_kept_back){.kind = SV_KEPT_DECLARATION,
						    .state = declarations[i].state,
						    .year = declarations[i].year,
						    .what = declarations[i].item,
						    .ground =
							ground_of_answer(templates, template_count,
									 declarations[i].year + 1),
						    .origin = declarations[i].origin});
	/* An assessor's judgement is kept back on the ground of the answers that it is about. */
	for (size_t i = 0; i < judgement_count; i++)
		if (judgements[i].restricted)
			note(arena, log,
			     &(struct sv_kept_back){.kind = SV_KEPT_JUDGEMENT,
						    .state = judgements[i].state,
						    .year = judgements[i].year,
						    .what = judgements[i].item,
						    .ground =
							ground_of_answer(templates, template_count,
									 judgements[i].year + 1),
						    .origin = judgements[i].origin});
}

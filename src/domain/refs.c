/* SPDX-License-Identifier: EUPL-1.2 */
/* The rows of documents that a term of a rule rests on. */
#include "domain/assessor.h"

struct ref_list {
	struct sv_assessor *assessor;
	const struct sv_program *program;
	size_t row;
	struct sv_fact_ref *refs;
	size_t count, cap;
};

static void add_ref(struct ref_list *list, const struct sv_origin *origin, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->refs[i].origin.doc == origin->doc &&
		    list->refs[i].origin.row == origin->row)
			return;
	list->refs = sv_arena_grow(list->assessor->arena, list->refs, list->count, &list->cap,
				   sizeof(*list->refs));
	list->refs[list->count++] = (struct sv_fact_ref){.origin = *origin, .text = text};
}

static void add_figure_ref(struct ref_list *list, const struct sv_figure *figure)
{
	const struct sv_assess_input *input = list->assessor->input;
	const struct sv_indicator *indicator = &input->evidence->indicators[figure->indicator];
	const char *state = input->reg->states[figure->state].name;
	char number[SV_DECIMAL_TEXT_MAX];
	size_t before = list->count;

	if (figure->missing == SV_PRESENT)
		add_ref(list, &figure->origin,
			sv_arena_printf(list->assessor->arena, "%s, %d, %s: %s (%s)", state,
					figure->year, indicator->name,
					sv_unit_amount(list->assessor->arena,
						       sv_decimal_text(figure->value, number),
						       indicator->unit),
					figure->status));
	else
		add_ref(list, &figure->origin,
			sv_arena_printf(list->assessor->arena, "%s, %d, %s: no figure, %s", state,
					figure->year, indicator->name, figure->status));
	if (list->count > before)
		list->refs[before].meaning = indicator->meaning;
}

static void add_participation_ref(struct ref_list *list, const struct sv_participation *entry)
{
	const struct sv_register *reg = list->assessor->input->reg;
	const struct sv_project *project = &reg->projects[entry->project];
	char from[SV_DATE_TEXT_MAX];

	add_ref(list, &entry->origin,
		sv_arena_printf(list->assessor->arena, "%s, %s of %s since %s (%s)",
				reg->states[entry->state].name, sv_role_name(entry->role),
				*project->acronym ? project->acronym : project->name,
				sv_day_text(entry->from, from),
				sv_confidence_name(entry->origin.confidence)));
}

static void add_participation_refs(struct ref_list *list, const struct sv_input *input, int state,
				   int32_t day)
{
	struct sv_assessor *assessor = list->assessor;
	const struct sv_entries *entries = sv_assessor_entries(assessor, input->count);

	for (size_t i = entries->first[state]; i < entries->first[state + 1]; i++)
		if (sv_entry_holds(assessor->input->reg, entries->items[i], day))
			add_participation_ref(list, entries->items[i]);
}

/* Of a sum: the rows of those that are in it. */
static void add_sum_refs(struct ref_list *list, const struct sv_feed *feed, size_t index, int year)
{
	struct sv_assessor *assessor = list->assessor;
	int lag = list->program->inputs[index].lag;

	for (int state = 0; state < (int)assessor->input->reg->state_count; state++) {
		const struct sv_figure_cell *cell =
		    sv_figures_at(feed->figures[index], state, year - lag);
		enum sv_missing why;

		if (cell->figure && sv_feed_part(assessor, feed, feed->countings[index], state,
						 year, &why) != SV_PART_NONE)
			add_figure_ref(list, cell->figure);
	}
}

static void add_input_refs(const struct sv_trace *trace, void *context)
{
	struct ref_list *list = context;
	struct sv_assessor *assessor = list->assessor;
	const struct sv_register *reg = assessor->input->reg;
	const struct sv_input *input = &trace->input;
	const struct sv_feed *feed = sv_assessor_feed(assessor, list->program);
	size_t index = sv_feed_index(feed, input);
	const struct sv_state_fact *fact;
	int member, year;

	sv_assessor_row(assessor, list->row, &member, &year);
	if (input->kind == SV_INPUT_COUNT && member >= 0) {
		add_participation_refs(list, input, assessor->members[member],
				       sv_assessor_day(assessor, year - input->lag));
	} else if (input->kind == SV_INPUT_FACT && member >= 0) {
		fact = sv_register_fact(reg, assessor->members[member],
					assessor->pledge->facts[input->index].name,
					sv_assessor_day(assessor, year - input->lag));
		if (fact)
			add_ref(list, &fact->origin,
				sv_arena_printf(assessor->arena, "%s: %s",
						reg->states[fact->state].name,
						*fact->detail ? fact->detail : fact->fact));
	} else if (feed->countings[index]) {
		add_sum_refs(list, feed, index, year);
	} else if (input->kind == SV_INPUT_QUANTITY) {
		const struct sv_figure_cell *cell = sv_figures_at(
		    feed->figures[index], assessor->members[member], year - input->lag);

		if (cell->figure)
			add_figure_ref(list, cell->figure);
	}
}

void sv_assessor_refs(struct sv_assessor *assessor, const struct sv_program *program,
		      const struct sv_trace *trace, size_t row, struct sv_fact_ref **ret_refs,
		      size_t *ret_count)
{
	struct ref_list list = {.assessor = assessor,
				.program = program,
				.row = row,
				.refs = *ret_refs,
				.count = *ret_count,
				.cap = *ret_count}; /* full: the next one moves it */

	sv_trace_inputs(trace, add_input_refs, &list);
	*ret_refs = list.refs;
	*ret_count = list.count;
}

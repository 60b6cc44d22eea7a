/* SPDX-License-Identifier: EUPL-1.2 */
/* What a rule reads: own figures, sums over members or groups, facts, counts. */
#include <string.h>

#include "domain/assessor.h"

/* The year under way and the one reviewed in it are seen as they stand on the day; earlier ones as
 * they stood at their end.  That depends on the day alone, so that a year is rated alike alone and
 * in a range. */
int32_t sv_assessor_day(const struct sv_assessor *assessor, int year)
{
	int32_t on = assessor->input->on;

	return year >= sv_day_year(on) - 1 ? on : sv_day_from_civil(year, 12, 31);
}

void sv_assessor_row(const struct sv_assessor *assessor, size_t row, int *ret_member, int *ret_year)
{
	if (assessor->rows == SV_ROWS_COLLECTIVE) {
		*ret_member = -1;
		*ret_year = assessor->input->year_first + (int)row;
	} else {
		*ret_member = (int)(row % assessor->member_count);
		*ret_year = assessor->input->year_first + (int)(row / assessor->member_count);
	}
}

static const struct sv_figure_cell *figure_cell(struct sv_assessor *assessor,
						const struct sv_program *program, int quantity,
						int state, int year)
{
	return sv_figures_at(sv_figures_get(&assessor->book, quantity, &program->item->evidence),
			     state, year);
}

/* Whether an input is added up over this group in a run on the collective or on members. */
static bool is_summed(const struct sv_assessor *assessor, const struct sv_input *input)
{
	return input->kind == SV_INPUT_SUM ||
	       (input->kind == SV_INPUT_QUANTITY && assessor->rows == SV_ROWS_COLLECTIVE);
}

bool sv_assessor_in_group(const struct sv_register *reg, const char *group, int state, int year)
{
	int32_t day = sv_day_from_civil(year, 12, 31);

	for (size_t i = 0; i < reg->group_member_count; i++) {
		const struct sv_group_member *member = &reg->group_members[i];

		if (member->state == state && member->from <= day && day < member->to &&
		    strcmp(member->group, group) == 0)
			return true;
	}
	return false;
}

static bool is_member(const struct sv_assessor *assessor, int state)
{
	for (size_t i = 0; i < assessor->member_count; i++)
		if (assessor->members[i] == state)
			return true;
	return false;
}

static bool same_set(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether a state has, or has bounds for, every figure that a program adds up over one set. */
static bool counts_in(struct sv_assessor *assessor, const struct sv_program *program,
		      const char *group, int state, int year, enum sv_missing *ret_why)
{
	*ret_why = SV_PRESENT;
	if (!group && !is_member(assessor, state))
		return false;
	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];
		const struct sv_cell *part;

		if (!is_summed(assessor, input) || !same_set(input->group, group))
			continue;
		if (group && !sv_assessor_in_group(assessor->input->reg, group, state, year - input->lag)) {
			*ret_why = SV_NOT_APPLICABLE;
			return false;
		}
		part =
		    &figure_cell(assessor, program, input->index, state, year - input->lag)->part;
		if (part->missing > *ret_why)
			*ret_why = part->missing;
		if (!part->known)
			return false;
	}
	return true;
}

/* What a program adds up: the members (NULL), or a group where it adds up nothing over members. */
static const char *group_of(const struct sv_assessor *assessor, const struct sv_program *program)
{
	const char *group = NULL;

	for (size_t i = 0; i < program->input_count; i++) {
		if (!is_summed(assessor, &program->inputs[i]))
			continue;
		group = program->inputs[i].group;
		if (!group)
			break;
	}
	return group;
}

size_t sv_assessor_candidates(struct sv_assessor *assessor, const struct sv_program *program,
			      int year, int *states)
{
	const char *group = group_of(assessor, program);
	size_t count = 0;

	if (!group) {
		memcpy(states, assessor->members, assessor->member_count * sizeof(*states));
		return assessor->member_count;
	}
	for (int state = 0; state < (int)assessor->input->reg->state_count; state++) {
		bool in_any = false;

		for (size_t i = 0; i < program->input_count; i++)
			in_any |= program->inputs[i].kind == SV_INPUT_SUM &&
				  sv_assessor_in_group(assessor->input->reg, group, state,
					   year - program->inputs[i].lag);
		if (in_any)
			states[count++] = state;
	}
	return count;
}

enum sv_part sv_assessor_part(struct sv_assessor *assessor, const struct sv_program *program,
			      int state, int year, enum sv_missing *ret_why)
{
	if (!counts_in(assessor, program, group_of(assessor, program), state, year, ret_why))
		return SV_PART_NONE;
	return *ret_why == SV_PRESENT ? SV_PART_FIGURE : SV_PART_BOUNDS;
}

/*
 * The sum over the states that count for the whole program, so that a ratio and a trend compare
 * like with like.  Bounds alone make no sum: someone must have reported.
 */
static struct sv_cell sum_cell(struct sv_assessor *assessor, const struct sv_program *program,
			       const struct sv_input *input, int year)
{
	struct sv_cell sum = sv_cell_point(SV_RATIONAL(0, 1));
	enum sv_missing why, strongest = SV_NOT_REPORTED;
	bool any_reported = false;

	for (int state = 0; state < (int)assessor->input->reg->state_count; state++) {
		const struct sv_figure_cell *cell;

		if (!counts_in(assessor, program, input->group, state, year, &why)) {
			if (why > strongest && why != SV_NOT_APPLICABLE)
				strongest = why;
			continue;
		}
		cell = figure_cell(assessor, program, input->index, state, year - input->lag);
		any_reported |= sv_cell_is_point(&cell->part);
		sum = sv_cell_add(&sum, &cell->part);
	}
	return any_reported ? sum : sv_cell_missing(strongest);
}

static bool passes(const struct sv_filter *filter, const char *value)
{
	for (size_t i = 0; i < filter->value_count; i++)
		if (strcmp(filter->values[i], value) == 0)
			return !filter->negated;
	return filter->negated;
}

bool sv_assessor_counted(const struct sv_assessor *assessor, const struct sv_expr *count,
			 const struct sv_participation *participation, int state, int32_t day)
{
	const struct sv_project *project = &assessor->input->reg->projects[participation->project];

	if (participation->state != state || day < participation->from ||
	    day >= participation->to || !sv_project_is_listed(project, day))
		return false;
	for (size_t i = 0; i < count->filter_count; i++) {
		const struct sv_filter *filter = &count->filters[i];
		const char *value = project->id;

		if (strcmp(filter->attribute, "role") == 0)
			value = sv_role_name(participation->role);
		else if (strcmp(filter->attribute, "domain") == 0)
			value = project->domain;
		else if (strcmp(filter->attribute, "confidence") == 0)
			value = sv_confidence_name(participation->origin.confidence);
		if (!passes(filter, value))
			return false;
	}
	return true;
}

static int64_t count_entries(const struct sv_assessor *assessor, const struct sv_expr *count,
			     int state, int32_t day)
{
	const struct sv_register *reg = assessor->input->reg;
	int64_t entries = 0;

	for (size_t i = 0; i < reg->participation_count; i++)
		entries +=
		    sv_assessor_counted(assessor, count, &reg->participations[i], state, day);
	return entries;
}

static struct sv_cell count_cell(const struct sv_assessor *assessor, const struct sv_input *input,
				 int member, int year)
{
	int32_t day = sv_assessor_day(assessor, year);
	int64_t entries = 0;

	if (member >= 0) {
		entries = count_entries(assessor, input->count, assessor->members[member], day);
	} else {
		for (size_t i = 0; i < assessor->member_count; i++)
			entries += count_entries(assessor, input->count, assessor->members[i], day);
	}
	return sv_cell_point(SV_RATIONAL(entries, 1));
}

static enum sv_truth fact_truth(const struct sv_assessor *assessor, const struct sv_input *input,
				int member, int year)
{
	const struct sv_fact_name *fact = &assessor->pledge->facts[input->index];

	if (member < 0)
		return SV_TRUTH_MISSING;
	if (sv_register_fact(assessor->input->reg, assessor->members[member], fact->name,
			     sv_assessor_day(assessor, year)))
		return SV_TRUE;
	/* Where recalled rows are left out, absence says nothing. */
	return fact->absent_is_unknown || assessor->input->reg->seen_only ? SV_TRUTH_MISSING
									  : SV_FALSE;
}

void sv_assessor_load(void *context, const struct sv_program *program, const struct sv_input *input,
		      size_t first, size_t count, union sv_column *ret)
{
	struct sv_assessor *assessor = context;
	const struct sv_figures *own =
	    input->kind == SV_INPUT_QUANTITY
		? sv_figures_get(&assessor->book, input->index, &program->item->evidence)
		: NULL;
	struct sv_cell sum = {0};
	int sum_year = INT32_MIN;

	for (size_t i = 0; i < count; i++) {
		int member, year;

		sv_assessor_row(assessor, first + i, &member, &year);
		if (input->kind == SV_INPUT_FACT) {
			ret->truths[i] = fact_truth(assessor, input, member, year - input->lag);
		} else if (input->kind == SV_INPUT_COUNT) {
			ret->cells[i] = count_cell(assessor, input, member, year - input->lag);
		} else if (is_summed(assessor, input)) {
			/* One sum serves all members of a year. */
			if (year != sum_year)
				sum = sum_cell(assessor, program, input, year);
			sum_year = year;
			ret->cells[i] = sum;
		} else {
			ret->cells[i] =
			    sv_figures_at(own, assessor->members[member], year - input->lag)->own;
		}
	}
}

struct sv_value sv_assessor_value(struct sv_assessor *assessor, const struct sv_cell *cell,
				  const struct sv_unit *unit)
{
	const struct sv_rational hundred = {100, 1};
	char code[SV_UNIT_TEXT_MAX];
	struct sv_value value = {.known = cell->known,
				 .unbounded = cell->unbounded,
				 .missing = cell->missing,
				 .lower = cell->lower,
				 .upper = cell->upper};

	value.unit = sv_arena_cstr(assessor->arena, sv_unit_code(unit, code));
	if (unit->dimension == SV_DIMENSION_SHARE && cell->known &&
	    (!sv_rational_multiply(cell->lower, hundred, &value.lower) ||
	     !sv_rational_multiply(cell->upper, hundred, &value.upper))) {
		value.known = false;
		value.missing = SV_OUT_OF_RANGE;
	}
	return value;
}

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
	list->refs[list->count++] = (struct sv_fact_ref){*origin, text};
}

static void add_figure_ref(struct ref_list *list, const struct sv_figure *figure)
{
	const struct sv_assess_input *input = list->assessor->input;
	const struct sv_indicator *indicator = &input->evidence->indicators[figure->indicator];
	const char *state = input->reg->states[figure->state].name;
	char number[SV_DECIMAL_TEXT_MAX];

	if (figure->missing == SV_PRESENT)
		add_ref(list, &figure->origin,
			sv_arena_printf(list->assessor->arena, "%s, %d, %s: %s %s (%s)", state,
					figure->year, indicator->name,
					sv_decimal_text(figure->value, number), indicator->unit,
					figure->status));
	else
		add_ref(list, &figure->origin,
			sv_arena_printf(list->assessor->arena, "%s, %d, %s: no figure, %s", state,
					figure->year, indicator->name, figure->status));
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

static void add_input_refs(const struct sv_trace *trace, void *context)
{
	struct ref_list *list = context;
	struct sv_assessor *assessor = list->assessor;
	const struct sv_register *reg = assessor->input->reg;
	const struct sv_input *input = &trace->input;
	const struct sv_state_fact *fact;
	int member, year;

	sv_assessor_row(assessor, list->row, &member, &year);
	if (input->kind == SV_INPUT_COUNT && member >= 0) {
		int32_t day = sv_assessor_day(assessor, year - input->lag);

		for (size_t i = 0; i < reg->participation_count; i++)
			if (sv_assessor_counted(assessor, input->count, &reg->participations[i],
						assessor->members[member], day))
				add_participation_ref(list, &reg->participations[i]);
	} else if (input->kind == SV_INPUT_FACT && member >= 0) {
		fact = sv_register_fact(reg, assessor->members[member],
					assessor->pledge->facts[input->index].name,
					sv_assessor_day(assessor, year - input->lag));
		if (fact)
			add_ref(list, &fact->origin,
				sv_arena_printf(assessor->arena, "%s: %s",
						reg->states[fact->state].name,
						*fact->detail ? fact->detail : fact->fact));
	} else if (is_summed(assessor, input)) {
		enum sv_missing why;

		for (int state = 0; state < (int)reg->state_count; state++) {
			const struct sv_figure_cell *cell = figure_cell(
			    assessor, list->program, input->index, state, year - input->lag);

			if (cell->figure &&
			    counts_in(assessor, list->program, input->group, state, year, &why))
				add_figure_ref(list, cell->figure);
		}
	} else if (input->kind == SV_INPUT_QUANTITY) {
		const struct sv_figure_cell *cell =
		    figure_cell(assessor, list->program, input->index, assessor->members[member],
				year - input->lag);

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

/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/reading.h"

#include <string.h>

#include "domain/assessor.h"

/* Whether an input is added up in a run on the collective or on members. */
static bool is_summed(const struct sv_input *input, enum sv_rows rows)
{
	return input->kind == SV_INPUT_SUM ||
	       (input->kind == SV_INPUT_QUANTITY && rows == SV_ROWS_COLLECTIVE);
}

static bool same_set(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static struct sv_counting *make_counting(struct sv_assessor *assessor, const char *group)
{
	struct sv_counting *counting = SV_NEW(assessor->arena, struct sv_counting);

	counting->group = group;
	counting->parts = SV_NEW_ARRAY(assessor->arena, uint8_t *, assessor->year_count);
	counting->whys = SV_NEW_ARRAY(assessor->arena, uint8_t *, assessor->year_count);
	return counting;
}

/* Inputs over one set share who is counted. */
static struct sv_counting *find_counting(struct sv_assessor *assessor, struct sv_reading *reading,
					 size_t index)
{
	const char *group = reading->program->inputs[index].group;

	if (!group)
		return reading->members;
	for (size_t i = 0; i < index; i++)
		if (reading->countings[i] && same_set(reading->countings[i]->group, group))
			return reading->countings[i];
	return make_counting(assessor, group);
}

static struct sv_reading *make_reading(struct sv_assessor *assessor,
				       const struct sv_program *program)
{
	struct sv_reading *reading = SV_NEW(assessor->arena, struct sv_reading);
	const struct sv_counting *first = NULL;

	reading->program = program;
	reading->rows = assessor->rows;
	reading->figures =
	    SV_NEW_ARRAY(assessor->arena, const struct sv_figures *, program->input_count);
	reading->countings =
	    SV_NEW_ARRAY(assessor->arena, struct sv_counting *, program->input_count);
	reading->members = reading->main = make_counting(assessor, NULL);
	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];

		if (input->kind == SV_INPUT_QUANTITY || input->kind == SV_INPUT_SUM)
			reading->figures[i] =
			    sv_figures_get(&assessor->book, input->index, &program->item->evidence);
		if (!is_summed(input, reading->rows))
			continue;
		reading->countings[i] = find_counting(assessor, reading, i);
		if (!first || reading->countings[i] == reading->members)
			first = reading->main = reading->countings[i];
	}
	return reading;
}

const struct sv_reading *sv_assessor_reading(struct sv_assessor *assessor,
					     const struct sv_program *program)
{
	size_t bucket = ((uintptr_t)program >> 5) % SV_READING_BUCKETS;
	struct sv_reading *reading = assessor->readings[bucket];

	while (reading && (reading->program != program || reading->rows != assessor->rows))
		reading = reading->next;
	if (reading)
		return reading;
	reading = make_reading(assessor, program);
	reading->next = assessor->readings[bucket];
	assessor->readings[bucket] = reading;
	return reading;
}

size_t sv_reading_index(const struct sv_reading *reading, const struct sv_input *input)
{
	const struct sv_program *program = reading->program;

	if (input >= program->inputs && input < program->inputs + program->input_count)
		return (size_t)(input - program->inputs);
	for (size_t i = 0; i < program->input_count; i++)
		if (sv_input_same(&program->inputs[i], input))
			return i;
	__builtin_unreachable(); /* sv_trace_run(): the program reads all that the term reads */
}

/* Whether a state has, or has bounds for, every figure that is added up over the set. */
static enum sv_part part_of(const struct sv_assessor *assessor, const struct sv_reading *reading,
			    const struct sv_counting *counting, int state, int year,
			    enum sv_missing *ret_why)
{
	*ret_why = SV_PRESENT;
	if (!counting->group && !assessor->is_member[state])
		return SV_PART_NONE;
	for (size_t i = 0; i < reading->program->input_count; i++) {
		const struct sv_cell *part;
		int read;

		if (reading->countings[i] != counting)
			continue;
		read = year - reading->program->inputs[i].lag;
		if (counting->group &&
		    !sv_assessor_in_group(assessor->input->reg, counting->group, state, read)) {
			*ret_why = SV_NOT_APPLICABLE;
			return SV_PART_NONE;
		}
		part = &sv_figures_at(reading->figures[i], state, read)->part;
		if (part->missing > *ret_why)
			*ret_why = part->missing;
		if (!part->known)
			return SV_PART_NONE;
	}
	return *ret_why == SV_PRESENT ? SV_PART_FIGURE : SV_PART_BOUNDS;
}

static void count_year(struct sv_assessor *assessor, const struct sv_reading *reading,
		       struct sv_counting *counting, size_t index)
{
	size_t states = assessor->input->reg->state_count;
	uint8_t *parts = SV_NEW_ARRAY(assessor->arena, uint8_t, states);
	uint8_t *whys = SV_NEW_ARRAY(assessor->arena, uint8_t, states);

	for (size_t state = 0; state < states; state++) {
		enum sv_missing why;

		parts[state] = part_of(assessor, reading, counting, (int)state,
				       assessor->input->year_first + (int)index, &why);
		whys[state] = why;
	}
	counting->parts[index] = parts;
	counting->whys[index] = whys;
}

enum sv_part sv_reading_part(struct sv_assessor *assessor, const struct sv_reading *reading,
			     struct sv_counting *counting, int state, int year,
			     enum sv_missing *ret_why)
{
	size_t index = (size_t)(year - assessor->input->year_first);

	if (!counting->parts[index])
		count_year(assessor, reading, counting, index);
	*ret_why = counting->whys[index][state];
	return counting->parts[index][state];
}

static bool passes(const struct sv_filter *filter, const char *value)
{
	for (size_t i = 0; i < filter->value_count; i++)
		if (strcmp(filter->values[i], value) == 0)
			return !filter->negated;
	return filter->negated;
}

bool sv_entry_passes(const struct sv_register *reg, const struct sv_expr *count,
		     const struct sv_participation *entry)
{
	const struct sv_project *project = &reg->projects[entry->project];

	for (size_t i = 0; i < count->filter_count; i++) {
		const struct sv_filter *filter = &count->filters[i];
		const char *value = project->id;

		if (strcmp(filter->attribute, "role") == 0)
			value = sv_role_name(entry->role);
		else if (strcmp(filter->attribute, "domain") == 0)
			value = project->domain;
		else if (strcmp(filter->attribute, "confidence") == 0)
			value = sv_confidence_name(entry->origin.confidence);
		if (!passes(filter, value))
			return false;
	}
	return true;
}

bool sv_entry_holds(const struct sv_register *reg, const struct sv_participation *entry,
		    int32_t day)
{
	return entry->from <= day && day < entry->to &&
	       sv_project_is_listed(&reg->projects[entry->project], day);
}

/* Sorted by state by counting them; within a state as the register has them. */
static struct sv_entries *make_entries(struct sv_assessor *assessor, const struct sv_expr *count)
{
	const struct sv_register *reg = assessor->input->reg;
	struct sv_entries *entries = SV_NEW(assessor->arena, struct sv_entries);
	bool *pass = SV_NEW_ARRAY(assessor->arena, bool, reg->participation_count);
	size_t *next = SV_NEW_ARRAY(assessor->arena, size_t, reg->state_count + 1);

	entries->count = count;
	entries->items = SV_NEW_ARRAY(assessor->arena, const struct sv_participation *,
				      reg->participation_count);
	entries->first = SV_NEW_ARRAY(assessor->arena, size_t, reg->state_count + 1);
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *entry = &reg->participations[i];

		pass[i] = sv_entry_passes(reg, count, entry);
		if (pass[i])
			entries->first[entry->state + 1]++;
	}
	for (size_t state = 0; state < reg->state_count; state++) {
		entries->first[state + 1] += entries->first[state];
		next[state] = entries->first[state];
	}
	for (size_t i = 0; i < reg->participation_count; i++)
		if (pass[i])
			entries->items[next[reg->participations[i].state]++] =
			    &reg->participations[i];
	return entries;
}

const struct sv_entries *sv_assessor_entries(struct sv_assessor *assessor,
					     const struct sv_expr *count)
{
	struct sv_entries *entries = assessor->entries;

	while (entries && entries->count != count)
		entries = entries->next;
	if (entries)
		return entries;
	entries = make_entries(assessor, count);
	entries->next = assessor->entries;
	assessor->entries = entries;
	return entries;
}

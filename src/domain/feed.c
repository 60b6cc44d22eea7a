/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/feed.h"

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
static struct sv_counting *find_counting(struct sv_assessor *assessor, struct sv_feed *feed,
					 size_t index)
{
	const char *group = feed->program->inputs[index].group;

	if (!group)
		return feed->members;
	for (size_t i = 0; i < index; i++)
		if (feed->countings[i] && same_set(feed->countings[i]->group, group))
			return feed->countings[i];
	return make_counting(assessor, group);
}

static struct sv_feed *make_feed(struct sv_assessor *assessor, const struct sv_program *program)
{
	struct sv_feed *feed = SV_NEW(assessor->arena, struct sv_feed);
	const struct sv_counting *first = NULL;

	feed->program = program;
	feed->rows = assessor->rows;
	feed->figures =
	    SV_NEW_ARRAY(assessor->arena, const struct sv_figures *, program->input_count);
	feed->countings = SV_NEW_ARRAY(assessor->arena, struct sv_counting *, program->input_count);
	feed->members = feed->main = make_counting(assessor, NULL);
	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];

		if (input->kind == SV_INPUT_QUANTITY || input->kind == SV_INPUT_SUM)
			feed->figures[i] =
			    sv_figures_get(&assessor->book, input->index, &program->item->evidence);
		if (!is_summed(input, feed->rows))
			continue;
		feed->countings[i] = find_counting(assessor, feed, i);
		if (!first || feed->countings[i] == feed->members)
			first = feed->main = feed->countings[i];
	}
	return feed;
}

struct sv_feed *sv_assessor_feed(struct sv_assessor *assessor, const struct sv_program *program)
{
	size_t bucket = ((uintptr_t)program >> 5) % SV_FEED_BUCKETS;
	struct sv_feed *feed = assessor->feeds[bucket];

	while (feed && (feed->program != program || feed->rows != assessor->rows))
		feed = feed->next;
	if (feed)
		return feed;
	feed = make_feed(assessor, program);
	feed->next = assessor->feeds[bucket];
	assessor->feeds[bucket] = feed;
	return feed;
}

size_t sv_feed_index(const struct sv_feed *feed, const struct sv_input *input)
{
	const struct sv_program *program = feed->program;

	if (input >= program->inputs && input < program->inputs + program->input_count)
		return (size_t)(input - program->inputs);
	for (size_t i = 0; i < program->input_count; i++)
		if (sv_input_same(&program->inputs[i], input))
			return i;
	__builtin_unreachable(); /* sv_trace_run(): the program reads all that the term reads */
}

/* Whether a state has, or has bounds for, every figure that is added up over the set. */
static enum sv_part part_of(const struct sv_assessor *assessor, const struct sv_feed *feed,
			    const struct sv_counting *counting, int state, int year,
			    enum sv_missing *ret_why)
{
	*ret_why = SV_PRESENT;
	if (!counting->group && !assessor->is_member[state])
		return SV_PART_NONE;
	for (size_t i = 0; i < feed->program->input_count; i++) {
		const struct sv_cell *part;
		int read;

		if (feed->countings[i] != counting)
			continue;
		read = year - feed->program->inputs[i].lag;
		if (counting->group &&
		    !sv_assessor_in_group(assessor->input->reg, counting->group, state, read)) {
			*ret_why = SV_NOT_APPLICABLE;
			return SV_PART_NONE;
		}
		part = &sv_figures_at(feed->figures[i], state, read)->part;
		if (part->missing > *ret_why)
			*ret_why = part->missing;
		if (!part->known)
			return SV_PART_NONE;
	}
	return *ret_why == SV_PRESENT ? SV_PART_FIGURE : SV_PART_BOUNDS;
}

static void count_year(struct sv_assessor *assessor, const struct sv_feed *feed,
		       struct sv_counting *counting, size_t index)
{
	size_t states = assessor->input->reg->state_count;
	uint8_t *parts = SV_NEW_ARRAY(assessor->arena, uint8_t, states);
	uint8_t *whys = SV_NEW_ARRAY(assessor->arena, uint8_t, states);

	for (size_t state = 0; state < states; state++) {
		enum sv_missing why;

		parts[state] = part_of(assessor, feed, counting, (int)state,
				       assessor->input->year_first + (int)index, &why);
		whys[state] = why;
	}
	counting->parts[index] = parts;
	counting->whys[index] = whys;
}

enum sv_part sv_feed_part(struct sv_assessor *assessor, const struct sv_feed *feed,
			  struct sv_counting *counting, int state, int year,
			  enum sv_missing *ret_why)
{
	size_t index = (size_t)(year - assessor->input->year_first);

	if (!counting->parts[index])
		count_year(assessor, feed, counting, index);
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

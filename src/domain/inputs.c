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

size_t sv_assessor_candidates(struct sv_assessor *assessor, const struct sv_program *program,
			      int year, int *states)
{
	const char *group = sv_assessor_feed(assessor, program)->main->group;
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
	const struct sv_feed *feed = sv_assessor_feed(assessor, program);

	return sv_feed_part(assessor, feed, feed->main, state, year, ret_why);
}

/*
 * The sum over the states that count for the whole program, so that a ratio and a trend compare
 * like with like.  Bounds alone make no sum: someone must have reported.
 */
static struct sv_cell sum_cell(struct sv_assessor *assessor, const struct sv_feed *feed,
			       size_t index, int year)
{
	struct sv_cell sum = sv_cell_point(SV_RATIONAL(0, 1));
	int read = year - feed->program->inputs[index].lag;
	enum sv_missing why, strongest = SV_NOT_REPORTED;
	bool any_reported = false;

	for (int state = 0; state < (int)assessor->input->reg->state_count; state++) {
		const struct sv_cell *part;

		enum sv_part counted =
		    sv_feed_part(assessor, feed, feed->countings[index], state, year, &why);

		/* Why there is no sum, if there is none. */
		if (counted != SV_PART_FIGURE && why > strongest && why != SV_NOT_APPLICABLE)
			strongest = why;
		if (counted == SV_PART_NONE)
			continue;
		part = &sv_figures_at(feed->figures[index], state, read)->part;
		any_reported |= sv_cell_is_point(part);
		sum = sv_cell_add(&sum, part);
	}
	return any_reported ? sum : sv_cell_missing(strongest);
}

static int64_t count_entries(const struct sv_register *reg, const struct sv_entries *entries,
			     int state, int32_t day)
{
	int64_t count = 0;

	for (size_t i = entries->first[state]; i < entries->first[state + 1]; i++)
		count += sv_entry_holds(reg, entries->items[i], day);
	return count;
}

static struct sv_cell count_cell(struct sv_assessor *assessor, const struct sv_input *input,
				 int member, int year)
{
	const struct sv_entries *entries = sv_assessor_entries(assessor, input->count);
	const struct sv_register *reg = assessor->input->reg;
	int32_t day = sv_assessor_day(assessor, year);
	int64_t count = 0;

	if (member >= 0) {
		count = count_entries(reg, entries, assessor->members[member], day);
	} else {
		for (size_t i = 0; i < assessor->member_count; i++)
			count += count_entries(reg, entries, assessor->members[i], day);
	}
	return sv_cell_point(SV_RATIONAL(count, 1));
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
	const struct sv_feed *feed = sv_assessor_feed(assessor, program);
	size_t index = sv_feed_index(feed, input);
	struct sv_cell sum = {0};
	int sum_year = INT32_MIN;

	for (size_t i = 0; i < count; i++) {
		int member, year;

		sv_assessor_row(assessor, first + i, &member, &year);
		if (input->kind == SV_INPUT_FACT) {
			ret->truths[i] = fact_truth(assessor, input, member, year - input->lag);
		} else if (input->kind == SV_INPUT_COUNT) {
			ret->cells[i] = count_cell(assessor, input, member, year - input->lag);
		} else if (feed->countings[index]) {
			/* One sum serves all members of a year. */
			if (year != sum_year)
				sum = sum_cell(assessor, feed, index, year);
			sum_year = year;
			ret->cells[i] = sum;
		} else {
			ret->cells[i] = sv_figures_at(feed->figures[index],
						      assessor->members[member], year - input->lag)
					    ->own;
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

	/* Values come in columns of one unit. */
	sv_unit_code(unit, code);
	if (!assessor->unit_text || strcmp(assessor->unit_text, code) != 0)
		assessor->unit_text = sv_arena_cstr(assessor->arena, code);
	value.unit = assessor->unit_text;
	if (unit->dimension == SV_DIMENSION_SHARE && cell->known &&
	    (!sv_rational_multiply(cell->lower, hundred, &value.lower) ||
	     !sv_rational_multiply(cell->upper, hundred, &value.upper))) {
		value.known = false;
		value.missing = SV_OUT_OF_RANGE;
	}
	return value;
}

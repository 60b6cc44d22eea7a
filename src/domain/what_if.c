/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/what_if.h"

#include <string.h>

struct sv_what_if_inputs {
	const struct sv_program *program;
	struct sv_cell *cells; /* by input */
	enum sv_truth *truths;
};

const struct sv_program *sv_what_if_program(const struct sv_compiled_item *item, size_t index)
{
	const struct sv_pledge_item *rule = item->item;

	if (index < rule->measure_count)
		return item->measures[index];
	index -= rule->measure_count;
	if (item->target && index-- == 0)
		return item->target;
	return index < rule->clause_count ? item->clauses[index].program : NULL;
}

void sv_what_if_complete(struct sv_what_if *what_if, unsigned pattern)
{
	what_if->completion =
	    pattern == SV_WHAT_IF_AS_IT_STANDS ? 0 : SV_WHAT_IF_COMPLETIONS | pattern;
}

/* Whether a quantity changes, in whatever year it is read. */
static bool changes_quantity(const struct sv_what_if *what_if, const struct sv_input *input)
{
	for (size_t i = 0; i < SV_WHAT_IF_CHANGES; i++) {
		const struct sv_input *changed = what_if->changes[i].input;

		if (changed && changed->kind == input->kind && changed->index == input->index)
			return true;
	}
	return false;
}

/* One end of an interval; an open one has only its lower end. */
static struct sv_cell end_of(const struct sv_what_if *what_if, const struct sv_input *input,
			     const struct sv_cell *cell)
{
	unsigned bit = (changes_quantity(what_if, input) ? 1 : 2) << (input->lag ? 2 : 0);

	if (!what_if->completion || !cell->known)
		return *cell;
	if (cell->unbounded || !(what_if->completion & bit))
		return sv_cell_point(cell->lower);
	return sv_cell_point(cell->upper);
}

static void load_changed(void *context, const struct sv_program *program,
			 const struct sv_input *input, size_t first, size_t count,
			 union sv_column *ret)
{
	const struct sv_what_if *what_if = context;
	const struct sv_what_if_inputs *inputs = what_if->inputs;
	size_t index = (size_t)(input - program->inputs);

	(void)first;
	(void)count;
	while (inputs->program != program)
		inputs++;
	if (input->kind == SV_INPUT_FACT) {
		ret->truths[0] = inputs->truths[index];
		return;
	}
	ret->cells[0] = end_of(what_if, input, &inputs->cells[index]);
	for (size_t i = 0; i < SV_WHAT_IF_CHANGES; i++) {
		const struct sv_what_if_change *change = &what_if->changes[i];

		if (!change->input)
			continue;
		if (!sv_input_same(input, change->input))
			continue;
		if (change->replaces)
			ret->cells[0] = change->cell;
		else
			ret->cells[0] = sv_cell_add(&ret->cells[0], &change->cell);
	}
}

static void read_inputs(struct sv_what_if *what_if, const struct sv_program *program,
			struct sv_what_if_inputs *ret, union sv_column *column)
{
	struct sv_assessor *assessor = what_if->assessor;

	ret->program = program;
	ret->cells = SV_NEW_ARRAY(assessor->arena, struct sv_cell, program->input_count);
	ret->truths = SV_NEW_ARRAY(assessor->arena, enum sv_truth, program->input_count);
	for (size_t i = 0; i < program->input_count; i++) {
		sv_assessor_load(assessor, program, &program->inputs[i], what_if->row, 1, column);
		if (program->inputs[i].kind == SV_INPUT_FACT)
			ret->truths[i] = column->truths[0];
		else
			ret->cells[i] = column->cells[0];
		what_if->has_bounds |= program->inputs[i].kind != SV_INPUT_FACT &&
				       ret->cells[i].known && !sv_cell_is_point(&ret->cells[i]);
	}
}

static void make_results(struct sv_what_if *what_if)
{
	const struct sv_pledge_item *rule = what_if->item->item;
	struct sv_arena *arena = what_if->assessor->arena;
	struct sv_item_results *results = &what_if->results;

	results->measures = SV_NEW_ARRAY(arena, struct sv_cell *, rule->measure_count);
	for (size_t i = 0; i < rule->measure_count; i++)
		results->measures[i] = SV_NEW(arena, struct sv_cell);
	if (what_if->item->target)
		results->target = SV_NEW(arena, uint8_t);
	results->clauses = SV_NEW_ARRAY(arena, uint8_t *, rule->clause_count);
	for (size_t i = 0; i < rule->clause_count; i++)
		results->clauses[i] = SV_NEW(arena, uint8_t);
}

void sv_what_if_init(struct sv_what_if *what_if, struct sv_assessor *assessor,
		     const struct sv_compiled_item *item, size_t row)
{
	union sv_column *column = SV_NEW(assessor->arena, union sv_column);
	const struct sv_program *program;
	size_t count = 0;

	*what_if = (struct sv_what_if){.assessor = assessor, .item = item, .row = row};
	while (sv_what_if_program(item, count))
		count++;
	what_if->inputs = SV_NEW_ARRAY(assessor->arena, struct sv_what_if_inputs, count);
	what_if->program_count = count;
	for (size_t i = 0; (program = sv_what_if_program(item, i)); i++)
		read_inputs(what_if, program, &what_if->inputs[i], column);
	make_results(what_if);
}

void sv_what_if_run(struct sv_what_if *what_if)
{
	const struct sv_pledge_item *rule = what_if->item->item;
	struct sv_item_results *results = &what_if->results;

	for (size_t i = 0; i < what_if->program_count; i++) {
		const union sv_column *column =
		    sv_vm_run(what_if->assessor->vm, what_if->inputs[i].program, what_if->row, 1,
			      load_changed, what_if);
		size_t clause = i - rule->measure_count;

		if (i < rule->measure_count)
			*results->measures[i] = column->cells[0];
		else if (results->target && clause == 0)
			*results->target = (uint8_t)column->truths[0];
		else
			*results->clauses[clause - (results->target != NULL)] =
			    (uint8_t)column->truths[0];
	}
	what_if->runs++;
}

struct sv_cell sv_what_if_base(const struct sv_what_if *what_if, const struct sv_input *input)
{
	for (size_t i = 0; i < what_if->program_count; i++) {
		const struct sv_what_if_inputs *inputs = &what_if->inputs[i];

		for (size_t k = 0; k < inputs->program->input_count; k++)
			if (sv_input_same(&inputs->program->inputs[k], input))
				return inputs->cells[k];
	}
	return sv_cell_missing(SV_NOT_REPORTED);
}

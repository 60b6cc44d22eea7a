/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Laws of the rules engine, on random rules and figures.
 *
 *   the virtual machine and the walk down the tree give the same
 *   the machine on columns of integers and the one on cells give the same
 *   a result contains the result for every choice of points in its figures
 *   adding knowledge never widens a result
 *
 * Each case is drawn from a seed, which is printed when a law is broken;
 * SERVANDA_SEED=n draws that one alone.
 */
#include <stdio.h>
#include <stdlib.h>

#include "drawn_rule.h"
#include "random.h"
#include "rules/bulk.h"
#include "rules/trace.h"

static struct sv_vm *machine;
static struct sv_bulk *bulk_machine;

/* The rows of a result. */
struct result {
	struct sv_cell cells[ROWS];
	enum sv_truth truths[ROWS];
};

static struct result run(const struct draw *rule, const struct world *world)
{
	const union sv_column *column =
	    sv_vm_run(machine, rule->program, 0, ROWS, world_load, (void *)(uintptr_t)world);
	struct result result = {0};

	for (size_t row = 0; row < ROWS; row++) {
		if (rule->is_condition)
			result.truths[row] = column->truths[row];
		else
			result.cells[row] = column->cells[row];
	}
	return result;
}

static bool same_cell(const struct sv_cell *a, const struct sv_cell *b)
{
	if (a->known != b->known || a->unbounded != b->unbounded || a->missing != b->missing)
		return false;
	return sv_rational_compare(a->lower, b->lower) == 0 &&
	       (a->unbounded || sv_rational_compare(a->upper, b->upper) == 0);
}

static bool is_within(const struct sv_cell *inner, const struct sv_cell *outer)
{
	if (!outer->known)
		return true;
	if (!inner->known)
		return false;
	return sv_rational_compare(outer->lower, inner->lower) <= 0 &&
	       (outer->unbounded ||
		(!inner->unbounded && sv_rational_compare(inner->upper, outer->upper) <= 0));
}

/* What was told stays told; what could not be told may be. */
static bool is_truth_within(enum sv_truth inner, enum sv_truth outer)
{
	if (outer == SV_TRUE || outer == SV_FALSE)
		return inner == outer;
	return outer == SV_TRUTH_MISSING || inner != SV_TRUTH_MISSING;
}

static bool machine_and_walk_agree(struct draw *rule)
{
	const struct result result = run(rule, &rule->world);

	for (size_t row = 0; row < ROWS; row++) {
		const struct sv_trace *trace = sv_trace_run(&rule->arena, rule->program, rule->expr,
							    row, world_load, &rule->world);

		if (rule->is_condition ? trace->truth != result.truths[row]
				       : !same_cell(&trace->cell, &result.cells[row]))
			return false;
	}
	return true;
}

#define COLUMN_DEN 12

/* The figures of an input as a column of integers over one denominator. */
static struct sv_bulk_column column_of(struct sv_arena *arena, const struct world *world,
				       const struct sv_input *input)
{
	int64_t *num = SV_NEW_ARRAY(arena, int64_t, ROWS);
	uint8_t *missing = SV_NEW_ARRAY(arena, uint8_t, ROWS);
	struct sv_cell *bounds = SV_NEW_ARRAY(arena, struct sv_cell, ROWS);
	/* Now and then each row has a denominator of its own. */
	int64_t *dens = below(3) ? NULL : SV_NEW_ARRAY(arena, int64_t, ROWS);
	struct sv_bulk_column column = {
	    .num = num, .den = COLUMN_DEN, .missing = missing, .bounds = bounds};

	for (int row = 0; row < ROWS && input->kind == SV_INPUT_FACT; row++)
		missing[row] = (uint8_t)world->facts[input->index][row][input->lag];
	if (input->kind == SV_INPUT_FACT)
		return (struct sv_bulk_column){.truths = missing};
	for (int row = 0; row < ROWS; row++) {
		bounds[row] = world->cells[input->index][row][input->lag];
		num[row] = 1;
		if (dens)
			dens[row] = 1;
		missing[row] = bounds[row].known ? SV_BULK_BOUNDS : bounds[row].missing;
		if (!sv_cell_is_point(&bounds[row]) || bounds[row].missing ||
		    (!dens && (COLUMN_DEN % bounds[row].lower.den ||
			       llabs(bounds[row].lower.num) > INT64_MAX / COLUMN_DEN)))
			continue;
		num[row] = bounds[row].lower.num;
		if (dens)
			dens[row] = bounds[row].lower.den;
		else
			num[row] *= COLUMN_DEN / bounds[row].lower.den;
		missing[row] = 0;
	}
	column.dens = dens;
	sv_bulk_column_measure(&column, ROWS);
	return column;
}

static struct result run_columns(const struct draw *rule, const struct world *world)
{
	struct sv_arena *arena = (struct sv_arena *)(uintptr_t)&rule->arena;
	struct sv_bulk_column *columns =
	    SV_NEW_ARRAY(arena, struct sv_bulk_column, rule->program->input_count);
	const struct sv_bulk_result *bulk;
	struct result result = {0};

	for (size_t i = 0; i < rule->program->input_count; i++)
		columns[i] = column_of(arena, world, &rule->program->inputs[i]);
	bulk = sv_bulk_run(bulk_machine, rule->program, columns, 0, ROWS);
	for (size_t row = 0; row < ROWS; row++) {
		if (rule->is_condition)
			result.truths[row] = (enum sv_truth)bulk->truths[row];
		else
			result.cells[row] = sv_bulk_cell(bulk, row);
	}
	return result;
}

static bool same_result(const struct draw *rule, const struct result *a, const struct result *b)
{
	for (size_t row = 0; row < ROWS; row++)
		if (rule->is_condition ? a->truths[row] != b->truths[row]
				       : !same_cell(&a->cells[row], &b->cells[row]))
			return false;
	return true;
}

static bool columns_and_cells_agree(struct draw *rule)
{
	struct result cells, columns;

	/* Now and then products need more than 64 bits. */
	if (below(4) == 0)
		world_enlarge(&rule->world);
	cells = run(rule, &rule->world);
	columns = run_columns(rule, &rule->world);
	return same_result(rule, &cells, &columns);
}

/* A value with its ends in order, or a reason. */
static bool is_sound(const struct sv_cell *cell)
{
	if (!cell->known)
		return cell->missing > SV_PRESENT && cell->missing < SV_MISSING_COUNT;
	return cell->lower.den > 0 && cell->upper.den > 0 &&
	       (cell->unbounded || sv_rational_compare(cell->lower, cell->upper) <= 0);
}

static bool absurd_figures_keep_their_meaning(struct draw *rule)
{
	struct result cells, columns;

	world_make_absurd(&rule->world);
	cells = run(rule, &rule->world);
	columns = run_columns(rule, &rule->world);
	for (size_t row = 0; !rule->is_condition && row < ROWS; row++)
		if (!is_sound(&cells.cells[row]))
			return false;
	return same_result(rule, &cells, &columns) && machine_and_walk_agree(rule);
}

typedef struct result (*runner)(const struct draw *rule, const struct world *world);

static bool stays_within(struct draw *rule, bool points, runner runs)
{
	const struct result before = runs(rule, &rule->world);
	struct world *more = SV_NEW(&rule->arena, struct world);

	for (int i = 0; i < 8; i++) {
		struct result after;

		world_learn(&rule->world, more, points);
		after = runs(rule, more);
		for (size_t row = 0; row < ROWS; row++)
			if (rule->is_condition
				? !is_truth_within(after.truths[row], before.truths[row])
				: !is_within(&after.cells[row], &before.cells[row]))
				return false;
	}
	return true;
}

static bool holds_every_completion(struct draw *rule)
{
	return stays_within(rule, true, run) && stays_within(rule, true, run_columns);
}

static bool knowledge_never_widens(struct draw *rule)
{
	return stays_within(rule, false, run) && stays_within(rule, false, run_columns);
}

struct law {
	const char *name;
	bool (*holds)(struct draw *rule);
};

static bool try_rule(uint64_t seed, const void *context)
{
	const struct law *law = context;
	struct draw *rule = malloc(sizeof(*rule));
	bool good;

	if (!rule)
		abort();
	*rule = (struct draw){.arena = SV_ARENA_INIT};
	good = rule_draw(seed, rule) && law->holds(rule);
	if (!good)
		printf("# seed %llu:%s", (unsigned long long)seed, rule->own ? rule->own : "\n");
	sv_arena_free(&rule->arena);
	free(rule);
	return good;
}

int main(void)
{
	static const struct law laws[] = {
	    {"the virtual machine and the walk down the tree give the same",
	     machine_and_walk_agree},
	    {"columns of integers and cells give the same", columns_and_cells_agree},
	    {"absurd figures give a value or a reason, and all machines the same",
	     absurd_figures_keep_their_meaning},
	    {"a result contains the result for every choice of points", holds_every_completion},
	    {"adding knowledge never widens a result", knowledge_never_widens},
	};
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	bool all_good = true;

	machine = sv_vm_new(&arena);
	bulk_machine = sv_bulk_new(&arena);
	printf("1..%zu\n", SV_ARRAY_LEN(laws));
	for (size_t i = 0; i < SV_ARRAY_LEN(laws); i++)
		all_good &= holds(i + 1, laws[i].name, try_rule, &laws[i]);
	return !all_good;
}

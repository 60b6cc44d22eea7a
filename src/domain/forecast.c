/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules, run on scenarios of the figures to come, and what came of it counted. */
#include "domain/forecast.h"

#include <stdlib.h>
#include <string.h>

#include "domain/forecast_work.h"

static struct sv_path_quantity *quantity_of(struct sv_forecaster *forecaster,
					    const struct sv_program *program,
					    const struct sv_input *input)
{
	return sv_paths_quantity(&forecaster->paths, input->index, &program->item->evidence);
}

static bool is_summed(const struct sv_input *input, int member)
{
	return input->kind == SV_INPUT_SUM || (input->kind == SV_INPUT_QUANTITY && member < 0);
}

static bool same_group(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Like for like: a state is in the sums of a program when it has every figure that is added up. */
static bool is_in_sum(struct sv_forecaster *forecaster, const struct sv_program *program,
		      const char *group, int state, int member, int year)
{
	const struct sv_register *reg = forecaster->assessor.input->reg;

	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];

		if (!is_summed(input, member) || !same_group(input->group, group))
			continue;
		if ((group && !sv_assessor_in_group(reg, group, state, year - input->lag)) ||
		    !sv_paths_has(quantity_of(forecaster, program, input), state,
				  year - input->lag))
			return false;
	}
	return true;
}

static void bind_sum(struct sv_forecaster *forecaster, struct sv_bound *bound, size_t index,
		     int member, int year)
{
	const struct sv_input *input = &bound->program->inputs[index];
	const struct sv_assessor *assessor = &forecaster->assessor;
	size_t states = input->group ? assessor->input->reg->state_count : assessor->member_count;
	const int64_t **parts = SV_NEW_ARRAY(forecaster->arena, const int64_t *, states);
	struct sv_live *live;
	size_t count = 0;
	int64_t den = 1;

	for (size_t i = 0; i < states; i++) {
		int state = input->group ? (int)i : assessor->members[i];
		struct sv_bulk_column part;

		if (!is_in_sum(forecaster, bound->program, input->group, state, member, year))
			continue;
		part = sv_paths_column(&forecaster->paths,
				       quantity_of(forecaster, bound->program, input), state,
				       year - input->lag);
		parts[count++] = part.num;
		den = part.den;
	}
	if (!count) {
		bound->columns[index] = sv_paths_missing(&forecaster->paths, SV_NOT_REPORTED);
		return;
	}
	live = sv_live_sum(forecaster, parts, count);
	bound->live[index] = live;
	bound->columns[index] = (struct sv_bulk_column){.num = live->num, .den = den};
}

static void bind_figure(struct sv_forecaster *forecaster, struct sv_bound *bound, size_t index,
			int member, int year)
{
	const struct sv_input *input = &bound->program->inputs[index];
	struct sv_path_quantity *quantity = quantity_of(forecaster, bound->program, input);
	int state = forecaster->assessor.members[member];

	bound->columns[index] =
	    sv_paths_column(&forecaster->paths, quantity, state, year - input->lag);
	if (sv_paths_is_drawn(quantity, state, year - input->lag))
		bound->live[index] = sv_live_column(forecaster, bound->columns[index].num);
}

/* Facts and registers stay as they are on the day. */
static void bind_register(struct sv_forecaster *forecaster, struct sv_bound *bound, size_t index,
			  int member, int year)
{
	struct sv_assessor *assessor = &forecaster->assessor;
	const struct sv_input *input = &bound->program->inputs[index];
	size_t row = (size_t)(year - assessor->input->year_first);
	int64_t *counts;

	if (member >= 0)
		row = row * assessor->member_count + (size_t)member;
	assessor->rows = member >= 0 ? SV_ROWS_MEMBERS : SV_ROWS_COLLECTIVE;
	sv_assessor_load(assessor, bound->program, input, row, 1, forecaster->scratch);
	if (input->kind == SV_INPUT_FACT) {
		bound->columns[index].truths = forecaster->truths[forecaster->scratch->truths[0]];
		return;
	}
	counts = SV_NEW_ARRAY(forecaster->arena, int64_t, SV_BLOCK_ROWS);
	for (size_t i = 0; i < SV_BLOCK_ROWS; i++)
		counts[i] = forecaster->scratch->cells[0].lower.num;
	bound->columns[index] =
	    (struct sv_bulk_column){.num = counts, .den = 1, .least = counts[0], .most = counts[0]};
}

static struct sv_bound bind(struct sv_forecaster *forecaster, const struct sv_program *program,
			    int member, int year)
{
	struct sv_bound bound = {.program = program};

	bound.columns =
	    SV_NEW_ARRAY(forecaster->arena, struct sv_bulk_column, program->input_count);
	bound.live = SV_NEW_ARRAY(forecaster->arena, struct sv_live *, program->input_count);
	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];

		if (is_summed(input, member))
			bind_sum(forecaster, &bound, i, member, year);
		else if (input->kind == SV_INPUT_QUANTITY)
			bind_figure(forecaster, &bound, i, member, year);
		else
			bind_register(forecaster, &bound, i, member, year);
	}
	return bound;
}

static bool has_met_clause(const struct sv_pledge_item *rule)
{
	for (size_t i = 0; i < rule->clause_count; i++)
		if (rule->clauses[i].outcome == SV_OUTCOME_MET)
			return true;
	return false;
}

static void add_task(struct sv_forecaster *forecaster, const struct sv_compiled_item *item,
		     int member, int year)
{
	struct sv_arena *arena = forecaster->arena;
	const struct sv_pledge_item *rule = item->item;
	struct sv_forecast_task task = {.item = item, .member = member};

	task.measure = bind(forecaster, item->measures[0], member, year);
	task.sample = SV_NEW_ARRAY(arena, int64_t, SV_FORECAST_SAMPLE);
	for (size_t i = 0; i < SV_FORECAST_SAMPLE; i++)
		task.sample[i] = SV_NO_SAMPLE;
	task.cell = SV_NEW(arena, struct sv_forecast_cell);
	*task.cell = (struct sv_forecast_cell){
	    .state = member < 0 ? NULL
				: forecaster->assessor.input->reg
				      ->states[forecaster->assessor.members[member]]
				      .code,
	    .item = (int)forecaster->ret->item_count,
	    .year = year,
	    .is_position = member >= 0 && item->binds_together};
	task.cell->is_direction = !task.cell->is_position && !has_met_clause(rule);
	if (task.cell->is_position) {
		task.target = bind(forecaster, item->target, member, year);
	} else {
		task.clauses = SV_NEW_ARRAY(arena, struct sv_bound, rule->clause_count);
		for (size_t i = 0; i < rule->clause_count; i++)
			task.clauses[i] = bind(forecaster, item->clauses[i].program, member, year);
	}
	forecaster->tasks = sv_arena_grow(arena, forecaster->tasks, forecaster->task_count,
					  &forecaster->task_cap, sizeof(task));
	forecaster->tasks[forecaster->task_count++] = task;
}

/* Figures decide it, and there is one to draw. */
static bool is_forecast(const struct sv_forecaster *forecaster, const struct sv_compiled_item *item)
{
	const char *wanted = forecaster->request->item;

	if (!item->item->measure_count || !item->item->clause_count ||
	    (wanted && strcmp(wanted, item->item->number) != 0))
		return false;
	for (size_t i = 0; i < item->measures[0]->input_count; i++)
		if (item->measures[0]->inputs[i].kind == SV_INPUT_QUANTITY ||
		    item->measures[0]->inputs[i].kind == SV_INPUT_SUM)
			return true;
	return false;
}

static const char *target_text(struct sv_assessor *assessor, const struct sv_expr *target)
{
	if (!target || target->kind != SV_EXPR_COMPARE || target->args[1]->kind != SV_EXPR_NUMBER)
		return "";
	return sv_arena_printf(assessor->arena, "%s %s", sv_compare_text(target->compare),
			       sv_reason_constant(assessor, target->args[1]));
}

static void add_item(struct sv_forecaster *forecaster, const struct sv_compiled_item *item)
{
	const struct sv_forecast_request *request = forecaster->request;
	const struct sv_assessor *assessor = &forecaster->assessor;
	struct sv_forecast *ret = forecaster->ret;

	for (int member = -1; member < (int)assessor->member_count; member++) {
		const char *code =
		    member < 0 ? NULL
			       : assessor->input->reg->states[assessor->members[member]].code;

		if (member < 0 && (!item->binds_together || request->state))
			continue;
		if (member >= 0 &&
		    ((item->binds_together && !item->item->target) || request->together_only ||
		     (request->state && strcmp(request->state, code) != 0)))
			continue;
		for (int year = request->base + 1; year <= request->until; year++)
			add_task(forecaster, item, member, year);
	}
	ret->items[ret->item_count++] = (struct sv_forecast_item){
	    .number = item->item->number,
	    .title = item->item->title,
	    .measure = item->item->measures[0].title,
	    .target = target_text(&forecaster->assessor, item->item->target)};
}

static int compare_values(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* The values of a sample in order, those that there are; returns how many. */
static size_t sort_sample(struct sv_forecast_task *task)
{
	size_t count = 0;

	for (size_t i = 0; i < SV_FORECAST_SAMPLE; i++)
		if (task->sample[i] != SV_NO_SAMPLE)
			task->sample[count++] = task->sample[i];
	qsort(task->sample, count, sizeof(*task->sample), compare_values);
	return count;
}

static void fill_band(struct sv_forecaster *forecaster, struct sv_forecast_task *task)
{
	static const int percents[SV_BAND_COUNT] = {10, 25, 50, 75, 90};
	size_t count = sort_sample(task);

	/* With fewer than half of the scenarios the band would speak for the others. */
	if (count < 2 ||
	    (int64_t)count * 2 < SV_MIN(forecaster->ret->scenarios, (int64_t)SV_FORECAST_SAMPLE))
		return;
	task->cell->has_band = true;
	for (int i = 0; i < SV_BAND_COUNT; i++) {
		size_t place = (count - 1) * (size_t)percents[i] / 100;
		struct sv_cell cell =
		    sv_cell_point(SV_RATIONAL(task->sample[place], SV_FORECAST_MICRO));

		task->cell->band[i] =
		    sv_assessor_value(&forecaster->assessor, &cell, &task->measure.program->unit);
	}
}

static void gather_cells(struct sv_forecaster *forecaster)
{
	struct sv_forecast *ret = forecaster->ret;

	ret->cells =
	    SV_NEW_ARRAY(forecaster->arena, struct sv_forecast_cell, forecaster->task_count);
	for (size_t t = 0; t < forecaster->task_count; t++) {
		fill_band(forecaster, &forecaster->tasks[t]);
		ret->cells[ret->cell_count++] = *forecaster->tasks[t].cell;
	}
}

int64_t sv_forecast_good(const struct sv_forecast_cell *cell)
{
	return cell->is_direction ? cell->on_track : cell->met;
}

const char *sv_forecast_goal(const struct sv_forecast_cell *cell)
{
	if (cell->is_position)
		return "at_benchmark";
	return cell->is_direction ? "on_track" : "met";
}

static int check_request(const struct sv_forecast_request *request, struct sv_error *err)
{
	if (request->until <= request->base ||
	    request->until > request->base + SV_FORECAST_YEARS_MAX)
		return sv_fail(
		    err, SV_EUSAGE,
		    "cannot forecast until %d: the last known year is %d; ask for one of "
		    "the %d years after it",
		    request->until, request->base, SV_FORECAST_YEARS_MAX);
	if (request->scenarios < 1 || request->scenarios > SV_FORECAST_SCENARIOS_MAX)
		return sv_fail(err, SV_EUSAGE, "ask for 1 to %d scenarios",
			       SV_FORECAST_SCENARIOS_MAX);
	return 0;
}

static int prepare(struct sv_forecaster *forecaster, const struct sv_assess_input *input,
		   const struct sv_forecast_request *request, struct sv_error *err)
{
	struct sv_assessor *assessor = &forecaster->assessor;
	struct sv_assess_input *wider = SV_NEW(forecaster->arena, struct sv_assess_input);
	int r;

	*wider = *input;
	wider->year_first = request->base - SV_FORECAST_WINDOW - 2;
	wider->year_last = request->until;
	r = sv_assessor_prepare(assessor, forecaster->arena, wider, err);
	if (r < 0)
		return r;
	sv_paths_init(&forecaster->paths, assessor, request);
	forecaster->bulk = sv_bulk_new(forecaster->arena);
	forecaster->scratch = SV_NEW(forecaster->arena, union sv_column);
	for (int truth = 0; truth <= SV_TRUTH_MISSING; truth++) {
		uint8_t *column = SV_NEW_ARRAY(forecaster->arena, uint8_t, SV_BLOCK_ROWS);

		memset(column, truth, SV_BLOCK_ROWS);
		forecaster->truths[truth] = column;
	}
	return 0;
}

int sv_forecaster_open(struct sv_forecaster *forecaster, struct sv_arena *arena,
		       const struct sv_assess_input *input,
		       const struct sv_forecast_request *request, struct sv_forecast *ret,
		       struct sv_error *err)
{
	int r;

	*forecaster = (struct sv_forecaster){.arena = arena, .request = request, .ret = ret};
	r = prepare(forecaster, input, request, err);
	if (r < 0)
		return r;
	*ret = (struct sv_forecast){
	    .base = request->base, .until = request->until, .seed = request->seed};
	ret->items =
	    SV_NEW_ARRAY(arena, struct sv_forecast_item, forecaster->assessor.commitment_count);
	for (size_t i = 0; i < forecaster->assessor.commitment_count; i++)
		if (is_forecast(forecaster, &forecaster->assessor.items[i]))
			add_item(forecaster, &forecaster->assessor.items[i]);
	if (!forecaster->task_count)
		return sv_fail(
		    err, SV_ENOTFOUND,
		    "no commitment of that number, for that member, is decided by figures "
		    "that can be forecast; see 'servanda commitment list'");
	if (!sv_paths_choose_window(&forecaster->paths))
		return sv_fail(
		    err, SV_EINVALID,
		    "cannot forecast from %d: fewer than %d years before it have figures "
		    "enough to draw from",
		    request->base, SV_FORECAST_WINDOW_MIN);
	ret->window_first = forecaster->paths.window[forecaster->paths.window_count - 1];
	ret->window_last = forecaster->paths.window[0];
	for (size_t m = 0; m < forecaster->assessor.member_count; m++)
		ret->planned_members +=
		    forecaster->paths.is_planned[forecaster->assessor.members[m]];
	return 0;
}

int sv_forecast(struct sv_arena *arena, const struct sv_assess_input *input,
		const struct sv_forecast_request *request, struct sv_forecast **ret,
		struct sv_error *err)
{
	struct sv_forecaster *forecaster = SV_NEW(arena, struct sv_forecaster);
	struct sv_forecast *forecast = SV_NEW(arena, struct sv_forecast);
	int r = check_request(request, err);

	if (r >= 0)
		r = sv_forecaster_open(forecaster, arena, input, request, forecast, err);
	if (r < 0)
		return r;
	sv_forecaster_run(forecaster, input);
	gather_cells(forecaster);
	*ret = forecast;
	return 0;
}

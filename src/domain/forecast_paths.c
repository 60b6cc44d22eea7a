/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/forecast_paths.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/plan_check.h"
#include "rules/loops.h"

/* A growth factor in 24 binary places; more than 16 times in a year is taken for a break of the
 * series, not for growth. */
#define FACTOR_BITS 24
#define FACTOR_ONE ((int64_t)1 << FACTOR_BITS)
#define FACTOR_MOST 16
#define STEPS_MAX (SV_FORECAST_YEARS_MAX + SV_FORECAST_STALE_YEARS)
#define FIGURE_MOST ((int64_t)1 << 34) /* hundredths; keeps a figure times a factor in 64 bits */

struct sv_path_quantity {
	const struct sv_figures *figures;
	struct sv_path_quantity *whole; /* that it is part of, or NULL */
	bool is_share;
	int year_first;
	size_t year_count;
	int64_t **columns; /* by state, then year; NULL: missing */
	int *last;         /* by state: the last year known, or 0 */
	int *needed;       /* by state: the last year that somebody reads, or 0 */
	int64_t *moves;    /* by state, then year of the window: factor, or the share itself */
	int64_t **planned; /* by state, then year, as columns: moves around a plan, or NULL */
};

/* A figure in hundredths; false where it is no point. */
static bool hundredths_of(const struct sv_path_quantity *quantity, const struct sv_cell *cell,
			  int64_t *ret)
{
	struct sv_rational hundredths;

	if (!sv_cell_is_point(cell) ||
	    !sv_rational_multiply(cell->lower,
				  SV_RATIONAL(SV_PATH_DEN * (quantity->is_share ? 100 : 1), 1),
				  &hundredths))
		return false;
	*ret = sv_rational_round(hundredths, 0).coefficient;
	return *ret<FIGURE_MOST && * ret> - FIGURE_MOST;
}

static bool figure_of(const struct sv_path_quantity *quantity, int state, int year, int base,
		      int64_t *ret)
{
	return year <= base &&
	       hundredths_of(quantity, &sv_figures_at(quantity->figures, state, year)->own, ret);
}

/* What a plan says of a year that is not yet known. */
static bool planned_figure(const struct sv_path_quantity *quantity, int state, int year,
			   int64_t *ret)
{
	const struct sv_figure_cell *cell = sv_figures_at(quantity->figures, state, year);

	return cell->figure && sv_plan_is_forecast(cell->figure) &&
	       hundredths_of(quantity, &cell->own, ret);
}

static int64_t **column_place(const struct sv_path_quantity *quantity, int state, int year)
{
	return &quantity->columns[(size_t)state * quantity->year_count +
				  (size_t)(year - quantity->year_first)];
}

/* Years that may have to be drawn: a figure that ended before the base goes on from there. */
static int steps(const struct sv_paths *paths)
{
	return paths->until - paths->base + SV_FORECAST_STALE_YEARS - 1;
}

static int step_of(const struct sv_paths *paths, int year)
{
	return year - paths->base + SV_FORECAST_STALE_YEARS - 2;
}

void sv_paths_init(struct sv_paths *paths, struct sv_assessor *assessor,
		   const struct sv_forecast_request *request)
{
	struct sv_arena *arena = assessor->arena;
	int64_t *ones = SV_NEW_ARRAY(arena, int64_t, SV_BLOCK_ROWS);

	*paths = (struct sv_paths){.assessor = assessor,
				   .year_first = assessor->book.year_first,
				   .base = request->base,
				   .until = request->until,
				   .seed = request->seed,
				   .without_plans = request->without_plans};
	for (size_t i = 0; i < SV_BLOCK_ROWS; i++)
		ones[i] = 1;
	paths->ones = ones;
	for (int why = 0; why < SV_MISSING_COUNT; why++) {
		uint8_t *reasons = SV_NEW_ARRAY(arena, uint8_t, SV_BLOCK_ROWS);

		memset(reasons, why, SV_BLOCK_ROWS);
		paths->reasons[why] = reasons;
	}
	paths->drawn = SV_NEW_ARRAY(arena, uint8_t, (size_t)steps(paths) * SV_BLOCK_ROWS);
}

/* Known years are the same in every scenario; later ones get a column to be drawn into. */
static void lay_columns(struct sv_paths *paths, struct sv_path_quantity *quantity, int state)
{
	struct sv_arena *arena = paths->assessor->arena;
	int64_t value;

	for (int year = paths->year_first; year <= paths->base; year++) {
		int64_t *column;

		if (!figure_of(quantity, state, year, paths->base, &value))
			continue;
		quantity->last[state] = year;
		column = SV_NEW_ARRAY(arena, int64_t, SV_BLOCK_ROWS);
		for (size_t i = 0; i < SV_BLOCK_ROWS; i++)
			column[i] = value;
		*column_place(quantity, state, year) = column;
	}
	if (quantity->last[state] <= paths->base - SV_FORECAST_STALE_YEARS) {
		quantity->last[state] = 0;
		return;
	}
	for (int year = quantity->last[state] + 1; year <= paths->until; year++)
		*column_place(quantity, state, year) = SV_NEW_ARRAY(arena, int64_t, SV_BLOCK_ROWS);
}

struct sv_path_quantity *sv_paths_quantity(struct sv_paths *paths, int quantity,
					   const struct sv_names *order)
{
	struct sv_assessor *assessor = paths->assessor;
	const struct sv_figures *figures = sv_figures_get(&assessor->book, quantity, order);
	size_t states = assessor->input->reg->state_count;
	struct sv_path_quantity *made;

	for (size_t i = 0; i < paths->count; i++)
		if (paths->quantities[i]->figures == figures)
			return paths->quantities[i];
	made = SV_NEW(assessor->arena, struct sv_path_quantity);
	made->figures = figures;
	made->is_share = figures->quantity->unit.dimension == SV_DIMENSION_SHARE;
	made->year_first = paths->year_first;
	made->year_count = (size_t)(paths->until - paths->year_first + 1);
	made->columns = SV_NEW_ARRAY(assessor->arena, int64_t *, states * made->year_count);
	made->planned = SV_NEW_ARRAY(assessor->arena, int64_t *, states * made->year_count);
	made->last = SV_NEW_ARRAY(assessor->arena, int, states);
	made->needed = SV_NEW_ARRAY(assessor->arena, int, states);
	/* The whole stands before its parts, so that it is drawn before them. */
	if (figures->quantity->part_of_index >= 0)
		made->whole = sv_paths_quantity(paths, figures->quantity->part_of_index, order);
	for (int state = 0; state < (int)states; state++)
		lay_columns(paths, made, state);
	paths->quantities = sv_arena_grow(assessor->arena, (void *)paths->quantities, paths->count,
					  &paths->cap, sizeof(*paths->quantities));
	paths->quantities[paths->count++] = made;
	return made;
}

/* How a figure moved in a year; false where that is not known. */
static bool move_of(const struct sv_paths *paths, const struct sv_path_quantity *quantity,
		    int state, int year, int64_t *ret)
{
	int64_t now, before;

	if (!figure_of(quantity, state, year, paths->base, &now))
		return false;
	if (quantity->is_share) {
		*ret = now;
		return true;
	}
	if (!figure_of(quantity, state, year - 1, paths->base, &before) || before <= 0 || now < 0 ||
	    now / before >= FACTOR_MOST)
		return false;
	*ret = now * FACTOR_ONE / before;
	return true;
}

static size_t moves_in(const struct sv_paths *paths, const struct sv_path_quantity *quantity,
		       int year)
{
	const struct sv_assessor *assessor = paths->assessor;
	size_t count = 0;
	int64_t move;

	for (size_t m = 0; m < assessor->member_count; m++)
		count += move_of(paths, quantity, assessor->members[m], year, &move);
	return count;
}

static int compare_moves(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* The median of the members' moves in a year, which stands in for one that is not known; a figure
 * that nobody gave that year stays as it is. */
static int64_t median_move(const struct sv_paths *paths, const struct sv_path_quantity *quantity,
			   int year)
{
	const struct sv_assessor *assessor = paths->assessor;
	int64_t moves[SV_STATES_MAX];
	size_t count = 0;

	for (size_t m = 0; m < assessor->member_count; m++)
		count += move_of(paths, quantity, assessor->members[m], year, &moves[count]);
	if (!count)
		return quantity->is_share ? 0 : FACTOR_ONE;
	qsort(moves, count, sizeof(*moves), compare_moves);
	return moves[count / 2];
}

static int64_t **planned_place(const struct sv_path_quantity *quantity, int state, int year)
{
	return &quantity->planned[column_place(quantity, state, year) - quantity->columns];
}

static int64_t middle_of(const int64_t *moves, int count)
{
	int64_t sorted[SV_FORECAST_WINDOW];

	memcpy(sorted, moves, (size_t)count * sizeof(*moves));
	qsort(sorted, (size_t)count, sizeof(*sorted), compare_moves);
	return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

/* From `before` to what is planned, off by as much as a move is from the middle one. */
static int64_t move_around(const struct sv_path_quantity *quantity, int64_t before, int64_t planned,
			   int64_t move, int64_t middle)
{
	__int128 factor;

	if (quantity->is_share)
		return planned + move - middle;
	factor = (__int128)FACTOR_ONE * planned * move / before / middle;
	return (int64_t)SV_MIN(factor, (__int128)FACTOR_MOST * FACTOR_ONE - 1);
}

/* A plan serves from the year after the last known figure on, as far as it goes without a gap. */
static void fill_planned(struct sv_paths *paths, struct sv_path_quantity *quantity, int state)
{
	const int64_t *moves = &quantity->moves[(size_t)state * (size_t)paths->window_count];
	int64_t middle = middle_of(moves, paths->window_count), before, planned;

	if (paths->without_plans || quantity->last[state] != paths->base)
		return;
	before = (*column_place(quantity, state, paths->base))[0];
	for (int year = paths->base + 1; year <= quantity->needed[state]; year++) {
		int64_t *around;

		if (!planned_figure(quantity, state, year, &planned) ||
		    (!quantity->is_share && (before <= 0 || planned < 0 || middle <= 0)))
			return;
		around = SV_NEW_ARRAY(paths->assessor->arena, int64_t, (size_t)paths->window_count);
		for (int w = 0; w < paths->window_count; w++)
			around[w] = move_around(quantity, before, planned, moves[w], middle);
		*planned_place(quantity, state, year) = around;
		paths->is_planned[state] = true;
		before = planned;
	}
}

static void fill_moves(struct sv_paths *paths, struct sv_path_quantity *quantity)
{
	size_t states = paths->assessor->input->reg->state_count;

	quantity->moves =
	    SV_NEW_ARRAY(paths->assessor->arena, int64_t, states * (size_t)paths->window_count);
	for (int w = 0; w < paths->window_count; w++) {
		int64_t median = median_move(paths, quantity, paths->window[w]);

		for (size_t state = 0; state < states; state++) {
			int64_t *move =
			    &quantity->moves[state * (size_t)paths->window_count + (size_t)w];

			if (!move_of(paths, quantity, (int)state, paths->window[w], move))
				*move = median;
		}
	}
	for (size_t state = 0; state < states; state++)
		fill_planned(paths, quantity, (int)state);
}

/* A year to draw from is one in which at least half of the quantities moved for a third of the
 * members; the latest of them. */
bool sv_paths_choose_window(struct sv_paths *paths)
{
	for (int year = paths->base;
	     year > paths->year_first && paths->window_count < SV_FORECAST_WINDOW; year--) {
		size_t good = 0;

		for (size_t i = 0; i < paths->count; i++)
			good += moves_in(paths, paths->quantities[i], year) * 3 >=
				paths->assessor->member_count;
		if (good * 2 >= paths->count && paths->count)
			paths->window[paths->window_count++] = year;
	}
	if (paths->window_count < SV_FORECAST_WINDOW_MIN)
		return false;
	for (size_t i = 0; i < paths->count; i++)
		fill_moves(paths, paths->quantities[i]);
	return true;
}

/* splitmix64 of a counter: what a scenario draws depends on nothing else. */
static uint64_t mixed(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static void draw_years(struct sv_paths *paths, int64_t first, size_t count)
{
	for (int step = 0; step < steps(paths); step++) {
		uint8_t *drawn = paths->drawn + (size_t)step * SV_BLOCK_ROWS;

		for (size_t i = 0; i < count; i++) {
			uint64_t counter = ((uint64_t)first + i) * STEPS_MAX + (uint64_t)step;
			uint64_t number = mixed(mixed(paths->seed) + counter * 0x9e3779b97f4a7c15u);

			/* The upper 32 bits, scaled: the bias is below 2^-28. */
			drawn[i] = (uint8_t)((number >> 32) * (uint64_t)paths->window_count >> 32);
		}
	}
}

static void draw_year(const struct sv_paths *paths, const struct sv_path_quantity *quantity,
		      int state, int year, size_t count)
{
	const int64_t *planned = *planned_place(quantity, state, year);
	const int64_t *moves =
	    planned ? planned : &quantity->moves[(size_t)state * (size_t)paths->window_count];
	const uint8_t *drawn = paths->drawn + (size_t)step_of(paths, year) * SV_BLOCK_ROWS;
	const int64_t *before = *column_place(quantity, state, year - 1);
	const int64_t *whole = quantity->whole ? *column_place(quantity->whole, state, year) : NULL;
	int64_t *out = *column_place(quantity, state, year);

	if (quantity->is_share)
		sv_loop_look_up(out, moves, drawn, count);
	else
		sv_loop_scale(out, before, moves, drawn, FACTOR_BITS, count);
	if (whole)
		sv_loop_cap(out, whole, count);
	sv_loop_limit(out, FIGURE_MOST - 1, count);
}

void sv_paths_draw(struct sv_paths *paths, int64_t first, size_t count)
{
	size_t states = paths->assessor->input->reg->state_count;

	draw_years(paths, first, count);
	for (size_t i = 0; i < paths->count; i++) {
		const struct sv_path_quantity *quantity = paths->quantities[i];

		for (int state = 0; state < (int)states; state++)
			for (int year = quantity->last[state] + 1; year <= quantity->needed[state];
			     year++)
				draw_year(paths, quantity, state, year, count);
	}
}

bool sv_paths_has(const struct sv_path_quantity *quantity, int state, int year)
{
	return year >= quantity->year_first && *column_place(quantity, state, year) != NULL;
}

bool sv_paths_is_drawn(const struct sv_path_quantity *quantity, int state, int year)
{
	return sv_paths_has(quantity, state, year) && year > quantity->last[state];
}

struct sv_bulk_column sv_paths_missing(const struct sv_paths *paths, enum sv_missing why)
{
	return (struct sv_bulk_column){
	    .num = paths->ones, .den = 1, .least = 1, .most = 1, .missing = paths->reasons[why]};
}

/* What is drawn rests on the years before it, and never exceeds its whole. */
static void need(struct sv_path_quantity *quantity, int state, int year)
{
	for (; quantity; quantity = quantity->whole)
		quantity->needed[state] = SV_MAX(quantity->needed[state], year);
}

struct sv_bulk_column sv_paths_column(const struct sv_paths *paths,
				      struct sv_path_quantity *quantity, int state, int year)
{
	const int64_t den = SV_PATH_DEN * (quantity->is_share ? 100 : 1), *column;
	const struct sv_cell *cell = &sv_figures_at(quantity->figures, state, year)->own;

	if (!sv_paths_has(quantity, state, year))
		return sv_paths_missing(paths, year > paths->base || cell->known || !cell->missing
						   ? SV_NOT_REPORTED
						   : (enum sv_missing)cell->missing);
	column = *column_place(quantity, state, year);
	if (year > quantity->last[state]) {
		need(quantity, state, year);
		return (struct sv_bulk_column){.num = column, .den = den};
	}
	return (struct sv_bulk_column){
	    .num = column, .den = den, .least = column[0], .most = column[0]};
}

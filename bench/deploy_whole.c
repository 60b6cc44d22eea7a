/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deploy_whole CASE [UNITS [bound]]: the bound of a case beside Clp on the whole linear program;
 * with `bound` the bound alone.  Times are those of the processor.
 *
 * The whole program has a variable for each lane, start and kind of cargo, one for each lane and
 * start, and one for waiting at each place; it is solved at the bound and one step before.  The
 * bound's time is that of the whole search for the step, Clp's that of these two programs.
 */
#include <coin/Clp_C_Interface.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/deploy.h"
#include "solve/flow_bound.h"

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct whole {
	const struct sv_flow *flow;
	int closure, kinds;
	int *kind_class, *kind_to;
	Clp_Simplex *clp;
	double *column_objective;
	CoinBigIndex *starts;
	int *rows;
	double *values;
	size_t columns, column_cap, elements, element_cap;
	int carry_row, resource_row, row_count;
};

static void element(struct whole *w, int row, double value)
{
	if (w->elements == w->element_cap) {
		w->element_cap = w->element_cap * 2 + 1024;
		w->rows = realloc(w->rows, w->element_cap * sizeof(*w->rows));
		w->values = realloc(w->values, w->element_cap * sizeof(*w->values));
	}
	w->rows[w->elements] = row;
	w->values[w->elements++] = value;
}

static void end_column(struct whole *w, double objective)
{
	if (w->columns + 2 > w->column_cap) {
		w->column_cap = w->column_cap * 2 + 1024;
		w->column_objective =
		    realloc(w->column_objective, w->column_cap * sizeof(*w->column_objective));
		w->starts = realloc(w->starts, w->column_cap * sizeof(*w->starts));
	}
	w->column_objective[w->columns++] = objective;
	w->starts[w->columns] = (CoinBigIndex)w->elements;
}

static int balance(const struct whole *w, int kind, int place, int step)
{
	return (kind * w->flow->place_count + place) * (w->closure + 1) + step;
}

static void cargo_columns(struct whole *w, int lane, int start)
{
	const struct sv_flow_lane *l = &w->flow->lanes[lane];

	for (int k = 0; k < w->kinds; k++) {
		const int64_t *takes = w->flow->classes[w->kind_class[k]].takes;
		bool arrives = l->to == w->kind_to[k];

		if (sv_flow_trip_amount(w->flow, lane, w->kind_class[k]) < 1)
			continue;
		element(w, balance(w, k, l->from, start), 1);
		if (!arrives)
			element(w, balance(w, k, l->to, start + l->duration), -1);
		if (l->room[l->bound_dimension] != SV_FLOW_NO_LIMIT)
			element(w, w->carry_row + lane * (w->closure + 1) + start,
				(double)takes[l->bound_dimension]);
		end_column(w, arrives ? -1 : 0);
	}
}

static void trip_column(struct whole *w, int lane, int start)
{
	const struct sv_flow_lane *l = &w->flow->lanes[lane];

	if (l->room[l->bound_dimension] == SV_FLOW_NO_LIMIT)
		return;
	element(w, w->carry_row + lane * (w->closure + 1) + start,
		-(double)l->room[l->bound_dimension]);
	for (int u = 0; u < l->use_count; u++)
		for (int t = l->uses[u].from; t < l->uses[u].to && start + t <= w->closure; t++)
			element(
			    w, w->resource_row + l->uses[u].resource * (w->closure + 1) + start + t,
			    l->uses[u].amount);
	end_column(w, 0);
}

static void build_columns(struct whole *w)
{
	for (int i = 0; i < w->flow->lane_count; i++) {
		for (int t = 0; t + w->flow->lanes[i].duration <= w->closure; t++) {
			if (!sv_flow_could_start(w->flow, &w->flow->lanes[i], t))
				continue;
			cargo_columns(w, i, t);
			trip_column(w, i, t);
		}
	}
	for (int k = 0; k < w->kinds; k++)
		for (int p = 0; p < w->flow->place_count; p++)
			for (int t = 0; t < w->closure; t++) {
				element(w, balance(w, k, p, t), 1);
				element(w, balance(w, k, p, t + 1), -1);
				end_column(w, 0);
			}
}

static void find_kinds(struct whole *w)
{
	const struct sv_flow *flow = w->flow;

	w->kind_class = calloc((size_t)flow->demand_count, sizeof(int));
	w->kind_to = calloc((size_t)flow->demand_count, sizeof(int));
	for (int d = 0; d < flow->demand_count; d++) {
		int k = 0;

		while (k < w->kinds && (w->kind_class[k] != flow->demands[d].class ||
					w->kind_to[k] != flow->demands[d].to))
			k++;
		if (k == w->kinds)
			w->kinds++;
		w->kind_class[k] = flow->demands[d].class;
		w->kind_to[k] = flow->demands[d].to;
	}
}

static double *row_limits(const struct whole *w)
{
	const struct sv_flow *flow = w->flow;
	double *upper = calloc((size_t)w->row_count, sizeof(*upper));

	for (int d = 0; d < flow->demand_count; d++)
		for (int k = 0; k < w->kinds; k++)
			if (w->kind_class[k] == flow->demands[d].class &&
			    w->kind_to[k] == flow->demands[d].to &&
			    flow->demands[d].ready <= w->closure)
				upper[balance(w, k, flow->demands[d].from,
					      flow->demands[d].ready)] +=
				    (double)flow->demands[d].amount;
	for (int r = 0; r < flow->resource_count; r++)
		for (int t = 0; t <= w->closure; t++)
			upper[w->resource_row + r * (w->closure + 1) + t] =
			    (double)sv_flow_capacity(&flow->resources[r], t);
	return upper;
}

/* Returns what can be in place by the step at most; prints size and time. */
static double solve_whole(const struct sv_flow *flow, int closure, double *ret_seconds)
{
	struct whole w = {.flow = flow, .closure = closure};
	double *lower, *upper, *zero, *most, begin, value;

	find_kinds(&w);
	w.carry_row = w.kinds * flow->place_count * (closure + 1);
	w.resource_row = w.carry_row + flow->lane_count * (closure + 1);
	w.row_count = w.resource_row + flow->resource_count * (closure + 1);
	w.starts = calloc(1024, sizeof(*w.starts));
	w.column_objective = calloc(1024, sizeof(*w.column_objective));
	w.column_cap = 1024;
	build_columns(&w);
	upper = row_limits(&w);
	lower = malloc(sizeof(*lower) * (size_t)w.row_count);
	for (int i = 0; i < w.row_count; i++)
		lower[i] = -INFINITY;
	zero = calloc(w.columns, sizeof(*zero));
	most = malloc(sizeof(*most) * w.columns);
	for (size_t i = 0; i < w.columns; i++)
		most[i] = INFINITY;
	w.clp = Clp_newModel();
	Clp_setLogLevel(w.clp, 0);
	Clp_loadProblem(w.clp, (int)w.columns, w.row_count, w.starts, w.rows, w.values, zero, most,
			w.column_objective, lower, upper);
	if (getenv("WHOLE_MPS"))
		Clp_writeMps(w.clp, getenv("WHOLE_MPS"), 1, 2, 1);
	begin = now();
	Clp_initialSolve(w.clp);
	*ret_seconds = now() - begin;
	value = -Clp_objectiveValue(w.clp);
	printf("  whole program at step %d: %zu variables, %d rows, %.2f s, %.3f in place\n",
	       closure, w.columns, w.row_count, *ret_seconds, value);
	Clp_deleteModel(w.clp);
	return value;
}

int main(int argc, char **argv)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	struct sv_deployments cases = {0};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_flow_bound bound;
	const struct sv_flow *flow;
	double begin, ours, before, at, wanted = 0;

	if (argc < 2 ||
	    sv_app_deploy_read(&arena, argv[1], NULL, argc > 2 && argv[2][0] ? argv[2] : NULL,
			       &cases, &findings, &err) < 0 ||
	    cases.count == 0)
		return 4;
	flow = &cases.items[0]->flow;
	for (int k = 0; k < flow->demand_count; k++)
		wanted += (double)flow->demands[k].amount;
	begin = now();
	if (sv_flow_bound(&arena, flow, sv_flow_pool_new(&arena), -1, NULL, &bound, &err) < 0)
		return 4;
	ours = now() - begin;
	printf("%s\n  bound: step %d in %.3f s, %d programs, at most %d columns and %d rows\n",
	       argv[1], bound.step, ours, bound.programs, bound.columns, bound.rows);
	fflush(stdout);
	if (argc > 3)
		return 0;
	printf("  of %.0f units %s before the bound and %s at it: the same bound\n", wanted,
	       solve_whole(flow, bound.step - 1, &before) < wanted * (1 - 1e-7) ? "not all" : "ALL",
	       solve_whole(flow, bound.step, &at) >= wanted * (1 - 1e-7) ? "all" : "NOT ALL");
	printf("  ratio: %.1f\n", (before + at) / ours);
	return 0;
}

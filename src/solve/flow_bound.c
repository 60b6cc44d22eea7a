/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_bound.h"

#include "solve/flow_coarse.h"
#include "solve/flow_deadline.h"
#include "solve/flow_master.h"

#define PULL 0.6 /* how far prices are drawn towards the best known */

/* Simplex iterations after which a step counts as possible: a proof is mostly found in a few
 * hundred, while showing the opposite to the last digit may take a hundred times as many. */
#define EFFORT_LEAST 5000
#define EFFORT_PROOF 3 /* times the longest proof so far */
#define EFFORT_SHORT 2 /* times that while some cargo has no way: a proof is near */

/* What the search has to work with. */
struct seek {
	struct sv_arena *arena;
	const struct sv_flow *flow;
	struct sv_flow_pool *pool;
	const struct sv_flow_watch *watch;
	struct sv_flow_deadlines *deadlines;
	struct sv_flow_pricing *pricing;
	int room; /* steps that both have room for */
	struct sv_flow_bound *bound;
	long longest; /* iterations of the longest proof so far */
};

enum verdict {
	VERDICT_TOO_EARLY, /* proven */
	VERDICT_POSSIBLE,  /* in fractions, or not proven otherwise */
	VERDICT_STOPPED,
};

struct sv_flow_pool *sv_flow_pool_new(struct sv_arena *arena)
{
	struct sv_flow_pool *pool = SV_NEW(arena, struct sv_flow_pool);

	pool->arena = arena;
	return pool;
}

static void clp_done(Clp_Simplex **clp)
{
	if (*clp)
		Clp_deleteModel(*clp);
}

static bool stops(const struct sv_flow_watch *watch)
{
	return watch && watch->stop && watch->stop(watch->data);
}

/* Ways until no better ones are found under the rows at hand, or these prove the step too early. */
static enum verdict fill(struct sv_master *master, long effort, const struct sv_flow_watch *watch)
{
	for (;;) {
		sv_master_solve(master);
		if (stops(watch))
			return VERDICT_STOPPED;
		if (sv_master_is_full(master) || master->iterations > EFFORT_SHORT * effort)
			return VERDICT_POSSIBLE;
		/* Drawn prices first; the duals themselves when those find nothing. */
		for (double pull = PULL;; pull = 0) {
			sv_master_price(master, pull);
			if (sv_flow_pricing_proves(master->pricing))
				return VERDICT_TOO_EARLY;
			if (sv_master_find_ways(master))
				break;
			if (pull == 0)
				return VERDICT_POSSIBLE;
		}
	}
}

/*
 * Columns first, then rows: few rows prove that a step is too early.  When cargo has ways under the
 * rows at hand, the repair may show that later starts hold the others as well.
 */
static enum verdict solve(struct sv_master *master, long effort, const struct sv_flow_watch *watch)
{
	for (;;) {
		enum verdict verdict = fill(master, effort, watch);

		if (verdict != VERDICT_POSSIBLE)
			return verdict;
		if (sv_master_is_full(master) && sv_master_repairs(master))
			return VERDICT_POSSIBLE;
		if (stops(watch))
			return VERDICT_STOPPED;
		if (master->iterations > effort || !sv_master_cut_off(master))
			return VERDICT_POSSIBLE;
	}
}

static void keep_ways(const struct sv_master *master, struct sv_arena *arena,
		      struct sv_flow_bound *ret)
{
	const double *x = Clp_primalColumnSolution(master->clp);
	size_t count = 0;

	for (size_t c = 0; c < master->column_count; c++)
		count += x[c] > 1e-7;
	ret->ways = SV_NEW_ARRAY(arena, struct sv_flow_way, count);
	ret->way_count = 0;
	for (size_t c = 0; c < master->column_count; c++) {
		if (x[c] <= 1e-7)
			continue;
		ret->ways[ret->way_count] = master->pool->ways[master->column_way[c]];
		ret->ways[ret->way_count++].amount = x[c];
	}
}

/* Horizons are often much longer than what is asked about. */
static void make_room(struct seek *seek, int closure)
{
	if (closure <= seek->room)
		return;
	seek->room = SV_MIN(2 * closure + 64, seek->flow->horizon);
	seek->deadlines = sv_flow_deadlines_new(seek->arena, seek->flow, seek->room);
	seek->pricing = sv_flow_pricing_new(seek->arena, seek->flow, seek->room);
}

/* Deadlines alone; fills the proof. */
static bool prove_by_deadlines(struct seek *seek, int closure)
{
	make_room(seek, closure);
	if (!sv_flow_deadlines_prove(seek->deadlines, closure, seek->pricing, seek->watch))
		return false;
	seek->bound->proof = sv_flow_pricing_proof(seek->pricing, seek->arena);
	return true;
}

/* Can everything be in place by this step?  Fills the proof or the ways of the bound. */
static enum verdict try_step(struct seek *seek, int closure)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	_cleanup_(clp_done) Clp_Simplex *clp = Clp_newModel();
	struct sv_flow_bound *bound = seek->bound;
	struct sv_master master = {.flow = seek->flow,
				   .arena = &scratch,
				   .pool = seek->pool,
				   .clp = clp,
				   .closure = closure,
				   .stride = closure + 1};
	enum verdict verdict;

	if (prove_by_deadlines(seek, closure))
		return VERDICT_TOO_EARLY;
	master.pricing = seek->pricing;
	Clp_setLogLevel(clp, 0);
	sv_master_begin(&master, true);
	verdict = solve(&master, EFFORT_LEAST + EFFORT_PROOF * seek->longest, seek->watch);
	if (verdict == VERDICT_TOO_EARLY)
		bound->proof = sv_flow_pricing_proof(master.pricing, seek->arena);
	else if (verdict == VERDICT_POSSIBLE)
		keep_ways(&master, seek->arena, bound);
	if (master.column_count)
		sv_master_remember(&master);
	if (verdict == VERDICT_TOO_EARLY)
		seek->longest = SV_MAX(seek->longest, master.iterations);
	bound->programs++;
	bound->columns = SV_MAX(bound->columns, (int)master.column_count);
	bound->rows = SV_MAX(bound->rows, (int)master.row_count);
	return verdict;
}

/* The first step that deadlines do not prove too early, from `low` on, by doubling and halving. */
static int climb(struct seek *seek, int low, int high)
{
	int stride = 1;

	while (low < high && !stops(seek->watch)) {
		int step = SV_MIN(low + stride - 1, high - 1);

		if (prove_by_deadlines(seek, step)) {
			low = step + 1;
			stride *= 2;
		} else {
			high = step;
			stride = (high - low + 1) / 2;
		}
	}
	return low;
}

static int bound_steps(struct sv_arena *arena, const struct sv_flow *flow,
		       struct sv_flow_pool *pool, int known, const struct sv_flow_watch *watch,
		       struct sv_flow_bound *ret, struct sv_error *err)
{
	struct sv_flow_bound bound = {0};
	struct seek seek = {
	    .arena = arena, .flow = flow, .pool = pool, .watch = watch, .bound = &bound};
	int low = sv_flow_quick_bound(arena, flow), high = known, stride = 1;

	if (low < 0)
		return sv_fail(err, SV_EINVALID, "some cargo cannot arrive within %d steps",
			       flow->horizon);
	low = climb(&seek, low, high < 0 ? flow->horizon + 1 : high);
	/* low: nothing is closed before; high: the first step known to be possible. */
	while (high < 0 || low < high) {
		int step =
		    high < 0 ? SV_MIN(low + stride - 1, flow->horizon) : (low + high - 1) / 2;
		enum verdict verdict = try_step(&seek, step);

		if (verdict == VERDICT_STOPPED)
			break;
		if (verdict == VERDICT_POSSIBLE) {
			high = step;
			continue;
		}
		low = step + 1;
		stride *= 2;
		if (watch && watch->progress)
			watch->progress(watch->data, low, -1);
		if (low > flow->horizon) {
			bound.beyond = true;
			break;
		}
	}
	bound.step = low;
	*ret = bound;
	return 0;
}

int sv_flow_bound(struct sv_arena *arena, const struct sv_flow *flow, struct sv_flow_pool *pool,
		  int known, const struct sv_flow_watch *watch, struct sv_flow_bound *ret,
		  struct sv_error *err)
{
	int g = sv_flow_common_step(flow), r;
	struct sv_flow_bound bound;
	struct sv_flow coarse;

	if (g == 1)
		return bound_steps(arena, flow, pool, known, watch, ret, err);
	coarse = sv_flow_coarsen(arena, flow, g);
	r = bound_steps(arena, &coarse, pool, known < 0 ? -1 : known / g, watch, &bound, err);
	if (r < 0)
		return r;
	/* The proof would reach beyond the horizon. */
	if (bound.beyond && (flow->horizon + 1) % g)
		return bound_steps(arena, flow, sv_flow_pool_new(arena), known, watch, ret, err);
	sv_flow_refine(arena, &coarse, g, &bound);
	*ret = bound;
	return 0;
}

bool sv_flow_too_early(struct sv_arena *arena, const struct sv_flow *flow,
		       struct sv_flow_pool *pool, int closure, const struct sv_flow_watch *watch)
{
	int g = sv_flow_common_step(flow), quick;
	struct sv_flow coarse = g == 1 ? *flow : sv_flow_coarsen(arena, flow, g);
	struct sv_flow_bound bound = {0};
	struct seek seek = {
	    .arena = arena, .flow = &coarse, .pool = pool, .watch = watch, .bound = &bound};

	closure = SV_MIN(closure / g, coarse.horizon);
	quick = sv_flow_quick_bound(arena, &coarse);
	if (quick < 0 || quick > closure)
		return true;
	return try_step(&seek, closure) == VERDICT_TOO_EARLY;
}

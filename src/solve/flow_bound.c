/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_bound.h"

#include <math.h>
#include <string.h>

#include <coin/Clp_C_Interface.h>

#define VIOLATED 1e-6  /* of a capacity */
#define PULL 0.6       /* how far prices are drawn towards the best known */
#define ROUNDS_MAX 600 /* of one program; beyond, the step is not counted as proven */

struct row {
	int resource, step;
};

/* What the last programs rested on: the next one begins with that. */
struct sv_flow_pool {
	struct sv_arena *arena;
	struct sv_flow_way *ways; /* amount: 0 when the last program had it and did not use it */
	size_t count, cap;
	struct row *rows;
	size_t row_count, row_cap;
};

/* One linear program: how much can be in place by `closure`? */
struct master {
	const struct sv_flow *flow;
	struct sv_arena *arena;
	struct sv_flow_pool *pool;
	struct sv_flow_pricing *pricing;
	Clp_Simplex *clp;
	int closure, stride;
	int *row_of;      /* by resource, then step: row of the program, or -1 */
	double *usage;    /* the same, of the solution at hand */
	struct row *rows; /* after the demands' rows */
	size_t row_count, row_cap;
	size_t *column_way; /* way of each column */
	size_t column_count, column_cap;
	size_t pool_seen; /* ways of the pool below this are in the program or too long for it */
	double wanted;
	int *index; /* scratch of one column: its rows, and by row its load */
	double *start_marks;
	size_t element_cap;
	double *center; /* by slot: the prices with the best bound so far, in units */
	bool has_center;
	__int128 center_most;
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

static size_t slot(const struct master *master, int resource, int step)
{
	return (size_t)resource * master->stride + step;
}

/* What one unit of a class takes of a use at each step. */
static double load_of(const struct sv_flow *flow, const struct sv_flow_lane *lane,
		      const struct sv_flow_use *use, int class)
{
	int64_t room = lane->room[lane->bound_dimension];

	if (use->per_cargo)
		return (double)use->amount / (use->to - use->from);
	if (room == SV_FLOW_NO_LIMIT || room <= 0)
		return 0;
	return (double)use->amount * (double)flow->classes[class].takes[lane->bound_dimension] /
	       (double)room;
}

/* Calls `each` for every resource and step that one unit on the way takes. */
static void walk(const struct master *master, const struct sv_flow_way *way,
		 void (*each)(void *data, size_t slot, double load), void *data)
{
	const struct sv_flow *flow = master->flow;
	int class = flow->demands[way->demand].class;

	for (int i = 0; i < way->leg_count; i++) {
		const struct sv_flow_lane *lane = &flow->lanes[way->legs[i].lane];

		for (int u = 0; u < lane->use_count; u++) {
			const struct sv_flow_use *use = &lane->uses[u];
			double load = load_of(flow, lane, use, class);
			int start = way->legs[i].start;
			int last = SV_MIN(start + use->to - 1, master->closure);

			if (load == 0)
				continue;
			if (flow->resources[use->resource].total) {
				each(data, slot(master, use->resource, 0), load);
				continue;
			}
			for (int t = start + use->from; t <= last; t++)
				each(data, slot(master, use->resource, t), load);
		}
	}
}

static int arrival_of(const struct sv_flow *flow, const struct sv_flow_way *way)
{
	const struct sv_flow_leg *last = &way->legs[way->leg_count - 1];

	return last->start + flow->lanes[last->lane].duration;
}

struct gather {
	struct master *master;
	int count;
};

struct gather_cost {
	const struct master *master;
	double sum;
};

static void gather_element(void *data, size_t slot, double load)
{
	struct gather *gather = data;
	struct master *master = gather->master;
	int row = master->row_of[slot];

	if (row < 0)
		return;
	if (master->start_marks[row] == 0)
		master->index[gather->count++] = row;
	master->start_marks[row] += load;
}

/* The columns that are about to be added, side by side. */
struct batch {
	CoinBigIndex *starts;
	int *rows;
	double *loads;
	size_t count, cap, element_count, row_cap, load_cap;
};

static void add_column(struct master *master, struct batch *batch, size_t way)
{
	const struct sv_flow_way *w = &master->pool->ways[way];
	struct gather gather = {master, 0};

	master->index[gather.count++] = w->demand;
	master->start_marks[w->demand] = 1;
	walk(master, w, gather_element, &gather);
	batch->starts = sv_arena_grow(master->arena, batch->starts, batch->count + 1, &batch->cap,
				      sizeof(*batch->starts));
	for (int i = 0; i < gather.count; i++) {
		int row = master->index[i];

		batch->rows = sv_arena_grow(master->arena, batch->rows, batch->element_count,
					    &batch->row_cap, sizeof(*batch->rows));
		batch->loads = sv_arena_grow(master->arena, batch->loads, batch->element_count,
					     &batch->load_cap, sizeof(*batch->loads));
		batch->rows[batch->element_count] = row;
		batch->loads[batch->element_count++] = master->start_marks[row];
		master->start_marks[row] = 0;
	}
	batch->starts[++batch->count] = (CoinBigIndex)batch->element_count;
	master->column_way = sv_arena_grow(master->arena, master->column_way, master->column_count,
					   &master->column_cap, sizeof(*master->column_way));
	master->column_way[master->column_count++] = way;
}

/* Room for one column. */
static void make_room(struct master *master)
{
	size_t need = master->flow->demand_count + master->row_count + 1;

	if (need <= master->element_cap)
		return;
	master->element_cap = need * 2;
	master->index = SV_NEW_ARRAY(master->arena, int, master->element_cap);
	master->start_marks = SV_NEW_ARRAY(master->arena, double, master->element_cap);
}

static void add_new_columns(struct master *master)
{
	struct batch batch = {0};
	double *lower, *upper, *objective;

	make_room(master);
	batch.starts = SV_NEW_ARRAY(master->arena, CoinBigIndex, 16);
	batch.cap = 16;
	for (; master->pool_seen < master->pool->count; master->pool_seen++) {
		const struct sv_flow_way *way = &master->pool->ways[master->pool_seen];

		if (way->amount > 0 && arrival_of(master->flow, way) <= master->closure)
			add_column(master, &batch, master->pool_seen);
	}
	if (!batch.count)
		return;
	lower = SV_NEW_ARRAY(master->arena, double, batch.count);
	upper = SV_NEW_ARRAY(master->arena, double, batch.count);
	objective = SV_NEW_ARRAY(master->arena, double, batch.count);
	for (size_t i = 0; i < batch.count; i++) {
		upper[i] = INFINITY;
		objective[i] = -1;
	}
	Clp_addColumns(master->clp, (int)batch.count, lower, upper, objective, batch.starts,
		       batch.rows, batch.loads);
}

struct usage {
	double *of; /* by slot */
	double amount;
};

static void add_usage(void *data, size_t slot, double load)
{
	struct usage *usage = data;

	usage->of[slot] += load * usage->amount;
}

/* One element of the rows that come new, in the order of columns. */
struct entry {
	int row, column;
	double load;
};

struct scan {
	struct master *master;
	struct entry *entries;
	size_t count, cap;
	size_t first; /* entries of the column at hand begin here */
	int column, first_row;
};

static void scan_entry(void *data, size_t slot, double load)
{
	struct scan *scan = data;
	int row = scan->master->row_of[slot];

	if (row < scan->first_row)
		return;
	for (size_t i = scan->first; i < scan->count; i++) {
		if (scan->entries[i].row == row) {
			scan->entries[i].load += load;
			return;
		}
	}
	scan->entries = sv_arena_grow(scan->master->arena, scan->entries, scan->count, &scan->cap,
				      sizeof(*scan->entries));
	scan->entries[scan->count++] = (struct entry){row, scan->column, load};
}

static void add_rows(struct master *master, int first_row, int count)
{
	struct scan scan = {.master = master, .first_row = first_row};
	CoinBigIndex *starts = SV_NEW_ARRAY(master->arena, CoinBigIndex, count + 2);
	double *lower = SV_NEW_ARRAY(master->arena, double, count);
	double *upper = SV_NEW_ARRAY(master->arena, double, count);
	double *elements;
	int *columns;

	for (size_t c = 0; c < master->column_count; c++) {
		scan.column = (int)c;
		scan.first = scan.count;
		walk(master, &master->pool->ways[master->column_way[c]], scan_entry, &scan);
	}
	elements = SV_NEW_ARRAY(master->arena, double, scan.count);
	columns = SV_NEW_ARRAY(master->arena, int, scan.count);
	for (size_t i = 0; i < scan.count; i++)
		starts[scan.entries[i].row - first_row + 1]++;
	for (int i = 0; i < count; i++)
		starts[i + 1] += starts[i];
	for (size_t i = 0; i < scan.count; i++) {
		CoinBigIndex at = starts[scan.entries[i].row - first_row]++;

		columns[at] = scan.entries[i].column;
		elements[at] = scan.entries[i].load;
	}
	for (int i = count; i > 0; i--)
		starts[i] = starts[i - 1];
	starts[0] = 0;
	for (int i = 0; i < count; i++) {
		const struct row *row = &master->rows[first_row + i - master->flow->demand_count];

		lower[i] = -INFINITY;
		upper[i] =
		    (double)sv_flow_capacity(&master->flow->resources[row->resource], row->step);
	}
	Clp_addRows(master->clp, count, lower, upper, starts, columns, elements);
}

static void add_row(struct master *master, int resource, int step)
{
	master->rows = sv_arena_grow(master->arena, master->rows, master->row_count,
				     &master->row_cap, sizeof(*master->rows));
	master->row_of[slot(master, resource, step)] =
	    master->flow->demand_count + (int)master->row_count;
	master->rows[master->row_count++] = (struct row){resource, step};
}

static void use_up(struct master *master)
{
	const double *x = Clp_primalColumnSolution(master->clp);

	memset(master->usage, 0,
	       sizeof(double) * (size_t)master->flow->resource_count * master->stride);
	for (size_t c = 0; c < master->column_count; c++) {
		struct usage usage = {master->usage, x[c]};

		if (x[c] > 1e-12)
			walk(master, &master->pool->ways[master->column_way[c]], add_usage, &usage);
	}
}

/* Adds rows for capacities that the solution exceeds; false when there are none. */
static bool cut_off(struct master *master)
{
	const struct sv_flow *flow = master->flow;
	int first_row = flow->demand_count + (int)master->row_count, count = 0;

	use_up(master);
	for (int r = 0; r < flow->resource_count; r++) {
		for (int t = 0; t <= master->closure; t++) {
			size_t at = slot(master, r, t);
			double capacity = (double)sv_flow_capacity(&flow->resources[r], t);

			if (master->row_of[at] >= 0 ||
			    master->usage[at] <= capacity + VIOLATED * (1 + capacity))
				continue;
			add_row(master, r, t);
			count++;
		}
	}
	if (count)
		add_rows(master, first_row, count);
	return count > 0;
}

/*
 * Prices from the program's duals, drawn towards the prices with the best bound so far: duals jump
 * about, and what lies between finds better ways and better proofs.  `pull` is the part of those.
 */
static void set_prices(struct master *master, double pull)
{
	const double *dual = Clp_dualRowSolution(master->clp);

	if (!master->has_center)
		pull = 0;
	sv_flow_pricing_clear(master->pricing, master->closure);
	for (size_t i = 0; i < master->row_count; i++) {
		const struct row *row = &master->rows[i];
		double price = SV_MAX(-dual[master->flow->demand_count + i], 0);

		price = (1 - pull) * price +
			pull * master->center[slot(master, row->resource, row->step)];
		master->usage[slot(master, row->resource, row->step)] = price;
		if (price > 0)
			sv_flow_pricing_set(master->pricing, row->resource, row->step,
					    llround(price * SV_FLOW_PRICE_ONE));
	}
	sv_flow_pricing_run(master->pricing);
	if (master->has_center && sv_flow_pricing_most(master->pricing) >= master->center_most)
		return;
	master->has_center = true;
	master->center_most = sv_flow_pricing_most(master->pricing);
	for (size_t i = 0; i < master->row_count; i++) {
		size_t at = slot(master, master->rows[i].resource, master->rows[i].step);

		master->center[at] = master->usage[at];
	}
}

/* What a way costs at the program's own duals, as a part of a unit. */
static void add_dual(void *data, size_t slot, double load)
{
	struct gather_cost *cost = data;
	int row = cost->master->row_of[slot];

	if (row >= 0)
		cost->sum -= load * Clp_dualRowSolution(cost->master->clp)[row];
}

static bool improves(const struct master *master, const struct sv_flow_way *way)
{
	struct gather_cost cost = {master, 0};

	walk(master, way, add_dual, &cost);
	return cost.sum - Clp_dualRowSolution(master->clp)[way->demand] < 1 - 1e-6;
}

/* Adds ways that would improve the solution to the pool; false when there are none. */
static bool find_ways(struct master *master)
{
	const struct sv_flow *flow = master->flow;
	struct sv_flow_pool *pool = master->pool;
	size_t before = pool->count;

	for (int k = 0; k < flow->demand_count; k++) {
		for (int t = flow->demands[k].ready; t <= master->closure; t++) {
			struct sv_flow_leg legs[SV_FLOW_LEGS_MAX];
			int64_t cost = 0;
			int count = sv_flow_pricing_way(master->pricing, k, t, &cost, legs);
			struct sv_flow_way way = {
			    .demand = k, .leg_count = count, .legs = legs, .amount = 1};

			if (!count || cost >= SV_FLOW_PRICE_ONE || !improves(master, &way))
				continue;
			way.legs = SV_NEW_ARRAY(pool->arena, struct sv_flow_leg, count);
			memcpy(way.legs, legs, sizeof(*legs) * count);
			pool->ways = sv_arena_grow(pool->arena, pool->ways, pool->count, &pool->cap,
						   sizeof(*pool->ways));
			pool->ways[pool->count++] = way;
		}
	}
	return pool->count > before;
}

static void start_program(struct master *master, const struct sv_flow *flow)
{
	for (int k = 0; k < flow->demand_count; k++) {
		double lower = -INFINITY, upper = (double)flow->demands[k].amount;
		CoinBigIndex starts[2] = {0, 0};
		int none = 0;
		double nothing = 0;

		master->wanted += upper;
		Clp_addRows(master->clp, 1, &lower, &upper, starts, &none, &nothing);
	}
	for (size_t i = 0; i < master->pool->row_count; i++) {
		struct row row = master->pool->rows[i];

		if (row.step <= master->closure)
			add_row(master, row.resource, row.step);
	}
	if (master->row_count)
		add_rows(master, flow->demand_count, (int)master->row_count);
}

enum verdict {
	VERDICT_TOO_EARLY, /* proven */
	VERDICT_POSSIBLE,  /* in fractions, or not proven otherwise */
	VERDICT_STOPPED,
};

static bool stops(const struct sv_flow_watch *watch)
{
	return watch && watch->stop && watch->stop(watch->data);
}

/* Rows and columns come by turns until everything is in place or is proven not to be. */
static enum verdict solve(struct master *master, const struct sv_flow_watch *watch)
{
	for (int round = 0; round < ROUNDS_MAX; round++) {
		add_new_columns(master);
		if (master->column_count)
			Clp_primal(master->clp, 0);
		while (master->column_count && cut_off(master)) {
			make_room(master);
			Clp_dual(master->clp, 0);
			if (stops(watch))
				return VERDICT_STOPPED;
		}
		if (-Clp_objectiveValue(master->clp) >= master->wanted * (1 - 1e-7))
			return VERDICT_POSSIBLE;
		/* Drawn prices first; the duals themselves when those find nothing. */
		for (double pull = PULL;; pull = 0) {
			set_prices(master, pull);
			if (sv_flow_pricing_proves(master->pricing))
				return VERDICT_TOO_EARLY;
			if (find_ways(master))
				break;
			if (pull == 0)
				return VERDICT_POSSIBLE;
		}
		if (stops(watch))
			return VERDICT_STOPPED;
	}
	return VERDICT_POSSIBLE;
}

static void keep_ways(const struct master *master, struct sv_arena *arena,
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

/* Leaves in the pool what the next program should begin with. */
static void remember(struct master *master)
{
	const double *x = Clp_primalColumnSolution(master->clp);
	const double *dual = Clp_dualRowSolution(master->clp);
	struct sv_flow_pool *pool = master->pool;

	for (size_t c = 0; c < master->column_count; c++)
		pool->ways[master->column_way[c]].amount = x[c] > 1e-9;
	for (size_t i = 0; i < master->row_count; i++) {
		bool known = false;

		if (dual[master->flow->demand_count + i] > -1e-9)
			continue;
		for (size_t n = 0; n < pool->row_count && !known; n++)
			known = pool->rows[n].resource == master->rows[i].resource &&
				pool->rows[n].step == master->rows[i].step;
		if (known)
			continue;
		pool->rows = sv_arena_grow(pool->arena, pool->rows, pool->row_count, &pool->row_cap,
					   sizeof(*pool->rows));
		pool->rows[pool->row_count++] = master->rows[i];
	}
}

/* Can everything be in place by this step?  Fills the proof or the ways of ret. */
static enum verdict try_step(struct sv_arena *arena, const struct sv_flow *flow,
			     struct sv_flow_pool *pool, int closure,
			     const struct sv_flow_watch *watch, struct sv_flow_bound *ret)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	_cleanup_(clp_done) Clp_Simplex *clp = Clp_newModel();
	struct master master = {
	    .flow = flow, .arena = &scratch, .pool = pool, .clp = clp, .closure = closure};
	enum verdict verdict;
	size_t slots;

	Clp_setLogLevel(clp, 0);
	master.stride = closure + 1;
	slots = (size_t)flow->resource_count * master.stride;
	master.row_of = SV_NEW_ARRAY(&scratch, int, slots);
	master.usage = SV_NEW_ARRAY(&scratch, double, slots);
	master.center = SV_NEW_ARRAY(&scratch, double, slots);
	for (size_t i = 0; i < slots; i++)
		master.row_of[i] = -1;
	master.pricing = sv_flow_pricing_new(&scratch, flow, closure);
	start_program(&master, flow);
	make_room(&master);
	verdict = solve(&master, watch);
	if (verdict == VERDICT_TOO_EARLY)
		ret->proof = sv_flow_pricing_proof(master.pricing, arena);
	else if (verdict == VERDICT_POSSIBLE)
		keep_ways(&master, arena, ret);
	if (master.column_count)
		remember(&master);
	ret->programs++;
	ret->columns = SV_MAX(ret->columns, (int)master.column_count);
	ret->rows = SV_MAX(ret->rows, (int)master.row_count);
	return verdict;
}

int sv_flow_bound(struct sv_arena *arena, const struct sv_flow *flow, struct sv_flow_pool *pool,
		  int known, const struct sv_flow_watch *watch, struct sv_flow_bound *ret,
		  struct sv_error *err)
{
	struct sv_flow_bound bound = {0};
	int low = sv_flow_quick_bound(arena, flow), high = known, stride = 1;

	if (low < 0)
		return sv_fail(err, SV_EINVALID, "some cargo cannot arrive within %d steps",
			       flow->horizon);
	/* low: nothing is closed before; high: the first step known to be possible. */
	while (high < 0 || low < high) {
		int step =
		    high < 0 ? SV_MIN(low + stride - 1, flow->horizon) : (low + high - 1) / 2;
		enum verdict verdict = try_step(arena, flow, pool, step, watch, &bound);

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

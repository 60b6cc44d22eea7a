/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_master.h"

#include <math.h>
#include <string.h>

#define VIOLATED 1e-6    /* of a capacity */
#define STRETCH_STEPS 64 /* the first stretch shorter than all the time; each next a quarter */
#define KEPT 1.5         /* columns kept a row */
#define KEPT_LEAST 500
#define CLP_BASIC 1 /* a column's status, as Clp numbers them */

double sv_master_load(const struct sv_flow *flow, const struct sv_flow_lane *lane,
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

void sv_master_walk(const struct sv_master *master, const struct sv_flow_way *way,
		    void (*each)(void *data, size_t slot, double load), void *data)
{
	const struct sv_flow *flow = master->flow;
	int class = flow->demands[way->demand].class;

	for (int i = 0; i < way->leg_count; i++) {
		const struct sv_flow_lane *lane = &flow->lanes[way->legs[i].lane];

		for (int u = 0; u < lane->use_count; u++) {
			const struct sv_flow_use *use = &lane->uses[u];
			double load = sv_master_load(flow, lane, use, class);
			int start = way->legs[i].start;
			int last = SV_MIN(start + use->to - 1, master->closure);

			if (load == 0)
				continue;
			if (flow->resources[use->resource].total) {
				each(data, sv_master_slot(master, use->resource, 0), load);
				continue;
			}
			for (int t = start + use->from; t <= last; t++)
				each(data, sv_master_slot(master, use->resource, t), load);
		}
	}
}

static int arrival_of(const struct sv_flow *flow, const struct sv_flow_way *way)
{
	const struct sv_flow_leg *last = &way->legs[way->leg_count - 1];

	return last->start + flow->lanes[last->lane].duration;
}

/* Calls `each` for the rows that count a step of a resource. */
static void rows_of(const struct sv_master *master, size_t slot, double load,
		    void (*each)(void *data, int row, double load), void *data)
{
	int step = (int)(slot % (size_t)master->stride);

	if (master->row_of[slot] >= 0)
		each(data, master->row_of[slot], load);
	for (const struct sv_master_block *b = master->blocks[slot / (size_t)master->stride]; b;
	     b = b->next)
		if (b->from <= step && step < b->to)
			each(data, b->row, load);
}

/* One column: its rows in master->index, its loads in master->row_load by row. */
struct gather {
	struct sv_master *master;
	int count;
};

static void gather_row(void *data, int row, double load)
{
	struct gather *gather = data;
	struct sv_master *master = gather->master;

	if (master->row_load[row] == 0)
		master->index[gather->count++] = row;
	master->row_load[row] += load;
}

static void gather_slot(void *data, size_t slot, double load)
{
	const struct gather *gather = data;

	rows_of(gather->master, slot, load, gather_row, data);
}

/* The columns that are about to be added, side by side. */
struct batch {
	CoinBigIndex *starts;
	int *rows;
	double *loads;
	size_t count, cap, element_count, row_cap, load_cap;
};

static void add_column(struct sv_master *master, struct batch *batch, size_t way)
{
	const struct sv_flow_way *w = &master->pool->ways[way];
	struct gather gather = {master, 0};

	master->index[gather.count++] = w->demand;
	master->row_load[w->demand] = 1;
	sv_master_walk(master, w, gather_slot, &gather);
	batch->starts = sv_arena_grow(master->arena, batch->starts, batch->count + 1, &batch->cap,
				      sizeof(*batch->starts));
	for (int i = 0; i < gather.count; i++) {
		int row = master->index[i];

		batch->rows = sv_arena_grow(master->arena, batch->rows, batch->element_count,
					    &batch->row_cap, sizeof(*batch->rows));
		batch->loads = sv_arena_grow(master->arena, batch->loads, batch->element_count,
					     &batch->load_cap, sizeof(*batch->loads));
		batch->rows[batch->element_count] = row;
		batch->loads[batch->element_count++] = master->row_load[row];
		master->row_load[row] = 0;
	}
	batch->starts[++batch->count] = (CoinBigIndex)batch->element_count;
	master->column_way = sv_arena_grow(master->arena, master->column_way, master->column_count,
					   &master->column_cap, sizeof(*master->column_way));
	master->column_way[master->column_count++] = way;
}

/* Room for one column. */
static void make_room(struct sv_master *master)
{
	size_t need = master->flow->demand_count + master->row_count + 1;

	if (need <= master->element_cap)
		return;
	master->element_cap = need * 2;
	master->index = SV_NEW_ARRAY(master->arena, int, master->element_cap);
	master->row_load = SV_NEW_ARRAY(master->arena, double, master->element_cap);
}

static void add_new_columns(struct sv_master *master)
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
	struct sv_master *master;
	struct entry *entries;
	size_t count, cap;
	size_t first; /* entries of the column at hand begin here */
	int column, first_row;
};

static void scan_row(void *data, int row, double load)
{
	struct scan *scan = data;

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

static void scan_slot(void *data, size_t slot, double load)
{
	const struct scan *scan = data;

	rows_of(scan->master, slot, load, scan_row, data);
}

static double capacity_of(const struct sv_master *master, const struct sv_master_row *row)
{
	const struct sv_flow_resource *resource = &master->flow->resources[row->resource];
	double sum = 0;

	for (int t = row->from; t < row->to; t++)
		sum += (double)sv_flow_capacity(resource, t);
	return sum;
}

static void add_rows(struct sv_master *master, int first_row, int count)
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
		sv_master_walk(master, &master->pool->ways[master->column_way[c]], scan_slot,
			       &scan);
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
		lower[i] = -INFINITY;
		upper[i] =
		    capacity_of(master, &master->rows[first_row + i - master->flow->demand_count]);
	}
	Clp_addRows(master->clp, count, lower, upper, starts, columns, elements);
}

static void add_row(struct sv_master *master, struct sv_master_row row)
{
	int number = master->flow->demand_count + (int)master->row_count;

	master->rows = sv_arena_grow(master->arena, master->rows, master->row_count,
				     &master->row_cap, sizeof(*master->rows));
	master->rows[master->row_count++] = row;
	if (row.to == row.from + 1) {
		master->row_of[sv_master_slot(master, row.resource, row.from)] = number;
	} else {
		struct sv_master_block *block = SV_NEW(master->arena, struct sv_master_block);

		*block = (struct sv_master_block){row.from, row.to, number,
						  master->blocks[row.resource]};
		master->blocks[row.resource] = block;
	}
}

static bool has_row(const struct sv_master *master, const struct sv_master_row *row)
{
	if (row->to == row->from + 1)
		return master->row_of[sv_master_slot(master, row->resource, row->from)] >= 0;
	for (const struct sv_master_block *b = master->blocks[row->resource]; b; b = b->next)
		if (b->from == row->from && b->to == row->to)
			return true;
	return false;
}

static void use_up(struct sv_master *master)
{
	const double *x = Clp_primalColumnSolution(master->clp);

	memset(master->usage, 0,
	       sizeof(double) * (size_t)master->flow->resource_count * master->stride);
	for (size_t c = 0; c < master->column_count; c++) {
		struct usage usage = {master->usage, x[c]};

		if (x[c] > 1e-12)
			sv_master_walk(master, &master->pool->ways[master->column_way[c]],
				       add_usage, &usage);
	}
}

/* Rows of stretches of one length in which the solution exceeds a resource; returns their number.
 */
static int cut_stretches(struct sv_master *master, int resource, int length)
{
	int count = 0;

	for (int from = 0; from <= master->closure; from += length) {
		struct sv_master_row row = {resource, from,
					    SV_MIN(from + length, master->closure + 1)};
		double used = 0, capacity = capacity_of(master, &row);

		for (int t = row.from; t < row.to; t++)
			used += master->usage[sv_master_slot(master, resource, t)];
		if (used <= capacity + VIOLATED * (1 + capacity) || has_row(master, &row))
			continue;
		add_row(master, row);
		count++;
	}
	return count;
}

/* The widest stretches first.  Vehicles that cycle are counted step by step: over a stretch much is
 * lost at its ends. */
static int cut_resource(struct sv_master *master, int resource)
{
	const struct sv_flow_resource *r = &master->flow->resources[resource];
	int length = r->fleet || r->total ? 1 : master->closure + 1, count = 0;

	while ((count = cut_stretches(master, resource, length)) == 0 && length > 1) {
		if (length > STRETCH_STEPS)
			length = STRETCH_STEPS;
		else
			length = SV_MAX(length / 4, 1);
	}
	return count;
}

bool sv_master_cut_off(struct sv_master *master)
{
	int first_row = master->flow->demand_count + (int)master->row_count, count = 0;

	if (!master->column_count)
		return false;
	use_up(master);
	for (int r = 0; r < master->flow->resource_count; r++)
		count += cut_resource(master, r);
	if (!count)
		return false;
	add_rows(master, first_row, count);
	make_room(master);
	Clp_dual(master->clp, 0);
	master->iterations += Clp_numberIterations(master->clp);
	return true;
}

/* Without the columns that are furthest from use, when there are many. */
static void drop_columns(struct sv_master *master)
{
	size_t keep =
	    KEPT_LEAST + (size_t)(KEPT * (double)(master->row_count + master->flow->demand_count));
	const double *cost = Clp_dualColumnSolution(master->clp);
	double low = 0, high = 0;
	size_t kept = 0;
	int *drop, count = 0;

	if (master->column_count <= 2 * keep)
		return;
	for (size_t c = 0; c < master->column_count; c++)
		high = SV_MAX(high, cost[c]);
	for (int round = 0; round < 40; round++) {
		double middle = (low + high) / 2;
		size_t below = 0;

		for (size_t c = 0; c < master->column_count; c++)
			below += cost[c] <= middle;
		*(below > keep ? &high : &low) = middle;
	}
	drop = SV_NEW_ARRAY(master->arena, int, master->column_count);
	for (size_t c = 0; c < master->column_count; c++) {
		if (cost[c] > high && Clp_getColumnStatus(master->clp, (int)c) != CLP_BASIC)
			drop[count++] = (int)c;
		else
			master->column_way[kept++] = master->column_way[c];
	}
	if (count)
		Clp_deleteColumns(master->clp, count, drop);
	master->column_count = kept;
}

void sv_master_solve(struct sv_master *master)
{
	add_new_columns(master);
	if (!master->column_count)
		return;
	Clp_primal(master->clp, 0);
	master->iterations += Clp_numberIterations(master->clp);
	drop_columns(master);
}

bool sv_master_is_full(const struct sv_master *master)
{
	return -Clp_objectiveValue(master->clp) >= master->wanted * (1 - 1e-7);
}

/* Duals jump about; what lies between them and the best prices so far finds better ways and better
 * proofs. */
void sv_master_price(struct sv_master *master, double pull)
{
	const double *dual = Clp_dualRowSolution(master->clp);
	size_t slots = (size_t)master->flow->resource_count * master->stride;

	if (!master->has_center)
		pull = 0;
	sv_flow_pricing_clear(master->pricing, master->closure);
	memset(master->usage, 0, sizeof(double) * slots);
	for (size_t i = 0; i < master->row_count; i++) {
		const struct sv_master_row *row = &master->rows[i];
		double price = -dual[master->flow->demand_count + i];

		for (int t = row->from; price > 0 && t < row->to; t++)
			master->usage[sv_master_slot(master, row->resource, t)] += price;
	}
	for (size_t at = 0; at < slots; at++) {
		master->usage[at] = (1 - pull) * master->usage[at] + pull * master->center[at];
		if (master->usage[at] > 0)
			sv_flow_pricing_set(master->pricing, (int)(at / (size_t)master->stride),
					    (int)(at % (size_t)master->stride),
					    llround(master->usage[at] * SV_FLOW_PRICE_ONE));
	}
	sv_flow_pricing_run(master->pricing);
	if (master->has_center && sv_flow_pricing_most(master->pricing) >= master->center_most)
		return;
	master->has_center = true;
	master->center_most = sv_flow_pricing_most(master->pricing);
	memcpy(master->center, master->usage, sizeof(double) * slots);
}

/* The stretches that the prices at hand are on, as rows of single steps. */
static void begin_with_prices(struct sv_master *master, struct sv_arena *scratch)
{
	struct sv_flow_proof proof = sv_flow_pricing_proof(master->pricing, scratch);

	for (size_t i = 0; i < proof.price_count; i++) {
		const struct sv_flow_price *price = &proof.prices[i];
		size_t at = sv_master_slot(master, price->resource, price->step);

		master->center[at] = (double)price->price / SV_FLOW_PRICE_ONE;
		if (master->row_of[at] < 0)
			add_row(master, (struct sv_master_row){price->resource, price->step,
							       price->step + 1});
	}
	master->has_center = true;
	master->center_most = sv_flow_pricing_most(master->pricing);
}

void sv_master_begin(struct sv_master *master, bool priced)
{
	const struct sv_flow *flow = master->flow;
	size_t slots = (size_t)flow->resource_count * master->stride;

	master->row_of = SV_NEW_ARRAY(master->arena, int, slots);
	master->blocks =
	    SV_NEW_ARRAY(master->arena, struct sv_master_block *, flow->resource_count);
	master->usage = SV_NEW_ARRAY(master->arena, double, slots);
	master->center = SV_NEW_ARRAY(master->arena, double, slots);
	master->seen_cap = 2 * (size_t)master->closure + 3;
	master->seen = SV_NEW_ARRAY(master->arena, uint64_t, master->seen_cap);
	memset(master->row_of, -1, sizeof(int) * slots);
	for (int k = 0; k < flow->demand_count; k++) {
		double lower = -INFINITY, upper = (double)flow->demands[k].amount;
		CoinBigIndex starts[2] = {0, 0};
		int none = 0;
		double nothing = 0;

		master->wanted += upper;
		Clp_addRows(master->clp, 1, &lower, &upper, starts, &none, &nothing);
	}
	for (size_t i = 0; i < master->pool->row_count; i++)
		if (master->pool->rows[i].to <= master->closure + 1)
			add_row(master, master->pool->rows[i]);
	if (priced)
		begin_with_prices(master, master->arena);
	if (master->row_count)
		add_rows(master, flow->demand_count, (int)master->row_count);
	make_room(master);
}

void sv_master_remember(const struct sv_master *master)
{
	const double *x = Clp_primalColumnSolution(master->clp);
	const double *dual = Clp_dualRowSolution(master->clp);
	struct sv_flow_pool *pool = master->pool;

	for (size_t w = 0; w < master->pool_seen; w++)
		pool->ways[w].amount = 0;
	for (size_t c = 0; c < master->column_count; c++)
		if (x[c] > 1e-9)
			pool->ways[master->column_way[c]].amount = 1;
	for (size_t i = 0; i < master->row_count; i++) {
		const struct sv_master_row *row = &master->rows[i];
		bool known = false;

		if (dual[master->flow->demand_count + i] > -1e-9)
			continue;
		for (size_t n = 0; n < pool->row_count && !known; n++)
			known = pool->rows[n].resource == row->resource &&
				pool->rows[n].from == row->from && pool->rows[n].to == row->to;
		if (known)
			continue;
		pool->rows = sv_arena_grow(pool->arena, pool->rows, pool->row_count, &pool->row_cap,
					   sizeof(*pool->rows));
		pool->rows[pool->row_count++] = *row;
	}
}

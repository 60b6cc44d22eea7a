/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow_master.h - one linear program of the bound: how much can be in place by a closure step?
 *
 * Columns are ways, rows are what a resource has in a stretch of steps.  A row
 * begins wide (all the time, then shorter and shorter stretches) and comes when
 * it is violated: prices that only need to be level are found with few rows.
 * Columns that do not differ in any row are one.  Internal to flow_bound.
 */
#ifndef SV_SOLVE_FLOW_MASTER_H
#define SV_SOLVE_FLOW_MASTER_H

#include <math.h>

#include <coin/Clp_C_Interface.h>

#include "solve/flow_bound.h"

/* What a resource has in the steps [from, to). */
struct sv_master_row {
	int resource, from, to;
};

/* Rows of more than one step, by resource. */
struct sv_master_block {
	int from, to, row;
	struct sv_master_block *next;
};

/* What the last programs rested on: the next one begins with that. */
struct sv_flow_pool {
	struct sv_arena *arena;
	struct sv_flow_way *ways; /* amount: 0 when the last program had it and did not use it */
	size_t count, cap;
	struct sv_master_row *rows;
	size_t row_count, row_cap;
};

struct sv_master {
	const struct sv_flow *flow;
	struct sv_arena *arena;
	struct sv_flow_pool *pool;
	struct sv_flow_pricing *pricing;
	Clp_Simplex *clp;
	int closure, stride;
	int *row_of;                     /* by resource, then step: the row of that step, or -1 */
	struct sv_master_block **blocks; /* by resource */
	double *usage;                   /* by resource, then step, of the solution at hand */
	struct sv_master_row *rows;      /* after the demands' rows */
	size_t row_count, row_cap;
	size_t *column_way; /* way of each column */
	size_t column_count, column_cap;
	size_t pool_seen; /* ways of the pool below this are in the program or too long for it */
	double wanted;
	int *index; /* scratch of one column: its rows, and by row its load */
	double *row_load;
	size_t element_cap;
	double
	    *center; /* by resource, then step: the prices with the best bound so far, in units */
	bool has_center;
	__int128 center_most;
	uint64_t *seen; /* marks of the columns found in this round */
	size_t seen_cap;
	long iterations; /* of the simplex method */
};

/* A program without columns; its prices begin with those set in `pricing`, where they are any good.
 */
void sv_master_begin(struct sv_master *master, bool priced);

/* Calls `each` for every resource and step that one unit on the way takes. */
void sv_master_walk(const struct sv_master *master, const struct sv_flow_way *way,
		    void (*each)(void *data, size_t slot, double load), void *data);

/* What one unit of a class takes of a use at each step. */
double sv_master_load(const struct sv_flow *flow, const struct sv_flow_lane *lane,
		      const struct sv_flow_use *use, int class);

static inline size_t sv_master_slot(const struct sv_master *master, int resource, int step)
{
	return (size_t)resource * master->stride + step;
}

/* Takes in the ways that are new in the pool, and solves. */
void sv_master_solve(struct sv_master *master);
bool sv_master_is_full(const struct sv_master *master); /* the solution has all cargo in place */

/* Adds rows for capacities that the solution exceeds, and solves; false when there are none. */
bool sv_master_cut_off(struct sv_master *master);

/* Prices from the program's duals, drawn by `pull` towards the best so far, set in `pricing`. */
void sv_master_price(struct sv_master *master, double pull);
/* Adds ways that would improve the solution to the pool; false when there are none. */
bool sv_master_find_ways(struct sv_master *master);

/* Whether the solution's ways can be held to all capacities when trips may start later. */
bool sv_master_repairs(struct sv_master *master);

/* Leaves in the pool what the next program should begin with. */
void sv_master_remember(const struct sv_master *master);

#endif

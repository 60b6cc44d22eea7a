/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flow.h - cargo over time: places, lanes, resources, and what has to be where.
 *
 * Time is cut into steps.  A trip on a lane starts at a step, takes the lane's
 * resources (vehicles, stands, slots) for stretches of steps counted from its
 * start, and its cargo is at the other end `duration` steps later.  Trips are
 * whole; cargo may be split over trips.  "Closure T" means that everything is
 * at its destination at step T.
 *
 *     start           duration                cycle
 *       |--load--|----out----|--unload--|----back----|
 *       [stands at from]     [stands at to]
 *       [------------- one vehicle of the fleet -----)
 *
 * The module knows numbers only; names and marks are the domain's business.
 * Three questions are asked of a problem:
 *   flow_cut.h    the exact answer where only links limit the flow
 *   flow_bound.h  a lower bound on closure, with a proof in integers
 *   flow_plan.h   a schedule of whole trips
 */
#ifndef SV_SOLVE_FLOW_H
#define SV_SOLVE_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* What a vehicle has room for; each is held apart. */
enum sv_flow_dimension {
	SV_FLOW_PEOPLE,
	SV_FLOW_TONNES,
	SV_FLOW_LANE_METRES,
	SV_FLOW_TEU,
	SV_FLOW_DIMENSIONS,
};

/* Something that is there in a number and used a step at a time. */
struct sv_flow_resource {
	int64_t capacity;
	int from;               /* none before this step */
	int period;             /* steps of a day when it has opening hours, else 0 */
	int opens;              /* steps after the start of the period, inclusive */
	int closes;             /* exclusive */
	int shut_from, shut_to; /* one closure [shut_from, shut_to), empty when equal */
	bool total; /* used up over all time rather than a step at a time: a sink's demand */
	bool fleet; /* its units are vehicles, which have places and may have to ferry */
};

/* What one trip takes of a resource during [from, to) steps after its start. */
struct sv_flow_use {
	int resource;
	int from, to;
	int amount; /* of one trip; with per_cargo, of one unit of cargo, spread over the steps */
	bool per_cargo; /* handling: tonnes worked, not trips */
};

struct sv_flow_lane {
	int from, to;     /* places */
	int fleet;        /* resource of its vehicles, or -1: a link that needs none */
	int first, last;  /* a trip may start in [first, last] */
	int duration;     /* steps until the cargo is at `to` */
	int cycle;        /* steps a vehicle is busy; 0 without a fleet */
	uint64_t carries; /* one bit a class */
	int64_t room[SV_FLOW_DIMENSIONS]; /* thousandths; SV_FLOW_NO_LIMIT, or 0 for none */
	int bound_dimension;              /* the dimension the bound counts; any choice is valid */
	struct sv_flow_use *uses;
	int use_count;
};

#define SV_FLOW_NO_LIMIT INT64_MAX

/* Cargo of one kind: what a unit of it (a tonne, a person) takes, in thousandths. */
struct sv_flow_class {
	int64_t takes[SV_FLOW_DIMENSIONS];
};

/* So much of a class, from one place to another. */
struct sv_flow_demand {
	int class;
	int from, to;
	int ready;      /* there from this step on */
	int due;        /* wanted by this step, or -1 */
	int priority;   /* 1 comes before 2 */
	int64_t amount; /* units of cargo */
};

struct sv_flow {
	int place_count;
	int resource_count, lane_count, class_count, demand_count;
	struct sv_flow_resource *resources;
	struct sv_flow_lane *lanes;
	struct sv_flow_class *classes;
	struct sv_flow_demand *demands;
	int **ferry; /* by fleet (resource): steps from place to place for an empty vehicle of it,
			place_count squared, or NULL; NULL: nobody needs to ferry */
	int horizon; /* no trip may arrive later */
};

/* Called now and then; true asks to stop with the best found so far. */
struct sv_flow_watch {
	bool (*stop)(void *data);
	double (*spent)(void *data); /* part of the time that is gone, 0 to 1; NULL: no limit */
	void (*progress)(void *data, int bound, int closure); /* closure -1: none yet */
	void *data;
};

/* What cargo that is in place at a step adds to the lateness of a plan: steps beyond its due date,
 * in thousandths, weighed by 1 / priority. */
static inline int64_t sv_flow_lateness(const struct sv_flow_demand *demand, int64_t amount,
				       int step)
{
	if (demand->due < 0 || step <= demand->due)
		return 0;
	return amount * (step - demand->due) * 1000 / demand->priority;
}

/* Steps that an empty vehicle of the fleet needs between two places from which it starts. */
static inline int sv_flow_ferry(const struct sv_flow *flow, int fleet, int from, int to)
{
	return flow->ferry && flow->ferry[fleet] ? flow->ferry[fleet][from * flow->place_count + to]
						 : 0;
}

int64_t sv_flow_capacity(const struct sv_flow_resource *resource, int step);

/* Units of cargo that one trip can take of a class alone; 0 when it cannot carry it. */
int64_t sv_flow_trip_amount(const struct sv_flow *flow, int lane, int class);

/* Steps on the way from each place to `to` for a class, without any waiting; -1 where there is no
 * way. */
int *sv_flow_travel(struct sv_arena *arena, const struct sv_flow *flow, int class,
		    int to) SV_MUST_USE;

/* Whether a trip alone on earth may start at this step: every resource it takes is there. */
bool sv_flow_could_start(const struct sv_flow *flow, const struct sv_flow_lane *lane, int start);

/* First step at which one unit of the demand can be there, or -1 when not within the horizon. */
int sv_flow_earliest(struct sv_arena *arena, const struct sv_flow *flow, int demand) SV_MUST_USE;

/* Chooses each lane's bound_dimension: the one its cargo fills first. */
void sv_flow_choose_dimensions(struct sv_flow *flow);

/* Lower bound from travel times and openings alone; microseconds.  -1 when some demand cannot
 * arrive. */
int sv_flow_quick_bound(struct sv_arena *arena, const struct sv_flow *flow) SV_MUST_USE;

/* A price on a resource at a step; at any step for a `total` resource, written as step 0. */
struct sv_flow_price {
	int resource, step;
	int64_t price;
};

/*
 * Why everything cannot be in place by `step`: whatever the schedule, at these
 * prices the cheapest way of every unit of cargo costs more in all than all
 * resources together are worth.  Integers only, so that anybody can check it;
 * docs/formats/schedule.md says how.
 */
struct sv_flow_proof {
	int step;
	struct sv_flow_price *prices;
	size_t price_count;
};

#define SV_FLOW_PRICE_ONE 10000000 /* what one unit of cargo costs at most */

/* Room of the prices and distances of a proof of up to `steps`; reused from step to step. */
struct sv_flow_pricing;

struct sv_flow_pricing *sv_flow_pricing_new(struct sv_arena *arena, const struct sv_flow *flow,
					    int steps) SV_MUST_USE;
void sv_flow_pricing_clear(struct sv_flow_pricing *pricing, int closure);
void sv_flow_pricing_set(struct sv_flow_pricing *pricing, int resource, int step, int64_t price);

/* Cheapest ways of all demands at the prices set. */
void sv_flow_pricing_run(struct sv_flow_pricing *pricing);
/* What the demand's cheapest way costs a unit; SV_FLOW_PRICE_ONE at most. */
int64_t sv_flow_pricing_cost(const struct sv_flow_pricing *pricing, int demand);
/* The cheapest way that leaves with its first trip exactly at `start`: its cost and its trips; 0
 * legs when there is none. */
struct sv_flow_leg {
	int lane, start;
};
#define SV_FLOW_LEGS_MAX 400
int sv_flow_pricing_way(const struct sv_flow_pricing *pricing, int demand, int start,
			int64_t *ret_cost, struct sv_flow_leg *legs);
/* How much can be in place by the closure step at most, in SV_FLOW_PRICE_ONE of a unit; less than
 * all there is proves that not everything can. */
__int128 sv_flow_pricing_most(const struct sv_flow_pricing *pricing);
bool sv_flow_pricing_proves(const struct sv_flow_pricing *pricing);
struct sv_flow_proof sv_flow_pricing_proof(const struct sv_flow_pricing *pricing,
					   struct sv_arena *arena) SV_MUST_USE;

#endif

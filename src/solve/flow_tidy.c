/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_tidy.h"

#include <stdlib.h>
#include <string.h>

#define LEVELS_MAX (16 << 20) /* places x demands x steps; larger plans stay as they are */
#define TRIPS_MAX 4000
#define PASSES_MAX 50

/* A load on its way from one trip to another. */
struct move {
	int demand, to; /* a trip */
	int64_t amount;
};

struct tidy {
	struct sv_arena *arena;
	const struct sv_flow *flow;
	struct sv_flow_schedule *schedule;
	int steps;
	int64_t *level;  /* by place, demand, step: what is there when the step's trips have left */
	int64_t *worked; /* by resource and step: handling in use */
	int64_t *filled; /* by trip and dimension, thousandths */
	int64_t *units;  /* by trip: units of cargo */
	bool *gone;      /* by trip */
	struct move *moves;
	int move_count;
	size_t move_cap;
};

static int64_t *level_of(struct tidy *tidy, int place, int demand)
{
	return tidy->level +
	       ((size_t)place * tidy->flow->demand_count + demand) * (size_t)tidy->steps;
}

static void add_level(struct tidy *tidy, int place, int demand, int from, int to, int64_t amount)
{
	int64_t *level = level_of(tidy, place, demand);

	for (int t = from; t < SV_MIN(to, tidy->steps); t++)
		level[t] += amount;
}

/* The least that is there at each of the steps. */
static int64_t least_level(struct tidy *tidy, int place, int demand, int from, int to)
{
	const int64_t *level = level_of(tidy, place, demand);
	int64_t least = INT64_MAX;

	for (int t = from; t < SV_MIN(to, tidy->steps); t++)
		least = SV_MIN(least, level[t]);
	return least;
}

/* What so many units on a trip take of a handling rate at each of its steps. */
static void work(struct tidy *tidy, const struct sv_flow_trip *trip, int64_t units, int sign)
{
	const struct sv_flow_lane *lane = &tidy->flow->lanes[trip->lane];

	for (int u = 0; u < lane->use_count; u++) {
		const struct sv_flow_use *use = &lane->uses[u];
		int length = use->to - use->from;

		for (int t = use->from; use->per_cargo && t < use->to; t++)
			if (trip->start + t < tidy->steps)
				tidy->worked[(size_t)use->resource * tidy->steps + trip->start +
					     t] +=
				    sign * ((units * use->amount + length - 1) / length);
	}
}

static bool is_overworked(const struct tidy *tidy, const struct sv_flow_trip *trip)
{
	const struct sv_flow_lane *lane = &tidy->flow->lanes[trip->lane];

	for (int u = 0; u < lane->use_count; u++) {
		const struct sv_flow_use *use = &lane->uses[u];

		for (int t = trip->start + use->from; use->per_cargo && t < trip->start + use->to;
		     t++)
			if (t < tidy->steps &&
			    tidy->worked[(size_t)use->resource * tidy->steps + t] >
				sv_flow_capacity(&tidy->flow->resources[use->resource], t))
				return true;
	}
	return false;
}

/* Units of a demand that still fit into a trip. */
static int64_t room_on(const struct tidy *tidy, int n, int demand)
{
	const struct sv_flow_lane *lane = &tidy->flow->lanes[tidy->schedule->trips[n].lane];
	const int64_t *takes = tidy->flow->classes[tidy->flow->demands[demand].class].takes;
	int64_t room = INT64_MAX;

	for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
		if (takes[m] > 0 && lane->room[m] != SV_FLOW_NO_LIMIT)
			room = SV_MIN(room, (lane->room[m] -
					     tidy->filled[(size_t)n * SV_FLOW_DIMENSIONS + m]) /
						takes[m]);
	return SV_MAX(room, 0);
}

/* Takes cargo from one trip's numbers and adds it to another's of the same lane. */
static void shift(struct tidy *tidy, int from, int to, int demand, int64_t amount)
{
	const struct sv_flow_trip *a = &tidy->schedule->trips[from],
				  *b = &tidy->schedule->trips[to];
	const struct sv_flow_lane *lane = &tidy->flow->lanes[a->lane];
	const int64_t *takes = tidy->flow->classes[tidy->flow->demands[demand].class].takes;
	int first = SV_MIN(a->start, b->start), last = SV_MAX(a->start, b->start);
	int64_t more = b->start > a->start ? amount : -amount;

	add_level(tidy, lane->from, demand, first, last, more);
	add_level(tidy, lane->to, demand, first + lane->duration, last + lane->duration, -more);
	work(tidy, a, tidy->units[from], -1);
	work(tidy, b, tidy->units[to], -1);
	tidy->units[from] -= amount;
	tidy->units[to] += amount;
	work(tidy, a, tidy->units[from], 1);
	work(tidy, b, tidy->units[to], 1);
	for (int m = 0; m < SV_FLOW_DIMENSIONS; m++) {
		tidy->filled[(size_t)from * SV_FLOW_DIMENSIONS + m] -= amount * takes[m];
		tidy->filled[(size_t)to * SV_FLOW_DIMENSIONS + m] += amount * takes[m];
	}
}

/* How much may go with the other trip: earlier it must be there, later it must not be missed. */
static int64_t most_to(struct tidy *tidy, int from, int to, int demand)
{
	const struct sv_flow_trip *a = &tidy->schedule->trips[from],
				  *b = &tidy->schedule->trips[to];
	const struct sv_flow_lane *lane = &tidy->flow->lanes[a->lane];
	int due = tidy->flow->demands[demand].due;
	int64_t room = room_on(tidy, to, demand);

	if (b->start <= a->start)
		return SV_MIN(room, least_level(tidy, lane->from, demand, b->start, a->start));
	if (lane->to == tidy->flow->demands[demand].to)
		return due < 0 || b->start + lane->duration <= due ? room : 0;
	return SV_MIN(room, least_level(tidy, lane->to, demand, a->start + lane->duration,
					b->start + lane->duration));
}

/* As much of a load as the other trip may take. */
static int64_t give(struct tidy *tidy, int from, int to, int demand, int64_t amount)
{
	if (tidy->gone[to] || tidy->schedule->trips[to].lane != tidy->schedule->trips[from].lane)
		return 0;
	amount = SV_MIN(amount, most_to(tidy, from, to, demand));
	if (amount <= 0)
		return 0;
	shift(tidy, from, to, demand, amount);
	if (is_overworked(tidy, &tidy->schedule->trips[to])) {
		shift(tidy, to, from, demand, amount);
		return 0;
	}
	tidy->moves = sv_arena_grow(tidy->arena, tidy->moves, tidy->move_count, &tidy->move_cap,
				    sizeof(*tidy->moves));
	tidy->moves[tidy->move_count++] = (struct move){demand, to, amount};
	return amount;
}

/* The vehicle's trips before and after have to fit without this one too: the way between their
 * origins could be longer than by its own. */
static bool may_go(const struct tidy *tidy, int n)
{
	const struct sv_flow *flow = tidy->flow;
	const struct sv_flow_trip *trips = tidy->schedule->trips, *before = NULL, *after = NULL;
	int fleet = flow->lanes[trips[n].lane].fleet;

	if (fleet < 0 || !flow->ferry || !flow->ferry[fleet])
		return true;
	for (int m = 0; m < (int)tidy->schedule->trip_count; m++) {
		if (m == n || tidy->gone[m] || trips[m].vehicle != trips[n].vehicle ||
		    flow->lanes[trips[m].lane].fleet != fleet)
			continue;
		if (trips[m].start < trips[n].start && (!before || trips[m].start > before->start))
			before = &trips[m];
		if (trips[m].start > trips[n].start && (!after || trips[m].start < after->start))
			after = &trips[m];
	}
	return !before || !after ||
	       before->start + flow->lanes[before->lane].cycle +
		       sv_flow_ferry(flow, fleet, flow->lanes[before->lane].from,
				     flow->lanes[after->lane].from) <=
		   after->start;
}

static void add_load(struct tidy *tidy, const struct move *move)
{
	struct sv_flow_trip *trip = &tidy->schedule->trips[move->to];
	struct sv_flow_load *loads;

	for (int l = 0; l < trip->load_count; l++) {
		if (trip->loads[l].demand != move->demand)
			continue;
		trip->loads[l].amount += move->amount;
		return;
	}
	loads = SV_NEW_ARRAY(tidy->arena, struct sv_flow_load, trip->load_count + 1);
	if (trip->load_count)
		memcpy(loads, trip->loads, sizeof(*loads) * (size_t)trip->load_count);
	loads[trip->load_count++] = (struct sv_flow_load){move->demand, move->amount};
	trip->loads = loads;
}

/* All of a trip's loads go with others, or none does. */
static bool empty(struct tidy *tidy, int n)
{
	const struct sv_flow_trip *trip = &tidy->schedule->trips[n];
	int last = (int)tidy->schedule->trip_count;
	int64_t left = 0;

	if (!may_go(tidy, n))
		return false;
	tidy->move_count = 0;
	for (int l = 0; l < trip->load_count && left == 0; l++) {
		left = trip->loads[l].amount;
		for (int m = n - 1; m >= 0 && left > 0; m--)
			left -= give(tidy, n, m, trip->loads[l].demand, left);
		for (int m = n + 1; m < last && left > 0; m++)
			left -= give(tidy, n, m, trip->loads[l].demand, left);
	}
	for (int i = tidy->move_count - 1; left > 0 && i >= 0; i--)
		shift(tidy, tidy->moves[i].to, n, tidy->moves[i].demand, tidy->moves[i].amount);
	if (left > 0)
		return false;
	for (int i = 0; i < tidy->move_count; i++)
		add_load(tidy, &tidy->moves[i]);
	tidy->gone[n] = true;
	return true;
}

struct candidate {
	int64_t units;
	int trip;
};

static int by_units(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->units != y->units)
		return x->units < y->units ? -1 : 1;
	return x->trip - y->trip;
}

/* The emptiest trips first; true when one went. */
static bool pass(struct tidy *tidy, struct candidate *order)
{
	int count = 0;
	bool changed = false;

	for (int n = 0; n < (int)tidy->schedule->trip_count; n++)
		if (!tidy->gone[n])
			order[count++] = (struct candidate){tidy->units[n], n};
	qsort(order, (size_t)count, sizeof(*order), by_units);
	for (int i = 0; i < count; i++)
		changed |= empty(tidy, order[i].trip);
	return changed;
}

/* Levels, handling and fillings of the schedule as it is. */
static void draw_up(struct tidy *tidy)
{
	const struct sv_flow *flow = tidy->flow;

	for (int k = 0; k < flow->demand_count; k++)
		add_level(tidy, flow->demands[k].from, k, flow->demands[k].ready, tidy->steps,
			  flow->demands[k].amount);
	for (int n = 0; n < (int)tidy->schedule->trip_count; n++) {
		const struct sv_flow_trip *trip = &tidy->schedule->trips[n];
		const struct sv_flow_lane *lane = &flow->lanes[trip->lane];

		for (int l = 0; l < trip->load_count; l++) {
			const struct sv_flow_load *load = &trip->loads[l];
			const int64_t *takes =
			    flow->classes[flow->demands[load->demand].class].takes;

			add_level(tidy, lane->from, load->demand, trip->start, tidy->steps,
				  -load->amount);
			add_level(tidy, lane->to, load->demand, trip->start + lane->duration,
				  tidy->steps, load->amount);
			tidy->units[n] += load->amount;
			for (int m = 0; m < SV_FLOW_DIMENSIONS; m++)
				tidy->filled[(size_t)n * SV_FLOW_DIMENSIONS + m] +=
				    load->amount * takes[m];
		}
		work(tidy, trip, tidy->units[n], 1);
	}
}

/* Takes out what is gone; arrivals, closure and lateness as they are now. */
static void close_up(struct tidy *tidy)
{
	struct sv_flow_schedule *schedule = tidy->schedule;
	const struct sv_flow *flow = tidy->flow;
	size_t kept = 0;

	memset(schedule->arrivals, 0, sizeof(int) * (size_t)flow->demand_count);
	schedule->closure = 0;
	schedule->lateness = 0;
	for (size_t n = 0; n < schedule->trip_count; n++) {
		const struct sv_flow_trip trip = schedule->trips[n];
		int arrival = trip.start + flow->lanes[trip.lane].duration;

		if (tidy->gone[n])
			continue;
		schedule->trips[kept++] = trip;
		for (int l = 0; l < trip.load_count; l++) {
			const struct sv_flow_demand *demand = &flow->demands[trip.loads[l].demand];

			if (flow->lanes[trip.lane].to != demand->to)
				continue;
			schedule->arrivals[trip.loads[l].demand] =
			    SV_MAX(schedule->arrivals[trip.loads[l].demand], arrival);
			schedule->closure = SV_MAX(schedule->closure, arrival);
			schedule->lateness +=
			    sv_flow_lateness(demand, trip.loads[l].amount, arrival);
		}
	}
	schedule->trip_count = kept;
}

void sv_flow_tidy(struct sv_arena *arena, const struct sv_flow *flow,
		  struct sv_flow_schedule *schedule)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct tidy tidy = {
	    .arena = arena, .flow = flow, .schedule = schedule, .steps = schedule->closure + 1};
	size_t levels = (size_t)flow->place_count * (size_t)flow->demand_count;
	struct candidate *order;

	if (schedule->closure < 0 || schedule->trip_count > TRIPS_MAX ||
	    levels > LEVELS_MAX / (size_t)tidy.steps)
		return;
	tidy.level = SV_NEW_ARRAY(&scratch, int64_t, levels * (size_t)tidy.steps);
	tidy.worked =
	    SV_NEW_ARRAY(&scratch, int64_t, (size_t)flow->resource_count * (size_t)tidy.steps);
	tidy.filled =
	    SV_NEW_ARRAY(&scratch, int64_t, schedule->trip_count * SV_FLOW_DIMENSIONS + 1);
	tidy.units = SV_NEW_ARRAY(&scratch, int64_t, schedule->trip_count + 1);
	tidy.gone = SV_NEW_ARRAY(&scratch, bool, schedule->trip_count + 1);
	order = SV_NEW_ARRAY(&scratch, struct candidate, schedule->trip_count + 1);
	draw_up(&tidy);
	for (int i = 0; i < PASSES_MAX && pass(&tidy, order); i++)
		;
	close_up(&tidy);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_deadline.h"

#include <string.h>

#define SWEEPS_MAX 40 /* over all deadlines, from one beginning */
#define USES_TRIED 4  /* ways of a lane to be paid for */
#define SAMPLES 12    /* deadlines tried, evenly over what is possible */

/* Cargo that the same lanes carry to the same place at the same cost. */
struct kind {
	int class, to;
	int *early;       /* by place: the first step at which some can be there, -1 never */
	int *travel;      /* by place: steps from there, -1 no way */
	int *deadline;    /* by place */
	bool *carried_by; /* by lane */
	double *worth;    /* by lane: price of a trip that makes a unit pay SV_FLOW_PRICE_ONE */
};

struct sv_flow_deadlines {
	const struct sv_flow *flow;
	struct sv_arena *arena;
	int closure;
	struct kind *kinds;
	int kind_count;
	int *kind_of;      /* by demand */
	int *use_of;       /* by lane: the use that pays for its trips, -1: none can */
	int **touching;    /* by place: lanes that begin or end there, -1 at the end */
	int **paying;      /* by resource: lanes that take it, -1 at the end */
	double *cost;      /* by resource: what its prices are worth in all */
	double costs;      /* their sum */
	double total;      /* that, and the cargo at its origin in time */
	double *potential; /* by step: what one unit of a resource can still bring across */
	bool *runs;        /* by lane, then start */
	int stride;
	bool started;
	bool has_unpaid; /* some lane has no use that can pay */
	/* The change that is being tried. */
	int *touched; /* resources whose costs it changes */
	double *cost_before;
	int touched_count;
	bool *is_touched;
	int *before; /* by kind: its deadline; by lane: its use */
	int *places_before;
};

#define TOO_DEAR 1e300

static bool same_kind(const struct sv_flow *flow, const struct kind *kind, int class, int to)
{
	if (kind->to != to)
		return false;
	if (memcmp(flow->classes[kind->class].takes, flow->classes[class].takes,
		   sizeof(flow->classes[class].takes)) != 0)
		return false;
	for (int i = 0; i < flow->lane_count; i++)
		if ((flow->lanes[i].carries >> kind->class & 1) !=
		    (flow->lanes[i].carries >> class & 1))
			return false;
	return true;
}

/* Where the kind's cargo can be, and when at the earliest; lanes alone, without openings. */
static void reach(const struct sv_flow *flow, struct kind *kind)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (int i = 0; i < flow->lane_count; i++) {
			const struct sv_flow_lane *lane = &flow->lanes[i];
			int there = kind->early[lane->from];

			if (there < 0 || !kind->carried_by[i])
				continue;
			there = SV_MAX(there, lane->first) + lane->duration;
			if (kind->early[lane->to] < 0 || there < kind->early[lane->to]) {
				kind->early[lane->to] = there;
				changed = true;
			}
		}
	}
}

static void new_kind(struct sv_flow_deadlines *d, int class, int to)
{
	const struct sv_flow *flow = d->flow;
	struct kind *kind = &d->kinds[d->kind_count++];

	kind->class = class;
	kind->to = to;
	kind->travel = sv_flow_travel(d->arena, flow, class, to);
	kind->early = SV_NEW_ARRAY(d->arena, int, flow->place_count);
	kind->deadline = SV_NEW_ARRAY(d->arena, int, flow->place_count);
	kind->carried_by = SV_NEW_ARRAY(d->arena, bool, flow->lane_count);
	kind->worth = SV_NEW_ARRAY(d->arena, double, flow->lane_count);
	memset(kind->early, -1, sizeof(int) * flow->place_count);
	for (int i = 0; i < flow->lane_count; i++) {
		const struct sv_flow_lane *lane = &flow->lanes[i];
		int64_t room = lane->room[lane->bound_dimension];
		int64_t takes = flow->classes[class].takes[lane->bound_dimension];

		kind->carried_by[i] =
		    sv_flow_trip_amount(flow, i, class) > 0 && kind->travel[lane->to] >= 0;
		if (kind->carried_by[i] && room != SV_FLOW_NO_LIMIT && takes > 0)
			kind->worth[i] =
			    (double)((SV_FLOW_PRICE_ONE * (__int128)room + takes - 1) / takes);
	}
}

static void find_kinds(struct sv_flow_deadlines *d)
{
	const struct sv_flow *flow = d->flow;

	d->kinds = SV_NEW_ARRAY(d->arena, struct kind, flow->demand_count);
	d->kind_of = SV_NEW_ARRAY(d->arena, int, flow->demand_count);
	for (int k = 0; k < flow->demand_count; k++) {
		const struct sv_flow_demand *demand = &flow->demands[k];
		int n = 0, *early;

		while (n < d->kind_count &&
		       !same_kind(flow, &d->kinds[n], demand->class, demand->to))
			n++;
		if (n == d->kind_count)
			new_kind(d, demand->class, demand->to);
		d->kind_of[k] = n;
		early = &d->kinds[n].early[demand->from];
		if (*early < 0 || demand->ready < *early)
			*early = demand->ready;
	}
	for (int n = 0; n < d->kind_count; n++)
		reach(flow, &d->kinds[n]);
}

/* Lists of lanes by place and by resource. */
static void index_lanes(struct sv_flow_deadlines *d)
{
	const struct sv_flow *flow = d->flow;
	int *at_place = SV_NEW_ARRAY(d->arena, int, flow->place_count);
	int *at_resource = SV_NEW_ARRAY(d->arena, int, flow->resource_count);

	for (int pass = 0; pass < 2; pass++) {
		for (int p = 0; p < flow->place_count && pass; p++) {
			d->touching[p] = SV_NEW_ARRAY(d->arena, int, at_place[p] + 1);
			d->touching[p][at_place[p]] = -1;
			at_place[p] = 0;
		}
		for (int r = 0; r < flow->resource_count && pass; r++) {
			d->paying[r] = SV_NEW_ARRAY(d->arena, int, at_resource[r] + 1);
			d->paying[r][at_resource[r]] = -1;
			at_resource[r] = 0;
		}
		for (int i = 0; i < flow->lane_count; i++) {
			const struct sv_flow_lane *lane = &flow->lanes[i];

			if (pass) {
				d->touching[lane->from][at_place[lane->from]] = i;
				d->touching[lane->to][at_place[lane->to]] = i;
			}
			at_place[lane->from]++;
			at_place[lane->to]++;
			for (int u = 0; u < lane->use_count; u++) {
				int r = lane->uses[u].resource;

				if (pass)
					d->paying[r][at_resource[r]] = i;
				at_resource[r]++;
			}
		}
	}
}

static bool can_pay(const struct sv_flow *flow, const struct sv_flow_use *use)
{
	return !use->per_cargo && !flow->resources[use->resource].total && use->to > use->from;
}

struct sv_flow_deadlines *sv_flow_deadlines_new(struct sv_arena *arena, const struct sv_flow *flow,
						int steps)
{
	struct sv_flow_deadlines *d = SV_NEW(arena, struct sv_flow_deadlines);

	d->flow = flow;
	d->arena = arena;
	d->stride = steps + 1;
	d->use_of = SV_NEW_ARRAY(arena, int, flow->lane_count);
	d->touching = SV_NEW_ARRAY(arena, int *, flow->place_count);
	d->paying = SV_NEW_ARRAY(arena, int *, flow->resource_count);
	d->cost = SV_NEW_ARRAY(arena, double, flow->resource_count);
	d->touched = SV_NEW_ARRAY(arena, int, flow->resource_count);
	d->cost_before = SV_NEW_ARRAY(arena, double, flow->resource_count);
	d->is_touched = SV_NEW_ARRAY(arena, bool, flow->resource_count);
	d->potential = SV_NEW_ARRAY(arena, double, steps + 2);
	d->runs = SV_NEW_ARRAY(arena, bool, (size_t)flow->lane_count * d->stride);
	for (int i = 0; i < flow->lane_count; i++)
		for (int t = 0; t <= steps; t++)
			d->runs[(size_t)i * d->stride + t] =
			    sv_flow_could_start(flow, &flow->lanes[i], t);
	find_kinds(d);
	d->before = SV_NEW_ARRAY(arena, int, SV_MAX(d->kind_count, flow->lane_count));
	d->places_before = SV_NEW_ARRAY(arena, int, flow->place_count);
	index_lanes(d);
	return d;
}

/* Deadlines between which there is a choice: none can be there by the first, and from the last on
 * there is no time left. */
static int first_deadline(const struct kind *kind, int place)
{
	return kind->early[place] - 1;
}

static int last_deadline(const struct sv_flow_deadlines *d, const struct kind *kind, int place)
{
	return SV_MAX(d->closure - kind->travel[place], kind->early[place] - 1);
}

static bool has_choice(const struct kind *kind, int place)
{
	return kind->early[place] >= 0 && kind->travel[place] >= 0 && place != kind->to;
}

/* Starts at which a trip of the lane brings the kind across; empty when last < first. */
static bool crossing(const struct sv_flow_deadlines *d, const struct kind *kind, int lane,
		     int *ret_first, int *ret_last)
{
	const struct sv_flow_lane *l = &d->flow->lanes[lane];

	if (!kind->carried_by[lane] || kind->early[l->from] < 0 || l->from == kind->to)
		return false;
	*ret_first = SV_MAX(kind->deadline[l->from] + 1, l->first);
	*ret_last = SV_MIN(kind->deadline[l->to] - l->duration, l->last);
	return *ret_first <= *ret_last;
}

/* The stretches of starts in which a lane crosses, and what a trip must pay there. */
struct stretch {
	int lane, first, last; /* starts */
	int from, length;      /* of the use, after the start */
	double worth;          /* of one unit of the resource */
};

#define STRETCHES_MAX 256

static int stretches(const struct sv_flow_deadlines *d, int resource, struct stretch *all)
{
	int count = 0;

	for (const int *i = d->paying[resource]; *i >= 0; i++) {
		const struct sv_flow_use *use;

		if (d->use_of[*i] < 0)
			continue;
		use = &d->flow->lanes[*i].uses[d->use_of[*i]];
		if (use->resource != resource)
			continue;
		for (int n = 0; n < d->kind_count; n++) {
			struct stretch s = {
			    .lane = *i, .from = use->from, .length = use->to - use->from};

			if (!crossing(d, &d->kinds[n], *i, &s.first, &s.last))
				continue;
			s.worth = d->kinds[n].worth[*i] / use->amount;
			if (count == STRETCHES_MAX)
				return -1;
			all[count++] = s;
		}
	}
	return count;
}

/*
 * What one unit of the resource can bring across from each step on; the difference from step to
 * step is its price.  Returns what all units are worth.
 */
static double pay(struct sv_flow_deadlines *d, int resource)
{
	const struct sv_flow_resource *r = &d->flow->resources[resource];
	struct stretch all[STRETCHES_MAX];
	int count = stretches(d, resource, all), first = INT32_MAX, last = -1;
	double *v = d->potential, cost = 0;

	if (count < 0)
		return TOO_DEAR;
	for (int n = 0; n < count; n++) {
		first = SV_MIN(first, all[n].first + all[n].from);
		last = SV_MAX(last, all[n].last + all[n].from);
	}
	memset(v, 0, sizeof(*v) * (size_t)(d->closure + 2));
	for (int t = last; t >= 0; t--) {
		v[t] = v[t + 1];
		for (int n = 0; n < count && t >= first; n++) {
			int start = t - all[n].from;
			double worth;

			if (start < all[n].first || start > all[n].last ||
			    !d->runs[(size_t)all[n].lane * d->stride + start])
				continue;
			worth = __builtin_ceil(all[n].worth) +
				v[SV_MIN(t + all[n].length, d->closure + 1)];
			v[t] = SV_MAX(v[t], worth);
		}
		if (v[t] > v[t + 1])
			cost += (v[t] - v[t + 1]) * (double)sv_flow_capacity(r, t);
	}
	return cost;
}

/* Cargo that is at its origin by the deadline counts whole. */
static double at_origin(const struct sv_flow_deadlines *d)
{
	double sum = 0;

	for (int k = 0; k < d->flow->demand_count; k++) {
		const struct sv_flow_demand *demand = &d->flow->demands[k];

		if (demand->ready <= d->kinds[d->kind_of[k]].deadline[demand->from])
			sum += (double)demand->amount * SV_FLOW_PRICE_ONE;
	}
	return sum;
}

/* Lanes without a resource that can pay must never cross. */
static double unpaid(const struct sv_flow_deadlines *d)
{
	int first, last;

	for (int i = 0; d->has_unpaid && i < d->flow->lane_count; i++)
		for (int n = 0; d->use_of[i] < 0 && n < d->kind_count; n++)
			if (crossing(d, &d->kinds[n], i, &first, &last))
				return TOO_DEAR;
	return 0;
}

static void touch(struct sv_flow_deadlines *d, int lane)
{
	int resource;

	if (d->use_of[lane] < 0)
		return;
	resource = d->flow->lanes[lane].uses[d->use_of[lane]].resource;
	if (d->is_touched[resource])
		return;
	d->is_touched[resource] = true;
	d->touched[d->touched_count++] = resource;
}

/* Counts again what was touched; true when the whole is cheaper than before.  Else the costs are as
 * they were, and the caller takes its change back. */
static bool settle(struct sv_flow_deadlines *d)
{
	double costs = d->costs, total;

	for (int n = 0; n < d->touched_count; n++) {
		int resource = d->touched[n];

		d->cost_before[n] = d->cost[resource];
		d->cost[resource] = pay(d, resource);
		costs += d->cost[resource] - d->cost_before[n];
		d->is_touched[resource] = false;
	}
	total = costs + at_origin(d) + unpaid(d);
	if (total < d->total - 0.5) {
		d->costs = costs;
		d->total = total;
		d->touched_count = 0;
		return true;
	}
	while (d->touched_count > 0) {
		d->touched_count--;
		d->cost[d->touched[d->touched_count]] = d->cost_before[d->touched_count];
	}
	return false;
}

static void count_all(struct sv_flow_deadlines *d)
{
	d->costs = 0;
	for (int r = 0; r < d->flow->resource_count; r++) {
		d->cost[r] = pay(d, r);
		d->costs += d->cost[r];
	}
	d->total = d->costs + at_origin(d) + unpaid(d);
}

static int clamp_deadline(const struct sv_flow_deadlines *d, const struct kind *kind, int place,
			  int deadline)
{
	return SV_MAX(SV_MIN(deadline, last_deadline(d, kind, place)), first_deadline(kind, place));
}

/* Sets the deadline of kinds [first, last] at a place, if that is cheaper. */
static bool try_deadline(struct sv_flow_deadlines *d, int first, int last, int place, int deadline)
{
	bool differs = false;

	for (int n = first; n <= last; n++) {
		struct kind *kind = &d->kinds[n];

		d->before[n] = kind->deadline[place];
		if (has_choice(kind, place))
			kind->deadline[place] = clamp_deadline(d, kind, place, deadline);
		differs |= kind->deadline[place] != d->before[n];
	}
	if (!differs)
		return false;
	for (const int *i = d->touching[place]; *i >= 0; i++)
		touch(d, *i);
	if (settle(d))
		return true;
	for (int n = first; n <= last; n++)
		d->kinds[n].deadline[place] = d->before[n];
	return false;
}

/* Lets a resource pay for all lanes that take it, or for one of them, if that is cheaper. */
static bool try_payer(struct sv_flow_deadlines *d, int resource, int only)
{
	bool differs = false;

	for (const int *i = d->paying[resource]; *i >= 0; i++) {
		const struct sv_flow_lane *lane = &d->flow->lanes[*i];

		d->before[*i] = d->use_of[*i];
		if (only >= 0 && *i != only)
			continue;
		touch(d, *i);
		for (int u = 0; u < lane->use_count; u++)
			if (lane->uses[u].resource == resource && can_pay(d->flow, &lane->uses[u]))
				d->use_of[*i] = u;
		touch(d, *i);
		differs |= d->use_of[*i] != d->before[*i];
	}
	if (settle(d))
		return differs;
	for (const int *i = d->paying[resource]; *i >= 0; i++)
		d->use_of[*i] = d->before[*i];
	return false;
}

/* Lets the lanes that a resource pays for be paid for by their use number `use` instead. */
static bool try_leave(struct sv_flow_deadlines *d, int resource, int use)
{
	bool differs = false;

	for (const int *i = d->paying[resource]; *i >= 0; i++) {
		const struct sv_flow_lane *lane = &d->flow->lanes[*i];

		d->before[*i] = d->use_of[*i];
		if (d->use_of[*i] < 0 || lane->uses[d->use_of[*i]].resource != resource ||
		    use >= lane->use_count || !can_pay(d->flow, &lane->uses[use]))
			continue;
		touch(d, *i);
		d->use_of[*i] = use;
		touch(d, *i);
		differs |= use != d->before[*i];
	}
	if (settle(d))
		return differs;
	for (const int *i = d->paying[resource]; *i >= 0; i++)
		d->use_of[*i] = d->before[*i];
	return false;
}

/* One pass over the deadlines of a place: near the present one, at both ends, and between. */
static bool improve_place(struct sv_flow_deadlines *d, int first, int last, int place)
{
	const struct kind *kind = &d->kinds[first];
	bool better = false;
	int from, to;

	if (!has_choice(kind, place))
		return false;
	from = first_deadline(kind, place);
	to = last_deadline(d, kind, place);
	for (int n = 0; n <= SAMPLES && to > from; n++)
		better |= try_deadline(d, first, last, place,
				       from + (int)((int64_t)(to - from) * n / SAMPLES));
	for (int step = 1; step <= to - from; step *= 2) {
		better |= try_deadline(d, first, last, place, kind->deadline[place] - step);
		better |= try_deadline(d, first, last, place, kind->deadline[place] + step);
	}
	return better;
}

/* Whether all cargo of a kind had better count as delivered at once (late), or none before its
 * last trips. */
static bool try_kind(struct sv_flow_deadlines *d, struct kind *kind, bool late)
{
	int places = d->flow->place_count;

	for (int p = 0; p < places; p++) {
		d->places_before[p] = kind->deadline[p];
		if (has_choice(kind, p))
			kind->deadline[p] =
			    late ? last_deadline(d, kind, p) : first_deadline(kind, p);
	}
	for (int i = 0; i < d->flow->lane_count; i++)
		if (kind->carried_by[i])
			touch(d, i);
	if (settle(d))
		return true;
	memcpy(kind->deadline, d->places_before, sizeof(int) * places);
	return false;
}

static void descend(struct sv_flow_deadlines *d, const struct sv_flow_watch *watch)
{
	bool better = true;

	for (int sweep = 0; sweep < SWEEPS_MAX && better; sweep++) {
		better = false;
		for (int r = 0; r < d->flow->resource_count; r++) {
			better |= try_payer(d, r, -1);
			for (int u = 0; u < USES_TRIED; u++)
				better |= try_leave(d, r, u);
			for (const int *i = d->paying[r]; *i >= 0; i++)
				better |= try_payer(d, r, *i);
		}
		for (int n = 0; n < d->kind_count; n++)
			better |=
			    try_kind(d, &d->kinds[n], true) || try_kind(d, &d->kinds[n], false);
		for (int p = 0; p < d->flow->place_count; p++) {
			if (watch && watch->stop && watch->stop(watch->data))
				return;
			better |= improve_place(d, 0, d->kind_count - 1, p);
			for (int n = 0; n < d->kind_count; n++)
				better |= improve_place(d, n, n, p);
		}
	}
}

/* Everything beyond the last places counts as too late; the vehicles pay. */
static void set_plain(struct sv_flow_deadlines *d)
{
	for (int i = 0; i < d->flow->lane_count; i++) {
		const struct sv_flow_lane *lane = &d->flow->lanes[i];

		d->use_of[i] = -1;
		for (int u = 0; u < lane->use_count; u++)
			if (can_pay(d->flow, &lane->uses[u]) &&
			    (d->use_of[i] < 0 || lane->uses[u].resource == lane->fleet))
				d->use_of[i] = u;
		d->has_unpaid |= d->use_of[i] < 0;
	}
	for (int n = 0; n < d->kind_count; n++)
		for (int p = 0; p < d->flow->place_count; p++)
			d->kinds[n].deadline[p] = p == d->kinds[n].to ? d->closure
						  : has_choice(&d->kinds[n], p)
						      ? first_deadline(&d->kinds[n], p)
						      : -1;
}

/* The deadlines of another closure step, as they stand or moved with the closure. */
static void move_deadlines(struct sv_flow_deadlines *d, int by)
{
	for (int n = 0; n < d->kind_count; n++) {
		struct kind *kind = &d->kinds[n];

		for (int p = 0; p < d->flow->place_count; p++)
			if (has_choice(kind, p))
				kind->deadline[p] =
				    clamp_deadline(d, kind, p, kind->deadline[p] + by);
		kind->deadline[kind->to] = d->closure;
	}
}

static void set_prices(struct sv_flow_deadlines *d, struct sv_flow_pricing *pricing)
{
	sv_flow_pricing_clear(pricing, d->closure);
	for (int r = 0; r < d->flow->resource_count; r++) {
		if (d->cost[r] <= 0 || pay(d, r) <= 0)
			continue;
		for (int t = 0; t <= d->closure; t++)
			if (d->potential[t] > d->potential[t + 1])
				sv_flow_pricing_set(
				    pricing, r, t,
				    (int64_t)(d->potential[t] - d->potential[t + 1]));
	}
	sv_flow_pricing_run(pricing);
}

bool sv_flow_deadlines_prove(struct sv_flow_deadlines *d, int closure,
			     struct sv_flow_pricing *pricing, const struct sv_flow_watch *watch)
{
	int by = closure - d->closure;

	d->closure = closure;
	if (!d->started)
		set_plain(d);
	else
		move_deadlines(d, 0);
	d->started = true;
	(void)by;
	count_all(d);
	descend(d, watch);
	if (d->total >= TOO_DEAR)
		return false;
	set_prices(d, pricing);
	return sv_flow_pricing_proves(pricing);
}

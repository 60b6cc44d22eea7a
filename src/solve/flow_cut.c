/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_cut.h"

#include <string.h>

/*
 * The network over time: node = place * stride + step, then the source; waiting is an arc without
 * limit.  Arcs stand in pairs, the second one backwards.  It is built once for `stride` steps, and
 * closure moves on a step at a time: what flows by one step also flows by the next.
 */
struct arc {
	int to, next;
	int64_t left;
};

struct net {
	const struct sv_flow *flow;
	struct sv_arena arena;
	int closure, stride;
	int64_t wanted; /* not yet arriving */
	int node_count, source, sink;
	int *gate;  /* by place: where its cargo is taken in, or -1 */
	int *first; /* by node: first arc, or -1 */
	struct arc *arcs;
	int arc_count;
	bool *seen;
	int *at, *path;
	int *lane_arc; /* by lane: the arc of its first step; the others follow in pairs */
};

bool sv_flow_is_network(const struct sv_flow *flow)
{
	bool *own;

	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;

	if (flow->class_count != 1 || !flow->demand_count)
		return false;
	for (int k = 1; k < flow->demand_count; k++)
		if (flow->demands[k].to != flow->demands[0].to)
			return false;
	own = SV_NEW_ARRAY(&arena, bool, flow->resource_count);
	for (int i = 0; i < flow->lane_count; i++) {
		const struct sv_flow_lane *lane = &flow->lanes[i];
		const struct sv_flow_use *use = lane->uses;

		if (lane->fleet >= 0 || lane->use_count != 1 || own[use->resource] ||
		    use->from != 0 || use->amount != 1 || use->per_cargo ||
		    (use->to != 1 && !flow->resources[use->resource].total) ||
		    sv_flow_trip_amount(flow, i, 0) != 1)
			return false;
		if (flow->resources[use->resource].total && lane->duration)
			return false;
		own[use->resource] = true;
	}
	return true;
}

static void add_arc(struct net *net, int from, int to, int64_t capacity)
{
	net->arcs[net->arc_count] = (struct arc){to, net->first[from], capacity};
	net->first[from] = net->arc_count++;
	net->arcs[net->arc_count] = (struct arc){from, net->first[to], 0};
	net->first[to] = net->arc_count++;
}

static int node(const struct net *net, int place, int step)
{
	return place * net->stride + step;
}

static void add_lane(struct net *net, int i)
{
	const struct sv_flow *flow = net->flow;
	const struct sv_flow_lane *lane = &flow->lanes[i];
	const struct sv_flow_resource *resource = &flow->resources[lane->uses[0].resource];

	net->lane_arc[i] = net->arc_count;
	if (resource->total) { /* taken in where all its steps come together */
		add_arc(net, net->gate[lane->from], net->sink, resource->capacity);
		return;
	}
	for (int t = 0; t + lane->duration < net->stride; t++) {
		bool runs = t >= lane->first && t <= lane->last;

		add_arc(net, node(net, lane->from, t), node(net, lane->to, t + lane->duration),
			runs ? sv_flow_capacity(resource, t) : 0);
	}
}

/* A place whose cargo is taken in has a gate: a node that all its steps lead to. */
static void add_gates(struct net *net)
{
	const struct sv_flow *flow = net->flow;

	for (int p = 0; p < flow->place_count; p++)
		net->gate[p] = -1;
	net->gate[flow->demands[0].to] = net->sink;
	for (int i = 0; i < flow->lane_count; i++) {
		const struct sv_flow_lane *lane = &flow->lanes[i];

		if (flow->resources[lane->uses[0].resource].total && net->gate[lane->from] < 0)
			net->gate[lane->from] = net->node_count++;
	}
}

static void build(struct net *net, const struct sv_flow *flow, int steps)
{
	size_t arcs, nodes;

	*net = (struct net){.flow = flow, .arena = SV_ARENA_INIT, .stride = steps + 1};
	net->source = flow->place_count * net->stride;
	net->sink = net->source + 1;
	net->node_count = net->sink + 1;
	net->gate = SV_NEW_ARRAY(&net->arena, int, flow->place_count);
	add_gates(net);
	nodes = net->node_count;
	arcs = 2 * ((size_t)(flow->lane_count + 2 * flow->place_count) * net->stride +
		    flow->demand_count + flow->lane_count);
	net->arcs = SV_NEW_ARRAY(&net->arena, struct arc, arcs);
	net->first = SV_NEW_ARRAY(&net->arena, int, nodes);
	net->seen = SV_NEW_ARRAY(&net->arena, bool, nodes);
	net->at = SV_NEW_ARRAY(&net->arena, int, nodes);
	net->path = SV_NEW_ARRAY(&net->arena, int, nodes);
	net->lane_arc = SV_NEW_ARRAY(&net->arena, int, flow->lane_count);
	memset(net->first, -1, sizeof(int) * nodes);
	for (int p = 0; p < flow->place_count; p++) {
		for (int t = 0; t < steps; t++)
			add_arc(net, node(net, p, t), node(net, p, t + 1), INT64_MAX / 4);
		for (int t = 0; t <= steps && net->gate[p] >= 0; t++)
			add_arc(net, node(net, p, t), net->gate[p], INT64_MAX / 4);
	}
	for (int i = 0; i < flow->lane_count; i++)
		add_lane(net, i);
	for (int k = 0; k < flow->demand_count; k++) {
		net->wanted += flow->demands[k].amount;
		if (flow->demands[k].ready <= steps)
			add_arc(net, net->source,
				node(net, flow->demands[k].from, flow->demands[k].ready),
				flow->demands[k].amount);
	}
}

static void net_done(struct net *net)
{
	sv_arena_free(&net->arena);
}

/* Pushes along the path found; returns how much. */
static int64_t push(struct net *net, int length)
{
	int64_t amount = INT64_MAX;

	for (int i = 0; i < length; i++)
		amount = SV_MIN(amount, net->arcs[net->path[i]].left);
	for (int i = 0; i < length; i++) {
		net->arcs[net->path[i]].left -= amount;
		net->arcs[net->path[i] ^ 1].left += amount;
	}
	return amount;
}

/* Whether the node can be stepped on: in time, and not yet seen. */
static bool is_open(const struct net *net, int v)
{
	return !net->seen[v] && (v >= net->source || v % net->stride <= net->closure);
}

/*
 * Searches depth first and pushes on every path found.  A node that led nowhere is not tried again
 * in the same pass, although a later push may have opened it: only a pass that pushes nothing is
 * proof, and then `seen` is all that the source reaches.
 */
static int64_t push_pass(struct net *net)
{
	int64_t amount = 0;
	int v = net->source, length = 0;

	memset(net->seen, 0, sizeof(bool) * net->node_count);
	memcpy(net->at, net->first, sizeof(int) * net->node_count);
	for (;;) {
		int a;

		net->seen[v] = true;
		if (v == net->sink) {
			amount += push(net, length);
			for (int i = 0; i < length; i++)
				net->seen[net->arcs[net->path[i]].to] = false;
			v = net->source;
			length = 0;
		}
		for (a = net->at[v]; a >= 0; a = net->arcs[a].next)
			if (net->arcs[a].left && is_open(net, net->arcs[a].to))
				break;
		net->at[v] = a;
		if (a >= 0) {
			net->path[length++] = a;
			v = net->arcs[a].to;
		} else if (length == 0) {
			return amount;
		} else {
			v = net->arcs[net->path[--length] ^ 1].to;
		}
	}
}

static bool all_arrives(struct net *net)
{
	int64_t pushed = 1;

	while (net->wanted && pushed) {
		pushed = push_pass(net);
		net->wanted -= pushed;
	}
	return net->wanted == 0;
}

static void add_price(struct sv_arena *arena, struct sv_flow_proof *proof, size_t *cap,
		      int resource, int step)
{
	proof->prices =
	    sv_arena_grow(arena, proof->prices, proof->price_count, cap, sizeof(*proof->prices));
	proof->prices[proof->price_count++] =
	    (struct sv_flow_price){resource, step, SV_FLOW_PRICE_ONE};
}

/* Links that leave the part of the network which the source still reaches are worth the price of
 * a unit each, all others nothing. */
static struct sv_flow_proof prove(const struct net *net, struct sv_arena *arena)
{
	const struct sv_flow *flow = net->flow;
	struct sv_flow_proof proof = {.step = net->closure};
	size_t cap = 0;

	for (int i = 0; i < flow->lane_count; i++) {
		const struct sv_flow_lane *lane = &flow->lanes[i];
		int resource = lane->uses[0].resource;

		if (flow->resources[resource].total) {
			if (net->seen[net->gate[lane->from]])
				add_price(arena, &proof, &cap, resource, 0);
			continue;
		}
		for (int t = 0; t + lane->duration <= net->closure; t++)
			if (net->seen[node(net, lane->from, t)] &&
			    !net->seen[node(net, lane->to, t + lane->duration)])
				add_price(arena, &proof, &cap, resource, t);
	}
	return proof;
}

/* Takes one unit's way from the flow, following arcs that carry something. */
static void take_way(struct net *net, struct sv_arena *arena, struct sv_flow_schedule *plan,
		     size_t *cap, int demand)
{
	const struct sv_flow *flow = net->flow;
	int place = flow->demands[demand].from, t = flow->demands[demand].ready;
	int arrival = t;

	while (place != flow->demands[demand].to) {
		int lane = -1;

		for (int i = 0; i < flow->lane_count && lane < 0; i++) {
			bool total = flow->resources[flow->lanes[i].uses[0].resource].total;
			int arc = net->lane_arc[i] + (total ? 0 : 2 * t);

			if (flow->lanes[i].from != place ||
			    t + flow->lanes[i].duration > net->closure ||
			    !net->arcs[arc ^ 1].left || (total && t < net->closure))
				continue;
			lane = i;
			net->arcs[arc ^ 1].left--;
		}
		if (lane < 0) {
			t++;
			continue;
		}
		if (flow->resources[flow->lanes[lane].uses[0].resource].total)
			break; /* taken in where it is: no trip */
		plan->trips =
		    sv_arena_grow(arena, plan->trips, plan->trip_count, cap, sizeof(*plan->trips));
		plan->trips[plan->trip_count] = (struct sv_flow_trip){
		    .lane = lane,
		    .start = t,
		    .vehicle = -1,
		    .load_count = 1,
		    .loads = SV_NEW(arena, struct sv_flow_load),
		};
		plan->trips[plan->trip_count++].loads[0] = (struct sv_flow_load){demand, 1};
		t += flow->lanes[lane].duration;
		place = flow->lanes[lane].to;
		arrival = t;
	}
	plan->arrivals[demand] = SV_MAX(plan->arrivals[demand], arrival);
}

static void take_plan(struct net *net, struct sv_arena *arena, struct sv_flow_schedule *plan)
{
	size_t cap = 0;

	*plan = (struct sv_flow_schedule){.closure = net->closure};
	plan->arrivals = SV_NEW_ARRAY(arena, int, net->flow->demand_count);
	for (int k = 0; k < net->flow->demand_count; k++)
		for (int64_t i = 0; i < net->flow->demands[k].amount; i++)
			take_way(net, arena, plan, &cap, k);
}

/* From a step on in growing strides, then halving; false when the network's steps do not suffice.
 * A flow that is known to be too small is kept and taken up again after a stride too far.  The
 * proof kept is that of the last step that was too early. */
static bool advance(struct net *net, int from, struct sv_arena *proofs, struct sv_flow_proof *proof)
{
	struct arc *kept = SV_NEW_ARRAY(&net->arena, struct arc, net->arc_count);
	int64_t kept_wanted = net->wanted;
	int low = from - 1, high = net->stride, stride = 4;

	memcpy(kept, net->arcs, sizeof(*kept) * net->arc_count);
	while (low + 1 < net->stride) {
		net->closure = SV_MIN(low + stride, net->stride - 1);
		if (all_arrives(net)) {
			if (net->closure == low + 1)
				return true;
			high = net->closure;
			memcpy(net->arcs, kept, sizeof(*kept) * net->arc_count);
			net->wanted = kept_wanted;
		} else {
			sv_arena_free(proofs);
			*proof = prove(net, proofs);
			low = net->closure;
			memcpy(kept, net->arcs, sizeof(*kept) * net->arc_count);
			kept_wanted = net->wanted;
		}
		stride = high < net->stride ? SV_MAX((high - low) / 2, 1) : 2 * stride;
	}
	net->closure = low;
	return false;
}

int sv_flow_cut(struct sv_arena *arena, const struct sv_flow *flow, struct sv_flow_cut *ret,
		struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena proofs = SV_ARENA_INIT;
	struct sv_flow_cut cut = {.plan = {.closure = -1}};
	int from = sv_flow_quick_bound(arena, flow), steps = SV_MIN(2 * from + 64, flow->horizon);
	struct sv_flow_price *prices;

	if (from < 0)
		return sv_fail(err, SV_EINVALID, "some cargo cannot arrive within %d steps",
			       flow->horizon);
	while (cut.plan.closure < 0 && !cut.beyond) {
		_cleanup_(net_done) struct net net;

		build(&net, flow, steps);
		if (advance(&net, from, &proofs, &cut.proof))
			take_plan(&net, arena, &cut.plan);
		cut.step = net.closure + (cut.plan.closure < 0);
		cut.beyond = cut.step > flow->horizon;
		from = net.closure;
		steps = SV_MIN(2 * steps, flow->horizon);
	}
	prices = SV_NEW_ARRAY(arena, struct sv_flow_price, cut.proof.price_count);
	if (cut.proof.price_count)
		memcpy(prices, cut.proof.prices, sizeof(*prices) * cut.proof.price_count);
	cut.proof.prices = prices;
	*ret = cut;
	return 0;
}

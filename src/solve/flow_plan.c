/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/flow_plan.h"

#include <math.h>
#include <string.h>

#include "solve/flow_dispatch.h"

#define PHASE_ROUNDS 3000 /* dispatches without a better plan before a new start */
#define MEMORY 40         /* steps the walk looks back */
#define PATIENCE_MAX 12

struct search {
	const struct sv_flow *flow;
	struct sv_flow_search *given;
	struct sv_flow_dispatch *dispatch;
	struct sv_flow_habits best, now, next;
	struct sv_flow_result best_result;
	int best_target; /* the target under which the best plan was made */
	bool found;
	uint64_t random;
	const struct sv_flow_watch *watch;
};

/* xorshift64*: the same numbers on every machine. */
static uint64_t draw(struct search *search)
{
	search->random ^= search->random >> 12;
	search->random ^= search->random << 25;
	search->random ^= search->random >> 27;
	return search->random * 0x2545F4914F6CDD1DULL;
}

static int draw_below(struct search *search, int limit)
{
	return limit > 0 ? (int)(draw(search) >> 33) % limit : 0;
}

static float draw_unit(struct search *search)
{
	return (float)(draw(search) >> 40) / (float)(1 << 24);
}

static struct sv_flow_habits new_habits(struct sv_arena *arena, const struct sv_flow *flow)
{
	size_t lanes = flow->lane_count, pairs = lanes * flow->demand_count;

	return (struct sv_flow_habits){
	    .rank = SV_NEW_ARRAY(arena, float, SV_FLOW_WINDOWS *lanes),
	    .taste = SV_NEW_ARRAY(arena, float, pairs),
	    .share = SV_NEW_ARRAY(arena, int64_t, pairs),
	    .fill = SV_NEW_ARRAY(arena, float, lanes),
	    .patience = SV_NEW_ARRAY(arena, int, lanes),
	};
}

static void copy_habits(const struct sv_flow *flow, struct sv_flow_habits *to,
			const struct sv_flow_habits *from)
{
	size_t lanes = flow->lane_count, pairs = lanes * flow->demand_count;

	memcpy(to->rank, from->rank, sizeof(float) * SV_FLOW_WINDOWS * lanes);
	memcpy(to->taste, from->taste, sizeof(float) * pairs);
	memcpy(to->share, from->share, sizeof(int64_t) * pairs);
	memcpy(to->fill, from->fill, sizeof(float) * lanes);
	memcpy(to->patience, from->patience, sizeof(int) * lanes);
}

/* The quickest lane first, urgent and important cargo first, any share. */
static void plain_habits(const struct sv_flow *flow, struct sv_flow_habits *habits)
{
	for (int i = 0; i < flow->lane_count; i++) {
		for (int w = 0; w < SV_FLOW_WINDOWS; w++)
			habits->rank[w * flow->lane_count + i] = (float)flow->lanes[i].duration;
		habits->fill[i] = 1;
		habits->patience[i] = 2;
		for (int k = 0; k < flow->demand_count; k++) {
			const struct sv_flow_demand *demand = &flow->demands[k];
			size_t pair = (size_t)i * flow->demand_count + k;

			habits->share[pair] = INT64_MAX / 2;
			habits->taste[pair] = (float)demand->priority +
					      (demand->due < 0 ? 0.5F : (float)demand->due / 1e6F);
		}
	}
}

/* Shares as the linear program splits the cargo, rounded up to whole trips; cargo that fewer lanes
 * can take goes first. */
static void guided_habits(struct search *search, struct sv_flow_habits *habits)
{
	const struct sv_flow *flow = search->flow;

	plain_habits(flow, habits);
	memset(habits->share, 0, sizeof(int64_t) * (size_t)flow->lane_count * flow->demand_count);
	for (size_t w = 0; w < search->given->way_count; w++) {
		const struct sv_flow_way *way = &search->given->ways[w];

		for (int l = 0; l < way->leg_count; l++) {
			int lane = way->legs[l].lane;
			size_t pair = (size_t)lane * flow->demand_count + way->demand;

			/* In thousandths until all ways are added. */
			habits->share[pair] += llround(way->amount * 1000);
			sv_flow_dispatch_allow(search->dispatch, lane, way->demand);
		}
	}
	for (int i = 0; i < flow->lane_count; i++) {
		for (int k = 0; k < flow->demand_count; k++) {
			int64_t *share = &habits->share[(size_t)i * flow->demand_count + k];
			int64_t trip = sv_flow_trip_amount(flow, i, flow->demands[k].class);

			*share = (*share + 999) / 1000;
			if (*share && trip < INT64_MAX)
				*share = (*share + trip - 1) / trip * trip;
		}
	}
}

static bool better(const struct sv_flow_result *a, const struct sv_flow_result *b)
{
	if (a->closure != b->closure)
		return a->closure < b->closure;
	if (a->lateness != b->lateness)
		return a->lateness < b->lateness;
	return a->trips < b->trips;
}

/* One dispatch; keeps it when it is the best complete one. */
static struct sv_flow_result attempt(struct search *search, const struct sv_flow_habits *habits,
				     int target)
{
	struct sv_flow_result result =
	    sv_flow_dispatch_run(search->dispatch, habits, target, NULL, NULL);

	search->given->rounds++;
	if (result.missing || (search->found && !better(&result, &search->best_result)))
		return result;
	if (search->watch && search->watch->progress &&
	    (!search->found || result.closure < search->best_result.closure))
		search->watch->progress(search->watch->data, search->given->bound, result.closure);
	search->found = true;
	search->best_result = result;
	search->best_target = target;
	copy_habits(search->flow, &search->best, habits);
	return result;
}

static void shift_share(struct search *search, struct sv_flow_habits *habits, int lane, int demand)
{
	const struct sv_flow *flow = search->flow;
	int64_t *share = &habits->share[(size_t)lane * flow->demand_count + demand];
	int64_t trip = sv_flow_trip_amount(flow, lane, flow->demands[demand].class);

	if (trip == INT64_MAX)
		trip = flow->demands[demand].amount;
	switch (draw_below(search, 4)) {
	case 0: *share = INT64_MAX / 2; break;
	case 1:
		*share = *share > INT64_MAX / 4 ? flow->demands[demand].amount / 2 : *share + trip;
		break;
	case 2: *share = *share > INT64_MAX / 4 ? 0 : SV_MAX(*share - trip, 0); break;
	default: *share = (int64_t)(draw_unit(search) * (float)flow->demands[demand].amount); break;
	}
}

static void change(struct search *search, struct sv_flow_habits *habits)
{
	const struct sv_flow *flow = search->flow;
	int lane = draw_below(search, flow->lane_count);
	int demand = draw_below(search, flow->demand_count);
	int window = draw_below(search, SV_FLOW_WINDOWS);
	float spread = 2 + (float)flow->lanes[lane].duration;

	switch (draw_below(search, 6)) {
	case 0:
		habits->rank[window * flow->lane_count + lane] = draw_unit(search) * spread * 2;
		break;
	case 1:
		for (int w = 0; w < SV_FLOW_WINDOWS; w++)
			habits->rank[w * flow->lane_count + lane] =
			    habits->rank[window * flow->lane_count + lane] +
			    (draw_unit(search) - 0.5F) * spread;
		break;
	case 2:
		habits->taste[(size_t)lane * flow->demand_count + demand] = draw_unit(search) * 3;
		break;
	case 3: /* one kind of cargo on the whole lane */
		for (int k = 0; k < flow->demand_count; k++)
			if (flow->demands[k].class == flow->demands[demand].class)
				habits->taste[(size_t)lane * flow->demand_count + k] +=
				    (draw_unit(search) - 0.5F) * 2;
		break;
	case 4:
		habits->fill[lane] = draw_below(search, 2) ? 1 : draw_unit(search);
		habits->patience[lane] = draw_below(search, PATIENCE_MAX + 1);
		break;
	default: shift_share(search, habits, lane, demand); break;
	}
}

static bool finished(const struct search *search)
{
	if (search->found && search->best_result.closure <= search->given->bound &&
	    !search->best_result.lateness)
		return true;
	if (search->given->rounds >= search->given->rounds_max)
		return true;
	return search->watch && search->watch->stop && search->watch->stop(search->watch->data);
}

/* Half of the phases aim just below the best, the others anywhere down to the bound. */
static int next_target(struct search *search)
{
	int best = search->found ? search->best_result.closure : search->flow->horizon + 1;
	int gap = best - search->given->bound;

	if (gap <= 0)
		return best; /* as early as can be: only lateness and trips are left */
	if (!search->found && draw_below(search, 2))
		return search->flow->horizon;
	return gap == 1 || draw_below(search, 2) ? best - 1
						 : search->given->bound + draw_below(search, gap);
}

/* The habits a phase begins with. */
static void begin(struct search *search)
{
	if (search->found && draw_below(search, 2))
		copy_habits(search->flow, &search->now, &search->best);
	else if (search->given->way_count && draw_below(search, 3))
		guided_habits(search, &search->now);
	else
		plain_habits(search->flow, &search->now);
}

/* A walk that takes a step when it is no worse than where it stood MEMORY steps ago, so that it can
 * cross what lies between two good plans (late acceptance). */
static void phase(struct search *search)
{
	int64_t memory[MEMORY];
	int target = next_target(search);
	struct sv_flow_result now;

	begin(search);
	now = attempt(search, &search->now, target);
	for (int i = 0; i < MEMORY; i++)
		memory[i] = now.missing;
	for (int round = 0; round < PHASE_ROUNDS && !finished(search); round++) {
		struct sv_flow_result next;
		int64_t *past = &memory[round % MEMORY];

		copy_habits(search->flow, &search->next, &search->now);
		for (int n = 1 + draw_below(search, 3); n > 0; n--)
			change(search, &search->next);
		next = attempt(search, &search->next, target);
		if (next.missing <= now.missing || next.missing <= *past) {
			copy_habits(search->flow, &search->now, &search->next);
			now = next;
		}
		*past = SV_MIN(*past, now.missing);
		if (now.missing || search->best_result.closure > target)
			continue;
		/* Everything is in place: aim a step lower. */
		if (search->best_result.closure <= search->given->bound)
			return;
		target = search->best_result.closure - 1;
		now = attempt(search, &search->now, target);
		for (int i = 0; i < MEMORY; i++)
			memory[i] = now.missing;
		round = 0;
	}
}

int sv_flow_plan(struct sv_arena *arena, const struct sv_flow *flow, struct sv_flow_search *given,
		 const struct sv_flow_watch *watch, struct sv_flow_schedule *ret,
		 struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct search search = {
	    .flow = flow,
	    .given = given,
	    .dispatch = sv_flow_dispatch_new(&scratch, flow),
	    .best = new_habits(&scratch, flow),
	    .now = new_habits(&scratch, flow),
	    .next = new_habits(&scratch, flow),
	    .random = given->seed * 0x9E3779B97F4A7C15ULL | 1,
	    .watch = watch,
	};

	if (flow->demand_count == 0)
		return sv_fail(err, SV_EINVALID, "there is nothing to move");
	given->rounds = 0;
	plain_habits(flow, &search.now);
	attempt(&search, &search.now, flow->horizon);
	if (given->way_count) {
		guided_habits(&search, &search.now);
		attempt(&search, &search.now, given->bound);
		attempt(&search, &search.now, flow->horizon);
	}
	while (!finished(&search))
		phase(&search);
	if (!search.found) {
		*ret = (struct sv_flow_schedule){.closure = -1};
		return 0;
	}
	sv_flow_dispatch_run(search.dispatch, &search.best, search.best_target, arena, ret);
	return 0;
}

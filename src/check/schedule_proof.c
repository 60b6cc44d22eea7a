/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schedule_proof.c - the arithmetic of docs/formats/schedule.md, "The certificate".
 *
 * Every unit of cargo pays, on its cheapest way, at least its cost; together
 * they pay no more than all resources are worth at these prices.  If the costs
 * sum to more, the schedule that would need them does not exist.
 */
#include "schedule_proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * With these and the limits of schedule_case.h no sum leaves 128 bits: the worth of all is below
 * 10^15 (price) x 10^9 (capacity) x 10^4 (steps) x 10^5 (resources).
 */
#define PRICE_MAX 1000000000000000LL /* all prices on one resource at one step together */
#define ONE_MAX 1000000000
#define TRIP_MAX ((__int128)ONE_MAX * NUMBER_MAX * 1000) /* more makes any unit cost `one` */

struct proof {
	const struct instance *in;
	int step, steps; /* steps = step + 1 */
	int64_t one;
	int64_t *price;   /* by resource, then step */
	int *dimension;   /* by lane */
	__int128 *before; /* by resource, then step: sum of the prices before */
};

static void *zeros(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory) {
		fputs("servanda-check: out of memory\n", stderr);
		exit(4);
	}
	return memory;
}

static bool read_prices(struct proof *proof, const json_t *certificate, const char **why)
{
	json_t *value;
	size_t i;

	json_array_foreach(json_object_get(certificate, "prices"), i, value)
	{
		const char *name = json_string_value(json_object_get(value, "resource"));
		json_int_t step = json_integer_value(json_object_get(value, "step"));
		json_int_t price = json_integer_value(json_object_get(value, "price"));
		int64_t *there;
		int r = 0;

		while (r < proof->in->resource_count &&
		       (!name || strcmp(proof->in->resources[r].name, name) != 0))
			r++;
		*why = "a price is not of a resource of the case, at a step, of 0 or more";
		if (r == proof->in->resource_count || step < 0 || step > proof->step || price < 0 ||
		    price > PRICE_MAX || (proof->in->resources[r].is_total && step != 0))
			return false;
		there = &proof->price[(size_t)r * (size_t)proof->steps + (size_t)step];
		*why = "the prices on a resource at a step are too high";
		if (price > PRICE_MAX - *there)
			return false;
		*there += price;
	}
	return true;
}

static bool read_dimensions(struct proof *proof, const json_t *certificate, const char **why)
{
	static const char *const names[] = {"people", "tonnes", "lane_m", "teu"};
	const json_t *list = json_object_get(certificate, "dimensions");

	*why = "it does not say in which dimension each lane is counted";
	if (json_array_size(list) != (size_t)proof->in->lane_count)
		return false;
	for (int i = 0; i < proof->in->lane_count; i++) {
		const char *name = json_string_value(json_array_get(list, (size_t)i));
		int m = 0;

		while (m < DIMENSIONS && (!name || strcmp(name, names[m]) != 0))
			m++;
		if (m == DIMENSIONS)
			return false;
		proof->dimension[i] = m;
	}
	return true;
}

static bool takes_class(const struct instance *in, const struct lane *lane, int class)
{
	if (!(lane->carries >> class & 1))
		return false;
	for (int m = 0; m < DIMENSIONS; m++)
		if (in->classes[class].takes[m] > 0 && lane->room[m] != WITHOUT_LIMIT &&
		    lane->room[m] < in->classes[class].takes[m])
			return false;
	return true;
}

/* A trip cannot start while a resource that it takes is not there at all. */
static bool can_start(const struct instance *in, const struct lane *lane, int start)
{
	if (start < lane->first || start > lane->last)
		return false;
	for (int u = 0; u < lane->use_count; u++) {
		const struct use *use = &lane->use[u];
		int64_t least = use->per_unit ? 1 : use->amount;

		for (int t = use->from; t < use->to; t++)
			if (capacity_at(&in->resources[use->resource], start + t) < least)
				return false;
	}
	return true;
}

/* What one unit of a class pays for a trip; rounded down wherever it is not whole. */
static int64_t cost_of(const struct proof *proof, int i, int class, int start)
{
	const struct lane *lane = &proof->in->lanes[i];
	int64_t takes = proof->in->classes[class].takes[proof->dimension[i]];
	int64_t room = lane->room[proof->dimension[i]];
	__int128 trip = 0, unit = 0;

	for (int u = 0; u < lane->use_count; u++) {
		const struct use *use = &lane->use[u];
		const __int128 *before =
		    proof->before + (size_t)use->resource * (size_t)(proof->steps + 1);
		int from = start + use->from, to = start + use->to;
		__int128 paid;

		from = from > proof->steps ? proof->steps : from;
		to = to > proof->steps ? proof->steps : to;
		paid = proof->in->resources[use->resource].is_total ? before[1]
								    : before[to] - before[from];
		if (use->per_unit)
			unit += paid * 1000 * use->amount / (use->to - use->from);
		else
			trip += paid * use->amount;
	}
	unit /= 1000;
	trip = trip > TRIP_MAX ? TRIP_MAX : trip;
	if (room != WITHOUT_LIMIT && room > 0)
		unit += trip * takes / room;
	return unit > proof->one ? proof->one : (int64_t)unit;
}

/* Cheapest costs from every place and step to one place, for one class; backwards in time. */
static int64_t *costs_to(const struct proof *proof, int class, int to)
{
	const struct instance *in = proof->in;
	size_t steps = (size_t)proof->steps;
	int64_t *cost = zeros((size_t)in->place_count * steps, sizeof(*cost));

	for (int t = proof->step; t >= 0; t--) {
		for (int p = 0; p < in->place_count; p++)
			cost[(size_t)p * steps + (size_t)t] =
			    p == to            ? 0
			    : t == proof->step ? proof->one
					       : cost[(size_t)p * steps + (size_t)t + 1];
		/* Lanes without duration lead to places where cargo ends: before all others. */
		for (int pass = 0; pass < 2; pass++) {
			for (int i = 0; i < in->lane_count; i++) {
				const struct lane *lane = &in->lanes[i];
				size_t here = (size_t)lane->from * steps + (size_t)t;
				int64_t there;

				if ((lane->duration > 0) != (pass == 1) ||
				    t + lane->duration > proof->step ||
				    !takes_class(in, lane, class) || !can_start(in, lane, t))
					continue;
				there =
				    cost[(size_t)lane->to * steps + (size_t)(t + lane->duration)];
				if (there >= cost[here])
					continue;
				there += cost_of(proof, i, class, t);
				if (there < cost[here])
					cost[here] = there;
			}
		}
	}
	return cost;
}

static bool costs_more_than_there_is(const struct proof *proof)
{
	const struct instance *in = proof->in;
	__int128 needed = 0, worth = 0;
	int64_t *cost = NULL;

	for (int k = 0; k < in->demand_count; k++) {
		const struct demand *demand = &in->demands[k];

		if (k == 0 || demand->class != in->demands[k - 1].class ||
		    demand->to != in->demands[k - 1].to) {
			free(cost);
			cost = costs_to(proof, demand->class, demand->to);
		}
		needed += (__int128)demand->amount *
			  (demand->ready > proof->step
			       ? proof->one
			       : cost[(size_t)demand->from * (size_t)proof->steps +
				      (size_t)demand->ready]);
	}
	free(cost);
	for (int r = 0; r < in->resource_count; r++)
		for (int t = 0; t <= proof->step; t++)
			worth +=
			    (__int128)proof->price[(size_t)r * (size_t)proof->steps + (size_t)t] *
			    capacity_at(&in->resources[r], t);
	return needed > worth;
}

bool proof_holds(const struct instance *in, const json_t *certificate, int bound, char *why,
		 size_t why_size)
{
	const json_t *step = json_object_get(certificate, "not_by_step");
	const json_t *one = json_object_get(certificate, "unit_price");
	struct proof proof = {.in = in, .step = bound - 1, .steps = bound};
	const char *reason = "it is not a certificate of that step";
	bool holds = false;

	if (bound == 0)
		return true; /* nothing to prove */
	if (bound > 0 && bound <= STEPS_MAX + 1 && json_is_integer(step) &&
	    json_integer_value(step) == bound - 1 && json_is_integer(one) &&
	    json_integer_value(one) > 0 && json_integer_value(one) <= ONE_MAX) {
		proof.one = json_integer_value(one);
		proof.price =
		    zeros((size_t)in->resource_count * (size_t)proof.steps, sizeof(*proof.price));
		proof.dimension = zeros((size_t)in->lane_count, sizeof(*proof.dimension));
		proof.before = zeros((size_t)in->resource_count * (size_t)(proof.steps + 1),
				     sizeof(*proof.before));
		if (read_prices(&proof, certificate, &reason) &&
		    read_dimensions(&proof, certificate, &reason)) {
			for (int r = 0; r < in->resource_count; r++)
				for (int t = 0; t <= proof.step; t++) {
					size_t at =
					    (size_t)r * (size_t)(proof.steps + 1) + (size_t)t;

					proof.before[at + 1] =
					    proof.before[at] +
					    proof
						.price[(size_t)r * (size_t)proof.steps + (size_t)t];
				}
			holds = costs_more_than_there_is(&proof);
			reason = "the cargo does not cost more than all resources are worth";
		}
		free(proof.price);
		free(proof.dimension);
		free(proof.before);
	}
	if (!holds)
		snprintf(why, why_size, "%s", reason);
	return holds;
}

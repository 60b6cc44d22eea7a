/* SPDX-License-Identifier: EUPL-1.2 */
#include "schedule_check.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "schedule_case.h"
#include "schedule_proof.h"

struct trip {
	int lane, start, vehicle;
	const json_t *load;
	int number; /* place in the answer's list */
};

struct check {
	const struct instance *in;
	const json_t *answer;
	FILE *out;
	int wrong;
	struct trip *trips;
	int trip_count;
	int closure;    /* latest arrival */
	int64_t *stock; /* by place, then demand */
	int64_t *used;  /* by resource, then step */
	int *arrival;   /* by demand: when the last of it was there */
	int steps;
};

static void wrong(struct check *check, const char *format, ...)
{
	va_list args;

	check->wrong++;
	if (check->wrong > 20)
		return;
	fprintf(check->out, "%s: ", check->in->id[0] ? check->in->id : "case");
	va_start(args, format);
	vfprintf(check->out, format, args);
	va_end(args);
	fputc('\n', check->out);
}

static void *zeros(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory) {
		fputs("servanda-check: out of memory\n", stderr);
		exit(4);
	}
	return memory;
}

static int integer(const json_t *object, const char *key, int missing)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value) || json_integer_value(value) < INT32_MIN ||
	    json_integer_value(value) > INT32_MAX)
		return missing;
	return (int)json_integer_value(value);
}

static bool is_text(const json_t *object, const char *key, const char *text)
{
	const char *value = json_string_value(json_object_get(object, key));

	return text ? value && strcmp(value, text) == 0 : !value;
}

/* Reads a trip and checks what can be said of it alone. */
static bool read_trip(struct check *check, const json_t *value, int number, struct trip *trip)
{
	const struct instance *in = check->in;
	const struct lane *lane;

	*trip = (struct trip){.lane = integer(value, "lane", -1),
			      .start = integer(value, "start_step", -1),
			      .vehicle = integer(value, "vehicle", -1),
			      .load = json_object_get(value, "load"),
			      .number = number};
	if (trip->lane < 0 || trip->lane >= in->lane_count) {
		wrong(check, "trip %d: there is no lane %d", number, trip->lane);
		return false;
	}
	lane = &in->lanes[trip->lane];
	if (!is_text(value, "from", in->places[lane->from]) ||
	    !is_text(value, "to", in->places[lane->to]) || !is_text(value, "fleet", lane->fleet)) {
		wrong(check, "trip %d: fleet or places are not those of lane %d", number,
		      trip->lane);
		return false;
	}
	if (trip->start < lane->first || trip->start > lane->last || trip->start < 0 ||
	    trip->start > STEPS_MAX) {
		wrong(check, "trip %d: may not start at step %d", number, trip->start);
		return false;
	}
	if (integer(value, "arrival_step", -1) != trip->start + lane->duration) {
		wrong(check, "trip %d: arrives at step %d", number, trip->start + lane->duration);
		return false;
	}
	if (in->horizon && trip->start + lane->duration > in->horizon) {
		wrong(check, "trip %d: arrives after the horizon of %d steps", number, in->horizon);
		return false;
	}
	if (lane->fleet &&
	    (trip->vehicle < 0 || trip->vehicle >= in->resources[lane->fleet_resource].capacity)) {
		wrong(check, "trip %d: fleet '%s' has no vehicle %d", number, lane->fleet,
		      trip->vehicle);
		return false;
	}
	return true;
}

static int by_start(const void *a, const void *b)
{
	const struct trip *x = a, *y = b;

	return x->start != y->start ? (x->start > y->start) - (x->start < y->start)
				    : x->number - y->number;
}

static int demand_of(const struct instance *in, const json_t *load)
{
	for (int k = 0; k < in->demand_count; k++)
		if (is_text(load, "unit", in->demands[k].unit) &&
		    is_text(load, "class", in->classes[in->demands[k].class].name))
			return k;
	return -1;
}

/* Loads a trip from the stock of its origin; returns the units it carries. */
static int64_t take_load(struct check *check, const struct trip *trip)
{
	const struct instance *in = check->in;
	const struct lane *lane = &in->lanes[trip->lane];
	__int128 filled[DIMENSIONS] = {0};
	int64_t units = 0;
	json_t *entry;
	size_t i;

	json_array_foreach(trip->load, i, entry)
	{
		int k = demand_of(in, entry);
		int64_t amount = json_integer_value(json_object_get(entry, "amount"));
		int64_t *there;

		if (k < 0 || amount <= 0 || amount > INT32_MAX) {
			wrong(check, "trip %d: a load of no unit of the case", trip->number);
			continue;
		}
		if (!(lane->carries >> in->demands[k].class & 1))
			wrong(check, "trip %d: its vehicle does not take '%s'", trip->number,
			      in->classes[in->demands[k].class].name);
		there = &check->stock[(size_t)lane->from * (size_t)in->demand_count + (size_t)k];
		if (*there < amount)
			wrong(check,
			      "trip %d at step %d: %lld %s of unit '%s' are not at '%s', but %lld",
			      trip->number, trip->start, (long long)amount,
			      in->classes[in->demands[k].class].name, in->demands[k].unit,
			      in->places[lane->from], (long long)*there);
		*there -= amount;
		units += amount;
		for (int m = 0; m < DIMENSIONS; m++)
			filled[m] += (__int128)amount * in->classes[in->demands[k].class].takes[m];
	}
	for (int m = 0; m < DIMENSIONS; m++)
		if (lane->room[m] != WITHOUT_LIMIT && filled[m] > lane->room[m])
			wrong(check, "trip %d: carries %lld thousandths where %lld fit",
			      trip->number, (long long)filled[m], (long long)lane->room[m]);
	return units;
}

static void unload(struct check *check, const struct trip *trip)
{
	const struct instance *in = check->in;
	json_t *entry;
	size_t i;

	json_array_foreach(trip->load, i, entry)
	{
		int k = demand_of(in, entry);

		if (k < 0)
			continue;
		check->stock[(size_t)in->lanes[trip->lane].to * (size_t)in->demand_count +
			     (size_t)k] += json_integer_value(json_object_get(entry, "amount"));
		if (in->lanes[trip->lane].to == in->demands[k].to)
			check->arrival[k] = trip->start + in->lanes[trip->lane].duration;
	}
}

static void use_resources(struct check *check, const struct trip *trip, int64_t units)
{
	const struct lane *lane = &check->in->lanes[trip->lane];

	for (int u = 0; u < lane->use_count; u++) {
		const struct use *use = &lane->use[u];
		int length = use->to - use->from;
		int64_t amount =
		    use->per_unit ? (units * use->amount + length - 1) / length : use->amount;

		for (int t = use->from; t < use->to; t++)
			check->used[(size_t)use->resource * (size_t)check->steps +
				    (size_t)(trip->start + t)] += amount;
	}
}

static void check_resources(struct check *check)
{
	const struct instance *in = check->in;

	for (int r = 0; r < in->resource_count; r++) {
		int64_t total = 0;

		for (int t = 0; t < check->steps; t++) {
			int64_t used = check->used[(size_t)r * (size_t)check->steps + (size_t)t];

			total += used;
			if (!in->resources[r].is_total && used > 0 &&
			    used > capacity_at(&in->resources[r], t))
				wrong(check, "step %d: '%s' is used %lld times, and there are %lld",
				      t, in->resources[r].name, (long long)used,
				      (long long)capacity_at(&in->resources[r], t));
		}
		if (in->resources[r].is_total && total > in->resources[r].capacity)
			wrong(check, "'%s' is used %lld times, and there are %lld",
			      in->resources[r].name, (long long)total,
			      (long long)in->resources[r].capacity);
	}
}

/* Each vehicle makes one trip after the other, and ferries to where the next one begins. */
static void check_vehicles(struct check *check)
{
	const struct instance *in = check->in;

	for (int i = 0; i < check->trip_count; i++) {
		const struct trip *trip = &check->trips[i];
		const struct lane *lane = &in->lanes[trip->lane];

		for (int j = i + 1; lane->fleet && j < check->trip_count; j++) {
			const struct trip *next = &check->trips[j];
			const struct lane *other = &in->lanes[next->lane];
			int ready = trip->start + lane->cycle;

			if (!other->fleet || other->fleet_resource != lane->fleet_resource ||
			    next->vehicle != trip->vehicle)
				continue;
			ready += ferry_steps(in, lane->fleet_resource, lane->from, other->from);
			if (next->start < ready)
				wrong(check,
				      "vehicle %d of '%s' starts at step %d and is back at step %d",
				      trip->vehicle, lane->fleet, next->start, ready);
			break;
		}
	}
}

/* Cargo at a place whose lanes take no time is taken in there, as much as is wanted. */
static void take_in(struct check *check)
{
	const struct instance *in = check->in;

	for (int i = 0; i < in->lane_count; i++) {
		const struct lane *lane = &in->lanes[i];
		int64_t left;

		if (lane->duration || lane->use_count != 1 ||
		    !in->resources[lane->use[0].resource].is_total)
			continue;
		left = in->resources[lane->use[0].resource].capacity;
		for (int k = 0; k < in->demand_count; k++) {
			size_t from = (size_t)lane->from * (size_t)in->demand_count + (size_t)k;
			size_t to = (size_t)lane->to * (size_t)in->demand_count + (size_t)k;
			int64_t amount = check->stock[from] < left ? check->stock[from] : left;

			check->stock[from] -= amount;
			check->stock[to] += amount;
			left -= amount;
		}
	}
}

/* All steps in order: what arrives at a step may leave at it. */
static void replay(struct check *check)
{
	const struct instance *in = check->in;
	struct trip **arriving = zeros((size_t)check->trip_count, sizeof(*arriving));
	int arriving_count = 0, next = 0;

	check->stock = zeros((size_t)in->place_count * (size_t)in->demand_count, sizeof(int64_t));
	check->arrival = zeros((size_t)in->demand_count, sizeof(*check->arrival));
	check->used = zeros((size_t)in->resource_count * (size_t)check->steps, sizeof(int64_t));
	for (int t = 0; t < check->steps; t++) {
		for (int k = 0; k < in->demand_count; k++)
			if (in->demands[k].ready == t)
				check
				    ->stock[(size_t)in->demands[k].from * (size_t)in->demand_count +
					    (size_t)k] += in->demands[k].amount;
		for (int i = 0; i < arriving_count; i++) {
			struct trip *trip = arriving[i];

			if (trip->start + in->lanes[trip->lane].duration != t)
				continue;
			unload(check, trip);
			arriving[i--] = arriving[--arriving_count];
			if (t > check->closure)
				check->closure = t;
		}
		for (; next < check->trip_count && check->trips[next].start == t; next++) {
			use_resources(check, &check->trips[next],
				      take_load(check, &check->trips[next]));
			arriving[arriving_count++] = &check->trips[next];
		}
	}
	take_in(check);
	for (int k = 0; k < in->demand_count; k++) {
		int64_t there =
		    check->stock[(size_t)in->demands[k].to * (size_t)in->demand_count + (size_t)k];

		if (there != in->demands[k].amount)
			wrong(check, "unit '%s': %lld of %lld %s are in place", in->demands[k].unit,
			      (long long)there, (long long)in->demands[k].amount,
			      in->classes[in->demands[k].class].name);
	}
	free(arriving);
}

/* A number of days in the answer that has to be so many steps, to the thousandth. */
static void check_days(struct check *check, const json_t *object, const char *key, int steps)
{
	double days = (double)steps * check->in->step_hours / 24;
	const json_t *said = json_object_get(object, key);

	if (!json_is_number(said) || fabs(json_number_value(said) - days) > 0.001)
		wrong(check, "'%s' is not %.3f", key, days);
}

static void check_bars(struct check *check, int closure)
{
	const json_t *bars = json_object_get(check->answer, "bars");
	int first = check->trip_count ? check->trips[0].start : 0;

	check_days(check, check->answer, "closure_day", closure);
	check_days(check, bars, "preparation_days", first);
	check_days(check, bars, "movement_days", closure - first);
	if (integer(bars, "decision_days", -1) != check->in->decision_days)
		wrong(check, "'decision_days' is not %d", check->in->decision_days);
}

/* The list of what is late names all of it, and nothing else. */
static void check_late(struct check *check)
{
	const struct instance *in = check->in;
	const json_t *list = json_object_get(check->answer, "late");
	size_t late = 0;
	json_t *entry;
	size_t i;

	for (int k = 0; k < in->demand_count; k++)
		late += in->demands[k].due >= 0 && check->arrival[k] > in->demands[k].due;
	if (json_array_size(list) != late)
		wrong(check, "%zu loads are late, and %zu are said to be", late,
		      json_array_size(list));
	json_array_foreach(list, i, entry)
	{
		int k = demand_of(in, entry);

		if (k < 0 || in->demands[k].due < 0 || check->arrival[k] <= in->demands[k].due ||
		    integer(entry, "due_step", -1) != in->demands[k].due ||
		    integer(entry, "arrival_step", -1) != check->arrival[k])
			wrong(check, "late %zu: no such load is due then and there then", i);
	}
}

static void read_trips(struct check *check, const json_t *trips)
{
	json_t *value;
	size_t i;

	check->trips = zeros(json_array_size(trips), sizeof(*check->trips));
	json_array_foreach(trips, i, value)
	{
		struct trip *trip = &check->trips[check->trip_count];
		const struct lane *lane;

		if (!read_trip(check, value, (int)i, trip))
			continue;
		check->trip_count++;
		lane = &check->in->lanes[trip->lane];
		if (trip->start + lane->cycle + 1 > check->steps)
			check->steps = trip->start + lane->cycle + 1;
		if (trip->start + lane->duration + 1 > check->steps)
			check->steps = trip->start + lane->duration + 1;
	}
	qsort(check->trips, (size_t)check->trip_count, sizeof(*check->trips), by_start);
}

static void check_schedule(struct check *check, json_int_t closure)
{
	if (closure < 0 || closure > STEPS_MAX) {
		wrong(check, "it closes beyond %d steps", STEPS_MAX);
		return;
	}
	check->steps = (int)closure + 1;
	read_trips(check, json_object_get(check->answer, "trips"));
	replay(check);
	check_resources(check);
	check_vehicles(check);
	if (check->closure != closure)
		wrong(check, "closes at step %d, not %d", check->closure, (int)closure);
	check_bars(check, (int)closure);
	check_late(check);
	free(check->stock);
	free(check->used);
	free(check->arrival);
	free(check->trips);
}

/* What status and gap say has to follow from closure and bound. */
static void check_status(struct check *check, const json_t *closure, int bound)
{
	bool is_infeasible = is_text(check->answer, "status", "infeasible");
	bool is_optimal = is_text(check->answer, "status", "optimal");

	if (!is_infeasible && !is_optimal && !is_text(check->answer, "status", "gap") &&
	    !is_text(check->answer, "status", "time_limit"))
		wrong(check, "the status is none of optimal, gap, time_limit, infeasible");
	if (json_is_integer(closure)) {
		if (integer(check->answer, "gap_steps", -1) != json_integer_value(closure) - bound)
			wrong(check, "the gap is not closure less bound");
		if (is_optimal != (json_integer_value(closure) == bound))
			wrong(check, "'optimal' is said exactly when closure and bound are equal");
		if (is_infeasible)
			wrong(check, "'infeasible' is said, and there is a closure");
		return;
	}
	if (!json_is_null(closure) || is_optimal ||
	    json_array_size(json_object_get(check->answer, "trips")))
		wrong(check, "there are trips, or an optimum, without a closure");
	if (is_infeasible && check->in->horizon && bound <= check->in->horizon)
		wrong(check,
		      "'infeasible' is said, and the bound is within the horizon of %d steps",
		      check->in->horizon);
}

static void check_answer(struct check *check)
{
	const json_t *closure = json_object_get(check->answer, "closure_step");
	int bound = integer(check->answer, "bound_step", -1);
	char why[256] = "";

	if (!is_text(check->answer, "case", check->in->id[0] ? check->in->id : NULL))
		wrong(check, "the answer is to another case");
	if (integer(check->answer, "step_hours", -1) != check->in->step_hours)
		wrong(check, "a step has %d hours", check->in->step_hours);
	if (json_is_integer(closure))
		check_schedule(check, json_integer_value(closure));
	check_status(check, closure, bound);
	if (!proof_holds(check->in, json_object_get(check->answer, "certificate"), bound, why,
			 sizeof(why)))
		wrong(check, "the certificate does not prove the bound of step %d: %s", bound, why);
	if (check->wrong)
		return;
	fprintf(check->out, "%s: ", check->in->id[0] ? check->in->id : "case");
	if (json_is_integer(closure))
		fprintf(check->out, "the schedule holds and closes at step %lld; ",
			(long long)json_integer_value(closure));
	fprintf(check->out, "nothing can close before step %d: proven\n", bound);
}

static int check_all(const char *case_text, size_t case_length, const char *answer_text,
		     size_t answer_length, const char *units, FILE *out)
{
	struct instance *instances;
	char why[256];
	int count = instances_read(case_text, case_length, units, &instances, why, sizeof(why));
	json_error_t problem;
	json_t *root;
	int wrong_count = 0;

	if (count < 0) {
		fprintf(out, "%s\n", why);
		return 2;
	}
	root = json_loadb(answer_text, answer_length, JSON_REJECT_DUPLICATES, &problem);
	if (!root) {
		fprintf(out, "the answer is not JSON: line %d: %s\n", problem.line, problem.text);
		return 2;
	}
	if (json_is_array(root) ? json_array_size(root) != (size_t)count
				: count != 1 || !json_is_object(root)) {
		fprintf(out, "the case has %d parts, and the answer has another number\n", count);
		json_decref(root);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		struct check check = {
		    .in = &instances[i],
		    .answer = json_is_array(root) ? json_array_get(root, (size_t)i) : root,
		    .out = out};

		check_answer(&check);
		wrong_count += check.wrong;
	}
	json_decref(root);
	return wrong_count ? 1 : 0;
}

int schedule_check(const char *case_text, size_t case_length, const char *answer_text,
		   size_t answer_length, const char *units, FILE *out)
{
	int r = check_all(case_text, case_length, answer_text, answer_length, units, out);

	instances_done();
	return r;
}

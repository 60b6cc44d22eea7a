/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Laws of deployments, on cases drawn with seeds that are printed: what is added never hurts, what
 * is split costs nothing, every schedule replays, every certificate verifies.
 */
#include "support.h"

#include "domain/deployment_schedule.h"
#include "domain/deployment_shortfall.h"
#include "schedule_check.h"
#include "solve/flow_tidy.h"

#define CASES 16
#define ROUNDS 400
#define EAST 40 /* tonnes at the second origin */

/* A drawn case: an origin, a hub, a destination; numbers that a law may change.  Wide ones have a
 * second origin to which planes ferry, opening hours, a closure, handling, slots and lane metres.
 */
struct draw {
	int planes, trucks, stands, notice, scale;
	int flight, road, load;
	int people, vehicles, ready;
	int due; /* 0: none */
	bool split;
	bool wide;
	int ferry, handling, slots, opens, shut;
};

static unsigned next(unsigned *random, unsigned limit)
{
	*random = *random * 1103515245U + 12345U;
	return (*random >> 16) % limit;
}

static struct draw draw_case(unsigned seed)
{
	unsigned random = seed * 2654435761U + 1;

	struct draw draw = {
	    .planes = 1 + (int)next(&random, 4),
	    .trucks = 2 + (int)next(&random, 8),
	    .stands = 1 + (int)next(&random, 3),
	    .notice = (int)next(&random, 5),
	    .scale = 1,
	    .flight = 1 + (int)next(&random, 3),
	    .road = 1 + (int)next(&random, 5),
	    .load = 1 + (int)next(&random, 2),
	    .people = 20 * (int)next(&random, 8),
	    .vehicles = 30 + 10 * (int)next(&random, 12),
	    .ready = (int)next(&random, 4),
	};

	if (seed % 2)
		return draw;
	draw.wide = true;
	draw.ferry = (int)next(&random, 4);
	draw.handling = 24 + 12 * (int)next(&random, 3);
	draw.slots = 2 + (int)next(&random, 4);
	draw.opens = (int)next(&random, 2);
	draw.shut = 10 + (int)next(&random, 20);
	return draw;
}

static const char *due_key(struct sv_arena *arena, const struct draw *draw)
{
	return draw->due ? sv_arena_printf(arena, "\"due_step\":%d,", draw->due) : "";
}

static const char *units(struct sv_arena *arena, const struct draw *draw)
{
	int s = draw->scale, half = draw->vehicles / 2;

	if (!draw->split)
		return sv_arena_printf(arena,
				       "{\"id\":\"a\",\"origin\":\"A\",\"ready_step\":%d,%s"
				       "\"people\":%d,\"vehicles_t\":%d}",
				       draw->ready * s, due_key(arena, draw), draw->people,
				       draw->vehicles);
	return sv_arena_printf(arena,
			       "{\"id\":\"a1\",\"origin\":\"A\",\"ready_step\":%d,\"people\":%d,"
			       "\"vehicles_t\":%d},{\"id\":\"a2\",\"origin\":\"A\","
			       "\"ready_step\":%d,\"vehicles_t\":%d}",
			       draw->ready * s, draw->people, half, draw->ready * s,
			       draw->vehicles - half);
}

/* What stands before the fleets. */
static const char *limits(struct sv_arena *arena, const struct draw *draw)
{
	int s = draw->scale;

	if (!draw->wide)
		return sv_arena_printf(arena, "\"stands\":{\"H\":%d},", draw->stands);
	return sv_arena_printf(
	    arena,
	    "\"stands\":{\"H\":%d},\"handling\":{\"H\":%d},\"slots\":{\"road\":%d},"
	    "\"hours\":{\"H\":[%d,%d]},\"shut\":{\"H\":[%d,%d]},"
	    "\"ferry\":[[\"A\",\"E\",9],[\"E\",\"A\",%d,\"plane\"]],"
	    "\"classes\":{\"vehicles_t\":{\"tonnes\":1,\"lane_m\":1.5}},",
	    draw->stands, draw->handling / s, draw->slots, draw->opens * s, 4 * s, draw->shut * s,
	    draw->shut * s + 3 * s, draw->ferry * s);
}

static const char *planes(struct sv_arena *arena, const struct draw *draw)
{
	int s = draw->scale, load = draw->load * s, flight = draw->flight * s;

	return sv_arena_printf(arena,
			       "{\"name\":\"plane\",\"count\":%d,\"from_step\":%d,\"capacity\":%s,"
			       "\"stand_units\":1,\"carries\":[\"people\",\"vehicles_t\"],"
			       "\"lanes\":[[\"A\",\"H\",%d,%d,%d,%d]%s]}",
			       draw->planes, draw->notice * s,
			       draw->wide ? "{\"people\":20,\"tonnes\":20,\"lane_m\":24}" : "20",
			       load, flight, load, flight,
			       draw->wide ? sv_arena_printf(arena, ",[\"E\",\"H\",%d,%d,%d,%d]",
							    load, flight + s, load, flight + s)
					  : "");
}

static const char *trucks(struct sv_arena *arena, const struct draw *draw)
{
	int s = draw->scale, road = draw->road * s;

	return sv_arena_printf(
	    arena,
	    "{\"name\":\"truck\",\"count\":%d,\"capacity\":10,\"carries\":[\"people\","
	    "\"vehicles_t\"],\"lanes\":[{\"from\":\"H\",\"to\":\"D\",\"load\":%d,\"out\":%d,"
	    "\"unload\":%d,\"back\":%d%s}]}",
	    draw->trucks, s, road, s, road, draw->wide ? ",\"slot\":\"road\"" : "");
}

static const char *write_case(struct sv_arena *arena, const struct draw *draw)
{
	int s = draw->scale;

	return sv_arena_printf(
	    arena,
	    "{\"id\":\"drawn\",\"step_hours\":%d,\"horizon_steps\":%d,%s"
	    "\"fleets\":[%s,%s],\"destination\":\"D\",\"units\":[%s%s]}",
	    6 / s, 400 * s, limits(arena, draw), planes(arena, draw), trucks(arena, draw),
	    units(arena, draw),
	    draw->wide
		? sv_arena_printf(arena, ",{\"id\":\"east\",\"origin\":\"E\",%s\"vehicles_t\":%d}",
				  due_key(arena, draw), EAST)
		: "");
}

static struct sv_deployment_answer plan_text(struct sv_arena *arena, const char *text,
					     struct sv_deployment **ret)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_deployments cases = {0};
	struct sv_deployment_options options = {
	    .seed = 1, .rounds_max = ROUNDS, .no_savings = true};
	struct sv_deployment_answer answer;
	struct sv_error err = SV_ERROR_INIT;

	sv_deployment_read(arena, "drawn.json", sv_str_from(text), &cases, &findings);
	assert_string_equal(findings_text(arena, &findings), "");
	assert_int_equal(cases.count, 1);
	*ret = cases.items[0];
	assert_int_equal(sv_deployment_plan(arena, *ret, &options, NULL, &answer, &err), 0);
	return answer;
}

static int bound_of(struct sv_arena *arena, const struct draw *draw)
{
	struct sv_deployment *d;

	return plan_text(arena, write_case(arena, draw), &d).bound;
}

static const char *json_of(struct sv_arena *arena, const struct sv_deployment *d,
			   const struct sv_deployment_answer *answer)
{
	struct sv_buf out = SV_BUF_INIT;
	struct sv_json json = SV_JSON_INIT(&out);
	const char *text;

	sv_deployment_answer_json(d, answer, &json);
	text = sv_arena_cstr(arena, out.ptr);
	sv_buf_free(&out);
	return text;
}

static int check_text(const char *text, const char *answer)
{
	FILE *out = fopen("/dev/null", "w");
	int r = schedule_check(text, strlen(text), answer, strlen(answer), NULL, out);

	fclose(out);
	return r;
}

/* The text of a drawn case, and what is answered to it. */
static const char *plan_drawn(struct sv_arena *arena, unsigned seed, struct sv_deployment **ret,
			      struct sv_deployment_answer *ret_answer)
{
	struct draw draw = draw_case(seed);
	const char *text = write_case(arena, &draw);

	*ret_answer = plan_text(arena, text, ret);
	return text;
}

static void every_schedule_replays_and_every_certificate_verifies(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct sv_deployment *d;
		struct sv_deployment_answer answer;
		const char *text = plan_drawn(&place->arena, seed, &d, &answer);

		print_message("# seed %u: bound %d, closure %d\n", seed, answer.bound,
			      answer.plan.closure);
		assert_true(answer.plan.closure >= answer.bound);
		assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 0);
	}
}

static void a_certificate_of_more_than_can_be_proven_is_refused(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct sv_deployment *d;
		struct sv_deployment_answer answer;
		const char *text = plan_drawn(&place->arena, seed, &d, &answer);

		/* A plan closes there, so no prices can prove that none does. */
		answer.bound = answer.plan.closure + 1;
		answer.plan = (struct sv_flow_schedule){.closure = -1};
		answer.status = SV_PLAN_GAP;
		assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 1);
	}
}

#define FORGERIES 150

/* A certificate as a forger would try it: the honest prices raised, others beside them, one
 * resource and step named many times, each lane counted in another dimension. */
static const char *forge(struct sv_arena *arena, const struct sv_deployment *d, unsigned *random,
			 const struct sv_deployment_answer *answer)
{
	struct sv_deployment_answer forged = *answer;
	size_t count = answer->proof.price_count + 1 + next(random, 12);
	struct sv_flow_price *prices = SV_NEW_ARRAY(arena, struct sv_flow_price, count);
	static const int64_t worth[] = {1, 1000, SV_FLOW_PRICE_ONE, 100LL * SV_FLOW_PRICE_ONE,
					1000000000000000};

	forged.bound = answer->plan.closure + 1;
	forged.plan = (struct sv_flow_schedule){.closure = -1};
	forged.status = SV_PLAN_GAP;
	for (size_t i = 0; i < count; i++) {
		prices[i] = i < answer->proof.price_count
				? answer->proof.prices[i]
				: (struct sv_flow_price){
				      (int)next(random, (unsigned)d->flow.resource_count),
				      (int)next(random, (unsigned)forged.bound),
				      worth[next(random, SV_ARRAY_LEN(worth))]};
		if (next(random, 4) == 0)
			prices[i].price += worth[next(random, 3)];
	}
	for (int i = 0; i < d->flow.lane_count; i++)
		d->flow.lanes[i].bound_dimension = (int)next(random, SV_FLOW_DIMENSIONS);
	forged.proof.prices = prices;
	forged.proof.price_count = count;
	return json_of(arena, d, &forged);
}

static void no_certificate_proves_what_a_schedule_refutes(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct sv_deployment *d;
		struct sv_deployment_answer answer;
		const char *text = plan_drawn(&place->arena, seed, &d, &answer);
		unsigned random = seed;

		print_message("# seed %u\n", seed);
		for (int i = 0; i < FORGERIES; i++)
			assert_int_equal(
			    check_text(text, forge(&place->arena, d, &random, &answer)), 1);
	}
}

static void a_certificate_without_its_prices_is_refused(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct sv_deployment *d;
		struct sv_deployment_answer answer;
		const char *text = plan_drawn(&place->arena, seed, &d, &answer);

		if (answer.proof.price_count == 0)
			continue; /* travel times alone prove it */
		answer.proof.price_count = 0;
		assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 1);
	}
}

static void an_altered_trip_is_refused(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct sv_deployment *d;
		struct sv_deployment_answer answer;
		const char *text = plan_drawn(&place->arena, seed, &d, &answer);
		struct sv_flow_trip *last = &answer.plan.trips[answer.plan.trip_count - 1];

		last->loads[0].amount++;
		assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 1);
		last->loads[0].amount--;
		answer.plan.trips[0].start--;
		assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 1);
	}
}

/* With more, the bound is no later, and the schedule of before still is one: what is best can only
 * get better. */
static void is_no_worse_with(struct place *place, const struct draw *draw, const struct draw *more)
{
	const char *before_text = write_case(&place->arena, draw);
	const char *text = write_case(&place->arena, more);
	struct sv_deployment *d, *rich;
	struct sv_deployment_answer answer = plan_text(&place->arena, before_text, &d);
	struct sv_deployment_answer better = plan_text(&place->arena, text, &rich);

	assert_true(better.bound <= answer.bound);
	better.plan = answer.plan;
	better.preparation_steps = answer.preparation_steps;
	better.movement_steps = answer.movement_steps;
	better.status = better.plan.closure == better.bound ? SV_PLAN_OPTIMAL : SV_PLAN_GAP;
	assert_int_equal(check_text(text, json_of(&place->arena, rich, &better)), 0);
}

static void one_more_vehicle_stand_or_step_of_notice_less_never_delays_closure(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct draw draw = draw_case(seed), more = draw;

		print_message("# seed %u\n", seed);
		more.planes++;
		is_no_worse_with(place, &draw, &more);
		more = draw;
		more.trucks++;
		is_no_worse_with(place, &draw, &more);
		more = draw;
		more.stands++;
		is_no_worse_with(place, &draw, &more);
		more = draw;
		more.notice = SV_MAX(more.notice - 1, 0);
		is_no_worse_with(place, &draw, &more);
		if (!draw.wide)
			continue;
		more = draw;
		more.slots++;
		is_no_worse_with(place, &draw, &more);
		more = draw;
		more.handling++;
		is_no_worse_with(place, &draw, &more);
		more = draw;
		more.opens = 0;
		is_no_worse_with(place, &draw, &more);
	}
}

static void splitting_a_unit_keeps_the_bound(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct draw draw = draw_case(seed), split = draw;

		split.split = true;
		print_message("# seed %u\n", seed);
		assert_int_equal(bound_of(&place->arena, &draw), bound_of(&place->arena, &split));
	}
}

static void halving_all_times_halves_the_steps(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct draw draw = draw_case(seed), twice = draw;
		int bound, fine;

		draw.slots = twice.slots = 100; /* of a step, whatever its length: no time */
		bound = bound_of(&place->arena, &draw);
		twice.scale = 2;
		fine = bound_of(&place->arena, &twice);
		print_message("# seed %u: %d and %d\n", seed, bound, fine);
		/* Finer steps may gain less than one coarse step. */
		assert_true(fine == 2 * bound || fine == 2 * bound - 1);
	}
}

static void a_certificate_in_shorter_steps_verifies_too(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct draw draw = draw_case(seed);
		struct sv_deployment *d;
		struct sv_deployment_answer answer;
		const char *text;

		draw.scale = 3;
		text = write_case(&place->arena, &draw);
		answer = plan_text(&place->arena, text, &d);
		assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 0);
	}
}

static void the_same_seed_gives_the_same_plan(void **state)
{
	struct place *place = *state;
	struct draw draw = draw_case(7);
	const char *text = write_case(&place->arena, &draw);
	struct sv_deployment *d;
	struct sv_deployment_answer a = plan_text(&place->arena, text, &d);
	const char *first = json_of(&place->arena, d, &a);
	struct sv_deployment_answer b = plan_text(&place->arena, text, &d);

	assert_string_equal(first, json_of(&place->arena, d, &b));
}

static void more_rounds_never_give_a_later_closure(void **state)
{
	struct place *place = *state;
	struct draw draw = draw_case(3);
	const char *text = write_case(&place->arena, &draw);
	int last = INT32_MAX;

	for (long rounds = 1; rounds <= 1024; rounds *= 4) {
		struct sv_findings findings = SV_FINDINGS_INIT(&place->arena);
		struct sv_deployments cases = {0};
		struct sv_deployment_options options = {
		    .seed = 1, .rounds_max = rounds, .no_savings = true};
		struct sv_deployment_answer answer;
		struct sv_error err = SV_ERROR_INIT;

		sv_deployment_read(&place->arena, "drawn.json", sv_str_from(text), &cases,
				   &findings);
		assert_int_equal(sv_deployment_plan(&place->arena, cases.items[0], &options, NULL,
						    &answer, &err),
				 0);
		assert_true(answer.plan.closure <= last);
		last = answer.plan.closure;
	}
}

/* Ten tonnes over a hub in two half empty trips each way: the first lorry need not leave before the
 * second has come, so one trip each is enough; the unit that is due may not wait for it. */
static void half_empty_trips_are_put_together_where_nothing_is_later_than_due(void **state)
{
	struct place *place = *state;

	for (int due = 4; due <= 6; due++) {
		const char *text = sv_arena_printf(
		    &place->arena,
		    "{\"id\":\"tidy\",\"fleets\":["
		    "{\"name\":\"plane\",\"count\":1,\"capacity\":10,\"carries\":[\"x\"],"
		    "\"lanes\":[[\"A\",\"H\",1,0,0,1]]},"
		    "{\"name\":\"truck\",\"count\":2,\"capacity\":10,\"carries\":[\"x\"],"
		    "\"lanes\":[[\"H\",\"D\",1,1,1,1]]}],\"destination\":\"D\",\"units\":["
		    "{\"id\":\"U\",\"origin\":\"A\",\"due_step\":%d,\"x\":5},"
		    "{\"id\":\"V\",\"origin\":\"A\",\"ready_step\":2,\"x\":5}]}",
		    due);
		struct sv_flow_load loads[4] = {{0, 5}, {1, 5}, {0, 5}, {1, 5}};
		struct sv_flow_trip trips[4] = {{0, 0, 0, 1, &loads[0]},
						{0, 2, 0, 1, &loads[1]},
						{1, 1, 0, 1, &loads[2]},
						{1, 3, 1, 1, &loads[3]}};
		int arrivals[2] = {4, 6};
		struct sv_deployment *d;
		struct sv_deployment_answer answer = plan_text(&place->arena, text, &d);

		answer.plan = (struct sv_flow_schedule){
		    .closure = 6, .trips = trips, .trip_count = 4, .arrivals = arrivals};
		sv_flow_tidy(&place->arena, &d->flow, &answer.plan);
		assert_int_equal(answer.plan.closure, 6);
		assert_int_equal(answer.plan.trip_count, due < 6 ? 4 : 2);
		assert_true(answer.plan.arrivals[0] <= due);
		answer.preparation_steps = answer.plan.trips[0].start;
		answer.movement_steps = 6 - answer.preparation_steps;
		assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 0);
	}
}

static void a_railway_by_hand_is_solved_exactly(void **state)
{
	struct place *place = *state;
	struct sv_deployment *d;
	/* Five trains over a link of two steps that takes two a step: the last leaves at 2. */
	const char *text = "2 1 1 1 100\n0 1 2 2\n0 5\n1 5\n";
	struct sv_deployment_answer answer = plan_text(&place->arena, text, &d);

	assert_int_equal(answer.bound, 4);
	assert_int_equal(answer.plan.closure, 4);
	assert_int_equal(answer.status, SV_PLAN_OPTIMAL);
	assert_int_equal(check_text(text, json_of(&place->arena, d, &answer)), 0);
}

static struct sv_shortfall shortfall_of(struct sv_arena *arena, const char *text)
{
	struct sv_deployment_options options = {.seed = 1, .rounds_max = ROUNDS};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_shortfall shortfall;
	struct sv_deployment *d;

	plan_text(arena, text, &d);
	assert_int_equal(sv_deployment_shortfall(arena, d, &options, NULL, &shortfall, &err), 0);
	return shortfall;
}

static void the_lift_that_is_short_is_counted_by_hand(void **state)
{
	struct place *place = *state;
	/* A vehicle unloads at steps 3, 7, 11, 15 and 19: five trips of ten, and ninety are due. */
	struct sv_shortfall alone = shortfall_of(
	    &place->arena,
	    "{\"horizon_steps\":40,\"fleets\":[{\"name\":\"F\",\"count\":1,\"capacity\":10,"
	    "\"carries\":[\"vehicles_t\"],\"lanes\":[[\"A\",\"B\",1,1,1,1]]}],\"units\":[{\"id\":"
	    "\"U\",\"origin\":\"A\",\"due_step\":20,\"vehicles_t\":90}]}");
	/* Ten trips by step 8 are too many for one stand, and for two vehicles. */
	struct sv_shortfall both = shortfall_of(
	    &place->arena,
	    "{\"horizon_steps\":90,\"stands\":{\"B\":1},\"fleets\":[{\"name\":\"F\",\"count\":2,"
	    "\"capacity\":10,\"stand_units\":1,\"carries\":[\"vehicles_t\"],\"lanes\":[[\"A\","
	    "\"B\",1,1,1,1]]}],\"units\":[{\"id\":\"U\",\"origin\":\"A\",\"due_step\":8,"
	    "\"vehicles_t\":100}]}");
	/* The way alone takes three steps. */
	struct sv_shortfall never = shortfall_of(
	    &place->arena,
	    "{\"horizon_steps\":90,\"fleets\":[{\"name\":\"F\",\"count\":1,\"capacity\":10,"
	    "\"carries\":[\"vehicles_t\"],\"lanes\":[[\"A\",\"B\",1,1,1,1]]}],\"units\":[{\"id\":"
	    "\"U\",\"origin\":\"A\",\"due_step\":2,\"vehicles_t\":90}]}");

	assert_int_equal(alone.count, 1);
	assert_int_equal(alone.items[0].at_least, 1);
	assert_int_equal(alone.items[0].enough, 1);
	assert_int_equal(both.count, 2);
	for (int i = 0; i < both.count; i++)
		assert_true(both.items[i].at_least > SV_DEPLOY_MORE_MAX);
	assert_non_null(both.together);
	/* What arrives by 8 starts by 5.  Two stands let two start a step: four vehicles go at 0 or
	 * 1 and again at 4 or 5, two more go once. */
	assert_int_equal(both.together[0], 1);
	assert_int_equal(both.together[1], 4);
	assert_true(never.hopeless);
	assert_null(never.together);
}

static void what_is_said_to_be_too_little_lift_is_and_what_is_shown_is_not(void **state)
{
	struct place *place = *state;
	int said = 0;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct draw draw = draw_case(seed);
		int *counts[] = {&draw.stands, &draw.planes, &draw.trucks, &draw.handling,
				 &draw.slots};
		static const char *const names[] = {"stands H", "fleet plane", "fleet truck",
						    "handling H", "slots road"};
		struct sv_deployment_answer answer;
		struct sv_shortfall shortfall;
		struct sv_deployment *d;

		print_message("# seed %u\n", seed);
		answer = plan_text(&place->arena, write_case(&place->arena, &draw), &d);
		draw.due = SV_MAX(answer.bound * 4 / 5, draw.ready + 1);
		shortfall = shortfall_of(&place->arena, write_case(&place->arena, &draw));
		for (int i = 0; i < shortfall.count; i++) {
			const struct sv_shortfall_item *item = &shortfall.items[i];
			int known = 0, before;

			for (; known < (int)SV_ARRAY_LEN(names); known++)
				if (sv_deployment_find_resource(d, names[known]) == item->resource)
					break;
			assert_true(known < (int)SV_ARRAY_LEN(names));
			before = *counts[known];
			assert_true(item->at_least >= 1);
			*counts[known] = before + item->at_least - 1;
			assert_true(bound_of(&place->arena, &draw) > draw.due);
			if (item->enough >= 0) {
				assert_true(item->enough >= item->at_least);
				*counts[known] = before + item->enough;
				assert_true(bound_of(&place->arena, &draw) <= draw.due);
				said++;
			}
			*counts[known] = before;
		}
	}
	assert_true(said > 3);
}

static void the_work_of_the_places_is_all_that_is_moved(void **state)
{
	struct place *place = *state;

	for (unsigned seed = 1; seed <= CASES; seed++) {
		struct draw draw = draw_case(seed);
		struct sv_deployment *d;
		struct sv_deployment_answer answer =
		    plan_text(&place->arena, write_case(&place->arena, &draw), &d);
		struct sv_workload *list;
		int count = sv_deployment_workload(&place->arena, d, &answer.plan, &list);

		print_message("# seed %u\n", seed);
		assert_int_equal(count, draw.wide ? 4 : 3);
		for (int i = 0; i < count; i++) {
			const char *name = d->places[list[i].place];
			struct sv_place_step all =
			    sv_workload_fold(&list[i], 0, list[i].step_count);

			int east = draw.wide ? EAST : 0;
			bool begins = name[0] == 'A' || name[0] == 'E';

			/* What goes out of A and E comes into H, and on to D. */
			assert_int_equal(all.out_kg, 1000 * (name[0] == 'A'   ? draw.vehicles
							     : name[0] == 'E' ? east
							     : name[0] == 'H' ? draw.vehicles + east
									      : 0));
			assert_int_equal(all.in_kg, begins ? 0 : 1000 * (draw.vehicles + east));
			assert_int_equal(all.in_people, begins ? 0 : draw.people);
			assert_true(all.stands <= (name[0] == 'H' ? draw.stands : 0));
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_begin, place_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(every_schedule_replays_and_every_certificate_verifies),
	    TEST(a_certificate_of_more_than_can_be_proven_is_refused),
	    TEST(no_certificate_proves_what_a_schedule_refutes),
	    TEST(a_certificate_without_its_prices_is_refused),
	    TEST(an_altered_trip_is_refused),
	    TEST(one_more_vehicle_stand_or_step_of_notice_less_never_delays_closure),
	    TEST(splitting_a_unit_keeps_the_bound),
	    TEST(halving_all_times_halves_the_steps),
	    TEST(a_certificate_in_shorter_steps_verifies_too),
	    TEST(the_same_seed_gives_the_same_plan),
	    TEST(more_rounds_never_give_a_later_closure),
	    TEST(the_lift_that_is_short_is_counted_by_hand),
	    TEST(what_is_said_to_be_too_little_lift_is_and_what_is_shown_is_not),
	    TEST(the_work_of_the_places_is_all_that_is_moved),
	    TEST(half_empty_trips_are_put_together_where_nothing_is_later_than_due),
	    TEST(a_railway_by_hand_is_solved_exactly),
	};

	return cmocka_run_group_tests_name("deploy", tests, NULL, NULL);
}

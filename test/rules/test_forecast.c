/* SPDX-License-Identifier: EUPL-1.2 */
/* Forecasts of small worlds whose end is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/forecast_test.h"
#include "facts.h"

static const char *const rule =
    "set \"t\" for commitments in force from 2017-12-11\n"
    "quantity whole \"Expenditure\"\n unit EUR million, current prices\n from x \"x_whole\"\n"
    "quantity part \"Investment\"\n unit EUR million, current prices\n part of whole\n"
    " from x \"x_part\"\n"
    "commitment 1 \"One\"\n basis \"B\"\n measure p \"Investment\" = part\n"
    " target p >= EUR 150 million current prices\n"
    " met when p >= EUR 150 million current prices\n"
    " on track when p rises over 1 year\n"
    "commitment 2 \"Two\"\n basis \"B\"\n scope collective\n"
    " measure share \"Share\" = part / whole\n target share >= 20 %\n"
    " met when share >= 20 %\n"
    "quantity gone \"Gone\"\n unit EUR million, current prices\n from x \"x_gone\"\n"
    "commitment 3 \"Three\"\n basis \"B\"\n measure p \"Investment\" = part\n"
    " met when p >= EUR 110 million current prices\n"
    " regressed when gone < EUR 1 million current prices\n";

struct world {
	struct sv_arena arena;
	struct facts facts;
	struct sv_rule_text text;
	struct sv_assess_input input;
};

static void make_world(struct world *world, const char *facts)
{
	int line;

	*world = (struct world){.arena = SV_ARENA_INIT};
	assert_null(facts_parse(&world->arena, sv_str_from(facts), 1, &world->facts, &line));
	world->text = (struct sv_rule_text){1, "t.pledge", sv_str_from(rule)};
	world->input = (struct sv_assess_input){.reg = &world->facts.reg,
						.evidence = &world->facts.evidence,
						.texts = &world->text,
						.text_count = 1,
						.on = world->facts.on,
						.year_first = 2019,
						.year_last = 2019};
}

static const char head[] = "on 2020-06-30\nyears 2019-2019\nmember FRA from 2017-12-11\n"
			   "member DEU from 2017-12-11\n"
			   "indicator x_whole EUR_M\nindicator x_part EUR_M\n"
			   "indicator x_gone EUR_M\n";

/* FRA grows by the factors given in turn, DEU by the same; both from 100 and 1000. */
static const char *world_of(struct sv_arena *arena, const double *factors, int count)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	double part = 100;

	sv_buf_text(&out, head);
	for (int year = 2010; year <= 2019; year++) {
		sv_buf_printf(&out, "figure FRA %d x_part %.2f\nfigure FRA %d x_whole 1000\n", year,
			      part, year);
		sv_buf_printf(&out, "figure DEU %d x_part %.2f\nfigure DEU %d x_whole 1000\n", year,
			      part * 2, year);
		part *= factors[(year - 2010) % count];
	}
	return sv_arena_cstr(arena, out.ptr);
}

static const struct sv_forecast_cell *cell_of(const struct sv_forecast *forecast,
					      const char *number, const char *state, int year)
{
	for (size_t i = 0; i < forecast->cell_count; i++) {
		const struct sv_forecast_cell *cell = &forecast->cells[i];

		if (cell->year == year && strcmp(forecast->items[cell->item].number, number) == 0 &&
		    strcmp(cell->state ? cell->state : "", state) == 0)
			return cell;
	}
	fail_msg("no forecast of %s for '%s' in %d", number, state, year);
	return NULL;
}

static struct sv_forecast *forecast(struct world *world, struct sv_forecast_request request)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_forecast *ret = NULL;

	request.base = 2019;
	if (sv_forecast(&world->arena, &world->input, &request, &ret, &err) < 0)
		fail_msg("%s", err.message);
	return ret;
}

static void what_always_grew_alike_is_certain(void **state)
{
	static const double factors[] = {1.04};
	struct sv_arena arena = SV_ARENA_INIT;
	const struct sv_forecast_cell *cell;
	struct sv_forecast *ret;
	struct world world;

	(void)state;
	make_world(&world, world_of(&arena, factors, 1));
	ret = forecast(&world,
		       (struct sv_forecast_request){.until = 2022, .scenarios = 500, .seed = 1});
	/* 100 x 1.04^9 = 142.33 in 2019: 148.02 in 2020, 153.95 in 2021 */
	cell = cell_of(ret, "1", "FRA", 2020);
	assert_int_equal(cell->told, 500);
	assert_int_equal(cell->met, 0);
	assert_int_equal(cell->on_track, 500);
	assert_int_equal(cell_of(ret, "1", "FRA", 2021)->met, 500);
	assert_int_equal(sv_rational_round(cell->band[SV_BAND_10].lower, 1).coefficient, 1480);
	assert_int_equal(sv_rational_round(cell->band[SV_BAND_90].lower, 1).coefficient, 1480);
	/* Together 426.99 of 2000 in 2019 */
	assert_int_equal(cell_of(ret, "2", "", 2020)->met, 500);
	assert_true(cell_of(ret, "2", "FRA", 2020)->is_position);
	assert_int_equal(cell_of(ret, "2", "FRA", 2020)->met, 0);
	assert_int_equal(cell_of(ret, "2", "DEU", 2020)->met, 500);
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

static bool same(const struct sv_forecast *a, const struct sv_forecast *b)
{
	for (size_t i = 0; i < a->cell_count; i++) {
		if (a->cells[i].told != b->cells[i].told || a->cells[i].met != b->cells[i].met ||
		    a->cells[i].on_track != b->cells[i].on_track)
			return false;
		for (int k = 0; k < SV_BAND_COUNT; k++)
			if (sv_rational_compare(a->cells[i].band[k].lower,
						b->cells[i].band[k].lower) != 0)
				return false;
	}
	return a->cell_count == b->cell_count;
}

static const double restless[] = {1.2, 0.9, 1.1, 0.95, 1.05, 0.8};

static void the_same_seed_gives_the_same_however_it_is_divided(void **state)
{
	static const size_t chunks[] = {1, 7, 1000, 0};
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_forecast *first, *other;
	struct world world;

	(void)state;
	make_world(&world, world_of(&arena, restless, 6));
	first = forecast(
	    &world, (struct sv_forecast_request){.until = 2024, .scenarios = 3000, .seed = 42});
	for (size_t i = 0; i < SV_ARRAY_LEN(chunks); i++)
		assert_true(same(
		    first, forecast(&world, (struct sv_forecast_request){.until = 2024,
									 .scenarios = 3000,
									 .seed = 42,
									 .chunk = chunks[i]})));
	for (int threads = 1; threads <= 3; threads++)
		assert_true(same(
		    first, forecast(&world, (struct sv_forecast_request){.until = 2024,
									 .scenarios = 3000,
									 .seed = 42,
									 .chunk = 50,
									 .threads = threads})));
	other = forecast(
	    &world, (struct sv_forecast_request){.until = 2024, .scenarios = 3000, .seed = 43});
	assert_false(same(first, other));
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

/* FRA and DEU moved alike in every year: so they do in every scenario, and their shares stay. */
static void what_moved_together_moves_together(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_forecast *ret;
	struct world world;

	(void)state;
	make_world(&world, world_of(&arena, restless, 6));
	ret = forecast(&world,
		       (struct sv_forecast_request){.until = 2021, .scenarios = 2000, .seed = 5});
	for (int k = 0; k < SV_BAND_COUNT; k++) {
		struct sv_rational twice;

		assert_true(sv_rational_multiply(cell_of(ret, "1", "FRA", 2021)->band[k].lower,
						 SV_RATIONAL(2, 1), &twice));
		assert_true(
		    llabs(sv_rational_round(twice, 2).coefficient -
			  sv_rational_round(cell_of(ret, "1", "DEU", 2021)->band[k].lower, 2)
			      .coefficient) <= 10);
	}
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

/* Nobody reports what the second clause of commitment 3 reads: that leaves open how bad it is when
 * it is not met, and not whether it is met. */
static void what_is_not_met_counts_also_where_it_is_not_told_how_bad_it_is(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	const struct sv_forecast_cell *cell;
	struct world world;

	(void)state;
	make_world(&world, world_of(&arena, restless, 6));
	cell = cell_of(
	    forecast(&world,
		     (struct sv_forecast_request){.until = 2021, .scenarios = 2000, .seed = 5}),
	    "3", "FRA", 2021);
	assert_int_equal(cell->told, 2000);
	assert_in_range(cell->met, 200, 1800);
	/* On track, short of met, there is nothing. */
	assert_int_equal(cell->on_track, cell->met);
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

/* Two years as planned and one beyond, from 2019's figure; the moves lie around the plan. */
static void planned_figures_stand_in_the_middle(void **state)
{
	static const double factors[] = {1.1, 0.9, 1, 1.2, 0.8};
	struct sv_forecast_request request = {.until = 2022, .scenarios = 2000, .seed = 5};
	struct sv_arena arena = SV_ARENA_INIT;
	const struct sv_forecast_cell *cell;
	struct sv_forecast *ret;
	struct world world;

	(void)state;
	make_world(&world, sv_arena_printf(&arena,
					   "%splanned FRA 2020 x_part 300\n"
					   "planned FRA 2021 x_part 150\n",
					   world_of(&arena, factors, 5)));
	ret = forecast(&world, request);
	assert_int_equal(ret->planned_members, 1);
	/* The moves of 2011 to 2019, of which the middle one is 1; 0.8 to 1.2 of what is planned */
	cell = cell_of(ret, "1", "FRA", 2020);
	assert_in_range(sv_rational_round(cell->band[SV_BAND_50].lower, 0).coefficient, 299, 300);
	assert_in_range(sv_rational_round(cell->band[SV_BAND_10].lower, 0).coefficient, 239, 240);
	assert_in_range(sv_rational_round(cell->band[SV_BAND_90].lower, 0).coefficient, 359, 360);
	assert_int_equal(cell->met, 2000);
	assert_in_range(cell_of(ret, "1", "FRA", 2021)->met, 600, 1400);
	/* DEU has no plan, and goes on as without one; so do all where plans are left out. */
	request.without_plans = true;
	assert_int_equal(forecast(&world, request)->planned_members, 0);
	assert_int_equal(cell_of(forecast(&world, request), "1", "FRA", 2020)->met, 0);
	assert_int_equal(cell_of(forecast(&world, request), "1", "DEU", 2021)->met,
			 cell_of(ret, "1", "DEU", 2021)->met);
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

/* A plan that begins a year late says nothing of the year between: it is left aside. */
static void a_plan_with_a_gap_before_it_is_left_aside(void **state)
{
	static const double factors[] = {1};
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_forecast *ret;
	struct world world;

	(void)state;
	make_world(&world, sv_arena_printf(&arena, "%splanned FRA 2021 x_part 500\n",
					   world_of(&arena, factors, 1)));
	ret = forecast(&world,
		       (struct sv_forecast_request){.until = 2021, .scenarios = 10, .seed = 5});
	assert_int_equal(ret->planned_members, 0);
	assert_int_equal(cell_of(ret, "1", "FRA", 2021)->met, 0);
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

static bool end_after_two(void *context, int64_t done, int64_t all)
{
	(void)done;
	(void)all;
	return --*(int *)context > 0;
}

static void ends_when_told_to_with_what_is_done(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_forecast *ret;
	struct world world;
	int calls = 2;

	(void)state;
	make_world(&world, world_of(&arena, restless, 6));
	ret = forecast(&world, (struct sv_forecast_request){.until = 2021,
							    .scenarios = 2000,
							    .seed = 5,
							    .chunk = 100,
							    .progress = end_after_two,
							    .context = &calls});
	assert_true(ret->interrupted);
	assert_int_equal(ret->scenarios, 200);
	assert_int_equal(cell_of(ret, "1", "FRA", 2021)->told, 200);
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

/* What several threads have done when they are told to end are the first scenarios, all of them. */
static void what_threads_have_done_are_the_first_scenarios(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_forecast *ended, *whole;
	struct world world;
	int calls = 2;

	(void)state;
	make_world(&world, world_of(&arena, restless, 6));
	ended = forecast(&world, (struct sv_forecast_request){.until = 2021,
							      .scenarios = 100000,
							      .seed = 5,
							      .chunk = 100,
							      .threads = 3,
							      .progress = end_after_two,
							      .context = &calls});
	assert_in_range(ended->scenarios, 200, 99999);
	assert_true(ended->interrupted);
	whole = forecast(&world, (struct sv_forecast_request){
				     .until = 2021, .scenarios = ended->scenarios, .seed = 5});
	assert_true(same(ended, whole));
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

static void refuses_a_history_too_short_to_draw_from(void **state)
{
	struct sv_forecast_request request = {
	    .base = 2019, .until = 2021, .scenarios = 10, .seed = 1};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_forecast *ret = NULL;
	struct world world;
	char facts[sizeof(head) + 200];

	(void)state;
	snprintf(facts, sizeof(facts), "%sfigure FRA 2019 x_part 100\nfigure FRA 2018 x_part 90\n",
		 head);
	make_world(&world, facts);
	assert_int_equal(sv_forecast(&world.arena, &world.input, &request, &ret, &err),
			 SV_EINVALID);
	request.until = 2019;
	assert_int_equal(sv_forecast(&world.arena, &world.input, &request, &ret, &err), SV_EUSAGE);
	assert_null(ret);
	sv_arena_free(&world.arena);
}

static void a_test_scores_what_was_forecast_rightly(void **state)
{
	static const double factors[] = {1.05};
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_forecast_scores scores = {0};
	struct sv_error err = SV_ERROR_INIT;
	struct world world;

	(void)state;
	make_world(&world, world_of(&arena, factors, 1));
	if (sv_forecast_test(&world.arena, &world.input, 2019, 2019, 100, 1, &scores, &err) < 0)
		fail_msg("%s", err.message);
	assert_true(scores.count > 0);
	for (size_t i = 0; i < scores.count; i++) {
		assert_true(scores.items[i].values > 0);
		assert_true(scores.items[i].error < scores.items[i].naive_error);
		assert_true(scores.items[i].squares == 0);
	}
	sv_arena_free(&world.arena);
	sv_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_always_grew_alike_is_certain),
	    cmocka_unit_test(the_same_seed_gives_the_same_however_it_is_divided),
	    cmocka_unit_test(what_moved_together_moves_together),
	    cmocka_unit_test(what_is_not_met_counts_also_where_it_is_not_told_how_bad_it_is),
	    cmocka_unit_test(planned_figures_stand_in_the_middle),
	    cmocka_unit_test(a_plan_with_a_gap_before_it_is_left_aside),
	    cmocka_unit_test(ends_when_told_to_with_what_is_done),
	    cmocka_unit_test(what_threads_have_done_are_the_first_scenarios),
	    cmocka_unit_test(refuses_a_history_too_short_to_draw_from),
	    cmocka_unit_test(a_test_scores_what_was_forecast_rightly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

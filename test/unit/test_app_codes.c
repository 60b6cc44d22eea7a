/* SPDX-License-Identifier: EUPL-1.2 */
/* Columns, codes and the assessment with its reasons agree in every cell of every year, at every
 * size of the record. */
#include "app/snapshot.h"
#include "domain/codes.h"
#include "pack_store.h"
#include "scalar_run.h"

#define YEAR_FIRST 2005
#define YEAR_LAST 2024

static const char *const days[] = {"2018-04-01", "2020-04-17", "2025-06-01"};

struct world {
	struct sv_assess_input input;
	struct sv_assessor assessor;
};

/* False where the record holds no such assessment: no register or no rules yet. */
static bool open_world(struct pack_store *store, struct sv_arena *arena, const char *day,
		       int64_t known, bool seen_only, struct world *ret)
{
	struct sv_error err = SV_ERROR_INIT;
	const struct sv_reading reading = {.seen_only = seen_only};
	struct sv_moment moment;
	struct sv_snapshot snapshot;

	if (sv_app_moment(&store->app, day, "", &moment, &err) < 0)
		fail_msg("%s", err.message);
	moment.known_size = known;
	if (sv_snapshot_read(&store->app, arena, &moment, &reading, &snapshot, &err) < 0)
		return false;
	ret->input = (struct sv_assess_input){.reg = snapshot.reg,
					      .evidence = snapshot.evidence,
					      .texts = snapshot.texts,
					      .text_count = snapshot.text_count,
					      .on = moment.on,
					      .known_size = known,
					      .year_first = YEAR_FIRST,
					      .year_last = YEAR_LAST};
	return sv_assessor_prepare(&ret->assessor, arena, &ret->input, &err) >= 0 &&
	       ret->assessor.pledge;
}

static size_t each_world(struct pack_store *store, void (*check)(struct world *world))
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_moment now;
	size_t worlds = 0;

	if (sv_app_moment(&store->app, "", "", &now, &err) < 0)
		fail_msg("%s", err.message);
	for (size_t d = 0; d < SV_ARRAY_LEN(days); d++) {
		for (int64_t known = 1; known <= now.known_size; known++) {
			_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
			struct world world;

			if (!open_world(store, &arena, days[d], known, known % 5 == 0, &world))
				continue;
			check(&world);
			worlds++;
		}
	}
	return worlds;
}

static bool same_cell(const struct sv_cell *a, const struct sv_cell *b)
{
	return a->known == b->known && a->missing == b->missing && a->unbounded == b->unbounded &&
	       (!a->known || (sv_rational_compare(a->lower, b->lower) == 0 &&
			      (a->unbounded || sv_rational_compare(a->upper, b->upper) == 0)));
}

static size_t cells_seen;

static void compare_item(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			 enum sv_rows kind)
{
	struct sv_item_results columns = sv_assessor_run(assessor, item, kind);
	size_t rows = sv_assessor_row_count(assessor);
	struct sv_item_results scalar = scalar_results(assessor->arena, item, rows);

	scalar_run(assessor, item, 0, rows, &scalar);
	for (size_t i = 0; i < rows; i++) {
		for (size_t k = 0; k < item->item->measure_count; k++)
			assert_true(same_cell(&columns.measures[k][i], &scalar.measures[k][i]));
		if (item->target)
			assert_int_equal(columns.target[i], scalar.target[i]);
		for (size_t k = 0; k < item->item->clause_count; k++)
			assert_int_equal(columns.clauses[k][i], scalar.clauses[k][i]);
		cells_seen++;
	}
}

static void compare_columns(struct world *world)
{
	struct sv_assessor *assessor = &world->assessor;

	for (size_t i = 0; i < assessor->item_count; i++) {
		const struct sv_compiled_item *item = &assessor->items[i];

		compare_item(assessor, item, SV_ROWS_MEMBERS);
		if (item->item->measure_count)
			compare_item(assessor, item, SV_ROWS_COLLECTIVE);
	}
}

static void columns_and_rows_agree_in_every_cell(void **state)
{
	cells_seen = 0;
	assert_true(each_world(*state, compare_columns) > 20);
	assert_true(cells_seen > 100000);
}

static void compare_codes(struct world *world)
{
	struct sv_assessor *assessor = &world->assessor;
	struct sv_codes codes = sv_codes_make(assessor);
	struct sv_error err = SV_ERROR_INIT;
	struct sv_assessment *told;

	if (sv_assess(assessor->arena, &world->input, &told, &err) < 0)
		fail_msg("%s", err.message);
	for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
		sv_codes_rate(assessor, (size_t)(year - YEAR_FIRST), &codes);
		for (size_t i = 0; i < told->item_count; i++) {
			for (size_t m = 0; m < told->member_count; m++) {
				const struct sv_rated *rated = sv_assessment_at(told, year, i, m);
				size_t at = i * told->member_count + m;

				assert_int_equal(codes.ratings[at], rated->rating);
				assert_int_equal(codes.positions[at], rated->position);
				assert_int_equal(codes.bases[at], rated->basis);
				cells_seen++;
			}
		}
		for (size_t i = 0; i < told->collective_count; i++) {
			const struct sv_collective *one = &told->collective[i];

			if (one->has_rating && one->rated.year == year && one->rated.item >= 0)
				assert_int_equal(codes.together[one->rated.item],
						 one->rated.rating);
		}
	}
}

static void codes_are_the_ratings_of_the_assessment(void **state)
{
	cells_seen = 0;
	assert_true(each_world(*state, compare_codes) > 20);
	assert_true(cells_seen > 100000);
}

/* What people say of cells that the rules leave to them, some of it twice. */
static void speak(struct world *world, struct sv_declaration *declarations, size_t declared,
		  struct sv_judgement *judgements, size_t judged)
{
	const struct sv_assessor *assessor = &world->assessor;
	uint64_t z = 20171211;

	for (size_t i = 0; i < declared + judged; i++) {
		const struct sv_compiled_item *item;
		int year, state;

		z = z * 6364136223846793005u + 1442695040888963407u;
		item = &assessor->items[(z >> 33) % assessor->commitment_count];
		year = YEAR_LAST - (int)((z >> 40) % 4);
		state = assessor->members[(z >> 48) % assessor->member_count];
		if (i < declared)
			declarations[i] = (struct sv_declaration){
			    .state = state,
			    .year = year,
			    .item = item->item->number,
			    .rating = (enum sv_rating)((z >> 20) % SV_RATING_UNDECIDED),
			    .caveat = (z >> 25) % 5 ? "" : "a caveat",
			    .where = "the plan"};
		else
			judgements[i - declared] = (struct sv_judgement){
			    .state = (z >> 25) % 4 ? state : -1,
			    .year = year,
			    .item = item->item->number,
			    .rating = (enum sv_rating)((z >> 20) % SV_RATING_UNDECIDED),
			    .rationale = "so it is",
			    .author = "a",
			    .second = "b",
			    .answer = ""};
	}
}

static void what_people_say_stands_in_the_codes_too(void **state)
{
	static struct sv_declaration declarations[600];
	static struct sv_judgement judgements[200];
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_error err = SV_ERROR_INIT;
	struct pack_store *store = *state;
	struct sv_moment now;
	struct world world;

	if (sv_app_moment(&store->app, "2025-06-01", "", &now, &err) < 0 ||
	    !open_world(store, &arena, "2025-06-01", now.known_size, false, &world))
		fail_msg("%s", err.message);
	speak(&world, declarations, SV_ARRAY_LEN(declarations), judgements,
	      SV_ARRAY_LEN(judgements));
	world.input.declarations = declarations;
	world.input.declaration_count = SV_ARRAY_LEN(declarations);
	world.input.judgements = judgements;
	world.input.judgement_count = SV_ARRAY_LEN(judgements);
	if (sv_assessor_prepare(&world.assessor, &arena, &world.input, &err) < 0)
		fail_msg("%s", err.message);
	compare_codes(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_and_rows_agree_in_every_cell),
	    cmocka_unit_test(codes_are_the_ratings_of_the_assessment),
	    cmocka_unit_test(what_people_say_stands_in_the_codes_too),
	};

	return cmocka_run_group_tests(tests, pack_store_open, pack_store_close);
}

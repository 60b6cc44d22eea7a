/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fixture_assessment.h"
#include "report/summary.h"

struct counted {
	struct sv_arena arena;
	struct sv_assessment *assessment;
	struct sv_summary summary;
};

static int setup(void **state)
{
	struct counted *counted = calloc(1, sizeof(*counted));

	counted->assessment =
	    fixture_assessment(&counted->arena, FIXTURE_YEAR_LAST - 1, FIXTURE_YEAR_LAST);
	sv_summarise(&counted->arena, counted->assessment, &counted->summary);
	*state = counted;
	return 0;
}

static int teardown(void **state)
{
	struct counted *counted = *state;

	sv_arena_free(&counted->arena);
	free(counted);
	return 0;
}

static void speaks_of_the_last_year(void **state)
{
	struct counted *counted = *state;

	assert_int_equal(counted->summary.year, FIXTURE_YEAR_LAST);
}

static void parts_of_one_number_are_one_commitment(void **state)
{
	struct counted *counted = *state;
	const struct sv_summary *summary = &counted->summary;

	assert_int_equal(counted->assessment->item_count, 6);
	assert_int_equal(summary->commitments, 5);
	assert_int_equal(summary->judged + summary->by_people + summary->without_evidence,
			 summary->commitments);
	/* 12.1 has no evidence, but 12.2 is decided: the commitment counts as decided in part. */
	assert_int_equal(summary->judged, 4);
	assert_int_equal(summary->by_people, 1);
}

static void every_cell_is_a_rating_or_a_position(void **state)
{
	struct counted *counted = *state;
	const struct sv_summary *summary = &counted->summary;
	size_t sum = 0;

	for (int i = 0; i < SV_RATING_COUNT; i++)
		sum += summary->counts[i];
	assert_int_equal(sum, summary->ratings);
	assert_int_equal(summary->ratings + summary->positions,
			 counted->assessment->item_count * counted->assessment->member_count);
}

static void a_member_is_never_rated_on_a_collective_commitment(void **state)
{
	struct counted *counted = *state;
	const struct sv_item_summary *investment = &counted->summary.items[1];

	assert_true(investment->positions);
	for (int i = 0; i < SV_RATING_COUNT; i++)
		assert_int_equal(investment->counts[i], 0);
	/* One of the twenty-six has no figure and takes no position. */
	assert_int_equal(investment->above + investment->below, 25);
}

static void a_recalled_row_marks_its_commitment(void **state)
{
	struct counted *counted = *state;

	assert_true(counted->summary.items[5].recalled);
	assert_false(counted->summary.items[0].recalled);
}

static void the_collective_is_found_by_year_and_commitment(void **state)
{
	struct counted *counted = *state;
	const struct sv_collective *found =
	    sv_assessment_collective(counted->assessment, FIXTURE_YEAR_LAST - 1, 1);

	assert_non_null(found);
	assert_int_equal(found->rated.year, FIXTURE_YEAR_LAST - 1);
	assert_null(sv_assessment_collective(counted->assessment, FIXTURE_YEAR_LAST, 0));
	assert_null(sv_assessment_collective(counted->assessment, FIXTURE_YEAR_LAST + 1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(speaks_of_the_last_year),
	    cmocka_unit_test(parts_of_one_number_are_one_commitment),
	    cmocka_unit_test(every_cell_is_a_rating_or_a_position),
	    cmocka_unit_test(a_member_is_never_rated_on_a_collective_commitment),
	    cmocka_unit_test(a_recalled_row_marks_its_commitment),
	    cmocka_unit_test(the_collective_is_found_by_year_and_commitment),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

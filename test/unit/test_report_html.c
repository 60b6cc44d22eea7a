/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture_assessment.h"
#include "markup.h"
#include "report/html.h"

struct rendered {
	struct sv_arena arena;
	struct sv_assessment *year;
	struct sv_buf html;
};

static void render(struct rendered *ret)
{
	struct sv_report report = {.reg = fixture_register()};

	*ret = (struct rendered){SV_ARENA_INIT, NULL, SV_BUF_INIT};
	ret->year = fixture_assessment(&ret->arena, FIXTURE_YEAR_LAST, FIXTURE_YEAR_LAST);
	report.year = ret->year;
	report.series = fixture_assessment(&ret->arena, FIXTURE_YEAR_FIRST, FIXTURE_YEAR_LAST);
	sv_report_html(&report, &ret->html);
}

static int setup(void **state)
{
	struct rendered *rendered = malloc(sizeof(*rendered));

	render(rendered);
	*state = rendered;
	return 0;
}

static int teardown(void **state)
{
	struct rendered *rendered = *state;

	sv_buf_free(&rendered->html);
	sv_arena_free(&rendered->arena);
	free(rendered);
	return 0;
}

static void ids_are_unique(void **state)
{
	struct rendered *rendered = *state;

	assert_true(markup_count(sv_buf_view(&rendered->html), " id=\"") > 100);
	assert_true(markup_ids_are_unique(&rendered->arena, sv_buf_view(&rendered->html)));
}

static void every_link_into_the_page_has_its_place(void **state)
{
	struct rendered *rendered = *state;

	assert_true(markup_links_lead_somewhere(&rendered->arena, sv_buf_view(&rendered->html)));
}

static void every_cell_leads_to_its_explanation(void **state)
{
	struct rendered *rendered = *state;
	struct sv_str html = sv_buf_view(&rendered->html);

	for (size_t item = 0; item < rendered->year->item_count; item++) {
		for (size_t member = 0; member < rendered->year->member_count; member++) {
			const char *name = sv_arena_printf(&rendered->arena, "c%s-%s",
							   rendered->year->items[item].number,
							   rendered->year->members[member]);

			assert_int_equal(markup_count(html, sv_arena_printf(&rendered->arena,
									    "id=\"%s\"", name)),
					 1);
			assert_true(markup_count(html, sv_arena_printf(&rendered->arena,
								       "<a href=\"#%s\"><title>",
								       name)) >= 1);
		}
	}
}

static void names_with_markup_stay_text(void **state)
{
	struct rendered *rendered = *state;
	struct sv_str html = sv_buf_view(&rendered->html);

	assert_int_equal(markup_count(html, "<script"), 0);
	assert_int_equal(markup_count(html, "<b>million</b>"), 0);
	assert_true(markup_count(html, "Joint projects &amp; &lt;script&gt;") > 0);
	assert_true(markup_count(html, "Investment &lt;levels&gt;") > 0);
	assert_true(markup_count(html, "12 &lt;b&gt;million") > 0);
	assert_true(markup_count(html, "FRA 2019 &lt;investment&gt;") > 0);
}

static void nothing_is_loaded_from_elsewhere(void **state)
{
	struct rendered *rendered = *state;
	struct sv_str html = sv_buf_view(&rendered->html);

	assert_int_equal(markup_count(html, " src="), 0);
	assert_int_equal(markup_count(html, "@import"), 0);
	assert_int_equal(markup_count(html, "url("), 0);
	assert_int_equal(markup_count(html, "<link"), 0);
	assert_int_equal(markup_count(html, " style=\""), 0);
}

static void every_drawing_is_well_formed(void **state)
{
	struct rendered *rendered = *state;
	size_t at = 0, count = 0;
	struct sv_str svg;

	while (markup_next_svg(sv_buf_view(&rendered->html), &at, &svg)) {
		assert_true(markup_is_well_formed(svg));
		count++;
	}
	assert_true(count > 10);
}

static void every_drawing_has_a_table_behind_it(void **state)
{
	struct rendered *rendered = *state;
	struct sv_str html = sv_buf_view(&rendered->html);

	assert_int_equal(
	    markup_count(html, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart"),
	    markup_count(html, "<details class=\"behind\">"));
}

static void a_member_never_fails_a_collective_commitment(void **state)
{
	struct rendered *rendered = *state;
	struct sv_str html = sv_buf_view(&rendered->html);

	assert_int_equal(markup_count(html, ", commitment 2, not met"), 0);
	assert_true(markup_count(html, ", commitment 2, below the benchmark") > 0);
}

static void recalled_rows_are_marked(void **state)
{
	struct rendered *rendered = *state;

	assert_true(markup_count(sv_buf_view(&rendered->html), "recalled, not verified") > 0);
}

static void the_answer_counts_commitments_not_their_parts(void **state)
{
	struct rendered *rendered = *state;

	/* 1, 2, 3, 12 and 17; a rule decides on evidence for all but 3. */
	assert_int_equal(markup_count(sv_buf_view(&rendered->html), "4 of the 5 commitments"), 1);
}

static void a_change_in_who_counts_is_named_under_the_chart(void **state)
{
	struct rendered *rendered = *state;

	assert_int_equal(markup_count(sv_buf_view(&rendered->html), "1: from 2013 with Croatia"),
			 1);
	assert_int_equal(markup_count(sv_buf_view(&rendered->html), "class=\"break\""), 1);
}

static void what_is_the_same_for_all_members_is_said_once(void **state)
{
	struct rendered *rendered = *state;
	struct sv_str html = sv_buf_view(&rendered->html);

	assert_int_equal(markup_count(html, "The same for every member:"), 1);
	/* Judged for all, hence no column of the members' table. */
	assert_int_equal(markup_count(html, "class=\"number\"><a href=\"#c3-"), 0);
	assert_int_equal(markup_count(html, "class=\"number\"><a href=\"#c17-"), 26);
}

static void a_day_without_commitments_says_so(void **state)
{
	struct rendered *rendered = *state;
	struct sv_assessment nothing = *rendered->year;
	struct sv_report report = {.year = &nothing, .series = &nothing, .reg = fixture_register()};
	struct sv_buf html = SV_BUF_INIT;

	nothing.item_count = nothing.collective_count = 0;
	sv_report_html(&report, &html);
	assert_int_equal(markup_count(sv_buf_view(&html), "there is nothing to assess"), 1);
	assert_int_equal(markup_count(sv_buf_view(&html), "class=\"chart"), 0);
	assert_int_equal(markup_count(sv_buf_view(&html), "href=\"#grid\""), 0);
	sv_buf_free(&html);
}

static void the_same_record_gives_the_same_bytes(void **state)
{
	struct rendered *rendered = *state, again;

	render(&again);
	assert_int_equal(again.html.len, rendered->html.len);
	assert_memory_equal(again.html.ptr, rendered->html.ptr, again.html.len);
	sv_buf_free(&again.html);
	sv_arena_free(&again.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ids_are_unique),
	    cmocka_unit_test(every_link_into_the_page_has_its_place),
	    cmocka_unit_test(every_cell_leads_to_its_explanation),
	    cmocka_unit_test(names_with_markup_stay_text),
	    cmocka_unit_test(nothing_is_loaded_from_elsewhere),
	    cmocka_unit_test(every_drawing_is_well_formed),
	    cmocka_unit_test(every_drawing_has_a_table_behind_it),
	    cmocka_unit_test(a_member_never_fails_a_collective_commitment),
	    cmocka_unit_test(recalled_rows_are_marked),
	    cmocka_unit_test(the_answer_counts_commitments_not_their_parts),
	    cmocka_unit_test(a_change_in_who_counts_is_named_under_the_chart),
	    cmocka_unit_test(what_is_the_same_for_all_members_is_said_once),
	    cmocka_unit_test(a_day_without_commitments_says_so),
	    cmocka_unit_test(the_same_record_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

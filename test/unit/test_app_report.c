/* SPDX-License-Identifier: EUPL-1.2 */
/* The report on the pack that comes with the program: real figures, in a store of the test's own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/report.h"
#include "markup.h"
#include "pack_store.h"

#define REPORT_BYTES_MAX 600000 /* small enough to send by mail */

static void report_on(struct pack_store *store, int year, const char *on, struct sv_report *ret,
		      struct sv_buf *ret_html)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_reading reading = {.seen_only = false};
	struct sv_moment moment;

	if (sv_app_moment(&store->app, on, "", &moment, &err) < 0 ||
	    sv_app_report(&store->app, &store->arena, &moment, &reading, year, ret, &err) < 0)
		fail_msg("%s", err.message);
	sv_report_html(ret, ret_html);
}

static void the_report_on_2019_is_whole_and_small(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;
	struct sv_str svg;
	size_t at = 0;

	report_on(store, 2019, "2020-04-17", &report, &html);
	assert_int_equal(report.year->member_count, 25);
	assert_int_equal(markup_count(sv_buf_view(&html), "of the 20 commitments"), 1);
	assert_true(markup_ids_are_unique(&store->arena, sv_buf_view(&html)));
	assert_true(markup_links_lead_somewhere(&store->arena, sv_buf_view(&html)));
	while (markup_next_svg(sv_buf_view(&html), &at, &svg))
		assert_true(markup_is_well_formed(svg));
	assert_in_range(html.len, 1, REPORT_BYTES_MAX);
	sv_buf_free(&html);
}

static void every_drawing_keeps_within_its_frame(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;
	struct sv_str svg;
	size_t at = 0, charts = 0;

	report_on(store, 2021, "2021-12-31", &report, &html);
	while (markup_next_svg(sv_buf_view(&html), &at, &svg)) {
		if (!markup_count(svg, "class=\"chart"))
			continue;
		assert_true(markup_keeps_within_its_frame(&store->arena, svg));
		charts++;
	}
	assert_true(charts > 5);
	sv_buf_free(&html);
}

static void the_collective_is_traced_term_by_term(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;
	size_t collective = 0;

	report_on(store, 2019, "2020-04-17", &report, &html);
	assert_true(report.trace_count > 0);
	for (size_t i = 0; i < report.trace_count; i++)
		if (!report.traces[i].state)
			collective += report.traces[i].term_count > 0;
	assert_true(collective > 0);
	assert_int_equal(markup_count(sv_buf_view(&html), "How the rule was run"), collective);
	sv_buf_free(&html);
}

static void the_report_says_what_would_flip_a_rating(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;
	size_t ways = 0, gaps = 0;

	report_on(store, 2015, "2020-04-17", &report, &html);
	for (size_t i = 0; i < report.trace_count; i++) {
		const struct sv_least_change *least = report.traces[i].least_change;

		ways += least != NULL;
		gaps += least && least->gap_quantity;
	}
	assert_true(ways > 50);
	assert_true(gaps > 0);
	assert_int_equal(markup_count(sv_buf_view(&html), "What would flip it"), ways);
	assert_int_equal(markup_count(sv_buf_view(&html), "<table class=\"gap\""), gaps);
	sv_buf_free(&html);
}

static void years_to_come_are_a_fan_with_a_table(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;
	size_t fans;

	report_on(store, 2019, "2020-04-17", &report, &html);
	assert_non_null(report.forecast);
	fans = markup_count(sv_buf_view(&html), "class=\"fan near\"");
	assert_true(fans > 0);
	assert_int_equal(markup_count(sv_buf_view(&html), "class=\"fan\""), fans);
	assert_int_equal(markup_count(sv_buf_view(&html), "Shaded: where 50 and 80"), fans);
	assert_int_equal(markup_count(sv_buf_view(&html), "forecast: 50 of 100"), fans * 5);
	sv_buf_free(&html);
}

/* Fewer than four years before it have moves. */
static void a_record_too_young_to_draw_from_has_no_fan(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;

	report_on(store, 2007, "2020-04-17", &report, &html);
	assert_null(report.forecast);
	assert_int_equal(markup_count(sv_buf_view(&html), "class=\"fan"), 0);
	sv_buf_free(&html);
}

static void series_begin_with_the_first_figure(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;

	report_on(store, 2019, "2020-04-17", &report, &html);
	assert_true(report.series->year_first < report.year->year_first);
	assert_int_equal(report.series->year_last, 2019);
	sv_buf_free(&html);
}

static void same_outcome(const struct sv_rated *a, const struct sv_rated *b)
{
	assert_int_equal(a->rating, b->rating);
	assert_int_equal(a->basis, b->basis);
	assert_int_equal(a->position, b->position);
	assert_int_equal(a->value.known, b->value.known);
	assert_int_equal(a->value.missing, b->value.missing);
	assert_int_equal(sv_rational_compare(a->value.lower, b->value.lower), 0);
	assert_int_equal(sv_rational_compare(a->value.upper, b->value.upper), 0);
	assert_string_equal(a->reason, "");
	assert_int_equal(a->ref_count, 0);
}

static void a_series_has_the_ratings_of_a_review_and_no_words(void **state)
{
	struct pack_store *store = *state;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_reading reading = {.seen_only = false};
	struct sv_assessment *told, *series;
	struct sv_report report;
	struct sv_moment moment;
	size_t cells;

	report_on(store, 2019, "2020-04-17", &report, &html);
	series = (struct sv_assessment *)(uintptr_t)report.series;
	if (sv_app_moment(&store->app, "2020-04-17", "", &moment, &err) < 0 ||
	    sv_app_review(&store->app, &store->arena, &moment, &reading, series->year_first,
			  series->year_last, &told, &err) < 0)
		fail_msg("%s", err.message);
	cells = (size_t)(told->year_last - told->year_first + 1) * told->item_count *
		told->member_count;
	assert_true(cells > 1000);
	for (size_t i = 0; i < cells; i++)
		same_outcome(&series->ratings[i], &told->ratings[i]);
	assert_int_equal(series->collective_count, told->collective_count);
	for (size_t i = 0; i < told->collective_count; i++) {
		same_outcome(&series->collective[i].rated, &told->collective[i].rated);
		assert_int_equal(series->collective[i].members_counted,
				 told->collective[i].members_counted);
	}
	sv_buf_free(&html);
}

static void before_the_first_day_there_is_nothing_to_assess(void **state)
{
	struct pack_store *store = *state;
	struct sv_buf html = SV_BUF_INIT;
	struct sv_report report;

	report_on(store, 2017, "2017-12-10", &report, &html);
	assert_int_equal(report.year->member_count, 0);
	assert_int_equal(markup_count(sv_buf_view(&html), "there is nothing to assess"), 1);
	sv_buf_free(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_report_on_2019_is_whole_and_small),
	    cmocka_unit_test(every_drawing_keeps_within_its_frame),
	    cmocka_unit_test(the_collective_is_traced_term_by_term),
	    cmocka_unit_test(the_report_says_what_would_flip_a_rating),
	    cmocka_unit_test(years_to_come_are_a_fan_with_a_table),
	    cmocka_unit_test(a_record_too_young_to_draw_from_has_no_fan),
	    cmocka_unit_test(series_begin_with_the_first_figure),
	    cmocka_unit_test(a_series_has_the_ratings_of_a_review_and_no_words),
	    cmocka_unit_test(before_the_first_day_there_is_nothing_to_assess),
	};

	return cmocka_run_group_tests(tests, pack_store_open, pack_store_close);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "chart/alone.h"
#include "chart/bars.h"
#include "chart/closure.h"
#include "chart/dots.h"
#include "chart/figure.h"
#include "chart/heat.h"
#include "chart/network.h"
#include "chart/palette.h"
#include "chart/scale.h"
#include "chart/series.h"
#include "chart/svg.h"
#include "markup.h"

#define HOSTILE "</title><script>alert('x')</script>&\""

static void assert_drawing_holds(struct sv_buf *out)
{
	struct sv_arena arena = SV_ARENA_INIT;

	assert_true(markup_is_well_formed(sv_buf_view(out)));
	assert_true(markup_keeps_within_its_frame(&arena, sv_buf_view(out)));
	assert_int_equal(markup_count(sv_buf_view(out), "<title id="), 1);
	assert_int_equal(markup_count(sv_buf_view(out), "<desc id="), 1);
	sv_arena_free(&arena);
}

static void ticks_are_round_and_cover_the_values(void **state)
{
	static const double ends[][2] = {{0, 22.3},     {0, 0.031}, {-7.4, 12}, {3, 3},
					 {0, 98765432}, {-0.4, 0},  {1, 1.05}};

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(ends); i++) {
		struct sv_ticks ticks = sv_ticks_nice(ends[i][0], ends[i][1], 5);

		assert_true(ticks.first <= ends[i][0] + 1e-9);
		assert_true(sv_ticks_last(&ticks) >= ends[i][1] - 1e-9);
		assert_in_range(ticks.count, 2, 12);
	}
}

static void tick_labels_of_neighbours_differ(void **state)
{
	struct sv_ticks ticks = sv_ticks_nice(0, 0.031, 5);
	struct sv_buf one = SV_BUF_INIT, two = SV_BUF_INIT;

	(void)state;
	for (int i = 1; i < ticks.count; i++) {
		sv_buf_clear(&one);
		sv_buf_clear(&two);
		sv_ticks_label(&ticks, i - 1, &one);
		sv_ticks_label(&ticks, i, &two);
		assert_string_not_equal(one.ptr, two.ptr);
	}
	sv_buf_free(&one);
	sv_buf_free(&two);
}

static void a_text_is_cut_at_the_edge_of_a_character(void **state)
{
	struct sv_str text = SV_STR("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");

	(void)state;
	assert_int_equal(sv_text_fit(text, 10, 1000), 8);
	assert_int_equal(sv_text_fit(text, 10, 13) % 2, 0);
	assert_in_range(sv_text_fit(text, 10, 13), 2, 6);
}

static void places_have_at_most_one_digit_and_no_negative_zero(void **state)
{
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_svg_place(&out, -0.01);
	sv_buf_char(&out, ' ');
	sv_svg_place(&out, 12.34);
	sv_buf_char(&out, ' ');
	sv_svg_place(&out, -7.96);
	assert_string_equal(out.ptr, "0 12.3 -8");
	sv_buf_free(&out);
}

#define COLUMNS 26
#define ROWS 9

static void make_heat(struct sv_heat *heat, struct sv_heat_row *rows,
		      struct sv_heat_cell cells[ROWS][COLUMNS], struct sv_heat_column *columns)
{
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i] = (struct sv_heat_column){"FRA", HOSTILE, "#m-FRA"};
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t j = 0; j < COLUMNS; j++)
			cells[i][j] = (struct sv_heat_cell){
			    .rating = (enum sv_rating)((i + j) % SV_RATING_COUNT),
			    .recalled = j == 3,
			    .href = "#cell",
			    .sentence = HOSTILE};
		rows[i] = (struct sv_heat_row){.number = "12.1",
					       .title = HOSTILE HOSTILE HOSTILE,
					       .href = "#row",
					       .group = i < 4 ? "(a)" : "(b)",
					       .collective = {.empty = i % 2},
					       .cells = cells[i]};
		rows[i].collective.href = "#cell";
		rows[i].collective.sentence = "all";
	}
	*heat = (struct sv_heat){"heat", HOSTILE, "desc", columns, COLUMNS, rows, ROWS};
}

static void the_grid_has_every_cell_as_a_link(void **state)
{
	static struct sv_heat_cell cells[ROWS][COLUMNS];
	struct sv_heat_column columns[COLUMNS];
	struct sv_heat_row rows[ROWS];
	struct sv_buf out = SV_BUF_INIT;
	struct sv_heat heat;

	(void)state;
	make_heat(&heat, rows, cells, columns);
	sv_heat_svg(&heat, &out);
	assert_drawing_holds(&out);
	assert_int_equal(markup_count(sv_buf_view(&out), "href=\"#cell\""), ROWS * COLUMNS + 5);
	assert_int_equal(markup_count(sv_buf_view(&out), "href=\"#k-recalled\""), ROWS);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"group\""), 2);
	sv_buf_free(&out);
}

static void names_with_markup_stay_text(void **state)
{
	static struct sv_heat_cell cells[ROWS][COLUMNS];
	struct sv_heat_column columns[COLUMNS];
	struct sv_heat_row rows[ROWS];
	struct sv_buf out = SV_BUF_INIT;
	struct sv_heat heat;

	(void)state;
	make_heat(&heat, rows, cells, columns);
	sv_heat_svg(&heat, &out);
	assert_int_equal(markup_count(sv_buf_view(&out), "<script"), 0);
	assert_true(markup_count(sv_buf_view(&out), "&lt;script&gt;") > 0);
	sv_buf_free(&out);
}

/* Five years: two points, a gap, bounds, bounds open above. */
static const struct sv_series_point points[] = {
    {true, false, -3, -3, "-3"}, {true, false, 18, 18, ""},  {.label = ""},
    {true, false, 22, 25, ""},   {true, true, 26, 26, "26"},
};
static const struct sv_series_line line = {"all", true, points};

static struct sv_series five_years(void)
{
	return (struct sv_series){.id = "s",
				  .title = HOSTILE,
				  .desc = "desc",
				  .year_first = 2015,
				  .year_last = 2019,
				  .lines = &line,
				  .line_count = 1,
				  .has_target = true,
				  .target = 20,
				  .target_text = "at least 20 %"};
}

static void a_series_keeps_every_value_within_its_axes(void **state)
{
	struct sv_series series = five_years();
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_series_svg(&series, &out);
	assert_drawing_holds(&out);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"dot\""), 2);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"target\""), 1);
	sv_buf_free(&out);
}

static void an_interval_is_never_drawn_as_a_point(void **state)
{
	struct sv_series series = five_years();
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	series.year_first = 2018;
	series.lines = &(struct sv_series_line){"", true, points + 3};
	sv_series_svg(&series, &out);
	assert_int_equal(markup_count(sv_buf_view(&out), "<circle"), 0);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"line\""), 0);
	assert_true(markup_count(sv_buf_view(&out), "class=\"interval\"") >= 6);
	sv_buf_free(&out);
}

static void a_break_leaves_a_gap_in_the_line(void **state)
{
	static const struct sv_series_break at = {2016, "1"};
	struct sv_series series = five_years();
	struct sv_buf joined = SV_BUF_INIT, broken = SV_BUF_INIT;

	(void)state;
	sv_series_svg(&series, &joined);
	series.breaks = &at;
	series.break_count = 1;
	sv_series_svg(&series, &broken);
	assert_int_equal(markup_count(sv_buf_view(&joined), "class=\"line\""), 1);
	assert_int_equal(markup_count(sv_buf_view(&broken), "class=\"line\""), 0);
	assert_int_equal(markup_count(sv_buf_view(&broken), "class=\"break\""), 1);
	sv_buf_free(&joined);
	sv_buf_free(&broken);
}

static void bars_stand_on_zero_and_a_single_year_has_a_place(void **state)
{
	struct sv_series series = five_years();
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	series.as_bars = true;
	sv_series_svg(&series, &out);
	assert_drawing_holds(&out);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"bar\""), 4);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"base\""), 1);
	sv_buf_clear(&out);
	series = five_years();
	series.year_last = 2015;
	sv_series_svg(&series, &out);
	assert_drawing_holds(&out);
	sv_buf_free(&out);
}

static void dots_have_one_row_a_member_and_keep_within_their_axis(void **state)
{
	static const struct sv_dots_row rows[] = {
	    {"AUT", "Austria", "#a", false, false, 31, 31, "31.0"},
	    {"all", HOSTILE, "#b", true, false, 22.3, 22.3, "22.3"},
	    {"DEU", "Germany", "", false, true, 12, 12, "at least 12.0"},
	    {"BEL", "Belgium", "#c", false, false, -4, 9, "-4.0 to 9.0"},
	};
	struct sv_dots dots = {"d", "title", "desc", rows, SV_ARRAY_LEN(rows), true, 20, "20 %"};
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_dots_svg(&dots, &out);
	assert_drawing_holds(&out);
	assert_int_equal(markup_count(sv_buf_view(&out), "<circle"), 2);
	assert_int_equal(markup_count(sv_buf_view(&out), "<a href="), 3);
	sv_buf_free(&out);
}

static void a_figure_carries_its_table_behind_it(void **state)
{
	static const struct sv_table_column columns[] = {{"Year", false}, {"%", true}};
	struct sv_chart_figure figure = {"f", "One message", "%", "a note", "a source"};
	struct sv_chart_table table = {"caption", columns, 2, NULL, 0, 0};
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_buf out = SV_BUF_INIT;
	const char **row = sv_table_row(&arena, &table);

	(void)state;
	row[0] = "2019";
	row[1] = HOSTILE;
	sv_figure_begin(&out, &figure);
	sv_figure_end(&out, &figure, &table);
	assert_int_equal(markup_count(sv_buf_view(&out), "<details"), 1);
	assert_int_equal(markup_count(sv_buf_view(&out), "<th scope=\"row\">2019</th>"), 1);
	assert_int_equal(markup_count(sv_buf_view(&out), "<script"), 0);
	assert_true(markup_is_well_formed(sv_buf_view(&out)));
	sv_buf_free(&out);
	sv_arena_free(&arena);
}

static void bars_hold_their_names_and_targets(void **state)
{
	static const struct sv_bars_row rows[] = {
	    {.label = "Voters",
	     .says = "17 of 25, 15 needed",
	     .to = 0.68,
	     .has_target = true,
	     .target = 0.6},
	    {.label = HOSTILE, .says = "nothing", .style = SV_BARS_STRONG, .from = 0.2, .to = 1}};
	const struct sv_bars bars = {"bars", HOSTILE, "d", 1, rows, SV_ARRAY_LEN(rows)};
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_bars_svg(&bars, &out);
	assert_true(markup_is_well_formed(sv_buf_view(&out)));
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"target\""), 1);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"track\""), 1);
	assert_int_equal(markup_count(sv_buf_view(&out), "<script"), 0);
	sv_buf_free(&out);
}

static void a_closure_profile_has_a_panel_a_class_and_two_lines(void **state)
{
	static const struct sv_closure_step steps[] = {{2, 0.25}, {5.5, 1}};
	const struct sv_closure_panel panels[] = {{"people", steps, 2}, {HOSTILE, steps, 1}};
	const struct sv_closure closure = {
	    "c", "t", "d", panels, SV_ARRAY_LEN(panels), 5, 5.5, "not before 5", "day 5.5"};
	struct sv_buf out = SV_BUF_INIT;

	(void)state;
	sv_closure_svg(&closure, &out);
	assert_drawing_holds(&out);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"area\""), 2);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"bound\""), 1);
	assert_int_equal(markup_count(sv_buf_view(&out), "class=\"closed\""), 1);
	sv_buf_free(&out);
}

static void a_drawing_is_cut_from_its_page_and_stands_alone(void **state)
{
	static const struct sv_bars_row rows[] = {{.label = "A", .says = "1", .to = 1}};
	const struct sv_bars bars = {"inner", "One <message>", "d", 1, rows, 1};
	struct sv_buf page = SV_BUF_INIT, alone = SV_BUF_INIT;
	struct sv_str svg, source;

	(void)state;
	sv_buf_text(&page, "<figure class=\"figure\" id=\"outer\">\n");
	sv_bars_svg(&bars, &page);
	sv_buf_text(&page, "<p class=\"figure-source\">By <a href=\"/x\">them</a></p></figure>");
	assert_false(sv_chart_cut(sv_buf_view(&page), "other", &svg, &source));
	assert_true(sv_chart_cut(sv_buf_view(&page), "outer", &svg, &source));
	assert_true(sv_chart_cut(sv_buf_view(&page), "inner", &svg, &source));
	sv_chart_alone(svg, source, &alone);
	assert_true(markup_is_well_formed(sv_buf_view(&alone)));
	assert_int_equal(markup_count(sv_buf_view(&alone), "One &lt;message&gt;"), 2);
	assert_int_equal(markup_count(sv_buf_view(&alone), "By them"), 1);
	assert_int_equal(markup_count(sv_buf_view(&alone), "var("), 0);
	sv_buf_free(&page);
	sv_buf_free(&alone);
}

/* The first and the last given are linked, so the others make room: no arc is longer than a row. */
static void members_that_are_linked_stand_next_to_one_another(void **state)
{
	const char *names[] = {"one", "two", "three", "four", HOSTILE};
	const char *words[] = {"first", NULL, HOSTILE,
			       "a name that is far too long for the room that "
			       "there is beside it in a column",
			       "last"};
	struct sv_network_group group = {.title = HOSTILE,
					 .subtitle = HOSTILE,
					 .names = names,
					 .in_words = words,
					 .count = SV_ARRAY_LEN(names)};
	struct sv_network_link links[] = {{0, 4, true, HOSTILE},
					  {4, 1, false, NULL},
					  {1, 3, false, "two and four"},
					  {3, 2, true, ""}};
	const struct sv_network network = {.id = "n",
					   .title = "One theme",
					   .desc = "Which hang together.",
					   .strong_says = "much",
					   .weak_says = "little",
					   .groups = &group,
					   .group_count = 1,
					   .links = links,
					   .link_count = SV_ARRAY_LEN(links),
					   .node_count = SV_ARRAY_LEN(names)};
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	const char *at;

	(void)state;
	sv_network_svg(&network, &out);
	assert_drawing_holds(&out);
	assert_int_equal(markup_count(sv_buf_view(&out), "<path"), SV_ARRAY_LEN(links));
	assert_int_equal(markup_count(sv_buf_view(&out), "<circle"), SV_ARRAY_LEN(names));
	sv_buf_char(&out, '\0');
	at = out.ptr;
	for (size_t i = 0; i < SV_ARRAY_LEN(links); i++) {
		double x, from, to;

		at = strstr(at, "d=\"M") + 4;
		assert_int_equal(sscanf(at, "%lf %lf C%*f %*f %*f %*f %*f %lf", &x, &from, &to), 3);
		assert_true(to - from > 21 && to - from < 23);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bars_hold_their_names_and_targets),
	    cmocka_unit_test(a_closure_profile_has_a_panel_a_class_and_two_lines),
	    cmocka_unit_test(a_drawing_is_cut_from_its_page_and_stands_alone),
	    cmocka_unit_test(ticks_are_round_and_cover_the_values),
	    cmocka_unit_test(tick_labels_of_neighbours_differ),
	    cmocka_unit_test(a_text_is_cut_at_the_edge_of_a_character),
	    cmocka_unit_test(places_have_at_most_one_digit_and_no_negative_zero),
	    cmocka_unit_test(the_grid_has_every_cell_as_a_link),
	    cmocka_unit_test(names_with_markup_stay_text),
	    cmocka_unit_test(a_series_keeps_every_value_within_its_axes),
	    cmocka_unit_test(an_interval_is_never_drawn_as_a_point),
	    cmocka_unit_test(a_break_leaves_a_gap_in_the_line),
	    cmocka_unit_test(bars_stand_on_zero_and_a_single_year_has_a_place),
	    cmocka_unit_test(dots_have_one_row_a_member_and_keep_within_their_axis),
	    cmocka_unit_test(a_figure_carries_its_table_behind_it),
	    cmocka_unit_test(members_that_are_linked_stand_next_to_one_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* One member over the years, a small drawing for each measure of which it has figures. */
#include <string.h>

#include "chart/figure.h"
#include "chart/number.h"
#include "chart/series.h"
#include "report/page.h"

/* Years from the first to the last with a value. */
struct member_history {
	int first, last;
	size_t known;
};

static const struct sv_rated *in_year(const struct sv_page *page, int year, size_t item,
				      size_t member)
{
	return sv_assessment_at(page->report->series, year, item, member);
}

static struct member_history history_of(const struct sv_page *page, size_t item, size_t member)
{
	struct member_history history = {0};

	for (int year = page->report->series->year_first; year <= page->summary.year; year++) {
		if (!in_year(page, year, item, member)->value.known)
			continue;
		history.first = history.first ? history.first : year;
		history.last = year;
		history.known++;
	}
	return history;
}

static const char *bare(const struct sv_page *page, const struct sv_value *value)
{
	struct sv_buf text = SV_BUF_INIT;
	const char *copy;

	sv_number_bare(&text, value, NULL);
	copy = sv_arena_str(page->arena, sv_buf_view(&text)).ptr;
	sv_buf_free(&text);
	return copy;
}

static void fill(const struct sv_page *page, const struct member_history *history, size_t item,
		 size_t member, struct sv_series_point *points, struct sv_chart_table *table)
{
	for (int year = history->first; year <= history->last; year++) {
		const struct sv_value *value = &in_year(page, year, item, member)->value;
		const char **row = sv_table_row(page->arena, table);

		row[0] = sv_arena_printf(page->arena, "%d", year);
		row[1] = value->known ? bare(page, value) : sv_missing_text(value->missing);
		points[year - history->first] = (struct sv_series_point){
		    .known = value->known,
		    .open_above = value->unbounded,
		    .lower = value->known ? sv_rational_to_double(value->lower) : 0,
		    .upper = value->known ? sv_rational_to_double(value->upper) : 0,
		    .label = year == history->last && value->known ? bare(page, value) : "",
		};
	}
}

static const char *unit_text(const struct sv_page *page, const struct sv_value *value)
{
	struct sv_buf text = SV_BUF_INIT;
	const char *copy;

	sv_number_unit(&text, value->unit);
	copy = sv_arena_str(page->arena, sv_buf_view(&text)).ptr;
	sv_buf_free(&text);
	return copy;
}

static void member_chart(const struct sv_page *page, size_t item, size_t member,
			 const struct member_history *history)
{
	static const struct sv_table_column columns[] = {{"Year", false}, {"Value", true}};
	const struct sv_item *it = &page->assessment->items[item];
	const struct sv_collective *collective = page->summary.items[item].collective;
	const struct sv_value *last = &in_year(page, history->last, item, member)->value;
	struct sv_series_point *points = SV_NEW_ARRAY(page->arena, struct sv_series_point,
						      (size_t)(history->last - history->first) + 1);
	struct sv_series_line line = {.name = "", .highlighted = true, .points = points};
	struct sv_chart_table table = {
	    .caption = "Year by year", .columns = columns, .column_count = 2};
	bool has_target = collective && collective->has_target;
	struct sv_chart_figure figure = {.note = "", .source = ""};
	struct sv_series series;

	fill(page, history, item, member, points, &table);
	figure.id = sv_arena_printf(page->arena, "member-%s", it->number);
	figure.title = sv_arena_printf(page->arena, "%s: %s in %d", it->title,
				       sv_page_value(page, item, last), history->last);
	figure.unit = unit_text(page, last);
	series = (struct sv_series){
	    .id = sv_arena_printf(page->arena, "member-drawing-%s", it->number),
	    .title = figure.title,
	    .desc = "One value a year; the table below has every value.",
	    .year_first = history->first,
	    .year_last = history->last,
	    .lines = &line,
	    .line_count = 1,
	    .has_target = has_target,
	    .target = has_target ? sv_rational_to_double(collective->target) : 0,
	    .target_text = has_target ? collective->target_text : "",
	};
	sv_page_figure_files(page, &figure);
	sv_figure_begin(page->out, &figure);
	sv_series_svg(&series, page->out);
	sv_figure_end(page->out, &figure, &table);
}

void sv_page_member_charts(const struct sv_page *page, size_t member)
{
	bool any = false;

	for (size_t i = 0; i < page->assessment->item_count; i++) {
		struct member_history history = history_of(page, i, member);

		if (history.known < 2)
			continue;
		sv_buf_text(page->out, any ? "" : "<div class=\"pair charts\">\n");
		any = true;
		member_chart(page, i, member, &history);
	}
	sv_buf_text(page->out, any ? "</div>\n" : "");
}

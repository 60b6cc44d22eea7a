/* SPDX-License-Identifier: EUPL-1.2 */
/* The collective over the years, and the members beside the benchmark. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "chart/dots.h"
#include "chart/figure.h"
#include "chart/number.h"
#include "chart/series.h"
#include "report/fan.h"
#include "report/page.h"

#define BREAKS_NAMED_MAX 5 /* more of them are counted, not explained one by one */

/* One measure of the collective, year by year, cut to the years that have a value. */
struct history {
	int year_first, year_last;
	const struct sv_collective **years; /* NULL where the assessment has none */
};

/* A measure keeps its name and its commitment's number from year to year. */
static bool same_measure(const struct sv_page *page, const struct sv_collective *entry,
			 const struct sv_collective *other)
{
	const struct sv_assessment *series = page->report->series;
	int item = entry->rated.item, at = other->rated.item;

	if (strcmp(entry->measure, other->measure) != 0)
		return false;
	if (item < 0 || at < 0)
		return item < 0 && at < 0;
	return strcmp(page->assessment->items[item].number, series->items[at].number) == 0;
}

static const struct sv_collective *in_year(const struct sv_page *page,
					   const struct sv_collective *entry, int year)
{
	const struct sv_assessment *series = page->report->series;

	for (size_t i = 0; i < series->collective_count; i++) {
		const struct sv_collective *other = &series->collective[i];

		if (other->rated.year == year && same_measure(page, entry, other))
			return other;
	}
	return NULL;
}

static bool history_of(const struct sv_page *page, const struct sv_collective *entry,
		       struct history *ret)
{
	int first = 0, last = 0;

	for (int year = page->report->series->year_first; year <= page->summary.year; year++) {
		const struct sv_collective *at = in_year(page, entry, year);

		if (!at || !at->rated.value.known)
			continue;
		first = first ? first : year;
		last = year;
	}
	if (!first)
		return false;
	ret->year_first = first;
	ret->year_last = last;
	ret->years =
	    SV_NEW_ARRAY(page->arena, const struct sv_collective *, (size_t)(last - first) + 1);
	for (int year = first; year <= last; year++)
		ret->years[year - first] = in_year(page, entry, year);
	return true;
}

bool sv_page_has_series(const struct sv_page *page, const struct sv_collective *entry)
{
	struct history history;

	return history_of(page, entry, &history) && history.year_last > history.year_first;
}

static bool is_known(const struct sv_collective *collective)
{
	return collective && collective->rated.value.known;
}

static bool counts_member(const struct sv_collective *collective, const char *state)
{
	for (size_t i = 0; i < collective->missing_count; i++) {
		if (strcmp(collective->missing[i].state, state) == 0)
			return collective->missing[i].counted;
	}
	return true;
}

/* Who is counted in one year and not in the other; members as indexes of the year's assessment. */
static size_t counted_only_in(const struct sv_page *page, const struct sv_collective *in,
			      const struct sv_collective *other, size_t *members)
{
	size_t count = 0;

	for (size_t i = 0; i < page->assessment->member_count; i++) {
		const char *state = page->assessment->members[i];

		if (counts_member(in, state) && !counts_member(other, state))
			members[count++] = i;
	}
	return count;
}

struct breaks {
	struct sv_series_break *items;
	size_t count;
	struct sv_buf note;
};

static void note_break(const struct sv_page *page, int year, const struct sv_collective *before,
		       const struct sv_collective *after, struct breaks *breaks)
{
	size_t *members = SV_NEW_ARRAY(page->arena, size_t, page->assessment->member_count);
	size_t joined = counted_only_in(page, after, before, members), left;
	const char *letter;

	letter = sv_arena_printf(page->arena, "%zu", breaks->count + 1);
	sv_buf_printf(&breaks->note, "%s%s: from %d ", breaks->count ? "; " : "Gaps: ", letter,
		      year);
	if (joined)
		sv_buf_printf(&breaks->note, "with %s", sv_page_member_list(page, members, joined));
	left = counted_only_in(page, before, after, members);
	if (left)
		sv_buf_printf(&breaks->note, "%swithout %s", joined ? ", " : "",
			      sv_page_member_list(page, members, left));
	breaks->items[breaks->count++] = (struct sv_series_break){year, letter};
}

/* A change in who is counted breaks the series: the values before and after do not compare. */
static void find_breaks(const struct sv_page *page, const struct history *history,
			struct breaks *breaks)
{
	size_t *members = SV_NEW_ARRAY(page->arena, size_t, page->assessment->member_count);
	size_t years = (size_t)(history->year_last - history->year_first) + 1;

	breaks->items = SV_NEW_ARRAY(page->arena, struct sv_series_break, years);
	for (size_t i = 1; i < years; i++) {
		const struct sv_collective *before = history->years[i - 1];
		const struct sv_collective *after = history->years[i];

		if (!is_known(before) || !is_known(after))
			continue;
		if (counted_only_in(page, after, before, members) ||
		    counted_only_in(page, before, after, members))
			note_break(page, history->year_first + (int)i, before, after, breaks);
	}
	if (breaks->count > BREAKS_NAMED_MAX) {
		sv_buf_clear(&breaks->note);
		sv_buf_printf(
		    &breaks->note,
		    "The members counted change in %zu of these years; no line joins years "
		    "that do not compare. The table says who is left out.",
		    breaks->count);
		for (size_t i = 0; i < breaks->count; i++)
			breaks->items[i].letter = "";
	} else if (breaks->count) {
		sv_buf_char(&breaks->note, '.');
	}
}

static const char *bare(const struct sv_page *page, const struct sv_value *value,
			const struct sv_rational *target)
{
	struct sv_buf text = SV_BUF_INIT;
	const char *copy;

	sv_number_bare(&text, value, target);
	copy = sv_arena_str(page->arena, sv_buf_view(&text)).ptr;
	sv_buf_free(&text);
	return copy;
}

static const char *unit_of(const struct sv_page *page, const char *unit)
{
	struct sv_buf text = SV_BUF_INIT;
	const char *copy;

	sv_number_unit(&text, unit);
	copy = sv_arena_str(page->arena, sv_buf_view(&text)).ptr;
	sv_buf_free(&text);
	return copy;
}

static const struct sv_rational *target_of(const struct sv_collective *collective)
{
	return collective->has_target ? &collective->target : NULL;
}

/* Up to year_last, which may be beyond the history. */
static struct sv_series_point *points_of(const struct sv_page *page, const struct history *history,
					 int year_last)
{
	size_t years = (size_t)(history->year_last - history->year_first) + 1;
	struct sv_series_point *points = SV_NEW_ARRAY(
	    page->arena, struct sv_series_point, (size_t)(year_last - history->year_first) + 1);

	for (int year = history->year_last; year <= year_last; year++)
		points[year - history->year_first].label = "";

	for (size_t i = 0; i < years; i++) {
		const struct sv_value *value;

		points[i].label = "";
		if (!is_known(history->years[i]))
			continue;
		value = &history->years[i]->rated.value;
		points[i].known = true;
		points[i].open_above = value->unbounded;
		points[i].lower = sv_rational_to_double(value->lower);
		points[i].upper = sv_rational_to_double(value->upper);
		if (i + 1 == years || (i == 0 && sv_value_is_point(value)))
			points[i].label = bare(page, value, target_of(history->years[i]));
	}
	return points;
}

static void series_table(const struct sv_page *page, const struct history *history,
			 struct sv_chart_table *table)
{
	static const struct sv_table_column columns[] = {{"Year", false},
							 {"Value", true},
							 {"Rating", false},
							 {"Members counted", true},
							 {"Without a figure", false}};

	*table = (struct sv_chart_table){.caption = "The collective, year by year",
					 .columns = columns,
					 .column_count = SV_ARRAY_LEN(columns)};
	for (int year = history->year_first; year <= history->year_last; year++) {
		const struct sv_collective *at = history->years[year - history->year_first];
		const char **row = sv_table_row(page->arena, table);
		const char *missing = "";

		row[0] = sv_arena_printf(page->arena, "%d", year);
		if (!at)
			continue;
		row[1] = bare(page, &at->rated.value, target_of(at));
		row[2] = sv_rating_title(at->rated.rating);
		row[3] = sv_arena_printf(page->arena, "%d", at->members_counted);
		for (size_t i = 0; i < at->missing_count; i++)
			missing = sv_arena_printf(page->arena, "%s%s%s (%s%s)", missing,
						  i ? ", " : "", at->missing[i].state,
						  sv_missing_text(at->missing[i].why),
						  at->missing[i].counted ? ", bounds counted" : "");
		row[4] = missing;
	}
}

/* "Investment: 22.3 % in 2019, up from 20.1 % in 2016, against a target of at least 20 %" */
static const char *series_title(const struct sv_page *page, const struct history *history,
				const struct sv_collective *last)
{
	const char *name = last->title, *target = "";

	if (last->has_target) {
		name = page->report->series->items[last->rated.item].title;
		target =
		    sv_arena_printf(page->arena, ", against a target of %s", last->target_text);
	}
	return sv_arena_printf(page->arena, "%s: %s in %d%s", name,
			       sv_page_value_beside(page, &last->rated.value, target_of(last)),
			       history->year_last, target);
}

void sv_page_series_figure(const struct sv_page *page, const struct sv_collective *entry)
{
	const char *number =
	    entry->rated.item < 0 ? "s" : page->assessment->items[entry->rated.item].number;
	struct sv_series_line line = {.name = "", .highlighted = true};
	struct breaks breaks = {.note = SV_BUF_INIT};
	const struct sv_collective *last;
	struct sv_chart_figure figure = {.source = ""};
	struct sv_series series;
	struct sv_page_fan fan;
	struct history history;
	struct sv_chart_table table;

	if (!history_of(page, entry, &history))
		return;
	last = history.years[history.year_last - history.year_first];
	find_breaks(page, &history, &breaks);
	fan = sv_page_fan(page, entry);
	if (!fan.count)
		fan.year_last = history.year_last;
	line.points = points_of(page, &history, fan.year_last);
	figure.id = sv_arena_printf(page->arena, "series-%s-%s", number, entry->measure);
	figure.title = series_title(page, &history, last);
	figure.unit = sv_arena_printf(page->arena, "%s, %s", last->title,
				      unit_of(page, last->rated.value.unit));
	figure.note = breaks.count ? sv_arena_str(page->arena, sv_buf_view(&breaks.note)).ptr : "";
	if (fan.count)
		figure.note = sv_arena_printf(page->arena, "%s%s%s", figure.note,
					      *figure.note ? " " : "", fan.note);
	series = (struct sv_series){
	    .id = sv_arena_printf(page->arena, "series-drawing-%s-%s", number, entry->measure),
	    .title = figure.title,
	    .desc = sv_arena_printf(page->arena, "%s, %d to %d; the table below has every value.",
				    last->title, history.year_first, history.year_last),
	    .year_first = history.year_first,
	    .year_last = fan.year_last,
	    .lines = &line,
	    .line_count = 1,
	    .has_target = last->has_target,
	    .target = last->has_target ? sv_rational_to_double(last->target) : 0,
	    .target_text = last->has_target ? last->target_text : "",
	    .breaks = breaks.items,
	    .break_count = breaks.count,
	    .fan = fan.bands,
	    .fan_count = fan.count,
	};
	series_table(page, &history, &table);
	sv_page_figure_files(page, &figure);
	sv_page_fan_rows(page, &fan, &table);
	sv_figure_begin(page->out, &figure);
	sv_series_svg(&series, page->out);
	sv_figure_end(page->out, &figure, &table);
	sv_buf_free(&breaks.note);
}

/* Greatest first; a bar counts by its lower end. */
static int by_value(const void *a, const void *b)
{
	const struct sv_dots_row *left = a, *right = b;

	if (left->lower != right->lower)
		return left->lower < right->lower ? 1 : -1;
	return strcmp(left->code, right->code);
}

static struct sv_dots_row dots_row(const struct sv_page *page, size_t item,
				   const struct sv_rated *rated, const char *code, const char *name)
{
	const struct sv_collective *collective = page->summary.items[item].collective;

	return (struct sv_dots_row){
	    .code = code,
	    .name = name,
	    .href = sv_page_href(page, page->assessment->items[item].number,
				 rated->state ? code : "all"),
	    .highlighted = !rated->state,
	    .open_above = rated->value.unbounded,
	    .lower = sv_rational_to_double(rated->value.lower),
	    .upper = sv_rational_to_double(rated->value.upper),
	    .label = bare(page, &rated->value, collective ? target_of(collective) : NULL),
	};
}

struct dots_data {
	struct sv_dots_row *rows;
	size_t count;
	const char *without; /* members without a figure, with the reason */
	const char *unit;
};

/* "Not reported: Austria and Latvia. Withheld: Germany." */
static const char *without_figure(const struct sv_page *page, size_t item)
{
	const struct sv_assessment *assessment = page->assessment;
	size_t *members = SV_NEW_ARRAY(page->arena, size_t, assessment->member_count);
	const char *text = "";

	for (int why = 0; why < SV_MISSING_COUNT; why++) {
		const char *reason = sv_missing_text(why);
		size_t count = 0;

		for (size_t i = 0; i < assessment->member_count; i++) {
			const struct sv_value *value =
			    &sv_assessment_at(assessment, page->summary.year, item, i)->value;

			if (!value->known && (int)value->missing == why)
				members[count++] = i;
		}
		if (count)
			text =
			    sv_arena_printf(page->arena, "%s%s%c%s: %s.", text, text[0] ? " " : "",
					    toupper((unsigned char)reason[0]), reason + 1,
					    sv_page_member_list(page, members, count));
	}
	return text;
}

static void collect_dots(const struct sv_page *page, size_t item, struct dots_data *data)
{
	const struct sv_assessment *assessment = page->assessment;
	const struct sv_collective *collective = page->summary.items[item].collective;

	data->rows = SV_NEW_ARRAY(page->arena, struct sv_dots_row, assessment->member_count + 1);
	data->without = "";
	data->unit = "";
	for (size_t i = 0; i < assessment->member_count; i++) {
		const struct sv_rated *rated =
		    sv_assessment_at(assessment, page->summary.year, item, i);

		if (rated->value.known) {
			data->rows[data->count++] =
			    dots_row(page, item, rated, rated->state, assessment->member_names[i]);
			data->unit = rated->value.unit;
		}
	}
	data->without = without_figure(page, item);
	if (is_known(collective) && data->count && collective->has_target)
		data->rows[data->count++] =
		    dots_row(page, item, &collective->rated, "all", "The members together");
	qsort(data->rows, data->count, sizeof(*data->rows), by_value);
}

static void dots_table(const struct sv_page *page, const struct dots_data *data, const char *unit,
		       struct sv_chart_table *table)
{
	struct sv_table_column *columns = SV_NEW_ARRAY(page->arena, struct sv_table_column, 2);

	columns[0].heading = "Member";
	columns[1] = (struct sv_table_column){unit, true};
	*table = (struct sv_chart_table){
	    .caption = "Values by member, greatest first", .columns = columns, .column_count = 2};
	for (size_t i = 0; i < data->count; i++) {
		const char **row = sv_table_row(page->arena, table);

		row[0] = data->rows[i].name;
		row[1] = data->rows[i].label;
	}
}

static const char *dots_title(const struct sv_page *page, size_t item, size_t with_value)
{
	const struct sv_item_summary *summary = &page->summary.items[item];

	if (summary->positions && !summary->above && summary->below)
		return sv_arena_printf(page->arena,
				       "In %d, no member stands at or above the collective "
				       "benchmark; %zu stand below it",
				       page->summary.year, summary->below);
	if (summary->positions && summary->above + summary->below)
		return sv_arena_printf(page->arena,
				       "In %d, %zu members stand at or above the collective "
				       "benchmark and %zu below it",
				       page->summary.year, summary->above, summary->below);
	return sv_arena_printf(page->arena, "%s in %d, for the %zu members with a figure",
			       page->assessment->items[item].title, page->summary.year, with_value);
}

void sv_page_dots_figure(const struct sv_page *page, size_t item)
{
	const struct sv_item *it = &page->assessment->items[item];
	const struct sv_collective *collective = page->summary.items[item].collective;
	bool has_target =
	    page->summary.items[item].positions && collective && collective->has_target;
	struct sv_chart_figure figure = {.source = "", .note = ""};
	struct dots_data data = {NULL, 0, "", ""};
	struct sv_dots dots;
	struct sv_chart_table table;

	collect_dots(page, item, &data);
	if (data.count < 2)
		return;
	figure.id = sv_arena_printf(page->arena, "dots-%s", it->number);
	figure.title = dots_title(page, item, data.count - (has_target && is_known(collective)));
	figure.unit = unit_of(page, data.unit);
	if (page->summary.items[item].positions)
		figure.unit = sv_arena_printf(page->arena, "%s, %s, %d", collective->title,
					      figure.unit, page->summary.year);
	figure.note = data.without;
	dots = (struct sv_dots){
	    .id = sv_arena_printf(page->arena, "dots-drawing-%s", it->number),
	    .title = figure.title,
	    .desc = "One row a member, greatest first; each row is a link to its reasons.",
	    .rows = data.rows,
	    .row_count = data.count,
	    .has_target = has_target,
	    .target = has_target ? sv_rational_to_double(collective->target) : 0,
	    .target_text = has_target
			       ? sv_arena_printf(page->arena, "target: %s", collective->target_text)
			       : "",
	};
	dots_table(page, &data, figure.unit, &table);
	sv_page_figure_files(page, &figure);
	sv_figure_begin(page->out, &figure);
	sv_dots_svg(&dots, page->out);
	sv_figure_end(page->out, &figure, &table);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The grid of commitments and members, its legend, and the same by commitment for narrow screens.
 */
#include <stdio.h>
#include <string.h>

#include "chart/figure.h"
#include "chart/heat.h"
#include "chart/palette.h"
#include "report/page.h"

static const char *who(const struct sv_page *page, const struct sv_rated *rated, size_t member)
{
	return rated->state ? page->assessment->member_names[member] : "The members together";
}

static struct sv_heat_cell cell_of(const struct sv_page *page, size_t item, size_t member,
				   const struct sv_rated *rated)
{
	const struct sv_item *it = &page->assessment->items[item];
	bool is_position = rated->state && page->summary.items[item].positions;
	struct sv_heat_cell cell = {
	    .is_position = is_position,
	    .rating = rated->rating,
	    .position = rated->position,
	    .recalled = sv_rated_is_recalled(rated),
	};

	cell.href = sv_page_href(page, it->number, rated->state ? rated->state : "all");
	cell.sentence = sv_arena_printf(
	    page->arena, "%s, commitment %s, %s%s%s", who(page, rated, member), it->number,
	    is_position ? sv_position_title(rated->position) : sv_rating_title(rated->rating),
	    rated->value.known ? ": " : "",
	    rated->value.known ? sv_page_value(page, item, &rated->value) : "");
	return cell;
}

static const char *group_heading(const struct sv_page *page, const char *key)
{
	const char *title = sv_page_group_title(page, key);

	if (!key[0])
		return "";
	return sv_arena_printf(page->arena, "(%s)%s%s", key, title[0] ? " " : "", title);
}

static void fill_row(const struct sv_page *page, size_t item, struct sv_heat_row *row)
{
	const struct sv_assessment *assessment = page->assessment;
	const struct sv_collective *collective = page->summary.items[item].collective;
	const struct sv_item *it = &assessment->items[item];

	row->number = it->number;
	row->title = it->title;
	row->group = group_heading(page, it->group);
	row->href = sv_page_href(page, it->number, NULL);
	row->collective.empty = !collective || !page->summary.items[item].positions;
	if (!row->collective.empty)
		row->collective = cell_of(page, item, 0, &collective->rated);
	row->cells = SV_NEW_ARRAY(page->arena, struct sv_heat_cell, assessment->member_count);
	for (size_t i = 0; i < assessment->member_count; i++)
		row->cells[i] = cell_of(page, item, i,
					sv_assessment_at(assessment, page->summary.year, item, i));
}

static void make_heat(const struct sv_page *page, struct sv_heat *heat)
{
	const struct sv_assessment *assessment = page->assessment;
	struct sv_heat_column *columns =
	    SV_NEW_ARRAY(page->arena, struct sv_heat_column, assessment->member_count);
	struct sv_heat_row *rows =
	    SV_NEW_ARRAY(page->arena, struct sv_heat_row, assessment->item_count);

	for (size_t i = 0; i < assessment->member_count; i++)
		columns[i] =
		    (struct sv_heat_column){assessment->members[i], assessment->member_names[i],
					    sv_page_href(page, NULL, assessment->members[i])};
	for (size_t i = 0; i < assessment->item_count; i++)
		fill_row(page, i, &rows[i]);
	heat->columns = columns;
	heat->column_count = assessment->member_count;
	heat->rows = rows;
	heat->row_count = assessment->item_count;
}

static const char *letter_of(const struct sv_heat_cell *cell)
{
	if (cell->empty)
		return "";
	if (!cell->is_position)
		return sv_rating_letter(cell->rating);
	return cell->position == 0 ? "?" : cell->position > 0 ? "+" : "\xe2\x88\x92";
}

/* The grid in letters, for those who cannot see the drawing. */
static void make_table(const struct sv_page *page, const struct sv_heat *heat,
		       struct sv_chart_table *table)
{
	struct sv_table_column *columns =
	    SV_NEW_ARRAY(page->arena, struct sv_table_column, heat->column_count + 2);

	columns[0].heading = "Commitment";
	columns[1].heading = "all";
	for (size_t i = 0; i < heat->column_count; i++)
		columns[i + 2].heading = heat->columns[i].code;
	*table =
	    (struct sv_chart_table){.caption = "Letters as in the legend; for collective "
					       "commitments + at or above, \xe2\x88\x92 below the "
					       "benchmark, ? no statement possible",
				    .columns = columns,
				    .column_count = heat->column_count + 2};
	for (size_t i = 0; i < heat->row_count; i++) {
		const char **row = sv_table_row(page->arena, table);

		row[0] = sv_arena_printf(page->arena, "%s %s", heat->rows[i].number,
					 heat->rows[i].title);
		row[1] = letter_of(&heat->rows[i].collective);
		for (size_t j = 0; j < heat->column_count; j++)
			row[j + 2] = letter_of(&heat->rows[i].cells[j]);
	}
}

static void legend_entry(const struct sv_page *page, const char *symbol, const char *word,
			 const char *says, size_t count)
{
	sv_buf_text(page->out, "<li>");
	sv_palette_key(page->out, symbol);
	sv_buf_printf(page->out,
		      " <b>%s</b> <span class=\"meaning\">%s</span> <span class=\"count\">%zu"
		      "</span></li>\n",
		      word, says, count);
}

static void legend(const struct sv_page *page)
{
	size_t above = 0, below = 0;
	char symbol[24];

	sv_buf_text(page->out, "<ul class=\"legend\">\n");
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		if (page->summary.counts[i])
			legend_entry(page, sv_palette_symbol(i, symbol), sv_rating_title(i),
				     sv_palette_of(i)->says, page->summary.counts[i]);
	}
	for (size_t i = 0; i < page->assessment->item_count; i++) {
		above += page->summary.items[i].above;
		below += page->summary.items[i].below;
	}
	if (above)
		legend_entry(page, "k-above", "at or above",
			     "the collective benchmark; a position, no rating", above);
	if (below)
		legend_entry(page, "k-below", "below",
			     "the collective benchmark; a position, no rating", below);
	if (page->summary.positions > above + below)
		legend_entry(page, "k-level", "no statement", "possible about the position",
			     page->summary.positions - above - below);
	for (size_t i = 0; i < page->assessment->item_count; i++) {
		if (!page->summary.items[i].recalled)
			continue;
		sv_buf_text(page->out, "<li>");
		sv_palette_key(page->out, "k-recalled");
		sv_buf_text(page->out,
			    " <b>corner</b> <span class=\"meaning\">rests on rows that are "
			    "recalled, not verified</span></li>\n");
		break;
	}
	sv_buf_text(page->out, "</ul>\n");
}

/* "19 met, 7 not met", or how many stand where. */
static void turned_counts(const struct sv_page *page, size_t item)
{
	const struct sv_item_summary *summary = &page->summary.items[item];
	const char *comma = "";

	sv_buf_text(page->out, "<small>");
	if (summary->positions && summary->above + summary->below)
		sv_page_printf(page, "%zu at or above, %zu below the benchmark", summary->above,
			       summary->below);
	else if (summary->positions)
		sv_page_text(page, sv_position_title(0));
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		if (!summary->counts[i])
			continue;
		sv_page_printf(page, "%s%zu %s", comma, summary->counts[i], sv_rating_title(i));
		comma = ", ";
	}
	sv_buf_text(page->out, "</small>");
}

static size_t first_alike(const struct sv_heat_row *row, size_t column)
{
	const struct sv_heat_cell *cell = &row->cells[column];

	for (size_t i = 0; i < column; i++) {
		const struct sv_heat_cell *other = &row->cells[i];

		if (cell->is_position ? other->position == cell->position
				      : other->rating == cell->rating)
			return i;
	}
	return column;
}

/* The members with the rating of the first one, as links. */
static void turned_members(const struct sv_page *page, const struct sv_heat *heat,
			   const struct sv_heat_row *row, size_t first)
{
	const struct sv_heat_cell *cell = &row->cells[first];

	sv_buf_text(page->out, "<li>");
	if (cell->is_position)
		sv_page_position(page, cell->position);
	else
		sv_page_rating(page, cell->rating);
	sv_buf_text(page->out, "<br>");
	for (size_t i = first; i < heat->column_count; i++) {
		if (first_alike(row, i) != first)
			continue;
		sv_buf_text(page->out, "<a href=\"");
		sv_page_text(page, row->cells[i].href);
		sv_buf_text(page->out, "\">");
		sv_page_text(page, heat->columns[i].code);
		sv_buf_text(page->out, "</a> ");
	}
	sv_buf_text(page->out, "</li>");
}

/* For narrow screens: one commitment at a time, opened by the reader. */
static void turned_row(const struct sv_page *page, const struct sv_heat *heat, size_t index)
{
	const struct sv_heat_row *row = &heat->rows[index];
	char symbol[24];

	sv_buf_text(page->out, "<details><summary><span class=\"number\">");
	sv_page_text(page, row->number);
	sv_buf_text(page->out, "</span> <span>");
	sv_page_text(page, row->title);
	turned_counts(page, index);
	sv_buf_text(page->out, "</span>");
	if (!row->collective.empty) {
		sv_buf_char(page->out, ' ');
		sv_palette_key(page->out, sv_palette_symbol(row->collective.rating, symbol));
	}
	sv_buf_text(page->out, "</summary><ul>");
	for (size_t i = 0; i < heat->column_count; i++) {
		if (first_alike(row, i) == i)
			turned_members(page, heat, row, i);
	}
	sv_buf_text(page->out, "</ul></details>\n");
}

void sv_page_grid(const struct sv_page *page)
{
	const struct sv_summary *summary = &page->summary;
	struct sv_chart_figure figure = {.id = "grid-figure", .unit = "", .note = "", .source = ""};
	struct sv_heat heat = {.id = "heat"};
	struct sv_chart_table table;

	make_heat(page, &heat);
	make_table(page, &heat, &table);
	figure.title =
	    sv_arena_printf(page->arena, "Of %zu ratings of members, %zu rest on public evidence",
			    summary->ratings, summary->decided);
	heat.title = figure.title;
	heat.desc = "Commitments down, members across; each cell is a link to its reasons.";
	if (summary->positions)
		figure.note = sv_arena_printf(
		    page->arena,
		    "Commitments that bind the members together are rated in the column 'all'; a "
		    "member has a position there (%zu cells) and no rating.",
		    summary->positions);
	sv_buf_text(page->out, "<p class=\"skip\"><a href=\"#benchmarks\">Skip the grid</a></p>\n");
	sv_page_figure_files(page, &figure);
	sv_figure_begin(page->out, &figure);
	sv_buf_text(page->out, "<div class=\"wide\">\n");
	sv_heat_svg(&heat, page->out);
	sv_buf_text(page->out, "</div>\n<div class=\"turned\">\n");
	for (size_t i = 0; i < heat.row_count; i++)
		turned_row(page, &heat, i);
	sv_buf_text(page->out, "</div>\n");
	legend(page);
	sv_figure_end(page->out, &figure, &table);
}

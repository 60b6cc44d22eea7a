/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * review_grid.c - the picture of the product on a terminal: commitments down,
 * members across, the collective in a column of its own.
 *
 *                              all | AUT BEL BGR ...
 *   (a)
 *   1     Real budget growth       |  M   R   M
 *   2     Investment            M  |  <   >=  .
 */
#include <stdio.h>
#include <string.h>

#include "cli/review.h"
#include "cli/show.h"

#define CELL_WIDTH 4 /* a code of three letters and a space */
#define TITLE_WIDTH_MAX 34
#define TITLE_SHARE 3 /* of a narrow terminal the titles take a third */

struct grid {
	const struct sv_review *review;
	struct sv_out *out;
	int number_width, title_width;
	bool has_collective;
	size_t block; /* members a block holds */
};

static bool is_collective(const struct sv_item *item)
{
	return strcmp(item->scope, "collective") == 0;
}

static const struct sv_rated *collective_of(const struct sv_assessment *assessment, size_t item)
{
	for (size_t i = 0; i < assessment->collective_count; i++) {
		const struct sv_rated *rated = &assessment->collective[i].rated;

		if (rated->item == (int)item && rated->year == assessment->year_last)
			return rated;
	}
	return NULL;
}

/* Text in a column of so many columns, cut with an ellipsis where it is longer. */
static void put_column(struct sv_out *out, const char *text, int width)
{
	struct sv_str rest = sv_str_from(text);

	if (sv_text_columns(rest) <= width) {
		sv_out_text(out, text);
		sv_out_pad(out, width - sv_text_columns(rest));
		return;
	}
	while (rest.len && sv_text_columns(rest) > width - 1)
		do
			rest.len--;
		while (rest.len && ((unsigned char)rest.ptr[rest.len] & 0xc0) == 0x80);
	sv_buf_str(&out->buf, rest);
	sv_out_text(out, "…");
	sv_out_pad(out, width - 1 - sv_text_columns(rest));
}

static void measure(struct grid *grid)
{
	const struct sv_assessment *assessment = grid->review->assessment;
	int title_max = grid->out->width / TITLE_SHARE, room;
	size_t blocks;

	for (size_t i = 0; i < assessment->item_count; i++) {
		int number = sv_text_columns(sv_str_from(assessment->items[i].number));
		int title = sv_text_columns(sv_str_from(assessment->items[i].title));

		if (!sv_review_has_item(grid->review, (int)i))
			continue;
		grid->number_width = number > grid->number_width ? number : grid->number_width;
		grid->title_width = title > grid->title_width ? title : grid->title_width;
		grid->has_collective = grid->has_collective || is_collective(&assessment->items[i]);
	}
	if (title_max > TITLE_WIDTH_MAX)
		title_max = TITLE_WIDTH_MAX;
	if (grid->title_width > title_max)
		grid->title_width = title_max;
	room = grid->out->width - grid->number_width - grid->title_width - 4;
	if (grid->has_collective)
		room -= CELL_WIDTH + 2;
	/* Blocks of equal size read better than a full one and a rest. */
	grid->block = room < CELL_WIDTH ? 1 : (size_t)(room / CELL_WIDTH);
	blocks = (assessment->member_count + grid->block - 1) / grid->block;
	if (blocks > 1)
		grid->block = (assessment->member_count + blocks - 1) / blocks;
}

static void put_heading(const struct grid *grid, size_t first, size_t end)
{
	sv_out_pad(grid->out, grid->number_width + grid->title_width + 4);
	if (grid->has_collective)
		sv_out_styled(grid->out, SV_STYLE_STRONG, "all | ");
	for (size_t m = first; m < end; m++) {
		sv_out_styled(grid->out, SV_STYLE_STRONG, grid->review->assessment->members[m]);
		if (m + 1 < end)
			sv_out_text(grid->out, " ");
	}
	sv_out_text(grid->out, "\n");
}

static void put_cell(const struct grid *grid, const struct sv_item *item,
		     const struct sv_rated *rated)
{
	if (is_collective(item) && rated->state)
		sv_out_printf(grid->out, " %s ", sv_position_sign(rated));
	else
		sv_out_rating(grid->out, rated->rating, sv_rating_letter(rated->rating));
}

static void put_row(const struct grid *grid, size_t index, size_t first, size_t end)
{
	const struct sv_assessment *assessment = grid->review->assessment;
	const struct sv_item *item = &assessment->items[index];
	const struct sv_rated *all = is_collective(item) ? collective_of(assessment, index) : NULL;

	sv_out_text(grid->out, "  ");
	put_column(grid->out, item->number, grid->number_width + 1);
	put_column(grid->out, item->title, grid->title_width + 1);
	if (grid->has_collective) {
		if (all)
			put_cell(grid, item, all);
		else
			sv_out_pad(grid->out, CELL_WIDTH - 1);
		sv_out_text(grid->out, " | ");
	}
	for (size_t m = first; m < end; m++) {
		put_cell(grid, item, sv_assessment_at(assessment, assessment->year_last, index, m));
		if (m + 1 < end)
			sv_out_text(grid->out, " ");
	}
	sv_out_end_line(grid->out);
}

static const char *group_title(const struct sv_assessment *assessment, const char *key)
{
	for (size_t i = 0; i < assessment->group_count; i++)
		if (strcmp(assessment->groups[i].key, key) == 0)
			return assessment->groups[i].title;
	return "";
}

static void put_block(const struct grid *grid, size_t first, size_t end)
{
	const struct sv_assessment *assessment = grid->review->assessment;
	const char *group = "";

	put_heading(grid, first, end);
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_item *item = &assessment->items[i];

		if (!sv_review_has_item(grid->review, (int)i))
			continue;
		if (strcmp(item->group, group) != 0) {
			group = item->group;
			sv_out_printf(grid->out, "(%s) %s\n", group,
				      group_title(assessment, group));
		}
		put_row(grid, i, first, end);
	}
}

/* One entry of the legend; begins a new line where it would not fit. */
static void put_legend(struct sv_out *out, int *at, enum sv_rating rating, const char *sign,
		       const char *title, size_t count)
{
	char text[96];
	int width;

	if (!count)
		return;
	snprintf(text, sizeof(text), " %s %zu", title, count);
	width = 3 + sv_text_columns(sv_str_from(text)) + 3;
	if (*at && *at + width > out->width) {
		sv_out_end_line(out);
		*at = 0;
	}
	if (!*at) {
		sv_out_text(out, " ");
		*at = 1;
	}
	if (rating < SV_RATING_COUNT)
		sv_out_rating(out, rating, sign);
	else
		sv_out_printf(out, " %s ", sign);
	sv_out_printf(out, "%s  ", text + 1);
	*at += width;
}

static void legend(const struct sv_review *review, struct sv_out *out)
{
	const struct sv_assessment *assessment = review->assessment;
	size_t counts[SV_RATING_COUNT] = {0}, above = 0, below = 0, between = 0, alone = 0,
	       none = 0;
	int at = 0;

	for (size_t i = 0; i < assessment->item_count; i++) {
		if (!sv_review_has_item(review, (int)i))
			continue;
		for (size_t m = 0; m < assessment->member_count; m++) {
			const struct sv_rated *rated =
			    sv_assessment_at(assessment, assessment->year_last, i, m);

			if (!is_collective(&assessment->items[i]))
				counts[rated->rating]++;
			else if (rated->position > 0)
				above++;
			else if (rated->position < 0)
				below++;
			else if (rated->value.known && sv_value_is_point(&rated->value))
				alone++;
			else if (rated->value.known)
				between++;
			else
				none++;
		}
	}
	sv_out_text(out, "\n");
	for (int r = 0; r < SV_RATING_COUNT; r++)
		put_legend(out, &at, (enum sv_rating)r, sv_rating_letter((enum sv_rating)r),
			   sv_rating_title((enum sv_rating)r), counts[r]);
	if (at)
		sv_out_end_line(out);
	at = 0;
	put_legend(out, &at, SV_RATING_COUNT, "≥", "at or above the collective benchmark", above);
	put_legend(out, &at, SV_RATING_COUNT, "<", "below it", below);
	put_legend(out, &at, SV_RATING_COUNT, "~", "within bounds", between);
	put_legend(out, &at, SV_RATING_COUNT, "o", "no benchmark to compare with", alone);
	put_legend(out, &at, SV_RATING_COUNT, sv_rating_letter(SV_RATING_NOT_REPORTED),
		   "no position", none);
	if (at)
		sv_out_end_line(out);
}

void sv_review_grid(const struct sv_review *review, struct sv_out *out)
{
	struct grid grid = {.review = review, .out = out};
	size_t members = review->assessment->member_count;

	measure(&grid);
	for (size_t first = 0; first < members; first += grid.block) {
		size_t end = first + grid.block < members ? first + grid.block : members;

		if (first)
			sv_out_text(out, "\n");
		put_block(&grid, first, end);
	}
	legend(review, out);
}

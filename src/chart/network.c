/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/network.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/macros.h"
#include "chart/scale.h"
#include "chart/svg.h"

#define WIDTH 1000.0
#define MARGIN 0.0
#define COLUMNS 2
#define COLUMN_WIDTH 470.0 /* with what parts it from the next */
#define COLUMN_GAP 28.0
#define HEAD 44.0  /* legend */
#define ARCS 84.0  /* room for arcs, at the left of a block */
#define ROW 22.0   /* a member */
#define TITLE 40.0 /* the words of a group and what stands under them */
#define BETWEEN 26.0
#define DOT 4.0
#define NAME_SIZE 13.0
#define TITLE_SIZE 15.0
#define SMALL_SIZE 12.0

struct drawing {
	const struct sv_network *network;
	size_t *first;   /* node of each group, and one more */
	size_t *order;   /* nodes by row, group after group */
	size_t *row;     /* the row of each node within its group */
	double *x, *top; /* of each group */
	double height;
};

/* How long the arcs of a group are together, in rows. */
static size_t length_of(const struct drawing *d, size_t group)
{
	size_t sum = 0;

	for (size_t i = 0; i < d->network->link_count; i++) {
		const struct sv_network_link *l = &d->network->links[i];

		if (l->from >= d->first[group] && l->from < d->first[group + 1])
			sum += d->row[l->from] > d->row[l->to] ? d->row[l->from] - d->row[l->to]
							       : d->row[l->to] - d->row[l->from];
	}
	return sum;
}

static void swap_rows(struct drawing *d, size_t group, size_t a, size_t b)
{
	size_t *order = d->order + d->first[group], node = order[a];

	order[a] = order[b];
	order[b] = node;
	d->row[order[a]] = a;
	d->row[order[b]] = b;
}

/* Swaps rows as long as that makes the arcs shorter; each swap shortens, so it ends. */
static void settle_rows(struct drawing *d, size_t group)
{
	size_t count = d->network->groups[group].count, length = length_of(d, group);
	bool better = true;

	while (better) {
		better = false;
		for (size_t a = 0; a < count; a++)
			for (size_t b = a + 1; b < count; b++) {
				size_t swapped;

				swap_rows(d, group, a, b);
				swapped = length_of(d, group);
				if (swapped < length) {
					length = swapped;
					better = true;
				} else {
					swap_rows(d, group, a, b);
				}
			}
	}
}

/* Each group goes into the column that is shorter so far. */
static void place_groups(struct drawing *d)
{
	double bottom[COLUMNS];

	for (size_t c = 0; c < COLUMNS; c++)
		bottom[c] = HEAD;
	for (size_t g = 0; g < d->network->group_count; g++) {
		size_t column = 0;

		for (size_t c = 1; c < COLUMNS; c++)
			if (bottom[c] < bottom[column])
				column = c;
		d->x[g] = MARGIN + (COLUMN_WIDTH + COLUMN_GAP) * (double)column;
		d->top[g] = bottom[column];
		bottom[column] += TITLE + ROW * (double)d->network->groups[g].count + BETWEEN;
		d->height = fmax(d->height, bottom[column]);
	}
	d->height = fmax(d->height, HEAD);
}

static double row_y(const struct drawing *d, size_t group, size_t row)
{
	return d->top[group] + TITLE + ROW * ((double)row + 0.5);
}

static size_t group_of(const struct drawing *d, size_t node)
{
	size_t group = 0;

	while (node >= d->first[group + 1])
		group++;
	return group;
}

static void draw_arc(const struct drawing *d, const struct sv_network_link *link,
		     struct sv_buf *out)
{
	size_t group = group_of(d, link->from);
	double x = d->x[group] + ARCS;
	double from = row_y(d, group, SV_MIN(d->row[link->from], d->row[link->to]));
	double to = row_y(d, group, SV_MAX(d->row[link->from], d->row[link->to]));
	/* A curve reaches three quarters of the way to its handles. */
	double reach = fmin(ARCS - 6, 10 + (to - from) * 0.42) / 0.75;
	const double places[] = {x, from, x - reach, from, x - reach, to, x, to};

	sv_buf_printf(out, "<path class=\"%s\" d=\"", link->strong ? "strong" : "weak");
	for (size_t i = 0; i < SV_ARRAY_LEN(places); i++) {
		sv_buf_text(out, i == 0 ? "M" : i == 2 ? " C" : " ");
		sv_svg_place(out, places[i]);
	}
	sv_buf_text(out, "\">");
	if (link->says) {
		sv_buf_text(out, "<title>");
		sv_html_text(out, sv_str_from(link->says));
		sv_buf_text(out, "</title>");
	}
	sv_buf_text(out, "</path>\n");
}

/* A text that fits its room, the rest cut off behind a sign. */
static void fitting(struct sv_buf *out, const char *class, double x, double y, const char *text,
		    double size, double room)
{
	struct sv_str all = sv_str_from(text);
	_cleanup_(sv_buf_free) struct sv_buf cut = SV_BUF_INIT;
	/* The measure is good within a tenth. */
	size_t fit = sv_text_fit(all, size, room / 1.1);

	if (fit < all.len) {
		fit = sv_text_fit(all, size, room / 1.1 - size);
		sv_buf_str(&cut, sv_str_trim((struct sv_str){all.ptr, fit}));
		sv_buf_text(&cut, "…");
		all = sv_buf_view(&cut);
	}
	sv_svg_text(out, class, x, y, SV_ANCHOR_START, all);
}

/* Where the words beside the names begin: behind the longest of them, but not behind half of the
 * room.  Bold letters are wider than the measure of plain ones. */
static double names_end(const struct sv_network_group *group)
{
	double widest = 0;

	for (size_t i = 0; i < group->count; i++)
		widest = fmax(widest, sv_text_width(sv_str_from(group->names[i]), NAME_SIZE));
	return fmin(widest * 1.25, (COLUMN_WIDTH - ARCS) / 2) + 8;
}

static void draw_group(const struct drawing *d, size_t g, struct sv_buf *out)
{
	const struct sv_network_group *group = &d->network->groups[g];
	double x = d->x[g] + ARCS, end = d->x[g] + COLUMN_WIDTH;

	sv_buf_text(out, "<g>");
	fitting(out, "theme", x - DOT, d->top[g] + 14, group->title, TITLE_SIZE, end - x);
	if (group->subtitle)
		fitting(out, "muted", x - DOT, d->top[g] + 30, group->subtitle, SMALL_SIZE,
			end - x);
	for (size_t i = 0; i < group->count; i++) {
		size_t node = d->order[d->first[g] + i] - d->first[g];
		double y = row_y(d, g, i), at = x + 11, beside = at + names_end(group);

		sv_svg_circle(out, "dot", x, y, DOT);
		fitting(out, "name", at, y + 4.5, group->names[node], NAME_SIZE,
			group->in_words ? beside - at : end - at);
		if (group->in_words && group->in_words[node])
			fitting(out, "muted", beside, y + 4.5, group->in_words[node], SMALL_SIZE,
				end - beside);
	}
	sv_buf_text(out, "</g>\n");
}

static void legend(const struct sv_network *network, struct sv_buf *out)
{
	const char *says[] = {network->strong_says, network->weak_says};
	double x = MARGIN, y = 16;

	for (size_t i = 0; i < SV_ARRAY_LEN(says); i++) {
		if (!says[i])
			continue;
		sv_svg_line(out, i == 0 ? "strong" : "weak", x, y - 4, x + 34, y - 4);
		sv_svg_text(out, "muted", x + 42, y, SV_ANCHOR_START, sv_str_from(says[i]));
		x += 42 + sv_text_width(sv_str_from(says[i]), SMALL_SIZE) + 30;
	}
}

static void draw(const struct drawing *d, struct sv_buf *out)
{
	const struct sv_network *network = d->network;

	sv_svg_begin(out, network->id, "chart network", "img", WIDTH, d->height, network->title,
		     network->desc);
	legend(network, out);
	sv_buf_char(out, '\n');
	for (size_t i = 0; i < network->link_count; i++)
		draw_arc(d, &network->links[i], out);
	for (size_t g = 0; g < network->group_count; g++)
		draw_group(d, g, out);
	sv_svg_end(out);
}

void sv_network_svg(const struct sv_network *network, struct sv_buf *out)
{
	size_t nodes = network->node_count + 1, groups = network->group_count + 1;
	struct drawing d = {
	    .network = network,
	    .first = sv_xmalloc(groups * sizeof(*d.first)),
	    .order = sv_xmalloc(nodes * sizeof(*d.order)),
	    .row = sv_xmalloc(nodes * sizeof(*d.row)),
	    .x = sv_xmalloc(groups * sizeof(*d.x)),
	    .top = sv_xmalloc(groups * sizeof(*d.top)),
	};

	d.first[0] = 0;
	for (size_t g = 0; g < network->group_count; g++) {
		d.first[g + 1] = d.first[g] + network->groups[g].count;
		for (size_t i = 0; i < network->groups[g].count; i++) {
			d.order[d.first[g] + i] = d.first[g] + i;
			d.row[d.first[g] + i] = i;
		}
	}
	for (size_t g = 0; g < network->group_count; g++)
		settle_rows(&d, g);
	place_groups(&d);
	draw(&d, out);
	free(d.first);
	free(d.order);
	free(d.row);
	free(d.x);
	free(d.top);
}

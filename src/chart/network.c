/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/network.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "chart/scale.h"
#include "chart/svg.h"

#define COLUMNS 3
#define CELL_WIDTH 330.0
#define TITLE_ROOM 34.0
#define LABEL_ROOM 26.0
#define RADIUS_MIN 62.0
#define RADIUS_STEP 6.0 /* a node */
#define FLAT 0.6        /* rings are wider than high: names lie */
#define DOT 4.0
#define TITLE_SIZE 13.0

struct place {
	double x, y;
	double angle;
};

static double radius_of(const struct sv_network_group *group)
{
	return RADIUS_MIN + RADIUS_STEP * (double)group->count;
}

/* The height of the row of cells that begins with this group. */
static double row_height(const struct sv_network *network, size_t first)
{
	double radius = 0;

	for (size_t i = first; i < network->group_count && i < first + COLUMNS; i++)
		radius = fmax(radius, radius_of(&network->groups[i]));
	return TITLE_ROOM + 2 * (FLAT * radius + LABEL_ROOM);
}

static void place_group(const struct sv_network_group *group, double x, double y,
			struct place *places)
{
	double radius = radius_of(group);

	for (size_t i = 0; i < group->count; i++) {
		double angle = 2 * M_PI * (double)i / (double)group->count - M_PI / 2;

		/* Two lie side by side, so that neither name stands on the line. */
		if (group->count == 2)
			angle += M_PI / 2;
		places[i] =
		    (struct place){x + radius * cos(angle), y + FLAT * radius * sin(angle), angle};
	}
}

static void draw_group(const struct sv_network_group *group, double x, double y, double radius,
		       const struct place *places, struct sv_buf *out)
{
	struct sv_str title = sv_str_from(group->title);

	title.len = sv_text_fit(title, TITLE_SIZE, CELL_WIDTH - 10);
	sv_svg_text(out, "theme", x, y - radius - LABEL_ROOM, SV_ANCHOR_MIDDLE, title);
	for (size_t i = 0; i < group->count; i++) {
		const struct place *p = &places[i];
		bool below = sin(p->angle) > 0.3 || group->count == 2;

		sv_svg_circle(out, "dot", p->x, p->y, DOT);
		sv_svg_text(out, "name", p->x, p->y + (below ? 17 : -9), SV_ANCHOR_MIDDLE,
			    sv_str_from(group->names[i]));
	}
	sv_buf_char(out, '\n');
}

void sv_network_svg(const struct sv_network *network, struct sv_buf *out)
{
	struct place *places = sv_xmalloc((network->node_count + 1) * sizeof(*places));
	struct place *centres = sv_xmalloc((network->group_count + 1) * sizeof(*centres));
	double top = 0;
	size_t node = 0;

	for (size_t i = 0; i < network->group_count; i++) {
		double height = row_height(network, i - i % COLUMNS);

		centres[i] = (struct place){CELL_WIDTH * ((double)(i % COLUMNS) + 0.5),
					    top + TITLE_ROOM + (height - TITLE_ROOM) / 2, 0};
		place_group(&network->groups[i], centres[i].x, centres[i].y, places + node);
		node += network->groups[i].count;
		if (i % COLUMNS == COLUMNS - 1 || i + 1 == network->group_count)
			top += height;
	}
	sv_svg_begin(out, network->id, "chart network", "img", CELL_WIDTH * COLUMNS, top + 10,
		     network->title, network->desc);
	for (size_t i = 0; i < network->link_count; i++) {
		const struct sv_network_link *l = &network->links[i];

		sv_svg_line(out, l->strong ? "strong" : "weak", places[l->from].x,
			    places[l->from].y, places[l->to].x, places[l->to].y);
	}
	sv_buf_char(out, '\n');
	node = 0;
	for (size_t i = 0; i < network->group_count; i++) {
		draw_group(&network->groups[i], centres[i].x, centres[i].y,
			   radius_of(&network->groups[i]) * FLAT, places + node, out);
		node += network->groups[i].count;
	}
	sv_svg_end(out);
	free(places);
	free(centres);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * palette.h - letter, mark and colour of each rating, always together.
 *
 * The one table that the portal, the reports and every chart take them from.
 * A reader who sees no colour has the mark, one who hears the page the word.
 * Colours reach the page as CSS custom properties (--met, --met-ink), with
 * other values under a dark preference; shapes as named groups, drawn once a page
 * and used by every cell and legend.
 */
#ifndef SV_CHART_PALETTE_H
#define SV_CHART_PALETTE_H

#include "base/buf.h"
#include "domain/assessment.h"

enum sv_mark {
	SV_MARK_NONE,
	SV_MARK_DISC,
	SV_MARK_HALF_DISC,
	SV_MARK_RING,
	SV_MARK_TRIANGLE_DOWN,
	SV_MARK_CROSS,
	SV_MARK_HATCH, /* the ground itself is hatched */
	SV_MARK_DIAMOND,
	SV_MARK_DOTTED, /* an empty cell with a dotted edge */
};

struct sv_tone {
	const char *ground; /* "#0f6b63", or "none" */
	const char *ink;    /* letter and mark on that ground */
	const char *edge;   /* one pixel around the ground, or "none" */
};

struct sv_palette_entry {
	const char *name; /* part of CSS names and symbol ids: "met", "on-track" */
	const char *says; /* what the rating means, for the legend */
	enum sv_mark mark;
	struct sv_tone light, dark;
};

const struct sv_palette_entry *sv_palette_of(enum sv_rating rating);

/* The size of a cell symbol, in SVG units. */
#define SV_CELL_WIDTH 27
#define SV_CELL_HEIGHT 23

/* ":root{...}" with the colours of paper, ink and ratings, light and dark. */
void sv_palette_css(struct sv_buf *out);

/* A stylesheet with the light colours in the place of its custom properties, for readers of SVG
 * that know none. */
void sv_palette_resolve(struct sv_str css, struct sv_buf *out);

/*
 * A hidden <svg> whose named groups are the cells: "k-met" and so on, "k-above",
 * "k-below" and "k-level" for a member's position against a collective
 * benchmark (no rating, hence no colour), "k-recalled" to lay over a cell whose
 * rows are recalled.  Once a page, before the first use.
 */
void sv_palette_symbols(struct sv_buf *out);

/* Id of the symbol for a rating, e.g. "k-met", into id[24]. */
const char *sv_palette_symbol(enum sv_rating rating, char id[24]);

/* Id of the symbol for a position: 1 at or above, -1 below, 0 no statement. */
const char *sv_palette_position_symbol(int position);

/* A small inline <svg> of one symbol, for legends and tables; hidden from
 * assistive technology, since the word stands beside it. */
void sv_palette_key(struct sv_buf *out, const char *symbol);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * heat.h - the grid: rows of subjects, columns of members, a rating in each
 * cell, the collective in a column of its own.
 *
 * A cell is a link to its explanation and its accessible name is a full
 * sentence.  A member's position against a collective benchmark is no rating:
 * it is drawn as a dot above or below a line, without colour.
 */
#ifndef SV_CHART_HEAT_H
#define SV_CHART_HEAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "domain/assessment.h"

struct sv_heat_cell {
	bool empty;       /* nothing is drawn: the row says nothing here */
	bool is_position; /* then position is drawn, else rating */
	enum sv_rating rating;
	int position;
	bool recalled;        /* rests on rows that nobody verified */
	const char *href;     /* "#c17-FRA" */
	const char *sentence; /* "France, commitment 17, met: member of 29 projects" */
};

struct sv_heat_column {
	const char *code; /* "FRA" */
	const char *name; /* "France" */
	const char *href; /* or "" */
};

struct sv_heat_row {
	const char *number, *title;
	const char *href;  /* or "" */
	const char *group; /* a heading is drawn where it differs from the row above */
	struct sv_heat_cell collective;
	struct sv_heat_cell *cells; /* column_count of them */
};

struct sv_heat {
	const char *id, *title, *desc;
	const struct sv_heat_column *columns;
	size_t column_count;
	const struct sv_heat_row *rows;
	size_t row_count;
};

/* Needs sv_palette_symbols() on the page. */
void sv_heat_svg(const struct sv_heat *heat, struct sv_buf *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map.h - the members on a map of Europe, for one commitment of the year.
 *
 * Boundaries are part of the program: web/meson.build makes map.txt out of
 * Natural Earth.  A program that was built without them has no map and says
 * nothing about it: the grid below has the same ratings.
 */
#ifndef SV_HTTP_MAP_H
#define SV_HTTP_MAP_H

#include "http/pages.h"

struct sv_map_state {
	char code[4];
	int x, y;           /* a point well inside, in tenths of a unit */
	int area;           /* square units */
	struct sv_str path; /* of an SVG path, in tenths of a unit */
};

struct sv_map {
	int width, height; /* units */
	struct sv_map_state states[SV_STATES_MAX];
	size_t state_count;
};

/* Read once; no states when the program has no map. */
const struct sv_map *sv_map_get(void);

/* Parse map.txt; false when it is not one. */
bool sv_map_parse(struct sv_str text, struct sv_map *ret);

/* The section of the overview. */
void sv_map_section(struct sv_request *request, const struct sv_year_page *year);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * markup.h - looking into drawings and pages, for tests.
 */
#ifndef SV_TEST_MARKUP_H
#define SV_TEST_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* How often needle occurs. */
size_t markup_count(struct sv_str text, const char *needle);

/* Whether the text is one well-formed XML element (expat decides). */
bool markup_is_well_formed(struct sv_str text);

/* The next <svg>...</svg> at or after *at, which moves behind it. */
bool markup_next_svg(struct sv_str text, size_t *at, struct sv_str *ret);

/* All values of an attribute, in order: every x="..." for name "x". */
struct sv_str *markup_values(struct sv_arena *arena, struct sv_str text, const char *name,
			     size_t *ret_count);

/* Every place of the drawing lies within its viewBox: x, x1, cx ... and y, y1, cy ... */
bool markup_keeps_within_its_frame(struct sv_arena *arena, struct sv_str svg);

/* Every id stands once. */
bool markup_ids_are_unique(struct sv_arena *arena, struct sv_str text);

/* Every href="#x" has its id="x". */
bool markup_links_lead_somewhere(struct sv_arena *arena, struct sv_str text);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * alone.h - a drawing as a file of its own.
 *
 * On a page a drawing takes its colours and faces from the stylesheet, its cells
 * from the page's symbols, and its title from the figure around it.  Alone it
 * brings all of them: the same shapes, in the light colours, on paper.
 */
#ifndef SV_CHART_ALONE_H
#define SV_CHART_ALONE_H

#include <stdbool.h>

#include "base/buf.h"

/* svg is one drawing from "<svg" to "</svg>".  the text of `markup` stands under it; "" for none.
 * Links are left out: they lead to places that a file does not have. */
void sv_chart_alone(struct sv_str svg, struct sv_str markup, struct sv_buf *out);

/* The drawing of this id, or of the figure of this id, out of a page; its source line into
 * *ret_source, or empty.  False when the page has none. */
bool sv_chart_cut(struct sv_str page, const char *id, struct sv_str *ret_svg,
		  struct sv_str *ret_source);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * drawing.h - one drawing of a page as a file, SVG or PNG.
 *
 * The page is made as always and the drawing cut out of it, so the file shows
 * what the page shows.
 */
#ifndef SV_HTTP_DRAWING_H
#define SV_HTTP_DRAWING_H

#include "http/request.h"

bool sv_drawing_is_asked(const struct sv_request *request);

/* SV_ENOTFOUND when the page has no drawing of that id. */
SV_MUST_USE int sv_drawing_answer(struct sv_request *request, struct sv_error *err);

#endif

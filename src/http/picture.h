/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * picture.h - a drawing as pixels, by the program rsvg-convert of librsvg.
 *
 * It runs as a process of its own: a drawing that costs too much costs the
 * process and not the portal, and its libraries are not loaded into ours.  One
 * runs at a time.  Where the program is not installed no PNG is offered.
 */
#ifndef SV_HTTP_PICTURE_H
#define SV_HTTP_PICTURE_H

#include "base/buf.h"
#include "base/error.h"

#define SV_PICTURE_WIDTH 1600  /* pixels */
#define SV_PICTURE_MS_MAX 5000 /* of one, then the process is ended */
#define SV_PICTURE_BYTES_MAX (4 << 20)

bool sv_picture_is_possible(void);

/* Waits while another is made; SV_EIO when none came back. */
SV_MUST_USE int sv_picture_make(struct sv_str svg, struct sv_buf *out, struct sv_error *err);

#endif

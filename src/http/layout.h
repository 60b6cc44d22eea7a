/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout.h - what stands around every page: head, menu, the moment and how to
 * change it, the foot with the address to cite.
 */
#ifndef SV_HTTP_LAYOUT_H
#define SV_HTTP_LAYOUT_H

#include "http/request.h"

/* section is the menu's word of the page, or "". */
void sv_layout_begin(struct sv_request *request, const char *title, const char *section);
void sv_layout_end(struct sv_request *request);

/* "France, since 2017-12-11" and the like come as text; here: a link inside the moment. */
void sv_layout_link(struct sv_request *request, const char *path, const char *text);

/* The title of a page that lies under another one, with the way back above it. */
void sv_layout_title(struct sv_request *request, const char *over_path, const char *over,
		     const char *title);

/* <h2 id> of a part. */
void sv_layout_part(struct sv_request *request, const char *id, const char *title);
void sv_layout_part_end(struct sv_request *request);

/* One "<dt>name</dt><dd>value</dd>", nothing when the value is empty. */
void sv_layout_fact(struct sv_request *request, const char *name, const char *value);

/* Where the drawings of this page are as files: the address up to the id.  NULL when the page has
 * none, or for .png when nothing here can make them. */
const char *sv_layout_drawing_base(struct sv_request *request, enum sv_format format);

/* "This drawing as SVG, PNG" for a drawing that stands in no sv_figure. */
void sv_layout_drawing_files(struct sv_request *request, const char *id);

/* The version of the assets: part of their address, so that they may be kept for ever. */
const char *sv_assets_version(void);

#endif

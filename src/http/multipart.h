/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * multipart.h - a form with a file, multipart/form-data (RFC 7578), part by part.
 *
 * Pure, and strict like the router: what browsers and curl send is understood,
 * anything else refused.  Parts point into the body.
 */
#ifndef SV_HTTP_MULTIPART_H
#define SV_HTTP_MULTIPART_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

#define SV_MULTIPART_BOUNDARY_MAX 70 /* RFC 2046 */
#define SV_MULTIPART_HEAD_MAX 1024   /* bytes of the headers of a part */

struct sv_multipart {
	struct sv_str rest;   /* from behind a boundary on */
	const char *boundary; /* "\r\n--" and the boundary */
};

struct sv_part {
	const char *name;
	const char *filename; /* its last part, without folders; NULL when it is no file */
	struct sv_str content;
};

/* SV_EINVALID when the type names no boundary, or the body does not begin with it. */
SV_MUST_USE int sv_multipart_begin(struct sv_arena *arena, const char *content_type,
				   struct sv_str body, struct sv_multipart *ret,
				   struct sv_error *err);

/* 1: a part; 0: the end. */
SV_MUST_USE int sv_multipart_next(struct sv_arena *arena, struct sv_multipart *multipart,
				  struct sv_part *ret, struct sv_error *err);

#endif

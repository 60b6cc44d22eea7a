/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * router.h - from the line of a request to a route and its checked parameters.
 *
 * Pure: bytes in, a call or a refusal out.  What is not exactly understood is
 * refused: a path with an empty, "." or ".." part, a bad escape, text that is
 * not UTF-8, a parameter that no table names or that is given twice.
 */
#ifndef SV_HTTP_ROUTER_H
#define SV_HTTP_ROUTER_H

#include "base/arena.h"
#include "http/route.h"

#define SV_TARGET_BYTES_MAX 2048 /* of a request's path and query */
#define SV_PARAMS_MAX 24         /* of one route, with those of the moment */

struct sv_call {
	const struct sv_route *route;
	enum sv_format format;
	const struct sv_param *params[SV_PARAMS_MAX];
	const char *values[SV_PARAMS_MAX]; /* decoded; NULL when not given */
	size_t param_count;
	struct sv_str file; /* of a form with one: its bytes */
};

/* Statuses that the router gives with a refusal. */
enum {
	SV_HTTP_OK = 200,
	SV_HTTP_SEE_OTHER = 303,
	SV_HTTP_NOT_MODIFIED = 304,
	SV_HTTP_BAD_REQUEST = 400,
	SV_HTTP_FORBIDDEN = 403,
	SV_HTTP_NOT_FOUND = 404,
	SV_HTTP_NO_METHOD = 405,
	SV_HTTP_NO_TWIN = 406,
	SV_HTTP_CONFLICT = 409,
	SV_HTTP_TOO_LARGE = 413,
	SV_HTTP_TARGET_TOO_LONG = 414,
	SV_HTTP_TOO_MANY = 429,
	SV_HTTP_FAILED = 500,
	SV_HTTP_BUSY = 503,
};

/* HEAD is answered by the routes of GET.  On failure *ret_status is what to answer. */
SV_MUST_USE int sv_router_find(struct sv_arena *arena, const struct sv_route *routes,
			       const char *method, const char *target, struct sv_call *ret,
			       int *ret_status, struct sv_error *err);

/* The parameters of a form, application/x-www-form-urlencoded. */
SV_MUST_USE int sv_router_form(struct sv_arena *arena, struct sv_str body, struct sv_call *call,
			       int *ret_status, struct sv_error *err);

/* Of a form with a file, multipart/form-data; the file's bytes stay where they are. */
SV_MUST_USE int sv_router_multipart(struct sv_arena *arena, const char *content_type,
				    struct sv_str body, struct sv_call *call, int *ret_status,
				    struct sv_error *err);
/* ".json"; "" for a page. */
const char *sv_format_ending(enum sv_format format);

/* The value of a parameter that the route declares; NULL when it was not given. */
const char *sv_call_value(const struct sv_call *call, const char *name);

/* Whether a value is of its kind; a refusal says what it should look like. */
SV_MUST_USE int sv_param_check(const struct sv_param *param, const char *value,
			       struct sv_error *err);

#endif

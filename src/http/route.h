/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * route.h - the portal as one table: method, path, who may, parameters with
 * their validators, handler.
 *
 * The router, the menu, the OpenAPI document, the log and the tests read the
 * same table, so a page can forget neither to check its reader nor its
 * parameters, and what is documented is what runs.
 */
#ifndef SV_HTTP_ROUTE_H
#define SV_HTTP_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/authority.h"
#include "base/error.h"

struct sv_request;

enum sv_param_place {
	SV_IN_PATH,
	SV_IN_QUERY,
	SV_IN_FORM,
};

/* What a value must look like; checked before a handler runs. */
enum sv_param_kind {
	SV_PARAM_DATE,       /* YYYY-MM-DD */
	SV_PARAM_WHEN,       /* a log size, an instant or a date */
	SV_PARAM_YEAR,       /* 2019 */
	SV_PARAM_NUMBER,     /* 0, 1, 2 ... */
	SV_PARAM_STATE,      /* three letters */
	SV_PARAM_MEMBER,     /* three letters, or "all" for the members together */
	SV_PARAM_STATES,     /* codes separated by commas, or "all" */
	SV_PARAM_COMMITMENT, /* 2, 12.1, 13.1a */
	SV_PARAM_NAME,       /* letters, digits, '-', '_', '.' */
	SV_PARAM_PATH,       /* the rest of the path: names with '/' between them */
	SV_PARAM_TEXT,       /* UTF-8 without control characters */
	SV_PARAM_CHOICE,     /* one of `choices`, separated by '|' */
	SV_PARAM_FILE,       /* of a form with SV_ROUTE_FILE: its value is the file's name */
};

struct sv_param {
	const char *name; /* NULL ends a table */
	enum sv_param_place place;
	enum sv_param_kind kind;
	bool required;       /* in a query or form; a part of the path always is */
	const char *choices; /* "seen|all" */
	const char *help;    /* one line, for the OpenAPI document */
};

enum sv_format {
	SV_FORMAT_HTML,
	SV_FORMAT_JSON,
	SV_FORMAT_CSV,
	SV_FORMAT_SVG, /* one drawing of the page, by the parameter "figure" */
	SV_FORMAT_PNG,
	SV_FORMAT_COUNT,
};

#define SV_TWIN_JSON (1u << SV_FORMAT_JSON)
#define SV_TWIN_CSV (1u << SV_FORMAT_CSV)
#define SV_TWINS_DRAWN (1u << SV_FORMAT_SVG | 1u << SV_FORMAT_PNG)

#define SV_ROLES_ALL ((1u << SV_ACTOR_ROLE_COUNT) - 1)
#define SV_ROLE_BIT(role) (1u << (role))

/* What the server settles before the handler runs. */
enum sv_route_flag {
	SV_ROUTE_MOMENT = 1,   /* on, known and confidence are parameters, a snapshot is held */
	SV_ROUTE_YEAR = 2,     /* year is one too */
	SV_ROUTE_VOLATILE = 4, /* the answer may differ for the same record: never kept */
	SV_ROUTE_HIDDEN = 8,   /* not in the OpenAPI document: for browsers and monitors */
	SV_ROUTE_SLOW = 16,    /* may take long: answered by a thread of its own, see slow.h */
	SV_ROUTE_FILE = 32,    /* the form has a file: multipart/form-data, SV_UPLOAD_BYTES_MAX */
	SV_ROUTE_RAW = 64,     /* the body of a POST is no form: request->body */
};

struct sv_route {
	const char *method;
	const char *path;    /* "/states/{state}"; a twin has .json or .csv after it */
	const char *section; /* of the menu: the word that is shown, or NULL */
	const char *summary; /* one line */
	unsigned roles;      /* SV_ROLE_BIT()s of those who may */
	unsigned twins;      /* SV_TWIN_JSON, SV_TWIN_CSV */
	unsigned flags;
	const struct sv_param *params; /* ended by a NULL name, or NULL */
	int (*run)(struct sv_request *request, struct sv_error *err);
};

extern const struct sv_route sv_routes[]; /* ended by a NULL method */

/* on, known, confidence and year: of all routes that have a moment. */
extern const struct sv_param sv_moment_params[];

/* figure: of all routes that have drawings, in those formats. */
extern const struct sv_param sv_drawing_params[];

bool sv_route_allows(const struct sv_route *route, enum sv_actor_role role);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request.h - one request on its way through: what was asked, by whom, about
 * which moment, and the answer as it grows.
 *
 * A handler finds everything settled that its route declares, writes the body
 * into request->out and returns 0; or a negative SV_E code with err filled, and
 * then the server answers with the problem.
 */
#ifndef SV_HTTP_REQUEST_H
#define SV_HTTP_REQUEST_H

#include "app/app.h"
#include "app/authority.h"
#include "app/snapshot.h"
#include "base/buf.h"
#include "http/router.h"

struct sv_portal;

/* Who is logged in; id 0: nobody. */
struct sv_reader {
	struct sv_actor actor;
	int64_t account;
	const char *csrf; /* token that a form has to send back */
};

struct sv_request {
	struct sv_portal *portal; /* what all requests share: server.h */
	struct sv_arena *arena;
	struct sv_app *app; /* this thread's connection, while the request runs */
	struct sv_call call;
	struct sv_reader reader;
	const char *target; /* as sent */
	struct sv_str body; /* of a route that takes it as it is, else empty */

	/* Routes with a moment. */
	struct sv_moment moment;
	struct sv_reading reading;
	int64_t record_size; /* the record now, which moment.known_size may lie before */
	int year;            /* asked for, or 0: the page chooses */
	const char *query;   /* what of the moment stood in the address: "?on=2020-04-17", or "" */
	const struct sv_snapshot *snapshot;

	/* The answer. */
	int status;
	const char *content_type; /* NULL: by the format of the call */
	const char *location;     /* of a redirect */
	const char *cookie;       /* Set-Cookie, or NULL */
	const char *filename;     /* of what is to be kept rather than shown, or NULL */
	bool is_passing;          /* more will be known in a moment: not to be kept */
	struct sv_buf out;
};

const char *sv_request_value(const struct sv_request *request, const char *name);

/* Text into the body: escaped, and as it is. */
void sv_html(struct sv_request *request, const char *markup);
void sv_text(struct sv_request *request, const char *text);
void sv_textf(struct sv_request *request, const char *fmt, ...) SV_PRINTF(2, 3);
void sv_htmlf(struct sv_request *request, const char *fmt, ...) SV_PRINTF(2, 3);

/* See other: the answer to a form that changed something. */
int sv_request_redirect(struct sv_request *request, const char *location);

/* The address of a page with the moment of this request: "/states/FRA?on=2020-04-17".  Further
 * parameters as "a=b", or "". */
const char *sv_request_href(const struct sv_request *request, const char *path, const char *more);

/* Index of a state or project of the register; what is not known is SV_ENOTFOUND. */
SV_MUST_USE int sv_request_state(const struct sv_request *request, const char *code, int *ret,
				 struct sv_error *err);

#endif

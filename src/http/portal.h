/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * portal.h - what all requests share, and the way of one request from its line
 * to its answer, without a socket: the tests and the fuzzer go the same way.
 */
#ifndef SV_HTTP_PORTAL_H
#define SV_HTTP_PORTAL_H

#include <stdatomic.h>

#include "app/app.h"
#include "app/serve.h"
#include "app/snapshot.h"
#include "domain/account.h"
#include "http/cases.h"
#include "http/observe.h"
#include "http/pool.h"
#include "http/router.h"
#include "http/throttle.h"

#define SV_COOKIE_BYTES_MAX 1024 /* of a request's Cookie header that is looked at */

struct sv_portal {
	struct sv_cases cases;
	const char *where;
	const struct sv_witness *witness; /* or NULL */
	bool secure_cookies;
	bool trust_proxy;
	struct sv_snapshots *snapshots;
	struct sv_pool pool;
	struct sv_metrics metrics;
	struct sv_throttle throttle;
	pthread_mutex_t hashing; /* of passwords */
	uint8_t session_key[SV_ACCOUNT_KEY_BYTES];
	char first_token[33]; /* of the link for the first account; "" when there is one */
	_Atomic int64_t record_size, size_checked_ms; /* see sv_portal_size() */
};

SV_MUST_USE int sv_portal_open(struct sv_portal *portal, const struct sv_serve_options *options,
			       struct sv_error *err);
void sv_portal_close(struct sv_portal *portal);

/* Size of the record, looked up at most every SV_SIZE_AGE_MS. */
#define SV_SIZE_AGE_MS 20
SV_MUST_USE int sv_portal_size(struct sv_portal *portal, int64_t *ret, struct sv_error *err);

/* A request as it came.  Headers that are not there are NULL. */
struct sv_incoming {
	const char *method, *target;
	const char *cookie;
	const char *content_type;
	const char *origin, *host;
	const char *certificate; /* name of the verified client, from a trusted proxy */
	struct sv_str body;
};

struct sv_answer {
	int status;
	const struct sv_route *route; /* NULL when none was found */
	const char *content_type;
	const char *location, *cookie, *allow, *filename; /* or NULL */
	bool closes;     /* no further request is taken on this connection */
	bool is_private; /* depends on who asks: nobody else may keep it */
	bool may_keep;   /* the same for everybody as long as record and day are the same */
	bool is_asset;   /* the same for ever at its address */
	struct sv_str body;
};

/* What to expect of a request whose headers are there: how large its body may be, and whether its
 * answer takes long.  A file is taken only from a reader whom its address is for. */
struct sv_expected {
	int64_t body_max;
	bool ignores_body; /* the answer is a refusal, whatever comes */
	bool is_slow;
};

void sv_portal_expect(struct sv_portal *portal, const struct sv_incoming *incoming,
		      struct sv_expected *ret);

/* Never fails: what goes wrong is an answer too.  The answer lives in the arena. */
void sv_portal_answer(struct sv_portal *portal, struct sv_arena *arena,
		      const struct sv_incoming *incoming, struct sv_answer *ret);

/* Whether an address is one for programs. */
bool sv_wants_problem(const char *target);

/* A refusal as problem details, RFC 9457, or as a page for a browser. */
void sv_problem(struct sv_arena *arena, int status, const struct sv_error *err, bool as_page,
		struct sv_answer *ret);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * session.h - who is asking: a signed cookie, or a client certificate that the
 * proxy has verified.
 *
 * The cookie holds account, epoch, hour of issue and a random number, signed
 * with the store's key (HMAC-SHA-512/256).  It ends after SV_SESSION_HOURS, and
 * at once when the account's epoch is raised: on logging out, with another
 * password, when the account is disabled.  A form that changes something carries
 * a token made from the same random number, so another site cannot send it.
 */
#ifndef SV_HTTP_SESSION_H
#define SV_HTTP_SESSION_H

#include "app/accounts.h"
#include "http/portal.h"
#include "http/request.h"

#define SV_SESSION_HOURS 12

/* The reader of a request; the public when nothing is said or what is said does not hold. */
SV_MUST_USE int sv_session_read(struct sv_portal *portal, struct sv_app *app,
				struct sv_arena *arena, const struct sv_incoming *incoming,
				struct sv_reader *ret, struct sv_error *err);

/* The Set-Cookie of a session that begins, and of one that ends. */
const char *sv_session_begin(struct sv_portal *portal, struct sv_arena *arena,
			     const struct sv_account *account);
const char *sv_session_end(struct sv_portal *portal, struct sv_arena *arena);

/* SV_EREFUSED unless the form's token is the reader's. */
SV_MUST_USE int sv_session_check(const struct sv_request *request, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * exchange.h - one request between the socket and the portal: its body comes in
 * under bounds, and its answer comes out of memory, at once, or from a thread
 * for what takes long.
 */
#ifndef SV_HTTP_EXCHANGE_H
#define SV_HTTP_EXCHANGE_H

#include <microhttpd.h>

#include "http/cache.h"
#include "http/deadline.h"
#include "http/portal.h"
#include "http/slow.h"

struct sv_server {
	_Atomic int in_flight; /* requests between their first line and the end of their answer */
	_Atomic int64_t body_bytes; /* held for all of them */
	struct sv_portal portal;
	struct sv_cache cache;
	struct sv_slow slow;
	struct sv_deadlines deadlines;
};

/* Callbacks of libmicrohttpd; `context` is the server. */
void *sv_exchange_open(void *context, const char *uri, struct MHD_Connection *connection);
void sv_exchange_close(void *context, struct MHD_Connection *connection, void **request,
		       enum MHD_RequestTerminationCode why);
void sv_exchange_line(void *context, struct MHD_Connection *connection, void **socket_context,
		      enum MHD_ConnectionNotificationCode code);
enum MHD_Result sv_exchange_handle(void *context, struct MHD_Connection *connection,
				   const char *url, const char *method, const char *version,
				   const char *upload, size_t *upload_size, void **request);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * listen.h - the socket that requests come in by: an address, a path, or one
 * that systemd holds open for us; and telling systemd when we are ready.
 */
#ifndef SV_HTTP_LISTEN_H
#define SV_HTTP_LISTEN_H

#include "base/arena.h"
#include "base/error.h"

/* "127.0.0.1:8080", "[::1]:8080", ":8080" (every address), "unix:/run/servanda.sock"; a socket
 * from systemd (LISTEN_FDS) goes before all of them.  *ret_address is what to tell people. */
SV_MUST_USE int sv_listen(struct sv_arena *arena, const char *where, int *ret_fd,
			  const char **ret_address, struct sv_error *err);

/* "READY=1" and the like, to $NOTIFY_SOCKET if there is one. */
void sv_notify(const char *state);

#endif

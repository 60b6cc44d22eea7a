/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * serve.h - the portal as a use case: what the command line may ask of it.
 *
 * The layers put cli and http side by side, neither knowing the other; this is
 * the door between them.  src/http/server.c implements it.
 */
#ifndef SV_APP_SERVE_H
#define SV_APP_SERVE_H

#include <stdbool.h>

#include "base/error.h"

struct sv_witness; /* app/witness.h */

struct sv_serve_options {
	const char *where;                /* the store */
	const struct sv_witness *witness; /* answers add-checkpoint, or NULL */
	const char *pack;                 /* folder with cases of deployments, or NULL */
	const char *listen;    /* "127.0.0.1:8080", "[::1]:8080", ":8080" or "unix:/path" */
	int threads;           /* that answer requests */
	int patience_s;        /* for a client to send its request; 0: SV_ARRIVAL_SECONDS_MAX */
	bool trust_proxy;      /* take the client certificate's name that a reverse proxy sends */
	bool insecure_cookies; /* sessions over plain HTTP, for trying out on one machine */
	bool quiet;            /* no line a request */
	void (*ready)(const char *address, const char *first_account, void *context);
	void *context; /* of ready, which is called once requests are taken */
};

/* Serve until SIGTERM or SIGINT; what is being answered then is finished first. */
SV_MUST_USE int sv_serve(const struct sv_serve_options *options, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * authority.h - who may do what, decided in one place.
 *
 * Every writing function of the app asks here first.  Who an actor is, is for
 * the caller to establish: the command line's user is the local operator, whom
 * the file's permissions have let in.
 */
#ifndef SV_APP_AUTHORITY_H
#define SV_APP_AUTHORITY_H

#include "base/error.h"
#include "base/macros.h"

enum sv_actor_role {
	SV_ACTOR_READER,   /* may ask, not write */
	SV_ACTOR_OPERATOR, /* keeps the store: has its file in hand */
	SV_ACTOR_ROLE_COUNT,
};

struct sv_actor {
	const char *name; /* becomes the author of what is recorded */
	enum sv_actor_role role;
};

#define SV_ACTOR_LOCAL                 \
	((struct sv_actor){            \
	    .name = "operator",        \
	    .role = SV_ACTOR_OPERATOR, \
	})

/* Acts that change something, one a writing function of the app. */
enum sv_act {
	SV_ACT_INIT,
	SV_ACT_IMPORT,
	SV_ACT_REBUILD,
	SV_ACT_COUNT,
};

/* 0, or SV_EREFUSED with a message that names the actor and the act. */
SV_MUST_USE int sv_authority_require(const struct sv_actor *actor, enum sv_act act,
				     struct sv_error *err);

#endif

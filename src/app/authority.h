/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * authority.h - who may do what, in one place.
 *
 * Every writing function of the app asks here first.  Who an actor is, is for
 * the caller to establish: the command line's user is the local operator, whom
 * the file's permissions have let in, or acts for another with --as.
 */
#ifndef SV_APP_AUTHORITY_H
#define SV_APP_AUTHORITY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/macros.h"

enum sv_actor_role {
	SV_ACTOR_PUBLIC,            /* may read what is releasable */
	SV_ACTOR_OPERATOR,          /* keeps the store: has its file in hand */
	SV_ACTOR_NATIONAL_AUTHOR,   /* drafts for a state */
	SV_ACTOR_NATIONAL_APPROVER, /* approves and signs for a state; never what they drafted */
	SV_ACTOR_COORDINATOR,       /* speaks for a project of which their state is coordinator */
	SV_ACTOR_ASSESSOR,          /* of the secretariat */
	SV_ACTOR_SECOND_READER,     /* of the secretariat, reads what an assessor wrote */
	SV_ACTOR_DELEGATE,          /* votes for a state in the Council */
	SV_ACTOR_AUDITOR,           /* reads everything, writes nothing */
	SV_ACTOR_ROLE_COUNT,
};

struct sv_signer;

struct sv_actor {
	const char *name; /* becomes the author of what is recorded */
	enum sv_actor_role role;
	const char
	    *state; /* whom they act for; "" for the secretariat, auditors and the operator */
	const struct sv_signer *signer; /* the key they have at hand; NULL: none */
};

#define SV_ACTOR_LOCAL                 \
	((struct sv_actor){            \
	    .name = "operator",        \
	    .role = SV_ACTOR_OPERATOR, \
	    .state = "",               \
	})

const char *sv_actor_role_name(enum sv_actor_role role); /* "national-author", ... */

/* "ROLE", "ROLE:STATE" or "ROLE:STATE:NAME", as --as takes it: delegate:FRA:dupont.  Without a
 * name the role and state are the name; blanks around a name are no part of it.  SV_EUSAGE when the
 * role is not one, or a role that speaks for a state names none. */
SV_MUST_USE int sv_actor_parse(struct sv_arena *arena, const char *text, struct sv_actor *ret,
			       struct sv_error *err);

/* Actions that change something, one a writing function of the app. */
enum sv_action {
	SV_ACTION_INIT,
	SV_ACTION_IMPORT,
	SV_ACTION_REBUILD,
	SV_ACTION_REDACT,
	SV_ACTION_ENROL,
	SV_ACTION_CHECKPOINT,
	SV_ACTION_ACCOUNTS,
	SV_ACTION_COPY,
	SV_ACTION_EXPORT,    /* reads all there is */
	SV_ACTION_VOTE_OPEN, /* and tally */
	SV_ACTION_VOTE_CAST,
	SV_ACTION_MEMBERSHIP_WITHDRAW,
	SV_ACTION_MEMBERSHIP_NOTE,
	SV_ACTION_PROJECT_PROPOSE,
	SV_ACTION_PROJECT_TAKE_PART,
	SV_ACTION_PROJECT_CLARIFY,
	SV_ACTION_PROJECT_REPORT,
	SV_ACTION_REQUEST_FILE,
	SV_ACTION_REQUEST_DECIDE,
	SV_ACTION_PLAN_DRAFT,
	SV_ACTION_PLAN_APPROVE,
	SV_ACTION_PLAN_SIGN,
	SV_ACTION_PLAN_SUBMIT,
	SV_ACTION_PLAN_DECIDE, /* return, accept, extend */
	SV_ACTION_PLAN_REOPEN,
	SV_ACTION_PLAN_COMMENT,
	SV_ACTION_JUDGEMENT_GIVE,
	SV_ACTION_JUDGEMENT_CONFIRM, /* or return */
	SV_ACTION_JUDGEMENT_ANSWER,
	SV_ACTION_REPORT_RESTRICTED, /* reads */
	SV_ACTION_COUNT,
};

/* 0, or SV_EREFUSED with a message that names the actor and the action. */
SV_MUST_USE int sv_authority_require(const struct sv_actor *actor, enum sv_action action,
				     struct sv_error *err);

/* As above, and that the actor speaks for the state: their own, or any for the operator. */
SV_MUST_USE int sv_authority_require_for(const struct sv_actor *actor, enum sv_action action,
					 const char *state, struct sv_error *err);

#endif

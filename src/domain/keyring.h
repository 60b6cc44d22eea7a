/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keyring.h - whose keys are valid when, folded from the acts of the noun "key",
 * and what a signature is worth by them: docs/formats/keys.md.
 *
 * A signature is judged by the keys valid on the day its document was recorded,
 * and only by keys enrolled before it.
 */
#ifndef SV_DOMAIN_KEYRING_H
#define SV_DOMAIN_KEYRING_H

#include "domain/act.h"
#include "record/note.h"
#include "record/record.h"

#define SV_ACT_KEY_ENROL "key.enrol"
#define SV_ACT_KEY_ROTATE "key.rotate"
#define SV_ACT_KEY_REVOKE "key.revoke"

struct sv_enrolled_key {
	const char *ref; /* NAME+ID: the subject of its acts */
	struct sv_key key;
	const char *text;   /* NAME+ID+BASE64 */
	const char *holder; /* the author whose documents it signs; "" for a log or a witness */
	const char *state;
	int32_t from, to;   /* valid, half open */
	int64_t doc;        /* the act that enrolled it */
	const char *reason; /* of its revocation, or "" */
};

struct sv_keyring {
	struct sv_enrolled_key *keys;
	size_t count;
};

/* "NAME+ID" */
const char *sv_key_ref(struct sv_arena *arena, const struct sv_key *key);

SV_MUST_USE int sv_keyring_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
				struct sv_keyring *ret, struct sv_error *err);

/* By "NAME+ID", or by a name that only one key has; NULL when there is none or more than one. */
const struct sv_enrolled_key *sv_keyring_find(const struct sv_keyring *keyring, const char *ref);

/* Whether somebody may sign for a state on a day, with a key or (NULL) without one: where the state
 * has a key of a person that is valid then, only with a key of one's own. */
SV_MUST_USE int sv_keyring_may_sign(const struct sv_keyring *keyring, const char *state,
				    const char *holder, const struct sv_key *key, int32_t on,
				    struct sv_error *err);

enum sv_signature_verdict {
	SV_SIGNATURE_NONE,        /* the document is not signed */
	SV_SIGNATURE_VALID,       /* by a key of its author that was valid on that day */
	SV_SIGNATURE_UNKNOWN_KEY, /* by a key that was not enrolled before it */
	SV_SIGNATURE_NOT_IN_TIME, /* by a key that was not valid on that day */
	SV_SIGNATURE_OTHERS,      /* by a key that is somebody else's */
	SV_SIGNATURE_FALSE,       /* not made over this statement */
};

const char *sv_signature_verdict_name(enum sv_signature_verdict verdict); /* "valid", ... */

/* ret_key (may be NULL) is the key that the signature names, NULL when it is not known. */
enum sv_signature_verdict sv_keyring_judge(const struct sv_keyring *keyring,
					   const struct sv_document *document,
					   const struct sv_enrolled_key **ret_key);

#endif

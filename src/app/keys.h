/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keys.h - whose key is valid when: enrolled, replaced and revoked by acts.
 */
#ifndef SV_APP_KEYS_H
#define SV_APP_KEYS_H

#include "app/submit.h"
#include "domain/keyring.h"
#include "record/keyfile.h"

/* Keys as known at a size of the record. */
SV_MUST_USE int sv_app_keyring(struct sv_app *app, struct sv_arena *arena, int64_t known_size,
			       struct sv_keyring *ret, struct sv_error *err);

/* What an act about a key says.  Days: SV_DAY_NONE from is today, SV_DAY_OPEN until is open. */
struct sv_enrolment {
	const char *key;    /* NAME+ID+BASE64 */
	const char *holder; /* author whose documents it signs; "" for a log or a witness */
	const char *state;
	int32_t from, until;
};

SV_MUST_USE int sv_app_key_enrol(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_actor *actor, const struct sv_enrolment *enrolment,
				 struct sv_receipt *ret, struct sv_error *err);

/* From a day on the new key takes the place of the old one, for the same holder. */
SV_MUST_USE int sv_app_key_rotate(struct sv_app *app, struct sv_arena *arena,
				  const struct sv_actor *actor, const char *old_ref,
				  const char *new_key, int32_t from, struct sv_receipt *ret,
				  struct sv_error *err);

/* From a day on, which may lie in the past, the key signs nothing any more. */
SV_MUST_USE int sv_app_key_revoke(struct sv_app *app, struct sv_arena *arena,
				  const struct sv_actor *actor, const char *ref, const char *reason,
				  int32_t from, struct sv_receipt *ret, struct sv_error *err);

#endif

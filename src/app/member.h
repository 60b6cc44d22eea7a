/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * member.h - members that leave: Art. 46(5) TEU.
 */
#ifndef SV_APP_MEMBER_H
#define SV_APP_MEMBER_H

#include "app/app.h"
#include "app/submit.h"
#include "domain/withdrawal.h"

/* A member notifies that it leaves; text: its words, or NULL.  SV_EREFUSED when the state does not
 * take part on that day or has notified already. */
SV_MUST_USE int sv_app_member_withdraw(struct sv_app *app, struct sv_arena *arena,
				       const struct sv_actor *actor, const char *state,
				       const char *text, int32_t on, struct sv_receipt *ret_receipt,
				       struct sv_error *err);

/* The Council takes note: the membership and every role of the state end on a day, in the same
 * transaction.  SV_EREFUSED when it has not notified, or only later. */
SV_MUST_USE int sv_app_member_note(struct sv_app *app, struct sv_arena *arena,
				   const struct sv_actor *actor, const char *state, int32_t ends,
				   struct sv_receipt *ret_receipt, struct sv_error *err);

SV_MUST_USE int sv_app_withdrawals(struct sv_app *app, struct sv_arena *arena,
				   const struct sv_moment *moment,
				   struct sv_withdrawal **ret_withdrawals, size_t *ret_count,
				   struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * withdrawal.h - a member leaves the cooperation, folded from its acts.
 *
 *   membership.withdraw   state: who leaves; on: the day it notifies; body: text
 *   membership.note       on: the day its membership ends, of which the Council takes note
 *
 * Nobody votes.  The notification alone changes nothing: the membership ends
 * on the day that the Council's note gives.  docs/formats/vote.md.
 *
 * Source: Art. 46(5) TEU.
 */
#ifndef SV_DOMAIN_WITHDRAWAL_H
#define SV_DOMAIN_WITHDRAWAL_H

#include "domain/act.h"

#define SV_MEMBERSHIP_NOUN "membership"
#define SV_MEMBERSHIP_WITHDRAW "membership.withdraw"
#define SV_MEMBERSHIP_NOTE "membership.note"
#define SV_ACT_WITHDRAWAL "withdrawal" /* as the pack's procedures name it */

struct sv_withdrawal {
	const char *state, *text;
	int32_t notified;
	int64_t notified_doc;
	int32_t ends; /* SV_DAY_NONE until the Council has taken note */
	int64_t note_doc;
};

/* All that the acts of the noun `membership` make up, in the order of the record. */
SV_MUST_USE int sv_withdrawals_fold(struct sv_arena *arena, const struct sv_act *acts,
				    size_t act_count, struct sv_withdrawal **ret_withdrawals,
				    size_t *ret_count, struct sv_error *err);

/* The one of a state of which the Council has not yet taken note, or NULL. */
const struct sv_withdrawal *sv_withdrawal_pending(const struct sv_withdrawal *withdrawals,
						  size_t count, const char *state);

#endif

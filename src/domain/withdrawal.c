/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/withdrawal.h"

#include <string.h>

#include "base/date.h"
#include "domain/body.h"

static struct sv_withdrawal *pending(struct sv_withdrawal *withdrawals, size_t count,
				     const char *state)
{
	for (size_t i = count; i-- > 0;)
		if (withdrawals[i].ends == SV_DAY_NONE && strcmp(withdrawals[i].state, state) == 0)
			return &withdrawals[i];
	return NULL;
}

const struct sv_withdrawal *sv_withdrawal_pending(const struct sv_withdrawal *withdrawals,
						  size_t count, const char *state)
{
	return pending((struct sv_withdrawal *)(uintptr_t)withdrawals, count, state);
}

int sv_withdrawals_fold(struct sv_arena *arena, const struct sv_act *acts, size_t act_count,
			struct sv_withdrawal **ret_withdrawals, size_t *ret_count,
			struct sv_error *err)
{
	/* No act makes more than one. */
	struct sv_withdrawal *withdrawals = SV_NEW_ARRAY(arena, struct sv_withdrawal, act_count);
	size_t count = 0;

	for (size_t i = 0; i < act_count; i++) {
		const struct sv_act *act = &acts[i];
		struct sv_withdrawal *open = pending(withdrawals, count, act->subject);

		if (strcmp(act->act, SV_MEMBERSHIP_WITHDRAW) == 0 && !open) {
			_cleanup_(sv_body_release) json_t *body = sv_act_body(act);

			withdrawals[count++] =
			    (struct sv_withdrawal){.state = act->subject,
						   .text = sv_body_text(arena, body, "text"),
						   .notified = act->on,
						   .notified_doc = act->doc,
						   .ends = SV_DAY_NONE};
		} else if (strcmp(act->act, SV_MEMBERSHIP_NOTE) == 0 && open) {
			open->ends = act->on;
			open->note_doc = act->doc;
		} else {
			return sv_fail(err, SV_ECORRUPT,
				       "document %lld is no step of a withdrawal: '%s'",
				       (long long)act->doc, act->act);
		}
	}
	*ret_withdrawals = withdrawals;
	*ret_count = count;
	return 0;
}

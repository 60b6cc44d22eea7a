/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * state_file.h - the memory of a signer beside its key, held under a lock from
 * reading to writing: two runs must not sign two roots of one size.
 */
#ifndef SV_APP_STATE_FILE_H
#define SV_APP_STATE_FILE_H

#include "base/arena.h"
#include "base/error.h"

/* Waits for whoever holds it.  The lock is PATH.lock. */
SV_MUST_USE int sv_state_lock(struct sv_arena *arena, const char *path, int *ret_fd,
			      struct sv_error *err);
void sv_state_unlock(int *fd); /* for _cleanup_; -1 is fine */

#endif

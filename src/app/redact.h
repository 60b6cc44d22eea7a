/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * redact.h - withhold a table, rows or single fields of it, from the record for
 * good.
 *
 * One person proposes, another confirms; with the confirmation the text leaves
 * the store.  Every root, proof, receipt and signature stays valid.
 */
#ifndef SV_APP_REDACT_H
#define SV_APP_REDACT_H

#include "app/submit.h"
#include "domain/redaction.h"

/* places NULL: the whole document. */
SV_MUST_USE int sv_app_redact_propose(struct sv_app *app, struct sv_arena *arena,
				      const struct sv_actor *actor, int64_t index,
				      const char *ground, const struct sv_withheld_place *places,
				      size_t place_count, struct sv_receipt *ret,
				      struct sv_error *err);

/* What stands proposed for a document; .proposal is -1 when nothing is. */
SV_MUST_USE int sv_app_redaction(struct sv_app *app, struct sv_arena *arena, int64_t index,
				 struct sv_redaction *ret, struct sv_error *err);

/* By somebody else than who proposed it.  Everything derived follows. */
SV_MUST_USE int sv_app_redact_confirm(struct sv_app *app, struct sv_arena *arena,
				      const struct sv_actor *actor, int64_t index,
				      struct sv_withheld_rows *ret_rows, struct sv_receipt *ret,
				      struct sv_error *err);

#endif

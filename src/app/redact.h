/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * redact.h - withhold a table, rows or single fields of it: from the record for
 * good, or from the copies that are made of it for others.
 *
 * One person proposes, another confirms.  For good, the text leaves the store
 * with the confirmation.  From copies, the store keeps it, and whatever is made
 * for others leaves it out (left_out.h) until two people say otherwise.  Every
 * root, proof, receipt and signature stays valid.
 */
#ifndef SV_APP_REDACT_H
#define SV_APP_REDACT_H

#include "app/submit.h"
#include "domain/redaction.h"

/* places NULL: the whole document.  They have no part in SV_REDACT_NONE. */
SV_MUST_USE int sv_app_redact_propose(struct sv_app *app, struct sv_arena *arena,
				      const struct sv_actor *actor, int64_t index,
				      enum sv_redaction_scope scope, const char *ground,
				      const struct sv_withheld_place *places, size_t place_count,
				      struct sv_receipt *ret, struct sv_error *err);

/* What stands proposed for a document and is withheld from it. */
SV_MUST_USE int sv_app_redaction(struct sv_app *app, struct sv_arena *arena, int64_t index,
				 struct sv_redaction *ret, struct sv_error *err);

/* The act that withholds something of a document from copies, as known at a size; -1: none does. */
SV_MUST_USE int sv_app_withheld_from_copies(struct sv_app *app, struct sv_arena *arena,
					    int64_t index, int64_t known_size, int64_t *ret_act,
					    struct sv_error *err);

/* By somebody else than who proposed it.  Everything derived follows.  The rows are those that are
 * withheld now, from the record or from copies, as *ret_scope says. */
SV_MUST_USE int sv_app_redact_confirm(struct sv_app *app, struct sv_arena *arena,
				      const struct sv_actor *actor, int64_t index,
				      enum sv_redaction_scope *ret_scope,
				      struct sv_withheld_rows *ret_rows, struct sv_receipt *ret,
				      struct sv_error *err);

#endif

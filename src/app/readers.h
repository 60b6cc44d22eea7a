/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * readers.h - who may read which document of the record.
 *
 * Nearly all are for everybody.  Acts of plans are for those who may see the plan
 * (plan_desk.h); a judgement is the secretariat's until a second reader has
 * confirmed it, and so is why one was returned.  Leaf and receipt are for
 * everybody: a proof says nothing of what it proves.
 */
#ifndef SV_APP_READERS_H
#define SV_APP_READERS_H

#include "app/authority.h"
#include "app/documents.h"

/* Whether the actor may read its content. */
SV_MUST_USE int sv_app_may_read(struct sv_app *app, const struct sv_actor *actor,
				struct sv_arena *arena, const struct sv_moment *moment,
				const struct sv_document *document, bool *ret,
				struct sv_error *err);

/* Whether the actor reads what may not be released to the public. */
bool sv_app_reads_restricted(const struct sv_actor *actor);

/* Of a document that may be read: its lines that are not for the actor are empty, and has_gaps
 * says that there are some. */
SV_MUST_USE int sv_app_readable(struct sv_app *app, const struct sv_actor *actor,
				struct sv_arena *arena, const struct sv_moment *moment,
				struct sv_document *document, struct sv_error *err);

/* Whether its name and its author may be shown in a list. */
bool sv_app_may_name(const struct sv_actor *actor, const struct sv_document *document);

#endif

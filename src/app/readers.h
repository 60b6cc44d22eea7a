/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * readers.h - who may read which document of the record.
 *
 * Nearly all are for everybody.  Acts of plans are for those who may see the plan
 * (plan_desk.h); a judgement is the secretariat's until a second reader has
 * confirmed it, and so is why one was returned.  The log is for everybody: leaf,
 * receipt and tiles say nothing of a content, but an entry names kind, name and
 * author of its document, whatever a list shows.
 */
#ifndef SV_APP_READERS_H
#define SV_APP_READERS_H

#include "app/authority.h"
#include "app/documents.h"

/* Whether the actor reads what may not be released to the public. */
bool sv_app_reads_restricted(const struct sv_actor *actor);

/* One document as the actor may read it: lines that are not for them are empty, and has_gaps says
 * that there are some.  SV_EREFUSED when its content is not for them, SV_ENOTFOUND beyond what the
 * moment knows. */
SV_MUST_USE int sv_app_read(struct sv_app *app, const struct sv_actor *actor,
			    struct sv_arena *arena, const struct sv_moment *moment, int64_t index,
			    struct sv_document *ret, struct sv_error *err);

/* The documents of a list; those whose name and author are not for the actor have "" there. */
const struct sv_document *sv_app_named_for(struct sv_arena *arena, const struct sv_actor *actor,
					   const struct sv_document *documents, size_t count);

#endif

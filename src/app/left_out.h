/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * left_out.h - what copies made for others leave out: that of which two people
 * said so (redact.h), as docs/formats/redaction.md has it.
 *
 * Neither way of copying goes without saying.  A backup that silently lacks
 * something is as bad as a copy that silently holds it, so where anything is
 * withheld from copies, who copies has to say for whom.
 */
#ifndef SV_APP_LEFT_OUT_H
#define SV_APP_LEFT_OUT_H

#include "domain/redaction.h"
#include "record/record.h"

enum sv_copy_for {
	SV_COPY_UNSAID,     /* refused where it makes a difference */
	SV_COPY_FOR_OTHERS, /* without what is withheld from copies */
	SV_COPY_WHOLE,      /* for somebody who may have all there is */
};

struct sv_left_out_list {
	struct sv_left_out *items; /* by index */
	size_t count, cap;
};

/* Of the documents 0 .. size-1, by the acts among them.  SV_EREFUSED where it has to be said for
 * whom, or where an act that withholds from a document of these stands behind them. */
SV_MUST_USE int sv_app_left_out(struct sv_db *db, struct sv_arena *arena, enum sv_copy_for who,
				int64_t size, struct sv_left_out_list *ret, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * documents.h - the record itself, to be listed, read and verified.
 */
#ifndef SV_APP_DOCUMENTS_H
#define SV_APP_DOCUMENTS_H

#include "app/app.h"
#include "record/record.h"

/* All documents known at the moment, in order, without their content. */
SV_MUST_USE int sv_app_documents(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_moment *moment,
				 const struct sv_document **ret_documents, size_t *ret_count,
				 struct sv_error *err);

/* One document with its content; SV_ENOTFOUND beyond the end. */
SV_MUST_USE int sv_app_document(struct sv_app *app, struct sv_arena *arena, int64_t index,
				struct sv_document *ret, struct sv_error *err);

/* Root of the log at its size: what a receipt or a witness names. */
struct sv_record_head {
	int64_t size;
	struct sv_hash root;
};

SV_MUST_USE int sv_app_head(struct sv_app *app, int64_t size, struct sv_record_head *ret,
			    struct sv_error *err);

/* Every document and node hashed anew; what is wrong comes as findings. */
SV_MUST_USE int sv_app_verify(struct sv_app *app, struct sv_findings *findings,
			      struct sv_record_head *ret, struct sv_error *err);

#endif

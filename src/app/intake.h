/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * intake.h - files on their way into the record; what init and import share.
 *
 * Read outside the transaction, then checked against what stands and recorded
 * within one.
 */
#ifndef SV_APP_INTAKE_H
#define SV_APP_INTAKE_H

#include "app/import.h"
#include "domain/facts.h"
#include "record/record.h"

struct sv_intake_file {
	const char *path; /* as given, for messages */
	const char *name; /* of the document: the path without its folders */
	struct sv_str text;
	bool is_rules;                 /* a pledge text; else a table */
	struct sv_fact_document table; /* .kind NULL when it is of no kind */
	struct sv_fact_changes changes;
};

struct sv_intake {
	struct sv_arena *arena;
	struct sv_intake_file *files;
	size_t file_count;
	struct sv_findings *findings;
	bool is_passing; /* into a store that ends with its connection; see submit.h */
};

/* SV_ENOTFOUND and the like when a file cannot be read. */
SV_MUST_USE int sv_intake_read(struct sv_intake *intake, struct sv_arena *arena,
			       const char *const *paths, size_t path_count, struct sv_error *err);

/* Parse and check all files beside what stands in the record; problems are findings. */
SV_MUST_USE int sv_intake_check(struct sv_intake *intake, struct sv_db *db, struct sv_error *err);

bool sv_intake_refused(const struct sv_intake *intake);

/* Append the files that change something, derive their rows, and say what became of each. */
SV_MUST_USE int sv_intake_record(struct sv_intake *intake, struct sv_tx *tx,
				 const struct sv_actor *actor, const struct sv_progress *progress,
				 struct sv_import *ret, struct sv_error *err);

/* What would become of each, with nothing recorded. */
void sv_intake_describe(const struct sv_intake *intake, struct sv_import *ret);

#endif

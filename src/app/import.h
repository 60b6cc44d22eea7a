/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import.h - documents in: a new record from a pack, more documents later, and
 * the derived tables made anew.
 *
 * An import is all or nothing.  What is wrong with the input comes as
 * findings, all of them for all files; with any error among them nothing was
 * recorded.  The return value is 0 then too: ask sv_import.refused.
 */
#ifndef SV_APP_IMPORT_H
#define SV_APP_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/app.h"
#include "app/authority.h"

/* What became of one file. */
struct sv_imported {
	const char *file; /* as given */
	const char *kind; /* "facts/states", "rules"; NULL when it is of no kind */
	int64_t doc;      /* log index; -1 when it was not recorded */
	size_t rows_new, rows_changed, rows_unchanged; /* a rule text is one row */
};

struct sv_import {
	struct sv_imported *files; /* as given */
	size_t file_count;
	struct sv_findings *findings;
	bool refused; /* an error among the findings: nothing was recorded */
	bool dry_run; /* nothing was recorded because nothing was to be */
	int64_t size; /* of the log, afterwards */
};

/* Called before each file; done counts up to total.  NULL serves. */
struct sv_progress {
	void (*step)(void *context, const char *what, size_t done, size_t total);
	void *context;
};

/*
 * A new store at `where` from the documents that pack_dir/pack.csv lists, in
 * one transaction.  Refused (SV_EREFUSED) when there is one already; on failure
 * or refusal no file is left behind.
 */
SV_MUST_USE int sv_app_init(const char *where, const char *pack_dir, const struct sv_actor *actor,
			    const struct sv_progress *progress, struct sv_arena *arena,
			    struct sv_import *ret, struct sv_error *err);

/*
 * Facts tables, evidence tables and rule texts into an open store, in one
 * transaction.  A file that would change no row is not recorded again.
 * With dry_run everything is checked and counted and nothing recorded.
 */
SV_MUST_USE int sv_app_import(struct sv_app *app, const struct sv_actor *actor,
			      const char *const *paths, size_t path_count, bool dry_run,
			      struct sv_arena *arena, struct sv_import *ret, struct sv_error *err);

/* A record of the pack alone, in memory, for reading: what can be done without a store. */
SV_MUST_USE int sv_app_open_pack(const char *pack_dir, struct sv_arena *arena, struct sv_app *ret,
				 struct sv_error *err);

/* What a rebuild found. */
struct sv_rebuild {
	int64_t documents;
	size_t tables;
	int64_t rows;
	bool differed; /* the derived tables were not what the documents say; now they are */
};

/* The derived tables made anew within the caller's transaction. */
SV_MUST_USE int sv_rederive(struct sv_tx *tx, struct sv_error *err);

/* Drop the derived tables and make them anew from the documents, in one transaction. */
SV_MUST_USE int sv_app_rebuild(struct sv_app *app, const struct sv_actor *actor,
			       struct sv_rebuild *ret, struct sv_error *err);

#endif

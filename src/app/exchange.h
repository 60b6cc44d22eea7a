/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * exchange.h - the record given away and taken in: bundles for other sites,
 * tiles for anybody, and the exchange with witnesses.
 *
 * A copy made from bundles is the same log and can prove as much; it takes in
 * bundles and records nothing of its own.
 */
#ifndef SV_APP_EXCHANGE_H
#define SV_APP_EXCHANGE_H

#include "app/checkpoints.h"
#include "app/left_out.h"
#include "record/tiles.h"

/* Documents from .. to the latest checkpoint, as one text. */
SV_MUST_USE int sv_app_bundle(struct sv_app *app, const struct sv_actor *actor,
			      struct sv_arena *arena, int64_t from, enum sv_copy_for who,
			      struct sv_str *ret, struct sv_error *err);

struct sv_taken {
	int64_t from, size; /* of the bundle */
	int64_t added;      /* documents that were not there */
	int64_t withheld;   /* documents withheld because an act that came in says so */
	int64_t restored;   /* documents that no longer are, and whose content the bundle has */
	const char *forked; /* NULL, or where the evidence of two histories is kept */
};

/*
 * Take a bundle into a store, which is made when there is none.  log_key (text of a key, may be
 * NULL when the store has a checkpoint already) is the key that the log is known by.  Everything is
 * verified first; a fork is SV_EREFUSED, and ret->forked then names a file with both checkpoints.
 */
SV_MUST_USE int sv_app_take_bundle(const char *where, struct sv_arena *arena,
				   const struct sv_actor *actor, struct sv_str bundle,
				   const struct sv_key *log_key, struct sv_taken *ret,
				   struct sv_error *err);

/* One resource of tlog-tiles by its path: "checkpoint", "tile/0/000", "tile/entries/000.p/7".
 * SV_ENOTFOUND when it is none or the latest checkpoint does not cover it. */
SV_MUST_USE int sv_app_tile(struct sv_app *app, struct sv_arena *arena, struct sv_str path,
			    struct sv_str *ret, struct sv_error *err);

/* All of them into a folder; those that are full and there already are left as they are. */
SV_MUST_USE int sv_app_export_tiles(struct sv_app *app, struct sv_arena *arena, const char *folder,
				    int64_t *ret_written, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * snapshot.h - what is known at a size of the log, read once and shared.
 *
 * What is known at a size never changes but for what is withheld from it later,
 * so a register and an evidence that were read for one request serve every other
 * one that asks for the same size, until somebody, perhaps at another server,
 * withholds: every take asks the record for its last act about that.  A snapshot
 * is immutable, counts its readers and may be read by several threads at once.
 * It is loaded in one transaction.
 *
 *   sv_snapshot_take(snapshots, app, &moment, &reading, &snapshot, err);
 *   ... sv_app_review(app, ...) ... reads from the snapshot ...
 *   sv_snapshot_done(snapshots, app);
 *
 * Between the two calls the reading functions of app.h answer out of the
 * snapshot whenever they are asked for its size; what they return lives as long
 * as the snapshot is held.
 */
#ifndef SV_APP_SNAPSHOT_H
#define SV_APP_SNAPSHOT_H

#include "app/app.h"
#include "domain/assess.h"
#include "domain/release.h"

#define SV_SNAPSHOTS_KEPT 4 /* sizes of the log kept in memory; the one longest unused goes */

struct sv_snapshot {
	int64_t known_size;
	bool seen_only, public_only;
	const struct sv_register *reg;
	const struct sv_evidence *evidence;
	const struct sv_rule_text *texts;
	size_t text_count;
	const struct sv_declaration *declarations; /* of accepted plans */
	size_t declaration_count;
	const struct sv_judgement *judgements; /* that a second reader confirmed */
	size_t judgement_count;
	struct sv_kept_back_list kept_back; /* under public_only: the redaction log */
};

struct sv_snapshots; /* shared by the threads of one process */

struct sv_snapshots *sv_snapshots_new(void) SV_MUST_USE;
void sv_snapshots_free(struct sv_snapshots *snapshots); /* nobody holds one any more */

/* Find or load, and let the app read from it until sv_snapshot_done(). */
SV_MUST_USE int sv_snapshot_take(struct sv_snapshots *snapshots, struct sv_app *app,
				 const struct sv_moment *moment, const struct sv_reading *reading,
				 const struct sv_snapshot **ret, struct sv_error *err);
void sv_snapshot_done(struct sv_snapshots *snapshots, struct sv_app *app);

/* Into the arena, in one transaction, shared with nobody. */
SV_MUST_USE int sv_snapshot_read(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_moment *moment, const struct sv_reading *reading,
				 struct sv_snapshot *ret, struct sv_error *err);

#endif

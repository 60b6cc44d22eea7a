/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * app.h - one function for each thing a user can want.
 *
 * Every write goes one way: may this actor? -> transaction -> document
 * appended, log extended, derivation updated -> commit.  Every reading names
 * the moment it is asked for: `on`, the day a fact holds, and `known_size`,
 * the record as it stood.  Results live in the arena that is passed.
 */
#ifndef SV_APP_APP_H
#define SV_APP_APP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/finding.h"
#include "domain/assessment.h"
#include "domain/evidence.h"
#include "domain/register.h"
#include "domain/rulebook.h"
#include "domain/trial.h"
#include "store/db.h"

struct sv_snapshot;

struct sv_app {
	struct sv_db *db;
	const char *where;                  /* the store, as given */
	const struct sv_snapshot *snapshot; /* read from instead of the store; see snapshot.h */
};

/* Two times, everywhere. */
struct sv_moment {
	int32_t on;         /* the day a fact holds */
	int64_t known_size; /* documents 0 .. known_size-1 are known */
};

/* --known: "" for everything, a log size, an instant or a date; --on: "" for today. */
SV_MUST_USE int sv_app_moment(struct sv_app *app, const char *on, const char *known,
			      struct sv_moment *ret, struct sv_error *err);

/* What a reader may leave out. */
struct sv_reading {
	bool seen_only;   /* leave recalled rows out */
	bool public_only; /* leave out what may not be released; domain/release.h */
};

SV_MUST_USE int sv_app_open(const char *where, enum sv_db_mode mode, struct sv_app *ret,
			    struct sv_error *err);
void sv_app_close(struct sv_app *app); /* for _cleanup_ */

/* The register and the evidence as known at a moment. */
SV_MUST_USE int sv_app_register(struct sv_app *app, struct sv_arena *arena,
				const struct sv_moment *moment, const struct sv_reading *reading,
				const struct sv_register **ret, struct sv_error *err);
SV_MUST_USE int sv_app_evidence(struct sv_app *app, struct sv_arena *arena,
				const struct sv_register *reg, const struct sv_moment *moment,
				const struct sv_reading *reading, const struct sv_evidence **ret,
				struct sv_error *err);

SV_MUST_USE int sv_app_rules(struct sv_app *app, struct sv_arena *arena,
			     const struct sv_moment *moment, const struct sv_rule_text **ret_texts,
			     size_t *ret_count, struct sv_error *err);

/* The assessment of all members and commitments in force on moment->on, for a range of years. */
SV_MUST_USE int sv_app_review(struct sv_app *app, struct sv_arena *arena,
			      const struct sv_moment *moment, const struct sv_reading *reading,
			      int year_first, int year_last, struct sv_assessment **ret,
			      struct sv_error *err);

/* One cell with its reasons as a tree.  state NULL asks for the collective. */
SV_MUST_USE int sv_app_explain(struct sv_app *app, struct sv_arena *arena,
			       const struct sv_moment *moment, const struct sv_reading *reading,
			       const char *state, const char *number, int year,
			       struct sv_explanation *ret, struct sv_error *err);

/* The same cell, ready to be run again with one input changed: see domain/trial.h. */
SV_MUST_USE int sv_app_trial(struct sv_app *app, struct sv_arena *arena,
			     const struct sv_moment *moment, const struct sv_reading *reading,
			     const char *state, const char *number, int year, struct sv_trial **ret,
			     struct sv_error *err);

#endif

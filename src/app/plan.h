/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan.h - what a desk does with a National Implementation Plan before it
 * leaves the house, and what the secretariat reads.
 *
 * Reading and checking write nothing and need no authority: they run on a
 * store, or on the pack alone (sv_app_open_pack).
 */
#ifndef SV_APP_PLAN_H
#define SV_APP_PLAN_H

#include "app/app.h"
#include "app/authority.h"
#include "domain/plan.h"
#include "domain/plan_check.h"
#include "domain/plan_store.h"

/* What plans of a year are read and checked against, as known at the moment. */
SV_MUST_USE int sv_app_plan_context(struct sv_app *app, struct sv_arena *arena,
				    const struct sv_moment *moment,
				    const struct sv_reading *reading, int year,
				    struct sv_plan_context *ret, struct sv_error *err);

struct sv_plan_book;

struct sv_plan_report {
	const char *file;
	struct sv_plan *plan;
	struct sv_findings *findings;
	struct sv_plan_checked checked;
	const struct sv_plan_book *book; /* as it was read; NULL: the plan came as JSON */
	struct sv_str bytes;             /* of the file */
};

/* What the caller expects the plan to be; "" and 0 for anything. */
struct sv_plan_wanted {
	const char *state;
	int year;
	const char *deploy_case; /* file that its formations are compared with, or NULL */
	const char *geo_dir;     /* tables that a case written by a person draws on */
};

/* A workbook or a JSON text, from a folder or from a form. */
struct sv_plan_file {
	const char *name;
	struct sv_str bytes;
};

SV_MUST_USE int sv_app_plan_file(struct sv_arena *arena, const char *path, struct sv_plan_file *ret,
				 struct sv_error *err);

/* Read it and check all of it. */
SV_MUST_USE int sv_app_plan_check(struct sv_app *app, struct sv_arena *arena,
				  const struct sv_moment *moment, const struct sv_reading *reading,
				  const struct sv_plan_file *file,
				  const struct sv_plan_wanted *wanted, struct sv_plan_report *ret,
				  struct sv_error *err);

/* The plan of a state that is still to be filled in: what the record knows already.  What the plan
 * accepted last year said is for those who may see it (plan_desk.h); for others it is not there. */
SV_MUST_USE int sv_app_plan_begin(struct sv_app *app, const struct sv_actor *actor,
				  struct sv_arena *arena, const struct sv_moment *moment,
				  const struct sv_reading *reading, const char *state, int year,
				  struct sv_plan **ret, struct sv_error *err);

/* The workbook that was checked, with what was found marked and commented at its cells and listed
 * on a sheet of its own; everything else in it stays as it came (sheet/mark.h).  Of a plan in JSON,
 * a fresh one. */
SV_MUST_USE int sv_app_plan_marked(struct sv_arena *arena, const struct sv_plan_report *report,
				   struct sv_str *ret_bytes, struct sv_error *err);

/* The plan as a fresh workbook of the template. */
SV_MUST_USE int sv_app_plan_workbook(struct sv_arena *arena, const struct sv_plan *plan,
				     struct sv_str *ret_bytes, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * project.h - the life of a project: proposed, joined, reported on, closed; and
 * the portfolio of all of them.
 */
#ifndef SV_APP_PROJECT_H
#define SV_APP_PROJECT_H

#include "app/submit.h"
#include "domain/portfolio.h"

/* A proposal as docs/formats/project.md has it, in JSON.  err->where is a JSON pointer. */
SV_MUST_USE int sv_app_project_propose(struct sv_app *app, struct sv_arena *arena,
				       const struct sv_actor *actor, const char *id,
				       struct sv_str json, int32_t on,
				       struct sv_receipt *ret_receipt, struct sv_error *err);

/* A state joins in a role, or leaves.  agreed: codes separated by commas. */
struct sv_taking_part {
	const char *project, *state, *agreed;
	bool joins; /* else it leaves */
	enum sv_role role;
	int32_t on;
};

SV_MUST_USE int sv_app_project_take_part(struct sv_app *app, struct sv_arena *arena,
					 const struct sv_actor *actor,
					 const struct sv_taking_part *wish,
					 struct sv_receipt *ret_receipt, struct sv_error *err);

enum sv_project_report_kind {
	SV_REPORT_PHASE,     /* word: the phase */
	SV_REPORT_MILESTONE, /* milestone; due and text (its title) for a new one, or reached */
	SV_REPORT_SLIP,      /* milestone, day (expected from now on), word: the reason, text */
	SV_REPORT_PROGRESS,  /* text */
	SV_REPORT_CLOSE,     /* word: the reason, agreed, text */
	SV_REPORT_CLARIFY,   /* text: by the secretariat, on a proposal */
	SV_REPORT_EFFORT,    /* word: shares as sv_efforts_parse() reads them, agreed */
};

struct sv_project_report {
	enum sv_project_report_kind kind;
	const char *project, *milestone, *word, *text, *agreed; /* NULL when not given */
	int32_t due, reached, to;                               /* SV_DAY_NONE when not given */
	int32_t on;
};

SV_MUST_USE int sv_app_project_report(struct sv_app *app, struct sv_arena *arena,
				      const struct sv_actor *actor,
				      const struct sv_project_report *report,
				      struct sv_receipt *ret_receipt, struct sv_error *err);

/* Acts of projects folded, as known and in effect at a moment. */
SV_MUST_USE int sv_app_project_lives(struct sv_app *app, struct sv_arena *arena,
				     const struct sv_moment *moment,
				     struct sv_project_life **ret_lives, size_t *ret_count,
				     struct sv_error *err);

SV_MUST_USE int sv_app_portfolio(struct sv_app *app, struct sv_arena *arena,
				 const struct sv_moment *moment, const struct sv_reading *reading,
				 int stall_months, struct sv_portfolio *ret, struct sv_error *err);

#endif

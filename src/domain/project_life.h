/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * project_life.h - the life of a project, folded from its acts.
 *
 *   project.propose    body: what the proposal says (docs/formats/project.md)
 *   project.join       state, body: role, agreed
 *   project.leave      state, body: agreed
 *   project.clarify    body: text
 *   project.effort     body: shares
 *   project.phase      body: phase
 *   project.milestone  body: milestone, title, due; or milestone, reached
 *   project.slip       body: milestone, to, reason, note
 *   project.report     body: text
 *   project.close      body: reason, note, agreed
 *
 * The first due day of a milestone is its baseline and stays; a slip moves the
 * day that is expected and says why.  That a project is on the Council's list
 * and that it is alive in practice are two facts: the list is the register's,
 * and life is what its acts show.
 *
 * Source: Decision (CFSP) 2018/909.
 */
#ifndef SV_DOMAIN_PROJECT_LIFE_H
#define SV_DOMAIN_PROJECT_LIFE_H

#include "base/rational.h"
#include "domain/act.h"
#include "domain/register.h"

#define SV_PROJECT_NOUN "project"

struct sv_slip {
	int32_t from, to, on; /* expected before, expected since, recorded as of */
	const char *reason, *note;
	int64_t doc;
};

struct sv_milestone {
	const char *id, *title;
	int32_t baseline, expected; /* as first planned; as of now */
	int32_t reached;            /* SV_DAY_NONE while it is not */
	struct sv_slip *slips;
	size_t slip_count, slip_cap;
	int64_t doc;
};

/* What a state brings in of the effort of a project. */
struct sv_effort {
	const char *state;
	struct sv_rational share; /* of 1 */
};

struct sv_project_life {
	const char *id;
	bool proposed, closing; /* proposed in this record; its members declared its end */
	const char *proposer;
	int32_t proposed_on;
	const char *name, *acronym, *aim, *domain, *capability_area, *financing;
	const char **serves; /* numbers of the commitments it serves */
	size_t serve_count;
	const char **coordinators, **members;
	size_t coordinator_count, member_count;
	int32_t clarified_on;      /* SV_DAY_NONE: never */
	const char *clarification; /* what the workshop on the proposals found, or "" */
	struct sv_effort *efforts; /* as last agreed; none: never said */
	size_t effort_count;
	const char *phase; /* "" when never said */
	int32_t phase_since;
	int32_t initial, full; /* initial and full capability; SV_DAY_NONE when not said */
	struct sv_milestone *milestones;
	size_t milestone_count, milestone_cap;
	int32_t last_report, last_sign; /* of a report; of any sign of life.  SV_DAY_NONE: never */
	const char *close_reason;
	int64_t doc; /* of the proposal, or of the first act */
};

extern const char *const sv_project_phases[]; /* in order, NULL at the end */
extern const char *const sv_slip_reasons[];   /* NULL at the end */
extern const char *const sv_close_reasons[];

/* Acts that take effect by a day, in the order of the record. */
SV_MUST_USE int sv_project_lives_fold(struct sv_arena *arena, const struct sv_act *acts,
				      size_t act_count, int32_t on,
				      struct sv_project_life **ret_lives, size_t *ret_count,
				      struct sv_error *err);

/* The share that a state brings in; false when the members have not said. */
bool sv_project_effort(const struct sv_project_life *life, const char *state,
		       struct sv_rational *ret);

/* "DEU=40,FRA=60", in percent with decimals: shares of 1 of states named once each that add up to
 * 100.  SV_EREFUSED with what is wrong. */
SV_MUST_USE int sv_efforts_parse(struct sv_arena *arena, const char *list, struct sv_effort **ret,
				 size_t *ret_count, struct sv_error *err);

struct sv_project_life *sv_project_life_find(struct sv_project_life *lives, size_t count,
					     const char *id);
struct sv_milestone *sv_milestone_find(const struct sv_project_life *life, const char *id);

/* Late on a day: expected before it and not reached, or expected later than its baseline. */
bool sv_milestone_is_late(const struct sv_milestone *milestone, int32_t on);
int sv_milestone_days_late(const struct sv_milestone *milestone, int32_t on);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * portfolio.h - all projects of a day at a glance: who is late and why, what
 * shows no sign of life, how much each state carries.
 *
 * A project counts as one.  Each of its coordinators and members carries the
 * share of the effort that they have agreed in this record, or an equal part
 * where they have not said, since no such figures are public: a state that is one of
 * two carries more than one of twenty.  Which it is is printed with the figures.
 */
#ifndef SV_DOMAIN_PORTFOLIO_H
#define SV_DOMAIN_PORTFOLIO_H

#include "base/rational.h"
#include "domain/project_life.h"
#include "domain/register.h"

#define SV_STALL_MONTHS 12 /* without a sign of life, unless asked otherwise */

enum sv_alive {
	SV_ALIVE_UNKNOWN, /* nothing was ever reported to this record */
	SV_ALIVE_YES,
	SV_ALIVE_STALLED, /* revitalise or close */
};

const char *sv_alive_name(enum sv_alive alive); /* "unknown", "alive", "stalled" */

struct sv_portfolio_project {
	int project;
	const struct sv_project_life *life; /* NULL: no act of this record is about it */
	enum sv_alive alive;
	int32_t last_sign;   /* SV_DAY_NONE: never */
	size_t late_count;   /* milestones */
	int days_late;       /* of the worst */
	const char *reasons; /* codes of the slips, separated by commas, or "" */
	size_t coordinators, members, observers, third_states;
};

struct sv_portfolio_state {
	int state;
	size_t coordinates, member_of, observes;
	struct sv_rational carried; /* projects, by shares of the effort or equal parts */
	struct sv_rational led;     /* projects coordinated, shared with other coordinators */
	size_t late_led;            /* of those it coordinates: late or stalled */
};

struct sv_portfolio {
	const struct sv_register *reg;
	int32_t on;
	int stall_months;
	struct sv_portfolio_project *projects; /* listed on the day */
	size_t project_count;
	struct sv_portfolio_state *states; /* that have a role, by code */
	size_t state_count;
};

void sv_portfolio_make(struct sv_arena *arena, const struct sv_register *reg,
		       struct sv_project_life *lives, size_t life_count, int32_t on,
		       int stall_months, struct sv_portfolio *ret);

#endif

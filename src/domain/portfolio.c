/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/portfolio.h"

#include <string.h>

#define PART_DIGITS 12

const char *sv_alive_name(enum sv_alive alive)
{
	static const char *const names[] = {"unknown", "alive", "stalled"};

	return names[alive];
}

/* The same day so many months before, or the last of that month. */
static int32_t months_before(int32_t day, int months)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year, month, of_month, index;

	sv_day_to_civil(day, &year, &month, &of_month);
	index = year * 12 + month - 1 - months;
	year = index / 12;
	month = index % 12 + 1;
	of_month = SV_MIN(of_month, days[month - 1]);
	if (month == 2 && of_month == 29 && (year % 4 || (year % 100 == 0 && year % 400)))
		of_month = 28;
	return sv_day_from_civil(year, month, of_month);
}

static void add_reason(struct sv_arena *arena, struct sv_portfolio_project *project,
		       const char *reason)
{
	if (!strstr(project->reasons, reason))
		project->reasons = sv_arena_printf(arena, "%s%s%s", project->reasons,
						   *project->reasons ? ", " : "", reason);
}

static void look_at_life(struct sv_arena *arena, struct sv_portfolio_project *project, int32_t on,
			 int stall_months)
{
	const struct sv_project_life *life = project->life;

	if (!life)
		return;
	project->last_sign = life->last_sign;
	if (life->last_sign != SV_DAY_NONE)
		project->alive = life->last_sign < months_before(on, stall_months)
				     ? SV_ALIVE_STALLED
				     : SV_ALIVE_YES;
	for (size_t i = 0; i < life->milestone_count; i++) {
		const struct sv_milestone *milestone = &life->milestones[i];
		int days = sv_milestone_days_late(milestone, on);

		if (milestone->reached != SV_DAY_NONE || !days)
			continue;
		project->late_count++;
		project->days_late = SV_MAX(project->days_late, days);
		for (size_t k = 0; k < milestone->slip_count; k++)
			add_reason(arena, project, milestone->slips[k].reason);
	}
}

static bool holds(const struct sv_participation *p, int project, int32_t on)
{
	return p->project == project && p->from <= on && on < p->to;
}

static void count_roles(const struct sv_register *reg, struct sv_portfolio_project *project,
			int32_t on)
{
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (!holds(p, project->project, on))
			continue;
		project->coordinators += p->role == SV_ROLE_COORDINATOR;
		project->members += p->role == SV_ROLE_MEMBER;
		project->observers += p->role == SV_ROLE_OBSERVER;
		project->third_states += p->role == SV_ROLE_THIRD_STATE;
	}
}

/* A part, added.  A sum too fine for 64 bits goes on to twelve digits: equal parts of at most
 * SV_VOTERS_MAX have a common multiple that fits, shares as people agree them have few digits. */
static void add_part(struct sv_rational *sum, struct sv_rational part)
{
	struct sv_rational rounded = sv_rational_from_decimal(sv_rational_round(part, PART_DIGITS));

	if (sv_rational_add(*sum, part, sum))
		return;
	*sum = sv_rational_from_decimal(sv_rational_round(*sum, PART_DIGITS));
	if (!sv_rational_add(*sum, rounded, sum))
		*sum = SV_RATIONAL(INT64_MAX, 1); /* more projects than 64 bits count */
}

/* What a coordinator or member carries of a project: its share of the effort where the members
 * have said, else an equal part of so many. */
static struct sv_rational carried_part(const struct sv_register *reg,
				       const struct sv_portfolio_project *project, int state,
				       size_t carriers)
{
	struct sv_rational share = SV_RATIONAL(1, (int64_t)carriers);

	if (project->life && project->life->effort_count &&
	    !sv_project_effort(project->life, reg->states[state].code, &share))
		return SV_RATIONAL(0, 1);
	return share;
}

static void add_roles(const struct sv_register *reg, const struct sv_portfolio_project *project,
		      int32_t on, struct sv_portfolio_state *states)
{
	size_t carriers = project->coordinators + project->members;

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];
		struct sv_portfolio_state *state = &states[p->state];

		if (!holds(p, project->project, on))
			continue;
		if (p->role == SV_ROLE_OBSERVER)
			state->observes++;
		if (p->role != SV_ROLE_COORDINATOR && p->role != SV_ROLE_MEMBER)
			continue;
		add_part(&state->carried, carried_part(reg, project, p->state, carriers));
		if (p->role == SV_ROLE_MEMBER) {
			state->member_of++;
			continue;
		}
		state->coordinates++;
		add_part(&state->led, SV_RATIONAL(1, (int64_t)project->coordinators));
		state->late_led +=
		    project->late_count || project->alive == SV_ALIVE_STALLED ? 1 : 0;
	}
}

static void keep_states(struct sv_portfolio *portfolio, struct sv_portfolio_state *all)
{
	portfolio->states = all;
	for (size_t i = 0; i < portfolio->reg->state_count; i++)
		if (all[i].coordinates || all[i].member_of || all[i].observes)
			all[portfolio->state_count++] = all[i];
}

void sv_portfolio_make(struct sv_arena *arena, const struct sv_register *reg,
		       struct sv_project_life *lives, size_t life_count, int32_t on,
		       int stall_months, struct sv_portfolio *ret)
{
	struct sv_portfolio portfolio = {.reg = reg, .on = on, .stall_months = stall_months};
	struct sv_portfolio_state *states =
	    SV_NEW_ARRAY(arena, struct sv_portfolio_state, reg->state_count);

	for (size_t i = 0; i < reg->state_count; i++)
		states[i] = (struct sv_portfolio_state){
		    .state = (int)i, .carried = SV_RATIONAL(0, 1), .led = SV_RATIONAL(0, 1)};
	portfolio.projects = SV_NEW_ARRAY(arena, struct sv_portfolio_project, reg->project_count);
	for (size_t i = 0; i < reg->project_count; i++) {
		struct sv_portfolio_project *project = &portfolio.projects[portfolio.project_count];

		if (!sv_project_is_listed(&reg->projects[i], on))
			continue;
		*project = (struct sv_portfolio_project){
		    .project = (int)i,
		    .life = sv_project_life_find(lives, life_count, reg->projects[i].id),
		    .last_sign = SV_DAY_NONE,
		    .reasons = ""};
		look_at_life(arena, project, on, stall_months);
		count_roles(reg, project, on);
		add_roles(reg, project, on, states);
		portfolio.project_count++;
	}
	keep_states(&portfolio, states);
	*ret = portfolio;
}

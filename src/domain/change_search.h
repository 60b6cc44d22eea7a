/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * change_search.h - the smallest change of an input that reaches a goal.
 *
 * A change is a whole number of smallest units.  Ranges of them are run
 * through the rule as intervals: a range whose result rules the goal out holds
 * no solution, since an interval contains the result of each of its points; any
 * other range is halved, the smaller changes first.  So the first one found is
 * the smallest there is, whether the rule is monotone or not.
 *
 * What is certain within bounds is so at their ends, too.  So where other
 * figures are within bounds, a range that fails at some choice of their ends
 * is passed over as well.
 */
#ifndef SV_DOMAIN_CHANGE_SEARCH_H
#define SV_DOMAIN_CHANGE_SEARCH_H

#include "domain/what_if.h"

/* Something that may change, and how far. */
struct sv_candidate {
	const struct sv_input *input;
	const struct sv_change_rule *rule;
	const char *title;
	struct sv_unit unit;
	struct sv_cell base;        /* as it stands */
	struct sv_rational step;    /* in the engine's own scale */
	int64_t most_up, most_down; /* steps */
	bool replaces;              /* a figure within bounds: steps count from their lower end */
	const char **projects;      /* of a register, joinable: by id */
	size_t project_count;
};

struct sv_change_search {
	struct sv_what_if what_if;
	enum sv_goal goal;
	unsigned pattern; /* the choice of ends that last ruled a range out */
};

#define SV_CHANGE_STEPS_MAX ((int64_t)1 << 50)

#define SV_CHANGE_NONE (-1)     /* no change within the bounds reaches the goal */
#define SV_CHANGE_TOO_LONG (-2) /* not told within SV_LEAST_CHANGE_RUNS_MAX runs */

/* Let the candidate differ by first .. last steps, in slot 0 or 1; direction is 1 or -1. */
void sv_change_apply(struct sv_change_search *search, int slot,
		     const struct sv_candidate *candidate, int direction, int64_t first,
		     int64_t last);
void sv_change_clear(struct sv_change_search *search, int slot);

/* Whether the goal is reached with the changes as they are applied. */
bool sv_change_reaches(struct sv_change_search *search);

/* The smallest number of steps from first to last that reaches the goal, or SV_CHANGE_... */
int64_t sv_change_least(struct sv_change_search *search, int slot,
			const struct sv_candidate *candidate, int direction, int64_t first,
			int64_t last);

#endif

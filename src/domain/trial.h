/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trial.h - one cell of the assessment with one input changed: what a person sees
 * who drags a figure.
 *
 * Open a trial once; running it again costs microseconds, for everything that
 * does not change has been read.  What may be dragged, how far and in which
 * smallest unit, is what the pledge text lets change (`may change`); the rule
 * that runs is that of the assessment.  A trial belongs to one thread and lives
 * in the arena it was opened with.
 */
#ifndef SV_DOMAIN_TRIAL_H
#define SV_DOMAIN_TRIAL_H

#include "domain/assessment.h"

struct sv_assess_input;

/* Something that may change, as in struct sv_changed_input. */
struct sv_trial_input {
	const char *name, *title;
	int year;
	bool of_all;                /* a sum over the members */
	bool is_figure;             /* one within bounds: steps count from its lower end */
	struct sv_value from, step; /* in its unit; step: the smallest unit of a change */
	int64_t most_down, most_up; /* whole steps that it may go either way */
	int32_t digits;             /* that show a value as exactly as a step asks */
};

/* What the rule says of a change. */
struct sv_trial_outcome {
	enum sv_rating rating;
	int position;          /* a member under a collective benchmark: -1, 0, 1 */
	struct sv_value value; /* of the first measure */
	struct sv_value to;    /* what the input then is */
};

/* Changes from first to last steps that come to the same rating and position. */
struct sv_trial_rung {
	int64_t first, last;
	enum sv_rating rating;
	int position;
};

struct sv_trial_engine;

struct sv_trial {
	struct sv_explanation explanation; /* the cell as it stands, with its least change */
	struct sv_trial_input *inputs;     /* none where figures do not decide */
	size_t input_count;
	struct sv_trial_engine *engine;
};

/* state NULL: the members together; the year is the input's last.  Fails as sv_assess_explain(). */
SV_MUST_USE int sv_trial_open(struct sv_arena *arena, const struct sv_assess_input *input,
			      const char *state, const char *number, struct sv_trial **ret,
			      struct sv_error *err);

/* A change in the unit of the input, such as "+412", as the nearest whole steps that it may go. */
int64_t sv_trial_steps(const struct sv_trial *trial, size_t input, struct sv_rational by);

/* Run the rule with one input so many steps up (or down, below 0). */
struct sv_trial_outcome sv_trial_run(struct sv_trial *trial, size_t input, int64_t steps);

/*
 * Where the rating changes along all that an input may go, from the lowest to the highest, into
 * the trial's arena; returns how many.  Both sides of every change that is given are proven by a
 * run.  The range is looked at in 64 places and halved between two that differ, so what changes
 * there and back between two of them is not seen.
 */
size_t sv_trial_rungs(struct sv_trial *trial, size_t input, struct sv_trial_rung **ret);

#endif

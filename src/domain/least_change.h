/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * least_change.h - what would keep a promise: the smallest change of what a
 * rule reads that flips its rating, and how far a kept one is from failing.
 *
 * Which figures and registers may change, how far and in which smallest unit,
 * the pledge text says (`may change`).  Each way is proven: the rule, run
 * again on the changed figure, comes to the wanted rating, and with one
 * smallest unit less it does not.  docs/least-change.md has the method.
 */
#ifndef SV_DOMAIN_LEAST_CHANGE_H
#define SV_DOMAIN_LEAST_CHANGE_H

#include "rules/value.h"

/* What a way leads to. */
enum sv_goal {
	SV_GOAL_MET,
	SV_GOAL_ON_TRACK,  /* on track or met */
	SV_GOAL_TARGET,    /* a member's own figures at the collective benchmark */
	SV_GOAL_NOT_BELOW, /* no more below the target whatever the withheld figures are */
	SV_GOAL_LOST,      /* no more met: how far it is from failing */
	SV_GOAL_BELOW,     /* a member's own figures below the collective benchmark */
	SV_GOAL_COUNT,
};

const char *sv_goal_name(enum sv_goal goal); /* "met", "on_track", ... as in JSON */

struct sv_changed_input {
	const char *name, *title; /* of the quantity or register */
	int year;
	bool of_all;              /* a sum over the members */
	bool is_figure;           /* one within bounds: the figure it would have to be */
	int32_t counts_by;        /* the day by which it would have to be so */
	struct sv_value from, to; /* to: a point where from is one */
	struct sv_value by;       /* signed; in the unit of the quantity */
	int32_t digits;           /* that show it as exactly as the smallest unit asks */
	const char **projects;    /* of a register: any `by` of these, by id */
	size_t project_count;
};

/* One change, or two together. */
struct sv_way {
	enum sv_goal goal;
	struct sv_changed_input inputs[2];
	int input_count;
	const char *text; /* a full sentence in plain words */
};

/* What no single change reaches, and why. */
struct sv_no_way {
	enum sv_goal goal;
	const char *text;
};

/* A member's part of a collective gap, under each key; in the unit of the quantity. */
struct sv_gap_part {
	const char *state, *name;
	struct sv_value figure;       /* its own, of the year */
	struct sv_value of_gap;       /* in proportion to what it is itself below the benchmark */
	struct sv_value equal_effort; /* the same percentage for all */
	struct sv_value to_benchmark; /* up to the benchmark by itself */
};

struct sv_least_change {
	struct sv_way *ways; /* by goal, the smallest first */
	size_t way_count;
	struct sv_no_way *none;
	size_t none_count;
	const char *gap_quantity;  /* title of what the gap is counted in, or NULL: no gap */
	struct sv_gap_part *parts; /* by state; those below the benchmark or with a figure */
	size_t part_count;
	struct sv_value gap; /* the collective's: the sum of each key but the last */
	size_t runs;         /* of the rule, for the proof */
};

#endif

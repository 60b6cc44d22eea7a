/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lane.h - a column of the stack of bulk.c, and what operations make of it.
 *
 * An operation on lanes puts its result into the lower one.  Bounds of the numbers
 * go along, so that it is told once a block, and not once a row, whether all its
 * products fit 64 bits; where they might not, wide.c does the operation row by
 * row as fractions.  What gives false cannot be done on points: then the block is
 * for the general machine.  Only bulk.c, lane.c and wide.c include this.
 */
#ifndef SV_RULES_LANE_H
#define SV_RULES_LANE_H

#include "rules/bulk.h"

/* A column of the stack: what it is made of lies in the host's memory or in its own.  Of each part
 * there are two places, so that a loop never reads where it writes. */
struct sv_lane {
	bool is_truth, is_constant; /* constant: value / den, in every row */
	int64_t value, den;         /* den: of all rows, where dens is NULL */
	const int64_t *num, *dens;
	int64_t least, most;    /* bounds of num */
	int64_t den_most;       /* bound of the denominators */
	const uint8_t *missing; /* or NULL */
	const uint8_t *truths;
	struct sv_lane_places {
		int64_t num[2][SV_BLOCK_ROWS], dens[2][SV_BLOCK_ROWS];
		uint8_t missing[2][SV_BLOCK_ROWS], truths[2][SV_BLOCK_ROWS];
	} * places;
};

static inline int64_t *sv_lane_num_place(struct sv_lane *lane)
{
	return lane->places->num[lane->num == lane->places->num[0]];
}

static inline int64_t *sv_lane_den_place(struct sv_lane *lane)
{
	return lane->places->dens[lane->dens == lane->places->dens[0]];
}

static inline uint8_t *sv_lane_missing_place(struct sv_lane *lane)
{
	return lane->places->missing[lane->missing == lane->places->missing[0]];
}

static inline uint8_t *sv_lane_truth_place(struct sv_lane *lane)
{
	return lane->places->truths[lane->truths == lane->places->truths[0]];
}

/* A constant as rows. */
void sv_lane_spread(size_t n, struct sv_lane *lane);

/* Of n rows: one operand, two, and the two with three. */
void sv_lane_unary(size_t n, enum sv_opcode opcode, struct sv_lane *a);
void sv_lane_binary(size_t n, enum sv_opcode opcode, struct sv_lane *a, struct sv_lane *b);
bool sv_lane_real_growth(size_t n, struct sv_lane *now, struct sv_lane *before,
			 struct sv_lane *prices);
bool sv_lane_select(size_t n, struct sv_lane *truth, struct sv_lane *a, struct sv_lane *b);

/* The reasons of b join those of a. */
void sv_lane_join_missing(size_t n, struct sv_lane *a, const struct sv_lane *b);

/* wide.c: the same on numbers of which products may not fit 64 bits, row by row.  A result that
 * fits no fraction of 64 bits is out of range, as on the general machine. */
void sv_lane_wide(size_t n, enum sv_opcode opcode, struct sv_lane *a, struct sv_lane *b);
void sv_lane_wide_minus_one(size_t n, struct sv_lane *a);
void sv_lane_wide_compare(size_t n, enum sv_compare compare, struct sv_lane *a, struct sv_lane *b);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/lane.h"

#include <string.h>

#include "rules/loops.h"

#define MAGNITUDE_MAX ((int64_t)1 << 62)

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The largest |num| of a lane. */
static int64_t magnitude(const struct sv_lane *lane)
{
	if (lane->is_constant)
		return larger(lane->value, -lane->value);
	return larger(lane->most, -lane->least);
}

/* a b, if that and a sum of two such still fit. */
static bool product(int64_t a, int64_t b, int64_t *ret)
{
	return !__builtin_mul_overflow(a, b, ret) && *ret < MAGNITUDE_MAX;
}

/* a constant as rows */
void sv_lane_spread(size_t n, struct sv_lane *lane)
{
	int64_t *out = sv_lane_num_place(lane);

	if (!lane->is_constant)
		return;
	sv_loop_fill(out, lane->value, n);
	lane->num = out;
	lane->least = lane->most = lane->value;
	lane->is_constant = false;
}

/* one denominator for all, as rows */
static void spread_den(size_t n, struct sv_lane *lane)
{
	int64_t *out = sv_lane_den_place(lane);

	if (lane->dens)
		return;
	sv_loop_fill(out, lane->den, n);
	lane->dens = out;
	lane->den_most = lane->den;
}

void sv_lane_join_missing(size_t n, struct sv_lane *a, const struct sv_lane *b)
{
	uint8_t *out = sv_lane_missing_place(a);

	if (!b->missing || a->missing == b->missing)
		return;
	if (a->missing) {
		sv_loop_stronger(out, a->missing, b->missing, n);
	} else if (b->missing != b->places->missing[0] && b->missing != b->places->missing[1]) {
		/* The host's stay as they are. */
		a->missing = b->missing;
		return;
	} else {
		/* b is above a on the stack, and its own places are written to before a is read. */
		memcpy(out, b->missing, n);
	}
	a->missing = out;
}

static void set_num(struct sv_lane *lane, int64_t *num, int64_t most)
{
	lane->num = num;
	lane->least = -most;
	lane->most = most;
	lane->is_constant = false;
}

static int64_t common(int64_t a, int64_t b)
{
	while (b) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a ? a : 1;
}

/* a + sign b, exactly over one denominator or one a row.  Constants have been spread. */
static void run_sum(size_t n, struct sv_lane *a, struct sv_lane *b, int64_t sign)
{
	int64_t left, right, den, *out = sv_lane_num_place(a);
	int64_t divisor = a->dens || b->dens ? 1 : common(a->den, b->den);

	if (!product(magnitude(a), (b->dens ? b->den_most : b->den) / divisor, &left) ||
	    !product(magnitude(b), (a->dens ? a->den_most : a->den) / divisor, &right) ||
	    !product(a->dens ? a->den_most : a->den, (b->dens ? b->den_most : b->den) / divisor,
		     &den) ||
	    left + right >= MAGNITUDE_MAX) {
		sv_lane_wide(n, sign > 0 ? SV_OP_ADD : SV_OP_SUBTRACT, a, b);
		return;
	}
	if (!a->dens && !b->dens) {
		sv_loop_dot(out, a->num, b->den / divisor, b->num, sign * (a->den / divisor), n);
		a->den = den;
	} else if (a->dens && b->dens && a->dens == b->dens) {
		sv_loop_dot(out, a->num, 1, b->num, sign, n);
	} else {
		int64_t *dens = sv_lane_den_place(a);

		spread_den(n, a);
		spread_den(n, b);
		dens = sv_lane_den_place(a);
		sv_loop_dot_rows(out, a->num, b->dens, b->num, a->dens, sign, n);
		sv_loop_multiply(dens, a->dens, b->dens, n);
		a->dens = dens;
		a->den_most = den;
	}
	set_num(a, out, left + right);
	sv_lane_join_missing(n, a, b);
}

static void run_multiply(size_t n, struct sv_lane *a, struct sv_lane *b)
{
	int64_t most, den, *out;

	if (a->dens && b->is_constant)
		sv_lane_spread(n, b);
	if (!product(magnitude(a), magnitude(b), &most) ||
	    !product(a->dens ? a->den_most : a->den, b->dens ? b->den_most : b->den, &den)) {
		sv_lane_wide(n, SV_OP_MULTIPLY, a, b);
		return;
	}
	if (b->is_constant) {
		sv_lane_spread(n, a);
		out = sv_lane_num_place(a);
		sv_loop_affine(out, a->num, b->value, 0, n);
	} else if (a->is_constant) {
		out = sv_lane_num_place(a);
		sv_loop_affine(out, b->num, a->value, 0, n);
	} else {
		out = sv_lane_num_place(a);
		sv_loop_multiply(out, a->num, b->num, n);
	}
	if (a->dens || b->dens) {
		int64_t *dens;

		spread_den(n, a);
		spread_den(n, b);
		dens = sv_lane_den_place(a);
		sv_loop_multiply(dens, a->dens, b->dens, n);
		a->dens = dens;
		a->den_most = den;
	} else {
		a->den = den;
	}
	set_num(a, out, most);
	sv_lane_join_missing(n, a, b);
}

/* The rows of a divisor: |den| and the sign where it belongs, missing where it is nothing. */
static void settle_divisor(size_t n, struct sv_lane *lane)
{
	int64_t *num = sv_lane_num_place(lane), *dens = sv_lane_den_place(lane);
	uint8_t *missing = sv_lane_missing_place(lane);

	memcpy(num, lane->num, n * sizeof(*num));
	memcpy(dens, lane->dens, n * sizeof(*dens));
	if (lane->missing)
		memcpy(missing, lane->missing, n);
	else
		memset(missing, 0, n);
	sv_loop_divisor(num, dens, missing, SV_OUT_OF_RANGE, n);
	/* A divisor of nothing has become one. */
	lane->den_most = larger(lane->den_most, 1);
	lane->num = num;
	lane->dens = dens;
	lane->missing = missing;
}

/* a / (value / den): another scale, and no division either. */
static void divide_by_constant(size_t n, struct sv_lane *a, struct sv_lane *b)
{
	int64_t divisor = common(b->den, a->den), most, den, *out;

	sv_lane_spread(n, a);
	if (!product(magnitude(a), b->den / divisor, &most) ||
	    !product(a->den / divisor, b->value, &den)) {
		sv_lane_wide(n, SV_OP_DIVIDE, a, b);
		return;
	}
	if (b->den != divisor) {
		out = sv_lane_num_place(a);
		sv_loop_affine(out, a->num, b->den / divisor, 0, n);
		set_num(a, out, most);
	}
	a->den = a->den_most = den;
}

/* a / b: the numerators of a over those of b, no more, where both have one scale and b is above
 * nothing. */
static void run_divide(size_t n, struct sv_lane *a, struct sv_lane *b)
{
	int64_t divisor, num_most, den_most, up, down;
	bool is_positive;

	if (b->is_constant && b->value > 0 && !a->dens && !b->missing) {
		divide_by_constant(n, a, b);
		return;
	}
	sv_lane_spread(n, a);
	sv_lane_spread(n, b);
	is_positive = b->least > 0;
	if (a->dens || b->dens) {
		spread_den(n, a);
		spread_den(n, b);
	}
	divisor = a->dens ? 1 : common(a->den, b->den);
	up = a->dens ? 1 : b->den / divisor;
	down = a->dens ? 1 : a->den / divisor;
	if (!product(magnitude(a), a->dens ? b->den_most : up, &num_most) ||
	    !product(magnitude(b), a->dens ? a->den_most : down, &den_most)) {
		sv_lane_wide(n, SV_OP_DIVIDE, a, b);
		return;
	}
	if (a->dens) {
		int64_t *num = sv_lane_num_place(a), *dens;

		sv_loop_multiply(num, a->num, b->dens, n);
		dens = sv_lane_den_place(a);
		sv_loop_multiply(dens, b->num, a->dens, n);
		a->num = num;
		a->dens = dens;
	} else {
		int64_t *num = sv_lane_num_place(a), *dens = sv_lane_den_place(a);

		if (up != 1) {
			sv_loop_affine(num, a->num, up, 0, n);
			a->num = num;
		}
		if (down != 1)
			sv_loop_affine(dens, b->num, down, 0, n);
		else if (b->num == b->places->num[0] || b->num == b->places->num[1])
			memcpy(dens, b->num, n * sizeof(*dens));
		a->dens = down != 1 || b->num == b->places->num[0] || b->num == b->places->num[1]
			      ? dens
			      : b->num;
	}
	set_num(a, (int64_t *)(uintptr_t)a->num, num_most);
	a->den_most = den_most;
	sv_lane_join_missing(n, a, b);
	if (!is_positive)
		settle_divisor(n, a);
}

/* now / before - 1, and what else has one taken off */
static void minus_one(size_t n, struct sv_lane *a)
{
	int64_t *out, most;

	sv_lane_spread(n, a);
	if (__builtin_add_overflow(magnitude(a), a->dens ? a->den_most : a->den, &most) ||
	    most >= MAGNITUDE_MAX) {
		sv_lane_wide_minus_one(n, a);
		return;
	}
	out = sv_lane_num_place(a);
	if (a->dens)
		sv_loop_dot(out, a->num, 1, a->dens, -1, n);
	else
		sv_loop_affine(out, a->num, 1, -a->den, n);
	set_num(a, out, most);
}

static void run_growth(size_t n, struct sv_lane *a, struct sv_lane *b)
{
	run_divide(n, a, b);
	minus_one(n, a);
}

/* (now / before) / (1 + p) - 1 */
bool sv_lane_real_growth(size_t n, struct sv_lane *now, struct sv_lane *before,
			 struct sv_lane *prices)
{
	int64_t most, *level;

	if (prices->dens)
		return false;
	sv_lane_spread(n, prices);
	level = sv_lane_num_place(prices);
	if (__builtin_add_overflow(magnitude(prices), prices->den, &most) || most >= MAGNITUDE_MAX)
		return false;
	run_divide(n, now, before);
	sv_loop_affine(level, prices->num, 1, prices->den, n);
	prices->least += prices->den;
	prices->most += prices->den;
	prices->num = level;
	run_divide(n, now, prices);
	minus_one(n, now);
	return true;
}

/* Both over one denominator, so that numerators compare; false where they have one a row. */
static bool align(size_t n, struct sv_lane *a, struct sv_lane *b)
{
	int64_t divisor, left, right, *out;

	if (a->dens || b->dens)
		return false;
	sv_lane_spread(n, a);
	sv_lane_spread(n, b);
	divisor = common(a->den, b->den);
	if (a->den == b->den)
		return true;
	if (!product(magnitude(a), b->den / divisor, &left) ||
	    !product(magnitude(b), a->den / divisor, &right) ||
	    !product(a->den, b->den / divisor, &b->den_most))
		return false;
	out = sv_lane_num_place(a);
	sv_loop_affine(out, a->num, b->den / divisor, 0, n);
	set_num(a, out, left);
	out = sv_lane_num_place(b);
	sv_loop_affine(out, b->num, a->den / divisor, 0, n);
	set_num(b, out, right);
	a->den = b->den = b->den_most;
	return true;
}

static void run_extreme(size_t n, enum sv_opcode opcode, struct sv_lane *a, struct sv_lane *b)
{
	int64_t *out;

	if (!align(n, a, b)) {
		sv_lane_wide(n, opcode, a, b);
		return;
	}
	out = sv_lane_num_place(a);
	(opcode == SV_OP_MIN ? sv_loop_min : sv_loop_max)(out, a->num, b->num, n);
	set_num(a, out, larger(magnitude(a), magnitude(b)));
	sv_lane_join_missing(n, a, b);
}

/* What a choice of either asks: numerators over one denominator, or both row by row. */
static void lay_beside(size_t n, struct sv_lane *a, struct sv_lane *b)
{
	if (align(n, a, b))
		return;
	sv_lane_spread(n, a);
	sv_lane_spread(n, b);
	spread_den(n, a);
	spread_den(n, b);
}

/* pick: 1 takes a, anything else b */
static void pick(size_t n, const uint8_t *choice, struct sv_lane *a, const struct sv_lane *b,
		 struct sv_lane *ret)
{
	int64_t *out = sv_lane_num_place(ret), most = larger(magnitude(a), magnitude(b));

	sv_loop_pick(out, choice, a->num, b->num, n);
	if (a->dens) {
		int64_t *dens = sv_lane_den_place(ret), den_most = larger(a->den_most, b->den_most);

		sv_loop_pick(dens, choice, a->dens, b->dens, n);
		ret->dens = dens;
		ret->den_most = den_most;
	} else {
		ret->den = a->den;
		ret->dens = NULL;
	}
	ret->is_truth = false;
	set_num(ret, out, most);
}

static const uint8_t *reasons_of(const struct sv_lane *lane)
{
	static const uint8_t none[SV_BLOCK_ROWS];

	return lane->missing ? lane->missing : none;
}

static void run_first_known(size_t n, struct sv_lane *a, struct sv_lane *b)
{
	uint8_t known[SV_BLOCK_ROWS], *missing;

	lay_beside(n, a, b);
	if (!a->missing)
		return;
	sv_loop_known(known, a->missing, n);
	pick(n, known, a, b, a);
	missing = sv_lane_missing_place(a);
	sv_loop_both_missing(missing, a->missing, reasons_of(b), n);
	a->missing = missing;
}

bool sv_lane_select(size_t n, struct sv_lane *truth, struct sv_lane *a, struct sv_lane *b)
{
	uint8_t *missing = sv_lane_missing_place(truth);

	if (sv_loop_count(truth->truths, SV_UNKNOWN, n))
		return false; /* both: that is an interval */
	lay_beside(n, a, b);
	sv_loop_choose(missing, truth->truths, reasons_of(a), reasons_of(b), n);
	pick(n, truth->truths, a, b, truth);
	truth->missing = missing;
	return true;
}

static enum sv_compare reversed(enum sv_compare compare)
{
	switch (compare) {
	case SV_COMPARE_GE: return SV_COMPARE_LE;
	case SV_COMPARE_LE: return SV_COMPARE_GE;
	case SV_COMPARE_GT: return SV_COMPARE_LT;
	case SV_COMPARE_LT: return SV_COMPARE_GT;
	default: return compare;
	}
}

/* The difference of two products, none of which is formed where a constant saves it. */
static void run_compare(size_t n, enum sv_compare compare, struct sv_lane *a, struct sv_lane *b)
{
	int64_t left, right, divisor;
	uint8_t *truths;
	bool is_constant;

	if (a->is_constant && !b->is_constant) {
		struct sv_lane swapped = *a;

		/* Each goes on with the other's places; the result belongs below. */
		*a = *b;
		*b = swapped;
		compare = reversed(compare);
	}
	sv_lane_spread(n, a);
	is_constant = b->is_constant;
	divisor = a->dens || b->dens ? 1 : common(a->den, b->den);
	if (!product(magnitude(a), (b->dens ? b->den_most : b->den) / divisor, &left) ||
	    !product(magnitude(b), (a->dens ? a->den_most : a->den) / divisor, &right)) {
		sv_lane_wide_compare(n, compare, a, b);
		return;
	}
	sv_lane_join_missing(n, a, b);
	truths = sv_lane_truth_place(a);
	if (is_constant && !a->dens) {
		sv_loop_compare_affine(truths, compare, a->num, b->den / divisor,
				       -b->value * (a->den / divisor), a->missing, n);
	} else if (is_constant) {
		sv_loop_compare_dot(truths, compare, a->num, b->den, a->dens, -b->value, a->missing,
				    n);
	} else if (!a->dens && !b->dens) {
		sv_loop_compare_dot(truths, compare, a->num, b->den / divisor, b->num,
				    -(a->den / divisor), a->missing, n);
	} else {
		spread_den(n, a);
		spread_den(n, b);
		sv_loop_compare_rows(truths, compare, a->num, b->dens, b->num, a->dens, a->missing,
				     n);
	}
	a->truths = truths;
	a->is_truth = true;
}

void sv_lane_unary(size_t n, enum sv_opcode opcode, struct sv_lane *a)
{
	int64_t *out;
	uint8_t *truths = sv_lane_truth_place(a);

	switch (opcode) {
	case SV_OP_NOT: sv_loop_not(truths, a->truths, n); break;
	case SV_OP_IS_KNOWN:
		sv_loop_known(truths, a->missing, n);
		a->is_truth = true;
		break;
	default:
		sv_lane_spread(n, a);
		out = sv_lane_num_place(a);
		if (opcode == SV_OP_ABS)
			sv_loop_abs(out, a->num, n);
		else
			sv_loop_affine(out, a->num, -1, 0, n);
		set_num(a, out, magnitude(a));
		return;
	}
	a->truths = truths;
}

void sv_lane_binary(size_t n, enum sv_opcode opcode, struct sv_lane *a, struct sv_lane *b)
{
	uint8_t *truths;

	switch (opcode) {
	case SV_OP_ADD:
	case SV_OP_SUBTRACT:
		sv_lane_spread(n, a);
		sv_lane_spread(n, b);
		run_sum(n, a, b, opcode == SV_OP_ADD ? 1 : -1);
		break;
	case SV_OP_MULTIPLY: run_multiply(n, a, b); break;
	case SV_OP_DIVIDE:
	case SV_OP_SHARE_OF: run_divide(n, a, b); break;
	case SV_OP_GROWTH: run_growth(n, a, b); break;
	case SV_OP_MIN:
	case SV_OP_MAX: run_extreme(n, opcode, a, b); break;
	case SV_OP_FIRST_KNOWN: run_first_known(n, a, b); break;
	case SV_OP_AND:
	case SV_OP_OR:
		truths = sv_lane_truth_place(a);
		(opcode == SV_OP_AND ? sv_loop_and : sv_loop_or)(truths, a->truths, b->truths, n);
		a->truths = truths;
		break;
	default: run_compare(n, (enum sv_compare)(opcode - SV_OP_GE), a, b); break;
	}
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Operations on lanes of which a product may not fit 64 bits: fractions, row by row. */
#include <string.h>

#include "rules/lane.h"
#include "rules/loops.h"

static struct sv_rational figure(const struct sv_lane *lane, size_t row)
{
	return SV_RATIONAL(lane->num[row], lane->dens ? lane->dens[row] : lane->den);
}

static bool operate(enum sv_opcode opcode, struct sv_rational a, struct sv_rational b,
		    struct sv_rational *ret)
{
	switch (opcode) {
	case SV_OP_ADD: return sv_rational_add(a, b, ret);
	case SV_OP_SUBTRACT: return sv_rational_subtract(a, b, ret);
	case SV_OP_MULTIPLY: return sv_rational_multiply(a, b, ret);
	case SV_OP_DIVIDE: return sv_rational_divide(a, b, ret);
	case SV_OP_MIN: *ret = sv_rational_compare(b, a) < 0 ? b : a; return true;
	case SV_OP_MAX: *ret = sv_rational_compare(a, b) < 0 ? b : a; return true;
	default: __builtin_unreachable();
	}
}

/* a of a lane, b of another or one for all (NULL); into new places of a, which has all reasons. */
static void run_rows(size_t n, enum sv_opcode opcode, struct sv_lane *a, const struct sv_lane *b)
{
	int64_t *num = sv_lane_num_place(a), *dens = sv_lane_den_place(a), least;
	uint8_t *missing = sv_lane_missing_place(a);

	if (a->missing)
		memcpy(missing, a->missing, n);
	else
		memset(missing, 0, n);
	for (size_t i = 0; i < n; i++) {
		struct sv_rational result = {1, 1};

		if (!missing[i] &&
		    !operate(opcode, figure(a, i), b ? figure(b, i) : SV_RATIONAL(1, 1), &result)) {
			missing[i] = SV_OUT_OF_RANGE;
			result = SV_RATIONAL(1, 1);
		}
		num[i] = result.num;
		dens[i] = result.den;
	}
	a->num = num;
	a->dens = dens;
	a->missing = missing;
	a->is_constant = false;
	sv_loop_range(num, n, &a->least, &a->most);
	sv_loop_range(dens, n, &least, &a->den_most);
}

void sv_lane_wide(size_t n, enum sv_opcode opcode, struct sv_lane *a, struct sv_lane *b)
{
	sv_lane_spread(n, a);
	sv_lane_spread(n, b);
	sv_lane_join_missing(n, a, b);
	run_rows(n, opcode, a, b);
}

void sv_lane_wide_minus_one(size_t n, struct sv_lane *a)
{
	run_rows(n, SV_OP_SUBTRACT, a, NULL);
}

static bool holds(enum sv_compare compare, int order)
{
	switch (compare) {
	case SV_COMPARE_GE: return order >= 0;
	case SV_COMPARE_LE: return order <= 0;
	case SV_COMPARE_GT: return order > 0;
	case SV_COMPARE_LT: return order < 0;
	case SV_COMPARE_EQ: return order == 0;
	case SV_COMPARE_NE: return order != 0;
	}
	__builtin_unreachable();
}

void sv_lane_wide_compare(size_t n, enum sv_compare compare, struct sv_lane *a, struct sv_lane *b)
{
	uint8_t *truths = sv_lane_truth_place(a);

	sv_lane_spread(n, a);
	sv_lane_spread(n, b);
	sv_lane_join_missing(n, a, b);
	for (size_t i = 0; i < n; i++) {
		if (a->missing && a->missing[i])
			truths[i] = SV_TRUTH_MISSING;
		else
			truths[i] = holds(compare, sv_rational_compare(figure(a, i), figure(b, i)));
	}
	a->truths = truths;
	a->is_truth = true;
}

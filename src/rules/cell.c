/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/cell.h"

static const struct sv_rational zero = {0, 1}, one = {1, 1};

static bool less(struct sv_rational a, struct sv_rational b)
{
	return sv_rational_compare(a, b) < 0;
}

/* The reason that stands later in enum sv_missing is the stronger one. */
static uint8_t stronger(const struct sv_cell *a, const struct sv_cell *b)
{
	return a->missing > b->missing ? a->missing : b->missing;
}

struct sv_cell sv_cell_point(struct sv_rational value)
{
	return (struct sv_cell){.lower = value, .upper = value, .known = true};
}

struct sv_cell sv_cell_missing(enum sv_missing why)
{
	return (struct sv_cell){.lower = zero, .upper = zero, .missing = (uint8_t)why};
}

struct sv_cell sv_cell_interval(struct sv_rational lower, struct sv_rational upper,
				enum sv_missing why)
{
	return (struct sv_cell){
	    .lower = lower, .upper = upper, .known = true, .missing = (uint8_t)why};
}

struct sv_cell sv_cell_open(struct sv_rational lower, enum sv_missing why)
{
	return (struct sv_cell){.lower = lower,
				.upper = lower,
				.known = true,
				.unbounded = true,
				.missing = (uint8_t)why};
}

bool sv_cell_is_point(const struct sv_cell *cell)
{
	return cell->known && !cell->unbounded &&
	       sv_rational_compare(cell->lower, cell->upper) == 0;
}

static struct sv_cell either_missing(const struct sv_cell *a, const struct sv_cell *b)
{
	if (a->known)
		return sv_cell_missing(b->missing);
	if (b->known)
		return sv_cell_missing(a->missing);
	return sv_cell_missing(stronger(a, b));
}

/* Something of a known operand cannot be held: for a reason of its own, or out of range. */
static struct sv_cell lost(const struct sv_cell *a, const struct sv_cell *b)
{
	uint8_t why = stronger(a, b);

	return sv_cell_missing(why ? why : SV_OUT_OF_RANGE);
}

struct sv_cell sv_cell_add(const struct sv_cell *a, const struct sv_cell *b)
{
	struct sv_cell sum = {.known = true};

	if (!a->known || !b->known)
		return either_missing(a, b);
	sum.missing = stronger(a, b);
	sum.unbounded = a->unbounded || b->unbounded;
	if (!sv_rational_add(a->lower, b->lower, &sum.lower) ||
	    !sv_rational_add(a->upper, b->upper, &sum.upper))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	return sum;
}

struct sv_cell sv_cell_negate(const struct sv_cell *a)
{
	struct sv_cell negated = *a;

	if (!a->known)
		return *a;
	if (a->unbounded)
		return lost(a, a);
	negated.lower = SV_RATIONAL(-a->upper.num, a->upper.den);
	negated.upper = SV_RATIONAL(-a->lower.num, a->lower.den);
	return negated;
}

struct sv_cell sv_cell_subtract(const struct sv_cell *a, const struct sv_cell *b)
{
	struct sv_cell negated = sv_cell_negate(b);

	return sv_cell_add(a, &negated);
}

/* The smallest and largest of up to four results, the ends of an interval product. */
static struct sv_cell hull(const struct sv_rational *ends, int count, uint8_t missing)
{
	struct sv_cell cell = {
	    .lower = ends[0], .upper = ends[0], .known = true, .missing = missing};

	for (int i = 1; i < count; i++) {
		if (less(ends[i], cell.lower))
			cell.lower = ends[i];
		if (less(cell.upper, ends[i]))
			cell.upper = ends[i];
	}
	if (sv_cell_is_point(&cell))
		cell.missing = SV_PRESENT;
	return cell;
}

struct sv_cell sv_cell_multiply(const struct sv_cell *a, const struct sv_cell *b)
{
	struct sv_rational ends[4];

	if (!a->known || !b->known)
		return either_missing(a, b);
	if (!sv_rational_multiply(a->lower, b->lower, &ends[0]))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	if (sv_cell_is_point(a) && sv_cell_is_point(b))
		return sv_cell_point(ends[0]);
	if (a->unbounded || b->unbounded) {
		if (less(a->lower, zero) || less(b->lower, zero))
			return lost(a, b);
		return sv_cell_open(ends[0], stronger(a, b));
	}
	if (!sv_rational_multiply(a->lower, b->upper, &ends[1]) ||
	    !sv_rational_multiply(a->upper, b->lower, &ends[2]) ||
	    !sv_rational_multiply(a->upper, b->upper, &ends[3]))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	return hull(ends, 4, stronger(a, b));
}

/* a / [b.lower, without end): from nothing up to a.upper / b.lower. */
static struct sv_cell divide_by_open(const struct sv_cell *a, const struct sv_cell *b)
{
	struct sv_cell cell = {.lower = zero, .known = true, .missing = stronger(a, b)};

	if (less(a->lower, zero))
		return lost(a, b);
	if (a->unbounded)
		return sv_cell_open(zero, stronger(a, b));
	if (!sv_rational_divide(a->upper, b->lower, &cell.upper))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	return cell;
}

struct sv_cell sv_cell_divide(const struct sv_cell *a, const struct sv_cell *b)
{
	struct sv_rational ends[4];

	if (!a->known || !b->known)
		return either_missing(a, b);
	/* A divisor that may be nothing bounds nothing: the result may not exist. */
	if (!less(zero, b->lower) && (b->unbounded || !less(b->upper, zero)))
		return sv_cell_is_point(b) ? sv_cell_missing(SV_OUT_OF_RANGE) : lost(a, b);
	if (b->unbounded)
		return divide_by_open(a, b);
	if (!sv_rational_divide(a->lower, b->lower, &ends[0]))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	if (sv_cell_is_point(a) && sv_cell_is_point(b))
		return sv_cell_point(ends[0]);
	if (!sv_rational_divide(a->lower, b->upper, &ends[1]))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	if (a->unbounded) {
		if (less(b->lower, zero))
			return lost(a, b);
		return sv_cell_open(less(ends[0], ends[1]) ? ends[0] : ends[1], stronger(a, b));
	}
	if (!sv_rational_divide(a->upper, b->lower, &ends[2]) ||
	    !sv_rational_divide(a->upper, b->upper, &ends[3]))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	return hull(ends, 4, stronger(a, b));
}

struct sv_cell sv_cell_share_of(const struct sv_cell *part, const struct sv_cell *whole)
{
	struct sv_cell share;

	if (!part->known || !whole->known)
		return either_missing(part, whole);
	share = sv_cell_divide(part, whole);
	if (sv_cell_is_point(part) && sv_cell_is_point(whole))
		return share;
	/* The whole may be nothing: the share is anything a share can be. */
	if (!share.known)
		return sv_cell_interval(zero, one, lost(part, whole).missing);
	/* A part above its whole is an error of the figures, not a share. */
	if (less(one, share.lower))
		return sv_cell_missing(SV_OUT_OF_RANGE);
	if (share.unbounded || less(one, share.upper))
		share.upper = one;
	share.unbounded = false;
	return share;
}

struct sv_cell sv_cell_abs(const struct sv_cell *a)
{
	struct sv_cell negated, cell;

	if (!a->known || !less(a->lower, zero))
		return *a;
	if (a->unbounded)
		return sv_cell_open(zero, a->missing);
	negated = sv_cell_negate(a);
	if (!less(zero, a->upper))
		return negated;
	cell = sv_cell_max(a, &negated);
	cell.lower = zero;
	return cell;
}

struct sv_cell sv_cell_min(const struct sv_cell *a, const struct sv_cell *b)
{
	struct sv_cell cell;

	if (!a->known || !b->known)
		return either_missing(a, b);
	if (a->unbounded && !b->unbounded)
		return sv_cell_min(b, a);
	cell = *a;
	cell.missing = stronger(a, b);
	if (less(b->lower, a->lower))
		cell.lower = b->lower;
	if (!b->unbounded && less(b->upper, a->upper))
		cell.upper = b->upper;
	if (sv_cell_is_point(&cell))
		cell.missing = SV_PRESENT;
	return cell;
}

struct sv_cell sv_cell_max(const struct sv_cell *a, const struct sv_cell *b)
{
	struct sv_cell cell;

	if (!a->known || !b->known)
		return either_missing(a, b);
	cell = *a;
	cell.missing = stronger(a, b);
	cell.unbounded = a->unbounded || b->unbounded;
	if (less(a->lower, b->lower))
		cell.lower = b->lower;
	if (less(a->upper, b->upper))
		cell.upper = b->upper;
	if (sv_cell_is_point(&cell))
		cell.missing = SV_PRESENT;
	return cell;
}

struct sv_cell sv_cell_growth(const struct sv_cell *now, const struct sv_cell *before)
{
	struct sv_cell ratio = sv_cell_divide(now, before), unity = sv_cell_point(one);

	return sv_cell_subtract(&ratio, &unity);
}

struct sv_cell sv_cell_real_growth(const struct sv_cell *now, const struct sv_cell *before,
				   const struct sv_cell *prices)
{
	struct sv_cell unity = sv_cell_point(one), ratio = sv_cell_divide(now, before);
	struct sv_cell level = sv_cell_add(&unity, prices);

	ratio = sv_cell_divide(&ratio, &level);
	return sv_cell_subtract(&ratio, &unity);
}

struct sv_cell sv_cell_first_known(const struct sv_cell *a, const struct sv_cell *b)
{
	if (a->known)
		return *a;
	if (b->known)
		return *b;
	return sv_cell_missing(stronger(a, b));
}

/* With the condition unknown the figure is one of the two: it lies in the hull of both. */
struct sv_cell sv_cell_select(enum sv_truth condition, const struct sv_cell *a,
			      const struct sv_cell *b)
{
	struct sv_cell cell;

	if (condition == SV_TRUE)
		return *a;
	if (condition == SV_FALSE)
		return *b;
	if (condition == SV_TRUTH_MISSING)
		return sv_cell_missing(SV_NOT_REPORTED);
	if (!a->known || !b->known)
		return either_missing(a, b);
	cell = *a;
	cell.missing = stronger(a, b) ? stronger(a, b) : SV_NOT_REPORTED;
	cell.unbounded = a->unbounded || b->unbounded;
	if (less(b->lower, a->lower))
		cell.lower = b->lower;
	if (less(a->upper, b->upper))
		cell.upper = b->upper;
	if (sv_cell_is_point(&cell))
		cell.missing = SV_PRESENT;
	return cell;
}

/* a > b, or a >= b, for every pair of points; or for none. */
static enum sv_truth above(const struct sv_cell *a, const struct sv_cell *b, bool or_equal)
{
	int at_worst = b->unbounded ? -1 : sv_rational_compare(a->lower, b->upper);
	int at_best = a->unbounded ? 1 : sv_rational_compare(a->upper, b->lower);

	if (at_worst > 0 || (or_equal && at_worst == 0))
		return SV_TRUE;
	if (at_best < 0 || (!or_equal && at_best == 0))
		return SV_FALSE;
	return SV_UNKNOWN;
}

static enum sv_truth equal(const struct sv_cell *a, const struct sv_cell *b)
{
	if (sv_cell_is_point(a) && sv_cell_is_point(b))
		return sv_rational_compare(a->lower, b->lower) == 0 ? SV_TRUE : SV_FALSE;
	if (above(a, b, false) == SV_TRUE || above(b, a, false) == SV_TRUE)
		return SV_FALSE;
	return SV_UNKNOWN;
}

enum sv_truth sv_cell_compare(const struct sv_cell *a, enum sv_compare compare,
			      const struct sv_cell *b)
{
	if (!a->known || !b->known)
		return SV_TRUTH_MISSING;
	switch (compare) {
	case SV_COMPARE_GE: return above(a, b, true);
	case SV_COMPARE_LE: return above(b, a, true);
	case SV_COMPARE_GT: return above(a, b, false);
	case SV_COMPARE_LT: return above(b, a, false);
	case SV_COMPARE_EQ: return equal(a, b);
	case SV_COMPARE_NE: return sv_truth_not(equal(a, b));
	}
	__builtin_unreachable();
}

enum sv_truth sv_truth_not(enum sv_truth a)
{
	if (a == SV_TRUE)
		return SV_FALSE;
	return a == SV_FALSE ? SV_TRUE : a;
}

enum sv_truth sv_truth_and(enum sv_truth a, enum sv_truth b)
{
	if (a == SV_FALSE || b == SV_FALSE)
		return SV_FALSE;
	return a > b ? a : b; /* missing over unknown over true */
}

enum sv_truth sv_truth_or(enum sv_truth a, enum sv_truth b)
{
	if (a == SV_TRUE || b == SV_TRUE)
		return SV_TRUE;
	if (a == SV_TRUTH_MISSING || b == SV_TRUTH_MISSING)
		return SV_TRUTH_MISSING;
	return a == SV_UNKNOWN || b == SV_UNKNOWN ? SV_UNKNOWN : SV_FALSE;
}

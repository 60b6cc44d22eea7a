/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/loops.h"

#include <string.h>

#include "rules/value.h"

/* gcc makes a version for each kind of processor and picks one when the program starts.  Not under
 * the sanitizers, which come too late for that choice. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LOOP __attribute__((optimize("O3"), target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define LOOP
#endif

#define FOR_ROWS for (size_t i = 0; i < n; i++)

LOOP void sv_loop_affine(int64_t *restrict out, const int64_t *restrict a, int64_t k, int64_t c,
			 size_t n)
{
	FOR_ROWS out[i] = a[i] * k + c;
}

LOOP void sv_loop_dot(int64_t *restrict out, const int64_t *restrict a, int64_t k,
		      const int64_t *restrict b, int64_t l, size_t n)
{
	FOR_ROWS out[i] = a[i] * k + b[i] * l;
}

LOOP void sv_loop_dot_row(int64_t *restrict out, const int64_t *restrict a,
			  const int64_t *restrict x, const int64_t *restrict b, int64_t l, size_t n)
{
	FOR_ROWS out[i] = a[i] * x[i] + b[i] * l;
}

LOOP void sv_loop_dot_rows(int64_t *restrict out, const int64_t *restrict a,
			   const int64_t *restrict x, const int64_t *restrict b,
			   const int64_t *restrict y, int64_t sign, size_t n)
{
	FOR_ROWS out[i] = a[i] * x[i] + sign * b[i] * y[i];
}

LOOP void sv_loop_multiply(int64_t *restrict out, const int64_t *restrict a,
			   const int64_t *restrict b, size_t n)
{
	FOR_ROWS out[i] = a[i] * b[i];
}

LOOP void sv_loop_add(int64_t *restrict out, const int64_t *restrict a, size_t n)
{
	FOR_ROWS out[i] += a[i];
}

LOOP void sv_loop_cap(int64_t *restrict out, const int64_t *restrict a, size_t n)
{
	FOR_ROWS out[i] = a[i] < out[i] ? a[i] : out[i];
}

LOOP void sv_loop_limit(int64_t *restrict out, int64_t limit, size_t n)
{
	FOR_ROWS out[i] = limit < out[i] ? limit : out[i];
}

LOOP void sv_loop_look_up(int64_t *restrict out, const int64_t *restrict table,
			  const uint8_t *restrict pick, size_t n)
{
	FOR_ROWS out[i] = table[pick[i]];
}

LOOP void sv_loop_scale(int64_t *restrict out, const int64_t *restrict a,
			const int64_t *restrict table, const uint8_t *restrict pick, int bits,
			size_t n)
{
	FOR_ROWS out[i] = a[i] * table[pick[i]] >> bits;
}

LOOP void sv_loop_fill(int64_t *restrict out, int64_t value, size_t n)
{
	FOR_ROWS out[i] = value;
}

LOOP void sv_loop_abs(int64_t *restrict out, const int64_t *restrict a, size_t n)
{
	FOR_ROWS out[i] = a[i] < 0 ? -a[i] : a[i];
}

LOOP void sv_loop_min(int64_t *restrict out, const int64_t *restrict a, const int64_t *restrict b,
		      size_t n)
{
	FOR_ROWS out[i] = a[i] < b[i] ? a[i] : b[i];
}

LOOP void sv_loop_max(int64_t *restrict out, const int64_t *restrict a, const int64_t *restrict b,
		      size_t n)
{
	FOR_ROWS out[i] = a[i] > b[i] ? a[i] : b[i];
}

LOOP void sv_loop_pick(int64_t *restrict out, const uint8_t *restrict pick,
		       const int64_t *restrict a, const int64_t *restrict b, size_t n)
{
	FOR_ROWS out[i] = pick[i] == 1 ? a[i] : b[i];
}

LOOP void sv_loop_range(const int64_t *restrict a, size_t n, int64_t *ret_least, int64_t *ret_most)
{
	int64_t least = INT64_MAX, most = INT64_MIN;

	FOR_ROWS
	{
		least = a[i] < least ? a[i] : least;
		most = a[i] > most ? a[i] : most;
	}
	*ret_least = least;
	*ret_most = most;
}

LOOP void sv_loop_divisor(int64_t *restrict num, int64_t *restrict den, uint8_t *restrict missing,
			  uint8_t why, size_t n)
{
	FOR_ROWS
	{
		int64_t divisor = den[i];

		num[i] = divisor < 0 ? -num[i] : num[i];
		missing[i] = divisor == 0 && missing[i] == 0 ? why : missing[i];
		den[i] = divisor < 0 ? -divisor : divisor == 0 ? 1 : divisor;
	}
}

/* The sign bit of a difference, which costs less than a comparison made into a byte. */
#define NEGATIVE(difference) ((uint8_t)((uint64_t)(difference) >> 63))

/* One loop for each comparison of a difference with nothing. */
#define COMPARE_ROWS(difference)                                                     \
	switch (compare) {                                                           \
	case SV_COMPARE_GE: FOR_ROWS truths[i] = 1 - NEGATIVE(difference); break;    \
	case SV_COMPARE_LE: FOR_ROWS truths[i] = 1 - NEGATIVE(-(difference)); break; \
	case SV_COMPARE_GT: FOR_ROWS truths[i] = NEGATIVE(-(difference)); break;     \
	case SV_COMPARE_LT: FOR_ROWS truths[i] = NEGATIVE(difference); break;        \
	case SV_COMPARE_EQ: FOR_ROWS truths[i] = (difference) == 0; break;           \
	case SV_COMPARE_NE: FOR_ROWS truths[i] = (difference) != 0; break;           \
	}                                                                            \
	if (missing)                                                                 \
	FOR_ROWS truths[i] = missing[i] ? SV_TRUTH_MISSING : truths[i]

LOOP void sv_loop_compare_affine(uint8_t *restrict truths, enum sv_compare compare,
				 const int64_t *restrict a, int64_t k, int64_t c,
				 const uint8_t *restrict missing, size_t n)
{
	COMPARE_ROWS(a[i] * k + c);
}

LOOP void sv_loop_compare_dot(uint8_t *restrict truths, enum sv_compare compare,
			      const int64_t *restrict a, int64_t k, const int64_t *restrict b,
			      int64_t l, const uint8_t *restrict missing, size_t n)
{
	COMPARE_ROWS(a[i] * k + b[i] * l);
}

LOOP void sv_loop_compare_rows(uint8_t *restrict truths, enum sv_compare compare,
			       const int64_t *restrict a, const int64_t *restrict x,
			       const int64_t *restrict b, const int64_t *restrict y,
			       const uint8_t *restrict missing, size_t n)
{
	COMPARE_ROWS(a[i] * x[i] - b[i] * y[i]);
}

LOOP void sv_loop_stronger(uint8_t *restrict out, const uint8_t *restrict a,
			   const uint8_t *restrict b, size_t n)
{
	FOR_ROWS out[i] = a[i] > b[i] ? a[i] : b[i];
}

/* False decides; else missing over unknown over true, as the values of enum sv_truth stand. */
LOOP void sv_loop_and(uint8_t *restrict out, const uint8_t *restrict a, const uint8_t *restrict b,
		      size_t n)
{
	FOR_ROWS
	{
		uint8_t both = a[i] > b[i] ? a[i] : b[i];

		out[i] = a[i] == 0 || b[i] == 0 ? 0 : both;
	}
}

LOOP void sv_loop_or(uint8_t *restrict out, const uint8_t *restrict a, const uint8_t *restrict b,
		     size_t n)
{
	FOR_ROWS
	{
		uint8_t either = a[i] > b[i] ? a[i] : b[i];

		out[i] = a[i] == 1 || b[i] == 1 ? 1 : either;
	}
}

LOOP void sv_loop_not(uint8_t *restrict out, const uint8_t *restrict a, size_t n)
{
	FOR_ROWS out[i] = a[i] < 2 ? 1 - a[i] : a[i];
}

LOOP void sv_loop_choose(uint8_t *restrict out, const uint8_t *restrict truths,
			 const uint8_t *restrict a, const uint8_t *restrict b, size_t n)
{
	FOR_ROWS
	{
		uint8_t taken = truths[i] == SV_TRUE ? a[i] : b[i];

		out[i] = truths[i] > SV_TRUE ? SV_NOT_REPORTED : taken;
	}
}

LOOP void sv_loop_both_missing(uint8_t *restrict out, const uint8_t *restrict a,
			       const uint8_t *restrict b, size_t n)
{
	FOR_ROWS
	{
		uint8_t stronger = a[i] > b[i] ? a[i] : b[i];

		out[i] = a[i] == 0 || b[i] == 0 ? 0 : stronger;
	}
}

LOOP void sv_loop_decide(uint8_t *restrict codes, uint8_t *restrict passed_over, uint8_t open,
			 const uint8_t *restrict truths, uint8_t if_true, uint8_t if_unknown,
			 size_t n)
{
	FOR_ROWS
	{
		uint8_t code = truths[i] == SV_TRUE ? if_true : open;
		bool is_open = codes[i] == open;

		code = truths[i] == SV_UNKNOWN ? if_unknown : code;
		passed_over[i] |= is_open & (truths[i] == SV_TRUTH_MISSING);
		codes[i] = is_open ? code : codes[i];
	}
}

LOOP void sv_loop_settle(uint8_t *restrict codes, const uint8_t *restrict passed_over, uint8_t open,
			 uint8_t if_passed, uint8_t otherwise, size_t n)
{
	FOR_ROWS
	{
		uint8_t code = passed_over[i] ? if_passed : otherwise;

		codes[i] = codes[i] == open ? code : codes[i];
	}
}

/* In bytes first: 255 of them hold no more than a byte. */
LOOP size_t sv_loop_count(const uint8_t *restrict a, uint8_t value, size_t n)
{
	size_t count = 0;

	for (size_t first = 0; first < n; first += 255) {
		size_t end = n - first < 255 ? n : first + 255;
		uint8_t some = 0;

		for (size_t i = first; i < end; i++)
			some += a[i] == value;
		count += some;
	}
	return count;
}

void sv_loop_known(uint8_t *restrict out, const uint8_t *restrict missing, size_t n)
{
	memset(out, SV_TRUE, n);
	for (size_t i = 0; missing && i < n; i++)
		out[i] = missing[i] == 0;
}

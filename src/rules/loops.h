/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * loops.h - the loops of bulk.c: one operation over the rows of a block each.
 *
 * They know nothing of rules.  The compiler turns each into vector
 * instructions, for what the processor at hand has; nothing may overflow, which
 * the caller has made sure of.
 */
#ifndef SV_RULES_LOOPS_H
#define SV_RULES_LOOPS_H

#include <stddef.h>
#include <stdint.h>

#include "rules/pledge.h"

/* out = a k + c;  a k + b l;  a x + b l with x by row;  a x + b y with both by row;  a b. */
void sv_loop_affine(int64_t *out, const int64_t *a, int64_t k, int64_t c, size_t n);
void sv_loop_dot(int64_t *out, const int64_t *a, int64_t k, const int64_t *b, int64_t l, size_t n);
void sv_loop_dot_row(int64_t *out, const int64_t *a, const int64_t *x, const int64_t *b, int64_t l,
		     size_t n);
void sv_loop_dot_rows(int64_t *out, const int64_t *a, const int64_t *x, const int64_t *b,
		      const int64_t *y, int64_t sign, size_t n);
void sv_loop_multiply(int64_t *out, const int64_t *a, const int64_t *b, size_t n);

/* out += a; out = the smaller of out and a, or of out and a limit. */
void sv_loop_add(int64_t *out, const int64_t *a, size_t n);
void sv_loop_cap(int64_t *out, const int64_t *a, size_t n);
void sv_loop_limit(int64_t *out, int64_t limit, size_t n);
/* out = table[pick];  out = a table[pick] / 2^bits, rounded down. */
void sv_loop_look_up(int64_t *out, const int64_t *table, const uint8_t *pick, size_t n);
void sv_loop_scale(int64_t *out, const int64_t *a, const int64_t *table, const uint8_t *pick,
		   int bits, size_t n);

void sv_loop_fill(int64_t *out, int64_t value, size_t n);
void sv_loop_abs(int64_t *out, const int64_t *a, size_t n);
void sv_loop_min(int64_t *out, const int64_t *a, const int64_t *b, size_t n);
void sv_loop_max(int64_t *out, const int64_t *a, const int64_t *b, size_t n);
/* out = a where pick is 1, else b */
void sv_loop_pick(int64_t *out, const uint8_t *pick, const int64_t *a, const int64_t *b, size_t n);
void sv_loop_range(const int64_t *a, size_t n, int64_t *ret_least, int64_t *ret_most);

/*
 * A divisor with whatever sign: num and den become num / |den| with the sign in num; where den is
 * nothing, missing becomes `why` unless something is missing already.
 */
void sv_loop_divisor(int64_t *num, int64_t *den, uint8_t *missing, uint8_t why, size_t n);

/* truths = (a k + c) COMPARE 0, and likewise; where missing (or NULL) says so, `missing_truth`. */
void sv_loop_compare_affine(uint8_t *truths, enum sv_compare compare, const int64_t *a, int64_t k,
			    int64_t c, const uint8_t *missing, size_t n);
void sv_loop_compare_dot(uint8_t *truths, enum sv_compare compare, const int64_t *a, int64_t k,
			 const int64_t *b, int64_t l, const uint8_t *missing, size_t n);
void sv_loop_compare_rows(uint8_t *truths, enum sv_compare compare, const int64_t *a,
			  const int64_t *x, const int64_t *b, const int64_t *y,
			  const uint8_t *missing, size_t n);

/* Bytes: reasons and truths. */
void sv_loop_stronger(uint8_t *out, const uint8_t *a, const uint8_t *b, size_t n);
void sv_loop_and(uint8_t *out, const uint8_t *a, const uint8_t *b, size_t n);
void sv_loop_or(uint8_t *out, const uint8_t *a, const uint8_t *b, size_t n);
void sv_loop_not(uint8_t *out, const uint8_t *a, size_t n);
/* The reasons of what a choice takes: of a where truths say true, of b where false. */
void sv_loop_choose(uint8_t *out, const uint8_t *truths, const uint8_t *a, const uint8_t *b,
		    size_t n);
/* Of the first that is known: none where either has none, else the stronger. */
void sv_loop_both_missing(uint8_t *out, const uint8_t *a, const uint8_t *b, size_t n);
/* Codes that are still `open` are decided by a truth that is true or unknown; open ones whose
 * truth is missing are passed over. */
void sv_loop_decide(uint8_t *codes, uint8_t *passed_over, uint8_t open, const uint8_t *truths,
		    uint8_t if_true, uint8_t if_unknown, size_t n);
/* What is still open then. */
void sv_loop_settle(uint8_t *codes, const uint8_t *passed_over, uint8_t open, uint8_t if_passed,
		    uint8_t otherwise, size_t n);
size_t sv_loop_count(const uint8_t *a, uint8_t value, size_t n);

void sv_loop_known(uint8_t *out, const uint8_t *missing, size_t n); /* missing may be NULL */

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schedule_check.h - is this schedule possible, and does its certificate prove its bound?
 *
 * Written after docs/formats/case.md and docs/formats/schedule.md alone.  It
 * shares no code with what it checks: no file of any other folder is included.
 */
#ifndef SV_CHECK_SCHEDULE_CHECK_H
#define SV_CHECK_SCHEDULE_CHECK_H

#include <stdio.h>

/* Both texts whole.  What is wrong goes to `out`, one line each, then a line a case that says what
 * holds.  0: everything holds; 1: something does not; 2: a file cannot be understood. */
int schedule_check(const char *case_text, size_t case_length, const char *answer_text,
		   size_t answer_length, const char *units, FILE *out);

#endif

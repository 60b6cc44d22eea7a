/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * date.h - civil dates, and instants in UTC.
 *
 * A day is the number of days since 1970-01-01 in the proleptic Gregorian
 * calendar.  Intervals are half open: a fact holds on day d when
 * from <= d < to; SV_DAY_OPEN stands for a 'to' that is not known or not set.
 * An instant is milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored.
 */
#ifndef SV_BASE_DATE_H
#define SV_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

#define SV_DAY_NONE INT32_MIN
#define SV_DAY_OPEN INT32_MAX
#define SV_DATE_TEXT_MAX 11    /* YYYY-MM-DD and NUL */
#define SV_INSTANT_TEXT_MAX 25 /* YYYY-MM-DDThh:mm:ss.mmmZ and NUL */

int32_t sv_day_from_civil(int year, int month, int day); /* a valid date */
void sv_day_to_civil(int32_t day, int *ret_year, int *ret_month, int *ret_day);
int sv_day_year(int32_t day);

/* YYYY-MM-DD, years SV_YEAR_MIN to SV_YEAR_MAX. */
bool sv_day_parse(struct sv_str text, int32_t *ret_day);

/* ISO text; SV_DAY_OPEN and SV_DAY_NONE give "". */
const char *sv_day_text(int32_t day, char text[SV_DATE_TEXT_MAX]);

/* "17 April 2020", for prose. */
const char *sv_day_prose(int32_t day, char text[32]);

/* YYYY-MM-DDThh:mm:ss[.mmm]Z, or a bare date meaning the end of that day. */
bool sv_instant_parse(struct sv_str text, int64_t *ret_ms);
const char *sv_instant_text(int64_t ms, char text[SV_INSTANT_TEXT_MAX]);

/* The wall clock.  With SERVANDA_CLOCK set to an instant, that instant, so that
 * tests run under a fixed clock. */
int64_t sv_clock_now_ms(void);
int32_t sv_clock_today(void);

#endif

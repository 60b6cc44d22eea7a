/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MS_PER_DAY 86400000LL

/* Days from civil and back: H. Hinnant, "chrono-compatible low-level date
 * algorithms"; eras of 400 years starting on 1 March. */
int32_t sv_day_from_civil(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

void sv_day_to_civil(int32_t day, int *ret_year, int *ret_month, int *ret_day)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*ret_day = doy - (153 * mp + 2) / 5 + 1;
	*ret_month = mp + (mp < 10 ? 3 : -9);
	*ret_year = yoe + era * 400 + (*ret_month <= 2);
}

int sv_day_year(int32_t day)
{
	int year, month, mday;

	sv_day_to_civil(day, &year, &month, &mday);
	return year;
}

/* Exactly `digits` decimal digits at *pos. */
static bool read_digits(struct sv_str text, size_t *pos, int digits, int *ret)
{
	int value = 0;

	for (int i = 0; i < digits; i++, (*pos)++) {
		if (*pos >= text.len || text.ptr[*pos] < '0' || text.ptr[*pos] > '9')
			return false;
		value = value * 10 + (text.ptr[*pos] - '0');
	}
	*ret = value;
	return true;
}

static bool read_char(struct sv_str text, size_t *pos, char c)
{
	if (*pos >= text.len || text.ptr[*pos] != c)
		return false;
	(*pos)++;
	return true;
}

bool sv_day_parse(struct sv_str text, int32_t *ret_day)
{
	int year, month, day, y2, m2, d2;
	size_t pos = 0;
	int32_t days;

	if (!read_digits(text, &pos, 4, &year) || !read_char(text, &pos, '-') ||
	    !read_digits(text, &pos, 2, &month) || !read_char(text, &pos, '-') ||
	    !read_digits(text, &pos, 2, &day) || pos != text.len)
		return false;
	if (year < SV_YEAR_MIN || year > SV_YEAR_MAX || month < 1 || month > 12 || day < 1 ||
	    day > 31)
		return false;
	days = sv_day_from_civil(year, month, day);
	sv_day_to_civil(days, &y2, &m2, &d2);
	if (d2 != day)
		return false; /* 31 April and the like */
	*ret_day = days;
	return true;
}

/* By hand: a record is verified by writing the instant of every document again. */
static char *write_digits(char *at, unsigned number, int count)
{
	for (int i = count - 1; i >= 0; i--, number /= 10)
		at[i] = (char)('0' + number % 10);
	return at + count;
}

static char *write_date(char *at, int year, int month, int mday)
{
	at = write_digits(at, (unsigned)year, 4);
	*at++ = '-';
	at = write_digits(at, (unsigned)month, 2);
	*at++ = '-';
	return write_digits(at, (unsigned)mday, 2);
}

const char *sv_day_text(int32_t day, char text[SV_DATE_TEXT_MAX])
{
	int year, month, mday;

	text[0] = '\0';
	if (day == SV_DAY_OPEN || day == SV_DAY_NONE)
		return text;
	sv_day_to_civil(day, &year, &month, &mday);
	if (year < 0 || year > 9999)
		return text;
	*write_date(text, year, month, mday) = '\0';
	return text;
}

const char *sv_day_prose(int32_t day, char text[32])
{
	static const char *const months[] = {"January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December"};
	int year, month, mday;

	text[0] = '\0';
	if (day == SV_DAY_OPEN || day == SV_DAY_NONE)
		return text;
	sv_day_to_civil(day, &year, &month, &mday);
	snprintf(text, 32, "%d %s %d", mday, months[month - 1], year);
	return text;
}

bool sv_instant_parse(struct sv_str text, int64_t *ret_ms)
{
	int hour, minute, second, ms = 0;
	size_t pos = 10;
	int32_t day;

	if (text.len < 10 || !sv_day_parse((struct sv_str){text.ptr, 10}, &day))
		return false;
	if (text.len == 10) {
		*ret_ms = (day + 1) * MS_PER_DAY - 1;
		return true;
	}
	if (!read_char(text, &pos, 'T') || !read_digits(text, &pos, 2, &hour) ||
	    !read_char(text, &pos, ':') || !read_digits(text, &pos, 2, &minute) ||
	    !read_char(text, &pos, ':') || !read_digits(text, &pos, 2, &second))
		return false;
	if (read_char(text, &pos, '.') && !read_digits(text, &pos, 3, &ms))
		return false;
	if (!read_char(text, &pos, 'Z') || pos != text.len || hour > 23 || minute > 59 ||
	    second > 59)
		return false;
	*ret_ms = day * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000LL + ms;
	return true;
}

const char *sv_instant_text(int64_t ms, char text[SV_INSTANT_TEXT_MAX])
{
	int64_t day = ms >= 0 ? ms / MS_PER_DAY : (ms - MS_PER_DAY + 1) / MS_PER_DAY;
	unsigned rest = (unsigned)(ms - day * MS_PER_DAY);
	char *at = text + strlen(sv_day_text((int32_t)day, text));

	*at++ = 'T';
	at = write_digits(at, rest / 3600000U, 2);
	*at++ = ':';
	at = write_digits(at, rest / 60000U % 60U, 2);
	*at++ = ':';
	at = write_digits(at, rest / 1000U % 60U, 2);
	*at++ = '.';
	at = write_digits(at, rest % 1000U, 3);
	*at++ = 'Z';
	*at = '\0';
	return text;
}

int64_t sv_clock_now_ms(void)
{
	const char *fixed = getenv("SERVANDA_CLOCK");
	struct timespec now;
	int64_t ms;

	if (fixed && sv_instant_parse(sv_str_from(fixed), &ms))
		return ms;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int32_t sv_clock_today(void)
{
	return (int32_t)(sv_clock_now_ms() / MS_PER_DAY);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * str.h - a borrowed run of bytes, not necessarily ending in NUL.
 */
#ifndef SV_BASE_STR_H
#define SV_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sv_str {
	const char *ptr;
	size_t len;
};

#define SV_STR(literal) ((struct sv_str){"" literal, sizeof(literal) - 1})
#define SV_STR_NONE ((struct sv_str){"", 0})

/* For printf: "%.*s", SV_STR_ARG(s). */
#define SV_STR_ARG(s) (int)(s).len, (s).ptr

struct sv_str sv_str_from(const char *text); /* NULL gives the empty string */
bool sv_str_equal(struct sv_str a, struct sv_str b);
bool sv_str_is(struct sv_str a, const char *text);
int sv_str_compare(struct sv_str a, struct sv_str b); /* by bytes */
struct sv_str sv_str_trim(struct sv_str s);           /* spaces, tabs, CR, LF at both ends */
bool sv_str_starts(struct sv_str s, const char *prefix);

/* Cut the part before the first sep off *rest; false when *rest is empty. */
bool sv_str_split(struct sv_str *rest, char sep, struct sv_str *ret_part);

/* Whole string as a decimal integer. */
bool sv_str_to_int64(struct sv_str s, int64_t *ret);

/* Valid UTF-8 without NUL; on failure *ret_offset is the first bad byte. */
bool sv_str_is_utf8(struct sv_str s, size_t *ret_offset);

#endif

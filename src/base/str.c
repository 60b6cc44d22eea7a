/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/str.h"

#include <string.h>

struct sv_str sv_str_from(const char *text)
{
	if (!text)
		return SV_STR_NONE;
	return (struct sv_str){text, strlen(text)};
}

bool sv_str_equal(struct sv_str a, struct sv_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool sv_str_is(struct sv_str a, const char *text)
{
	return sv_str_equal(a, sv_str_from(text));
}

int sv_str_compare(struct sv_str a, struct sv_str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct sv_str sv_str_trim(struct sv_str s)
{
	while (s.len && is_space(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len && is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool sv_str_starts(struct sv_str s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && memcmp(s.ptr, prefix, len) == 0;
}

bool sv_str_split(struct sv_str *rest, char sep, struct sv_str *ret_part)
{
	const char *end;

	if (!rest->len)
		return false;
	end = memchr(rest->ptr, sep, rest->len);
	if (!end) {
		*ret_part = *rest;
		*rest = SV_STR_NONE;
		return true;
	}
	*ret_part = (struct sv_str){rest->ptr, (size_t)(end - rest->ptr)};
	rest->len -= ret_part->len + 1;
	rest->ptr = end + 1;
	return true;
}

bool sv_str_to_int64(struct sv_str s, int64_t *ret)
{
	bool negative = s.len && s.ptr[0] == '-';
	int64_t value = 0;
	size_t i = negative;

	if (i == s.len)
		return false;
	for (; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, s.ptr[i] - '0', &value))
			return false;
	}
	/* Built up negative, so that INT64_MIN can be read too. */
	if (!negative && __builtin_sub_overflow(0, value, &value))
		return false;
	*ret = value;
	return true;
}

/* Length of the well-formed sequence at p (RFC 3629), or 0. */
static size_t utf8_sequence(const unsigned char *p, size_t len)
{
	size_t need, i;
	unsigned char low = 0x80, high = 0xbf;

	if (p[0] == 0)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xc2 && p[0] <= 0xdf)
		need = 2;
	else if (p[0] >= 0xe0 && p[0] <= 0xef)
		need = 3;
	else if (p[0] >= 0xf0 && p[0] <= 0xf4)
		need = 4;
	else
		return 0;
	if (len < need)
		return 0;
	if (p[0] == 0xe0)
		low = 0xa0; /* overlong */
	if (p[0] == 0xed)
		high = 0x9f; /* surrogates */
	if (p[0] == 0xf0)
		low = 0x90; /* overlong */
	if (p[0] == 0xf4)
		high = 0x8f; /* beyond U+10FFFF */
	if (p[1] < low || p[1] > high)
		return 0;
	for (i = 2; i < need; i++)
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	return need;
}

bool sv_str_is_utf8(struct sv_str s, size_t *ret_offset)
{
	size_t i = 0;

	while (i < s.len) {
		uint64_t eight;
		size_t n;

		/* Most text is ASCII: eight bytes at a time while none has its highest bit set. */
		for (; s.len - i >= sizeof(eight); i += sizeof(eight)) {
			memcpy(&eight, s.ptr + i, sizeof(eight));
			if (eight & 0x8080808080808080u)
				break;
		}
		if (i == s.len)
			break;
		n = utf8_sequence((const unsigned char *)s.ptr + i, s.len - i);
		if (!n) {
			*ret_offset = i;
			return false;
		}
		i += n;
	}
	return true;
}

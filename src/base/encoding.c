/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/encoding.h"

#include <string.h>

/* Windows-1252, 0x80 to 0x9f, as code points; the five bytes it leaves open stand for themselves.
 * From 0xa0 on it is Latin-1. */
static const unsigned short high[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static size_t put(char *to, unsigned code)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	to[0] = (char)(0xe0 | code >> 12);
	to[1] = (char)(0x80 | (code >> 6 & 0x3f));
	to[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

/* A byte takes three at most. */
static size_t recode(char *to, struct sv_str line)
{
	size_t len = 0;

	for (size_t i = 0; i < line.len; i++) {
		unsigned c = (unsigned char)line.ptr[i];

		if (c >= 0x80 && c < 0xa0)
			c = high[c - 0x80];
		len += put(to + len, c ? c : ' ');
	}
	return len;
}

struct sv_str sv_text_as_utf8(struct sv_arena *arena, const char *file, struct sv_str text,
			      struct sv_findings *findings)
{
	struct sv_str rest = text, line;
	size_t bad, lines = 0, len = 0;
	int number = 0, first = 0;
	char *out;

	if (sv_str_is_utf8(text, &bad))
		return text;
	if (text.len >= 2 &&
	    (memcmp(text.ptr, "\xff\xfe", 2) == 0 || memcmp(text.ptr, "\xfe\xff", 2) == 0)) {
		sv_findings_error(findings, "utf-8", file, 1, 1, "save it as UTF-8",
				  "the text is UTF-16");
		return SV_STR_NONE;
	}
	out = sv_arena_alloc(arena, text.len * 3 + 1);
	while (sv_str_split(&rest, '\n', &line)) {
		number++;
		if (sv_str_is_utf8(line, &bad)) {
			memcpy(out + len, line.ptr, line.len);
			len += line.len;
		} else {
			len += recode(out + len, line);
			lines++;
			if (!first)
				first = number;
		}
		out[len++] = '\n';
	}
	sv_findings_add(
	    findings,
	    &(struct sv_finding){
		.severity = SV_WARNING,
		.rule = "utf-8",
		.file = file,
		.line = first,
		.message = sv_arena_printf(
		    arena, "%zu line%s not UTF-8, here the first, and read as Windows-1252", lines,
		    lines == 1 ? " is" : "s are"),
		.repair = "save the file as UTF-8 if letters look wrong",
	    });
	return (struct sv_str){out, len};
}

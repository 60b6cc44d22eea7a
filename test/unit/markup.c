/* SPDX-License-Identifier: EUPL-1.2 */
#include "markup.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t markup_count(struct sv_str text, const char *needle)
{
	const char *at = text.ptr, *end = text.ptr + text.len;
	size_t count = 0, len = strlen(needle);

	while ((at = memmem(at, (size_t)(end - at), needle, len))) {
		count++;
		at += len;
	}
	return count;
}

bool markup_is_well_formed(struct sv_str text)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");
	bool ok = XML_Parse(parser, text.ptr, (int)text.len, 1) == XML_STATUS_OK;

	if (!ok)
		fprintf(stderr, "line %lu, column %lu: %s\n", XML_GetCurrentLineNumber(parser),
			XML_GetCurrentColumnNumber(parser),
			XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
	return ok;
}

bool markup_next_svg(struct sv_str text, size_t *at, struct sv_str *ret)
{
	const char *start = memmem(text.ptr + *at, text.len - *at, "<svg", 4), *end;

	if (!start)
		return false;
	end = memmem(start, (size_t)(text.ptr + text.len - start), "</svg>", 6);
	if (!end)
		return false;
	*ret = (struct sv_str){start, (size_t)(end + 6 - start)};
	*at = (size_t)(end + 6 - text.ptr);
	return true;
}

struct sv_str *markup_values(struct sv_arena *arena, struct sv_str text, const char *name,
			     size_t *ret_count)
{
	const char *needle = sv_arena_printf(arena, " %s=\"", name);
	const char *at = text.ptr, *end = text.ptr + text.len, *close;
	struct sv_str *values = NULL;
	size_t cap = 0;

	*ret_count = 0;
	while ((at = memmem(at, (size_t)(end - at), needle, strlen(needle)))) {
		at += strlen(needle);
		close = memchr(at, '"', (size_t)(end - at));
		if (!close)
			break;
		values = sv_arena_grow(arena, values, *ret_count, &cap, sizeof(*values));
		values[(*ret_count)++] = (struct sv_str){at, (size_t)(close - at)};
		at = close;
	}
	return values;
}

static bool all_between(struct sv_arena *arena, struct sv_str svg, const char *name, double high)
{
	size_t count;
	struct sv_str *values = markup_values(arena, svg, name, &count);

	for (size_t i = 0; i < count; i++) {
		double value = strtod(sv_arena_str(arena, values[i]).ptr, NULL);

		if (value >= 0 && value <= high)
			continue;
		fprintf(stderr, "%s=\"%.*s\" is outside 0 to %g\n", name, SV_STR_ARG(values[i]),
			high);
		return false;
	}
	return true;
}

bool markup_keeps_within_its_frame(struct sv_arena *arena, struct sv_str svg)
{
	static const char *const across[] = {"x", "x1", "x2", "cx"};
	static const char *const down[] = {"y", "y1", "y2", "cy"};
	double width = 0, height = 0;
	size_t count;
	struct sv_str *box = markup_values(arena, svg, "viewBox", &count);
	bool ok;

	if (!count || sscanf(sv_arena_str(arena, box[0]).ptr, "0 0 %lf %lf", &width, &height) != 2)
		return false;
	ok = true;
	for (size_t i = 0; i < SV_ARRAY_LEN(across); i++) {
		ok = ok && all_between(arena, svg, across[i], width);
		ok = ok && all_between(arena, svg, down[i], height);
	}
	return ok;
}

static int by_bytes(const void *a, const void *b)
{
	return sv_str_compare(*(const struct sv_str *)a, *(const struct sv_str *)b);
}

static struct sv_str *sorted_ids(struct sv_arena *arena, struct sv_str text, size_t *ret_count)
{
	struct sv_str *ids = markup_values(arena, text, "id", ret_count);

	if (*ret_count)
		qsort(ids, *ret_count, sizeof(*ids), by_bytes);
	return ids;
}

bool markup_ids_are_unique(struct sv_arena *arena, struct sv_str text)
{
	size_t count;
	struct sv_str *ids = sorted_ids(arena, text, &count);

	for (size_t i = 1; i < count; i++) {
		if (!sv_str_equal(ids[i - 1], ids[i]))
			continue;
		fprintf(stderr, "'%.*s' stands twice\n", SV_STR_ARG(ids[i]));
		return false;
	}
	return true;
}

bool markup_links_lead_somewhere(struct sv_arena *arena, struct sv_str text)
{
	size_t id_count, link_count;
	struct sv_str *ids = sorted_ids(arena, text, &id_count);
	struct sv_str *links = markup_values(arena, text, "href", &link_count);

	for (size_t i = 0; i < link_count; i++) {
		struct sv_str id = {links[i].ptr + 1, links[i].len - 1};

		if (links[i].ptr[0] != '#' || bsearch(&id, ids, id_count, sizeof(*ids), by_bytes))
			continue;
		fprintf(stderr, "'#%.*s' leads nowhere\n", SV_STR_ARG(id));
		return false;
	}
	return true;
}

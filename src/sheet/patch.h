/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * patch.h - a part of an archive with something cut out and something put in.
 *
 *   where a parser stands     sv_patch_cut(), sv_patch_put(): noted by offset
 *   when the archive closes   the part is unpacked, spliced and packed again,
 *                             some kilobytes at a time
 *
 * So a sheet of half a million cells is never whole in memory.  What is put in is
 * ASCII, everything else written as a character reference, and so right in any
 * encoding of the part that ASCII is a part of.
 */
#ifndef SV_SHEET_PATCH_H
#define SV_SHEET_PATCH_H

#include "sheet/reader.h"

struct sv_splice {
	int64_t at, cut;    /* bytes of the part */
	struct sv_str text; /* put in their place */
	size_t order;       /* of two at one place the first noted comes first */
};

struct sv_patch {
	struct sv_reader *reader;
	const char *part;
	struct sv_str whole; /* all of the part, if .ptr: it is ours, or was searched */
	struct sv_splice *splices;
	size_t count, cap;

	/* While it is read. */
	zip_file_t *file;
	bool failed;
	int64_t at;
	size_t next, text_done; /* the splice to come, and how much of its text went out */
};

void sv_patch_cut(struct sv_patch *patch, int64_t from, int64_t to);
void sv_patch_put(struct sv_patch *patch, int64_t at, struct sv_str text);

/* The patch into the archive that is written, of which the reader's is the original. */
void sv_patch_apply(struct sv_patch *patch, zip_t *into, time_t mtime);

/* Text between tags, or in an attribute. */
void sv_patch_text(struct sv_buf *out, const char *text);

/* In handlers: where the tag or text stands, and where it ends. */
int64_t sv_patch_from(const struct sv_reader *reader);
int64_t sv_patch_to(const struct sv_reader *reader);

/* At the first tag of a part: one in UTF-16 is refused, since nothing could be put in. */
void sv_patch_check(struct sv_reader *reader);

/* Whether the tag is <one/>, which has no place inside. */
bool sv_patch_is_empty(const struct sv_reader *reader);

/* Offset of an attribute's value within the tag, and its length; false when it has none. */
bool sv_patch_value(const struct sv_reader *reader, const char *attribute, int64_t *ret_at,
		    size_t *ret_len);

/* "a:" of "a:sheet", or "". */
const char *sv_patch_prefix(struct sv_arena *arena, const char *name);

/* Text with the prefix of a part for each '@' behind '<' or '</': "<@c/>" is "<a:c/>". */
struct sv_str sv_patch_tags(struct sv_arena *arena, const char *prefix, struct sv_str text);

#endif

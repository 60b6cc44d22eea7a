/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * marker.h - what the files of marking share: mark.c has the archive and its
 * small parts, mark_sheet.c a sheet and the formats, mark_notes.c comments and
 * their drawings, mark_page.c the sheet that is added.  Only these include it.
 */
#ifndef SV_SHEET_MARKER_H
#define SV_SHEET_MARKER_H

#include "sheet/mark.h"
#include "sheet/patch.h"

#define SV_MARK_PATCHES_MAX (6 * SV_SHEET_SHEETS_MAX + 16)

struct sv_marker {
	struct sv_reader *reader;
	const struct sv_sheet_marking *marking;
	struct sv_patch *patches;
	size_t patch_count;
	int relation_count;          /* that were added */
	bool strict;                 /* its namespaces are those of the strict form */
	struct sv_buf types;         /* to be added to the types of content */
	int formats[SV_SHEET_TONES]; /* differential formats, by tone; -1: the book has none */
	int wrapped;                 /* format of cells with text over several lines, or -1 */
};

const char *sv_marker_namespace(const struct sv_marker *marker); /* of sheets */
const char *sv_marker_relations(const struct sv_marker *marker); /* of references to relations */

/* A patch of a part, to be filled in. */
struct sv_patch *sv_marker_patch(struct sv_marker *marker, const char *part);
/* The same for a part that belongs to one sheet, or to none: two that share it are refused. */
struct sv_patch *sv_marker_take(struct sv_marker *marker, const char *part);
/* A part that is all ours. */
void sv_marker_add(struct sv_marker *marker, const char *part, struct sv_str whole);
/* A name that the archive does not have: "xl/servanda%d.xml". */
const char *sv_marker_free_name(struct sv_marker *marker, const char *fmt);
/* That a part is of a type of content. */
void sv_marker_type(struct sv_marker *marker, const char *part, const char *type);
/* A relation more for a part; returns its id. */
const char *sv_marker_relate(struct sv_marker *marker, const char *part, const char *type,
			     const char *target);
/* Text at the end of the element of a name, which the part has. */
void sv_marker_append(struct sv_marker *marker, const char *part, const char *element,
		      struct sv_str text);
/* The target of the first relation that a part has of a type, or with an id; or NULL. */
const char *sv_marker_related(struct sv_marker *marker, const char *part, const char *type,
			      const char *id);
/* All of a small part. */
struct sv_str sv_marker_whole(struct sv_marker *marker, const char *part);

/* mark_sheet.c */
void sv_marker_styles(struct sv_marker *marker, const char *part);
void sv_marker_sheet(struct sv_marker *marker, const char *part, const struct sv_sheet_mark *marks,
		     size_t count);

/* mark_notes.c: comments and their drawings; drawing is the part that the sheet has, or NULL.
 * Returns a drawing that is new, or NULL. */
const char *sv_marker_notes(struct sv_marker *marker, const char *sheet_part, const char *drawing,
			    const struct sv_sheet_mark *marks, size_t count);

/* mark_page.c */
struct sv_str sv_marker_page(struct sv_marker *marker, const struct sv_sheet_page *page);

#endif

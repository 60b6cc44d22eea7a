/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mark.h - a workbook given back with marks: the same file, and in it colours
 * over cells, comments at them, and one sheet more.
 *
 * The archive is copied entry by entry; a part that has nothing to be changed
 * keeps its compressed bytes.  What has to change is spliced into the part at
 * the places that a parser found, so that everything else in it, down to the
 * spaces, is what its author's program wrote.  Cells are not touched: a colour is a
 * conditional format that always holds, which hides the format of the cell and
 * takes nothing from it.
 *
 * Marks of ours are known again by their formula, the author of a comment and
 * the words it begins with, also after another program has saved the file; the
 * next marking takes them out.  A comment that somebody else wrote stays, and
 * what is found stands below it.
 *
 * All of it happens in the confined child (sheet.h).
 */
#ifndef SV_SHEET_MARK_H
#define SV_SHEET_MARK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* How marks are known again; who writes workbooks with marks anew uses them too. */
#define SV_SHEET_MARK_FORMULA "\"servanda\"=\"servanda\""
#define SV_SHEET_MARK_AUTHOR "servanda"
#define SV_SHEET_MARK_SIGN "Found by servanda:" /* a comment, or our part of it, begins so */

#define SV_SHEET_TONES 4 /* how bad it is, from 0 */

extern const char *const sv_sheet_tones[SV_SHEET_TONES]; /* "DDEBF7": red, green, blue */

struct sv_sheet_mark {
	int sheet;       /* index in the order of the workbook */
	int row, column; /* 1-based */
	int tone;
	const char *text; /* UTF-8; lines are separated by \n */
};

/* A sheet of texts, behind all others: its first column is hidden and holds the key. */
struct sv_sheet_page {
	const char *name;
	const char *key;      /* in the first cell, to know it again */
	int replaces;         /* index of the sheet whose place it takes, or -1 */
	const double *widths; /* of the columns, in characters */
	size_t column_count;
	const char *const *cells; /* row by row, the first being the head */
	size_t row_count;
};

struct sv_sheet_marking {
	const struct sv_sheet_mark *marks; /* by sheet, row, column; one a cell */
	size_t mark_count;
	const struct sv_sheet_page *page; /* NULL: none */
};

/* The marked copy.  What sv_sheet_read() refuses is refused; SV_ELIMIT when the copy would be too
 * large. */
SV_MUST_USE int sv_sheet_mark(struct sv_arena *arena, struct sv_str bytes,
			      const struct sv_sheet_marking *marking, struct sv_str *ret,
			      struct sv_error *err);

#endif

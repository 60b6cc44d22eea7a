/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan_book.h - a plan as a workbook: docs/formats/plan.md, section 3.
 *
 * Desks rename sheets, insert rows and move columns.  So nothing is looked for
 * at a fixed cell: a sheet is known by the mark that the template wrote into its
 * hidden first column, a field by its key there or else by its label, a year
 * and a column of a table by what stands at its head.
 */
#ifndef SV_DOMAIN_PLAN_BOOK_H
#define SV_DOMAIN_PLAN_BOOK_H

#include "domain/plan.h"
#include "sheet/sheet.h"

#define SV_PLAN_MARK "servanda:"    /* and the name of the sheet */
#define SV_PLAN_ITEM_LABEL "Item"   /* head of the column of numbers of commitments */
#define SV_PLAN_VALUE_LABEL "Value" /* head of the column of values of a list of fields */
/* Sheets that the writer adds to those of the template; they hold no values. */
#define SV_PLAN_LISTS_SHEET "Lists"
#define SV_PLAN_CHECKING_SHEET "Checking"
#define SV_PLAN_FINDINGS_SHEET "Findings"
#define SV_PLAN_FINDINGS_KEY SV_PLAN_MARK "findings" /* in its first cell, whatever it is called \
						      */
#define SV_PLAN_EXERCISE_MARK "exercise" /* in the place of a mark: the plan is made up */

struct sv_plan_book_cell {
	int sheet, row, column;
	enum sv_sheet_type type;
	bool percent, cut;
	struct sv_str text;
};

struct sv_plan_book {
	struct sv_arena *arena;
	const char **names;
	size_t name_count, name_cap;
	struct sv_plan_book_cell *cells; /* by sheet, row, column */
	size_t cell_count, cell_cap;
	size_t text_bytes; /* of all cells; at most SV_PLAN_BOOK_TEXT_MAX */
	struct sv_sheet_merge *merges;
	size_t merge_count, merge_cap;
};

void sv_plan_book_begin(struct sv_plan_book *book, struct sv_arena *arena);

/* Keeps what comes; for sv_sheet_read(). */
struct sv_sheet_visitor sv_plan_book_visitor(struct sv_plan_book *book);

/* Find the values; what is wrong is a finding at its sheet and cell. */
struct sv_plan *sv_plan_book_parse(struct sv_arena *arena, const struct sv_plan_context *context,
				   const char *file, struct sv_plan_book *book,
				   struct sv_findings *findings);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sheet.h - reading workbooks that somebody else wrote (.xlsx, ISO/IEC 29500).
 *
 * A workbook is a zip archive of XML from outside, so it is read in a child
 * process that can do nothing but compute and write to one pipe (sandbox.h).
 * Its cells come to the visitor as they are read, sheet by sheet, row by row;
 * what is kept of them is the visitor's business.  The parent believes nothing
 * the child says: every message is checked against base/limits.h.
 *
 * Formulas come as the value that the last program saved with them.
 */
#ifndef SV_SHEET_SHEET_H
#define SV_SHEET_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/str.h"

enum sv_sheet_type {
	SV_SHEET_TEXT,
	SV_SHEET_NUMBER, /* text: as written in the file; see sv_sheet_decimal() */
	SV_SHEET_BOOL,   /* text: "0" or "1" */
	SV_SHEET_DATE,   /* text: YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss */
	SV_SHEET_ERROR,  /* text: "#REF!", "#DIV/0!", ... of a formula */
	SV_SHEET_TYPE_COUNT,
};

struct sv_sheet_cell {
	int sheet;       /* index in the order of the workbook */
	int row, column; /* 1-based */
	enum sv_sheet_type type;
	bool percent; /* a number that is shown as percent: 0.05 is 5 % */
	bool formula;
	bool cut;           /* the text was longer than SV_SHEET_TEXT_MAX and ends there */
	struct sv_str text; /* UTF-8, valid during the call */
};

struct sv_sheet_merge {
	int sheet;
	int row, column, row_last, column_last;
};

struct sv_sheet_visitor {
	void *context;
	/* Each returns 0, or a negative code with err filled, which ends the reading. */
	int (*sheet)(void *context, int sheet, struct sv_str name, struct sv_error *err);
	int (*cell)(void *context, const struct sv_sheet_cell *cell, struct sv_error *err);
	int (*merge)(void *context, const struct sv_sheet_merge *merge, struct sv_error *err);
};

/* Whether the bytes begin as a zip archive does, or as the older or encrypted .xls. */
bool sv_sheet_looks_like_workbook(struct sv_str bytes);

/*
 * Read a workbook.  SV_EINVALID when it is none, or is broken, has macros, is
 * encrypted or declares entities; SV_ELIMIT when it is larger, slower or more
 * compressed than base/limits.h allows.  Empty cells are left out.
 */
SV_MUST_USE int sv_sheet_read(struct sv_str bytes, const struct sv_sheet_visitor *visitor,
			      struct sv_error *err);

/* The number of a cell with the 15 digits that a spreadsheet keeps, trailing zeros dropped.
 * False when it does not fit. */
bool sv_sheet_decimal(struct sv_str text, struct sv_decimal *ret);

#define SV_SHEET_CELL_NAME_MAX 16

/* The row and column of "C7"; false when it is no cell. */
bool sv_sheet_cell_parse(const char *name, int *ret_row, int *ret_column);

/* "C7"; rows and columns from 1. */
const char *sv_sheet_cell_name(int row, int column, char name[SV_SHEET_CELL_NAME_MAX]);

#endif

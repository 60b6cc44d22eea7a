/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_sheet.c - any bytes as a workbook: read in the confined child, or refused.
 *
 * What comes out are cells within the bounds of a spreadsheet, or an error with words.
 */
#include <assert.h>

#include "base/limits.h"
#include "sheet/sheet.h"

#include "fuzz.h"

static int take_sheet(void *context, int sheet, struct sv_str name, struct sv_error *err)
{
	(void)err;
	assert(sheet == *(int *)context && name.len < 256);
	++*(int *)context;
	return 0;
}

static int take_cell(void *context, const struct sv_sheet_cell *cell, struct sv_error *err)
{
	struct sv_decimal number;

	(void)err;
	assert(cell->sheet < *(int *)context);
	assert(cell->row >= 1 && cell->row <= SV_SHEET_ROWS_MAX);
	assert(cell->column >= 1 && cell->column <= SV_SHEET_COLUMNS_MAX);
	assert(cell->text.len > 0 && cell->text.len <= SV_SHEET_TEXT_MAX);
	(void)sv_sheet_decimal(cell->text, &number);
	return 0;
}

static int take_merge(void *context, const struct sv_sheet_merge *merge, struct sv_error *err)
{
	(void)err;
	assert(merge->sheet < *(int *)context);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int sheets = 0;
	const struct sv_sheet_visitor visitor = {&sheets, take_sheet, take_cell, take_merge};
	struct sv_error err = SV_ERROR_INIT;

	if (sv_sheet_read((struct sv_str){(const char *)data, size}, &visitor, &err) < 0)
		assert(err.message[0]);
	return 0;
}

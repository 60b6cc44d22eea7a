/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_sheet.c - any bytes as a workbook: read, or refused; marked, and read again.
 *
 * The reader runs in this process, so that a fuzzer sees where an input leads it; a replay has the
 * confined child read the same and expects the same.  What comes out are cells within the bounds of
 * a spreadsheet, or an error with words.  A marked copy has the cells of the original, and marking
 * it again changes none of them.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "sheet/wire.h"

#include "fuzz.h"

#define SHEETS_MARKED 8

#ifdef SV_LIBFUZZER
/* What work that gives up leaves behind ends with the child, in which it runs elsewhere. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return 1;
}
#endif

/* Of the sheets below the first `limit` ones, since marking adds one. */
struct seen {
	int sheets, limit;
	uint64_t digest;
	int64_t cells;
};

static int take_sheet(void *context, int sheet, struct sv_str name, struct sv_error *err)
{
	struct seen *seen = context;

	(void)err;
	assert(sheet == seen->sheets && name.len < 1024);
	seen->sheets++;
	return 0;
}

static int take_cell(void *context, const struct sv_sheet_cell *cell, struct sv_error *err)
{
	struct seen *seen = context;
	struct sv_decimal number;

	(void)err;
	assert(cell->sheet < seen->sheets);
	assert(cell->row >= 1 && cell->row <= SV_SHEET_ROWS_MAX);
	assert(cell->column >= 1 && cell->column <= SV_SHEET_COLUMNS_MAX);
	assert(cell->text.len > 0 && cell->text.len <= SV_SHEET_TEXT_MAX);
	(void)sv_sheet_decimal(cell->text, &number);
	if (cell->sheet >= seen->limit)
		return 0;
	seen->cells++;
	seen->digest = seen->digest * 31 + (uint64_t)cell->row * 16411 + (uint64_t)cell->column;
	for (size_t i = 0; i < cell->text.len; i++)
		seen->digest = seen->digest * 31 + (unsigned char)cell->text.ptr[i];
	return 0;
}

static int take_merge(void *context, const struct sv_sheet_merge *merge, struct sv_error *err)
{
	(void)err;
	assert(merge->sheet < ((struct seen *)context)->sheets);
	return 0;
}

static int look(struct sv_str bytes, bool confined, struct seen *seen)
{
	const struct sv_sheet_visitor visitor = {seen, take_sheet, take_cell, take_merge};
	struct sv_error err = SV_ERROR_INIT;
	int r = confined ? sv_sheet_read(bytes, &visitor, &err)
			 : sv_sheet_read_here(bytes, &visitor, &err);

	assert(r == 0 || err.message[0]);
	return r;
}

/* Two cells of each of the first sheets, and a page of what was found there. */
static int mark(struct sv_arena *arena, struct sv_str bytes, int sheets, struct sv_str *ret)
{
	static const double widths[] = {10, 20};
	static const char *const cells[] = {"A", "B", "\xd7\xa9 < & ]]>", "2"};
	static const struct sv_sheet_page page = {"Found", "key", -1, widths, 2, cells, 2};
	struct sv_sheet_mark marks[2 * SHEETS_MARKED];
	struct sv_sheet_marking marking = {marks, 0, &page};
	struct sv_error err = SV_ERROR_INIT;
	int r;

	for (int i = 0; i < sheets && i < SHEETS_MARKED; i++) {
		marks[marking.mark_count++] =
		    (struct sv_sheet_mark){i, 1, 2, i % SV_SHEET_TONES, "one\ntwo"};
		marks[marking.mark_count++] =
		    (struct sv_sheet_mark){i, 3 + i, 1, (i + 1) % SV_SHEET_TONES, "\xe2\x80\x94"};
	}
	r = sv_sheet_mark_here(arena, bytes, &marking, ret, &err);
	assert(r == 0 || err.message[0]);
	return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const struct sv_str bytes = {(const char *)data, size};
	struct seen first = {.limit = SV_SHEET_SHEETS_MAX}, again;
	struct sv_str marked, twice;
	int r = look(bytes, false, &first);

#ifndef SV_LIBFUZZER
	again = (struct seen){.limit = SV_SHEET_SHEETS_MAX};
	assert(look(bytes, true, &again) == r);
	assert(r < 0 || (again.cells == first.cells && again.digest == first.digest));
#endif
	if (r < 0 || first.sheets == SV_SHEET_SHEETS_MAX ||
	    mark(&arena, bytes, first.sheets, &marked) < 0)
		return 0;
	again = (struct seen){.limit = first.sheets};
	assert(look(marked, false, &again) == 0);
	assert(again.sheets == first.sheets + 1);
	assert(again.cells == first.cells && again.digest == first.digest);
	assert(mark(&arena, marked, first.sheets, &twice) == 0);
	again = (struct seen){.limit = first.sheets};
	assert(look(twice, false, &again) == 0);
	assert(again.cells == first.cells && again.digest == first.digest);
	return 0;
}

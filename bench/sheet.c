/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sheet.c - a workbook of many cells, written and read.
 *
 *   bench_sheet write FILE ROWS    rows of ten cells: seven numbers, two shared texts, one own
 *   bench_sheet read FILE          every cell through the sandbox: their number and sum, then the
 *                                  file's size, which is in memory, and the reader's largest
 *
 * What the reading costs is for plan.py to measure, the child process included.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <xlsxwriter.h>

#include "base/file.h"
#include "sheet/sheet.h"

#define NUMBERS 7

struct seen {
	long long cells;
	double sum;
};

static int see_sheet(void *context, int sheet, struct sv_str name, struct sv_error *err)
{
	(void)context, (void)sheet, (void)name, (void)err;
	return 0;
}

static int see_cell(void *context, const struct sv_sheet_cell *cell, struct sv_error *err)
{
	struct seen *seen = context;
	struct sv_decimal value;

	(void)err;
	seen->cells++;
	if (cell->type == SV_SHEET_NUMBER && sv_sheet_decimal(cell->text, &value))
		seen->sum += (double)value.coefficient;
	return 0;
}

static int see_merge(void *context, const struct sv_sheet_merge *merge, struct sv_error *err)
{
	(void)context, (void)merge, (void)err;
	return 0;
}

static int read_file(const char *path)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct seen seen = {0};
	const struct sv_sheet_visitor visitor = {&seen, see_sheet, see_cell, see_merge};
	struct sv_error err = SV_ERROR_INIT;
	struct rusage child;
	struct sv_str bytes;
	int r = sv_file_read(&arena, path, SV_SHEET_BYTES_MAX, &bytes, &err);

	if (r == 0)
		r = sv_sheet_read(bytes, &visitor, &err);
	if (r < 0) {
		fprintf(stderr, "%s\n", err.message);
		return 4;
	}
	getrusage(RUSAGE_CHILDREN, &child);
	printf("%lld %.0f\n%.1f MiB of file, %.1f in the reader\n", seen.cells, seen.sum,
	       (double)bytes.len / (1 << 20), (double)child.ru_maxrss / 1024);
	return 0;
}

static int write_file(const char *path, int rows)
{
	static const char *const words[] = {"land", "maritime", "air", "cyber"};
	lxw_workbook_options options = {.constant_memory = LXW_FALSE};
	lxw_workbook *book = workbook_new_opt(path, &options);
	lxw_worksheet *sheet = workbook_add_worksheet(book, "Cells");
	char own[32];

	for (int row = 0; row < rows; row++) {
		lxw_row_t r = (lxw_row_t)row;

		for (int column = 0; column < NUMBERS; column++)
			worksheet_write_number(sheet, r, (lxw_col_t)column, row * 10 + column,
					       NULL);
		worksheet_write_string(sheet, r, NUMBERS, words[row % 4], NULL);
		worksheet_write_string(sheet, r, NUMBERS + 1, words[row / 4 % 4], NULL);
		snprintf(own, sizeof(own), "row %d", row);
		worksheet_write_string(sheet, r, NUMBERS + 2, own, NULL);
	}
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 4;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "write") == 0)
		return write_file(argv[2], atoi(argv[3]));
	if (argc == 3 && strcmp(argv[1], "read") == 0)
		return read_file(argv[2]);
	fprintf(stderr, "usage: bench_sheet write FILE ROWS | bench_sheet read FILE\n");
	return 2;
}

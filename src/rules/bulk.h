/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bulk.h - programs on columns of exact numbers, for many rows.
 *
 * The machine of vm.h works on figures of any kind, each with two fractions and
 * a reason.  Nearly all figures are points, and the points of a column have one
 * denominator: then a column is one array of integers, a quotient is two arrays
 * and no division, and a comparison two multiplications a row.  Whatever does
 * not fit is done apart: a product that may be beyond 64 bits row by row (wide.c),
 * the rows with an interval on the general machine.  Results are the same to the
 * last digit; a property test holds that.
 *
 * A column is borrowed: reading it costs nothing, and programs that read the
 * same one share it in the cache.  So run all programs on a block of rows
 * (SV_BLOCK_ROWS) before the next block.
 */
#ifndef SV_RULES_BULK_H
#define SV_RULES_BULK_H

#include "rules/vm.h"

/* In place of a reason: the row's figure is no point, and stands in bounds[row]. */
#define SV_BULK_BOUNDS 0xff

/* A column of the host.  The numerator of a row that is missing or within bounds is 1. */
struct sv_bulk_column {
	const int64_t *num;     /* row by row: num / den */
	int64_t den;            /* of all rows; > 0 */
	int64_t least, most;    /* of num */
	const uint8_t *missing; /* enum sv_missing by row, 0 where present; NULL: all present */
	const struct sv_cell *bounds; /* by row, where missing says SV_BULK_BOUNDS; or NULL */
	const uint8_t *truths;        /* of a fact: enum sv_truth by row, instead of the others */
	const int64_t *dens;          /* by row, > 0, in place of den; or NULL */
	int64_t den_most;             /* of dens */
};

/* Fill least and most, and den_most. */
void sv_bulk_column_measure(struct sv_bulk_column *column, size_t rows);

/* Of one block, by row within it; valid until the next run. */
struct sv_bulk_result {
	bool is_truth;
	const uint8_t *truths; /* enum sv_truth */
	const int64_t *num;
	const int64_t *dens; /* by row, > 0, or NULL: `den` for all */
	int64_t den;
	const uint8_t *missing; /* as of a column */
	const struct sv_cell *bounds;
};

struct sv_bulk;

struct sv_bulk *sv_bulk_new(struct sv_arena *arena);

/* columns: by input of the program.  At most SV_BLOCK_ROWS rows. */
const struct sv_bulk_result *sv_bulk_run(struct sv_bulk *bulk, const struct sv_program *program,
					 const struct sv_bulk_column *columns, size_t first,
					 size_t count);

struct sv_cell sv_bulk_cell(const struct sv_bulk_result *result, size_t row);

/* Blocks, and single rows, that took the general machine so far. */
size_t sv_bulk_general_blocks(const struct sv_bulk *bulk);
size_t sv_bulk_general_rows(const struct sv_bulk *bulk);

#endif

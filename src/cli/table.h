/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table.h - tables for people, aligned by display width.
 */
#ifndef SV_CLI_TABLE_H
#define SV_CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "cli/out.h"

/* Where the columns do not fit the width, the wrapping ones shrink and go on in the next line. */
struct sv_text_column {
	const char *title;
	bool right; /* align right: numbers */
	bool wraps; /* takes what room is left and goes on in the next line */
};

struct sv_text_table {
	struct sv_arena *arena;
	const struct sv_text_column *columns;
	size_t column_count;
	const char **cells; /* row major */
	size_t cell_count, cell_cap;
};

#define SV_TEXT_TABLE_INIT(a, cols)                         \
	{                                                   \
		(a), (cols), SV_ARRAY_LEN(cols), NULL, 0, 0 \
	}

/* Cells from left to right, row by row; NULL means "".  The text is not copied. */
void sv_text_table_add(struct sv_text_table *table, const char *text);
void sv_text_table_print(const struct sv_text_table *table, struct sv_out *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv.h - tables as RFC 4180 text: comma, a header line, quotes where needed.
 *
 * Reading keeps the line and column of every field, so that a finding can say
 * where.  LF and CRLF both end a record; a UTF-8 byte order mark is skipped.
 */
#ifndef SV_BASE_CSV_H
#define SV_BASE_CSV_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/finding.h"

struct sv_csv_field {
	struct sv_str text;
	int column; /* 1-based byte column in its line */
};

struct sv_csv_row {
	int line;                    /* 1-based line where the record begins */
	struct sv_csv_field *fields; /* header count of them */
};

struct sv_csv {
	const char *file;
	size_t column_count;
	struct sv_csv_field *header;
	struct sv_csv_row *rows;
	size_t row_count;
};

/*
 * Parse a whole table.  Every problem (bad UTF-8, a quote not closed, a wrong
 * number of fields, a doubled or empty header) is added to findings; rows with
 * the wrong number of fields are left out of ret, so checking can go on.
 * Returns 0 even with findings: ask sv_findings_count().
 */
void sv_csv_parse(struct sv_arena *arena, const char *file, struct sv_str text, struct sv_csv *ret,
		  struct sv_findings *findings);

/* Index of a header, or -1. */
int sv_csv_column(const struct sv_csv *csv, const char *name);

/* Field as text; column -1 gives "". */
struct sv_str sv_csv_get(const struct sv_csv *csv, size_t row, int column);

/* One field with quotes where needed; a value that a spreadsheet would take for
 * a formula is left as it is: the writer is exact, the reader decides. */
void sv_csv_field(struct sv_buf *out, struct sv_str text);

#endif

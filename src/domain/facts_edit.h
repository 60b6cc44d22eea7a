/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * facts_edit.h - writing tables of facts: new rows, and rows that stand with
 * some fields changed.
 *
 * What a decision changes in the register enters the record as such a table,
 * so that it is derived, dated and shown like everything else.
 */
#ifndef SV_DOMAIN_FACTS_EDIT_H
#define SV_DOMAIN_FACTS_EDIT_H

#include "base/buf.h"
#include "domain/facts.h"

/* A column and what shall stand in it. */
struct sv_fact_edit {
	const char *column, *value;
};

#define SV_FACT_EDITS_MAX 16

/* A table being written; the header comes with the first row. */
struct sv_fact_table {
	const struct sv_fact_kind *kind;
	const char *name; /* of the document */
	struct sv_buf text;
	size_t rows;
};

/* One row: that of `base` (NULL: an empty one) with the edits, which end with a NULL column. */
void sv_fact_table_add(struct sv_fact_table *table, const struct sv_fact_row *base,
		       const struct sv_fact_edit *edits);

/* Text of a standing or new row under a column of its table. */
struct sv_str sv_fact_row_get(const struct sv_fact_kind *kind, const struct sv_fact_row *row,
			      const char *column);

#endif

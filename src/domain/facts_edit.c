/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/facts_edit.h"

#include <string.h>

struct sv_str sv_fact_row_get(const struct sv_fact_kind *kind, const struct sv_fact_row *row,
			      const char *column)
{
	return row->fields[sv_fact_column_index(kind, column)].text;
}

static void add_header(struct sv_fact_table *table)
{
	for (size_t i = 0; i < table->kind->column_count; i++)
		sv_buf_printf(&table->text, "%s%s", i ? "," : "", table->kind->columns[i].name);
	sv_buf_char(&table->text, '\n');
}

void sv_fact_table_add(struct sv_fact_table *table, const struct sv_fact_row *base,
		       const struct sv_fact_edit *edits)
{
	if (!table->rows++)
		add_header(table);
	for (size_t i = 0; i < table->kind->column_count; i++) {
		const char *column = table->kind->columns[i].name;
		struct sv_str value = base ? base->fields[i].text : SV_STR_NONE;

		for (const struct sv_fact_edit *edit = edits; edit->column; edit++)
			if (strcmp(edit->column, column) == 0)
				value = sv_str_from(edit->value);
		if (i)
			sv_buf_char(&table->text, ',');
		sv_csv_field(&table->text, value);
	}
	sv_buf_char(&table->text, '\n');
}

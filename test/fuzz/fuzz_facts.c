/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_facts.c - any bytes as a table: parsed, told its kind, merged and checked.
 *
 * Two laws beside not crashing: a table written anew from its fields parses to
 * the same fields, and a table merged twice is wrong the second time or empty.
 */
#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "domain/facts.h"

#include "fuzz.h"

static void write_row(struct sv_buf *out, const struct sv_csv_field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			sv_buf_char(out, ',');
		sv_csv_field(out, fields[i].text);
	}
	sv_buf_char(out, '\n');
}

static void check_round_trip(struct sv_arena *arena, const struct sv_csv *csv)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_csv again;

	write_row(&out, csv->header, csv->column_count);
	for (size_t i = 0; i < csv->row_count; i++)
		write_row(&out, csv->rows[i].fields, csv->column_count);
	sv_csv_parse(arena, "again", sv_buf_view(&out), &again, &findings);
	assert(findings.count == 0);
	assert(again.row_count == csv->row_count && again.column_count == csv->column_count);
	for (size_t i = 0; i < csv->row_count; i++)
		for (size_t k = 0; k < csv->column_count; k++)
			assert(sv_str_equal(sv_csv_get(&again, i, (int)k),
					    sv_csv_get(csv, i, (int)k)));
}

static void check_facts(struct sv_arena *arena, const struct sv_fact_document *document)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_fact_changes first, second;
	struct sv_facts facts;

	sv_facts_begin(&facts, arena);
	sv_facts_merge(&facts, document, &first, &findings);
	sv_facts_check(&facts, &findings);
	sv_facts_merge(&facts, document, &second, &findings);
	assert(second.rows_new == 0);
	assert(document->csv.row_count == 0 || sv_findings_count(&findings, SV_ERROR) > 0);
	sv_findings_sort(&findings);
	sv_findings_print(&findings, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	struct sv_fact_document document;
	struct sv_str text = {(const char *)data, size};

	sv_fact_document_parse(&arena, "input.csv", text, &document, &findings);
	if (findings.count == 0 && document.csv.column_count)
		check_round_trip(&arena, &document.csv);
	if (document.kind)
		check_facts(&arena, &document);
	return 0;
}

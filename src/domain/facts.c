/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/facts.h"

#include <assert.h>
#include <string.h>

static bool in_document(const struct sv_fact_kind *kind, struct sv_str name)
{
	int column = -1;

	for (size_t i = 0; i < kind->column_count && column < 0; i++)
		if (sv_str_is(name, kind->columns[i].name))
			column = (int)i;
	return column >= 0 && !kind->columns[column].derived_only;
}

/* Name the columns that one side has and the other lacks; returns how many. */
static size_t header_difference(const struct sv_fact_kind *kind, const struct sv_csv *csv,
				struct sv_buf *out)
{
	size_t count = 0;

	for (size_t i = 0; i < kind->column_count; i++) {
		if (kind->columns[i].derived_only || sv_csv_column(csv, kind->columns[i].name) >= 0)
			continue;
		if (out)
			sv_buf_printf(out, "%s'%s' is missing", count ? ", " : "",
				      kind->columns[i].name);
		count++;
	}
	for (size_t i = 0; i < csv->column_count; i++) {
		if (in_document(kind, csv->header[i].text))
			continue;
		if (out)
			sv_buf_printf(out, "%s'%.*s' is not one of its columns", count ? ", " : "",
				      SV_STR_ARG(csv->header[i].text));
		count++;
	}
	return count;
}

static const struct sv_fact_kind *kind_of_header(const struct sv_csv *csv,
						 struct sv_findings *findings)
{
	_cleanup_(sv_buf_free) struct sv_buf difference = SV_BUF_INIT;
	const struct sv_fact_kind *nearest = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < sv_fact_kind_count; i++) {
		size_t count = header_difference(&sv_fact_kinds[i], csv, NULL);

		if (count < least) {
			least = count;
			nearest = &sv_fact_kinds[i];
		}
	}
	if (least == 0)
		return nearest;
	header_difference(nearest, csv, &difference);
	sv_findings_error(findings, "unknown-kind", csv->file, 1, 1,
			  "name exactly the columns of one kind",
			  "the header is of no kind of table; the nearest is '%s': %s",
			  nearest->name, difference.ptr);
	return NULL;
}

static void locate_columns(struct sv_fact_document *document)
{
	for (size_t i = 0; i < document->kind->column_count; i++)
		document->position[i] =
		    sv_csv_column(&document->csv, document->kind->columns[i].name);
}

void sv_fact_document_parse(struct sv_arena *arena, const char *file, struct sv_str text,
			    struct sv_fact_document *ret, struct sv_findings *findings)
{
	*ret = (struct sv_fact_document){0};
	sv_csv_parse(arena, file, text, &ret->csv, findings);
	if (!ret->csv.column_count)
		return;
	ret->kind = kind_of_header(&ret->csv, findings);
	if (ret->kind)
		locate_columns(ret);
}

void sv_fact_document_read(struct sv_arena *arena, const struct sv_fact_kind *kind,
			   struct sv_str text, struct sv_fact_document *ret)
{
	struct sv_findings ignored = SV_FINDINGS_INIT(arena);

	*ret = (struct sv_fact_document){.kind = kind};
	sv_csv_parse(arena, "", text, &ret->csv, &ignored);
	locate_columns(ret);
}

struct sv_str sv_fact_document_get(const struct sv_fact_document *document, size_t row, int column)
{
	return sv_str_trim(sv_csv_get(&document->csv, row, document->position[column]));
}

void sv_facts_begin(struct sv_facts *facts, struct sv_arena *arena)
{
	const struct sv_fact_kind *kind;

	*facts = (struct sv_facts){.arena = arena};
	for (int i = 0; (kind = sv_fact_table_kind(i)); i++) {
		struct sv_fact_set *set = &facts->sets[i];

		assert(i < SV_FACT_TABLES_MAX);
		set->kind = kind;
		while (kind->key[set->key_count]) {
			set->key[set->key_count] =
			    sv_fact_column_index(kind, kind->key[set->key_count]);
			set->key_count++;
		}
	}
}

/* FNV-1a over the key, each column ended by a byte that UTF-8 never has. */
static uint64_t hash_key(const struct sv_fact_set *set, const struct sv_csv_field *fields)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < set->key_count; i++) {
		struct sv_str text = fields[set->key[i]].text;

		for (size_t k = 0; k < text.len; k++)
			hash = (hash ^ (unsigned char)text.ptr[k]) * 1099511628211u;
		hash = (hash ^ 0xff) * 1099511628211u;
	}
	return hash;
}

static bool same_key(const struct sv_fact_set *set, const struct sv_csv_field *a,
		     const struct sv_csv_field *b)
{
	for (size_t i = 0; i < set->key_count; i++)
		if (!sv_str_equal(a[set->key[i]].text, b[set->key[i]].text))
			return false;
	return true;
}

/* The slot of a key: that of its row, or the free one where it belongs. */
static uint32_t *slot_of(const struct sv_fact_set *set, const struct sv_csv_field *fields)
{
	size_t at = hash_key(set, fields) & (set->slot_count - 1);

	while (set->slots[at] && !same_key(set, set->rows[set->slots[at] - 1].fields, fields))
		at = (at + 1) & (set->slot_count - 1);
	return &set->slots[at];
}

static void make_room(struct sv_facts *facts, struct sv_fact_set *set)
{
	set->rows =
	    sv_arena_grow(facts->arena, set->rows, set->count, &set->cap, sizeof(*set->rows));
	if (2 * (set->count + 1) <= set->slot_count)
		return;
	set->slot_count = set->slot_count ? 4 * set->slot_count : 64;
	set->slots = SV_NEW_ARRAY(facts->arena, uint32_t, set->slot_count);
	for (size_t i = 0; i < set->count; i++)
		*slot_of(set, set->rows[i].fields) = (uint32_t)i + 1;
}

static void add_row(struct sv_facts *facts, struct sv_fact_set *set, const struct sv_fact_row *row)
{
	make_room(facts, set);
	set->rows[set->count++] = *row;
	*slot_of(set, row->fields) = (uint32_t)set->count;
}

void sv_facts_add_standing(struct sv_facts *facts, int table, const struct sv_csv_field *fields)
{
	add_row(facts, &facts->sets[table], &(struct sv_fact_row){.fields = fields});
}

static bool same_fields(const struct sv_fact_set *set, const struct sv_csv_field *a,
			const struct sv_csv_field *b)
{
	for (size_t i = 0; i < set->kind->column_count; i++)
		if (!sv_str_equal(a[i].text, b[i].text))
			return false;
	return true;
}

static struct sv_fact_row row_of_document(struct sv_facts *facts,
					  const struct sv_fact_document *document, size_t number)
{
	const struct sv_fact_kind *kind = document->kind;
	struct sv_csv_field *fields =
	    SV_NEW_ARRAY(facts->arena, struct sv_csv_field, kind->column_count);

	for (size_t i = 0; i < kind->column_count; i++) {
		fields[i].text = sv_fact_document_get(document, number, (int)i);
		if (document->position[i] >= 0)
			fields[i].column =
			    document->csv.rows[number].fields[document->position[i]].column;
	}
	return (struct sv_fact_row){kind, document->csv.file, document->csv.rows[number].line,
				    fields};
}

static void report_duplicate(const struct sv_fact_set *set, const struct sv_fact_row *row,
			     const struct sv_fact_row *first, struct sv_findings *findings)
{
	_cleanup_(sv_buf_free) struct sv_buf key = SV_BUF_INIT;

	for (size_t i = 0; i < set->key_count; i++)
		sv_buf_printf(&key, "%s%.*s", i ? ", " : "",
			      SV_STR_ARG(row->fields[set->key[i]].text));
	sv_findings_error(findings, "duplicate-key", row->file, row->line,
			  row->fields[set->key[0]].column, "keep one of the two",
			  "'%s' stands already in %s:%d", key.ptr, first->file, first->line);
}

void sv_facts_merge(struct sv_facts *facts, const struct sv_fact_document *document,
		    struct sv_fact_changes *ret, struct sv_findings *findings)
{
	struct sv_fact_set *set = &facts->sets[sv_fact_table_index(document->kind->table)];

	*ret = (struct sv_fact_changes){0};
	set->changed = true;
	for (size_t i = 0; i < document->csv.row_count; i++) {
		struct sv_fact_row row = row_of_document(facts, document, i);
		struct sv_fact_row *standing = NULL;
		uint32_t slot = set->slot_count ? *slot_of(set, row.fields) : 0;

		if (!slot) {
			add_row(facts, set, &row);
			ret->rows_new++;
			continue;
		}
		standing = &set->rows[slot - 1];
		if (standing->kind)
			report_duplicate(set, &row, standing, findings);
		else if (same_fields(set, standing->fields, row.fields))
			ret->rows_unchanged++;
		else
			ret->rows_changed++;
		*standing = row;
	}
}

const struct sv_fact_row *sv_fact_set_find(const struct sv_fact_set *set, struct sv_str first_key)
{
	struct sv_csv_field fields[SV_FACT_COLUMNS_MAX] = {0};
	uint32_t slot;

	if (!set->count)
		return NULL;
	if (set->key_count > 1) {
		for (size_t i = 0; i < set->count; i++)
			if (sv_str_equal(set->rows[i].fields[set->key[0]].text, first_key))
				return &set->rows[i];
		return NULL;
	}
	fields[set->key[0]].text = first_key;
	slot = *slot_of(set, fields);
	return slot ? &set->rows[slot - 1] : NULL;
}

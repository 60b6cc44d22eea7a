/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * facts.h - tables of facts and evidence, as documents bring them in.
 *
 * The kinds of tables are data: one declaration each in facts_kinds.c, from
 * which reading, checking, the derived tables and the export all follow.  The
 * format document is docs/formats/facts.md and outranks them.
 *
 * A check needs to know what stands in the record already: struct sv_facts
 * holds those rows (facts_store.h loads them) and takes in the new ones, so that
 * every later question is asked of the record as it would stand afterwards.
 */
#ifndef SV_DOMAIN_FACTS_H
#define SV_DOMAIN_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/finding.h"
#include "base/str.h"

#define SV_FACT_COLUMNS_MAX 20 /* columns of a kind */
#define SV_FACT_KEY_MAX 4      /* columns of a key */
#define SV_FACT_INTERVALS_MAX 2
#define SV_FACT_TABLES_MAX 32 /* derived tables */

enum sv_field_type {
	SV_FIELD_TEXT,
	SV_FIELD_CODE,         /* letters, digits and _ - . : / */
	SV_FIELD_DATE,         /* YYYY-MM-DD */
	SV_FIELD_PARTIAL_DATE, /* YYYY[-MM[-DD]] */
	SV_FIELD_YEAR,
	SV_FIELD_INTEGER,
	SV_FIELD_DECIMAL,
	SV_FIELD_WORD,      /* one of .of, separated by '|' */
	SV_FIELD_REFERENCE, /* first key column of a row of derived table .of */
	SV_FIELD_SOURCES,   /* ids of sources, separated by ';' */
};

struct sv_fact_column {
	const char *name;
	enum sv_field_type type;
	bool required;
	const char *of;
	bool ranged; /* a number from min to max, both included */
	int64_t min, max;
	bool derived_only; /* not in the document: belongs to a kind that shares the table */
};

struct sv_fact_kind {
	const char *name;  /* kind of the document: "facts/states" */
	const char *table; /* derived table; kinds that share one have the same columns */
	const struct sv_fact_column *columns;
	size_t column_count;
	const char *key[SV_FACT_KEY_MAX + 1]; /* NULL ends */
	struct {
		const char *from, *to;
	} intervals[SV_FACT_INTERVALS_MAX];
	const char
	    *alone[3]; /* rows alike in these never hold at once (first interval); NULL ends */
	const char *measured; /* the unit must be that of this indicator column; or NULL */
};

extern const struct sv_fact_kind sv_fact_kinds[];
extern const size_t sv_fact_kind_count;

const struct sv_fact_kind *sv_fact_kind_find(const char *name); /* or NULL */

/* Number of a derived table, in the order of their first kinds; -1 when there is none. */
int sv_fact_table_index(const char *table);
/* The first kind that feeds a derived table; NULL beyond the last. */
const struct sv_fact_kind *sv_fact_table_kind(int index);

int sv_fact_column_index(const struct sv_fact_kind *kind, const char *name); /* or -1 */

/* A table as parsed. */
struct sv_fact_document {
	const struct sv_fact_kind *kind; /* NULL: of no kind; a finding says so */
	struct sv_csv csv;
	int position[SV_FACT_COLUMNS_MAX]; /* of each column in csv, or -1 */
};

/* Parse text and tell its kind by its header.  Problems are findings. */
void sv_fact_document_parse(struct sv_arena *arena, const char *file, struct sv_str text,
			    struct sv_fact_document *ret, struct sv_findings *findings);

/* As above for a document whose kind is known and whose text was checked when it was recorded. */
void sv_fact_document_read(struct sv_arena *arena, const struct sv_fact_kind *kind,
			   struct sv_str text, struct sv_fact_document *ret);

/* Trimmed text of a field; "" for a column the document does not have. */
struct sv_str sv_fact_document_get(const struct sv_fact_document *document, size_t row, int column);

/* A row, standing or new. */
struct sv_fact_row {
	const struct sv_fact_kind *kind; /* of its document; NULL when it stands in the record */
	const char *file;                /* of its document, likewise */
	int line;
	const struct sv_csv_field *fields; /* by column of the kind; .column is 0 where unknown */
};

/* The rows of a derived table by key, as they would stand. */
struct sv_fact_set {
	const struct sv_fact_kind *kind; /* first of its table */
	int key[SV_FACT_KEY_MAX];        /* column indexes */
	size_t key_count;
	struct sv_fact_row *rows;
	size_t count, cap;
	uint32_t *slots; /* row number + 1 by hash of the key; 0: free */
	size_t slot_count;
	bool changed; /* rows were merged in */
};

struct sv_facts {
	struct sv_arena *arena;
	struct sv_fact_set sets[SV_FACT_TABLES_MAX];
};

void sv_facts_begin(struct sv_facts *facts, struct sv_arena *arena);

/* A standing row; its fields are kept, not copied. */
void sv_facts_add_standing(struct sv_facts *facts, int table, const struct sv_csv_field *fields);

/* How a document would change what stands. */
struct sv_fact_changes {
	size_t rows_new, rows_changed, rows_unchanged;
};

/* Take the document's rows in.  Two new rows with one key are a finding. */
void sv_facts_merge(struct sv_facts *facts, const struct sv_fact_document *document,
		    struct sv_fact_changes *ret, struct sv_findings *findings);

/* Everything that is wrong with the new rows, alone and beside the others. */
void sv_facts_check(const struct sv_facts *facts, struct sv_findings *findings);

/* The row whose first key column is this text, or NULL. */
const struct sv_fact_row *sv_fact_set_find(const struct sv_fact_set *set, struct sv_str first_key);

#endif

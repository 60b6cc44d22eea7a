/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schema.h - tables as data, one definition for every engine.
 *
 * The record's own tables stand in schema.c; the derived tables come from the
 * layer that derives them, as an array of struct sv_table.
 */
#ifndef SV_STORE_SCHEMA_H
#define SV_STORE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Raised with every change of a table's shape; a store of another version is refused. */
#define SV_SCHEMA_VERSION 3

enum sv_column_type {
	SV_COLUMN_INT,  /* 64-bit integer */
	SV_COLUMN_TEXT, /* UTF-8; dates as YYYY-MM-DD, exact decimals as written */
	SV_COLUMN_BLOB,
};

struct sv_column {
	const char *name;
	enum sv_column_type type;
	bool required; /* NOT NULL */
};

#define SV_TABLE_INDEXES_MAX 4

struct sv_table {
	const char *name;
	const struct sv_column *columns;
	size_t column_count;
	const char *primary_key;                   /* column list, quoted where needed */
	const char *indexes[SV_TABLE_INDEXES_MAX]; /* column lists; NULL ends */
	bool by_key; /* rows are short: an engine that can keeps them in the order of their key */
};

struct sv_db;

/* Create tables and their indexes.  Call it inside a transaction. */
SV_MUST_USE int sv_schema_create(struct sv_db *db, const struct sv_table *tables, size_t count,
				 struct sv_error *err);

/* Drop tables and their indexes.  Call it inside a transaction. */
SV_MUST_USE int sv_schema_drop(struct sv_db *db, const struct sv_table *tables, size_t count,
			       struct sv_error *err);

/* Whether a row is copied, by the number in its first column. */
typedef bool (*sv_row_wanted)(const struct sv_table *table, int64_t first, const void *context);

/* Every row of these tables of one store, or every one that is wanted, into the same tables, empty,
 * of another: as it is. */
SV_MUST_USE int sv_schema_copy(struct sv_db *from, struct sv_db *to, const struct sv_table *tables,
			       size_t count, sv_row_wanted wanted, const void *context,
			       struct sv_error *err);

#endif

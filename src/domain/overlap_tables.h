/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * overlap_tables.h - two tables matched row by row: which national programme or
 * type of equipment of one list is which of the other.
 *
 * Needs no training and no labels.  What two rows share counts by how rare it
 * is: words, 3-grams of characters, and designations.  A column that both tables
 * have counts twice, as text like any other and as that column.  Every row is
 * in one pair at most.  docs/overlap.md has the method.
 */
#ifndef SV_DOMAIN_OVERLAP_TABLES_H
#define SV_DOMAIN_OVERLAP_TABLES_H

#include "base/csv.h"
#include "base/error.h"
#include "solve/similar.h"

struct sv_table_question {
	const struct sv_csv *left, *right;
	const char *columns; /* "title,maker" or "title=name,maker"; NULL: all but the ids */
	const char *id;      /* column with the ids; NULL: "id" if there is one, else the line */
	const char *language;
	double at_least; /* likeness; pairs below are none */
	const struct sv_similar_progress *progress;
};

/* From what likeness on a pair is shown when nothing else is asked for. */
#define SV_TABLE_LIKENESS 0.25

struct sv_table_pair {
	struct sv_str left_id, right_id;
	size_t left, right; /* rows */
	double score;       /* 0 to 1 */
	const char *label;  /* sv_table_label() */
};

struct sv_table_answer {
	struct sv_table_pair *pairs; /* in the order of the left table */
	size_t count;
	const char **compared; /* "title", "title=name" */
	size_t compared_count;
	size_t empty; /* rows without any term */
};

/* "same" (every term is shared), "likely", "possible" */
const char *sv_table_label(double score);

/* Problems with the question and the tables are findings; with an error among them there is no
 * answer.  Returns how many errors there are. */
SV_MUST_USE size_t sv_table_match(struct sv_arena *arena, const struct sv_table_question *question,
				  struct sv_table_answer *ret, struct sv_findings *findings);

/* Pairs of rows within one table (question->right is not asked for), by overlap.  SV_ELIMIT when
 * there are too many. */
SV_MUST_USE int sv_table_pairs(struct sv_arena *arena, const struct sv_table_question *question,
			       struct sv_table_answer *ret, struct sv_findings *findings,
			       struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tables.h - two tables of the user's own, compared row by row; nothing of
 * them enters the record, and no record is needed.
 */
#ifndef SV_APP_TABLES_H
#define SV_APP_TABLES_H

#include "app/app.h"
#include "domain/overlap_tables.h"

struct sv_table_comparison {
	const char *left_path, *right_path; /* right NULL: pairs within the left table */
	const char *columns, *id;           /* as of struct sv_table_question */
	const char *language;               /* NULL: guess from the left table */
	double at_least;
	const struct sv_similar_progress *progress;
	/* Filled: */
	struct sv_csv left, right;
	struct sv_table_answer answer;
	struct sv_findings findings;
};

/* SV_EINVALID when a table or the question is wrong: the findings say how. */
SV_MUST_USE int sv_app_compare_tables(struct sv_arena *arena,
				      struct sv_table_comparison *comparison, struct sv_error *err);

#endif

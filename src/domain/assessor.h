/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * assessor.h - what the files of the assessment share: assessor.c prepares and
 * runs, feed.c resolves what a program reads, inputs.c reads it row by row,
 * columns.c all rows at once, refs.c tells from which rows of documents, codes.c
 * rates without a word, assess.c rates members with their reasons, collective.c
 * the members together, assessment.c puts all in one, reason.c puts results into
 * words, explain.c builds the tree, conflict.c compares sources, people.c puts
 * declarations and judgements where rules leave the word to people.
 * Only these include it.
 */
#ifndef SV_DOMAIN_ASSESSOR_H
#define SV_DOMAIN_ASSESSOR_H

#include "domain/assess.h"
#include "domain/feed.h"
#include "rules/bulk.h"
#include "rules/trace.h"
#include "rules/vm.h"

struct sv_compiled_clause {
	const struct sv_clause *clause;
	const struct sv_program *program;
};

/* An item with all its programs. */
struct sv_compiled_item {
	const struct sv_pledge_item *item;
	const struct sv_program **measures; /* as item->measures */
	const struct sv_program *target;    /* or NULL */
	struct sv_compiled_clause *clauses; /* as item->clauses */
	bool binds_together; /* measures on the members' sums: collective scope, or sums only */
};

/* Figures decide it, at least in part; else people do, or a plan declares. */
static inline bool sv_item_is_measured(const struct sv_compiled_item *item)
{
	return item->item->measure_count > 0 || item->item->clause_count > 0;
}

#define SV_NO_ITEM SIZE_MAX

struct sv_said;
struct sv_code_plan;

struct sv_assessor {
	struct sv_arena *arena;
	const struct sv_assess_input *input;
	const struct sv_pledge *pledge; /* the set in force, or NULL */
	int64_t rules_doc;
	int members[SV_STATES_MAX]; /* indexes into the register, by code */
	size_t member_count;
	bool is_member[SV_STATES_MAX]; /* by state */
	size_t year_count;
	struct sv_compiled_item *items; /* commitments in force, then series */
	size_t item_count, commitment_count;
	struct sv_figure_book book;
	struct sv_vm *vm;
	struct sv_bulk *bulk;
	union sv_column *block; /* room for what is loaded */
	enum sv_rows rows;      /* of the program now running */
	bool without_words;
	size_t told_item; /* then the one item that still has words, or SV_NO_ITEM */
	struct sv_feed *feeds[SV_FEED_BUCKETS];
	struct sv_entries *entries;
	const char *unit_text;      /* of the last value */
	struct sv_said *said;       /* by year, commitment and member; NULL: nobody spoke */
	struct sv_code_plan *plans; /* of codes.c, by commitment; NULL: not asked for yet */
};

/* Whether reasons and rows are wanted of an item. */
static inline bool sv_assessor_tells(const struct sv_assessor *assessor,
				     const struct sv_compiled_item *item)
{
	return !assessor->without_words || (size_t)(item - assessor->items) == assessor->told_item;
}

/* The day on which registers and facts are looked up for a year: docs/formats/rules.md, "Time". */
int32_t sv_assessor_day(const struct sv_assessor *assessor, int year);

/* sv_input_load for both kinds of rows; context is the assessor. */
void sv_assessor_load(void *context, const struct sv_program *program, const struct sv_input *input,
		      size_t first, size_t count, union sv_column *ret);

/* Rows of a run of the kind that the assessor is at. */
size_t sv_assessor_row_count(const struct sv_assessor *assessor);

/* columns.c: what a program reads in all of them, by input. */
const struct sv_bulk_column *sv_assessor_columns(struct sv_assessor *assessor,
						 const struct sv_program *program);

/* Whether a state belonged to a group at the end of a year. */
bool sv_assessor_in_group(const struct sv_register *reg, const char *group, int state, int year);

/*
 * The states whose figures a program adds up in a year: the members, or the states of its group in
 * any of the years it looks at.  Into states[SV_STATES_MAX]; returns how many.
 */
size_t sv_assessor_candidates(struct sv_assessor *assessor, const struct sv_program *program,
			      int year, int *states);

/* What a state adds to the sums of a program in a year: see sv_feed_part(). */
enum sv_part sv_assessor_part(struct sv_assessor *assessor, const struct sv_program *program,
			      int state, int year, enum sv_missing *ret_why);

/* The row of a program as a member index (-1: the collective) and a year. */
void sv_assessor_row(const struct sv_assessor *assessor, size_t row, int *ret_member,
		     int *ret_year);

/* What stands where nothing is measured. */
static inline struct sv_value sv_assessor_no_value(void)
{
	return (struct sv_value){
	    .missing = SV_NOT_REPORTED, .lower = {0, 1}, .upper = {0, 1}, .unit = ""};
}

/* A figure in its unit as it is shown: a share as percent. */
struct sv_value sv_assessor_value(struct sv_assessor *assessor, const struct sv_cell *cell,
				  const struct sv_unit *unit);

/* The rows that the inputs under a trace rest on, added to those already listed. */
void sv_assessor_refs(struct sv_assessor *assessor, const struct sv_program *program,
		      const struct sv_trace *trace, size_t row, struct sv_fact_ref **ret_refs,
		      size_t *ret_count);

/* reason.c: sentences in plain words. */
const char *sv_reason_value(struct sv_assessor *assessor, const struct sv_value *value);
/* The same, with as many digits as show on which side of a number of the rule (or NULL) it is. */
const char *sv_reason_value_beside(struct sv_assessor *assessor, const struct sv_value *value,
				   const struct sv_expr *number);
/* A number with so many digits and its unit. */
const char *sv_reason_number(struct sv_assessor *assessor, struct sv_rational number,
			     int32_t digits, const char *unit);
const char *sv_reason_constant(struct sv_assessor *assessor, const struct sv_expr *number);
/* is_said: the sentence has named the item's first measure already. */
const char *sv_reason_condition(struct sv_assessor *assessor, const struct sv_pledge_item *item,
				const struct sv_trace *trace, int year, bool is_said);
const char *sv_reason_projects(struct sv_assessor *assessor, const struct sv_expr *count, int state,
			       int32_t day);
const char *sv_reason_counted(struct sv_assessor *assessor, const struct sv_program *program,
			      int year);
const char *sv_reason_names(struct sv_assessor *assessor, const struct sv_names *names);

/* Prepare: choose the set, compile, lay out years.  Shared by sv_assess and sv_assess_explain. */
SV_MUST_USE int sv_assessor_prepare(struct sv_assessor *assessor, struct sv_arena *arena,
				    const struct sv_assess_input *input, struct sv_error *err);

/* The same for the rules of another subject, on one state alone or (-1) on all members. */
SV_MUST_USE int sv_assessor_prepare_for(struct sv_assessor *assessor, struct sv_arena *arena,
					const struct sv_assess_input *input, const char *subject,
					int state, struct sv_error *err);

/* Results of an item by row. */
struct sv_item_results {
	struct sv_cell **measures;
	uint8_t *target; /* enum sv_truth; NULL when there is none */
	uint8_t **clauses;
};

/* A program's cells over all rows of the kind that the assessor is at. */
struct sv_cell *sv_assessor_measure(struct sv_assessor *assessor, const struct sv_program *program);

/* Run an item's programs over all rows of a kind. */
struct sv_item_results sv_assessor_run(struct sv_assessor *assessor,
				       const struct sv_compiled_item *item, enum sv_rows rows);

/* The cell of a year (by index), an item and a member. */
struct sv_rated *sv_assessor_cell(struct sv_assessment *assessment, size_t year_index, size_t item,
				  size_t member);

/* assess.c: rate one row of a run, or all members under an item; collective.c: the collective. */
void sv_assessor_rate_row(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			  const struct sv_item_results *results, size_t row,
			  struct sv_rated *rated);
void sv_assessor_rate_members(struct sv_assessor *assessor, struct sv_assessment *assessment,
			      size_t index);
/* All members under all items, ratings and values alone. */
void sv_assessor_rate_by_code(struct sv_assessor *assessor, struct sv_assessment *assessment);
/* The cell of a row of the members, named and without a value. */
struct sv_rated *sv_assessor_open_cell(const struct sv_assessor *assessor,
				       struct sv_assessment *assessment, size_t item, size_t row);
void sv_assessor_rate_collective(struct sv_assessor *assessor, struct sv_assessment *assessment);

/* What the clauses of a measured item say of a row, before any day or person is asked. */
enum sv_rating sv_assessor_verdict(const struct sv_compiled_item *item,
				   const struct sv_item_results *results, size_t row);
enum sv_rating sv_assessor_outcome_rating(enum sv_outcome outcome);
enum sv_outcome sv_assessor_otherwise(const struct sv_pledge_item *item); /* when none was true */
bool sv_assessor_is_due(const struct sv_assessor *assessor, const struct sv_pledge_item *item,
			int year);

/* What a register holds of a member says nothing of a day on which it was none yet. */
bool sv_assessor_reads_register(const struct sv_compiled_item *item);
bool sv_assessor_took_part(const struct sv_assessor *assessor, const struct sv_compiled_item *item,
			   int member, int year);

/* collective.c: whether a measure says something of the members together, and whether a rating
 * does. */
bool sv_assessor_is_collective(const struct sv_compiled_item *item, size_t measure);
bool sv_assessor_is_rated_together(const struct sv_compiled_item *item);

/* least_change.c: the ways out of a rating, for the row that is explained. */
const struct sv_least_change *sv_assessor_least_change(struct sv_assessor *assessor,
						       const struct sv_compiled_item *item,
						       enum sv_rows rows, size_t row,
						       const struct sv_rated *rated);

/* One cell: where it stands in the runs of its item. */
struct sv_assessor_place {
	const struct sv_compiled_item *item;
	enum sv_rows rows;
	size_t row;
};

/* explain.c: sv_assess_explain() once prepared, and where the cell stands. */
SV_MUST_USE int sv_assessor_explain(struct sv_assessor *assessor, const char *state,
				    const char *number, struct sv_explanation *ret,
				    struct sv_assessor_place *ret_place, struct sv_error *err);

/* Rate everything into a new assessment. */
struct sv_assessment *sv_assessor_rate(struct sv_assessor *assessor);

/* people.c: what people said of a cell whose rating the rule leaves to them; not both. */
struct sv_said {
	const struct sv_declaration *declaration;
	const struct sv_judgement *judgement;
	const char *passed_over; /* "judgement" or "declaration": one stands and is not released */
};

/* Sort what people said by cell. */
void sv_assessor_listen(struct sv_assessor *assessor);

/* member -1: the members together. */
struct sv_said sv_assessor_said(const struct sv_assessor *assessor,
				const struct sv_compiled_item *item, int member, size_t year_index,
				enum sv_rating rating);

/* Put it in place of the rating. */
void sv_said_rating(const struct sv_said *said, const struct sv_pledge_item *item,
		    enum sv_rating *rating, enum sv_basis *basis);

/* The same for a cell, with its words where they are wanted. */
void sv_assessor_people(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			int member, struct sv_rated *rated);

/* conflict.c: where sources disagree, as findings. */
void sv_assessor_conflicts(struct sv_assessor *assessor, struct sv_findings *findings);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan.h - a National Implementation Plan: how a state says it meets its
 * commitments, in figures and in answers.
 *
 * What a plan asks for is data: a template has sheets, a sheet has fields.  A
 * plan is then a set of values, each under sheet, field, row and year.  It is
 * read from JSON (plan_json.h) or from a workbook (plan_book.h), which carry
 * the same, and checked (plan_check.h).  What is wrong with a value is a finding
 * at its place in the file it came from.  docs/formats/plan.md.
 *
 * Source: Decision (CFSP) 2017/2315, Art. 3 and 6; domain reference 2.4.
 */
#ifndef SV_DOMAIN_PLAN_H
#define SV_DOMAIN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/finding.h"
#include "domain/evidence.h"
#include "domain/register.h"
#include "domain/rulebook.h"

/* Sources that accepted plans are recorded under. */
#define SV_PLAN_SOURCE "plans"
#define SV_PLAN_EXERCISE_SOURCE "exercise" /* made up */

enum sv_plan_layout {
	SV_PLAN_FIELDS,  /* one value a field */
	SV_PLAN_YEARS,   /* one value a field and year */
	SV_PLAN_ROWS,    /* a table; its rows are numbered from 0 */
	SV_PLAN_ANSWERS, /* a table with one row for each item in force */
};

enum sv_plan_type {
	SV_PLAN_AMOUNT, /* a decimal, not negative */
	SV_PLAN_INTEGER,
	SV_PLAN_TEXT,
	SV_PLAN_LONG,
	SV_PLAN_CHOICE,
	SV_PLAN_DATE,
	SV_PLAN_YEAR,
	SV_PLAN_STATE,
	SV_PLAN_PROJECT,
	SV_PLAN_YES_NO,
};

struct sv_plan_field {
	const char *name, *label;
	const char *unit; /* "MONEY": millions of the plan's currency; "PERSONS", ...; "" */
	enum sv_plan_type type;
	bool required;
	const char *indicator;     /* of class plan, that the figure becomes; or "" */
	const char *compare;       /* indicator of the state's own history; or "" */
	int year_first, year_last; /* counted from the plan's year */
	const char **choices;
	size_t choice_count;
	int band; /* a figure further than so many times from the last one is a finding; 0: none */
	const char *ground; /* on which it is kept out of public renditions; "" when it is not */
	const char *basis, *note;
};

struct sv_plan_sheet {
	const char *name, *title, *note;
	enum sv_plan_layout layout;
	const struct sv_plan_field *fields;
	size_t field_count;
};

struct sv_plan_template {
	const char *name, *title, *basis;
	int cycle_from, cycle_to; /* years of the plans it serves, both included */
	const struct sv_plan_sheet *sheets;
	size_t sheet_count;
};

/* An item in force that a plan answers. */
struct sv_plan_item {
	const char *number, *title, *text, *basis, *judges;
	enum sv_scope scope;
	bool declared; /* "declared in plan": the answer rates it */
};

/* What a plan is read and checked against. */
struct sv_plan_context {
	const struct sv_plan_template *template;
	const struct sv_register *reg;
	const struct sv_evidence *evidence;
	const struct sv_rule_text *texts;
	size_t text_count;
	const struct sv_plan_item *items; /* in force on the first day of the plan's year */
	size_t item_count;
	int64_t known_size;
	int32_t on;
};

enum sv_plan_value {
	SV_PLAN_IS_TEXT,   /* normalised: a choice's word, an ISO date, a code */
	SV_PLAN_IS_NUMBER, /* text is its decimal */
	SV_PLAN_IS_GAP,    /* no figure, and why */
	SV_PLAN_IS_WRONG,  /* text is what stands there; a finding says what is wrong */
};

struct sv_plan_cell {
	int sheet, field; /* indexes into the template */
	int row;          /* of a table, or index of the item; else -1 */
	int year;         /* 0 where the layout has none */
	enum sv_plan_value is;
	struct sv_str text;
	struct sv_decimal number;
	enum sv_missing gap;
	const char *place; /* "Finance!C7" or a JSON pointer */
};

struct sv_plan {
	const struct sv_plan_context *context;
	const char *file;           /* for findings */
	const char *state;          /* code, or "" when the plan does not say */
	int year;                   /* or 0 */
	bool exercise;              /* made up, and says so */
	struct sv_plan_cell *cells; /* by sheet, field, row, year once finished */
	size_t cell_count, cell_cap;
	struct sv_plan_cell *expected; /* places of a workbook that may hold a value, or none */
	size_t expected_count, expected_cap;
	int *row_counts; /* by sheet; of tables */
};

/* Indexes by name, or -1. */
int sv_plan_sheet_index(const struct sv_plan_template *template, struct sv_str name);
int sv_plan_field_index(const struct sv_plan_sheet *sheet, struct sv_str name);

/* The value, or NULL when there is none. */
const struct sv_plan_cell *sv_plan_find(const struct sv_plan *plan, int sheet, int field, int row,
					int year);
/* The same by names; row -1 and year 0 where there are none. */
const struct sv_plan_cell *sv_plan_get(const struct sv_plan *plan, const char *sheet,
				       const char *field, int row, int year);
/* Its text, or "". */
struct sv_str sv_plan_text(const struct sv_plan *plan, const char *sheet, const char *field,
			   int row);

/* "/finance/rt/2026", "/answers/12.1/declared", "/formations/0/name": where the value stands in
 * the JSON form, and how a confirmation names it. */
const char *sv_plan_pointer(struct sv_arena *arena, const struct sv_plan *plan, int sheet,
			    int field, int row, int year);

/* Where a value stands, or would stand, in the plan's file. */
const char *sv_plan_place(struct sv_arena *arena, const struct sv_plan *plan, int sheet, int field,
			  int row, int year);

/* Whether a year is one that the field asks for. */
bool sv_plan_field_has_year(const struct sv_plan *plan, const struct sv_plan_field *field,
			    int year);

/* The items of a set of rules that plans of a year answer; none in force is an empty list. */
SV_MUST_USE int sv_plan_items(struct sv_arena *arena, const struct sv_rule_text *texts,
			      size_t text_count, int year, const struct sv_plan_item **ret_items,
			      size_t *ret_count, struct sv_error *err);

/* A value as it stands in a file, before it is understood. */
enum sv_plan_raw_kind {
	SV_PLAN_RAW_TEXT,
	SV_PLAN_RAW_NUMBER,
	SV_PLAN_RAW_BOOL,
	SV_PLAN_RAW_DATE,
	SV_PLAN_RAW_ERROR, /* of a formula */
};

struct sv_plan_raw {
	enum sv_plan_raw_kind kind;
	struct sv_str text;
	bool percent; /* shown as percent */
	bool cut;     /* too long, and not whole */
	bool exact;   /* a decimal may stand as text (JSON) */
	const char *place;
};

struct sv_plan_builder {
	struct sv_arena *arena;
	struct sv_plan *plan;
	struct sv_findings *findings;
};

void sv_plan_begin(struct sv_plan_builder *builder, struct sv_arena *arena,
		   const struct sv_plan_context *context, const char *file,
		   struct sv_findings *findings);
/* Understand a value and put it in its place; a second one there is a finding. */
void sv_plan_put(struct sv_plan_builder *builder, int sheet, int field, int row, int year,
		 const struct sv_plan_raw *raw);
/* That a value could stand at this place. */
void sv_plan_expect(struct sv_plan_builder *builder, int sheet, int field, int row, int year,
		    const char *place);
/* A value that is known to be right: for plans that are made, not read. */
void sv_plan_put_text(struct sv_plan_builder *builder, const char *sheet, const char *field,
		      int row, int year, const char *text);
void sv_plan_put_number(struct sv_plan_builder *builder, const char *sheet, const char *field,
			int row, int year, struct sv_decimal number);
struct sv_plan *sv_plan_finish(struct sv_plan_builder *builder);

/* A finding at a place of the plan's file. */
void sv_plan_say(struct sv_findings *findings, const struct sv_plan *plan,
		 enum sv_severity severity, const char *rule, const char *place, const char *basis,
		 const char *repair, const char *fmt, ...) SV_PRINTF(8, 9);

#endif

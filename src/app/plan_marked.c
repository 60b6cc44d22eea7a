/* SPDX-License-Identifier: EUPL-1.2 */
/* What was found, marked in the workbook that was handed in, or in one that is made for a plan in
 * JSON. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/plan.h"
#include "base/limits.h"
#include "domain/plan_book.h"
#include "sheet/mark.h"

#define COMMENT_TEXT_MAX 8000

/* The workbook to be marked. */
struct marked {
	struct sv_arena *arena;
	struct sv_str bytes;
	const struct sv_plan_book *book;
	const struct sv_plan *plan; /* as the workbook has it, where findings name JSON pointers */
};

/* A finding at its cell. */
struct at_cell {
	struct sv_sheet_mark mark;
	size_t finding;
};

static int compare_places(const struct sv_sheet_mark *x, const struct sv_sheet_mark *y)
{
	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

static int compare_at_cells(const void *a, const void *b)
{
	const struct at_cell *x = a, *y = b;
	int order = compare_places(&x->mark, &y->mark);

	return order ? order : (x->finding > y->finding) - (x->finding < y->finding);
}

/* The cell of a value that a JSON pointer names, or the pointer. */
static const char *place_of(const struct marked *marked, const char *place)
{
	const struct sv_plan *plan = marked->plan;

	for (size_t i = 0; plan && *place == '/' && i < plan->expected_count; i++) {
		const struct sv_plan_cell *cell = &plan->expected[i];

		if (strcmp(sv_plan_pointer(marked->arena, plan, cell->sheet, cell->field, cell->row,
					   cell->year),
			   place) == 0)
			return cell->place;
	}
	return place;
}

/* "Finance!C7"; false for what is no cell of the workbook. */
static bool cell_of(const struct sv_plan_book *book, const char *place, struct sv_sheet_mark *ret)
{
	const char *mark = strrchr(place, '!');

	if (!mark)
		return false;
	*ret = (struct sv_sheet_mark){.sheet = -1, .text = ""};
	for (size_t i = 0; i < book->name_count && ret->sheet < 0; i++)
		if (strlen(book->names[i]) == (size_t)(mark - place) &&
		    memcmp(book->names[i], place, (size_t)(mark - place)) == 0)
			ret->sheet = (int)i;
	return ret->sheet >= 0 && sv_sheet_cell_parse(mark + 1, &ret->row, &ret->column);
}

/* One finding more at a cell: a line of its comment. */
static void add_line(struct sv_arena *arena, struct sv_sheet_mark *mark,
		     const struct sv_finding *finding)
{
	if (strlen(mark->text) > COMMENT_TEXT_MAX)
		return;
	mark->tone = SV_MAX(mark->tone, (int)finding->severity);
	mark->text =
	    sv_arena_printf(arena, "%s%s%s [%s]: %s%s%s", mark->text, *mark->text ? "\n" : "",
			    sv_severity_name(finding->severity), finding->rule, finding->message,
			    *finding->repair ? " - " : "", finding->repair);
}

static const struct sv_sheet_mark *make_marks(const struct marked *marked,
					      const struct sv_findings *findings, size_t *ret_count)
{
	struct at_cell *found = SV_NEW_ARRAY(marked->arena, struct at_cell, findings->count);
	struct sv_sheet_mark *marks =
	    SV_NEW_ARRAY(marked->arena, struct sv_sheet_mark, findings->count);
	size_t found_count = 0, count = 0;

	for (size_t i = 0; i < findings->count; i++) {
		found[found_count].finding = i;
		found_count += cell_of(marked->book, place_of(marked, findings->items[i].place),
				       &found[found_count].mark);
	}
	if (found_count)
		qsort(found, found_count, sizeof(*found), compare_at_cells);
	for (size_t i = 0; i < found_count; i++) {
		if (!count || compare_places(&marks[count - 1], &found[i].mark) != 0)
			marks[count++] = found[i].mark;
		add_line(marked->arena, &marks[count - 1], &findings->items[found[i].finding]);
	}
	*ret_count = count;
	return marks;
}

/* The sheet of an earlier check, or -1. */
static int earlier_page(const struct sv_plan_book *book)
{
	for (size_t i = 0; i < book->cell_count; i++)
		if (sv_str_is(book->cells[i].text, SV_PLAN_FINDINGS_KEY))
			return book->cells[i].sheet;
	return -1;
}

/* "Findings", or "Findings 2" where a desk has a sheet of that name. */
static const char *free_name(struct sv_arena *arena, const struct sv_plan_book *book)
{
	const char *name = SV_PLAN_FINDINGS_SHEET;

	for (int number = 2;; number++) {
		bool taken = false;

		for (size_t i = 0; i < book->name_count; i++)
			taken |= strcasecmp(book->names[i], name) == 0;
		if (!taken)
			return name;
		name = sv_arena_printf(arena, SV_PLAN_FINDINGS_SHEET " %d", number);
	}
}

/* All findings, whether or not they have a cell. */
static void make_page(struct sv_arena *arena, const struct sv_findings *findings,
		      struct sv_sheet_page *page)
{
	static const char *const heads[] = {"Severity", "Rule", "Where", "What", "Repair", "Basis"};
	static const double widths[] = {12, 28, 32, 80, 60, 44};
	const char **cells =
	    SV_NEW_ARRAY(arena, const char *, (findings->count + 1) * SV_ARRAY_LEN(heads));
	size_t count = 0;

	for (size_t i = 0; i < SV_ARRAY_LEN(heads); i++)
		cells[count++] = heads[i];
	for (size_t i = 0; i < findings->count; i++) {
		const struct sv_finding *finding = &findings->items[i];

		cells[count++] = sv_severity_name(finding->severity);
		cells[count++] = finding->rule;
		cells[count++] = finding->place;
		cells[count++] = finding->message;
		cells[count++] = finding->repair;
		cells[count++] = finding->basis;
	}
	page->widths = widths;
	page->column_count = SV_ARRAY_LEN(heads);
	page->cells = cells;
	page->row_count = findings->count + 1;
}

/* Written, and read again: where the values stand is known to the reader alone. */
static int make_book(const struct sv_plan_report *report, struct marked *marked,
		     struct sv_error *err)
{
	struct sv_plan_book *book = SV_NEW(marked->arena, struct sv_plan_book);
	struct sv_findings *ignored = SV_NEW(marked->arena, struct sv_findings);
	struct sv_sheet_visitor visitor;
	int r = sv_app_plan_workbook(marked->arena, report->plan, &marked->bytes, err);

	if (r < 0)
		return r;
	*ignored = (struct sv_findings)SV_FINDINGS_INIT(marked->arena);
	sv_plan_book_begin(book, marked->arena);
	visitor = sv_plan_book_visitor(book);
	r = sv_sheet_read(marked->bytes, &visitor, err);
	if (r < 0)
		return r;
	marked->book = book;
	marked->plan = sv_plan_book_parse(marked->arena, report->plan->context, "", book, ignored);
	return 0;
}

int sv_app_plan_marked(struct sv_arena *arena, const struct sv_plan_report *report,
		       struct sv_str *ret_bytes, struct sv_error *err)
{
	struct marked marked = {.arena = arena, .bytes = report->bytes, .book = report->book};
	struct sv_sheet_page page = {.key = SV_PLAN_FINDINGS_KEY};
	struct sv_sheet_marking marking = {.page = &page};
	int r = report->book ? 0 : make_book(report, &marked, err);

	if (r < 0)
		return r;
	marking.marks = make_marks(&marked, report->findings, &marking.mark_count);
	page.name = free_name(arena, marked.book);
	page.replaces = earlier_page(marked.book);
	make_page(arena, report->findings, &page);
	return sv_sheet_mark(arena, marked.bytes, &marking, ret_bytes, err);
}

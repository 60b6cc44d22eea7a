/* SPDX-License-Identifier: EUPL-1.2 */
/* What people do to a workbook before they send it back, on the plan that packs/exercise has for
 * France: what is harmless changes nothing, and everything else is found at its cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/import.h"
#include "app/plan.h"
#include "domain/plan_book.h"

#define CELLS_MAX 8000
#define SHEETS_MAX 32

struct book {
	const char *names[SHEETS_MAX];
	int name_count;
	struct sv_sheet_cell cells[CELLS_MAX];
	size_t cell_count;
};

struct bench {
	struct sv_arena arena;
	struct sv_app app;
	struct sv_moment moment;
	struct sv_plan_context context;
	struct book book;     /* as it was written; a test edits a copy */
	struct sv_plan *plan; /* what it says */
};

static int keep_sheet(void *context, int sheet, struct sv_str name, struct sv_error *err)
{
	struct bench *bench = context;

	(void)err;
	assert_in_range(sheet, 0, SHEETS_MAX - 1);
	bench->book.names[sheet] = sv_arena_str(&bench->arena, name).ptr;
	bench->book.name_count = sheet + 1;
	return 0;
}

static int keep_cell(void *context, const struct sv_sheet_cell *cell, struct sv_error *err)
{
	struct bench *bench = context;
	struct sv_sheet_cell *kept = &bench->book.cells[bench->book.cell_count++];

	(void)err;
	assert_in_range(bench->book.cell_count, 1, CELLS_MAX);
	*kept = *cell;
	kept->text = sv_arena_str(&bench->arena, cell->text);
	return 0;
}

static int keep_merge(void *context, const struct sv_sheet_merge *merge, struct sv_error *err)
{
	(void)context, (void)merge, (void)err;
	return 0;
}

static struct sv_plan *read_book(struct bench *bench, const struct book *book,
				 struct sv_findings *findings)
{
	struct sv_plan_book *plan_book = SV_NEW(&bench->arena, struct sv_plan_book);
	struct sv_error err = SV_ERROR_INIT;
	struct sv_sheet_visitor visitor;

	sv_plan_book_begin(plan_book, &bench->arena);
	visitor = sv_plan_book_visitor(plan_book);
	for (int i = 0; i < book->name_count; i++)
		assert_int_equal(
		    visitor.sheet(visitor.context, i, sv_str_from(book->names[i]), &err), 0);
	for (size_t i = 0; i < book->cell_count; i++)
		assert_int_equal(visitor.cell(visitor.context, &book->cells[i], &err), 0);
	*findings = (struct sv_findings)SV_FINDINGS_INIT(&bench->arena);
	return sv_plan_book_parse(&bench->arena, &bench->context, "book", plan_book, findings);
}

static int setup(void **state)
{
	static const struct sv_plan_wanted anything = {"", 0};
	static const struct sv_reading all = {.seen_only = false};
	struct bench *bench = calloc(1, sizeof(*bench));
	const char *source = getenv("SERVANDA_SOURCE");
	struct sv_error err = SV_ERROR_INIT;
	struct sv_plan_report report;
	struct sv_plan_file file;
	struct sv_findings findings;
	struct sv_str bytes;
	const struct sv_sheet_visitor visitor = {bench, keep_sheet, keep_cell, keep_merge};
	const char *plan =
	    sv_arena_printf(&bench->arena, "%s/packs/exercise/FRA-2027.exercise.json", source);

	if (sv_app_open_pack(sv_arena_printf(&bench->arena, "%s/packs/pesco", source),
			     &bench->arena, &bench->app, &err) < 0 ||
	    sv_app_moment(&bench->app, "2027-01-15", "", &bench->moment, &err) < 0 ||
	    sv_app_plan_context(&bench->app, &bench->arena, &bench->moment, &all, 2027,
				&bench->context, &err) < 0 ||
	    sv_app_plan_file(&bench->arena, plan, &file, &err) < 0 ||
	    sv_app_plan_check(&bench->app, &bench->arena, &bench->moment, &all, &file, &anything,
			      &report, &err) < 0 ||
	    sv_app_plan_workbook(&bench->arena, report.plan, &bytes, &err) < 0 ||
	    sv_sheet_read(bytes, &visitor, &err) < 0)
		fail_msg("%s", err.message);
	bench->plan = read_book(bench, &bench->book, &findings);
	assert_int_equal(findings.count, 0);
	*state = bench;
	return 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;

	sv_app_close(&bench->app);
	sv_arena_free(&bench->arena);
	free(bench);
	return 0;
}

static struct book *copy(struct bench *bench)
{
	struct book *book = SV_NEW(&bench->arena, struct book);

	*book = bench->book;
	return book;
}

static int sheet_of(const struct book *book, const char *name)
{
	for (int i = 0; i < book->name_count; i++)
		if (strcmp(book->names[i], name) == 0)
			return i;
	fail_msg("no sheet '%s'", name);
	return -1;
}

/* The cell of a figure of the plan, and its place. */
static struct sv_sheet_cell *cell_of(struct bench *bench, struct book *book, const char *field,
				     int year, const char **ret_place)
{
	const struct sv_plan_cell *value = sv_plan_get(bench->plan, "finance", field, -1, year);
	int sheet = sheet_of(book, "Finance");
	char name[SV_SHEET_CELL_NAME_MAX];

	assert_non_null(value);
	*ret_place = value->place;
	for (size_t i = 0; i < book->cell_count; i++)
		if (book->cells[i].sheet == sheet &&
		    strcmp(strchr(value->place, '!') + 1,
			   sv_sheet_cell_name(book->cells[i].row, book->cells[i].column, name)) ==
			0)
			return &book->cells[i];
	fail_msg("no cell at %s", value->place);
	return NULL;
}

/* The book says the same as before, and nothing is wrong with it. */
static void expect_same(struct bench *bench, const struct book *book)
{
	const struct sv_plan_difference *rows;
	struct sv_findings findings;
	struct sv_plan *plan = read_book(bench, book, &findings);
	size_t count;

	sv_plan_differences(&bench->arena, bench->plan, plan, &rows, &count);
	if (count)
		fail_msg("%s: '%s' became '%s'", rows[0].pointer, rows[0].before, rows[0].after);
	if (findings.count)
		fail_msg("%s at %s: %s", findings.items[0].rule, findings.items[0].place,
			 findings.items[0].message);
}

static const struct sv_finding *expect_finding(struct bench *bench, const struct book *book,
					       const char *rule, const char *place)
{
	struct sv_findings findings;

	(void)read_book(bench, book, &findings);
	for (size_t i = 0; i < findings.count; i++)
		if (strcmp(findings.items[i].rule, rule) == 0 &&
		    strcmp(findings.items[i].place, place) == 0)
			return &findings.items[i];
	fail_msg("no finding '%s' at %s; %zu others, first '%s' at %s", rule, place, findings.count,
		 findings.count ? findings.items[0].rule : "",
		 findings.count ? findings.items[0].place : "");
	return NULL;
}

static void renamed_and_moved_sheets_are_known_again(void **state)
{
	struct bench *bench = *state;
	struct book *book = copy(bench);

	for (int i = 0; i < book->name_count; i++)
		book->names[i] = sv_arena_printf(&bench->arena, "Blatt%d", i + 1);
	/* The hidden lists and the checking sheet have no mark: under their names they are ours. */
	for (int i = 0; i < book->name_count; i++)
		if (strcmp(bench->book.names[i], SV_PLAN_LISTS_SHEET) == 0 ||
		    strcmp(bench->book.names[i], SV_PLAN_CHECKING_SHEET) == 0)
			book->names[i] = bench->book.names[i];
	expect_same(bench, book);
	for (int i = 0; i < book->name_count; i++)
		book->names[i] = bench->book.names[book->name_count - 1 - i];
	for (size_t i = 0; i < book->cell_count; i++)
		book->cells[i].sheet = book->name_count - 1 - book->cells[i].sheet;
	expect_same(bench, book);
}

static void inserted_rows_and_columns_change_nothing(void **state)
{
	struct bench *bench = *state;
	struct book *book = copy(bench);

	for (size_t i = 0; i < book->cell_count; i++)
		book->cells[i].row += 3;
	expect_same(bench, book);
	for (size_t i = 0; i < book->cell_count; i++) {
		book->cells[i].row += book->cells[i].row > 9 ? 2 : 0;
		book->cells[i].column += book->cells[i].column > 2 ? 1 : 0;
	}
	expect_same(bench, book);
}

static void rows_in_another_order_are_known_by_their_keys(void **state)
{
	struct bench *bench = *state;
	struct book *book = copy(bench);
	int sheet = sheet_of(book, "Finance");

	/* The first two figures change places; the head of the sheet is row 5. */
	for (size_t i = 0; i < book->cell_count; i++)
		if (book->cells[i].sheet == sheet &&
		    (book->cells[i].row == 6 || book->cells[i].row == 7))
			book->cells[i].row = 13 - book->cells[i].row;
	expect_same(bench, book);
}

static void a_figure_that_is_none_is_found_at_its_cell(void **state)
{
	static const struct {
		enum sv_sheet_type type;
		bool percent;
		const char *text, *rule;
	} cases[] = {
	    {SV_SHEET_TEXT, false, "1.234,5", "text-number"},
	    {SV_SHEET_TEXT, false, "1234.5", "text-number"},
	    {SV_SHEET_TEXT, false, "n/a", "no-figure"},
	    {SV_SHEET_TEXT, false, "\xe2\x80\x94", "no-figure"},
	    {SV_SHEET_TEXT, false, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x98\x80",
	     "text-number"},
	    {SV_SHEET_NUMBER, true, "0.05", "percent-number"},
	    {SV_SHEET_DATE, false, "2027-03-01", "date-number"},
	    {SV_SHEET_ERROR, false, "#REF!", "formula-error"},
	    {SV_SHEET_ERROR, false, "#DIV/0!", "formula-error"},
	    {SV_SHEET_NUMBER, false, "-3", "negative"},
	    {SV_SHEET_NUMBER, false, "1e300", "number-range"},
	};

	struct bench *bench = *state;

	for (size_t i = 0; i < SV_ARRAY_LEN(cases); i++) {
		struct book *book = copy(bench);
		const char *place;
		struct sv_sheet_cell *cell = cell_of(bench, book, "rt", 2027, &place);

		cell->type = cases[i].type;
		cell->percent = cases[i].percent;
		cell->text = sv_str_from(cases[i].text);
		expect_finding(bench, book, cases[i].rule, place);
	}
}

static void millions_as_units_are_found_at_their_cell(void **state)
{
	struct bench *bench = *state;
	struct book *book = copy(bench);
	struct sv_error err = SV_ERROR_INIT;
	struct sv_plan_checked checked;
	struct sv_findings findings;
	struct sv_plan *plan;
	const char *place;
	size_t found = 0;

	cell_of(bench, book, "defence_expenditure", 2027, &place)->text = SV_STR("63000000000");
	plan = read_book(bench, book, &findings);
	assert_int_equal(sv_plan_check(&bench->arena, plan, &findings, &checked, &err), 0);
	for (size_t i = 0; i < findings.count; i++)
		found += strcmp(findings.items[i].rule, "scale") == 0 &&
			 strcmp(findings.items[i].place, place) == 0;
	assert_int_equal(found, 1);
	assert_false(checked.may_be_submitted);
}

static void a_copied_sheet_and_a_foreign_one_are_said(void **state)
{
	struct bench *bench = *state;
	struct book *book = copy(bench);
	int from = sheet_of(book, "Finance"), to = book->name_count++;
	size_t count = book->cell_count;

	book->names[to] = "Finance (2)";
	for (size_t i = 0; i < count; i++)
		if (book->cells[i].sheet == from) {
			book->cells[book->cell_count] = book->cells[i];
			book->cells[book->cell_count++].sheet = to;
		}
	expect_finding(bench, book, "twice", "Finance (2)");
	book = copy(bench);
	book->names[book->name_count++] = "Own notes";
	book->cells[book->cell_count++] = (struct sv_sheet_cell){
	    .sheet = to, .row = 1, .column = 1, .type = SV_SHEET_TEXT, .text = SV_STR("mine")};
	assert_int_equal(expect_finding(bench, book, "unknown-sheet", "Own notes")->severity,
			 SV_INFORMATION);
}

static void a_sheet_that_is_gone_is_a_blocker(void **state)
{
	struct bench *bench = *state;
	struct book *book = copy(bench);
	int sheet = sheet_of(book, "Finance");

	book->names[sheet] = "Other";
	for (size_t i = 0; i < book->cell_count; i++)
		if (book->cells[i].sheet == sheet && book->cells[i].column == 1)
			book->cells[i].text = SV_STR("");
	assert_int_equal(expect_finding(bench, book, "missing-sheet", "Finance")->severity,
			 SV_BLOCKER);
}

static void ten_megabytes_of_narrative_are_a_finding(void **state)
{
	struct bench *bench = *state;
	struct book *book = copy(bench);
	const struct sv_plan_cell *value = sv_plan_get(bench->plan, "answers", "narrative", 0, 0);
	int sheet = sheet_of(book, "Commitments");
	char *text = malloc(SV_SHEET_TEXT_MAX), name[SV_SHEET_CELL_NAME_MAX];

	/* The reader of the file cuts a text at SV_SHEET_TEXT_MAX and says so. */
	memset(text, 'x', SV_SHEET_TEXT_MAX);
	for (size_t i = 0; i < book->cell_count; i++)
		if (book->cells[i].sheet == sheet &&
		    strcmp(strchr(value->place, '!') + 1,
			   sv_sheet_cell_name(book->cells[i].row, book->cells[i].column, name)) ==
			0) {
			book->cells[i].text = (struct sv_str){text, SV_SHEET_TEXT_MAX};
			book->cells[i].cut = true;
		}
	expect_finding(bench, book, "too-long", value->place);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(renamed_and_moved_sheets_are_known_again),
	    cmocka_unit_test(inserted_rows_and_columns_change_nothing),
	    cmocka_unit_test(rows_in_another_order_are_known_by_their_keys),
	    cmocka_unit_test(a_figure_that_is_none_is_found_at_its_cell),
	    cmocka_unit_test(millions_as_units_are_found_at_their_cell),
	    cmocka_unit_test(a_copied_sheet_and_a_foreign_one_are_said),
	    cmocka_unit_test(a_sheet_that_is_gone_is_a_blocker),
	    cmocka_unit_test(ten_megabytes_of_narrative_are_a_finding),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

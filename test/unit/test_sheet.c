/* SPDX-License-Identifier: EUPL-1.2 */
/* Workbooks are put together here from their parts, so that every odd one can be had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "domain/plan_book.h"
#include "sheet/sheet.h"

#include "zip_up.h"

static const struct part root = {
    "_rels/.rels", SV_STR("<Relationships><Relationship Id='a' Type='" RELS
			  "officeDocument' Target='xl/workbook.xml'/></Relationships>")};
static const struct part book = {
    "xl/workbook.xml",
    SV_STR("<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='Money' r:id='s1'/>"
	   "</x:sheets></x:workbook>")};
static const struct part book_rels = {
    "xl/_rels/workbook.xml.rels",
    SV_STR("<Relationships><Relationship Id='s1' Type='" RELS
	   "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='s2' Type='" RELS
	   "sharedStrings' Target='/xl/sharedStrings.xml'/><Relationship Id='s3' Type='" RELS
	   "styles' Target='styles.xml'/></Relationships>")};
static const struct part strings = {
    "xl/sharedStrings.xml",
    SV_STR("<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>kana</t></rPh>"
	   "</si></sst>")};
static const struct part styles = {
    "xl/styles.xml",
    SV_STR("<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/>"
	   "<numFmt numFmtId='165' formatCode='0.0\"day\"'/></numFmts><cellStyleXfs><xf "
	   "numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf "
	   "numFmtId='10'/><xf numFmtId='165'/></cellXfs></styleSheet>")};

/* The usual parts around one sheet. */
static struct sv_str workbook(struct sv_arena *arena, const char *rows)
{
	const struct part parts[] = {
	    root,
	    book,
	    book_rels,
	    strings,
	    styles,
	    {"xl/worksheets/sheet1.xml",
	     sv_str_from(
		 sv_arena_printf(arena,
				 "<worksheet><sheetData>%s</sheetData><mergeCells><mergeCell "
				 "ref='B2:C3'/></mergeCells></worksheet>",
				 rows))}};

	return zip_up(arena, parts, 6);
}

/* Everything that comes, one line each. */
static int write_sheet(void *context, int sheet, struct sv_str name, struct sv_error *err)
{
	(void)err;
	sv_buf_printf(context, "sheet %d %.*s\n", sheet, SV_STR_ARG(name));
	return 0;
}

static int write_cell(void *context, const struct sv_sheet_cell *cell, struct sv_error *err)
{
	static const char *const types[] = {"text", "number", "bool", "date", "error"};
	char name[SV_SHEET_CELL_NAME_MAX];

	(void)err;
	sv_buf_printf(context, "%s %s%s%s%s ", sv_sheet_cell_name(cell->row, cell->column, name),
		      types[cell->type], cell->percent ? " percent" : "",
		      cell->formula ? " formula" : "", cell->cut ? " cut" : "");
	if (cell->cut)
		sv_buf_printf(context, "%zu bytes\n", cell->text.len);
	else
		sv_buf_printf(context, "%.*s\n", SV_STR_ARG(cell->text));
	return 0;
}

static int write_merge(void *context, const struct sv_sheet_merge *merge, struct sv_error *err)
{
	(void)err;
	sv_buf_printf(context, "merge %d:%d to %d:%d\n", merge->row, merge->column, merge->row_last,
		      merge->column_last);
	return 0;
}

static int read_into(struct sv_buf *out, struct sv_str bytes, struct sv_error *err)
{
	const struct sv_sheet_visitor visitor = {out, write_sheet, write_cell, write_merge};

	return sv_sheet_read(bytes, &visitor, err);
}

static void expect(struct sv_str bytes, const char *wanted)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_error err = SV_ERROR_INIT;

	if (read_into(&out, bytes, &err) < 0)
		fail_msg("%s", err.message);
	assert_string_equal(out.ptr, wanted);
}

static void refuse(struct sv_str bytes, int code, const char *wanted)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_error err = SV_ERROR_INIT;

	assert_int_equal(read_into(&out, bytes, &err), code);
	if (!strstr(err.message, wanted))
		fail_msg("'%s' does not say '%s'", err.message, wanted);
}

static int set_up(void **state)
{
	static struct sv_arena arena;

	*state = &arena;
	return 0;
}

static int tear_down(void **state)
{
	sv_arena_free(*state);
	return 0;
}

static void reads_every_type_of_cell(void **state)
{
	expect(workbook(*state,
			"<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
			"<c t='inlineStr'><is><t>in</t><t>line</t></is></c>"
			"<c t='str'><f>A1</f><v>made</v></c></row>"
			"<row r='2'><c r='A2'><v>0.1</v></c><c r='B2' s='2'><v>0.05</v></c>"
			"<c r='C2' s='1'><v>44000</v></c><c r='D2' s='3'><v>44000</v></c></row>"
			"<row r='4'><c r='AA4' t='b'><v>1</v></c><c r='AB4' t='e'><f>1/0</f>"
			"<v>#DIV/0!</v></c><c r='AC4'/></row>"),
	       "sheet 0 Money\n"
	       "A1 text plain\nB1 text rich\nC1 text inline\nD1 text formula made\n"
	       "A2 number 0.1\nB2 number percent 0.05\nC2 date 2020-06-18\nD2 number 44000\n"
	       "AA4 bool 1\nAB4 error formula #DIV/0!\nmerge 2:2 to 3:3\n");
}

static void a_day_that_never_was_is_not_counted(void **state)
{
	expect(workbook(*state,
			"<row r='1'><c r='A1' s='1'><v>1</v></c><c r='B1' s='1'><v>61</v></c>"
			"<c r='C1' s='1'><v>44000.5</v></c></row>"),
	       "sheet 0 Money\nA1 date 1900-01-01\nB1 date 1900-03-01\n"
	       "C1 date 2020-06-18T12:00:00\nmerge 2:2 to 3:3\n");
}

static void keeps_right_to_left_text_and_emoji(void **state)
{
	expect(workbook(*state,
			"<row r='1'><c r='A1' t='inlineStr'><is><t>שלום \xf0\x9f\x98\x80 &amp;"
			"</t></is></c></row>"),
	       "sheet 0 Money\nA1 text שלום \xf0\x9f\x98\x80 &\nmerge 2:2 to 3:3\n");
}

static void cuts_a_text_that_is_too_long_and_says_so(void **state)
{
	_cleanup_(sv_buf_free) struct sv_buf rows = SV_BUF_INIT;

	sv_buf_text(&rows, "<row r='1'><c r='A1' t='inlineStr'><is><t>a");
	for (int i = 0; i < 100000; i++)
		sv_buf_printf(&rows, "é%d", rand() % 10);
	sv_buf_text(&rows, "</t></is></c></row>");
	expect(workbook(*state, rows.ptr),
	       "sheet 0 Money\nA1 text cut 65536 bytes\nmerge 2:2 to 3:3\n");
}

static void refuses_what_is_no_workbook(void **state)
{
	const struct part only[] = {{"word/document.xml", SV_STR("<w/>")}};

	refuse(SV_STR("PK\3\4"), SV_EINVALID, "damaged or was cut short");
	refuse(SV_STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), SV_EINVALID, "encrypted");
	refuse(SV_STR("hello"), SV_EINVALID, "another format");
	refuse(zip_up(*state, only, 1), SV_EINVALID, "no workbook");
}

static void refuses_a_workbook_that_is_cut_short_anywhere(void **state)
{
	struct sv_str bytes = workbook(*state, "<row r='1'><c r='A1'><v>1</v></c></row>");

	for (size_t len = 4; len < bytes.len; len += 37)
		refuse((struct sv_str){bytes.ptr, len}, SV_EINVALID, "");
}

static void refuses_entities(void **state)
{
	const struct part parts[] = {
	    root,
	    book,
	    book_rels,
	    {"xl/worksheets/sheet1.xml",
	     SV_STR(
		 "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><worksheet>&b;</worksheet>")}};

	refuse(zip_up(*state, parts, 4), SV_EINVALID, "document type");
}

static void refuses_a_part_that_unpacks_too_far(void **state)
{
	size_t len = 8 << 20;
	char *blank = sv_arena_alloc(*state, len);
	const struct part parts[] = {
	    root, book, book_rels, {"xl/worksheets/sheet1.xml", {memset(blank, ' ', len), len}}};

	refuse(zip_up(*state, parts, 4), SV_ELIMIT, "200 times");
}

static void refuses_macros(void **state)
{
	const struct part parts[] = {root, book, book_rels, {"xl/vbaProject.bin", SV_STR("code")}};

	refuse(zip_up(*state, parts, 4), SV_EINVALID, "macros");
}

static void a_path_that_leaves_the_archive_leads_nowhere(void **state)
{
	const struct part parts[] = {
	    root,
	    book,
	    {"xl/_rels/workbook.xml.rels",
	     SV_STR("<Relationships><Relationship Id='s1' Type='" RELS
		    "worksheet' Target='/../../../etc/passwd'/></Relationships>")}};

	refuse(zip_up(*state, parts, 3), SV_EINVALID, "is missing");
}

static void refuses_cells_outside_of_any_sheet(void **state)
{
	refuse(workbook(*state, "<row r='1'><c r='A0'><v>1</v></c></row>"), SV_EINVALID, "'A0'");
	refuse(workbook(*state, "<row r='9999999'/>"), SV_EINVALID, "row '9999999'");
	refuse(workbook(*state, "<row r='1'><c r='ZZZZ1'><v>1</v></c></row>"), SV_EINVALID,
	       "ZZZZ1");
	refuse(workbook(*state, "<row r='1'><c r='A1' t='s'><v>7</v></c></row>"), SV_EINVALID,
	       "shared text");
}

/* One text of 64 KiB in the file, as a plan of 100 MB. */
static void a_plan_is_refused_when_its_cells_share_a_text_too_often(void **state)
{
	_cleanup_(sv_buf_free) struct sv_buf rows = SV_BUF_INIT, shared = SV_BUF_INIT;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_sheet_visitor visitor;
	struct sv_plan_book plan;

	sv_buf_text(&shared, "<sst><si><t>");
	for (int i = 0; i < SV_SHEET_TEXT_MAX; i++)
		sv_buf_char(&shared, (char)('a' + rand() % 26));
	sv_buf_text(&shared, "</t></si></sst>");
	sv_buf_text(&rows, "<worksheet><sheetData>");
	for (int row = 1; row <= 1600; row++)
		sv_buf_printf(&rows, "<row r='%d'><c t='s'><v>0</v></c></row>", row);
	sv_buf_text(&rows, "</sheetData></worksheet>");
	sv_plan_book_begin(&plan, *state);
	visitor = sv_plan_book_visitor(&plan);
	assert_int_equal(sv_sheet_read(zip_up(*state,
					      (const struct part[]){
						  root,
						  book,
						  book_rels,
						  styles,
						  {"xl/sharedStrings.xml", sv_buf_view(&shared)},
						  {"xl/worksheets/sheet1.xml", sv_buf_view(&rows)},
					      },
					      6),
				       &visitor, &err),
			 SV_ELIMIT);
	assert_non_null(strstr(err.message, "MiB of text"));
}

static void a_number_keeps_fifteen_digits(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {{"0.1", "0.1"},
		     {"49700.500000000002", "49700.5"},
		     {"0.30000000000000004", "0.3"},
		     {"1.5E-3", "0.0015"},
		     {"1E5", "100000"},
		     {"-2.50", "-2.5"},
		     {"100", "100"},
		     {"9007199254740993", "9007199254740990"}};
	char text[SV_DECIMAL_TEXT_MAX];
	struct sv_decimal value;

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(cases); i++) {
		assert_true(sv_sheet_decimal(sv_str_from(cases[i].text), &value));
		assert_string_equal(sv_decimal_text(value, text), cases[i].wanted);
	}
	assert_false(sv_sheet_decimal(SV_STR("1,5"), &value));
	assert_false(sv_sheet_decimal(SV_STR("1e999"), &value));
	assert_false(sv_sheet_decimal(SV_STR("1e30"), &value));
	assert_false(sv_sheet_decimal(SV_STR(""), &value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_every_type_of_cell, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_day_that_never_was_is_not_counted, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(keeps_right_to_left_text_and_emoji, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(cuts_a_text_that_is_too_long_and_says_so, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(refuses_what_is_no_workbook, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(refuses_a_workbook_that_is_cut_short_anywhere, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(refuses_entities, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(refuses_a_part_that_unpacks_too_far, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(refuses_macros, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_path_that_leaves_the_archive_leads_nowhere, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(refuses_cells_outside_of_any_sheet, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_plan_is_refused_when_its_cells_share_a_text_too_often,
					    set_up, tear_down),
	    cmocka_unit_test(a_number_keeps_fifteen_digits),
	};

	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}

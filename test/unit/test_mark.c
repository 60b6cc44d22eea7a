/* SPDX-License-Identifier: EUPL-1.2 */
/* A workbook comes back as it was but for the marks, and without them as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "sheet/mark.h"
#include "sheet/sheet.h"

#include "zip_up.h"

#define SHEET "xl/worksheets/sheet1.xml"
#define NOTES "xl/comments7.xml"
#define BOXES "xl/drawings/vml.vml"
#define STYLES "xl/styles.xml"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

/* As some program might write it: prefixes, single quotes, spaces where they may stand. */
static const struct part parts[] = {
    {"[Content_Types].xml",
     SV_STR("<Types xmlns='t'><Default Extension='xml' ContentType='x'/></Types>")},
    {"_rels/.rels", SV_STR("<Relationships><Relationship Id='a' Type='" RELS
			   "officeDocument' Target='xl/workbook.xml'/></Relationships>")},
    {"xl/workbook.xml",
     SV_STR("<x:workbook xmlns:x='" MAIN "' xmlns:r='r'><x:sheets>\n<x:sheet name='Money' "
	    "sheetId='4' r:id='s1'/>\n</x:sheets></x:workbook>")},
    {"xl/_rels/workbook.xml.rels",
     SV_STR("<Relationships><Relationship Id='s1' Type='" RELS
	    "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='s3' Type='" RELS
	    "styles' Target='/xl/styles.xml'/></Relationships>")},
    {STYLES, SV_STR("<s:styleSheet xmlns:s='" MAIN "'><s:cellXfs count='1'><s:xf numFmtId='0'/>"
		    "</s:cellXfs><s:dxfs count='0'/><s:colors/></s:styleSheet>")},
    {SHEET,
     SV_STR("<x:worksheet xmlns:x='" MAIN "' xmlns:r='r' >\n<x:sheetData><x:row r='2'><x:c r='B2'>"
	    "<x:f>1+1</x:f><x:v>2</x:v></x:c ></x:row></x:sheetData><x:conditionalFormatting "
	    "sqref='B2'><x:cfRule type='expression' priority='1'><x:formula>TRUE</x:formula>"
	    "</x:cfRule></x:conditionalFormatting><x:pageMargins left='1'/><x:legacyDrawing "
	    "r:id='d'/><x:extLst/></x:worksheet>\n<!-- end -->")},
    {"xl/worksheets/_rels/sheet1.xml.rels",
     SV_STR("<Relationships><Relationship Id='c' Type='" RELS
	    "comments' Target='../comments7.xml'/><Relationship Id='h' Type='" RELS
	    "vmlDrawing' Target='../drawings/none.vml'/><Relationship Id='d' Type='" RELS
	    "vmlDrawing' Target='../drawings/vml.vml'/></Relationships>")},
    {NOTES,
     SV_STR("<c:comments xmlns:c='" MAIN "'><c:authors><c:author>desk</c:author><c:author>tc={1}"
	    "</c:author></c:authors><c:commentList><c:comment ref='B2' authorId='0'><c:text><c:r>"
	    "<c:t>mine</c:t></c:r></c:text></c:comment><c:comment ref='C3' authorId='1'><c:text>"
	    "<c:t>[Threaded comment]</c:t></c:text></c:comment></c:commentList></c:comments>")},
    {BOXES, SV_STR("<xml xmlns:a='urn:schemas-microsoft-com:vml'><a:shape id='1'><br><a:x/><q:Row>1"
		   "</q:Row><q:Column>1</q:Column></a:shape></xml>")},
    {"docProps/odd.bin", SV_STR("\x01\x02")},
};

static struct sv_str mark(struct sv_arena *arena, struct sv_str bytes,
			  const struct sv_sheet_mark *marks, size_t count,
			  const struct sv_sheet_page *page)
{
	const struct sv_sheet_marking marking = {marks, count, page};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_str marked = SV_STR_NONE;

	if (sv_sheet_mark(arena, bytes, &marking, &marked, &err) < 0)
		fail_msg("%s", err.message);
	return marked;
}

/* A part of an archive, or "" when it has none of that name. */
static const char *part_of(struct sv_arena *arena, struct sv_str bytes, const char *name)
{
	zip_error_t error;
	zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	zip_file_t *file;
	const char *text = "";
	char *room;
	zip_stat_t stat;

	assert_non_null(zip);
	file = zip_fopen(zip, name, 0);
	if (file) {
		assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
		text = room = sv_arena_alloc(arena, stat.size + 1);
		assert_int_equal(zip_fread(file, room, stat.size), stat.size);
		zip_fclose(file);
	}
	zip_discard(zip);
	return text;
}

static const struct sv_sheet_mark three[] = {
    {0, 2, 2, 2, "wrong \xe2\x80\x94 <really>\nsecond line"},
    {0, 3, 3, 1, "odd"},
    {0, 9, 1, 2, "missing"},
};

static void a_mark_is_spliced_in_and_nothing_else_changes(void **state)
{
	struct sv_arena *arena = *state;
	struct sv_str book = zip_up(arena, parts, SV_ARRAY_LEN(parts));
	struct sv_str marked = mark(arena, book, three, 3, NULL);

	for (size_t i = 0; i < SV_ARRAY_LEN(parts); i++)
		if (strcmp(parts[i].name, SHEET) != 0 && strcmp(parts[i].name, NOTES) != 0 &&
		    strcmp(parts[i].name, BOXES) != 0 && strcmp(parts[i].name, STYLES) != 0)
			assert_string_equal(part_of(arena, marked, parts[i].name),
					    parts[i].text.ptr);
	assert_string_equal(
	    part_of(arena, marked, SHEET),
	    "<x:worksheet xmlns:x='" MAIN "' xmlns:r='r' >\n<x:sheetData><x:row r='2'><x:c r='B2'>"
	    "<x:f>1+1</x:f><x:v>2</x:v></x:c ></x:row></x:sheetData><x:conditionalFormatting "
	    "sqref='B2'><x:cfRule type='expression' priority='1'><x:formula>TRUE</x:formula>"
	    "</x:cfRule></x:conditionalFormatting>"
	    "<x:conditionalFormatting sqref=\"C3\"><x:cfRule type=\"expression\" dxfId=\"1\" "
	    "priority=\"1\"><x:formula>\"servanda\"=\"servanda\"</x:formula></x:cfRule>"
	    "</x:conditionalFormatting><x:conditionalFormatting sqref=\"B2 A9\"><x:cfRule "
	    "type=\"expression\" dxfId=\"2\" priority=\"1\"><x:formula>\"servanda\"=\"servanda\""
	    "</x:formula></x:cfRule></x:conditionalFormatting>"
	    "<x:pageMargins left='1'/><x:legacyDrawing r:id='d'/><x:extLst/></x:worksheet>\n"
	    "<!-- end -->");
	assert_non_null(
	    strstr(part_of(arena, marked, STYLES), "<s:dxfs count=\"4\"><s:dxf><s:fill>"));
	assert_non_null(strstr(part_of(arena, marked, STYLES), "<s:cellXfs count='2'>"));
}

/* Below what the desk wrote, at the cell of a thread not at all, else as a comment of ours. */
static void what_a_desk_wrote_stays(void **state)
{
	struct sv_arena *arena = *state;
	struct sv_str marked =
	    mark(arena, zip_up(arena, parts, SV_ARRAY_LEN(parts)), three, 3, NULL);

	assert_string_equal(
	    part_of(arena, marked, NOTES),
	    "<c:comments xmlns:c='" MAIN "'><c:authors><c:author>desk</c:author><c:author>tc={1}"
	    "</c:author><c:author>servanda</c:author></c:authors><c:commentList><c:comment "
	    "ref='B2' "
	    "authorId='0'><c:text><c:r><c:t>mine&#10;&#10;Found by servanda:&#10;wrong &#8212; "
	    "&#60;really&#62;&#10;second line</c:t></c:r></c:text></c:comment><c:comment ref='C3' "
	    "authorId='1'><c:text><c:t>[Threaded comment]</c:t></c:text></c:comment><c:comment "
	    "ref=\"A9\" authorId=\"2\"><c:text><c:r><c:t xml:space=\"preserve\">Found by "
	    "servanda:&#10;"
	    "missing</c:t></c:r></c:text></c:comment></c:commentList></c:comments>");
	/* The one comment that is new has a box, the others have theirs. */
	assert_non_null(strstr(part_of(arena, marked, BOXES), "<x:Row>8</x:Row><x:Column>0<"));
	assert_null(strstr(part_of(arena, marked, BOXES), "<x:Row>1<"));
}

static void marks_do_not_pile_up_and_go_with_what_they_say(void **state)
{
	struct sv_arena *arena = *state;
	struct sv_str book = zip_up(arena, parts, SV_ARRAY_LEN(parts));
	struct sv_str once = mark(arena, book, three, 3, NULL);
	struct sv_str twice = mark(arena, once, three, 3, NULL);
	struct sv_str other = mark(arena, twice, &three[1], 1, NULL);
	struct sv_str none = mark(arena, other, NULL, 0, NULL);

	for (size_t i = 0; i < SV_ARRAY_LEN(parts); i++) {
		const char *name = parts[i].name;

		assert_string_equal(part_of(arena, twice, name), part_of(arena, once, name));
		/* What stays are formats that no cell uses, and our name among the authors. */
		if (strcmp(name, STYLES) != 0 && strcmp(name, NOTES) != 0 &&
		    strcmp(name, BOXES) != 0)
			assert_string_equal(part_of(arena, none, name), parts[i].text.ptr);
	}
	assert_null(strstr(part_of(arena, none, NOTES), "Found by"));
	assert_non_null(strstr(part_of(arena, none, NOTES), "<c:t>mine</c:t>"));
	assert_null(strstr(part_of(arena, none, BOXES), "<x:Row>8"));
	assert_non_null(strstr(part_of(arena, none, BOXES), "<br>"));
}

/* A book without styles, comments, relations of its sheet: strict, and with an empty table. */
static const struct part bare[] = {
    {"[Content_Types].xml", SV_STR("<Types/>")},
    {"_rels/.rels", SV_STR("<Relationships><Relationship Id='a' Type='" RELS
			   "officeDocument' Target='w.xml'/></Relationships>")},
    {"w.xml",
     SV_STR("<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main' "
	    "xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='s'/></sheets></workbook>")},
    {"_rels/w.xml.rels", SV_STR("<Relationships><Relationship Id='s' Type='" RELS
				"worksheet' Target='s.xml'/></Relationships>")},
    {"s.xml", SV_STR("<worksheet><sheetData/></worksheet>")},
};

static void what_a_book_does_not_have_is_made(void **state)
{
	static const double widths[] = {10};
	static const char *const cells[] = {"Head", "1 < 2"};
	static const struct sv_sheet_page page = {"Found & said", "key", -1, widths, 1, cells, 2};
	struct sv_arena *arena = *state;
	struct sv_str book = zip_up(arena, bare, SV_ARRAY_LEN(bare));
	struct sv_str marked = mark(arena, book, &three[2], 1, &page);

	assert_string_equal(part_of(arena, marked, "s.xml"),
			    "<worksheet><sheetData/><legacyDrawing "
			    "xmlns:svr=\"http://purl.oclc.org/ooxml/officeDocument/relationships\" "
			    "svr:id=\"servanda2\"/></worksheet>");
	assert_string_equal(
	    part_of(arena, marked, "_rels/s.xml.rels"),
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"servanda1\" "
	    "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/comments\" "
	    "Target=\"/xl/servanda-comments1.xml\"/><Relationship Id=\"servanda2\" "
	    "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/vmlDrawing\" "
	    "Target=\"/xl/drawings/servanda1.vml\"/></Relationships>");
	assert_non_null(strstr(part_of(arena, marked, "w.xml"),
			       "<sheet name=\"Found &#38; said\" sheetId=\"2\" "));
	assert_non_null(
	    strstr(part_of(arena, marked, "xl/worksheets/servanda1.xml"), ">1 &#60; 2</t>"));
	assert_string_equal(
	    part_of(arena, marked, "[Content_Types].xml"),
	    "<Types><Override PartName=\"/xl/servanda-comments1.xml\" "
	    "ContentType=\"application/"
	    "vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>"
	    "<Override PartName=\"/xl/drawings/servanda1.vml\" "
	    "ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
	    "<Override PartName=\"/xl/worksheets/servanda1.xml\" "
	    "ContentType=\"application/"
	    "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	    "\"/></Types>");
}

static void refuses_what_it_cannot_mark(void **state)
{
	struct sv_arena *arena = *state;
	struct part odd[SV_ARRAY_LEN(bare)];
	const struct sv_sheet_marking marking = {&three[2], 1, NULL};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_str marked = SV_STR_NONE;

	memcpy(odd, bare, sizeof(bare));
	odd[4].text = SV_STR("<worksheet><cols/></worksheet>");
	assert_int_equal(sv_sheet_mark(arena, zip_up(arena, odd, 5), &marking, &marked, &err),
			 SV_EINVALID);
	assert_string_equal(err.message,
			    "cannot read the workbook: its part 's.xml' holds no cells");
	odd[4].text = SV_STR("<\0w\0o\0r\0k\0s\0h\0e\0e\0t\0>\0<\0s\0h\0e\0e\0t\0D\0a\0t\0a\0/\0>\0"
			     "<\0/\0w\0o\0r\0k\0s\0h\0e\0e\0t\0>\0");
	assert_int_equal(sv_sheet_mark(arena, zip_up(arena, odd, 5), &marking, &marked, &err),
			 SV_EINVALID);
	assert_non_null(strstr(err.message, "UTF-16"));
	odd[2].text = SV_STR("<workbook><sheets><sheet sheetId='1' id='s'/><sheet sheetId='2' "
			     "id='s'/></sheets></workbook>");
	odd[4].text = bare[4].text;
	assert_int_equal(sv_sheet_mark(arena, zip_up(arena, odd, 5), &marking, &marked, &err),
			 SV_EINVALID);
	assert_non_null(strstr(err.message, "belongs to more than one sheet"));
	assert_int_equal(
	    sv_sheet_mark(arena, SV_STR("PK\3\4 and no more"), &marking, &marked, &err),
	    SV_EINVALID);
	assert_int_equal(marked.len, 0);
}

static int setup(void **state)
{
	static struct sv_arena arena = SV_ARENA_INIT;

	*state = &arena;
	return 0;
}

static int teardown(void **state)
{
	sv_arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_mark_is_spliced_in_and_nothing_else_changes, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(what_a_desk_wrote_stays, setup, teardown),
	    cmocka_unit_test_setup_teardown(marks_do_not_pile_up_and_go_with_what_they_say, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(what_a_book_does_not_have_is_made, setup, teardown),
	    cmocka_unit_test_setup_teardown(refuses_what_it_cannot_mark, setup, teardown),
	};

	return cmocka_run_group_tests_name("mark", tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The sheet that is added: texts, and nothing that another part would have to hold. */
#include <string.h>

#include "sheet/marker.h"

#define LINE_POINTS 15
#define LINES_MAX 20 /* of a row; spreadsheets end at 409 points */

static void write_text(struct sv_buf *out, int row, int column, int format, bool strong,
		       const char *text)
{
	char name[SV_SHEET_CELL_NAME_MAX];

	sv_buf_printf(out, "<c r=\"%s\" s=\"%d\" t=\"inlineStr\"><is>%s<t xml:space=\"preserve\">",
		      sv_sheet_cell_name(row, column, name), format,
		      strong ? "<r><rPr><b/><sz val=\"11\"/><rFont val=\"Calibri\"/></rPr>" : "");
	sv_patch_text(out, text);
	sv_buf_printf(out, "</t>%s</is></c>", strong ? "</r>" : "");
}

static void write_row(struct sv_buf *out, const struct sv_sheet_page *page, size_t row, int format)
{
	size_t lines = 1;

	for (size_t i = 0; i < page->column_count; i++)
		lines = SV_MAX(lines, strlen(page->cells[row * page->column_count + i]) /
					      (size_t)page->widths[i] +
					  1);
	sv_buf_printf(out, "<row r=\"%zu\" ht=\"%zu\" customHeight=\"1\">", row + 1,
		      SV_MIN(lines, (size_t)LINES_MAX) * LINE_POINTS);
	if (row == 0)
		write_text(out, 1, 1, 0, false, page->key);
	for (size_t i = 0; i < page->column_count; i++)
		write_text(out, (int)row + 1, (int)i + 2, format, row == 0,
			   page->cells[row * page->column_count + i]);
	sv_buf_text(out, "</row>\n");
}

struct sv_str sv_marker_page(struct sv_marker *marker, const struct sv_sheet_page *page)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	int format = marker->wrapped >= 0 ? marker->wrapped : 0;

	sv_buf_printf(
	    &text,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
	    "xmlns=\"%s\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><cols><col min=\"1\" "
	    "max=\"1\" width=\"2\" hidden=\"1\" customWidth=\"1\"/>",
	    sv_marker_namespace(marker));
	for (size_t i = 0; i < page->column_count; i++)
		sv_buf_printf(&text,
			      "<col min=\"%zu\" max=\"%zu\" width=\"%d\" customWidth=\"1\"/>",
			      i + 2, i + 2, (int)page->widths[i]);
	sv_buf_text(&text, "</cols><sheetData>\n");
	for (size_t row = 0; row < page->row_count; row++)
		write_row(&text, page, row, format);
	sv_buf_text(&text, "</sheetData><pageSetup orientation=\"landscape\" fitToHeight=\"0\"/>"
			   "</worksheet>\n");
	return sv_arena_str(marker->reader->arena, sv_buf_view(&text));
}

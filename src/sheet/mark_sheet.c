/* SPDX-License-Identifier: EUPL-1.2 */
/* The colours: formats in the styles, and what of a sheet they lie over. */
#include <stdlib.h>
#include <string.h>

#include "sheet/marker.h"

#define FORMULA_BYTES 64
#define FORMAT_BYTES 512
#define RANGE_BYTES 2000 /* of the cells of one conditional format */

const char *const sv_sheet_tones[SV_SHEET_TONES] = {"DDEBF7", "FFF2CC", "F8CBAD", "FF9C9C"};

#define WRAPPED                                                                    \
	"<@xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" " \
	"applyAlignment=\"1\"><@alignment vertical=\"top\" wrapText=\"1\"/></@xf>"
#define WRAPPED_SEEN                                                                    \
	"xf numFmtId=0 fontId=0 fillId=0 borderId=0 xfId=0 applyAlignment=1;alignment " \
	"vertical=top wrapText=1;"

/* A list of formats: what ours would be in it, and where it ends. */
struct formats {
	const char *list, *item;
	int count;
	bool seen;
	int64_t from,
	    to; /* of the whole list if it is empty, else .to is where its end tag begins */
	bool is_empty;
	int64_t count_at; /* its attribute */
	size_t count_len;
};

struct styles {
	struct sv_reader *reader; /* first: see reader.h */
	struct sv_marker *marker;
	struct formats cells, differential;
	struct formats *in;
	int depth, in_depth;
	struct sv_buf item; /* what the format being read says */
	int64_t before;     /* where a list of differential formats can be added */
	const char *prefix;
};

static void begin_list(struct styles *styles, struct formats *list)
{
	struct sv_reader *reader = styles->reader;

	list->seen = true;
	list->from = sv_patch_from(reader);
	list->to = sv_patch_to(reader);
	list->is_empty = sv_patch_is_empty(reader);
	if (!sv_patch_value(reader, "count", &list->count_at, &list->count_len))
		list->count_len = 0;
	styles->in = list;
	styles->in_depth = styles->depth;
}

static void start_style(void *data, const char *name, const char **attributes)
{
	struct styles *styles = data;
	const char *local = sv_local_name(name);

	if (styles->depth == 0) {
		sv_patch_check(styles->reader);
		styles->prefix = sv_patch_prefix(styles->reader->arena, name);
	}
	if (styles->depth == 1 && strcmp(local, "cellXfs") == 0)
		begin_list(styles, &styles->cells);
	else if (styles->depth == 1 && strcmp(local, "dxfs") == 0)
		begin_list(styles, &styles->differential);
	else if (styles->depth == 1 && styles->before < 0 &&
		 (strcmp(local, "tableStyles") == 0 || strcmp(local, "colors") == 0 ||
		  strcmp(local, "extLst") == 0))
		styles->before = sv_patch_from(styles->reader);
	if (styles->in && styles->depth == styles->in_depth + 1)
		sv_buf_clear(&styles->item);
	if (styles->in && styles->depth > styles->in_depth && styles->item.len < FORMAT_BYTES) {
		sv_buf_text(&styles->item, local);
		for (size_t i = 0; attributes[i]; i += 2)
			sv_buf_printf(&styles->item, " %s=%.40s", attributes[i], attributes[i + 1]);
		sv_buf_char(&styles->item, ';');
	}
	styles->depth++;
}

/* Whether a format is one that an earlier marking left. */
static void recognise(struct styles *styles)
{
	struct sv_str item = sv_buf_view(&styles->item);
	struct sv_marker *marker = styles->marker;

	if (styles->in == &styles->cells && sv_str_is(item, WRAPPED_SEEN))
		marker->wrapped = styles->in->count;
	for (int i = 0; styles->in == &styles->differential && i < SV_SHEET_TONES; i++)
		if (sv_str_is(item,
			      sv_arena_printf(styles->reader->arena,
					      "dxf;fill;patternFill patternType=solid;fgColor "
					      "rgb=FF%s;bgColor rgb=FF%s;",
					      sv_sheet_tones[i], sv_sheet_tones[i])))
			marker->formats[i] = styles->in->count;
	styles->in->count++;
}

static void end_style(void *data, const char *name)
{
	struct styles *styles = data;

	(void)name;
	styles->depth--;
	if (styles->in && styles->depth == styles->in_depth + 1)
		recognise(styles);
	if (styles->in && styles->depth == styles->in_depth) {
		if (!styles->in->is_empty)
			styles->in->to = sv_patch_from(styles->reader);
		styles->in = NULL;
	}
	if (styles->depth == 0 && styles->before < 0)
		styles->before = sv_patch_from(styles->reader);
}

static void no_text(void *data, const char *text, int len)
{
	(void)data;
	(void)text;
	(void)len;
}

/* So many formats more at the end of a list, which may be empty or not there. */
static void extend(struct styles *styles, struct sv_patch *patch, struct formats *list, int more,
		   struct sv_buf *text)
{
	struct sv_arena *arena = styles->reader->arena;
	struct sv_str added = sv_buf_view(text);

	if (!more)
		return;
	if (!list->seen || list->is_empty) {
		added =
		    sv_str_from(sv_arena_printf(arena, "<@%s count=\"%d\">%.*s</@%s>", list->list,
						more, SV_STR_ARG(added), list->list));
		if (list->seen)
			sv_patch_cut(patch, list->from, list->to);
	} else if (list->count_len) {
		sv_patch_cut(patch, list->count_at, list->count_at + (int64_t)list->count_len);
		sv_patch_put(patch, list->count_at,
			     sv_str_from(sv_arena_printf(arena, "%d", list->count + more)));
	}
	sv_patch_put(patch, list->seen ? list->to : styles->before,
		     sv_patch_tags(arena, styles->prefix, added));
}

void sv_marker_styles(struct sv_marker *marker, const char *part)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	struct sv_reader *reader = marker->reader;
	struct styles styles = {.reader = reader,
				.marker = marker,
				.cells = {"cellXfs", "xf"},
				.differential = {"dxfs", "dxf"},
				.before = -1};
	struct sv_patch *patch = sv_marker_take(marker, part);
	int more = 0;

	if (!sv_reader_part(reader, part, &styles, start_style, end_style, no_text))
		return;
	if (styles.cells.seen && !styles.cells.is_empty && marker->wrapped < 0) {
		marker->wrapped = styles.cells.count;
		sv_buf_text(&text, WRAPPED);
		extend(&styles, patch, &styles.cells, 1, &text);
	}
	sv_buf_clear(&text);
	for (int i = 0; i < SV_SHEET_TONES; i++) {
		if (marker->formats[i] >= 0)
			continue;
		marker->formats[i] = styles.differential.count + more++;
		sv_buf_printf(
		    &text,
		    "<@dxf><@fill><@patternFill patternType=\"solid\"><@fgColor "
		    "rgb=\"FF%s\"/><@bgColor rgb=\"FF%s\"/></@patternFill></@fill></@dxf>",
		    sv_sheet_tones[i], sv_sheet_tones[i]);
	}
	extend(&styles, patch, &styles.differential, more, &text);
	sv_buf_free(&styles.item);
}

/* Children of a sheet, in their order, as far as it matters here (ISO/IEC 29500-1, 18.3.1.99):
 * what comes behind conditional formats, and what behind the drawing of comments. */
static int rank_of(const char *local)
{
	static const char *const behind_formats[] = {
	    "dataValidations", "hyperlinks", "printOptions", "pageMargins",      "pageSetup",
	    "headerFooter",    "rowBreaks",  "colBreaks",    "customProperties", "cellWatches",
	    "ignoredErrors",   "smartTags",  "drawing",
	};
	static const char *const behind_drawing[] = {
	    "legacyDrawingHF", "drawingHF",  "picture", "oleObjects",       "controls",
	    "webPublishItems", "tableParts", "extLst",  "AlternateContent",
	};

	for (size_t i = 0; i < SV_ARRAY_LEN(behind_drawing); i++)
		if (strcmp(local, behind_drawing[i]) == 0)
			return 3;
	if (strcmp(local, "legacyDrawing") == 0)
		return 2;
	for (size_t i = 0; i < SV_ARRAY_LEN(behind_formats); i++)
		if (strcmp(local, behind_formats[i]) == 0)
			return 1;
	return 0;
}

struct span {
	int64_t from, to;
};

struct sheet {
	struct sv_reader *reader; /* first */
	struct sv_patch *patch;
	int depth;
	const char *prefix;
	bool has_data;
	int64_t formats_at, drawing_at;
	const char *drawing; /* relation of the drawing it has, or NULL */

	/* The conditional format being read. */
	bool in_format, in_formula, ours;
	struct span format, rule;
	struct span *rules; /* of ours */
	size_t rule_count, rule_cap, all_rules;
	char formula[FORMULA_BYTES];
	size_t formula_len;
};

static void start_format(struct sheet *sheet, const char *local)
{
	if (strcmp(local, "cfRule") == 0) {
		sheet->rule.from = sv_patch_from(sheet->reader);
		sheet->ours = false;
		sheet->all_rules++;
	} else if (strcmp(local, "formula") == 0) {
		sheet->in_formula = true;
		sheet->formula_len = 0;
	}
}

static void start_sheet(void *data, const char *name, const char **attributes)
{
	struct sheet *sheet = data;
	const char *local;
	int rank;

	if (sheet->depth++ > 1) {
		if (sheet->in_format)
			start_format(sheet, sv_local_name(name));
		return;
	}
	local = sv_local_name(name);
	if (sheet->depth == 1) {
		sv_patch_check(sheet->reader);
		sheet->prefix = sv_patch_prefix(sheet->reader->arena, name);
		return;
	}
	rank = sheet->has_data ? rank_of(local) : 0;
	sheet->has_data |= strcmp(local, "sheetData") == 0;
	if (rank >= 1 && sheet->formats_at < 0)
		sheet->formats_at = sv_patch_from(sheet->reader);
	if (rank >= 3 && sheet->drawing_at < 0)
		sheet->drawing_at = sv_patch_from(sheet->reader);
	if (rank == 2 && sv_attribute(attributes, "id"))
		sheet->drawing =
		    sv_arena_cstr(sheet->reader->arena, sv_attribute(attributes, "id"));
	sheet->in_format = strcmp(local, "conditionalFormatting") == 0;
	if (sheet->in_format) {
		sheet->format.from = sv_patch_from(sheet->reader);
		sheet->rule_count = sheet->all_rules = 0;
	}
}

/* All of a conditional format, or the rules of ours in it: a program may have put them together. */
static void end_format(struct sheet *sheet)
{
	sheet->in_format = false;
	if (sheet->rule_count == sheet->all_rules && sheet->rule_count) {
		sv_patch_cut(sheet->patch, sheet->format.from, sv_patch_to(sheet->reader));
		return;
	}
	for (size_t i = 0; i < sheet->rule_count; i++)
		sv_patch_cut(sheet->patch, sheet->rules[i].from, sheet->rules[i].to);
}

static void end_sheet(void *data, const char *name)
{
	struct sheet *sheet = data;
	const char *local;

	sheet->depth--;
	if (sheet->depth == 0) {
		int64_t end = sv_patch_from(sheet->reader);

		if (sheet->formats_at < 0)
			sheet->formats_at = end;
		if (sheet->drawing_at < 0)
			sheet->drawing_at = end;
	}
	if (!sheet->in_format)
		return;
	local = sv_local_name(name);
	if (sheet->depth == 1) {
		end_format(sheet);
	} else if (strcmp(local, "formula") == 0) {
		sheet->in_formula = false;
		sheet->ours |= sv_str_is((struct sv_str){sheet->formula, sheet->formula_len},
					 SV_SHEET_MARK_FORMULA);
	} else if (strcmp(local, "cfRule") == 0 && sheet->ours) {
		sheet->rules = sv_arena_grow(sheet->reader->arena, sheet->rules, sheet->rule_count,
					     &sheet->rule_cap, sizeof(*sheet->rules));
		sheet->rules[sheet->rule_count++] =
		    (struct span){sheet->rule.from, sv_patch_to(sheet->reader)};
	}
}

/* A formula as far as it can be ours; programs put spaces where they like. */
static void text_sheet(void *data, const char *text, int len)
{
	struct sheet *sheet = data;

	for (int i = 0; sheet->in_formula && i < len; i++)
		if (text[i] != ' ' && sheet->formula_len < FORMULA_BYTES)
			sheet->formula[sheet->formula_len++] = text[i];
}

/* A format over the cells that were gathered. */
static void put_range(struct sv_marker *marker, struct sheet *sheet, int tone, struct sv_buf *cells)
{
	struct sv_arena *arena = sheet->reader->arena;

	if (!cells->len)
		return;
	sv_patch_put(sheet->patch, sheet->formats_at,
		     sv_patch_tags(arena, sheet->prefix,
				   sv_str_from(sv_arena_printf(
				       arena,
				       "<@conditionalFormatting sqref=\"%s\"><@cfRule "
				       "type=\"expression\" dxfId=\"%d\" "
				       "priority=\"1\"><@formula>" SV_SHEET_MARK_FORMULA
				       "</@formula></@cfRule></@conditionalFormatting>",
				       cells->ptr, marker->formats[tone]))));
	sv_buf_clear(cells);
}

static void colour(struct sv_marker *marker, struct sheet *sheet, const struct sv_sheet_mark *marks,
		   size_t count)
{
	_cleanup_(sv_buf_free) struct sv_buf cells = SV_BUF_INIT;
	char name[SV_SHEET_CELL_NAME_MAX];

	for (int tone = 0; tone < SV_SHEET_TONES; tone++) {
		for (size_t i = 0; i < count; i++) {
			if (marks[i].tone != tone)
				continue;
			if (cells.len > RANGE_BYTES)
				put_range(marker, sheet, tone, &cells);
			sv_buf_printf(&cells, "%s%s", cells.len ? " " : "",
				      sv_sheet_cell_name(marks[i].row, marks[i].column, name));
		}
		put_range(marker, sheet, tone, &cells);
	}
}

void sv_marker_sheet(struct sv_marker *marker, const char *part, const struct sv_sheet_mark *marks,
		     size_t count)
{
	struct sv_reader *reader = marker->reader;
	struct sheet sheet = {.reader = reader,
			      .patch = sv_marker_take(marker, part),
			      .formats_at = -1,
			      .drawing_at = -1};
	const char *drawing;

	if (!sv_reader_part(reader, part, &sheet, start_sheet, end_sheet, text_sheet))
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' is missing", part);
	if (!sheet.has_data)
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' holds no cells", part);
	if (marker->formats[0] >= 0)
		colour(marker, &sheet, marks, count);
	drawing = sv_marker_notes(marker, part, sheet.drawing, marks, count);
	if (drawing)
		sv_patch_put(sheet.patch, sheet.drawing_at,
			     sv_patch_tags(reader->arena, sheet.prefix,
					   sv_str_from(sv_arena_printf(
					       reader->arena,
					       "<@legacyDrawing xmlns:svr=\"%s\" svr:id=\"%s\"/>",
					       sv_marker_relations(marker), drawing))));
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Comments: their texts, and the boxes that spreadsheets draw for them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/marker.h"

#define AUTHOR_BYTES 64
#define AUTHORS_MAX 4096
#define THREAD "tc=" /* an author's name begins so where the comment stands for a thread */

#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
#define DRAWING_TYPE "application/vnd.openxmlformats-officedocument.vmlDrawing"

/* What became of the comment at a cell. */
struct cell {
	const struct sv_sheet_mark *mark; /* NULL: one of ours is gone and nothing came instead */
	int row, column;
	bool stands; /* it has a comment, and so needs a box */
	bool boxed;
};

enum author {
	AUTHOR_OTHER,
	AUTHOR_OURS,
	AUTHOR_THREAD,
};

struct notes {
	struct sv_reader *reader; /* first */
	struct sv_patch *patch;
	struct cell *cells; /* one for each mark, then those that are gone */
	size_t mark_count, count, cap;
	const char *prefix;

	unsigned char *authors; /* enum author */
	size_t author_count, author_cap;
	char author[AUTHOR_BYTES];
	size_t author_len;
	bool in_author;
	int ours; /* index among the authors, or -1 */

	/* The comment being read. */
	int64_t from;    /* its tag */
	int row, column; /* 0: it says no cell */
	enum author written_by;
	bool in_text, has_words;    /* words of somebody before our part */
	size_t matched;             /* bytes of the sign */
	int64_t sign, blank;        /* where our part begins, and the blanks before it; or -1 */
	int64_t text_from, text_to; /* its last text */
};

static int compare_places(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

static struct cell *cell_at(struct notes *notes, int row, int column)
{
	const struct cell wanted = {.row = row, .column = column};

	return notes->mark_count ? bsearch(&wanted, notes->cells, notes->mark_count,
					   sizeof(*notes->cells), compare_places)
				 : NULL;
}

static void begin_comment(struct notes *notes, const char **attributes)
{
	const char *author = sv_attribute(attributes, "authorId"),
		   *ref = sv_attribute(attributes, "ref");
	long index = author ? strtol(author, NULL, 10) : -1;

	notes->from = sv_patch_from(notes->reader);
	notes->row = notes->column = 0;
	if (ref)
		(void)sv_sheet_cell_parse(ref, &notes->row, &notes->column);
	notes->written_by = index >= 0 && (size_t)index < notes->author_count
				? (enum author)notes->authors[index]
				: AUTHOR_OTHER;
	notes->has_words = false;
	notes->matched = 0;
	notes->sign = notes->blank = notes->text_to = -1;
}

static void start_note(void *data, const char *name, const char **attributes)
{
	struct notes *notes = data;
	const char *local = sv_local_name(name);

	if (!notes->prefix) {
		sv_patch_check(notes->reader);
		notes->prefix = sv_patch_prefix(notes->reader->arena, name);
	}
	if (strcmp(local, "author") == 0) {
		notes->in_author = true;
		notes->author_len = 0;
	} else if (strcmp(local, "comment") == 0) {
		begin_comment(notes, attributes);
	} else if (strcmp(local, "t") == 0) {
		notes->in_text = true;
		notes->matched = 0;
		notes->blank = -1;
		notes->text_from = sv_patch_to(notes->reader);
	}
}

static void end_author(struct notes *notes)
{
	struct sv_str name = {notes->author, notes->author_len};
	enum author author = sv_str_is(name, SV_SHEET_MARK_AUTHOR) ? AUTHOR_OURS
			     : sv_str_starts(name, THREAD)         ? AUTHOR_THREAD
								   : AUTHOR_OTHER;

	notes->in_author = false;
	if (notes->author_count == AUTHORS_MAX)
		sv_reader_fail(notes->reader, SV_ELIMIT, "its comments have more than %d authors",
			       AUTHORS_MAX);
	notes->authors = sv_arena_grow(notes->reader->arena, notes->authors, notes->author_count,
				       &notes->author_cap, 1);
	if (author == AUTHOR_OURS && notes->ours < 0)
		notes->ours = (int)notes->author_count;
	notes->authors[notes->author_count++] = (unsigned char)author;
}

/* Our comment, for a cell. */
static struct sv_str comment_of(struct notes *notes, const struct sv_sheet_mark *mark)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	char name[SV_SHEET_CELL_NAME_MAX];

	sv_buf_printf(&text,
		      "<@comment ref=\"%s\" authorId=\"%d\"><@text><@r><@t "
		      "xml:space=\"preserve\">" SV_SHEET_MARK_SIGN "&#10;",
		      sv_sheet_cell_name(mark->row, mark->column, name), notes->ours);
	sv_patch_text(&text, mark->text);
	sv_buf_text(&text, "</@t></@r></@text></@comment>");
	return sv_patch_tags(notes->reader->arena, notes->prefix, sv_buf_view(&text));
}

/* A comment of ours goes; it comes back, if there is something to say, with the others. */
static void drop(struct notes *notes, struct cell *cell)
{
	sv_patch_cut(notes->patch, notes->from, sv_patch_to(notes->reader));
	if (cell || !notes->row)
		return;
	if (notes->count == SV_SHEET_CELLS_MAX)
		sv_reader_fail(notes->reader, SV_ELIMIT, "it has more than %d comments",
			       SV_SHEET_CELLS_MAX);
	notes->cells = sv_arena_grow(notes->reader->arena, notes->cells, notes->count, &notes->cap,
				     sizeof(*notes->cells));
	notes->cells[notes->count++] = (struct cell){.row = notes->row, .column = notes->column};
}

static void end_comment(struct notes *notes)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	struct cell *cell = notes->row ? cell_at(notes, notes->row, notes->column) : NULL;

	if (notes->written_by == AUTHOR_OURS || (notes->sign >= 0 && !notes->has_words)) {
		drop(notes, cell);
		return;
	}
	if (!cell)
		return;
	cell->stands = cell->boxed = true; /* as it came */
	if (notes->written_by == AUTHOR_THREAD || notes->text_to < 0)
		return;
	sv_buf_text(&text, "&#10;&#10;" SV_SHEET_MARK_SIGN "&#10;");
	sv_patch_text(&text, cell->mark->text);
	sv_patch_put(notes->patch, notes->text_to,
		     sv_arena_str(notes->reader->arena, sv_buf_view(&text)));
}

/* Where something more can stand inside of an element that ends here. */
static void put_inside(struct notes *notes, const char *name, struct sv_str text)
{
	struct sv_reader *reader = notes->reader;

	/* <one/> was read to its end already, and has to be opened. */
	if (XML_GetCurrentByteCount(reader->parser) == 0) {
		sv_patch_cut(notes->patch, sv_patch_from(reader) - 2, sv_patch_from(reader));
		text = sv_str_from(
		    sv_arena_printf(reader->arena, ">%.*s</%s>", SV_STR_ARG(text), name));
	}
	sv_patch_put(notes->patch, sv_patch_from(reader), text);
}

static void end_authors(struct notes *notes, const char *name)
{
	if (notes->ours >= 0 || !notes->mark_count)
		return;
	notes->ours = (int)notes->author_count;
	put_inside(notes, name,
		   sv_patch_tags(notes->reader->arena, notes->prefix,
				 SV_STR("<@author>" SV_SHEET_MARK_AUTHOR "</@author>")));
}

static void end_list(struct notes *notes, const char *name)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;

	for (size_t i = 0; i < notes->mark_count; i++) {
		if (notes->cells[i].stands || notes->ours < 0)
			continue;
		sv_buf_str(&text, comment_of(notes, notes->cells[i].mark));
		notes->cells[i].stands = true;
	}
	if (text.len)
		put_inside(notes, name, sv_arena_str(notes->reader->arena, sv_buf_view(&text)));
}

/* Our part goes to the end of the comment, over as many texts as a program made of it. */
static void end_text(struct notes *notes)
{
	notes->in_text = false;
	if (XML_GetCurrentByteCount(notes->reader->parser) == 0)
		return; /* <t/> has no inside */
	notes->text_to = sv_patch_from(notes->reader);
	if (notes->sign >= 0)
		sv_patch_cut(notes->patch, SV_MAX(notes->sign, notes->text_from), notes->text_to);
}

static void end_note(void *data, const char *name)
{
	struct notes *notes = data;
	const char *local = sv_local_name(name);

	if (strcmp(local, "author") == 0) {
		end_author(notes);
	} else if (strcmp(local, "authors") == 0) {
		end_authors(notes, name);
	} else if (strcmp(local, "t") == 0) {
		end_text(notes);
	} else if (strcmp(local, "comment") == 0) {
		end_comment(notes);
	} else if (strcmp(local, "commentList") == 0) {
		end_list(notes, name);
	}
}

/* Our part of a text begins with the sign; before it, words of somebody else, or none. */
static void look_for_sign(struct notes *notes, char c, int64_t at)
{
	static const char sign[] = SV_SHEET_MARK_SIGN;

	if (notes->sign >= 0)
		return;
	if (c != sign[notes->matched]) {
		if (notes->matched) {
			notes->has_words = true;
			notes->blank = -1;
		}
		notes->matched = 0;
	}
	if (c == sign[notes->matched]) {
		if (notes->matched++ == 0 && notes->blank < 0)
			notes->blank = at;
		if (!sign[notes->matched])
			notes->sign = notes->blank;
	} else if (strchr(" \t\r\n", c)) {
		if (notes->blank < 0)
			notes->blank = at;
	} else {
		notes->has_words = true;
		notes->blank = -1;
	}
}

static void text_note(void *data, const char *text, int len)
{
	struct notes *notes = data;
	int64_t from = sv_patch_from(notes->reader);
	/* A reference or an encoding: more bytes than it stands for, or fewer. */
	bool direct = XML_GetCurrentByteCount(notes->reader->parser) == len;

	for (int i = 0; notes->in_author && i < len; i++)
		if (notes->author_len < AUTHOR_BYTES)
			notes->author[notes->author_len++] = text[i];
	for (int i = 0; notes->in_text && i < len; i++)
		look_for_sign(notes, text[i], from + (direct ? i : 0));
}

/* What a box says between two words; -1 when it does not. */
static long number_in(struct sv_str block, const char *before)
{
	const char *at = memmem(block.ptr, block.len, before, strlen(before));

	return at ? strtol(at + strlen(before), NULL, 10) : -1;
}

/* The next <v:shape ...>...</v:shape>, whatever the prefix; false when there is none. */
static bool next_shape(struct sv_str all, size_t from, struct sv_str *ret)
{
	static const char name[] = ":shape";
	const char *end = all.ptr + all.len, *at = all.ptr + from, *begin, *to;
	char close[64];

	while ((at = memmem(at, (size_t)(end - at), name, strlen(name)))) {
		int len;

		for (begin = at; begin > all.ptr && begin[-1] != '<' && begin[-1] != '>'; begin--)
			continue;
		at += strlen(name);
		len = (int)(at - begin);
		if (begin == all.ptr || begin[-1] != '<' || *begin == '/' || at == end ||
		    !strchr(" \t\r\n", *at) || len > 32)
			continue;
		snprintf(close, sizeof(close), "</%.*s>", len, begin);
		to = memmem(at, (size_t)(end - at), close, strlen(close));
		if (!to)
			return false;
		*ret = (struct sv_str){begin - 1, (size_t)(to - begin + 1) + strlen(close)};
		return true;
	}
	return false;
}

/* Boxes that are there already: of comments that are gone they go, the others are found.  Drawings
 * of this kind need not be XML (some programs leave <br> open), so they are only searched. */
static void look_through(struct notes *notes, struct sv_patch *patch)
{
	struct sv_str all = patch->whole, block;
	size_t from = 0;

	while (next_shape(all, from, &block)) {
		long row = number_in(block, ":Row>"), column = number_in(block, ":Column>");
		int64_t at = block.ptr - all.ptr;
		struct cell *cell;

		from = (size_t)at + block.len;
		if (row < 0 || row >= SV_SHEET_ROWS_MAX || column < 0 ||
		    column >= SV_SHEET_COLUMNS_MAX)
			continue;
		cell = cell_at(notes, (int)row + 1, (int)column + 1);
		if (cell)
			cell->boxed = true;
		for (size_t i = notes->mark_count; i < notes->count; i++)
			if (notes->cells[i].row == row + 1 && notes->cells[i].column == column + 1)
				sv_patch_cut(patch, at, (int64_t)from);
	}
}

/* On each element: a root that another program wrote need not declare them. */
#define VML_NAMESPACES                                         \
	"xmlns:v=\"urn:schemas-microsoft-com:vml\" "           \
	"xmlns:o=\"urn:schemas-microsoft-com:office:office\" " \
	"xmlns:x=\"urn:schemas-microsoft-com:office:excel\""

static void write_box(struct sv_buf *out, const struct cell *cell)
{
	size_t len = strlen(cell->mark->text);
	int row = cell->row - 1, column = cell->column - 1;
	int lines = (int)SV_MIN(3 + len / 40, (size_t)20);

	sv_buf_printf(
	    out,
	    "<v:shape " VML_NAMESPACES
	    " id=\"servanda_%d_%d\" type=\"#servanda_note\" style=\"position:absolute;"
	    "margin-left:60pt;margin-top:2pt;width:230pt;height:%dpt;z-index:1;visibility:hidden\" "
	    "fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow "
	    "on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox "
	    "style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"
	    "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, "
	    "15, "
	    "%d, 2, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row>"
	    "<x:Column>%d</x:Column></x:ClientData></v:shape>\n",
	    cell->row, cell->column, lines * 13, column + 1, row, column + 5, row + lines, row,
	    column);
}

#define BOX_TYPE                                                                     \
	"<v:shapetype " VML_NAMESPACES                                               \
	" id=\"servanda_note\" coordsize=\"21600,21600\" o:spt=\"202\" "             \
	"path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path " \
	"gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>\n"

static void write_boxes(const struct notes *notes, struct sv_buf *out, bool has_type)
{
	bool first = !has_type;

	for (size_t i = 0; i < notes->mark_count; i++) {
		if (!notes->cells[i].stands || notes->cells[i].boxed)
			continue;
		if (first)
			sv_buf_text(out, BOX_TYPE);
		first = false;
		write_box(out, &notes->cells[i]);
	}
}

static void extend_drawing(struct sv_marker *marker, struct notes *notes, const char *part)
{
	static const char end[] = "</xml>";
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	struct sv_patch *patch = sv_marker_take(marker, part);
	int64_t at;

	patch->whole = sv_marker_whole(marker, part);
	at = (int64_t)patch->whole.len - (int64_t)strlen(end);
	while (at >= 0 && memcmp(patch->whole.ptr + at, end, strlen(end)) != 0)
		at--;
	if (at < 0)
		sv_reader_fail(marker->reader, SV_EINVALID, "its part '%s' has no end", part);
	look_through(notes, patch);
	write_boxes(notes, &text,
		    memmem(patch->whole.ptr, patch->whole.len, "id=\"servanda_note\"", 18) != NULL);
	if (text.len)
		sv_patch_put(patch, at, sv_arena_str(marker->reader->arena, sv_buf_view(&text)));
}

/* A drawing of our own; returns the relation that the sheet has to it. */
static const char *add_drawing(struct sv_marker *marker, struct notes *notes,
			       const char *sheet_part)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	const char *part;

	for (size_t i = 0; i < notes->mark_count; i++)
		notes->cells[i].boxed = false; /* comments that had no drawing */
	sv_buf_text(&text, "<xml " VML_NAMESPACES ">\n");
	write_boxes(notes, &text, false);
	sv_buf_text(&text, "</xml>\n");
	part = sv_marker_free_name(marker, "xl/drawings/servanda%d.vml");
	sv_marker_add(marker, part, sv_arena_str(marker->reader->arena, sv_buf_view(&text)));
	sv_marker_type(marker, part, DRAWING_TYPE);
	return sv_marker_relate(marker, sheet_part, "vmlDrawing", part);
}

/* A part of our own, when the sheet has no comments. */
static void add_comments(struct sv_marker *marker, struct notes *notes, const char *sheet_part)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	const char *part;

	notes->prefix = "";
	notes->ours = 0;
	sv_buf_printf(&text,
		      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments "
		      "xmlns=\"%s\"><authors><author>" SV_SHEET_MARK_AUTHOR
		      "</author></authors><commentList>",
		      sv_marker_namespace(marker));
	for (size_t i = 0; i < notes->mark_count; i++) {
		sv_buf_str(&text, comment_of(notes, notes->cells[i].mark));
		notes->cells[i].stands = true;
	}
	sv_buf_text(&text, "</commentList></comments>\n");
	part = sv_marker_free_name(marker, "xl/servanda-comments%d.xml");
	sv_marker_add(marker, part, sv_arena_str(marker->reader->arena, sv_buf_view(&text)));
	sv_marker_type(marker, part, COMMENTS_TYPE);
	(void)sv_marker_relate(marker, sheet_part, "comments", part);
}

const char *sv_marker_notes(struct sv_marker *marker, const char *sheet_part, const char *drawing,
			    const struct sv_sheet_mark *marks, size_t count)
{
	struct sv_reader *reader = marker->reader;
	const char *part = sv_marker_related(marker, sheet_part, "comments", NULL);
	const char *drawn = drawing ? sv_marker_related(marker, sheet_part, NULL, drawing) : NULL;
	struct notes notes = {.reader = reader,
			      .cells = SV_NEW_ARRAY(reader->arena, struct cell, count + 1),
			      .mark_count = count,
			      .count = count,
			      .cap = count + 1,
			      .ours = -1};

	for (size_t i = 0; i < count; i++)
		notes.cells[i] = (struct cell){
		    .mark = &marks[i], .row = marks[i].row, .column = marks[i].column};
	if (part) {
		notes.patch = sv_marker_take(marker, part);
		(void)sv_reader_part(reader, part, &notes, start_note, end_note, text_note);
	} else if (count) {
		add_comments(marker, &notes, sheet_part);
	}
	if (drawn)
		extend_drawing(marker, &notes, drawn);
	else if (count)
		return add_drawing(marker, &notes, sheet_part);
	return NULL;
}

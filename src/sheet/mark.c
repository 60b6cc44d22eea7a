/* SPDX-License-Identifier: EUPL-1.2 */
/* Marking, in the child: what has to change is found first, then the archive is written anew. */
#include "sheet/mark.h"

#include <stdlib.h>
#include <string.h>

#include "sheet/marker.h"

#define NAMES_TRIED_MAX 100000
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#define RELATION_TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION_TYPES_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships/"
#define PACKAGE_RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"

const char *sv_marker_namespace(const struct sv_marker *marker)
{
	return marker->strict ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
			      : "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
}

const char *sv_marker_relations(const struct sv_marker *marker)
{
	return marker->strict
		   ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
		   : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
}

struct sv_patch *sv_marker_patch(struct sv_marker *marker, const char *part)
{
	struct sv_patch *patch;

	for (size_t i = 0; i < marker->patch_count; i++)
		if (strcmp(marker->patches[i].part, part) == 0)
			return &marker->patches[i];
	if (marker->patch_count == SV_MARK_PATCHES_MAX)
		sv_reader_fail(marker->reader, SV_ELIMIT, "it has too many parts to be marked");
	patch = &marker->patches[marker->patch_count++];
	*patch = (struct sv_patch){.reader = marker->reader, .part = part};
	return patch;
}

struct sv_patch *sv_marker_take(struct sv_marker *marker, const char *part)
{
	size_t before = marker->patch_count;
	struct sv_patch *patch = sv_marker_patch(marker, part);

	if (marker->patch_count == before)
		sv_reader_fail(marker->reader, SV_EINVALID,
			       "its part '%s' belongs to more than one sheet", part);
	return patch;
}

void sv_marker_add(struct sv_marker *marker, const char *part, struct sv_str whole)
{
	struct sv_patch *patch = sv_marker_patch(marker, part);

	patch->whole = whole;
	patch->count = 0;
}

const char *sv_marker_free_name(struct sv_marker *marker, const char *fmt)
{
	const char *percent = strstr(fmt, "%d");

	for (int i = 1; i < NAMES_TRIED_MAX; i++) {
		const char *name = sv_arena_printf(marker->reader->arena, "%.*s%d%s",
						   (int)(percent - fmt), fmt, i, percent + 2);
		bool taken = zip_name_locate(marker->reader->zip, name, ZIP_FL_NOCASE) >= 0;

		for (size_t k = 0; !taken && k < marker->patch_count; k++)
			taken = strcmp(marker->patches[k].part, name) == 0;
		if (!taken)
			return name;
	}
	sv_reader_fail(marker->reader, SV_ELIMIT, "it has too many parts to be marked");
}

void sv_marker_type(struct sv_marker *marker, const char *part, const char *type)
{
	sv_buf_printf(&marker->types, "<@Override PartName=\"/%s\" ContentType=\"%s\"/>", part,
		      type);
}

struct sv_str sv_marker_whole(struct sv_marker *marker, const char *part)
{
	struct sv_reader *reader = marker->reader;
	zip_file_t *file = zip_fopen(reader->zip, part, 0);
	zip_int64_t count = -1;
	zip_stat_t stat;
	char *bytes = NULL;

	reader->part = part;
	if (file && zip_stat(reader->zip, part, 0, &stat) == 0 && stat.valid & ZIP_STAT_SIZE &&
	    stat.size <= SV_SHEET_DRAWING_MAX) {
		bytes = sv_arena_alloc(reader->arena, (size_t)stat.size + 1);
		count = zip_fread(file, bytes, stat.size);
	}
	if (file)
		zip_fclose(file);
	if (count < 0 || (zip_uint64_t)count != stat.size)
		sv_reader_fail(reader, SV_EINVALID,
			       "its part '%s' is missing, damaged or of more than %ld MiB", part,
			       SV_SHEET_DRAWING_MAX >> 20);
	return (struct sv_str){bytes, (size_t)count};
}

/* The end of an element, wherever it stands. */
struct appending {
	struct sv_reader *reader; /* first */
	struct sv_patch *patch;
	const char *element;
	struct sv_str text;
	bool seen, done;
};

static void start_appending(void *data, const char *name, const char **attributes)
{
	struct appending *appending = data;

	(void)name;
	(void)attributes;
	if (!appending->seen)
		sv_patch_check(appending->reader);
	appending->seen = true;
}

static void text_nothing(void *data, const char *text, int len)
{
	(void)data;
	(void)text;
	(void)len;
}

static void end_appending(void *data, const char *name)
{
	struct appending *appending = data;
	struct sv_reader *reader = appending->reader;
	int64_t at = sv_patch_from(reader);
	struct sv_str text;

	if (appending->done || strcmp(sv_local_name(name), appending->element) != 0)
		return;
	appending->done = true;
	text = sv_patch_tags(reader->arena, sv_patch_prefix(reader->arena, name), appending->text);
	if (XML_GetCurrentByteCount(reader->parser) == 0) { /* <one/> */
		sv_patch_cut(appending->patch, at - 2, at);
		text = sv_str_from(
		    sv_arena_printf(reader->arena, ">%.*s</%s>", SV_STR_ARG(text), name));
	}
	sv_patch_put(appending->patch, at, text);
}

void sv_marker_append(struct sv_marker *marker, const char *part, const char *element,
		      struct sv_str text)
{
	struct appending appending = {.reader = marker->reader,
				      .patch = sv_marker_patch(marker, part),
				      .element = element,
				      .text = text};

	if (!sv_reader_part(marker->reader, part, &appending, start_appending, end_appending,
			    text_nothing) ||
	    !appending.done)
		sv_reader_fail(marker->reader, SV_EINVALID, "its part '%s' has no '%s'", part,
			       element);
}

/* "xl/worksheets/../comments1.xml" as "xl/comments1.xml". */
static const char *straight(struct sv_arena *arena, const char *name)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_str rest = sv_str_from(name), part;

	while (sv_str_split(&rest, '/', &part)) {
		if (sv_str_is(part, "..")) {
			while (out.len && out.ptr[out.len - 1] != '/')
				out.len--;
			out.len -= out.len > 0;
			continue;
		}
		if (sv_str_is(part, ".") || !part.len)
			continue;
		if (out.len)
			sv_buf_char(&out, '/');
		sv_buf_str(&out, part);
	}
	return sv_arena_str(arena, sv_buf_view(&out)).ptr;
}

const char *sv_marker_related(struct sv_marker *marker, const char *part, const char *type,
			      const char *id)
{
	struct sv_reader *reader = marker->reader;
	const char *target;

	reader->relation_count = 0;
	sv_reader_relations_of(reader, part);
	target = sv_reader_find(reader, type, id);
	if (!target)
		return NULL;
	target = straight(reader->arena, target);
	return zip_name_locate(reader->zip, target, 0) >= 0 ? target : NULL;
}

static bool has_relation(const struct sv_reader *reader, const char *id)
{
	for (size_t i = 0; i < reader->relation_count; i++)
		if (strcmp(reader->relations[i].id, id) == 0)
			return true;
	return false;
}

static const char *relations_part(struct sv_arena *arena, const char *part)
{
	const char *slash = strrchr(part, '/'), *name = slash ? slash + 1 : part;

	return sv_arena_printf(arena, "%.*s_rels/%s.rels", (int)(name - part), part, name);
}

/* More than one relation can be added to a part: where it is all ours, the whole grows. */
const char *sv_marker_relate(struct sv_marker *marker, const char *part, const char *type,
			     const char *target)
{
	static const char end[] = "</Relationships>";
	struct sv_reader *reader = marker->reader;
	const char *relations = relations_part(reader->arena, part), *id;
	struct sv_patch *patch = sv_marker_patch(marker, relations);
	struct sv_str text;

	reader->relation_count = 0;
	sv_reader_relations_of(reader, part);
	do
		id = sv_arena_printf(reader->arena, "servanda%d", ++marker->relation_count);
	while (has_relation(reader, id));
	text = sv_str_from(sv_arena_printf(
	    reader->arena, "<@Relationship Id=\"%s\" Type=\"%s%s\" Target=\"/%s\"/>", id,
	    marker->strict ? RELATION_TYPES_STRICT : RELATION_TYPES, type, target));
	if (!patch->whole.ptr && reader->relation_count) {
		sv_marker_append(marker, relations, "Relationships", text);
		return id;
	}
	text = sv_patch_tags(reader->arena, "", text);
	if (patch->whole.ptr)
		text = sv_str_from(sv_arena_printf(reader->arena, "%.*s%.*s%s",
						   (int)(patch->whole.len - strlen(end)),
						   patch->whole.ptr, SV_STR_ARG(text), end));
	else
		text = sv_str_from(sv_arena_printf(
		    reader->arena, "<Relationships xmlns=\"" PACKAGE_RELATIONS "\">%.*s%s",
		    SV_STR_ARG(text), end));
	sv_marker_add(marker, relations, text);
	return id;
}

/* What the workbook says of its sheets. */
struct book {
	struct sv_reader *reader; /* first */
	long last_id;
	bool strict, seen;
};

static void start_book(void *data, const char *name, const char **attributes)
{
	struct book *book = data;
	const char *local = sv_local_name(name), *id;

	for (size_t i = 0; !book->seen && attributes[i]; i += 2)
		if (strncmp(attributes[i], "xmlns", 5) == 0 &&
		    strcmp(attributes[i + 1], "http://purl.oclc.org/ooxml/spreadsheetml/main") == 0)
			book->strict = true;
	book->seen = true;
	if (strcmp(local, "sheet") != 0)
		return;
	id = sv_attribute(attributes, "sheetId");
	if (id && strtol(id, NULL, 10) > book->last_id && strtol(id, NULL, 10) < INT32_MAX)
		book->last_id = strtol(id, NULL, 10);
}

static void end_nothing(void *data, const char *name)
{
	(void)data;
	(void)name;
}

/* Parts that only the archive itself names. */
static void add_page(struct sv_marker *marker, const char *book_part, long last_id)
{
	const struct sv_sheet_page *page = marker->marking->page;
	struct sv_reader *reader = marker->reader;
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	const char *part, *id;

	if (page->replaces >= 0 && (size_t)page->replaces < reader->sheet_count) {
		part = straight(reader->arena, reader->sheets[page->replaces].part);
		sv_marker_add(marker, part, sv_marker_page(marker, page));
		return;
	}
	part = sv_marker_free_name(marker, "xl/worksheets/servanda%d.xml");
	sv_marker_add(marker, part, sv_marker_page(marker, page));
	sv_marker_type(marker, part, SHEET_TYPE);
	id = sv_marker_relate(marker, book_part, "worksheet", part);
	sv_buf_text(&text, "<@sheet name=\"");
	sv_patch_text(&text, page->name);
	sv_buf_printf(&text, "\" sheetId=\"%ld\" xmlns:svr=\"%s\" svr:id=\"%s\"/>", last_id + 1,
		      sv_marker_relations(marker), id);
	sv_marker_append(marker, book_part, "sheets", sv_buf_view(&text));
}

/* Sheets with something to say, and those on which something was said before. */
static void mark_sheets(struct sv_marker *marker)
{
	const struct sv_sheet_marking *marking = marker->marking;
	struct sv_reader *reader = marker->reader;
	size_t from = 0, end;

	for (size_t i = 0; i < reader->sheet_count; i++, from = end) {
		for (end = from; end < marking->mark_count && marking->marks[end].sheet == (int)i;
		     end++)
			continue;
		if (!marking->page || marking->page->replaces != (int)i)
			sv_marker_sheet(marker, straight(reader->arena, reader->sheets[i].part),
					&marking->marks[from], end - from);
	}
}

static void send_file(struct sv_reader *reader, zip_source_t *source)
{
	static const struct sv_wire_head head = {.kind = SV_WIRE_BYTES};
	char bytes[SV_SHEET_TEXT_MAX];
	zip_int64_t count;

	if (zip_source_open(source) < 0)
		sv_reader_fail(reader, SV_EINVALID, "the marked copy cannot be read back");
	while ((count = zip_source_read(source, bytes, sizeof(bytes))) > 0)
		sv_reader_send(reader, &head, (struct sv_str){bytes, (size_t)count});
	zip_source_close(source);
	zip_source_free(source);
}

/* The time of the workbook part, so that one input always gives one output. */
static time_t time_of(struct sv_reader *reader, const char *part)
{
	zip_stat_t stat;

	if (zip_stat(reader->zip, part, 0, &stat) < 0 || !(stat.valid & ZIP_STAT_MTIME))
		return 0;
	return stat.mtime;
}

static void write_archive(struct sv_marker *marker, struct sv_str bytes, time_t mtime)
{
	struct sv_reader *reader = marker->reader;
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip = NULL;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
	if (source)
		zip = zip_open_from_source(source, 0, &error);
	if (!zip)
		sv_reader_fail(reader, SV_EINVALID, "the archive is damaged (%s)",
			       zip_error_strerror(&error));
	zip_source_keep(source);
	for (size_t i = 0; i < marker->patch_count; i++)
		sv_patch_apply(&marker->patches[i], zip, mtime);
	if (zip_close(zip) < 0) {
		for (size_t i = 0; i < marker->patch_count; i++)
			if (marker->patches[i].failed)
				sv_reader_fail(reader, SV_EINVALID, "its part '%s' is damaged",
					       marker->patches[i].part);
		sv_reader_fail(reader, SV_EINVALID, "the marked copy cannot be written: %s",
			       zip_strerror(zip));
	}
	send_file(reader, source);
}

void sv_sheet_mark_all(struct sv_reader *reader, void *context)
{
	struct sv_marker marker = {.reader = reader, .marking = context, .wrapped = -1};
	struct book book = {.reader = reader};
	const char *part = straight(reader->arena, sv_reader_book(reader)), *styles;

	marker.patches = SV_NEW_ARRAY(reader->arena, struct sv_patch, SV_MARK_PATCHES_MAX);
	for (int i = 0; i < SV_SHEET_TONES; i++)
		marker.formats[i] = -1;
	styles = sv_marker_related(&marker, part, "styles", NULL);
	(void)sv_reader_part(reader, part, &book, start_book, end_nothing, text_nothing);
	marker.strict = book.strict;
	if (styles)
		sv_marker_styles(&marker, styles);
	mark_sheets(&marker);
	if (marker.marking->page)
		add_page(&marker, part, book.last_id);
	if (marker.types.len)
		sv_marker_append(&marker, "[Content_Types].xml", "Types",
				 sv_buf_view(&marker.types));
	sv_buf_free(&marker.types);
	write_archive(&marker, reader->bytes, time_of(reader, part));
}

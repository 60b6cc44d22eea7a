/* SPDX-License-Identifier: EUPL-1.2 */
/* The child: nothing here opens a file, and after sv_sandbox_enter() nothing can. */
#include "sheet/reader.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sheet/sandbox.h"

#define OUT_BYTES (1 << 16)
#define IN_BYTES (1 << 16)

/* Nobody listens any more where the sink says so: there is nothing left to do. */
static void flush(struct sv_reader *reader)
{
	bool taken = reader->sink.take(reader->sink.context, sv_buf_view(&reader->out));

	sv_buf_clear(&reader->out);
	if (taken || reader->is_deaf)
		return;
	reader->is_deaf = true;
	longjmp(reader->give_up, 1);
}

void sv_reader_send(struct sv_reader *reader, const struct sv_wire_head *head, struct sv_str text)
{
	struct sv_wire_head sent = *head;

	sent.len = (uint32_t)text.len;
	sv_buf_add(&reader->out, &sent, sizeof(sent));
	sv_buf_add(&reader->out, text.ptr, text.len);
	if (reader->out.len >= OUT_BYTES)
		flush(reader);
}

void sv_reader_fail(struct sv_reader *reader, int code, const char *fmt, ...)
{
	const struct sv_wire_head head = {.kind = SV_WIRE_FAILED, .row = code};
	char message[SV_ERROR_MESSAGE_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	sv_reader_send(reader, &head, sv_str_from(message));
	longjmp(reader->give_up, 1);
}

const char *sv_local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *sv_attribute(const char **attributes, const char *key)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(sv_local_name(attributes[i]), key) == 0)
			return attributes[i + 1];
	return NULL;
}

/* Entities are declared in a document type, which no workbook has. */
static void refuse_doctype(void *context, const char *name, const char *system, const char *public,
			   int internal)
{
	struct sv_reader *reader = *(struct sv_reader **)context;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	sv_reader_fail(reader, SV_EINVALID,
		       "its part '%s' declares a document type, which no "
		       "workbook needs",
		       reader->part);
}

static void check_size(struct sv_reader *reader, const zip_stat_t *stat)
{
	if (stat->valid & ZIP_STAT_ENCRYPTION_METHOD && stat->encryption_method != ZIP_EM_NONE)
		sv_reader_fail(reader, SV_EINVALID, "it is encrypted; save it without a password");
	if (!(stat->valid & ZIP_STAT_SIZE) || !(stat->valid & ZIP_STAT_COMP_SIZE))
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' does not say how large it is",
			       reader->part);
	if (stat->size > SV_SHEET_PART_MAX)
		sv_reader_fail(reader, SV_ELIMIT, "its part '%s' unpacks to more than %ld MiB",
			       reader->part, SV_SHEET_PART_MAX >> 20);
	if (stat->size > SV_SHEET_RATIO_FREE && stat->size / SV_SHEET_RATIO_MAX > stat->comp_size)
		sv_reader_fail(reader, SV_ELIMIT,
			       "its part '%s' unpacks to more than %d times its size", reader->part,
			       SV_SHEET_RATIO_MAX);
}

static void parse_step(struct sv_reader *reader, zip_file_t *file, uint64_t size, uint64_t *done)
{
	void *bytes = XML_GetBuffer(reader->parser, IN_BYTES);
	zip_int64_t count;

	if (!bytes)
		sv_out_of_memory();
	count = zip_fread(file, bytes, IN_BYTES);
	if (count < 0)
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' is damaged: %s", reader->part,
			       zip_file_strerror(file));
	*done += (uint64_t)count;
	if (*done > size || (count == 0 && *done < size))
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' is not as large as it says",
			       reader->part);
	if (XML_ParseBuffer(reader->parser, (int)count, *done == size) == XML_STATUS_ERROR)
		sv_reader_fail(reader, SV_EINVALID, "line %lu of its part '%s': %s",
			       XML_GetCurrentLineNumber(reader->parser), reader->part,
			       XML_ErrorString(XML_GetErrorCode(reader->parser)));
}

bool sv_reader_part(struct sv_reader *reader, const char *name, void *context,
		    sv_start_handler start, sv_end_handler end, sv_text_handler text)
{
	uint64_t done = 0;
	zip_file_t *file;
	zip_stat_t stat;

	reader->part = name;
	if (zip_stat(reader->zip, name, 0, &stat) < 0)
		return false;
	check_size(reader, &stat);
	file = reader->file = zip_fopen_index(reader->zip, stat.index, 0);
	if (!file)
		sv_reader_fail(reader, SV_EINVALID, "its part '%s' cannot be opened: %s", name,
			       zip_strerror(reader->zip));
	reader->parser = XML_ParserCreate(NULL);
	if (!reader->parser)
		sv_out_of_memory();
	/* Every context begins with the reader, so that the refusal finds it. */
	XML_SetUserData(reader->parser, context);
	XML_SetElementHandler(reader->parser, start, end);
	XML_SetCharacterDataHandler(reader->parser, text);
	XML_SetStartDoctypeDeclHandler(reader->parser, refuse_doctype);
	do
		parse_step(reader, file, stat.size, &done);
	while (done < stat.size);
	XML_ParserFree(reader->parser);
	zip_fclose(file);
	reader->parser = NULL;
	reader->file = NULL;
	return true;
}

/* A workbook with macros is a program; nobody needs one to report figures. */
static void check_entries(struct sv_reader *reader)
{
	zip_int64_t count = zip_get_num_entries(reader->zip, 0);

	if (count > SV_SHEET_ENTRIES_MAX)
		sv_reader_fail(reader, SV_ELIMIT, "it has more than %d parts",
			       SV_SHEET_ENTRIES_MAX);
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(reader->zip, (zip_uint64_t)i, 0);

		if (name && strstr(name, "vbaProject"))
			sv_reader_fail(reader, SV_EINVALID,
				       "it has macros; save it as .xlsx, without them");
	}
}

const char *sv_reader_find(struct sv_reader *reader, const char *type, const char *id)
{
	for (size_t i = 0; i < reader->relation_count; i++)
		if ((type && strcmp(reader->relations[i].type, type) == 0) ||
		    (id && strcmp(reader->relations[i].id, id) == 0))
			return sv_reader_target(reader, &reader->relations[i]);
	return NULL;
}

void sv_reader_relations_of(struct sv_reader *reader, const char *part)
{
	const char *slash = strrchr(part, '/'), *name = slash ? slash + 1 : part;
	const char *folder =
	    sv_arena_str(reader->arena, (struct sv_str){part, (size_t)(name - part)}).ptr;

	(void)sv_reader_relations(
	    reader, sv_arena_printf(reader->arena, "%s_rels/%s.rels", folder, name), folder);
}

const char *sv_reader_book(struct sv_reader *reader)
{
	const char *book;

	check_entries(reader);
	(void)sv_reader_relations(reader, "_rels/.rels", "");
	book = sv_reader_find(reader, "officeDocument", NULL);
	if (!book)
		sv_reader_fail(reader, SV_EINVALID, "it is an archive, but no workbook");
	sv_reader_relations_of(reader, book);
	sv_reader_workbook(reader, book);
	for (size_t i = 0; i < reader->sheet_count; i++) {
		struct sv_book_sheet *sheet = &reader->sheets[i];

		sheet->part = sv_reader_find(reader, NULL, sheet->relation);
		if (!sheet->part)
			sv_reader_fail(reader, SV_EINVALID, "sheet '%s' has no part", sheet->name);
	}
	return book;
}

void sv_sheet_read_all(struct sv_reader *reader, void *context)
{
	const char *styles, *strings;

	(void)context;
	(void)sv_reader_book(reader);
	styles = sv_reader_find(reader, "styles", NULL);
	strings = sv_reader_find(reader, "sharedStrings", NULL);
	if (styles)
		sv_reader_styles(reader, styles);
	if (strings)
		sv_reader_strings(reader, strings);
	for (size_t i = 0; i < reader->sheet_count; i++) {
		const struct sv_wire_head head = {.kind = SV_WIRE_SHEET, .sheet = (int32_t)i};

		sv_reader_send(reader, &head, sv_str_from(reader->sheets[i].name));
		sv_reader_sheet(reader, (int)i, reader->sheets[i].part);
	}
}

static void open_zip(struct sv_reader *reader, struct sv_str bytes)
{
	zip_error_t error;
	zip_source_t *source;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
	if (source)
		reader->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (reader->zip)
		return;
	zip_source_free(source);
	sv_reader_fail(reader, SV_EINVALID,
		       "the archive is damaged or was cut short (%s); save it again",
		       zip_error_strerror(&error));
}

/* What the work left open when it gave up; of no matter where the process ends. */
static void close_all(struct sv_reader *reader)
{
	if (reader->parser)
		XML_ParserFree(reader->parser);
	if (reader->file)
		zip_fclose(reader->file);
	if (reader->zip)
		zip_discard(reader->zip);
	sv_buf_free(&reader->out);
	sv_buf_free(&reader->strings);
	sv_buf_free(&reader->text);
}

void sv_sheet_work(const struct sv_sheet_job *job, const struct sv_wire_sink *sink)
{
	static const struct sv_wire_head done = {.kind = SV_WIRE_DONE};
	/* Not on the stack, which a jump leaves as it likes. */
	static _Thread_local struct sv_reader reader;
	static _Thread_local struct sv_arena arena;
	struct sv_error err = SV_ERROR_INIT;

	arena = (struct sv_arena)SV_ARENA_INIT;
	reader = (struct sv_reader){.arena = &arena, .sink = *sink, .bytes = job->bytes};
	if (setjmp(reader.give_up) == 0) {
		int r = job->is_confined ? sv_sandbox_enter(&err) : 0;

		if (r < 0)
			sv_reader_fail(&reader, r, "%s", err.message);
		open_zip(&reader, job->bytes);
		job->run(&reader, job->context);
		sv_reader_send(&reader, &done, SV_STR_NONE);
	}
	if (!reader.is_deaf)
		flush(&reader);
	close_all(&reader);
	sv_arena_free(&arena);
}

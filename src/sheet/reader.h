/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reader.h - what the files of the reading child share: reader.c opens the
 * archive and walks its parts, parts.c reads the small ones (relations,
 * workbook, formats, shared texts), cells.c a sheet.  Only these include it.
 *
 * Elements are known by their local names: programs differ in the prefixes of
 * their namespaces, and the strict form in the namespaces themselves.
 */
#ifndef SV_SHEET_READER_H
#define SV_SHEET_READER_H

#include <setjmp.h>

#include <expat.h>
#include <zip.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "sheet/sheet.h"
#include "sheet/wire.h"

enum sv_number_style {
	SV_STYLE_NUMBER,
	SV_STYLE_PERCENT,
	SV_STYLE_DATE,
};

/* A format of numbers that the workbook defines itself. */
struct sv_custom_format {
	int id;
	uint8_t style;
};

struct sv_relation {
	const char *id, *target;
	const char *type; /* what stands after the last '/' */
};

struct sv_book_sheet {
	const char *name, *relation;
	const char *part; /* once the workbook was read */
};

struct sv_reader {
	struct sv_arena *arena;
	struct sv_wire_sink sink;
	struct sv_str bytes; /* the workbook */
	struct sv_buf out;   /* messages on their way */
	bool is_deaf;        /* the sink takes no more */
	zip_t *zip;
	zip_file_t *file; /* the part being parsed */
	XML_Parser parser;
	struct sv_buf text; /* of a cell */
	jmp_buf give_up;    /* a failure deep inside a handler ends the child's work here */
	const char *part;
	int64_t cell_count;

	struct sv_relation *relations; /* of the part read last */
	size_t relation_count, relation_cap;
	const char *folder; /* that their targets are relative to, "xl/" */

	struct sv_book_sheet *sheets;
	size_t sheet_count, sheet_cap;
	bool from_1904; /* days are counted from 1904-01-01 */

	uint8_t *styles; /* enum sv_number_style by format of a cell */
	size_t style_count, style_cap;
	struct sv_custom_format *formats;
	size_t format_count, format_cap;
	bool in_cell_formats;

	struct sv_buf strings; /* shared texts, one after the other */
	uint32_t *string_end;  /* and where each ends */
	size_t string_count, string_cap;
	bool in_text, in_phonetic;
};

/* Say what is wrong, and end. */
void sv_reader_fail(struct sv_reader *reader, int code, const char *fmt, ...)
    SV_PRINTF(3, 4) SV_NORETURN;

void sv_reader_send(struct sv_reader *reader, const struct sv_wire_head *head, struct sv_str text);

typedef void (*sv_start_handler)(void *reader, const char *name, const char **attributes);
typedef void (*sv_end_handler)(void *reader, const char *name);
typedef void (*sv_text_handler)(void *reader, const char *text, int len);

/* Parse a part of the archive; false when there is none of that name. */
bool sv_reader_part(struct sv_reader *reader, const char *name, void *context,
		    sv_start_handler start, sv_end_handler end, sv_text_handler text);

const char *sv_local_name(const char *name);                        /* without its prefix */
const char *sv_attribute(const char **attributes, const char *key); /* by local name, or NULL */

/* Read the workbook part and find its sheets; its relations are the current ones.  Returns its
 * name. */
const char *sv_reader_book(struct sv_reader *reader);
/* Of the current relations the target of the first of a type, or with an id; or NULL. */
const char *sv_reader_find(struct sv_reader *reader, const char *type, const char *id);
/* Make the relations of a part the current ones. */
void sv_reader_relations_of(struct sv_reader *reader, const char *part);

/* parts.c */
/* False when there is no such part: it has no relations. */
bool sv_reader_relations(struct sv_reader *reader, const char *part, const char *folder);
const char *sv_reader_target(struct sv_reader *reader, const struct sv_relation *relation);
void sv_reader_workbook(struct sv_reader *reader, const char *part);
void sv_reader_styles(struct sv_reader *reader, const char *part);
void sv_reader_strings(struct sv_reader *reader, const char *part);

/* cells.c */
void sv_reader_sheet(struct sv_reader *reader, int sheet, const char *part);

#endif

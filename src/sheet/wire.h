/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * wire.h - work on a workbook that somebody else wrote, and what it sends back.
 *
 *   struct sv_wire_head, then `len` bytes of text
 *
 * Both ends are the same program on the same machine.  The work runs in a
 * confined child and writes into a pipe; a fuzzer, which wants to see where it
 * goes, has it run in its own process (sv_sheet_read_here()).
 */
#ifndef SV_SHEET_WIRE_H
#define SV_SHEET_WIRE_H

#include <stdint.h>

#include "base/buf.h"
#include "sheet/mark.h"
#include "sheet/sheet.h"

enum sv_wire_kind {
	SV_WIRE_SHEET = 1, /* text: its name */
	SV_WIRE_CELL,
	SV_WIRE_MERGE,
	SV_WIRE_BYTES,  /* text: of a file that is written */
	SV_WIRE_FAILED, /* row: the code; text: the message */
	SV_WIRE_DONE,
};

struct sv_wire_head {
	uint8_t kind;
	uint8_t type;  /* enum sv_sheet_type */
	uint8_t flags; /* SV_WIRE_PERCENT ... */
	uint8_t unused;
	int32_t sheet;
	int32_t row, column;
	int32_t row_last, column_last;
	uint32_t len;
};

#define SV_WIRE_PERCENT 1u
#define SV_WIRE_FORMULA 2u
#define SV_WIRE_CUT 4u

/* Where messages go.  take() is false when no more of them are wanted. */
struct sv_wire_sink {
	void *context;
	bool (*take)(void *context, struct sv_str bytes);
};

struct sv_reader;

struct sv_sheet_job {
	struct sv_str bytes; /* the workbook */
	void (*run)(struct sv_reader *reader, void *context);
	void *context;
	bool is_confined; /* the process gives up what it does not need, for good */
};

/* reader.c: the work from beginning to end; what goes wrong is sent too. */
void sv_sheet_work(const struct sv_sheet_job *job, const struct sv_wire_sink *sink);

/* Of a job that reads: every cell is sent. */
void sv_sheet_read_all(struct sv_reader *reader, void *context);
/* mark.c: of a job that marks; the context is a struct sv_sheet_marking. */
void sv_sheet_mark_all(struct sv_reader *reader, void *context);

/* sheet.c: as sv_sheet_read() and sv_sheet_mark(), in this process and without its protection. */
SV_MUST_USE int sv_sheet_read_here(struct sv_str bytes, const struct sv_sheet_visitor *visitor,
				   struct sv_error *err);
SV_MUST_USE int sv_sheet_mark_here(struct sv_arena *arena, struct sv_str bytes,
				   const struct sv_sheet_marking *marking, struct sv_str *ret,
				   struct sv_error *err);

#endif

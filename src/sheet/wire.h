/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * wire.h - what the reading child writes into its pipe.
 *
 *   struct sv_wire_head, then `len` bytes of text
 *
 * Both ends are the same program on the same machine.
 */
#ifndef SV_SHEET_WIRE_H
#define SV_SHEET_WIRE_H

#include <stdint.h>

#include "base/buf.h"

enum sv_wire_kind {
	SV_WIRE_SHEET = 1, /* text: its name */
	SV_WIRE_CELL,
	SV_WIRE_MERGE,
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

/* reader.c: read the workbook and write all of it to fd; the child's whole life. */
void sv_sheet_child(struct sv_str bytes, int fd);

#endif

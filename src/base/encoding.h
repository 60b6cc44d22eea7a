/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * encoding.h - text of other people's files, made UTF-8.
 */
#ifndef SV_BASE_ENCODING_H
#define SV_BASE_ENCODING_H

#include "base/arena.h"
#include "base/finding.h"

/*
 * The text as UTF-8 without NUL.  UTF-8 is taken as it is.  In any other text the
 * lines that are not UTF-8 are read as Windows-1252, which has every byte; a
 * warning says how many they are.  UTF-16 is an error.
 */
struct sv_str sv_text_as_utf8(struct sv_arena *arena, const char *file, struct sv_str text,
			      struct sv_findings *findings);

#endif

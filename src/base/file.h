/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * file.h - whole files, read under a limit and written so that a reader sees
 * the old content or the new, never half of it.
 */
#ifndef SV_BASE_FILE_H
#define SV_BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"

/* SV_ENOTFOUND when there is no such file, SV_ELIMIT beyond bytes_max. */
SV_MUST_USE int sv_file_read(struct sv_arena *arena, const char *path, long bytes_max,
			     struct sv_str *ret_text, struct sv_error *err);

/* Written beside path, synced, then renamed over it, with the mode it had.  A link is followed; a
 * device or pipe is written to as it is.  "-" is standard output. */
SV_MUST_USE int sv_file_write(const char *path, struct sv_str text, struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * imported.h - what became of documents that were brought in, for init and import.
 */
#ifndef SV_CLI_IMPORTED_H
#define SV_CLI_IMPORTED_H

#include "app/import.h"
#include "cli/command.h"

extern const struct sv_progress sv_cli_progress;

/* Says what was recorded and what was found: for people, or as JSON.  Findings go to standard
 * error.  `done` says what there is now, e.g. "a new record at 'servanda.db'"; files are named
 * without `folder` before them.  Returns 0, or SV_EINVALID when the input was refused. */
SV_MUST_USE int sv_cli_imported(struct sv_cli *cli, const struct sv_import *result,
				const char *done, const char *folder, struct sv_error *err);

#endif

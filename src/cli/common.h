/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * common.h - what several commands do alike: find a state, a commitment or a
 * pack, and write JSON or a file.
 */
#ifndef SV_CLI_COMMON_H
#define SV_CLI_COMMON_H

#include "app/app.h"
#include "app/left_out.h"
#include "base/json.h"
#include "cli/command.h"
#include "report/data.h"

/* The register as known and asked for by the options. */
SV_MUST_USE int sv_cli_register(struct sv_cli *cli, const struct sv_register **ret,
				struct sv_error *err);

/* Index of a state by its code; says which one may have been meant. */
SV_MUST_USE int sv_cli_state(const struct sv_register *reg, const char *code, int *ret,
			     struct sv_error *err);
SV_MUST_USE int sv_cli_project(const struct sv_register *reg, const char *id, int *ret,
			       struct sv_error *err);

/* The number of a document, from an argument. */
SV_MUST_USE int sv_cli_document_number(const char *text, int64_t *ret, struct sv_error *err);

/* Folder of the default pack: $SERVANDA_PACKS, beside the program's tree, or the installed one. */
SV_MUST_USE int sv_cli_default_pack(struct sv_cli *cli, const char **ret_folder,
				    struct sv_error *err);

/* The role in words: "third state". */
const char *sv_role_title(enum sv_role role);

/* " (recalled)" for a row that nobody verified, else "". */
const char *sv_recalled_mark(const struct sv_origin *origin);

/* "since 2017-12-11", "2017-12-11 to 2020-01-31", "until ..." , "". */
const char *sv_interval_text(struct sv_arena *arena, int32_t from, int32_t to);

/* For whom a copy is made, in the words of copies and bundles alike. */
#define SV_CLI_COPY_FOR_OPTIONS                                                                 \
	{"for-others", 0, NULL, SV_VALUE_TEXT, NULL, "leave out what is withheld from copies"}, \
	{                                                                                       \
		"whole", 0, NULL, SV_VALUE_TEXT, NULL,                                          \
		    "keep what is withheld from copies, for somebody who may have all there is" \
	}
SV_MUST_USE int sv_cli_copy_for(struct sv_cli *cli, enum sv_copy_for *ret, struct sv_error *err);

/* Text to the file that --output names, or to standard output. */
SV_MUST_USE int sv_cli_write(struct sv_cli *cli, struct sv_str text, struct sv_error *err);

#endif

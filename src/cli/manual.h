/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * manual.h - what the command table says, as help for the terminal and as manual pages.
 */
#ifndef SV_CLI_MANUAL_H
#define SV_CLI_MANUAL_H

#include "base/buf.h"
#include "cli/command.h"
#include "cli/out.h"

/* What servanda is, for the head of the help and of servanda(1). */
extern const char sv_manual_purpose[];

/* The help of one command; of servanda as a whole when command is NULL. */
void sv_manual_help(const struct sv_command *command, struct sv_out *out);

/* The same as a page in mdoc(7). */
void sv_manual_page(const struct sv_command *command, struct sv_buf *out);

/* Name of the page, without the section: "servanda-member-list". */
const char *sv_manual_page_name(struct sv_arena *arena, const struct sv_command *command);

/* How a command ends, for both. */
struct sv_exit_line {
	int status;
	const char *text; /* NULL: the command's own exit_negative */
};
extern const struct sv_exit_line sv_exit_lines[];
extern const size_t sv_exit_line_count;

#endif

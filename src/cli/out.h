/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * out.h - text for people: width, colour and paragraphs.
 *
 * Everything is gathered in a buffer and written once, so that a command that
 * fails half way has said nothing on standard output.  Without colour every
 * text still says everything: colour only repeats what a letter says.
 */
#ifndef SV_CLI_OUT_H
#define SV_CLI_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct sv_out {
	struct sv_buf buf;
	bool color;
	int width; /* columns to keep within */
};

enum sv_style {
	SV_STYLE_PLAIN,
	SV_STYLE_STRONG,
	SV_STYLE_MUTED,
};

#define SV_OUT_WIDTH_DEFAULT 100 /* where there is no terminal to ask */
#define SV_OUT_WIDTH_MIN 40

/* color is "auto", "always" or "never"; auto asks the terminal, NO_COLOR and TERM. */
void sv_out_init(struct sv_out *out, const char *color);

void sv_out_text(struct sv_out *out, const char *text);
void sv_out_printf(struct sv_out *out, const char *fmt, ...) SV_PRINTF(2, 3);
void sv_out_styled(struct sv_out *out, enum sv_style style, const char *text);

/* End the line, without the spaces that a rating or a column may have left at its end. */
void sv_out_end_line(struct sv_out *out);

/* Columns a UTF-8 text takes on a terminal; combining marks take none. */
int sv_text_columns(struct sv_str text);

void sv_out_pad(struct sv_out *out, int columns); /* so many spaces, none when negative */

/* A paragraph wrapped to the width, every line but the first indented by `hang` columns; the
 * caller has already written `at` columns of the first line.  Ends the line. */
void sv_out_wrapped(struct sv_out *out, int at, int hang, const char *text);
void sv_out_wrapped_str(struct sv_out *out, int at, int hang, struct sv_str text);

/* Cut the next line of at most `room` columns off *rest: at spaces where there are any, in the
 * middle of a word that is longer than the room. */
struct sv_str sv_text_take_line(struct sv_str *rest, int room);

/* Progress of long work, on standard error and only when that is a terminal. */
void sv_out_progress(const char *what, size_t done, size_t total);
void sv_out_progress_end(void);

#endif

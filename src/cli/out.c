/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/out.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/date.h"

static bool wants_color(const char *color)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

	if (strcmp(color, "always") == 0)
		return true;
	if (strcmp(color, "never") == 0 || (none && none[0]))
		return false;
	return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0;
}

static int terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	int64_t width;

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	if (columns && sv_str_to_int64(sv_str_from(columns), &width) && width > 0 && width < 10000)
		return (int)width;
	return SV_OUT_WIDTH_DEFAULT;
}

void sv_out_init(struct sv_out *out, const char *color)
{
	int width = terminal_width();

	*out = (struct sv_out){
	    .buf = SV_BUF_INIT,
	    .color = wants_color(color),
	    .width = width < SV_OUT_WIDTH_MIN ? SV_OUT_WIDTH_MIN : width,
	};
}

void sv_out_text(struct sv_out *out, const char *text)
{
	sv_buf_text(&out->buf, text);
}

void sv_out_printf(struct sv_out *out, const char *fmt, ...)
{
	char *text = NULL;
	va_list args;
	int len;

	va_start(args, fmt);
	len = vasprintf(&text, fmt, args);
	va_end(args);
	if (len < 0)
		sv_out_of_memory();
	sv_buf_add(&out->buf, text, (size_t)len);
	free(text);
}

void sv_out_styled(struct sv_out *out, enum sv_style style, const char *text)
{
	if (!out->color || style == SV_STYLE_PLAIN)
		sv_out_text(out, text);
	else
		sv_out_printf(out, "\033[%sm%s\033[0m", style == SV_STYLE_STRONG ? "1" : "38;5;245",
			      text);
}

void sv_out_end_line(struct sv_out *out)
{
	while (out->buf.len && out->buf.ptr[out->buf.len - 1] == ' ')
		out->buf.ptr[--out->buf.len] = '\0';
	sv_buf_char(&out->buf, '\n');
}

/* Code point at *pos of valid UTF-8, moving past it. */
static uint32_t next_point(struct sv_str text, size_t *pos)
{
	unsigned char first = (unsigned char)text.ptr[(*pos)++];
	uint32_t point = first;

	if (first >= 0xc0)
		point = first & (first >= 0xf0 ? 0x07U : first >= 0xe0 ? 0x0fU : 0x1fU);
	while (*pos < text.len && ((unsigned char)text.ptr[*pos] & 0xc0) == 0x80)
		point = point << 6 | ((unsigned char)text.ptr[(*pos)++] & 0x3fU);
	return point;
}

int sv_text_columns(struct sv_str text)
{
	size_t pos = 0;
	int width = 0;

	while (pos < text.len) {
		uint32_t point = next_point(text, &pos);
		bool combining = (point >= 0x300 && point <= 0x36f) || point == 0x200b;
		bool wide =
		    point >= 0x1100 &&
		    (point <= 0x115f || (point >= 0x2e80 && point <= 0xa4cf) ||
		     (point >= 0xac00 && point <= 0xd7a3) || (point >= 0xf900 && point <= 0xfaff) ||
		     (point >= 0xff00 && point <= 0xff60) || point >= 0x1f300);

		width += combining ? 0 : wide ? 2 : 1;
	}
	return width;
}

void sv_out_pad(struct sv_out *out, int columns)
{
	for (int i = 0; i < columns; i++)
		sv_buf_char(&out->buf, ' ');
}

struct sv_str sv_text_take_line(struct sv_str *rest, int room)
{
	size_t pos = 0, good = 0, fits = 0;
	struct sv_str line;

	while (pos < rest->len) {
		size_t start = pos;

		if (rest->ptr[start] == ' ')
			good = start;
		next_point(*rest, &pos);
		if (sv_text_columns((struct sv_str){rest->ptr, pos}) > room &&
		    rest->ptr[start] != ' ')
			break;
		fits = pos;
	}
	if (fits == rest->len)
		good = fits;
	else if (good == 0)
		good = fits ? fits : pos;
	line = (struct sv_str){rest->ptr, good};
	rest->ptr += good;
	rest->len -= good;
	while (rest->len && rest->ptr[0] == ' ') {
		rest->ptr++;
		rest->len--;
	}
	while (line.len && line.ptr[line.len - 1] == ' ')
		line.len--;
	return line;
}

void sv_out_wrapped(struct sv_out *out, int at, int hang, const char *text)
{
	sv_out_wrapped_str(out, at, hang, sv_str_from(text));
}

void sv_out_wrapped_str(struct sv_out *out, int at, int hang, struct sv_str text)
{
	struct sv_str rest = text;
	int room = out->width - (at > hang ? at : hang);

	if (room < 20)
		room = 20;
	for (bool first = true; first || rest.len; first = false) {
		if (!first)
			sv_out_pad(out, hang);
		sv_buf_str(&out->buf, sv_text_take_line(&rest, room));
		sv_buf_char(&out->buf, '\n');
		room = out->width - hang < 20 ? 20 : out->width - hang;
	}
}

void sv_out_progress(const char *what, size_t done, size_t total)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r\033[K%s %zu/%zu", what, done, total);
}

void sv_out_progress_end(void)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r\033[K");
}

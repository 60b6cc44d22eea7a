/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/qr.h"

#include <assert.h>
#include <errno.h>

#include <qrencode.h>

#include "base/error.h"
#include "chart/svg.h"

#define QUIET 4 /* modules of margin that the standard asks for */

struct sv_str sv_qr_part(struct sv_str *rest)
{
	struct sv_str part = *rest;

	if (part.len > SV_QR_BYTES_MAX) {
		size_t len = SV_QR_BYTES_MAX;

		while (len > 0 && part.ptr[len - 1] != '\n')
			len--;
		if (len == 0) {
			/* A line of its own is longer; no character is cut in two. */
			len = SV_QR_BYTES_MAX;
			while (len > 1 && ((unsigned char)part.ptr[len] & 0xc0) == 0x80)
				len--;
		}
		part.len = len;
	}
	rest->ptr += part.len;
	rest->len -= part.len;
	return part;
}

/* Dark modules row by row, each run of them as one rectangle. */
static void draw_modules(struct sv_buf *out, const QRcode *code)
{
	sv_buf_text(out, "<path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"");
	for (int y = 0; y < code->width; y++) {
		const unsigned char *row = code->data + y * code->width;

		for (int x = 0, run; x < code->width; x += run) {
			for (run = 1; x + run < code->width && !((row[x + run] ^ row[x]) & 1);)
				run++;
			if (row[x] & 1)
				sv_buf_printf(out, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run,
					      run);
		}
	}
	sv_buf_text(out, "\"/>\n");
}

void sv_qr_draw(struct sv_buf *out, const char *id, struct sv_str bytes, const char *title,
		const char *desc)
{
	QRcode *code;
	int width;

	assert(bytes.len > 0 && bytes.len <= SV_QR_BYTES_MAX);
	code = QRcode_encodeData((int)bytes.len, (const unsigned char *)bytes.ptr, 0, QR_ECLEVEL_M);
	if (!code) {
		/* So few bytes always fit. */
		assert(errno == ENOMEM);
		sv_out_of_memory();
	}
	width = code->width + 2 * QUIET;
	sv_svg_begin(out, id, "qr", "img", width, width, title, desc);
	sv_buf_printf(out, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, width);
	draw_modules(out, code);
	sv_svg_end(out);
	QRcode_free(code);
}

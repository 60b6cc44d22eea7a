/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * buf.h - a growing run of bytes, for text that is built piece by piece.
 *
 * Text leaves through the writer of its language: sv_html_text(), the
 * functions of json.h, sv_csv_field().
 */
#ifndef SV_BASE_BUF_H
#define SV_BASE_BUF_H

#include <stddef.h>

#include "base/macros.h"
#include "base/str.h"

struct sv_buf {
	char *ptr; /* always followed by a NUL byte once anything was added */
	size_t len, cap;
};

#define SV_BUF_INIT        \
	{                  \
		NULL, 0, 0 \
	}

void sv_buf_add(struct sv_buf *buf, const void *bytes, size_t len);
void sv_buf_str(struct sv_buf *buf, struct sv_str text);
void sv_buf_text(struct sv_buf *buf, const char *text);
void sv_buf_char(struct sv_buf *buf, char c);
void sv_buf_printf(struct sv_buf *buf, const char *fmt, ...) SV_PRINTF(2, 3);
struct sv_str sv_buf_view(const struct sv_buf *buf);
void sv_buf_clear(struct sv_buf *buf);
void sv_buf_free(struct sv_buf *buf); /* for _cleanup_ too */

/* Text for HTML content and double-quoted attributes: & < > " ' escaped. */
void sv_html_text(struct sv_buf *buf, struct sv_str text);

#endif

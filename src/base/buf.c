/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static void reserve(struct sv_buf *buf, size_t more)
{
	size_t cap = buf->cap ? buf->cap : 256;

	if (more < buf->cap - buf->len)
		return;
	if (more > SIZE_MAX / 4 - buf->len)
		sv_out_of_memory();
	while (cap < buf->len + more + 1)
		cap *= 2;
	if (cap == buf->cap)
		return;
	buf->ptr = sv_xrealloc(buf->ptr, cap);
	buf->cap = cap;
}

void sv_buf_add(struct sv_buf *buf, const void *bytes, size_t len)
{
	reserve(buf, len);
	if (len)
		memcpy(buf->ptr + buf->len, bytes, len);
	buf->len += len;
	buf->ptr[buf->len] = '\0';
}

void sv_buf_str(struct sv_buf *buf, struct sv_str text)
{
	sv_buf_add(buf, text.ptr, text.len);
}

void sv_buf_text(struct sv_buf *buf, const char *text)
{
	sv_buf_add(buf, text, strlen(text));
}

void sv_buf_char(struct sv_buf *buf, char c)
{
	reserve(buf, 1);
	buf->ptr[buf->len++] = c;
	buf->ptr[buf->len] = '\0';
}

void sv_buf_printf(struct sv_buf *buf, const char *fmt, ...)
{
	va_list args, again;
	int len;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	assert(len >= 0);
	reserve(buf, (size_t)len);
	vsnprintf(buf->ptr + buf->len, (size_t)len + 1, fmt, again);
	va_end(again);
	buf->len += (size_t)len;
}

struct sv_str sv_buf_view(const struct sv_buf *buf)
{
	return (struct sv_str){buf->ptr ? buf->ptr : "", buf->len};
}

void sv_buf_clear(struct sv_buf *buf)
{
	buf->len = 0;
}

void sv_buf_free(struct sv_buf *buf)
{
	free(buf->ptr);
	*buf = (struct sv_buf)SV_BUF_INIT;
}

void sv_html_text(struct sv_buf *buf, struct sv_str text)
{
	size_t i, start = 0;

	for (i = 0; i < text.len; i++) {
		const char *entity;

		switch (text.ptr[i]) {
		case '&': entity = "&amp;"; break;
		case '<': entity = "&lt;"; break;
		case '>': entity = "&gt;"; break;
		case '"': entity = "&quot;"; break;
		case '\'': entity = "&#39;"; break;
		default: continue;
		}
		sv_buf_add(buf, text.ptr + start, i - start);
		sv_buf_text(buf, entity);
		start = i + 1;
	}
	sv_buf_add(buf, text.ptr + start, text.len - start);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/error.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

/* A message quotes what was written, cut to a length: half a character is shown as '?'. */
static void keep_utf8(char *text)
{
	size_t len = strlen(text), bad;

	for (; !sv_str_is_utf8((struct sv_str){text, len}, &bad); len -= bad) {
		text += bad;
		*text++ = '?';
		bad++;
	}
}

static int fill(struct sv_error *err, int code, const char *where, const char *fmt, va_list args)
{
	if (!err)
		return code;
	err->code = code;
	snprintf(err->where, sizeof(err->where), "%s", where);
	vsnprintf(err->message, sizeof(err->message), fmt, args);
	keep_utf8(err->message);
	return code;
}

int sv_fail(struct sv_error *err, int code, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	fill(err, code, "", fmt, args);
	va_end(args);
	return code;
}

int sv_fail_at(struct sv_error *err, int code, const char *where, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	fill(err, code, where, fmt, args);
	va_end(args);
	return code;
}

const char *sv_os_error(int code)
{
	static _Thread_local char text[128];

	snprintf(text, sizeof(text), "%s", strerror(code));
	text[0] = (char)tolower((unsigned char)text[0]);
	return text;
}

int sv_error_exit_status(int code)
{
	switch (code) {
	case SV_EUSAGE:
	case SV_EINVALID:
	case SV_ENOTFOUND: return 2;
	case SV_EREFUSED: return 3;
	default: return 4;
	}
}

void sv_out_of_memory(void)
{
	static const char line[] = "servanda: out of memory; nothing was changed\n";
	ssize_t ignored = write(STDERR_FILENO, line, sizeof(line) - 1);

	(void)ignored;
	_exit(4);
}

/* Counts down to the allocation a test wants to fail; -1 when no test asks. */
static int next_allocation_fails(void)
{
	static atomic_long remaining = -2;
	long before = atomic_load_explicit(&remaining, memory_order_relaxed);

	if (before == -2) {
		const char *text = getenv("SERVANDA_FAIL_ALLOC");

		atomic_compare_exchange_strong(&remaining, &before, text ? atol(text) : -1);
		before = atomic_load(&remaining);
	}
	return before >= 0 && atomic_fetch_sub(&remaining, 1) == 0;
}

void *sv_xmalloc(unsigned long size)
{
	void *ptr = next_allocation_fails() ? NULL : malloc(size ? size : 1);

	if (!ptr)
		sv_out_of_memory();
	return ptr;
}

void *sv_xrealloc(void *old, unsigned long size)
{
	void *ptr = next_allocation_fails() ? NULL : realloc(old, size ? size : 1);

	if (!ptr)
		sv_out_of_memory();
	return ptr;
}

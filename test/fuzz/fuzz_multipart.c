/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_multipart.c - any bytes as a form with a file: the first line is the content type, the rest
 * the body.
 *
 * Laws beside not crashing: parts lie within the body, one behind the other, and no name of a file
 * has a folder in it.
 */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "http/multipart.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_str body = {(const char *)data, size}, line = SV_STR_NONE;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_multipart multipart;
	struct sv_part part;
	const char *from;
	int r;

	(void)sv_str_split(&body, '\n', &line);
	from = body.ptr;
	r = sv_multipart_begin(&arena, sv_arena_str(&arena, line).ptr, body, &multipart, &err);
	while (r >= 0 && (r = sv_multipart_next(&arena, &multipart, &part, &err)) > 0) {
		assert(part.content.ptr >= from);
		assert(part.content.ptr + part.content.len <= body.ptr + body.len);
		assert(part.name);
		assert(!part.filename || !strpbrk(part.filename, "/\\"));
		from = part.content.ptr + part.content.len;
	}
	assert(r == 0 || err.message[0]);
	return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define CHUNK_BYTES (64 * 1024)

struct sv_arena_chunk {
	struct sv_arena_chunk *older;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

static void add_chunk(struct sv_arena *arena, size_t at_least)
{
	size_t size = at_least > CHUNK_BYTES ? at_least : CHUNK_BYTES;
	struct sv_arena_chunk *chunk = sv_xmalloc(sizeof(*chunk) + size);

	chunk->older = arena->chunk;
	chunk->used = 0;
	chunk->size = size;
	arena->chunk = chunk;
	arena->bytes += size;
}

void *sv_arena_alloc(struct sv_arena *arena, size_t size)
{
	size_t rounded;
	void *ptr;

	if (size > SIZE_MAX / 2)
		sv_out_of_memory();
	rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (!arena->chunk || arena->chunk->size - arena->chunk->used < rounded)
		add_chunk(arena, rounded);
	ptr = arena->chunk->bytes + arena->chunk->used;
	arena->chunk->used += rounded;
	memset(ptr, 0, size);
	return ptr;
}

void *sv_arena_array(struct sv_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		sv_out_of_memory();
	return sv_arena_alloc(arena, count * size);
}

struct sv_str sv_arena_str(struct sv_arena *arena, struct sv_str text)
{
	char *copy = sv_arena_alloc(arena, text.len + 1);

	if (text.len)
		memcpy(copy, text.ptr, text.len);
	return (struct sv_str){copy, text.len};
}

const char *sv_arena_cstr(struct sv_arena *arena, const char *text)
{
	return sv_arena_str(arena, sv_str_from(text)).ptr;
}

const char *sv_arena_printf(struct sv_arena *arena, const char *fmt, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	assert(len >= 0);
	text = sv_arena_alloc(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return text;
}

void *sv_arena_grow(struct sv_arena *arena, void *array, size_t count, size_t *cap, size_t size)
{
	void *bigger;
	size_t new_cap;

	if (count < *cap)
		return array;
	new_cap = *cap ? *cap * 2 : 16;
	bigger = sv_arena_array(arena, new_cap, size);
	if (count)
		memcpy(bigger, array, count * size);
	*cap = new_cap;
	return bigger;
}

void sv_arena_free(struct sv_arena *arena)
{
	while (arena->chunk) {
		struct sv_arena_chunk *older = arena->chunk->older;

		free(arena->chunk);
		arena->chunk = older;
	}
	arena->bytes = 0;
}

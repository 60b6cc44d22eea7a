/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arena.h - memory that is freed all at once.
 *
 * A function that returns memory takes the arena it comes from; one without an
 * arena returns none.  Allocation never returns NULL: see sv_out_of_memory().
 */
#ifndef SV_BASE_ARENA_H
#define SV_BASE_ARENA_H

#include <stddef.h>

#include "base/macros.h"
#include "base/str.h"

struct sv_arena_chunk;

struct sv_arena {
	struct sv_arena_chunk *chunk; /* the chunk being filled; older ones behind it */
	size_t bytes;                 /* of all chunks; see budget.h */
};

#define SV_ARENA_INIT   \
	{               \
		NULL, 0 \
	}

/* Zeroed memory, aligned for any type, valid until sv_arena_free(). */
void *sv_arena_alloc(struct sv_arena *arena, size_t size) SV_MUST_USE;

/* Zeroed room for count objects of the given type; checks the product. */
void *sv_arena_array(struct sv_arena *arena, size_t count, size_t size) SV_MUST_USE;
#define SV_NEW(arena, type) ((type *)sv_arena_alloc((arena), sizeof(type)))
#define SV_NEW_ARRAY(arena, type, count) ((type *)sv_arena_array((arena), (count), sizeof(type)))

/* Copies that end in a NUL byte, so .ptr serves as a C string too. */
struct sv_str sv_arena_str(struct sv_arena *arena, struct sv_str text) SV_MUST_USE;
const char *sv_arena_cstr(struct sv_arena *arena, const char *text) SV_MUST_USE;
const char *sv_arena_printf(struct sv_arena *arena, const char *fmt, ...)
    SV_PRINTF(2, 3) SV_MUST_USE;

/* Doubles an array of *cap elements when count has reached it. */
void *sv_arena_grow(struct sv_arena *arena, void *array, size_t count, size_t *cap,
		    size_t size) SV_MUST_USE;

/* Frees everything; the arena can be used again. */
void sv_arena_free(struct sv_arena *arena);

#endif

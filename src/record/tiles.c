/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/tiles.h"

#include <inttypes.h>
#include <string.h>

#include "record/record.h"
#include "record/tree.h"

#define TILE_HEIGHT 8 /* 2^8 hashes a tile */

const char *sv_tile_path(struct sv_arena *arena, const struct sv_tile *tile)
{
	const char *number = sv_arena_printf(arena, "%03d", (int)(tile->number % 1000));
	const char *level = tile->level == SV_TILE_OF_ENTRIES
				? "entries"
				: sv_arena_printf(arena, "%d", tile->level);

	for (int64_t rest = tile->number / 1000; rest; rest /= 1000)
		number = sv_arena_printf(arena, "x%03d/%s", (int)(rest % 1000), number);
	if (tile->width == SV_TILE_WIDTH)
		return sv_arena_printf(arena, "tile/%s/%s", level, number);
	return sv_arena_printf(arena, "tile/%s/%s.p/%d", level, number, tile->width);
}

/* "x001/234" or "234.p/7" behind the level; three digits a part, all but the last after an x. */
static bool parse_number(struct sv_str rest, struct sv_tile *tile)
{
	struct sv_str part;
	int64_t digits;

	while (sv_str_split(&rest, '/', &part)) {
		bool more = part.len && part.ptr[0] == 'x', partial = part.len == 5;

		if (part.len != (more ? 4u : partial ? 5u : 3u) || tile->number > 1000000000000)
			return false;
		if (!sv_str_to_int64((struct sv_str){part.ptr + more, 3}, &digits) || digits < 0)
			return false;
		tile->number = tile->number * 1000 + digits;
		if (more)
			continue;
		tile->width = SV_TILE_WIDTH;
		if (!partial)
			return rest.len == 0;
		if (memcmp(part.ptr + 3, ".p", 2) != 0 || !sv_str_to_int64(rest, &digits) ||
		    digits < 1 || digits >= SV_TILE_WIDTH)
			return false;
		tile->width = (int)digits;
		return true;
	}
	return false;
}

bool sv_tile_parse(struct sv_str path, struct sv_tile *ret)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_tile tile = {0};
	struct sv_str rest = path, part;
	int64_t level;

	if (!sv_str_split(&rest, '/', &part) || !sv_str_is(part, "tile") ||
	    !sv_str_split(&rest, '/', &part))
		return false;
	if (sv_str_is(part, "entries"))
		tile.level = SV_TILE_OF_ENTRIES;
	else if (sv_str_to_int64(part, &level) && level >= 0 && level < SV_TILE_LEVELS)
		tile.level = (int)level;
	else
		return false;
	/* One address a tile: the one that it is written with. */
	if (!parse_number(rest, &tile) || !sv_str_is(path, sv_tile_path(&arena, &tile)))
		return false;
	*ret = tile;
	return true;
}

int64_t sv_tile_level_size(int64_t log_size, int level)
{
	return level == SV_TILE_OF_ENTRIES ? log_size : log_size >> TILE_HEIGHT * level;
}

struct entries {
	struct sv_buf *out;
	struct sv_buf entry;
};

/* Each entry with its length ahead, in two bytes, big endian. */
static int write_entry(const struct sv_document *document, void *context, struct sv_error *err)
{
	struct entries *entries = context;

	sv_buf_clear(&entries->entry);
	sv_record_entry(document, &entries->entry);
	if (entries->entry.len > 0xffff)
		return sv_fail(err, SV_ELIMIT, "the entry of document %" PRId64 " fits no tile",
			       document->index);
	sv_buf_char(entries->out, (char)(entries->entry.len >> 8));
	sv_buf_char(entries->out, (char)(entries->entry.len & 0xff));
	sv_buf_str(entries->out, sv_buf_view(&entries->entry));
	return 0;
}

int sv_tile_write(struct sv_db *db, const struct sv_tile *tile, struct sv_buf *out,
		  struct sv_error *err)
{
	struct entries entries = {out, SV_BUF_INIT};
	int64_t first = tile->number * SV_TILE_WIDTH, size;
	int r = sv_record_size(db, &size, err);

	if (r < 0)
		return r;
	if (first + tile->width > sv_tile_level_size(size, tile->level))
		return sv_fail(err, SV_ENOTFOUND, "the log has not grown to this tile");
	if (tile->level == SV_TILE_OF_ENTRIES) {
		r = sv_record_walk(db, first, first + tile->width, false, write_entry, &entries,
				   err);
		sv_buf_free(&entries.entry);
		return r;
	}
	for (int64_t i = first; i < first + tile->width; i++) {
		struct sv_hash hash;

		r = sv_tree_node(db, TILE_HEIGHT * tile->level, i, &hash, err);
		if (r < 0)
			return r;
		sv_buf_add(out, hash.bytes, SV_HASH_BYTES);
	}
	return 0;
}

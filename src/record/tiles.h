/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tiles.h - the log as static resources (c2sp.org/tlog-tiles): hashes and
 * entries, 256 each, under addresses that never change.
 */
#ifndef SV_RECORD_TILES_H
#define SV_RECORD_TILES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/db.h"

#define SV_TILE_WIDTH 256
#define SV_TILE_LEVELS 8        /* 256^8 leaves are more than there can be */
#define SV_TILE_OF_ENTRIES (-1) /* as a level: the entries themselves */

struct sv_tile {
	int level;
	int64_t number;
	int width; /* 1 .. 256; 256: the tile is full and never changes */
};

/* "tile/0/x001/234", "tile/entries/000.p/7" and back; false for anything else. */
const char *sv_tile_path(struct sv_arena *arena, const struct sv_tile *tile);
bool sv_tile_parse(struct sv_str path, struct sv_tile *ret);

/* How many hashes (or entries) a level of a log of this size has. */
int64_t sv_tile_level_size(int64_t log_size, int level);

/* What the tile holds, added to out; SV_ENOTFOUND when the log has not grown so far. */
SV_MUST_USE int sv_tile_write(struct sv_db *db, const struct sv_tile *tile, struct sv_buf *out,
			      struct sv_error *err);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/exchange.h"
#include "base/file.h"

int sv_app_tile(struct sv_app *app, struct sv_arena *arena, struct sv_str path, struct sv_str *ret,
		struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_kept_checkpoint kept;
	struct sv_tile tile;
	int r = sv_checkpoint_latest(app->db, arena, INT64_MAX, &kept, err);

	if (r < 0)
		return r;
	if (sv_str_is(path, "checkpoint")) {
		*ret = kept.note;
		return 0;
	}
	/* What no checkpoint covers is not published yet. */
	if (!sv_tile_parse(path, &tile) ||
	    tile.number * SV_TILE_WIDTH + tile.width > sv_tile_level_size(kept.size, tile.level))
		return sv_fail(err, SV_ENOTFOUND, "there is no '%.*s' in this log",
			       SV_STR_ARG(path));
	r = sv_tile_write(app->db, &tile, &out, err);
	if (r < 0)
		return r;
	*ret = sv_arena_str(arena, sv_buf_view(&out));
	return 0;
}

static int make_folders(struct sv_arena *arena, const char *path, struct sv_error *err)
{
	char *copy = (char *)(uintptr_t)sv_arena_cstr(arena, path);

	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0777) < 0 && errno != EEXIST)
			return sv_fail(err, SV_EIO, "cannot make folder '%s': %s", copy,
				       sv_os_error(errno));
		*slash = '/';
	}
	return 0;
}

struct export
{
	struct sv_app *app;
	const char *folder;
	int64_t log_size, written;
};

static int export_tile(struct export *export, const struct sv_tile *tile, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	const char *path =
	    sv_arena_printf(&arena, "%s/%s", export->folder, sv_tile_path(&arena, tile));
	int r;

	if (tile->width == SV_TILE_WIDTH && access(path, F_OK) == 0)
		return 0;
	r = make_folders(&arena, path, err);
	if (r < 0)
		return r;
	r = sv_tile_write(export->app->db, tile, &out, err);
	if (r < 0)
		return r;
	export->written++;
	return sv_file_write(path, sv_buf_view(&out), err);
}

static int export_level(struct export *export, int level, struct sv_error *err)
{
	int64_t size = sv_tile_level_size(export->log_size, level);
	int r = 0;

	for (int64_t number = 0; r == 0 && number * SV_TILE_WIDTH < size; number++) {
		int64_t left = size - number * SV_TILE_WIDTH;
		const struct sv_tile tile = {level, number,
					     left < SV_TILE_WIDTH ? (int)left : SV_TILE_WIDTH};

		r = export_tile(export, &tile, err);
	}
	return r;
}

int sv_app_export_tiles(struct sv_app *app, struct sv_arena *arena, const char *folder,
			int64_t *ret_written, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct export export = {.app = app, .folder = folder};
	struct sv_kept_checkpoint kept;
	const char *path = sv_arena_printf(arena, "%s/checkpoint", folder);
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_checkpoint_latest(app->db, arena, INT64_MAX, &kept, err);
	if (r < 0)
		return r;
	export.log_size = kept.size;
	r = make_folders(arena, path, err);
	for (int level = SV_TILE_OF_ENTRIES; r == 0 && level < SV_TILE_LEVELS; level++)
		r = export_level(&export, level, err);
	if (r < 0)
		return r;
	/* Last, so that a reader of the folder finds every tile that it speaks of. */
	r = sv_file_write(path, kept.note, err);
	if (r < 0)
		return r;
	*ret_written = export.written + 1;
	return 0;
}

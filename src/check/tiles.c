/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tiles.c - a folder as of c2sp.org/tlog-tiles, with its entries.
 */
#include "verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 256
#define LEVELS 8

static const char *folder;

/* What a tile of a level is to be, as it fills up. */
static struct {
	uint8_t bytes[WIDTH * HASH_BYTES];
	size_t count;
	uint64_t number;
} open_tile[LEVELS];

/* 1234067 -> x001/x234/067 */
static void tile_path(char *out, size_t size, const char *level, uint64_t number, size_t width)
{
	char parts[64], all[128];

	snprintf(all, sizeof(all), "%03" PRIu64, number % 1000);
	for (number /= 1000; number; number /= 1000) {
		snprintf(parts, sizeof(parts), "x%03" PRIu64 "/", number % 1000);
		memmove(all + strlen(parts), all, strlen(all) + 1);
		memcpy(all, parts, strlen(parts));
	}
	if (width < WIDTH)
		snprintf(out, size, "%s/tile/%s/%s.p/%zu", folder, level, all, width);
	else
		snprintf(out, size, "%s/tile/%s/%s", folder, level, all);
}

static void close_tile(int level)
{
	char path[4400], name[16];
	struct text tile;

	snprintf(name, sizeof(name), "%d", level);
	tile_path(path, sizeof(path), name, open_tile[level].number, open_tile[level].count);
	tile = read_file(path);
	if (!same(tile, (struct text){(const char *)open_tile[level].bytes,
				      open_tile[level].count * HASH_BYTES}))
		wrong("%s: its hashes are not those of the entries", path);
	give_back(tile.at);
	open_tile[level].number++;
	open_tile[level].count = 0;
}

static void add_to_tile(int level, const struct hash *hash)
{
	if (level == LEVELS)
		return;
	memcpy(open_tile[level].bytes + HASH_BYTES * open_tile[level].count++, hash->b, HASH_BYTES);
	if (open_tile[level].count == WIDTH) {
		struct tree tree = {0};
		struct hash root;

		for (int i = 0; i < WIDTH; i++) {
			memcpy(root.b, open_tile[level].bytes + HASH_BYTES * i, HASH_BYTES);
			tree_add(&tree, root);
		}
		root = tree_root(&tree);
		close_tile(level);
		add_to_tile(level + 1, &root);
	}
}

/* Each entry with its length ahead, in two bytes, big endian. */
static void read_entries(struct tree *tree, uint64_t size, uint64_t number)
{
	uint64_t left = size - tree->size;
	size_t width = left < WIDTH ? (size_t)left : WIDTH;
	char path[4400];
	struct text bundle, rest;

	tile_path(path, sizeof(path), "entries", number, width);
	bundle = rest = read_file(path);
	for (size_t i = 0; i < width; i++) {
		const uint8_t *head = (const uint8_t *)rest.at;
		size_t len = rest.len >= 2 ? (size_t)head[0] << 8 | head[1] : 0;
		struct hash leaf;

		if (rest.len < 2 || len > rest.len - 2)
			wrong("%s: it ends within entry %" PRIu64, path, tree->size);
		leaf = leaf_hash((struct text){rest.at + 2, len});
		add_to_tile(0, &leaf);
		tree_add(tree, leaf);
		rest.at += len + 2;
		rest.len -= len + 2;
	}
	if (rest.len)
		wrong("%s: something stands behind its last entry", path);
	give_back(bundle.at);
}

void verify_tiles(const char *given, const struct policy *policy)
{
	struct checkpoint checkpoint;
	struct tree tree = {0};
	struct hash root;
	char path[4400];

	folder = given;
	snprintf(path, sizeof(path), "%s/checkpoint", folder);
	checkpoint = parse_checkpoint(read_file(path), path);
	check_checkpoint(&checkpoint, policy, path);
	for (uint64_t number = 0; tree.size < checkpoint.size; number++)
		read_entries(&tree, checkpoint.size, number);
	for (int level = 0; level < LEVELS; level++)
		if (open_tile[level].count)
			close_tile(level);
	root = tree_root(&tree);
	if (!equal(&root, &checkpoint.root))
		wrong("%s: the entries are not those of the checkpoint", folder);
	printf("verified: %" PRIu64 " entries of the log '%.*s' and all tiles over them\n",
	       tree.size, (int)checkpoint.origin.len, checkpoint.origin.at);
}

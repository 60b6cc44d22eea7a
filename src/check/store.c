/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store.c - a store on SQLite: docs/formats/record.md, sections 6 and 7.
 */
#include "verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#define APPLICATION_ID 0x73727664
#define VERSION 3

static sqlite3 *db;
static const char *where;

static void fail(void)
{
	int code = sqlite3_errcode(db) & 0xff;

	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		wrong("%s: %s", where, sqlite3_errmsg(db));
	unreadable("cannot read '%s': %s", where, sqlite3_errmsg(db));
}

static sqlite3_stmt *query(const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail();
	return stmt;
}

static bool step(sqlite3_stmt *stmt)
{
	int r = sqlite3_step(stmt);

	if (r != SQLITE_ROW && r != SQLITE_DONE)
		fail();
	return r == SQLITE_ROW;
}

static int64_t one_number(const char *sql)
{
	sqlite3_stmt *stmt = query(sql);
	int64_t number;

	if (!step(stmt))
		wrong("%s: '%s' gives nothing", where, sql);
	number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return number;
}

static struct text column(sqlite3_stmt *stmt, int i)
{
	const char *bytes = sqlite3_column_blob(stmt, i);

	return (struct text){bytes ? bytes : "", (size_t)sqlite3_column_bytes(stmt, i)};
}

static bool get_hash(sqlite3_stmt *stmt, int i, struct hash *hash)
{
	struct text text = column(stmt, i);

	if (text.len != HASH_BYTES)
		return false;
	memcpy(hash->b, text.at, HASH_BYTES);
	return true;
}

static void open_store(const char *path)
{
	where = path;
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		unreadable("cannot open '%s': %s", path, sqlite3_errmsg(db));
	sqlite3_extended_result_codes(db, 1);
	sqlite3_exec(db, "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF", NULL, NULL,
		     NULL);
	if (one_number("PRAGMA application_id") != APPLICATION_ID)
		wrong("%s: it is not a store of servanda", path);
	if (one_number("PRAGMA user_version") != VERSION)
		unreadable("'%s' is of a version that this program does not know", path);
	if (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
		fail();
}

/* The pieces of a document with gaps; the hashes are compared by check_gaps(). */
static void check_pieces(const struct document *d)
{
	sqlite3_stmt *stmt =
	    query("SELECT piece, hash, salt FROM document_piece WHERE doc = ? ORDER BY piece");
	struct piece *pieces = NULL;
	size_t count = 0, cap = 0;
	const char *why;

	sqlite3_bind_int64(stmt, 1, (int64_t)d->index);
	while (step(stmt)) {
		if (count == cap) {
			cap = 2 * cap + 64;
			pieces = more_room(pieces, cap * sizeof(*pieces));
		}
		memset(&pieces[count], 0, sizeof(*pieces));
		pieces[count].kept = sqlite3_column_type(stmt, 2) != SQLITE_NULL;
		if (sqlite3_column_int64(stmt, 0) != (int64_t)count ||
		    !get_hash(stmt, 1, &pieces[count].hash) ||
		    (pieces[count].kept && !get_hash(stmt, 2, &pieces[count].salt)))
			wrong("document %" PRIu64 ": the hash of a piece is missing", d->index);
		count++;
	}
	sqlite3_finalize(stmt);
	why = check_gaps(d, pieces, count);
	if (why)
		wrong("document %" PRIu64 ": %s", d->index, why);
	give_back(pieces);
}

static void check_document(const struct document *d, const struct hash *leaf)
{
	struct hash hash;

	if (d->gaps) {
		check_pieces(d);
	} else if (!d->withheld) {
		hash = commitment_of(d, (const uint8_t *)d->salt.at);
		if (!equal(&hash, &d->commitment))
			wrong("document %" PRIu64 ": the content is not what was recorded",
			      d->index);
	}
	hash = leaf_hash(entry_of(d));
	if (!equal(&hash, leaf))
		wrong("document %" PRIu64 ": the entry is not what was recorded", d->index);
}

/* Each level of the tree in its order; a level is opened when its first node is due. */
static sqlite3_stmt *levels[64];

static void check_node(int level, uint64_t position, const struct hash *hash)
{
	struct hash stored;

	if (!levels[level]) {
		levels[level] = query(
		    "SELECT position, hash FROM record_node WHERE level = ? ORDER BY position");
		sqlite3_bind_int(levels[level], 1, level);
	}
	if (!step(levels[level]) || (uint64_t)sqlite3_column_int64(levels[level], 0) != position)
		wrong("node %d/%" PRIu64 " of the tree is missing", level, position);
	if (!get_hash(levels[level], 1, &stored) || !equal(&stored, hash))
		wrong("node %d/%" PRIu64 " of the tree is not what follows from the documents",
		      level, position);
}

static void add_leaf(struct tree *tree, struct hash hash)
{
	int level = 0;

	for (uint64_t position = tree->size; position & 1; position >>= 1) {
		hash = node_hash(&tree->peak[level++], &hash);
		check_node(level, position >> 1, &hash);
	}
	tree->peak[level] = hash;
	tree->size++;
}

/* Checkpoints in order of their size, each compared when the tree has grown to it. */
static sqlite3_stmt *checkpoints;
static bool checkpoint_waits;
static uint64_t checkpoint_count;

static void next_checkpoint(void)
{
	checkpoint_waits = step(checkpoints);
}

static void compare_root(const struct checkpoint *checkpoint, const struct tree *tree,
			 const char *place)
{
	struct hash root = tree_root(tree);

	if (!equal(&root, &checkpoint->root))
		wrong("%s: the first %" PRIu64 " documents are not those it was signed for", place,
		      tree->size);
}

static void check_stored_checkpoints(const struct tree *tree, const struct policy *policy)
{
	while (checkpoint_waits && (uint64_t)sqlite3_column_int64(checkpoints, 0) == tree->size) {
		struct checkpoint checkpoint;
		struct policy own = {.has_log = true};
		char place[64];

		snprintf(place, sizeof(place), "checkpoint of size %" PRIu64, tree->size);
		checkpoint = parse_checkpoint(column(checkpoints, 2), place);
		if (!parse_key(column(checkpoints, 1), &own.log))
			wrong("%s: its key is damaged", place);
		check_checkpoint(&checkpoint, &own, place);
		if (policy->has_log && same(checkpoint.origin, literal(policy->log.name)) &&
		    memcmp(own.log.public, policy->log.public, 32) != 0)
			wrong("%s: it is signed by another key than '%s' that was given", place,
			      policy->log.name);
		if (checkpoint.size != tree->size)
			wrong("%s: it speaks of another size", place);
		compare_root(&checkpoint, tree, place);
		checkpoint_count++;
		next_checkpoint();
	}
}

static bool all_zero(struct text bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.at[i])
			return false;
	return true;
}

static void read_document(sqlite3_stmt *stmt, struct document *d, struct hash *leaf)
{
	bool tombstone = sqlite3_column_type(stmt, 9) != SQLITE_NULL;

	d->index = (uint64_t)sqlite3_column_int64(stmt, 0);
	d->kind = column(stmt, 1);
	d->name = column(stmt, 2);
	d->author = column(stmt, 3);
	d->recorded_ms = sqlite3_column_int64(stmt, 4);
	d->salt = column(stmt, 5);
	d->signature = column(stmt, 7);
	d->content = column(stmt, 10);
	d->withheld = sqlite3_column_type(stmt, 10) == SQLITE_NULL;
	d->gaps = !d->withheld && d->salt.len == 32 && all_zero(d->salt);
	if (d->salt.len != 32 || !get_hash(stmt, 6, &d->commitment) || !get_hash(stmt, 8, leaf))
		wrong("document %" PRIu64 ": salt, commitment or leaf hash is damaged", d->index);
	if ((d->withheld || d->gaps) != tombstone)
		wrong("document %" PRIu64 ": %s", d->index,
		      tombstone ? "it is said to be withheld and is not"
				: "it is withheld, and nothing says so");
	if (tombstone)
		note_tombstone(d->index, (uint64_t)sqlite3_column_int64(stmt, 9));
}

static void check_surplus(const struct tree *tree)
{
	uint64_t expected = 0;

	for (uint64_t rest = tree->size >> 1; rest; rest >>= 1)
		expected += rest;
	if ((uint64_t)one_number("SELECT COUNT(*) FROM record_node") != expected)
		wrong("the tree has nodes for documents that are not there");
	if (checkpoint_waits)
		wrong("checkpoint of size %" PRId64 ": the record has only %" PRIu64 " documents",
		      (int64_t)sqlite3_column_int64(checkpoints, 0), tree->size);
}

void verify_store(const char *path, const struct policy *policy, const char *given)
{
	struct checkpoint checkpoint = {0};
	struct tree tree = {0};
	int64_t last = INT64_MIN;
	sqlite3_stmt *stmt;
	bool compared = false;

	if (given) {
		checkpoint = parse_checkpoint(read_file(given), given);
		check_checkpoint(&checkpoint, policy, given);
	}
	open_store(path);
	checkpoints = query("SELECT size, vkey, note FROM record_checkpoint ORDER BY size");
	next_checkpoint();
	stmt = query("SELECT idx, kind, name, author, recorded_ms, salt, commitment, signature,"
		     " leaf_hash, tombstone, content FROM document ORDER BY idx");
	for (;;) {
		struct document d = {0};
		struct hash leaf;

		check_stored_checkpoints(&tree, policy);
		if (given && checkpoint.size == tree.size) {
			compare_root(&checkpoint, &tree, given);
			compared = true;
		}
		if (!step(stmt))
			break;
		read_document(stmt, &d, &leaf);
		if (d.index != tree.size)
			wrong("document %" PRIu64 " is missing", tree.size);
		if (d.recorded_ms < last)
			wrong("document %" PRIu64 ": it is dated before the one ahead of it",
			      d.index);
		last = d.recorded_ms;
		check_document(&d, &leaf);
		note_act(&d);
		note_signature(&d);
		add_leaf(&tree, leaf);
	}
	check_surplus(&tree);
	check_noted(0, tree.size);
	if (given && !compared)
		wrong("%s: it was signed for %" PRIu64 " documents, the record has %" PRIu64, given,
		      checkpoint.size, tree.size);
	printf("verified: %" PRIu64 " documents, %" PRIu64 " signatures of authors, %" PRIu64
	       " checkpoints\nroot ",
	       tree.size, signatures_checked(), checkpoint_count);
	checkpoint.root = tree_root(&tree);
	for (int i = 0; i < HASH_BYTES; i++)
		printf("%02x", checkpoint.root.b[i]);
	printf("\n");
	say_left_out();
}

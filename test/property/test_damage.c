/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A law of verification: whatever is damaged in a store, any number of readers
 * finds the same, in the same order; and what was changed by a statement is
 * found.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "random.h"
#include "record/record.h"

#define DOCUMENTS 300 /* five stretches of 64, the last not whole */
#define READERS 3

struct sound {
	struct sv_str bytes; /* of the store */
	const char *path;
	struct sv_hash root;
};

static bool failed(int r, const struct sv_error *err)
{
	if (r < 0)
		printf("# %s\n", err->message);
	return r < 0;
}

static int fill(struct sv_tx *tx, struct sv_error *err)
{
	int r = 0;

	for (int i = 0; r == 0 && i < DOCUMENTS; i++) {
		const struct sv_draft draft = {i % 7 ? "act/vote.cast" : "facts/states", "x", "y",
					       SV_STR("code,name\nAAA,\"A, or\nB\"\n"), NULL};
		int64_t index;

		r = sv_record_append(tx, &draft, &index, err);
	}
	/* Every fifth table has gaps, and one is gone. */
	for (int i = 0; r == 0 && i < DOCUMENTS - 7; i += 35) {
		const int64_t pieces[] = {3};

		r = sv_record_withhold(tx, &(struct sv_left_out){i, i + 1, pieces, i == 70 ? 0 : 1},
				       err);
	}
	return r;
}

static int make(const char *path, struct sv_error *err)
{
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int r = sv_db_open(path, SV_DB_CREATE, &db, err);

	if (r == 0)
		r = sv_tx_begin(&tx, db, err);
	if (r == 0)
		r = sv_db_claim(db, err);
	if (r == 0)
		r = sv_schema_create(db, sv_record_tables, sv_record_table_count, err);
	if (r == 0)
		r = fill(&tx, err);
	return r < 0 ? r : sv_tx_commit(&tx, err);
}

static const char *draw_statement(struct sv_arena *arena)
{
	static const char *const statements[] = {
	    "UPDATE document SET salt = randomblob(32) WHERE idx = %d",
	    "UPDATE document SET salt = x'00' WHERE idx = %d",
	    "UPDATE document SET leaf_hash = randomblob(32) WHERE idx = %d",
	    "UPDATE document SET commitment = randomblob(32) WHERE idx = %d",
	    "UPDATE document SET content = x'41' WHERE idx = %d",
	    "UPDATE document SET recorded_ms = recorded_ms - 100000 WHERE idx = %d",
	    "UPDATE document SET recorded_ms = recorded_ms + 100000 WHERE idx = %d",
	    "UPDATE document SET tombstone = CASE WHEN tombstone IS NULL THEN 1 END WHERE idx = %d",
	    "DELETE FROM document WHERE idx = %d",
	    "DELETE FROM document WHERE idx >= %d",
	    "UPDATE record_node SET hash = randomblob(32) WHERE level = 1 AND position = %d / 2",
	    "UPDATE record_node SET hash = randomblob(32) WHERE level = 7 AND position = %d / 150",
	    "DELETE FROM record_node WHERE level = 1 AND position = %d / 2",
	    "DELETE FROM record_node WHERE level = 8 AND position = %d / 300",
	    "DELETE FROM record_node WHERE level = 4 AND position >= %d / 30",
	    "INSERT INTO record_node VALUES (1, 1000 + %d, randomblob(32))",
	    "INSERT INTO record_node VALUES (12, -1 - %d, randomblob(32))",
	};
	const char *statement = statements[below((int)SV_ARRAY_LEN(statements))];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return sv_arena_printf(arena, statement, below(DOCUMENTS));
#pragma GCC diagnostic pop
}

static bool damage_by_statements(const char *path, struct sv_arena *arena)
{
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	struct sv_error err = SV_ERROR_INIT;
	int r = sv_db_open(path, SV_DB_WRITE, &db, &err);

	for (int i = below(3); r == 0 && i >= 0; i--)
		r = sv_db_exec(db, draw_statement(arena), &err);
	return !failed(r, &err);
}

static bool write_bytes(const char *path, struct sv_str bytes)
{
	FILE *file = fopen(path, "w");
	bool ok = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;

	return file && fclose(file) == 0 && ok;
}

/* All that is found, as one text. */
static struct sv_str verify(const char *path, int readers, struct sv_arena *arena)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_error err = SV_ERROR_INIT;
	char hex[SV_HASH_HEX_MAX];
	struct sv_hash root;
	int r = sv_db_open(path, SV_DB_READ, &db, &err);

	if (r == 0)
		r = sv_record_verify(db, readers, &findings, &root, &err);
	if (r < 0)
		return sv_str_from(sv_arena_printf(arena, "error %d: %s\n", r, err.message));
	for (size_t i = 0; i < findings.count; i++)
		sv_buf_printf(&out, "%s: %s: %s\n", findings.items[i].rule, findings.items[i].place,
			      findings.items[i].message);
	sv_buf_printf(&out, "%zu, %s\n", findings.count, sv_hash_hex(&root, hex));
	return sv_arena_str(arena, sv_buf_view(&out));
}

static bool all_find_the_same(uint64_t seed, const struct sound *sound, bool must_find,
			      struct sv_arena *arena)
{
	struct sv_str first = verify(sound->path, 1, arena);
	bool same = !must_find || !sv_str_starts(first, "0,");

	if (!same)
		printf("# seed %" PRIu64 ": nothing is found\n", seed);
	for (int readers = 2; same && readers <= READERS; readers++) {
		struct sv_str next = verify(sound->path, readers, arena);

		same = sv_str_equal(first, next);
		if (!same)
			printf("# seed %" PRIu64 ": %d readers\n%.*s# instead of\n%.*s", seed,
			       readers, SV_STR_ARG(next), SV_STR_ARG(first));
	}
	return same;
}

static bool changed_rows_are_found(uint64_t seed, const void *context)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const struct sound *sound = context;

	draw_from(seed);
	return write_bytes(sound->path, sound->bytes) &&
	       damage_by_statements(sound->path, &arena) &&
	       all_find_the_same(seed, sound, true, &arena);
}

static bool flipped_bits_read_the_same(uint64_t seed, const void *context)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const struct sound *sound = context;
	char *bytes = sv_xmalloc(sound->bytes.len);
	struct sv_str flipped = {bytes, sound->bytes.len};
	bool ok;

	draw_from(seed);
	memcpy(bytes, sound->bytes.ptr, sound->bytes.len);
	for (int i = below(3); i >= 0; i--)
		bytes[below((int)sound->bytes.len)] ^= (char)(1 << below(8));
	ok = write_bytes(sound->path, flipped) && all_find_the_same(seed, sound, false, &arena);
	free(bytes);
	return ok;
}

int main(void)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	char folder[] = "/tmp/servanda-test-XXXXXX";
	struct sv_error err = SV_ERROR_INIT;
	struct sound sound;
	bool ok;
	int r;

	printf("1..2\n");
	if (!mkdtemp(folder))
		return 1;
	sound.path = sv_arena_printf(&arena, "%s/r.db", folder);
	r = make(sound.path, &err);
	if (r == 0)
		r = sv_file_read(&arena, sound.path, SV_FILE_BYTES_MAX, &sound.bytes, &err);
	if (failed(r, &err))
		return 1;
	ok = holds(1, "rows that were changed are found by any number of readers",
		   changed_rows_are_found, &sound);
	ok &= holds(2, "flipped bits are read the same by any number of readers",
		    flipped_bits_read_the_same, &sound);
	(void)remove(sound.path);
	(void)remove(sv_arena_printf(&arena, "%s-wal", sound.path));
	(void)remove(sv_arena_printf(&arena, "%s-shm", sound.path));
	(void)rmdir(folder);
	return !ok;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flip-bits.c COUNT FILE COMMAND...: flips one bit of FILE at a time, in bytes that are not zero
 * (what is zero in a store is mostly room that nothing uses), and runs COMMAND, which has to
 * notice. Prints one case of TAP without its number; the seed of a case that is missed is its first
 * bit.
 *
 * A store is special.  First everything is dropped from it that is no part of the record, so that
 * the bits are bits of the record.  And a bit may change nothing that can be read (an index, the
 * schema's text): it counts as noticed when COMMAND ends with 0 and every row of the record reads
 * as before.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

extern char **environ;

static unsigned long next_random(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005ul + 1442695040888963407ul;
	return *seed >> 33;
}

/* Exit status, or -1 when a signal ended it. */
static int run(char **command)
{
	posix_spawn_file_actions_t actions;
	int status;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&pid, command[0], &actions, NULL, command, environ) != 0)
		return -1;
	posix_spawn_file_actions_destroy(&actions);
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

/* Only what cannot be made anew from the documents, and the acts, by which keys are known. */
static int keep_record(const char *path)
{
	static const char find[] =
	    "SELECT 'DROP TABLE ' || name FROM sqlite_master WHERE type = 'table' AND name NOT IN"
	    " ('document', 'document_piece', 'record_node', 'record_checkpoint', 'act') LIMIT 1";
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db;
	int r = sqlite3_open(path, &db), row = SQLITE_ROW;

	while (r == SQLITE_OK && row == SQLITE_ROW) {
		char drop[200] = "";

		r = sqlite3_prepare_v2(db, find, -1, &stmt, NULL);
		row = r == SQLITE_OK ? sqlite3_step(stmt) : r;
		if (row == SQLITE_ROW)
			snprintf(drop, sizeof(drop), "%s",
				 (const char *)sqlite3_column_text(stmt, 0));
		sqlite3_finalize(stmt);
		if (row == SQLITE_ROW)
			r = sqlite3_exec(db, drop, NULL, NULL, NULL);
	}
	if (r == SQLITE_OK)
		r = sqlite3_exec(db, "PRAGMA journal_mode = DELETE; VACUUM", NULL, NULL, NULL);
	sqlite3_close(db);
	return r == SQLITE_OK;
}

/* A number over every row of the record's tables; 0 when they cannot be read. */
static unsigned long rows_of(const char *path)
{
	static const char *const tables[] = {"SELECT * FROM document ORDER BY idx",
					     "SELECT * FROM document_piece ORDER BY doc, piece",
					     "SELECT * FROM record_node ORDER BY level, position",
					     "SELECT * FROM record_checkpoint ORDER BY size"};
	unsigned long sum = 5381;
	sqlite3 *db;
	int r = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);

	for (int i = 0; r == SQLITE_OK && i < 4; i++) {
		sqlite3_stmt *stmt = NULL;

		r = sqlite3_prepare_v2(db, tables[i], -1, &stmt, NULL);
		while (r == SQLITE_OK && (r = sqlite3_step(stmt)) == SQLITE_ROW) {
			for (int k = 0; k < sqlite3_column_count(stmt); k++) {
				const unsigned char *bytes = sqlite3_column_blob(stmt, k);

				sum = sum * 33 + (unsigned)sqlite3_column_type(stmt, k) % 5 / 5;
				for (int b = 0; b < sqlite3_column_bytes(stmt, k); b++)
					sum = sum * 33 + bytes[b];
				sum = sum * 33 + 256;
			}
			r = SQLITE_OK;
		}
		if (r == SQLITE_DONE)
			r = SQLITE_OK;
		sqlite3_finalize(stmt);
	}
	sqlite3_close(db);
	return r == SQLITE_OK ? sum : 0;
}

static int is_store(const char *bytes, size_t size)
{
	return size > 16 && memcmp(bytes, "SQLite format 3", 16) == 0;
}

static void write_byte(const char *path, size_t at, char byte)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || pwrite(fd, &byte, 1, (off_t)at) != 1 || close(fd) != 0) {
		perror(path);
		exit(4);
	}
}

int main(int argc, char **argv)
{
	static char bytes[16 << 20];
	unsigned long seed = 20171211, before = 0;
	const char *path = argc > 3 ? argv[2] : "";
	int count = argc > 3 ? atoi(argv[1]) : 0, missed = 0, unread = 0;
	FILE *file = fopen(path, "rb");
	size_t size;

	if (!file || !count)
		return 2;
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	if (is_store(bytes, size)) {
		if (!keep_record(path) || !(file = fopen(path, "rb")))
			return 4;
		size = fread(bytes, 1, sizeof(bytes), file);
		fclose(file);
		before = rows_of(path);
	}
	if (run(argv + 3) != 0) {
		printf("not ok - %s is not even verified whole\n", path);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		size_t at = next_random(&seed) % size;
		int bit = (int)(next_random(&seed) % 8), status;

		while (!bytes[at])
			at = (at + 1) % size;
		write_byte(path, at, (char)(bytes[at] ^ 1 << bit));
		status = run(argv + 3);
		if (status == 0 && before && rows_of(path) == before) {
			unread++;
		} else if (status != 1 && status != 2 && status != 4) {
			printf("# byte %zu, bit %d: exit status %d\n", at, bit, status);
			missed++;
		}
		write_byte(path, at, bytes[at]);
	}
	printf("# %d bits of %zu bytes flipped, %d changed nothing that is read\n", count, size,
	       unread);
	printf("%sok - a flipped bit of %s is noticed\n", missed ? "not " : "",
	       strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
	return missed > 0;
}

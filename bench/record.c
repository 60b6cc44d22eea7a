/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * record.c [ENTRIES]: what the record costs, beside its peer in the same run.
 *
 * The peer of an append is the commit of one row of the same size on bare
 * SQLite, in WAL mode with synchronous FULL, on the same disk.  The rest has
 * goals of its own.  Prints figures; fails only when something cannot be done.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/finding.h"
#include "record/record.h"
#include "record/tree.h"
#include "store/db.h"

#define COMMITS 2000
#define GROUP 1000
#define PROOFS 20000
#define ROUNDS 3

static const char content[] =
    "{\"act\":\"vote.cast\",\"subject\":\"vote-2023-1\",\"state\":\"FRA\",\"on\":\"2023-05-23\","
    "\"body\":{\"vote\":\"for\"}}\n";

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* What is no question of the disk is measured in CPU time: the machine may be busy. */
static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void must(int r, const struct sv_error *err)
{
	if (r < 0) {
		fprintf(stderr, "bench: %s\n", err->message);
		exit(4);
	}
}

static struct sv_db *create(const char *path)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_tx tx = SV_TX_INIT;
	struct sv_db *db;

	must(sv_db_open(path, SV_DB_CREATE, &db, &err), &err);
	must(sv_tx_begin(&tx, db, &err), &err);
	must(sv_db_claim(db, &err), &err);
	must(sv_schema_create(db, sv_record_tables, sv_record_table_count, &err), &err);
	must(sv_tx_commit(&tx, &err), &err);
	sv_db_close(&db);
	must(sv_db_open(path, SV_DB_WRITE, &db, &err), &err);
	return db;
}

/* So many documents, so many a commit. */
static double append(struct sv_db *db, int count, int group)
{
	const struct sv_draft draft = {.kind = "act/vote.cast",
				       .name = "vote-2023-1",
				       .author = "delegate:FRA",
				       .content = {content, sizeof(content) - 1}};
	struct sv_error err = SV_ERROR_INIT;
	double start = now();

	for (int i = 0; i < count; i += group) {
		struct sv_tx tx = SV_TX_INIT;
		int64_t index;

		must(sv_tx_begin(&tx, db, &err), &err);
		for (int k = i; k < i + group && k < count; k++)
			must(sv_record_append(&tx, &draft, &index, &err), &err);
		must(sv_tx_commit(&tx, &err), &err);
	}
	return now() - start;
}

/* One row a commit of as many bytes as a document takes with its hashes. */
static double bare(const char *path, int count)
{
	char bytes[512];
	sqlite3_stmt *stmt;
	sqlite3 *db;
	double start;

	memset(bytes, 'x', sizeof(bytes));
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db,
			 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
			 "CREATE TABLE t (idx INTEGER PRIMARY KEY, content BLOB)",
			 NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?, ?)", -1, &stmt, NULL) != SQLITE_OK)
		exit(4);
	start = now();
	for (int i = 0; i < count; i++) {
		sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		sqlite3_bind_int(stmt, 1, i);
		sqlite3_bind_blob(stmt, 2, bytes, 384, SQLITE_STATIC);
		sqlite3_step(stmt);
		sqlite3_reset(stmt);
		sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	}
	start = now() - start;
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return start;
}

/* Turn and turn about, so that both meet the same disk; the better round of each counts. */
static void bench_append(const char *folder)
{
	double ours = 1e9, theirs = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		char path[256];
		struct sv_db *db;
		double t;

		snprintf(path, sizeof(path), "%s/bare%d.db", folder, i);
		t = bare(path, COMMITS);
		theirs = t < theirs ? t : theirs;
		snprintf(path, sizeof(path), "%s/ours%d.db", folder, i);
		db = create(path);
		t = append(db, COMMITS, 1);
		ours = t < ours ? t : ours;
		sv_db_close(&db);
	}
	printf("%-40s %10.0f /s  bare SQLite %.0f /s, %.2f of it (goal 0.8)\n", "durable appends",
	       COMMITS / ours, COMMITS / theirs, theirs / ours);
}

static void bench_proofs(struct sv_db *db, int size)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_proof proof;
	double start = cpu();

	for (int64_t i = 0; i < PROOFS; i++) {
		struct sv_tx tx = SV_TX_INIT;

		must(sv_tx_begin_read(&tx, db, &err), &err);
		must(sv_tree_inclusion(db, i * 7919 % size, size, &proof, &err), &err);
		sv_tx_done(&tx);
	}
	printf("%-40s %10.1f us of CPU (goal 50)\n", "inclusion proof",
	       1e6 * (cpu() - start) / PROOFS);
}

static void bench_verify(struct sv_db *db, int size)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	struct sv_error err = SV_ERROR_INIT;
	struct sv_hash root;
	double best[2] = {1e9, 1e9}; /* of the processors, by the clock */

	for (int i = 0; i < ROUNDS; i++) {
		double start[2] = {cpu(), now()}, end[2];

		must(sv_record_verify(db, 0, &findings, &root, &err), &err);
		end[0] = cpu();
		end[1] = now();
		for (int k = 0; k < 2; k++)
			best[k] = end[k] - start[k] < best[k] ? end[k] - start[k] : best[k];
	}
	if (findings.count)
		exit(1);
	printf("%-40s %10.2f million entries/s (goal 1.5); CPU of an entry: %.0f ns\n",
	       "verification", size / best[1] / 1e6, 1e9 * best[0] / size);
}

static void bench_open(const char *path)
{
	struct sv_error err = SV_ERROR_INIT;
	double start = now();
	struct sv_hash root;
	struct sv_db *db;
	int64_t size;

	must(sv_db_open(path, SV_DB_READ, &db, &err), &err);
	must(sv_record_size(db, &size, &err), &err);
	must(sv_record_root(db, size, &root, &err), &err);
	printf("%-40s %10.2f ms for %" PRId64 " entries, with size and root\n", "open",
	       1e3 * (now() - start), size);
	sv_db_close(&db);
}

int main(int argc, char **argv)
{
	int size = argc > 1 ? atoi(argv[1]) : 200000;
	char folder[] = "bench-record-XXXXXX", path[256], command[300];
	struct sv_db *db;
	double t;

	if (!mkdtemp(folder))
		return 4;
	bench_append(folder);
	snprintf(path, sizeof(path), "%s/large.db", folder);
	db = create(path);
	t = cpu();
	(void)append(db, size, GROUP);
	printf("%-40s %10.0f /s of CPU (goal 100000)\n", "appends, 1000 a commit",
	       size / (cpu() - t));
	bench_proofs(db, size);
	bench_verify(db, size);
	sv_db_close(&db);
	bench_open(path);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) == 0 ? 0 : 4;
}
